//! What moves: over all replies that both versions can take, which old result becomes which new one, and
//! what is offered in one version only.

use super::joint::{Asked, Joint, Side, Takes, Value};
use super::pairing::Pairing;
use super::watched::{Offered, offered};
use crate::condition::Word;
use crate::diagram::cover::{Covers, Region as Tests};
use crate::diagram::{Diagrams, FALSE, Join, Root, TRUE};
use crate::evaluate::evaluate;
use crate::explore::{explore, result_at};
use crate::replies::{Replies, Reply};
use crate::step::{Landing, Stepper};
use crate::tree::{Known, QuestionKind, Resolved};

/// So many parts of diagrams, and no more.
const PARTS: usize = 2_000_000;

/// So many regions of one move are written out.
pub const REGIONS: usize = 1_000;

/// What the behaviour of two versions comes to.
#[derive(Clone, Debug)]
pub struct Behaviour {
    /// Old results that become another result, most cases first.
    pub moves: Vec<Moved>,
    /// What is offered in other cases than before, in the order of the catalogues.
    pub offers: Vec<Offers>,
}

/// One old result that becomes one new result.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The result in the older version.
    pub from: Landing,
    /// The result in the newer version.
    pub to: Landing,
    /// The share of all cases, each reply equally likely.
    pub share: f64,
    /// The replies that move: together exactly those, and none can be left out. At most [`REGIONS`].
    pub regions: Vec<Region>,
    /// How many regions there are.
    pub count: u64,
    /// Few replies that show it.
    pub witness: Witness,
}

/// What is offered, or not any more.
#[derive(Clone, Debug)]
pub struct Offers {
    /// A method, else an advice.
    pub method: bool,
    /// Its id, as the newer version names it where that has it.
    pub id: Word,
    /// Its name for people.
    pub title: String,
    /// The share of all cases that lose it, with replies that show it.
    pub lost: Option<(f64, Witness)>,
    /// The share of all cases that get it, with replies that show it.
    pub gained: Option<(f64, Witness)>,
}

/// A set of replies: those that agree with all of this.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// By question, in an order in which walks ask them.
    pub replies: Vec<Said>,
}

/// What a region says of one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The question in the older version.
    pub old: Option<usize>,
    /// The question in the newer version.
    pub new: Option<usize>,
    /// What was replied.
    pub is: Is,
}

/// What was replied.
#[derive(Clone, Debug, PartialEq)]
pub enum Is {
    /// One of these.
    OneOf {
        /// What it was.
        these: Vec<Value>,
        /// What it could also have been.
        others: Vec<Value>,
    },
    /// Several answers.
    Chosen {
        /// All of these.
        with: Vec<Value>,
        /// None of these.
        without: Vec<Value>,
    },
}

/// The same case in both versions: the replies that each walk asks for, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Witness {
    /// In the older version.
    pub old: Vec<(usize, Reply<Known>)>,
    /// In the newer version.
    pub new: Vec<(usize, Reply<Known>)>,
}

/// Two versions, over the same replies.
struct Versions<'t> {
    old: &'t Resolved,
    new: &'t Resolved,
    joint: Joint,
    diagrams: Diagrams,
}

/// Compares what two versions do; `None` where that would take too long.
pub(super) fn behaviour(old: &Resolved, new: &Resolved, pairing: &Pairing, budget: usize) -> Option<Behaviour> {
    let (mut first, mut second) = (Stepper::new(old, &[]), Stepper::new(new, &[]));
    let joint = Joint::of(old, new, pairing, [&first.reach.order(), &second.reach.order()]);
    let graphs = [
        explore(&mut first, &joint.room(old, Side::Old), budget),
        explore(&mut second, &joint.room(new, Side::New), budget),
    ];
    if graphs.iter().any(|graph| !graph.finished) {
        return None;
    }
    let places = [joint.places(old, Side::Old), joint.places(new, Side::New)];
    let mut versions = Versions { old, new, joint, diagrams: Diagrams::new(PARTS) };
    let mut results: [Vec<Landing>; 2] = Default::default();
    let mut roots = [FALSE; 2];
    for side in 0..2 {
        roots[side] = versions.diagrams.build(&places[side], &graphs[side], &mut |diagrams, node| {
            let landing = result_at(&graphs[side], node);
            let known = results[side].iter().position(|it| Some(*it) == landing);
            let leaf = known.unwrap_or_else(|| {
                results[side].extend(landing);
                results[side].len() - 1
            });
            diagrams.leaf(leaf as u32)
        })?;
    }
    let moves = versions.moves(&results, roots, pairing)?;
    let mut offers = Vec::new();
    let reaches = [&first.reach, &second.reach];
    let all = [offered(old, &graphs[0], reaches[0], &places[0]), offered(new, &graphs[1], reaches[1], &places[1])];
    let [before, after] = all;
    let (mut before, mut after) = (before, after);
    for (one, two) in pairs(&before.things, &after.things, pairing) {
        let was = before.holds(&mut versions.diagrams, one, budget)?;
        let is = after.holds(&mut versions.diagrams, two, budget)?;
        let lost = versions.diagrams.join(Join::Minus, was, is);
        let gained = versions.diagrams.join(Join::Minus, is, was);
        let (lost, gained) = (versions.part(lost), versions.part(gained));
        if lost.is_some() || gained.is_some() {
            let thing = two.map_or_else(|| one.map(|one| &before.things[one]), |two| Some(&after.things[two]))?;
            let (id, title) = (thing.id.clone(), thing.title.to_owned());
            offers.push(Offers { method: thing.method, id, title, lost, gained });
        }
    }
    (!versions.diagrams.full).then_some(Behaviour { moves, offers })
}

/// What is offered in both versions, what in the older only, and what in the newer only.
fn pairs(before: &[Offered<'_>], after: &[Offered<'_>], pairing: &Pairing) -> Vec<(Option<usize>, Option<usize>)> {
    let methods = |things: &[Offered<'_>]| things.iter().filter(|it| it.method).count();
    let (old, new) = (methods(before), methods(after));
    let known = pairing.methods.iter().copied();
    let known = known.chain(pairing.advice.iter().map(|it| it.map(|it| new + it)));
    let mut pairs: Vec<(Option<usize>, Option<usize>)> = known.enumerate().map(|(one, two)| (Some(one), two)).collect();
    let come = (0..after.len()).filter(|two| pairs.iter().all(|(_, known)| *known != Some(*two)));
    let come: Vec<usize> = come.collect();
    let at = |two: usize| if two < new { old } else { before.len() };
    for two in come.into_iter().rev() {
        pairs.insert(at(two), (None, Some(two)));
    }
    pairs
}

/// Whether two results are the same result of two versions.
fn same(old: &Resolved, new: &Resolved, pairing: &Pairing, one: &Landing, two: &Landing) -> bool {
    let (first, second) = (&old.outcomes[one.outcome], &new.outcomes[two.outcome]);
    let rungs = pairing.same_rung(old, new, one.rung, two.rung);
    pairing.outcomes[one.outcome] == Some(two.outcome) && first.verdict == second.verdict && rungs
}

impl Versions<'_> {
    /// Every old result with every other new result it becomes.
    fn moves(&mut self, results: &[Vec<Landing>; 2], roots: [Root; 2], pairing: &Pairing) -> Option<Vec<Moved>> {
        let count = results[1].len() as u32;
        let both = self.diagrams.join(Join::Pair(count), roots[0], roots[1]);
        let mut moves = Vec::new();
        for leaf in self.diagrams.leaves(both) {
            let (from, to) = (results[0][(leaf / count) as usize], results[1][(leaf % count) as usize]);
            if same(self.old, self.new, pairing, &from, &to) {
                continue;
            }
            let here = self.diagrams.map(both, &|other| u32::from(other == leaf));
            let Some((share, witness)) = self.part(here) else { continue };
            let allowed = self.joint.allowed(&mut self.diagrams, here);
            let least = self.diagrams.join(Join::And, here, allowed);
            let never = self.diagrams.join(Join::Minus, TRUE, allowed);
            let most = self.diagrams.join(Join::Or, here, never);
            let mut covers = Covers::new();
            let cover = covers.cover(&mut self.diagrams, least, most);
            if self.diagrams.full {
                return None;
            }
            let regions = covers.regions(cover, REGIONS).iter().map(|tests| self.region(tests)).collect();
            moves.push(Moved { from, to, share, regions, count: covers.count(cover), witness });
        }
        moves.sort_by(|one, two| two.share.total_cmp(&one.share).then((one.from, one.to).cmp(&(two.from, two.to))));
        Some(moves)
    }

    /// The share of the replies for which something holds, with a case; `None` where there are none.
    fn part(&mut self, holds: Root) -> Option<(f64, Witness)> {
        if holds == FALSE {
            return None;
        }
        let allowed = self.joint.allowed(&mut self.diagrams, holds);
        let both = self.diagrams.join(Join::And, holds, allowed);
        let tests = self.diagrams.apart(both, FALSE, &|one, two| one != two)?;
        Some((self.joint.share(&mut self.diagrams, holds), self.witness(&tests)))
    }

    /// A region of tests as a region of replies.
    fn region(&self, tests: &Tests) -> Region {
        let values = |place: u32| tests.iter().find(|(it, _)| *it == place).map(|(_, values)| values);
        let said = |asked: &Asked| {
            let is = match &asked.takes {
                Takes::One(place, all) => {
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
                Takes::Any(ticks) => {
                    let with = |wanted: usize| {
                        let came =
                            |(place, ..): &&(u32, Value, bool)| values(*place).is_some_and(|it| it[..] == [wanted]);
                        ticks.iter().filter(came).map(|(_, value, _)| *value).collect::<Vec<_>>()
                    };
                    let (with, without) = (with(1), with(0));
                    if with.is_empty() && without.is_empty() {
                        return None;
                    }
                    Is::Chosen { with, without }
                }
            };
            Some(Said { old: asked.old, new: asked.new, is })
        };
        Region { replies: self.joint.asked.iter().filter_map(said).collect() }
    }

    /// The case of these tests in both versions.
    fn witness(&self, tests: &[(u32, usize)]) -> Witness {
        let side = |tree: &Resolved, side: Side| {
            let came = |place: u32| tests.iter().find(|(it, _)| *it == place).map(|(_, value)| *value);
            let mut replies = Replies::new();
            for asked in &self.joint.asked {
                let Some(question) = asked.of(side) else { continue };
                let values: Vec<Value> = match &asked.takes {
                    Takes::One(place, values) => vec![values[came(*place).unwrap_or_default()]],
                    Takes::Any(ticks) => chosen(ticks, &came),
                };
                let number = values.first().and_then(|value| value.band).and_then(|band| {
                    let decimals = matches!(tree.questions[question].kind, QuestionKind::Number { decimals: true, .. });
                    band.from.or_else(|| band.below.map(|below| below.before(decimals)))
                });
                let mut answers: Vec<usize> = values.iter().filter_map(|value| value.of(side)).collect();
                answers.sort_unstable();
                replies.insert(question, number.map_or(Reply::Answers(answers), Reply::Number));
            }
            let met = evaluate(tree, &replies).met();
            met.into_iter().filter_map(|met| Some((met.question, replies.get(&met.question)?.clone()))).collect()
        };
        Witness { old: side(self.old, Side::Old), new: side(self.new, Side::New) }
    }
}

/// A reply of several answers that agrees with what the tests came to.
fn chosen(ticks: &[(u32, Value, bool)], came: &dyn Fn(u32) -> Option<usize>) -> Vec<Value> {
    let ticked: Vec<Value> =
        ticks.iter().filter(|(place, ..)| came(*place) == Some(1)).map(|(_, value, _)| *value).collect();
    if !ticked.is_empty() {
        return ticked;
    }
    // Nothing was chosen so far: the first that may be, rather one that does not stand alone.
    let free = || ticks.iter().filter(|(place, ..)| came(*place).is_none());
    free().find(|(_, _, alone)| !alone).or(free().next()).map(|(_, value, _)| *value).into_iter().collect()
}
