//! `unhandled-conflict`: where floor and ceiling can clash, an outcome says what then.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::step::{At, End};
use crate::model::finding::{Finding, Severity};
use std::collections::BTreeSet;

pub(in crate::check) static RULE: Rule = Rule {
    name: "unhandled-conflict",
    severity: Severity::Error,
    summary: (
        "vloer en plafond kunnen botsen, en de uitkomst zegt niet wat dan",
        "floor and ceiling can clash, and the outcome does not say what then",
    ),
    why: (
        "Als iets minstens moet en hoogstens mag, en dat kan niet samen, is er geen trede.",
        "When something must at least and may at most, and the two do not meet, there is no rung.",
    ),
    wrong: "doen: {title: Doen, verdict: participate, rung: ceiling}",
    right: "doen: {title: Doen, verdict: participate, rung: ceiling, conflict: eerst-regelen}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (number, node) in behaviour.graph.nodes.iter().enumerate() {
        let At::End(End::UnhandledConflict(outcome)) = node.at else { continue };
        if !seen.insert(outcome) {
            continue;
        }
        let id = &behaviour.tree.outcomes[outcome].id;
        let message = bilingual!(
            "bij `{text}` kunnen vloer en plafond botsen",
            "floor and ceiling can clash at `{text}`",
            text = &id.text
        );
        let hint = bilingual!(
            "noem met `conflict:` de uitkomst die dan geldt",
            "name the outcome that then holds with `conflict:`"
        );
        findings.push(Finding::new(RULE.name, id.place, message).hint(hint).witness(behaviour.witness(number)));
    }
}
