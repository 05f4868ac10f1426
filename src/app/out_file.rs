//! The file that `--out` names, for what has one form only: never written over somebody's work.

use crate::app::atomic_file::AtomicFile;
use crate::app::system::{self, cannot_write, shown};
use crate::bilingual;
use crate::text::language::Language;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// A file to write, made sure of before anything is worked out.
pub(crate) struct OutFile {
    pub(crate) path: PathBuf,
    file: AtomicFile,
    language: Language,
}

impl OutFile {
    /// Makes sure that it can be written; over what is there with `force` only.
    pub(crate) fn at(path: &Path, force: bool, language: Language) -> Result<OutFile> {
        let file = AtomicFile::at(path).with_context(|| cannot_write(path, language))?;
        if path.is_file() && file.is_file() && !force {
            let path = shown(path);
            let said = bilingual!(
                "`{path}` bestaat al; kies een andere naam, of schrijf eroverheen met --force",
                "`{path}` is there already; choose another name, or write over it with --force"
            );
            bail!("{}", said.to(language));
        }
        Ok(OutFile { path: path.to_owned(), file, language })
    }

    /// Writes it whole.
    pub(crate) fn write(self, bytes: &[u8]) -> Result<()> {
        let OutFile { path, file, language } = self;
        file.write(bytes).with_context(|| cannot_write(&path, language))
    }
}

/// Writes to a file, else to standard output.
pub(crate) fn put(text: &str, out: Option<OutFile>) -> Result<()> {
    match out {
        Some(out) => out.write(text.as_bytes()),
        None => system::put(text),
    }
}
