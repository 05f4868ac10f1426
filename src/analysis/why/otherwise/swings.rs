//! Replies that, changed alone, make another result possible.

use super::cost::GivenReplies;
use crate::engine::explore::StateGraph;
use crate::engine::probability::half_way;
use crate::engine::step::{At, Landing, Move};
use crate::model::ids::{AnswerId, QuestionId};
use std::collections::BTreeSet;

/// A reply that, changed alone, makes another result possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swing {
    /// The question.
    pub question: QuestionId,
    /// By other answer, in order, the results that become possible; for a multiple all other replies
    /// together, without an answer.
    pub to: Vec<(Option<AnswerId>, Vec<Landing>)>,
}

/// The swings of given replies; `now` are their results.
pub(super) fn swings(graph: &StateGraph, given: &GivenReplies, now: &[Landing]) -> Vec<Swing> {
    let as_given = flood(graph, given, [0]);
    let mut swings: Vec<Swing> = Vec::new();
    let mut nodes: Vec<(QuestionId, usize)> = Vec::new();
    for &node in &as_given {
        if let At::Question(question) = graph.nodes[node].at
            && given.has(question)
        {
            nodes.push((question, node));
        }
    }
    nodes.sort_unstable();
    for here in nodes.chunk_by(|one, two| one.0 == two.0) {
        // After every other reply: its answer, where it is one, and the node it leads to.
        let mut led: BTreeSet<(Option<AnswerId>, usize)> = BTreeSet::new();
        for &(_, node) in here {
            led.extend(other_replies(graph, given, node));
        }
        let led: Vec<(Option<AnswerId>, usize)> = led.into_iter().collect();
        let mut to = Vec::new();
        for same in led.chunk_by(|one, two| one.0 == two.0) {
            let reached = flood(graph, given, same.iter().map(|(_, node)| *node));
            let mut results: Vec<Landing> =
                reached.into_iter().filter_map(|node| crate::engine::explore::result_at(graph, node)).collect();
            results.sort_unstable();
            results.dedup();
            results.retain(|result| !now.contains(result));
            if !results.is_empty() {
                to.push((same[0].0, results));
            }
        }
        if !to.is_empty() {
            swings.push(Swing { question: here[0].0, to });
        }
    }
    swings
}

/// Where other replies than the given one lead from a question.
fn other_replies(graph: &StateGraph, given: &GivenReplies, node: usize) -> Vec<(Option<AnswerId>, usize)> {
    let mut led = Vec::new();
    let mut seen = BTreeSet::from([(node, false)]);
    let mut stack = vec![(node, false)];
    let several = graph.nodes[node].links.iter().any(|link| matches!(link.made, Move::Tick(..) | Move::Skip(..)));
    while let Some((node, changed)) = stack.pop() {
        for link in &graph.nodes[node].links {
            let changed = changed || given.differs(&link.made);
            let to = link.to as usize;
            if half_way(graph, link) {
                if seen.insert((to, changed)) {
                    stack.push((to, changed));
                }
            } else if changed {
                let answer = match link.made {
                    Move::Answer(_, answer) if !several => Some(answer),
                    _ => None,
                };
                led.push((answer, to));
            }
        }
    }
    led
}

/// Every node that replies as given lead to from some nodes.
fn flood(graph: &StateGraph, given: &GivenReplies, from: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
    let mut stack: Vec<usize> = from.into_iter().collect();
    let mut seen: BTreeSet<usize> = stack.iter().copied().collect();
    while let Some(node) = stack.pop() {
        for link in &graph.nodes[node].links {
            let as_given = !given.has(link.made.question()) || !given.differs(&link.made);
            if as_given && seen.insert(link.to as usize) {
                stack.push(link.to as usize);
            }
        }
    }
    seen
}
