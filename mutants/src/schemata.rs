//! A copy of the project in which all mutants stand, each behind its number.

use crate::Result;
use crate::find::{Change, Mutant};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};

/// Asked before each change: is this the one? Also writes down what is reached, for who wants to know.
const SWITCH: &str = r#"
#[doc(hidden)]
pub fn mutant(number: usize) -> bool {
    use std::{env, fs, io::Write, sync::LazyLock, sync::atomic::{AtomicBool, Ordering}};
    static CHOSEN: LazyLock<Option<usize>> = LazyLock::new(|| env::var("MUTANT").ok()?.parse().ok());
    static REACHED: LazyLock<Option<(fs::File, Vec<AtomicBool>)>> = LazyLock::new(|| {
        let file = fs::OpenOptions::new().append(true).open(env::var_os("MUTANTS_REACHED")?).ok()?;
        Some((file, (0..10_000).map(|_| AtomicBool::new(false)).collect()))
    });
    if let Some((file, reached)) = &*REACHED && !reached[number].swap(true, Ordering::Relaxed) {
        let mut file = file;
        let _ = file.write_all(format!("{number}\n").as_bytes());
    }
    *CHOSEN == Some(number)
}
"#;

/// What git keeps or would keep.
pub fn files() -> Result<Vec<String>> {
    let listed = Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).output()?;
    let files = String::from_utf8(listed.stdout)?;
    Ok(files.split_terminator('\0').filter(|it| Path::new(it).is_file()).map(str::to_owned).collect())
}

/// Writes what is not there yet: an unchanged file is not compiled anew.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if std::fs::read(path).is_ok_and(|it| it == bytes) {
        return Ok(());
    }
    std::fs::create_dir_all(path.parent().expect("a file stands in a folder"))?;
    Ok(std::fs::write(path, bytes)?)
}

/// Copies the project with the mutants in it, and leaves out those that do not compile: a text knows no types. Which
/// those are is kept for the next run, which then has nothing to compile.
pub fn compiling(checkout: &Path, files: &[String], mut mutants: Vec<Mutant>) -> Result<Vec<Mutant>> {
    let sampled = mutants.len();
    let kept = Path::new("target/mutants/wrong");
    let mut wrong = std::fs::read_to_string(kept).unwrap_or_default();
    loop {
        mutants.retain(|it| !wrong.lines().any(|line| line == it.to_string()));
        let mut places = BTreeMap::new();
        for path in files {
            let mut text = std::fs::read(path)?;
            if path == "src/lib.rs" {
                text.extend(SWITCH.as_bytes());
            } else if mutants.iter().any(|it| it.path == *path) {
                let (mutated, within) = mutated(path, &mutants)?;
                text = mutated.into_bytes();
                places.insert(path.as_str(), within);
            }
            write(&checkout.join(path), &text)?;
        }
        let found = stumbled(checkout, &places)?;
        if found.is_empty() {
            println!("{} of {sampled} sampled compile", mutants.len());
            return Ok(mutants);
        }
        for number in found {
            wrong += &format!("{}\n", mutants[number]);
        }
        std::fs::write(kept, &wrong)?;
    }
}

/// Where a mutant stands in the text with all of them: its own words, and with what it stands around.
struct Placed {
    number: usize,
    own: Range<usize>,
    whole: Range<usize>,
}

/// The text of a file with its mutants.
fn mutated(path: &str, mutants: &[Mutant]) -> Result<(String, Vec<Placed>)> {
    let text = std::fs::read_to_string(path)?;
    let here = mutants.iter().enumerate().filter(|(_, it)| it.path == path);
    // What opens goes from outside to inside, what closes the other way round.
    let mut added = Vec::new();
    for (number, mutant) in here {
        let (at, open, close) = around(number, mutant);
        added.push(((at.start, 1, usize::MAX - at.end, number), open));
        added.push(((at.end, 0, usize::MAX - at.start, usize::MAX - number), close));
    }
    added.sort();
    let mut all = String::new();
    let mut placed: BTreeMap<usize, Placed> = BTreeMap::new();
    let mut done = 0;
    for ((at, opens, _, key), words) in added {
        all.push_str(&text[done..at]);
        done = at;
        let start = all.len();
        all.push_str(&words);
        if opens == 1 {
            placed.insert(key, Placed { number: key, own: start..all.len(), whole: start..all.len() });
        } else if let Some(it) = placed.get_mut(&(usize::MAX - key)) {
            it.whole.end = all.len();
        }
    }
    all.push_str(&text[done..]);
    Ok((all, placed.into_values().collect()))
}

/// What stands before and behind which bytes.
fn around(number: usize, mutant: &Mutant) -> (Range<usize>, String, String) {
    let Range { start, end } = mutant.range;
    let on = format!("crate::mutant({number})");
    match &mutant.change {
        Change::Instead(text) => (start..end, format!("(if {on} {{ {text} }} else {{ "), " })".to_owned()),
        // Just inside of the body, whose closing has nothing to add.
        Change::Returns(value) => (start + 1..end - 1, format!(" if {on} {{ return {value}; }}"), String::new()),
        Change::GuardHolds => (start..end, format!("{on} || ("), ")".to_owned()),
        Change::GuardFails => (start..end, format!("!{on} && ("), ")".to_owned()),
        Change::NoArm => (end..end, format!(" if !{on}"), String::new()),
    }
}

/// The numbers of mutants that the compiler stumbles over.
fn stumbled(checkout: &Path, places: &BTreeMap<&str, Vec<Placed>>) -> Result<BTreeSet<usize>> {
    let run = cargo(checkout, &["check", "--lib"]).stderr(Stdio::null()).output()?;
    let mut wrong = BTreeSet::new();
    for message in messages(&run.stdout).filter(|it| it["message"]["level"] == "error") {
        let spans = message["message"]["spans"].as_array().into_iter().flatten();
        for span in spans.filter(|it| it["is_primary"] == true) {
            let bytes = span["byte_start"].as_u64().map_or(0, |it| it as usize);
            let within = places.get(span["file_name"].as_str().unwrap_or_default()).into_iter().flatten();
            let around: Vec<&Placed> = within.filter(|it| it.whole.contains(&bytes)).collect();
            let own = around.iter().find(|it| it.own.contains(&bytes));
            let nearest = around.iter().min_by_key(|it| it.whole.len());
            match own.or(nearest) {
                Some(it) => wrong.insert(it.number),
                None => return Err(message["message"]["rendered"].as_str().unwrap_or_default().into()),
            };
        }
    }
    if wrong.is_empty() && !run.status.success() {
        return Err("the copy does not compile, and not for a mutant".into());
    }
    Ok(wrong)
}

/// Cargo in the copy, that says in JSON what it does.
pub fn cargo(checkout: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(checkout).args(args).args(["--locked", "--message-format=json"]);
    command.env("CARGO_TARGET_DIR", std::env::current_dir().unwrap_or_default().join("target"));
    command.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
    command
}

/// What Cargo said.
pub fn messages(output: &[u8]) -> impl Iterator<Item = Value> {
    output.split(|it| *it == b'\n').filter_map(|line| serde_json::from_slice(line).ok())
}
