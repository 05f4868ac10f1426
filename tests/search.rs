//! What `check` takes of a folder, what it passes over and says so, and what it brings along for a file that is named.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use program::{beslisboom, folder};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

const TREE: &str = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nquestions:\n  een: {ask: Een?, help: Kijk., answers: {ja: {label: Ja}, nee: {label: Nee}}, outcome: klaar}\noutcomes:\n  klaar: {title: Klaar, verdict: not-yet}\n";

/// Status, standard output and standard error of `check` in a folder.
fn check(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let run = beslisboom(&["check"]).args(args).within(folder).run();
    (run.status, run.out, run.err)
}

/// The same as the document for programs.
fn document(folder: &Path, args: &[&str]) -> (i32, Value) {
    let (status, out, err) = check(folder, &[args, &["--format", "json"]].concat());
    (status, serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{fault}: {out}{err}")))
}

/// `file: rule` of every error.
fn errors(document: &Value) -> Vec<String> {
    let errors = document["findings"].as_array().unwrap().iter().filter(|it| it["severity"] == "error");
    errors.map(|it| format!("{}: {}", it["file"].as_str().unwrap(), it["rule"].as_str().unwrap())).collect()
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|it| it.as_str().or_else(|| it["file"].as_str()).unwrap()).collect()
}

#[test]
fn what_looks_like_a_file_of_ours_and_says_so_wrongly_is_an_error() {
    for (head, rules) in [
        ("formaat: 1", &["unknown-key", "missing-key"][..]),
        ("Format: 1", &["unknown-key", "missing-key"]),
        ("", &["missing-key"]),
        ("format: 2", &["unsupported-format"]),
        ("  format: 1", &["syntax"]),
    ] {
        let text = TREE.replace("format: 1", head);
        let folder = folder(&[("goed.yaml", TREE), ("a/fout.yaml", &text)]);
        let (status, document) = document(folder.path(), &["."]);
        let found: Vec<String> = rules.iter().map(|rule| format!("a/fout.yaml: {rule}")).collect();
        assert_eq!((status, errors(&document)), (1, found), "{head}");
        assert_eq!(names(&document["files"]), ["a/fout.yaml", "goed.yaml"]);
    }
    // A ladder too; and a file by its extension.
    let ladder = "id: l\ntitle: L\nlanguage: nl\nrungs: {r: {title: R, level: inform, participation: false}}\n";
    let folder = folder(&[("l.yaml", ladder), ("Boom.YAML", TREE), ("boom.Yml", TREE), ("ander.YAML", "x: 1\n")]);
    let (status, document) = document(folder.path(), &["."]);
    assert_eq!(status, 1);
    assert_eq!(errors(&document), ["Boom.YAML: file-name", "boom.Yml: file-name", "l.yaml: missing-key"]);
    assert_eq!(names(&document["passedOver"]), ["ander.YAML"]);
}

#[test]
fn yaml_of_others_is_named_with_why_and_stops_nothing() {
    let workflow = "name: ci\non: push\njobs:\n  build:\n    format: 1\n    questions: none\n";
    let folder =
        folder(&[("boom.yaml", TREE), (".github/workflows/ci.yml", workflow), ("leeg.yaml", ""), ("lees.md", "")]);
    let (status, document) = document(folder.path(), &["."]);
    assert_eq!((status, names(&document["files"])), (0, vec!["boom.yaml"]));
    assert_eq!(names(&document["passedOver"]), [".github/workflows/ci.yml", "leeg.yaml"]);
    let (_, _, err) = check(folder.path(), &["."]);
    let wanted = "Niet bekeken: 2\n  .github/workflows/ci.yml: er staat geen `format:`, `questions:`, `outcomes:` of `rungs:` in\n  leeg.yaml: ";
    assert!(err.starts_with(wanted), "{err}");
    let (_, _, err) = check(folder.path(), &["--lang", "en", "."]);
    assert!(err.starts_with("Not looked at: 2\n  .github/workflows/ci.yml: there is no `format:`"), "{err}");
    // A folder with nothing of ours says what it did not take, and that there is nothing.
    let (status, _, err) = check(folder.path(), &[".github"]);
    assert!(status == 2 && err.contains("ci.yml: er staat geen") && err.contains("geen YAML met `format:`"), "{err}");
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_not_opened() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("boom.yaml", TREE), ("map/boom.yaml", TREE)]);
    let at = |name: &str| folder.path().join(name);
    symlink("/dev/zero", at("nul.yaml")).unwrap();
    symlink("weg", at("nergens.yaml")).unwrap();
    symlink("zelf.yaml", at("zelf.yaml")).unwrap();
    symlink(".", at("rond")).unwrap();
    let made = Command::new("mkfifo").arg(at("pijp.yaml")).arg(at("ladder.yaml")).arg(at("boom.en.yaml")).status();
    assert!(made.unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(at("stekker.yaml")).unwrap();
    let (status, document) = document(folder.path(), &["."]);
    assert_eq!((status, names(&document["files"])), (0, vec!["boom.yaml", "map/boom.yaml"]));
    assert_eq!(
        names(&document["passedOver"]),
        ["boom.en.yaml", "ladder.yaml", "nergens.yaml", "nul.yaml", "pijp.yaml", "stekker.yaml", "zelf.yaml"]
    );
    // Nor where a tree names it.
    fs::write(at("boom.yaml"), TREE.replace("language: nl", "language: nl\nladder: ladder.yaml")).unwrap();
    let (status, out, _) = check(folder.path(), &["boom.yaml", "--format", "short"]);
    assert!(status == 1 && out.contains("`ladder.yaml` is niet te lezen: dit is geen gewoon bestand"), "{out}");
}

#[cfg(unix)]
#[allow(clippy::print_stderr, reason = "what is not tried is said")]
#[test]
fn what_may_not_be_read_is_named_and_the_rest_is_checked() {
    use std::os::unix::fs::PermissionsExt;
    let wrong = TREE.replace("outcome: klaar", "outcome: klar");
    let folder = folder(&[("dicht/boom.yaml", TREE), ("mag-niet.yaml", TREE), ("open/boom.yaml", &wrong)]);
    for name in ["dicht", "mag-niet.yaml"] {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    let closed = fs::File::open(folder.path().join("mag-niet.yaml")).is_err();
    let (status, document) = document(folder.path(), &["."]);
    fs::set_permissions(folder.path().join("dicht"), fs::Permissions::from_mode(0o700)).unwrap();
    if !closed {
        eprintln!("not tried: nothing is closed to root");
        return;
    }
    assert_eq!(status, 1);
    assert_eq!(
        errors(&document),
        ["dicht: missing-file", "mag-niet.yaml: missing-file", "open/boom.yaml: dangling-target"]
    );
}

#[test]
fn a_filter_on_rules_never_hides_an_error() {
    let wrong = TREE.replace("outcome: klaar", "outcome: klar").replace("help: Kijk., ", "");
    let folder = folder(&[("boom.yaml", &wrong)]);
    for filter in [&["--rule", "missing-help"][..], &["--skip", "dangling-target"], &["--min-severity", "error"]] {
        let (status, out, _) = check(folder.path(), &[&["boom.yaml", "--format", "short"], filter].concat());
        assert!(status == 1 && out.contains("dangling-target"), "{filter:?}: {out}");
    }
    let (_, out, _) = check(folder.path(), &["boom.yaml", "--format", "short", "--skip", "missing-help"]);
    assert!(!out.contains("missing-help"), "{out}");
}

#[test]
fn a_path_is_written_the_same_way_whatever_was_typed_and_a_file_is_there_once() {
    let wrong = TREE.replace("outcome: klaar", "outcome: klar");
    let folder = folder(&[("map/boom.yaml", &wrong), ("ander/leeg.txt", "")]);
    let real = folder.path().canonicalize().unwrap();
    let whole = real.join("map/boom.yaml");
    let typed = [
        "map/boom.yaml",
        "./map//boom.yaml",
        "map/./boom.yaml",
        "ander/../map/boom.yaml",
        "map",
        "./map/",
        ".",
        whole.to_str().unwrap(),
    ];
    let expected = check(&real, &["map/boom.yaml", "--format", "json"]);
    for path in typed {
        assert_eq!(check(&real, &[path, "--format", "json"]), expected, "{path}");
    }
    let every = [&typed[..], &["--format", "json"]].concat();
    assert_eq!(check(&real, &every), expected, "each once");
    for format in ["short", "json", "sarif", "github", "gitlab", "junit"] {
        let (_, out, _) = check(&real.join("ander"), &["../map/boom.yaml", "--format", format]);
        assert!(
            out.contains(whole.to_str().unwrap().trim_start_matches('/')) && !out.contains("../map"),
            "{format}: {out}"
        );
    }
}

#[test]
fn a_side_file_that_is_named_is_checked_with_its_tree() {
    let side = "format: 1\ntranslates: boom\nlanguage: en\ntitle: Tree\nnonsense: {a: b}\n";
    let folder = folder(&[
        ("boom.yaml", TREE),
        ("boom.en.yaml", side),
        ("wees.en.yaml", "format: 1\ntranslates: wees\nlanguage: en\ntitle: T\n"),
    ]);
    let (status, document) = document(folder.path(), &["boom.en.yaml"]);
    assert_eq!((status, errors(&document)), (1, vec!["boom.en.yaml: unknown-key".to_owned()]));
    assert_eq!(names(&document["files"]), ["boom.en.yaml", "boom.yaml"]);
    let (status, out, _) = check(folder.path(), &["wees.en.yaml", "--format", "short"]);
    assert!(status == 1 && out.contains("wees.en.yaml:1:1") && out.contains("staat er niet naast"), "{out}");
}

#[test]
fn a_side_file_by_another_name_belongs_to_nothing() {
    let side = "format: 1\ntranslates: boom\nlanguage: en\ntitle: Tree\n";
    for name in ["boom-en.yaml", "vertaling.yaml", "boom.fr.yaml"] {
        let folder = folder(&[("boom.yaml", TREE), (name, side)]);
        for args in [[name, "--lang=nl"], [".", "--lang=nl"]] {
            let (status, document) = document(folder.path(), &args);
            assert_eq!((status, errors(&document)), (1, vec![format!("{name}: missing-file")]), "{args:?}");
        }
    }
}

#[test]
fn catalogues_that_name_each_other_are_each_checked_once() {
    let catalogue = |id: &str, other: &str| {
        format!(
            "format: 1\nid: {id}\ntitle: K\nlanguage: nl\ncatalogues: [{other}]\nmethods: {{praten: {{title: Praten, levels: [consult], audience: residents}}}}\n"
        )
    };
    let folder = folder(&[
        ("zelf.yaml", &catalogue("zelf", "zelf.yaml")),
        ("een.yaml", &catalogue("een", "twee.yaml")),
        ("twee.yaml", &catalogue("twee", "een.yaml")),
    ]);
    let (status, found) = document(folder.path(), &["zelf.yaml"]);
    assert_eq!((status, errors(&found)), (1, vec!["zelf.yaml: unknown-key".to_owned()]));
    let (status, found) = document(folder.path(), &["een.yaml"]);
    assert_eq!((status, names(&found["files"])), (1, vec!["een.yaml", "twee.yaml"]));
}

#[test]
fn a_catalogue_that_is_named_is_checked_with_the_trees_that_name_it() {
    let catalogue = "format: 1\nid: kat\ntitle: Kat\nlanguage: nl\nmethods:\n  praten: {title: Praten, levels: [consult], audience: residents, suits: {niets: ja}}\n";
    let tree = TREE.replace(
        "language: nl\n",
        "language: nl\nladder: builtin:heusden\ncatalogues: [builtin:werkvormen, kat/kat.yaml]\n",
    );
    let listed = TREE.replace(
        "language: nl\n",
        "language: nl\nladder: builtin:heusden\ncatalogues:\n  - builtin:werkvormen\n  - kat/kat.yaml\n",
    );
    let folder =
        folder(&[("kat/kat.yaml", catalogue), ("boom.yaml", &tree), ("twee.yaml", &listed), ("los.yaml", TREE)]);
    let (_, document) = document(folder.path(), &["kat/kat.yaml"]);
    let files: Vec<&str> = names(&document["files"]).into_iter().filter(|name| !name.starts_with("builtin:")).collect();
    assert_eq!(files, ["boom.yaml", "kat/kat.yaml", "twee.yaml"]);
}

#[test]
fn a_map_of_columns_is_known_as_one() {
    let map = "format: 1\ncolumns:\n  Wie begint: aanleiding\nvalues: {aanleiding: {gem: gemeente}}\n";
    let folder = folder(&[("kolommen.yaml", map)]);
    let (status, document) = document(folder.path(), &["."]);
    assert_eq!((status, document["findings"].as_array().unwrap().len()), (0, 0), "{document}");
    fs::write(folder.path().join("kolommen.yaml"), map.replace("values", "waarden")).unwrap();
    let (status, document) = self::document(folder.path(), &["."]);
    assert_eq!((status, errors(&document)), (1, vec!["kolommen.yaml: unknown-key".to_owned()]));
}

/// Two trees share a catalogue, and each alone hears only a part of it.
#[test]
fn one_tree_of_several_that_share_a_catalogue_is_as_clean_as_their_folder() {
    let heard = |word: &str, answer: &str| {
        format!(
            "  {word}-{answer}: {{title: T, levels: [consult], audience: residents, suits: {{{word}: {answer}}}}}\n"
        )
    };
    let words = "facts:\n  een: {label: Een, values: {ja: Ja, nee: Nee}}\n  twee: {label: Twee, values: {ja: Ja, nooit: Nooit}}\n";
    let methods = [heard("een", "ja"), heard("twee", "ja"), heard("twee", "nooit")].concat();
    let catalogue = format!("format: 1\nid: kat\ntitle: Kat\nlanguage: nl\n{words}methods:\n{methods}");
    let tree = TREE.replace("language: nl\n", "language: nl\nladder: builtin:heusden\ncatalogues: [kat/kat.yaml]\n");
    let other = tree.replace("  een: {", "  twee: {");
    let folder = folder(&[("kat/kat.yaml", &catalogue), ("boom.yaml", &tree), ("twee.yaml", &other)]);
    let deaf = |args: &[&str]| -> Vec<String> {
        let (_, document) = document(folder.path(), &[args, &["--rule", "deaf-condition"]].concat());
        let findings = document["findings"].as_array().unwrap();
        findings.iter().map(|it| format!("{}:{}", it["file"].as_str().unwrap(), it["line"])).collect()
    };
    // Only what no tree at all can meet is deaf, whatever was named.
    for named in [&["."][..], &["boom.yaml"], &["twee.yaml"], &["boom.yaml", "twee.yaml"], &["kat/kat.yaml"]] {
        assert_eq!(deaf(named), ["kat/kat.yaml:11"], "{named:?}");
    }
    let (_, document) = document(folder.path(), &["boom.yaml"]);
    let files: Vec<&str> = names(&document["files"]).into_iter().filter(|name| !name.starts_with("builtin:")).collect();
    assert_eq!(files, ["boom.yaml", "kat/kat.yaml"], "a tree that was only asked is not checked");
    // A tree that is not finished may hear everything.
    fs::write(folder.path().join("twee.yaml"), other.replace("outcome: klaar", "outcome: kl")).unwrap();
    assert_eq!(deaf(&["boom.yaml"]), [""; 0]);
    fs::remove_file(folder.path().join("twee.yaml")).unwrap();
    assert_eq!(deaf(&["boom.yaml"]), ["kat/kat.yaml:10", "kat/kat.yaml:11"]);
    // With more trees than are looked at, nobody knows.
    for number in 0..60 {
        let tree = tree.replace("id: boom", &format!("id: boom-{number}"));
        fs::write(folder.path().join(format!("boom-{number}.yaml")), tree).unwrap();
    }
    assert_eq!(deaf(&["boom.yaml"]), [""; 0]);
}
