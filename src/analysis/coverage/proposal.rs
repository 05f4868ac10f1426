//! Examples that notice an effect, and examples as YAML.

use super::compared::compared;
use crate::analysis::diff::{Changed, Diff, OfferSort, Offered, PlanChange};
use crate::analysis::effects::{AlteredPiece, Effect, EffectKind};
use crate::analysis::recommend::recommend;
use crate::engine::evaluate::{Evaluation, evaluate};
use crate::model::condition::Word;
use crate::model::finding::Place;
use crate::model::ids::{AnswerId, OutcomeId, QuestionId, RungId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{ById, Example, Expect, Resolved};
use crate::model::valid::Valid;
use crate::text::sanitize::line;
use std::fmt::Write as _;

/// So many results that change are looked at for an example.
const MOVES: usize = 4;

/// Examples that may notice an effect, the most likely first.
pub(super) fn noticing(tree: &Resolved, effect: &Effect, states: usize) -> Vec<Example<ById>> {
    if let (EffectKind::Alone, AlteredPiece::Question(question, altered)) = (effect.kind, effect.piece()) {
        let alone =
            altered.answers.ids().find(|it| altered.answers[*it].alone != tree.questions[*question].answers[*it].alone);
        return alone.and_then(|alone| refusal(tree, *question, alone)).into_iter().collect();
    }
    let (diff, _) = compared(tree, effect, states);
    let moves = diff.moves.iter().flatten().take(MOVES).map(|moved| &moved.witness);
    let mut found: Vec<Example<ById>> = moves.map(|witness| resulting(tree, witness.old.clone())).collect();
    if found.is_empty() {
        found.extend(offering(tree, &diff));
    }
    found
}

/// An example with these replies that expects the result.
pub(super) fn resulting(tree: &Resolved, replies: Vec<(QuestionId, Reply<ById>)>) -> Example<ById> {
    let evaluation = evaluate(tree, &replies.iter().cloned().collect());
    let mut example = blank(replies);
    expect_result(tree, &evaluation, &mut example.expect);
    if let Some(outcome) = example.expect.outcome {
        example.name.clone_from(&tree.outcomes[outcome].title);
    }
    example
}

/// Expects the result, where there is one.
pub(super) fn expect_result(tree: &Resolved, evaluation: &Evaluation, expect: &mut Expect<ById>) {
    let [landing] = evaluation.landings[..] else { return };
    let outcome = &tree.outcomes[landing.outcome];
    expect.outcome = Some(landing.outcome);
    expect.rung = (!tree.rungs().is_empty()).then_some(landing.rung);
    expect.verdict = Some(outcome.verdict);
    expect.conflict = landing.clash.then_some(true);
    expect.tree.clone_from(&outcome.tree);
}

/// Examples that expect what the tree offers and would not offer without the effect.
fn offering(tree: &Resolved, diff: &Diff) -> Vec<Example<ById>> {
    let Some(told) = &diff.told else { return Vec::new() };
    let mut found = Vec::new();
    for Changed { what: Offered { sort, id, .. }, lost, gained } in &told.offers {
        let word = || Word { text: id.clone(), place: Place::default() };
        if let Some((_, witness)) = lost {
            let mut example = resulting(tree, witness.old.clone());
            match sort {
                OfferSort::Method => example.expect.methods.push(word()),
                OfferSort::Advice(_) => example.expect.advice.push(word()),
                OfferSort::Tree => {}
            }
            found.push(example);
        } else if let Some((_, witness)) = gained {
            let mut example = resulting(tree, witness.old.clone());
            if *sort != OfferSort::Tree {
                example.expect.without.push(word());
            }
            found.push(example);
        }
    }
    if let PlanChange::Other(other) = &told.plan {
        let mut example = resulting(tree, other.witness.old.clone());
        let replies: Replies = other.witness.old.iter().cloned().collect();
        let recommendation = recommend(tree, &replies, &evaluate(tree, &replies));
        let word = |id: &Word| Word { text: id.text.clone(), place: Place::default() };
        let planned = recommendation.plan.iter().flat_map(|plan| plan.methods());
        example.expect.plan = planned.map(|method| word(&method.id)).collect();
        example.expect.first = recommendation.offered.iter().take(5).map(|offer| word(&offer.method.id)).collect();
        found.push(example);
    }
    found
}

/// An example that gives an answer that stands alone together with another one.
fn refusal(tree: &Resolved, question: QuestionId, alone: AnswerId) -> Option<Example<ById>> {
    let answers = &tree.questions[question].answers;
    let other = answers.ids().filter(|it| *it != alone).min_by_key(|it| answers[*it].alone)?;
    let mut example = blank(Vec::new());
    example.name = format!("{} + {}", answers[alone].label, answers[other].label);
    let mut both = vec![alone, other];
    both.sort_unstable();
    example.expect.refused.push((question, Reply::Answers(both)));
    Some(example)
}

fn blank(replies: Vec<(QuestionId, Reply<ById>)>) -> Example<ById> {
    Example {
        place: Place::default(),
        name: String::new(),
        replies,
        expect: Expect::default(),
        valid: Valid::default(),
    }
}

/// Examples as YAML to paste under `examples:`, numbered on from those before.
pub fn as_yaml(tree: &Resolved, examples: &[Example<ById>], before: usize) -> String {
    let mut out = String::new();
    for (number, example) in examples.iter().enumerate() {
        written(&mut out, tree, example, &format!("{}. {}", before + number + 1, example.name));
    }
    out
}

/// Examples that the tree has, and that are to expect more, as YAML to put in their place.
pub fn stronger_as_yaml(tree: &Resolved, examples: &[Example<ById>], note: &str) -> String {
    let mut out = String::new();
    for example in examples {
        let _ = writeln!(out, "  # {note}");
        written(&mut out, tree, example, &example.name);
    }
    out
}

fn written(out: &mut String, tree: &Resolved, example: &Example<ById>, name: &str) {
    let name = serde_json::Value::from(line(name));
    let given = example.replies.iter().chain(&example.expect.refused);
    let replies: Vec<String> = given.map(|(question, reply)| replied(tree, *question, reply)).collect();
    let _ = writeln!(out, "  - name: {name}\n    replies: {{{}}}", replies.join(", "));
    let _ = writeln!(out, "    expect: {{{}}}", expected(tree, &example.expect).join(", "));
    let day = |key: &str, day: &Option<Word>| day.as_ref().map(|day| format!("{key}: {}", day.text));
    let days = [day("from", &example.valid.from), day("until", &example.valid.until)];
    let days: Vec<String> = days.into_iter().flatten().collect();
    if !days.is_empty() {
        let _ = writeln!(out, "    valid: {{{}}}", days.join(", "));
    }
}

fn replied(tree: &Resolved, question: QuestionId, reply: &Reply<ById>) -> String {
    let asked = &tree.questions[question];
    let ids = |answers: &[AnswerId]| {
        answers.iter().map(|&it| asked.answers[it].id.text.as_str()).collect::<Vec<_>>().join(", ")
    };
    let said = match reply {
        Reply::Answers(answers) if asked.is_multiple() => format!("[{}]", ids(answers)),
        Reply::Answers(answers) => ids(answers),
        Reply::Number(number) => number.to_string(),
        Reply::OneOf(answers) => format!("{{one-of: [{}]}}", ids(answers)),
        Reply::Unknown => "unknown".to_owned(),
    };
    format!("{}: {said}", asked.id.text)
}

fn expected(tree: &Resolved, expect: &Expect<ById>) -> Vec<String> {
    let mut all = Vec::new();
    all.extend(expect.conflict.map(|conflict| format!("conflict: {conflict}")));
    all.extend(expect.outcome.map(|outcome| format!("outcome: {}", tree.outcomes[outcome].id.text)));
    let rung = expect.rung.map(|rung| rung.map_or("none", |rung| tree.rung(rung).id.text.as_str()));
    all.extend(rung.map(|rung| format!("rung: {rung}")));
    all.extend(expect.verdict.map(|verdict| format!("verdict: {}", verdict.word())));
    all.extend(expect.tree.iter().map(|tree| format!("tree: {}", tree.text)));
    let lists = [
        ("methods", &expect.methods),
        ("without", &expect.without),
        ("first", &expect.first),
        ("plan", &expect.plan),
        ("advice", &expect.advice),
    ];
    for (key, words) in lists.iter().filter(|(_, words)| !words.is_empty()) {
        let ids: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        all.push(format!("{key}: [{}]", ids.join(", ")));
    }
    let one = |&(outcome, rung): &(OutcomeId, Option<RungId>)| match rung {
        Some(rung) => format!("{{outcome: {}, rung: {}}}", tree.outcomes[outcome].id.text, tree.rung(rung).id.text),
        None => format!("{{outcome: {}}}", tree.outcomes[outcome].id.text),
    };
    all.extend(expect.possible.iter().map(|possible| {
        let results: Vec<String> = possible.iter().map(one).collect();
        format!("possible: [{}]", results.join(", "))
    }));
    let refused: Vec<&str> = expect.refused.iter().map(|(it, _)| tree.questions[*it].id.text.as_str()).collect();
    if !refused.is_empty() {
        all.push(format!("refused: [{}]", refused.join(", ")));
    }
    all
}
