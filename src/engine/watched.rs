//! One condition, watched along every walk of a state graph that is already there.
//!
//! Walks in the graph are walks of the tree, so the graph times what is left of the condition says for
//! every end, and for every way on, whether the condition can hold there. That is a matter of following
//! links: nothing of the tree itself is worked out again.

use crate::engine::budget::Budget;
use crate::engine::explore::{Graph, Link, StateGraph, StateNode, as_replies};
use crate::engine::one_way::OneWay;
use crate::engine::step::reach::Reach;
use crate::engine::step::residual::{Event, FALSE, Landed, ResidualId, Residuals, TRUE};
use crate::engine::step::{At, End, Landing, Move};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, FactId, QuestionId, ScoreId};
use crate::model::tree::Resolved;
use foldhash::{HashMap, HashSet};

/// A graph node with what is left of the condition there.
#[derive(Clone, Copy, Debug)]
struct WatchedNode {
    node: u32,
    left: ResidualId,
    parent: Option<(u32, u32)>,
    /// Where its links begin in `to`.
    first: u32,
}

/// What is seen while watching.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Observation<'g> {
    /// A reply was completed: this link, and whether the condition holds right then.
    Replied(&'g Link, bool),
    /// An end, and whether the condition holds there.
    Ended(&'g End, bool),
}

/// A condition watched on a graph.
#[derive(Debug)]
pub(crate) struct Monitor<'g> {
    pub(crate) graph: &'g StateGraph,
    seen: Vec<WatchedNode>,
    /// Where links lead, as numbers of `seen`; those of one node stand together in the order of the graph.
    to: Vec<u32>,
    /// Whether all was seen: the graph is whole, and nobody stopped it.
    pub(crate) finished: bool,
    /// Where `until` stopped it.
    stopped: Option<u32>,
}

/// The names that a condition reads.
struct Reads {
    questions: Vec<QuestionId>,
    facts: Vec<FactId>,
    scores: Vec<ScoreId>,
}

impl Reads {
    fn of(condition: &Condition<Entry>) -> Reads {
        let mut reads = Reads { questions: Vec::new(), facts: Vec::new(), scores: Vec::new() };
        condition.each(&mut |entry| match entry {
            Entry::Question(question, _) => reads.questions.push(*question),
            Entry::Fact(fact, _) => reads.facts.push(*fact),
            Entry::Score(..) | Entry::Ahead(..) => reads.scores.extend(entry.scores()),
            _ => {}
        });
        reads
    }

    /// What is left after a move.
    fn after(&self, residuals: &mut Residuals, tree: &Resolved, mut left: ResidualId, made: &Move) -> ResidualId {
        let (question, event, chosen) = match *made {
            Move::Answer(question, answer) => (question, Event::Answered(question, answer), Some(answer)),
            Move::Tick(question, answer) => (question, Event::Ticked(question, answer), Some(answer)),
            Move::Skip(question, answer) => (question, Event::Skipped(question, answer), None),
        };
        if self.questions.contains(&question) {
            left = residuals.after(left, event);
        }
        let Some(answer) = chosen.map(|answer| &tree.questions[question].answers[answer]) else { return left };
        for (fact, values) in answer.set.iter().filter(|(fact, _)| self.facts.contains(fact)) {
            for &value in values {
                left = residuals.after(left, Event::Set(*fact, value));
            }
        }
        for &(score, points) in answer.add.iter().filter(|(score, _)| self.scores.contains(score)) {
            left = residuals.after(left, Event::Added(score, points));
        }
        left
    }
}

/// All walks through a tree, to watch conditions on.
#[derive(Clone, Copy)]
pub(crate) struct Walks<'g> {
    pub(crate) tree: &'g Resolved,
    pub(crate) graph: &'g StateGraph,
    pub(crate) reach: &'g Reach,
}

impl<'g> Monitor<'g> {
    /// Watches until `until` says so, all is seen, or the budget is spent.
    pub(crate) fn over(
        Walks { tree, graph, reach }: Walks<'g>,
        condition: &Condition<Entry>,
        budget: &Budget,
        until: &mut dyn FnMut(Observation<'_>) -> bool,
    ) -> Monitor<'g> {
        let mut watch = Monitor { graph, seen: Vec::new(), to: Vec::new(), finished: false, stopped: None };
        let reads = Reads::of(condition);
        let mut residuals = Residuals::new();
        let mut left = residuals.whole(condition);
        if let Some(At::Question(question)) = graph.nodes.first().map(|node| &node.at) {
            left = residuals.on_coming_to(left, *question, reach);
            watch.seen.push(WatchedNode { node: 0, left, parent: None, first: 0 });
        }
        let mut numbers: HashMap<(u32, ResidualId), u32> = [((0, left), 0)].into_iter().collect();
        let mut at = 0;
        while let Some(&WatchedNode { node, left, .. }) = watch.seen.get(at) {
            watch.seen[at].first = watch.to.len() as u32;
            for (index, link) in graph.nodes[node as usize].links.iter().enumerate() {
                let after = reads.after(&mut residuals, tree, left, &link.made);
                if link.route.is_some() || matches!(graph.nodes[link.to as usize].at, At::End(_)) {
                    let holds = residuals.holds(after, None);
                    if until(Observation::Replied(link, holds)) {
                        watch.stopped = Some(at as u32);
                        return watch;
                    }
                }
                let to = &graph.nodes[link.to as usize].at;
                let (left, end) = match to {
                    At::End(end) if residuals.holds(after, landed(tree, end)) => (TRUE, Some(end)),
                    At::End(end) => (FALSE, Some(end)),
                    At::Question(question) => (residuals.on_coming_to(after, *question, reach), None),
                    At::Tick { .. } => (after, None),
                };
                let next = watch.seen.len() as u32;
                let number = *numbers.entry((link.to, left)).or_insert(next);
                watch.to.push(number);
                if number == next {
                    let parent = Some((at as u32, index as u32));
                    watch.seen.push(WatchedNode { node: link.to, left, parent, first: 0 });
                    if let Some(end) = end
                        && until(Observation::Ended(end, left == TRUE))
                    {
                        watch.stopped = Some(number);
                        return watch;
                    }
                }
            }
            at += 1;
            if watch.bytes() > budget.room() {
                budget.exhaust();
            }
            if !budget.spend(1 + graph.nodes[node as usize].links.len() + residuals.work()) {
                return watch;
            }
        }
        watch.finished = graph.finished;
        watch
    }

    /// What is held, the map from states to numbers included.
    fn bytes(&self) -> usize {
        let states = self.seen.len() * 2 * (size_of::<WatchedNode>() + size_of::<(u32, ResidualId, u32)>());
        states + self.to.len() * size_of::<u32>()
    }

    /// All that was seen as a graph of its own, with whether the condition holds at a node that is an end.
    pub(crate) fn graph(&self) -> (StateGraph, Vec<bool>) {
        let node = |state: usize| StateNode {
            at: self.graph.nodes[self.node(state)].at,
            links: self.links(state).map(|(link, to)| Link { to: to as u32, ..*link }).collect(),
            parent: self.seen[state].parent,
        };
        let nodes = (0..self.size()).map(node).collect();
        let held = (0..self.size()).map(|state| self.holds(state)).collect();
        (StateGraph { nodes, finished: self.finished }, held)
    }

    /// How many states there are.
    pub(crate) fn size(&self) -> usize {
        self.seen.len()
    }

    /// The graph node of a state.
    pub(crate) fn node(&self, state: usize) -> usize {
        self.seen[state].node as usize
    }

    /// Whether the condition holds at a state that is an end.
    pub(crate) fn holds(&self, state: usize) -> bool {
        self.seen[state].left == TRUE
    }

    /// The links of a state with the states they lead to.
    pub(crate) fn links(&self, state: usize) -> impl Iterator<Item = (&'g Link, usize)> {
        let seen = self.seen[state];
        let links = &self.graph.nodes[seen.node as usize].links;
        links.iter().zip(&self.to[seen.first as usize..]).map(|(link, &to)| (link, to as usize))
    }

    /// The shortest replies to where it was stopped, if it was.
    pub(crate) fn witness(&self) -> Option<Vec<(QuestionId, Vec<AnswerId>)>> {
        let mut moves = Vec::new();
        let mut at = self.stopped?;
        while let Some((parent, link)) = self.seen[at as usize].parent {
            moves.push(&self.graph.nodes[self.seen[parent as usize].node as usize].links[link as usize].made);
            at = parent;
        }
        Some(as_replies(moves.into_iter().rev()))
    }
}

impl Graph for Monitor<'_> {
    fn size(&self) -> usize {
        Monitor::size(self)
    }

    fn at(&self, state: usize) -> &At {
        &self.graph.nodes[self.node(state)].at
    }

    fn links(&self, state: usize) -> impl Iterator<Item = (&Move, usize)> {
        Monitor::links(self, state).map(|(link, to)| (&link.made, to))
    }
}

/// What a result is for conditions that read it.
fn landed<'t>(tree: &'t Resolved, end: &End) -> Option<Landed<'t>> {
    match *end {
        End::Landing(Landing { outcome, rung, .. }) => Some(Landed { outcome, rung, ladder: tree.ladder.as_ref() }),
        _ => None,
    }
}

/// Whether a condition holds after these moves from the start, at an end if they led to one.
pub(crate) fn holds_after(tree: &Resolved, condition: &Condition<Entry>, moves: &[Move], end: Option<&End>) -> bool {
    let mut residuals = Residuals::new();
    let reads = Reads::of(condition);
    let left = residuals.whole(condition);
    let left = moves.iter().fold(left, |left, made| reads.after(&mut residuals, tree, left, made));
    residuals.holds(left, end.and_then(|end| landed(tree, end)))
}

/// A complete reply as moves: one answer, or every answer of several chosen or passed over.
pub(crate) fn moves_of(tree: &Resolved, question: QuestionId, answers: &[AnswerId]) -> Vec<Move> {
    let asked = &tree.questions[question];
    match *answers {
        [only] if !asked.is_multiple() || asked.answers[only].alone => vec![Move::Answer(question, only)],
        _ => {
            let made = |answer: AnswerId| {
                if answers.contains(&answer) { Move::Tick(question, answer) } else { Move::Skip(question, answer) }
            };
            asked.answers.ids().map(made).collect()
        }
    }
}

/// An end of walks, with what each of the watched conditions came to there.
pub type Tallied = (End, Box<[bool]>);

/// Every distinct end of a whole graph, with what each of several conditions came to there; `None` where
/// that takes more than the budget.
pub(crate) fn tally(
    tree: &Resolved,
    graph: &StateGraph,
    reach: &Reach,
    conditions: &[&Condition<Entry>],
    budget: &Budget,
) -> Option<Vec<Tallied>> {
    if let Some(way) = OneWay::of(tree, graph) {
        let values = conditions.iter().map(|condition| way.holds(condition)).collect();
        return budget.spend(1 + graph.nodes.len() + conditions.len()).then(|| vec![(way.end, values)]);
    }
    let mut residuals = Residuals::new();
    let reads: Vec<Reads> = conditions.iter().map(|it| Reads::of(it)).collect();
    let first: Box<[ResidualId]> = conditions.iter().map(|it| residuals.whole(it)).collect();
    // What is left of all conditions together, kept once each and known by number.
    let mut numbers: HashMap<Box<[ResidualId]>, u32> = [(first.clone(), 0)].into_iter().collect();
    let mut lefts = vec![first];
    let mut seen: HashSet<(u32, u32)> = [(0, 0)].into_iter().collect();
    let mut queue = if graph.nodes.is_empty() { Vec::new() } else { vec![(0_u32, 0_u32)] };
    let mut ends = Vec::new();
    let mut ended: HashSet<Tallied> = HashSet::default();
    while let Some((node, number)) = queue.pop() {
        for link in &graph.nodes[node as usize].links {
            let mut left = lefts[number as usize].clone();
            for (left, reads) in left.iter_mut().zip(&reads).filter(|(left, _)| **left > FALSE) {
                *left = reads.after(&mut residuals, tree, *left, &link.made);
                if let At::Question(question) = graph.nodes[link.to as usize].at {
                    *left = residuals.on_coming_to(*left, question, reach);
                }
            }
            if let At::End(end) = &graph.nodes[link.to as usize].at {
                let landed = landed(tree, end);
                let values: Box<[bool]> = left.iter().map(|&left| residuals.holds(left, landed)).collect();
                if ended.insert((*end, values.clone())) {
                    ends.push((*end, values));
                }
                continue;
            }
            let next = lefts.len() as u32;
            let number = *numbers.entry(left).or_insert_with_key(|left| {
                lefts.push(left.clone());
                next
            });
            if seen.insert((link.to, number)) {
                queue.push((link.to, number));
            }
        }
        let links = graph.nodes[node as usize].links.len();
        let held = lefts.len() * 2 * (size_of::<Box<[ResidualId]>>() + conditions.len() * size_of::<ResidualId>());
        let steps = 1 + links * (1 + conditions.len()) + residuals.work();
        if !budget.spend(steps) || held + seen.len() * 2 * size_of::<(u32, u32)>() > budget.room() {
            return None;
        }
    }
    graph.finished.then_some(ends)
}
