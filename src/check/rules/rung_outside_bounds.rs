//! `rung-outside-bounds`: a fixed rung lies between floor and ceiling.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::{Observation, as_ids};
use crate::engine::step::End;
use crate::model::condition::{Condition, Entry};
use crate::model::finding::{Finding, Severity};
use crate::model::ids::{AnswerId, RungId};
use crate::model::tree::{OutcomeRung, Resolved};

pub(in crate::check) static RULE: Rule = Rule {
    name: "rung-outside-bounds",
    severity: Severity::Warning,
    summary: ("een vaste trede ligt buiten de grenzen", "a fixed rung lies outside the bounds"),
    why: (
        "De uitkomst geeft een trede die volgens de antwoorden niet mag of te laag is.",
        "The outcome gives a rung that by the replies is not allowed or is too low.",
    ),
    wrong: "ja: {label: Ja, at-most: raadplegen, outcome: samen}\n# samen: {rung: meebeslissen}",
    right: "ja: {label: Ja, at-most: raadplegen, outcome: samen}\n# samen: {rung: ceiling}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    for (outcome, at) in tree.outcomes.iter_enumerated() {
        let OutcomeRung::Fixed(rung) = at.rung else { continue };
        let here = |end: &End| matches!(end, End::Landing(it) if it.outcome == outcome && !it.clash);
        if !behaviour.landings.keys().any(|landing| here(&End::Landing(*landing))) {
            continue;
        }
        let outside = outside(tree, rung);
        if outside.is_empty() {
            continue;
        }
        // Most often a look at what may follow an answer settles it.
        if let Some(futures) = behaviour.futures() {
            let fixed = Condition::Entry(Entry::Outcome(vec![outcome]));
            let with = |part: &Condition<Entry>| Condition::All(vec![part.clone(), fixed.clone()]);
            if outside.iter().all(|part| futures.meets(tree, &with(part)) == Some(false)) {
                continue;
            }
        }
        let watch = behaviour
            .watch(&Condition::Any(outside), &mut |sight| matches!(sight, Observation::Ended(end, true) if here(end)));
        let Some(replies) = watch.witness() else { continue };
        let (id, shown) = (&at.id, behaviour.rung_id(Some(rung)));
        let message = bilingual!(
            "`{text}` geeft `{shown}`, ook waar een grens dat niet toelaat",
            "`{text}` gives `{shown}`, also where a bound does not allow it",
            text = &id.text
        );
        let hint = bilingual!(
            "schrijf `rung: ceiling`, `rung: floor` of `rung: wish`, of leid deze antwoorden ergens anders heen",
            "write `rung: ceiling`, `rung: floor` or `rung: wish`, or lead these replies elsewhere"
        );
        findings.push(Finding::new(RULE.name, id.place, message).hint(hint).witness(as_ids(tree, &replies)));
    }
}

/// For every bound that a rung is outside of, when that bound holds.
fn outside(tree: &Resolved, rung: RungId) -> Vec<Condition<Entry>> {
    let breaks = |at_most: Option<&crate::model::tree::Bound<_>>, at_least: Option<&crate::model::tree::Bound<_>>| {
        at_most.is_some_and(|bound| bound.rung < rung)
            || at_least.is_some_and(|bound| !bound.yields && bound.rung > rung)
    };
    let mut parts = Vec::new();
    for (question, asked) in tree.questions.iter_enumerated() {
        let answers = asked.answers.iter_enumerated();
        let answers = answers.filter(|(_, answer)| breaks(answer.at_most.as_ref(), answer.at_least.as_ref()));
        let answers: Vec<AnswerId> = answers.map(|(number, _)| number).collect();
        if !answers.is_empty() {
            parts.push(Condition::Entry(Entry::Question(question, answers)));
        }
    }
    for bound in &tree.bounds {
        if breaks(bound.at_most.as_ref(), bound.at_least.as_ref()) {
            parts.push(bound.condition.clone().unwrap_or(Condition::All(Vec::new())));
        }
    }
    parts
}
