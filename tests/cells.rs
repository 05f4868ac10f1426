//! What stands in a cell is read as its officer sees it: numbers with a unit, calculated ones, apostrophes, and notes
//! beside a table.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use program::program;
use rust_xlsxwriter::{Format, Workbook};
use std::path::Path;

/// Whether at least half, in a unit, and as decimals or not.
fn tree(number: &str) -> String {
    format!(
        "format: 1
id: proef
version: \"1\"
title: Proef
language: nl
questions:
  kans:
    ask: Hoeveel?
    kind: number
    {number}
    answers:
      laag: {{label: Minder, from: 0, below: 50, outcome: klein}}
      hoog: {{label: De helft of meer, from: 50, outcome: groot}}
outcomes:
  klein: {{title: Klein, verdict: do-not-participate}}
  groot: {{title: Groot, verdict: participate}}
"
    )
}

/// What `batch` makes of a list in a folder with `boom.yaml`: standard error, once it is not refused.
fn batch(folder: &Path, args: &[&str]) -> String {
    let output = program(folder).args(["batch", "boom.yaml", "--force"]).args(args).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code().unwrap() < 2, "{err}");
    err
}

/// The answers to a list, row by row, as CSV.
fn answers(folder: &Path, args: &[&str]) -> String {
    let columns = ["--out", "uit.csv", "--columns", "outcome,message", "--headers", "ids"];
    batch(folder, &[args, &columns].concat());
    std::fs::read_to_string(folder.join("uit.csv")).unwrap()
}

/// A workbook of numbers with their formats.
fn numbers(path: &Path, rows: &[(f64, &str)]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Project").unwrap();
    sheet.write(0, 1, "kans").unwrap();
    for (at, (number, format)) in rows.iter().enumerate() {
        let row = at as u32 + 1;
        sheet.write(row, 0, format!("P{row}")).unwrap();
        sheet.write_with_format(row, 1, *number, &Format::new().set_num_format(*format)).unwrap();
    }
    book.save(path).unwrap();
}

/// A folder with a tree.
fn folder(tree: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("boom.yaml"), tree).unwrap();
    folder
}

#[test]
fn a_number_in_a_workbook_is_read_with_the_unit_that_it_shows() {
    for unit in ["procent", "\"%\""] {
        let folder = folder(&tree(&format!("unit: {unit}\n    decimals: true")));
        let formats = [(0.6, "0%"), (0.07, "0%"), (0.575, "0.0%;[Red]-0.0%"), (60.0, "0 \"%\""), (60.0, "0\" stuks\"")];
        numbers(&folder.path().join("l.xlsx"), &[&formats[..], &[(60.0, "0\" weken\""), (60.0, "0")]].concat());
        let unit = unit.trim_matches('"');
        let expected = format!(
            "Project;kans;outcome;message\nP1;60%;groot;\nP2;7%;klein;\nP3;57,5%;groot;\nP4;60%;groot;\nP5;60;groot;\n\
             P6;60 weken;;\"kolom `kans`: `60 weken` ken ik hier niet; typ een getal ({unit}), of `Minder`, `De helft of meer`, of `onbekend`\"\n\
             P7;60;groot;\n"
        );
        assert_eq!(answers(folder.path(), &["l.xlsx"]), expected);
        // What came out says the same once more.
        std::fs::rename(folder.path().join("uit.csv"), folder.path().join("l.csv")).unwrap();
        assert_eq!(answers(folder.path(), &["l.csv"]), expected);
    }
    let folder = folder(&tree("unit: weken\n    measures: weeks"));
    let formats = [
        (3.0, "0\" maanden\""),
        (2.0, "[=1]0\" jaar\";0\" jaar\""),
        (60.0, "[>=60]0\" wk\";0\" maanden\""),
        (60.0, "0\" dagen\""),
        (60.0, "#,##0 \"m\""),
        (0.6, "0%"),
    ];
    numbers(&folder.path().join("l.xlsx"), &formats);
    let hint = "ken ik hier niet; typ een getal (weken), of `Minder`, `De helft of meer`, of `onbekend`";
    assert_eq!(
        answers(folder.path(), &["l.xlsx"]),
        format!(
            "Project;kans;outcome;message\nP1;3 maanden;klein;\nP2;2 jaar;groot;\nP3;60 wk;groot;\n\
             P4;60 dagen;;\"kolom `kans`: `60 dagen` {hint}\"\nP5;60;groot;\nP6;60%;;\"kolom `kans`: `60%` {hint}\"\n"
        )
    );
}

#[test]
fn a_calculated_number_is_the_decimal_that_was_meant() {
    let folder = folder(&tree("unit: procent\n    decimals: true"));
    let at = |name: &str| folder.path().join(name);
    let calculated = [
        (60.000_000_000_000_01, "General"),
        (0.1 + 0.2, "General"),
        (200.0 / 3.0, "General"),
        (60.125, "General"),
        (1.0 / 3.0, "0%"),
    ];
    numbers(&at("l.xlsx"), &calculated);
    let long = |shown: &str, round: &str| {
        format!("\"kolom `kans`: `{shown}` heeft meer dan zes decimalen; rond het af, bijvoorbeeld op {round}\"")
    };
    let (third, share) = (long("66.66666666666667", "66.666667"), long("33.33333333333333%", "33.333333"));
    let expected = format!(
        "Project;kans;outcome;message\nP1;60;groot;\nP2;0,3;klein;\nP3;66,66666666666667;;{third}\n\
         P4;60,1250;groot;\nP5;33,33333333333333%;;{share}\n"
    );
    assert_eq!(answers(folder.path(), &["l.xlsx"]), expected);
    // A list that came out can be answered again, and says so in CSV as well.
    std::fs::rename(at("uit.csv"), at("l.csv")).unwrap();
    let again = answers(folder.path(), &["l.csv"]);
    let expected = expected.replace("`66.66666666666667`", "`66,66666666666667`");
    assert_eq!(again, expected.replace("`33.33333333333333%`", "`33,33333333333333%`"));
    // In JSON.
    let lines = "{\"kans\":0.30000000000000004}\n{\"kans\":60.125}\n{\"kans\":66.66666666666667}\n{\"kans\":600}\n";
    std::fs::write(at("l.jsonl"), lines).unwrap();
    let expected =
        format!("kans;outcome;message\n0,3;klein;\n60,1250;groot;\n66,66666666666667;;{third}\n600;groot;\n");
    assert_eq!(answers(folder.path(), &["l.jsonl"]), expected);
    // A text that --map knows is that number in a workbook as well.
    std::fs::write(at("kaart.yaml"), "format: 1\nvalues: {kans: {60.125: laag}}\n").unwrap();
    let mapped = answers(folder.path(), &["l.jsonl", "--map", "kaart.yaml"]);
    assert_eq!(mapped.lines().nth(2), Some("60,1250;klein;"));
}

#[test]
fn where_no_decimals_are_taken_a_number_is_told_as_it_stands() {
    let folder = folder(&tree("unit: procent"));
    numbers(&folder.path().join("l.xlsx"), &[(60.125, "General"), (200.0 / 3.0, "General")]);
    assert_eq!(
        answers(folder.path(), &["l.xlsx"]),
        "Project;kans;outcome;message\nP1;60,1250;;\"kolom `kans`: `60.125` is geen heel getal; typ 60 of 61\"\n\
         P2;66,66666666666667;;\"kolom `kans`: `66.66666666666667` is geen heel getal; typ 66 of 67\"\n"
    );
}

/// Answers and questions that begin with an apostrophe.
const APOSTROPHES: &str = "format: 1
id: tijd
version: \"1\"
title: Tijd
language: nl
questions:
  tijd:
    ask: \"'s Avonds of overdag?\"
    answers: {avond: {label: \"'s Avonds\", next: waar}, dag: {label: Overdag, outcome: klein}}
  waar:
    ask: Waar?
    kind: multiple
    answers: {zand: {label: \"'t Zand\"}, dorp: {label: Dorp}}
    outcome: groot
outcomes:
  klein: {title: Klein, verdict: do-not-participate}
  groot: {title: Groot, verdict: participate}
";

#[test]
fn an_apostrophe_that_an_answer_begins_with_is_a_letter_of_it() {
    let folder = folder(APOSTROPHES);
    let at = |name: &str| folder.path().join(name);
    let list = "'s Avonds of overdag?;waar\n's avonds;'t Zand\n''s Avonds;Dorp;\n'Overdag;\n's Avonds;'t zand, dorp\n\
                's avonds|overdag;\n's morgens;\n";
    std::fs::write(at("l.csv"), list).unwrap();
    let hint = "typ `'s Avonds`, `Overdag` of `onbekend`";
    assert_eq!(
        answers(folder.path(), &["l.csv"]),
        format!(
            "'s Avonds of overdag?;waar;outcome;message\n's avonds;'t Zand;groot;\n''s Avonds;Dorp;groot;\n\
             'Overdag;;klein;\n's Avonds;'t zand, dorp;groot;\n's avonds|overdag;;;\n\
             's morgens;;;\"kolom `'s Avonds of overdag?`: `s morgens` ken ik hier niet; {hint}\"\n"
        )
    );
    // The names of columns and texts in --map, and columns of answers.
    let map = "format: 1\ncolumns: {\"'s Dag\": tijd, \"'n Plek\": {waar: zand}}\nvalues: {tijd: {\"'s nachts\": \"'s Avonds\"}}\n";
    std::fs::write(at("kaart.yaml"), map).unwrap();
    std::fs::write(at("l.csv"), "'s Dag;'n Plek\n's Nachts;'t Zand\n'Overdag;nee\n").unwrap();
    let mapped = answers(folder.path(), &["l.csv", "--map", "kaart.yaml"]);
    assert_eq!(mapped, "'s Dag;'n Plek;outcome;message\n's Nachts;'t Zand;groot;\n'Overdag;nee;klein;\n");
}

#[test]
fn the_overview_keeps_an_apostrophe_and_takes_off_our_own_mark() {
    let folder = folder(APOSTROPHES);
    let at = |name: &str| folder.path().join(name);
    let list = "Project;tijd;wijk\n'sg;Overdag;'s-Gravendeel\n'=B;Overdag;'=Noord\n'sg;Overdag;'s-gravendeel\n\"=\"\"C\"\"\";Overdag;\"=\"\"Z\"\"\"\n";
    std::fs::write(at("l.csv"), list).unwrap();
    let overview = ["--summary-out", "o.json", "--by", "wijk", "--project-column", "Project", "--out", "uit.csv"];
    batch(folder.path(), &[&["l.csv"], &overview[..]].concat());
    let text = std::fs::read_to_string(at("o.json")).unwrap();
    let overview: serde_json::Value = serde_json::from_str(&text).unwrap();
    let values: Vec<&String> = overview["by"].as_object().unwrap().keys().collect();
    assert_eq!(values, ["'s-Gravendeel", "=Noord", "Z"], "{text}");
}

#[test]
fn a_note_beside_a_table_is_no_part_of_it() {
    let folder = folder(&tree("unit: procent"));
    let at = |name: &str| folder.path().join(name);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [&["Project", "kans"][..], &["A", "60"], &["B", "40", "", "nog nabellen"], &["", "", "", "los"]]
        .iter()
        .enumerate()
    {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row as u32, column as u16, *cell).unwrap();
        }
    }
    book.save(at("l.xlsx")).unwrap();
    assert_eq!(answers(folder.path(), &["l.xlsx"]), "Project;kans;outcome;message\nA;60;groot;\nB;40;klein;\n;;;\n");
    let columns = ["--columns", "status,outcome", "--headers", "ids"];
    let err = batch(folder.path(), &[&["l.xlsx", "--out", "uit.xlsx"], &columns[..]].concat());
    assert!(err.contains("wat rechts van de kop staat, telt niet mee; aantal rijen: 2"), "{err}");
    batch(folder.path(), &[&["uit.xlsx", "--out", "uit.csv"], &columns[..]].concat());
    let rows = "Project;kans;;;status;outcome\nA;60;;;decided;groot\nB;40;;nog nabellen;decided;klein\n;;;los;;\n";
    assert_eq!(std::fs::read_to_string(at("uit.csv")).unwrap(), rows);
}
