//! What the heading of a column names: a question, or one answer to it.

use crate::list::mapping::{TranslatedQuestion, normal};
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::tree::{ById, Question, Resolved};
use crate::source::resolve::{became, question_named};

/// So many places in a heading are tried as the end of a question.
const ENDS: usize = 8;

/// The question with this id or text, in any of the languages, or that once had this id. Forms and survey programs put
/// a number before it (`2. keuze`), or the id before the text (`keuze. Valt er iets te kiezen?`).
pub(super) fn question(tree: &Resolved, also: &[TranslatedQuestion], heading: &str) -> Option<QuestionId> {
    let rest = heading.trim_start().trim_start_matches(|letter: char| letter.is_ascii_digit());
    let unnumbered = rest.strip_prefix(['.', ')']).filter(|_| rest.len() < heading.trim_start().len());
    let with_text = || heading.split_once(". ").and_then(|(id, _)| question_named(tree, id.trim()));
    named(tree, also, heading).or_else(|| named(tree, also, unnumbered?)).or_else(with_text)
}

fn named(tree: &Resolved, also: &[TranslatedQuestion], heading: &str) -> Option<QuestionId> {
    let wanted = normal(heading);
    let same = |text: &str| normal(text) == wanted;
    let by_id = tree.questions.position(|question| same(&question.id.text));
    let by_text = || tree.questions.position(|question| same(&question.ask));
    let once = || tree.questions.position(|question| question.was.iter().any(|old| same(&old.text)));
    let translated = || question_named(tree, &also.iter().find(|it| same(&it.ask))?.question);
    by_id.or_else(by_text).or_else(once).or_else(translated)
}

/// The questions that an old one became, where a column that answers one of them has the name of that old one.
pub(super) fn became_of(tree: &Resolved, question: QuestionId, heading: &str) -> Vec<QuestionId> {
    let wanted = normal(heading);
    let old = tree.questions[question].was.iter().find(|old| normal(&old.text) == wanted);
    old.map_or_else(Vec::new, |old| became(tree, &old.text))
}

/// One of several answers to a question, as the template and survey programs head a column for it:
/// `QUESTION: ANSWER` or `QUESTION [ANSWER]`.
pub(super) fn option(tree: &Resolved, also: &[TranslatedQuestion], heading: &str) -> Option<(QuestionId, AnswerId)> {
    let heading = heading.trim();
    let colons = heading.match_indices(':').map(|(at, _)| (&heading[..at], &heading[at + 1..]));
    let brackets = heading
        .strip_suffix(']')
        .into_iter()
        .flat_map(|rest| rest.match_indices('[').map(|(at, _)| (&rest[..at], &rest[at + 1..])));
    colons.take(ENDS).chain(brackets.take(ENDS)).find_map(|(asked, answer)| {
        let question = question(tree, also, asked)?;
        let several = tree.questions[question].is_multiple();
        let answer = several.then(|| labelled(&tree.questions[question], also, answer))??;
        Some((question, answer))
    })
}

/// The answer with this id or label, in any of the languages.
pub(super) fn labelled(asked: &Question<ById>, also: &[TranslatedQuestion], text: &str) -> Option<AnswerId> {
    let wanted = normal(text);
    let same = |text: &str| normal(text) == wanted;
    let by_id = asked.answers.position(|answer| same(&answer.id.text));
    let by_label = || asked.answers.position(|answer| same(&answer.label));
    let translated = || {
        let labels = also.iter().filter(|it| it.question == asked.id.text).flat_map(|it| &it.labels);
        let (_, id) = labels.into_iter().find(|(label, _)| same(label))?;
        asked.answers.position(|answer| answer.id.text == *id)
    };
    by_id.or_else(by_label).or_else(translated)
}
