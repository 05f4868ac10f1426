//! When a method fits: what speaks for it and against it, and what is offered whatever the open replies
//! become. Many sets of replies ask that of one tree, so its conditions can be prepared.

use crate::analysis::plan::{Means, planned, weeks};
use crate::analysis::situation::{Fit, Situation};
use crate::engine::conditions::{Conditions, May, Under};
use crate::engine::evaluate::Explored;
use crate::engine::step::Landing;
use crate::model::catalogue::{Audience, Catalogue, Listened, Method};
use crate::model::condition::{Condition, Entry, Range};
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::ladder::Level;
use crate::model::replies::{Band, Decimal, Replies, Reply};
use crate::model::tree::{ById, Measure, QuestionKind, Resolved};
use std::cmp::Reverse;

/// A method that fits.
#[derive(Clone, Debug)]
pub struct Offer<'t> {
    /// The method.
    pub method: &'t Method<ById>,
    /// The `suits` entries that hold for certain.
    pub suits: Vec<&'t Condition<Entry>>,
    /// How it fits the situation, in the words of its catalogue.
    pub fit: Fit,
}

/// Why a method fell away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason<'t> {
    /// This `avoid` entry holds.
    Avoid(&'t Condition<Entry>),
    /// This `needs` entry does not hold.
    Needs(&'t Condition<Entry>),
    /// The time available, asked by this question, is too short.
    Weeks(QuestionId),
    /// The number of people to involve, asked by this question, does not fit.
    Group(QuestionId),
}

/// The level of a result's rung.
pub(crate) fn level(tree: &Resolved, landing: &Landing) -> Option<Level> {
    tree.rung(landing.rung?).level
}

/// The order of methods (`docs/format.md`, "The order"): what speaks for them less what speaks against, then what
/// breaks ties. Without anything that speaks for or against, `suits` first.
pub(crate) fn rank(offer: &Offer<'_>) -> impl Ord + use<> {
    (by_fit(&offer.fit, offer.suits.len()), by_method(offer.method))
}

fn by_fit(fit: &Fit, suits: usize) -> impl Ord + use<> {
    (
        Reverse(fit.balance()),
        Reverse(fit.in_phase),
        Reverse(fit.reached),
        fit.levels_below,
        Reverse(fit.served),
        Reverse(suits),
    )
}

/// Cost, shortest time, longest time, id; what is missing comes last.
pub(crate) fn by_method(method: &Method<ById>) -> impl Ord + use<> {
    let last = |it: Option<i64>| (it.is_none(), it);
    (
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
    method: &'t Method<ById>,
) -> Vec<(Reason<'t>, Condition<Entry>)> {
    let mut against: Vec<(Reason<'t>, Condition<Entry>)> = Vec::new();
    against.extend(method.avoid.iter().map(|condition| (Reason::Avoid(condition), condition.clone())));
    for condition in &method.needs {
        let mut parts = vec![Condition::Not(Box::new(condition.clone()))];
        condition.each(&mut |entry| parts.push(has_value(tree, entry)));
        against.push((Reason::Needs(condition), Condition::All(parts)));
    }
    for (number, question) in tree.questions.iter_enumerated() {
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
        let answers: Vec<AnswerId> = question.answers.ids().filter(|&it| misses(&question.answers[it])).collect();
        if !answers.is_empty() {
            against.push((reason, Condition::Entry(Entry::Question(number, answers))));
        }
    }
    against
}

/// What is told of a method that is offered: what suits it, and in the words of its catalogue what speaks for it or
/// against it.
pub(crate) fn told<'t>(tree: &'t Resolved, method: &'t Method<ById>) -> impl Iterator<Item = &'t Condition<Entry>> {
    let ranked = |it: &&Catalogue<ById>| !it.purposes.is_empty() && it.methods.iter().any(|own| own.id == method.id);
    let words = tree.catalogues.iter().find(ranked).into_iter().flat_map(|it| &it.words);
    method.suits.iter().chain(words.flat_map(|word| &word.values).map(|(_, holds)| holds))
}

/// By open question that measures, the bands of which a method fits some numbers and misses others: the number
/// itself then tells.
pub(crate) fn either(tree: &Resolved, replies: &Replies, method: &Method<ById>) -> Vec<(QuestionId, Vec<AnswerId>)> {
    let within = |range: Range, band: Band| {
        let from = range.from.is_none_or(|least| band.from.is_some_and(|from| from >= Decimal::from(least)));
        from && range.below.is_none_or(|below| band.below.is_some_and(|most| most <= Decimal::from(below)))
    };
    let open = |question: &QuestionId| !matches!(replies.get(question), Some(Reply::Number(_) | Reply::Answers(_)));
    let bands = |question: QuestionId| {
        let (range, misses) = (asked_range(tree, question, method)?, misfit(tree, question, method, None)?);
        let answers = tree.questions[question].answers.iter_enumerated();
        let some = answers.filter(|(_, it)| !misses(it) && it.band.is_some_and(|band| !within(range, band)));
        let some: Vec<AnswerId> = some.map(|(answer, _)| answer).collect();
        (!some.is_empty()).then_some((question, some))
    };
    tree.questions.ids().filter(open).filter_map(bands).collect()
}

/// The numbers of a question that measures for which a method fits, where it minds.
fn asked_range(tree: &Resolved, question: QuestionId, method: &Method<ById>) -> Option<Range> {
    match tree.questions[question].measures()? {
        // With more time than a method takes it still fits; with less it cannot.
        Measure::Weeks => Some(Range { below: None, ..method.weeks? }),
        Measure::People => method.group,
    }
}

/// The numbers at which some method begins to fit a question that measures, or ends to, from low to high.
pub(crate) fn limits(tree: &Resolved, question: QuestionId) -> Vec<Decimal> {
    let ranges = tree.methods().filter_map(|method| asked_range(tree, question, method));
    let mut limits: Vec<Decimal> =
        ranges.flat_map(|range| [range.from, range.below]).flatten().map(Decimal::from).collect();
    limits.sort_unstable();
    limits.dedup();
    limits
}

/// Which answers of a question that measures, or which exact number, a method cannot fit; `None` where it
/// does not mind.
pub(crate) fn misfit(
    tree: &Resolved,
    question: QuestionId,
    method: &Method<ById>,
    exact: Option<Decimal>,
) -> Option<impl Fn(&crate::model::tree::Answer<ById>) -> bool + use<>> {
    let asked = &tree.questions[question];
    let range = asked_range(tree, question, method)?;
    let decimals = matches!(asked.kind, QuestionKind::Number { decimals: true, .. });
    Some(move |answer: &crate::model::tree::Answer<ById>| match exact {
        Some(exact) => !within(range, exact),
        None => answer.band.is_some_and(|band| !meet(range, band, decimals)),
    })
}

/// A condition that holds when the name of an entry has a value.
pub(crate) fn has_value(tree: &Resolved, entry: &Entry) -> Condition<Entry> {
    Condition::Entry(match entry {
        Entry::Question(question, _) => Entry::Question(*question, tree.questions[*question].answers.ids().collect()),
        Entry::Fact(fact, _) => Entry::Fact(*fact, tree.facts[*fact].values.ids().collect()),
        // Every score has a value.
        Entry::Score(score, ..) | Entry::Ahead(score, ..) => Entry::Score(*score, None, None),
        Entry::Outcome(_) => Entry::Outcome(tree.outcomes.ids().collect()),
        Entry::Rung(_) => Entry::Rung(tree.rungs().ids().collect()),
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

/// A method with the numbers of its conditions.
#[derive(Debug)]
struct PreparedMethod<'t> {
    /// The place of its catalogue.
    catalogue: usize,
    method: &'t Method<ById>,
    /// None of these may hold.
    against: Vec<usize>,
    suits: Vec<usize>,
    /// Questions for a number that it minds, with what speaks against it where the number is not exact.
    measured: Vec<(QuestionId, Option<usize>)>,
    /// Where it comes among methods that suit equally well.
    order: usize,
}

/// The methods of a tree, prepared.
#[derive(Debug)]
pub(crate) struct PreparedMethods<'t> {
    tree: &'t Resolved,
    plans: Vec<PreparedMethod<'t>>,
    /// The numbers of the conditions of every catalogue's words, by word and value.
    words: Vec<Vec<Vec<usize>>>,
}

/// What is offered under some replies.
#[derive(Debug)]
pub(crate) struct OfferedMethods<'t> {
    /// Best first.
    pub(crate) methods: Vec<&'t Method<ById>>,
    /// What falls away because there is too little time, and for no other reason.
    late: Vec<&'t Method<ById>>,
    /// The situation in the words of every catalogue.
    situations: Vec<Situation<'t>>,
}

impl<'t> PreparedMethods<'t> {
    /// Prepares the methods for residents.
    pub(crate) fn of(explored: &Explored<'t>, conditions: &mut Conditions) -> PreparedMethods<'t> {
        let tree = explored.tree;
        let open = Replies::new();
        let catalogues = tree.catalogues.iter().enumerate();
        let methods = catalogues.flat_map(|(place, it)| it.methods.iter().map(move |method| (place, method)));
        let methods = methods.filter(|(_, method)| method.audience == Audience::Residents);
        let mut plans: Vec<PreparedMethod<'t>> = Vec::new();
        for (catalogue, method) in methods {
            let minds = |question: &QuestionId| misfit(tree, *question, method, None).is_some();
            let mut measured: Vec<(QuestionId, Option<usize>)> =
                tree.questions.ids().filter(minds).map(|question| (question, None)).collect();
            let mut all = Vec::new();
            for (reason, condition) in against(tree, &open, method) {
                let number = conditions.number(explored, &condition);
                match reason {
                    Reason::Avoid(_) | Reason::Needs(_) => all.push(number),
                    Reason::Weeks(question) | Reason::Group(question) => {
                        measured.iter_mut().filter(|(it, _)| *it == question).for_each(|it| it.1 = Some(number));
                    }
                }
            }
            let suits = method.suits.iter().map(|condition| conditions.number(explored, condition)).collect();
            plans.push(PreparedMethod { catalogue, method, against: all, suits, measured, order: 0 });
        }
        plans.sort_by_cached_key(|plan| by_method(plan.method));
        plans.iter_mut().enumerate().for_each(|(order, plan)| plan.order = order);
        let mut numbers =
            |it: &Listened<ById>| it.values.iter().map(|(_, holds)| conditions.number(explored, holds)).collect();
        let words = tree.catalogues.iter().map(|it| it.words.iter().map(&mut numbers).collect()).collect();
        PreparedMethods { tree, plans, words }
    }

    /// The methods of the plan for a result on one rung, each once, in time; nothing where there is none.
    pub(crate) fn planned(&self, offered: &OfferedMethods<'t>, replies: &Replies) -> Vec<&'t Method<ById>> {
        let Some(situation) = offered.situations.iter().find(|it| !it.needs.is_empty()) else { return Vec::new() };
        let means = Means { offered: &offered.methods, late: &offered.late, weeks: weeks(self.tree, replies) };
        planned(situation, &means)
    }

    /// The methods that are offered whatever the open replies become: what `recommend` calls `offered`. `None` where a
    /// result has no level, since nothing is offered for all of them then.
    pub(crate) fn under(
        &self,
        replies: &Replies,
        under: &Under,
        conditions: &Conditions,
    ) -> Option<OfferedMethods<'t>> {
        let levels = under.evaluation.landings.iter().map(|landing| level(self.tree, landing));
        let levels = levels.collect::<Option<Vec<Level>>>()?;
        let mut known: Vec<Option<May>> = Vec::new();
        let mut may = |number: usize| {
            if known.len() <= number {
                known.resize(number + 1, None);
            }
            *known[number].get_or_insert_with(|| conditions.may(number, self.tree, under))
        };
        let (mut offered, mut late) = (Vec::new(), Vec::new());
        let lowest = levels.iter().min().copied()?;
        let situations: Vec<Situation<'t>> = self
            .tree
            .catalogues
            .iter()
            .zip(&self.words)
            .map(|(catalogue, words)| Situation::of(catalogue, lowest, &mut |word, value| may(words[word][value])))
            .collect();
        for plan in &self.plans {
            let method = plan.method;
            if !levels.iter().all(|level| method.serves(*level)) || plan.against.iter().any(|&it| may(it).hold) {
                continue;
            }
            // Whether it may miss what is asked, and whether it is certain to.
            let mut misses = |&(question, inexact): &(QuestionId, Option<usize>)| match replies.get(&question) {
                Some(Reply::Number(exact)) => {
                    let answer = self.tree.questions[question].answers.first();
                    let misfit = misfit(self.tree, question, method, Some(*exact));
                    let misses =
                        under.meets(question) && misfit.zip(answer).is_some_and(|(misses, answer)| misses(answer));
                    (misses, misses)
                }
                _ => inexact.map_or((false, false), |number| (may(number).hold, !may(number).fail)),
            };
            let missed = plan.measured.iter().map(|measured| (measured.0, misses(measured)));
            let missed: Vec<(QuestionId, (bool, bool))> = missed.filter(|(_, (may, _))| *may).collect();
            let weeks = |question: QuestionId| self.tree.questions[question].measures() == Some(Measure::Weeks);
            if !missed.is_empty() && missed.iter().all(|&(question, (_, certain))| weeks(question) && certain) {
                late.push(method);
            }
            if missed.is_empty() {
                let suits = plan.suits.iter().filter(|&&it| !may(it).fail).count();
                let fit = situations[plan.catalogue].fit(method);
                offered.push((by_fit(&fit, suits), plan.order, method));
            }
        }
        offered.sort_unstable_by(|one, two| (&one.0, one.1).cmp(&(&two.0, two.1)));
        Some(OfferedMethods { methods: offered.into_iter().map(|(.., method)| method).collect(), late, situations })
    }
}
