//! What a move costs: nothing where it is as given, else a reply changed; or a new question.

use crate::engine::explore::{Link, StateGraph};
use crate::engine::probability::half_way;
use crate::engine::step::{At, Move};
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::Resolved;

/// `given` replies changed, replies changed, new questions: compared in this order.
pub(crate) type ChangeCost = [u32; 3];

/// More than any way costs.
pub(crate) const FAR: ChangeCost = [u32::MAX; 3];

/// What was replied to one question, as far as it says anything.
#[derive(Clone, Debug)]
enum Stated {
    /// These answers and no others; of a number its band.
    Exactly(Vec<AnswerId>),
    /// Any of these.
    Within(Vec<AnswerId>),
}

/// The replies as given, by question. `unknown` says nothing, the same as no reply.
#[derive(Clone, Debug)]
pub(crate) struct GivenReplies {
    said: IdVec<QuestionId, Option<Stated>>,
    /// By question, whether nobody here can change it.
    pub(crate) fixed: IdVec<QuestionId, bool>,
}

impl GivenReplies {
    pub(crate) fn of(tree: &Resolved, replies: &Replies) -> GivenReplies {
        let said = |question: QuestionId| match replies.get(&question)? {
            Reply::Unknown => None,
            Reply::OneOf(answers) => Some(Stated::Within(answers.clone())),
            reply => tree.questions[question].settled(reply).map(Stated::Exactly),
        };
        GivenReplies {
            said: tree.questions.ids().map(said).collect(),
            fixed: tree.questions.iter().map(|question| question.given).collect(),
        }
    }

    /// Whether something was replied to a question.
    pub(crate) fn has(&self, question: QuestionId) -> bool {
        self.said[question].is_some()
    }

    /// Whether a move is other than what was given.
    pub(crate) fn differs(&self, made: &Move) -> bool {
        let Some(said) = &self.said[made.question()] else { return false };
        match (said, made) {
            (Stated::Exactly(answers), Move::Answer(_, answer)) => answers[..] != [*answer],
            (Stated::Exactly(answers) | Stated::Within(answers), Move::Tick(_, answer))
            | (Stated::Within(answers), Move::Answer(_, answer)) => !answers.contains(answer),
            (Stated::Exactly(answers), Move::Skip(_, answer)) => answers.contains(answer),
            (Stated::Within(_), Move::Skip(..)) => false,
        }
    }

    /// What a link adds to the cost of a way, and whether its question is changed by then. A reply of
    /// more ticks costs once: at the first one that differs.
    pub(crate) fn step(&self, graph: &StateGraph, node: usize, link: &Link, changed: bool) -> (ChangeCost, bool) {
        let question = link.made.question();
        let begins = matches!(graph.nodes[node].at, At::Question(_));
        if !self.has(question) {
            return ([0, 0, u32::from(begins)], false);
        }
        let differs = self.differs(&link.made);
        let cost = if differs && !changed { [u32::from(self.fixed[question]), 1, 0] } else { [0; 3] };
        (cost, (changed || differs) && half_way(graph, link))
    }
}

/// The sum of two costs; what is far stays far.
pub(crate) fn plus(one: ChangeCost, two: ChangeCost) -> ChangeCost {
    if two == FAR { FAR } else { [one[0] + two[0], one[1] + two[1], one[2] + two[2]] }
}
