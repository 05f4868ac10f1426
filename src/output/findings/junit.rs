//! `JUnit` XML: each file is a suite, each finding a case that fails, or is skipped where it does not
//! fail the run. A file with nothing wrong has one case that passes.

use super::listing::{ListedFinding, Listing};
use crate::model::finding::Severity;
use std::fmt::Write as _;

pub(super) fn junit(listing: &Listing<'_>, fails: Severity) -> String {
    let failed = |entry: &ListedFinding<'_>| entry.severity >= fails;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let cases = |file: &str| listing.entries.iter().filter(|entry| entry.spot.file == file).collect::<Vec<_>>();
    let all: usize = listing.files.iter().map(|file| cases(file).len().max(1)).sum();
    let failures = listing.entries.iter().filter(|entry| failed(entry)).count();
    let skipped = listing.entries.len() - failures;
    let counts = format!("tests=\"{all}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"");
    let _ = writeln!(out, "<testsuites name=\"beslisboom\" {counts}>");
    for file in &listing.files {
        let entries = cases(file);
        let failures = entries.iter().filter(|entry| failed(entry)).count();
        let (name, tests, skipped) = (escaped(file), entries.len().max(1), entries.len() - failures);
        let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"");
        let _ = writeln!(out, "  <testsuite name=\"{name}\" {counts}>");
        if entries.is_empty() {
            let _ = writeln!(out, "    <testcase classname=\"{name}\" name=\"check\"/>");
        }
        for entry in entries {
            case(&mut out, entry, listing, failed(entry));
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(out: &mut String, entry: &ListedFinding<'_>, listing: &Listing<'_>, failed: bool) {
    let spot = &entry.spot;
    let (file, rule, line, column) = (escaped(&spot.file), entry.rule, spot.line, spot.column);
    let _ = writeln!(
        out,
        "    <testcase classname=\"{file}\" name=\"{rule} {line}:{column}\" file=\"{file}\" line=\"{line}\">"
    );
    let message = escaped(&entry.message);
    if failed {
        let parts = [entry.shown_by(listing.language), entry.hint.clone()];
        let rest = parts.into_iter().flatten().map(|part| format!("\n{}", escaped(&part))).collect::<String>();
        let severity = entry.severity.word();
        let place = format!("{file}:{line}:{column}");
        let _ = writeln!(out, "      <failure type=\"{severity}\" message=\"{message}\">{place}{rest}</failure>");
    } else {
        let _ = writeln!(out, "      <skipped message=\"{message}\"/>");
    }
    out.push_str("    </testcase>\n");
}

/// Text in XML. Control characters cannot come: no entry has them. Two code points are no XML at all.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ => safe.push(letter),
        }
    }
    safe
}
