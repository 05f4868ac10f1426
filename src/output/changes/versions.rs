//! Two versions of a tree, and what was found between them.

use crate::analysis::diff::{Diff, Projects};
use crate::model::tree::Tree;
use crate::text::language::Language;

/// Two versions and what was found.
#[derive(Clone, Copy, Debug)]
pub struct Versions<'t> {
    /// The older version.
    pub old: &'t Tree,
    /// The newer version.
    pub new: &'t Tree,
    /// What changes.
    pub diff: &'t Diff,
    /// What it does to a list.
    pub projects: Option<&'t Projects>,
    /// The language to say it in.
    pub language: Language,
}

impl Versions<'_> {
    pub(super) fn say(&self, dutch: &'static str, english: &'static str) -> &'static str {
        self.language.pick(dutch, english)
    }
}
