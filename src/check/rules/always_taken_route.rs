//! `always-taken-route`: an `if` can fail.

use super::never_taken_route::ever;
use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "always-taken-route",
    severity: Severity::Warning,
    summary: ("een voorwaarde kan niet mislukken", "a condition cannot fail"),
    why: (
        "Een `if` die altijd geldt, beslist niets: wat erna komt is dood, of de voorwaarde is niet wat je bedoelt.",
        "An `if` that always holds decides nothing: what follows is dead, or the condition is not what you mean.",
    ),
    wrong: "answers: {ja: {label: Ja}, nee: {label: Nee}}\nroutes:\n  - if: {mag: [ja, nee]}\n    next: verder\n  - outcome: klaar",
    right: "answers: {ja: {label: Ja}, nee: {label: Nee}}\nroutes:\n  - if: {mag: ja}\n    next: verder\n  - outcome: klaar",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if !behaviour.graph.finished {
        return;
    }
    for (question, asked) in behaviour.tree.questions.iter_enumerated() {
        for (number, way) in asked.ways() {
            let seen = &behaviour.ways[question][number];
            let Some(last) = seen.taken.iter().rposition(Option::is_some) else { continue };
            let Some(condition) = &way.routes[last].condition else { continue };
            if seen.stuck {
                continue;
            }
            let dead = &way.routes[last + 1..];
            let first = seen.taken.iter().position(Option::is_some) == Some(last);
            // The last of several routes may say when it holds: with the others it covers every case.
            let alone = first || ever(behaviour, condition, question, number).is_some_and(|(_, failed)| !failed);
            if dead.is_empty() && !alone {
                continue;
            }
            let written = behaviour.written_way(question, number).map(|way| &way.routes[last].condition);
            let shown = written.and_then(|it| it.as_ref()).map(ToString::to_string).unwrap_or_default();
            let message = if alone {
                bilingual!("`{shown}` geldt hier altijd", "`{shown}` always holds here")
            } else {
                bilingual!(
                    "`{shown}` geldt hier altijd als de routes ervoor niet gelden",
                    "`{shown}` always holds here when the routes before it do not"
                )
            };
            let hint = if dead.is_empty() {
                bilingual!("haal de `if` weg, of maak hem strenger", "take the `if` out, or make it stricter")
            } else {
                bilingual!(
                    "haal weg wat erna komt, of maak de `if` strenger",
                    "take out what follows, or make the `if` stricter"
                )
            };
            let mut finding = Finding::new(RULE.name, way.routes[last].place, message).hint(hint);
            for route in dead {
                finding = finding.related(route.place, bilingual!("hier komt niemand", "nobody comes here"));
            }
            findings.push(finding);
        }
    }
}
