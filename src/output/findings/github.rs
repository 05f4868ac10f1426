//! Workflow commands of GitHub, which become annotations in a pull request: the worst first, since only
//! ten are shown for each step.

use super::listing::{ListedFinding, Listing};
use crate::model::finding::Severity;

pub(super) fn github(listing: &Listing<'_>) -> String {
    let mut out = String::new();
    for severity in Severity::ALL.into_iter().rev() {
        for entry in listing.entries.iter().filter(|entry| entry.severity == severity) {
            out.push_str(&command(entry, listing));
        }
    }
    out
}

fn command(entry: &ListedFinding<'_>, listing: &Listing<'_>) -> String {
    let name = match entry.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Remark => "notice",
    };
    let spot = &entry.spot;
    let mut properties = vec![("file", spot.file.clone()), ("line", spot.line.to_string())];
    // GitHub refuses columns on a place of more lines.
    if spot.line == spot.end_line {
        properties.push(("col", spot.column.to_string()));
        properties.push(("endColumn", spot.end_column.to_string()));
    } else {
        properties.push(("endLine", spot.end_line.to_string()));
    }
    properties.push(("title", entry.rule.to_owned()));
    let properties =
        properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect::<Vec<_>>().join(",");
    let parts = [Some(entry.message.clone()), entry.shown_by(listing.language), entry.hint.clone()];
    let message = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    format!("::{name} {properties}::{}\n", data(&message))
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: a colon or comma would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
