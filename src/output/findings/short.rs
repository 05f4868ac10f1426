//! One line each, as editors and `grep` know it: `file:line:column: severity[rule]: message`.

use super::listing::Listing;

pub(super) fn short(listing: &Listing<'_>) -> String {
    let mut out = String::new();
    for entry in &listing.entries {
        let spot = &entry.spot;
        // A file called `::error::` would give an order to the CI that shows this.
        let here = if spot.file.trim_start().starts_with(':') { "./" } else { "" };
        let (file, line, column) = (&spot.file, spot.line, spot.column);
        let (severity, rule, message) = (entry.severity.word(), entry.rule, &entry.message);
        out.push_str(&format!("{here}{file}:{line}:{column}: {severity}[{rule}]: {message}\n"));
    }
    out
}
