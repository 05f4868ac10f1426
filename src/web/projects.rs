//! Projects that are kept somewhere: what a page may ask of that place. A page names a project by its id alone; where
//! that is, only the place itself knows.

use crate::bilingual;
use crate::model::project::Project;
use crate::source::parse::{RepliesFile, write_project, write_replies};
use crate::text::language::Bilingual;
use crate::text::sanitize::line;
use crate::web::http::Pair;
use sha2::{Digest, Sha256};
use std::fmt::Debug;

const PROJECT: &str = "project.file";
const NUMBER: &str = "project.number";
const SEEN: &str = "project.seen";

/// A place with projects.
pub trait ProjectStore: Debug + Send + Sync {
    /// Every project, the last saved first.
    fn all(&self) -> Result<StoredProjects, Unsaved>;

    /// The project of this id, as it is now.
    fn read(&self, id: &str) -> Result<StoredProject, Unsaved>;

    /// Keeps a part: in a place, or as a project of its own. Says where it is then.
    fn save(&self, place: Option<&Place>, part: &RepliesFile) -> Result<Place, Unsaved>;

    /// Changes a project that is as it was seen ([`project_mark`]), and gives it as it is then.
    fn update(&self, id: &str, seen: &str, change: &dyn Fn(&mut Project)) -> Result<StoredProject, Unsaved>;
}

/// The projects in a place.
#[derive(Debug, Default)]
pub struct StoredProjects {
    /// Those that can be read.
    pub projects: Vec<StoredProject>,
    /// What is said of those that cannot.
    pub faults: Vec<Bilingual>,
}

/// A project that is kept.
#[derive(Debug)]
pub struct StoredProject {
    /// What addresses call it.
    pub id: String,
    /// When it was last saved, such as `2026-11-22 14:05`.
    pub saved: String,
    /// What is in it.
    pub project: Project,
}

/// Where a conversation is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The id of the project.
    pub project: String,
    /// The number of the part and its [`mark`], once it is there; else it becomes a part.
    pub part: Option<(usize, String)>,
}

/// Why nothing was kept or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// There is no project of this id.
    Gone,
    /// There is a project of this name already: this one.
    Exists(String),
    /// Another process has it open.
    Busy,
    /// Somebody else changed it since it was seen.
    Changed,
    /// There is a fault in its file.
    Wrong,
    /// What else stands in the way.
    Other(Bilingual),
}

impl Unsaved {
    /// The reason, in a sentence.
    pub(super) fn said(&self) -> Bilingual {
        match self {
            Unsaved::Gone => bilingual!("Dit project is er niet meer.", "This project is not there any more."),
            Unsaved::Exists(_) => {
                bilingual!("Er is al een project met deze naam.", "There is a project of this name already.")
            }
            Unsaved::Busy => bilingual!(
                "Dit project is al open in een ander venster. Ga daar verder, of sluit het daar eerst.",
                "This project is open in another window. Go on there, or close it there first."
            ),
            Unsaved::Changed => bilingual!(
                "Iemand anders heeft dit project intussen veranderd. Daar schrijven we niet overheen.",
                "Somebody else has changed this project meanwhile. We do not write over that."
            ),
            Unsaved::Wrong => bilingual!(
                "In het bestand van dit project staat een fout. Kijk ernaar met `beslisboom check`.",
                "There is a fault in the file of this project. Look at it with `beslisboom check`."
            ),
            Unsaved::Other(reason) => {
                let (dutch, english) = (line(&reason.dutch), line(&reason.english));
                bilingual!("Het lukt niet: {dutch}.", "It does not work: {english}.")
            }
        }
    }

    /// The status of a page that says so.
    pub(super) fn status(&self) -> u16 {
        match self {
            Unsaved::Gone => 404,
            Unsaved::Exists(_) | Unsaved::Busy | Unsaved::Changed => 409,
            Unsaved::Wrong => 422,
            Unsaved::Other(_) => 500,
        }
    }
}

impl Place {
    /// The place in an address.
    pub(super) fn read(pairs: &[Pair]) -> Option<Place> {
        let value = |key: &str| pairs.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value.clone());
        let number = value(NUMBER).and_then(|number| number.parse().ok());
        Some(Place { project: value(PROJECT)?, part: number.zip(value(SEEN)) })
    }

    /// The pairs that [`Place::read`] makes the same place of.
    pub(super) fn write(&self) -> Vec<Pair> {
        let mut pairs = vec![(PROJECT.to_owned(), self.project.clone())];
        if let Some((number, seen)) = &self.part {
            pairs.extend([(NUMBER.to_owned(), number.to_string()), (SEEN.to_owned(), seen.clone())]);
        }
        pairs
    }
}

/// What tells one state of a part from another: the same for two that are written the same. What the project is called
/// is no part of it.
pub fn mark(part: &RepliesFile) -> String {
    marked(&write_replies(&RepliesFile { project: None, ..part.clone() }))
}

/// The same of a whole project.
pub fn project_mark(project: &Project) -> String {
    marked(&write_project(project))
}

fn marked(text: &str) -> String {
    Sha256::digest(text)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
