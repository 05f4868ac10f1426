//! The schemas under `schema/` say what the reader reads: no key more, no key less.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/pages.rs"]
mod pages;

use beslisboom::source::keys::{self, Key, Only, Part, ValueKind};
use beslisboom::source::parse::{Absence, Shelf, read};
use beslisboom::source::schema::{FILES, schema};
use beslisboom::source::shipped;
use beslisboom::text::language::Language;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// `UPDATE_DOCS=1 cargo test --test schema` writes them anew.
#[test]
fn the_files_are_up_to_date() {
    for sort in FILES {
        let name = format!("schema/{}.schema.json", sort.word());
        let wanted = serde_json::to_string_pretty(&schema(sort, Language::Dutch)).unwrap() + "\n";
        pages::is_up_to_date(&name, &wanted, "schema");
    }
}

/// What stands under a key, in words.
fn value(kind: ValueKind) -> String {
    let ticks = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    match kind {
        ValueKind::Text | ValueKind::Phrase | ValueKind::Quote | ValueKind::Remark => "text".to_owned(),
        ValueKind::PhraseById => "texts by id".to_owned(),
        ValueKind::Link => "address".to_owned(),
        ValueKind::Word => "word".to_owned(),
        ValueKind::Words => "word or list of words".to_owned(),
        ValueKind::Version => "text in quotes".to_owned(),
        ValueKind::Format => "`1`".to_owned(),
        ValueKind::Day => "day".to_owned(),
        ValueKind::Flag(otherwise) => format!("`true` or `false`; else `{otherwise}`"),
        ValueKind::Whole => "whole number".to_owned(),
        ValueKind::Decimal => "number".to_owned(),
        ValueKind::OneOf(words) => format!("one of {}", ticks(words)),
        ValueKind::SomeOf(words) => format!("one or more of {}", ticks(words)),
        ValueKind::Part(part) => {
            format!("`{{{}}}`", keys::of(part).map(|key| key.name).collect::<Vec<_>>().join(", "))
        }
        ValueKind::ById(_) => "by id, in order".to_owned(),
        ValueKind::List(_) => "list".to_owned(),
        ValueKind::Bound(part) => {
            format!("rung, or `{{{}}}`", keys::of(part).map(|key| key.name).collect::<Vec<_>>().join(", "))
        }
        ValueKind::Condition => "condition".to_owned(),
        ValueKind::Set => "`{fact: value}` or `{fact: [values]}`".to_owned(),
        ValueKind::Add => "`{score: whole number}`".to_owned(),
        ValueKind::Rising => "`true`, or a list of answers".to_owned(),
        ValueKind::Replies => "replies by question".to_owned(),
        ValueKind::Texts => "texts by question".to_owned(),
        ValueKind::TextsByQuestion => "texts by text, by question".to_owned(),
    }
}

/// The table of what some parts say.
fn table(parts: &[Part]) -> String {
    let mut table = "| key | what stands there | what it says |\n|---|---|---|\n".to_owned();
    for key in keys::KEYS {
        let of: Vec<Part> = parts.iter().copied().filter(|part| key.of.contains(part)).collect();
        if of.is_empty() {
            continue;
        }
        let Key { name, kind, required, only, meaning: (_, meaning), .. } = key;
        let mut says = value(*kind);
        if *required {
            says += "; required";
        }
        match only {
            Only::Anywhere => {}
            Only::With(kinds) => {
                says += &format!(
                    "; of a {}",
                    kinds.iter().map(|it| format!("`{}`", it.word())).collect::<Vec<_>>().join(" or ")
                );
            }
            Only::Beside(other) => says += &format!("; beside `{other}`"),
        }
        if of.len() < parts.len() {
            says += &format!("; of {}", of.iter().map(|it| it.word()).collect::<Vec<_>>().join(", "));
        }
        table += &format!("| `{name}` | {says} | {meaning} |\n");
    }
    table
}

/// `UPDATE_DOCS=1 cargo test --test schema` writes the tables anew.
#[test]
fn the_tables_of_the_format_are_up_to_date() {
    const END: &str = "<!-- end of keys -->";
    let page = fs::read_to_string(folder("docs/format.md")).unwrap().replace("\r\n", "\n");
    let mut shown: BTreeSet<Part> = BTreeSet::new();
    let mut pieces = page.split("<!-- keys: ");
    let mut wanted = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (names, rest) = piece.split_once(" -->").unwrap();
        let named =
            |name: &str| Part::ALL.into_iter().find(|part| part.word() == name).unwrap_or_else(|| panic!("{name}"));
        let parts: Vec<Part> = names.split(' ').map(named).collect();
        shown.extend(&parts);
        let after = rest.split_once(END).unwrap_or_else(|| panic!("`{names}` has no end")).1;
        wanted += &format!("<!-- keys: {names} -->\n{}{END}{after}", table(&parts));
    }
    pages::is_up_to_date("docs/format.md", &wanted, "schema");
    // What the page says in words instead: a side file, a mapping, and maps whose keys stand in the line above.
    let in_words = [
        Part::SideFile,
        Part::Mapping,
        Part::TreeBound,
        Part::Result,
        Part::OpenReply,
        Part::Chosen,
        Part::Period,
        Part::Range,
        Part::Condition,
    ];
    let missing: Vec<&str> =
        Part::ALL.iter().filter(|it| !shown.contains(it) && !in_words.contains(it)).map(|it| it.word()).collect();
    assert!(missing.is_empty(), "no table for {missing:?}");
}

struct Nothing;

impl Shelf for Nothing {
    fn fetch(&self, _: &str) -> Result<Vec<u8>, Absence> {
        Err(Absence::Missing)
    }
}

/// A key that nobody knows and that resembles none: the reader answers with all it does know.
const NOBODY: &str = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

/// The keys that the reader knows wherever `text` has a key that nobody knows.
fn known(text: &str) -> BTreeSet<String> {
    let text = text.replace('@', NOBODY);
    let reading = read("b.yaml", text.as_bytes(), Language::Dutch, &Nothing);
    let unknown = reading.findings.iter().filter(|it| it.rule == "unknown-key" && it.message.english.contains(NOBODY));
    let hints: Vec<String> = unknown.filter_map(|it| it.hint.clone()).map(|hint| hint.english).collect();
    assert!(!hints.is_empty(), "{text}\n{:?}", reading.findings);
    let list = hints.iter().flat_map(|hint| hint.strip_prefix("allowed here: ").unwrap().split(", "));
    list.map(str::to_owned).filter(|key| !key.starts_with("x-")).collect()
}

/// The keys in an object of a schema, `allOf` included.
fn keys(object: &Value) -> BTreeSet<String> {
    let parts = object["allOf"].as_array().into_iter().flatten().chain([object, &object["else"]]);
    parts.filter_map(|part| part["properties"].as_object()).flat_map(|it| it.keys().cloned()).collect()
}

/// Where each object of a schema stands in a file: `@` is a key that nobody knows. Several files say what
/// the reader asks for together, where that hangs on other keys.
const PLACES: &[(Part, &str, &[&str])] = &[
    (Part::Tree, "", &["questions: {}\n@: 1"]),
    (Part::Tree, "period", &["questions: {}\nvalid:\n  @: 1"]),
    (Part::Tree, "source", &["questions: {}\nsources:\n  a:\n    @: 1"]),
    (Part::Tree, "fact", &["questions: {}\nfacts:\n  a:\n    @: 1"]),
    (Part::Tree, "score", &["questions: {}\nscores:\n  a:\n    @: 1"]),
    (Part::Tree, "range", &["questions: {}\nbounds:\n  - if:\n      a:\n        @: 1"]),
    (
        Part::Tree,
        "question",
        &[
            "questions:\n  a:\n    kind: number\n    outcome: b\n    @: 1",
            "questions:\n  a:\n    kind: multiple\n    @: 1",
        ],
    ),
    (Part::Tree, "answer", &["questions:\n  a:\n    answers:\n      a:\n        outcome: b\n        @: 1"]),
    (Part::Tree, "ticked-answer", &["questions:\n  a:\n    kind: multiple\n    answers:\n      a:\n        @: 1"]),
    (
        Part::Tree,
        "band",
        &["questions:\n  a:\n    kind: number\n    answers:\n      a:\n        outcome: b\n        @: 1"],
    ),
    (Part::Tree, "citation", &["questions:\n  a:\n    source:\n      @: 1"]),
    (Part::Tree, "route", &["questions:\n  a:\n    routes:\n      - @: 1"]),
    (Part::Tree, "tree-bound", &["questions: {}\nbounds:\n  - @: 1"]),
    (Part::Tree, "at-most", &["questions: {}\nbounds:\n  - at-most:\n      @: 1"]),
    (Part::Tree, "at-least", &["questions: {}\nbounds:\n  - at-least:\n      @: 1"]),
    (Part::Tree, "outcome", &["outcomes:\n  a:\n    @: 1"]),
    (Part::Tree, "example", &["questions: {}\nexamples:\n  - @: 1"]),
    (Part::Tree, "expect", &["questions: {}\nexamples:\n  - expect:\n      @: 1"]),
    (Part::Tree, "result", &["questions: {}\nexamples:\n  - expect:\n      possible:\n        - @: 1"]),
    (Part::Tree, "open-reply", &["questions: {}\nexamples:\n  - replies:\n      a:\n        @: 1"]),
    (Part::Tree, "method", &["questions: {}\nmethods:\n  a:\n    @: 1"]),
    (Part::Tree, "advice", &["questions: {}\nadvice:\n  a:\n    @: 1"]),
    (Part::Ladder, "", &["rungs: {}\n@: 1"]),
    (Part::Ladder, "rung", &["rungs:\n  a:\n    @: 1"]),
    (Part::Ladder, "source", &["rungs: {}\nsources:\n  a:\n    @: 1"]),
    (Part::Ladder, "citation", &["rungs:\n  a:\n    source:\n      @: 1"]),
    (Part::Catalogue, "", &["methods: {}\n@: 1"]),
    (Part::Catalogue, "method", &["methods:\n  a:\n    @: 1"]),
    (Part::Catalogue, "advice", &["advice:\n  a:\n    @: 1"]),
    (Part::Catalogue, "fact", &["methods: {}\nfacts:\n  a:\n    @: 1"]),
    (Part::Catalogue, "range", &["methods:\n  a:\n    group:\n      @: 1"]),
    (Part::Catalogue, "source", &["methods: {}\nsources:\n  a:\n    @: 1"]),
    (Part::Catalogue, "citation", &["methods:\n  a:\n    source:\n      @: 1"]),
    (Part::Replies, "", &["replies: {}\n@: 1"]),
    (Part::Replies, "open-reply", &["replies:\n  a:\n    @: 1"]),
    (Part::Replies, "chosen", &["replies: {}\nchosen:\n  @: 1"]),
];

#[test]
fn the_reader_and_the_schemas_know_the_same_keys() {
    for sort in FILES {
        let schema = schema(sort, Language::English);
        let looked: BTreeSet<&str> = PLACES.iter().filter(|it| it.0 == sort).map(|it| it.1).collect();
        for (name, definition) in schema["definitions"].as_object().unwrap() {
            let closed =
                definition["additionalProperties"] == false || definition["allOf"][0]["additionalProperties"] == false;
            assert!(!closed || looked.contains(name.as_str()), "{}: no place for `{name}`", sort.word());
        }
        for (_, name, texts) in PLACES.iter().filter(|it| it.0 == sort) {
            let object = match (*name, sort) {
                ("", Part::Replies) => &schema,
                ("", _) => &schema["else"],
                (name, _) => &schema["definitions"][name],
            };
            let asked: BTreeSet<String> = texts.iter().flat_map(|text| known(text)).collect();
            assert_eq!(asked, keys(object), "{}: `{name}`", sort.word());
        }
    }
}

/// A file by another reader of YAML; `None` where that cannot read it.
fn document(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok()
}

fn sort_of(file: &Value) -> Part {
    let has = |key: &str| file.get(key).is_some();
    if has("questions") || has("outcomes") {
        Part::Tree
    } else if has("rungs") {
        Part::Ladder
    } else if has("replies") {
        Part::Replies
    } else {
        Part::Catalogue
    }
}

/// What a schema has against a file.
fn faults(text: &str) -> Option<Vec<String>> {
    let file = document(text)?;
    let validator = jsonschema::validator_for(&schema(sort_of(&file), Language::English)).unwrap();
    Some(validator.iter_errors(&file).map(|fault| format!("{}: {fault}", fault.instance_path())).collect())
}

#[test]
fn shipped_files_are_valid() {
    for (path, text) in shipped::FILES {
        let faults = faults(text).unwrap_or_else(|| panic!("{path} cannot be read"));
        assert!(faults.is_empty(), "{path}:\n{}", faults.join("\n"));
    }
}

/// Fixtures of rules on meaning have the right shape; those of rules on shape do not.
#[test]
fn a_schema_refuses_what_the_reader_refuses_for_its_shape() {
    let shapes = ["unsupported-format", "unknown-key", "missing-key", "wrong-kind", "bad-id"];
    // No other reader makes anything of these, or it is about more than shape.
    let apart = ["syntax", "duplicate-key"];
    let mut seen = [0, 0];
    for entry in fs::read_dir(folder("tests/rules")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.ends_with(".yaml") || name.ends_with(".en.yaml") {
            continue;
        }
        let rule = name.split('.').next().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        if apart.contains(&rule) {
            continue;
        }
        let faults = faults(&text).unwrap_or_else(|| panic!("{name} cannot be read"));
        let shape = shapes.contains(&rule);
        assert_eq!(!faults.is_empty(), shape, "{name}:\n{}", faults.join("\n"));
        seen[usize::from(shape)] += 1;
    }
    assert!(seen[0] > 20 && seen[1] >= 5, "{seen:?}");
}
