//! Which files to check.

use anyhow::{Context, Result, bail};
use beslisboom::language::Language;
use beslisboom::said;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The files that paths name: a file itself, `-`, and of a folder every YAML file that says `format:`.
/// A path that gives nothing is an error.
pub(super) fn files(paths: &[PathBuf], language: Language) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        if path.is_dir() {
            below(path, &mut files).with_context(|| path.display().to_string())?;
        } else {
            files.push(path.clone());
        }
        if files.len() == before {
            let shown = path.display();
            let message =
                said!("in `{shown}` staat geen YAML met `format:`", "there is no YAML with `format:` in `{shown}`");
            bail!("{}", message.to(language));
        }
    }
    Ok(files)
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    entries.sort();
    for path in entries {
        // A link could lead round in a circle; what it points at is found where it really is.
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            below(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "yaml" || end == "yml") && says_format(&path) {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether a file has `format:` at the beginning of one of its first lines.
fn says_format(path: &Path) -> bool {
    let Ok(file) = std::fs::File::open(path) else { return true };
    let lines = BufReader::new(file).split(b'\n').take(200).map_while(Result::ok);
    lines.into_iter().any(|line| line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line).starts_with(b"format:"))
}
