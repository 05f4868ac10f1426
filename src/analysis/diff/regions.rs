//! Cases in the words of questions and answers: sets of replies, and one set that shows something.

use super::reply_space::{Domain, PairedQuestion, PairedValue, ReplySpace, Version};
use crate::engine::diagram::cover::Cube as Tests;
use crate::engine::diagram::{Diagrams, FALSE, Join, Root};
use crate::engine::evaluate::evaluate;
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{ById, QuestionKind, Resolved};

/// A set of replies: those that agree with all of this.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// By question, in an order in which walks ask them.
    pub replies: Vec<Literal>,
}

/// What a region says of one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    /// The question in the older version.
    pub old: Option<QuestionId>,
    /// The question in the newer version.
    pub new: Option<QuestionId>,
    /// What was replied.
    pub is: Is,
}

/// What was replied.
#[derive(Clone, Debug, PartialEq)]
pub enum Is {
    /// One of these.
    OneOf {
        /// What it was.
        these: Vec<PairedValue>,
        /// What it could also have been.
        others: Vec<PairedValue>,
    },
    /// Several answers.
    Chosen {
        /// All of these.
        with: Vec<PairedValue>,
        /// None of these.
        without: Vec<PairedValue>,
    },
}

/// The same case in both versions: the replies that each walk asks for, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Witness {
    /// In the older version.
    pub old: Vec<(QuestionId, Reply<ById>)>,
    /// In the newer version.
    pub new: Vec<(QuestionId, Reply<ById>)>,
}

impl ReplySpace {
    /// A region of tests as a region of replies.
    pub(super) fn region(&self, tests: &Tests) -> Region {
        // Tests stand in the order of their places.
        let values = |place: u32| {
            let at = tests.binary_search_by_key(&place, |(it, _)| *it).ok()?;
            Some(&tests[at].1)
        };
        let said = |asked: &PairedQuestion| {
            let is = match &asked.domain {
                Domain::One(place, all) => {
                    let chosen = values(*place)?;
                    let among = |wanted: bool| {
                        all.iter()
                            .enumerate()
                            .filter(|(it, _)| chosen.contains(it) == wanted)
                            .map(|(_, it)| *it)
                            .collect()
                    };
                    Is::OneOf { these: among(true), others: among(false) }
                }
                Domain::Any(ticks) => {
                    let with = |wanted: usize| {
                        let came = |(place, ..): &&(u32, PairedValue, bool)| {
                            values(*place).is_some_and(|it| it[..] == [wanted])
                        };
                        ticks.iter().filter(came).map(|(_, value, _)| *value).collect::<Vec<_>>()
                    };
                    let (with, without) = (with(1), with(0));
                    if with.is_empty() && without.is_empty() {
                        return None;
                    }
                    Is::Chosen { with, without }
                }
            };
            Some(Literal { old: asked.old, new: asked.new, is })
        };
        Region { replies: self.asked.iter().filter_map(said).collect() }
    }

    /// The share of the replies for which something holds, with a case; `None` where there are none.
    pub(super) fn part(
        &self,
        old: &Resolved,
        new: &Resolved,
        diagrams: &mut Diagrams,
        holds: Root,
    ) -> Option<(f64, Witness)> {
        if holds == FALSE {
            return None;
        }
        let allowed = self.allowed(diagrams, holds);
        let both = diagrams.join(Join::And, holds, allowed);
        let tests = diagrams.apart(both, FALSE, &|one, two| one != two)?;
        Some((self.share(diagrams, holds), self.witness(old, new, &tests)))
    }

    /// The case of these tests in both versions.
    pub(super) fn witness(&self, old: &Resolved, new: &Resolved, tests: &[(u32, usize)]) -> Witness {
        let side = |tree: &Resolved, side: Version| {
            let came = |place: u32| tests.iter().find(|(it, _)| *it == place).map(|(_, value)| *value);
            let mut replies = Replies::new();
            for asked in &self.asked {
                let Some(question) = asked.of(side) else { continue };
                let values: Vec<PairedValue> = match &asked.domain {
                    Domain::One(place, values) => vec![values[came(*place).unwrap_or_default()]],
                    Domain::Any(ticks) => chosen(ticks, &came),
                };
                // A number that fits both: whole where either wants that.
                let whole = |tree: &Resolved, question: Option<QuestionId>| {
                    question.is_some_and(|it| {
                        !matches!(tree.questions[it].kind, QuestionKind::Number { decimals: true, .. })
                    })
                };
                let whole = whole(old, asked.old) || whole(new, asked.new);
                let own = |value: &PairedValue| tree.questions[question].answers[value.of(side)?].band;
                let number = values.first().and_then(|value| value.band.or_else(|| own(value))).and_then(|band| {
                    let first = band.from.map(|from| if whole { from.next_whole() } else { from });
                    first.or_else(|| band.below.map(|below| below.before(!whole)))
                });
                let mut answers: Vec<AnswerId> = values.iter().filter_map(|value| value.of(side)).collect();
                answers.sort_unstable();
                replies.insert(question, number.map_or(Reply::Answers(answers), Reply::Number));
            }
            let evaluation = evaluate(tree, &replies);
            evaluation
                .met()
                .iter()
                .filter_map(|met| Some((met.question, replies.get(&met.question)?.clone())))
                .collect()
        };
        Witness { old: side(old, Version::Old), new: side(new, Version::New) }
    }
}

/// A reply of several answers that agrees with what the tests came to.
fn chosen(ticks: &[(u32, PairedValue, bool)], came: &dyn Fn(u32) -> Option<usize>) -> Vec<PairedValue> {
    let ticked: Vec<PairedValue> =
        ticks.iter().filter(|(place, ..)| came(*place) == Some(1)).map(|(_, value, _)| *value).collect();
    if !ticked.is_empty() {
        return ticked;
    }
    // Nothing was chosen so far: the first that may be, rather one that does not stand alone.
    let free = || ticks.iter().filter(|(place, ..)| came(*place).is_none());
    free().find(|(_, _, alone)| !alone).or(free().next()).map(|(_, value, _)| *value).into_iter().collect()
}
