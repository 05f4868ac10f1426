//! What is known before the first question: a replies file, `--set`.

use crate::app::system;
use crate::bilingual;
use crate::model::replies::Replies;
use crate::model::tree::Tree;
use crate::output::report::Occasion;
use crate::source::parse::{RepliesFile, read_replies, read_set};
use crate::source::resolve::{fit as fit_replies, question_named};
use crate::source::shipped;
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Result, bail};
use std::path::Path;

/// What is known already, fitted to a tree.
pub(crate) struct Fitted {
    pub(crate) replies: Replies,
    pub(crate) occasion: Occasion,
    /// What there is to say about it.
    pub(crate) remarks: Vec<String>,
    /// Whether something did not fit and was left out.
    pub(crate) left_out: bool,
}

impl Fitted {
    /// Says what there is to say, where nobody is being asked anything.
    pub(crate) fn tell(&self) {
        self.remarks.iter().for_each(|remark| system::tell(remark));
    }
}

/// Reads a replies file; a wrong one is refused with what is wrong.
pub(crate) fn read_file(path: &Path, language: Language) -> Result<RepliesFile> {
    let shown = sanitize::line(&path.display().to_string());
    let (file, sources, findings) = read_replies(&shown, &system::bytes(path, language)?);
    let mut lines = Vec::new();
    for finding in &findings {
        let (line, column) = sources.line_and_column(finding.place);
        let hint = finding.hint.as_ref().map(|hint| format!(" ({})", hint.to(language))).unwrap_or_default();
        lines.push(sanitize::line(&format!("{shown}:{line}:{column}: {}{hint}", finding.message.to(language))));
    }
    match file {
        Some(file) if findings.is_empty() => Ok(file),
        _ => bail!(
            "{}\n{}",
            bilingual!(
                "`{shown}` is geen bruikbaar antwoordenbestand",
                "`{shown}` is not a usable replies file",
                shown = &shown
            )
            .to(language),
            lines.join("\n")
        ),
    }
}

/// The tree that a replies file answers.
fn tree_of(file: Option<&RepliesFile>) -> Option<String> {
    let file = file?;
    file.tree_file.clone().filter(|path| Path::new(path).exists()).or_else(|| Some(file.tree.clone()?.text))
}

/// The tree that was named, else the one that a replies file answers, else the one that everybody begins with.
pub(crate) fn tree_name(named: Option<&str>, file: Option<&RepliesFile>) -> String {
    named.map(str::to_owned).or_else(|| tree_of(file)).unwrap_or_else(|| shipped::DEFAULT_TREE.to_owned())
}

/// Fits what is known to the tree. What no longer fits in a file is named and left out; what does not
/// fit on the command line is refused, and then there is nothing.
pub(crate) fn fit(
    tree: &Tree,
    typed: &[String],
    file: Option<RepliesFile>,
    language: Language,
) -> Result<Option<Fitted>> {
    let file = file.unwrap_or_default();
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
    let (mut replies, misfits) = fit_replies(&**tree, &file.replies);
    for misfit in &misfits {
        left_out = true;
        let hint = misfit.hint.as_ref().map(|hint| format!(" ({})", hint.to(language))).unwrap_or_default();
        remarks.push(sanitize::line(&format!(
            "{}: {}{hint}",
            language.pick("Weggelaten", "Left out"),
            misfit.message.to(language)
        )));
    }
    let mut set = Vec::new();
    for text in typed {
        match read_set(text) {
            Some(pair) => set.push(pair),
            None => bail!(
                "{}",
                bilingual!("`--set {text}` is geen vraag=antwoord", "`--set {text}` is not question=answer")
                    .to(language)
            ),
        }
    }
    let (more, misfits) = fit_replies(&**tree, &set);
    for misfit in &misfits {
        let hint = misfit.hint.as_ref().map(|hint| format!("\n  {}", hint.to(language))).unwrap_or_default();
        system::tell(&sanitize::lines(&format!(
            "{}: --set {}: {}{hint}",
            language.pick("fout", "error"),
            misfit.question.text,
            misfit.message.to(language)
        )));
    }
    if !misfits.is_empty() {
        return Ok(None);
    }
    replies.extend(more);
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
    let notes = known.into_iter().filter_map(|(word, note)| Some((question_named(&**tree, &word.text)?, note.clone())));
    let occasion = Occasion {
        project: file.project,
        part: file.part,
        notes: notes.collect(),
        chosen: file.chosen.map(|(rung, because)| (rung.text, because)),
        date: String::new(),
    };
    Ok(Some(Fitted { replies, occasion, remarks, left_out }))
}
