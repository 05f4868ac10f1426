//! Every move that replies allow from a state: what exploring a tree folds.

use super::residual::Event;
use super::{At, Move, State, Stepper, Taken};
use crate::model::replies::Reply;
use crate::model::tree::{Known, QuestionKind, Resolved};

/// The replies a question may still get: `must` are chosen, and nothing outside `may` is. Answers by index.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    must: Vec<bool>,
    may: Vec<bool>,
}

impl Room {
    /// Whether an answer may be chosen.
    pub(crate) fn allows(&self, answer: usize) -> bool {
        self.may[answer]
    }

    /// The room that a given reply, or none, leaves.
    pub(crate) fn of(tree: &Resolved, question: usize, reply: Option<&Reply<Known>>) -> Room {
        let answers = &tree.questions[question].answers;
        let these = |chosen: &[usize]| (0..answers.len()).map(|answer| chosen.contains(&answer)).collect::<Vec<_>>();
        match reply {
            None | Some(Reply::Unknown) => Room { must: vec![false; answers.len()], may: vec![true; answers.len()] },
            Some(Reply::OneOf(chosen)) => Room { must: vec![false; answers.len()], may: these(chosen) },
            Some(Reply::Answers(chosen)) => Room { must: these(chosen), may: these(chosen) },
            Some(Reply::Number(number)) => {
                let fits =
                    |answer: &crate::model::tree::Answer<Known>| answer.band.is_some_and(|band| band.holds(*number));
                let chosen: Vec<bool> = answers.iter().map(fits).collect();
                Room { must: chosen.clone(), may: chosen }
            }
        }
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
            At::End(..) => Vec::new(),
            At::Question(question) => {
                let room = room(question);
                let answers = &self.tree.questions[question].answers;
                let single = |answer: &usize| {
                    let alone = answers[*answer].alone || !self.tree.questions[question].is_multiple();
                    alone && room.may[*answer] && (0..answers.len()).all(|other| other == *answer || !room.must[other])
                };
                let singles: Vec<usize> = (0..answers.len()).filter(single).collect();
                let multiple = self.tree.questions[question].is_multiple();
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
        if (0..answers.len()).any(|answer| alone(answer) && room.must[answer]) {
            return Vec::new();
        }
        let Some(answer) = (from..answers.len()).find(|&answer| !alone(answer)) else { return Vec::new() };
        let later = (answer + 1..answers.len()).find(|&answer| !alone(answer));
        let may_later = (answer + 1..answers.len()).any(|later| !alone(later) && room.may[later]);
        let mut moves = Vec::with_capacity(2);
        for chosen in [false, true] {
            let allowed = if chosen { room.may[answer] } else { !room.must[answer] && (any || may_later) };
            if !allowed {
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
            let made = if chosen { Move::Tick(question, answer) } else { Move::Skip(question, answer) };
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
