//! How long `monitor` takes over a folder of 10,000 project files, and how much memory: the whole program, files and
//! all. `cargo bench --bench monitor -- 20000` takes another number of files.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench says what it measured, and fails by panicking")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Runs, of which the middle one counts.
const RUNS: usize = 7;

fn main() {
    let number: usize = std::env::args().skip(1).find_map(|it| it.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir().unwrap();
    (0..number).for_each(|it| std::fs::write(folder.path().join(format!("p{it:06}.yaml")), project(it)).unwrap());
    let mut times: Vec<Duration> = (0..RUNS).map(|_| once(folder.path())).collect();
    times.sort();
    println!("{number} project files: {:?} in the middle of {RUNS} runs, {:?} at best", times[RUNS / 2], times[0]);
}

fn once(folder: &Path) -> Duration {
    let begun = Instant::now();
    let run = Command::new(env!("CARGO_BIN_EXE_beslisboom")).arg("monitor").arg(folder).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    begun.elapsed()
}

/// A project with all that a usual one has, and replies of its own.
fn project(number: usize) -> String {
    let of = |some: &[&str], step: usize| some[number / step % some.len()].to_owned();
    let mut file = format!(
        "format: 1\nkind: project\nname: Project {number}\nbegun: 202{}-0{}-11\nlabels: [{}]\nparts:\n- tree: schiedam\n  part: Ontwerp\n  replies:\n    begint: gemeente\n    wet: vrij\n    keuze: {}\n    toezegging: {}\n    belang: [{}, {}]\n    agenda: {}\n    mandaat: ja\n    fase: {}\n    soort: {}\n    tijd: {}\n    doelgroep: [omwonenden, {}]\n",
        number % 7,
        1 + number % 9,
        of(&["wijk Noord", "wijk Zuid", "sociaal"], 1),
        of(&["deels", "veel"], 1),
        of(&["luisteren", "afwijken-motiveren", "binnen-kaders-overnemen"], 2),
        of(&["kennis", "draagvlak", "meedoen"], 3),
        of(&["impact", "gevoelig", "verdeeld"], 5),
        of(&["gemeente", "samen"], 7),
        of(&["verkennen", "ontwerpen", "besluiten"], 11),
        of(&["straat", "park", "wonen", "verkeer"], 13),
        4 + number % 40,
        of(&["jongeren", "ouderen", "ondernemers"], 17),
    );
    if number.is_multiple_of(3) {
        let rung = of(&["raadplegen", "adviseren", "coproduceren"], 3);
        let _ = writeln!(file, "  chosen: {{rung: {rung}, because: De raad vroeg erom.}}");
    }
    let people = 10 + number % 200;
    let _ = write!(
        file,
        "plan:\n  groups: [Omwonenden, Jongeren, Winkeliers]\n  activities:\n  - {{what: Inloopavond, method: inloopavond, when: januari 2027, owner: projectleider, budget: 800 euro}}\n  - {{what: Schouw, method: schouw, aim: zien waar het knelt, groups: [Ouderen]}}\n  indicators:\n  - {{what: deelnemers, target: een op de vijf adressen, result: een op de vier adressen}}\n  feedback: Een brief aan alle adressen.\n  feedback-by: 2026-03-01\n  evaluate-by: 2026-06-01\ndone:\n- {{what: Inloopavond, day: 2026-01-20, people: {people}, groups: [Omwonenden], missing: Jongeren waren er bijna niet., said: De meeste mensen willen bomen aan de zonkant.}}\nreport: {{judgement: Gemiddeld een 7.}}\nlessons: {{do: [Ga overdag de straat op.]}}\n"
    );
    file
}
