//! Reading and checking the files of a run, on as many processors as there are.

use crate::app::cli::CheckArgs;
use crate::app::commands::check::search::shown;
use crate::app::system;
use crate::check::{BUDGET, Checked, Days, check_on};
use crate::source::parse::{Content, Library};
use crate::text::language::Language;
use anyhow::Result;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What every file came to, in the order of the files. Replies files are nobody's concern here unless
/// they cannot be read, and a side file is looked at with the file it translates.
pub(super) fn checked(files: &[PathBuf], args: &CheckArgs, language: Language) -> Result<Vec<Checked>> {
    let today = system::day(args.date.as_deref(), language)?;
    let soon = later(&today, args.within.unwrap_or(0));
    let run = CheckRun { args, language, library: Library::new(language), today, soon };
    let (sides, first): (Vec<_>, Vec<_>) = files.iter().enumerate().partition(|(_, path)| is_side_file(path));
    let mut checks = run.each(&first)?;
    let read: HashSet<&str> =
        checks.iter().flat_map(|(_, it)| &it.sources.0).map(|source| source.name.as_str()).collect();
    let alone: Vec<_> = sides.into_iter().filter(|(_, path)| !read.contains(shown(path, args).as_str())).collect();
    checks.extend(run.each(&alone)?);
    checks.sort_by_key(|(number, _)| *number);
    Ok(checks.into_iter().map(|(_, checked)| checked).collect())
}

/// Whether a file is named as a side file is: `NAME.en.yaml`.
fn is_side_file(path: &Path) -> bool {
    let tag = path.file_stem().and_then(|stem| Path::new(stem).extension()).and_then(|tag| tag.to_str());
    tag.is_some_and(|tag| Language::ALL.into_iter().any(|language| language.tag() == tag))
}

/// The day so many days after a day.
fn later(day: &str, days: u16) -> String {
    let later = |day: jiff::civil::Date| day.saturating_add(jiff::Span::new().days(i64::from(days))).to_string();
    day.parse().map_or_else(|_| day.to_owned(), later)
}

struct CheckRun<'a> {
    args: &'a CheckArgs,
    language: Language,
    library: Library,
    today: String,
    /// What has run out by this day runs out soon.
    soon: String,
}

impl CheckRun<'_> {
    /// Checks files, each with its number. Whoever is free takes the next; the largest come first, so that
    /// nobody is left with one at the end.
    fn each(&self, files: &[(usize, &PathBuf)]) -> Result<Vec<(usize, Checked)>> {
        let mut files = files.to_vec();
        files.sort_by_cached_key(|(_, path)| std::cmp::Reverse(std::fs::metadata(path).map_or(0, |about| about.len())));
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(files.len()));
        let work = || {
            while let Some((number, path)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                let checked = self.one(path);
                done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((*number, checked));
            }
        };
        std::thread::scope(|scope| {
            let helpers = std::thread::available_parallelism().map_or(1, usize::from).min(files.len());
            (1..helpers).for_each(|_| drop(scope.spawn(work)));
            work();
        });
        let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        done.sort_by_key(|(number, _)| *number);
        done.into_iter()
            .filter_map(|(number, checked)| Some(checked.transpose()?.map(|checked| (number, checked))))
            .collect()
    }

    fn one(&self, path: &Path) -> Result<Option<Checked>> {
        let bytes = system::bytes(path, self.language)?;
        let reading = self.library.read(&shown(path, self.args), &bytes, &system::FolderLoader::around(path));
        // A large tree need not be there twice while it is checked.
        drop(bytes);
        let translation = matches!(reading.content, Some(Content::Translation));
        if translation && reading.findings.is_empty() {
            return Ok(None);
        }
        let budget = self.args.max_states.unwrap_or(BUDGET);
        let no_tree = matches!(reading.content, Some(Content::Replies(_) | Content::Project(_)));
        let checked = check_on(reading, budget, Days { today: &self.today, soon: &self.soon });
        Ok((!no_tree || !checked.findings.is_empty()).then_some(checked))
    }
}
