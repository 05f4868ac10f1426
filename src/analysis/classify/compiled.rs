//! One state graph for all rows: restricting it to a row's replies gives what exploring under them gives.
//!
//! A step never looks at what else was given, so the states under some replies are a part of all states,
//! with the same moves. Remains are kept by number over all rows, as in [`crate::engine::diagram`]: a question
//! whose ways all lead to the same remains is left out, and what is left out does not matter.

mod methods;
mod restricted;
mod visit;

use super::{Clashing, Classified, clashing, decided_by};
use crate::analysis::why::{gather, route_taken};
use crate::engine::evaluate::Met;
use crate::engine::explore::{StateGraph, explore};
use crate::engine::step::{At, End, Landing, Room, Stepper};
use crate::model::condition::{Condition, Entry};
use crate::model::replies::Replies;
use crate::model::tree::Resolved;
use methods::Methods;
use restricted::{Asked, Watched};
use visit::{Found, Last, Remains, Seen};

/// A graph of more states than this is not kept.
const BUDGET: usize = 30_000;
/// When this many remains are known, they are forgotten: memory stays bounded.
const REMAINS: usize = 200_000;
/// Sets of questions and of ends are bits of one number.
const MOST: usize = 128;
/// No number: no end here, or no allowed move.
const NONE: u32 = u32::MAX;

/// A tree, compiled.
#[derive(Debug)]
pub(super) struct Compiled<'t> {
    tree: &'t Resolved,
    graph: StateGraph,
    /// By question, its place on every way.
    rank: Vec<usize>,
    /// The ends, each once, in tree order; a clash apart.
    ends: Vec<Landing>,
    /// By node, the place of its end.
    end: Vec<u32>,
    remains: Remains,
    seen: Vec<Seen>,
    row: u32,
    watched: Watched<'t>,
    methods: Methods<'t>,
    /// The questions that are being visited, each with what its ways lead to.
    led: Vec<u32>,
    /// By question, what is left of it where nothing is known.
    open: Vec<Asked>,
}

impl<'t> Compiled<'t> {
    /// Compiles a tree; `None` for one with loops of questions, and for one that is too large.
    pub(super) fn of(tree: &'t Resolved) -> Option<Compiled<'t>> {
        let mut stepper = Stepper::new(tree, &[]);
        let few = tree.questions.iter().all(|question| question.answers.len() <= 64);
        if !few || tree.questions.len() > MOST || stepper.reach.looped.contains(&true) {
            return None;
        }
        let graph = explore(&mut stepper, &|question| Room::of(tree, question, None), BUDGET);
        let landing = |at: &At| match at {
            At::End(End::Landing(landing), _) => Some(*landing),
            _ => None,
        };
        let failed = |at: &At| matches!(at, At::End(..)) && landing(at).is_none();
        if !graph.finished || graph.nodes.is_empty() || graph.nodes.iter().any(|node| failed(&node.at)) {
            return None;
        }
        let mut ends: Vec<Landing> = graph.nodes.iter().filter_map(|node| landing(&node.at)).collect();
        ends.sort_unstable();
        ends.dedup();
        if ends.len() > MOST {
            return None;
        }
        let place = |at: &At| landing(at).and_then(|it| ends.binary_search(&it).ok()).map_or(NONE, |it| it as u32);
        let end = graph.nodes.iter().map(|node| place(&node.at)).collect();
        let mut rank = vec![0; tree.questions.len()];
        stepper.reach.order().into_iter().enumerate().for_each(|(place, question)| rank[question] = place);
        let seen = vec![Seen { row: 0, remains: NONE, only: None, always: 0 }; graph.nodes.len()];
        Some(Compiled {
            tree,
            rank,
            ends,
            end,
            remains: Remains::default(),
            seen,
            row: 0,
            watched: Watched::new(tree),
            methods: Methods::of(tree),
            led: Vec::new(),
            open: (0..tree.questions.len()).map(|question| Asked::open(tree, question)).collect(),
            graph,
        })
    }

    /// Classifies; `None` where this row has to be evaluated after all.
    pub(super) fn classify(&mut self, replies: &Replies) -> Option<Classified<'t>> {
        if self.remains.questions.len() > REMAINS {
            self.remains = Remains::default();
        }
        if self.row == u32::MAX {
            self.row = 0;
            self.seen.iter_mut().for_each(|seen| seen.row = 0);
        }
        self.row += 1;
        let tree = self.tree;
        let mut asked = self.open.clone();
        for (question, reply) in replies {
            asked[*question] = asked[*question].given(tree, *question, reply);
        }
        let mut found = Found::default();
        let root = self.visit(0, &asked, &mut found);
        let met = (found.met, self.seen[0].always);
        let open = if root == NONE { 0 } else { self.remains.questions[root as usize] };
        let (landings, conflict) = self.landings(found.ends);
        let mut route = list(met.1);
        route.sort_unstable_by_key(|&question| self.rank[question]);
        let (decided_by, clashing) = match landings[..] {
            [landing] => self.deciding(replies, &asked, met, found.last, landing, conflict)?,
            _ => Default::default(),
        };
        let methods = self.methods.offered(tree, replies, &asked, met, &landings, &mut self.watched)?;
        Some(Classified {
            conflict,
            clashing,
            exact: true,
            open_questions: list(open),
            met: list(met.0),
            route,
            decided_by,
            methods,
            landings,
        })
    }

    /// The distinct results of some ends, and whether all of them clash.
    fn landings(&self, ends: u128) -> (Vec<Landing>, bool) {
        let mut landings: Vec<Landing> = Vec::new();
        for end in bits(ends) {
            let landing = self.ends[end];
            match landings.last_mut() {
                Some(last) if (last.outcome, last.rung) == (landing.outcome, landing.rung) => {
                    last.clash &= landing.clash;
                }
                _ => landings.push(landing),
            }
        }
        (landings, ends != 0 && bits(ends).all(|end| self.ends[end].clash))
    }

    /// The replies that decided, and the bounds that clash.
    fn deciding(
        &mut self,
        replies: &Replies,
        asked: &[Asked],
        met: (u128, u128),
        last: Last,
        landing: Landing,
        conflict: bool,
    ) -> Option<(Vec<usize>, Vec<Clashing<'t>>)> {
        let tree = self.tree;
        let route = match last {
            Last::This(question, taken) => route_taken(tree, question, taken).map(|route| (question, route)),
            _ => None,
        };
        let rung = &tree.outcomes[landing.outcome].rung;
        let reads_bounds = conflict || rung.reads_bounds();
        let of = |question: usize| Met { question, always: met.1 >> question & 1 == 1 };
        let questions: Vec<Met> = bits(met.0).map(of).collect();
        let (watched, mut failed) = (&mut self.watched, false);
        let mut holds = |condition: &Condition<Entry>| {
            if !reads_bounds {
                return (false, false);
            }
            let may = watched.may(condition, asked, met);
            failed |= may.is_none();
            may.unwrap_or((true, true))
        };
        let why = gather(tree, replies, &questions, &mut holds, route);
        let landings = [landing];
        let decided_by = || decided_by(tree, replies, &landings, conflict, &why);
        (!failed).then(|| (decided_by(), clashing(&landings, conflict, &why)))
    }
}

/// The numbers in a set, from low to high.
fn bits(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (lowest < MOST).then_some(lowest)
    })
}

/// The same as a list.
fn list(set: u128) -> Vec<usize> {
    let mut list = Vec::with_capacity(set.count_ones() as usize);
    list.extend(bits(set));
    list
}
