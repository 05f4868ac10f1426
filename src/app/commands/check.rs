//! `check`: what is wrong with trees, ladders and catalogues, for people and for CI.

mod coverage;
pub(super) mod files;
pub(super) mod keys;
mod replayed;
pub(super) mod search;
mod since;
mod watch;

use crate::app::atomic_file::AtomicFile;
use crate::app::cli::{CheckArgs, Global};
use crate::app::ending::Ending;
use crate::app::look::colour;
use crate::app::open_files::OpenFiles;
use crate::app::system;
use crate::bilingual;
use crate::check::rule;
use crate::model::finding::{Severity, did_you_mean};
use crate::output::findings::{FindingsFormat, ListedFinding, Listing, ListingStyle};
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Context, Result, bail};
use coverage::Coverage;
use search::{FileSearch, shown};
use std::path::Path;

/// So many files that are not ours are named for people; a format for programs names all.
const NAMED: usize = 50;

/// Checks every file that is named, and every YAML file of ours in every folder; with `--watch` again and again.
pub(crate) fn run(args: &CheckArgs, global: &Global, language: Language) -> Result<Ending> {
    let once = || once(args, global, language);
    if args.watch { watch::run(&args.paths, &once, language) } else { once() }
}

fn once(args: &CheckArgs, global: &Global, language: Language) -> Result<Ending> {
    for name in args.rule.iter().chain(&args.skip).chain(&args.fail_on) {
        known_rule(name, language)?;
    }
    let outputs = outputs(args, language)?;
    let none = OpenFiles::default();
    let found = FileSearch::of(&args.paths, args.skip_others, &none);
    if args.replay.is_some() || !args.set.is_empty() {
        return replayed::run(args, &found.files, language);
    }
    let mut done = files::checked(&found.files, &none, args, language)?;
    done.checks.extend(found.unreadable.iter().map(|(path, why)| files::unreadable(path, why, args)));
    since::compare(&mut done, &found.files, args, language)?;
    let mut listing = Listing::of(&done.checks, language);
    // A filter says what one wants to see of what could be better; what is wrong is never hidden.
    let wanted = |name: &str| {
        (args.rule.is_empty() || args.rule.iter().any(|rule| rule == name))
            && !args.skip.iter().any(|rule| rule == name)
    };
    listing.entries.retain(|entry| entry.severity == Severity::Error || wanted(entry.rule));
    let passed = found.passed.iter().chain(&done.passed);
    listing.passed =
        passed.map(|(path, why)| (sanitize::logged(&shown(path, args)), why.to(language).to_owned())).collect();
    listing.passed.sort();
    let fails = if args.strict { Severity::Warning } else { Severity::Error };
    let gate =
        |entry: &ListedFinding<'_>| entry.severity >= fails || args.fail_on.iter().any(|rule| rule == entry.rule);
    let failed = listing.entries.iter().any(gate) || done.coverage.effects.falls_short(args.min_coverage);
    let summary = summary(&done.coverage, &listing, language);
    listing.entries.retain(|entry| entry.severity >= args.min_severity.map_or(Severity::Remark, Into::into));
    let look = ListingStyle { colour: colour(global, false), width: system::width().unwrap_or(100), fails };
    for (format, path, file) in outputs {
        let plain = ListingStyle { colour: false, width: 100, fails };
        file.write(listing.show(format, plain).as_bytes()).with_context(|| {
            bilingual!("kan `{path}` niet schrijven", "cannot write `{path}`").to(language).to_owned()
        })?;
    }
    system::put(&listing.show(args.format.map_or(FindingsFormat::Text, Into::into), look))?;
    passed_over(&listing);
    system::tell(&summary);
    if let Some(effects) = done.coverage.effects.said(language) {
        system::tell(&effects);
    }
    // Whoever names a folder expects that there is something in it.
    if let Some(folder) = found.empty.first() {
        let shown = system::shown(folder);
        let message =
            bilingual!("in `{shown}` staat geen YAML met `format:`", "there is no YAML with `format:` in `{shown}`");
        bail!("{}", message.to(language));
    }
    Ok(if failed { Ending::Remarks } else { Ending::Fine })
}

/// Names the YAML that was not taken for ours, with why.
fn passed_over(listing: &Listing<'_>) {
    let count = listing.passed.len();
    if count == 0 {
        return;
    }
    let language = listing.language;
    system::tell(bilingual!("Niet bekeken: {count}", "Not looked at: {count}").to(language));
    for (file, why) in listing.passed.iter().take(NAMED) {
        system::tell(&format!("  {file}: {why}"));
    }
    if count > NAMED {
        let more = count - NAMED;
        let text = bilingual!(
            "  en nog {more}; `--format json` noemt ze alle",
            "  and {more} more; `--format json` names all"
        );
        system::tell(text.to(language));
    }
}

fn known_rule(name: &str, language: Language) -> Result<()> {
    if rule(name).is_none() {
        let names = crate::check::RULES.iter().map(|rule| rule.name);
        let hint = did_you_mean(name, names)
            .unwrap_or_else(|| bilingual!("kijk met `beslisboom rules`", "look with `beslisboom rules`"));
        bail!(
            "{}: {}",
            bilingual!("er is geen regel `{name}`", "there is no rule `{name}`").to(language),
            hint.to(language)
        );
    }
    Ok(())
}

/// The files to write, each made sure of before anything is checked.
fn outputs(args: &CheckArgs, language: Language) -> Result<Vec<(FindingsFormat, String, AtomicFile)>> {
    let mut outputs = Vec::new();
    for text in &args.output {
        let words = FindingsFormat::ALL.map(FindingsFormat::word).join(", ");
        let wrong = || {
            bilingual!(
                "`--output {text}` is geen VORM=BESTAND; de vormen zijn: {words}",
                "`--output {text}` is not FORMAT=FILE; the formats are: {words}"
            )
            .to(language)
            .to_owned()
        };
        let Some((format, path)) = text.split_once('=') else { bail!("{}", wrong()) };
        let Some(format) = FindingsFormat::ALL.into_iter().find(|it| it.word() == format) else { bail!("{}", wrong()) };
        let file = AtomicFile::at(Path::new(path)).with_context(|| {
            bilingual!("kan `{path}` niet schrijven", "cannot write `{path}`").to(language).to_owned()
        })?;
        outputs.push((format, path.to_owned(), file));
    }
    Ok(outputs)
}

/// Counts, and how much of the trees was looked at and is covered by examples.
fn summary(coverage: &Coverage, listing: &Listing<'_>, language: Language) -> String {
    let files = listing.files.len();
    let count = |severity| listing.count(severity);
    let (errors, warnings, remarks) = (count(Severity::Error), count(Severity::Warning), count(Severity::Remark));
    let Coverage { states, examples, shown_outcomes, outcomes, shown_answers, answers, .. } = *coverage;
    bilingual!(
        "Bestanden: {files}, fouten: {errors}, waarschuwingen: {warnings}, opmerkingen: {remarks}. {states} toestanden bekeken, {examples} voorbeelden gedraaid; ze dekken {shown_outcomes} van {outcomes} uitkomsten en {shown_answers} van {answers} antwoorden.",
        "Files: {files}, errors: {errors}, warnings: {warnings}, remarks: {remarks}. Looked at {states} states, ran {examples} examples; they cover {shown_outcomes} of {outcomes} outcomes and {shown_answers} of {answers} answers."
    )
    .to(language)
    .to_owned()
}
