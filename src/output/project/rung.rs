//! The rung of a part of a project.

use crate::model::ladder::Rung;
use crate::output::report::Report;

/// The rung that was chosen, else the one that is advised, where that is one.
pub(super) fn rung<'r>(advice: &'r Report<'_>) -> Option<&'r Rung> {
    let chosen = advice.occasion.chosen.as_ref().and_then(|(id, _)| advice.tree.ladder.as_ref()?.rung(id));
    let advised = match advice.evaluation.landings[..] {
        [landing] => landing.rung,
        _ => None,
    };
    chosen.or(advised).map(|rung| advice.tree.rung(rung))
}

/// What people are promised, by part.
pub(super) fn promises(advices: &[Report<'_>]) -> Vec<String> {
    let one = |advice: &Report<'_>| Some(of_part(advice, rung(advice)?.promise.as_ref()?));
    told(advices, one)
}

/// The core question that goes with the rung, by part.
pub(super) fn questions(advices: &[Report<'_>]) -> Vec<String> {
    let one = |advice: &Report<'_>| Some(of_part(advice, rung(advice)?.ask.as_ref()?));
    told(advices, one)
}

fn told(advices: &[Report<'_>], one: impl Fn(&Report<'_>) -> Option<(Option<String>, String)>) -> Vec<String> {
    let told: Vec<(Option<String>, String)> = advices.iter().filter_map(one).collect();
    // What is the same of every part needs no part before it.
    if told.iter().all(|(_, text)| *text == told[0].1) {
        return told.into_iter().take(1).map(|(_, text)| text).collect();
    }
    told.into_iter().map(|(part, text)| part.map_or(text.clone(), |part| format!("{part}: {text}"))).collect()
}

fn of_part(advice: &Report<'_>, text: &str) -> (Option<String>, String) {
    (advice.occasion.part.clone(), text.to_owned())
}
