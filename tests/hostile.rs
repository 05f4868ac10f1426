//! Files of strangers: each is answered with one clear message, within limits of work and memory, and nothing else happens.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/files.rs"]
mod files;

use beslisboom::analysis::diff::diff;
use beslisboom::analysis::examples::missing;
use beslisboom::analysis::stats::stats;
use beslisboom::check::{BUDGET, Checked, check, merge};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::model::finding::{Finding, Severity};
use beslisboom::model::replies::Replies;
use beslisboom::source::parse::read;
use beslisboom::text::language::Language;
use beslisboom::text::sanitize;

fn checked(bytes: &[u8]) -> Checked {
    check(read("boom.yaml", bytes, Language::Dutch, &files::nothing), BUDGET)
}

/// The findings that are errors.
fn errors(checked: &Checked) -> Vec<&Finding> {
    checked.findings.iter().filter(|finding| checked.severity(finding) == Severity::Error).collect()
}

/// The one error that bytes get: its rule, line, column and message.
fn only(bytes: &[u8]) -> (&'static str, usize, usize, String) {
    let checked = checked(bytes);
    assert!(checked.tree.is_none());
    let [finding] = errors(&checked)[..] else { panic!("{:#?}", checked.findings) };
    let (line, column) = checked.sources.line_and_column(finding.place);
    (finding.rule, line, column, finding.message.dutch.clone())
}

const HEAD: &str = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\n";
const SMALL: &str = "questions:\n  een:\n    ask: Een?\n    answers: {ja: {label: Ja}, nee: {label: Nee}}\n    outcome: klaar\noutcomes:\n  klaar: {title: Klaar, verdict: not-yet}\n";

fn small() -> String {
    format!("{HEAD}{SMALL}")
}

#[test]
fn an_alias_bomb_goes_off_nowhere() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let before = level - 1;
        bomb += &format!("a{level}: &a{level} [*a{before}, *a{before}, *a{before}, *a{before}]\n");
    }
    let (rule, line, _, message) = only(bomb.as_bytes());
    assert_eq!((rule, line), ("syntax", 1), "{message}");
}

#[test]
fn deep_nesting_is_refused_at_once() {
    for open in ["[", "{a: ", "- ", "? "] {
        let (rule, ..) = only(open.repeat(100_000).as_bytes());
        assert_eq!(rule, "syntax", "{open}");
    }
    let mut blocks = String::new();
    for depth in 0..2000 {
        blocks += &format!("{}a:\n", " ".repeat(depth));
    }
    assert_eq!(only(blocks.as_bytes()).0, "syntax");
}

#[test]
fn a_key_that_stands_twice_is_named_with_both_places() {
    let text = small().replace("outcomes:", "title: Nog een\noutcomes:");
    let (rule, line, column, message) = only(text.as_bytes());
    assert_eq!((rule, line, column), ("duplicate-key", 11, 1), "{message}");
    let checked = checked(text.as_bytes());
    assert_eq!(checked.sources.line_and_column(errors(&checked)[0].related[0].0), (4, 1));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_mean_nothing() {
    let plain = checked(small().as_bytes()).tree.unwrap();
    let marked = format!("\u{feff}{}", small().replace('\n', "\r\n"));
    let marked = checked(marked.as_bytes()).tree.unwrap();
    assert_eq!(plain.hash, marked.hash);
}

#[test]
fn what_is_not_allowed_in_yaml_is_named() {
    let text = small();
    for (wrong, line) in [
        (text.replace("Een?", "&anker Een?"), 8),
        (text.replace("Een?", "!label Een?"), 8),
        (text.replace("    outcome: klaar\n", "    outcome: klaar\n    <<: {ask: x}\n"), 11),
        (format!("{text}---\nnog: een\n"), 13),
        (text.replace("Een?", "Een\u{1b}[31m?"), 8),
        (text.replace("Een?", "Een\u{0}?"), 8),
        (text.replace("title: Boom", "title: \"Boom"), 5),
        (String::new(), 1),
    ] {
        let (rule, at, _, message) = only(wrong.as_bytes());
        assert_eq!(rule, "syntax", "{message}");
        assert!(wrong.is_empty() || at >= line.min(4), "{at} {message}");
        assert!(!message.contains('\u{1b}'));
    }
    let mut invalid = text.clone().into_bytes();
    invalid[HEAD.len() - 5] = 0xff;
    let (rule, line, ..) = only(&invalid);
    assert_eq!((rule, line), ("syntax", 5));
}

#[test]
fn every_fault_is_reported_in_one_run() {
    let text = "format: 1\nid: Boom\nversion: 2026.1\ntitel: Boom\nlanguage: nl\nquestions:\n  een:\n    ask: true\n    answers:\n      ja: {label: Ja, outcome: klar}\n      nee: {label: Nee, volgende: een}\noutcomes:\n  klaar: {title: Klaar, verdict: nooit}\n";
    let checked = checked(text.as_bytes());
    let found: Vec<(usize, &str)> =
        checked.findings.iter().map(|it| (checked.sources.line_and_column(it.place).0, it.rule)).collect();
    for expected in [
        (2, "bad-id"),
        (3, "wrong-kind"),
        (1, "missing-key"),
        (4, "unknown-key"),
        (8, "wrong-kind"),
        (10, "dangling-target"),
        (11, "unknown-key"),
        (13, "wrong-kind"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    let hint = |rule: &str| checked.findings.iter().find(|it| it.rule == rule).unwrap().hint.clone().unwrap().dutch;
    assert_eq!(hint("dangling-target"), "bedoelde je `klaar`?");
    let comma = small().replace("{label: Ja}", "{label: Ja, zeker}");
    let checked = self::checked(comma.as_bytes());
    assert!(errors(&checked)[0].hint.as_ref().unwrap().dutch.contains("komma"), "{:?}", checked.findings);
}

#[test]
fn files_do_not_lead_out_of_their_folder() {
    for path in ["../ladder.yaml", "/etc/passwd", "a/../../b.yaml", "C:\\ladder.yaml", "..\\l.yaml", "~/l.yaml"] {
        let text = small().replace("language: nl\n", &format!("language: nl\nladder: '{path}'\n"));
        assert_eq!(only(text.as_bytes()).0, "escaping-file", "{path}");
    }
    let text = small().replace("language: nl\n", "language: nl\nladder: weg.yaml\n");
    assert_eq!(only(text.as_bytes()).0, "missing-file");
    let text =
        small().replace("language: nl\n", "language: nl\nladder: builtin:heusden\ncatalogues: [builtin:werkvormen]\n");
    assert!(checked(text.as_bytes()).tree.is_some());
}

#[test]
fn ten_megabytes_of_honest_tree_are_read() {
    let mut text = format!("{HEAD}questions:\n");
    let filler = "Dit is een gewone zin die uitlegt wat de vraag betekent. ".repeat(15);
    let count = 9_000;
    for number in 0..count {
        let next = if number + 1 == count { "outcome: klaar".to_owned() } else { format!("next: q{}", number + 1) };
        text += &format!(
            "  q{number}:\n    ask: Vraag {number}?\n    help: {filler}\n    answers:\n      ja: {{label: Ja}}\n      nee: {{label: Nee}}\n    {next}\n"
        );
    }
    text += "outcomes:\n  klaar: {title: Klaar, verdict: not-yet}\n";
    assert!(text.len() > 8_000_000, "{}", text.len());
    let mut checks = [checked(text.as_bytes())];
    // What comes after the check stays small and quick as well.
    merge(&mut checks);
    let tree = checks[0].tree.as_ref().unwrap();
    assert_eq!(evaluate(tree, &Replies::new()).met().len(), count);
}

#[test]
fn what_often_goes_wrong_in_yaml_is_explained() {
    let text = small();
    for (wrong, line, column, hint) in [
        (text.replace("    ask: Een?\n    answers", "    ask: Een?\n\tanswers"), 9, 1, "spaties"),
        (text.replace("Een?", "Een: ja?"), 8, 13, "aanhalingstekens"),
        (text.replace("ask: Een?", "ask:Een?"), 8, 5, "sleutel: waarde"),
        (text.replace("Een?", "'Eén foto's?'"), 8, 20, "apostrof"),
        (text.replace("Een?", "\"Een\" twee?"), 8, 16, "aanhalingsteken"),
        (text.replace("Een?", "@een"), 8, 10, "aanhalingstekens"),
    ] {
        let checked = checked(wrong.as_bytes());
        let [finding] = errors(&checked)[..] else { panic!("{:#?}", checked.findings) };
        assert_eq!(finding.rule, "syntax");
        assert_eq!(checked.sources.line_and_column(finding.place), (line, column), "{}", finding.message);
        let found = finding.hint.as_ref().unwrap();
        assert!(found.dutch.contains(hint), "{hint}: {found}");
    }
}

#[test]
fn a_file_that_is_not_there_is_one_fault() {
    let text = small()
        .replace("language: nl\n", "language: nl\nladder: builtin:heusdn\ncatalogues: [weg.yaml]\n")
        .replace("verdict: not-yet}", "verdict: participate, rung: adviseren}");
    let text = format!(
        "{text}examples:\n  - {{name: Een, replies: {{een: ja}}, expect: {{rung: adviseren, methods: [stamtafel]}}}}\n"
    );
    let checked = checked(text.as_bytes());
    let found: Vec<&str> = errors(&checked).iter().map(|finding| finding.rule).collect();
    assert_eq!(found, ["missing-file", "missing-file"]);
    assert_eq!(errors(&checked)[0].hint.as_ref().unwrap().dutch, "bedoelde je `builtin:heusden`?");
}

#[test]
fn a_side_file_of_something_else_translates_nothing() {
    let title = |head| {
        let texts = format!("{head}title: Tree\nquestions: {{een: {{ask: One?}}}}\n");
        let side = files::Files::of(&[("boom.en.yaml", &texts)]);
        let checked = check(read("boom.yaml", small().as_bytes(), Language::English, &side), BUDGET);
        let found: Vec<(&str, String)> =
            errors(&checked).iter().map(|it| (it.rule, it.hint.as_ref().unwrap().dutch.clone())).collect();
        (checked.resolved.map(|tree| tree.texts.title.clone()), found)
    };
    assert_eq!(title("format: 1\ntranslates: boom\nlanguage: en\n"), (Some("Tree".to_owned()), Vec::new()));
    for (head, rule, hint) in [
        ("format: 1\ntranslates: andere\nlanguage: en\n", "wrong-kind", "schrijf `translates: boom`"),
        ("format: 1\nlanguage: en\n", "missing-key", "schrijf `translates: boom`"),
        ("format: 1\ntranslates: boom\nlanguage: nl\n", "wrong-kind", "schrijf `language: en`"),
    ] {
        assert_eq!(title(head), (None, vec![(rule, hint.to_owned())]), "{head}");
    }
}

#[test]
fn a_loop_is_shown_with_the_step_that_closes_it() {
    let text = small().replace("outcome: klaar\n", "routes: [{if: {een: ja}, next: een}, {outcome: klaar}]\n");
    let checked = checked(text.as_bytes());
    let finding = errors(&checked)[0];
    let (back, _) = &finding.related[0];
    assert_eq!((finding.rule, checked.sources.line_and_column(*back)), ("endless-loop", (10, 14)));
}

/// Trees of a few kilobytes that are large in something else than states: pairs that are remembered all the way,
/// sixty ways on from every state, conditions of sixty parts. What may be kept is bounded by the budget, so what is
/// looked at is too; and what is not proven is said.
#[test]
fn a_small_tree_costs_no_more_than_its_budget_whatever_it_makes_large() {
    let large = [
        ("pairs", include_str!("hostile/pairs.yaml")),
        ("points", include_str!("hostile/points.yaml")),
        ("wide", include_str!("hostile/wide.yaml")),
    ];
    for (name, text) in large {
        let folder = |budget| check(read(name, text.as_bytes(), Language::Dutch, &files::nothing), budget);
        let checked = folder(BUDGET);
        let unfinished: Vec<&Finding> = checked.findings.iter().filter(|it| it.rule == "unfinished").collect();
        assert_eq!(unfinished.len(), 1, "{name}");
        assert!(!checked.explored && checked.states < BUDGET / 4, "{name}: {}", checked.states);
        // Half the budget looks at no more than what fits in it: bounded by work, not by luck.
        assert!(folder(BUDGET / 10).states <= checked.states / 5, "{name}");
        let tree = checked.resolved.as_ref().unwrap();
        assert!(stats(tree, BUDGET).is_none(), "{name}");
        assert!(diff(tree, tree, BUDGET).moves.is_none(), "{name}");
        if let Some(tree) = &checked.tree {
            assert!(missing(tree, BUDGET).is_none(), "{name}");
        }
    }
}

/// Thousands of ways on that read one reply are one condition: what is remembered of it is remembered once.
#[test]
fn a_reply_that_every_later_question_reads_is_remembered_once() {
    let count = 2_000;
    let first = "answers: {ja: {label: Ja, set: {tempo: snel}}, nee: {label: Nee, set: {tempo: kalm}}}";
    for read in ["q0: ja", "tempo: snel", "not: {q0: nee}", "q0: [ja, nee], tempo: snel"] {
        let mut text =
            format!("{HEAD}facts: {{tempo: {{label: Tempo, values: {{snel: Snel, kalm: Kalm}}}}}}\nquestions:\n");
        text += &format!("  q0: {{ask: Vraag?, {first}, next: q1}}\n");
        for number in 1..count {
            let next = if number + 1 == count { "outcome: klaar".to_owned() } else { format!("next: q{}", number + 1) };
            let answers = "answers: {ja: {label: Ja}, nee: {label: Nee}}";
            text += &format!(
                "  q{number}: {{ask: Vraag {number}?, {answers}, routes: [{{if: {{{read}}}, {next}}}, {{outcome: anders}}]}}\n"
            );
        }
        text += "outcomes:\n  klaar: {title: Klaar, verdict: not-yet}\n  anders: {title: Anders, verdict: not-yet}\n";
        let checked = checked(text.as_bytes());
        // Every question once, the one after the start twice, and both outcomes.
        assert_eq!((checked.explored, checked.states), (true, count + 3), "{read}: {:?}", errors(&checked));
    }
}

/// Nothing here sets a floor, so nothing can clash and every walk ends, though not all could be explored.
#[test]
fn an_outcome_needs_no_conflict_where_nothing_sets_a_floor() {
    let checked = checked(include_bytes!("hostile/pairs.yaml"));
    assert!(checked.tree.is_some(), "{:?}", errors(&checked));
}

#[test]
fn what_cannot_be_seen_comes_out_as_an_escape() {
    let hidden = "\u{7f}\u{9f}\u{ad}\u{61c}\u{180e}\u{200b}\u{202e}\u{2028}\u{2029}\u{2069}\u{3164}\u{feff}\u{fff9}\u{fffb}\u{e0041}";
    for letter in hidden.chars() {
        let text = format!("a{letter}b");
        assert!(!sanitize::line(&text).contains(letter), "{letter:?}");
        let json = sanitize::json(&text);
        assert!(json.is_ascii() && !json.contains(letter), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text, "another reader gets the same text");
    }
}

/// Counts of work and memory, and no clock: a machine may be busy. What must not happen takes many times these.
#[cfg(unix)]
#[test]
fn no_file_takes_more_than_its_share_of_work_and_memory() {
    let many = |from: &str, between: &str| {
        let one = |n| format!("q{n}: {{ask: Is dit conform het beleid voor vraag {n}?, hulp: Kijk in de wet}}");
        let all: Vec<String> = (0..6_000).map(one).collect();
        format!("{HEAD}questions:{from}{}{}", all.join(between), if from == " {" { "}\n" } else { "\n" })
    };
    let bomb: String = (1..30).map(|n| format!("a{n}: &a{n} [*a{}, *a{}, *a{}]\n", n - 1, n - 1, n - 1)).collect();
    let files = [
        ("thousands of findings on lines of their own", many("\n  ", "\n  ")),
        ("thousands of findings on one line", many(" {", ", ")),
        ("an alias bomb", format!("a0: &a0 [x, x, x]\n{bomb}")),
        ("brackets without end", "[".repeat(3_000_000)),
        ("one endless text", format!("{HEAD}summary: {}\n", "a b ".repeat(2_000_000))),
    ];
    for (about, text) in files {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("boom.yaml"), text).unwrap();
        bounded(folder.path(), &["check", "boom.yaml", "--format", "short"], 1, about);
    }
}

/// A chain is large in questions only, and every command reads it a few times, not once for each question.
#[cfg(unix)]
#[test]
fn a_tree_with_very_many_questions_costs_what_they_cost() {
    let count = 20_000;
    let mut text = format!("{HEAD}questions:\n");
    for number in 0..count {
        let next = if number + 1 == count { "outcome: klaar".to_owned() } else { format!("next: q{}", number + 1) };
        text += &format!(
            "  q{number}: {{ask: Vraag {number}?, answers: {{ja: {{label: Ja, {next}}}, nee: {{label: Nee, outcome: anders}}}}}}\n"
        );
    }
    text += "outcomes:\n  klaar: {title: Klaar, verdict: participate}\n  anders: {title: Anders, verdict: not-yet}\n";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("boom.yaml"), text).unwrap();
    std::fs::write(folder.path().join("lijst.csv"), "naam;q0;q1\nKade;ja;\nPlein;nee;\n").unwrap();
    for (args, status) in [
        (&["walk", "boom.yaml", "--set", "q0=nee", "--out", "advies.md"][..], 0),
        (&["why", "boom.yaml", "--set", "q0=ja"], 0),
        // This one says that it would take too long.
        (&["stats", "boom.yaml"], 2),
        (&["batch", "boom.yaml", "lijst.csv", "--out", "uit.csv"], 0),
        (&["export", "texts", "boom.yaml", "--format", "po"], 0),
        (&["export", "markdown", "boom.yaml"], 0),
    ] {
        bounded(folder.path(), args, status, &args.join(" "));
    }
    // Of the questions that come up ten are named.
    let advice = std::fs::read_to_string(folder.path().join("advies.md")).unwrap();
    assert!(advice.contains("‘Vraag 10?’: ‘Ja’; en nog 19989 vragen."), "{advice}");
}

/// Whether every column that was asked for is there, hangs on the columns, and is not asked anew for every object.
#[cfg(unix)]
#[test]
fn many_fields_that_answer_nothing_are_looked_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let fields: Vec<String> = (0..2_000).map(|number| format!("\"kolom{number}\":{number}")).collect();
    let list = format!("{{{}}}\n{}", fields.join(","), "{\"kolom1\":1}\n".repeat(40_000));
    std::fs::write(folder.path().join("lijst.jsonl"), list).unwrap();
    std::fs::write(folder.path().join("koppeling.yaml"), "format: 1\ncolumns:\n  afwezig: keuze\n").unwrap();
    let args = ["batch", "lijst.jsonl", "--columns", "rung", "--map", "koppeling.yaml"];
    bounded(folder.path(), &args, 2, "fields that answer nothing");
}

/// Runs a command with bounds on the seconds of the processor, and on the kilobytes of addresses.
#[cfg(unix)]
#[track_caller]
fn bounded(folder: &std::path::Path, args: &[&str], status: i32, about: &str) {
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "ulimit -t 30; ulimit -v 1500000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_beslisboom")]);
    let output = shell.args(args).current_dir(folder).output().unwrap();
    assert_eq!(output.status.code(), Some(status), "{about}: {}", String::from_utf8_lossy(&output.stderr));
}
