//! What a test cannot try.

/// What is not here is said, and the test does without. Where nothing may be left out (`COMPLETE=1`, as for a release) it
/// fails.
#[allow(clippy::print_stderr, reason = "a test says what it could not try")]
pub(crate) fn missing(what: &str) {
    assert!(std::env::var("COMPLETE").as_deref() != Ok("1"), "{what}");
    eprintln!("{what}");
}
