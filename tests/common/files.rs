//! Where a tree in a test finds the files that it names.

// Each test file uses its own part of this.
#![allow(dead_code)]

use beslisboom::source::parse::{LoadError, Loader};
use std::collections::BTreeMap;
use std::path::Path;

/// No files at all.
pub(crate) fn nothing(_: &str) -> Result<Vec<u8>, LoadError> {
    Err(LoadError::Missing)
}

/// The files of a folder of the project.
pub(crate) fn folder(name: &str) -> impl Loader + use<> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    move |path: &str| std::fs::read(folder.join(path)).map_err(|_| LoadError::Missing)
}

/// Files by path.
pub(crate) struct Files(pub(crate) BTreeMap<String, String>);

impl Files {
    pub(crate) fn of(files: &[(&str, &str)]) -> Files {
        Files(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
    }
}

impl Loader for Files {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or(LoadError::Missing)
    }
}
