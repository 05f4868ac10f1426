//! Files as somebody has them before them: what is open in an editor goes before what is on the disk.

use super::system::{self, FolderLoader};
use crate::source::parse::{LoadError, Loader};
use crate::text::language::Language;
use anyhow::Result;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The texts of open files, by where they really are. None, where nobody has an editor.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpenFiles(HashMap<PathBuf, Arc<str>>);

impl OpenFiles {
    /// Takes a text for that of a file.
    #[cfg(feature = "lsp")]
    pub(crate) fn open(&mut self, path: &Path, text: Arc<str>) {
        self.0.insert(real(path), text);
    }

    /// Takes the disk for a file again.
    #[cfg(feature = "lsp")]
    pub(crate) fn close(&mut self, path: &Path) {
        self.0.remove(&real(path));
    }

    /// The text of a file that is open.
    pub(crate) fn text(&self, path: &Path) -> Option<&Arc<str>> {
        // Where a file really is costs a look at the disk.
        if self.0.is_empty() { None } else { self.0.get(&real(path)) }
    }

    /// Whether there is such a file, and it is no folder or pipe.
    pub(crate) fn is_file(&self, path: &Path) -> bool {
        self.text(path).is_some() || path.is_file()
    }

    /// The bytes of a file, `-` for standard input.
    pub(crate) fn bytes(&self, path: &Path, language: Language) -> Result<Cow<'_, [u8]>> {
        Ok(match self.text(path) {
            Some(text) => Cow::Borrowed(text.as_bytes()),
            None => Cow::Owned(system::bytes(path, language)?),
        })
    }

    /// The files beside a file.
    pub(crate) fn around(&self, path: &Path) -> OpenLoader<'_> {
        OpenLoader { open: self, folder: FolderLoader::around(path) }
    }
}

/// The files in a folder.
pub(crate) struct OpenLoader<'o> {
    open: &'o OpenFiles,
    folder: FolderLoader,
}

impl Loader for OpenLoader<'_> {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let file = self.folder.0.join(path);
        let Some(text) = self.open.text(&file) else { return self.folder.fetch(path) };
        // A link may lead out of the folder, open or not.
        if real(&file).starts_with(real(&self.folder.0)) {
            Ok(text.as_bytes().to_vec())
        } else {
            Err(LoadError::Escapes)
        }
    }
}

/// Where a file really is, there or not yet.
pub(crate) fn real(path: &Path) -> PathBuf {
    let beside = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(beside).unwrap_or_else(|| path.to_owned())
}
