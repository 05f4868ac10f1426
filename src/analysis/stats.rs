//! What a tree comes to as a whole: its size, how long its ways are, how often each result comes out, and
//! which questions tell most about the result. Exact counts and shares, read off the state graph.

mod influence;

pub use influence::Influence;

use crate::engine::budget::Budget;
use crate::engine::explore::{StateGraph, explore, result_at};
use crate::engine::probability::Probabilities;
use crate::engine::step::{AllowedReplies, At, End, Landing, Stepper};
use crate::model::tree::Resolved;
use std::collections::BTreeMap;

/// The figures of a tree.
#[derive(Clone, Debug)]
pub struct Stats {
    /// How many states the exploration has.
    pub states: usize,
    /// How many different walks there are, by the replies given on the way; the largest number there is
    /// where they are more.
    pub ways: u128,
    /// The fewest questions that a walk asks.
    pub shortest: usize,
    /// The most.
    pub longest: usize,
    /// How many it asks on average.
    pub mean: f64,
    /// The smallest number that at least half of all cases do not exceed.
    pub median: usize,
    /// Every result that occurs with its share, in tree order.
    pub results: Vec<(Landing, f64)>,
    /// The share in which floor and ceiling clash.
    pub clash: f64,
    /// By question in file order, how much it tells.
    pub influence: Vec<Influence>,
}

/// Works out the figures; `None` where that takes more than the budget, said in states.
pub fn stats(tree: &Resolved, states: usize) -> Option<Stats> {
    let budget = Budget::of(states);
    let graph = explore(&mut Stepper::new(tree), &|question| AllowedReplies::of(tree, question, None), &budget);
    if !graph.finished {
        return None;
    }
    let shares = Probabilities::of(&graph);
    let (mut results, mut clash) = (BTreeMap::new(), 0.0);
    for (node, share) in shares.nodes.iter().enumerate() {
        if let Some(landing) = result_at(&graph, node) {
            *results.entry(landing).or_insert(0.0) += share;
        }
        if matches!(graph.nodes[node].at, At::End(End::Landing(Landing { clash: true, .. }))) {
            clash += share;
        }
    }
    let results: Vec<(Landing, f64)> = results.into_iter().collect();
    // By state, the share of every result; and for each answer of several, once more what follows.
    let shares_held = graph.nodes.len() * results.len() * size_of::<f64>();
    let widest = tree.questions.iter().filter(|it| it.is_multiple()).map(|it| it.answers.len()).max().unwrap_or(1);
    let links: usize = graph.nodes.iter().map(|node| node.links.len()).sum();
    if shares_held > budget.room() || !budget.spend(links.saturating_mul(results.len() + tree.questions.len() + widest))
    {
        return None;
    }
    let asked = asked(&graph, &shares);
    let mut sum = 0.0;
    let median = asked.iter().find(|(_, share)| {
        sum += *share;
        // Probabilities are sums of fractions: half may come out a hair below.
        sum >= 0.5 - 1e-9
    });
    Some(Stats {
        states: graph.nodes.len(),
        ways: ways(&graph, &shares),
        shortest: asked.first_key_value().map_or(0, |(count, _)| *count),
        longest: asked.last_key_value().map_or(0, |(count, _)| *count),
        mean: asked.iter().map(|(count, share)| *count as f64 * share).sum(),
        median: median.map_or(0, |(count, _)| *count),
        influence: influence::influence(tree, &graph, &shares, &results),
        results,
        clash,
    })
}

/// The share of all cases by the number of questions they are asked.
fn asked(graph: &StateGraph, shares: &Probabilities) -> BTreeMap<usize, f64> {
    let mut asked: BTreeMap<usize, f64> = BTreeMap::new();
    let mut by_node: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); graph.nodes.len()];
    if let Some(start) = by_node.first_mut() {
        start.insert(0, 1.0);
    }
    for &node in shares.order.iter().rev() {
        // Taken, not looked at: a large graph would else keep the whole of this at every node.
        let here = std::mem::take(&mut by_node[node]);
        if graph.nodes[node].links.is_empty() {
            here.iter().for_each(|(count, share)| *asked.entry(*count).or_insert(0.0) += share);
        }
        let begins = usize::from(matches!(graph.nodes[node].at, At::Question(_)));
        for (link, part) in graph.nodes[node].links.iter().zip(&shares.links[node]) {
            for (count, share) in &here {
                *by_node[link.to as usize].entry(count + begins).or_insert(0.0) += share * part;
            }
        }
    }
    asked
}

/// How many walks there are.
fn ways(graph: &StateGraph, shares: &Probabilities) -> u128 {
    let mut ways = vec![0_u128; graph.nodes.len()];
    for &node in &shares.order {
        let links = &graph.nodes[node].links;
        ways[node] = match graph.nodes[node].at {
            At::End(_) => 1,
            _ => links.iter().fold(0_u128, |sum, link| sum.saturating_add(ways[link.to as usize])),
        };
    }
    ways.first().copied().unwrap_or(0)
}
