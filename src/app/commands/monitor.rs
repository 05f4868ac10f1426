//! `monitor`: what all projects in a folder show together, and what that says of the tree.

use crate::analysis::monitor::{Monitor, PartResult, ProjectResult};
use crate::app::cli::{Global, MonitorArgs as Args};
use crate::app::commands::project_trees::ProjectTrees;
use crate::app::document_file::DocumentFile;
use crate::app::ending::Ending;
use crate::app::look::{is_for_here, look, show};
use crate::app::project_file;
use crate::app::system;
use crate::bilingual;
use crate::engine::evaluate::Explored;
use crate::model::project::Project;
use crate::model::replies::RepliesFile;
use crate::model::tree::Tree;
use crate::output::format::{TextLayout, WORKBOOK};
use crate::output::monitor::MonitorReport;
use crate::source::resolve::fit;
use crate::text::language::Language;
use anyhow::Result;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Reads every project in the folder and shows what they come to.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let is_workbook =
        args.out.as_ref().is_some_and(|path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx")));
    let format = WORKBOOK.as_ref().filter(|_| is_workbook).unwrap_or(args.format);
    if args.out.is_none() {
        is_for_here(format, language)?;
    }
    let file = args.out.as_deref().map(|path| DocumentFile::at(path, format, args.force, language)).transpose()?;
    let today = system::day(args.date.as_deref(), language)?;
    let since = args.since.as_deref().map(|day| system::day(Some(day), language)).transpose()?;
    let folder = project_file::folder(args.folder.as_deref(), language)?;
    let found = project_file::all(&folder, language)?;
    let trees = ProjectTrees::of(found.projects.iter().map(|(_, project)| project), global, language);
    let explored: BTreeMap<&str, Explored<'_>> =
        trees.all().map(|opened| (opened.tree.hash.as_str(), Explored::of(&opened.tree))).collect();
    let faults = found.faults;
    let read: Vec<(ProjectResult<'_>, Vec<String>)> = found
        .projects
        .into_par_iter()
        .map(|(path, project)| {
            let name = path.file_name().map(|name| system::shown(name.as_ref())).unwrap_or_default();
            result(name, project, (&trees, &explored), language)
        })
        .collect();
    let (projects, left_out): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let left_out = left_out.concat();
    let monitor = Monitor::of(&projects, &today, since.as_deref());
    let report = MonitorReport {
        projects: &projects,
        monitor: &monitor,
        faults: &faults,
        left_out: &left_out,
        today: &today,
        since: since.as_deref(),
        language,
    };
    match file {
        Some(mut file) => {
            let plain = TextLayout { width: None, ..look(global) };
            let said = file.write(&report, plain)?;
            let path = system::shown(&file.path);
            let done = bilingual!("Het overzicht staat in {path}.", "The overview is in {path}.");
            system::tell(&said.unwrap_or_else(|| done.to(language).to_owned()));
            faults.iter().chain(&left_out).for_each(|fault| system::tell(fault));
        }
        // It names what could not be read itself.
        None => show(&report, format, global, language)?,
    }
    Ok(if faults.is_empty() && left_out.is_empty() { Ending::Fine } else { Ending::Remarks })
}

/// What the parts of a project lead to, and what of it could not be taken along.
fn result<'t>(
    file: String,
    project: Project,
    (trees, explored): (&'t ProjectTrees, &BTreeMap<&str, Explored<'t>>),
    language: Language,
) -> (ProjectResult<'t>, Vec<String>) {
    let mut faults = trees.faults(&file, &project, language);
    let mut parts = Vec::new();
    for part in project.parts.iter().chain(&project.evaluation) {
        let Some(opened) = trees.tree(part) else { continue };
        if let Some(explored) = explored.get(opened.tree.hash.as_str()) {
            parts.push(part_result((&file, part), &opened.tree, explored, &mut faults, language));
        }
    }
    // The judgement afterwards came last.
    let whole = parts.len() == project.parts.len() + usize::from(project.evaluation.is_some());
    let evaluation = project.evaluation.as_ref().filter(|_| whole).and_then(|_| parts.pop());
    (ProjectResult { file, project, parts, evaluation }, faults)
}

/// What a part of a file leads to; what does not fit is added to the faults.
fn part_result<'t>(
    (file, part): (&str, &RepliesFile),
    tree: &'t Tree,
    explored: &Explored<'_>,
    faults: &mut Vec<String>,
    language: Language,
) -> PartResult<'t> {
    let (replies, misfits) = fit(&**tree, &part.replies);
    for misfit in misfits {
        let message = misfit.message.to(language);
        let said = bilingual!("`{file}`: weggelaten: {message}", "`{file}`: left out: {message}");
        faults.push(said.to(language).to_owned());
    }
    let (word, because) = part.chosen.clone().unzip();
    let chosen = word.as_ref().and_then(|word| tree.ladder.as_ref()?.rung(&word.text));
    if let (Some(word), None) = (&word, chosen) {
        let rung = &word.text;
        let said = bilingual!(
            "`{file}`: er is geen trede `{rung}`; die keuze telt niet mee",
            "`{file}`: there is no rung `{rung}`; that choice does not count"
        );
        faults.push(said.to(language).to_owned());
    }
    let evaluation = explored.evaluate(&replies);
    let finished = evaluation.is_finished(&replies);
    PartResult { tree, landings: evaluation.landings, finished, replies, chosen, because: because.flatten() }
}
