//! Libraries for workbooks panic where a file was made to harm or a disk is full; the program goes on.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

/// The hook is one for the whole program: two at once could leave it silent for good.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Runs a part of such a library; else what it panicked with. It is told to be silent: what it says is for programmers.
pub(super) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let done = panic::catch_unwind(AssertUnwindSafe(run));
    panic::set_hook(hook);
    done.map_err(|said| {
        let written = said.downcast_ref::<String>().map(String::as_str);
        written.or_else(|| said.downcast_ref::<&str>().copied()).unwrap_or_default().to_owned()
    })
}
