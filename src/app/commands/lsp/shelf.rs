//! Where an editor's files are found: what is open, else the disk.

use crate::app::commands::check::search::trees_with;
use crate::app::open_files::OpenFiles;
use crate::editor::family::{Shelf, WordedFile};
use crate::source::parse::{FileWords, LARGEST};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// The files, with the last words of each that could be read.
#[derive(Default)]
pub(super) struct EditorShelf {
    pub(super) open: OpenFiles,
    read: RefCell<HashMap<String, Arc<WordedFile>>>,
}

impl EditorShelf {
    /// Forgets what a file was.
    pub(super) fn forget(&self, path: &str) {
        self.read.borrow_mut().remove(path);
    }
}

impl Shelf for EditorShelf {
    fn file(&self, path: &str) -> Option<Arc<WordedFile>> {
        let text = match self.open.text(Path::new(path)) {
            Some(text) => text.to_string(),
            None => on_disk(Path::new(path))?,
        };
        let before = self.read.borrow().get(path).cloned();
        if let Some(before) = before.as_ref().filter(|before| before.text == text) {
            return Some(before.clone());
        }
        let Some(words) = FileWords::of(&text) else {
            let words = match before.filter(|before| before.fresh) {
                Some(before) => before.words.after(&before.text, &text),
                None => FileWords::of_half(&text),
            };
            return Some(Arc::new(WordedFile { path: path.to_owned(), text, words, fresh: false }));
        };
        let file = Arc::new(WordedFile { path: path.to_owned(), text, words, fresh: true });
        self.read.borrow_mut().insert(path.to_owned(), file.clone());
        Some(file)
    }

    fn trees_with(&self, path: &str) -> Vec<String> {
        trees_with(Path::new(path), &self.open).iter().map(|path| named(path)).collect()
    }
}

/// A path as families name files.
pub(super) fn named(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}

fn on_disk(path: &Path) -> Option<String> {
    let about = path.metadata().ok()?;
    if !about.is_file() || about.len() > LARGEST as u64 {
        return None;
    }
    std::fs::read_to_string(path).ok()
}
