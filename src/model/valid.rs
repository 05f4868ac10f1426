//! From when and until when something holds (FORMAT section 8).

use crate::model::condition::Word;
use crate::model::finding::Place;

/// From when and until when something holds, as written (`2026-01-01`), both days included. Written as year,
/// month and day, the order of the letters is that of the days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Valid {
    /// The first day.
    pub from: Option<Word>,
    /// The last day.
    pub until: Option<Word>,
    /// Whether it takes over from what stands just before it in the same list, and where that is said.
    pub takes_over: Option<Place>,
}

impl Valid {
    /// Whether it holds on a day.
    pub fn holds(&self, day: &str) -> bool {
        self.from.as_ref().is_none_or(|from| from.text.as_str() <= day) && !self.has_run_out(day)
    }

    /// Whether its last day lies before a day.
    pub fn has_run_out(&self, day: &str) -> bool {
        self.until.as_ref().is_some_and(|until| until.text.as_str() < day)
    }
}

/// A text that holds on some days only.
#[derive(Clone, Debug)]
pub struct DatedText {
    /// Where it stands.
    pub place: Place,
    /// The text.
    pub text: String,
    /// From when and until when it holds.
    pub valid: Valid,
}
