//! Every move that replies allow from a state: what exploring a tree folds.

use super::residual::Event;
use super::state::{At, Move, State};
use super::stepper::{RouteTaken, Stepper};
use crate::model::ids::{AnswerId, IdVec, QuestionId, WayId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{Answer, ById, QuestionKind, Resolved};

/// The replies a question may still get: `must` are chosen, and nothing outside `may` is. Answers by index.
#[derive(Clone, Debug)]
pub(crate) struct AllowedReplies {
    must: IdVec<AnswerId, bool>,
    may: IdVec<AnswerId, bool>,
    /// The one reply, as sorted answers, where it is known.
    only: Option<Vec<AnswerId>>,
    /// Whether nothing is ruled out.
    open: bool,
    /// How many must be chosen, and whether one of them stands alone.
    musts: usize,
    alone: bool,
    /// The last of several that may still be chosen.
    last: Option<AnswerId>,
}

impl AllowedReplies {
    /// Whether an answer may be chosen.
    pub(crate) fn may(&self, answer: AnswerId) -> bool {
        self.may[answer]
    }

    /// Whether an answer of a multiple may be passed over.
    pub(crate) fn may_skip(&self, answer: AnswerId) -> bool {
        !self.must[answer]
    }

    /// The one reply that is left, as sorted answers, if it was given.
    pub(crate) fn only(&self) -> Option<&[AnswerId]> {
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

    /// What a given reply, or none, allows.
    pub(crate) fn of(tree: &Resolved, question: QuestionId, reply: Option<&Reply<ById>>) -> AllowedReplies {
        let answers = &tree.questions[question].answers;
        let all = |value: bool| IdVec::filled(value, answers.len());
        let these = |chosen: &[AnswerId]| answers.ids().map(|answer| chosen.contains(&answer)).collect();
        let (must, may): (IdVec<AnswerId, bool>, IdVec<AnswerId, bool>) = match reply {
            None | Some(Reply::Unknown) => (all(false), all(true)),
            Some(Reply::OneOf(chosen)) => (all(false), these(chosen)),
            Some(Reply::Answers(chosen)) => (these(chosen), these(chosen)),
            Some(Reply::Number(number)) => {
                let band = Vec::from_iter(tree.questions[question].band_of(*number));
                (these(&band), these(&band))
            }
        };
        AllowedReplies::from(answers, must, may)
    }

    /// Fewer replies that say the same of the answers `read`: of several others that may be chosen together one
    /// stands for all.
    pub(crate) fn telling_apart(&self, tree: &Resolved, question: QuestionId, read: &[AnswerId]) -> AllowedReplies {
        let asked = &tree.questions[question];
        if !asked.is_multiple() {
            return self.clone();
        }
        let answers = &asked.answers;
        let (mut must, mut may) = (self.must.clone(), self.may.clone());
        let others = answers.ids().filter(|it| may[*it] && !answers[*it].alone && !read.contains(it));
        let others: Vec<AnswerId> = others.collect();
        if let Some((&one, rest)) = others.split_first() {
            must[one] = others.iter().any(|it| must[*it]);
            rest.iter().for_each(|it| (must[*it], may[*it]) = (false, false));
        }
        AllowedReplies::from(answers, must, may)
    }

    fn from(
        answers: &IdVec<AnswerId, Answer<ById>>,
        must: IdVec<AnswerId, bool>,
        may: IdVec<AnswerId, bool>,
    ) -> AllowedReplies {
        let musts = must.iter().filter(|must| **must).count();
        AllowedReplies {
            only: (musts > 0 && must == may).then(|| answers.ids().filter(|&answer| must[answer]).collect()),
            open: musts == 0 && may.iter().all(|may| *may),
            musts,
            alone: must.iter().zip(answers).any(|(must, answer)| *must && answer.alone),
            last: answers.ids().rev().find(|&answer| may[answer] && !answers[answer].alone),
            must,
            may,
        }
    }

    /// What every question allows.
    pub(crate) fn all(tree: &Resolved, replies: &Replies) -> IdVec<QuestionId, AllowedReplies> {
        tree.questions.ids().map(|question| AllowedReplies::of(tree, question, replies.get(&question))).collect()
    }
}

/// A move with what it leads to.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) made: Move,
    pub(crate) to: State,
    /// The route that was taken, where this move ended a reply.
    pub(crate) route: Option<RouteTaken>,
}

impl Stepper<'_> {
    /// Every move from a state that is allowed, with the state it leads to, in the
    /// order of the answers.
    pub(crate) fn moves(&mut self, state: &State, allowed: &dyn Fn(QuestionId) -> AllowedReplies) -> Vec<Edge> {
        match state.at {
            At::End(_) => Vec::new(),
            At::Question(question) => {
                let allowed = allowed(question);
                let answers = &self.tree.questions[question].answers;
                let multiple = self.tree.questions[question].is_multiple();
                let single = |answer: &AnswerId| {
                    (!multiple || answers[*answer].alone) && allowed.allows(&Move::Answer(question, *answer), false)
                };
                let singles: Vec<AnswerId> = answers.ids().filter(single).collect();
                let mut moves: Vec<Edge> = Vec::with_capacity(singles.len());
                for answer in singles {
                    let mut transition = self.transition(state, question);
                    self.take(&mut transition, Event::Answered(question, answer), Some(answer));
                    let way = self.tree.questions[question].way_after(&[answer]);
                    let (to, route) = self.go_on(transition, way, state);
                    moves.push(Edge { made: Move::Answer(question, answer), to, route });
                }
                if multiple {
                    moves.extend(self.ticks(state, question, &allowed));
                }
                moves
            }
            At::Tick { question, .. } => self.ticks(state, question, &allowed(question)),
        }
    }

    /// The two moves on the next answer of a multiple: choose it, or pass it over.
    fn ticks(&mut self, state: &State, question: QuestionId, allowed: &AllowedReplies) -> Vec<Edge> {
        let (from, any) = match state.at {
            At::Tick { answer, any, .. } => (answer, any),
            _ => (AnswerId::default(), false),
        };
        let answers = &self.tree.questions[question].answers;
        let alone = |answer: AnswerId| answers[answer].alone;
        let mut rest = answers.ids().filter(|&answer| answer >= from && !alone(answer));
        let Some(answer) = rest.next() else { return Vec::new() };
        let later = rest.next();
        let mut moves = Vec::with_capacity(2);
        for chosen in [false, true] {
            let made = if chosen { Move::Tick(question, answer) } else { Move::Skip(question, answer) };
            if !allowed.allows(&made, any) {
                continue;
            }
            let mut transition = self.transition(state, question);
            self.tick(&mut transition, answer, chosen);
            let any = any || chosen;
            let (to, route) = match later {
                Some(later) => {
                    let at = At::Tick { question, answer: later, any };
                    let left = self.kept(&transition, question);
                    (State { at, left, bounds: transition.bounds, ..state.clone() }, None)
                }
                None => {
                    for alone in answers.ids().filter(|&answer| alone(answer)) {
                        self.tick(&mut transition, alone, false);
                    }
                    self.go_on(transition, WayId::Question, state)
                }
            };
            moves.push(Edge { made, to, route });
        }
        moves
    }
}

/// Every allowed reply to a question, as sorted answers: single ones first, then sets.
pub(crate) fn all_allowed(tree: &Resolved, question: QuestionId, allowed: &AllowedReplies) -> Vec<Vec<AnswerId>> {
    let answers = &tree.questions[question].answers;
    let fits = |chosen: &[AnswerId]| {
        chosen.iter().all(|&answer| allowed.may[answer])
            && answers.ids().all(|answer| !allowed.must[answer] || chosen.contains(&answer))
    };
    let mut replies: Vec<Vec<AnswerId>> = Vec::new();
    if tree.questions[question].kind == QuestionKind::Multiple {
        let ticks: Vec<AnswerId> =
            answers.ids().filter(|&answer| !answers[answer].alone && allowed.may[answer]).collect();
        replies.extend(answers.ids().filter(|&answer| answers[answer].alone).map(|answer| vec![answer]));
        // A set in a loop of questions is counted out in full; more than twenty answers there is past any budget.
        for set in 1_u32..1 << ticks.len().min(20) {
            replies.push(
                ticks.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1).map(|(_, &answer)| answer).collect(),
            );
        }
    } else {
        replies.extend(answers.ids().map(|answer| vec![answer]));
    }
    replies.retain(|reply| fits(reply));
    replies
}
