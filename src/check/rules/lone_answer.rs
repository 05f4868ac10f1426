//! `lone-answer`: a choice offers a choice.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::finding::{Finding, Severity};
use crate::model::tree::QuestionKind;

pub(in crate::check) static RULE: Rule = Rule {
    name: "lone-answer",
    severity: Severity::Warning,
    summary: ("een vraag heeft maar één antwoord", "a question has only one answer"),
    why: (
        "Wie maar één antwoord kan geven, kiest niets. Vaak is het andere antwoord vergeten.",
        "Whoever can give only one reply chooses nothing. Often the other answer was forgotten.",
    ),
    wrong: "answers:\n  ja: {label: Ja}",
    right: "answers:\n  ja: {label: Ja}\n  nee: {label: Nee}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    for question in &behaviour.tree.questions {
        if question.answers.len() != 1 || matches!(question.kind, QuestionKind::Number { .. }) {
            continue;
        }
        let id = &question.id;
        let message =
            bilingual!("op `{text}` is maar één antwoord mogelijk", "`{text}` has only one answer", text = &id.text);
        let hint = bilingual!(
            "geef een tweede antwoord, of haal de vraag weg",
            "give a second answer, or take the question out"
        );
        findings.push(Finding::new(RULE.name, id.place, message).hint(hint));
    }
}
