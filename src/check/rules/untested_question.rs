//! `untested-question`: two examples tell the replies to a question apart.
//!
//! A swapped yes and no is found by examples alone, and only where two of them differ in the question
//! and come to different results.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::diagram::ResultDiagram;
use crate::engine::step::Landing;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use std::collections::BTreeSet;

pub(in crate::check) static RULE: Rule = Rule {
    name: "untested-question",
    severity: Severity::Remark,
    summary: (
        "geen twee voorbeelden houden de antwoorden op deze vraag uit elkaar",
        "no two examples tell the replies to this question apart",
    ),
    why: (
        "Zijn ja en nee bij deze vraag verwisseld, dan slagen alle voorbeelden nog steeds.",
        "If yes and no were swapped at this question, all examples would still pass.",
    ),
    wrong: "examples:\n  - {name: een, replies: {mag: ja}, expect: {outcome: doen}}",
    right: "examples:\n  - {name: een, replies: {mag: ja}, expect: {outcome: doen}}\n  - {name: twee, replies: {mag: nee}, expect: {outcome: laten}}",
    pass: Pass::AtBehaviour(inspect),
};

/// The answers of a reply, and the possible results under the example that gives it.
type Shown = (Vec<AnswerId>, Vec<Landing>);

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    if tree.examples.is_empty() || !behaviour.graph.finished {
        return;
    }
    let Some(results) = ResultDiagram::of(tree, &behaviour.graph, &behaviour.reach, &behaviour.budget) else { return };
    // By question, what examples reply to it and come to.
    let mut shown: IdVec<QuestionId, BTreeSet<Shown>> = IdVec::filled(BTreeSet::new(), tree.questions.len());
    for (replies, evaluation) in behaviour.examples() {
        for met in evaluation.met().iter().filter(|met| met.always) {
            let answers = replies.get(&met.question).and_then(|reply| tree.questions[met.question].settled(reply));
            if let Some(answers) = answers.filter(|answers| !answers.is_empty()) {
                shown[met.question].insert((answers, evaluation.landings.clone()));
            }
        }
    }
    for question in results.questions() {
        let apart = |one: &Shown| shown[question].iter().any(|two| one.0 != two.0 && one.1 != two.1);
        if shown[question].iter().any(apart) {
            continue;
        }
        let id = &tree.questions[question].id;
        let message = bilingual!(
            "geen twee voorbeelden houden de antwoorden op `{text}` uit elkaar",
            "no two examples tell the replies to `{text}` apart",
            text = &id.text
        );
        let hint = bilingual!(
            "schrijf twee voorbeelden die hierin verschillen en anders uitkomen",
            "write two examples that differ in this and come out differently"
        );
        findings.push(Finding::new(RULE.name, id.place, message).hint(hint));
    }
}
