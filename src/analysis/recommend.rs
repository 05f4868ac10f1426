//! Which werkvormen fit a result, best first, which fall away and why, and which advice applies
//! (FORMAT section 6).

pub(crate) mod fit;

pub use fit::{Offer, Reason};

use crate::engine::evaluate::Evaluation;
use crate::engine::step::{End, Landing};
use crate::model::catalogue::{Advice, Audience, Method};
use crate::model::condition::{Condition, Entry};
use crate::model::replies::Replies;
use crate::model::tree::{Known, Resolved};
use fit::{against, level, rank};
use foldhash::HashMap;

/// What fits, what may fit and what does not.
#[derive(Clone, Debug)]
pub struct Recommendation<'t> {
    /// Offered whatever the open replies become, best first.
    pub offered: Vec<Offer<'t>>,
    /// Offered for some open replies only, best first.
    pub perhaps: Vec<Offer<'t>>,
    /// Of the right level, but fallen away, in catalogue order.
    pub fallen: Vec<Fallen<'t>>,
    /// Advice that applies, in catalogue order.
    pub advice: Vec<&'t Advice<Known>>,
    /// Advice that applies for some open replies only.
    pub perhaps_advice: Vec<&'t Advice<Known>>,
}

/// A method that fell away.
#[derive(Clone, Debug)]
pub struct Fallen<'t> {
    /// The method.
    pub method: &'t Method<Known>,
    /// Why; never empty.
    pub reasons: Vec<Reason<'t>>,
}

/// Every end with what the watched conditions came to there; `None` where that would take too long.
type Ends = Option<Vec<(End, Box<[bool]>)>>;

/// What conditions come to. Where replies leave one way only, all of them are watched on it at once; else
/// one list at a time, so that the states do not multiply.
struct Tallies<'a> {
    tree: &'a Resolved,
    evaluation: &'a Evaluation,
    /// On the one way there is: its end, and every condition.
    one_way: Option<(End, HashMap<Condition<Entry>, bool>)>,
    known: HashMap<Vec<Condition<Entry>>, Ends>,
}

impl<'a> Tallies<'a> {
    fn new(tree: &'a Resolved, evaluation: &'a Evaluation, all: &[Vec<Condition<Entry>>]) -> Self {
        let mut tallies = Tallies { tree, evaluation, one_way: None, known: HashMap::default() };
        if evaluation.graph.nodes.iter().all(|node| node.links.len() <= 1) {
            let conditions: Vec<&Condition<Entry>> = all.iter().flatten().collect();
            let ends = evaluation.tally(tree, &conditions).unwrap_or_default();
            tallies.one_way = ends
                .into_iter()
                .next()
                .map(|(end, values)| (end, conditions.into_iter().cloned().zip(values).collect()));
        }
        tallies
    }

    fn of(&mut self, conditions: &[Condition<Entry>]) -> Ends {
        if let Some((end, values)) = &self.one_way {
            return Some(vec![(*end, conditions.iter().map(|condition| values[condition]).collect())]);
        }
        let (tree, evaluation) = (self.tree, self.evaluation);
        let watched: Vec<&Condition<Entry>> = conditions.iter().collect();
        self.known.entry(conditions.to_vec()).or_insert_with(|| evaluation.tally(tree, &watched)).clone()
    }
}

/// Recommends for given replies.
pub fn recommend<'t>(tree: &'t Resolved, replies: &Replies, evaluation: &Evaluation) -> Recommendation<'t> {
    recommend_of(tree, replies, evaluation, &|_| true)
}

/// The same of the methods and advice with some ids only.
pub(crate) fn recommend_of<'t>(
    tree: &'t Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    wanted: &dyn Fn(&str) -> bool,
) -> Recommendation<'t> {
    let possible = |method: &&'t Method<Known>| {
        if !wanted(&method.id.text) {
            return false;
        }
        let fits = |landing: &Landing| level(tree, landing).is_some_and(|level| method.levels.contains(&level));
        method.audience == Audience::Residents && evaluation.landings.iter().any(fits)
    };
    let candidates: Vec<_> =
        tree.methods().filter(possible).map(|method| (method, against(tree, replies, method))).collect();
    let mut conditions: Vec<Vec<Condition<Entry>>> = candidates
        .iter()
        .map(|(method, against)| against.iter().map(|(_, it)| it.clone()).chain(method.suits.iter().cloned()).collect())
        .collect();
    let advice = || tree.advice().filter(|advice| wanted(&advice.id.text));
    conditions.extend(advice().filter_map(|advice| advice.condition.clone()).map(|it| vec![it]));
    let mut tallies = Tallies::new(tree, evaluation, &conditions);
    let mut all = Recommendation {
        offered: Vec::new(),
        perhaps: Vec::new(),
        fallen: Vec::new(),
        advice: Vec::new(),
        perhaps_advice: Vec::new(),
    };
    for ((method, against), conditions) in candidates.into_iter().zip(&conditions) {
        let right_level = |landing: &Landing| level(tree, landing).is_some_and(|level| method.levels.contains(&level));
        let Some(ends) = tallies.of(conditions) else {
            all.perhaps.push(Offer { method, suits: Vec::new() });
            continue;
        };
        let fits = |(end, values): &&(End, Box<[bool]>)| {
            matches!(end, End::Landing(landing) if right_level(landing)) && !values[..against.len()].contains(&true)
        };
        let fitting: Vec<_> = ends.iter().filter(fits).collect();
        if fitting.is_empty() {
            let held = |index: usize| {
                ends.iter()
                    .any(|(end, values)| values[index] && matches!(end, End::Landing(landing) if right_level(landing)))
            };
            let reasons = (0..against.len()).filter(|&index| held(index)).map(|index| against[index].0).collect();
            all.fallen.push(Fallen { method, reasons });
            continue;
        }
        let suits = method.suits.iter().enumerate();
        let suits = suits.filter(|(index, _)| fitting.iter().all(|(_, values)| values[against.len() + index]));
        let offer = Offer { method, suits: suits.map(|(_, condition)| condition).collect() };
        if fitting.len() == ends.len() { all.offered.push(offer) } else { all.perhaps.push(offer) }
    }
    all.offered.sort_by_cached_key(rank);
    all.perhaps.sort_by_cached_key(rank);
    for advice in advice() {
        let Some(condition) = &advice.condition else {
            all.advice.push(advice);
            continue;
        };
        match tallies.of(std::slice::from_ref(condition)) {
            Some(ends) if ends.iter().all(|(_, values)| values[0]) => all.advice.push(advice),
            Some(ends) if ends.iter().all(|(_, values)| !values[0]) => {}
            _ => all.perhaps_advice.push(advice),
        }
    }
    all
}
