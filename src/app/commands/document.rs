//! `document`: what is handed out about a project, at every moment of it.

use crate::app::cli::{DocumentArgs as Args, DocumentKind, Global};
use crate::app::commands::reply_args::{self, Fitted};
use crate::app::document_file::DocumentFile;
use crate::app::ending::Ending;
use crate::app::look::{is_for_here, show};
use crate::app::open::{Opened, open_on};
use crate::app::project_file;
use crate::app::system;
use crate::bilingual;
use crate::model::project::Project;
use crate::output::format::{Chain, TextLayout};
use crate::output::project::{
    first_letter, project_evaluation, project_plan, project_report, question_sheet, report_back,
};
use crate::output::report::Report;
use crate::source::parse::RepliesFile;
use crate::source::shipped;
use crate::text::language::Language;
use anyhow::{Result, bail};
use std::sync::Arc;

/// Writes a document about a project.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    is_for_here(args.written.shown.format, language)?;
    let file = DocumentFile::wanted(&args.written, language)?;
    let project = project_file::read(&args.project, language)?;
    let date = system::day(args.date.as_deref(), language)?;
    let of_what = match args.kind {
        DocumentKind::Evaluation => project.evaluation.iter().collect(),
        _ => wanted(&project, args, language)?,
    };
    let folder = project_file::folder_if_any(args.projects.as_deref());
    let cases = project_file::cases_beside(folder.as_deref(), Some(&args.project), Some(&project.name));
    let mut parts = Vec::new();
    for part in of_what {
        let name = reply_args::tree_name(None, Some(part));
        let Some(opened) = open_on(&name, &date, global, language)? else { return Ok(Ending::Refused) };
        let replies = RepliesFile { project: Some(project.name.clone()), ..part.clone() };
        let Some(mut fitted) = reply_args::fit(&opened, &[], Some(replies), language)? else {
            return Ok(Ending::Refused);
        };
        fitted.occasion.cases = Arc::clone(&cases);
        fitted.tell();
        parts.push((opened, fitted));
    }
    let document = made(args.kind, &project, &parts, (&date, global), language)?;
    let Some(document) = document else { return Ok(Ending::Refused) };
    match file {
        Some(mut file) => {
            let plain = TextLayout { width: None, colour: false, plain: true };
            let said = file.write(&document, plain)?;
            let path = system::shown(&file.path);
            let done = bilingual!("Het document staat in {path}.", "The document is in {path}.");
            system::tell(&said.unwrap_or_else(|| done.to(language).to_owned()));
        }
        None => show(&document, args.written.shown.format, global, language)?,
    }
    Ok(if parts.iter().any(|(_, fitted)| fitted.left_out) { Ending::Remarks } else { Ending::Fine })
}

/// The parts of the project that it is about: all, or the one that was named.
fn wanted<'p>(project: &'p Project, args: &Args, language: Language) -> Result<Vec<&'p RepliesFile>> {
    let Some(name) = &args.part else { return Ok(project.parts.iter().collect()) };
    let plain = |text: &str| text.trim().to_lowercase();
    let same = |part: &&RepliesFile| part.part.as_ref().is_some_and(|part| plain(part) == plain(name));
    let found: Vec<&RepliesFile> = project.parts.iter().filter(same).collect();
    if found.is_empty() {
        let there: Vec<&str> = project.parts.iter().filter_map(|part| part.part.as_deref()).collect();
        let there = there.join(", ");
        let said = bilingual!(
            "dit project heeft geen onderdeel `{name}`; het heeft: {there}",
            "this project has no part `{name}`; it has: {there}"
        );
        bail!("{}", said.to(language));
    }
    Ok(found)
}

/// The document of a kind; `None` where its tree is wrong, and then that was said.
fn made(
    kind: DocumentKind,
    project: &Project,
    parts: &[(Opened, Fitted)],
    (date, global): (&str, &Global),
    language: Language,
) -> Result<Option<Chain>> {
    let mut chain = Chain::default();
    let reports: Vec<Report<'_>> = parts
        .iter()
        .map(|(opened, fitted)| Report::new(&opened.tree, &fitted.replies, &fitted.occasion, language))
        .collect();
    match kind {
        DocumentKind::Advice if reports.is_empty() => bail!(
            "{}",
            language.pick(
                "dit project heeft nog geen antwoorden, en dus geen advies",
                "this project has no replies yet, and so no advice"
            )
        ),
        DocumentKind::Advice => reports.iter().for_each(|report| chain.push(report)),
        DocumentKind::Plan => chain.push(&project_plan(project, &reports, language)),
        DocumentKind::Letter => chain.push(&first_letter(project, &reports, language)),
        DocumentKind::Report => chain.push(&project_report(project, &reports, language)),
        DocumentKind::Feedback => chain.push(&report_back(project, &reports, language)),
        DocumentKind::Evaluation => chain.push(&project_evaluation(project, reports.first(), language)),
        DocumentKind::Questions => {
            let sheet = |opened: &Opened, part: Option<&str>| {
                let about: Vec<&str> = [Some(project.name.as_str()), part].into_iter().flatten().collect();
                question_sheet(&opened.tree, &about, language)
            };
            for (opened, fitted) in parts {
                chain.push(&sheet(opened, fitted.occasion.part.as_deref()));
            }
            if parts.is_empty() {
                let Some(opened) = open_on(shipped::DEFAULT_TREE, date, global, language)? else { return Ok(None) };
                chain.push(&sheet(&opened, None));
            }
        }
    }
    Ok(Some(chain))
}
