//! Soundness that the form of a tree shows by itself.

use crate::engine::step::reach::Reach;
use crate::model::ids::QuestionId;
use crate::model::tree::{ById, Resolved, Way};

/// `docs/format.md#9-exploring`: every way ends without `if`, questions do not lead in a circle, and every outcome
/// that reads the bounds names one for a clash. Then a walk always ends, whatever is not yet proven.
pub(super) fn sound_by_form(tree: &Resolved) -> bool {
    let otherwise = |way: &Way<ById>| way.routes.last().is_some_and(|route| route.condition.is_none());
    let complete = |question: QuestionId| {
        let asked = &tree.questions[question];
        let always = asked.way.is_some() || asked.answers.iter().all(|answer| answer.way.is_some());
        always && asked.ways().all(|(_, way)| otherwise(way))
    };
    tree.questions.ids().all(complete)
        && !Reach::of(tree).looped.contains(&true)
        && tree.outcomes.iter().all(|outcome| !outcome.rung.reads_bounds() || outcome.conflict.is_some())
}
