//! Checks files beside everything else, and says what there is to say of each: exactly what `check` says.

use super::uri;
use crate::app::cli::CheckArgs;
use crate::app::commands::check::files::checked;
use crate::app::commands::check::keys::keys_of;
use crate::app::commands::check::search::FileSearch;
use crate::app::open_files::{OpenFiles, real};
use crate::editor::position::{Lines, Position};
use crate::model::finding::{Place, Severity, SourceFiles};
use crate::output::findings::{ListedFinding, Listing};
use crate::text::language::Language;
use gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Range, Uri,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// Who types is not done: this long nothing comes in before files are checked.
const QUIET: Duration = Duration::from_millis(60);

/// But not longer than this.
const PATIENCE: Duration = Duration::from_millis(500);

/// What is open now, and what changed.
pub(super) struct Job {
    pub(super) open: OpenFiles,
    /// Every open file, with its version.
    pub(super) versions: BTreeMap<PathBuf, i32>,
    /// The file that changed; none where any may have.
    pub(super) changed: Option<PathBuf>,
}

/// What there is to say of a file.
pub(super) struct Published {
    pub(super) path: PathBuf,
    /// The version that it is about, of an open file.
    pub(super) version: Option<i32>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// How findings are said.
pub(super) struct Diagnoser {
    pub(super) language: Language,
    /// The address of a page that explains each rule under its name.
    pub(super) rules_page: Option<String>,
}

/// What checking one open file came to: every file that was read for it, each with what was found.
type Outcome = BTreeMap<PathBuf, Vec<Diagnostic>>;

impl Diagnoser {
    /// Takes jobs from now on, and hands over what they come to until nobody wants it.
    pub(super) fn start(self, hand_over: impl Fn(Vec<Published>) -> bool + Send + 'static) -> Sender<Job> {
        let (sender, jobs) = channel();
        std::thread::spawn(move || self.work(&jobs, &hand_over));
        sender
    }

    fn work(&self, jobs: &Receiver<Job>, hand_over: &dyn Fn(Vec<Published>) -> bool) {
        let mut outcomes: HashMap<PathBuf, Outcome> = HashMap::new();
        let mut said: Outcome = Outcome::new();
        while let Ok(first) = jobs.recv() {
            let Some((job, changed)) = latest(first, jobs) else { return };
            let disk = Disk { open: job.versions.keys().map(|path| (real(path), path.clone())).collect() };
            outcomes.retain(|path, _| job.versions.contains_key(path));
            for path in job.versions.keys() {
                let stale = |outcome: &Outcome| {
                    changed
                        .as_ref()
                        .is_none_or(|changed| changed.iter().any(|it| it == path || outcome.contains_key(it)))
                };
                if outcomes.get(path).is_none_or(stale) {
                    outcomes.insert(path.clone(), self.outcome(path, &job.open, &disk));
                }
            }
            let now = together(&outcomes);
            let differs = |path: &&PathBuf| {
                let asked = changed.as_ref().is_none_or(|changed| changed.contains(*path));
                let news = said.get(*path).is_some_and(|before| !before.is_empty() || now.contains_key(*path))
                    && said.get(*path) != now.get(*path);
                let first = !said.contains_key(*path) && now.get(*path).is_some_and(|it| !it.is_empty());
                news || first || (asked && job.versions.contains_key(*path))
            };
            let paths: BTreeSet<&PathBuf> = said.keys().chain(now.keys()).collect();
            let published = paths.into_iter().filter(differs).map(|path| Published {
                path: path.clone(),
                version: job.versions.get(path).copied(),
                diagnostics: now.get(path).cloned().unwrap_or_default(),
            });
            if !hand_over(published.collect()) {
                return;
            }
            said = now;
        }
    }

    /// Checks an open file as `check FILE` would.
    fn outcome(&self, path: &Path, open: &OpenFiles, disk: &Disk) -> Outcome {
        let own = path;
        let mut outcome = Outcome::from([(own.to_owned(), Vec::new())]);
        // Any YAML may be open in an editor.
        if !keys_of(path, open).is_ok_and(|keys| keys.ours()) {
            return outcome;
        }
        let files = FileSearch::of(&[path.to_owned()], false, open).files;
        let Ok(done) = checked(&files, open, &CheckArgs::default(), self.language) else { return outcome };
        for source in done.checks.iter().flat_map(|check| &check.sources.0) {
            outcome.extend(disk.path(&source.name).filter(|path| path != own).map(|path| (path, Vec::new())));
        }
        let mut places = Places::default();
        for entry in &Listing::of(&done.checks, self.language).entries {
            let Some(path) = disk.path(entry.sources.name(entry.finding.place)) else { continue };
            let diagnostic = self.diagnostic(entry, &mut places, disk);
            outcome.entry(path).or_default().push(diagnostic);
        }
        outcome
    }

    fn diagnostic<'c>(&self, entry: &ListedFinding<'c>, places: &mut Places<'c>, disk: &Disk) -> Diagnostic {
        let related = entry.finding.related.iter().zip(&entry.related).filter_map(|((place, _), (_, label))| {
            let uri = uri::uri(&disk.path(entry.sources.name(*place))?);
            let range = places.range(entry.sources, *place);
            Some(DiagnosticRelatedInformation { location: Location { uri, range }, message: label.clone() })
        });
        let related: Vec<_> = related.collect();
        Diagnostic {
            range: places.range(entry.sources, entry.finding.place),
            severity: Some(match entry.severity {
                Severity::Error => DiagnosticSeverity::Error,
                Severity::Warning => DiagnosticSeverity::Warning,
                Severity::Remark => DiagnosticSeverity::Information,
            }),
            code: Some(entry.rule.into()),
            code_description: self
                .rules_page
                .as_ref()
                .map(|page| CodeDescription { href: Uri(format!("{page}#{}", entry.rule)) }),
            source: Some("beslisboom".to_owned()),
            message: entry.said(self.language).into(),
            related_information: (!related.is_empty()).then_some(related),
            ..Diagnostic::default()
        }
    }
}

/// The last of the jobs that are waiting, and all that changed; nothing where nobody waits for it any more.
fn latest(first: Job, jobs: &Receiver<Job>) -> Option<(Job, Option<BTreeSet<PathBuf>>)> {
    let begun = Instant::now();
    let mut changed = first.changed.clone().map(|path| BTreeSet::from([path]));
    let mut last = first;
    while begun.elapsed() < PATIENCE {
        match jobs.recv_timeout(QUIET) {
            Ok(job) => {
                changed = changed.zip(job.changed.clone()).map(|(mut all, path)| {
                    all.insert(path);
                    all
                });
                last = job;
            }
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some((last, changed))
}

/// What all open files together say of each file, each thing once.
fn together(outcomes: &HashMap<PathBuf, Outcome>) -> Outcome {
    let mut all = Outcome::new();
    let paths: BTreeSet<&PathBuf> = outcomes.keys().collect();
    for (path, found) in paths.into_iter().filter_map(|path| outcomes.get(path)).flatten() {
        let own = all.entry(path.clone()).or_default();
        for diagnostic in found {
            if !own.contains(diagnostic) {
                own.push(diagnostic.clone());
            }
        }
    }
    all
}

/// Files by the names that a check gives them.
struct Disk {
    /// The open files, by where they really are.
    open: HashMap<PathBuf, PathBuf>,
}

impl Disk {
    /// Where a file that was checked is, as the editor says it; none inside the program.
    fn path(&self, name: &str) -> Option<PathBuf> {
        if name.starts_with("builtin:") {
            return None;
        }
        let path = std::path::absolute(name).ok()?;
        Some(self.open.get(&real(&path)).cloned().unwrap_or(path))
    }
}

/// The lines of the texts that were checked, each looked through once.
#[derive(Default)]
struct Places<'c>(HashMap<*const u8, Lines<'c>>);

impl<'c> Places<'c> {
    fn range(&mut self, sources: &'c SourceFiles, place: Place) -> Range {
        let text = sources.0.get(place.file).map_or("", |source| source.text.as_str());
        let lines = self.0.entry(text.as_ptr()).or_insert_with(|| Lines::of(text));
        range(lines.range(&(place.start..place.end)))
    }
}

/// A range of the protocol.
pub(super) fn range((start, end): (Position, Position)) -> Range {
    let position = |at: Position| gen_lsp_types::Position { line: at.line, character: at.character };
    Range { start: position(start), end: position(end) }
}
