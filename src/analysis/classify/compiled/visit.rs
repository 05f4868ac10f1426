//! What a row leaves of every state: the ends it can reach, and what remains to be decided there.

use super::{Asked, Compiled, NONE};
use crate::engine::diagram::asked_by;
use crate::engine::quick::Map;
use crate::engine::step::{At, Landing, Move, Taken};

/// What remains to be decided, with the questions that matter in it.
#[derive(Debug, Default)]
pub(super) struct Remains {
    numbers: Map<Box<[u32]>, u32>,
    pub(super) questions: Vec<u128>,
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
pub(super) struct Seen {
    pub(super) row: u32,
    /// Its remains; [`NONE`] where no allowed move leads on.
    pub(super) remains: u32,
    /// The one thing that all ways lead to once the question is done, if it is one.
    pub(super) only: Option<u32>,
    /// The questions that every way from here meets.
    pub(super) always: u128,
}

/// What restricting to one row found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) ends: u128,
    pub(super) met: u128,
    pub(super) last: Last,
}

/// The last question with the route taken there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Last {
    #[default]
    Nothing,
    This(usize, Taken),
    Several,
}

impl Compiled<'_> {
    /// Restricts what a node leads to; gives the remains, [`NONE`] for none.
    pub(super) fn visit(&mut self, node: usize, asked: &[Asked], found: &mut Found) -> u32 {
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
