//! `check --watch`: once more whenever a file changes, until Ctrl-C.
//!
//! It compares the times and sizes of files a few times a second. That needs no crate, and it also works on network
//! drives, where the system itself tells nobody of a change.

use super::keys::keys_of;
use super::search::FileSearch;
use crate::app::ending::{Ending, could_not};
use crate::app::open_files::OpenFiles;
use crate::app::{interrupt, system};
use crate::text::language::Language;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// How long nothing is looked at; longer where looking itself takes long.
const PAUSE: Duration = Duration::from_millis(250);

/// What shows that a file changed; nothing where it is not there.
type Stamp = Option<(SystemTime, u64)>;

/// Checks again and again. What cannot be done now, may be possible after the next change.
pub(super) fn run(paths: &[PathBuf], check: &dyn Fn() -> Result<Ending>, language: Language) -> Result<Ending> {
    if paths.iter().any(|path| path == Path::new("-")) {
        bail!(
            "{}",
            language.pick(
                "de standaardinvoer verandert niet; noem een bestand of map",
                "standard input does not change; name a file or folder"
            )
        );
    }
    interrupt::last_word(Some(language.pick("Gestopt.", "Stopped.").to_owned()));
    loop {
        // Taken first, so that a change during the check is not missed.
        let before = stamps(paths);
        if let Err(fault) = check() {
            could_not(&fault, language);
        }
        system::tell(language.pick(
            "Zodra er iets verandert, kijk ik opnieuw. Stop met Ctrl-C.",
            "As soon as something changes, I look again. Stop with Ctrl-C.",
        ));
        loop {
            let begun = Instant::now();
            if stamps(paths) != before {
                break;
            }
            std::thread::sleep(PAUSE.max(4 * begun.elapsed()));
        }
    }
}

/// The files that a check of these paths reads: what is found, what that names, and translations beside it.
fn stamps(paths: &[PathBuf]) -> BTreeMap<PathBuf, Stamp> {
    let none = OpenFiles::default();
    let found = FileSearch::of(paths, false, &none);
    let mut files: Vec<PathBuf> = paths.to_vec();
    for path in found.files {
        let folder = path.parent().unwrap_or(Path::new(""));
        files.extend(keys_of(&path, &none).unwrap_or_default().names.iter().map(|name| folder.join(name)));
        files.extend(Language::ALL.map(|language| path.with_extension(format!("{}.yaml", language.tag()))));
        files.push(path);
    }
    files.extend(found.passed.into_iter().chain(found.unreadable).map(|(path, _)| path));
    let stamp = |path: &Path| {
        let about = path.metadata().ok()?;
        Some((about.modified().ok()?, about.len()))
    };
    files
        .into_iter()
        .map(|path| {
            let stamp = stamp(&path);
            (path, stamp)
        })
        .collect()
}
