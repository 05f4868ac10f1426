//! How much the reply to a question tells about the result: how far the shares of the results shift, on
//! average, once that reply is known.

use crate::engine::explore::StateGraph;
use crate::engine::probability::{Probabilities, half_way};
use crate::engine::step::{At, Landing, Move};
use crate::model::ids::{AnswerId, Id, IdVec, QuestionId};
use crate::model::tree::Resolved;
use std::collections::BTreeMap;

/// How much one question tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// The question.
    pub question: QuestionId,
    /// The share of all cases in which it is asked.
    pub asked: f64,
    /// The share that moves from result to result once its reply is known, on average over its replies
    /// (the total variation distance). Of a question with several answers, that of the one answer, chosen
    /// or not, that tells most.
    pub shift: f64,
}

/// One thing to know about a reply: its answer, or whether one of several answers is chosen.
#[derive(Clone, Copy)]
enum Aspect {
    Answer,
    Chosen(AnswerId),
}

impl Aspect {
    /// Which of the possibilities a move settles, if it does.
    fn settles(self, made: &Move) -> Option<usize> {
        match (self, made) {
            (Aspect::Answer, Move::Answer(_, answer)) => Some(answer.index()),
            (Aspect::Chosen(one), Move::Tick(_, answer) | Move::Answer(_, answer)) if one == *answer => Some(1),
            _ => None,
        }
    }
}

/// By question in file order.
pub(super) fn influence(
    tree: &Resolved,
    graph: &StateGraph,
    shares: &Probabilities,
    results: &[(Landing, f64)],
) -> Vec<Influence> {
    let ahead = ahead(graph, shares, results);
    let cases = Cases { graph, shares, ahead: &ahead };
    let mut nodes: IdVec<QuestionId, Vec<usize>> = IdVec::filled(Vec::new(), tree.questions.len());
    for &node in shares.order.iter().rev() {
        if let At::Question(question) = graph.nodes[node].at {
            nodes[question].push(node);
        }
    }
    let one = |(question, nodes): (QuestionId, &Vec<usize>)| {
        let asked = &tree.questions[question];
        let things: Vec<(Aspect, usize)> = if asked.is_multiple() {
            asked.answers.ids().map(|answer| (Aspect::Chosen(answer), 2)).collect()
        } else {
            vec![(Aspect::Answer, asked.answers.len())]
        };
        let shift = |&(known, count): &(Aspect, usize)| {
            let mut sums = vec![(0.0, vec![0.0; results.len()]); count];
            let mut before = vec![0.0; results.len()];
            for &node in nodes {
                spread(&cases, node, known, &mut sums);
                before.iter_mut().zip(&ahead[node]).for_each(|(sum, it)| *sum += shares.nodes[node] * it);
            }
            let met: f64 = sums.iter().map(|(part, _)| part).sum();
            let apart = |(part, after): &(f64, Vec<f64>)| {
                // A reply is as likely at every question met: what it alone changes is the difference.
                let likely = if met > 0.0 { part / met } else { 0.0 };
                after.iter().zip(&before).map(|(after, before)| (after - likely * before).abs()).sum::<f64>() / 2.0
            };
            sums.iter().map(apart).sum::<f64>()
        };
        Influence {
            question,
            asked: nodes.iter().map(|&node| shares.nodes[node]).sum(),
            shift: things.iter().map(shift).fold(0.0, f64::max),
        }
    };
    nodes.iter_enumerated().map(one).collect()
}

/// How the cases go through a graph, and by node and result the share of those there that come to it.
struct Cases<'a> {
    graph: &'a StateGraph,
    shares: &'a Probabilities,
    ahead: &'a [Vec<f64>],
}

/// By node and result, the share of the cases there that come to it.
fn ahead(graph: &StateGraph, shares: &Probabilities, results: &[(Landing, f64)]) -> Vec<Vec<f64>> {
    let numbers: BTreeMap<Landing, usize> = results.iter().enumerate().map(|(index, it)| (it.0, index)).collect();
    let mut ahead = vec![Vec::new(); graph.nodes.len()];
    for &node in &shares.order {
        let mut here = vec![0.0; results.len()];
        if let Some(number) = crate::engine::explore::result_at(graph, node).and_then(|landing| numbers.get(&landing)) {
            here[*number] = 1.0;
        }
        for (link, share) in graph.nodes[node].links.iter().zip(&shares.links[node]) {
            here.iter_mut()
                .zip(&ahead[link.to as usize])
                .for_each(|(sum, later): (&mut f64, &f64)| *sum += share * later);
        }
        ahead[node] = here;
    }
    ahead
}

/// Adds, by possibility of what is to be known, the cases from a node and the results they come to.
fn spread(cases: &Cases<'_>, from: usize, known: Aspect, sums: &mut [(f64, Vec<f64>)]) {
    let Cases { graph, shares, ahead } = *cases;
    // Ticks go by their answer, so the nodes half-way come in order of it.
    let mut going: BTreeMap<(usize, usize), [f64; 2]> = BTreeMap::from([((0, from), [shares.nodes[from], 0.0])]);
    while let Some(((place, node), cases)) = going.pop_first() {
        for (link, share) in graph.nodes[node].links.iter().zip(&shares.links[node]) {
            for (settled, count) in cases.iter().enumerate().filter(|(_, count)| **count > 0.0) {
                let settled = known.settles(&link.made).unwrap_or(settled);
                let (to, count) = (link.to as usize, count * share);
                if half_way(graph, link) {
                    let next = going.entry((place + 1, to)).or_insert([0.0; 2]);
                    next[settled.min(1)] += count;
                } else {
                    sums[settled].0 += count;
                    sums[settled].1.iter_mut().zip(&ahead[to]).for_each(|(sum, later)| *sum += count * later);
                }
            }
        }
    }
}
