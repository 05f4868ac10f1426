//! The overview that a council is sent: what is counted, what is left out, and the same in every format.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/drafts.rs"]
mod drafts;
#[path = "common/program.rs"]
mod program;

use calamine::{Data, Reader, Xlsx};
use drafts::Dice;
use program::program;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// A tree that stays as it is: these tests are about lists.
const TREE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/first-edition.yaml");

/// The overview of a list, in a file of this name: status, what was told, and the folder.
fn overview(list: &str, name: &str, args: &[&str]) -> (i32, String, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("jaar.csv"), list).unwrap();
    let words = ["batch", TREE, "jaar.csv", "--summary-out", name];
    let output = program(folder.path()).args(words).args(args).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap(), folder)
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

const LIST: &str = "Project;onderdeel;Wijk;aanleiding;keuze;Gekozen trede\n\
    Park;Ontwerp;Zuid;vrij;niets;Raadplegen\n\
    park ;Beheer;Zuid;vrij;niets;Raadplegen\n\
    Weg;Ontwerp;Oost;vrij;niets;informeren\n\
    Weg;Beheer;Oost;vrij;;\n\
    Brug;Ontwerp;|Zuid*;vrij;geen idee;iets anders\n\
    Vergunning;;;vergunning;;\n\
    Wijk Noord;;;;;\n\
    Totaal (6);;;;;\n";

const BY: [&str; 4] = ["--project-column", "project", "--by", "wijk"];

#[test]
fn projects_are_counted_and_what_is_no_project_is_named() {
    let (status, told, folder) = overview(LIST, "o.md", &BY);
    assert_eq!(status, 1, "{told}");
    assert!(told.contains("Niet meegeteld, want dit is een totaal: 1 (jaar.csv:9: Totaal (6))"), "{told}");
    let text = read(folder.path(), "o.md");
    let tables = "| Advies | Aantal | Deel | Gekozen | Deel |\n\
        |---|---:|---:|---:|---:|\n\
        | trede: Informeren | 1 | 20,0 % | 1 | 20,0 % |\n\
        | trede: Raadplegen | 0 | 0,0 % | 1 | 20,0 % |\n\
        | trede: Adviseren | 0 | 0,0 % | 0 | 0,0 % |\n\
        | trede: Coproduceren | 0 | 0,0 % | 0 | 0,0 % |\n\
        | trede: Meebeslissen | 0 | 0,0 % | 0 | 0,0 % |\n\
        | geen trede: De aanvrager betrekt de omgeving | 1 | 20,0 % |  |  |\n\
        | nog niet beslist | 1 | 20,0 % |  |  |\n\
        | fout in de rij | 1 | 20,0 % |  |  |\n\
        | verschilt per fase | 1 | 20,0 % |  |  |\n\
        | iets anders gekozen dan een trede |  |  | 1 | 20,0 % |\n\
        | nog niets gekozen |  |  | 2 | 40,0 % |\n\n\
        Van 1 project is een trede geadviseerd en een trede gekozen. Bij 1 is een andere trede gekozen dan geadviseerd (Informeren → Raadplegen: 1).\n\n\
        ## Per fase\n\n\
        | Fase | trede: Informeren | geen trede: De aanvrager betrekt de omgeving | nog niet beslist | fout in de rij | Samen |\n\
        |---|---:|---:|---:|---:|---:|\n\
        | (niet ingevuld) | 0 | 1 | 1 | 0 | 2 |\n\
        | Beheer | 1 | 0 | 1 | 0 | 2 |\n\
        | Ontwerp | 2 | 0 | 0 | 1 | 3 |\n\n\
        ## Per wijk\n\n\
        | wijk | trede: Informeren | geen trede: De aanvrager betrekt de omgeving | nog niet beslist | fout in de rij | verschilt per fase | Samen |\n\
        |---|---:|---:|---:|---:|---:|---:|\n\
        | (niet ingevuld) | 0 | 1 | 1 | 0 | 0 | 2 |\n\
        | Oost | 0 | 0 | 0 | 0 | 1 | 1 |\n\
        | Zuid | 1 | 0 | 0 | 0 | 0 | 1 |\n\
        | \\|Zuid\\* | 0 | 0 | 0 | 1 | 0 | 1 |\n\n\
        ## Rijen om na te kijken\n\n\
        | Regel | Rij | Wat er is |\n\
        |---:|---|---|\n";
    assert!(text.contains(tables), "{text}");
    assert!(text.contains("5 projecten in 7 rijen (rijen met dezelfde `project` zijn één project)"), "{text}");
    assert!(text.contains("| 9 | Totaal (6) | een totaal; niet meegeteld |\n"), "{text}");
    assert!(text.contains("| 8 | Wijk Noord | geen enkel antwoord |\n"), "{text}");
    assert!(text.contains("Dit telt adviezen, geen besluiten"), "{text}");
    // Without the column every row is a project, and the phases are not apart.
    let (_, _, folder) = overview(LIST, "o.md", &[]);
    let text = read(folder.path(), "o.md");
    assert!(
        text.contains("| trede: Informeren | 3 | 42,8 % | 1 | 14,3 % |") && !text.contains("## Per fase"),
        "{text}"
    );
    assert!(text.contains("7 projecten, elke rij een"), "{text}");
    // A column that is not there is said before anything is written.
    let (status, told, folder) = overview(LIST, "o.md", &["--by", "Buurt"]);
    assert!(status == 2 && told.contains("--by `Buurt`: zo heet geen kolom; de kolommen zijn `Project`, "), "{told}");
    assert!(!folder.path().join("o.md").exists());
    assert_eq!(
        program(folder.path()).args(["batch", "jaar.csv", "--by", "Wijk"]).output().unwrap().status.code(),
        Some(2)
    );
}

#[test]
fn a_value_is_one_group_in_whatever_case_and_spacing() {
    let list = "Project;Wijk;aanleiding;keuze\nA;Oud  Oost;vrij;niets\nB; oud oost ;vrij;niets\nC;OUD OOST;vrij;\nD;Oud-Oost;vrij;niets\n";
    let (_, _, folder) = overview(list, "o.json", &["--by", "wijk"]);
    let json: serde_json::Value = serde_json::from_str(&read(folder.path(), "o.json")).unwrap();
    let groups: Vec<(&String, u64)> = json["by"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, pairs)| (name, pairs.as_array().unwrap().iter().map(|it| it["projects"].as_u64().unwrap()).sum()))
        .collect();
    assert_eq!(groups, [(&"Oud  Oost".to_owned(), 3), (&"Oud-Oost".to_owned(), 1)]);
}

#[test]
fn every_format_has_the_same_counts() {
    let (_, _, folder) = overview(LIST, "o.json", &BY);
    let json: serde_json::Value = serde_json::from_str(&read(folder.path(), "o.json")).unwrap();
    let sum = |list: &serde_json::Value| -> u64 {
        list.as_array().unwrap().iter().map(|it| it["projects"].as_u64().unwrap()).sum()
    };
    assert_eq!((sum(&json["advice"]), &json["projects"], &json["rows"]), (5, &5.into(), &7.into()));
    assert_eq!((sum(&json["by"]["Oost"]), sum(&json["phases"]["Ontwerp"])), (1, 3));
    assert_eq!(json["totals"], serde_json::json!([{"line": 9, "name": "Totaal (6)"}]));
    let differs = serde_json::json!([{"status": "differs", "rung": null, "outcome": null, "chosen": "informeren", "projects": 1}]);
    assert_eq!(json["by"]["Oost"], differs);
    // The workbook has the tables of the Markdown, cell by cell, and a chart.
    let (_, _, folder) = overview(LIST, "o.xlsx", &BY);
    let file = std::fs::File::open(folder.path().join("o.xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(file).unwrap();
    assert_eq!(book.sheet_names(), ["Wat het advies is", "1 Per fase", "2 Per wijk", "3 Rijen om na te kijken"]);
    let range = book.worksheet_range("Wat het advies is").unwrap();
    let row = |wanted: &str| range.rows().find(|row| row[0] == *wanted).unwrap().to_vec();
    let numbers = [Data::Float(1.0), Data::Float(0.2), Data::Float(1.0), Data::Float(0.2)];
    assert_eq!(row("trede: Informeren")[1..], numbers);
    let package = zip::ZipArchive::new(std::fs::File::open(folder.path().join("o.xlsx")).unwrap()).unwrap();
    assert!(package.file_names().any(|name| name.unwrap() == "xl/charts/chart1.xml"));
}

#[test]
fn counts_are_those_of_a_plain_count_whatever_the_threads() {
    let mut dice = Dice(16);
    let mut list = "Project;wijk;aanleiding;keuze\n".to_owned();
    let mut results: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for _ in 0..20_000 {
        let project = dice.roll(6000);
        let answers = [("niets", "decided"), ("genomen", "decided"), ("", "undecided"), ("wat", "invalid")];
        let (keuze, result) = answers[dice.roll(answers.len())];
        let _ = writeln!(list, "P{project};w{};vrij;{keuze}", project % 7);
        results.entry(project).or_default().push(result);
    }
    let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
    for of in results.values() {
        let all = of.iter().all(|it| it == &of[0]);
        *expected.entry(if all { of[0] } else { "differs" }).or_default() += 1;
    }
    let mut seen = Vec::new();
    for threads in ["1", "3"] {
        let args = ["--project-column", "Project", "--by", "wijk", "--columns", "status", "--threads", threads];
        let (_, told, folder) = overview(&list, "o.json", &args);
        let json: serde_json::Value =
            serde_json::from_str(&read(folder.path(), "o.json")).unwrap_or_else(|_| panic!("{told}"));
        let mut found: BTreeMap<&str, u64> = BTreeMap::new();
        for it in json["advice"].as_array().unwrap() {
            *found.entry(it["status"].as_str().unwrap()).or_default() += it["projects"].as_u64().unwrap();
        }
        // Two ways of being decided may differ too: both are on one rung here.
        assert_eq!(found, expected);
        let by = json["by"].as_object().unwrap().values().flat_map(|it| it.as_array().unwrap());
        assert_eq!(by.map(|it| it["projects"].as_u64().unwrap()).sum::<u64>(), results.len() as u64);
        seen.push(json);
    }
    assert_eq!(seen[0], seen[1]);
    // More values than anybody reads are not told apart, and that is said.
    let (_, _, folder) = overview(&list, "o.md", &["--by", "Project"]);
    let text = read(folder.path(), "o.md");
    assert!(
        text.contains("Kolom `Project` heeft meer dan 1.000 waarden") && !text.contains("## Per Project"),
        "{text}"
    );
}

#[test]
fn a_row_of_sums_is_a_total_and_a_project_is_not() {
    let tree = "format: 1\nid: b\nversion: \"1\"\ntitle: B\nlanguage: nl\nquestions:\n  mensen:\n    ask: Hoeveel?\n    kind: number\n    unit: mensen\n    answers: {weinig: {label: Weinig, from: 0, below: 9}, veel: {label: Veel, from: 9, below: 100}}\n    next: wat\n  wat:\n    ask: Wat?\n    answers: {park: {label: Park, outcome: a}, straat: {label: Straat, outcome: b}}\noutcomes: {a: {title: A, verdict: participate}, b: {title: B, verdict: participate}}\n";
    let list = "naam;mensen;wat\nA;80;park\nB;50;straat\nTotaal;130;\nGemiddeld;65;\nTotaalplan Zuid;65;\nTotaal herstel Kade;65;park\nSom;veel;\nTotaal;;parkje\n";
    let without = list.replace(";wat", "").replace(";park\n", "\n").replace(";straat", "").replace(";\n", "\n");
    for (list, args, totals, rows) in [
        (list, &[][..], "2 (l.csv:4: Totaal, l.csv:5: Gemiddeld)", "6 projecten"),
        // What every row replies says nothing of this one.
        (
            without.replace(";parkje", "").as_str(),
            &["--set", "wat=park"],
            "3 (l.csv:4: Totaal, l.csv:5: Gemiddeld, l.csv:9: Totaal)",
            "5 projecten",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("b.yaml"), tree).unwrap();
        std::fs::write(folder.path().join("l.csv"), list).unwrap();
        let output = program(folder.path()).args(["batch", "b.yaml", "l.csv"]).args(args).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(&format!("Niet meegeteld, want dit is een totaal: {totals}\n")), "{told}");
        assert!(told.contains(&format!("{rows} uit l.csv")), "{told}");
    }
}
