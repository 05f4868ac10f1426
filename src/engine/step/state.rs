//! Where a walk is, and all that can still matter of how it came there.

use super::residual::Left;

/// A result of FORMAT section 2 as indices: an outcome and its rung, or none. `clash` says how it was
/// reached and is no part of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Landing {
    /// The outcome.
    pub outcome: usize,
    /// The rung, if it has one.
    pub rung: Option<usize>,
    /// Whether floor and ceiling clashed on the way here.
    pub clash: bool,
}

/// How a walk ends. A sound tree knows only landings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// In an outcome.
    Landing(Landing),
    /// At a question whose reply leads nowhere.
    DeadEnd(usize),
    /// At this question for the second time.
    Loop(usize),
    /// In an outcome where floor and ceiling clash and that names none for it.
    UnhandledConflict(usize),
}

/// Where a walk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// Before this question.
    Question(usize),
    /// Half-way a question of which more answers may be chosen: before this answer, with any chosen yet.
    Tick {
        /// The question.
        question: usize,
        /// The answer that is to be chosen or passed over.
        answer: usize,
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
    Answer(usize, usize),
    /// Chose this answer of several.
    Tick(usize, usize),
    /// Passed this answer of several over.
    Skip(usize, usize),
}

impl Move {
    /// The question that it answers.
    pub(crate) fn question(&self) -> usize {
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
        floor: usize,
        /// Highest at-least, wishes included, but not above the ceiling; the floor where no outcome ahead
        /// reads it.
        wish: usize,
        /// Lowest at-most.
        ceiling: usize,
    },
    /// They crossed.
    Clash,
}

/// Where a walk is and all that can still matter of how it came there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    pub(crate) at: At,
    /// By condition, what is left of it where that is not what is left on every way here.
    pub(super) left: Box<[(u32, Left)]>,
    pub(super) bounds: Bounds,
    /// Inside a loop of the question graph: its questions that were asked.
    pub(super) asked: Box<[usize]>,
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

    /// How much it holds on to.
    pub(crate) fn held(&self) -> usize {
        self.left.len() + self.asked.len()
    }
}
