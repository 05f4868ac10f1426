//! Two versions of a tree, and what was found between them.

use crate::analysis::diff::{DayGrade, Diff, Projects};
use crate::model::tree::Tree;
use crate::text::language::Language;

/// Two versions and what was found.
#[derive(Clone, Copy, Debug)]
pub struct Versions<'t> {
    /// The older version.
    pub old: &'t Tree,
    /// The newer version.
    pub new: &'t Tree,
    /// What changes, on the day that is shown.
    pub diff: &'t Diff,
    /// Every day that was looked at, in order; at least one.
    pub days: &'t [DayGrade],
    /// Which of them is shown.
    pub shown: usize,
    /// What it does to a list.
    pub projects: Option<&'t Projects>,
    /// The language to say it in.
    pub language: Language,
}

impl Versions<'_> {
    /// The day that is shown, where that is not today.
    pub(super) fn day(&self) -> Option<&str> {
        self.days.get(self.shown)?.from.as_deref()
    }

    pub(super) fn say(&self, dutch: &'static str, english: &'static str) -> &'static str {
        self.language.pick(dutch, english)
    }
}
