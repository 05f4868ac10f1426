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

/// A conversation of a program at a terminal, in which everything is typed that stands behind `> ` in what
/// is shown; `^C` stops it. Gives what was to be seen.
#[cfg(unix)]
pub(crate) fn converse(program: std::process::Command, shown: &str) -> String {
    use expectrl::{Expect, Session};
    let mut session = Session::spawn(program).unwrap();
    session.set_expect_timeout(Some(std::time::Duration::from_secs(20)));
    let mut seen = Vec::new();
    for typed in shown.lines().filter_map(|line| line.strip_prefix("> ")) {
        let found = session.expect("> ").unwrap();
        seen.extend_from_slice(found.before());
        // This terminal does not echo what is typed.
        seen.extend_from_slice(format!("> {typed}\n").as_bytes());
        session.send(if typed == "^C" { "\u{3}".to_owned() } else { format!("{typed}\r") }).unwrap();
    }
    let found = session.expect(expectrl::Eof).unwrap();
    seen.extend_from_slice(found.as_bytes());
    String::from_utf8_lossy(&seen).replace('\r', "")
}

/// Elsewhere there is no such terminal, and what is shown is believed.
#[cfg(not(unix))]
pub(crate) fn converse(_: std::process::Command, shown: &str) -> String {
    shown.to_owned()
}
