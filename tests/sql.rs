//! The SQL of a tree, on the engines it is for: every row says what `batch` says of it, complete or with blanks,
//! on shipped trees and random ones.
//!
//! `.ci/run` fetches the engines. Where one is not there its test says so and passes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
#[path = "common/missing.rs"]
mod missing;
#[path = "sql/postgres.rs"]
mod postgres;

use beslisboom::engine::evaluate::{Clash, Explored};
use beslisboom::list::answer::{Answering, KnownByReplies};
use beslisboom::list::cell::ReplyText;
use beslisboom::list::columns::Columns;
use beslisboom::list::field::Headers;
use beslisboom::list::input::Input;
use beslisboom::list::mapping::Mapping;
use beslisboom::list::sql::{ADDED, Dialect, Query, query};
use beslisboom::list::{Field, Job};
use beslisboom::model::ids::{AnswerId, Id};
use beslisboom::model::replies::{Decimal, Replies, Reply};
use beslisboom::model::tree::{QuestionKind, Resolved, Tree};
use beslisboom::text::language::Language;
use common::{Dice, Maker, checked, random_trees, replies_to, shipped_trees};
use missing::missing;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

const DIALECTS: [(Dialect, &str); 3] =
    [(Dialect::DuckDb, "duckdb"), (Dialect::PostgreSql, "postgresql"), (Dialect::Spark, "spark")];

/// A row: its cells, and the replies that they give where all of them can be read.
struct Row {
    cells: Vec<String>,
    replies: Option<Replies>,
}

/// A random row of which so many in twelve cells are open; cells are written in every way that people do.
fn random_row(tree: &Resolved, dice: &mut Dice, open: usize) -> Row {
    let mut row = Row { cells: vec![String::new(); tree.questions.len()], replies: Some(Replies::new()) };
    for (question, asked) in tree.questions.iter_enumerated() {
        let id = |answer: &AnswerId| asked.answers[*answer].id.text.as_str();
        let cell = &mut row.cells[question.index()];
        let mut reply = |reply| row.replies.as_mut().map(|replies| replies.insert(question, reply));
        match dice.roll(12) {
            it if it < open => *cell = dice.pick(&["", "", "NULL", " "]).to_owned(),
            it if it < open + 1 && open > 0 => {
                *cell = dice.pick(&["?", "onbekend", " Unknown "]).to_owned();
                reply(Reply::Unknown);
            }
            it if it < open + 2 && open > 0 && !asked.is_multiple() && asked.answers.len() > 1 => {
                let some: Vec<AnswerId> = asked.answers.ids().filter(|_| dice.one_in(2)).collect();
                let some = if some.len() < 2 { asked.answers.ids().take(2).collect() } else { some };
                *cell = some.iter().map(id).collect::<Vec<_>>().join(dice.pick(&["|", " ; "]));
                reply(Reply::OneOf(some));
            }
            11 if open == 3 => {
                let odd = [
                    "wat",
                    "1.250",
                    "1,250",
                    "5,000",
                    "a;",
                    ";",
                    "'ja nee",
                    "1e3",
                    "=A1+1",
                    "=\"a\"&\"b\"",
                    "=\"\"",
                    "\u{a0}vel\u{2003}iets.",
                ];
                *cell = match asked.answers.first() {
                    // A mark beside an answer is no answer.
                    Some(answer) if dice.one_in(4) => {
                        format!("{}{}", dice.pick(&["?;", ".| ", ": ;"]), id(&asked.answers.ids().next().unwrap()))
                            + if answer.alone { "" } else { dice.pick(&["", "; ?", "|onbekend"]) }
                    }
                    _ => dice.pick(&odd).to_owned(),
                };
                row.replies = None;
            }
            it if it % 2 == 0 && matches!(asked.kind, QuestionKind::Number { .. }) => {
                let number = Decimal::from(dice.roll(40) as i64);
                *cell = format!("{number}{}", dice.pick(&["", ".0", ",00", " ", "."]));
                if dice.one_in(4) {
                    *cell = format!("=\"{cell}\"");
                }
                if dice.one_in(3) {
                    // In every way to write a number, right or wrong: what `batch` makes of it must come out.
                    *cell = odd_number(dice, number);
                    row.replies = None;
                } else if asked.answers.iter().any(|answer| answer.band.unwrap().holds(number)) {
                    reply(Reply::Number(number));
                } else {
                    row.replies = None;
                }
            }
            _ => {
                let all = replies_to(tree, question);
                let answers = all[dice.roll(all.len())].clone();
                let label = |answer: &AnswerId| asked.answers[*answer].label.clone();
                *cell = match (&answers[..], dice.roll(4)) {
                    ([only], 0) => format!("  {}. ", label(only).to_uppercase()),
                    ([only], 1) => format!("'{}", label(only)),
                    ([only], 2) => format!("{}=\"{}\"", dice.pick(&["", "'", " "]), label(only).replace('"', "\"\"")),
                    (several, 3) if several.iter().all(|it| !label(it).contains([';', '|', ','])) => {
                        several.iter().map(label).collect::<Vec<_>>().join(" ; ")
                    }
                    (several, _) => several.iter().map(id).collect::<Vec<_>>().join(dice.pick(&[";", "|", " ; "])),
                };
                reply(Reply::Answers(answers));
            }
        }
    }
    row
}

/// A number as people write it, with words and marks that belong to it, and that do not.
fn odd_number(dice: &mut Dice, number: Decimal) -> String {
    let thousands = [
        "25.000",
        "1.250,5",
        "1,250.5",
        "1.250.000",
        "1,000,000",
        "25 000",
        "1 250,75",
        "−3",
        "-1.250,5",
        "1.250.5",
        "12.34.56",
        "2 5",
        "0.125",
        "+7",
        "1.000",
        "1,000",
        // Up to the largest number there is, and past it.
        "1000000000000",
        "1.000.000.000.000",
        "1 000 000 000 000,5",
        "1,000,000,000,000.50",
        "9223372036854,775807",
        "9223372036854,775808",
        "-9223372036855",
        "99999999999999999999999999999999999999999",
        "000.000.000.000.000.000.007",
        "00000000000000000000007",
    ];
    let bare = if dice.one_in(3) { dice.pick(&thousands).to_owned() } else { number.to_string() };
    let before = dice.pick(&["", "", "", "€ ", "€", "EUR ", "- "]);
    let behind = dice.pick(&[
        "", " weken", "wk", " WKN", " week", " weeks.", " maanden", " mnd", " jaar", " years", "maand", " euro", " €",
        ",-", ",--", ",–", " ,-", " stuks", "stuks", " dagen", " %", " wk?",
    ]);
    format!("{before}{bare}{behind}")
}

/// A tree with rows, as files for an engine, and what must come out.
struct Case {
    name: String,
    expected: Vec<Vec<String>>,
}

fn write_case(folder: &Path, name: &str, tree: &Tree, rows: &[Row]) -> Case {
    let names: Vec<String> = tree.questions.iter().map(|question| question.id.text.clone()).collect();
    let columns = Columns::of(tree, names.clone(), &Mapping::default()).unwrap();
    let (fields, date, mapping) = (Field::ALL.to_vec(), String::new(), Mapping::default());
    let (language, input) = (Language::Dutch, Input::default());
    let headers = Headers::Ids;
    let job = Job { tree, language, input, fields, headers, mapping, counts: false, strict: false, threads: 1, date };
    let (answering, mut known) = (Answering::new(&job).unwrap(), KnownByReplies::default());
    let mut list = csv::Writer::from_path(folder.join(format!("{name}.csv"))).unwrap();
    list.write_record([&["id".to_owned()], &names[..]].concat()).unwrap();
    let (mut expected, explored) = (Vec::new(), Explored::of(tree));
    for (number, row) in rows.iter().enumerate() {
        list.write_record([&[number.to_string()], &row.cells[..]].concat()).unwrap();
        let cell = |column: usize| if row.cells[column] == "NULL" { "" } else { &row.cells[column] };
        let answer =
            answering.answer(&columns, &mut |column| ReplyText::Text(Cow::Borrowed(cell(column))), None, &mut known);
        let said = |name: &str| answer.cells[Field::ALL.iter().position(|it| it.word() == name).unwrap()].to_string();
        // What a list has no column for: where the result is open, by evaluating the replies alone.
        let clash = match (&said("status")[..], &row.replies) {
            ("conflict", _) => Some(Clash { possible: true, certain: true }),
            (_, replies) => replies.as_ref().map(|replies| explored.evaluate(replies).clash),
        };
        expected.push(Vec::from_iter(ADDED.iter().map(|name| match *name {
            "first_open_question" => said("open_questions").split(';').next().unwrap().to_owned(),
            "conflict" => match clash {
                None => "unread".to_owned(),
                Some(it) if it.certain => "true".to_owned(),
                Some(it) if it.possible => String::new(),
                Some(_) => "false".to_owned(),
            },
            name => said(name),
        })));
    }
    for (dialect, engine) in DIALECTS {
        let wanted = Query { tree, dialect, table: "projects".into(), view: None, mapping: Mapping::default() };
        std::fs::write(folder.join(format!("{name}.{engine}.sql")), query(&wanted).unwrap()).unwrap();
    }
    Case { name: name.to_owned(), expected }
}

/// Holds what an engine wrote against what must come out.
fn compare(folder: &Path, engine: &str, case: &Case) {
    let out = folder.join(format!("{}.{engine}.out", case.name));
    let mut out = csv::Reader::from_path(out).unwrap();
    let head: Vec<String> = out.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(head[head.len() - ADDED.len()..], ADDED, "{}", case.name);
    let rows: Vec<csv::StringRecord> = out.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), case.expected.len());
    for (row, expected) in rows.iter().zip(&case.expected) {
        for (at, expected) in expected.iter().enumerate().filter(|(_, it)| *it != "unread") {
            let found = match &row[head.len() - ADDED.len() + at] {
                "t" => "true",
                "f" => "false",
                found => found,
            };
            assert_eq!(found, expected, "{} of {}: {row:?}", ADDED[at], case.name);
        }
    }
}

/// Labels that would end a text, begin a comment or hide, and that look like several answers.
const HOSTILE: &str = r#"
format: 1
id: t
version: "1'; DROP TABLE projects; --"
title: "T\n; DROP TABLE projects; --"
language: nl
ladder: l.yaml
questions:
  select:
    ask: Q?
    answers:
      from: {label: "O'Brien''s \"keus\"; -- /* niet */", at-most: r0}
      where: {label: "C:\\nieuw\\", at-least: r1}
      order: {label: "a\u202Eb\u200Bc\U000E0041d\te", at-most: r1}
      having: {label: "'s Avonds; 'n keer", at-most: r0}
      group: {label: "100% _ $1 $$ \\1 {x} `y`"}
      by: {label: "E'\\u0041' || chr(65)", outcome: geen}
    next: table
  table:
    ask: Q?
    kind: multiple
    answers:
      as: {label: "een; twee", at-most: r1}
      in: {label: "een", at-least: r1}
      end: {label: "twee, drie"}
      or: {label: "drie|'"}
      limit: {label: "'t Zand"}
      not: {label: "Niets?", alone: true}
    outcome: hoog
outcomes:
  hoog: {title: H, verdict: participate, rung: ceiling, conflict: geen}
  geen: {title: G, verdict: not-yet}
"#;

/// Random trees with twenty rows each: the first ones for Spark too, which takes a second for each.
const RANDOM: u64 = 200;
const RANDOM_ON_SPARK: u64 = 12;

/// The cases of all engines, in one folder. `SQL_ROWS` says how many complete rows every shipped tree has; it has
/// a seventh of that with blanks.
fn cases() -> &'static (PathBuf, Vec<Case>) {
    static CASES: LazyLock<(PathBuf, Vec<Case>)> = LazyLock::new(|| {
        let complete: usize = std::env::var("SQL_ROWS").map_or(350, |rows| rows.parse().unwrap());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sql");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let mut cases = Vec::new();
        for (name, tree) in shipped_trees() {
            let mut dice = Dice(0x5a1);
            let mut rows: Vec<Row> = (0..complete).map(|_| random_row(&tree, &mut dice, 0)).collect();
            let blanks = (0..complete.div_ceil(7)).map(|round| [1, 2, 3, 5, 9][round % 5]);
            rows.extend(blanks.map(|open| random_row(&tree, &mut dice, open)));
            cases.push(write_case(&folder, name, &tree, &rows));
        }
        let found = checked(HOSTILE);
        let tree = found.tree.unwrap_or_else(|| panic!("{:?}", found.findings));
        let mut dice = Dice(7);
        let rows: Vec<Row> = (0..200).map(|round| random_row(&tree, &mut dice, [0, 1][round % 2])).collect();
        cases.push(write_case(&folder, "hostile", &tree, &rows));
        // Numbers of things, of weeks and of euros.
        let units = ["unit: stuks", "unit: weken\n    measures: weeks", "unit: \"%\"", "unit: euro"];
        let draft = |seed| Maker::draft(seed, 5).replace("unit: stuks", units[seed as usize % 4]);
        for (seed, tree) in random_trees(RANDOM, draft) {
            let mut dice = Dice(seed ^ 0xfeed);
            let opens = (0..20).map(|round| [0, 1, 2, 3, 5, 9][round % 6]);
            let rows: Vec<Row> = opens.map(|open| random_row(&tree, &mut dice, open)).collect();
            let name = format!("random{seed:03}");
            cases.push(write_case(&folder, &name, &tree, &rows));
            if seed >= RANDOM_ON_SPARK {
                std::fs::remove_file(folder.join(format!("{name}.spark.sql"))).unwrap();
            }
        }
        (folder, cases)
    });
    &CASES
}

/// Python with the engines, as `.ci/run` makes it.
fn python() -> Option<PathBuf> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/engines/bin/python");
    python.exists().then_some(python)
}

/// Runs a script of this folder over the queries of another; nothing where its engine is not there.
fn run(script: &str, module: &str, folder: &Path) -> Option<()> {
    let python = python()?;
    let there = Command::new(&python).args(["-c", &format!("import {module}")]).output().unwrap();
    there.status.success().then_some(())?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sql").join(script);
    let run = Command::new(python).arg(script).arg(folder).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(())
}

fn skipped(engine: &str) {
    missing(&format!("no {engine} here: its SQL is not tried"));
}

#[test]
fn duckdb_says_what_batch_says() {
    let (folder, cases) = cases();
    match run("run_duckdb.py", "duckdb", folder) {
        None => skipped("DuckDB"),
        Some(()) => cases.iter().for_each(|case| compare(folder, "duckdb", case)),
    }
}

#[test]
fn postgresql_says_what_batch_says() {
    let Some(server) = postgres::Server::start() else { return skipped("PostgreSQL") };
    let (folder, cases) = cases();
    for case in cases {
        server.answer(folder, &case.name);
        compare(folder, "postgresql", case);
    }
}

#[test]
fn spark_says_what_batch_says() {
    let (folder, cases) = cases();
    match Command::new("java").arg("-version").output().is_ok().then(|| run("run_spark.py", "pyspark", folder)) {
        None => skipped("Java"),
        Some(None) => skipped("Spark"),
        Some(Some(())) => {
            let tried = cases.iter().filter(|case| folder.join(format!("{}.spark.sql", case.name)).exists());
            tried.for_each(|case| compare(folder, "spark", case));
        }
    }
}
