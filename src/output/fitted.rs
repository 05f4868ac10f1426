//! Replies from a file held against a tree: what fits, and what there is to say of what does not.

use crate::bilingual;
use crate::model::replies::Replies;
use crate::model::tree::Tree;
use crate::output::report::Occasion;
use crate::source::parse::RepliesFile;
use crate::source::resolve::{fit, question_named};
use crate::text::language::Language;
use crate::text::sanitize;

/// What is known already, fitted to a tree.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// The replies that fit.
    pub replies: Replies,
    /// What else a person brought; the day, and what has run out by it, are open.
    pub occasion: Occasion,
    /// What there is to say about it.
    pub remarks: Vec<String>,
    /// Whether something did not fit and was left out.
    pub left_out: bool,
}

impl Fitted {
    /// Fits a file to a tree, which may be another version than the one it was written for. What no longer
    /// fits is named and left out.
    pub fn of(tree: &Tree, file: RepliesFile, language: Language) -> Fitted {
        let (mut remarks, mut left_out) = (Vec::new(), false);
        if let Some(other) = file.tree.as_ref().filter(|other| other.text != tree.id.text) {
            let (theirs, ours) = (&other.text, &tree.id.text);
            let said = bilingual!(
                "Let op: deze antwoorden horen bij `{theirs}`, niet bij `{ours}`.",
                "Mind: these replies belong to `{theirs}`, not to `{ours}`."
            );
            remarks.push(sanitize::line(said.to(language)));
        } else if file.hash.as_ref().is_some_and(|hash| *hash != tree.hash) {
            let said = language.pick(
                "Let op: de boom is veranderd sinds deze antwoorden. Wat nog past, telt mee.",
                "Mind: the tree has changed since these replies. What still fits, counts.",
            );
            remarks.push(said.to_owned());
        }
        let (replies, misfits) = fit(&**tree, &file.replies);
        for misfit in &misfits {
            left_out = true;
            let hint = misfit.hint.as_ref().map(|hint| format!(" ({})", hint.to(language))).unwrap_or_default();
            remarks.push(sanitize::line(&format!(
                "{}: {}{hint}",
                language.pick("Weggelaten", "Left out"),
                misfit.message.to(language)
            )));
        }
        let (known, unknown): (Vec<_>, Vec<_>) =
            file.notes.iter().partition(|(word, _)| question_named(&**tree, &word.text).is_some());
        for (word, _) in unknown {
            left_out = true;
            let name = &word.text;
            let said = bilingual!(
                "Weggelaten: een notitie bij `{name}`, een vraag die er niet is",
                "Left out: a note on `{name}`, a question that is not there"
            );
            remarks.push(sanitize::line(said.to(language)));
        }
        let notes =
            known.into_iter().filter_map(|(word, note)| Some((question_named(&**tree, &word.text)?, note.clone())));
        let occasion = Occasion {
            project: file.project,
            part: file.part,
            notes: notes.collect(),
            chosen: file.chosen.map(|(rung, because)| (rung.text, because)),
            ..Occasion::default()
        };
        Fitted { replies, occasion, remarks, left_out }
    }
}
