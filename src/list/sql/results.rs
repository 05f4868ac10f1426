//! The results of a tree, by the ends that give them.

use crate::engine::step::Landing;
use crate::model::ids::{OutcomeId, RungId};
use crate::model::tree::{Resolved, Verdict};

/// A result, with the ends that give it: a clash and no clash are two.
pub(super) struct OneResult {
    pub(super) outcome: OutcomeId,
    pub(super) rung: Option<RungId>,
    pub(super) leaves: Vec<usize>,
}

/// The results of a tree.
pub(super) struct Results {
    pub(super) each: Vec<OneResult>,
    /// The ends that clash.
    pub(super) clashes: Vec<usize>,
}

impl Results {
    pub(super) fn of(ends: &[Landing]) -> Results {
        let mut each: Vec<OneResult> = Vec::new();
        for (leaf, end) in ends.iter().enumerate() {
            match each.iter_mut().find(|it| (it.outcome, it.rung) == (end.outcome, end.rung)) {
                Some(known) => known.leaves.push(leaf),
                None => each.push(OneResult { outcome: end.outcome, rung: end.rung, leaves: vec![leaf] }),
            }
        }
        Results { each, clashes: (0..ends.len()).filter(|it| ends[*it].clash).collect() }
    }

    /// By verdict, the ends that have it.
    pub(super) fn verdicts(&self, tree: &Resolved) -> Vec<(Verdict, Vec<usize>)> {
        let mut verdicts: Vec<(Verdict, Vec<usize>)> = Vec::new();
        for it in &self.each {
            let verdict = tree.outcomes[it.outcome].verdict;
            match verdicts.iter_mut().find(|(other, _)| *other == verdict) {
                Some((_, leaves)) => leaves.extend(&it.leaves),
                None => verdicts.push((verdict, it.leaves.clone())),
            }
        }
        verdicts
    }

    /// By rung, from low to high, the ends that have it.
    pub(super) fn rungs(&self, tree: &Resolved) -> Vec<(RungId, Vec<usize>)> {
        let of = |rung: RungId| {
            let own = self.each.iter().filter(|it| it.rung == Some(rung));
            (rung, own.flat_map(|it| it.leaves.iter().copied()).collect::<Vec<_>>())
        };
        tree.rungs().ids().map(of).filter(|(_, leaves)| !leaves.is_empty()).collect()
    }
}
