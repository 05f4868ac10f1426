//! A project that this process writes, and no other: what somebody else puts in the file meanwhile stays.

use crate::app::atomic_file::AtomicFile;
use crate::app::file_lock::FileLock;
use crate::app::system;
use crate::bilingual;
use crate::model::project::Project;
use crate::source::parse::{read_project, write_project};
use crate::text::language::{Bilingual, Language};
use std::io;
use std::path::{Path, PathBuf};

/// A project file that is open for writing.
#[derive(Debug)]
pub(crate) struct OpenProject {
    path: PathBuf,
    /// As it was last read or written.
    project: Project,
    _lock: FileLock,
}

/// What of a project a conversation writes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ours {
    /// Something that is not there yet.
    New,
    /// One of its parts, by its place.
    Part(usize),
    /// Its evaluation.
    Evaluation,
    /// Everything but its parts.
    Rest,
}

/// Why a project was not opened or saved.
#[derive(Debug)]
pub(crate) enum Unsaved {
    Machine(io::Error),
    /// Another process has it open.
    Busy,
    /// What is in the file is wrong.
    Wrong(PathBuf),
    /// Somebody else changed what would be written over.
    Changed(PathBuf),
}

impl From<io::Error> for Unsaved {
    fn from(fault: io::Error) -> Unsaved {
        Unsaved::Machine(fault)
    }
}

impl Unsaved {
    /// That a project cannot be opened or written, with the reason.
    pub(crate) fn of(&self, path: &Path, language: Language) -> anyhow::Error {
        let (path, reason) = (system::shown_at_home(path), self.said());
        let reason = reason.to(language);
        let said = bilingual!("kan `{path}` niet bijwerken: {reason}", "cannot update `{path}`: {reason}");
        anyhow::Error::msg(said.to(language).to_owned())
    }

    /// The reason, in words for people.
    pub(crate) fn said(&self) -> Bilingual {
        match self {
            Unsaved::Machine(fault) => system::said(fault),
            Unsaved::Busy => bilingual!(
                "dit project is al open in een ander venster; ga daar verder, of sluit het daar eerst",
                "this project is open in another window; go on there, or close it there first"
            ),
            Unsaved::Wrong(path) => bilingual!(
                "in `{path}` staat een fout; kijk ernaar met `beslisboom check`",
                "there is a fault in `{path}`; look at it with `beslisboom check`",
                path = system::shown_at_home(path)
            ),
            Unsaved::Changed(path) => bilingual!(
                "iemand anders heeft `{path}` intussen veranderd; daar schrijf ik niet overheen",
                "somebody else has changed `{path}` meanwhile; I do not write over that",
                path = system::shown_at_home(path)
            ),
        }
    }
}

impl OpenProject {
    /// Opens a project file that is there.
    pub(crate) fn open(path: &Path) -> Result<OpenProject, Unsaved> {
        let lock = FileLock::take(path)?.ok_or(Unsaved::Busy)?;
        let project = read(path)?;
        Ok(OpenProject { path: path.to_owned(), project, _lock: lock })
    }

    /// Makes a project file, named after the project; `None` where there is a file of that name.
    pub(crate) fn create(folder: &Path, file: &str, project: Project) -> Result<Option<OpenProject>, Unsaved> {
        let path = folder.join(format!("{file}.yaml"));
        if path.exists() {
            return Ok(None);
        }
        let lock = FileLock::take(&path)?.ok_or(Unsaved::Busy)?;
        let mut file = AtomicFile::at(&path)?;
        file.writer().write_all(write_project(&project).as_bytes())?;
        match file.place(false) {
            Ok(_) => Ok(Some(OpenProject { path, project, _lock: lock })),
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => Ok(None),
            Err(fault) => Err(fault.into()),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn project(&self) -> &Project {
        &self.project
    }

    /// Changes what is ours in the file as it is now, and nothing else; the old file stands until the new one is whole.
    pub(crate) fn update(&mut self, ours: Ours, change: impl FnOnce(&mut Project)) -> Result<(), Unsaved> {
        let mut project = read(&self.path)?;
        if written(&project, ours) != written(&self.project, ours) {
            return Err(Unsaved::Changed(self.path.clone()));
        }
        change(&mut project);
        AtomicFile::at(&self.path)?.write(write_project(&project).as_bytes())?;
        self.project = project;
        Ok(())
    }
}

fn read(path: &Path) -> Result<Project, Unsaved> {
    match read_project("", &std::fs::read(path)?) {
        (Some(project), _, findings) if findings.is_empty() => Ok(project),
        _ => Err(Unsaved::Wrong(path.to_owned())),
    }
}

/// What is ours of a project, as it is written; words know their place in a file, so they are not compared themselves.
fn written(project: &Project, ours: Ours) -> Option<String> {
    Some(write_project(&match ours {
        Ours::New => return None,
        Ours::Evaluation => Project { evaluation: project.evaluation.clone(), ..Project::default() },
        Ours::Rest => Project { parts: Vec::new(), ..project.clone() },
        Ours::Part(number) => Project { parts: vec![project.parts.get(number)?.clone()], ..Project::default() },
    }))
}
