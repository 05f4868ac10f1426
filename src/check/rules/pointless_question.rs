//! `pointless-question`: some reply to a question changes something.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::Same;
use crate::model::catalogue::Audience;
use crate::model::condition::{Condition, Entry};
use crate::model::finding::{Finding, Severity};
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::Replies;
use crate::model::tree::{ById, Question, Resolved};
use foldhash::HashSet;

pub(in crate::check) static RULE: Rule = Rule {
    name: "pointless-question",
    severity: Severity::Warning,
    summary: ("geen enkel antwoord op een vraag verandert iets", "no reply to a question changes anything"),
    why: (
        "Elke vraag kost de invuller tijd. Deze verandert de weg niet, het resultaat niet en het advies niet.",
        "Every question costs time. This one changes neither the way, nor the result, nor the advice.",
    ),
    wrong: "kleur:\n  ask: Welke kleur?\n  answers: {rood: {label: Rood}, blauw: {label: Blauw}}\n  next: verder",
    right: "kleur:\n  ask: Welke kleur?\n  answers: {rood: {label: Rood, outcome: klaar}, blauw: {label: Blauw}}\n  next: verder",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if !behaviour.graph.finished {
        return;
    }
    let tree = behaviour.tree;
    let always = Condition::All(Vec::new());
    let Some(same) = Same::of(&behaviour.watch(&always, &mut |_| false), tree.questions.len()) else { return };
    let idle = |(number, question): &(QuestionId, &Question<ById>)| {
        behaviour.first[*number].is_some() && question.answers.len() > 1 && !same.changes(*number)
    };
    let mut idle: Vec<QuestionId> = tree.questions.iter_enumerated().filter(idle).map(|(number, _)| number).collect();
    if idle.is_empty() {
        return;
    }
    idle.retain(|&question| !gives_reasons(tree, question) && tree.questions[question].measures().is_none());
    if idle.is_empty() {
        return;
    }
    let listening = listening(behaviour);
    // What asks for some of its answers and nothing else holds after one reply and not after another.
    idle.retain(|&question| !listening.iter().any(|it| asks_for_some(tree, question, it)));
    for condition in listening {
        if !idle.iter().any(|&question| reads(&tree.questions[question], question, &condition)) {
            continue;
        }
        match Same::of(&behaviour.watch(&condition, &mut |_| false), tree.questions.len()) {
            Some(same) => idle.retain(|&question| !same.changes(question)),
            None => idle.retain(|&question| !reads(&tree.questions[question], question, &condition)),
        }
    }
    for question in idle {
        let id = &tree.questions[question].id;
        let message = bilingual!(
            "geen enkel antwoord op `{text}` verandert iets",
            "no reply to `{text}` changes anything",
            text = &id.text
        );
        let hint = bilingual!(
            "elk antwoord geeft dezelfde weg, hetzelfde resultaat en dezelfde aanbevelingen: haal de vraag weg, of gebruik hem",
            "every reply gives the same way, the same result and the same advice: take the question out, or use it"
        );
        findings.push(Finding::new(RULE.name, id.place, message).hint(hint));
    }
}

/// Whether its answers give reasons: a bound of their own or of the tree, or another word for the same way on. The
/// advice tells wish, floor and ceiling with their reasons, whatever the rung.
fn gives_reasons(tree: &Resolved, question: QuestionId) -> bool {
    let asked = &tree.questions[question];
    let bound = asked.answers.iter().any(|answer| answer.at_least.is_some() || answer.at_most.is_some());
    let read = tree.bounds.iter().filter_map(|bound| bound.condition.as_ref()).any(|it| reads(asked, question, it));
    let said = |way: &crate::model::tree::Way<ById>| way.routes.iter().any(|route| route.because.is_some());
    bound || read || asked.ways().any(|(_, way)| said(way))
}

/// Every condition that the advice listens to, each once.
fn listening(behaviour: &Behaviour<'_>) -> Vec<Condition<Entry>> {
    let tree = behaviour.tree;
    let (mut all, mut known): (Vec<Condition<Entry>>, HashSet<Condition<Entry>>) = (Vec::new(), HashSet::default());
    let mut add = |condition: &Condition<Entry>| {
        if !known.contains(condition) {
            known.insert(condition.clone());
            all.push(condition.clone());
        }
    };
    for method in tree.methods().filter(|method| method.audience == Audience::Residents) {
        method.suits.iter().for_each(&mut add);
        crate::analysis::recommend::fit::against(tree, &Replies::new(), method)
            .iter()
            .for_each(|(_, condition)| add(condition));
    }
    tree.advice().filter_map(|advice| advice.condition.as_ref()).for_each(&mut add);
    all
}

/// Whether a condition is about some of the answers to a question, and nothing else.
fn asks_for_some(tree: &Resolved, question: QuestionId, condition: &Condition<Entry>) -> bool {
    let some = |answers: &[AnswerId]| !answers.is_empty() && answers.len() < tree.questions[question].answers.len();
    matches!(condition, Condition::Entry(Entry::Question(asked, answers)) if *asked == question && some(answers))
}

/// Whether a condition reads a question, or a fact or score that its answers change.
fn reads(question: &Question<ById>, number: QuestionId, condition: &Condition<Entry>) -> bool {
    let mut reads = false;
    condition.each(&mut |entry| {
        reads |= match entry {
            Entry::Question(asked, _) => *asked == number,
            Entry::Fact(fact, _) => question.answers.iter().any(|it| it.set.iter().any(|(set, _)| set == fact)),
            _ => question.answers.iter().any(|it| it.add.iter().any(|(to, _)| entry.reads(*to))),
        };
    });
    reads
}
