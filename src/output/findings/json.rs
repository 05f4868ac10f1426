//! `beslisboom/findings/1`: for programs. Keys are only ever added; anything else is a next version.

use super::listing::{ListedFinding, Listing, Span};
use crate::model::finding::Severity;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FindingsDocument<'l> {
    format: &'static str,
    language: &'static str,
    files: &'l [String],
    passed_over: Vec<Passed<'l>>,
    counts: Counts,
    findings: Vec<FindingItem<'l>>,
}

#[derive(Serialize)]
struct Passed<'l> {
    file: &'l str,
    reason: &'l str,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    remark: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FindingItem<'l> {
    rule: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    spot: Where<'l>,
    message: &'l str,
    hint: Option<&'l str>,
    witness: Option<Vec<ReplyItem<'l>>>,
    related: Vec<Related<'l>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Where<'l> {
    file: &'l str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct ReplyItem<'l> {
    question: &'l str,
    reply: &'l str,
}

#[derive(Serialize)]
struct Related<'l> {
    #[serde(flatten)]
    spot: Where<'l>,
    message: &'l str,
}

pub(super) fn json(listing: &Listing<'_>) -> String {
    let document = FindingsDocument {
        format: "beslisboom/findings/1",
        language: listing.language.tag(),
        files: &listing.files,
        passed_over: listing.passed.iter().map(|(file, reason)| Passed { file, reason }).collect(),
        counts: Counts {
            error: listing.count(Severity::Error),
            warning: listing.count(Severity::Warning),
            remark: listing.count(Severity::Remark),
        },
        findings: listing.entries.iter().map(item).collect(),
    };
    // Strings and numbers in structs: there is nothing that could fail to be written.
    crate::text::sanitize::json(&document) + "\n"
}

fn item<'l>(entry: &'l ListedFinding<'_>) -> FindingItem<'l> {
    let given = |(question, reply): &'l (String, String)| ReplyItem { question, reply };
    FindingItem {
        rule: entry.rule,
        severity: entry.severity.word(),
        spot: place(&entry.spot),
        message: &entry.message,
        hint: entry.hint.as_deref(),
        witness: entry.witness.as_ref().map(|replies| replies.iter().map(given).collect()),
        related: entry.related.iter().map(|(spot, message)| Related { spot: place(spot), message }).collect(),
    }
}

fn place(spot: &Span) -> Where<'_> {
    let Span { file, line, column, end_line, end_column } = spot;
    Where { file, line: *line, column: *column, end_line: *end_line, end_column: *end_column }
}
