//! What is done with a stranger's bytes, and what must hold whatever they are. `cargo fuzz` runs these from
//! `fuzz_targets/`; `tests/fuzz.rs` runs the same on stable, a bounded number of times.

use beslisboom::analysis::diff::{self, Grade};
use beslisboom::check::{Checked, check};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::list::field::Headers;
use beslisboom::list::table::jsonl::JsonLinesWriter;
use beslisboom::list::{Fault, Field, Job, Summary, csv as lists, json as objects, xlsx};
use beslisboom::model::finding::Severity;
use beslisboom::model::project::Project;
use beslisboom::model::replies::Replies;
use beslisboom::model::tree::Tree;
use beslisboom::output::format::{HouseStyle, docx_in_style};
use beslisboom::output::project::{project_plan, project_report};
use beslisboom::source::parse::{LoadError, Loader, Parsed, read, read_mapping, read_project, read_replies};
use beslisboom::source::parse::{read_with_side_files, write_project, write_replies};
use beslisboom::source::resolve::fit;
use beslisboom::source::shipped;
use beslisboom::text::language::Language;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// More states than this are not looked at: a run of the fuzzer is short.
const BUDGET: usize = 2_000;

/// A file beside the tree, and those that ship.
struct Beside<'a>(&'a str, &'a [u8]);

impl Loader for Beside<'_> {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        if path == self.0 {
            return Ok(self.1.to_vec());
        }
        shipped::file(path).map(|text| text.as_bytes().to_vec()).ok_or(LoadError::Missing)
    }
}

/// What must hold of every check: places lie in a file, and a tree is there exactly when nothing is wrong.
fn is_coherent(checked: &Checked) {
    for finding in &checked.findings {
        let (line, column) = checked.sources.line_and_column(finding.place);
        assert!(line > 0 && column > 0, "{}", finding.rule);
    }
    let wrong = checked.findings.iter().any(|finding| checked.severity(finding) == Severity::Error);
    assert!(!(wrong && checked.tree.is_some()), "a tree that is wrong is no tree");
}

fn checked(reading: Parsed) -> Option<Tree> {
    let checked = check(reading, BUDGET);
    is_coherent(&checked);
    checked.tree
}

/// A tree, ladder, catalogue or anything else in its place.
pub fn tree(data: &[u8]) {
    for language in [Language::Dutch, Language::English] {
        let Some(tree) = checked(read("boom.yaml", data, language, &Beside("", &[]))) else { continue };
        if tree.questions.len() > 12 {
            continue;
        }
        let replies = Replies::new();
        let evaluation = evaluate(&tree, &replies);
        assert!(!evaluation.landings.is_empty(), "a sound tree gives a result");
    }
}

/// A translation beside a tree that is right.
pub fn side(data: &[u8]) {
    let reading = read_with_side_files("boom.yaml", KINDS.as_bytes(), Language::English, &Beside("boom.en.yaml", data));
    checked(reading);
}

/// One question of each kind.
const KINDS: &str = "format: 1
id: soorten
version: \"1\"
title: Soorten vragen
language: nl
ladder: builtin:heusden
questions:
  ruimte:
    ask: Is er ruimte?
    answers: {ja: {label: Ja}, nee: {label: Nee, at-most: raadplegen}}
    next: wie
  wie:
    ask: Wie doet mee?
    kind: multiple
    answers: {buren: {label: Buren}, winkels: {label: Winkels}, niemand: {label: Niemand, alone: true}}
    next: tijd
  tijd:
    ask: Hoeveel weken heb je?
    kind: number
    unit: weken
    answers: {kort: {label: Kort, below: 4, outcome: wachten}, lang: {label: Lang, from: 4}}
    outcome: meedoen
outcomes:
  meedoen: {title: Betrek inwoners, verdict: participate, rung: ceiling}
  wachten: {title: Begin nog niet, verdict: not-yet}
";

static TREE: LazyLock<Tree> = LazyLock::new(|| {
    let reading = read("soorten.yaml", KINDS.as_bytes(), Language::Dutch, &Beside("", &[]));
    check(reading, BUDGET).tree.expect("it is sound")
});

/// Replies to a tree; what was read is read again from what is written.
pub fn replies(data: &[u8]) {
    let (file, sources, findings) = read_replies("antwoorden.yaml", data);
    for finding in &findings {
        sources.line_and_column(finding.place);
    }
    let Some(file) = file else { return };
    let tree = &*TREE;
    let (fitting, _) = fit(tree, &file.replies);
    assert!(!evaluate(tree, &fitting).landings.is_empty());
    let written = write_replies(&file);
    let (again, _, findings) = read_replies("antwoorden.yaml", written.as_bytes());
    let again = again.unwrap_or_else(|| panic!("cannot be read again:\n{written}\n{findings:?}"));
    assert_eq!(fit(tree, &again.replies).0, fitting, "{written}");
    assert_eq!(write_replies(&again), written);
}

/// A project; what was read is read again from what is written, and its documents can be made.
pub fn project(data: &[u8]) {
    let (file, sources, findings) = read_project("project.yaml", data);
    for finding in &findings {
        sources.line_and_column(finding.place);
    }
    let Some(file) = file else { return };
    let written = write_project(&file);
    let (again, _, findings) = read_project("project.yaml", written.as_bytes());
    let again = again.unwrap_or_else(|| panic!("cannot be read again:\n{written}\n{findings:?}"));
    assert_eq!(write_project(&again), written);
    project_plan(&file, &[], Language::Dutch);
    project_report(&file, &[], Language::English);
}

fn job() -> Job<'static> {
    Job {
        tree: &TREE,
        language: Language::Dutch,
        fields: Field::ALL.to_vec(),
        headers: Headers::Ids,
        input: Default::default(),
        mapping: Default::default(),
        counts: false,
        strict: false,
        threads: 1,
        date: "2026-11-22".to_owned(),
    }
}

/// The rows of a list, empty ones too, where it could be done.
fn rows(done: Result<Summary, Fault>) -> Option<u64> {
    done.ok().map(|summary| summary.rows + summary.empty + summary.totals)
}

/// A list with separators: as it came in and as JSON Lines it has as many rows, and the same bytes every time.
pub fn csv(data: &[u8]) {
    let job = job();
    let once = |out: &mut Vec<u8>| rows(lists::run(&job, &mut &*data, out));
    let (mut first, mut second, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    let answered = once(&mut first);
    assert_eq!(once(&mut second), answered);
    assert!(first == second, "the same list, the same bytes");
    let converted = rows(lists::convert(&job, &mut &*data, &mut JsonLinesWriter::new(&mut lines)));
    if let (Some(one), Some(other)) = (answered, converted) {
        assert_eq!(one, other, "rows in, rows out");
        are_objects(&lines, other);
    }
}

/// Every line is an object of its own.
fn are_objects(lines: &[u8], count: u64) {
    let text = std::str::from_utf8(lines).expect("JSON is UTF-8");
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        assert!(value.is_object());
    }
    assert_eq!(text.lines().count() as u64, count);
}

/// A list of objects, by line or in an array.
pub fn json(data: &[u8]) {
    let job = job();
    for array in [false, true] {
        let mut lines = Vec::new();
        if let Some(count) = rows(objects::run(&job, array, &mut &*data, &mut lines)) {
            are_objects(&lines, count);
        }
    }
}

/// A workbook.
pub fn workbook(data: &[u8]) {
    let job = job();
    let mut lines = Vec::new();
    let done = xlsx::convert(&job, Cursor::new(data), &mut JsonLinesWriter::new(&mut lines));
    if let Some(count) = rows(done) {
        are_objects(&lines, count);
    }
}

/// A file that says which column is which question.
pub fn map(data: &[u8]) {
    let (file, sources, findings) = read_mapping("koppeling.yaml", data);
    for finding in &findings {
        sources.line_and_column(finding.place);
    }
    let mut job = job();
    job.mapping.learn(file);
    let list = b"Naam,Ruimte,Tijd\nPlein,ja,\nPark,wel,12\n";
    let mut out = Vec::new();
    if let Some(count) = rows(lists::run(&job, &mut &list[..], &mut out)) {
        assert_eq!(count, 2);
    }
}

/// The parts of somebody's Word document, each with its name on its first line: packed here, so that what changes is what
/// stands in a part and not its sum. What is written in that style is XML and leads nowhere.
pub fn house_style(data: &[u8]) {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts(data) {
        let (name, content) = part.split_at(part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len()));
        let name = String::from_utf8_lossy(name);
        if zip.start_file(name, stored).is_ok() {
            zip.write_all(content.get(1..).unwrap_or_default()).expect("memory is there");
        }
    }
    let packed = zip.finish().expect("memory is there").into_inner();
    let Ok(style) = HouseStyle::read(packed) else { return };
    style.left_out().count();
    let plan = project_plan(&Project { name: "Kade".to_owned(), ..Project::default() }, &[], Language::Dutch);
    if let Ok(written) = docx_in_style(&plan, &style) {
        is_sound_package(&written);
    }
}

/// Every part can be read as what its name says, and none leads out.
fn is_sound_package(bytes: &[u8]) {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    for number in 0..zip.len() {
        let mut file = zip.by_index(number).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("a part that is whole");
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let mut reader = quick_xml::Reader::from_reader(&content[..]);
            let mut buffer = Vec::new();
            loop {
                match reader.read_event_into(&mut buffer).unwrap_or_else(|fault| panic!("{name}: {fault}")) {
                    quick_xml::events::Event::Eof => break,
                    _ => buffer.clear(),
                }
            }
        }
        assert!(!(name.ends_with(".rels") && content.windows(10).any(|it| it == b"TargetMode")), "{name}");
    }
}

/// What stands between the marks, first and last too.
fn parts(mut data: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    while let Some(at) = data.windows(BETWEEN.len()).position(|window| window == BETWEEN) {
        parts.push(&data[..at]);
        data = &data[at + BETWEEN.len()..];
    }
    parts.push(data);
    parts
}

/// What stands between two parts or versions in one file.
pub const BETWEEN: &[u8] = b"\n=====\n";

/// Two versions of a tree. A version does not differ from itself.
pub fn diff(data: &[u8]) {
    let versions = parts(data);
    let [old, new] = versions[..] else { return };
    let version = |bytes: &[u8]| checked(read("boom.yaml", bytes, Language::Dutch, &Beside("", &[])));
    let (old, new) = (version(old), version(new));
    for (one, other) in [(&old, &new), (&new, &old)] {
        let Some(one) = one else { continue };
        let itself = diff::diff(one, one, BUDGET);
        let all_seen = itself.moves.is_some() && itself.told.is_some();
        assert!(!all_seen || itself.grade(one, one) == Grade::Nothing, "a tree does not differ from itself");
        if let Some(other) = other {
            diff::diff(one, other, BUDGET);
        }
    }
}
