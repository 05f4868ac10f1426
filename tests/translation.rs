//! Texts that go out to a translator and come back: every shipped file, hostile texts, what changed since, and what is
//! wrong with what comes back. What goes out is read here by other readers than the program's own.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/drafts.rs"]
mod drafts;
#[path = "common/missing.rs"]
mod missing;
#[path = "common/program.rs"]
mod program;

use beslisboom::source::exchange::{self, ExchangeFormat};
use beslisboom::source::parse::{LoadError, TranslatedFile};
use beslisboom::text::language::Language;
use drafts::Dice;
use missing::missing;
use program::{Run, beslisboom, root};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// By path, a text with its translation.
type Texts = BTreeMap<String, (String, String)>;

const TREE: &str = "format: 1
id: proef
version: \"1\"
title: Een proef
language: nl
questions:
  plek:
    ask: Ligt de plek vast?
    answers:
      ja: {label: Ja}
      nee: {label: Nee}
    outcome: meedoen
outcomes:
  meedoen: {title: Doe mee, verdict: participate}
";

const SIDE: &str = "# Wie dit leest, leest dit ook.
format: 1
translates: proef
language: en # Engels

title: \"A trial\"   # de titel
questions:
  plek:
    # Nog eens nakijken.
    ask: >- # allow: long-question -- zo gevraagd
      Is the
      place settled?
    answers: {ja: {label: \"Yes\"}} # kort
";

/// A folder with the tree and its side file.
fn folder(side: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("proef.yaml"), TREE).unwrap();
    if !side.is_empty() {
        fs::write(folder.path().join("proef.en.yaml"), side).unwrap();
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> Run {
    beslisboom(args).within(folder).run()
}

/// Every text in YAML by its path, read by the reader of the library that serde brings.
fn yaml(text: &str) -> BTreeMap<String, String> {
    fn collect(value: &Value, path: &str, found: &mut BTreeMap<String, String>) {
        let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        match value {
            Value::Object(pairs) => pairs.iter().for_each(|(key, value)| collect(value, &below(key), found)),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(number, value)| collect(value, &below(&number.to_string()), found));
            }
            Value::String(text) => {
                found.insert(path.to_owned(), text.trim_end_matches('\n').to_owned());
            }
            _ => {}
        }
    }
    let mut found = BTreeMap::new();
    collect(&serde_yaml::from_str(text).unwrap_or_else(|fault| panic!("{fault}\n{text}")), "", &mut found);
    for head in ["format", "translates", "language"] {
        found.remove(head);
    }
    found
}

/// What a compiled catalogue of gettext holds, as `msgfmt` makes it of a PO file; nothing where gettext is not there.
/// A catalogue says nothing of what is fuzzy or not translated.
fn compiled(po: &str) -> Option<Texts> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.po"), folder.path().join("a.mo"));
    fs::write(&from, po).unwrap();
    let made =
        match Command::new("msgfmt").args(["--check-format", "--check-header", "-o"]).arg(&to).arg(&from).output() {
            Ok(made) => made,
            Err(_) => {
                missing("no gettext here");
                return None;
            }
        };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let bytes = fs::read(to).unwrap();
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let text = |table: usize, row: usize| {
        let (length, start) = (number(table + row * 8), number(table + row * 8 + 4));
        String::from_utf8(bytes[start..start + length].to_vec()).unwrap()
    };
    let rows = (0..number(8)).map(|row| (text(number(12), row), text(number(16), row)));
    let rows = rows.filter_map(|(key, translation)| {
        let (path, source) = key.split_once('\u{4}')?;
        Some((path.to_owned(), (source.to_owned(), translation)))
    });
    Some(rows.collect())
}

/// What a PO file holds, by a reader of strings that shares nothing with the program's: an escape is one of JSON's, or
/// three octal digits.
fn po(text: &str) -> Texts {
    let mut found = Texts::new();
    for entry in text.split("\n\n").skip(1) {
        let mut fields: BTreeMap<&str, String> = BTreeMap::new();
        let mut field = "";
        for line in entry.lines().filter(|line| !line.starts_with('#')) {
            let (word, quoted) = if line.starts_with('"') { (field, line) } else { line.split_once(' ').unwrap() };
            field = word;
            let mut json = String::new();
            let mut rest = quoted;
            while let Some(at) = rest.find('\\') {
                json.push_str(&rest[..at]);
                let octal = rest.get(at + 1..at + 4).filter(|it| it.bytes().all(|it| it.is_ascii_digit()));
                match octal.map(|digits| u32::from_str_radix(digits, 8).unwrap()) {
                    Some(code) => json.push_str(&format!("\\u{code:04x}")),
                    None => json.push_str(&rest[at..at + 2]),
                }
                rest = &rest[at + if octal.is_some() { 4 } else { 2 }..];
            }
            json.push_str(rest);
            let text: String = serde_json::from_str(&json).unwrap_or_else(|fault| panic!("{fault}: {json}"));
            fields.entry(field).or_default().push_str(&text);
        }
        let mut take = |name| fields.remove(name).unwrap();
        found.insert(take("msgctxt"), (take("msgid"), take("msgstr")));
    }
    found
}

/// What an XLIFF file holds, cut at its tags.
fn xliff(text: &str) -> Texts {
    fn plain(content: &str) -> String {
        let mut out = String::new();
        let mut rest = content;
        while let Some(at) = rest.find("<x id=\"") {
            out.push_str(&rest[..at]);
            let (number, after) = rest[at + 7..].split_once('"').unwrap();
            out.push(char::from_u32(number.parse().unwrap()).unwrap());
            rest = after.split_once("/>").unwrap().1;
        }
        out.push_str(rest);
        assert!(!out.contains('<'), "{out:?}");
        out.replace("&#13;", "\r").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    }
    let within = |text: &str, from: &str, to: &str| plain(text.split_once(from).unwrap().1.split_once(to).unwrap().0);
    let mut found = Texts::new();
    for unit in text.split("<trans-unit id=\"").skip(1) {
        let path = unit.split_once('"').unwrap().0.to_owned();
        let target = unit.split_once("<target ").unwrap().1;
        found.insert(path, (within(unit, "<source>", "</source>"), within(target, ">", "</target>")));
    }
    found
}

/// The shipped files that have a side file, by their path below `trees/` and the name that the program knows them by.
fn shipped() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (folder, before) in [("", ""), ("ladders/", "builtin:"), ("catalogues/", "builtin:")] {
        for entry in fs::read_dir(root().join("trees").join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if let Some(name) = name.strip_suffix(".en.yaml") {
                found.push((format!("{folder}{name}"), format!("{before}{name}")));
            }
        }
    }
    found.sort();
    assert!(found.len() > 15, "{found:?}");
    found
}

#[test]
fn every_shipped_file_goes_out_and_in_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    for (path, name) in shipped() {
        let original = fs::read_to_string(root().join(format!("trees/{path}.en.yaml"))).unwrap();
        let own = yaml(&fs::read_to_string(root().join(format!("trees/{path}.yaml"))).unwrap());
        let wanted = yaml(&original);
        let out = |format: &str| beslisboom(&["export", "texts", &name, "--format", format]).run();
        let (gone_po, gone_xliff) = (out("po").out, out("xliff").out);
        let expected: Texts =
            wanted.iter().map(|(path, text)| (path.clone(), (own[path].clone(), text.clone()))).collect();
        assert_eq!(po(&gone_po), expected, "{name}");
        assert_eq!(xliff(&gone_xliff), expected, "{name}");
        if let Some(compiled) = compiled(&gone_po) {
            assert_eq!(compiled, expected, "{name}");
        }
        for (file, text) in [("a.po", &gone_po), ("a.xlf", &gone_xliff)] {
            fs::write(at(file), text).unwrap();
            // Nothing changed: the same bytes, comments and all.
            assert_eq!(beslisboom(&["import", &name, &at(file), "--out", &at("a.yaml")]).run().status, 0, "{name}");
            assert_eq!(fs::read_to_string(at("a.yaml")).unwrap(), original, "{name}");
        }
    }
}

/// Texts that some format or reader takes for something else.
const HOSTILE: [&str; 26] = [
    "\"quotes\" 'and' \\backslashes\\n",
    "<b>no & element</b> ]]> &amp; <!--",
    "a\nb",
    "a\n\n  indented\n- list",
    "  leading and trailing  ",
    "\n leading line",
    "a\u{1}b\u{1b}[31m\u{7f}",
    "a\u{85}\u{9b}b",
    "a\rb\r\nc",
    "tab\tand\ttab",
    "a\u{202e}b\u{2066}\u{200f}\u{feff}",
    "a\u{2028}b\u{fffe}\u{e0041}",
    "# no comment",
    "no # comment: either",
    "key: value",
    "- item",
    "| block",
    "{a: b}",
    "[a, b]",
    "true",
    "~",
    "1.5",
    "%s %d {0} &NAME;",
    "é 👍🏽 日本",
    "msgid \"x\"",
    "```\n<script>\n```",
];

fn with_quotes(text: &str) -> String {
    let escaped = text.chars().map(|it| match it {
        '"' | '\\' => format!("\\{it}"),
        it if it.is_control() || !it.is_ascii() => format!("\\U{:08x}", u32::from(it)),
        it => it.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

#[test]
fn hostile_texts_survive_both_ways_and_as_source() {
    for hostile in HOSTILE {
        // As the text itself and as what stands for it.
        let tree = TREE.replace("Ligt de plek vast?", &with_quotes(hostile));
        let side = format!(
            "format: 1\ntranslates: proef\nlanguage: en\nquestions: {{plek: {{ask: {}}}}}\n",
            with_quotes(hostile)
        );
        let folder = folder(&side);
        fs::write(folder.path().join("proef.yaml"), tree).unwrap();
        let wanted = hostile.trim_end_matches('\n').to_owned();
        let of = |texts: Texts| texts["questions.plek.ask"].clone();
        let gone = run(folder.path(), &["export", "texts", "proef.yaml"]).out;
        assert_eq!(of(po(&gone)), (wanted.clone(), wanted.clone()), "{hostile:?}");
        if let Some(compiled) = compiled(&gone) {
            assert_eq!(of(compiled), (wanted.clone(), wanted.clone()), "{hostile:?}");
        }
        fs::write(folder.path().join("a.po"), gone).unwrap();
        let gone = run(folder.path(), &["export", "texts", "proef.yaml", "--format", "xliff"]).out;
        assert_eq!(of(xliff(&gone)), (wanted.clone(), wanted.clone()), "{hostile:?}");
        fs::write(folder.path().join("a.xlf"), gone).unwrap();
        for file in ["a.po", "a.xlf"] {
            // Where there is none yet, and over another in brackets and in a block.
            for side in ["", "format: 1\ntranslates: proef\nlanguage: en\nquestions: {plek: {ask: x}}\n", SIDE] {
                let path = folder.path().join("proef.en.yaml");
                let _ = fs::remove_file(&path);
                if !side.is_empty() {
                    fs::write(&path, side).unwrap();
                }
                let run = run(folder.path(), &["import", "proef.yaml", file]);
                assert_eq!(run.status, 0, "{}", run.err);
                let written = fs::read_to_string(path).unwrap();
                assert_eq!(yaml(&written)["questions.plek.ask"], wanted, "{hostile:?}\n{written}");
            }
        }
    }
}

/// Whatever a side file has and lacks, what comes in stands in it and all else stays.
#[test]
fn what_comes_in_stands_in_a_side_file_whatever_it_has_already() {
    let nothing = |_: &str| Err(LoadError::Missing);
    let mut dice = Dice(7);
    for (path, _) in shipped().iter().filter(|(path, _)| !path.contains("werkvormen")) {
        let text = fs::read_to_string(root().join(format!("trees/{path}.yaml"))).unwrap();
        let text: String = text
            .lines()
            .filter(|line| !line.starts_with("ladder:") && !line.starts_with("catalogues:"))
            .collect::<Vec<_>>()
            .join("\n");
        let all = yaml(&fs::read_to_string(root().join(format!("trees/{path}.en.yaml"))).unwrap());
        for _ in 0..4 {
            let known: BTreeMap<String, String> =
                all.iter().filter(|_| dice.roll(3) > 0).map(|(a, b)| (a.clone(), b.clone())).collect();
            let Ok(bare) = TranslatedFile::read("a.yaml", text.as_bytes(), None, &nothing) else { continue };
            let side = format!("# first\n{}# last\n", bare.with(&known));
            let side = if dice.roll(2) == 0 { side } else { side.replace('\n', "\r\n") };
            let loader =
                |name: &str| if name == "a.en.yaml" { Ok(side.clone().into_bytes()) } else { Err(LoadError::Missing) };
            let file = TranslatedFile::read("a.yaml", text.as_bytes(), None, &loader).unwrap();
            let mut put: BTreeMap<String, String> = BTreeMap::new();
            for path in all.keys() {
                if dice.one_in(2) {
                    put.insert(path.clone(), HOSTILE[dice.roll(HOSTILE.len())].to_owned());
                }
            }
            let written = file.with(&put);
            let mut wanted = known.clone();
            wanted.extend(put.iter().map(|(path, text)| (path.clone(), text.trim_end_matches('\n').to_owned())));
            assert_eq!(yaml(&written), wanted, "{path}\n{side}\n----\n{written}");
            assert!(written.starts_with("# first") && written.trim_end().ends_with("# last"), "{written}");
        }
    }
}

#[test]
fn comments_and_order_of_a_side_file_stay() {
    let folder = folder(SIDE);
    let gone = run(folder.path(), &["export", "texts", "proef.yaml"]);
    assert_eq!(
        (gone.status, gone.err.as_str()),
        (0, "Teksten: 5. Vertaald: 3. Opnieuw te bekijken: 0. Nog te vertalen: 2.\n")
    );
    let back = gone.out.replace("msgstr \"Is the place settled?\"", "msgstr \"Is the\\nplace fixed?\"");
    let back = back.replace("msgid \"Nee\"\nmsgstr \"\"", "msgid \"Nee\"\nmsgstr \"No\"");
    let back = back.replace("msgid \"Doe mee\"\nmsgstr \"\"", "msgid \"Doe mee\"\nmsgstr \"Take part\"");
    let back = back.replace("msgstr \"A trial\"", "msgstr \"One: trial\"");
    fs::write(folder.path().join("a.po"), back).unwrap();
    let run = run(folder.path(), &["import", "proef.yaml", "a.po"]);
    assert_eq!(
        (run.status, run.err.as_str()),
        (0, "`proef.en.yaml`: nieuw 2, gewijzigd 2, gelijk 1. Nog te vertalen: 0.\n")
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("proef.en.yaml")).unwrap(),
        "# Wie dit leest, leest dit ook.
format: 1
translates: proef
language: en # Engels

title: \"One: trial\"   # de titel
questions:
  plek:
    # Nog eens nakijken.
    ask: |- # allow: long-question -- zo gevraagd
      Is the
      place fixed?
    answers: {ja: {label: \"Yes\"}, nee: {label: \"No\"}} # kort
outcomes:
  meedoen:
    title: Take part
"
    );
}

#[test]
fn what_changed_since_has_to_be_looked_at_again() {
    let folder = folder(SIDE);
    let tree = folder.path().join("proef.yaml");
    let text = fs::read_to_string(&tree).unwrap();
    for file in ["old.po", "old.xlf"] {
        run(folder.path(), &["export", "texts", "proef.yaml", "--out", file]);
    }
    fs::copy(&tree, folder.path().join("old.yaml")).unwrap();
    fs::write(&tree, text.replace("Ligt de plek vast?", "Ligt de plek al vast?")).unwrap();
    for since in ["old.po", "old.xlf", "old.yaml"] {
        let gone = run(folder.path(), &["export", "texts", "proef.yaml", "--since", since]);
        assert_eq!(gone.err, "Teksten: 5. Vertaald: 2. Opnieuw te bekijken: 1. Nog te vertalen: 2.\n", "{since}");
        let changed = "#, fuzzy\n#| msgid \"Ligt de plek vast?\"\nmsgctxt \"questions.plek.ask\"\nmsgid \"Ligt de plek al vast?\"\nmsgstr \"Is the place settled?\"\n";
        assert!(gone.out.contains(changed), "{since}: {}", gone.out);
        let gone = run(folder.path(), &["export", "texts", "proef.yaml", "--since", since, "--format", "xliff"]).out;
        let changed = "<target state=\"needs-review-translation\">Is the place settled?</target>\n<alt-trans alttranstype=\"previous-version\"><source>Ligt de plek vast?</source>";
        assert!(gone.contains(changed), "{since}: {gone}");
        // It comes back as fuzzy, is left out, and then goes out once more as it was.
        fs::write(folder.path().join("new.xlf"), &gone).unwrap();
        let again =
            run(folder.path(), &["export", "texts", "proef.yaml", "--since", "new.xlf", "--format", "xliff"]).out;
        assert_eq!(again, gone, "{since}");
    }
    // Made of the older text: not taken over.
    let back = run(folder.path(), &["import", "proef.yaml", "old.po"]);
    assert_eq!(
        (back.status, back.err.as_str()),
        (
            1,
            "`proef.en.yaml`: nieuw 0, gewijzigd 0, gelijk 2. Nog te vertalen: 2.\nNiet overgenomen: 1, want de tekst is intussen anders; geef hem opnieuw uit met `--since`: `questions.plek.ask`\n"
        )
    );
    assert_eq!(fs::read_to_string(folder.path().join("proef.en.yaml")).unwrap(), SIDE);
    // A question with another id keeps its translation, as one to look at.
    fs::write(&tree, text.replace("  plek:", "  plaats:")).unwrap();
    fs::remove_file(folder.path().join("proef.en.yaml")).unwrap();
    let gone = run(folder.path(), &["export", "texts", "proef.yaml", "--since", "old.po"]).out;
    let moved =
        "#, fuzzy\nmsgctxt \"questions.plaats.ask\"\nmsgid \"Ligt de plek vast?\"\nmsgstr \"Is the place settled?\"\n";
    assert!(gone.contains(moved), "{gone}");
}

#[test]
fn what_is_wrong_with_what_comes_back_is_said_in_one_line() {
    let folder = folder(SIDE);
    let at = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let gone = run(folder.path(), &["export", "texts", "proef.yaml"]).out;
    let xliff = run(folder.path(), &["export", "texts", "proef.yaml", "--format", "xliff"]).out;
    let cut = gone.find("Is the place").unwrap() + 5;
    for (name, text, said) in [
        (
            "cut.po",
            gone[..cut].to_owned(),
            "line 24: a text without an end: the file was cut off, or a quote is missing",
        ),
        (
            "half.po",
            gone[..gone.find("msgstr \"Is").unwrap()].to_owned(),
            "line 23: the file ends in the middle of a text",
        ),
        (
            "other.po",
            gone.replace("X-Translates: proef", "X-Translates: schiedam"),
            "`other.po` belongs to `schiedam`, not to `proef`",
        ),
        (
            "french.po",
            gone.replace("Language: en", "Language: fr"),
            "`fr` is no language of this program; it speaks nl and en",
        ),
        ("own.po", gone.replace("Language: en", "Language: nl"), "the texts are in `nl` themselves"),
        (
            "bare.po",
            gone[gone.find("#. ").unwrap()..].to_owned(),
            "no header says which tree this is of; begin with `beslisboom export texts`",
        ),
        ("plural.po", gone.replacen("msgstr \"A", "msgid_plural \"A", 1), "line 18: there are no plurals in a tree"),
        (
            "twice.po",
            format!("{gone}\n{}", &gone[gone.find("msgctxt").unwrap()..]),
            "`title` is there for the second time",
        ),
        (
            "cut.xlf",
            xliff[..xliff.find("Is the place").unwrap()].to_owned(),
            "line 12: this is no XLIFF, or the file was cut off",
        ),
        (
            "two.xlf",
            xliff.replacen("version=\"1.2\"", "version=\"2.1\"", 1),
            "line 2: this is XLIFF 2.1; this program reads 1.2",
        ),
        (
            "doctype.xlf",
            xliff.replacen("<xliff", "<!DOCTYPE a [<!ENTITY b \"c\">]>\n<xliff", 1),
            "line 2: a DOCTYPE is not allowed",
        ),
        ("text.po", "Dear all,\n".to_owned(), "line 1: this is no PO"),
        ("nothing.po", String::new(), "no header says which tree this is of"),
    ] {
        at(name, &text);
        let run = run(folder.path(), &["--lang", "en", "import", "proef.yaml", name]);
        assert!(run.err.contains(said), "{name}: {}", run.err);
        assert_eq!((run.status, run.out.as_str(), run.err.trim().lines().count()), (2, "", 1), "{name}: {}", run.err);
    }
    at("gone.po", &gone.replace("questions.plek.ask", "questions.weg.ask"));
    let left = run(folder.path(), &["--lang", "en", "import", "proef.yaml", "gone.po"]);
    assert_eq!(
        (left.status, left.err.as_str()),
        (
            1,
            "`proef.en.yaml`: new 0, changed 0, the same 2. Still to translate: 2.\nNot taken over: 1, since there is no such text (any more): `questions.weg.ask`\n"
        )
    );
    for (args, said) in [
        (vec!["export", "texts", "proef.yaml", "--into", "fr"], "`fr` is no language of this program"),
        (vec!["export", "texts", "proef.yaml", "--into", "nl"], "the texts are in `nl` themselves"),
        (vec!["export", "texts", "weg.yaml"], "cannot read `weg.yaml`"),
        (vec!["export", "texts", "cut.po"], "this is no tree"),
        (vec!["export", "texts", "proef.yaml", "--since", "other.po"], "`other.po` belongs to `schiedam`"),
        (vec!["export", "texts", "proef.yaml", "--out", "proef.yaml"], "`proef.yaml` is there already"),
        (vec!["export", "mermaid", "proef.yaml", "--into", "en"], "--into is for texts alone"),
        (vec!["export", "texts", "proef.yaml", "--set", "plek=ja"], "--set is not for dmn and texts"),
        (vec!["import", "schiedam", "other.po"], "say with --out"),
    ] {
        let run = run(folder.path(), &[&["--lang", "en"], &args[..]].concat());
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        assert!(run.err.contains(said) || args[2] == "cut.po", "{args:?}: {}", run.err);
    }
    assert_eq!(fs::read_to_string(folder.path().join("proef.en.yaml")).unwrap(), SIDE);
    // A side file with a text that is gone from the tree still goes out and in.
    at("proef.en.yaml", &SIDE.replace("questions:", "summary: Gone\nquestions:"));
    assert_eq!(run(folder.path(), &["export", "texts", "proef.yaml"]).status, 0);
}

#[test]
fn cut_and_changed_files_are_refused_or_read_and_never_end_the_program() {
    let nothing = |_: &str| Err(LoadError::Missing);
    let file = TranslatedFile::read("a.yaml", TREE.as_bytes(), None, &|name: &str| match name {
        "a.en.yaml" => Ok(SIDE.into()),
        _ => Err(LoadError::Missing),
    });
    let gone = exchange::of(&file.unwrap(), Language::English, None);
    let mut dice = Dice(3);
    for format in [ExchangeFormat::Po, ExchangeFormat::Xliff] {
        let whole = exchange::write(&gone, format).into_bytes();
        for cut in 0..whole.len() {
            let mut changed = whole.clone();
            changed[cut] = b"\"\\<>&#\n\0\xff"[dice.roll(9)];
            // Whatever is read of it names each text once.
            for bytes in [&whole[..cut], &changed] {
                let read = exchange::read(bytes).map(|it| it.units).unwrap_or_default();
                let paths: std::collections::BTreeSet<&String> = read.iter().map(|unit| &unit.path).collect();
                assert!(
                    paths.len() == read.len() || paths.contains(&String::new()),
                    "{}",
                    String::from_utf8_lossy(bytes)
                );
            }
        }
    }
    // A side file half typed is wrong, or takes what comes in.
    let put: BTreeMap<String, String> = [
        ("questions.plek.ask".to_owned(), "Is it?".to_owned()),
        ("questions.plek.answers.nee.label".to_owned(), "No".to_owned()),
    ]
    .into();
    let mut taken = 0;
    for cut in 0..SIDE.len() {
        let side = &SIDE[..cut];
        let loader = |name: &str| if name == "a.en.yaml" { Ok(side.into()) } else { nothing(name) };
        if let Ok(file) = TranslatedFile::read("a.yaml", TREE.as_bytes(), None, &loader) {
            let written = yaml(&file.with(&put));
            assert!(
                put.iter().all(|(path, text)| written.get(path) == Some(text)),
                "{side}\n----\n{}",
                file.with(&put)
            );
            taken += 1;
        }
    }
    assert!(taken > 50, "{taken}");
}
