//! A conversation that is kept as a part of a project, or as its evaluation: saved after every reply, by one process at
//! a time.

use crate::analysis::walk::Walk;
use crate::app::open::Opened;
use crate::app::open_project::{OpenProject, Ours, Unsaved};
use crate::app::project_file::{self, ProjectFolder};
use crate::model::project::Project;
use crate::output::fitted::replies_file;
use crate::output::report::Occasion;
use crate::source::parse::{RepliesFile, write_project};
use std::io;
use std::path::Path;

/// The part of a project that a conversation is about.
#[derive(Debug)]
pub(crate) struct Session {
    /// Where new projects go, if there is such a place.
    folder: Option<ProjectFolder>,
    /// The project, once anything was saved, or when it was there already.
    open: Option<OpenProject>,
    place: Place,
}

/// Where in a project a conversation is kept.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// In one of its parts, once that is there.
    Part(Option<usize>),
    Evaluation,
}

impl Session {
    /// Nothing is kept yet, and nothing is made until something is saved.
    pub(crate) fn begin(folder: Option<ProjectFolder>) -> Session {
        Session { folder, open: None, place: Place::Part(None) }
    }

    /// Goes on with a part of a project, or begins a new one in it.
    pub(crate) fn in_project(
        folder: Option<ProjectFolder>,
        path: &Path,
        part: Option<usize>,
    ) -> Result<Session, Unsaved> {
        Ok(Session { folder, open: Some(OpenProject::open(path)?), place: Place::Part(part) })
    }

    /// The evaluation of a project.
    pub(crate) fn evaluation(open: OpenProject) -> Session {
        Session { folder: None, open: Some(open), place: Place::Evaluation }
    }

    /// The project, when the conversation is over.
    pub(crate) fn into_project(self) -> Option<OpenProject> {
        self.open
    }

    /// What was kept of this part, and its project.
    pub(crate) fn kept(&self) -> Option<RepliesFile> {
        let project = self.open.as_ref()?.project();
        let part = match self.place {
            Place::Part(number) => project.parts.get(number?)?.clone(),
            Place::Evaluation => project.evaluation.clone()?,
        };
        Some(RepliesFile { project: Some(project.name.clone()), ..part })
    }

    /// The number of the part in its project, once it is there.
    #[cfg(feature = "page")]
    pub(crate) fn part(&self) -> Option<usize> {
        match self.place {
            Place::Part(number) => number,
            Place::Evaluation => None,
        }
    }

    /// The parts of the project as it is now, if there is one.
    #[cfg(feature = "page")]
    pub(crate) fn parts(&self) -> &[RepliesFile] {
        self.open.as_ref().map_or(&[], |open| &open.project().parts)
    }

    /// Another part of the same project comes next; what was kept stays as it is.
    pub(crate) fn next_part(self) -> Session {
        Session { place: Place::Part(None), ..self }
    }

    /// The folder for new projects.
    pub(crate) fn folder(&self) -> Option<&ProjectFolder> {
        self.folder.as_ref()
    }

    /// Whether there is a project of this name in the folder.
    pub(crate) fn is_there(&self, name: &str) -> bool {
        self.folder.as_ref().is_some_and(|folder| project_file::named(&folder.path, name).is_some())
    }

    /// The file of the project, if there is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.open.as_ref().map(OpenProject::path)
    }

    /// Saves what is known as a new part, unless its project has a part that says just that.
    pub(crate) fn save_once(&mut self, replies: &RepliesFile) -> Result<(), Unsaved> {
        let folder = self.folder.as_ref().map(|folder| &folder.path);
        let path = folder.zip(replies.project.as_deref()).and_then(|(folder, name)| project_file::named(folder, name));
        if let Some(path) = path {
            let open = OpenProject::open(&path)?;
            let is_there = open.project().parts.iter().any(|part| says_the_same(part, replies));
            self.open = Some(open);
            if is_there {
                return Ok(());
            }
        }
        self.save(replies)
    }

    /// Saves what is known; the old file stands until the new one is whole.
    pub(crate) fn save(&mut self, replies: &RepliesFile) -> Result<(), Unsaved> {
        let part = RepliesFile { project: None, ..replies.clone() };
        if self.open.is_none() {
            let folder = self.folder.as_ref().ok_or(io::Error::from(io::ErrorKind::NotFound))?;
            match replies.project.as_deref().and_then(|name| project_file::named(&folder.path, name)) {
                Some(path) => self.open = Some(OpenProject::open(&path)?),
                None => {
                    self.open = Some(new_project(folder, replies.project.as_deref(), &part)?);
                    self.place = Place::Part(Some(0));
                    return Ok(());
                }
            }
        }
        let Some(open) = &mut self.open else { return Ok(()) };
        match self.place {
            Place::Evaluation => open.update(Ours::Evaluation, |project| project.evaluation = Some(part)),
            Place::Part(Some(number)) => open.update(Ours::Part(number), |project| project.parts[number] = part),
            Place::Part(None) => {
                open.update(Ours::New, |project| project.parts.push(part))?;
                self.place = Place::Part(open.project().parts.len().checked_sub(1));
                Ok(())
            }
        }
    }
}

/// Whether two parts are written alike, whatever their project.
fn says_the_same(one: &RepliesFile, other: &RepliesFile) -> bool {
    let written = |part: &RepliesFile| {
        let part = RepliesFile { project: None, ..part.clone() };
        write_project(&Project { parts: vec![part], ..Project::default() })
    };
    written(one) == written(other)
}

/// A project with this part, in a file of its own. One without a name gets a number.
pub(crate) fn new_project(
    folder: &ProjectFolder,
    name: Option<&str>,
    part: &RepliesFile,
) -> Result<OpenProject, Unsaved> {
    folder.make()?;
    for number in 1_u32.. {
        let (name, file) = match (name, number) {
            (None, _) => (format!("Project {number}"), format!("project-{number}")),
            (Some(name), 1) => (name.to_owned(), slug(name)),
            (Some(name), _) => (name.to_owned(), format!("{}-{number}", slug(name))),
        };
        let project = Project { name, parts: vec![part.clone()], ..Project::default() };
        if let Some(open) = OpenProject::create(&folder.path, &file, project)? {
            return Ok(open);
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists).into())
}

/// A name as a file can have it: `Herinrichting Dorpsstraat` becomes `herinrichting-dorpsstraat`.
fn slug(name: &str) -> String {
    let letters: String = name.to_lowercase().chars().map(|it| if it.is_alphanumeric() { it } else { '-' }).collect();
    let words: Vec<&str> = letters.split('-').filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(60).collect();
    if slug.is_empty() { "project".to_owned() } else { slug }
}

/// What a conversation keeps of itself.
pub(crate) fn kept(walk: &Walk<'_>, occasion: &Occasion, opened: &Opened) -> RepliesFile {
    let occasion = Occasion { notes: walk.notes.clone(), ..occasion.clone() };
    RepliesFile { tree_file: opened.file.clone(), ..replies_file(walk.tree(), &walk.replies, &occasion) }
}
