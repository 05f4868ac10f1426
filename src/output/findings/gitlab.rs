//! Code quality of GitLab, which shows in a merge request what is new: a fingerprint says what is old.

use super::listing::{ListedFinding, Listing};
use crate::model::finding::Severity;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Issue<'l> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'l>,
}

#[derive(Serialize)]
struct Location<'l> {
    path: &'l str,
    lines: Begin,
}

#[derive(Serialize)]
struct Begin {
    begin: usize,
}

pub(super) fn gitlab(listing: &Listing<'_>) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut issue = |entry| {
        let mark = mark(entry);
        let times = seen.entry(mark.clone()).or_default();
        *times += 1;
        issue(entry, listing, &format!("{mark}\n{times}"))
    };
    let issues: Vec<Issue<'_>> = listing.entries.iter().map(&mut issue).collect();
    crate::text::sanitize::json(&issues) + "\n"
}

/// What stays the same when lines are added above: the rule, the file and the line itself.
fn mark(entry: &ListedFinding<'_>) -> String {
    let place = entry.finding.place;
    let text = entry.sources.0.get(place.file).map_or("", |source| source.text.as_str());
    let at = super::lines::boundary(text, place.start.min(text.len()));
    // A line that never ends would be hashed for each of its findings; its neighbourhood is enough.
    let before = text[super::lines::boundary(text, at.saturating_sub(500))..at].rsplit('\n').next().unwrap_or("");
    let after = text[at..super::lines::boundary(text, (at + 500).min(text.len()))].split('\n').next().unwrap_or("");
    format!("{}\n{}\n{}{}", entry.rule, entry.spot.file, before.trim_start(), after.trim_end())
}

fn issue<'l>(entry: &'l ListedFinding<'_>, listing: &Listing<'_>, mark: &str) -> Issue<'l> {
    let parts = [Some(entry.message.clone()), entry.shown_by(listing.language), entry.hint.clone()];
    Issue {
        description: parts.into_iter().flatten().collect::<Vec<_>>().join("; "),
        check_name: entry.rule,
        fingerprint: Sha256::digest(mark).iter().fold(String::new(), |hash, byte| hash + &format!("{byte:02x}")),
        severity: match entry.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Remark => "info",
        },
        location: Location { path: &entry.spot.file, lines: Begin { begin: entry.spot.line } },
    }
}
