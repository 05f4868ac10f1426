//! Which methods are offered whatever the open replies become: `recommend`, one condition at a time.

use super::{Asked, Watched, bits};
use crate::analysis::recommend::{Offer, against, level, rank};
use crate::engine::quick::Map;
use crate::engine::step::Landing;
use crate::model::catalogue::{Audience, Method};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{Known, Measure, Resolved};

/// Lists of methods that are kept; real lists of projects come to few.
const KEPT: usize = 20_000;

/// A method with the numbers of its conditions.
#[derive(Debug)]
struct Plan<'t> {
    place: usize,
    method: &'t Method<Known>,
    /// None of these may hold.
    against: Vec<usize>,
    suits: Vec<usize>,
}

/// The methods of a tree.
#[derive(Debug)]
pub(super) struct Methods<'t> {
    plans: Option<Vec<Plan<'t>>>,
    /// The number questions whose exact reply a method minds.
    measured: Vec<usize>,
    /// Conditions in use.
    conditions: usize,
    known: Map<Box<[u8]>, Vec<usize>>,
}

impl<'t> Methods<'t> {
    pub(super) fn of(tree: &'t Resolved) -> Methods<'t> {
        let minds = |measure: Measure| {
            tree.methods().any(|method| match measure {
                Measure::Weeks => method.weeks.is_some(),
                Measure::People => method.group.is_some(),
            })
        };
        let questions = tree.questions.iter().enumerate();
        let measured = questions.filter(|(_, it)| it.measures().is_some_and(minds)).map(|(number, _)| number).collect();
        Methods { plans: None, measured, conditions: 0, known: Map::default() }
    }

    /// The methods that are offered, best first; `None` where that would take too long.
    pub(super) fn offered(
        &mut self,
        tree: &'t Resolved,
        replies: &Replies,
        asked: &[Asked],
        met: (u128, u128),
        landings: &[Landing],
        watched: &mut Watched<'t>,
    ) -> Option<Vec<usize>> {
        let mut levels = Vec::with_capacity(landings.len());
        for landing in landings {
            // Where a result has no level, nothing is offered for all of them.
            let Some(level) = level(tree, landing) else { return Some(Vec::new()) };
            levels.push(level);
        }
        levels.sort_unstable();
        levels.dedup();
        if self.plans.is_none() {
            self.plan(tree, watched);
        }
        let mut key: Vec<u8> = levels.iter().map(|level| *level as u8).collect();
        key.push(u8::MAX);
        for condition in 0..self.conditions {
            let (may, may_not) = watched.may_be(condition, asked, met)?;
            key.push(u8::from(may) | u8::from(may_not) << 1);
        }
        let mut misses = Vec::new();
        for &question in &self.measured {
            self.miss(tree, replies, asked, met, question, &mut misses, &mut key);
        }
        if let Some(known) = self.known.get(&key[..]) {
            return Some(known.clone());
        }
        let values = &key[levels.len() + 1..];
        let mut offers: Vec<(usize, Offer<'t>)> = Vec::new();
        for plan in self.plans.iter().flatten() {
            let method = plan.method;
            let right = levels.iter().all(|level| method.levels.contains(level));
            if right && !misses.contains(&plan.place) && plan.against.iter().all(|&it| values[it] & 1 == 0) {
                let held = plan.suits.iter().zip(&method.suits).filter(|(it, _)| values[**it] & 2 == 0);
                offers.push((plan.place, Offer { method, suits: held.map(|(_, condition)| condition).collect() }));
            }
        }
        offers.sort_by_cached_key(|(_, offer)| rank(offer));
        let offered: Vec<usize> = offers.into_iter().map(|(place, _)| place).collect();
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.insert(key.into(), offered.clone());
        Some(offered)
    }

    fn plan(&mut self, tree: &'t Resolved, watched: &mut Watched<'t>) {
        let open = Replies::new();
        let mut plans = Vec::new();
        // Bounds of the tree may be watched already: the numbers of a plan are looked up by condition.
        for (place, method) in tree.methods().enumerate().filter(|(_, it)| it.audience == Audience::Residents) {
            let measured = |reason: &crate::analysis::recommend::Reason<'_>| {
                matches!(
                    reason,
                    crate::analysis::recommend::Reason::Weeks(_) | crate::analysis::recommend::Reason::Group(_)
                )
            };
            let against = against(tree, &open, method).into_iter().filter(|(reason, _)| !measured(reason));
            plans.push(Plan {
                place,
                method,
                against: against.map(|(_, condition)| watched.number(&condition)).collect(),
                suits: method.suits.iter().map(|condition| watched.number(condition)).collect(),
            });
        }
        let numbers = plans.iter().flat_map(|plan| plan.against.iter().chain(&plan.suits));
        self.conditions = numbers.max().map_or(0, |most| most + 1);
        self.plans = Some(plans);
    }

    /// The methods that may not fit a measured number.
    #[expect(clippy::too_many_arguments, reason = "a part of one function, apart for its length")]
    fn miss(
        &self,
        tree: &'t Resolved,
        replies: &Replies,
        asked: &[Asked],
        met: (u128, u128),
        question: usize,
        misses: &mut Vec<usize>,
        key: &mut Vec<u8>,
    ) {
        let some = met.0 >> question & 1 == 1;
        let exact = match replies.get(&question) {
            Some(Reply::Number(number)) if some => Some(*number),
            _ => None,
        };
        for plan in self.plans.iter().flatten() {
            let misses_it = some && {
                let answers = &tree.questions[question].answers;
                let left = bits(u128::from(asked[question].may));
                crate::analysis::recommend::misfit(tree, question, plan.method, exact)
                    .is_some_and(|misses| left.into_iter().any(|answer| misses(&answers[answer])))
            };
            key.push(u8::from(misses_it));
            if misses_it {
                misses.push(plan.place);
            }
        }
    }
}
