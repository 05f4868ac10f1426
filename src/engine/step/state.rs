//! Where a walk is, and all that can still matter of how it came there.

use super::residual::ResidualId;
use crate::model::ids::{AnswerId, OutcomeId, QuestionId, RungId};

/// A result (`docs/format.md#2-what-a-tree-means`) as indices: an outcome and its rung, or none. `clash` says how it was
/// reached and is no part of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Landing {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The rung, if it has one.
    pub rung: Option<RungId>,
    /// Whether floor and ceiling clashed on the way here.
    pub clash: bool,
}

impl Landing {
    /// Whether it is the same result, however it was reached.
    pub fn same_result(self, other: Landing) -> bool {
        self.outcome == other.outcome && self.rung == other.rung
    }

    /// The result, without how it was reached.
    pub fn without_clash(self) -> Landing {
        Landing { clash: false, ..self }
    }
}

/// How a walk ends. A sound tree knows only landings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// In an outcome.
    Landing(Landing),
    /// At a question whose reply leads nowhere.
    DeadEnd(QuestionId),
    /// At this question for the second time.
    Loop(QuestionId),
    /// In an outcome where floor and ceiling clash and that names none for it.
    UnhandledConflict(OutcomeId),
}

/// Where a walk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// Before this question.
    Question(QuestionId),
    /// Half-way a question of which more answers may be chosen: before this answer, with any chosen yet.
    Tick {
        /// The question.
        question: QuestionId,
        /// The answer that is to be chosen or passed over.
        answer: AnswerId,
        /// Whether one was chosen.
        any: bool,
    },
    /// At an end.
    End(End),
}

/// What a walk did: part of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Gave this one answer.
    Answer(QuestionId, AnswerId),
    /// Chose this answer of several.
    Tick(QuestionId, AnswerId),
    /// Passed this answer of several over.
    Skip(QuestionId, AnswerId),
}

impl Move {
    /// The question that it answers, or a part of it.
    pub fn question(&self) -> QuestionId {
        match *self {
            Move::Answer(question, _) | Move::Tick(question, _) | Move::Skip(question, _) => question,
        }
    }
}

/// Floor and ceiling as far as they matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bounds {
    /// No outcome ahead reads them.
    Unread,
    /// They allow something.
    Between {
        /// Highest firm at-least.
        floor: RungId,
        /// Highest at-least, wishes included, but not above the ceiling; the floor where no outcome ahead
        /// reads it.
        wish: RungId,
        /// Lowest at-most.
        ceiling: RungId,
    },
    /// They crossed.
    Clash,
}

/// Where a walk is and all that can still matter of how it came there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    pub(crate) at: At,
    /// By condition, what is left of it where that is not what is left on every way here.
    pub(super) left: Box<[(u32, ResidualId)]>,
    pub(super) bounds: Bounds,
    /// Inside a loop of the question graph: its questions that were asked.
    pub(super) asked: Box<[QuestionId]>,
}

impl State {
    /// The state at an end: nothing of how a walk came there matters any more.
    pub(super) fn end(end: End) -> State {
        State { at: At::End(end), left: Box::default(), bounds: Bounds::Unread, asked: Box::default() }
    }

    /// Where the walk is.
    pub fn at(&self) -> &At {
        &self.at
    }

    /// How many bytes it takes in a table of states.
    pub(crate) fn bytes(&self) -> usize {
        // A table of states has a number and a count with each, and a third of it is empty.
        2 * size_of::<State>() + size_of_val(&*self.left) + size_of_val(&*self.asked)
    }
}
