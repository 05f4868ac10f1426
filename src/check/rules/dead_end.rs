//! `dead-end`: every reply leads somewhere.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::step::{At, End};
use crate::model::finding::{Finding, Severity};
use std::collections::BTreeSet;

pub(in crate::check) static RULE: Rule = Rule {
    name: "dead-end",
    severity: Severity::Error,
    summary: ("een antwoord leidt nergens heen", "a reply leads nowhere"),
    why: (
        "Wie dit antwoord geeft, krijgt geen volgende vraag en geen advies.",
        "Whoever gives this reply gets no next question and no advice.",
    ),
    wrong: "answers:\n  ja: {label: Ja, outcome: klaar}\n  nee: {label: Nee}",
    right: "answers:\n  ja: {label: Ja, outcome: klaar}\n  nee: {label: Nee}\noutcome: anders",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (number, node) in behaviour.graph.nodes.iter().enumerate() {
        let At::End(End::DeadEnd(question)) = node.at else { continue };
        if !seen.insert(question) {
            continue;
        }
        let asked = &behaviour.tree.questions[question];
        let replies = behaviour.graph.witness(number);
        let last = replies.last().filter(|_| !asked.is_multiple()).and_then(|(_, answers)| answers.first());
        let answer = last.map(|answer| &asked.answers[*answer]);
        let id = &asked.id.text;
        let all_fail = asked.way.is_some() || answer.is_some_and(|answer| answer.way.is_some());
        let (message, hint) = if all_fail {
            (
                bilingual!("bij `{id}` geldt geen enkele route", "none of the routes at `{id}` holds"),
                bilingual!("eindig met een route zonder `if`", "end with a route without `if`"),
            )
        } else {
            (
                bilingual!("na `{id}` gaat het nergens heen", "nothing follows after `{id}`"),
                bilingual!(
                    "zet `next:` of `outcome:` bij de vraag of het antwoord",
                    "put `next:` or `outcome:` with the question or the answer"
                ),
            )
        };
        let place = answer.map_or(asked.id.place, |answer| answer.id.place);
        findings.push(Finding::new(RULE.name, place, message).hint(hint).witness(behaviour.witness(number)));
    }
}
