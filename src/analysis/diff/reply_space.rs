//! The questions of two versions of a tree together: replies that both can take.

use super::pairing::Pairing;
use crate::engine::diagram::{Diagrams, FALSE, Join, Placed, Places, Root, TRUE};
use crate::engine::step::AllowedReplies;
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use crate::model::replies::{Band, Decimal, Reply};
use crate::model::tree::{QuestionKind, Resolved};
use foldhash::HashMap;

/// One of two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    Old,
    New,
}

/// A question of either version, or of both.
#[derive(Clone, Debug)]
pub(super) struct PairedQuestion {
    pub(super) old: Option<QuestionId>,
    pub(super) new: Option<QuestionId>,
    pub(super) domain: Domain,
}

/// What replies both versions can take; answers by side.
#[derive(Clone, Debug)]
pub(super) enum Domain {
    /// One of these, tested at this place.
    One(u32, Vec<PairedValue>),
    /// Any of these, each tested at its place; whether it stands alone.
    Any(Vec<(u32, PairedValue, bool)>),
}

/// A reply, as the answer it is in either version.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedValue {
    /// The answer in the older version, where that has the question.
    pub old: Option<AnswerId>,
    /// The answer in the newer version, where that has the question.
    pub new: Option<AnswerId>,
    /// Of a number question, the numbers it stands for.
    pub band: Option<Band>,
}

impl PairedValue {
    pub(super) fn of(&self, side: Version) -> Option<AnswerId> {
        match side {
            Version::Old => self.old,
            Version::New => self.new,
        }
    }
}

impl PairedQuestion {
    pub(super) fn of(&self, side: Version) -> Option<QuestionId> {
        match side {
            Version::Old => self.old,
            Version::New => self.new,
        }
    }
}

/// All questions in the order in which diagrams test them.
#[derive(Clone, Debug)]
pub(super) struct ReplySpace {
    pub(super) asked: Vec<PairedQuestion>,
    /// How many places there are.
    places: u32,
}

impl ReplySpace {
    /// The questions of both versions; each version asks its own in this order.
    pub(super) fn of(old: &Resolved, new: &Resolved, pairing: &Pairing, orders: [&[QuestionId]; 2]) -> ReplySpace {
        let back = |two: QuestionId| {
            let one = pairing.questions.position(|it| *it == Some(two))?;
            (!values(old, new, pairing, one, two).is_empty()).then_some(one)
        };
        // What only the newer version asks comes right after what it asks before that.
        let mut order: Vec<(Option<QuestionId>, Option<QuestionId>)> =
            orders[0].iter().map(|&one| (Some(one), None)).collect();
        let mut after = 0;
        for &two in orders[1] {
            match back(two) {
                Some(one) => {
                    let at = order.iter().position(|it| it.0 == Some(one)).unwrap_or_default();
                    order[at].1 = Some(two);
                    after = at + 1;
                }
                None => {
                    order.insert(after, (None, Some(two)));
                    after += 1;
                }
            }
        }
        let mut joint = ReplySpace { asked: Vec::new(), places: 0 };
        for (one, two) in order {
            let values = match (one, two) {
                (Some(one), Some(two)) => values(old, new, pairing, one, two),
                (Some(one), None) => {
                    own(old, one).map(|answer| PairedValue { old: Some(answer), new: None, band: None }).collect()
                }
                (_, two) => own(new, two.unwrap_or_default())
                    .map(|answer| PairedValue { old: None, new: Some(answer), band: None })
                    .collect(),
            };
            let multiple = |tree: &Resolved, question: Option<QuestionId>| {
                question.is_none_or(|it| tree.questions[it].is_multiple())
            };
            let takes = if multiple(old, one) && multiple(new, two) {
                let alone = |tree: &Resolved, question: Option<QuestionId>, answer: Option<AnswerId>| {
                    question.zip(answer).is_some_and(|(it, answer)| tree.questions[it].answers[answer].alone)
                };
                let alone = |value: &PairedValue| alone(old, one, value.old) || alone(new, two, value.new);
                let (first, rest): (Vec<PairedValue>, Vec<PairedValue>) = values.into_iter().partition(alone);
                let ticks = first.into_iter().map(|it| (it, true)).chain(rest.into_iter().map(|it| (it, false)));
                Domain::Any(ticks.map(|(value, alone)| (joint.place(), value, alone)).collect())
            } else {
                Domain::One(joint.place(), values)
            };
            joint.asked.push(PairedQuestion { old: one, new: two, domain: takes });
        }
        joint
    }

    fn place(&mut self) -> u32 {
        self.places += 1;
        self.places - 1
    }

    /// Where the questions of one version stand.
    pub(super) fn places(&self, tree: &Resolved, side: Version) -> Places {
        let mut places = IdVec::filled(Placed::Ticks(IdVec::new()), tree.questions.len());
        for asked in &self.asked {
            let Some(question) = asked.of(side) else { continue };
            places[question] = match &asked.domain {
                Domain::One(place, values) => {
                    Placed::Reply(*place, values.iter().filter_map(|it| it.of(side)).collect())
                }
                Domain::Any(ticks) => {
                    let mut own = IdVec::filled(None, tree.questions[question].answers.len());
                    for (place, value, _) in ticks {
                        if let Some(answer) = value.of(side) {
                            own[answer] = Some(*place);
                        }
                    }
                    Placed::Ticks(own)
                }
            };
        }
        Places(places)
    }

    /// The answers of one version that the other can take as well.
    pub(super) fn allowed_replies(&self, tree: &Resolved, side: Version) -> impl Fn(QuestionId) -> AllowedReplies {
        let mut answers: IdVec<QuestionId, Vec<AnswerId>> = IdVec::filled(Vec::new(), tree.questions.len());
        for asked in &self.asked {
            let Some(question) = asked.of(side) else { continue };
            answers[question] = match &asked.domain {
                Domain::One(_, values) => values.iter().filter_map(|it| it.of(side)).collect(),
                Domain::Any(ticks) => ticks.iter().filter_map(|(_, it, _)| it.of(side)).collect(),
            };
        }
        let of = |(question, answers): (QuestionId, &Vec<AnswerId>)| {
            AllowedReplies::of(tree, question, Some(&Reply::OneOf(answers.clone())))
        };
        let allowed: IdVec<QuestionId, AllowedReplies> = answers.iter_enumerated().map(of).collect();
        move |question| allowed[question].clone()
    }

    /// That what a diagram tests can be replies: of several answers at least one, and what stands alone with
    /// nothing beside it.
    pub(super) fn allowed(&self, diagrams: &mut Diagrams, of: Root) -> Root {
        let tested = diagrams.tested(of);
        let mut all = TRUE;
        // The last question first: then every test is put before what is there.
        for asked in self.asked.iter().rev() {
            let Domain::Any(ticks) = &asked.domain else { continue };
            if ticks.iter().any(|(place, ..)| tested.contains(place)) {
                let [allowed, ..] = (0..ticks.len()).rev().fold([FALSE, TRUE, TRUE], |[none, alone, some], tick| {
                    let (place, _, stands_alone) = ticks[tick];
                    let ticked = if stands_alone { [alone, FALSE, FALSE] } else { [some, FALSE, some] };
                    let test = |diagrams: &mut Diagrams, passed, ticked| diagrams.test(place, &[passed, ticked]);
                    [test(diagrams, none, ticked[0]), test(diagrams, alone, ticked[1]), test(diagrams, some, ticked[2])]
                });
                all = diagrams.join(Join::And, allowed, all);
            }
        }
        all
    }

    /// The share of all complete replies for which a diagram holds, each reply to a question equally likely.
    pub(super) fn share(&self, diagrams: &mut Diagrams, holds: Root) -> f64 {
        let allowed = self.allowed(diagrams, holds);
        let both = diagrams.join(Join::And, holds, allowed);
        self.weight(diagrams, both) / self.weight(diagrams, allowed)
    }

    /// The share of all values of all tests.
    fn weight(&self, diagrams: &Diagrams, root: Root) -> f64 {
        let mut weights: HashMap<Root, f64> = HashMap::default();
        for node in diagrams.last_first(root) {
            let children = diagrams.children(node);
            let weight = match diagrams.value(node) {
                Some(value) => f64::from(value),
                None => children.iter().map(|child| weights[child]).sum::<f64>() / children.len() as f64,
            };
            weights.insert(node, weight);
        }
        weights[&root]
    }
}

fn own(tree: &Resolved, question: QuestionId) -> impl Iterator<Item = AnswerId> + use<> {
    tree.questions[question].answers.ids()
}

/// The replies that both versions of a question can take; none where they have nothing in common.
fn values(old: &Resolved, new: &Resolved, pairing: &Pairing, one: QuestionId, two: QuestionId) -> Vec<PairedValue> {
    let (first, second) = (&old.questions[one], &new.questions[two]);
    let number = |kind: &QuestionKind| match kind {
        QuestionKind::Number { decimals, .. } => Some(*decimals),
        _ => None,
    };
    match (number(&first.kind), number(&second.kind)) {
        (Some(one), Some(two)) => {
            let mut values = Vec::new();
            for (old, answer) in first.answers.iter_enumerated() {
                for (new, other) in second.answers.iter_enumerated() {
                    let band = answer
                        .band
                        .zip(other.band)
                        .and_then(|(one_band, two_band)| meet(one_band, two_band, one && two));
                    values.extend(band.map(|band| PairedValue { old: Some(old), new: Some(new), band: Some(band) }));
                }
            }
            values
        }
        (None, None) => {
            let pairs = pairing.answers[one].iter_enumerated();
            pairs
                .filter_map(|(old, new)| Some(PairedValue { old: Some(old), new: Some((*new)?), band: None }))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The numbers in two bands, if there are any.
fn meet(one: Band, two: Band, decimals: bool) -> Option<Band> {
    let below = match (one.below, two.below) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    };
    let band = Band { from: one.from.max(two.from), below };
    let first = |from: Decimal| if decimals { from } else { from.next_whole() };
    match (band.from, band.below) {
        (Some(from), Some(below)) if first(from) >= below => None,
        _ => Some(band),
    }
}
