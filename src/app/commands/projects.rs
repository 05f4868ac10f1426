//! `projects`: the projects in a folder, each with its rung, its stage and what is due.

use crate::app::cli::{Global, ProjectsArgs as Args};
use crate::app::commands::reply_args::{Fitted, tree_name};
use crate::app::ending::Ending;
use crate::app::look::{is_for_here, show};
use crate::app::open::{Opened, open};
use crate::app::project_file;
use crate::app::system;
use crate::model::project::Project;
use crate::output::project::{ProjectLine, projects_overview};
use crate::output::report::Report;
use crate::text::language::Language;
use anyhow::Result;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Lists the projects; one that cannot be read is named and left out.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    is_for_here(args.format, language)?;
    let folder = project_file::folder(args.folder.as_deref(), language)?;
    let found = project_file::all(&folder, language)?;
    let mut trees: BTreeMap<String, Option<Opened>> = BTreeMap::new();
    for part in found.projects.iter().flat_map(|(_, project)| &project.parts) {
        if let Entry::Vacant(place) = trees.entry(tree_name(None, Some(part))) {
            let opened = open(place.key(), global, language)?;
            place.insert(opened);
        }
    }
    let today = system::today();
    let lines = found.projects.iter().map(|(_, project)| line(project, &trees, &today, language)).collect();
    show(&projects_overview(lines, language), args.format, global, language)?;
    found.faults.iter().for_each(|fault| system::tell(fault));
    Ok(if found.faults.is_empty() { Ending::Fine } else { Ending::Remarks })
}

fn line(project: &Project, trees: &BTreeMap<String, Option<Opened>>, today: &str, language: Language) -> ProjectLine {
    let fitted = project.parts.iter().filter_map(|part| {
        let opened = trees.get(&tree_name(None, Some(part)))?.as_ref()?;
        Some((opened, Fitted::of(&opened.tree, part.clone(), language)))
    });
    let fitted: Vec<(&Opened, Fitted)> = fitted.collect();
    let reports: Vec<Report<'_>> = fitted
        .iter()
        .map(|(opened, fitted)| Report::new(&opened.tree, &fitted.replies, &fitted.occasion, language))
        .collect();
    ProjectLine::of(project, &reports, today, language)
}
