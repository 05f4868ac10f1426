//! `unexampled-conflict`: where floor and ceiling can clash, an example shows it.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::Passage;
use crate::engine::explore::StateGraph;
use crate::engine::step::{At, End, Landing};
use crate::model::finding::{Finding, Severity};
use crate::model::ids::OutcomeId;
use crate::model::tree::Target;
use std::collections::BTreeMap;

pub(in crate::check) static RULE: Rule = Rule {
    name: "unexampled-conflict",
    severity: Severity::Remark,
    summary: ("geen voorbeeld laat deze botsing zien", "no example shows this clash"),
    why: (
        "Een botsing is het lastigste advies. Een voorbeeld laat zien of het klopt.",
        "A clash is the hardest advice. An example shows whether it is right.",
    ),
    wrong: "doen: {title: Doen, verdict: participate, rung: ceiling, conflict: wachten}\n# en geen voorbeeld met conflict: true",
    right: "- name: de wet vraagt meer dan het bestuur\n  replies: {wet: ja, belofte: niets}\n  expect: {conflict: true, outcome: wachten}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    let mut open = clashes(behaviour, &behaviour.graph);
    for (_, evaluation) in behaviour.examples() {
        if evaluation.clash.certain {
            clashes(behaviour, &evaluation.graph).into_keys().for_each(|outcome| {
                open.remove(&outcome);
            });
        }
    }
    for (outcome, (node, link)) in open {
        let id = &tree.outcomes[outcome].id;
        let message = bilingual!(
            "geen voorbeeld laat een botsing bij `{text}` zien",
            "no example shows a clash at `{text}`",
            text = &id.text
        );
        let hint = bilingual!(
            "schrijf een voorbeeld met `conflict: true`; deze antwoorden botsen",
            "write an example with `conflict: true`; these replies clash"
        );
        let to = behaviour.graph.nodes[node as usize].links[link as usize].to;
        findings.push(Finding::new(RULE.name, id.place, message).hint(hint).witness(behaviour.witness(to as usize)));
    }
}

/// The outcomes at which walks clash, each with the first link that does.
fn clashes(behaviour: &Behaviour<'_>, graph: &StateGraph) -> BTreeMap<OutcomeId, Passage> {
    let mut clashes = BTreeMap::new();
    for (number, node) in graph.nodes.iter().enumerate() {
        for (index, link) in node.links.iter().enumerate() {
            let clash = matches!(graph.nodes[link.to as usize].at, At::End(End::Landing(Landing { clash: true, .. })));
            let Some(taken) = link.route.filter(|_| clash) else { continue };
            let way = behaviour.way(link.made.question(), taken.way);
            if let Some(Target::Outcome(outcome)) = way.map(|way| &way.routes[taken.route].target) {
                clashes.entry(*outcome).or_insert((number as u32, index as u32));
            }
        }
    }
    clashes
}
