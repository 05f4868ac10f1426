//! What teams run in CI: the action, the hooks and the example pipelines, as far as one machine can.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Output};

fn text(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The lines of a block scalar or plain value under the last `key:` in a file.
fn last_value(yaml: &str, key: &str) -> String {
    let lines: Vec<&str> = yaml.lines().collect();
    let at = lines.iter().rposition(|line| line.trim_start().starts_with(&format!("{key}:"))).unwrap();
    let own = lines[at].split_once(':').unwrap().1.trim();
    if own != "|" {
        return own.to_owned();
    }
    let deeper = |line: &&&str| line.trim().is_empty() || line.len() - line.trim_start().len() > 6;
    lines[at + 1..].iter().take_while(deeper).map(|line| line.trim()).collect::<Vec<_>>().join("\n")
}

/// A folder with a sound tree and a wrong one, and the program where a script looks for it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("target/debug/beslisboom");
    std::fs::create_dir_all(program.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_beslisboom"), program).unwrap();
    std::fs::create_dir(folder.path().join("trees")).unwrap();
    std::fs::write(folder.path().join("trees/goed.yaml"), text("examples/eigen-boom.yaml")).unwrap();
    folder
}

fn break_it(folder: &Path) {
    let wrong = text("examples/eigen-boom.yaml").replace("next: belofte", "next: beloftes");
    std::fs::write(folder.join("trees/fout.yaml"), wrong).unwrap();
}

fn bash(folder: &Path, script: &str) -> Output {
    let path = format!("{}:{}", folder.join("target/debug").display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    command.args(["-e", "-o", "pipefail", "-c", script]).current_dir(folder).env("PATH", path);
    command.env("GITHUB_ACTION_PATH", folder).env("PATHS", "trees").env("STRICT", "true");
    command.env("LANGUAGE_OF_MESSAGES", "nl").env("LC_ALL", "C").output().unwrap()
}

#[test]
fn the_action_fails_on_a_wrong_tree_and_shows_where() {
    let folder = folder();
    let script = last_value(&text("action.yml"), "run");
    let output = bash(folder.path(), &script);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    break_it(folder.path());
    let output = bash(folder.path(), &script);
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(out.starts_with("::error file=trees/fout.yaml,line=22,"), "{out}");
}

#[test]
fn the_pipeline_leaves_its_reports_behind() {
    let folder = folder();
    break_it(folder.path());
    let pipeline = text("examples/ci/gitlab.yml");
    let script = pipeline.lines().find_map(|line| line.trim().strip_prefix("- ")).unwrap();
    assert_eq!(bash(folder.path(), script).status.code(), Some(1));
    let quality = std::fs::read_to_string(folder.path().join("quality.json")).unwrap();
    assert!(quality.contains("dangling-target") && quality.contains("fingerprint"), "{quality}");
    assert!(std::fs::read_to_string(folder.path().join("junit.xml")).unwrap().contains("dangling-target"));
}

#[test]
fn the_hooks_name_a_command_that_is_there() {
    for entry in text(".pre-commit-hooks.yaml").lines().filter_map(|line| line.trim().strip_prefix("entry: ")) {
        let folder = folder();
        // A hook names every YAML file that changed, and not all of them are trees.
        std::fs::write(folder.path().join("compose.yml"), "services: {web: {image: web}}\n").unwrap();
        let output = bash(folder.path(), &format!("{entry} compose.yml trees/goed.yaml"));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{entry}: {told}");
        assert!(told.contains("  compose.yml: er staat geen `format:`"), "{told}");
        let output = bash(folder.path(), &format!("{entry} compose.yml"));
        assert!(output.status.success(), "{entry}: {}", String::from_utf8_lossy(&output.stderr));
        // What is one of ours but for its first line is never passed over.
        let text = text("examples/eigen-boom.yaml").replace("format: 1", "formaat: 1");
        std::fs::write(folder.path().join("trees/bijna.yaml"), text).unwrap();
        break_it(folder.path());
        for wrong in ["trees/bijna.yaml", "trees/fout.yaml"] {
            assert_eq!(bash(folder.path(), &format!("{entry} compose.yml {wrong}")).status.code(), Some(1), "{wrong}");
        }
    }
}

/// The licences in an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0`: all of these, of each any.
fn licences(expression: &str) -> Vec<Vec<String>> {
    let parts = expression.split(" AND ").map(|part| part.replace(['(', ')'], ""));
    parts.map(|part| part.replace('/', " OR ").split(" OR ").map(|it| it.trim().to_owned()).collect()).collect()
}

#[test]
fn what_we_build_on_has_a_licence_that_goes_with_ours() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let deny = std::fs::read_to_string(root.join("deny.toml")).unwrap();
    let list = deny.split("allow = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap();
    let allowed: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let words = ["metadata", "--format-version", "1", "--locked", "--offline"];
    let output = std::process::Command::new(cargo).args(words).current_dir(root).output().unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let expression = package["license"].as_str().unwrap_or_else(|| panic!("{} names none", package["name"]));
        // What is let through for one crate alone: `{ allow = ["MPL-2.0"], crate = "option-ext" }`.
        let excepted = |one: &str| deny.contains(&format!("{{ allow = [\"{one}\"], crate = {} }}", package["name"]));
        let may = |one: &String| allowed.contains(&one.as_str()) || excepted(one);
        let fits = licences(expression).iter().all(|any| any.iter().any(may));
        assert!(fits, "{}: {expression}", package["name"]);
    }
}
