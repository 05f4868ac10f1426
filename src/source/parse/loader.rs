//! Where the files that a tree names are found, and which names may be looked for there.

use crate::bilingual;
use crate::model::condition::Word;
use crate::model::finding::{Finding, nearest};
use crate::source::shipped;
use crate::text::language::Bilingual;

/// Where the files that a tree names are found.
pub trait Loader {
    /// The bytes of the file at `path`, relative to the folder of the file that was read first.
    ///
    /// # Errors
    /// Says why there are none.
    fn fetch(&self, path: &str) -> Result<Vec<u8>, LoadError>;
}

impl<F: Fn(&str) -> Result<Vec<u8>, LoadError>> Loader for F {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        self(path)
    }
}

/// Why a file cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// It is not there.
    Missing,
    /// A link leads out of the folder.
    Escapes,
    /// The machine says so.
    Unreadable(Bilingual),
}

impl LoadError {
    /// The finding where a file names one that cannot be had; `folder` is where its kind ships.
    pub(super) fn finding(self, path: &Word, folder: &str) -> Finding {
        let shown = &path.text;
        match self {
            LoadError::Missing => {
                let message = bilingual!("het bestand `{shown}` is er niet", "the file `{shown}` is not there");
                let hint = bilingual!(
                    "paden gaan uit van de map van de boom; `builtin:NAAM` hoort bij het programma",
                    "paths start from the folder of the tree; `builtin:NAME` ships with the program"
                );
                let ships = shown.strip_prefix("builtin:");
                let near = ships.and_then(|name| nearest(name, shipped::names(folder)));
                let near =
                    near.map(|name| bilingual!("bedoelde je `builtin:{name}`?", "did you mean `builtin:{name}`?"));
                Finding::new("missing-file", path.place, message).hint(near.unwrap_or(hint))
            }
            LoadError::Escapes => {
                let message = bilingual!(
                    "`{shown}` ligt buiten de map van de boom",
                    "`{shown}` lies outside the folder of the tree"
                );
                let hint = bilingual!("zet het bestand in die map", "put the file in that folder");
                Finding::new("escaping-file", path.place, message).hint(hint)
            }
            LoadError::Unreadable(why) => {
                let message = bilingual!(
                    "`{shown}` is niet te lezen: {dutch}",
                    "`{shown}` cannot be read: {english}",
                    dutch = &why.dutch,
                    english = &why.english
                );
                Finding::new("missing-file", path.place, message)
            }
        }
    }
}

/// Where a `builtin:` name is kept, without its extension.
pub(super) fn shipped_path(name: &str) -> Option<String> {
    let name = name.strip_prefix("builtin:")?;
    ["ladders", "catalogues"]
        .into_iter()
        .map(|folder| format!("{folder}/{name}"))
        .find(|path| shipped::file(&format!("{path}.yaml")).is_some())
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A relative path without detours that stays within its folder; `None` where it leaves it.
pub fn within(path: &str) -> Option<String> {
    if path.starts_with(['/', '\\', '~']) || path.contains([':', '\\', '\0']) {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}
