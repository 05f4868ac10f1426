//! `idle-score`: somebody listens to every score.

use super::idle_fact::every_entry;
use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::{IdVec, ScoreId};

pub(in crate::check) static RULE: Rule = Rule {
    name: "idle-score",
    severity: Severity::Warning,
    summary: ("een score wordt nergens gelezen", "a score is read nowhere"),
    why: (
        "Antwoorden tellen erbij op, maar geen voorwaarde en geen catalogus luistert ernaar.",
        "Answers add to it, but no condition and no catalogue listens to it.",
    ),
    wrong: "scores: {impact: {label: Impact}}\n# en nergens: if: {impact: {from: 3}}",
    right: "scores: {impact: {label: Impact}}\nbounds: [{if: {impact: {from: 3}}, at-least: adviseren}]",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    let mut read: IdVec<ScoreId, bool> = IdVec::filled(false, tree.scores.len());
    every_entry(tree, &mut |entry| {
        entry.scores().for_each(|score| read[score] = true);
    });
    for (score, _) in tree.scores.iter().zip(read).filter(|(_, read)| !read) {
        let message = bilingual!(
            "de score `{text}` wordt nergens gelezen",
            "the score `{text}` is read nowhere",
            text = &score.id.text
        );
        let hint = bilingual!(
            "geen `if` en geen catalogus van deze boom noemt hem: gebruik hem, of haal hem weg",
            "no `if` and no catalogue of this tree names it: use it, or take it out"
        );
        findings.push(Finding::new(RULE.name, score.id.place, message).hint(hint));
    }
}
