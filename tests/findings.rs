//! What findings look like, in every format, also when files mean harm.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/files.rs"]
mod files;

use beslisboom::check::{BUDGET, Checked, RULES, check};
use beslisboom::model::finding::Severity;
use beslisboom::output::findings::{FindingsFormat, Listing, ListingStyle};
use beslisboom::source::parse::{Loader, read_with_side_files};
use beslisboom::text::language::Language;
use serde_json::Value;

const LOOK: ListingStyle = ListingStyle { colour: false, width: 100, fails: Severity::Error };

fn checked(name: &str, text: &[u8]) -> Checked {
    check(read_with_side_files(name, text, Language::Dutch, &files::folder("tests/rules")), BUDGET)
}

fn fixture(rule: &str) -> Checked {
    // One rule is about how a file is named.
    let file = format!("{rule}.{}", if rule == "file-name" { "YAML" } else { "yaml" });
    checked(&file, &files::folder("tests/rules").fetch(&file).unwrap())
}

fn show(checked: &Checked, format: FindingsFormat) -> String {
    Listing::of([checked], Language::Dutch).show(format, LOOK)
}

const HEAD: &str = "format: 1\nid: b\nversion: \"1\"\ntitle: B\nlanguage: nl\n";

/// A tree of one question that asks this, in these bytes.
fn asking(ask: &str) -> String {
    format!(
        "{HEAD}questions:\n  q:\n    ask: {ask}\n    help: Kijk.\n    answers: {{ja: {{label: Ja}}}}\n    outcome: o\n\
         outcomes:\n  o: {{title: O, verdict: participate}}\n"
    )
}

#[test]
fn text_points_at_the_place_and_says_what_to_do() {
    let checked = fixture("dead-end");
    let shown = show(&checked, FindingsFormat::Text);
    let wanted = "\
fout[dead-end]: na `keuze` gaat het nergens heen
  --> dead-end.yaml:11:7
   |
11 |       nee: {label: Nee}  # error: dead-end
   |       ^^^
   |
   = zo gebeurt het: met deze antwoorden: keuze=nee
   = tip: zet `next:` of `outcome:` bij de vraag of het antwoord
";
    assert!(shown.contains(wanted), "{shown}");
}

#[test]
fn related_places_are_labels() {
    let shown = show(&fixture("duplicate-key"), FindingsFormat::Text);
    let wanted = "\
10 |       ja: {label: Ja}
   |       -- hier de eerste keer
11 |       ja: {label: Jazeker}  # error: duplicate-key
   |       ^^
";
    assert!(shown.contains(wanted), "{shown}");
}

#[test]
fn short_is_one_line_each() {
    let shown = show(&fixture("dead-end"), FindingsFormat::Short);
    assert!(shown.contains("dead-end.yaml:11:7: error[dead-end]: na `keuze` gaat het nergens heen\n"), "{shown}");
}

/// Every fixture, in every format, has as many findings as there are.
#[test]
fn every_format_has_the_same_findings() {
    for rule in RULES {
        let checked = fixture(rule.name);
        let listing = Listing::of([&checked], Language::English);
        let count = listing.entries.len();
        assert!(count > 0, "{}", rule.name);
        let in_rules = |text: &str| RULES.iter().map(|rule| text.matches(&format!("[{}]: ", rule.name)).count()).sum();
        for format in FindingsFormat::ALL {
            let shown = listing.show(format, LOOK);
            assert_eq!(shown, listing.show(format, LOOK), "the same bytes every time");
            let found: usize = match format {
                FindingsFormat::Text | FindingsFormat::Short => in_rules(&shown),
                FindingsFormat::Json => json(&shown)["findings"].as_array().unwrap().len(),
                FindingsFormat::Sarif => json(&shown)["runs"][0]["results"].as_array().unwrap().len(),
                FindingsFormat::Github => shown.lines().filter(|line| line.starts_with("::")).count(),
                FindingsFormat::Gitlab => json(&shown).as_array().unwrap().len(),
                FindingsFormat::Junit => shown.matches("<failure ").count() + shown.matches("<skipped ").count(),
            };
            assert_eq!(found, count, "{} as {}\n{shown}", rule.name, format.word());
        }
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn json_keeps_its_shape() {
    let document = json(&show(&fixture("dead-end"), FindingsFormat::Json));
    assert_eq!(document["format"], "beslisboom/findings/1");
    assert_eq!(document["counts"]["error"], 2);
    let first = document["findings"].as_array().unwrap().iter().find(|it| it["rule"] == "dead-end").unwrap();
    let wanted = serde_json::json!({
        "rule": "dead-end", "severity": "error",
        "file": "dead-end.yaml", "line": 11, "column": 7, "endLine": 11, "endColumn": 10,
        "message": "na `keuze` gaat het nergens heen",
        "hint": "zet `next:` of `outcome:` bij de vraag of het antwoord",
        "witness": [{"question": "keuze", "reply": "nee"}],
        "related": [],
    });
    assert_eq!(*first, wanted);
}

/// The schema is the one that OASIS publishes. One of its patterns is no regular expression.
#[test]
fn sarif_is_valid() {
    let schema = include_str!("sarif-schema-2.1.0.json").replace("-[a-zA-Z]{2}]?$", "(-[a-zA-Z]{2})?$");
    let schema = json(&schema);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let checks: Vec<Checked> = RULES.iter().map(|rule| fixture(rule.name)).collect();
    for language in Language::ALL {
        let document = json(&Listing::of(&checks, language).show(FindingsFormat::Sarif, LOOK));
        let faults: Vec<String> =
            validator.iter_errors(&document).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn github_gets_the_worst_first_and_everything_escaped() {
    let text = asking("\"100%, echt: waar?\"").replace("outcome: o", "outcome: o\n    hulp%0A: x");
    let shown = show(&checked("map,met:teken/boom.yaml", text.as_bytes()), FindingsFormat::Github);
    let lines: Vec<&str> = shown.lines().collect();
    assert!(
        lines[0].starts_with("::error file=map%2Cmet%3Ateken/boom.yaml,line=12,col=5,endColumn=12,title=unknown-key::"),
        "{shown}"
    );
    assert!(lines[0].contains("`hulp%250A`"), "{shown}");
    assert!(lines[0].contains("%0A"), "the hint is on a line of its own: {shown}");
    assert!(lines.last().unwrap().starts_with("::notice "), "{shown}");
}

#[test]
fn gitlab_knows_an_old_finding_when_lines_move() {
    let prints = |text: String| -> Vec<Value> {
        let document = json(&show(&checked("b.yaml", text.as_bytes()), FindingsFormat::Gitlab));
        document.as_array().unwrap().iter().map(|issue| issue["fingerprint"].clone()).collect()
    };
    let text = asking("Is dit conform het beleid?");
    let one = prints(text.clone());
    assert!(!one.is_empty());
    assert_eq!(one, prints(text.replace("questions:", "\n\nquestions:")));
    let distinct: std::collections::BTreeSet<String> = one.iter().map(Value::to_string).collect();
    assert_eq!(distinct.len(), one.len());
}

#[test]
fn junit_fails_what_fails_the_run() {
    let text = asking("Is dit conform het beleid?");
    let checked = checked("b<&\"'.yaml", text.as_bytes());
    let listing = Listing::of([&checked], Language::Dutch);
    let mild = listing.show(FindingsFormat::Junit, LOOK);
    assert!(mild.contains("failures=\"0\"") && mild.contains("<skipped "), "{mild}");
    assert!(mild.contains("name=\"b&lt;&amp;&quot;&apos;.yaml\""), "{mild}");
    let strict = listing.show(FindingsFormat::Junit, ListingStyle { fails: Severity::Remark, ..LOOK });
    assert!(!strict.contains("<skipped ") && strict.contains("<failure type=\"remark\""), "{strict}");
}

/// Nothing in a file gives orders to a terminal or to CI, whatever the format.
#[test]
fn hostile_text_is_harmless() {
    let hostile = [
        asking("\"\\e[31m::error::x ##[error]y ##vso[task.complete]z\\u202e \""),
        format!("{HEAD}questions:\n  \"\\n::error::a\": {{ask: Q}}\n"),
        format!("{HEAD}::error::b: 1\n\"\\e]0;c\\a\": 1\n\"##[error]d\": 1\n"),
        format!("{HEAD}ladder: \"\\n::error::e\"\nquestions: {{}}\n"),
        format!("{HEAD}title: \u{1b}[31mrood\n"),
        format!("{HEAD}# \u{202e}omgekeerd ##[error]f\nquestions: {{\u{200b}q: 1}} # ##vso[g]\n"),
    ];
    for text in hostile {
        for name in ["b.yaml", "::error::n.yaml", " ::error::n.yaml", "\n::error::n.yaml", "a\u{1b}[0m##[error].yaml"] {
            let checked = checked(name, text.as_bytes());
            assert!(!checked.findings.is_empty(), "{text}");
            for format in FindingsFormat::ALL {
                let shown = show(&checked, format);
                let bad = shown.chars().find(|letter| {
                    (letter.is_control() && *letter != '\n')
                        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                });
                assert_eq!(bad, None, "{} of {name:?}\n{shown}", format.word());
                assert!(!shown.contains("##[") && !shown.contains("##vso["), "{}\n{shown}", format.word());
                let orders = shown.lines().filter(|line| line.trim_start().starts_with("::")).count();
                let own = if format == FindingsFormat::Github { checked.findings.len() } else { 0 };
                assert_eq!(orders, own, "{} of {name:?}\n{shown}", format.word());
            }
        }
    }
}

/// The place of the one finding of a rule, as text.
fn pointed(text: &[u8], rule: &str) -> (usize, usize, String) {
    let checked = checked("b.yaml", text);
    for format in FindingsFormat::ALL {
        show(&checked, format);
    }
    let finding = checked.findings.iter().find(|finding| finding.rule == rule);
    let finding = finding.unwrap_or_else(|| panic!("no {rule}: {:?}", checked.findings));
    let (line, column) = checked.sources.line_and_column(finding.place);
    let source = &checked.sources.0[finding.place.file].text;
    (line, column, source[finding.place.start..finding.place.end].to_owned())
}

#[test]
fn places_are_right_wherever_they_are() {
    let hard = asking("Één conform, é €?");
    let at = (8, 14, "conform".to_owned());
    assert_eq!(pointed(hard.as_bytes(), "hard-word"), at, "after characters of more bytes");
    assert_eq!(pointed(hard.replace('\n', "\r\n").as_bytes(), "hard-word"), at, "with CRLF");
    assert_eq!(pointed(format!("\u{feff}{hard}").as_bytes(), "hard-word"), at, "after a byte-order mark");
    let folded = asking(">-\n      Dit is\n      conform het beleid.");
    assert_eq!(pointed(folded.as_bytes(), "hard-word"), (10, 7, "conform".to_owned()), "in a folded text");
    let two = asking("Dit staat er in het\n      kader van de wet.");
    assert_eq!(pointed(two.as_bytes(), "hard-word").0, 8, "over two lines");
    let end = format!("{HEAD}questions:");
    assert_eq!(pointed(end.as_bytes(), "wrong-kind").0, 6, "at the end of a file without a line end");
    assert_eq!(pointed(b"title: \"open", "syntax").0, 1, "in a text that never ends");
    assert_eq!(pointed(b"", "syntax"), (1, 1, String::new()), "in an empty file");
    assert_eq!(pointed(b"id: b\nx: \xff\n", "syntax"), (2, 4, String::new()), "where it is no UTF-8");
    assert_eq!(pointed("id: é\u{7}".as_bytes(), "syntax"), (1, 6, "\u{7}".to_owned()), "at a control character");
}

/// Thousands of findings on lines of their own, and the same on one line: a cost that grows with the
/// length of the file for each of them would take minutes.
#[test]
fn large_files_come_to_an_end() {
    let many: String = (0..6_000).map(|n| format!("  q{n}: {{ask: Is dit conform het beleid voor vraag {n}?, hulp: Kijk in de wet en het beleid dat nu geldt}}\n")).collect();
    let flow = many.lines().map(str::trim).collect::<Vec<_>>().join(", ");
    for text in [format!("{HEAD}questions:\n{many}"), format!("{HEAD}questions: {{{flow}}}\n")] {
        let checked = checked("b.yaml", text.as_bytes());
        assert!(checked.findings.len() > 6_000);
        for format in FindingsFormat::ALL {
            assert!(!show(&checked, format).is_empty());
        }
    }
}
