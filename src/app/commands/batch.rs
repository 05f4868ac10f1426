//! `batch`: a list of projects in, the same list out, each row with what the tree says about it.

mod format;
mod overview;

use crate::analysis::diff::{RowName, RowResult};
use crate::app::atomic_file::AtomicFile;
use crate::app::charset;
use crate::app::cli::{BatchArgs as Args, Global, ListFormat, ListReadingArgs};
use crate::app::ending::Ending;
use crate::app::look::{colour, plain};
use crate::app::open::{in_other_languages, open_on};
use crate::app::system::{self, cannot_write, shown};
use crate::bilingual;
use crate::list::cell::Sink;
use crate::list::count_by::CountBy;
use crate::list::field::Headers;
use crate::list::mapping::Mapping;
use crate::list::table::gathered::{self, Gathered};
use crate::list::table::jsonl::JsonLinesWriter;
use crate::list::table::markdown::Markdown;
use crate::list::table::separated::Separated;
use crate::list::tally::Status;
use crate::list::{Fault, Job, Summary, csv, json, xlsx};
use crate::model::tree::Tree;
use crate::output::format::TextLayout;
use crate::source::parse::read_mapping;
use crate::source::shipped;
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Context, Result, anyhow, bail};
use std::io::{BufReader, BufWriter, IsTerminal, Read, Seek, Write};
use std::path::Path;

/// Classifies a list.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let (tree, list) = match &args.names[..] {
        [tree, list] => (tree.display().to_string(), list.as_path()),
        names => (shipped::DEFAULT_TREE.to_owned(), names[0].as_path()),
    };
    let from = format::from(args.reading.from, list, language)?;
    let to = format::to(args, from, language)?;
    let fields = format::fields(&args.columns, language)?;
    may_write(args, list, &tree, language)?;
    let date = system::day(args.date.as_deref(), language)?;
    let Some(opened) = open_on(&tree, &date, global, language)? else { return Ok(Ending::Refused) };
    let overview = args.summary_out.as_deref().map(|path| overview::OverviewOutput::at(path, language)).transpose()?;
    let count =
        CountBy { project: args.project_column.clone(), by: args.by.clone(), chosen: args.chosen_column.clone() };
    let job = Job {
        tree: &opened.tree,
        language,
        input: format::input(&args.reading, from, language)?,
        fields,
        headers: format::headers(args.headers, to, language),
        mapping: Mapping { count, ..mapping(&args.reading.set, args.reading.map.as_deref(), &tree, language)? },
        date,
        counts: args.summary_out.is_some(),
        strict: args.strict,
        threads: args.threads.unwrap_or_else(threads),
    };
    let summary = match &args.out {
        None => {
            let mut out = std::io::stdout();
            match answer(&job, list, (from, to), global, (&mut out, &std::env::temp_dir())) {
                // A reader that went away (`| head`) is no fault.
                Err(Fault::Write(fault)) if fault.kind() == std::io::ErrorKind::BrokenPipe => return Ok(Ending::Fine),
                done => done.map_err(|fault| told(fault, list, Path::new("-"), language))?,
            }
        }
        Some(path) => {
            let mut whole = AtomicFile::at(path).with_context(|| cannot_write(path, language))?;
            // Temporary files stand where the answer goes: what has room for it has room for them.
            let folder = whole.folder().map_or_else(std::env::temp_dir, Path::to_owned);
            let mut out = BufWriter::with_capacity(1 << 18, whole.writer());
            let done = answer(&job, list, (from, to), global, (&mut out, &folder));
            let done = done.and_then(|summary| out.flush().map(|()| summary).map_err(Fault::Write));
            drop(out);
            let summary = done.map_err(|fault| told(fault, list, path, language))?;
            whole.finish().with_context(|| cannot_write(path, language))?;
            summary
        }
    };
    let look = TextLayout { width: system::width(), colour: colour(global, true), plain: plain(global) };
    system::tell(&overview::text(&job, &summary, list, look));
    if let Some(overview) = overview {
        overview.write(&job, &summary, list)?;
    }
    let undecided = args.strict && summary.count(Status::Undecided) > 0;
    Ok(if summary.count(Status::Invalid) > 0 || undecided { Ending::Remarks } else { Ending::Fine })
}

/// Sees before anything is read that nothing is lost by writing: every file is only one thing in a run, and
/// what is there already stays, unless asked otherwise.
fn may_write(args: &Args, list: &Path, tree: &str, language: Language) -> Result<()> {
    let (tree, map) = (Path::new(tree), args.reading.map.as_deref());
    let also = [
        (Some(list), bilingual!("de lijst zelf", "the list itself")),
        (Some(tree), bilingual!("de boom", "the tree")),
        (map, bilingual!("het bestand van --map", "the file of --map")),
        (args.out.as_deref(), bilingual!("het bestand van --out", "the file of --out")),
    ];
    let outputs = [(args.out.as_deref(), "--out", 3), (args.summary_out.as_deref(), "--summary-out", 4)];
    for (path, option, before) in outputs {
        let Some(path) = path else { continue };
        let shown = shown(path);
        let same = |(other, _): &&(Option<&Path>, _)| other.is_some_and(|other| system::same_file(other, path));
        if let Some((_, what)) = also[..before].iter().find(same) {
            let (nl, en) = (&what.dutch, &what.english);
            let said = bilingual!(
                "`{shown}` is {nl}; kies een andere naam voor {option}, dan blijft alles zoals het is",
                "`{shown}` is {en}; choose another name for {option}, and all stays as it is"
            );
            bail!("{}", said.to(language));
        }
        if path.is_file() && !args.force {
            let said = bilingual!(
                "`{shown}` bestaat al; kies een andere naam, of schrijf eroverheen met --force",
                "`{shown}` is there already; choose another name, or write over it with --force"
            );
            bail!("{}", said.to(language));
        }
    }
    Ok(())
}

/// Two where there are two: reading and writing cost as much as answering, and every thread that answers
/// remembers for itself, so more would cost memory.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, Into::into).min(2)
}

/// Reads, answers and writes; temporary files go in a folder.
fn answer(
    job: &Job<'_>,
    list: &Path,
    (from, to): (ListFormat, ListFormat),
    global: &Global,
    (out, folder): (&mut (dyn Write + Send), &Path),
) -> Result<Summary, Fault> {
    let (input, size) = system::reader(list).map_err(Fault::Read)?;
    let bar = progress(size, global, job.language);
    let done = match (from, to) {
        (ListFormat::Csv, ListFormat::Csv) => csv::run(job, &mut bar.wrap_read(input), out),
        (ListFormat::Jsonl | ListFormat::Json, ListFormat::Jsonl) => {
            json::run(job, from == ListFormat::Json, &mut bar.wrap_read(input), out)
        }
        // The workbook stays as it is, with the answers in it.
        (ListFormat::Xlsx, ListFormat::Xlsx) => edit(job, list, &bar, (out, folder)),
        _ => {
            let mut sink: Box<dyn Sink> = match to {
                ListFormat::Csv => Box::new(Separated::new(out)),
                ListFormat::Xlsx => xlsx::writer(out, job, folder)?,
                ListFormat::Markdown => Box::new(Markdown::new(out)),
                ListFormat::Jsonl | ListFormat::Json => Box::new(JsonLinesWriter::new(out)),
            };
            convert(job, (list, input, folder), from, &bar, &mut *sink)
        }
    };
    bar.finish_and_clear();
    done
}

/// Answers a sheet in its own workbook. What comes in bit by bit is put in one file first.
fn edit(
    job: &Job<'_>,
    list: &Path,
    bar: &indicatif::ProgressBar,
    (out, folder): (&mut dyn Write, &Path),
) -> Result<Summary, Fault> {
    let mut file = system::seekable(list, folder)?;
    let again = match list == Path::new("-") {
        false => system::seekable(list, folder)?,
        true => {
            let mut copy = system::scratch(folder)?;
            let copied = std::io::copy(&mut file, &mut copy).and_then(|_| copy.rewind());
            copied.map_err(|fault| Fault::Scratch(folder.to_owned(), fault))?;
            file.rewind().map_err(Fault::Read)?;
            copy
        }
    };
    let mut scratch = system::scratch(folder)?;
    xlsx::edit(job, BufReader::new(bar.wrap_read(file)), BufReader::new(again), &mut scratch, out)
}

/// Reads and answers, for whatever takes the rows.
fn convert(
    job: &Job<'_>,
    (list, input, folder): (&Path, Box<dyn Read + Send>, &Path),
    from: ListFormat,
    bar: &indicatif::ProgressBar,
    sink: &mut dyn Sink,
) -> Result<Summary, Fault> {
    let file = || system::seekable(list, folder).map(|file| bar.wrap_read(file));
    match from {
        ListFormat::Csv => csv::convert(job, &mut bar.wrap_read(input), sink),
        ListFormat::Xlsx => xlsx::convert(job, BufReader::new(file()?), sink),
        _ => json::convert(job, from == ListFormat::Json, &mut file()?, sink),
    }
}

/// A list that two versions of a tree are held against, and how it is read.
#[derive(Clone, Copy)]
pub(super) struct ComparedList<'a> {
    pub(super) path: &'a Path,
    pub(super) reading: &'a ListReadingArgs,
}

/// What takes the rows of a list, one by one.
pub(super) type TakeRow<'a> = &'a mut dyn FnMut(RowName, Option<RowResult>) -> Result<(), Fault>;

/// Hands on what a tree says of the rows of a list.
pub(super) fn gather(
    (tree, name): (&Tree, &str),
    list: ComparedList<'_>,
    bar: &indicatif::ProgressBar,
    language: Language,
    take: TakeRow<'_>,
) -> Result<()> {
    let from = format::from(list.reading.from, list.path, language)?;
    let mapping = mapping(&list.reading.set, list.reading.map.as_deref(), name, language)?;
    let input = format::input(list.reading, from, language)?;
    let (fields, date, headers) = (gathered::FIELDS.to_vec(), system::today(), Headers::Ids);
    let job = Job { tree, language, input, fields, headers, mapping, date, counts: false, strict: false, threads: 1 };
    let told = |fault| told(fault, list.path, Path::new("-"), language);
    let (input, _) = system::reader(list.path).map_err(Fault::Read).map_err(told)?;
    convert(&job, (list.path, input, &std::env::temp_dir()), from, bar, &mut Gathered::to(take))
        .map(|_| ())
        .map_err(told)
}

/// The names in the list that are not those of the tree.
pub(super) fn mapping(set: &[String], map: Option<&Path>, tree: &str, language: Language) -> Result<Mapping> {
    let mut mapping = as_written(tree, language);
    for text in set {
        let Some((question, answer)) = text.split_once('=').filter(|(question, _)| !question.trim().is_empty()) else {
            let said = bilingual!(
                "--set {text} begrijp ik niet; schrijf het zo: --set vraag=antwoord",
                "I do not understand --set {text}; write it like this: --set question=answer"
            );
            bail!("{}", said.to(language));
        };
        mapping.fixed.push((question.trim().to_owned(), answer.trim().to_owned()));
    }
    let Some(path) = map else { return Ok(mapping) };
    let shown = shown(path);
    let (found, sources, findings) = read_mapping(&shown, &system::bytes(path, language)?);
    let line = |finding: &crate::model::finding::Finding| {
        let (line, column) = sources.line_and_column(finding.place);
        let hint = finding.hint.as_ref().map(|hint| format!(" ({})", hint.to(language))).unwrap_or_default();
        sanitize::line(&format!("{shown}:{line}:{column}: {}{hint}", finding.message.to(language)))
    };
    if !findings.is_empty() {
        bail!("{}", findings.iter().map(line).collect::<Vec<_>>().join("\n"));
    }
    mapping.learn(found);
    Ok(mapping)
}

/// The names of a tree in any language that the program speaks.
fn as_written(tree: &str, language: Language) -> Mapping {
    let mut mapping = Mapping::default();
    in_other_languages(tree, language).for_each(|other| mapping.know(&other));
    mapping
}

/// A bar on a terminal, else nothing.
pub(super) fn progress(size: Option<u64>, global: &Global, language: Language) -> indicatif::ProgressBar {
    if !std::io::stderr().is_terminal() || plain(global) || charset::is_other() {
        return indicatif::ProgressBar::hidden();
    }
    let bar = size.map_or_else(indicatif::ProgressBar::no_length, indicatif::ProgressBar::new);
    let shown = language.pick("{bar:40} {percent} % van {total_bytes}", "{bar:40} {percent} % of {total_bytes}");
    match indicatif::ProgressStyle::with_template(shown) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A fault with the file that it is about.
fn told(fault: Fault, list: &Path, out: &Path, language: Language) -> anyhow::Error {
    let shown = list.display();
    match fault {
        Fault::List(said) => anyhow!("{}: {}", shown, said.to(language)),
        Fault::Read(fault) => anyhow::Error::from(fault)
            .context(bilingual!("kan `{shown}` niet lezen", "cannot read `{shown}`").to(language).to_owned()),
        Fault::Write(fault) if out == Path::new("-") => {
            anyhow::Error::from(fault).context(language.pick("kan de lijst niet wegschrijven", "cannot write the list"))
        }
        Fault::Write(fault) => anyhow::Error::from(fault).context(cannot_write(out, language)),
        Fault::Scratch(folder, fault) => {
            let folder = system::shown(&folder);
            let said = bilingual!(
                "een tijdelijk bestand in de map `{folder}` lukt niet",
                "a temporary file in the folder `{folder}` does not work"
            );
            let fault = anyhow::Error::from(fault).context(said.to(language).to_owned());
            if out == Path::new("-") { fault } else { fault.context(cannot_write(out, language)) }
        }
    }
}
