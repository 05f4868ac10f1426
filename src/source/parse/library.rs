//! The files of one run: a catalogue that five trees name is read once, and taken over by each.

use super::file::{self, File, ReadOptions};
use crate::source::keys::Part;
use crate::text::language::Language;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A file, once it was read.
type Slot = Arc<OnceLock<File>>;

/// Ladders and catalogues that were read, by the name they are shown by and how many files were read before them: their
/// places say so. Threads may share it.
#[derive(Debug)]
pub struct Library {
    pub(super) language: Language,
    files: Mutex<HashMap<(String, usize), Slot>>,
}

impl Library {
    /// An empty one, for texts in this language.
    pub fn new(language: Language) -> Library {
        Library { language, files: Mutex::new(HashMap::new()) }
    }

    /// A file that a tree names behind so many others, read now or earlier. One that has another content than it had is
    /// read once more, so what comes out never depends on who came first.
    pub(crate) fn companion(&self, name: &str, before: usize, bytes: &[u8], options: ReadOptions<'_>) -> File {
        let slot = self.slot(name, 0);
        let file = slot.get_or_init(|| File::read(name, bytes, options));
        if !file.is_still(bytes, options) {
            return File::read(name, bytes, options).after(before);
        }
        if before == 0 {
            return file.clone();
        }
        let slot = self.slot(name, before);
        slot.get_or_init(|| file.clone().after(before)).clone()
    }

    /// A file that is read for its own sake. Only what a tree may name is kept: a tree can be large.
    pub(crate) fn first(&self, name: &str, bytes: &[u8], options: ReadOptions<'_>) -> File {
        let slot = self.slot(name, 0);
        if let Some(file) = slot.get().filter(|file| file.is_still(bytes, options)) {
            return file.clone();
        }
        let file = File::read(name, bytes, options);
        if file.node.as_ref().is_some_and(|node| matches!(file::kind(node), Part::Ladder | Part::Catalogue)) {
            // Another thread may have been first; what it kept is as good.
            let _ = slot.set(file.clone());
        }
        file
    }

    fn slot(&self, name: &str, before: usize) -> Slot {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.entry((name.to_owned(), before)).or_default().clone()
    }
}
