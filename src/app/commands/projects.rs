//! `projects`: the projects in a folder, each with its rung, its stage and what is due.

use crate::app::cli::{Global, ProjectsArgs as Args};
use crate::app::commands::project_trees::ProjectTrees;
use crate::app::ending::Ending;
use crate::app::look::{is_for_here, show};
use crate::app::project_file;
use crate::app::system;
use crate::model::project::Project;
use crate::output::project::{ProjectLine, projects_overview};
use crate::output::report::Report;
use crate::text::language::Language;
use anyhow::Result;
use std::path::PathBuf;

/// Lists the projects; one that cannot be read is named and left out, and so is a part with a tree that cannot be used.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    is_for_here(args.shown.format, language)?;
    let folder = project_file::folder(args.folder.as_deref(), language)?;
    let found = project_file::all(&folder, language)?;
    let trees = ProjectTrees::of(found.projects.iter().map(|(_, project)| project), global, language);
    let of_trees = |(path, project): &(PathBuf, Project)| trees.faults(&system::shown(path), project, language);
    let mut faults = found.faults;
    faults.extend(found.projects.iter().flat_map(of_trees));
    let today = system::today();
    let lines = found.projects.iter().map(|(_, project)| line(project, &trees, &today, language)).collect();
    show(&projects_overview(lines, language), args.shown.format, global, language)?;
    faults.iter().for_each(|fault| system::tell(fault));
    Ok(if faults.is_empty() { Ending::Fine } else { Ending::Remarks })
}

fn line(project: &Project, trees: &ProjectTrees, today: &str, language: Language) -> ProjectLine {
    let fitted = trees.fitted(project, language);
    let reports: Vec<Report<'_>> = fitted
        .iter()
        .map(|(opened, fitted)| Report::new(&opened.tree, &fitted.replies, &fitted.occasion, language))
        .collect();
    ProjectLine::of(project, &reports, trees.is_judged(project, language), today, language)
}
