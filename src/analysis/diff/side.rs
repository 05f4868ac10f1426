//! One of two versions over the replies that both can take, as diagrams; and what is the same in both.

use super::pairing::Pairing;
use super::reply_space::Version;
use crate::analysis::reasons::{LastRoutes, OverReplies};
use crate::analysis::recommend::fit::{against, level};
use crate::engine::budget::Budget;
use crate::engine::diagram::{Diagrams, FALSE, Join, Places, Root, TRUE};
use crate::engine::explore::{StateGraph, result_at};
use crate::engine::step::reach::Reach;
use crate::engine::step::{At, End, Landing};
use crate::engine::watched::{Monitor, Walks};
use crate::model::catalogue::{Advice, Audience, Method};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::OutcomeId;
use crate::model::replies::Replies;
use crate::model::tree::{ById, Resolved};
use foldhash::HashMap;

/// Two versions, and what of one is what of the other.
pub(super) struct Same<'t> {
    pub(super) old: &'t Resolved,
    pub(super) new: &'t Resolved,
    pub(super) pairing: &'t Pairing,
}

impl Same<'_> {
    /// The id of a method, by its place, as the newer version names it where that has it.
    pub(super) fn method(&self, place: usize, version: Version) -> String {
        let id = |tree: &Resolved, place: usize| tree.methods().nth(place).map(|it| it.id.text.clone());
        let newer = match version {
            Version::Old => self.pairing.methods[place],
            Version::New => Some(place),
        };
        newer.and_then(|place| id(self.new, place)).or_else(|| id(self.old, place)).unwrap_or_default()
    }
}

/// One version.
pub(super) struct Side<'t> {
    pub(super) tree: &'t Resolved,
    pub(super) graph: &'t StateGraph,
    reach: &'t Reach,
    places: Places,
    known: HashMap<Condition<Entry>, Root>,
    budget: &'t Budget,
}

impl<'t> Side<'t> {
    pub(super) fn of(
        tree: &'t Resolved,
        graph: &'t StateGraph,
        reach: &'t Reach,
        places: Places,
        budget: &'t Budget,
    ) -> Side<'t> {
        Side { tree, graph, reach, places, known: HashMap::default(), budget }
    }

    /// This version on diagrams that it shares with the other one.
    pub(super) fn on<'s>(&'s mut self, diagrams: &'s mut Diagrams) -> Over<'s, 't> {
        Over { side: self, diagrams }
    }
}

/// One version on diagrams that it shares with the other one.
pub(super) struct Over<'s, 't> {
    side: &'s mut Side<'t>,
    pub(super) diagrams: &'s mut Diagrams,
}

impl<'t> Over<'_, 't> {
    /// The version.
    pub(super) fn tree(&self) -> &'t Resolved {
        self.side.tree
    }

    /// When a method is offered.
    pub(super) fn offered(&mut self, method: &Method<ById>) -> Option<Root> {
        if method.audience != Audience::Residents {
            return Some(FALSE);
        }
        let tree = self.side.tree;
        let serves = |landing: &Landing| level(tree, landing).is_some_and(|level| method.serves(level));
        let mut offered = self.lands(&serves)?;
        for (_, condition) in against(tree, &Replies::new(), method) {
            if offered == FALSE {
                break;
            }
            let falls = self.holds(&condition)?;
            offered = self.diagrams.join(Join::Minus, offered, falls);
        }
        Some(offered)
    }

    /// When an advice applies.
    pub(super) fn applies(&mut self, advice: &Advice<ById>) -> Option<Root> {
        advice.condition.as_ref().map_or(Some(TRUE), |condition| self.holds(condition))
    }

    /// When a walk ends in an outcome.
    pub(super) fn leads_to(&mut self, outcome: OutcomeId) -> Option<Root> {
        self.lands(&|landing| landing.outcome == outcome)
    }
}

impl OverReplies for Over<'_, '_> {
    fn diagrams(&mut self) -> &mut Diagrams {
        self.diagrams
    }

    fn holds(&mut self, condition: &Condition<Entry>) -> Option<Root> {
        if let Some(&known) = self.side.known.get(condition) {
            return Some(known);
        }
        let Side { tree, graph, reach, places, budget, .. } = &*self.side;
        let watch = Monitor::over(Walks { tree, graph, reach }, condition, budget, &mut |_| false);
        if !watch.finished {
            return None;
        }
        let leaf = |diagrams: &mut Diagrams, state: usize| {
            let lands = result_at(graph, watch.node(state)).is_some();
            diagrams.leaf(u32::from(lands && watch.holds(state)))
        };
        let root = self.diagrams.build(places, &watch, &mut { leaf })?;
        self.side.known.insert(condition.clone(), root);
        (!self.diagrams.full).then_some(root)
    }

    fn lands(&mut self, fits: &dyn Fn(&Landing) -> bool) -> Option<Root> {
        let Side { graph, places, .. } = &*self.side;
        self.diagrams.build(places, *graph, &mut |diagrams, node| match &graph.nodes[node].at {
            At::End(End::Landing(landing)) => diagrams.leaf(u32::from(fits(landing))),
            _ => FALSE,
        })
    }

    fn ends(&mut self, ways: &LastRoutes<'_, '_>) -> Option<Root> {
        self.diagrams.build(&self.side.places, ways, &mut |diagrams, node| diagrams.leaf(ways.leaf(node)))
    }

    fn varies(&self, _: &Condition<Entry>) -> bool {
        true
    }

    fn looks_at_routes(&self) -> bool {
        true
    }
}
