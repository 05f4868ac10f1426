//! What given replies lead to: the possible results, the questions that still matter, the way.

use crate::engine::diagram::Results;
use crate::engine::explore::{StateGraph, explore};
use crate::engine::step::reach::Bits;
use crate::engine::step::reach::{self, Reach};
use crate::engine::step::{At, End, Landing, Room, Stepper};
use crate::model::condition::{Condition, Entry};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{OutcomeRung, Resolved, Target};
use std::collections::BTreeSet;
use std::sync::Arc;

/// More states than this are not looked at to evaluate one set of replies.
const BUDGET: usize = 200_000;

/// What replies lead to.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The possible results in tree order, each once; `clash` is set where every way to it clashed.
    pub landings: Vec<Landing>,
    /// Whether a clash is possible, and whether it is certain.
    pub clash: (bool, bool),
    /// Ends that are no result; none in a sound tree.
    pub failures: Vec<End>,
    /// The open questions that matter, in file order; empty exactly when one result is possible.
    pub open_questions: Vec<usize>,
    /// `false`: exactness would take too long, and these are too many rather than too few.
    pub exact: bool,
    /// The state graph under these replies.
    pub graph: StateGraph,
    reach: Arc<Reach>,
}

/// Evaluates replies.
pub fn evaluate(tree: &Resolved, replies: &Replies) -> Evaluation {
    evaluate_within(tree, replies, BUDGET)
}

/// Evaluates replies, looking at no more than `budget` states.
pub(crate) fn evaluate_within(tree: &Resolved, replies: &Replies, budget: usize) -> Evaluation {
    let room = |question| Room::of(tree, question, replies.get(&question));
    let mut stepper = Stepper::new(tree, &[]);
    let graph = explore(&mut stepper, &room, budget);
    if !graph.finished {
        return guess(tree, replies, graph, stepper.reach);
    }
    let Some(by_reply) = Results::of(tree, &graph, &stepper.reach, budget) else {
        return guess(tree, replies, graph, stepper.reach);
    };
    let ends = ends(&graph).map(|(end, _)| *end);
    let (mut results, mut failures) = (BTreeSet::new(), BTreeSet::new());
    for end in ends {
        match end {
            End::Landing(landing) => {
                results.insert(landing);
            }
            other => {
                failures.insert(other);
            }
        }
    }
    let clash = (results.iter().any(|it| it.clash), !results.is_empty() && results.iter().all(|it| it.clash));
    Evaluation {
        landings: distinct(results),
        clash,
        failures: failures.into_iter().collect(),
        open_questions: by_reply.questions(),
        exact: true,
        graph,
        reach: Arc::new(stepper.reach),
    }
}

/// A question that a walk under the given replies may meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Met {
    /// The question.
    pub question: usize,
    /// Whether every possible walk meets it.
    pub always: bool,
}

impl Evaluation {
    /// Every distinct end, with what each of the conditions came to there; `None` where that would take
    /// too long. The graph is there already, so this only follows its links.
    pub fn tally(&self, tree: &Resolved, conditions: &[&Condition<Entry>]) -> Option<Vec<(End, Box<[bool]>)>> {
        crate::engine::watched::tally(tree, &self.graph, &self.reach, conditions, BUDGET)
    }

    /// The questions that possible walks meet, in an order in which every walk meets them.
    pub fn met(&self) -> Vec<Met> {
        let order = self.graph.last_first();
        let asked = |node: usize| match self.graph.nodes[node].at {
            At::Question(question) => Some(question),
            _ => None,
        };
        let questions = order.iter().filter_map(|&node| asked(node)).max().map_or(0, |last| last + 1);
        // By node: the questions that every way from there meets.
        let mut always: Vec<Bits> = vec![Bits::none(questions); self.graph.nodes.len()];
        for &node in &order {
            let mut links = self.graph.nodes[node].links.iter();
            let mut all = links.next().map_or_else(|| Bits::none(questions), |link| always[link.to as usize].clone());
            links.for_each(|link| all.keep_only(&always[link.to as usize]));
            if let Some(question) = asked(node) {
                all.add(question);
            }
            always[node] = all;
        }
        let mut seen = Bits::none(questions);
        let mut met: Vec<Met> = Vec::new();
        for question in order.into_iter().rev().filter_map(asked) {
            if !seen.has(question) {
                seen.add(question);
                met.push(Met { question, always: always.first().is_some_and(|all| all.has(question)) });
            }
        }
        met
    }
}

/// Each result once.
fn distinct(landings: BTreeSet<Landing>) -> Vec<Landing> {
    let mut results: Vec<Landing> = Vec::new();
    for landing in landings {
        match results.last_mut() {
            Some(last) if (last.outcome, last.rung) == (landing.outcome, landing.rung) => last.clash &= landing.clash,
            _ => results.push(landing),
        }
    }
    results
}

/// The distinct ends of a graph, with what the watched conditions came to there.
fn ends(graph: &StateGraph) -> impl Iterator<Item = (&End, &[bool])> {
    graph.nodes.iter().filter_map(|node| match &node.at {
        At::End(end, watched) => Some((end, &**watched)),
        _ => None,
    })
}

/// Every distinct end under given replies, with what each of the conditions came to there; `None` where
/// that would take too long.
pub fn tally(tree: &Resolved, replies: &Replies, conditions: &[&Condition<Entry>]) -> Option<Vec<(End, Box<[bool]>)>> {
    let room = |question| Room::of(tree, question, replies.get(&question));
    let graph = explore(&mut Stepper::new(tree, conditions), &room, BUDGET);
    graph.finished.then(|| ends(&graph).map(|(end, watched)| (*end, watched.into())).collect())
}

/// Too many possible results rather than too few: conditions are not looked at, only what leads where.
fn guess(tree: &Resolved, replies: &Replies, graph: StateGraph, reach: Reach) -> Evaluation {
    let mut landings = BTreeSet::new();
    let mut open = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut stack = vec![tree.start.unwrap_or(0)];
    while let Some(question) = stack.pop() {
        if !seen.insert(question) {
            continue;
        }
        if matches!(replies.get(&question), None | Some(Reply::Unknown | Reply::OneOf(_))) {
            open.insert(question);
        }
        for route in reach::ways(tree, question).flat_map(|way| &way.routes) {
            match route.target {
                Target::Question(next) => stack.push(next),
                Target::Outcome(outcome) => may_land(tree, outcome, &mut landings),
            }
        }
    }
    Evaluation {
        clash: (landings.iter().any(|it: &Landing| it.clash), false),
        landings: distinct(landings),
        failures: Vec::new(),
        open_questions: open.into_iter().collect(),
        exact: false,
        graph,
        reach: Arc::new(reach),
    }
}

fn may_land(tree: &Resolved, outcome: usize, landings: &mut BTreeSet<Landing>) {
    let at = &tree.outcomes[outcome];
    let fixed = |rung: &OutcomeRung<usize>| match rung {
        OutcomeRung::Fixed(rung) => Some(*rung),
        _ => None,
    };
    match at.rung {
        OutcomeRung::None | OutcomeRung::Fixed(_) => {
            landings.insert(Landing { outcome, rung: fixed(&at.rung), clash: false });
        }
        OutcomeRung::Ceiling | OutcomeRung::Floor | OutcomeRung::Wish => {
            let rungs = tree.ladder.as_ref().map_or(0, |ladder| ladder.rungs.len());
            landings.extend((0..rungs).map(|rung| Landing { outcome, rung: Some(rung), clash: false }));
            if let Some(conflict) = at.conflict {
                let rung = fixed(&tree.outcomes[conflict].rung);
                landings.insert(Landing { outcome: conflict, rung, clash: true });
            }
        }
    }
}
