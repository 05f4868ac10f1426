//! Shares of all cases: each allowed reply of a question equally likely (`docs/format.md#9-exploring`). No forecast.
//!
//! At every question met each reply is equally likely, so a share is the weight of the ways that lead
//! somewhere, and that is worked out node by node.

use crate::engine::explore::{Link, StateGraph};
use crate::engine::step::At;

/// How much of all cases comes through a state graph, by node and by link.
#[derive(Clone, Debug)]
pub struct Probabilities {
    /// By node, the share of all cases that come there.
    pub nodes: Vec<f64>,
    /// By node and link, the share of the cases at that node that go on by it.
    pub links: Vec<Vec<f64>>,
    /// The nodes, each after all that its links lead to.
    pub order: Vec<usize>,
}

impl Probabilities {
    /// Weighs a finished graph.
    pub fn of(graph: &StateGraph) -> Probabilities {
        let order = graph.last_first();
        // By half-way node, the number of replies that are still possible: a question of several answers
        // is ticked one by one, and each set of ticks counts the same.
        let mut replies = vec![0.0; graph.nodes.len()];
        let mut links: Vec<Vec<f64>> = vec![Vec::new(); graph.nodes.len()];
        for &node in &order {
            let here = &graph.nodes[node].links;
            let counts: Vec<f64> =
                here.iter().map(|link| if half_way(graph, link) { replies[link.to as usize] } else { 1.0 }).collect();
            replies[node] = counts.iter().sum();
            links[node] = counts.iter().map(|count| count / replies[node]).collect();
        }
        let mut nodes = vec![0.0; graph.nodes.len()];
        if let Some(start) = nodes.first_mut() {
            *start = 1.0;
        }
        for &node in order.iter().rev() {
            for (link, share) in graph.nodes[node].links.iter().zip(&links[node]) {
                nodes[link.to as usize] += nodes[node] * share;
            }
        }
        Probabilities { nodes, links, order }
    }
}

/// Whether a link leads to the next tick of the same reply.
pub(crate) fn half_way(graph: &StateGraph, link: &Link) -> bool {
    matches!(graph.nodes[link.to as usize].at, At::Tick { .. })
}
