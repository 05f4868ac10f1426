//! `idle-fact`: somebody listens to every fact.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::condition::{Condition, Entry};
use crate::model::finding::{Finding, Severity};
use crate::model::ids::{FactId, IdVec};
use crate::model::tree::Resolved;

pub(in crate::check) static RULE: Rule = Rule {
    name: "idle-fact",
    severity: Severity::Warning,
    summary: ("een feit wordt nergens gelezen", "a fact is read nowhere"),
    why: (
        "Antwoorden geven het feit een waarde, maar geen voorwaarde en geen catalogus luistert ernaar.",
        "Answers give the fact a value, but no condition and no catalogue listens to it.",
    ),
    wrong: "facts: {tempo: {label: Tempo, values: {snel: Snel}}}\n# en nergens: if: {tempo: snel}",
    right: "facts: {tempo: {label: Tempo, values: {snel: Snel}}}\nbounds: [{if: {tempo: snel}, at-most: raadplegen}]",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    let mut read: IdVec<FactId, bool> = IdVec::filled(false, tree.facts.len());
    every_entry(tree, &mut |entry| {
        if let Entry::Fact(fact, _) = entry {
            read[*fact] = true;
        }
    });
    for (fact, _) in tree.facts.iter().zip(read).filter(|(_, read)| !read) {
        let message = bilingual!(
            "het feit `{text}` wordt nergens gelezen",
            "the fact `{text}` is read nowhere",
            text = &fact.id.text
        );
        let hint = bilingual!(
            "geen `if` en geen catalogus van deze boom noemt het: gebruik het, of haal het weg",
            "no `if` and no catalogue of this tree names it: use it, or take it out"
        );
        findings.push(Finding::new(RULE.name, fact.id.place, message).hint(hint));
    }
}

/// Looks at every entry of every condition: of routes, bounds and catalogues, and what methods are ranked by.
pub(super) fn every_entry(tree: &Resolved, inspect: &mut dyn FnMut(&Entry)) {
    let mut each = |condition: &Condition<Entry>| condition.each(&mut |entry| inspect(entry));
    for question in &tree.questions {
        for route in question.ways().flat_map(|(_, way)| &way.routes) {
            route.condition.iter().for_each(&mut each);
        }
    }
    tree.bounds.iter().filter_map(|bound| bound.condition.as_ref()).for_each(&mut each);
    for method in tree.methods() {
        method.suits.iter().chain(&method.needs).chain(&method.avoid).for_each(&mut each);
    }
    let words = tree.catalogues.iter().filter(|it| !it.purposes.is_empty()).flat_map(|it| &it.words);
    words.flat_map(|word| &word.values).map(|(_, holds)| holds).for_each(&mut each);
    tree.advice().filter_map(|advice| advice.condition.as_ref()).for_each(&mut each);
}
