//! Replies from a file held against a tree: what fits, and what there is to say of what does not.

use crate::analysis::plan::Choice;
use crate::bilingual;
use crate::model::condition::Word;
use crate::model::ids::QuestionId;
use crate::model::replies::Replies;
use crate::model::tree::Tree;
use crate::output::report::Occasion;
use crate::source::parse::RepliesFile;
use crate::source::resolve::{fit, question_named, written};
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
        } else if is_older(tree, &file) {
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
        let (choice, unknown) = methods(tree, &file);
        for id in unknown {
            left_out = true;
            let said = bilingual!(
                "Weggelaten: de werkvorm `{id}`, die er niet is",
                "Left out: the method `{id}`, which is not there"
            );
            remarks.push(sanitize::line(said.to(language)));
        }
        let occasion = Occasion {
            project: file.project,
            part: file.part,
            notes: notes.collect(),
            chosen: file.chosen.map(|(rung, because)| (rung.text, because)),
            choice,
            ..Occasion::default()
        };
        Fitted { replies, occasion, remarks, left_out }
    }
}

/// The methods that a file wants in and out of the approach, and those that the tree does not have.
fn methods(tree: &Tree, file: &RepliesFile) -> (Choice, Vec<String>) {
    let there = |word: &&Word| tree.methods().any(|it| it.id.text == word.text);
    let texts = |words: Vec<&Word>| words.into_iter().map(|word| word.text.clone()).collect::<Vec<_>>();
    let (with, strangers): (Vec<&Word>, Vec<&Word>) = file.with.iter().partition(there);
    let (without, more): (Vec<&Word>, Vec<&Word>) = file.without.iter().partition(there);
    let choice = Choice { with: texts(with), without: texts(without) };
    (choice, texts([strangers, more].concat()))
}

/// Whether a file was written for another version of the tree. An address has no room for the hash: there the
/// version tells.
fn is_older(tree: &Tree, file: &RepliesFile) -> bool {
    match &file.hash {
        Some(hash) => *hash != tree.hash,
        None => file.version.as_ref().is_some_and(|version| *version != tree.version),
    }
}

/// What is known as a file that can be kept.
pub fn replies_file(tree: &Tree, replies: &Replies, occasion: &Occasion) -> RepliesFile {
    let word = |text: &str| Word { text: text.to_owned(), ..Word::default() };
    let note = |(question, note): (&QuestionId, &String)| (word(&tree.questions[*question].id.text), note.clone());
    RepliesFile {
        tree: Some(word(&tree.id.text)),
        version: Some(tree.version.clone()),
        hash: Some(tree.hash.clone()),
        project: occasion.project.clone(),
        part: occasion.part.clone(),
        replies: written(tree, replies),
        notes: occasion.notes.iter().map(note).collect(),
        chosen: occasion.chosen.as_ref().map(|(rung, because)| (word(rung), because.clone())),
        with: occasion.choice.with.iter().map(|id| word(id)).collect(),
        without: occasion.choice.without.iter().map(|id| word(id)).collect(),
        tree_file: None,
    }
}
