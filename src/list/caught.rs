//! Libraries for workbooks panic where a file was made to harm or a disk is full; the program goes on.

use std::panic::{self, AssertUnwindSafe};

/// Runs a part of such a library; else what it panicked with. It is told to be silent: what it says is for programmers.
pub(super) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let done = panic::catch_unwind(AssertUnwindSafe(run));
    panic::set_hook(hook);
    done.map_err(|said| said.downcast_ref::<String>().cloned().unwrap_or_default())
}
