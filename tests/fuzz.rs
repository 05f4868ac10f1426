//! The fuzz targets on stable: every seed as it is, and a bounded number of changed ones, the same every time.
//! What `cargo fuzz` finds becomes a seed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/drafts.rs"]
mod drafts;
#[allow(unreachable_pub, reason = "a module here, a library for `cargo fuzz`")]
#[path = "../fuzz/src/lib.rs"]
mod targets;

use drafts::Dice;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// So often is a target run on changed seeds; `FUZZ_RUNS` asks for more.
const RUNS: usize = 250;

/// Pieces that mean something to one of the readers.
const TOKENS: [&[u8]; 24] = [
    b"\n",
    b": ",
    b"- ",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"'",
    b"#",
    b"|\n",
    b">",
    b"&a ",
    b"*a",
    b"!!str ",
    b"<<: ",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b";",
    b"99999999999999999999",
    b"-",
    b"\x1b]8;;",
];

/// The seeds of a target, in order of their names.
fn seeds(folders: &[&str]) -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seeds = Vec::new();
    for folder in folders {
        let mut paths: Vec<_> = fs::read_dir(root.join(folder)).unwrap().map(|it| it.unwrap().path()).collect();
        paths.retain(|path| path.is_file());
        paths.sort();
        seeds.extend(paths.into_iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())));
    }
    assert!(!seeds.is_empty(), "{folders:?}");
    seeds
}

/// A seed with a few changes: bits, pieces left out, doubled, put in, taken from another.
fn changed(seed: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(4) {
        if bytes.is_empty() {
            bytes.extend_from_slice(other);
        }
        let at = dice.roll(bytes.len().max(1));
        let to = (at + 1 + dice.roll(40)).min(bytes.len());
        match dice.roll(6) {
            0 => bytes[at] ^= 1 << dice.roll(8),
            1 => drop(bytes.drain(at..to)),
            2 => bytes.splice(at..at, bytes[at..to].to_vec()).for_each(drop),
            3 => bytes.splice(at..at, TOKENS[dice.roll(TOKENS.len())].iter().copied()).for_each(drop),
            4 => bytes.truncate(at),
            _ => {
                let from = dice.roll(other.len().max(1));
                let piece = other[from.min(other.len())..(from + 60).min(other.len())].to_vec();
                bytes.splice(at..to, piece).for_each(drop);
            }
        }
    }
    bytes
}

/// Runs a target on its seeds and on changed ones; what fails is kept beside the seeds, to look at.
fn hold(name: &str, target: fn(&[u8]), folders: &[&str]) {
    let seeds = seeds(folders);
    let runs = std::env::var("FUZZ_RUNS").map_or(RUNS, |runs| runs.parse().unwrap());
    let hold = |about: &str, bytes: &[u8]| {
        if catch_unwind(AssertUnwindSafe(|| target(bytes))).is_err() {
            let kept = std::env::temp_dir().join(format!("beslisboom-{name}"));
            fs::write(&kept, bytes).unwrap();
            panic!("`{name}` fails on {about}; the bytes are in {}", kept.display());
        }
    };
    for (about, bytes) in &seeds {
        hold(about, bytes);
    }
    let mut dice = Dice(0xf022);
    for run in 0..runs {
        let seed = &seeds[dice.roll(seeds.len())];
        let other = &seeds[dice.roll(seeds.len())];
        hold(&format!("run {run}, {} changed", seed.0), &changed(&seed.1, &other.1, &mut dice));
    }
}

#[test]
fn trees() {
    hold("tree", targets::tree, &["fuzz/seeds/tree", "tests/rules"]);
}

#[test]
fn side_files() {
    hold("side", targets::side, &["fuzz/seeds/side"]);
}

#[test]
fn replies() {
    hold("replies", targets::replies, &["fuzz/seeds/replies"]);
}

#[test]
fn projects() {
    hold("project", targets::project, &["fuzz/seeds/project", "examples/projecten"]);
}

#[test]
fn house_styles() {
    hold("house_style", targets::house_style, &["fuzz/seeds/house_style"]);
}

#[test]
fn lists_with_separators() {
    hold("csv", targets::csv, &["fuzz/seeds/csv"]);
}

#[test]
fn lists_of_objects() {
    hold("json", targets::json, &["fuzz/seeds/json"]);
}

#[test]
fn workbooks() {
    hold("workbook", targets::workbook, &["fuzz/seeds/workbook"]);
}

#[test]
fn maps() {
    hold("map", targets::map, &["fuzz/seeds/map"]);
}

#[test]
fn versions() {
    hold("diff", targets::diff, &["fuzz/seeds/diff"]);
}

#[test]
fn every_target_of_the_fuzzer_is_run_here_too() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let mut targets: Vec<String> = fs::read_dir(root.join("fuzz_targets"))
        .unwrap()
        .map(|it| it.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    targets.sort();
    assert_eq!(
        targets,
        ["csv", "diff", "house_style", "json", "map", "project", "replies", "side", "tree", "workbook"]
    );
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for target in targets {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{target}.rs\"")), "{target}");
    }
}
