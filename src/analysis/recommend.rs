//! Which werkvormen fit a result, best first, which fall away and why, and which advice applies
//! (FORMAT section 6).

use crate::engine::evaluate::Evaluation;
use crate::engine::quick::Map;
use crate::engine::step::{End, Landing};
use crate::model::catalogue::{Advice, Audience, Method};
use crate::model::condition::{Condition, Entry, Range};
use crate::model::ladder::Level;
use crate::model::replies::{Band, Decimal, Replies, Reply};
use crate::model::tree::{Known, Measure, QuestionKind, Resolved};
use std::cmp::Reverse;

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

/// A method that fits.
#[derive(Clone, Debug)]
pub struct Offer<'t> {
    /// The method.
    pub method: &'t Method<Known>,
    /// The `suits` entries that hold for certain.
    pub suits: Vec<&'t Condition<Entry>>,
}

/// A method that fell away.
#[derive(Clone, Debug)]
pub struct Fallen<'t> {
    /// The method.
    pub method: &'t Method<Known>,
    /// Why; never empty.
    pub reasons: Vec<Reason<'t>>,
}

/// Why a method fell away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason<'t> {
    /// This `avoid` entry holds.
    Avoid(&'t Condition<Entry>),
    /// This `needs` entry does not hold.
    Needs(&'t Condition<Entry>),
    /// The time available, asked by this question, is too short.
    Weeks(usize),
    /// The number of people to involve, asked by this question, does not fit.
    Group(usize),
}

/// Every end with what the watched conditions came to there; `None` where that would take too long.
type Ends = Option<Vec<(End, Box<[bool]>)>>;

/// What conditions come to. Where replies leave one way only, all of them are watched on it at once; else
/// one list at a time, so that the states do not multiply.
struct Tallies<'a> {
    tree: &'a Resolved,
    evaluation: &'a Evaluation,
    /// On the one way there is: its end, and every condition.
    one_way: Option<(End, Map<Condition<Entry>, bool>)>,
    known: Map<Vec<Condition<Entry>>, Ends>,
}

impl<'a> Tallies<'a> {
    fn new(tree: &'a Resolved, evaluation: &'a Evaluation, all: &[Vec<Condition<Entry>>]) -> Self {
        let mut tallies = Tallies { tree, evaluation, one_way: None, known: Map::default() };
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

/// The level of a result's rung.
pub(crate) fn level(tree: &Resolved, landing: &Landing) -> Option<Level> {
    tree.ladder.as_ref()?.rungs.get(landing.rung?)?.level
}

/// Most `suits` first, then cost, shortest time, longest time, id; what is missing comes last.
pub(crate) fn rank(offer: &Offer<'_>) -> impl Ord + use<> {
    let method = offer.method;
    let last = |it: Option<i64>| (it.is_none(), it);
    (
        Reverse(offer.suits.len()),
        (method.cost.is_none(), method.cost),
        last(method.weeks.and_then(|weeks| weeks.from)),
        last(method.weeks.and_then(|weeks| weeks.below)),
        method.id.text.clone(),
    )
}

/// Every way in which a method can fall away, as a condition.
pub(crate) fn against<'t>(
    tree: &'t Resolved,
    replies: &Replies,
    method: &'t Method<Known>,
) -> Vec<(Reason<'t>, Condition<Entry>)> {
    let mut against: Vec<(Reason<'t>, Condition<Entry>)> = Vec::new();
    against.extend(method.avoid.iter().map(|condition| (Reason::Avoid(condition), condition.clone())));
    for condition in &method.needs {
        let mut parts = vec![Condition::Not(Box::new(condition.clone()))];
        condition.each(&mut |entry| parts.push(has_value(tree, entry)));
        against.push((Reason::Needs(condition), Condition::All(parts)));
    }
    for (number, question) in tree.questions.iter().enumerate() {
        let reason = match question.measures() {
            Some(Measure::Weeks) => Reason::Weeks(number),
            Some(Measure::People) => Reason::Group(number),
            None => continue,
        };
        let exact = match replies.get(&number) {
            Some(Reply::Number(exact)) => Some(*exact),
            _ => None,
        };
        let Some(misses) = misfit(tree, number, method, exact) else { continue };
        let answers: Vec<usize> = (0..question.answers.len()).filter(|&it| misses(&question.answers[it])).collect();
        if !answers.is_empty() {
            against.push((reason, Condition::Entry(Entry::Question(number, answers))));
        }
    }
    against
}

/// Which answers of a question that measures, or which exact number, a method cannot fit; `None` where it
/// does not mind.
pub(crate) fn misfit(
    tree: &Resolved,
    question: usize,
    method: &Method<Known>,
    exact: Option<Decimal>,
) -> Option<impl Fn(&crate::model::tree::Answer<Known>) -> bool + use<>> {
    let asked = &tree.questions[question];
    let range = match asked.measures()? {
        // With more time than a method takes it still fits; with less it cannot.
        Measure::Weeks => Range { below: None, ..method.weeks? },
        Measure::People => method.group?,
    };
    let decimals = matches!(asked.kind, QuestionKind::Number { decimals: true, .. });
    Some(move |answer: &crate::model::tree::Answer<Known>| match exact {
        Some(exact) => !within(range, exact),
        None => answer.band.is_some_and(|band| !meet(range, band, decimals)),
    })
}

/// A condition that holds when the name of an entry has a value.
pub(crate) fn has_value(tree: &Resolved, entry: &Entry) -> Condition<Entry> {
    Condition::Entry(match entry {
        Entry::Question(question, _) => {
            Entry::Question(*question, (0..tree.questions[*question].answers.len()).collect())
        }
        Entry::Fact(fact, _) => Entry::Fact(*fact, (0..tree.facts[*fact].values.len()).collect()),
        Entry::Score(score, ..) => Entry::Score(*score, None, None),
        Entry::Outcome(_) => Entry::Outcome((0..tree.outcomes.len()).collect()),
        Entry::Rung(_) => Entry::Rung((0..tree.ladder.as_ref().map_or(0, |ladder| ladder.rungs.len())).collect()),
        Entry::Level(_) => Entry::Level(Level::ALL.to_vec()),
        Entry::Never => Entry::Never,
    })
}

pub(crate) fn within(range: Range, number: Decimal) -> bool {
    range.from.is_none_or(|from| number >= Decimal::from(from))
        && range.below.is_none_or(|below| number < Decimal::from(below))
}

/// Whether some number lies in both.
fn meet(range: Range, band: Band, decimals: bool) -> bool {
    let from = range.from.map(Decimal::from).max(band.from);
    let below = match (range.below.map(Decimal::from), band.below) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    };
    match (from, below) {
        (Some(from), Some(below)) if decimals => from < below,
        (Some(from), Some(below)) => from.next_whole() < below,
        _ => true,
    }
}
