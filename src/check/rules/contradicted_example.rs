//! `contradicted-example`: what comes out is what the author of the tree expects.

use crate::analysis::expected::{contrary, rung_id};
use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::evaluate::Evaluation;
use crate::model::finding::{Finding, Severity};
use crate::model::replies::Replies;
use crate::model::tree::{ById, Example, Resolved};
use rayon::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    name: "contradicted-example",
    severity: Severity::Error,
    summary: ("een voorbeeld komt anders uit dan het verwacht", "an example comes out other than it expects"),
    why: (
        "Of de boom klopt niet, of het voorbeeld niet. Een omgewisseld ja en nee is alleen zo te vinden.",
        "Either the tree is wrong or the example. A swapped yes and no is found in no other way.",
    ),
    wrong: "- name: asfalt\n  replies: {keuze: niets}\n  expect: {outcome: participeren}",
    right: "- name: asfalt\n  replies: {keuze: niets}\n  expect: {outcome: alleen-informeren}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    let examples: Vec<_> = tree.examples.iter().zip(behaviour.examples()).collect();
    // Side by side; in the order of the file all the same.
    let contrary = examples.into_par_iter().map(|(example, (replies, evaluation))| {
        // Where its walk gets stuck or turns round, that is what is wrong, and it is said already.
        let said = !evaluation.exact || !evaluation.failures.is_empty();
        if said { None } else { finding(tree, example, replies, evaluation) }
    });
    findings.extend(contrary.collect::<Vec<_>>().into_iter().flatten());
}

/// What is wrong with an example, if anything.
fn finding(tree: &Resolved, example: &Example<ById>, replies: &Replies, evaluation: &Evaluation) -> Option<Finding> {
    let contrary = contrary(tree, replies, evaluation, &example.expect)?;
    let name = &example.name;
    let message = bilingual!(
        "`{name}` komt anders uit: {nl}",
        "`{name}` comes out otherwise: {en}",
        nl = &contrary.dutch,
        en = &contrary.english
    );
    let results = shown(tree, evaluation);
    let way = way(tree, evaluation);
    let hint =
        bilingual!("er komt uit: {results}; de weg erheen: {way}", "it comes to: {results}; the way there: {way}");
    let finding = Finding::new(RULE.name, example.expect.place, message);
    Some(finding.related(example.place, bilingual!("dit voorbeeld", "this example")).hint(hint))
}

fn shown(tree: &Resolved, evaluation: &Evaluation) -> String {
    let one = |landing: &crate::engine::step::Landing| {
        format!("{} ({})", tree.outcomes[landing.outcome].id.text, rung_id(tree, landing.rung))
    };
    evaluation.landings.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The questions on the way, as far as there is one way.
fn way(tree: &Resolved, evaluation: &Evaluation) -> String {
    let met = evaluation.met();
    met.iter()
        .filter(|met| met.always)
        .map(|met| tree.questions[met.question].id.text.as_str())
        .collect::<Vec<_>>()
        .join(" → ")
}
