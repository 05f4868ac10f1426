//! What is wrong with a file that somebody filled in, a line for each fault.

use crate::model::finding::{Finding, SourceFiles};
use crate::text::language::Language;
use crate::text::sanitize;

/// Every fault with its place and what to do.
pub(crate) fn faults(sources: &SourceFiles, findings: &[Finding], language: Language) -> String {
    let one = |finding: &Finding| {
        let name = sources.name(finding.place);
        let (line, column) = sources.line_and_column(finding.place);
        let hint = finding.hint.as_ref().map(|hint| format!(" ({})", hint.to(language))).unwrap_or_default();
        sanitize::line(&format!("{name}:{line}:{column}: {}{hint}", finding.message.to(language)))
    };
    findings.iter().map(one).collect::<Vec<_>>().join("\n")
}
