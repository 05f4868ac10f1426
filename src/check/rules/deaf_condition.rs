//! `deaf-condition`: what a catalogue listens to can happen.
//!
//! A catalogue may serve several trees: a condition is deaf when no tree of a run that names the
//! catalogue can meet it. Each tree reports for itself; [`merge`](crate::check::merge) weighs them together.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::Observation;
use crate::engine::step::End;
use crate::model::condition::{Condition, Entry, WordEntry};
use crate::model::finding::{Finding, Place, Severity};
use std::collections::HashMap;

pub(in crate::check) static RULE: Rule = Rule {
    name: "deaf-condition",
    severity: Severity::Warning,
    summary: ("een voorwaarde in een catalogus kan nooit gelden", "a condition in a catalogue can never hold"),
    why: (
        "De werkvorm of het aandachtspunt wacht op iets dat in de boom niet voorkomt.",
        "The method or advice waits for something that does not occur in the tree.",
    ),
    wrong: "suits: {doelgroep: ondernemers}\n# en geen vraag heeft dat antwoord",
    right: "suits: {doelgroep: jongeren}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if !behaviour.graph.finished {
        return;
    }
    let mut known: HashMap<&Condition<Entry>, Option<bool>> = HashMap::new();
    for (condition, written) in conditions(behaviour) {
        let met = *known.entry(condition).or_insert_with(|| meets(behaviour, condition));
        let Some(place) = place(written).filter(|_| met == Some(false)) else { continue };
        let message =
            bilingual!("`{written}` kan in deze boom nooit gelden", "`{written}` can never hold in this tree");
        let mut unknown = false;
        condition.each(&mut |entry| {
            unknown |= match entry {
                Entry::Never => true,
                Entry::Question(_, answers) => answers.is_empty(),
                Entry::Fact(_, values) => values.is_empty(),
                _ => false,
            }
        });
        let hint = if unknown {
            bilingual!("de boom kent deze naam of waarde niet", "the tree does not know this name or value")
        } else {
            bilingual!("geen enkele route die eindigt voldoet eraan", "no walk that ends meets it")
        };
        findings.push(Finding::new(RULE.name, place, message).hint(hint));
    }
}

/// Every condition of the catalogues, resolved and as written.
fn conditions<'b>(behaviour: &'b Behaviour<'_>) -> Vec<(&'b Condition<Entry>, &'b Condition<WordEntry>)> {
    let mut all = Vec::new();
    for (catalogue, written) in behaviour.tree.catalogues.iter().zip(&behaviour.draft.catalogues) {
        for (method, written) in catalogue.methods.iter().zip(&written.methods) {
            all.extend(method.suits.iter().zip(&written.suits));
            all.extend(method.needs.iter().zip(&written.needs));
            all.extend(method.avoid.iter().zip(&written.avoid));
        }
        for (advice, written) in catalogue.advice.iter().zip(&written.advice) {
            all.extend(advice.condition.iter().zip(&written.condition));
        }
    }
    all
}

fn place(written: &Condition<WordEntry>) -> Option<Place> {
    let mut place = None;
    written.each(&mut |entry| {
        place.get_or_insert(entry.name.place);
    });
    place
}

/// Whether some walk meets a condition at its result; `None` where that would take too long.
fn meets(behaviour: &Behaviour<'_>, condition: &Condition<Entry>) -> Option<bool> {
    if let Some(met) = behaviour.futures().and_then(|futures| futures.meets(behaviour.tree, condition)) {
        return Some(met);
    }
    let watch = behaviour.watch(condition, &mut |sight| matches!(sight, Observation::Ended(End::Landing(_), true)));
    if watch.witness().is_some() { Some(true) } else { watch.finished.then_some(false) }
}
