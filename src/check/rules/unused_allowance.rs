//! `unused-allowance`: an allowance silences something.

use crate::check::rule::{Pass, Rule};
use crate::model::finding::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    name: "unused-allowance",
    severity: Severity::Warning,
    summary: ("`# allow` staat iets toe dat er niet is", "`# allow` allows something that is not there"),
    why: (
        "Een toestemming die niet meer nodig is, verbergt de volgende fout op die regel.",
        "An allowance that is no longer needed hides the next fault on that line.",
    ),
    wrong: "# allow: html-in-text -- de opmaak hoort zo\nask: Mag het?",
    right: "ask: Mag het?",
    pass: Pass::AtAllowances,
};
