//! What is known before the first question: a replies file, `--set`.

use crate::app::faults::faults;
use crate::app::open::Opened;
use crate::app::system;
use crate::bilingual;
pub(crate) use crate::output::fitted::Fitted;
use crate::source::parse::{RepliesFile, read_replies, read_set};
use crate::source::resolve::fit as fit_replies;
use crate::source::shipped;
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Result, bail};
use std::path::Path;

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
            faults(&sources, &findings, language)
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
    opened: &Opened,
    typed: &[String],
    file: Option<RepliesFile>,
    language: Language,
) -> Result<Option<Fitted>> {
    let tree = &opened.tree;
    let mut fitted = Fitted::of(tree, file.unwrap_or_default(), language);
    fitted.occasion.date.clone_from(&opened.day);
    fitted.occasion.expired.clone_from(&opened.expired);
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
    fitted.replies.extend(more);
    Ok(Some(fitted))
}
