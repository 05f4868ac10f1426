//! `never-taken-route`: every route is taken on some walk.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::Observation;
use crate::model::condition::{Condition, Entry, WordEntry};
use crate::model::finding::{Finding, Place, Severity};
use crate::model::ids::{QuestionId, WayId};
use crate::text::language::Bilingual;
use std::collections::BTreeSet;

pub(in crate::check) static RULE: Rule = Rule {
    name: "never-taken-route",
    severity: Severity::Warning,
    summary: ("een route wordt nooit genomen", "a route is never taken"),
    why: (
        "De route staat er voor een geval dat niet bestaat, of dat een eerdere route al wegneemt.",
        "The route is there for a case that does not exist, or that an earlier route takes away.",
    ),
    wrong: "routes:\n  - next: verder\n  - if: {keuze: niets}\n    outcome: klaar",
    right: "routes:\n  - if: {keuze: niets}\n    outcome: klaar\n  - next: verder",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if !behaviour.graph.finished {
        return;
    }
    for (question, asked) in behaviour.tree.questions.iter_enumerated() {
        if behaviour.first[question].is_none() {
            continue;
        }
        for (number, way) in asked.ways() {
            let seen = &behaviour.ways[question][number];
            if seen.reached.is_none() {
                let id = &asked.id.text;
                let message = bilingual!(
                    "de weg van de vraag `{id}` wordt nooit genomen",
                    "the way of the question `{id}` is never taken"
                );
                let hint = bilingual!(
                    "elk antwoord heeft een eigen weg: haal deze weg",
                    "every answer has a way of its own: take this one out"
                );
                findings.push(Finding::new(RULE.name, way.place, message).hint(hint));
                continue;
            }
            for (route, it) in way.routes.iter().enumerate() {
                if seen.taken[route].is_none() {
                    let message = bilingual!("deze route wordt nooit genomen", "this route is never taken");
                    let finding = Finding::new(RULE.name, it.place, message);
                    findings.push(with_reason(behaviour, finding, question, number, route));
                }
            }
        }
    }
}

/// Adds which earlier routes take it away, or which part of its condition cannot hold.
fn with_reason(behaviour: &Behaviour<'_>, finding: Finding, question: QuestionId, way: WayId, route: usize) -> Finding {
    let Some(routes) = behaviour.way(question, way).map(|way| &way.routes) else { return finding };
    let before = |number: &usize| (routes[*number].place, number + 1);
    if let Some(always) = (0..route).find(|&number| routes[number].condition.is_none()) {
        return shadowed(finding, &[before(&always)]);
    }
    let Some(condition) = &routes[route].condition else {
        let taken = &behaviour.ways[question][way].taken;
        let earlier: Vec<_> = (0..route).filter(|&number| taken[number].is_some()).collect();
        return shadowed(finding, &earlier.iter().map(before).collect::<Vec<_>>());
    };
    let mut first: BTreeSet<usize> = BTreeSet::new();
    let watch = behaviour.watch(condition, &mut |sight| {
        if let Some((taken, true)) = on_way(behaviour, sight, question, way) {
            first.extend(taken);
        }
        false
    });
    if !watch.finished {
        return finding;
    }
    if !first.is_empty() {
        return shadowed(finding, &first.iter().map(before).collect::<Vec<_>>());
    }
    let written = behaviour.written_way(question, way).and_then(|way| way.routes.get(route)?.condition.as_ref());
    let Some(written) = written else { return finding };
    finding.hint(why_never(behaviour, condition, written, question, way))
}

fn shadowed(mut finding: Finding, by: &[(Place, usize)]) -> Finding {
    let numbers = by.iter().map(|(_, number)| number.to_string()).collect::<Vec<_>>().join(", ");
    for (place, _) in by {
        finding = finding.related(*place, bilingual!("deze gaat altijd voor", "this one always goes first"));
    }
    if by.len() == 1 {
        finding.hint(bilingual!("route {numbers} gaat altijd voor", "route {numbers} always goes first"))
    } else {
        finding.hint(bilingual!(
            "een van de routes {numbers} gaat altijd voor",
            "one of routes {numbers} always goes first"
        ))
    }
}

/// Of a reply that comes to this way: the route it takes, and whether the watched condition holds there.
pub(super) fn on_way(
    behaviour: &Behaviour<'_>,
    sight: Observation<'_>,
    question: QuestionId,
    way: WayId,
) -> Option<(Option<usize>, bool)> {
    let Observation::Replied(link, holds) = sight else { return None };
    let here = link.made.question() == question && crate::engine::behaviour::way_of(behaviour.tree, &link.made) == way;
    here.then_some((link.route.map(|taken| taken.route), holds))
}

/// Whether a condition holds for some reply that comes to a way, and whether it fails for some; `None`
/// where that would take too long.
pub(super) fn ever(
    behaviour: &Behaviour<'_>,
    condition: &Condition<Entry>,
    question: QuestionId,
    way: WayId,
) -> Option<(bool, bool)> {
    let (mut held, mut failed) = (false, false);
    let watch = behaviour.watch(condition, &mut |sight| {
        if let Some((_, holds)) = on_way(behaviour, sight, question, way) {
            held |= holds;
            failed |= !holds;
        }
        held && failed
    });
    (watch.finished || held && failed).then_some((held, failed))
}

/// Why a condition never holds at a way: the smallest part that cannot.
fn why_never(
    behaviour: &Behaviour<'_>,
    condition: &Condition<Entry>,
    written: &Condition<WordEntry>,
    question: QuestionId,
    way: WayId,
) -> Bilingual {
    let never = |part: &Condition<Entry>| ever(behaviour, part, question, way).is_some_and(|(held, _)| !held);
    match (condition, written) {
        (Condition::Entry(entry), Condition::Entry(word)) => {
            let name = &word.name.text;
            if never(&crate::analysis::recommend::fit::has_value(behaviour.tree, entry)) {
                bilingual!(
                    "`{name}` heeft op geen enkele weg hierheen al een waarde",
                    "`{name}` has no value yet on any way to here"
                )
            } else {
                bilingual!("`{word}` geldt op geen enkele weg hierheen", "`{word}` holds on no way to here")
            }
        }
        (Condition::All(parts), Condition::All(words)) => match parts.iter().zip(words).find(|(part, _)| never(part)) {
            Some((part, word)) => why_never(behaviour, part, word, question, way),
            None => {
                bilingual!(
                    "de delen van `{written}` gelden nooit samen",
                    "the parts of `{written}` never hold together"
                )
            }
        },
        (Condition::Not(_), Condition::Not(inner)) => {
            bilingual!("`{inner}` geldt hier altijd", "`{inner}` always holds here")
        }
        _ => bilingual!("`{written}` geldt op geen enkele weg hierheen", "`{written}` holds on no way to here"),
    }
}
