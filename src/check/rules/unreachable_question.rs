//! `unreachable-question`: every question is asked on some walk.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::RouteAt;
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "unreachable-question",
    severity: Severity::Warning,
    summary: ("een vraag wordt nooit gesteld", "a question is never asked"),
    why: (
        "Wie de boom leest, denkt dat de vraag meetelt. Niemand krijgt hem te zien.",
        "Whoever reads the tree thinks that the question counts. Nobody ever sees it.",
    ),
    wrong: "een: {ask: Mag het?, answers: {ja: {label: Ja}}, outcome: klaar}\ntwee: {ask: Kan het?, answers: {ja: {label: Ja}}, outcome: klaar}",
    right: "een: {ask: Mag het?, answers: {ja: {label: Ja}}, next: twee}\ntwee: {ask: Kan het?, answers: {ja: {label: Ja}}, outcome: klaar}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if !behaviour.graph.finished {
        return;
    }
    for (question, asked) in behaviour.tree.questions.iter_enumerated() {
        if behaviour.first[question].is_some() {
            continue;
        }
        let id = &asked.id;
        let message = bilingual!("de vraag `{text}` wordt nooit gesteld", "`{text}` is never asked", text = &id.text);
        let finding = Finding::new(RULE.name, id.place, message);
        findings.push(with_reason(behaviour, finding, behaviour.leading_to_question(question)));
    }
}

/// Adds why none of the routes that name something is ever taken.
pub(super) fn with_reason(behaviour: &Behaviour<'_>, finding: Finding, leads: &[RouteAt]) -> Finding {
    if leads.is_empty() {
        return finding.hint(bilingual!(
            "geen enkele weg leidt hierheen: laat er een heen gaan, of haal dit weg",
            "no way leads here: make one go here, or take this out"
        ));
    }
    let asked: Vec<RouteAt> = leads.iter().copied().filter(|at| behaviour.first[at.question].is_some()).collect();
    if asked.is_empty() {
        let mut from: Vec<&str> = leads.iter().map(|at| behaviour.question_id(at.question)).collect();
        from.dedup();
        let from = from.join("`, `");
        return finding.hint(bilingual!(
            "alleen `{from}` leidt hierheen, en dat wordt zelf nooit gevraagd",
            "only `{from}` leads here, and that is never asked itself"
        ));
    }
    let mut finding = finding.hint(bilingual!(
        "de routes hierheen worden nooit genomen: maak hun `if` ruimer, of haal dit weg",
        "the routes to here are never taken: widen their `if`, or take this out"
    ));
    for at in asked {
        if let Some(way) = behaviour.way(at.question, at.way) {
            let label = bilingual!("deze route wordt nooit genomen", "this route is never taken");
            finding = finding.related(way.routes[at.route].place, label);
        }
    }
    finding
}
