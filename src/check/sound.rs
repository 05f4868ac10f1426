//! Soundness that the form of a tree shows by itself.

use crate::engine::step::reach::Reach;
use crate::model::ids::QuestionId;
use crate::model::tree::{ById, Resolved, Way};

/// `docs/format.md#9-exploring`: every way ends without `if`, questions do not lead in a circle, and every outcome
/// that reads the bounds names one for a clash, unless nothing can clash. Then a walk always ends, whatever is not yet proven.
pub(super) fn sound_by_form(tree: &Resolved) -> bool {
    let otherwise = |way: &Way<ById>| way.routes.last().is_some_and(|route| route.condition.is_none());
    let complete = |question: QuestionId| {
        let asked = &tree.questions[question];
        let always = asked.way.is_some() || asked.answers.iter().all(|answer| answer.way.is_some());
        always && asked.ways().all(|(_, way)| otherwise(way))
    };
    tree.questions.ids().all(complete)
        && !Reach::of(tree).looped.contains(&true)
        && (!may_clash(tree)
            || tree.outcomes.iter().all(|outcome| !outcome.rung.reads_bounds() || outcome.conflict.is_some()))
}

/// Whether some bound sets a firm floor: without one no ceiling lies below it.
fn may_clash(tree: &Resolved) -> bool {
    let answers = tree.questions.iter().flat_map(|question| &question.answers).filter_map(|it| it.at_least.as_ref());
    let own = tree.bounds.iter().filter_map(|it| it.at_least.as_ref());
    answers.chain(own).any(|bound| !bound.yields)
}
