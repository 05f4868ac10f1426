//! `no-question`: a tree asks something.

use crate::check::rule::{Pass, Rule};
use crate::model::finding::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    name: "no-question",
    severity: Severity::Error,
    summary: ("de boom stelt geen enkele vraag", "the tree asks no question at all"),
    why: ("Een boom zonder vragen geeft geen advies.", "A tree without questions gives no advice."),
    wrong: "questions: {}",
    right: "questions:\n  keuze:\n    ask: Valt er nog iets te kiezen?\n    answers: {ja: {label: Ja}, nee: {label: Nee}}\n    outcome: klaar",
    pass: Pass::WhileReading,
};
