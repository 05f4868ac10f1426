//! Which small faults in the program do its tests notice? A sample of mutants is compiled in at once, and switched on
//! one at a time. `docs/testing.md` says how to run it and what came of it.
//!
//! usage: `beslisboom-mutants SEED COUNT FOLDER... -- TEST...`, from the folder of the project

mod find;
mod schemata;
mod tests;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<()> {
    let usage = "usage: beslisboom-mutants SEED COUNT FOLDER... -- TEST...";
    let mut halves = args.splitn(2, |it| it == "--");
    let (Some([seed, count, folders @ ..]), Some(names)) = (halves.next(), halves.next()) else {
        return Err(usage.into());
    };
    let (seed, count) = (seed.parse::<u64>()?, count.parse::<usize>()?);
    let checkout = Path::new("target/mutants/checkout");
    let files = schemata::files()?;
    let sources = files.iter().filter(|it| it.ends_with(".rs") && folders.iter().any(|folder| it.starts_with(folder)));
    let mut all = Vec::new();
    for path in sources {
        all.extend(find::mutants(path, &std::fs::read_to_string(path)?)?);
    }
    println!("{} mutants in {}", all.len(), folders.join(", "));
    let sample = find::sample(all, seed, count);
    let mutants = schemata::compiling(checkout, &files, sample)?;
    let tests = tests::baseline(checkout, names)?;
    let mut totals: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (mutant, outcome) in tests::judge(checkout, &mutants, tests) {
        let folder = folders.iter().find(|it| mutant.path.starts_with(*it)).expect("it was found in one");
        *totals.entry(folder).or_default().entry(outcome).or_default() += 1;
    }
    for (folder, outcomes) in totals {
        println!("{folder}: {} sampled, {outcomes:?}", outcomes.values().sum::<usize>());
    }
    Ok(())
}
