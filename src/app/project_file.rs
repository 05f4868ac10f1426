//! Project files on this machine.

use crate::app::faults::faults;
use crate::app::system;
use crate::bilingual;
use crate::model::project::Project;
use crate::source::parse::read_project;
use crate::text::language::Language;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Reads a project file; a wrong one is refused with what is wrong.
pub(crate) fn read(path: &Path, language: Language) -> Result<Project> {
    let shown = system::shown(path);
    let (project, sources, findings) = read_project(&shown, &system::bytes(path, language)?);
    match project {
        Some(project) if findings.is_empty() => Ok(project),
        _ => bail!(
            "{}\n{}",
            bilingual!(
                "`{shown}` is geen bruikbaar projectbestand",
                "`{shown}` is not a usable project file",
                shown = &shown
            )
            .to(language),
            faults(&sources, &findings, language)
        ),
    }
}

/// The folder with projects: the one that was named, else `BESLISBOOM_PROJECTS`.
pub(crate) fn folder(named: Option<&Path>, language: Language) -> Result<PathBuf> {
    let set = std::env::var_os("BESLISBOOM_PROJECTS").filter(|folder| !folder.is_empty());
    let folder = named.map(Path::to_owned).or_else(|| set.map(PathBuf::from));
    folder.with_context(|| {
        language
            .pick(
                "in welke map staan je projecten? Noem haar, of zet haar in BESLISBOOM_PROJECTS",
                "in which folder are your projects? Name it, or put it in BESLISBOOM_PROJECTS",
            )
            .to_owned()
    })
}

/// The projects in a folder.
pub(crate) struct Found {
    /// By name of their files.
    pub(crate) projects: Vec<(PathBuf, Project)>,
    /// What is wrong with those that cannot be read.
    pub(crate) faults: Vec<String>,
}

/// Every project file in a folder. Other files are none of its business.
pub(crate) fn all(folder: &Path, language: Language) -> Result<Found> {
    let shown = system::shown(folder);
    let cannot = || {
        bilingual!("kan de map `{shown}` niet lezen", "cannot read the folder `{shown}`", shown = &shown)
            .to(language)
            .to_owned()
    };
    let entries = std::fs::read_dir(folder).with_context(cannot)?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.is_file() && path.extension().is_some_and(|end| end == "yaml" || end == "yml"));
    paths.sort();
    let mut found = Found { projects: Vec::new(), faults: Vec::new() };
    for path in paths {
        let bytes = system::bytes(&path, language)?;
        if !is_project(&bytes) {
            continue;
        }
        match read(&path, language) {
            Ok(project) => found.projects.push((path, project)),
            Err(fault) => found.faults.push(format!("{fault:#}")),
        }
    }
    Ok(found)
}

/// Whether a file says on a line of its own that it is a project.
fn is_project(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.lines()
        .any(|line| line.strip_prefix("kind:").is_some_and(|kind| kind.trim().trim_matches(['"', '\'']) == "project"))
}
