//! The folder with projects that a site keeps: read and written as `walk` does it, and never a file outside of it.

use crate::app::open_project::{OpenProject, Ours, Unsaved as NotOpened};
use crate::app::project_file::{self, ProjectFolder};
use crate::app::session::Session;
use crate::app::system;
use crate::bilingual;
use crate::model::project::Project;
use crate::source::parse::{RepliesFile, read_project};
use crate::text::language::{Bilingual, Language};
use crate::text::sanitize::line;
use crate::web::projects::{Place, ProjectStore, StoredProject, StoredProjects, Unsaved, mark, project_mark};
use anyhow::{Context, Result};
use rayon::prelude::*;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// How long is waited for another request that has the same project open.
const PATIENCE: Duration = Duration::from_secs(1);

/// A folder with projects. Addresses name a file by its name, and only one that is found in the folder is opened.
#[derive(Debug)]
pub(super) struct Projects(ProjectFolder);

/// The folder at a path. One that cannot be read is refused; one that is not there is made when something is saved.
pub(super) fn at(path: &Path, language: Language) -> Result<Projects> {
    match std::fs::read_dir(path) {
        Err(fault) if fault.kind() != ErrorKind::NotFound => {
            let shown = system::shown(path);
            let said = bilingual!("kan de map `{shown}` niet lezen", "cannot read the folder `{shown}`");
            Err(fault).with_context(|| said.to(language).to_owned())
        }
        _ => Ok(Projects(ProjectFolder { path: std::path::absolute(path)?, chosen: true })),
    }
}

impl ProjectStore for Projects {
    fn all(&self) -> Result<StoredProjects, Unsaved> {
        let (files, outside) = self.files()?;
        let read = |path: PathBuf| {
            let project = project_file::read_if_project(&path, Language::default())?;
            Some((path, project))
        };
        let read: Vec<_> = files.into_par_iter().filter_map(read).collect();
        let mut found =
            StoredProjects { faults: outside.iter().map(|path| leads_out(path)).collect(), ..Default::default() };
        let mut projects: Vec<(SystemTime, StoredProject)> = Vec::new();
        for (path, project) in read {
            match project {
                Ok(project) => projects.push(stored(&path, project)),
                Err(_) => found.faults.push(unreadable(&path)),
            }
        }
        projects.sort_by(|(one, first), (two, second)| two.cmp(one).then_with(|| first.id.cmp(&second.id)));
        found.projects = projects.into_iter().map(|(_, project)| project).collect();
        Ok(found)
    }

    fn read(&self, id: &str) -> Result<StoredProject, Unsaved> {
        let path = self.file(id)?;
        let bytes = system::bytes(&path, Language::default()).map_err(|_| Unsaved::Other(unreadable(&path)))?;
        match read_project("", &bytes) {
            (Some(project), _, findings) if findings.is_empty() => Ok(stored(&path, project).1),
            _ => Err(Unsaved::Wrong),
        }
    }

    fn save(&self, place: Option<&Place>, part: &RepliesFile) -> Result<Place, Unsaved> {
        let mut session = match place {
            Some(place) => self.opened(&self.file(&place.project)?, place.part.as_ref().map(|(number, _)| *number))?,
            None => match part.project.as_deref().and_then(|name| project_file::named(&self.0.path, name)) {
                Some(path) => self.same_again(&path, part)?,
                None => Session::begin(Some(self.0.clone())),
            },
        };
        let ours = mark(part);
        match place.and_then(|place| place.part.as_ref()) {
            Some((_, seen)) => match session.kept().map(|now| mark(&now)) {
                Some(now) if now == ours => {}
                Some(now) if now == *seen => session.save(part).map_err(told)?,
                _ => return Err(Unsaved::Changed),
            },
            // A form that is sent twice is kept once.
            None => match session.parts().iter().position(|there| mark(there) == ours) {
                Some(number) => return Ok(Place { project: id_of(&session), part: Some((number, ours)) }),
                None => session.save(part).map_err(told)?,
            },
        }
        Ok(Place { project: id_of(&session), part: session.part().map(|number| (number, ours)) })
    }

    fn update(&self, id: &str, seen: &str, change: &dyn Fn(&mut Project)) -> Result<StoredProject, Unsaved> {
        let path = self.file(id)?;
        let mut open = patiently(|| OpenProject::open(&path))?;
        if project_mark(open.project()) != seen {
            return Err(Unsaved::Changed);
        }
        open.update(Ours::Rest, |project| change(project)).map_err(told)?;
        Ok(stored(&path, open.project().clone()).1)
    }
}

/// Tries again for a moment where another request has the project open.
fn patiently<T>(open: impl Fn() -> Result<T, NotOpened>) -> Result<T, Unsaved> {
    let began = Instant::now();
    loop {
        match open() {
            Err(NotOpened::Busy) if began.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(20)),
            opened => return opened.map_err(told),
        }
    }
}

impl Projects {
    /// The YAML files that are in the folder, and those that a link leads out of it by.
    fn files(&self) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Unsaved> {
        let folder = match self.0.path.canonicalize() {
            Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(Default::default()),
            folder => folder.map_err(machine)?,
        };
        let files = project_file::files(&self.0.path).map_err(machine)?;
        Ok(files.into_iter().partition(|path| is_inside(path, &folder)))
    }

    /// The file of this name in the folder. The name is looked for among those there are, and never a way to one.
    fn file(&self, id: &str) -> Result<PathBuf, Unsaved> {
        let is_it = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()) == Some(id);
        self.files()?.0.into_iter().find(is_it).ok_or(Unsaved::Gone)
    }

    /// A project to be written; another request may have it open for a moment.
    fn opened(&self, path: &Path, part: Option<usize>) -> Result<Session, Unsaved> {
        patiently(|| Session::in_project(Some(self.0.clone()), path, part))
    }

    /// The project that has the name of a new one: to go on with only where this is in it already.
    fn same_again(&self, path: &Path, part: &RepliesFile) -> Result<Session, Unsaved> {
        let folder = self.0.path.canonicalize().map_err(machine)?;
        if !is_inside(path, &folder) {
            return Err(Unsaved::Other(leads_out(path)));
        }
        let session = self.opened(path, None)?;
        match session.parts().iter().any(|there| mark(there) == mark(part)) {
            true => Ok(session),
            false => Err(Unsaved::Exists(id_of(&session))),
        }
    }
}

/// Whether a file is in this folder itself, links followed.
fn is_inside(path: &Path, folder: &Path) -> bool {
    path.canonicalize().is_ok_and(|path| path.parent() == Some(folder))
}

fn stored(path: &Path, project: Project) -> (SystemTime, StoredProject) {
    let saved = project_file::saved(path);
    (saved, StoredProject { id: name(path), saved: system::moment(saved), project })
}

fn id_of(session: &Session) -> String {
    session.path().map(name).unwrap_or_default()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn machine(fault: io::Error) -> Unsaved {
    Unsaved::Other(system::said(&fault))
}

fn told(fault: NotOpened) -> Unsaved {
    match fault {
        NotOpened::Machine(fault) => machine(fault),
        NotOpened::Busy => Unsaved::Busy,
        NotOpened::Wrong(_) => Unsaved::Wrong,
        NotOpened::Changed(_) => Unsaved::Changed,
    }
}

fn unreadable(path: &Path) -> Bilingual {
    let name = line(&name(path));
    bilingual!(
        "`{name}` is niet te lezen; kijk ernaar met `beslisboom check`",
        "`{name}` cannot be read; look at it with `beslisboom check`"
    )
}

fn leads_out(path: &Path) -> Bilingual {
    let name = line(&name(path));
    bilingual!(
        "`{name}` leidt naar een bestand buiten de projectmap",
        "`{name}` leads to a file outside the project folder"
    )
}
