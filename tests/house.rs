//! The house as its plan says, and the README as it happens.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/pages.rs"]
mod pages;
#[path = "common/program.rs"]
mod program;

use program::{on_screen, root};
use std::path::{Path, PathBuf};

fn text(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// The blocks of a document with this mark behind the fence.
fn blocks(document: &str, mark: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in document.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info == mark, String::new())),
            (Some((wanted, block)), Some(_)) => {
                if *wanted {
                    found.push(std::mem::take(block));
                }
                open = None;
            }
            (Some((_, block)), None) => *block += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    found
}

/// Every Rust file below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_command_in_the_readme_works() {
    let state = tempfile::tempdir().unwrap();
    let mut ran = 0;
    for line in blocks(&text("README.md"), "console").iter().flat_map(|block| block.lines()) {
        let typed = line.strip_prefix("$ ").unwrap_or_else(|| panic!("`{line}` is no command"));
        let args = typed.strip_prefix("cargo run -- ").or_else(|| typed.strip_prefix("beslisboom ")).unwrap();
        let args: Vec<String> = args
            .split_whitespace()
            .map(|arg| if arg == "advies.docx" { state.path().join(arg).display().to_string() } else { arg.to_owned() })
            .collect();
        let output = on_screen(root(), state.path()).args(&args).output().unwrap();
        // Versions that differ are a remark.
        let fine = output.status.success() || args[0] == "diff" && output.status.code() == Some(1);
        assert!(fine, "{line}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty() || args[0] == "check", "{line} says nothing");
        ran += 1;
    }
    assert!(ran >= 8, "{ran}");
    assert!(state.path().join("advies.docx").exists());
    // The test command that CI has to run.
    assert!(text("README.md").contains("\ncargo test ") && text(".ci/run").lines().any(|line| line == "cargo test"));
}

#[test]
fn the_tree_in_the_readme_is_sound() {
    let state = tempfile::tempdir().unwrap();
    let tree = state.path().join("boom.yaml");
    std::fs::write(&tree, blocks(&text("README.md"), "yaml").remove(0)).unwrap();
    let output = on_screen(root(), state.path()).arg("check").arg(&tree).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let output = on_screen(root(), state.path()).arg("walk").arg(&tree).args(["--set", "plek=vast"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("Coproduceren"));
}

#[cfg(unix)]
#[test]
fn the_conversation_in_the_readme_is_real() {
    let shown = blocks(&text("README.md"), "transcript").remove(0);
    let state = tempfile::tempdir().unwrap();
    let mut command = on_screen(root(), state.path());
    command.args(["walk", "--accessible"]);
    let seen = pages::converse(command, &shown);
    assert!(seen.starts_with(&shown), "README shows:\n{shown}\nand it says:\n{seen}");
}

#[test]
fn the_picture_of_the_terminal_is_real() {
    let mut python = std::process::Command::new("python3");
    let script = root().join("packaging/pictures");
    let Ok(made) = python.arg(script).arg(env!("CARGO_BIN_EXE_beslisboom")).arg("--check").output() else { return };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

#[test]
fn nothing_in_the_house_is_left_unfinished() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for path in files {
        let code = std::fs::read_to_string(&path).unwrap();
        for word in ["// TODO", "FIXME", "unimplemented!", "todo!("] {
            assert!(!code.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn every_file_of_tests_is_on_the_plan() {
    let plan = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut files = 0;
    for entry in std::fs::read_dir(root().join("tests")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".rs") {
            assert!(plan.contains(&format!("`tests/{name}`")), "{name}");
            files += 1;
        }
    }
    assert!(files > 30, "{files}");
}
