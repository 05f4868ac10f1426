//! `check --since`: what became different since an older version, from a file or from git.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use program::beslisboom;
use std::fs;
use std::path::Path;
use std::process::Command;

const LADDER: &str = "format: 1\nid: trap\ntitle: Trap\nlanguage: nl\nrungs:\n  laag: {title: Laag, level: inform}\n  midden: {title: Midden, level: consult}\n  hoog: {title: Hoog, level: involve}\n";
const TREE: &str = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nladder: trap.yaml\nquestions:\n  ruimte:\n    ask: Is er ruimte?\n    help: Kijk in het plan.\n    answers:\n      ja: {label: Ja}\n      nee: {label: Nee, at-most: {rung: midden, because: Veel ligt vast.}}\n    outcome: samen\noutcomes:\n  samen: {title: Samen, verdict: participate, rung: ceiling}\nadvice:\n  let-op: {kind: tip, text: Zeg wat vaststaat., if: {ruimte: nee}}\n";

fn git(folder: &Path, args: &[&str]) {
    let user = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").arg("-C").arg(folder).args(user).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A repository in which the tree stands in a folder, committed once.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("trees")).unwrap();
    fs::write(folder.path().join("trees/trap.yaml"), LADDER).unwrap();
    fs::write(folder.path().join("trees/boom.yaml"), TREE).unwrap();
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "een"]);
    folder
}

/// The status, and the findings of this rule alone.
fn since(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let options = ["--rule", "unchanged-version", "--strict", "--format", "short", "--lang", "en"];
    let run = beslisboom(&["check"]).args(args).args(&options).within(folder).run();
    (run.status, run.out, run.err)
}

fn write(folder: &Path, text: &str) {
    fs::write(folder.join("trees/boom.yaml"), text).unwrap();
}

#[test]
fn each_grade_of_other_behaviour_under_one_version_is_a_finding() {
    let folder = repository();
    let at = |what: &str| {
        format!(
            "trees/boom.yaml:2:5: warning[unchanged-version]: {what} not those of `HEAD`, and `version` is still `1`\n"
        )
    };
    for (was, is, what) in [
        ("rung: midden", "rung: laag", "the results are"),
        ("if: {ruimte: nee}", "if: {ruimte: ja}", "what the tree offers is"),
        ("Veel ligt vast.", "Bijna alles ligt vast.", "the reasons are"),
    ] {
        write(folder.path(), &TREE.replace(was, is));
        let (status, out, _) = since(folder.path(), &["trees", "--since", "HEAD"]);
        assert_eq!((status, out), (1, at(what)), "{was}");
        write(folder.path(), &TREE.replace(was, is).replace("\"1\"", "\"2\""));
        assert_eq!(since(folder.path(), &["trees", "--since", "HEAD"]).0, 0, "another version: {was}");
    }
    // Another text, or nothing at all, is no other behaviour.
    for text in [TREE.to_owned(), TREE.replace("Kijk in het plan.", "Kijk in de wet.")] {
        write(folder.path(), &text);
        assert_eq!(since(folder.path(), &["trees/boom.yaml", "--since", "HEAD"]).0, 0);
    }
}

/// What is meant to stay under one version is allowed, and the allowance is not in the way where nobody compares.
#[test]
fn other_behaviour_under_one_version_can_be_allowed() {
    let folder = repository();
    let other = TREE.replace("rung: midden", "rung: laag");
    write(folder.path(), &other.replace("id: boom", "id: boom  # allow: unchanged-version -- alleen een proef"));
    let (status, out, _) = since(folder.path(), &["trees", "--since", "HEAD"]);
    assert_eq!((status, out.as_str()), (0, ""));
    let all = beslisboom(&["check", "trees", "--strict", "--format", "short"]).within(folder.path()).run();
    assert!(!all.out.contains("unused-allowance"), "{}", all.out);
    write(folder.path(), &other);
    assert_eq!(since(folder.path(), &["trees", "--since", "HEAD"]).0, 1);
}

/// A change that shows only from a later day on is a change all the same; with `--date` that day alone counts.
#[test]
fn every_day_counts_on_which_something_is_otherwise() {
    let folder = repository();
    let dated = |rung: &str| {
        TREE.replace(
            "rung: midden, because: Veel ligt vast.}",
            &format!("rung: {rung}, because: Veel ligt vast., valid: {{from: 2090-01-01}}}}"),
        )
    };
    write(folder.path(), &dated("midden"));
    git(folder.path(), &["commit", "-qam", "twee"]);
    write(folder.path(), &dated("laag"));
    let (status, out, _) = since(folder.path(), &["trees", "--since", "HEAD"]);
    assert!(status == 1 && out.contains("the results are not those of `HEAD`"), "{out}");
    assert_eq!(since(folder.path(), &["trees", "--since", "HEAD", "--date", "2026-11-26"]).0, 0);
    assert_eq!(since(folder.path(), &["trees", "--since", "HEAD", "--date", "2091-01-01"]).0, 1);
}

#[test]
fn what_a_tree_names_is_taken_from_the_same_revision() {
    let folder = repository();
    let ladder = LADDER.replace("  midden: {title: Midden, level: consult}\n", "");
    fs::write(folder.path().join("trees/trap.yaml"), &ladder).unwrap();
    write(folder.path(), &TREE.replace("rung: midden", "rung: laag"));
    let (status, out, err) = since(folder.path(), &["trees", "--since", "HEAD"]);
    assert!(status == 1 && out.contains("the results are not those of `HEAD`"), "{out}{err}");
    // From the folder itself, and by any name of the revision.
    git(folder.path(), &["tag", "oud"]);
    let (status, out, _) = since(&folder.path().join("trees"), &["boom.yaml", "--since", "oud"]);
    assert!(status == 1 && out.starts_with("boom.yaml:2:5"), "{out}");
}

#[test]
fn an_older_file_goes_beside_one_tree() {
    let folder = repository();
    fs::write(folder.path().join("oud.yaml"), TREE.replace("rung: midden", "rung: laag")).unwrap();
    let (status, out, err) = since(folder.path(), &["trees/boom.yaml", "--since", "oud.yaml"]);
    assert!(status == 1 && out.contains("the results are not those of `oud.yaml`"), "{out}{err}");
    fs::write(folder.path().join("trees/twee.yaml"), TREE.replace("id: boom", "id: twee")).unwrap();
    let (status, _, err) = since(folder.path(), &["trees", "--since", "oud.yaml"]);
    assert_eq!((status, err.as_str()), (2, "error: beside one older file goes one tree at a time\n"));
    // An older version that is no tree is said, and stops nothing.
    fs::write(folder.path().join("oud.yaml"), "format: 1\nquestions: [").unwrap();
    let (status, _, err) = since(folder.path(), &["trees/boom.yaml", "--since", "oud.yaml"]);
    assert!(status == 0 && err.starts_with("`trees/boom.yaml` cannot be compared with `oud.yaml`"), "{err}");
}

#[test]
fn a_revision_that_cannot_be_had_is_one_clear_line() {
    let folder = repository();
    let refused = |args: &[&str]| {
        let (status, out, err) = since(folder.path(), args);
        assert!(status == 2 && out.is_empty() && err.lines().count() == 1, "{out}{err}");
        err
    };
    for revision in ["nergens", "--output=weg", "HEAD:trees", "'", "HEAD^{tree}"] {
        let since = format!("--since={revision}");
        assert!(
            refused(&["trees", &since]).ends_with("is no file and no revision that git knows here\n"),
            "{revision}"
        );
    }
    assert!(!folder.path().join("weg").exists());
    assert!(refused(&["trees", "--since", "trees"]).starts_with("error: `trees` is a folder;"));
    // New since then: an error where it was named, and nothing to compare where a folder was.
    fs::write(folder.path().join("trees/nieuw.yaml"), TREE.replace("id: boom", "id: nieuw")).unwrap();
    assert_eq!(refused(&["trees/nieuw.yaml", "--since", "HEAD"]), "error: `trees/nieuw.yaml` is not in `HEAD`\n");
    assert_eq!(since(folder.path(), &["trees", "--since", "HEAD"]).0, 0);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(
        elsewhere.path().join("t.yaml"),
        TREE.replace("trap.yaml", "builtin:heusden").replace("midden", "raadplegen"),
    )
    .unwrap();
    let (status, _, err) = since(elsewhere.path(), &["t.yaml", "--since", "HEAD"]);
    assert_eq!((status, err.as_str()), (2, "error: `HEAD` is no file, and `.` is not in a git repository\n"));
    let run =
        beslisboom(&["check", "trees", "--since", "HEAD", "--lang", "en"]).env("PATH", "").within(folder.path()).run();
    assert!(run.status == 2 && run.err.starts_with("error: `git` cannot be used here: "), "{}", run.err);
}
