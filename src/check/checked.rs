//! What a check came to, and how bad each finding is.

use super::rules::{contradicted_example, rule, unfinished};
use crate::model::finding::{Finding, Place, Severity, SourceFiles};
use crate::model::tree::{Resolved, Tree};
use crate::source::dated::Expired;
use std::error::Error;
use std::fmt;

/// Why a file gives no tree.
#[derive(Debug)]
pub struct Unsound {
    /// What is wrong; empty where the file is no tree at all.
    pub errors: Vec<Finding>,
    /// The files that were read.
    pub sources: SourceFiles,
}

impl fmt::Display for Unsound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(first) = self.errors.first() else { return f.write_str("this file is no tree") };
        let (line, column) = self.sources.line_and_column(first.place);
        let (file, message) = (self.sources.name(first.place), &first.message.english);
        write!(f, "{file}:{line}:{column}: {message}")?;
        match self.errors.len() - 1 {
            0 => Ok(()),
            more => write!(f, " (and {more} more)"),
        }
    }
}

impl Error for Unsound {}

/// What a check came to.
#[derive(Debug, Default)]
pub struct Checked {
    /// The tree, if the file is one and no finding is an error.
    pub tree: Option<Tree>,
    /// The tree with every name known, if it came that far: it may be unsound.
    pub resolved: Option<Resolved>,
    /// Everything that is wrong, by place.
    pub findings: Vec<Finding>,
    /// The files that were read.
    pub sources: SourceFiles,
    /// How many states were looked at.
    pub states: usize,
    /// Whether those are all there are.
    pub explored: bool,
    /// Whether every walk is known to end: by the form of the tree, or since all were explored.
    pub ends: bool,
    /// Where it was opened for one day: what had run out by then.
    pub expired: Vec<Expired>,
    /// Where the authors allow what is looked at only where somebody asks, by rule.
    pub allowed_on_request: Vec<(String, Place)>,
}

impl Checked {
    /// How bad a finding is: what its rule says, but for `unfinished`, which is an error only where not every
    /// walk is known to end.
    pub fn severity(&self, finding: &Finding) -> Severity {
        match rule(finding.rule) {
            Some(rule) if rule.name == unfinished::RULE.name && self.ends => rule.severity.min(Severity::Warning),
            rule => rule.map_or(Severity::Error, |rule| rule.severity),
        }
    }

    /// The tree.
    ///
    /// # Errors
    /// Says what is wrong with it, in the order of the file.
    pub fn into_tree(self) -> Result<Tree, Unsound> {
        let is_error = |finding: &Finding| self.severity(finding) == Severity::Error;
        let errors: Vec<Finding> = self.findings.iter().filter(|it| is_error(it)).cloned().collect();
        self.tree.ok_or(Unsound { errors, sources: self.sources })
    }

    /// The tree, where nothing is wrong with it but what its examples expect: every walk of it ends all the same.
    pub fn tree_for_now(&self) -> Option<Tree> {
        let is_error = |finding: &&Finding| self.severity(finding) == Severity::Error;
        let examples = self.findings.iter().filter(is_error).all(|it| it.rule == contradicted_example::RULE.name);
        self.resolved.clone().filter(|_| examples).map(Tree)
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| self.severity(finding) == Severity::Error)
    }
}
