//! `near-word`: a name or value that a catalogue nearly listens to.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::model::condition::Word;
use crate::model::fact::Fact;
use crate::model::finding::{Finding, Severity};
use crate::model::tree::Resolved;

pub(in crate::check) static RULE: Rule = Rule {
    name: "near-word",
    severity: Severity::Warning,
    summary: (
        "een naam of waarde lijkt op een waar een catalogus naar luistert",
        "a name or value is near one that a catalogue listens to",
    ),
    why: (
        "De catalogus luistert naar precies dat woord. Met een ander woord telt het antwoord niet mee.",
        "The catalogue listens to exactly that word. With another word the reply does not count.",
    ),
    wrong: "doelgroep:\n  ask: Wie wil je bereiken?\n  answers: {senioren: {label: Ouderen}}",
    right: "doelgroep:\n  ask: Wie wil je bereiken?\n  answers: {ouderen: {label: Ouderen}}",
    pass: Pass::AtBehaviour(inspect),
};

/// Shorter words are near too much.
const SHORT: usize = 4;

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    let tree = behaviour.tree;
    for fact in tree.catalogues.iter().skip(1).flat_map(|catalogue| &catalogue.facts) {
        match values(tree, &fact.id.text) {
            Some(own) => near_values(fact, &own, findings),
            None => near_name(tree, fact, findings),
        }
    }
}

/// The values of a name of the tree, each with its words for people.
fn values<'t>(tree: &'t Resolved, name: &str) -> Option<Vec<(&'t Word, &'t str)>> {
    let question = tree.questions.iter().find(|it| it.id.text == name);
    let of_question = |it: &'t crate::model::tree::Question<_>| {
        let answers: &'t crate::model::ids::IdVec<_, crate::model::tree::Answer<_>> = &it.answers;
        answers
            .iter()
            .filter(|answer| answer.band.is_none())
            .map(|answer| (&answer.id, answer.label.as_str()))
            .collect()
    };
    let fact = tree.facts.iter().find(|it| it.id.text == name);
    let of_fact = |it: &'t Fact| it.values.iter().map(|(id, label)| (id, label.as_str())).collect();
    question.map(of_question).or_else(|| fact.map(of_fact))
}

fn near_values(fact: &Fact, own: &[(&Word, &str)], findings: &mut Vec<Finding>) {
    let known = |id: &str| fact.values.iter().any(|(it, _)| it.text == id);
    let free = || fact.values.iter().filter(|(it, _)| own.iter().all(|(id, _)| id.text != it.text));
    for (id, label) in own.iter().filter(|(id, _)| !known(&id.text)) {
        let same = |one: &str, two: &str| one.eq_ignore_ascii_case(two);
        let near =
            |(it, said): &&(Word, String)| is_near(&id.text, &it.text) || same(label, said) || same(label, &it.text);
        if let Some((it, _)) = free().find(near) {
            findings.push(finding(id, it));
        }
    }
}

fn near_name(tree: &Resolved, fact: &Fact, findings: &mut Vec<Finding>) {
    let questions = tree.questions.iter().map(|it| &it.id);
    let names = questions.chain(tree.facts.iter().map(|it| &it.id));
    let own = |name: &&Word| {
        is_near(&name.text, &fact.id.text)
            // Names alone may be near by chance; then their values have nothing to do with one another.
            && values(tree, &name.text).is_some_and(|own| own.iter().any(|(id, _)| fact.values.iter().any(|(it, _)| it.text == id.text)))
    };
    if let Some(name) = names.into_iter().find(own) {
        findings.push(finding(name, &fact.id));
    }
}

fn finding(own: &Word, listened: &Word) -> Finding {
    let (own_id, id) = (&own.text, &listened.text);
    let message = bilingual!(
        "`{own_id}` lijkt op `{id}`, waar een catalogus naar luistert",
        "`{own_id}` is near `{id}`, which a catalogue listens to"
    );
    let hint = bilingual!(
        "noem het `{id}`, en zet de oude naam bij `was`",
        "call it `{id}`, and put the old name under `was`"
    );
    let related = bilingual!("hier luistert hij naar", "this is what it listens to");
    Finding::new(RULE.name, own.place, message).hint(hint).related(listened.place, related)
}

/// Whether two ids differ in two letters at most and begin the same.
fn is_near(one: &str, two: &str) -> bool {
    one.len() >= SHORT && one.as_bytes().first() == two.as_bytes().first() && strsim::levenshtein(one, two) <= 2
}
