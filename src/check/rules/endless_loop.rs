//! `endless-loop`: a walk meets a question at most once.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::step::{At, End};
use crate::model::finding::{Finding, Place, Severity};
use std::collections::BTreeSet;

pub(in crate::check) static RULE: Rule = Rule {
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
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (number, node) in behaviour.graph.nodes.iter().enumerate() {
        let At::End(End::Loop(question)) = node.at else { continue };
        if !seen.insert(question) {
            continue;
        }
        let id = &behaviour.tree.questions[question].id;
        let message = bilingual!("de vraag `{text}` komt terug", "the question `{text}` comes back", text = &id.text);
        let hint = bilingual!(
            "laat de laatste stap naar een vraag verderop gaan",
            "make the last step go to a question further on"
        );
        let mut finding = Finding::new(RULE.name, id.place, message).hint(hint).witness(behaviour.witness(number));
        if let Some(back) = last_step(behaviour, number) {
            finding = finding.related(back, bilingual!("deze stap gaat terug", "this step goes back"));
        }
        findings.push(finding);
    }
}

/// The route that first led to an end.
fn last_step(behaviour: &Behaviour<'_>, end: usize) -> Option<Place> {
    let (node, link) = behaviour.graph.nodes[end].parent?;
    let link = &behaviour.graph.nodes[node as usize].links[link as usize];
    let taken = link.route?;
    let way = behaviour.way(link.made.question(), taken.way)?;
    Some(way.routes[taken.route].place)
}
