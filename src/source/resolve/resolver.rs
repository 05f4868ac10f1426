//! What finding names works with.

use crate::model::condition::Word;
use crate::model::finding::Finding;
use crate::model::ids::{FactId, Id, OutcomeId, QuestionId, ScoreId};
use crate::model::tree::Draft;
use std::collections::HashMap;

/// A draft, and the ids of its names.
pub(super) struct Resolver<'a> {
    pub(super) draft: &'a Draft,
    pub(super) findings: &'a mut Vec<Finding>,
    pub(super) questions: HashMap<&'a str, QuestionId>,
    pub(super) facts: HashMap<&'a str, FactId>,
    pub(super) scores: HashMap<&'a str, ScoreId>,
    pub(super) outcomes: HashMap<&'a str, OutcomeId>,
}

fn index<'a, I: Id>(ids: impl Iterator<Item = &'a Word>) -> HashMap<&'a str, I> {
    ids.enumerate().map(|(index, id)| (id.text.as_str(), I::new(index))).collect()
}

impl<'a> Resolver<'a> {
    /// Of a draft; what cannot be found is added to the findings.
    pub(super) fn new(draft: &'a Draft, findings: &'a mut Vec<Finding>) -> Resolver<'a> {
        Resolver {
            draft,
            findings,
            questions: index(draft.questions.iter().map(|it| &it.id)),
            facts: index(draft.facts.iter().map(|it| &it.id)),
            scores: index(draft.scores.iter().map(|it| &it.id)),
            outcomes: index(draft.outcomes.iter().map(|it| &it.id)),
        }
    }
}
