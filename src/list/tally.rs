//! How a row stands, and what it adds to the counts.

use crate::list::total::MaybeTotal;
use crate::model::ids::{OutcomeId, QuestionId, RungId};
use crate::model::tree::Verdict;
use crate::text::language::Language;

/// How a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// One result is possible.
    Decided,
    /// More than one is.
    Undecided,
    /// What must and what may go apart.
    Conflict,
    /// A cell cannot be read, and its question is on a way still possible.
    Invalid,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 4] = [Status::Decided, Status::Undecided, Status::Conflict, Status::Invalid];

    /// The word in lists; never translated.
    pub const fn word(self) -> &'static str {
        match self {
            Status::Decided => "decided",
            Status::Undecided => "undecided",
            Status::Conflict => "conflict",
            Status::Invalid => "invalid",
        }
    }

    /// The word for people.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Status::Decided => language.pick("beslist", "decided"),
            Status::Undecided => language.pick("nog niet beslist", "undecided"),
            Status::Conflict => language.pick("botsing", "conflict"),
            Status::Invalid => language.pick("fout in de rij", "invalid row"),
        }
    }
}

/// What a row adds to the counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// How the row stands.
    pub status: Status,
    /// The verdict, where all possible results agree.
    pub verdict: Option<Verdict>,
    /// The outcome, where one result is possible.
    pub outcome: Option<OutcomeId>,
    /// Its rung.
    pub rung: Option<RungId>,
    /// The open questions that matter.
    pub open: Vec<QuestionId>,
    /// Whether it answers no question at all.
    pub bare: bool,
    /// Whether it may be a total over others.
    pub total: MaybeTotal,
    /// What is wrong with the row; empty where nothing is.
    pub wrong: String,
    /// Which bounds clash; empty where none do.
    pub clash: String,
}

impl Tally {
    /// Whether its rows are to be named.
    pub fn is_noted(&self) -> bool {
        self.total != MaybeTotal::No || !self.wrong.is_empty()
    }
}
