//! Every rule, by the fixture that shows it.
//!
//! `tests/rules/<rule>.yaml` (or `<rule>.<what>.yaml`, where one file cannot show it all) marks the lines themselves: `# error: dangling-target`, several separated
//! by commas or by further marks. Where no comment can stand on the line (it would be part of a text),
//! `<rule>.expect` beside it says `LINE: severity: rule`. Comments at the top of a fixture may set
//! `# budget: 50` (states), `# since: shared/older.yaml` (an older version), `# effects: all` (what no example notices), `# language: en` and `# today: 2026-01-31`.
//!
//! A fixture may be a tree, a ladder or a catalogue, and may name files in `shared/`.
//! Side files (`<rule>.en.yaml`) are read along, and may carry marks as well.
//!
//! Findings and marks are equal both ways, severity included: of errors all of them, and of warnings
//! and remarks those of every rule that the fixture marks. A fixture for one rule need not be free of
//! every remark of all others.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/files.rs"]
mod files;
#[path = "common/pages.rs"]
mod pages;

use beslisboom::check::{BUDGET, Checked, Days, Pass, RULES, check, check_on, look_at_effects, look_at_version};
use beslisboom::model::finding::Severity;
use beslisboom::source::parse::read_with_side_files;
use beslisboom::text::language::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules under `src/check/rules/` that are no rule of their own.
const NO_RULES: [&str; 1] = ["reading"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

/// `file:line: severity: rule`, with how often.
type Marks = BTreeMap<String, usize>;

fn mark(marks: &mut Marks, file: &str, line: usize, severity: &str, rule: &str) {
    *marks.entry(format!("{file}:{line}: {severity}: {rule}")).or_default() += 1;
}

/// The marks on the lines of a file.
fn marks_in(file: &str, text: &str, marks: &mut Marks) {
    for (number, line) in text.lines().enumerate() {
        for severity in ["error", "warning", "remark"] {
            for found in line.split(&format!("# {severity}: ")).skip(1) {
                let found = found.split('#').next().unwrap_or_default();
                found.split(',').for_each(|rule| mark(marks, file, number + 1, severity, rule.trim()));
            }
        }
    }
}

/// What a comment at the top sets.
fn setting<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let top = text.lines().take_while(|line| line.starts_with('#'));
    top.filter_map(|line| line.strip_prefix(&format!("# {name}: "))).next()
}

fn checked(file: &str) -> Checked {
    let bytes = fs::read(folder().join(file)).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let budget = setting(&text, "budget").map_or(BUDGET, |number| number.parse().unwrap());
    let language = setting(&text, "language").map_or(Language::Dutch, |tag| Language::of(tag).unwrap());
    let reading = read_with_side_files(file, &bytes, language, &files::folder("tests/rules"));
    let mut checked = match setting(&text, "today") {
        None => check(reading, budget),
        Some(today) => check_on(reading, budget, Days { today, soon: today }),
    };
    if setting(&text, "effects").is_some() {
        look_at_effects(&mut checked, usize::MAX, budget);
    }
    // An older version that it is held against.
    if let Some(older) = setting(&text, "since") {
        let tree = |name: &str| {
            let bytes = fs::read(folder().join(name)).unwrap();
            let reading = read_with_side_files(name, &bytes, language, &files::folder("tests/rules"));
            check(reading, budget).into_tree().unwrap()
        };
        assert!(look_at_version(&mut checked, &[(tree(older), tree(file))], older, budget));
    }
    checked
}

/// Every fixture: its rule and its file.
fn fixtures() -> Vec<(String, String)> {
    let names = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut fixtures: Vec<(String, String)> = names
        .filter(|name| name.to_ascii_lowercase().ends_with(".yaml") && !name.ends_with(".en.yaml"))
        .map(|name| (name.split('.').next().unwrap_or_default().to_owned(), name.clone()))
        .collect();
    fixtures.sort();
    fixtures
}

#[test]
fn findings_and_marks_are_equal() {
    let mut wrong = Vec::new();
    for (rule, file) in fixtures() {
        let checked = checked(&file);
        let mut expected = Marks::new();
        for source in &checked.sources.0 {
            marks_in(&source.name, &source.text, &mut expected);
        }
        if let Ok(lines) = fs::read_to_string(folder().join(&file).with_extension("expect")) {
            for line in lines.lines() {
                *expected.entry(format!("{file}:{line}")).or_default() += 1;
            }
        }
        let marked: BTreeSet<&str> = expected.keys().filter_map(|it| it.rsplit(": ").next()).collect();
        let mut found = Marks::new();
        let mut messages = Vec::new();
        for finding in &checked.findings {
            let severity = checked.severity(finding);
            if severity == Severity::Error || finding.rule == rule || marked.contains(finding.rule) {
                let line = checked.sources.line_and_column(finding.place).0;
                mark(&mut found, checked.sources.name(finding.place), line, severity.word(), finding.rule);
                messages.push(format!("    {line}: {}: {}", finding.rule, finding.message));
            }
        }
        if !marked.contains(rule.as_str()) {
            wrong.push(format!("{file} does not mark its own rule"));
        }
        if expected != found {
            let apart = |one: &Marks, two: &Marks| {
                let only = one.iter().filter(|(mark, times)| two.get(*mark) != Some(times));
                only.map(|(mark, times)| format!("    {mark} ({times}x)")).collect::<Vec<_>>().join("\n")
            };
            let (missed, extra) = (apart(&expected, &found), apart(&found, &expected));
            let messages = messages.join("\n");
            wrong.push(format!("{file}\n  marked:\n{missed}\n  found:\n{extra}\n  all found:\n{messages}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn table_files_and_fixtures_are_equal() {
    let table: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(table.len(), RULES.len(), "two rules share a name");
    let shown: BTreeSet<String> = fixtures().into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(table, shown, "rules in the table, and fixtures");

    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    let names = fs::read_dir(source).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<String> = names
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .filter(|name| !NO_RULES.contains(&name.as_str()))
        .map(|name| name.replace('_', "-"))
        .collect();
    assert!(files.is_subset(&table), "no rules: {:?}", files.difference(&table));
    for rule in RULES {
        let own_look = !matches!(rule.pass, Pass::WhileReading);
        assert!(!own_look || files.contains(rule.name), "{} has no file under src/check/rules", rule.name);
    }
}

#[test]
fn every_rule_is_explained() {
    for rule in RULES {
        let name = rule.name;
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
        let texts = [rule.summary.0, rule.summary.1, rule.why.0, rule.why.1, rule.wrong, rule.right];
        assert!(texts.iter().all(|text| !text.trim().is_empty()), "{name} lacks a text");
        for summary in [rule.summary.0, rule.summary.1] {
            assert!(!summary.ends_with('.'), "{name}: a summary has no full stop");
        }
        for why in [rule.why.0, rule.why.1] {
            assert!(why.ends_with(['.', '?']), "{name}: an explanation is made of sentences");
        }
        assert_ne!(rule.wrong, rule.right, "{name}");
    }
}

/// `docs/rules.md` says what the program does. `UPDATE_DOCS=1 cargo test --test rules` writes it anew.
#[test]
fn the_page_of_rules_is_up_to_date() {
    for (name, language) in [("docs/rules.md", Language::Dutch), ("docs/rules.en.md", Language::English)] {
        pages::is_up_to_date(name, &beslisboom::output::findings::rules(language), "rules");
    }
}
