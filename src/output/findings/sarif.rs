//! SARIF 2.1.0 (OASIS, 2020), for code scanning: the rules with their explanation, and where each was
//! broken.

use super::listing::{ListedFinding, Listing, Span};
use crate::check::RULES;
use crate::model::finding::Severity;
use serde_json::{Value, json};

/// Where the format is described.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn sarif(listing: &Listing<'_>) -> String {
    let language = listing.language;
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            let summary = language.pick(rule.summary.0, rule.summary.1);
            let why = language.pick(rule.why.0, rule.why.1);
            let (wrong, right) = (language.pick("Fout", "Wrong"), language.pick("Goed", "Right"));
            let help = format!("{why}\n\n{wrong}:\n\n{}\n\n{right}:\n\n{}", rule.wrong, rule.right);
            json!({
                "id": rule.name,
                "shortDescription": {"text": summary},
                "fullDescription": {"text": why},
                "help": {"text": help},
                "defaultConfiguration": {"level": level(rule.severity)},
            })
        })
        .collect();
    let artifacts: Vec<Value> = listing.files.iter().map(|file| json!({"location": {"uri": uri(file)}})).collect();
    let run = json!({
        "tool": {"driver": {
            "name": "beslisboom",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": language.tag(),
            "rules": rules,
        }},
        "columnKind": "unicodeCodePoints",
        "artifacts": artifacts,
        "results": listing.entries.iter().map(|entry| result(entry, listing)).collect::<Vec<_>>(),
    });
    let document = json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]});
    crate::text::sanitize::json(&document) + "\n"
}

fn result(entry: &ListedFinding<'_>, listing: &Listing<'_>) -> Value {
    let message = entry.said(listing.language);
    let mut result = json!({
        "ruleId": entry.rule,
        "level": level(entry.severity),
        "message": {"text": message},
        "locations": [{"physicalLocation": physical(&entry.spot)}],
    });
    if let Some(index) = RULES.iter().position(|rule| rule.name == entry.rule) {
        result["ruleIndex"] = index.into();
    }
    if !entry.related.is_empty() {
        let related = entry.related.iter().enumerate();
        let related = related.map(
            |(id, (spot, label))| json!({"id": id, "physicalLocation": physical(spot), "message": {"text": label}}),
        );
        result["relatedLocations"] = related.collect();
    }
    if let Some(replies) = &entry.witness {
        let given = replies.iter().map(|(question, reply)| json!({"question": question, "reply": reply}));
        result["properties"] = json!({"witness": given.collect::<Vec<_>>()});
    }
    result
}

fn physical(spot: &Span) -> Value {
    json!({
        "artifactLocation": {"uri": uri(&spot.file)},
        "region": {
            "startLine": spot.line,
            "startColumn": spot.column,
            "endLine": spot.end_line,
            "endColumn": spot.end_column,
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Remark => "note",
    }
}

/// A path as a relative reference: what an address may not hold is written as `%XX`.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
