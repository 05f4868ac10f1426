//! `unreachable-outcome`: every outcome is the end of some walk.

use super::unreachable_question::with_reason;
use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::step::{At, End};
use crate::model::finding::{Finding, Severity};
use crate::model::ids::{IdVec, OutcomeId};

pub(in crate::check) static RULE: Rule = Rule {
    name: "unreachable-outcome",
    severity: Severity::Warning,
    summary: ("geen enkele route eindigt in deze uitkomst", "no walk ends in this outcome"),
    why: (
        "De boom belooft een advies dat niemand ooit krijgt. Vaak ontbreekt er een weg.",
        "The tree promises advice that nobody ever gets. Often a way is missing.",
    ),
    wrong: "answers:\n  ja: {label: Ja}\n  nee: {label: Nee}\noutcome: doen\n# en nergens: outcome: laten",
    right: "answers:\n  ja: {label: Ja}\n  nee: {label: Nee, outcome: laten}\noutcome: doen",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if !behaviour.graph.finished {
        return;
    }
    let tree = behaviour.tree;
    let mut ends: IdVec<OutcomeId, bool> = IdVec::filled(false, tree.outcomes.len());
    behaviour.landings.keys().for_each(|landing| ends[landing.outcome] = true);
    for node in &behaviour.graph.nodes {
        if let At::End(End::UnhandledConflict(outcome)) = node.at {
            ends[outcome] = true;
        }
    }
    for (outcome, at) in tree.outcomes.iter_enumerated() {
        if ends[outcome] {
            continue;
        }
        let id = &at.id;
        let message = bilingual!("geen enkele route eindigt in `{text}`", "no walk ends in `{text}`", text = &id.text);
        let finding = Finding::new(RULE.name, id.place, message);
        let leads = behaviour.leading_to_outcome(outcome);
        let taken = leads.iter().find(|lead| behaviour.taken(**lead).is_some());
        if let Some((question, way)) = taken.and_then(|at| Some((at, behaviour.way(at.question, at.way)?))) {
            let hint = bilingual!(
                "op elke route hierheen botsen vloer en plafond: maak een van beide ruimer",
                "floor and ceiling clash on every walk to here: widen one of the two"
            );
            let label = bilingual!("vanaf hier", "from here");
            findings.push(finding.hint(hint).related(way.routes[question.route].place, label));
            continue;
        }
        let clashes = tree.outcomes.iter().filter(|other| other.conflict == Some(outcome));
        let names: Vec<&str> = clashes.map(|other| other.id.text.as_str()).collect();
        findings.push(if leads.is_empty() && !names.is_empty() {
            let names = names.join("`, `");
            finding.hint(bilingual!(
                "alleen een botsing bij `{names}` leidt hierheen, en daar botst nooit iets",
                "only a clash at `{names}` leads here, and nothing ever clashes there"
            ))
        } else {
            with_reason(behaviour, finding, leads)
        });
    }
}
