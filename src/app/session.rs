//! Conversations that are kept: a replies file per conversation, saved after every reply.

use crate::app::system::Whole;
use crate::source::parse::{RepliesFile, write_replies};
use std::path::{Path, PathBuf};

/// A conversation's file; made when the first reply is given.
#[derive(Debug)]
pub(crate) struct Session {
    path: PathBuf,
}

/// Where conversations are kept: the machine's place for a program's state.
pub(crate) fn folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || set("HOME").or_else(|| set("USERPROFILE")).map(|home| home.join(".local").join("state"));
    set("XDG_STATE_HOME").or_else(|| set("LOCALAPPDATA")).or_else(home).map(|state| state.join("beslisboom"))
}

impl Session {
    /// A new conversation about a tree. Older ones stay.
    pub(crate) fn begin(tree: &str) -> std::io::Result<Session> {
        let folder = folder().ok_or(std::io::ErrorKind::NotFound)?;
        std::fs::create_dir_all(&folder)?;
        for number in 1_u32.. {
            let path = folder.join(format!("{tree}-{number:04}.yaml"));
            match std::fs::File::create_new(&path) {
                Ok(_) => return Ok(Session { path }),
                Err(fault) if fault.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(fault) => return Err(fault),
            }
        }
        Err(std::io::ErrorKind::AlreadyExists.into())
    }

    /// The conversation that was saved last, about this tree or about any.
    pub(crate) fn latest(tree: Option<&str>) -> Option<Session> {
        let entries = std::fs::read_dir(folder()?).ok()?;
        let about = |path: &Path| {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let (name, number) = stem.rsplit_once('-').unwrap_or_default();
            number.parse::<u32>().is_ok() && tree.is_none_or(|tree| tree == name)
        };
        let mut found: Vec<(std::time::SystemTime, PathBuf)> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let kept = entry.metadata().ok()?;
                (kept.len() > 0 && about(&entry.path())).then_some((kept.modified().ok()?, entry.path()))
            })
            .collect();
        found.sort();
        found.pop().map(|(_, path)| Session { path })
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Saves what is known; the old file stands until the new one is whole.
    pub(crate) fn save(&self, file: &RepliesFile) -> anyhow::Result<()> {
        Whole::at(&self.path)?.write(&write_replies(file))
    }

    /// Lets go of a conversation in which nothing was said.
    pub(crate) fn drop_if_empty(&self) {
        if std::fs::metadata(&self.path).is_ok_and(|kept| kept.len() == 0) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
