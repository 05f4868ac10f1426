//! One state graph for all rows: restricting it to a row's replies gives what exploring under them gives.
//!
//! A step never looks at what else was given, so the states under some replies are a part of all states,
//! with the same moves. Remains are kept by number over all rows, as in [`crate::diagram`]: a question
//! whose ways all lead to the same remains is left out, and what is left out does not matter.

mod methods;
mod restricted;

use super::quick::Map;
use super::{Clashing, Classified, clashing, decided_by};
use crate::condition::{Condition, Entry};
use crate::diagram::asked_by;
use crate::evaluate::Met;
use crate::explore::{StateGraph, explore};
use crate::replies::Replies;
use crate::step::{At, End, Landing, Move, Room, Stepper, Taken};
use crate::tree::{OutcomeRung, Resolved};
use crate::why::{gather, route_taken};
use methods::Methods;
use restricted::{Asked, Watched};

/// A graph of more states than this is not kept.
const BUDGET: usize = 30_000;
/// When this many remains are known, they are forgotten: memory stays bounded.
const REMAINS: usize = 200_000;
/// Sets of questions and of ends are bits of one number.
const MOST: usize = 128;
/// No number: no end here, or no allowed move.
const NONE: u32 = u32::MAX;

/// What remains to be decided, with the questions that matter in it.
#[derive(Debug, Default)]
struct Remains {
    numbers: Map<Box<[u32]>, u32>,
    questions: Vec<u128>,
}

impl Remains {
    fn number(&mut self, key: &[u32], questions: impl FnOnce(&[u128]) -> u128) -> u32 {
        if let Some(&number) = self.numbers.get(key) {
            return number;
        }
        let number = self.questions.len() as u32;
        self.questions.push(questions(&self.questions));
        self.numbers.insert(key.into(), number);
        number
    }
}

/// What is known of a node in the row at hand.
#[derive(Clone, Copy, Debug)]
struct Seen {
    row: u32,
    /// Its remains; [`NONE`] where no allowed move leads on.
    remains: u32,
    /// The one thing that all ways lead to once the question is done, if it is one.
    only: Option<u32>,
    /// The questions that every way from here meets.
    always: u128,
}

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

/// What restricting to one row found.
#[derive(Debug, Default)]
struct Found {
    ends: u128,
    met: u128,
    last: Last,
}

/// The last question with the route taken there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Last {
    #[default]
    Nothing,
    This(usize, Taken),
    Several,
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
        let seen = vec![Seen { row: 0, remains: NONE, only: None, always: 0 }; graph.nodes.len()];
        Some(Compiled {
            tree,
            rank: stepper.reach.rank(),
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
        let mut route: Vec<usize> = bits(met.1).collect();
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
            open_questions: bits(open).collect(),
            met: bits(met.0).collect(),
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
        let reads_bounds = conflict || matches!(rung, OutcomeRung::Ceiling | OutcomeRung::Floor);
        let of = |question: usize| Met { question, always: met.1 >> question & 1 == 1 };
        let questions: Vec<Met> = if reads_bounds { bits(met.0).map(of).collect() } else { Vec::new() };
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

    /// Restricts what a node leads to; gives the remains, [`NONE`] for none.
    fn visit(&mut self, node: usize, asked: &[Asked], found: &mut Found) -> u32 {
        if self.seen[node].row == self.row {
            return self.seen[node].remains;
        }
        let mut seen = Seen { row: self.row, remains: NONE, only: None, always: 0 };
        let (question, tick) = match self.graph.nodes[node].at {
            At::Question(question) => (question, None),
            At::Tick { question, answer, any } => (question, Some((answer, any))),
            At::End(..) => {
                let end = self.end[node];
                found.ends |= 1 << end;
                let Landing { outcome, rung, .. } = self.ends[end as usize];
                let key = [NONE, outcome as u32, rung.map_or(NONE, |rung| rung as u32)];
                seen.remains = self.remains.number(&key, |_| 0);
                seen.only = Some(seen.remains);
                self.seen[node] = seen;
                return seen.remains;
            }
        };
        // The key of what remains: the question, and what its ways lead to.
        let base = self.led.len() + 1;
        self.led.push(question as u32);
        let mut both = [NONE, NONE];
        // The one thing that all ways lead to, unless there are several.
        let (mut one, mut several) = (NONE, false);
        let mut always = u128::MAX;
        for index in 0..self.graph.nodes[node].links.len() {
            let link = &self.graph.nodes[node].links[index];
            if !asked[question].allows(&link.made, tick.is_some_and(|(_, any)| any)) {
                continue;
            }
            let (to, route, by) = (link.to as usize, link.route, asked_by(&link.made));
            let ticked = matches!(link.made, Move::Tick(..));
            let led = self.visit(to, asked, found);
            let half_way = matches!(self.graph.nodes[to].at, At::Tick { .. });
            match if half_way { self.seen[to].only } else { Some(led) } {
                Some(it) if one == NONE || one == it => one = it,
                _ => several = true,
            }
            if self.end[to] != NONE {
                found.last = match (found.last, route) {
                    (Last::Nothing, Some(taken)) => Last::This(by, taken),
                    (Last::This(question, before), Some(taken)) if (question, before) == (by, taken) => found.last,
                    _ => Last::Several,
                };
            }
            always &= self.seen[to].always;
            both[usize::from(ticked)] = led;
            self.led.push(led);
        }
        let led = &self.led[base..];
        let own = 1_u128 << question;
        seen.always = if led.is_empty() { 0 } else { always };
        seen.only = (!led.is_empty() && !several).then_some(one);
        seen.remains = match (tick, seen.only) {
            _ if led.is_empty() => NONE,
            (None, Some(only)) => only,
            (None, None) => self.remains.number(&self.led[base - 1..], |questions| own | all(questions, led)),
            (Some((_, true)), _) if both[0] == both[1] => both[0],
            (Some((answer, _)), _) => {
                let key = [question as u32 | 1 << 31, answer as u32, both[0], both[1]];
                self.remains.number(&key, |questions| own | all(questions, &both))
            }
        };
        self.led.truncate(base - 1);
        if tick.is_none() {
            seen.always |= own;
            found.met |= own;
        }
        self.seen[node] = seen;
        seen.remains
    }
}

/// The questions in any of these remains.
fn all(questions: &[u128], remains: &[u32]) -> u128 {
    remains.iter().filter(|&&it| it != NONE).fold(0, |all, &it| all | questions[it as usize])
}

/// The numbers in a set, from low to high.
fn bits(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (lowest < MOST).then_some(lowest)
    })
}
