//! `unexampled-answer`: an example gives every answer.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::as_ids;
use crate::engine::step::Move;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::{AnswerId, IdVec, QuestionId};

pub(in crate::check) static RULE: Rule = Rule {
    name: "unexampled-answer",
    severity: Severity::Remark,
    summary: ("geen voorbeeld geeft dit antwoord", "no example gives this answer"),
    why: (
        "Wat geen voorbeeld geeft, is door niemand nagerekend.",
        "What no example gives, nobody has worked out by hand.",
    ),
    wrong: "answers: {ja: {label: Ja}, nee: {label: Nee}}\nexamples: [{name: doen, replies: {mag: ja}, expect: {outcome: doen}}]",
    right: "examples:\n  - {name: doen, replies: {mag: ja}, expect: {outcome: doen}}\n  - {name: laten, replies: {mag: nee}, expect: {outcome: laten}}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    // Without any example the outcomes already say so.
    if tree.examples.is_empty() || !behaviour.graph.finished {
        return;
    }
    let mut shown: IdVec<QuestionId, IdVec<AnswerId, bool>> =
        tree.questions.iter().map(|it| IdVec::filled(false, it.answers.len())).collect();
    for (replies, evaluation) in behaviour.examples() {
        for met in evaluation.met() {
            let Some(reply) = replies.get(&met.question) else { continue };
            tree.questions[met.question]
                .settled(reply)
                .into_iter()
                .flatten()
                .for_each(|it| shown[met.question][it] = true);
        }
    }
    for (question, asked) in tree.questions.iter_enumerated() {
        if behaviour.first[question].is_none() {
            continue;
        }
        for (answer, it) in asked.answers.iter_enumerated().filter(|(answer, _)| !shown[question][*answer]) {
            let (id, text) = (&asked.id.text, &it.id.text);
            let message = bilingual!("geen voorbeeld geeft `{text}` op `{id}`", "no example gives `{text}` to `{id}`");
            let hint = bilingual!("schrijf een voorbeeld bij `examples`", "write an example under `examples`");
            let gives =
                |made: &Move| matches!(*made, Move::Answer(q, a) | Move::Tick(q, a) if (q, a) == (question, answer));
            let nodes = behaviour.graph.nodes.iter().enumerate();
            let by = nodes.filter_map(|(node, it)| Some((node, it.links.iter().position(|link| gives(&link.made))?)));
            let finding = Finding::new(RULE.name, it.id.place, message).hint(hint);
            findings.push(match by.into_iter().next() {
                Some((node, link)) => finding.witness(as_ids(tree, &behaviour.graph.witness_by(node, link))),
                None => finding,
            });
        }
    }
}
