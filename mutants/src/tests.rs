//! The tests one by one: which pass and what they reach, and which mutants make them fail.

use crate::Result;
use crate::find::Mutant;
use crate::schemata::{cargo, messages};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::OpenOptions;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const CAUGHT: &str = "target/mutants/caught";
/// A test that takes longer without a mutant is left out.
const SECONDS: u64 = 8;

/// A test that passes without a mutant.
pub struct Test {
    program: PathBuf,
    name: String,
    seconds: f64,
    reaches: BTreeSet<usize>,
    caught: usize,
}

#[derive(PartialEq)]
enum End {
    Passed,
    Failed,
    /// Its time was over, of the processor or of the clock.
    Late,
}

/// Builds the tests, and runs each once.
pub fn baseline(checkout: &Path, names: &[String]) -> Result<Vec<Test>> {
    let named = names.iter().flat_map(|it| ["--test", it.as_str()]);
    let args: Vec<&str> = ["test", "--no-run", "--lib"].into_iter().chain(named).collect();
    let built = cargo(checkout, &args).stderr(Stdio::inherit()).output()?;
    if !built.status.success() {
        return Err("the tests do not compile".into());
    }
    let log = std::env::current_dir()?.join("target/mutants/reached");
    let mut tests = Vec::new();
    for program in messages(&built.stdout).filter(|it| it["profile"]["test"] == true) {
        let program = PathBuf::from(program["executable"].as_str().unwrap_or_default());
        let listed = Command::new(&program).current_dir(checkout).args(["--list", "--format", "terse"]).output()?;
        for name in String::from_utf8(listed.stdout)?.lines().filter_map(|it| it.strip_suffix(": test")) {
            std::fs::write(&log, "")?;
            let (program, name) = (program.clone(), name.to_owned());
            let mut test = Test { program, name, seconds: 0.0, reaches: BTreeSet::new(), caught: 0 };
            let start = Instant::now();
            let end = test.run(checkout, SECONDS, ("MUTANTS_REACHED", log.as_os_str()));
            test.seconds = start.elapsed().as_secs_f64();
            test.reaches = std::fs::read_to_string(&log)?.lines().filter_map(|it| it.parse().ok()).collect();
            if end == End::Passed {
                tests.push(test);
            } else {
                println!("left out: {} ({:.0} s)", test.title(), test.seconds);
            }
        }
    }
    println!("{} tests, {:.0} seconds", tests.len(), tests.iter().map(|it| it.seconds).sum::<f64>());
    Ok(tests)
}

/// What came of each mutant; the tests that caught most so far go first. What was caught is kept, so that the next
/// run has only the rest to try.
pub fn judge<'m>(
    checkout: &Path,
    mutants: &'m [Mutant],
    mut tests: Vec<Test>,
) -> impl Iterator<Item = (&'m Mutant, &'static str)> {
    // In no order, so that a run that was cut short is a sample too.
    let mut order: Vec<usize> = (0..mutants.len()).collect();
    order.sort_by_key(|number| BuildHasherDefault::<DefaultHasher>::default().hash_one(number));
    let before = std::fs::read_to_string(CAUGHT).unwrap_or_default();
    order.into_iter().map(move |number| {
        let mutant = &mutants[number];
        if let Some(line) = before.lines().find(|it| it.starts_with(&format!("{mutant}\t"))) {
            return (mutant, if line.ends_with("\tlate") { "late" } else { "caught" });
        }
        let (outcome, by) = verdict(checkout, number, &mut tests);
        println!("{number}\t{outcome}\t{mutant}\t{by}");
        if matches!(outcome, "caught" | "late") {
            let file = OpenOptions::new().append(true).create(true).open(CAUGHT);
            let _ = file.and_then(|mut it| writeln!(it, "{mutant}\t{by}\t{outcome}"));
        }
        (mutant, outcome)
    })
}

/// What comes of a mutant, and by which test.
fn verdict(checkout: &Path, number: usize, tests: &mut [Test]) -> (&'static str, String) {
    tests.sort_by_key(|it| {
        let caught = it.caught as f64 / (it.seconds + 0.1);
        (Reverse((caught * 1000.0) as u64), (it.seconds * 1000.0) as u64)
    });
    let chosen = OsString::from(number.to_string());
    let mut outcome = "not reached";
    for test in tests.iter_mut().filter(|it| it.reaches.contains(&number)) {
        let end = test.run(checkout, 10 + 4 * test.seconds.ceil() as u64, ("MUTANT", &chosen));
        test.caught += usize::from(end != End::Passed);
        outcome = match end {
            End::Passed => "survived",
            End::Failed => return ("caught", test.title()),
            End::Late => return ("late", test.title()),
        };
    }
    (outcome, String::new())
}

impl Test {
    fn title(&self) -> String {
        let program = self.program.file_stem().unwrap_or_default().to_string_lossy();
        format!("{}::{}", program.rsplit_once('-').map_or(&*program, |(name, _)| name), self.name)
    }

    /// Runs it under bounds: a mutant may go on for ever, or ask for all memory.
    fn run(&self, checkout: &Path, seconds: u64, variable: (&str, &OsStr)) -> End {
        let bounds = format!("ulimit -t {seconds} -v 16000000; exec \"$0\" --exact \"$1\" --test-threads 1");
        let status = Command::new("timeout")
            // By the clock only who waits for ever is late: a busy machine may let a test wait for minutes.
            .args(["-k", "1", "900", "bash", "-c", &bounds])
            .arg(&self.program)
            .arg(&self.name)
            .current_dir(checkout)
            .env(variable.0, variable.1)
            .env("INSTA_UPDATE", "no")
            .env("CARGO_MANIFEST_DIR", std::env::current_dir().unwrap_or_default().join(checkout))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        // 124: the clock; no code, or 152 by way of the shell: the processor.
        match status.map(|it| it.code()) {
            Ok(Some(0)) => End::Passed,
            Ok(Some(124 | 137 | 152) | None) => End::Late,
            _ => End::Failed,
        }
    }
}
