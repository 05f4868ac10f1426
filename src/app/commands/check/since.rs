//! `check --since`: each tree beside an older version of it, from a file or from a revision in git.

use super::files::Done;
use super::search::shown;
use crate::app::cli::CheckArgs;
use crate::app::open;
use crate::app::system::{self, FolderLoader};
use crate::bilingual;
use crate::check::{BUDGET, Checked, check_errors, look_at_version};
use crate::model::tree::Tree;
use crate::source::dated::days_of_both;
use crate::source::parse::{Content, LoadError, Loader, Parsed, read};
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Result, anyhow, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Adds what became different since the older version to the checks of these files. A tree that was found in a folder
/// and is new since then has no older version; one that was named has to.
pub(super) fn compare(done: &mut Done, files: &[PathBuf], args: &CheckArgs, language: Language) -> Result<()> {
    let Some(since) = args.since.as_deref() else { return Ok(()) };
    let older = Path::new(since).is_file();
    if Path::new(since).is_dir() {
        let said = bilingual!(
            "`{since}` is een map; noem een bestand of een versie in git",
            "`{since}` is a folder; name a file or a revision in git"
        );
        bail!("{}", said.to(language));
    }
    let today = system::day(args.date.as_deref(), language)?;
    // What has errors is no tree yet, and its errors are told.
    let mut trees = Vec::new();
    for path in files.iter().filter(|path| path.as_path() != Path::new("-")) {
        let name = shown(path, args);
        let is_its = |it: &Checked| it.sources.0.first().is_some_and(|source| source.name == name);
        let Some(number) = done.checks.iter().position(is_its) else { continue };
        trees.extend(tree(open::from_file(path, language)?, &today).map(|_| (path, number)));
    }
    if older && trees.len() > 1 {
        let said = bilingual!(
            "naast één ouder bestand gaat één boom tegelijk",
            "beside one older file goes one tree at a time"
        );
        bail!("{}", said.to(language));
    }
    let states = args.budget.states();
    for (path, number) in trees {
        let name = shown(path, args);
        let before = match older {
            true => Some(from_file(Path::new(since), path, language)?),
            false => from_git(since, path, args, language)?,
        };
        let Some(before) = before else { continue };
        let after = open::from_file(path, language)?;
        let days = match args.date {
            Some(_) => vec![today.clone()],
            None => days(&before, &after, &today),
        };
        let on = |day: &String| tree(before.clone(), day).zip(tree(after.clone(), day));
        let pairs: Vec<(Tree, Tree)> = days.iter().filter_map(on).collect();
        let all = pairs.len() == days.len();
        let found = all && look_at_version(&mut done.checks[number], &pairs, since, states);
        if !found {
            let said = bilingual!(
                "`{name}` is niet met `{since}` te vergelijken: die versie is geen boom zonder fouten, of het kost te veel",
                "`{name}` cannot be compared with `{since}`: that version is no sound tree, or it costs too much"
            );
            system::tell(&sanitize::line(said.to(language)));
        }
    }
    Ok(())
}

/// The days on which two versions are held against each other.
fn days(old: &Parsed, new: &Parsed, today: &str) -> Vec<String> {
    match (&old.content, &new.content) {
        (Some(Content::Tree(old)), Some(Content::Tree(new))) => days_of_both(old, new, today),
        _ => vec![today.to_owned()],
    }
}

/// A version as it holds on a day, where it can be walked.
fn tree(parsed: Parsed, day: &str) -> Option<Tree> {
    let mut checked = check_errors(parsed, BUDGET / 2, day);
    checked.tree.take().or_else(|| checked.tree_for_now())
}

/// An older version in a file; what it names and is not beside it, is beside the newer one.
fn from_file(older: &Path, newer: &Path, language: Language) -> Result<Parsed> {
    let loader = system::Either(FolderLoader::around(older), FolderLoader::around(newer), Default::default());
    Ok(read(&older.display().to_string(), &system::bytes(older, language)?, language, &loader))
}

/// The version of a file in a revision; none where it was not there yet and nobody named it.
fn from_git(revision: &str, path: &Path, args: &CheckArgs, language: Language) -> Result<Option<Parsed>> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let loader = GitLoader { folder, revision: commit(folder, revision, language)? };
    match loader.fetch(&name) {
        Ok(bytes) => Ok(Some(read(&path.display().to_string(), &bytes, language, &loader))),
        Err(LoadError::Missing) if !args.paths.iter().any(|it| it == path) => Ok(None),
        Err(_) => {
            let shown = shown(path, args);
            let said = bilingual!("`{shown}` staat niet in `{revision}`", "`{shown}` is not in `{revision}`");
            bail!("{}", sanitize::line(said.to(language)))
        }
    }
}

/// The commit that a revision names, so that what somebody typed is never read as an option.
fn commit(folder: &Path, revision: &str, language: Language) -> Result<String> {
    if !git(folder, &["rev-parse", "--is-inside-work-tree"], language)?.status.success() {
        let shown = system::shown(folder);
        let said = bilingual!(
            "`{revision}` is geen bestand, en `{shown}` ligt niet in een git-repository",
            "`{revision}` is no file, and `{shown}` is not in a git repository"
        );
        bail!("{}", sanitize::line(said.to(language)));
    }
    let wanted = format!("{revision}^{{commit}}");
    let output = git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted], language)?;
    // Without a commit nothing is printed.
    let commit = String::from_utf8_lossy(&output.stdout).lines().last().unwrap_or_default().to_owned();
    if output.status.success() && !commit.is_empty() && commit.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(commit);
    }
    let said = bilingual!(
        "`{revision}` is geen bestand en geen versie die git hier kent",
        "`{revision}` is no file and no revision that git knows here"
    );
    bail!("{}", sanitize::line(said.to(language)))
}

fn git(folder: &Path, args: &[&str], language: Language) -> Result<Output> {
    let output = Command::new("git").arg("-C").arg(folder).args(args).output();
    output.map_err(|fault| {
        let why = system::said(&fault);
        let said = bilingual!(
            "`git` is hier niet te gebruiken: {dutch}",
            "`git` cannot be used here: {english}",
            dutch = &why.dutch,
            english = &why.english
        );
        anyhow!("{}", said.to(language))
    })
}

/// Files of a folder as they were in a commit.
struct GitLoader<'p> {
    folder: &'p Path,
    revision: String,
}

impl Loader for GitLoader<'_> {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let object = format!("{}:./{path}", self.revision);
        let unreadable = |fault: std::io::Error| LoadError::Unreadable(system::said(&fault));
        let mut command = Command::new("git");
        let output = command.arg("-C").arg(self.folder).args(["cat-file", "blob", &object]).output();
        let output = output.map_err(unreadable)?;
        if output.status.success() { Ok(output.stdout) } else { Err(LoadError::Missing) }
    }
}
