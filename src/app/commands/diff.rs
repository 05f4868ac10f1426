//! `diff`: what changes for whom between two versions of a tree.

use crate::analysis::diff::{DayGrade, Diff, Grade, ProjectComparison, Projects, RowName, RowResult, diff, states_on};
use crate::app::cli::{DiffArgs as Args, Global};
use crate::app::commands::batch::{self, ComparedList};
use crate::app::commands::reply_args::tree_name;
use crate::app::ending::Ending;
use crate::app::look::show;
use crate::app::open::{read_version, too_large};
use crate::app::project_file;
use crate::app::system;
use crate::bilingual;
use crate::list::answer::Answering;
use crate::list::field::Headers;
use crate::list::input::Input;
use crate::list::mapping::Mapping;
use crate::list::table::gathered::{FIELDS, result};
use crate::list::{Fault, Job};
use crate::model::tree::Tree;
use crate::output::changes::Versions;
use crate::source::dated::days_of_both;
use crate::source::resolve::{Misfit, fit};
use crate::text::language::Language;
use anyhow::{Result, anyhow, bail};
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};

/// Shows what changes. The ending says how much of it readers get otherwise; other texts alone are nothing.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let Some(compared) = compared(args, global, language)? else { return Ok(Ending::Refused) };
    let Compared { old, new, diff, days, shown, faults: broken } = compared;
    let (listed, mut faults) = match args.projects.as_deref() {
        None => (None, Vec::new()),
        Some(folder) if folder.is_dir() => {
            let (projects, faults) = in_folder(folder, (&old, &new), &diff, language)?;
            (Some(projects), faults)
        }
        Some(list) => (Some(in_list(args, list, (&old, &new), &diff, (global, language))?), Vec::new()),
    };
    faults.extend(broken);
    let projects = listed.as_ref();
    let versions = Versions { old: &old, new: &new, diff: &diff, days: &days, shown, projects, language };
    show(&versions, args.shown.format, global, language)?;
    faults.iter().for_each(|fault| system::tell(fault));
    let moved = !faults.is_empty() || listed.is_some_and(|projects| !projects.moved.is_empty());
    Ok(match diff.grade(&old, &new) {
        _ if moved => Ending::Remarks,
        Grade::Results => Ending::Remarks,
        Grade::Offers => Ending::OtherOffers,
        Grade::Reasons => Ending::OtherReasons,
        Grade::Nothing => Ending::Fine,
    })
}

/// Two versions on the day on which most changes, the first of those.
struct Compared {
    old: Tree,
    new: Tree,
    diff: Diff,
    /// Every day that was looked at.
    days: Vec<DayGrade>,
    /// Which of them it is.
    shown: usize,
    /// What could not be compared.
    faults: Vec<String>,
}

/// Compares two versions from today on, on every day on which either becomes another tree; with `--date` on that day
/// alone. `None` where one is no tree, and that was said.
fn compared(args: &Args, global: &Global, language: Language) -> Result<Option<Compared>> {
    let today = system::day(args.date.as_deref(), language)?;
    // Both are opened before either is refused: what is wrong with either is said in one go.
    // Git hands over the older version as a file somewhere else: what that names stands beside the newer one.
    let (one, two) = (Path::new(&args.old), Path::new(&args.new));
    let before = read_version(&args.old, two.exists().then_some(two), language)?;
    let after = read_version(&args.new, one.exists().then_some(one), language)?;
    let (old, new) = (before.open(&today, global, language)?, after.open(&today, global, language)?);
    let (Some(old), Some(new)) = (old, new) else { return Ok(None) };
    let all = match (before.draft(), after.draft()) {
        (Some(old), Some(new)) if args.date.is_none() => days_of_both(old, new, &today),
        _ => vec![today],
    };
    let states = args.budget.states();
    let diff_today = diff(&old, &new, states);
    let mut too_much = diff_today.told.is_none();
    let first = DayGrade { from: args.date.clone(), grade: Some(diff_today.grade(&old, &new)) };
    let mut most = Compared { old, new, diff: diff_today, days: vec![first], shown: 0, faults: Vec::new() };
    for (at, day) in all.iter().enumerate().skip(1) {
        let Some((old, new)) = before.on(day, all.len()).zip(after.on(day, all.len())) else {
            let said = bilingual!(
                "vanaf {day} is een van beide geen boom zonder fouten; vergelijken kan dan niet",
                "from {day} on one of both is no sound tree; they cannot be compared then"
            );
            most.faults.push(said.to(language).to_owned());
            most.days.push(DayGrade { from: Some(day.clone()), grade: None });
            continue;
        };
        let diff = diff(&old, &new, states_on(at, all.len(), states));
        too_much |= diff.told.is_none();
        let grade = Some(diff.grade(&old, &new));
        let much = |grade: Option<Grade>, diff: &Diff| (grade, !diff.changes.is_empty());
        most.days.push(DayGrade { from: Some(day.clone()), grade });
        if much(grade, &diff) > much(most.days[most.shown].grade, &most.diff) {
            most = Compared { old, new, diff, shown: most.days.len() - 1, ..most };
        }
    }
    if too_much {
        system::tell(too_large(states).to(language));
    }
    Ok(Some(most))
}

/// What both versions say of the rows of a list. Both read it at once, so that no more than a few rows are in memory.
fn in_list(
    args: &Args,
    list: &Path,
    (old, new): (&Tree, &Tree),
    diff: &Diff,
    (global, language): (&Global, Language),
) -> Result<Projects> {
    if list == Path::new("-") {
        bail!(
            "{}",
            language.pick(
                "de lijst wordt twee keer gelezen; geef --projects een bestand",
                "the list is read twice; give --projects a file"
            )
        );
    }
    let list = ComparedList { path: list, reading: &args.reading };
    let size = std::fs::metadata(list.path).ok().map(|about| about.len());
    let (shown, hidden) = (batch::progress(size, global, language), indicatif::ProgressBar::hidden());
    let mut comparison = ProjectComparison::of((old, new), &diff.pairing);
    let gathered = std::thread::scope(|scope| {
        let (one, before) = sync_channel(ROWS_AHEAD);
        let (two, after) = sync_channel(ROWS_AHEAD);
        let bar = &shown;
        let old = scope.spawn(move || {
            batch::gather((old, &args.old), list, bar, language, &mut |name, result| send(&one, (name, result)))
        });
        let new = scope.spawn(move || {
            batch::gather((new, &args.new), list, &hidden, language, &mut |name, result| send(&two, (name, result)))
        });
        while let (Ok((name, was)), Ok((_, is))) = (before.recv(), after.recv()) {
            if let (Some(was), Some(is)) = (was, is) {
                comparison.add(name, was, is);
            }
        }
        // Whoever still sends is stopped by this.
        drop((before, after));
        [old.join(), new.join()]
    });
    shown.finish_and_clear();
    let faults = gathered.into_iter().filter_map(|joined| match joined {
        Ok(done) => done.err(),
        Err(panic) => std::panic::resume_unwind(panic),
    });
    // One that was stopped only says that the other failed.
    match faults.min_by_key(|fault| fault.chain().any(|it| it.downcast_ref::<Stopped>().is_some())) {
        Some(fault) => Err(fault),
        None => Ok(comparison.finish()),
    }
}

/// So many rows one version may be ahead of the other.
const ROWS_AHEAD: usize = 256;

/// The other version could not read the list.
#[derive(Debug)]
struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}

fn send<T>(channel: &SyncSender<T>, row: T) -> Result<(), Fault> {
    channel.send(row).map_err(|_| Fault::Read(std::io::Error::other(Stopped)))
}

/// What both versions say of the projects in a folder, and what could not be taken along.
fn in_folder(
    folder: &Path,
    (old, new): (&Tree, &Tree),
    diff: &Diff,
    language: Language,
) -> Result<(Projects, Vec<String>)> {
    let mut found = project_file::all(folder, language)?;
    let job = |tree| Job {
        tree,
        language,
        input: Input::default(),
        fields: FIELDS.to_vec(),
        headers: Headers::Ids,
        mapping: Mapping::default(),
        date: system::today(),
        counts: false,
        strict: false,
        threads: 1,
    };
    let answering = |tree| Answering::new(&job(tree)).map_err(|said| anyhow!("{}", said.to(language)));
    let (before, after) = (answering(old)?, answering(new)?);
    let mut comparison = ProjectComparison::of((old, new), &diff.pairing);
    let mut row = 0;
    for (path, project) in &found.projects {
        let place = path.file_name().map(|name| system::shown(name.as_ref())).unwrap_or_default();
        for part in &project.parts {
            let tree = tree_name(None, Some(part));
            if ![&old.id.text, &new.id.text].contains(&&tree) {
                let said = bilingual!(
                    "`{place}`: een onderdeel hoort bij de boom `{tree}` en telt hier niet mee",
                    "`{place}`: a part belongs to the tree `{tree}` and does not count here"
                );
                found.faults.push(said.to(language).to_owned());
                continue;
            }
            let ((was, lost), (is, misfits)) = (fit(&**old, &part.replies), fit(&**new, &part.replies));
            // What only one version knows is what changed; what neither knows is a slip.
            for misfit in misfits.iter().filter(|misfit| lost.iter().any(|it| it.question.text == misfit.question.text))
            {
                let message = misfit.message.to(language);
                let said = bilingual!("`{place}`: weggelaten: {message}", "`{place}`: left out: {message}");
                found.faults.push(said.to(language).to_owned());
            }
            row += 1;
            let (name, part) = (project.name.clone(), part.part.clone().unwrap_or_default());
            let told = |answering: &Answering<'_>, tree: &Tree, replies, misfits: &[Misfit]| RowResult {
                refused: misfits.iter().filter_map(|it| Some(tree.questions[it.number?].id.text.clone())).collect(),
                ..result(&answering.answer_replies(replies).cells)
            };
            let (was, is) = (told(&before, old, &was, &lost), told(&after, new, &is, &misfits));
            comparison.add(RowName { row, place: place.clone(), name, part }, was, is);
        }
    }
    Ok((comparison.finish(), found.faults))
}
