//! The state graph: every state that replies can lead to, breadth first, so that the first way to a
//! state is a shortest one (FORMAT section 9).

use crate::step::{At, Edge, End, Landing, Move, Room, State, Stepper, Taken};
use std::collections::HashMap;

/// A node of the graph.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the walk is.
    pub at: At,
    /// What can be done there, and which node that leads to.
    pub links: Vec<Link>,
    /// The node and its link that first led here; none for the start.
    pub parent: Option<(u32, u32)>,
}

/// A link between two nodes.
#[derive(Clone, Debug)]
pub struct Link {
    /// What was done.
    pub made: Move,
    /// Where it leads.
    pub to: u32,
    /// The route that was taken, where this ended a reply.
    pub route: Option<Taken>,
}

/// The states of a tree under given replies. Node 0 is the start. No way in it meets a node twice.
#[derive(Clone, Debug, Default)]
pub struct StateGraph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// Whether every state is there: exploring stops when the budget of states is spent.
    pub finished: bool,
}

/// Explores from the start, within `room`, until at most `budget` states are known.
pub(crate) fn explore(stepper: &mut Stepper<'_>, room: &dyn Fn(usize) -> Room, budget: usize) -> StateGraph {
    let mut graph = StateGraph { nodes: Vec::new(), finished: true };
    let Some(start) = stepper.start() else { return graph };
    let mut numbers: HashMap<State, u32> = HashMap::new();
    let mut states: std::collections::VecDeque<State> = [start.clone()].into();
    graph.nodes.push(Node { at: start.at.clone(), links: Vec::new(), parent: None });
    numbers.insert(start, 0);
    let mut from = 0_u32;
    while let Some(state) = states.pop_front() {
        let mut links = Vec::new();
        for Edge { made, to, route } in stepper.moves(&state, room) {
            let number = match numbers.get(&to) {
                Some(&number) => number,
                None => {
                    let number = graph.nodes.len() as u32;
                    let parent = Some((from, links.len() as u32));
                    graph.nodes.push(Node { at: to.at.clone(), links: Vec::new(), parent });
                    states.push_back(to.clone());
                    numbers.insert(to, number);
                    number
                }
            };
            links.push(Link { made, to: number, route });
        }
        graph.nodes[from as usize].links = links;
        from += 1;
        if graph.nodes.len() > budget {
            graph.finished = false;
            return graph;
        }
    }
    graph
}

impl StateGraph {
    /// The nodes in an order in which every node comes after all that its links lead to.
    pub fn last_first(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut state = vec![0_u8; self.nodes.len()];
        let mut stack = if self.nodes.is_empty() { Vec::new() } else { vec![0] };
        while let Some(&node) = stack.last() {
            if state[node] == 0 {
                state[node] = 1;
                stack.extend(self.nodes[node].links.iter().map(|link| link.to as usize).filter(|&to| state[to] == 0));
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

    /// The replies that first led to a node, as questions with answers, in the order they were given.
    pub fn witness(&self, node: usize) -> Vec<(usize, Vec<usize>)> {
        let mut moves = Vec::new();
        let mut at = node;
        while let Some((parent, link)) = self.nodes[at].parent {
            moves.push(&self.nodes[parent as usize].links[link as usize].made);
            at = parent as usize;
        }
        as_replies(moves.into_iter().rev())
    }
}

/// The result at a node that is an end, however it was reached.
pub(crate) fn result_at(graph: &StateGraph, node: usize) -> Option<Landing> {
    match graph.nodes[node].at {
        At::End(End::Landing(landing), _) => Some(Landing { clash: false, ..landing }),
        _ => None,
    }
}

/// Moves as replies: questions with answers, in the order they were given.
pub(crate) fn as_replies<'m>(moves: impl Iterator<Item = &'m Move>) -> Vec<(usize, Vec<usize>)> {
    let mut replies: Vec<(usize, Vec<usize>)> = Vec::new();
    for made in moves {
        let (question, answers) = match made {
            Move::Answer(question, answer) | Move::Tick(question, answer) => (*question, vec![*answer]),
            Move::Skip(question, _) => (*question, Vec::new()),
            Move::Ahead(question, answers) => (*question, answers.to_vec()),
        };
        match replies.last_mut() {
            Some((last, given)) if *last == question => given.extend(answers),
            _ => replies.push((question, answers)),
        }
    }
    replies
}
