//! A tree in which every number that a method minds counts by itself: its bands are cut where a method begins or
//! ends to fit, so that a band fits a method whole or not at all.

use crate::analysis::recommend::fit::limits;
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::{Band, Decimal};
use crate::model::tree::{Resolved, Way};
use std::collections::BTreeMap;

/// By band, the pieces that were cut off it.
type Pieces = BTreeMap<(QuestionId, AnswerId), Vec<AnswerId>>;

/// The same tree with its bands cut. The pieces come after the answers that were there, and the first piece of a band
/// takes its place; whoever asks for a band gets all of it.
pub(super) fn cut(tree: &Resolved) -> Resolved {
    let mut cut = tree.clone();
    let mut pieces = Pieces::new();
    for question in tree.questions.ids() {
        let limits = limits(tree, question);
        for answer in tree.questions[question].answers.ids() {
            let Some(band) = tree.questions[question].answers[answer].band else { continue };
            let parts = parts(band, &limits);
            let own = &mut cut.questions[question].answers;
            own[answer].band = parts.first().copied();
            for part in parts.into_iter().skip(1) {
                let mut piece = own[answer].clone();
                piece.band = Some(part);
                let piece = own.push(piece);
                pieces.entry((question, answer)).or_default().push(piece);
            }
        }
    }
    if !pieces.is_empty() {
        each_condition(&mut cut, &mut |condition| {
            *condition = condition.map(&mut |entry| widened(entry, &pieces));
        });
    }
    cut
}

/// A band in parts, from low to high.
fn parts(band: Band, limits: &[Decimal]) -> Vec<Band> {
    let inside = |limit: &&Decimal| {
        band.from.is_none_or(|from| **limit > from) && band.below.is_none_or(|below| **limit < below)
    };
    let mut parts = vec![band];
    for &limit in limits.iter().filter(inside) {
        if let Some(last) = parts.last_mut() {
            last.below = Some(limit);
        }
        parts.push(Band { from: Some(limit), below: band.below });
    }
    parts
}

/// An entry that asks for the pieces of a band as well.
fn widened(entry: &Entry, pieces: &Pieces) -> Entry {
    match entry {
        Entry::Question(question, answers) => {
            let more = answers.iter().filter_map(|answer| pieces.get(&(*question, *answer))).flatten();
            Entry::Question(*question, answers.iter().chain(more).copied().collect())
        }
        other => other.clone(),
    }
}

/// Changes every condition of a tree and its catalogues.
fn each_condition(tree: &mut Resolved, change: &mut dyn FnMut(&mut Condition<Entry>)) {
    for question in &mut tree.questions {
        let ways = question.answers.iter_mut().filter_map(|it| it.way.as_mut()).chain(question.way.as_mut());
        let routes = ways.flat_map(|way: &mut Way<_>| &mut way.routes);
        routes.filter_map(|route| route.condition.as_mut()).for_each(&mut *change);
    }
    tree.bounds.iter_mut().filter_map(|bound| bound.condition.as_mut()).for_each(&mut *change);
    for catalogue in &mut tree.catalogues {
        for method in &mut catalogue.methods {
            let all = method.suits.iter_mut().chain(&mut method.needs).chain(&mut method.avoid);
            all.for_each(&mut *change);
        }
        catalogue.advice.iter_mut().filter_map(|advice| advice.condition.as_mut()).for_each(&mut *change);
        let values = catalogue.words.iter_mut().flat_map(|word| &mut word.values);
        values.for_each(|(_, holds)| change(holds));
    }
}
