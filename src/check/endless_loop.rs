//! `endless-loop`: a walk meets a question at most once.

use super::{Behaviour, Look, Rule};
use crate::finding::{Finding, Severity};
use crate::said;
use crate::step::{At, End};
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    name: "endless-loop",
    severity: Severity::Error,
    summary: (
        "antwoorden leiden terug naar een vraag die al gesteld is",
        "replies lead back to a question that was already asked",
    ),
    why: (
        "Dezelfde vraag komt terug, met hetzelfde antwoord: er komt geen eind aan.",
        "The same question comes back, with the same reply: there is no end to it.",
    ),
    wrong: "een:\n  ask: Is dit een?\n  answers: {ja: {label: Ja}}\n  next: een",
    right: "een:\n  ask: Is dit een?\n  answers: {ja: {label: Ja}}\n  outcome: klaar",
    look: Look::AtBehaviour(look),
};

fn look(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (number, node) in behaviour.graph.nodes.iter().enumerate() {
        let At::End(End::Loop(question), _) = node.at else { continue };
        if !seen.insert(question) {
            continue;
        }
        let id = &behaviour.tree.questions[question].id;
        let message = said!("de vraag `{text}` komt terug", "the question `{text}` comes back", text = &id.text);
        let hint = said!(
            "laat de laatste stap naar een vraag verderop gaan",
            "make the last step go to a question further on"
        );
        findings.push(Finding::new(RULE.name, id.place, message).hint(hint).witness(behaviour.witness(number)));
    }
}
