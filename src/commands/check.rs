//! `check`: what is wrong with trees, ladders and catalogues.

use super::{Ending, complaints, from_file};
use crate::cli::Check;
use crate::world;
use anyhow::{Result, bail};
use beslisboom::check::{BUDGET, check};
use beslisboom::language::Language;
use beslisboom::said;
use std::path::{Path, PathBuf};

/// Checks every file, and every YAML file with a `format:` in every folder.
pub(crate) fn run(args: &Check, language: Language) -> Result<Ending> {
    let mut files = Vec::new();
    for path in &args.paths {
        let before = files.len();
        if path.is_dir() {
            search(path, &mut files)?;
        } else {
            files.push(path.clone());
        }
        if files.len() == before {
            let shown = path.display();
            bail!(
                "{}",
                said!("in `{shown}` staat geen YAML met `format:`", "there is no YAML with `format:` in `{shown}`")
                    .to(language)
            );
        }
    }
    let mut errors = 0;
    for path in &files {
        let checked = check(from_file(path, language)?, BUDGET);
        world::put(&complaints(&checked, language))?;
        errors += checked.findings.len();
    }
    let count = files.len();
    world::tell(said!("{count} bestanden, {errors} bevindingen", "{count} files, {errors} findings").to(language));
    Ok(if errors > 0 { Ending::Remarks } else { Ending::Fine })
}

fn search(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            search(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "yaml" || end == "yml")
            && std::fs::read_to_string(&path).is_ok_and(|text| text.lines().any(|line| line.starts_with("format:")))
        {
            files.push(path);
        }
    }
    Ok(())
}
