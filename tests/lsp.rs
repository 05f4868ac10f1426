//! `lsp` as an editor uses it: a process that is spoken to in the protocol of language servers.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/editor.rs"]
mod editor;
#[path = "common/program.rs"]
mod program;

use editor::{Editor, uri};
use program::folder;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const TREE: &str = r#"format: 1
id: boom
version: "1"
title: Eén boom 🌳
language: nl
ladder: ladders/trap.yaml
catalogues: [catalogi/werk.yaml]
facts:
  tempo: {label: Tempo, values: {kort: Kort, lang: Lang}}
scores:
  gewicht: {label: Gewicht}
  tegen: {label: Bezwaar}
questions:
  keuze:
    ask: Valt er iets te kiezen?
    help: Kijk naar wat vastligt.
    answers:
      ja: {label: "Ja 🌳, één", set: {tempo: lang}, add: {gewicht: 2}}
      nee:
        label: Nee
        add: {tegen: 1}
        at-most: {rung: laag, because: Alles ligt vast.}
        outcome: wachten
    routes:
      - if: {keuze: ja, tempo: [lang], gewicht: {from: 1, above: tegen}}
        next: groep
      - outcome: wachten
  groep:
    ask: Wie raakt het?
    help: Denk aan buren.
    kind: multiple
    answers:
      buren: {label: Buren}
      winkels: {label: Winkels}
    outcome: meedoen
outcomes:
  meedoen:
    title: Doe mee
    verdict: participate
    rung: ceiling
  wachten: {title: Wacht, verdict: not-yet}
examples:
  - name: alles open
    replies: {keuze: ja, groep: [buren]}
    expect: {outcome: meedoen, rung: hoog, methods: [avond]}
"#;

const LADDER: &str = r#"format: 1
id: trap
title: Trap
language: nl
rungs:
  laag: {title: Laag, level: inform, participation: false, promise: We vertellen het.}
  hoog:
    title: Hoog
    level: involve
"#;

const CATALOGUE: &str = r#"format: 1
id: werk
language: nl
facts:
  groep: {label: Wie het raakt, means: group, values: {buren: Buren, winkels: Winkels}}
methods:
  avond:
    title: Avond
    summary: Praten in de buurt.
    levels: [involve]
    audience: residents
    reaches: [buren]
    suits: {groep: [buren], rung: [hoog]}
"#;

const ENGLISH: &str = r#"format: 1
translates: boom
language: en
title: One tree
questions:
  keuze:
    ask: Is there a choice?
    answers:
      ja: {label: Yes}
"#;

fn whole() -> tempfile::TempDir {
    folder(&[("boom.yaml", TREE), ("ladders/trap.yaml", LADDER), ("catalogi/werk.yaml", CATALOGUE)])
}

/// A finding as both sides know it: rule, how bad, first line, UTF-16 column, last line, column, message.
type Found = (String, u64, usize, usize, usize, usize, String);

/// What `check` says of a file in a folder, by file; columns counted as editors do.
fn checked(folder: &Path, name: &str) -> BTreeMap<String, BTreeSet<Found>> {
    let run = program::beslisboom(&["check", name, "--format", "json"]).within(folder).run();
    let said: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.transcript()));
    let mut found: BTreeMap<String, BTreeSet<Found>> = BTreeMap::new();
    for finding in said["findings"].as_array().unwrap() {
        let file = finding["file"].as_str().unwrap();
        let text = fs::read_to_string(folder.join(file)).unwrap();
        let place = |line: &str, column: &str| {
            let (line, column) =
                (finding[line].as_u64().unwrap() as usize - 1, finding[column].as_u64().unwrap() as usize - 1);
            let before: String = text.split('\n').nth(line).unwrap().chars().take(column).collect();
            (line, before.encode_utf16().count())
        };
        let (start, end) = (place("line", "column"), place("endLine", "endColumn"));
        let bad = match finding["severity"].as_str().unwrap() {
            "error" => 1,
            "warning" => 2,
            _ => 3,
        };
        let message = finding["message"].as_str().unwrap().to_owned();
        let rule = finding["rule"].as_str().unwrap().to_owned();
        found.entry(file.to_owned()).or_default().insert((rule, bad, start.0, start.1, end.0, end.1, message));
    }
    found
}

fn told(findings: &[Value]) -> BTreeSet<Found> {
    let number = |value: &Value| value.as_u64().unwrap() as usize;
    let all = findings.iter().map(|it| {
        let (start, end) = (&it["range"]["start"], &it["range"]["end"]);
        assert_eq!(it["source"], "beslisboom");
        (
            it["code"].as_str().unwrap().to_owned(),
            it["severity"].as_u64().unwrap(),
            number(&start["line"]),
            number(&start["character"]),
            number(&end["line"]),
            number(&end["character"]),
            it["message"].as_str().unwrap().lines().next().unwrap().to_owned(),
        )
    });
    all.collect()
}

/// Where the mark `‸` stands, and the text without it.
fn cursor(marked: &str) -> (String, (usize, usize)) {
    let (before, _) = marked.split_once('‸').expect("there is a mark");
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
    (marked.replacen('‸', "", 1), (line, character))
}

/// The place of a piece of a text, in the middle of its first letter and the next.
fn at(text: &str, piece: &str) -> (usize, usize) {
    let start = text.find(piece).unwrap_or_else(|| panic!("no {piece}"));
    cursor(&format!("{}‸{}", &text[..=start], &text[start + 1..])).1
}

/// A text after the edits of an editor.
fn edited(text: &str, edits: &[Value]) -> String {
    let byte = |at: &Value| {
        let (line, character) = (at["line"].as_u64().unwrap() as usize, at["character"].as_u64().unwrap() as usize);
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut units = 0;
        let rest = text[start..].char_indices().find(|(_, letter)| {
            units += letter.len_utf16();
            units > character
        });
        start + rest.map_or(text.len() - start, |(at, _)| at)
    };
    let mut edits: Vec<_> =
        edits.iter().map(|it| (byte(&it["range"]["start"]), byte(&it["range"]["end"]), &it["newText"])).collect();
    edits.sort_by_key(|(start, end, _)| std::cmp::Reverse((*start, *end)));
    let mut text = text.to_owned();
    for (start, end, new) in edits {
        text.replace_range(start..end, new.as_str().unwrap());
    }
    text
}

fn labels(offers: &Value) -> Vec<&str> {
    offers.as_array().into_iter().flatten().map(|it| it["label"].as_str().unwrap()).collect()
}

#[test]
fn findings_are_those_of_check_in_every_file() {
    let wrong = TREE.replace("set: {tempo: lang}, add: {gewicht: 2}}", "outcome: nergens}");
    let ladder = LADDER.replace("level: involve", "level: zomaar");
    let folder = folder(&[
        ("boom.yaml", &wrong),
        ("boom.en.yaml", ENGLISH),
        ("ladders/trap.yaml", &ladder),
        ("catalogi/werk.yaml", CATALOGUE),
    ]);
    let mut editor = Editor::start(folder.path(), &[]);
    for (name, text) in [("boom.yaml", wrong.as_str()), ("ladders/trap.yaml", &ladder), ("boom.en.yaml", ENGLISH)] {
        let expected = checked(folder.path(), name);
        assert!(expected.values().flatten().any(|it| it.0 == "dangling-target" && it.3 == 41), "{expected:?}");
        let open = uri(folder.path(), name);
        editor.open(&open, text);
        editor.findings(&open, 1);
        // What is said of other files comes before the next answer.
        editor.ask_at("hover", &open, (0, 0));
        for file in ["boom.yaml", "boom.en.yaml", "ladders/trap.yaml", "catalogi/werk.yaml"] {
            let found = editor.last(&uri(folder.path(), file)).map(|found| told(found)).unwrap_or_default();
            assert_eq!(found, expected.get(file).cloned().unwrap_or_default(), "{name}: {file}");
        }
        editor.tell("textDocument/didClose", json!({"textDocument": {"uri": open}}));
        editor.said.clear();
        // What was said of files that nobody has open goes with them.
        while !editor.said.values().flatten().any(|(_, found)| found.is_empty()) {
            editor.wait(|message| message["method"] == "textDocument/publishDiagnostics");
        }
        editor.said.clear();
    }
    assert_eq!(editor.stop(), Some(0));
}

#[test]
fn what_is_not_saved_goes_before_what_is() {
    let folder = whole();
    let (tree, ladder) = (uri(folder.path(), "boom.yaml"), uri(folder.path(), "ladders/trap.yaml"));
    let mut editor = Editor::start(folder.path(), &["--lang", "en", "--rules-page", "https://example.org/rules.html"]);
    editor.open(&tree, TREE);
    assert!(editor.findings(&tree, 1).iter().all(|it| it["severity"] != 1));
    editor.open(&ladder, LADDER);
    editor.findings(&ladder, 1);
    // The ladder in the editor has a rung less than the one on the disk, and the tree hears of it.
    let less = LADDER.split("  hoog:").next().unwrap();
    editor.said.clear();
    editor.change(&ladder, 2, less);
    editor.findings(&ladder, 2);
    let found = editor.last(&tree).unwrap();
    let missing = found.iter().find(|it| it["code"] == "unknown-rung").unwrap();
    assert_eq!(missing["message"].as_str().unwrap().lines().next(), Some("there is no rung `hoog`"));
    assert_eq!(missing["codeDescription"]["href"], "https://example.org/rules.html#unknown-rung");
    editor.said.clear();
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": ladder}}));
    editor.wait(|message| message["params"]["uri"] == tree.as_str());
    assert!(editor.last(&tree).unwrap().iter().all(|it| it["code"] != "unknown-rung"));
    assert_eq!(editor.stop(), Some(0));
}

#[test]
fn a_tree_may_be_half_typed_anywhere() {
    let folder = whole();
    let file = uri(folder.path(), "boom.yaml");
    let mut editor = Editor::start(folder.path(), &[]);
    editor.open(&file, "");
    let ends: Vec<usize> = TREE.char_indices().map(|(at, _)| at).chain([TREE.len()]).collect();
    for (number, end) in ends.iter().enumerate() {
        let (text, version) = (&TREE[..*end], number as i64 + 2);
        editor.change(&file, version, text);
        let (_, place) = cursor(&format!("{text}‸"));
        for what in ["completion", "hover", "definition", "prepareRename"] {
            editor.ask_at(what, &file, place);
        }
        if number % 97 == 0 || *end == TREE.len() {
            let expected = folder.path().join("zelfde");
            fs::create_dir_all(&expected).unwrap();
            for (name, text) in [("boom.yaml", text), ("ladders/trap.yaml", LADDER), ("catalogi/werk.yaml", CATALOGUE)]
            {
                fs::create_dir_all(expected.join(name).parent().unwrap()).unwrap();
                fs::write(expected.join(name), text).unwrap();
            }
            let ours = ["format:", "questions:", "outcomes:"].iter().any(|key| text.contains(key));
            let expected = if ours { checked(&expected, "boom.yaml") } else { BTreeMap::new() };
            let found = told(&editor.findings(&file, version));
            assert_eq!(found, expected.get("boom.yaml").cloned().unwrap_or_default(), "{text}");
        }
    }
    assert_eq!(editor.stop(), Some(0));
}

#[test]
fn what_is_typed_is_completed() {
    let folder = whole();
    let file = uri(folder.path(), "boom.yaml");
    let mut editor = Editor::start(folder.path(), &["--lang", "en"]);
    editor.open(&file, TREE);
    let mut version = 1;
    let mut offers = |marked: &str| {
        let (text, place) = cursor(marked);
        version += 1;
        editor.change(&file, version, &text);
        editor.ask_at("completion", &file, place)
    };
    let typed = |old: &str, new: &str| {
        assert!(TREE.contains(old), "{old}");
        TREE.replacen(old, new, 1)
    };
    // Ids, each where it can stand; half a line makes the file unreadable.
    for (old, new, expected) in [
        ("next: groep", "next: ‸", &["keuze", "groep"][..]),
        ("next: groep", "next: gr‸oep", &["keuze", "groep"]),
        ("        outcome: wachten", "        outcome: ‸", &["meedoen", "wachten"]),
        ("rung: laag,", "rung: ‸,", &["laag", "hoog"]),
        ("rung: ceiling", "rung: ‸", &["laag", "hoog", "ceiling", "floor", "wish"]),
        ("set: {tempo: lang}", "set: {‸", &["tempo"]),
        ("set: {tempo: lang}", "set: {tempo: ‸", &["kort", "lang"]),
        ("add: {gewicht: 2}", "add: {‸}", &["gewicht", "tegen"]),
        ("above: tegen", "above: ‸", &["gewicht", "tegen"]),
        ("tempo: [lang]", "tempo: [lang, ‸]", &["kort", "lang"]),
        ("{keuze: ja, tempo", "{keuze: ‸, tempo", &["ja", "nee"]),
        ("groep: [buren]}", "groep: [‸", &["buren", "winkels", "unknown"]),
        ("methods: [avond]", "methods: [‸]", &["avond"]),
        ("kind: multiple", "kind: ‸", &["choice", "multiple", "number"]),
        ("verdict: participate", "verdict: p‸", &["participate", "do-not-participate", "not-yet", "other-route"]),
        ("replies: {keuze: ja, groep: [buren]}", "replies: {‸}", &["keuze", "groep"]),
    ] {
        assert_eq!(labels(&offers(&typed(old, new))), expected, "{new}");
    }
    // Keys with what they mean, those that are there already left out.
    let keys = offers(&typed("    kind: multiple\n", "    ‸\n"));
    assert_eq!(labels(&keys)[..3], ["unit", "kind", "decimals"], "{keys}");
    assert!(!labels(&keys).contains(&"ask") && labels(&keys).contains(&"rising"), "{keys}");
    let keys = offers(&typed("      - outcome: wachten", "      - ‸"));
    assert_eq!(labels(&keys), ["if", "next", "outcome", "because"], "{keys}");
    assert_eq!(keys[0]["detail"], "When this way is taken.");
    assert_eq!(keys[0]["textEdit"]["newText"], "if: ");
    let condition = offers(&typed("{keuze: ja, tempo", "{‸keuze: ja, tempo"));
    assert_eq!(labels(&condition), ["tempo", "gewicht", "tegen", "keuze", "groep", "all", "any", "not"]);
    assert_eq!(condition[3]["textEdit"]["newText"], "keuze", "its colon is there already");
    // Where only the author knows what comes, nothing is offered.
    for (old, new) in [("ask: Wie raakt", "ask: ‸ raakt"), ("label: Nee", "label: N‸"), ("buren: {label", "b‸: {label")]
    {
        assert_eq!(labels(&offers(&typed(old, new))), [""; 0], "{new}");
    }
    assert_eq!(editor.stop(), Some(0));
}

#[test]
fn a_word_leads_to_where_it_gets_its_meaning() {
    let folder = whole();
    let file = uri(folder.path(), "boom.yaml");
    let mut editor = Editor::start(folder.path(), &[]);
    editor.open(&file, TREE);
    for (word, name, text, target) in [
        ("next: groep", "boom.yaml", TREE, "groep:\n"),
        ("keuze: ja, tempo", "boom.yaml", TREE, "ja: {label"),
        ("rung: laag", "ladders/trap.yaml", LADDER, "laag: {"),
        ("methods: [avond", "catalogi/werk.yaml", CATALOGUE, "avond:\n"),
        ("tempo: lang}", "boom.yaml", TREE, "lang: Lang"),
        ("outcome: wachten\n", "boom.yaml", TREE, "wachten: {"),
    ] {
        let from = word.find([' ', '[']).unwrap() + 1;
        let piece = &word[from..].trim_start_matches(['[', ' ']);
        let start = TREE.find(word).unwrap() + word.find(piece).unwrap();
        let place = cursor(&format!("{}‸{}", &TREE[..start], &TREE[start..])).1;
        let found = editor.ask_at("definition", &file, place);
        assert_eq!(found["uri"], uri(folder.path(), name).as_str(), "{word}: {found}");
        let (line, character) = cursor(&text.replacen(target, &format!("‸{target}"), 1)).1;
        assert_eq!(found["range"]["start"], json!({"line": line, "character": character}), "{word}");
    }
    let found = editor.ask_at("definition", &file, at(TREE, "ladders/trap"));
    assert_eq!(found["uri"], uri(folder.path(), "ladders/trap.yaml").as_str());
    assert_eq!(editor.ask_at("definition", &file, at(TREE, "Valt er")), Value::Null);
    assert_eq!(editor.stop(), Some(0));
}

#[test]
fn a_word_says_what_it_means() {
    let folder = whole();
    let file = uri(folder.path(), "boom.yaml");
    for (lang, rung, key, question) in [
        (
            "nl",
            "`laag` (trede)\n\n**Laag**\n\nWat inwoners beloofd wordt: We vertellen het.",
            "`at-most` (antwoord)\n\nHoogstens deze trede.",
            "`groep` (vraag)\n\n**Wie raakt het?**\n\nUitleg voor wie moet antwoorden: Denk aan buren.",
        ),
        (
            "en",
            "`laag` (rung)\n\n**Laag**\n\nWhat residents are promised: We vertellen het.",
            "`at-most` (answer)\n\nAt most this rung.",
            "`groep` (question)\n\n**Wie raakt het?**\n\nExplanation for whoever answers: Denk aan buren.",
        ),
    ] {
        let mut editor = Editor::start(folder.path(), &["--lang", lang]);
        editor.open(&file, TREE);
        for (piece, said) in [("laag, because", rung), ("at-most", key), ("groep\n", question)] {
            let hover = editor.ask_at("hover", &file, at(TREE, piece));
            assert_eq!(hover["contents"], json!({"kind": "markdown", "value": said}), "{piece}");
        }
        assert_eq!(editor.ask_at("hover", &file, at(TREE, "Valt er")), Value::Null);
        // Where something is wrong, the rule says why that matters.
        editor.change(&file, 2, &TREE.replace("next: groep", "next: geen"));
        editor.findings(&file, 2);
        let hover = editor.ask_at("hover", &file, at(&TREE.replace("next: groep", "next: geen"), "geen\n"));
        assert!(hover["contents"]["value"].as_str().unwrap().starts_with("`dangling-target`: "), "{hover}");
        assert_eq!(editor.stop(), Some(0));
    }
}

/// The files of a folder after a rename, as the editor that asked for it would save them.
fn renamed(folder: &Path, name: &str, text: &str, piece: &str, new: &str) -> Result<BTreeSet<String>, String> {
    let file = uri(folder, name);
    let mut editor = Editor::start(folder, &["--lang", "en"]);
    editor.open(&file, text);
    let (line, character) = at(text, piece);
    let place = json!({"line": line, "character": character});
    let said =
        editor.ask("textDocument/rename", json!({"textDocument": {"uri": file}, "position": place, "newName": new}));
    assert_eq!(editor.stop(), Some(0));
    if let Some(why) = said["error"]["message"].as_str() {
        return Err(why.to_owned());
    }
    let mut files = BTreeSet::new();
    for (changed, edits) in said["result"]["changes"].as_object().unwrap() {
        let name = changed.strip_prefix(&uri(folder, "")).unwrap();
        let text = fs::read_to_string(folder.join(name)).unwrap();
        fs::write(folder.join(name), edited(&text, edits.as_array().unwrap())).unwrap();
        files.insert(name.to_owned());
    }
    Ok(files)
}

#[test]
fn another_id_comes_everywhere_and_the_old_one_stays_known() {
    let all = [
        ("boom.yaml", TREE),
        ("boom.en.yaml", ENGLISH),
        ("ladders/trap.yaml", LADDER),
        ("catalogi/werk.yaml", CATALOGUE),
    ];
    let before = checked(folder(&all).path(), "boom.yaml");
    assert!(before.values().flatten().all(|it| it.1 > 1), "{before:?}");
    let rules = |found: &BTreeMap<String, BTreeSet<Found>>| {
        found
            .iter()
            .map(|(file, all)| (file.clone(), all.iter().map(|it| it.0.clone()).collect()))
            .collect::<Vec<(_, Vec<_>)>>()
    };
    for (piece, new, changed, was) in [
        ("keuze:\n", "ruimte", &["boom.en.yaml", "boom.yaml"][..], "  ruimte:\n    was: [keuze]\n    ask: Valt"),
        ("groep:\n", "wie", &["boom.yaml", "catalogi/werk.yaml"], "  wie:\n    was: [groep]\n    ask: Wie"),
        ("ja: {label: \"", "zeker", &["boom.en.yaml", "boom.yaml"], "      zeker: {was: [ja], label: \"Ja 🌳, één\""),
        ("buren: {", "omwonenden", &["boom.yaml", "catalogi/werk.yaml"], "omwonenden: {was: [buren], label"),
        ("wachten\n", "later", &["boom.yaml"], "  later: {was: [wachten], title"),
        ("hoog, methods", "top", &["boom.yaml", "catalogi/werk.yaml", "ladders/trap.yaml"], "rung: top"),
        ("avond]", "inloop", &["boom.yaml", "catalogi/werk.yaml"], "methods: [inloop]"),
        ("tempo: lang", "vaart", &["boom.yaml"], "  vaart: {label: Tempo"),
        ("kort:", "snel", &["boom.yaml"], "values: {snel: Kort"),
        ("gewicht: 2", "last", &["boom.yaml"], "  last: {label: Gewicht}"),
        ("tegen: {", "bezwaar", &["boom.yaml"], "gewicht: {from: 1, above: bezwaar}"),
    ] {
        let folder = folder(&all);
        let files = renamed(folder.path(), "boom.yaml", TREE, piece, new).unwrap();
        assert_eq!(files.iter().map(String::as_str).collect::<Vec<_>>(), changed, "{piece}");
        let text = fs::read_to_string(folder.path().join("boom.yaml")).unwrap();
        assert!(text.contains(was), "{piece}: {text}");
        // Everything means what it meant.
        assert_eq!(rules(&checked(folder.path(), "boom.yaml")), rules(&before), "{piece}: {text}");
    }
    // From the other side, and back again: a name is no former name of itself.
    let folder = folder(&all);
    renamed(folder.path(), "ladders/trap.yaml", LADDER, "hoog:", "top").unwrap();
    let ladder = fs::read_to_string(folder.path().join("ladders/trap.yaml")).unwrap();
    assert!(ladder.contains("  top:\n    was: [hoog]\n    title: Hoog"), "{ladder}");
    renamed(folder.path(), "ladders/trap.yaml", &ladder, "top:", "hoog").unwrap();
    let ladder = fs::read_to_string(folder.path().join("ladders/trap.yaml")).unwrap();
    assert!(ladder.contains("  hoog:\n    was: [top]\n    title: Hoog"), "{ladder}");
    let tree = fs::read_to_string(folder.path().join("boom.yaml")).unwrap();
    assert_eq!(tree, TREE);
}

#[test]
fn an_id_that_cannot_change_says_why() {
    let other = TREE.replace("id: boom", "id: ander");
    let apart = TREE.replace("id: boom", "id: apart").replace("catalogues: [catalogi/werk.yaml]\n", "");
    let apart = apart.replace(", methods: [avond]", "").replace("keuze", "begin");
    let folder = folder(&[
        ("boom.yaml", TREE),
        ("ander.yaml", &other),
        ("apart.yaml", &apart),
        ("ladders/trap.yaml", LADDER),
        ("catalogi/werk.yaml", CATALOGUE),
    ]);
    for (piece, new, why) in [
        ("keuze:\n", "groep", "`groep` is a question in `boom.yaml` already"),
        ("keuze:\n", "tempo", "`tempo` is a fact in `boom.yaml` already"),
        ("keuze:\n", "Keuze!", "`Keuze!` cannot be an id"),
        ("keuze:\n", "outcome", "`outcome` is a reserved word"),
        ("laag, because", "hoog", "`hoog` is a rung in `trap.yaml` already"),
        (
            "groep:\n",
            "wie",
            "`groep` is in `boom.yaml` and in `ander.yaml`, and `werk.yaml` uses it for both; rename it by hand",
        ),
    ] {
        assert_eq!(renamed(folder.path(), "boom.yaml", TREE, piece, new), Err(why.to_owned()), "{piece}");
    }
    // A ladder that is shared makes nothing but its rungs the same.
    let files = renamed(folder.path(), "apart.yaml", &apart, "groep:\n", "wie").unwrap();
    assert_eq!(files, BTreeSet::from(["apart.yaml".to_owned()]));
    let files = renamed(folder.path(), "boom.yaml", TREE, "laag, because", "onder").unwrap();
    assert_eq!(files.len(), 4, "{files:?}");
    let shipped = TREE.replace("ladders/trap.yaml", "builtin:heusden").replace("laag", "informeren");
    let why = renamed(folder.path(), "boom.yaml", &shipped, "informeren, because", "vertellen").unwrap_err();
    assert!(why.starts_with("`builtin:heusden` ships with the program"), "{why}");
}

#[test]
fn files_that_are_no_trees_are_left_alone() {
    let folder = folder(&[("compose.yaml", "services: {a: {image: b}}\n")]);
    let mut editor = Editor::start(folder.path(), &[]);
    for (name, text) in [
        ("compose.yaml", "services: {a: {image: b}}\n"),
        ("half.yaml", "on: [push\njobs: {"),
        ("text.md", "# Een tekst\n"),
        ("leeg.yaml", ""),
    ] {
        let file = uri(folder.path(), name);
        editor.open(&file, text);
        assert_eq!(editor.findings(&file, 1), [] as [Value; 0], "{name}");
    }
    // Nothing is known of what is no file; asking is no fault.
    editor.open("untitled:Untitled-1", TREE);
    assert_eq!(editor.ask_at("completion", "untitled:Untitled-1", (0, 0)), Value::Null);
    assert_eq!(editor.ask_at("hover", &uri(folder.path(), "dicht.yaml"), (0, 0)), Value::Null);
    assert!(editor.said.keys().all(|file| file.starts_with("file:")), "{:?}", editor.said);
    assert_eq!(editor.stop(), Some(0));
}

#[test]
fn changes_come_in_parts() {
    let folder = whole();
    let file = uri(folder.path(), "boom.yaml");
    let mut editor = Editor::start(folder.path(), &[]);
    editor.open(&file, TREE);
    // After the emoji, in two steps of which the second counts on the first.
    let (line, character) = cursor(&TREE.replacen("één\", set", "één‸\", set", 1)).1;
    let range = |from: usize, to: usize| json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
    let changes = json!([
        {"range": range(character, character), "text": " 🌳🌳"},
        {"range": range(character + 5, character + 6), "text": "\", outcome: weg, x-a: \""},
    ]);
    let document = json!({"uri": file, "version": 2});
    editor.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    let text = TREE.replacen("één\", set", "één 🌳🌳\", outcome: weg, x-a: \", set", 1);
    fs::write(folder.path().join("boom.yaml"), &text).unwrap();
    let expected = checked(folder.path(), "boom.yaml");
    assert_eq!(told(&editor.findings(&file, 2)), expected["boom.yaml"]);
    assert_eq!(editor.stop(), Some(0));
}

#[test]
fn an_editor_that_does_not_keep_to_the_protocol_is_answered() {
    let folder = whole();
    let mut editor = Editor::silent(folder.path(), &[]);
    assert_eq!(editor.ask("textDocument/hover", json!({}))["error"]["code"], -32002);
    editor.tell("textDocument/didOpen", json!({}));
    editor.raw(b"Content-Length: 9\r\n\r\n{\"id\": 1,");
    let said = editor.wait(|message| message["error"]["code"] == -32700);
    assert_eq!(said["id"], Value::Null);
    assert_eq!(editor.ask("initialize", json!({"capabilities": {}}))["error"], Value::Null);
    assert_eq!(editor.ask("initialize", json!({"capabilities": {}}))["error"]["code"], -32600);
    assert_eq!(editor.ask("textDocument/hover", json!({"textDocument": 3}))["error"]["code"], -32602);
    assert_eq!(editor.ask("iets/anders", json!({}))["error"]["code"], -32601);
    editor.tell("textDocument/didChange", json!({"textDocument": {"uri": "file:///weg", "version": 1}}));
    editor.tell("$/cancelRequest", json!({"id": 1}));
    assert_eq!(editor.ask("shutdown", Value::Null)["result"], Value::Null);
    assert_eq!(editor.ask("textDocument/hover", json!({}))["error"]["code"], -32600);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end(), (Some(0), String::new()));
}

#[test]
fn an_editor_may_be_gone() {
    let folder = whole();
    // Gone before a word, in the middle of a header, of a message, and while it is served.
    for start in [&b""[..], b"Content-Len", b"Content-Length: 100\r\n\r\n{\"jsonrpc\""] {
        let mut editor = Editor::silent(folder.path(), &[]);
        editor.raw(start);
        let (status, told) = editor.end();
        assert!(status == Some(1) || (status == Some(2) && told.lines().count() == 1), "{status:?} {told}");
    }
    let mut editor = Editor::start(folder.path(), &[]);
    editor.open(&uri(folder.path(), "boom.yaml"), TREE);
    assert_eq!(editor.end(), (Some(1), String::new()));
    let mut editor = Editor::start(folder.path(), &[]);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end().0, Some(1), "left without a word");
    // What is no header leads nowhere.
    for wrong in
        ["GET / HTTP/1.1\r\n\r\n", "Content-Length: 99999999999999\r\n\r\n", "Content-Length: -1\r\n\r\n", "\r\n"]
    {
        let mut editor = Editor::silent(folder.path(), &[]);
        editor.raw(wrong.as_bytes());
        let (status, told) = editor.end();
        assert_eq!((status, told.lines().count()), (Some(2), 1), "{wrong}: {told}");
        assert!(told.starts_with("wat de editor stuurt is geen bericht: "), "{told}");
    }
}

#[test]
fn a_folder_of_many_files_is_no_trouble() {
    let folder = whole();
    for number in 0..3_000 {
        fs::write(folder.path().join(format!("{number}.yaml")), "a: 1\n").unwrap();
    }
    let file = uri(folder.path(), "ladders/trap.yaml");
    let mut editor = Editor::start(folder.path(), &[]);
    editor.open(&file, LADDER);
    for version in 2..12 {
        editor.change(&file, version, &format!("{LADDER}# {version}\n"));
    }
    let offers = editor.ask_at("completion", &file, (8, 11));
    assert_eq!(labels(&offers), ["inform", "consult", "involve", "collaborate", "empower"]);
    editor.findings(&file, 11);
    assert!(editor.said.contains_key(&uri(folder.path(), "boom.yaml")), "the tree that names it is looked at");
    assert_eq!(editor.stop(), Some(0));
}
