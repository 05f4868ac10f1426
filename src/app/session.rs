//! Conversations that are kept: a replies file per conversation, saved after every reply, one process at a time.

use crate::analysis::walk::Walk;
use crate::app::atomic_file::AtomicFile;
use crate::app::open::Opened;
use crate::output::fitted::replies_file;
use crate::output::report::Occasion;
use crate::source::parse::{RepliesFile, read_replies, write_replies};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The file of a conversation that goes on now.
#[derive(Debug)]
pub(crate) struct Session {
    /// The tree; new conversations are named after it.
    tree: String,
    /// The file, once anything was saved, locked as long as this is there.
    file: Option<(PathBuf, File)>,
}

/// A conversation that was kept.
#[derive(Debug)]
pub(crate) struct SavedSession {
    pub(crate) path: PathBuf,
    pub(crate) saved: SystemTime,
    pub(crate) file: RepliesFile,
}

/// Where conversations are kept: the machine's place for a program's state. A relative one is no place (XDG).
pub(crate) fn folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || set("HOME").or_else(|| set("USERPROFILE")).map(|home| home.join(".local").join("state"));
    set("XDG_STATE_HOME").or_else(|| set("LOCALAPPDATA")).or_else(home).map(|state| state.join("beslisboom"))
}

/// Every conversation that can be read, the last saved first, and the files that cannot.
pub(crate) fn all() -> (Vec<SavedSession>, Vec<PathBuf>) {
    let (mut found, mut unreadable) = (Vec::new(), Vec::new());
    let Some(entries) = folder().and_then(|folder| std::fs::read_dir(folder).ok()) else { return (found, unreadable) };
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        let Ok(saved) = entry.metadata().and_then(|about| about.modified()) else { continue };
        if is_left_over(&path, saved) {
            let _ = std::fs::remove_file(&path);
        }
        if path.extension().is_none_or(|end| end != "yaml") {
            continue;
        }
        let file = std::fs::read(&path).ok().and_then(|bytes| match read_replies("", &bytes) {
            (Some(file), _, findings) if findings.is_empty() => Some(file),
            _ => None,
        });
        match file {
            Some(file) => found.push(SavedSession { path, saved, file }),
            None => unreadable.push(path),
        }
    }
    found.sort_by(|one, two| (two.saved, &two.path).cmp(&(one.saved, &one.path)));
    (found, unreadable)
}

/// What a process that was killed left while it saved: a temporary file of more than an hour old.
fn is_left_over(path: &Path, saved: SystemTime) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let age = SystemTime::now().duration_since(saved).unwrap_or_default();
    name.starts_with(".tmp") && age > Duration::from_secs(3600)
}

impl Session {
    /// A new conversation about a tree. Older ones stay; nothing is made until something is saved.
    pub(crate) fn begin(tree: &str) -> Session {
        Session { tree: tree.to_owned(), file: None }
    }

    /// Goes on with a conversation; `None` where another process does so already.
    pub(crate) fn resume(tree: &str, path: &Path) -> io::Result<Option<Session>> {
        let file = File::options().read(true).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Session { tree: tree.to_owned(), file: Some((path.to_owned(), file)) })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(fault)) => Err(fault),
        }
    }

    /// The file, if there is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|(path, _)| path.as_path())
    }

    /// Saves what is known; the old file stands until the new one is whole.
    pub(crate) fn save(&mut self, file: &RepliesFile) -> io::Result<()> {
        let text = write_replies(file);
        if let Some((path, lock)) = &mut self.file {
            // Locked before it is in its place, so that nobody comes between.
            if let Some(file) = written(path, &text)?.place(true)? {
                *lock = file;
            }
            return Ok(());
        }
        let folder = folder().ok_or(io::ErrorKind::NotFound)?;
        make_private(&folder)?;
        for number in 1_u32.. {
            let path = folder.join(format!("{}-{number:04}.yaml", self.tree));
            if path.exists() {
                continue;
            }
            match written(&path, &text)?.place(false) {
                Ok(file) => {
                    self.file = file.map(|file| (path, file));
                    return Ok(());
                }
                Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {}
                Err(fault) => return Err(fault),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

fn written(path: &Path, text: &str) -> io::Result<AtomicFile> {
    let mut file = AtomicFile::private(path)?;
    if let Some(file) = file.file() {
        file.lock()?;
    }
    file.writer().write_all(text.as_bytes())?;
    Ok(file)
}

/// A folder that only its owner can look into: notes are in it. Unix only: elsewhere it is in a place that is
/// its owner's already.
#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    // A folder that an older version made is closed as well.
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// What a conversation keeps of itself.
pub(crate) fn kept(walk: &Walk<'_>, occasion: &Occasion, opened: &Opened) -> RepliesFile {
    let occasion = Occasion { notes: walk.notes.clone(), ..occasion.clone() };
    RepliesFile { tree_file: opened.file.clone(), ..replies_file(walk.tree(), &walk.replies, &occasion) }
}
