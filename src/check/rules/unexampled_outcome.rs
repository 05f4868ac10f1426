//! `unexampled-outcome`: an example shows every outcome.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::{IdVec, OutcomeId};

pub(in crate::check) static RULE: Rule = Rule {
    name: "unexampled-outcome",
    severity: Severity::Remark,
    summary: ("geen voorbeeld komt in deze uitkomst", "no example comes to this outcome"),
    why: (
        "Een wijziging die deze uitkomst stuk maakt, valt dan niemand op.",
        "A change that breaks this outcome will then be noticed by nobody.",
    ),
    wrong: "outcomes: {doen: {…}, laten: {…}}\nexamples: [{name: doen, replies: {mag: ja}, expect: {outcome: doen}}]",
    right: "examples:\n  - {name: doen, replies: {mag: ja}, expect: {outcome: doen}}\n  - {name: laten, replies: {mag: nee}, expect: {outcome: laten}}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    let mut shown: IdVec<OutcomeId, bool> = IdVec::filled(false, tree.outcomes.len());
    for (example, (_, evaluation)) in tree.examples.iter().zip(behaviour.examples()) {
        let mut landed = evaluation.landings.iter().map(|landing| landing.outcome);
        let first = landed.next();
        if let Some(first) = first.filter(|first| landed.all(|outcome| outcome == *first)) {
            shown[first] = true;
        }
        example.expect.possible.iter().flatten().for_each(|(outcome, _)| shown[*outcome] = true);
    }
    for (outcome, at) in tree.outcomes.iter_enumerated() {
        let Some((_, &node)) = behaviour.landings.iter().find(|(landing, _)| landing.outcome == outcome) else {
            continue;
        };
        if shown[outcome] {
            continue;
        }
        let id = &at.id;
        let message = bilingual!("geen voorbeeld komt in `{text}`", "no example comes to `{text}`", text = &id.text);
        let hint = bilingual!(
            "schrijf een voorbeeld bij `examples`; deze antwoorden komen er",
            "write an example under `examples`; these replies come there"
        );
        findings.push(Finding::new(RULE.name, id.place, message).hint(hint).witness(behaviour.witness(node as usize)));
    }
}
