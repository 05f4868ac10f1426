//! `contradicted-example`: what comes out is what the author of the tree expects.

use crate::analysis::recommend::{recommend, recommend_of};
use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::evaluate::Evaluation;
use crate::model::condition::Word;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::RungId;
use crate::model::replies::Replies;
use crate::model::tree::{ById, Expect, Resolved};
use crate::text::language::Bilingual;

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
    for (example, (replies, evaluation)) in tree.examples.iter().zip(behaviour.examples()) {
        // Where its walk gets stuck or turns round, that is what is wrong, and it is said already.
        if !evaluation.exact || !evaluation.failures.is_empty() {
            continue;
        }
        let expect = &example.expect;
        let contrary = contrary(tree, replies, evaluation, expect);
        if let Some(contrary) = contrary.or_else(|| contrary_plan(tree, replies, evaluation, expect)) {
            let name = &example.name;
            let message = bilingual!(
                "`{name}` komt anders uit: {nl}",
                "`{name}` comes out otherwise: {en}",
                nl = &contrary.dutch,
                en = &contrary.english
            );
            let results = shown(tree, evaluation);
            let way = way(tree, evaluation);
            let hint = bilingual!(
                "er komt uit: {results}; de weg erheen: {way}",
                "it comes to: {results}; the way there: {way}"
            );
            findings.push(
                Finding::new(RULE.name, example.expect.place, message)
                    .related(example.place, bilingual!("dit voorbeeld", "this example"))
                    .hint(hint),
            );
        }
    }
}

/// What is not as expected, if anything.
fn contrary(tree: &Resolved, replies: &Replies, evaluation: &Evaluation, expect: &Expect<ById>) -> Option<Bilingual> {
    let landings = &evaluation.landings;
    if let Some(outcome) = expect.outcome
        && landings.iter().any(|landing| landing.outcome != outcome)
    {
        let id = &tree.outcomes[outcome].id.text;
        return Some(bilingual!("niet (altijd) uitkomst `{id}`", "not (always) outcome `{id}`"));
    }
    if let Some(rung) = expect.rung
        && landings.iter().any(|landing| landing.rung != rung)
    {
        let id = rung_id(tree, rung);
        return Some(bilingual!("niet (altijd) trede `{id}`", "not (always) rung `{id}`"));
    }
    if let Some(verdict) = expect.verdict
        && landings.iter().any(|landing| tree.outcomes[landing.outcome].verdict != verdict)
    {
        let word = verdict.word();
        return Some(bilingual!("niet (altijd) oordeel `{word}`", "not (always) verdict `{word}`"));
    }
    match expect.conflict {
        Some(true) if !evaluation.clash.certain => {
            return Some(bilingual!("geen (zekere) botsing", "no (certain) clash"));
        }
        Some(false) if evaluation.clash.possible => return Some(bilingual!("wel een botsing", "a clash")),
        _ => {}
    }
    if let Some(possible) = &expect.possible {
        let mut found: Vec<_> = landings.iter().map(|landing| (landing.outcome, landing.rung)).collect();
        let mut expected = possible.clone();
        found.sort_unstable();
        expected.sort_unstable();
        expected.dedup();
        if found != expected {
            return Some(bilingual!("andere mogelijke resultaten", "other possible results"));
        }
    }
    if expect.methods.is_empty() && expect.without.is_empty() && expect.advice.is_empty() {
        return None;
    }
    let named = || expect.methods.iter().chain(&expect.without).chain(&expect.advice);
    let recommendation = recommend_of(tree, replies, evaluation, &|id| named().any(|word| word.text == id));
    let offered = |id: &str| recommendation.offered.iter().any(|offer| offer.method.id.text == id);
    let perhaps = |id: &str| recommendation.perhaps.iter().any(|offer| offer.method.id.text == id);
    let applies = |id: &str| recommendation.advice.iter().any(|advice| advice.id.text == id);
    let missing = expect.methods.iter().find(|word| !offered(&word.text));
    let unwanted = expect.without.iter().find(|word| offered(&word.text) || perhaps(&word.text));
    let silent = expect.advice.iter().find(|word| !applies(&word.text));
    match (missing, unwanted, silent) {
        (Some(word), ..) => Some(bilingual!("zonder werkvorm `{id}`", "without method `{id}`", id = &word.text)),
        (_, Some(word), _) => Some(bilingual!("met werkvorm `{id}`", "with method `{id}`", id = &word.text)),
        (_, _, Some(word)) => Some(bilingual!("zonder aandachtspunt `{id}`", "without advice `{id}`", id = &word.text)),
        _ => None,
    }
}

/// What is not as expected of the order and the plan, if anything. These hang on every method there is.
fn contrary_plan(
    tree: &Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    expect: &Expect<ById>,
) -> Option<Bilingual> {
    if expect.first.is_empty() && expect.plan.is_empty() {
        return None;
    }
    let recommendation = recommend(tree, replies, evaluation);
    let first: Vec<&str> = recommendation.offered.iter().take(5).map(|it| it.method.id.text.as_str()).collect();
    let plan: Vec<&str> =
        recommendation.plan.iter().flat_map(|it| &it.steps).map(|step| step.method.id.text.as_str()).collect();
    let lacks = |words: &[Word], those: &[&str]| -> Option<(String, String)> {
        let lacking = words.iter().find(|word| !those.contains(&word.text.as_str()))?;
        Some((lacking.text.clone(), those.join(", ")))
    };
    if let Some((id, five)) = lacks(&expect.first, &first) {
        return Some(bilingual!(
            "`{id}` is niet bij de eerste vijf: {five}",
            "`{id}` is not among the first five: {five}"
        ));
    }
    let (id, held) = lacks(&expect.plan, &plan)?;
    Some(bilingual!("`{id}` zit niet in de aanpak: {held}", "`{id}` is not in the plan: {held}"))
}

fn rung_id(tree: &Resolved, rung: Option<RungId>) -> &str {
    rung.map_or("none", |rung| &tree.rung(rung).id.text)
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
