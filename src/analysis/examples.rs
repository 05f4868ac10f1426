//! The examples a tree still lacks: few walks that cover what no example covers yet, and for every
//! question that matters a pair that shows it (MC/DC: two examples that differ in it alone).
//!
//! The greedy choice is exact per step: on the state graph, the walk that covers most is a longest way.

use crate::engine::budget::Budget;
use crate::engine::diagram::ResultDiagram;
use crate::engine::evaluate::{Evaluation, evaluate};
use crate::engine::explore::{Link, StateGraph, as_replies, explore};
use crate::engine::step::{AllowedReplies, At, End, Landing, Move, Stepper, all_allowed};
use crate::model::finding::Place;
use crate::model::ids::{AnswerId, OutcomeId, QuestionId, WayId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{ById, Example, Expect, Resolved, Target, Tree};
use crate::model::valid::Valid;
use std::collections::{BTreeMap, BTreeSet};

/// Of a question with more replies than this only so many are tried for a pair.
const REPLIES: usize = 64;

/// Something an example can cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Goal {
    Outcome(OutcomeId),
    Clash(OutcomeId),
    Answer(QuestionId, AnswerId),
    Route(QuestionId, WayId, usize),
}

/// An example to add: replies to the questions its walk meets, and what comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The replies, by question.
    pub replies: BTreeMap<QuestionId, Vec<AnswerId>>,
    /// The result, for the author to confirm.
    pub landing: Landing,
}

/// The examples that a tree lacks, the same every time; `None` where that takes more than the budget,
/// said in states.
pub fn missing(tree: &Tree, states: usize) -> Option<Vec<Proposed>> {
    let budget = Budget::of(states);
    let mut stepper = Stepper::new(tree);
    let graph = explore(&mut stepper, &|question| AllowedReplies::of(tree, question, None), &budget);
    if !graph.finished {
        return None;
    }
    let (mut covered, mut shown) = (BTreeSet::new(), Vec::new());
    for example in &tree.examples {
        let replies: Replies = example.replies.iter().cloned().collect();
        let evaluation = evaluate(tree, &replies);
        if evaluation.graph.nodes.iter().all(|node| node.links.len() <= 1) {
            evaluation.graph.nodes.iter().flat_map(|node| &node.links).for_each(|link| {
                covered.extend(goals(tree, &evaluation.graph, link));
            });
            shown.extend(proposed(tree, &evaluation, &BTreeMap::new()));
        }
    }
    let order = graph.last_first();
    let mut found = Vec::new();
    let links: usize = graph.nodes.iter().map(|node| node.links.len()).sum();
    while budget.spend(8 * links)
        && let Some(moves) = most_uncovered(tree, &graph, &order, &mut covered)
    {
        let replies: BTreeMap<QuestionId, Vec<AnswerId>> = as_replies(moves.iter()).into_iter().collect();
        found.extend(walked(tree, &replies));
    }
    let mut results = ResultDiagram::of(tree, &graph, &stepper.reach, &budget)?;
    for question in results.questions() {
        let known: Vec<&Proposed> = shown.iter().chain(&found).collect();
        budget.spend(known.len() * known.len());
        if known.iter().any(|one| known.iter().any(|two| tells_apart(question, one, two))) {
            continue;
        }
        let pair = pair(tree, &mut results, question);
        found.extend(pair.into_iter().flatten().filter(|it| !shown.contains(it)));
    }
    if budget.is_spent() {
        return None;
    }
    let mut once: Vec<Proposed> = Vec::new();
    for example in found {
        if !once.contains(&example) {
            once.push(example);
        }
    }
    Some(once)
}

/// What one link of a walk covers.
fn goals(tree: &Resolved, graph: &StateGraph, link: &Link) -> Vec<Goal> {
    let question = link.made.question();
    let mut goals = match link.made {
        Move::Answer(_, answer) | Move::Tick(_, answer) => vec![Goal::Answer(question, answer)],
        Move::Skip(..) => Vec::new(),
    };
    goals.extend(link.route.map(|taken| Goal::Route(question, taken.way, taken.route)));
    if let At::End(End::Landing(landing)) = graph.nodes[link.to as usize].at {
        goals.push(Goal::Outcome(landing.outcome));
        // Clashes are told apart by the outcome that was to come: several may name one for it.
        let asked = &tree.questions[question];
        let target = link.route.and_then(|taken| Some(&asked.way(taken.way)?.routes.get(taken.route)?.target));
        if let (true, Some(Target::Outcome(outcome))) = (landing.clash, target) {
            goals.push(Goal::Clash(*outcome));
        }
    }
    goals
}

/// The walk that covers most of what is not covered yet, and covers it; of equals the first in tree order.
fn most_uncovered(
    tree: &Resolved,
    graph: &StateGraph,
    order: &[usize],
    covered: &mut BTreeSet<Goal>,
) -> Option<Vec<Move>> {
    let mut most = vec![0; graph.nodes.len()];
    let new = |link: &Link, most: &[usize]| {
        let here = goals(tree, graph, link).iter().filter(|goal| !covered.contains(goal)).count();
        here + most[link.to as usize]
    };
    for &node in order {
        most[node] = graph.nodes[node].links.iter().map(|link| new(link, &most)).max().unwrap_or(0);
    }
    if most.first().is_none_or(|most| *most == 0) {
        return None;
    }
    let (mut moves, mut links, mut node) = (Vec::new(), Vec::new(), 0);
    while let Some(link) = graph.nodes[node].links.iter().find(|link| new(link, &most) == most[node]) {
        moves.push(link.made);
        links.push(link);
        node = link.to as usize;
    }
    links.into_iter().for_each(|link| covered.extend(goals(tree, graph, link)));
    Some(moves)
}

/// The walk of complete replies.
fn walked(tree: &Resolved, replies: &BTreeMap<QuestionId, Vec<AnswerId>>) -> Option<Proposed> {
    let given = replies.iter().map(|(question, answers)| (*question, Reply::Answers(answers.clone()))).collect();
    proposed(tree, &evaluate(tree, &given), replies)
}

/// What a walk with one result met, with the replies there.
fn proposed(
    tree: &Resolved,
    evaluation: &Evaluation,
    replies: &BTreeMap<QuestionId, Vec<AnswerId>>,
) -> Option<Proposed> {
    let [landing] = evaluation.landings[..] else { return None };
    let mut given = BTreeMap::new();
    let moves = evaluation.graph.nodes.iter().flat_map(|node| &node.links).map(|link| &link.made);
    for (question, answers) in as_replies(moves) {
        let mut answers = replies.get(&question).cloned().unwrap_or(answers);
        answers.sort_unstable();
        given.insert(question, answers);
    }
    given.retain(|question, answers| tree.questions.get(*question).is_some() && !answers.is_empty());
    Some(Proposed { replies: given, landing })
}

/// Whether two examples differ in this question alone, and in their results.
fn tells_apart(question: QuestionId, one: &Proposed, two: &Proposed) -> bool {
    let same = |it: &Landing| (it.outcome, it.rung);
    let differ = |it: &QuestionId| match (one.replies.get(it), two.replies.get(it)) {
        (Some(one), Some(two)) => one != two,
        _ => false,
    };
    same(&one.landing) != same(&two.landing)
        && differ(&question)
        && one.replies.keys().filter(|it| **it != question).all(|it| !differ(it))
}

/// Two examples that differ in a question alone and come to different results.
fn pair(tree: &Resolved, results: &mut ResultDiagram, question: QuestionId) -> Option<[Proposed; 2]> {
    let replies = all_allowed(tree, question, &AllowedReplies::of(tree, question, None));
    let with: Vec<_> = replies.into_iter().take(REPLIES).map(|reply| (results.with(question, &reply), reply)).collect();
    for (index, (first, one)) in with.iter().enumerate() {
        for (second, two) in with[index + 1..].iter().filter(|(second, _)| second != first) {
            let Some(others) = results.apart(tree, *first, *second, &|one, two| one != two) else { continue };
            let others = completed(tree, others);
            let side = |reply: &Vec<AnswerId>| {
                let mut replies = others.clone();
                replies.insert(question, reply.clone());
                walked(tree, &replies)
            };
            if let (Some(one), Some(two)) = (side(one), side(two))
                && tells_apart(question, &one, &two)
            {
                return Some([one, two]);
            }
        }
    }
    None
}

/// A reply to every question, these where they say something: the rest does not matter.
fn completed(tree: &Resolved, replies: Vec<(QuestionId, Vec<AnswerId>)>) -> BTreeMap<QuestionId, Vec<AnswerId>> {
    let mut replies: BTreeMap<QuestionId, Vec<AnswerId>> = replies.into_iter().collect();
    for (number, question) in tree.questions.iter_enumerated() {
        let first = question.answers.position(|answer| !answer.alone).unwrap_or_default();
        replies.entry(number).or_insert_with(|| vec![first]);
    }
    replies
}

/// The same as an example that expects what comes out.
pub fn as_example(tree: &Resolved, proposed: &Proposed) -> Example<ById> {
    let Landing { outcome, rung, clash } = proposed.landing;
    let replies = proposed.replies.iter().map(|(question, answers)| (*question, Reply::Answers(answers.clone())));
    let expect = Expect {
        outcome: Some(outcome),
        rung: Some(rung),
        verdict: Some(tree.outcomes[outcome].verdict),
        conflict: clash.then_some(true),
        ..Expect::default()
    };
    let name = tree.outcomes[outcome].title.clone();
    Example { place: Place::default(), name, replies: replies.collect(), expect, valid: Valid::default() }
}
