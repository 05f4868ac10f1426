//! What other replies would give: every other result with the least change to it, and the replies that,
//! changed alone, make another result possible (`docs/format.md#9-exploring`).
//!
//! All of it is read off the state graph with nothing given: a walk in it costs what it changes in the
//! replies that were given, so the least change is a shortest way.

mod cost;
mod least;
mod swings;

use crate::model::ids::{OutcomeId, RungId};
pub use least::{Other, Replied, ReplyChange};
pub use swings::Swing;

use crate::engine::budget::Budget;
use crate::engine::explore::{explore, result_at};
use crate::engine::step::{AllowedReplies, At, Landing, Stepper};
use crate::model::replies::Replies;
use crate::model::tree::{OutcomeRung, Resolved};
use cost::GivenReplies;
use std::collections::BTreeSet;

/// What other replies would give.
#[derive(Clone, Debug, Default)]
pub struct Otherwise {
    /// Replies that, changed alone, make another result possible; in file order, there may be none.
    pub swings: Vec<Swing>,
    /// Every other result, in tree order.
    pub others: Vec<Other>,
    /// `false`: the tree has more states than the budget allows, and then the rest is empty.
    pub finished: bool,
}

/// Works out what other replies would give, within a budget said in states; of every other
/// result at most `most` smallest changes. `now` are the results of the replies as they are.
pub fn otherwise(tree: &Resolved, replies: &Replies, now: &[Landing], states: usize, most: usize) -> Otherwise {
    let budget = Budget::of(states);
    let graph = explore(&mut Stepper::new(tree), &|question| AllowedReplies::of(tree, question, None), &budget);
    let links: usize = graph.nodes.iter().map(|node| node.links.len()).sum();
    let results = graph.nodes.iter().filter(|node| matches!(node.at, At::End(..))).count();
    if !graph.finished || !budget.spend(links.saturating_mul(2 + results)) {
        return Otherwise::default();
    }
    let now: Vec<Landing> = now.iter().map(|landing| landing.without_clash()).collect();
    let given = GivenReplies::of(tree, replies);
    let order = graph.last_first();
    let search = least::Search { tree, graph: &graph, order: &order, given: &given };
    let reached: BTreeSet<Landing> = (0..graph.nodes.len()).filter_map(|node| result_at(&graph, node)).collect();
    let mut all = reached.clone();
    tree.outcomes.ids().for_each(|outcome| all.extend(named(tree, outcome)));
    let settled = if let [only] = now[..] { Some(only) } else { None };
    let others = all.into_iter().filter(|result| Some(*result) != settled).map(|result| {
        if reached.contains(&result) {
            search.least(result, most)
        } else {
            Other { result, changes: Vec::new(), complete: true }
        }
    });
    Otherwise { others: others.collect(), swings: swings::swings(&graph, &given, &now), finished: true }
}

/// The results that an outcome names, whether or not any replies lead there.
fn named(tree: &Resolved, outcome: OutcomeId) -> Vec<Landing> {
    let rungs: Vec<Option<RungId>> = match tree.outcomes[outcome].rung {
        OutcomeRung::None => vec![None],
        OutcomeRung::Fixed(rung) => vec![Some(rung)],
        OutcomeRung::Ceiling | OutcomeRung::Floor | OutcomeRung::Wish => tree.rungs().ids().map(Some).collect(),
    };
    rungs.into_iter().map(|rung| Landing { outcome, rung, clash: false }).collect()
}
