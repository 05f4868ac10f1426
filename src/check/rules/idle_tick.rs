//! `idle-tick`: every answer of a `multiple` is there for something.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::condition::{Condition, Entry};
use crate::model::finding::{Finding, Severity};
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use crate::model::tree::Resolved;

pub(in crate::check) static RULE: Rule = Rule {
    name: "idle-tick",
    severity: Severity::Remark,
    summary: ("een vinkje dat niets verandert", "a tick that changes nothing"),
    why: (
        "Andere antwoorden op deze vraag tellen wel. Waarschijnlijk is dit ene vergeten.",
        "Other answers to this question do count. This one was probably forgotten.",
    ),
    wrong: "if: {all: [{stukken: naam}, {stukken: plan}]}\n# en geen regel leest `begroting`",
    right: "if: {all: [{stukken: naam}, {stukken: plan}, {stukken: begroting}]}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    let read = read(tree);
    for (question, asked) in tree.questions.iter_enumerated().filter(|(_, asked)| asked.is_multiple()) {
        let counts = |answer: AnswerId| {
            let it = &asked.answers[answer];
            let does = !it.set.is_empty() || !it.add.is_empty() || it.at_most.is_some() || it.at_least.is_some();
            does || read[question][answer]
        };
        // Where no answer counts the question is pointless, and that is said. What stands alone says "none of these",
        // and what is read with all others says "anything".
        if !asked.answers.ids().any(|answer| !asked.answers[answer].alone && counts(answer)) {
            continue;
        }
        for (answer, it) in asked.answers.iter_enumerated().filter(|(_, it)| !it.alone) {
            if counts(answer) {
                continue;
            }
            let id = &it.id.text;
            let message = bilingual!("`{id}` aanvinken verandert niets", "to tick `{id}` changes nothing");
            let hint = bilingual!(
                "lees het in een voorwaarde, laat het iets doen, of haal het weg",
                "read it in a condition, let it do something, or take it out"
            );
            findings.push(Finding::new(RULE.name, it.id.place, message).hint(hint));
        }
    }
}

/// By question and answer, whether some condition asks for it.
fn read(tree: &Resolved) -> IdVec<QuestionId, IdVec<AnswerId, bool>> {
    let mut read: IdVec<QuestionId, IdVec<AnswerId, bool>> =
        tree.questions.iter().map(|it| IdVec::filled(false, it.answers.len())).collect();
    let mut note = |condition: &Condition<Entry>| {
        condition.each(&mut |entry| {
            if let Entry::Question(question, answers) = entry {
                answers.iter().for_each(|answer| read[*question][*answer] = true);
            }
        });
    };
    let ways = tree.questions.iter().flat_map(|question| question.ways());
    ways.flat_map(|(_, way)| &way.routes).filter_map(|route| route.condition.as_ref()).for_each(&mut note);
    tree.bounds.iter().filter_map(|bound| bound.condition.as_ref()).for_each(&mut note);
    for method in tree.methods() {
        method.suits.iter().chain(&method.needs).chain(&method.avoid).for_each(&mut note);
    }
    tree.advice().filter_map(|advice| advice.condition.as_ref()).for_each(&mut note);
    let words = tree.catalogues.iter().flat_map(|catalogue| &catalogue.words);
    words.flat_map(|word| &word.values).for_each(|(_, holds)| note(holds));
    read
}
