//! Whole documents as they come out of the program, one file each under `tests/snapshots/`. A change that
//! was meant: `INSTA_UPDATE=always cargo test --test snapshots`, and read what git shows.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use calamine::{Reader, Xlsx};
use program::{Run, beslisboom, root};
use serde_json::Value;
use std::fmt::Write as _;

const TREES: [&str; 8] = ["brabant", "heusden", "initiatief", "oecd", "omgevingswet", "schiedam", "vroom", "evaluatie"];
const FORMATS: [&str; 3] = ["text", "markdown", "json"];

/// A document without hashes: they change with every comma of a tree, and say nothing to a reader.
fn without_hashes(document: &str) -> String {
    let is_hash = |word: &str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let pieces = document.split_inclusive(|it: char| !it.is_ascii_alphanumeric());
    let piece = |piece: &str| {
        let word = piece.trim_end_matches(|it: char| !it.is_ascii_alphanumeric());
        if is_hash(word) { piece.replace(word, "HASH") } else { piece.to_owned() }
    };
    pieces.map(piece).collect()
}

/// Holds a document to the file that is kept of it.
#[track_caller]
fn is_kept(name: &str, document: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, without_hashes(document)));
}

/// The same of all that could be seen of a run.
#[track_caller]
fn run_is_kept(name: &str, run: &Run) {
    is_kept(name, &run.transcript());
}

/// An example of a tree that ships with the program.
struct Example {
    name: String,
    /// A replies file.
    replies: String,
    expect: Value,
}

/// The examples of a tree, read by another reader of YAML than that of the program.
fn examples(tree: &str) -> Vec<Example> {
    let text = std::fs::read_to_string(root().join(format!("trees/{tree}.yaml"))).unwrap();
    let file: Value = serde_yaml::from_str(&text).unwrap();
    let examples = file["examples"].as_array().unwrap();
    let example = |it: &Value| {
        // Without a person the program wants to hear of every question that nothing is known.
        let mut replies = it["replies"].as_object().unwrap().clone();
        for question in file["questions"].as_object().unwrap().keys() {
            replies.entry(question.as_str()).or_insert_with(|| "unknown".into());
        }
        Example {
            name: it["name"].as_str().unwrap().to_owned(),
            replies: serde_json::json!({"format": 1, "tree": tree, "replies": replies}).to_string(),
            expect: it["expect"].clone(),
        }
    };
    examples.iter().map(example).collect()
}

/// The first example of each sort: one result, several still possible, a clash.
fn chosen(tree: &str) -> Vec<(&'static str, Example)> {
    let sort = |example: &Example| match &example.expect {
        it if it["conflict"] == true => "clash",
        it if it["possible"].as_array().is_some_and(|all| all.len() > 1) => "open",
        _ => "complete",
    };
    let mut chosen: Vec<(&str, Example)> = Vec::new();
    for example in examples(tree) {
        let sort = sort(&example);
        if chosen.iter().all(|(other, _)| *other != sort) {
            chosen.push((sort, example));
        }
    }
    chosen
}

fn ids(list: &Value) -> String {
    list.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

/// What an advice comes to, in a few lines.
fn summary(advice: &Value) -> String {
    let mut text = String::new();
    for result in advice["possible"].as_array().unwrap() {
        let part = |key: &str| result[key].as_str().unwrap_or("-").to_owned();
        let _ = writeln!(text, "  {} {} ({})", part("outcome"), part("rung"), part("verdict"));
    }
    if advice["conflict"] != false {
        let _ = writeln!(text, "  clash: {}", advice["conflict"]);
    }
    for key in ["methods", "advice"] {
        match advice.get(key) {
            Some(list) if list.as_array().is_some_and(|it| !it.is_empty()) => {
                let _ = writeln!(text, "  {key}: {}", ids(list));
            }
            _ => {}
        }
    }
    text
}

#[test]
fn every_example_of_every_tree_comes_out_as_it_did() {
    for tree in TREES {
        let mut table = String::new();
        for example in examples(tree) {
            let run = beslisboom(&["walk", tree, "--replies", "-", "--format", "json"]).input(example.replies).run();
            // Replies that are refused give no advice, and say why.
            let advice = if run.status == 2 {
                String::new()
            } else {
                summary(&serde_json::from_str(&run.out).unwrap_or_else(|fault| panic!("{fault}: {}", run.err)))
            };
            let _ = write!(table, "{}\n{}{advice}", example.name, run.err);
        }
        is_kept(&format!("examples-{tree}"), &table);
    }
}

#[test]
fn advices_are_whole() {
    for (number, tree) in TREES.into_iter().enumerate() {
        for (turn, (sort, example)) in chosen(tree).into_iter().enumerate() {
            let language = ["nl", "en"][(number + turn) % 2];
            // One tree in every format, the others in each in turn.
            let formats = if tree == "schiedam" && sort == "complete" {
                &FORMATS[..]
            } else {
                &FORMATS[(number + turn) % 3..][..1]
            };
            for format in formats {
                let run = beslisboom(&["walk", tree, "--replies", "-", "--format", format, "--lang", language]);
                run_is_kept(&format!("advice-{tree}-{sort}-{format}"), &run.input(&*example.replies).run());
            }
        }
    }
}

#[test]
fn reasons_are_whole() {
    for (number, tree) in TREES.into_iter().enumerate() {
        for (turn, (sort, example)) in chosen(tree).into_iter().enumerate() {
            let language = ["en", "nl"][(number + turn) % 2];
            let format = FORMATS[(number + turn) % 3];
            let mut words = vec!["why", tree, "--replies", "-", "--format", format, "--lang", language];
            // Of thirteen answers that go together in any set, every smallest change is more than anyone reads.
            words.extend((turn == 0 && tree != "schiedam").then_some("--all"));
            run_is_kept(&format!("why-{tree}-{sort}"), &beslisboom(&words).input(&*example.replies).run());
        }
    }
}

#[test]
fn what_a_tree_says_of_itself_is_whole() {
    for (number, tree) in TREES.into_iter().enumerate() {
        let (language, other) = if number % 2 == 0 { ("nl", "en") } else { ("en", "nl") };
        run_is_kept(&format!("show-{tree}"), &beslisboom(&["show", tree, "--lang", language]).run());
        let format = FORMATS[number % 3];
        run_is_kept(&format!("stats-{tree}"), &beslisboom(&["stats", tree, "--format", format, "--lang", other]).run());
        let format = ["markdown", "mermaid", "dot"][number % 3];
        let run = beslisboom(&["export", format, tree, "--lang", language]).run();
        run_is_kept(&format!("export-{tree}-{format}"), &run);
    }
    run_is_kept("export-vroom-json", &beslisboom(&["export", "json", "vroom"]).run());
    let route = ["export", "mermaid", "--route", "examples/dorpsstraat.yaml"];
    run_is_kept("export-schiedam-route", &beslisboom(&route).run());
    run_is_kept("examples-missing", &beslisboom(&["examples", "examples/eigen-boom.yaml", "--missing"]).run());
}

#[test]
fn what_else_can_be_shown_is_whole() {
    for names in [&["heusden", "schiedam"][..], &["iap2"], &["stamtafel"], &["burgerforum"], &["aandachtspunten"]] {
        let name = format!("show-only-{}", names.join("-"));
        run_is_kept(&name, &beslisboom(&["show"]).args(names).run());
        run_is_kept(&format!("{name}-en"), &beslisboom(&["show", "--lang", "en"]).args(names).run());
    }
    run_is_kept("list-trees", &beslisboom(&["list", "bomen"]).run());
    run_is_kept("list-ladders", &beslisboom(&["list", "ladders", "--lang", "en"]).run());
}

#[test]
fn findings_are_whole() {
    for language in ["nl", "en"] {
        let run = beslisboom(&["check", "tests/rules", "--format", "short", "--lang", language]).run();
        run_is_kept(&format!("findings-{language}"), &run);
    }
    for format in ["text", "json", "sarif", "github", "gitlab", "junit"] {
        let files = ["tests/rules/unhandled-conflict.yaml", "tests/rules/unknown-key.yaml"];
        let run = beslisboom(&["check", "--format", format]).args(&files).run();
        run_is_kept(&format!("findings-{format}"), &run);
    }
    let replies = ["--set", "begint=gemeente", "--set", "wet=vrij", "--set", "keuze=niets"];
    run_is_kept("findings-replay", &beslisboom(&["check", "trees/schiedam.yaml"]).args(&replies).run());
}

#[test]
fn differences_are_whole() {
    for (format, language) in FORMATS.into_iter().zip(["nl", "en", "nl"]) {
        let versions = ["diff", "examples/eigen-boom.yaml", "examples/eigen-boom-nieuw.yaml"];
        let run = beslisboom(&versions).args(&["--format", format, "--lang", language]).run();
        run_is_kept(&format!("diff-eigen-boom-{format}"), &run);
    }
    // Two small changes of a tree that ships: another verdict, and an answer that goes elsewhere.
    let folder = tempfile::tempdir().unwrap();
    let old = std::fs::read_to_string(root().join("trees/initiatief.yaml")).unwrap();
    let new = old.replacen("verdict: other-route", "verdict: not-yet", 1);
    assert_ne!(old, new);
    std::fs::write(folder.path().join("nieuw.yaml"), new).unwrap();
    for language in ["nl", "en"] {
        let run = beslisboom(&["diff", "initiatief", "nieuw.yaml", "--lang", language]).within(folder.path()).run();
        run_is_kept(&format!("diff-initiatief-{language}"), &run);
    }
}

#[test]
fn an_answered_list_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root().join("examples/projecten.csv"), folder.path().join("projecten.csv")).unwrap();
    let run = beslisboom(&["batch", "projecten.csv", "--summary-out", "overzicht.md"]).within(folder.path()).run();
    let overview = std::fs::read_to_string(folder.path().join("overzicht.md")).unwrap();
    is_kept("batch", &format!("{}overzicht.md:\n{overview}", run.transcript()));
}

/// Rows of more than one line, a name of long letters that is cut, numbers with a fault, shares that are rounded.
const FAULTS: &str = "naam;aanleiding;keuze;tijd\n\"Twee\nregels\";vrij;;\n@;vrij;vel;12\n\nStuk;vrj;niets;1.2.3\n;vrij;niets;\nGoed;vrij;niets;4 weken\n";

#[test]
fn what_is_wrong_with_a_list_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let tree = std::fs::read(root().join("tests/first-edition.yaml")).unwrap();
    std::fs::write(folder.path().join("boom.yaml"), tree).unwrap();
    std::fs::write(folder.path().join("lijst.csv"), FAULTS.replace('@', &"€".repeat(80))).unwrap();
    let args = ["batch", "boom.yaml", "lijst.csv", "--columns", "status,message"];
    run_is_kept("faults", &beslisboom(&args).within(folder.path()).run());
    // The same rows in a workbook, where each is one row of the sheet.
    let to = ["batch", "boom.yaml", "lijst.csv", "--columns", "rung", "--out", "lijst.xlsx"];
    assert_eq!(beslisboom(&to).within(folder.path()).run().status, 1);
    let args = ["batch", "boom.yaml", "lijst.xlsx", "--columns", "status", "--lang", "en"];
    run_is_kept("faults-workbook", &beslisboom(&args).within(folder.path()).run());
}

#[test]
fn cases_of_every_sort() {
    let project = "examples/projecten/dorpsstraat.yaml";
    for (name, args) in [
        ("cases-nl", vec!["--format", "text"]),
        ("cases-en", vec!["--lang", "en", "--format", "markdown"]),
        ("cases-like", vec!["--like", project, "--format", "markdown"]),
        ("cases-json", vec!["--method", "thematafels", "--format", "json"]),
        ("cases-own", vec!["--folder", "examples/projecten", "--subject", "riolering"]),
    ] {
        run_is_kept(name, &beslisboom(&["cases"]).args(&args).run());
    }
}

/// Every cell with anything in it, sheet by sheet.
fn cells(path: &std::path::Path) -> String {
    let mut book: Xlsx<_> = Xlsx::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    for (name, range) in book.worksheets() {
        let _ = writeln!(text, "sheet {name}");
        for (row, column, cell) in range.used_cells() {
            let _ = writeln!(text, "{row},{column}: {cell}");
        }
    }
    text
}

#[test]
fn a_template_says_how_to_fill_it_in() {
    let folder = tempfile::tempdir().unwrap();
    for language in ["nl", "en"] {
        let name = format!("{language}.xlsx");
        let args = ["template", "schiedam", "--lang", language, "--out", &name];
        assert_eq!(beslisboom(&args).within(folder.path()).run().status, 0);
        is_kept(&format!("template-{language}"), &cells(&folder.path().join(name)));
    }
}

#[test]
fn documents_of_a_project_are_whole() {
    for language in ["nl", "en"] {
        for kind in ["plan", "letter", "report", "feedback", "evaluation", "questions"] {
            let args = ["document", kind, "examples/projecten/dorpsstraat.yaml", "--date", "2026-11-22"];
            let run = beslisboom(&args).args(&["--lang", language, "--format", "markdown"]);
            run_is_kept(&format!("document-{kind}-{language}"), &run.run());
        }
    }
}

#[test]
fn the_list_of_projects_is_whole() {
    for language in ["nl", "en"] {
        let run = beslisboom(&["projects", ".", "--lang", language]).within(&root().join("tests/monitor")).run();
        run_is_kept(&format!("projects-{language}"), &run);
    }
}

#[test]
fn many_projects_together_are_whole() {
    for (name, args) in [
        ("monitor-nl", vec!["--since", "2026-01-01"]),
        ("monitor-accessible", vec!["--accessible"]),
        ("monitor-markdown", vec!["--since", "2026-01-01", "--format", "markdown"]),
        ("monitor-html", vec!["--format", "html"]),
        ("monitor-json", vec!["--format", "json"]),
        ("monitor-en", vec!["--lang", "en", "--format", "markdown"]),
    ] {
        let run = beslisboom(&["monitor", ".", "--date", "2026-11-22"]).args(&args);
        run_is_kept(name, &run.within(&root().join("tests/monitor")).run());
    }
}
