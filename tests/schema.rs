//! The schemas under `schema/` say what the reader reads: no key more, no key less.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/files.rs"]
mod files;
#[path = "common/pages.rs"]
mod pages;

use beslisboom::analysis::diff::diff;
use beslisboom::model::tree::Resolved;
use beslisboom::model::tree_json;
use beslisboom::source::keys::{self, Key, Only, Part, ValueKind};
use beslisboom::source::parse::{Content, read};
use beslisboom::source::resolve::resolve;
use beslisboom::source::schema::{FILES, schema};
use beslisboom::source::shipped;
use beslisboom::text::language::Language;
use files::Files;
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
        ValueKind::Count => "whole number, zero or more".to_owned(),
        ValueKind::WholeOrScore => "whole number or score".to_owned(),
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
        ValueKind::Columns => "question, or `{question: answer}`, by column".to_owned(),
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

/// A key that nobody knows and that resembles none: the reader answers with all it does know.
const NOBODY: &str = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

/// The keys that the reader knows wherever `text` has a key that nobody knows.
fn known(text: &str) -> BTreeSet<String> {
    let text = text.replace('@', NOBODY);
    let reading = read("b.yaml", text.as_bytes(), Language::Dutch, &files::nothing);
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
    (Part::Tree, "range", &["questions: {}\nmethods:\n  a:\n    weeks:\n      @: 1"]),
    (Part::Tree, "limit", &["questions: {}\nbounds:\n  - if:\n      a:\n        @: 1"]),
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
    (Part::Tree, "verdicts", &["questions: {}\nverdicts:\n  @: 1"]),
    (Part::Tree, "outcome", &["outcomes:\n  a:\n    @: 1"]),
    (Part::Tree, "dated-text", &["outcomes:\n  a:\n    dated:\n      - @: 1"]),
    (Part::Tree, "example", &["questions: {}\nexamples:\n  - @: 1"]),
    (Part::Tree, "expect", &["questions: {}\nexamples:\n  - expect:\n      @: 1"]),
    (Part::Tree, "result", &["questions: {}\nexamples:\n  - expect:\n      possible:\n        - @: 1"]),
    (Part::Tree, "open-reply", &["questions: {}\nexamples:\n  - replies:\n      a:\n        @: 1"]),
    (Part::Tree, "method", &["questions: {}\nmethods:\n  a:\n    @: 1"]),
    (Part::Tree, "scale", &["questions: {}\nmethods:\n  a:\n    scale:\n      @: 1"]),
    (Part::Tree, "effort", &["questions: {}\nmethods:\n  a:\n    effort:\n      @: 1"]),
    (Part::Tree, "advice", &["questions: {}\nadvice:\n  a:\n    @: 1"]),
    (Part::Ladder, "", &["rungs: {}\n@: 1"]),
    (Part::Ladder, "rung", &["rungs:\n  a:\n    @: 1"]),
    (Part::Ladder, "source", &["rungs: {}\nsources:\n  a:\n    @: 1"]),
    (Part::Ladder, "period", &["rungs: {}\nsources:\n  a:\n    valid:\n      @: 1"]),
    (Part::Ladder, "citation", &["rungs:\n  a:\n    source:\n      @: 1"]),
    (Part::Catalogue, "", &["methods: {}\n@: 1"]),
    (Part::Catalogue, "method", &["methods:\n  a:\n    @: 1"]),
    (Part::Catalogue, "scale", &["methods:\n  a:\n    scale:\n      @: 1"]),
    (Part::Catalogue, "effort", &["methods:\n  a:\n    effort:\n      @: 1"]),
    (Part::Catalogue, "purposes", &["methods: {}\npurposes:\n  @: 1"]),
    (Part::Catalogue, "purpose-phases", &["methods: {}\npurpose-phases:\n  @: 1"]),
    (Part::Catalogue, "advice", &["advice:\n  a:\n    @: 1"]),
    (Part::Catalogue, "fact", &["methods: {}\nfacts:\n  a:\n    @: 1"]),
    (Part::Catalogue, "range", &["methods:\n  a:\n    group:\n      @: 1"]),
    (Part::Catalogue, "limit", &["methods:\n  a:\n    suits:\n      a:\n        @: 1"]),
    (Part::Catalogue, "source", &["methods: {}\nsources:\n  a:\n    @: 1"]),
    (Part::Catalogue, "period", &["methods:\n  a:\n    valid:\n      @: 1"]),
    (Part::Catalogue, "citation", &["methods:\n  a:\n    source:\n      @: 1"]),
    (Part::Replies, "", &["replies: {}\n@: 1"]),
    (Part::Replies, "open-reply", &["replies:\n  a:\n    @: 1"]),
    (Part::Replies, "chosen", &["replies: {}\nchosen:\n  @: 1"]),
    (Part::Project, "", &["kind: project\n@: 1"]),
    (Part::Project, "project-part", &["kind: project\nparts:\n  - @: 1"]),
    (Part::Project, "open-reply", &["kind: project\nparts:\n  - replies:\n      a:\n        @: 1"]),
    (Part::Project, "chosen", &["kind: project\nparts:\n  - chosen:\n      @: 1"]),
    (Part::Project, "project-plan", &["kind: project\nplan:\n  @: 1"]),
    (Part::Project, "activity", &["kind: project\nplan:\n  activities:\n    - @: 1"]),
    (Part::Project, "message", &["kind: project\nplan:\n  messages:\n    - @: 1"]),
    (Part::Project, "indicator", &["kind: project\nplan:\n  indicators:\n    - @: 1"]),
    (Part::Project, "done", &["kind: project\ndone:\n  - @: 1"]),
    (Part::Project, "account", &["kind: project\nreport:\n  @: 1"]),
    (Part::Project, "lessons", &["kind: project\nlessons:\n  @: 1"]),
    (Part::Project, "project-source", &["kind: project\nsource:\n  @: 1"]),
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
                ("", Part::Replies | Part::Project) => &schema,
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
    if file.get("kind").is_some_and(|kind| kind == "project") {
        Part::Project
    } else if has("questions") || has("outcomes") {
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
    for path in shipped::paths() {
        let faults = faults(shipped::file(path).unwrap()).unwrap_or_else(|| panic!("{path} cannot be read"));
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

fn resolved(text: &str, files: &Files) -> Resolved {
    let reading = read("b.yaml", text.as_bytes(), Language::Dutch, files);
    let mut findings = reading.findings;
    let Some(Content::Tree(draft)) = reading.content else { panic!("{findings:?}") };
    let tree = resolve(&draft, &mut findings);
    assert!(findings.is_empty(), "{findings:?}\n{text}");
    tree.unwrap()
}

/// Calls `look` with every map in a value and the key that it stands under.
fn each<'v>(value: &'v Value, under: &'v str, look: &mut impl FnMut(&'v str, &'v serde_json::Map<String, Value>)) {
    match value {
        Value::Object(map) => {
            look(under, map);
            map.iter().for_each(|(key, value)| each(value, key, look));
        }
        Value::Array(items) => items.iter().for_each(|item| each(item, under, look)),
        _ => {}
    }
}

/// Where each text of the table stands: `@PART` is all texts of that part that may stand there.
const EVERYWHERE: &str = "
format: 1
id: b
version: '1'
language: nl
ladder: l.yaml
catalogues: [c.yaml]
@tree
sources: {w: {@source}}
facts: {f: {@fact, values: {v: text of a value}}}
scores: {s: {@score}}
verdicts: {@verdicts}
bounds: [{at-most: {rung: r, @at-most}, at-least: {rung: r, @at-least}}]
questions:
  q:
    @question
    kind: number
    source: {ref: w, @citation}
    answers: {b: {@answer, because: because of an answer, outcome: o}}
    routes: [{outcome: o, @route}]
outcomes: {o: {@outcome, verdict: not-yet}}
methods: {m: {@method, levels: inform, audience: residents}}
advice: {d: {@advice, kind: tip}}
";

/// What a template becomes, and the texts in it.
fn filled(template: &str, texts: &mut BTreeSet<String>) -> String {
    let mut out = String::new();
    for line in template.lines() {
        let mut line = line.to_owned();
        while let Some(at) = line.find('@') {
            let name: String = line[at + 1..].chars().take_while(|it| it.is_ascii_lowercase() || *it == '-').collect();
            let part = Part::ALL.into_iter().find(|part| part.word() == name).unwrap();
            let fits = |key: &&Key| key.is_text() && !matches!(key.only, Only::Beside(_));
            let pairs: Vec<String> = keys::of(part)
                .filter(fits)
                .map(|key| {
                    let text = format!("{} of {name}", key.name);
                    texts.insert(text.clone());
                    format!("{}: {text}", key.name)
                })
                .collect();
            let (before, after) = (line[..at].to_owned(), line[at + 1 + name.len()..].to_owned());
            let between = if before.trim().is_empty() { format!("\n{before}") } else { ", ".to_owned() };
            line = format!("{before}{}{after}", pairs.join(&between));
        }
        out += &line;
        out.push('\n');
    }
    out
}

#[test]
fn every_text_of_the_table_comes_into_the_json_of_a_tree() {
    let mut texts = BTreeSet::from(["text of a value".to_owned(), "because of an answer".to_owned()]);
    let ladder = filled("format: 1\nid: l\nlanguage: nl\n@ladder\nrungs: {r: {@rung}}\n", &mut texts);
    let catalogue =
        "format: 1\nid: c\nlanguage: nl\n@catalogue\nmethods: {k: {@method, levels: inform, audience: residents}}\n";
    let catalogue = filled(catalogue, &mut texts);
    let tree = filled(EVERYWHERE, &mut texts);
    // A dated text is no text of its own once the day is known: it joins that of its outcome. The others are not in a
    // tree.
    let covered = [
        "example",
        "chosen",
        "dated-text",
        "project",
        "project-plan",
        "activity",
        "message",
        "indicator",
        "done",
        "account",
        "project-source",
    ];
    for key in keys::KEYS.iter().filter(|key| key.is_text()) {
        for part in key.of.iter().filter(|part| !covered.contains(&part.word())) {
            let known = format!("{} of {}", key.name, part.word());
            let beside = matches!(key.only, Only::Beside(_));
            assert!(beside || texts.contains(&known), "the template has no `{known}`");
        }
    }
    let json = tree_json::value(&resolved(&tree, &Files::of(&[("l.yaml", &ladder), ("c.yaml", &catalogue)])));
    let mut found = BTreeSet::new();
    each(&json, "", &mut |_, map| found.extend(map.values().filter_map(Value::as_str).map(str::to_owned)));
    let lost: Vec<&String> = texts.difference(&found).collect();
    assert!(lost.is_empty(), "{lost:?} is not in\n{json:#}");
}

/// A method or advice refers to the sources of its catalogue, a rung to those of its ladder, all else to
/// those of the tree.
#[test]
fn every_source_that_the_json_of_a_shipped_tree_refers_to_is_in_it() {
    let files: Vec<_> = shipped::paths().map(|path| (path, shipped::file(path).unwrap())).collect();
    let beside = Files::of(&files);
    for name in shipped::names("") {
        let text = shipped::file(&format!("{name}.yaml")).unwrap();
        let json = tree_json::value(&resolved(text, &beside));
        let ids = |owner: &Value| -> BTreeSet<String> {
            let sources = owner["sources"].as_array().into_iter().flatten();
            sources.map(|it| it["id"].as_str().unwrap().to_owned()).collect()
        };
        let of_catalogue =
            |id: &str| ids(json["catalogues"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap());
        let mut refs = 0;
        for (key, value) in json.as_object().unwrap() {
            let items = if key == "ladder" { vec![value] } else { value.as_array().into_iter().flatten().collect() };
            for item in items {
                let known = match item["catalogue"].as_str() {
                    Some(catalogue) => of_catalogue(catalogue),
                    None if key == "ladder" => ids(item),
                    None => ids(&json),
                };
                each(item, key, &mut |under, map| {
                    if let (true, Some(wanted)) = (under == "source", map.get("ref").and_then(Value::as_str)) {
                        refs += 1;
                        assert!(known.contains(wanted), "{name}: `{wanted}` in `{key}` leads nowhere");
                    }
                });
            }
        }
        assert!(refs > 5, "{name}: {refs}");
    }
}

#[test]
fn a_changed_work_in_a_catalogue_is_a_change_of_text() {
    let tree = "format: 1\nid: b\nversion: '1'\ntitle: B\nlanguage: nl\ncatalogues: [c.yaml]\nquestions: {q: {ask: Q, answers: {a: {label: A}}, outcome: o}}\noutcomes: {o: {title: O, verdict: not-yet}}\n";
    let with = |law: &str| {
        let catalogue = format!(
            "format: 1\nid: c\nlanguage: nl\nsources: {{wet: {{title: {law}, url: 'https://example.org/'}}}}\nadvice: {{d: {{kind: duty, text: Doe het., source: {{ref: wet}}}}}}\n"
        );
        resolved(tree, &Files::of(&[("c.yaml", &catalogue)]))
    };
    let difference = diff(&with("Gemeentewet"), &with("Omgevingswet"), 1_000);
    let changes: Vec<_> = difference.changes.iter().map(|it| (it.path.join("."), it.text)).collect();
    assert_eq!(changes, [("catalogues.c.sources.wet.title".to_owned(), true)]);
}
