//! Which files to check. Of a folder nothing is passed over in silence: every YAML file is taken, or it is told why not.

use super::keys::{Keys, keys_of};
use crate::app::cli::CheckArgs;
use crate::app::open_files::OpenFiles;
use crate::app::system;
use crate::bilingual;
use crate::text::language::{Bilingual, Language};
use std::collections::{HashSet, VecDeque};
use std::ffi::OsStr;
use std::fs::FileType;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A catalogue is looked for in trees of its own folder and of so many above it.
const ABOVE: usize = 3;

/// What paths came to.
pub(in crate::app::commands) struct FileSearch<'o> {
    /// The files to check, each once, in the order of their folders.
    pub(in crate::app::commands) files: Vec<PathBuf>,
    /// YAML that is not taken for ours, with why.
    pub(super) passed: Vec<(PathBuf, Bilingual)>,
    /// What should be checked and cannot be read, with why.
    pub(super) unreadable: Vec<(PathBuf, Bilingual)>,
    /// Folders in which there is nothing to check.
    pub(super) empty: Vec<PathBuf>,
    /// How often something of ours was met, found before or not.
    met: usize,
    links: Vec<PathBuf>,
    /// Where everything really is, so that nothing is found twice and no circle is gone round.
    real: HashSet<PathBuf>,
    /// Whether a file that is named is passed over where it is not ours, as one in a folder is.
    skips_others: bool,
    open: &'o OpenFiles,
}

impl<'o> FileSearch<'o> {
    /// The files that paths name: a file itself, `-`, and of a folder every YAML file that is ours. A file that is
    /// named brings along the one that it belongs to.
    pub(in crate::app::commands) fn of(paths: &[PathBuf], skips_others: bool, open: &'o OpenFiles) -> FileSearch<'o> {
        let mut search = FileSearch {
            files: Vec::new(),
            passed: Vec::new(),
            unreadable: Vec::new(),
            empty: Vec::new(),
            met: 0,
            links: Vec::new(),
            real: HashSet::new(),
            skips_others,
            open,
        };
        for path in paths {
            if path.is_dir() {
                search.folder(path);
            } else {
                search.named(path);
            }
        }
        search.passed.sort_by(|one, two| one.0.cmp(&two.0));
        search
    }

    /// The files below a folder, links followed: what a link leads to is left out where the search finds
    /// it by itself.
    fn folder(&mut self, folder: &Path) {
        let (before, met) = (self.files.len(), self.met);
        self.below(folder);
        while let Some(link) = self.links.pop() {
            match link.metadata() {
                Ok(about) if about.is_dir() => self.below(&link),
                Ok(about) => self.found(link, about.file_type()),
                Err(_) => self.pass(link, bilingual!("de link leidt nergens heen", "the link leads nowhere")),
            }
        }
        self.files[before..].sort();
        if self.met == met {
            self.empty.push(folder.to_owned());
        }
    }

    fn below(&mut self, folder: &Path) {
        let listed = folder.canonicalize().and_then(|real| Ok(self.real.insert(real).then_some(folder.read_dir()?)));
        let entries = match listed {
            // It was looked through before, and what there is to say of it is said.
            Ok(None) => return self.met += 1,
            Ok(Some(entries)) => entries,
            Err(fault) => return self.refuse(folder.to_owned(), &fault),
        };
        for entry in entries {
            let kind = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)));
            match kind {
                Ok((path, kind)) if kind.is_symlink() => self.links.push(path),
                Ok((path, kind)) if kind.is_dir() => self.below(&path),
                Ok((path, kind)) => self.found(path, kind),
                Err(fault) => self.refuse(folder.to_owned(), &fault),
            }
        }
        // Taken from the end, so in the order of their names.
        self.links.sort_by(|one, two| two.cmp(one));
    }

    /// A file that a search came by.
    fn found(&mut self, path: PathBuf, kind: FileType) {
        if !is_yaml(&path) {
            return;
        }
        if !kind.is_file() {
            let why = bilingual!("dit is geen gewoon bestand", "this is no regular file");
            return self.pass(path, why);
        }
        match keys_of(&path, self.open) {
            Ok(keys) if keys.ours() => self.take(path),
            Ok(_) => self.pass(path, not_ours()),
            Err(fault) => self.refuse(path, &fault),
        }
    }

    fn pass(&mut self, path: PathBuf, why: Bilingual) {
        if is_yaml(&path) {
            self.passed.push((path, why));
        }
    }

    fn refuse(&mut self, path: PathBuf, fault: &io::Error) {
        self.met += 1;
        self.unreadable.push((path, system::said(fault)));
    }

    /// Takes a file, once.
    fn take(&mut self, path: PathBuf) {
        self.met += 1;
        if path == Path::new("-") || path.canonicalize().map_or(true, |real| self.real.insert(real)) {
            self.files.push(path);
        }
    }

    /// A file that was named itself, with what it belongs to: a side file with the file it translates, a ladder or
    /// catalogue with the trees that name it. By themselves little could be said of them.
    fn named(&mut self, path: &Path) {
        if self.skips_others && is_yaml(path) && self.open.is_file(path) {
            match keys_of(path, self.open) {
                Ok(keys) if keys.ours() => {}
                Ok(_) => return self.pass(path.to_owned(), not_ours()),
                Err(fault) => return self.refuse(path.to_owned(), &fault),
            }
        }
        let before = self.files.len();
        let mut queue = VecDeque::from([path.to_owned()]);
        // Files may name each other, or themselves.
        let mut seen = HashSet::new();
        while let Some(path) = queue.pop_front() {
            if !seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
                continue;
            }
            // A pipe can be read only once.
            let regular = self.open.is_file(&path);
            let keys = if regular { keys_of(&path, self.open).unwrap_or_default() } else { Keys::default() };
            if keys.translates {
                queue.extend(translated(&path, self.open));
            } else if keys.is_companion() {
                queue.extend(trees_with(&path, self.open));
            }
            self.take(path);
        }
        self.files[before..].sort();
    }
}

fn not_ours() -> Bilingual {
    bilingual!(
        "er staat geen `format:`, `questions:`, `outcomes:` of `rungs:` in",
        "there is no `format:`, `questions:`, `outcomes:` or `rungs:` in it"
    )
}

/// Whether a file is named as YAML is, in whatever case.
fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"))
}

/// What a file named as a side file is, such as `boom.en.yaml`, names: `boom`.
pub(super) fn side_of(path: &Path) -> Option<&OsStr> {
    let stem = Path::new(path.file_stem()?);
    let tag = stem.extension().and_then(OsStr::to_str)?;
    Language::ALL.into_iter().any(|language| language.tag() == tag).then(|| stem.file_stem())?
}

/// The file that a side file such as `boom.en.yaml` translates.
pub(super) fn translated(side: &Path, open: &OpenFiles) -> Option<PathBuf> {
    let stem = side_of(side)?;
    [".yaml", ".yml"]
        .into_iter()
        .map(|end| {
            let mut name = stem.to_owned();
            name.push(end);
            side.with_file_name(name)
        })
        .find(|path| open.is_file(path))
}

/// The trees that name a ladder or catalogue: those in its folder and in the folders just above it.
pub(in crate::app::commands) fn trees_with(companion: &Path, open: &OpenFiles) -> Vec<PathBuf> {
    let Ok(real) = companion.canonicalize() else { return Vec::new() };
    let mut found = Vec::new();
    let mut folder =
        companion.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    for own in real.ancestors().skip(1).take(1 + ABOVE) {
        // As it was typed for as long as that goes, so that files are shown as the others are.
        let at = folder.filter(|folder| folder.canonicalize().is_ok_and(|real| real == own)).unwrap_or(own);
        let Ok(entries) = at.read_dir() else { break };
        let files = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_yaml(path) && path.is_file());
        found.extend(files.filter(|path| {
            keys_of(path, open).is_ok_and(|keys| {
                keys.names.iter().any(|name| at.join(name).canonicalize().is_ok_and(|named| named == real))
            })
        }));
        folder = folder.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    }
    found
}

/// The name a file is shown by, the same whatever was typed: from the folder one is in, with `/`. Standard input has
/// none of its own.
pub(super) fn shown(path: &Path, args: &CheckArgs) -> String {
    match (path == Path::new("-"), &args.stdin_name) {
        (true, Some(name)) => name.clone(),
        (true, None) => "stdin".to_owned(),
        _ => slashed(&from_here(path).unwrap_or_else(|_| path.to_owned())),
    }
}

/// A path from the folder one is in; a path that leads elsewhere from the root.
fn from_here(path: &Path) -> io::Result<PathBuf> {
    let here = std::env::current_dir()?;
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        // What stands above a link is not what stands above where it leads.
        if part == Component::ParentDir {
            plain = plain.canonicalize()?;
            plain.pop();
        } else {
            plain.push(part);
        }
    }
    let within = |path: &Path| path.strip_prefix(&here).map(Path::to_owned).ok();
    let real = || Some(plain.parent()?.canonicalize().ok()?.join(plain.file_name()?));
    Ok(within(&plain).or_else(|| within(&real()?)).unwrap_or(plain))
}

/// A path with the separator that every machine format takes.
fn slashed(path: &Path) -> String {
    let shown = path.display().to_string();
    if std::path::MAIN_SEPARATOR == '/' { shown } else { shown.replace(std::path::MAIN_SEPARATOR, "/") }
}
