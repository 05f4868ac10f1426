//! When a method is offered and an advice applies: as diagrams over complete replies, in either version.

use super::pairing::Pairing;
use super::regions::Witness;
use crate::analysis::recommend::fit::{against, level};
use crate::engine::budget::Budget;
use crate::engine::diagram::{Diagrams, FALSE, Places, Root};
use crate::engine::explore::{StateGraph, result_at};
use crate::engine::step::reach::Reach;
use crate::engine::watched::Monitor;
use crate::model::catalogue::Audience;
use crate::model::condition::{Condition, Entry, Word};
use crate::model::ids::{IdVec, OutcomeId, RungId};
use crate::model::replies::Replies;
use crate::model::tree::Resolved;
use foldhash::HashMap;

/// What is offered, or not any more.
#[derive(Clone, Debug)]
pub struct OfferChange {
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

/// A method or an advice.
pub(super) struct Offered<'t> {
    pub(super) method: bool,
    pub(super) id: &'t Word,
    pub(super) title: &'t str,
    /// The rungs on which it can be offered; any result where it is `None`.
    rungs: Option<IdVec<RungId, bool>>,
    /// What must not hold.
    against: Condition<Entry>,
}

/// What an offer hangs on: the rungs it is for, and what speaks against it.
type OfferKey = (Option<IdVec<RungId, bool>>, Condition<Entry>);

/// All methods, then all advice, of one version.
pub(super) struct AllOffered<'t> {
    pub(super) things: Vec<Offered<'t>>,
    tree: &'t Resolved,
    graph: &'t StateGraph,
    reach: &'t Reach,
    places: &'t Places,
    known: HashMap<OfferKey, Root>,
}

/// What a version offers. A number counts as its band: a method falls away by time or group only where no
/// number in the band fits.
pub(super) fn offered<'t>(
    tree: &'t Resolved,
    graph: &'t StateGraph,
    reach: &'t Reach,
    places: &'t Places,
) -> AllOffered<'t> {
    let methods = tree.methods().map(|method| {
        let fits = |rung: RungId| {
            let landing =
                crate::engine::step::Landing { outcome: OutcomeId::default(), rung: Some(rung), clash: false };
            level(tree, &landing).is_some_and(|level| method.serves(level))
        };
        let residents = method.audience == Audience::Residents;
        let against = against(tree, &Replies::new(), method).into_iter().map(|(_, condition)| condition);
        Offered {
            method: true,
            id: &method.id,
            title: &method.title,
            rungs: Some(tree.rungs().ids().map(|rung| residents && fits(rung)).collect()),
            against: Condition::Any(against.collect()),
        }
    });
    let advice = tree.advice().map(|advice| Offered {
        method: false,
        id: &advice.id,
        title: &advice.text,
        rungs: None,
        against: Condition::Not(Box::new(advice.condition.clone().unwrap_or(Condition::All(Vec::new())))),
    });
    AllOffered { things: methods.chain(advice).collect(), tree, graph, reach, places, known: HashMap::default() }
}

impl AllOffered<'_> {
    /// The replies for which something is offered; for what is not there, none. `None` past the budget.
    pub(super) fn holds(&mut self, diagrams: &mut Diagrams, thing: Option<usize>, budget: &Budget) -> Option<Root> {
        let Some(thing) = thing.map(|thing| &self.things[thing]) else { return Some(FALSE) };
        let key = (thing.rungs.clone(), thing.against.clone());
        if let Some(&known) = self.known.get(&key) {
            return Some(known);
        }
        let watch = Monitor::over(self.tree, self.graph, self.reach, &thing.against, budget, &mut |_| false);
        if !watch.finished {
            return None;
        }
        let right = |state: usize| {
            let rung = result_at(self.graph, watch.node(state)).and_then(|landing| landing.rung);
            thing.rungs.as_ref().is_none_or(|rungs| rung.is_some_and(|rung| rungs[rung]))
        };
        let root = diagrams.build(self.places, &watch, &mut |diagrams, state| {
            diagrams.leaf(u32::from(right(state) && !watch.holds(state)))
        })?;
        self.known.insert(key, root);
        Some(root)
    }
}

/// What is offered in both versions, what in the older only, and what in the newer only.
pub(super) fn pairs(
    before: &[Offered<'_>],
    after: &[Offered<'_>],
    pairing: &Pairing,
) -> Vec<(Option<usize>, Option<usize>)> {
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
