//! The state graph: every state that replies can lead to, breadth first, so that the first way to a
//! state is a shortest one (`docs/format.md#9-exploring`).

use crate::engine::budget::Budget;
use crate::engine::step::{AllowedReplies, At, Edge, End, Landing, Move, RouteTaken, State, Stepper};
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use foldhash::HashMap;
use std::collections::VecDeque;
use std::rc::Rc;

/// A node of the graph.
#[derive(Clone, Debug)]
pub struct StateNode {
    /// Where the walk is.
    pub at: At,
    /// What can be done there, and which node that leads to.
    pub links: Vec<Link>,
    /// The node and its link that first led here; none for the start.
    pub parent: Option<(u32, u32)>,
}

/// A link between two nodes.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// What was done.
    pub made: Move,
    /// Where it leads.
    pub to: u32,
    /// The route that was taken, where this ended a reply.
    pub route: Option<RouteTaken>,
}

/// The states of a tree under given replies. Node 0 is the start. No way in it meets a node twice.
#[derive(Clone, Debug, Default)]
pub struct StateGraph {
    /// The nodes.
    pub nodes: Vec<StateNode>,
    /// Whether every state is there: exploring stops when the budget of states is spent.
    pub finished: bool,
}

/// Explores from the start, within `allowed`, until all is known or the budget is spent: by work, or by what
/// the states and their links hold together.
pub(crate) fn explore(
    stepper: &mut Stepper<'_>,
    allowed: &dyn Fn(QuestionId) -> AllowedReplies,
    budget: &Budget,
) -> StateGraph {
    let mut graph = StateGraph { nodes: Vec::new(), finished: true };
    stepper.draw_from(budget);
    let Some(start) = stepper.start() else { return graph };
    let start = Rc::new(start);
    let mut numbers: HashMap<Rc<State>, u32> = HashMap::default();
    let mut states: VecDeque<Rc<State>> = [start.clone()].into();
    graph.nodes.push(StateNode { at: start.at, links: Vec::new(), parent: None });
    numbers.insert(start, 0);
    let mut from = 0_u32;
    let mut held = 0;
    while let Some(state) = states.pop_front() {
        let moves = stepper.moves(&state, allowed);
        held += moves.len() * size_of::<Link>();
        let mut links = Vec::with_capacity(moves.len());
        for Edge { made, to, route } in moves {
            let number = match numbers.get(&to) {
                Some(&number) => number,
                None => {
                    let number = graph.nodes.len() as u32;
                    let parent = Some((from, links.len() as u32));
                    graph.nodes.push(StateNode { at: to.at, links: Vec::new(), parent });
                    held += size_of::<StateNode>() + to.bytes();
                    let to = Rc::new(to);
                    if !matches!(to.at, At::End(_)) {
                        states.push_back(to.clone());
                    }
                    numbers.insert(to, number);
                    number
                }
            };
            links.push(Link { made, to: number, route });
        }
        graph.nodes[from as usize].links = links;
        from = next_open(&graph, from);
        if budget.is_spent() || held > budget.room() {
            graph.finished = false;
            return graph;
        }
    }
    graph
}

impl StateGraph {
    /// How many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.nodes.iter().map(|node| size_of::<StateNode>() + size_of_val(&*node.links)).sum()
    }

    /// The links of a node by replies that are allowed.
    pub(crate) fn allowed(
        &self,
        node: usize,
        allowed: &IdVec<QuestionId, AllowedReplies>,
    ) -> impl Iterator<Item = &Link> {
        let StateNode { at, links, .. } = &self.nodes[node];
        let any = matches!(at, At::Tick { any: true, .. });
        links.iter().filter(move |link| allowed[link.made.question()].allows(&link.made, any))
    }

    /// What replies leave of the graph: node for node what exploring within these gives, for a step
    /// never looks at what else was given.
    pub(crate) fn within(&self, allowed: &IdVec<QuestionId, AllowedReplies>) -> StateGraph {
        let mut numbers = vec![u32::MAX; self.nodes.len()];
        let mut graph = StateGraph { nodes: Vec::new(), finished: self.finished };
        // By number in the part, the node in the whole.
        let mut whole: Vec<u32> = Vec::new();
        if let Some(start) = self.nodes.first() {
            graph.nodes.push(StateNode { at: start.at, links: Vec::new(), parent: None });
            numbers[0] = 0;
            whole.push(0);
        }
        let mut from = 0;
        while let Some(&node) = whole.get(from) {
            let mut links = Vec::new();
            for link in self.allowed(node as usize, allowed) {
                let number = &mut numbers[link.to as usize];
                if *number == u32::MAX {
                    *number = whole.len() as u32;
                    whole.push(link.to);
                    let parent = Some((from as u32, links.len() as u32));
                    graph.nodes.push(StateNode { at: self.nodes[link.to as usize].at, links: Vec::new(), parent });
                }
                links.push(Link { to: *number, ..*link });
            }
            graph.nodes[from].links = links;
            from += 1;
        }
        graph
    }
}

/// The next node after one that is no end.
fn next_open(graph: &StateGraph, from: u32) -> u32 {
    let rest = graph.nodes.iter().skip(from as usize + 1);
    from + 1 + rest.take_while(|node| matches!(node.at, At::End(_))).count() as u32
}

impl StateGraph {
    /// The nodes in an order in which every node comes after all that its links lead to.
    pub fn last_first(&self) -> Vec<usize> {
        last_first(self)
    }

    /// The replies that first led to a node, as questions with answers, in the order they were given.
    pub fn witness(&self, node: usize) -> Vec<(QuestionId, Vec<AnswerId>)> {
        as_replies(self.moves_to(node).into_iter())
    }

    /// The replies that first led to a node and then went on by one of its links.
    pub(crate) fn witness_by(&self, node: usize, link: usize) -> Vec<(QuestionId, Vec<AnswerId>)> {
        as_replies(self.moves_to(node).into_iter().chain([&self.nodes[node].links[link].made]))
    }

    fn moves_to(&self, node: usize) -> Vec<&Move> {
        let mut moves = Vec::new();
        let mut at = node;
        while let Some((parent, link)) = self.nodes[at].parent {
            moves.push(&self.nodes[parent as usize].links[link as usize].made);
            at = parent as usize;
        }
        moves.reverse();
        moves
    }
}

/// Ways that lead from node to node: a state graph, or one with more in its nodes.
pub(crate) trait Graph {
    /// How many nodes there are; the first is the start.
    fn size(&self) -> usize;
    /// Where a node is.
    fn at(&self, node: usize) -> &At;
    /// What can be done there, and which nodes that leads to.
    fn links(&self, node: usize) -> impl Iterator<Item = (&Move, usize)>;
}

impl Graph for StateGraph {
    fn size(&self) -> usize {
        self.nodes.len()
    }

    fn at(&self, node: usize) -> &At {
        &self.nodes[node].at
    }

    fn links(&self, node: usize) -> impl Iterator<Item = (&Move, usize)> {
        self.nodes[node].links.iter().map(|link| (&link.made, link.to as usize))
    }
}

/// The nodes in an order in which every node comes after all that its links lead to.
pub(crate) fn last_first(ways: &impl Graph) -> Vec<usize> {
    let mut order = Vec::with_capacity(ways.size());
    let mut state = vec![0_u8; ways.size()];
    let mut stack = if ways.size() == 0 { Vec::new() } else { vec![0] };
    while let Some(&node) = stack.last() {
        if state[node] == 0 {
            state[node] = 1;
            stack.extend(ways.links(node).map(|(_, to)| to).filter(|&to| state[to] == 0));
        } else {
            stack.pop();
            if state[node] == 1 {
                state[node] = 2;
                order.push(node);
            }
        }
    }
    order
}

/// The result at a node that is an end, however it was reached.
pub(crate) fn result_at(graph: &StateGraph, node: usize) -> Option<Landing> {
    match graph.nodes[node].at {
        At::End(End::Landing(landing)) => Some(landing.without_clash()),
        _ => None,
    }
}

/// Moves as replies: questions with answers, in the order they were given.
pub(crate) fn as_replies<'m>(moves: impl Iterator<Item = &'m Move>) -> Vec<(QuestionId, Vec<AnswerId>)> {
    let mut replies: Vec<(QuestionId, Vec<AnswerId>)> = Vec::new();
    for made in moves {
        let (question, answers) = match made {
            Move::Answer(question, answer) | Move::Tick(question, answer) => (*question, vec![*answer]),
            Move::Skip(question, _) => (*question, Vec::new()),
        };
        match replies.last_mut() {
            Some((last, given)) if *last == question => given.extend(answers),
            _ => replies.push((question, answers)),
        }
    }
    replies
}
