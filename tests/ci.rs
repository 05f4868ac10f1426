//! What teams run in CI: the action, the hooks and the example pipelines, as far as one machine can.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/missing.rs"]
mod missing;

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

/// What a schema has against a file of YAML.
fn against_the_standard(yaml: &str) -> Vec<String> {
    let schema: serde_json::Value = serde_json::from_str(include_str!("publiccode.schema.json")).unwrap();
    let file: serde_json::Value = serde_yaml::from_str(yaml).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator.iter_errors(&file).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

#[test]
fn publiccode_is_as_the_standard_says() {
    let file = text("publiccode.yml");
    assert_eq!(against_the_standard(&file), Vec::<String>::new());
    for (old, new) in [
        ("\"0.7\"", "\"0.4\""),
        ("softwareType: standalone/desktop", "softwareType: desktop"),
        ("countries: [NL]", "countries: [nl]"),
        ("scope: [local-authorities", "scope: [municipalities"),
        ("categories: [knowledge-management", "categories: [knowledge"),
        ("    shortDescription: Zegt", "    genericName: Beslisboom\n    shortDescription: Zegt"),
        ("type: none", "type: community"),
        ("localisationReady: true", "localisationReady: yes please"),
        ("url: \"https://", "url: \""),
        ("  license: EUPL-1.2", "  licence: EUPL-1.2"),
    ] {
        assert!(file.contains(old), "{old}");
        assert!(!against_the_standard(&file.replace(old, new)).is_empty(), "{new} is let through");
    }
}

/// What the script says of a folder with these files.
fn versions(folder: &Path, tag: &[&str]) -> String {
    let output = Command::new("python3").arg(folder.join("packaging/version")).args(tag).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.success(), told.is_empty(), "{told}");
    told
}

#[test]
fn every_file_says_the_same_version() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("packaging")).unwrap();
    let put = |name: &str, old: &str, new: &str| {
        let text = text(name);
        assert!(text.contains(old), "{name} has no {old}");
        std::fs::write(folder.path().join(name), text.replacen(old, new, 1)).unwrap();
    };
    for name in ["Cargo.toml", "Cargo.lock", "CITATION.cff", "publiccode.yml", "CHANGELOG.md", "packaging/version"] {
        put(name, "", "");
    }
    assert_eq!(versions(folder.path(), &[]), "");
    // Of a release more is asked.
    let version = env!("CARGO_PKG_VERSION");
    let told = versions(folder.path(), &["v9.9.9"]);
    for word in ["the tag is v9.9.9", "publiccode.yml says version None", "url has to be", "'Unreleased' on top"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    let released = format!("softwareVersion: \"{version}\"\nreleaseDate: \"2027-01-02\"\nurl: \"https://example.com/");
    put("publiccode.yml", "url: \"https://example.org/", &released);
    put("CITATION.cff", "license:", "date-released: 2027-01-02\nlicense:");
    put("CHANGELOG.md", "## Unreleased", &format!("## {version} (2027-01-02)"));
    assert_eq!(versions(folder.path(), &[&format!("v{version}")]), "");
    put("CITATION.cff", &format!("version: {version}"), "version: 9.9.9");
    assert!(versions(folder.path(), &[]).contains("CITATION.cff says version 9.9.9"));
}

#[test]
fn a_release_leaves_nothing_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |script: &str, complete: &str, path: &str| {
        let script = format!(". packaging/tools.sh; {script}");
        let mut command = Command::new("bash");
        command.args(["-euc", &script]).current_dir(root).env("COMPLETE", complete).env("PATH", path).output().unwrap()
    };
    let path = std::env::var("PATH").unwrap();
    let said = |output: &Output| String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(said(&run("false || without clock; echo on", "", &path)), "no clock here\non\n");
    let output = run("if ! { without clock; false; }; then echo on; fi", "1", &path);
    assert!(!output.status.success() && !said(&output).contains("on\n"), "{}", said(&output));
    // Whoever is not root asks for the right to install.
    let tools = tempfile::tempdir().unwrap();
    for (name, does) in [("id", "echo 1000"), ("sudo", "echo \"$*\" >> \"$SAID\""), ("apt-get", "false")] {
        let file = tools.path().join(name);
        std::fs::write(&file, format!("#!/bin/sh\n{does}\n")).unwrap();
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    let log = tools.path().join("said");
    let script = format!("export SAID={}; debian gettext || without gettext", log.display());
    let output = run(&script, "1", &format!("{}:{path}", tools.path().display()));
    assert!(output.status.success(), "{}", said(&output));
    let asked = std::fs::read_to_string(log).unwrap();
    assert!(asked.contains("-n apt-get update") && asked.contains("apt-get install -y -qq gettext"), "{asked}");
}

#[test]
fn every_action_is_pinned_to_one_commit() {
    let mut pinned = 0;
    for line in text(".github/workflows/release.yml").lines() {
        let Some((_, action)) = line.split_once("uses: ") else { continue };
        let commit = action.split_once('@').unwrap().1.split(' ').next().unwrap();
        assert!(commit.len() == 40 && commit.bytes().all(|it| it.is_ascii_hexdigit()), "{line}");
        assert!(action.contains(" # v"), "{line}");
        pinned += 1;
    }
    assert!(pinned >= 6, "{pinned}");
}

#[test]
fn the_texts_of_licences_name_every_crate() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("THIRD-PARTY.txt");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/licences");
    let Ok(output) = Command::new("python3").arg(script).arg("--texts").arg(&file).output() else {
        return missing::missing("no Python here: the texts of licences are not made");
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let texts = std::fs::read_to_string(file).unwrap();
    let mut crates = 0;
    for row in text("docs/licences.md").lines().filter(|line| line.starts_with("| ")).skip(1) {
        let cells: Vec<&str> = row.split(" | ").map(|it| it.trim_matches(['|', ' '])).collect();
        let [name, version, licence] = cells[..] else { panic!("{row}") };
        assert!(texts.lines().any(|line| line == format!("{name} {version} ({licence})")), "{row}");
        crates += 1;
    }
    assert!(crates > 150, "{crates}");
    for words in ["Apache License", "Permission is hereby granted", "UNICODE LICENSE V3", "The Rust Project Developers"]
    {
        assert!(texts.contains(words), "{words}");
    }
}
