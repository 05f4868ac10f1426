//! `check`: what is wrong with trees, ladders and catalogues, for people and for CI.

mod files;
mod replayed;
mod search;

use crate::app::atomic_file::AtomicFile;
use crate::app::cli::{CheckArgs, Global};
use crate::app::ending::Ending;
use crate::app::look::colour;
use crate::app::system;
use crate::bilingual;
use crate::check::{Checked, merge, rule};
use crate::model::finding::{Severity, did_you_mean};
use crate::model::tree::Resolved;
use crate::output::findings::{FindingsFormat, Listing, ListingStyle};
use crate::text::language::Language;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// Checks every file that is named, and every YAML file with a `format:` in every folder.
pub(crate) fn run(args: &CheckArgs, global: &Global, language: Language) -> Result<Ending> {
    for name in args.rule.iter().chain(&args.skip) {
        known_rule(name, language)?;
    }
    let outputs = outputs(args, language)?;
    let files = search::files(&args.paths, language)?;
    if args.replay.is_some() || !args.set.is_empty() {
        return replayed::run(args, &files, language);
    }
    let mut checks = files::checked(&files, args, language)?;
    merge(&mut checks);
    let mut listing = Listing::of(&checks, language);
    listing.entries.retain(|entry| {
        (args.rule.is_empty() || args.rule.iter().any(|name| name == entry.rule))
            && !args.skip.iter().any(|name| name == entry.rule)
    });
    let fails = if args.strict { Severity::Warning } else { Severity::Error };
    let failed = listing.entries.iter().any(|entry| entry.severity >= fails);
    let summary = summary(&checks, &listing, language);
    listing.entries.retain(|entry| entry.severity >= args.min_severity.map_or(Severity::Remark, Into::into));
    let look = ListingStyle { colour: colour(global, false), width: system::width().unwrap_or(100), fails };
    for (format, path, file) in outputs {
        let plain = ListingStyle { colour: false, width: 100, fails };
        file.write(listing.show(format, plain).as_bytes()).with_context(|| {
            bilingual!("kan `{path}` niet schrijven", "cannot write `{path}`").to(language).to_owned()
        })?;
    }
    system::put(&listing.show(args.format.map_or(FindingsFormat::Text, Into::into), look))?;
    system::tell(&summary);
    Ok(if failed { Ending::Remarks } else { Ending::Fine })
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
fn summary(checks: &[Checked], listing: &Listing<'_>, language: Language) -> String {
    let (files, states) = (listing.files.len(), checks.iter().map(|checked| checked.states).sum::<usize>());
    let count = |severity| listing.count(severity);
    let (errors, warnings, remarks) = (count(Severity::Error), count(Severity::Warning), count(Severity::Remark));
    let trees = || checks.iter().filter_map(|checked| checked.resolved.as_ref());
    let examples: usize = trees().map(|tree| tree.examples.len()).sum();
    let outcomes: usize = trees().map(|tree| tree.outcomes.len()).sum();
    let answers_of = |tree: &Resolved| tree.questions.iter().map(|question| question.answers.len()).sum::<usize>();
    let answers: usize = trees().map(answers_of).sum();
    // Where there are no examples, or nothing could be said about them, they cover nothing.
    let (mut shown_outcomes, mut shown_answers) = (0, 0);
    for (checked, tree) in checks.iter().filter_map(|checked| Some((checked, checked.tree.as_ref()?))) {
        let of = |name: &str| checked.findings.iter().filter(|finding| finding.rule == name).count();
        if !tree.examples.is_empty() {
            shown_outcomes += tree.outcomes.len().saturating_sub(of("unexampled-outcome"));
            shown_answers += answers_of(tree).saturating_sub(of("unexampled-answer"));
        }
    }
    bilingual!(
        "Bestanden: {files}, fouten: {errors}, waarschuwingen: {warnings}, opmerkingen: {remarks}. {states} toestanden bekeken, {examples} voorbeelden gedraaid; ze dekken {shown_outcomes} van {outcomes} uitkomsten en {shown_answers} van {answers} antwoorden.",
        "Files: {files}, errors: {errors}, warnings: {warnings}, remarks: {remarks}. Looked at {states} states, ran {examples} examples; they cover {shown_outcomes} of {outcomes} outcomes and {shown_answers} of {answers} answers."
    )
    .to(language)
    .to_owned()
}
