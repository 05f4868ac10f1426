//! Which files to check.

use crate::app::cli::CheckArgs;
use crate::bilingual;
use crate::text::language::Language;
use anyhow::{Context, Result, bail};
use std::collections::HashSet;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The files that paths name: a file itself, `-`, and of a folder every YAML file that says `format:`.
/// A path that gives nothing is an error.
pub(super) fn files(paths: &[PathBuf], language: Language) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        if path.is_dir() {
            files.extend(FileSearch::of(path).with_context(|| path.display().to_string())?);
        } else {
            files.push(path.clone());
        }
        if files.len() == before {
            let shown = path.display();
            let message = bilingual!(
                "in `{shown}` staat geen YAML met `format:`",
                "there is no YAML with `format:` in `{shown}`"
            );
            bail!("{}", message.to(language));
        }
    }
    Ok(files)
}

/// The name a file is shown by: standard input has none of its own.
pub(super) fn shown(path: &Path, args: &CheckArgs) -> String {
    match (path == Path::new("-"), &args.stdin_name) {
        (true, Some(name)) => name.clone(),
        (true, None) => "stdin".to_owned(),
        _ => path.display().to_string(),
    }
}

/// What a search has come by.
#[derive(Default)]
struct FileSearch {
    files: Vec<PathBuf>,
    links: Vec<PathBuf>,
    /// Where everything really is, so that nothing is found twice and no circle is gone round.
    real: HashSet<PathBuf>,
}

impl FileSearch {
    /// The files below a folder, links followed: what a link leads to is left out where the search finds
    /// it by itself, and a link that leads nowhere is nobody's tree.
    fn of(folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut search = FileSearch::default();
        search.below(folder)?;
        while let Some(link) = search.links.pop() {
            match link.metadata() {
                Ok(about) if about.is_dir() => search.below(&link)?,
                Ok(_) => search.file(link),
                Err(_) => {}
            }
        }
        search.files.sort();
        Ok(search.files)
    }

    fn below(&mut self, folder: &Path) -> io::Result<()> {
        if !self.real.insert(folder.canonicalize()?) {
            return Ok(());
        }
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_symlink() {
                self.links.push(path);
            } else if path.is_dir() {
                self.below(&path)?;
            } else {
                self.file(path);
            }
        }
        // Taken from the end, so in the order of their names.
        self.links.sort_by(|one, two| two.cmp(one));
        Ok(())
    }

    fn file(&mut self, path: PathBuf) {
        let yaml = path.extension().is_some_and(|end| end == "yaml" || end == "yml");
        if yaml && says_format(&path) && path.canonicalize().is_ok_and(|real| self.real.insert(real)) {
            self.files.push(path);
        }
    }
}

/// Whether a file has `format:` at the beginning of one of its first lines.
fn says_format(path: &Path) -> bool {
    let Ok(file) = std::fs::File::open(path) else { return true };
    let lines = BufReader::new(file).split(b'\n').take(200).map_while(Result::ok);
    lines.into_iter().any(|line| line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line).starts_with(b"format:"))
}
