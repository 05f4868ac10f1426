//! Project files on this machine.

use crate::app::atomic_file::{BESIDE, bare};
use crate::app::faults::faults;
use crate::app::system;
use crate::bilingual;
use crate::model::case::Case;
use crate::model::project::Project;
use crate::source::parse::{RepliesFile, read_project};
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Reads a project file; a wrong one is refused with what is wrong.
pub(crate) fn read(path: &Path, language: Language) -> Result<Project> {
    parsed(path, &system::bytes(path, language)?, language)
}

/// The project in the bytes of a file.
fn parsed(path: &Path, bytes: &[u8], language: Language) -> Result<Project> {
    let shown = system::shown(path);
    let (project, sources, findings) = read_project(&shown, bytes);
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

/// A folder with projects.
#[derive(Clone, Debug)]
pub(crate) struct ProjectFolder {
    pub(crate) path: PathBuf,
    /// Somebody named it, here or in `BESLISBOOM_PROJECTS`.
    pub(crate) chosen: bool,
}

impl ProjectFolder {
    /// The folder that was named, else `BESLISBOOM_PROJECTS`, else one among somebody's documents.
    pub(crate) fn of(named: Option<&Path>) -> Option<ProjectFolder> {
        let set = std::env::var_os("BESLISBOOM_PROJECTS").filter(|folder| !folder.is_empty());
        if let Some(path) = named.map(Path::to_owned).or_else(|| set.map(PathBuf::from)) {
            return Some(ProjectFolder { path, chosen: true });
        }
        let documents = dirs::document_dir().filter(|folder| folder.is_absolute() && folder.is_dir());
        let documents = documents.or_else(system::home)?;
        Some(ProjectFolder { path: documents.join("beslisboom"), chosen: false })
    }

    /// Whether a new project can come in it; nothing is made for that.
    pub(crate) fn takes_files(&self) -> io::Result<()> {
        let there = self.path.ancestors().find(|folder| folder.exists());
        let there = there.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        tempfile::tempfile_in(there).map(|_| ()).map_err(bare)
    }

    /// Makes it where it is not there; one that nobody chose is its owner's alone, since notes are in it.
    pub(crate) fn make(&self) -> io::Result<()> {
        if self.chosen { std::fs::create_dir_all(&self.path) } else { make_private(&self.path) }
    }
}

/// Unix only: elsewhere documents are their owner's already.
#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// The folder with projects; that there is none is a fault, said with what to do.
pub(crate) fn folder(named: Option<&Path>, language: Language) -> Result<PathBuf> {
    let folder = ProjectFolder::of(named).with_context(|| {
        language
            .pick(
                "in welke map staan je projecten? Noem haar, of zet haar in BESLISBOOM_PROJECTS",
                "in which folder are your projects? Name it, or put it in BESLISBOOM_PROJECTS",
            )
            .to_owned()
    })?;
    Ok(folder.path)
}

/// The same, for what can do without one.
pub(crate) fn folder_if_any(named: Option<&Path>) -> Option<PathBuf> {
    ProjectFolder::of(named).filter(|folder| folder.chosen || folder.path.is_dir()).map(|folder| folder.path)
}

/// The cases among the projects of an organisation.
#[derive(Default)]
pub(crate) struct OwnCases {
    /// By name of their files.
    pub(crate) cases: Vec<Case>,
    /// What is wrong with those that cannot be read.
    pub(crate) faults: Vec<String>,
}

/// The projects in a folder that others can learn from, without the one in a file of its own.
pub(crate) fn cases(folder: &Path, without: Option<&Path>, language: Language) -> Result<OwnCases> {
    let found = all(folder, language)?;
    let same = |path: &Path| without.is_some_and(|other| path.canonicalize().ok() == other.canonicalize().ok());
    let case = |(path, project): (PathBuf, Project)| {
        let id = sanitize::line(&path.file_stem()?.to_string_lossy());
        (Case::teaches(&project) && !same(&path)).then_some(Case { id, project, shipped: false })
    };
    Ok(OwnCases { cases: found.projects.into_iter().filter_map(case).collect(), faults: found.faults })
}

/// The same for an advice, without the project that it is about, by its file and by its name. A file that cannot be read
/// is another project's trouble: `projects` and `cases` name it.
pub(crate) fn cases_beside(folder: Option<&Path>, own: Option<&Path>, name: Option<&str>) -> Arc<[Case]> {
    let found = folder.and_then(|folder| cases(folder, own, Language::default()).ok()).unwrap_or_default();
    let is_other = |case: &Case| name.is_none_or(|name| !same_name(&case.project.name, name));
    found.cases.into_iter().filter(is_other).collect()
}

/// The projects in a folder.
pub(crate) struct Found {
    /// By name of their files.
    pub(crate) projects: Vec<(PathBuf, Project)>,
    /// What is wrong with those that cannot be read.
    pub(crate) faults: Vec<String>,
}

/// The project in a file; `None` where the file is about something else.
pub(crate) fn read_if_project(path: &Path, language: Language) -> Option<Result<Project>> {
    match system::bytes(path, language) {
        Ok(bytes) if !is_project(&bytes) => None,
        Ok(bytes) => Some(parsed(path, &bytes, language)),
        Err(fault) => Some(Err(fault)),
    }
}

/// Every project file in a folder. Other files are none of its business.
pub(crate) fn all(folder: &Path, language: Language) -> Result<Found> {
    let shown = system::shown(folder);
    let cannot = || {
        bilingual!("kan de map `{shown}` niet lezen", "cannot read the folder `{shown}`", shown = &shown)
            .to(language)
            .to_owned()
    };
    let one = |path: PathBuf| Some(read_if_project(&path, language)?.map(|project| (path, project)));
    let read: Vec<Result<(PathBuf, Project)>> =
        files(folder).with_context(cannot)?.into_par_iter().filter_map(one).collect();
    let mut found = Found { projects: Vec::new(), faults: Vec::new() };
    for project in read {
        match project {
            Ok(project) => found.projects.push(project),
            Err(fault) => found.faults.push(format!("{fault:#}")),
        }
    }
    Ok(found)
}

/// The file of the project of this name.
pub(crate) fn named(folder: &Path, name: &str) -> Option<PathBuf> {
    let is_it = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_default();
        is_project(&bytes) && read_project("", &bytes).0.is_some_and(|project| same_name(&project.name, name))
    };
    files(folder).ok()?.into_iter().find(is_it)
}

/// The file of a project that is named by its file, or by its name in the folder with projects.
pub(crate) fn found(project: &Path, language: Language) -> Result<PathBuf> {
    if project.exists() {
        return Ok(project.to_owned());
    }
    let name = project.to_string_lossy();
    let folder = ProjectFolder::of(None);
    folder.and_then(|folder| named(&folder.path, &name)).with_context(|| {
        let shown = system::shown(project);
        let said = bilingual!(
            "er is geen bestand `{shown}`, en geen project van die naam in je map met projecten",
            "there is no file `{shown}`, and no project of that name in your folder with projects"
        );
        said.to(language).to_owned()
    })
}

/// Whether two names are one to people.
pub(crate) fn same_name(one: &str, two: &str) -> bool {
    one.trim().to_lowercase() == two.trim().to_lowercase()
}

/// A project that was kept.
#[derive(Debug)]
pub(crate) struct KeptProject {
    pub(crate) path: PathBuf,
    /// When the file was last written.
    pub(crate) saved: SystemTime,
    pub(crate) project: Project,
}

impl KeptProject {
    /// What was replied in one of its parts, with the name of the project.
    pub(crate) fn replies(&self, part: usize) -> RepliesFile {
        RepliesFile { project: Some(self.project.name.clone()), ..self.project.parts[part].clone() }
    }
}

/// Every project in a folder that can be read, the last saved first; of the others it is said what is wrong.
pub(crate) fn kept(folder: &Path, language: Language) -> Result<Vec<KeptProject>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let found = all(folder, language)?;
    found.faults.iter().for_each(|fault| system::tell(fault));
    let kept = found.projects.into_iter().map(|(path, project)| KeptProject { saved: saved(&path), path, project });
    let mut kept: Vec<KeptProject> = kept.collect();
    kept.sort_by(|one, two| two.saved.cmp(&one.saved).then_with(|| one.path.cmp(&two.path)));
    Ok(kept)
}

/// When a file was last written.
pub(crate) fn saved(path: &Path) -> SystemTime {
    std::fs::metadata(path).and_then(|about| about.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// The YAML files of a folder, by name. What a process left half-written when it was killed goes after an hour.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)?.filter_map(Result::ok) {
        let path = entry.path();
        let is_temporary = entry.file_name().to_string_lossy().starts_with(BESIDE);
        if is_temporary && age(&path) > Duration::from_secs(3600) {
            let _ = std::fs::remove_file(&path);
        } else if path.extension().is_some_and(|end| end == "yaml" || end == "yml") && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn age(path: &Path) -> Duration {
    let saved = std::fs::metadata(path).and_then(|about| about.modified()).ok();
    saved.and_then(|saved| SystemTime::now().duration_since(saved).ok()).unwrap_or_default()
}

/// Whether a file says that it is a project: on a line of its own, or anywhere in one map in braces.
pub(crate) fn is_project(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let says = |line: &str| {
        let line = line.trim_start_matches(['"', '\'']).strip_prefix("kind");
        let value = line.and_then(|rest| rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':'));
        value.is_some_and(|value| value.trim_start().trim_start_matches(['"', '\'']).starts_with("project"))
    };
    if text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        text.split(['{', ',']).any(|piece| says(piece.trim()))
    } else {
        text.lines().any(says)
    }
}
