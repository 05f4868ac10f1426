//! `unread-reply`: an example answers only what its way asks.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::finding::{Finding, Severity};
use crate::source::resolve::question_named;

pub(in crate::check) static RULE: Rule = Rule {
    name: "unread-reply",
    severity: Severity::Warning,
    summary: ("een voorbeeld beantwoordt iets dat nooit gevraagd wordt", "an example answers what is never asked"),
    why: (
        "Wie het voorbeeld leest, denkt dat dit antwoord meetelt. Op deze weg komt de vraag niet voor.",
        "Whoever reads the example thinks that this reply counts. The question is not on this way.",
    ),
    wrong: "- name: niets te kiezen\n  replies: {keuze: niets, belofte: luisteren}\n  expect: {outcome: vertellen}",
    right: "- name: niets te kiezen\n  replies: {keuze: niets}\n  expect: {outcome: vertellen}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    for (example, (_, evaluation)) in behaviour.draft.examples.iter().zip(behaviour.examples()) {
        // A walk that gets stuck or turns round asks less than it would: that is said already.
        if !evaluation.exact || !evaluation.failures.is_empty() {
            continue;
        }
        let met = evaluation.met();
        for (word, _) in &example.replies {
            let Some(question) = question_named(tree, &word.text) else { continue };
            if met.iter().any(|met| met.question == question) {
                continue;
            }
            let name = &example.name;
            let message = bilingual!(
                "`{text}` wordt in dit voorbeeld nooit gevraagd",
                "`{text}` is never asked in this example",
                text = &word.text
            );
            let way: Vec<&str> = met.iter().map(|met| behaviour.question_id(met.question)).collect();
            let way = way.join(", ");
            let hint = bilingual!("`{name}` vraagt alleen: {way}", "`{name}` asks only: {way}");
            findings.push(Finding::new(RULE.name, word.place, message).hint(hint));
        }
    }
}
