//! `idle-route`: a route leads elsewhere than what comes after it.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::condition::{Condition, Entry};
use crate::model::finding::{Finding, Severity};
use crate::model::ids::AnswerId;
use crate::model::tree::{ById, Resolved, Route, Target};

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
        let Some((last, others)) = way.routes.split_last().filter(|(last, _)| last.condition.is_none()) else {
            continue;
        };
        // What the last route does makes no difference: it leads there, with the same reason or none.
        let same = |route: &Route<ById>| same_target(&route.target, &last.target) && route.because == last.because;
        for (at, route) in others.iter().enumerate().filter(|(_, route)| same(route)) {
            let Some(condition) = &route.condition else { continue };
            // Without it the last one is taken, as no other that leads elsewhere can hold together with it.
            let passed =
                |it: &Route<ById>| same(it) || it.condition.as_ref().is_some_and(|it| excludes(tree, condition, it));
            if !others[at + 1..].iter().all(passed) {
                continue;
            }
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

fn same_target(one: &Target<ById>, two: &Target<ById>) -> bool {
    match (one, two) {
        (Target::Question(one), Target::Question(two)) => one == two,
        (Target::Outcome(one), Target::Outcome(two)) => one == two,
        _ => false,
    }
}

/// Whether two conditions never hold together, as their form shows: one asks for some answers to a question that takes one
/// answer, and the other for others; or one asks for what the other denies.
fn excludes(tree: &Resolved, one: &Condition<Entry>, two: &Condition<Entry>) -> bool {
    match (one, two) {
        (Condition::All(parts), other) | (other, Condition::All(parts)) => {
            parts.iter().any(|part| excludes(tree, part, other))
        }
        (Condition::Any(parts), other) | (other, Condition::Any(parts)) => {
            parts.iter().all(|part| excludes(tree, part, other))
        }
        (Condition::Not(denied), other) | (other, Condition::Not(denied)) => **denied == *other,
        (Condition::Entry(Entry::Question(one, few)), Condition::Entry(Entry::Question(two, others))) => {
            let other = |answer: &AnswerId| !others.contains(answer);
            one == two && !tree.questions[*one].is_multiple() && few.iter().all(other)
        }
        (Condition::Entry(Entry::Score(one, from, below)), Condition::Entry(Entry::Score(two, least, most))) => {
            let apart = |below: &Option<i64>, from: &Option<i64>| matches!((below, from), (Some(below), Some(from)) if below <= from);
            one == two && (apart(below, least) || apart(most, from))
        }
        _ => false,
    }
}
