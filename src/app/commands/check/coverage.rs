//! How much of the trees of a run was looked at, and how far their examples cover them.

use crate::check::Checked;
use crate::model::tree::Resolved;
use std::ops::AddAssign;

/// Counts over trees.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Coverage {
    pub(super) states: usize,
    pub(super) examples: usize,
    /// Outcomes and answers that examples come to, and all there are.
    pub(super) shown_outcomes: usize,
    pub(super) outcomes: usize,
    pub(super) shown_answers: usize,
    pub(super) answers: usize,
}

impl Coverage {
    /// Of one file.
    pub(super) fn of(checked: &Checked) -> Coverage {
        let Some(tree) = &checked.resolved else { return Coverage::default() };
        let answers = |tree: &Resolved| tree.questions.iter().map(|question| question.answers.len()).sum::<usize>();
        let mut coverage = Coverage {
            states: checked.states,
            examples: tree.examples.len(),
            outcomes: tree.outcomes.len(),
            answers: answers(tree),
            ..Coverage::default()
        };
        // Where there are no examples, or nothing could be said about them, they cover nothing.
        if checked.tree.is_some() && !tree.examples.is_empty() {
            let of = |name: &str| checked.findings.iter().filter(|finding| finding.rule == name).count();
            coverage.shown_outcomes = coverage.outcomes.saturating_sub(of("unexampled-outcome"));
            coverage.shown_answers = coverage.answers.saturating_sub(of("unexampled-answer"));
        }
        coverage
    }
}

impl AddAssign for Coverage {
    fn add_assign(&mut self, other: Coverage) {
        self.states += other.states;
        self.examples += other.examples;
        self.shown_outcomes += other.shown_outcomes;
        self.outcomes += other.outcomes;
        self.shown_answers += other.shown_answers;
        self.answers += other.answers;
    }
}
