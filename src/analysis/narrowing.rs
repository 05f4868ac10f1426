//! The question that narrows the possible results most: what to find out, or to ask, first.

use crate::engine::budget::Budget;
use crate::engine::evaluate::Evaluation;
use crate::engine::explore::result_at;
use crate::engine::step::{AllowedReplies, Landing, Move, all_allowed};
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::Replies;
use crate::model::tree::Resolved;
use std::collections::BTreeSet;

/// A multiple with more allowed replies than this is not counted out: it counts as narrowing nothing.
const MOST: usize = 4096;

/// What it may cost to find the question, in states.
const STATES: usize = 1_000_000;

/// Among the open questions that matter, the one with the smallest sum over its replies of possible
/// results; of equals the first in the file. Of these only the `wanted` ones. `None` where one result is
/// possible, the evaluation is not exact, or there are too many questions and ways to count out.
pub fn narrows_most(
    tree: &Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    wanted: &dyn Fn(&QuestionId) -> bool,
) -> Option<QuestionId> {
    count_out(tree, replies, evaluation, wanted).0
}

/// The nodes that a graph with the same results may have for the question to be the same there: in a larger one
/// counting out the replies would take too long. `None` where it took too long here.
pub(crate) fn largest_graph(tree: &Resolved, replies: &Replies, evaluation: &Evaluation) -> Option<usize> {
    let (_, counted) = count_out(tree, replies, evaluation, &|_| true);
    let fits = |nodes: usize| Budget::of(STATES).spend(counted.saturating_mul(nodes));
    if !evaluation.exact || !fits(evaluation.graph.nodes.len()) {
        return None;
    }
    let (mut most, mut too_many) = (evaluation.graph.nodes.len(), usize::MAX);
    while most + 1 < too_many {
        let middle = most + (too_many - most) / 2;
        if fits(middle) { most = middle } else { too_many = middle }
    }
    Some(most)
}

/// The question, and how many replies were counted out to find it.
fn count_out(
    tree: &Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    wanted: &dyn Fn(&QuestionId) -> bool,
) -> (Option<QuestionId>, usize) {
    if !evaluation.exact {
        return (None, 0);
    }
    let mut open: Vec<(usize, QuestionId)> = evaluation
        .open_questions
        .iter()
        .filter(|&question| wanted(question))
        .map(|&question| {
            (count_allowed(tree, question, &AllowedReplies::of(tree, question, replies.get(&question))), question)
        })
        .collect();
    // Every reply leaves at least one result: a question with more replies than the best sum so far has
    // lost without a count. So those with few replies go first.
    open.sort_unstable();
    let budget = Budget::of(STATES);
    let mut best: Option<(usize, QuestionId)> = None;
    let mut counted = 0;
    for (count, question) in open {
        if best.is_some_and(|(sum, _)| count > sum) {
            break;
        }
        let sum = if count > MOST {
            count.saturating_mul(evaluation.landings.len())
        } else {
            let allowed = AllowedReplies::of(tree, question, replies.get(&question));
            let all = all_allowed(tree, question, &allowed);
            counted += all.len();
            if !budget.spend(all.len() * evaluation.graph.nodes.len()) {
                return (None, counted);
            }
            all.iter().map(|reply| results_after(evaluation, question, reply).len()).sum()
        };
        best = Some(best.map_or((sum, question), |best| best.min((sum, question))));
    }
    (best.map(|(_, question)| question), counted)
}

/// How many of the allowed replies a question has.
fn count_allowed(tree: &Resolved, question: QuestionId, allowed: &AllowedReplies) -> usize {
    let answers = &tree.questions[question].answers;
    let may = |alone: bool| answers.ids().filter(|&it| allowed.may(it) && answers[it].alone == alone).count();
    if !tree.questions[question].is_multiple() {
        return may(false) + may(true);
    }
    may(true) + 1_usize.checked_shl(may(false) as u32).unwrap_or(usize::MAX) - 1
}

/// The results that are possible with one reply to an open question; `evaluation` is exact.
pub fn results_after(evaluation: &Evaluation, question: QuestionId, reply: &[AnswerId]) -> BTreeSet<Landing> {
    let graph = &evaluation.graph;
    let fits = |made: &Move| match made {
        Move::Answer(at, answer) => *at != question || reply == [*answer],
        Move::Tick(at, answer) => *at != question || reply.contains(answer),
        Move::Skip(at, answer) => *at != question || !reply.contains(answer),
    };
    let mut results = BTreeSet::new();
    let mut seen = vec![false; graph.nodes.len()];
    let mut stack = if graph.nodes.is_empty() { Vec::new() } else { vec![0] };
    while let Some(node) = stack.pop() {
        if std::mem::replace(&mut seen[node], true) {
            continue;
        }
        results.extend(result_at(graph, node));
        stack.extend(graph.nodes[node].links.iter().filter(|link| fits(&link.made)).map(|link| link.to as usize));
    }
    results
}
