//! Every move that replies allow from a state: what exploring a tree folds.

use super::residual::Event;
use super::{At, Move, State, Stepper, Taken};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{Answer, Known, QuestionKind, Resolved};

/// The replies a question may still get: `must` are chosen, and nothing outside `may` is. Answers by index.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    must: Vec<bool>,
    may: Vec<bool>,
    /// The one reply, as sorted answers, where it is known.
    only: Option<Vec<usize>>,
    /// Whether nothing is ruled out.
    open: bool,
    /// How many must be chosen, and whether one of them stands alone.
    musts: usize,
    alone: bool,
    /// The last of several that may still be chosen.
    last: Option<usize>,
}

impl Room {
    /// Whether an answer may be chosen.
    pub(crate) fn may(&self, answer: usize) -> bool {
        self.may[answer]
    }

    /// The one reply that is left, as sorted answers, if it was given.
    pub(crate) fn only(&self) -> Option<&[usize]> {
        self.only.as_deref()
    }

    /// Whether every reply is left.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// Whether this part of a reply may be made; `any`: an answer of this multiple was chosen before it.
    pub(crate) fn allows(&self, made: &Move, any: bool) -> bool {
        match *made {
            Move::Answer(_, answer) => self.may[answer] && self.musts == usize::from(self.must[answer]),
            Move::Tick(_, answer) => self.may[answer] && !self.alone,
            Move::Skip(_, answer) => {
                !self.must[answer] && !self.alone && (any || self.last.is_some_and(|last| last > answer))
            }
        }
    }

    /// The room that a given reply, or none, leaves.
    pub(crate) fn of(tree: &Resolved, question: usize, reply: Option<&Reply<Known>>) -> Room {
        let answers = &tree.questions[question].answers;
        let these = |chosen: &[usize]| (0..answers.len()).map(|answer| chosen.contains(&answer)).collect::<Vec<_>>();
        let none = || vec![false; answers.len()];
        let (must, may) = match reply {
            None | Some(Reply::Unknown) => (none(), vec![true; answers.len()]),
            Some(Reply::OneOf(chosen)) => (none(), these(chosen)),
            Some(Reply::Answers(chosen)) => (these(chosen), these(chosen)),
            Some(Reply::Number(number)) => {
                let fits = |answer: &Answer<Known>| answer.band.is_some_and(|band| band.holds(*number));
                let chosen: Vec<bool> = answers.iter().map(fits).collect();
                (chosen.clone(), chosen)
            }
        };
        let musts = must.iter().filter(|must| **must).count();
        Room {
            only: (musts > 0 && must == may).then(|| (0..answers.len()).filter(|&answer| must[answer]).collect()),
            open: musts == 0 && may.iter().all(|may| *may),
            musts,
            alone: must.iter().zip(answers).any(|(must, answer)| *must && answer.alone),
            last: (0..answers.len()).rev().find(|&answer| may[answer] && !answers[answer].alone),
            must,
            may,
        }
    }

    /// The room of every question.
    pub(crate) fn all(tree: &Resolved, replies: &Replies) -> Vec<Room> {
        (0..tree.questions.len()).map(|question| Room::of(tree, question, replies.get(&question))).collect()
    }
}

/// A move with what it leads to.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) made: Move,
    pub(crate) to: State,
    /// The route that was taken, where this move ended a reply.
    pub(crate) route: Option<Taken>,
}

impl Stepper<'_> {
    /// Every move from a state that the room of its question leaves, with the state it leads to, in the
    /// order of the answers.
    pub(crate) fn moves(&mut self, state: &State, room: &dyn Fn(usize) -> Room) -> Vec<Edge> {
        match state.at {
            At::End(_) => Vec::new(),
            At::Question(question) => {
                let room = room(question);
                let answers = &self.tree.questions[question].answers;
                let multiple = self.tree.questions[question].is_multiple();
                let single = |answer: &usize| {
                    (!multiple || answers[*answer].alone) && room.allows(&Move::Answer(question, *answer), false)
                };
                let singles: Vec<usize> = (0..answers.len()).filter(single).collect();
                let mut moves: Vec<Edge> = Vec::with_capacity(singles.len());
                for answer in singles {
                    let mut going = self.going(state, question);
                    self.take(&mut going, Event::Answered(question, answer), Some(answer));
                    let (to, route) = self.go_on(going, (!multiple).then_some(answer), state);
                    moves.push(Edge { made: Move::Answer(question, answer), to, route });
                }
                if multiple {
                    moves.extend(self.ticks(state, question, 0, false, &room));
                }
                moves
            }
            At::Tick { question, answer, any } => self.ticks(state, question, answer, any, &room(question)),
        }
    }

    /// The two moves on the next answer of a multiple: choose it, or pass it over.
    fn ticks(&mut self, state: &State, question: usize, from: usize, any: bool, room: &Room) -> Vec<Edge> {
        let answers = &self.tree.questions[question].answers;
        let alone = |answer: usize| answers[answer].alone;
        let Some(answer) = (from..answers.len()).find(|&answer| !alone(answer)) else { return Vec::new() };
        let later = (answer + 1..answers.len()).find(|&answer| !alone(answer));
        let mut moves = Vec::with_capacity(2);
        for chosen in [false, true] {
            let made = if chosen { Move::Tick(question, answer) } else { Move::Skip(question, answer) };
            if !room.allows(&made, any) {
                continue;
            }
            let mut going = self.going(state, question);
            self.tick(&mut going, answer, chosen);
            let any = any || chosen;
            let (to, route) = match later {
                Some(later) => {
                    let at = At::Tick { question, answer: later, any };
                    let left = self.kept(&going, question);
                    (State { at, left, bounds: going.bounds, ..state.clone() }, None)
                }
                None => {
                    for alone in (0..answers.len()).filter(|&answer| alone(answer)) {
                        self.tick(&mut going, alone, false);
                    }
                    self.go_on(going, None, state)
                }
            };
            moves.push(Edge { made, to, route });
        }
        moves
    }
}

/// Every allowed reply to a question within its room, as sorted answers: single ones first, then sets.
pub(crate) fn all_replies(tree: &Resolved, question: usize, room: &Room) -> Vec<Vec<usize>> {
    let answers = &tree.questions[question].answers;
    let fits = |chosen: &[usize]| {
        chosen.iter().all(|&answer| room.may[answer])
            && (0..answers.len()).all(|answer| !room.must[answer] || chosen.contains(&answer))
    };
    let mut replies: Vec<Vec<usize>> = Vec::new();
    if tree.questions[question].kind == QuestionKind::Multiple {
        let ticks: Vec<usize> =
            (0..answers.len()).filter(|&answer| !answers[answer].alone && room.may[answer]).collect();
        replies.extend((0..answers.len()).filter(|&answer| answers[answer].alone).map(|answer| vec![answer]));
        // A set in a loop of questions is counted out in full; more than twenty answers there is past any budget.
        for set in 1_u32..1 << ticks.len().min(20) {
            replies.push(
                ticks.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1).map(|(_, &answer)| answer).collect(),
            );
        }
    } else {
        replies.extend((0..answers.len()).map(|answer| vec![answer]));
    }
    replies.retain(|reply| fits(reply));
    replies
}
