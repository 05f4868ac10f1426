//! Which werkvormen fit a result, best first, which fall away and why, and which advice applies
//! (`docs/format.md#6-catalogues`).

pub(crate) mod fit;

pub use fit::{Offer, Reason};

use crate::analysis::plan::{Choice, Means, Plan, plan, weeks};
use crate::analysis::situation::{Fit, Situation};
use crate::engine::conditions::May;
use crate::engine::evaluate::Evaluation;
use crate::engine::one_way::OneWay;
use crate::engine::step::{End, Landing};
use crate::engine::watched::Tallied;
use crate::model::catalogue::{Advice, Audience, Catalogue, Method};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::RungId;
use crate::model::replies::Replies;
use crate::model::tree::{ById, Resolved};
use fit::{against, level, rank};
use foldhash::HashMap;
use std::collections::BTreeSet;

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
    pub advice: Vec<&'t Advice<ById>>,
    /// Advice that applies for some open replies only.
    pub perhaps_advice: Vec<&'t Advice<ById>>,
    /// The best small mix of what is offered that serves the rung; `None` where several rungs are possible, or no
    /// catalogue says what the rung needs.
    pub plan: Option<Plan<'t>>,
    situations: Situations<'t>,
}

/// A method that fell away.
#[derive(Clone, Debug)]
pub struct Fallen<'t> {
    /// The method.
    pub method: &'t Method<ById>,
    /// Why; never empty.
    pub reasons: Vec<Reason<'t>>,
}

/// Every end with what the watched conditions came to there; `None` where that would take too long.
type Ends = Option<Vec<Tallied>>;

/// What conditions come to. Where replies leave one way only, that is seen at its end; else one list at a time is
/// watched, so that the states do not multiply.
struct Tallies<'a> {
    tree: &'a Resolved,
    evaluation: &'a Evaluation,
    one_way: Option<OneWay<'a>>,
    known: HashMap<Vec<&'a Condition<Entry>>, Ends>,
}

impl<'a> Tallies<'a> {
    fn new(tree: &'a Resolved, evaluation: &'a Evaluation) -> Self {
        Tallies { tree, evaluation, one_way: OneWay::of(tree, &evaluation.graph), known: HashMap::default() }
    }

    fn of(&mut self, conditions: &[&'a Condition<Entry>]) -> Ends {
        if let Some(way) = &self.one_way {
            return Some(vec![(way.end, conditions.iter().map(|condition| way.holds(condition)).collect())]);
        }
        let (tree, evaluation) = (self.tree, self.evaluation);
        self.known.entry(conditions.to_vec()).or_insert_with(|| evaluation.tally(tree, conditions)).clone()
    }
}

/// Recommends for given replies: methods, best first, what to mind, and a plan.
///
/// ```
/// # use beslisboom::{Builtin, Language, check, fit, read_set};
/// # let parsed = Builtin("").read("schiedam", Language::English).unwrap();
/// # let tree = check(parsed, beslisboom::BUDGET).into_tree()?;
/// use beslisboom::{evaluate, recommend};
///
/// let said = ["begint=gemeente", "wet=vrij", "keuze=veel"].map(|it| read_set(it).unwrap());
/// let (replies, _) = fit(&tree, &said);
/// let recommendation = recommend(&tree, &replies, &evaluate(&tree, &replies));
/// let may_fit: Vec<&str> = recommendation.perhaps.iter().map(|offer| offer.method.title.as_str()).collect();
/// assert!(!may_fit.is_empty(), "replies are still open");
/// # Ok::<(), beslisboom::Unsound>(())
/// ```
pub fn recommend<'t>(tree: &'t Resolved, replies: &Replies, evaluation: &Evaluation) -> Recommendation<'t> {
    recommend_with(tree, replies, evaluation, &Choice::default())
}

/// The same, with a plan that holds some methods and leaves out others.
pub fn recommend_with<'t>(
    tree: &'t Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    choice: &Choice,
) -> Recommendation<'t> {
    let mut all = recommend_all(tree, replies, evaluation);
    all.plan = plan_of(tree, replies, evaluation, &all, choice);
    all
}

/// The plan from what is recommended, for another choice; `None` where several rungs are possible, or no catalogue says
/// what the rung needs.
pub fn plan_of<'t>(
    tree: &'t Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    recommendation: &Recommendation<'t>,
    choice: &Choice,
) -> Option<Plan<'t>> {
    let rungs: BTreeSet<Option<RungId>> = evaluation.landings.iter().map(|landing| landing.rung).collect();
    if rungs.len() != 1 {
        return None;
    }
    let (_, situation) = recommendation.situations.0.iter().find(|(_, it)| !it.needs.is_empty())?;
    let only_late = |it: &&Fallen<'t>| it.reasons.iter().all(|reason| matches!(reason, Reason::Weeks(_)));
    let late: Vec<&Method<ById>> = recommendation.fallen.iter().filter(only_late).map(|it| it.method).collect();
    let offered: Vec<&Method<ById>> = recommendation.offered.iter().map(|it| it.method).collect();
    let means = Means { offered: &offered, late: &late, weeks: weeks(tree, replies) };
    plan(situation, &means, choice)
}

/// Whether a method is offered, may be, or fell away, by what its conditions come to at every end.
fn judge<'t>(
    tree: &Resolved,
    method: &'t Method<ById>,
    against: &[(Reason<'t>, Condition<Entry>)],
    ends: Ends,
    all: &mut Recommendation<'t>,
) {
    let right_level = |landing: &Landing| level(tree, landing).is_some_and(|level| method.serves(level));
    let Some(ends) = ends else {
        all.perhaps.push(Offer { method, suits: Vec::new(), fit: Fit::default() });
        return;
    };
    let fits = |(end, values): &&Tallied| {
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
        return;
    }
    let suits = method.suits.iter().enumerate();
    let suits = suits.filter(|(index, _)| fitting.iter().all(|(_, values)| values[against.len() + index]));
    let offer = Offer { method, suits: suits.map(|(_, condition)| condition).collect(), fit: Fit::default() };
    if fitting.len() == ends.len() { all.offered.push(offer) } else { all.perhaps.push(offer) }
}

/// The same without a plan.
pub(crate) fn recommend_all<'t>(tree: &'t Resolved, replies: &Replies, evaluation: &Evaluation) -> Recommendation<'t> {
    let mut all = recommend_some(tree, replies, evaluation, &|_| true);
    all.situations = situations(tree, evaluation);
    for offer in all.offered.iter_mut().chain(&mut all.perhaps) {
        offer.fit = all.situations.fit(offer.method);
    }
    all.offered.sort_by_cached_key(rank);
    all.perhaps.sort_by_cached_key(rank);
    all
}

/// What holds of the methods and advice with some ids, in catalogue order: what is best is not looked at.
pub(crate) fn recommend_some<'t>(
    tree: &'t Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    wanted: &dyn Fn(&str) -> bool,
) -> Recommendation<'t> {
    let possible = |method: &&'t Method<ById>| {
        if !wanted(&method.id.text) {
            return false;
        }
        let fits = |landing: &Landing| level(tree, landing).is_some_and(|level| method.serves(level));
        method.audience == Audience::Residents && evaluation.landings.iter().any(fits)
    };
    let candidates: Vec<_> =
        tree.methods().filter(possible).map(|method| (method, against(tree, replies, method))).collect();
    let advice = || tree.advice().filter(|advice| wanted(&advice.id.text));
    let mut tallies = Tallies::new(tree, evaluation);
    let mut all = Recommendation {
        offered: Vec::new(),
        perhaps: Vec::new(),
        fallen: Vec::new(),
        advice: Vec::new(),
        perhaps_advice: Vec::new(),
        plan: None,
        situations: Situations::default(),
    };
    for (method, against) in &candidates {
        let conditions: Vec<&Condition<Entry>> = against.iter().map(|(_, it)| it).chain(&method.suits).collect();
        judge(tree, method, against, tallies.of(&conditions), &mut all);
    }
    for advice in advice() {
        let Some(condition) = &advice.condition else {
            all.advice.push(advice);
            continue;
        };
        match tallies.of(&[condition]) {
            Some(ends) if ends.iter().all(|(_, values)| values[0]) => all.advice.push(advice),
            Some(ends) if ends.iter().all(|(_, values)| !values[0]) => {}
            _ => all.perhaps_advice.push(advice),
        }
    }
    all
}

/// The situation in the words of every catalogue that says what the lowest level still possible needs.
#[derive(Clone, Debug, Default)]
struct Situations<'t>(Vec<(&'t Catalogue<ById>, Situation<'t>)>);

impl Situations<'_> {
    fn fit(&self, method: &Method<ById>) -> Fit {
        let own = self.0.iter().find(|(catalogue, _)| catalogue.methods.iter().any(|it| it.id == method.id));
        own.map(|(_, situation)| situation.fit(method)).unwrap_or_default()
    }
}

fn situations<'t>(tree: &'t Resolved, evaluation: &Evaluation) -> Situations<'t> {
    let Some(level) = evaluation.landings.iter().filter_map(|landing| level(tree, landing)).min() else {
        return Situations::default();
    };
    let said = tree.catalogues.iter().filter(|catalogue| catalogue.purposes_of(level).is_some());
    let situation = |catalogue: &'t Catalogue<ById>| {
        let words = &catalogue.words;
        let mut tallies = Tallies::new(tree, evaluation);
        let mut may = |condition| May::at(tallies.of(&[condition]).as_deref());
        Situation::of(catalogue, level, &mut |word, value| may(&words[word].values[value].1))
    };
    Situations(said.map(|catalogue| (catalogue, situation(catalogue))).collect())
}
