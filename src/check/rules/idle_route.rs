//! `idle-route`: a route leads elsewhere than what comes after it.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::finding::{Finding, Severity};
use crate::model::tree::Target;

pub(in crate::check) static RULE: Rule = Rule {
    name: "idle-route",
    severity: Severity::Warning,
    summary: ("een route gaat naar waar je zonder die route ook komt", "a route leads where one comes without it"),
    why: (
        "De voorwaarde kost de lezer tijd en maakt niets uit. Vaak is een van de twee doelen verkeerd.",
        "The condition costs the reader time and makes no difference. Often one of the two targets is wrong.",
    ),
    wrong: "routes:\n  - {if: {haast: ja}, next: geld}\n  - next: geld",
    right: "routes:\n  - {if: {haast: ja}, outcome: wachten}\n  - next: geld",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    for way in tree.questions.iter().flat_map(|question| question.ways()).map(|(_, way)| way) {
        // From the end: what leads where the rest leads makes no difference, with the same reason or none.
        let Some(last) = way.routes.last().filter(|last| last.condition.is_none()) else { continue };
        let same = |one: &Target<_>, two: &Target<_>| match (one, two) {
            (Target::Question(one), Target::Question(two)) => one == two,
            (Target::Outcome(one), Target::Outcome(two)) => one == two,
            _ => false,
        };
        let idle = way.routes.iter().rev().skip(1);
        for route in idle.take_while(|route| same(&route.target, &last.target) && route.because == last.because) {
            let message = bilingual!(
                "deze route gaat naar waar de laatste ook heen gaat",
                "this route leads where the last one leads too"
            );
            let hint = bilingual!("haal hem weg, of geef hem een ander doel", "take it out, or give it another target");
            let related = bilingual!("de laatste route", "the last route");
            findings.push(Finding::new(RULE.name, route.place, message).hint(hint).related(last.place, related));
        }
    }
}
