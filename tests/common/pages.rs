//! Pages under `docs/` and beside them: kept up to date where they are made, and real where they show a
//! conversation.

// Each test file uses its own part of this.
#![allow(dead_code)]

use std::path::Path;

/// A page that is made from what the program knows. `UPDATE_DOCS=1 cargo test --test TEST` writes it anew.
pub(crate) fn is_up_to_date(name: &str, wanted: &str, test: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, wanted).unwrap();
    }
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(page == wanted, "{name} is out of date: run `UPDATE_DOCS=1 cargo test --test {test}`");
}
