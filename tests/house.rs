//! The house as its plan says, and the README as it happens.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/pages.rs"]
mod pages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

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
fn modules_use_only_the_floors_below() {
    const ROOF: usize = 100;
    let plan = blocks(&text("ARCHITECTURE.md"), "floors").remove(0);
    let mut floors: BTreeMap<String, usize> = BTreeMap::new();
    for line in plan.lines() {
        let mut words = line.split_whitespace();
        let floor = words.next().unwrap();
        let floor = if floor == "roof" { ROOF } else { floor.parse().unwrap() };
        floors.extend(words.map(|module| (module.to_owned(), floor)));
    }
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut uses = 0;
    for path in &files {
        let relative = path.strip_prefix(root().join("src")).unwrap();
        let module = relative.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if module == "lib" {
            continue;
        }
        let own = *floors.get(&module).unwrap_or_else(|| panic!("`{module}` stands on no floor of the plan"));
        let code = std::fs::read_to_string(path).unwrap();
        let code: String = code.lines().filter(|line| !line.trim().starts_with("//")).collect::<Vec<_>>().join("\n");
        for prefix in ["crate::", "beslisboom::"] {
            for (at, _) in code.match_indices(prefix) {
                let rest = &code[at + prefix.len()..];
                let used: String = rest.chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '_').collect();
                let Some(&floor) = floors.get(&used) else { continue };
                uses += 1;
                let allowed = used == module || floor < own || (floor, own) == (0, 0) || (floor == ROOF && own == ROOF)
                    // The interpreter's parts, the readers beside each other, and the door with its words.
                    || (floor == own && [1, 2].contains(&own));
                assert!(allowed, "{}: floor {own} uses `{used}` on floor {floor}", relative.display());
            }
        }
    }
    assert!(uses > 100, "the test reads the code: {uses}");
    let modules: Vec<String> = files
        .iter()
        .filter_map(|path| path.strip_prefix(root().join("src")).unwrap().iter().next()?.to_str().map(str::to_owned))
        .map(|name| name.trim_end_matches(".rs").to_owned())
        .collect();
    for module in floors.keys() {
        assert!(modules.contains(module), "the plan names `{module}`, which is not there");
    }
}

#[test]
fn only_the_roof_touches_the_world_and_only_drafts_know_yaml() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let roof = ["main", "cli", "commands", "prompt", "session", "world"];
    for path in files {
        let relative = path.strip_prefix(root().join("src")).unwrap();
        let module = relative.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let code = std::fs::read_to_string(&path).unwrap();
        let code = code.split("#[cfg(test)]").next().unwrap();
        for word in ["std::fs", "std::env::", "std::io::std", "std::time::", "::now(", "println!", "std::process"] {
            assert!(roof.contains(&module) || !code.contains(word), "{}: `{word}`", relative.display());
        }
        for word in ["granit_parser", "serde_yaml"] {
            assert!(module == "draft" || !code.contains(word), "{}: `{word}`", relative.display());
        }
    }
}

/// The program with the README's surroundings.
fn program(state: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_beslisboom"));
    command.current_dir(root()).env("XDG_STATE_HOME", state).env("LC_ALL", "C").env_remove("BESLISBOOM_LANG");
    command.env_remove("ACCESSIBLE").env("TERM", "xterm").env("COLUMNS", "80").env("SOURCE_DATE_EPOCH", "1795348800");
    command
}

#[test]
fn every_command_in_the_readme_works() {
    let state = tempfile::tempdir().unwrap();
    let mut ran = 0;
    for line in blocks(&text("README.md"), "console").iter().flat_map(|block| block.lines()) {
        let typed = line.strip_prefix("$ ").unwrap_or_else(|| panic!("`{line}` is no command"));
        let args = typed.strip_prefix("cargo run --release -- ").or_else(|| typed.strip_prefix("beslisboom ")).unwrap();
        let args: Vec<String> = args
            .split_whitespace()
            .map(|arg| if arg == "advies.md" { state.path().join(arg).display().to_string() } else { arg.to_owned() })
            .collect();
        let output = program(state.path()).args(&args).output().unwrap();
        // Versions that differ are a remark.
        let fine = output.status.success() || args[0] == "diff" && output.status.code() == Some(1);
        assert!(fine, "{line}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty() || args[0] == "check", "{line} says nothing");
        ran += 1;
    }
    assert!(ran >= 8, "{ran}");
    assert!(state.path().join("advies.md").exists());
    // The test command that CI has to run.
    assert!(text("README.md").contains("\ncargo test ") && text(".ci/run").lines().any(|line| line == "cargo test"));
}

#[test]
fn the_tree_in_the_readme_is_sound() {
    let state = tempfile::tempdir().unwrap();
    let tree = state.path().join("boom.yaml");
    std::fs::write(&tree, blocks(&text("README.md"), "yaml").remove(0)).unwrap();
    let output = program(state.path()).arg("check").arg(&tree).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let output = program(state.path()).arg("walk").arg(&tree).args(["--set", "plek=vast"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("Coproduceren"));
}

#[cfg(unix)]
#[test]
fn the_conversation_in_the_readme_is_real() {
    let shown = blocks(&text("README.md"), "transcript").remove(0);
    let state = tempfile::tempdir().unwrap();
    let mut command = program(state.path());
    command.args(["walk", "--accessible"]);
    let seen = pages::converse(command, &shown);
    assert!(seen.starts_with(&shown), "README shows:\n{shown}\nand it says:\n{seen}");
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
