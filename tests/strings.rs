//! A hundred hostile strings, through every text field of a tree and every cell of a list, into every output, and read
//! back with that format's own parser: a text stays a text, and what hides in it is seen.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use beslisboom::text::sanitize::line;
use calamine::{Data, Reader, Xlsx, open_workbook};
use program::beslisboom;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// What strangers write.
const STRINGS: [&str; 100] = [
    // Control characters, of both sets, and orders to a terminal.
    "a\u{1}b",
    "a\u{7}b",
    "a\u{8}b",
    "a\u{b}b",
    "a\u{c}b",
    "a\u{1b}[31mb",
    "a\u{1b}]0;t\u{7}b",
    "a\u{1b}]8;;http://e\u{1b}\\b",
    "a\u{1b}]52;c;aGk=\u{7}b",
    "a\u{1b}Pq\u{1b}\\b",
    "a\u{7f}b",
    "a\u{80}b",
    "a\u{85}b",
    "a\u{90}b",
    "a\u{9b}31mb",
    "a\u{9d}52;c;x\u{9c}b",
    "a\tb",
    "a\rb",
    "a\r\nb",
    "a\nb",
    "a\n\nb",
    "a\n::error::b",
    // What turns or hides text.
    "a\u{ad}b",
    "a\u{61c}b",
    "a\u{180e}b",
    "a\u{200b}b",
    "a\u{200d}b",
    "a\u{200e}b",
    "a\u{200f}b",
    "a\u{2028}b",
    "a\u{2029}b",
    "a\u{202a}b",
    "a\u{202e}b",
    "a\u{2060}b",
    "a\u{2066}b",
    "a\u{2069}b",
    "a\u{3164}b",
    "a\u{feff}b",
    "a\u{fff9}b",
    "a\u{e0041}b",
    // Markdown and HTML.
    "~~~",
    "```",
    "---",
    "===",
    "***",
    "- - -",
    "# kop",
    "> citaat",
    "- punt",
    "+ punt",
    "1. een",
    "1) een",
    "a | b",
    "|a|b|",
    "[a](http://e)",
    "![a](http://e)",
    "<http://e>",
    "http://e.example/a",
    "www.e.example",
    "[a]: http://e",
    "a  \nb",
    "    code",
    "<script>x</script>",
    "<b>a</b>",
    "<!-- a",
    "&lt;a&gt;",
    "&#60;a",
    "*a*",
    "_a_",
    "`a`",
    "a\\",
    "\\",
    "~~a~~",
    "$a$",
    "[^1]",
    // Formulas of spreadsheets.
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "=HYPERLINK(\"http://e\")",
    "=cmd|'/c x'!A0",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    ";=1",
    "\"=1",
    // Orders to CI, and to those who draw.
    "::error::a",
    "##[error]a",
    "##vso[task.complete]a",
    "%0A::error::a",
    "click q0 \"javascript:a\"",
    "end",
    "%%{init: {}}%%",
    "\"] q9[\"a",
    "q0 --> q1",
    "a\"; b [label=\"c",
    "\\N\\l",
    "]]>",
];

/// A text in quotes as YAML has it, with escapes for what may not stand there.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            ' '..='~' => quoted.push(letter),
            _ => quoted += &format!("\\U{:08x}", u32::from(letter)),
        }
    }
    quoted + "\""
}

/// A tree with every string in every field that holds a text.
fn tree() -> String {
    let all = quoted(&STRINGS.join(" x "));
    let mut tree = format!(
        "format: 1\nid: boom\nversion: \"1\"\ntitle: {all}\nsummary: {all}\nlanguage: nl\nladder: ladder.yaml\ncatalogues: [kat.yaml]\nquestions:\n"
    );
    for (number, string) in STRINGS.iter().enumerate() {
        let text = quoted(string);
        let next = match number + 1 {
            100 => "outcome: klaar".to_owned(),
            next => format!("next: q{next}"),
        };
        tree += &format!(
            "  q{number}:\n    ask: {text}\n    help: {text}\n    unknown: {text}\n    note: {text}\n    answers:\n      a: {{label: {text}, at-most: {{rung: mee, because: {text}, arrange: {text}}}}}\n      b: {{label: Weg, outcome: o{number}, because: {text}}}\n    {next}\n"
        );
    }
    tree += &format!("outcomes:\n  klaar: {{title: {all}, verdict: participate, rung: ceiling, text: {all}}}\n");
    for (number, string) in STRINGS.iter().enumerate() {
        let text = quoted(string);
        tree += &format!("  o{number}: {{title: {text}, verdict: not-yet, text: {text}}}\n");
    }
    tree
}

/// A folder with the tree, its ladder and its catalogue.
fn folder() -> tempfile::TempDir {
    let all = quoted(&STRINGS.join(" x "));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("boom.yaml"), tree()).unwrap();
    let ladder = format!(
        "format: 1\nid: l\ntitle: {all}\nlanguage: nl\nrungs:\n  niet: {{title: Niet, level: inform, participation: false}}\n  mee: {{title: {all}, level: consult, promise: {all}}}\n"
    );
    fs::write(folder.path().join("ladder.yaml"), ladder).unwrap();
    let mut kat = format!("format: 1\nid: kat\ntitle: {all}\nlanguage: nl\nmethods:\n");
    for (number, string) in STRINGS.iter().enumerate() {
        let text = quoted(string);
        kat += &format!("  m{number}: {{title: {text}, levels: [consult], audience: residents, summary: {text}}}\n");
    }
    fs::write(folder.path().join("kat.yaml"), kat).unwrap();
    let list = STRINGS.iter().enumerate().map(|(number, string)| {
        let replies: Vec<String> = (0..number).map(|other| format!("\"q{other}\":\"a\"")).collect();
        let replies = [replies, vec![format!("\"q{number}\":\"b\"")]].concat().join(",");
        format!("{{\"Project\":{},{replies}}}\n", serde_json::to_string(string).unwrap())
    });
    fs::write(folder.path().join("lijst.jsonl"), list.collect::<String>()).unwrap();
    folder
}

fn run(folder: &Path, args: &[&str]) -> program::Run {
    beslisboom(args).within(folder).run()
}

/// What may never reach a terminal, a log or a page: control characters, and what turns or hides text.
#[track_caller]
fn shows_all(text: &str, about: &str) {
    let plain = |letter: char| letter == '\n' || (' '..='~').contains(&letter);
    let hidden = text.chars().find(|letter| !plain(*letter) && line(&letter.to_string()) != letter.to_string());
    assert_eq!(
        hidden,
        None,
        "{about}: {}",
        text.lines().find(|it| hidden.is_some_and(|letter| it.contains(letter))).unwrap_or_default()
    );
}

/// Replies that meet every question.
fn replies() -> Vec<String> {
    (0..STRINGS.len()).flat_map(|number| ["--set".to_owned(), format!("q{number}=a")]).collect()
}

#[test]
fn nothing_hides_in_what_people_and_logs_see() {
    let folder = folder();
    let replies = replies();
    let walk: Vec<&str> = ["walk", "boom.yaml"].into_iter().chain(replies.iter().map(String::as_str)).collect();
    let why: Vec<&str> = ["why", "boom.yaml"].into_iter().chain(replies.iter().map(String::as_str)).collect();
    for args in [
        &walk[..],
        &why,
        &["show", "boom.yaml"],
        &["show", "ladder.yaml"],
        &["stats", "boom.yaml"],
        &["diff", "boom.yaml", "boom.yaml"],
    ] {
        let run = run(folder.path(), args);
        assert!(run.status == 0 && run.out.len() > 100, "{args:?}: {}", run.err);
        shows_all(&run.out, args[0]);
        shows_all(&run.err, args[0]);
    }
    for format in ["text", "short", "json", "sarif", "github", "gitlab", "junit"] {
        let run = run(folder.path(), &["check", "boom.yaml", "--format", format]);
        shows_all(&run.out, format);
        assert!(!run.out.contains("##[error]a") && !run.out.contains("##vso["), "{format}");
    }
    for format in ["mermaid", "dot", "markdown", "json"] {
        let run = run(folder.path(), &["export", format, "boom.yaml"]);
        assert_eq!(run.status, 0, "{}", run.err);
        shows_all(&run.out, format);
    }
}

#[test]
fn json_gives_every_text_as_it_was() {
    let folder = folder();
    let tree: Value = serde_json::from_str(&run(folder.path(), &["export", "json", "boom.yaml"]).out).unwrap();
    let text = tree.to_string();
    for string in STRINGS {
        // A text of YAML has no white space at its ends.
        let wanted = serde_json::to_string(string).unwrap();
        assert!(text.contains(&wanted), "{string:?}");
    }
}

/// The tags of a document; panics on what no document of ours has.
fn tags(markdown: &str) -> usize {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH;
    let mut count = 0;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}"),
            Event::InlineMath(it) | Event::DisplayMath(it) | Event::FootnoteReference(it) => panic!("{it}"),
            Event::TaskListMarker(_) | Event::HardBreak => panic!("{event:?}"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => panic!("{dest_url}"),
            Event::Start(Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::Strikethrough | Tag::Emphasis) => {
                panic!("{event:?}")
            }
            Event::Start(_) => count += 1,
            _ => {}
        }
    }
    count
}

#[test]
fn markdown_stays_a_document() {
    let folder = folder();
    let replies = replies();
    let walk: Vec<&str> =
        ["walk", "boom.yaml", "--format", "markdown"].into_iter().chain(replies.iter().map(String::as_str)).collect();
    let why: Vec<&str> =
        ["why", "boom.yaml", "--format", "markdown"].into_iter().chain(replies.iter().map(String::as_str)).collect();
    for args in [&walk[..], &why, &["export", "markdown", "boom.yaml"], &["stats", "boom.yaml", "--format", "markdown"]]
    {
        let out = run(folder.path(), args).out;
        assert!(tags(&out) > 10, "{args:?}");
    }
    run(folder.path(), &["batch", "boom.yaml", "lijst.jsonl", "--out", "uit.md", "--summary-out", "overzicht.md"]);
    let table = fs::read_to_string(folder.path().join("uit.md")).unwrap();
    tags(&table);
    tags(&fs::read_to_string(folder.path().join("overzicht.md")).unwrap());
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), STRINGS.len() + 2, "a row is a line");
}

/// What a spreadsheet takes for a formula, in whatever width of sign.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches(['\t', '\r', '\n', ' ']).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[test]
fn no_cell_of_a_list_becomes_a_formula_and_no_row_another() {
    let folder = folder();
    let words = ["batch", "boom.yaml", "lijst.jsonl", "--columns", "outcome,status,message"];
    for (name, delimiter) in [("uit.csv", b';')] {
        run(folder.path(), &[&words[..], &["--out", name]].concat());
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_path(folder.path().join(name)).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), STRINGS.len());
        for (row, string) in rows.iter().zip(STRINGS) {
            assert!(!is_formula(&row[0]) || string.parse::<f64>().is_ok(), "{string:?}: {:?}", &row[0]);
            assert!(row[0].ends_with(string) || line(&row[0]).ends_with(&line(string)), "{string:?}: {:?}", &row[0]);
        }
    }
    run(folder.path(), &[&words[..], &["--out", "uit.xlsx"]].concat());
    let mut book: Xlsx<_> = open_workbook(folder.path().join("uit.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(sheet.height(), STRINGS.len() + 1);
    for (row, string) in sheet.rows().skip(1).zip(STRINGS) {
        assert!(matches!(&row[0], Data::String(_) | Data::Float(_) | Data::Int(_)), "{string:?}: {:?}", row[0]);
    }
    let name = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&name).unwrap().is_empty(), "no cell is a formula");
    run(folder.path(), &[&words[..], &["--out", "uit.jsonl"]].concat());
    let lines = fs::read_to_string(folder.path().join("uit.jsonl")).unwrap();
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let first: Vec<&str> = rows.iter().map(|row| row["Project"].as_str().unwrap()).collect();
    assert_eq!(first, STRINGS, "what came in goes out");
}

/// The strings in quotes of a DOT graph or a Mermaid flowchart, and the rest, which only we write.
fn outside(text: &str, escapes: bool) -> String {
    let (mut rest, mut quoted, mut escaped) = (String::new(), false, false);
    for letter in text.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted && escapes => escaped = true,
            '"' => quoted = !quoted,
            _ if !quoted => rest.push(letter),
            _ => {}
        }
    }
    assert!(!quoted, "a quote stays open");
    rest
}

#[test]
fn a_diagram_has_the_shapes_and_arrows_that_the_tree_has() {
    let folder = folder();
    let dot = run(folder.path(), &["export", "dot", "boom.yaml"]).out;
    let rest = outside(&dot, true);
    assert!(rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-=>[],;{} \n\t.".contains(&byte)), "{rest}");
    let mermaid = run(folder.path(), &["export", "mermaid", "boom.yaml"]).out;
    let (_, chart) = mermaid.split_once("---\nflowchart TD\n").unwrap();
    let rest = outside(chart, false);
    assert!(rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.>[](){}:, \n".contains(&byte)), "{rest}");
    // Each question, an arrow for each of its two answers, and one to the first.
    let arrows = |text: &str, arrow: &str| text.lines().filter(|line| line.contains(arrow)).count();
    assert_eq!(arrows(&outside(chart, false), "-->"), arrows(&outside(&dot, true), "->"));
    assert!(arrows(&outside(chart, false), "-->") >= 2 * STRINGS.len());
}
