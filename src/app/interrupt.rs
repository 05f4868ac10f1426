//! What is put right when a signal ends the program: the terminal, files half written, the last word.

use crate::app::prompt::terminal;
use crate::app::system;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// What is said last, where somebody is there to hear it.
static LAST_WORD: Mutex<Option<String>> = Mutex::new(None);

/// Files that are not whole yet, beside the one they will be.
static HALF_WRITTEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn held<T>(it: &'static Mutex<T>) -> MutexGuard<'static, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What to say if a signal ends the program from here on.
pub(crate) fn last_word(word: Option<String>) {
    listen();
    *held(&LAST_WORD) = word;
}

/// A file is being written that goes if the program ends now.
pub(crate) fn half_written(path: &Path) {
    listen();
    held(&HALF_WRITTEN).insert(path.to_owned());
}

/// That file is whole, or gone.
pub(crate) fn settled(path: &Path) {
    held(&HALF_WRITTEN).remove(path);
}

fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Where the system gives no handler, a signal ends the program as it always did.
        let _ = ctrlc::set_handler(|| {
            // Held until the end: nobody begins a new file any more.
            let half_written = held(&HALF_WRITTEN);
            for path in half_written.iter() {
                let _ = std::fs::remove_file(path);
            }
            terminal::give_back();
            if let Some(word) = held(&LAST_WORD).as_ref() {
                system::tell(&format!("\n{word}"));
            }
            // The main thread may be waiting for a key that never comes.
            #[allow(clippy::exit)]
            std::process::exit(130);
        });
    });
}
