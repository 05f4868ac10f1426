//! What a check came to, and how bad each finding is.

use super::rules::{rule, unfinished};
use super::sound::sound_by_form;
use crate::model::finding::{Finding, Severity, SourceFiles};
use crate::model::tree::{Resolved, Tree};
use crate::source::dated::Expired;

/// What a check came to.
#[derive(Debug)]
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
    /// Where it was opened for one day: what had run out by then.
    pub expired: Vec<Expired>,
}

impl Checked {
    /// How bad a finding is: what its rule says, but for `unfinished`, which is an error only where the
    /// tree is not sound by its form.
    pub fn severity(&self, finding: &Finding) -> Severity {
        match (rule(finding.rule), &self.resolved) {
            (Some(rule), Some(tree)) if rule.name == unfinished::RULE.name && sound_by_form(tree) => {
                rule.severity.min(Severity::Warning)
            }
            (rule, _) => rule.map_or(Severity::Error, |rule| rule.severity),
        }
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| self.severity(finding) == Severity::Error)
    }
}
