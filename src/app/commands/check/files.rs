//! Reading and checking the files of a run, on as many processors as there are.

use super::coverage::{Coverage, Effects};
use super::search::{shown, side_of, translated, trees_with};
use crate::app::cli::CheckArgs;
use crate::app::open_files::OpenFiles;
use crate::app::system;
use crate::bilingual;
use crate::check::{Checked, Days, check_on, deaf_files, heed, leave_out_deaf, look_at_effects, merge};
use crate::model::finding::{Finding, Place, SourceFile, SourceFiles};
use crate::source::parse::{Content, Library, Parsed};
use crate::text::language::{Bilingual, Language};
use anyhow::Result;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What every file came to, in the order of the files, and how far examples cover them.
#[derive(Default)]
pub(in crate::app::commands) struct Done {
    pub(in crate::app::commands) checks: Vec<Checked>,
    pub(super) coverage: Coverage,
    /// Files of which nothing was used, with why.
    pub(super) passed: Vec<(PathBuf, Bilingual)>,
}

/// Checks files. Replies files are nobody's concern here unless they cannot be read, and a side file is looked at with
/// the file it translates.
pub(in crate::app::commands) fn checked(
    files: &[PathBuf],
    open: &OpenFiles,
    args: &CheckArgs,
    language: Language,
) -> Result<Done> {
    let today = system::day(args.date.as_deref(), language)?;
    let soon = later(&today, args.within.unwrap_or(0));
    let run = CheckRun { args, open, language, library: Library::new(language), today, soon };
    let (sides, first): (Vec<_>, Vec<_>) = files.iter().enumerate().partition(|(_, path)| side_of(path).is_some());
    let mut all = run.each(&first)?;
    let checks = all.iter().filter_map(|(_, one)| match one {
        One::Checked(checked, _) => Some(checked),
        _ => None,
    });
    let read: HashSet<&str> = checks.flat_map(|it| &it.sources.0).map(|source| source.name.as_str()).collect();
    let alone: Vec<_> = sides.into_iter().filter(|(_, path)| !read.contains(shown(path, args).as_str())).collect();
    all.extend(run.each(&alone)?);
    all.sort_by_key(|(number, _)| *number);
    let mut done = Done::default();
    for (number, one) in all {
        match one {
            One::Checked(checked, coverage) => {
                done.checks.push(*checked);
                done.coverage += coverage;
            }
            One::Unused(why) => done.passed.push((files[number].clone(), why)),
            One::Elsewhere => {}
        }
    }
    merge(&mut done.checks);
    run.heed_siblings(&mut done.checks);
    Ok(done)
}

/// A catalogue may be shared with so many trees outside the run, and so many catalogues are looked at for that.
const SIBLINGS: usize = 50;

/// A file or folder that could not be read, as a check that found that.
pub(super) fn unreadable(path: &Path, why: &Bilingual, args: &CheckArgs) -> Checked {
    let name = shown(path, args);
    let message = bilingual!(
        "`{name}` is niet te lezen: {dutch}",
        "`{name}` cannot be read: {english}",
        dutch = &why.dutch,
        english = &why.english
    );
    let finding = Finding::new("missing-file", Place::default(), message);
    alone(name, String::new(), finding)
}

fn alone(name: String, text: String, finding: Finding) -> Checked {
    Checked { findings: vec![finding], sources: SourceFiles(vec![SourceFile { name, text }]), ..Checked::default() }
}

/// What one file came to.
enum One {
    /// It was checked. What is no longer needed of it was let go.
    Checked(Box<Checked>, Coverage),
    /// It is looked at with another file.
    Elsewhere,
    /// Nothing uses it.
    Unused(Bilingual),
}

/// The day so many days after a day.
fn later(day: &str, days: u16) -> String {
    let later = |day: jiff::civil::Date| day.saturating_add(jiff::Span::new().days(i64::from(days))).to_string();
    day.parse().map_or_else(|_| day.to_owned(), later)
}

struct CheckRun<'a> {
    args: &'a CheckArgs,
    open: &'a OpenFiles,
    language: Language,
    library: Library,
    today: String,
    /// What has run out by this day runs out soon.
    soon: String,
}

impl CheckRun<'_> {
    /// Checks files, each with its number. Whoever is free takes the next; the largest come first, so that
    /// nobody is left with one at the end.
    fn each(&self, files: &[(usize, &PathBuf)]) -> Result<Vec<(usize, One)>> {
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
        done.into_iter().map(|(number, one)| Ok((number, one?))).collect()
    }

    /// How many effects of each tree are looked at, if somebody asks for any.
    fn asks_for_effects(&self) -> Option<usize> {
        let args = self.args;
        let named = args.rule.iter().chain(&args.fail_on).any(|rule| rule == "untested-effect");
        let asked = args.mutate.is_some() || args.min_coverage.is_some() || named;
        asked.then(|| args.mutate.flatten().unwrap_or(usize::MAX))
    }

    fn budget(&self) -> usize {
        self.args.budget.states()
    }

    // The bytes are let go of: a large tree need not be there twice while it is checked.
    fn read(&self, path: &Path) -> Result<Parsed> {
        let bytes = self.open.bytes(path, self.language)?;
        Ok(self.library.read(&shown(path, self.args), &bytes, &self.open.around(path)))
    }

    fn check(&self, reading: Parsed) -> Checked {
        check_on(reading, self.budget(), Days { today: &self.today, soon: &self.soon })
    }

    /// A catalogue that is shared is judged by every tree that shares it, also those that nobody named: a check of
    /// one of them says what a check of their folder says. With more than [`SIBLINGS`] it says nothing.
    fn heed_siblings(&self, checks: &mut [Checked]) {
        let deaf: BTreeSet<String> = checks.iter().flat_map(deaf_files).map(str::to_owned).collect();
        let known: HashSet<String> =
            checks.iter().filter_map(|it| it.sources.0.first()).map(|it| it.name.clone()).collect();
        let mut siblings = BTreeSet::new();
        for catalogue in deaf.iter().take(SIBLINGS) {
            let others = trees_with(Path::new(catalogue), self.open);
            siblings.extend(others.into_iter().filter(|path| !known.contains(&shown(path, self.args))));
        }
        if siblings.len() > SIBLINGS {
            checks.iter_mut().for_each(leave_out_deaf);
            return;
        }
        for path in &siblings {
            // One that cannot be read may hear everything, but says nothing of it.
            let Ok(reading) = self.read(path) else { continue };
            let other = self.check(reading);
            checks.iter_mut().for_each(|own| heed(own, &other));
        }
    }

    fn one(&self, path: &Path) -> Result<One> {
        let name = shown(path, self.args);
        let reading = self.read(path)?;
        if matches!(reading.content, Some(Content::Translation)) && reading.findings.is_empty() {
            return Ok(unused(path, name, self.open));
        }
        let no_tree = matches!(reading.content, Some(Content::Replies(_) | Content::Project(_)));
        let mut checked = self.check(reading);
        if no_tree && checked.findings.is_empty() {
            return Ok(One::Elsewhere);
        }
        let mut coverage = Coverage::of(&checked);
        if let Some(most) = self.asks_for_effects()
            && let Some(found) = look_at_effects(&mut checked, most, self.budget())
        {
            coverage.effects = Effects::of(&found);
        }
        // Of thousands of files only the findings are kept.
        (checked.tree, checked.resolved) = (None, None);
        Ok(One::Checked(Box::new(checked), coverage))
    }
}

/// A translation that no file took up.
fn unused(path: &Path, name: String, open: &OpenFiles) -> One {
    if translated(path, open).is_some() {
        return One::Unused(bilingual!(
            "het bestand ernaast gebruikt deze vertaling niet",
            "the file beside it does not use this translation"
        ));
    }
    let message = bilingual!(
        "het bestand dat dit vertaalt, staat er niet naast",
        "the file that this translates is not beside it"
    );
    let hint = bilingual!(
        "noem de vertaling `NAAM.en.yaml`, naast `NAAM.yaml`",
        "name the translation `NAME.en.yaml`, beside `NAME.yaml`"
    );
    One::Checked(
        Box::new(alone(name, String::new(), Finding::new("missing-file", Place::default(), message).hint(hint))),
        Coverage::default(),
    )
}
