//! The files that are open in an editor, and what it changes in them.

use super::shelf::{EditorShelf, named};
use super::uri;
use crate::editor::family::Shelf;
use crate::editor::position::{Lines, Position};
use gen_lsp_types::{TextDocumentContentChangeEvent as Change, Uri};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// An open file.
pub(super) struct Document {
    /// As the editor calls it.
    pub(super) uri: Uri,
    pub(super) version: i32,
}

/// The open files, by their path.
#[derive(Default)]
pub(super) struct Documents {
    pub(super) shelf: EditorShelf,
    pub(super) open: BTreeMap<PathBuf, Document>,
}

impl Documents {
    /// Takes a file; gives its path, if it is a file on this computer.
    pub(super) fn open(&mut self, uri: Uri, version: i32, text: String) -> Option<PathBuf> {
        let path = uri::path(&uri.0)?;
        self.put(&path, text);
        self.open.insert(path.clone(), Document { uri, version });
        Some(path)
    }

    /// Takes changes to an open file, each to what the one before left.
    pub(super) fn change(&mut self, uri: &Uri, version: i32, changes: Vec<Change>) -> Option<PathBuf> {
        let path = uri::path(&uri.0)?;
        let mut text = self.shelf.open.text(&path)?.to_string();
        for change in changes {
            match change {
                Change::TextDocumentContentChangeWholeDocument(whole) => text = whole.text,
                Change::TextDocumentContentChangePartial(part) => {
                    let lines = Lines::of(&text);
                    let byte =
                        |at: gen_lsp_types::Position| lines.byte(Position { line: at.line, character: at.character });
                    let (start, end) = (byte(part.range.start), byte(part.range.end));
                    text.replace_range(start.min(end)..end.max(start), &part.text);
                }
            }
        }
        self.put(&path, text);
        self.open.get_mut(&path)?.version = version;
        Some(path)
    }

    /// Lets go of a file: the disk counts again.
    pub(super) fn close(&mut self, uri: &Uri) -> Option<PathBuf> {
        let path = uri::path(&uri.0)?;
        self.open.remove(&path)?;
        self.shelf.open.close(&path);
        self.shelf.forget(&named(&path));
        Some(path)
    }

    fn put(&mut self, path: &std::path::Path, text: String) {
        self.shelf.open.open(path, text.into());
        // Its words are kept for when it can be read no longer.
        self.shelf.file(&named(path));
    }

    /// What an editor calls a file.
    pub(super) fn uri(&self, path: &std::path::Path) -> Uri {
        self.open.get(path).map_or_else(|| uri::uri(path), |document| document.uri.clone())
    }
}
