//! The resolved tree for other programs: `beslisboom/tree/1`. Ids are as in the file; every reference is
//! the id of what it refers to.

use crate::condition::{Condition, Entry};
use crate::replies::Band;
use crate::tree::{Bound, Known, OutcomeRung, QuestionKind, Resolved, Target, Tree, Way};
use serde_json::{Map, Value, json as object};

/// Writes a tree as JSON, with a line end.
pub fn json(tree: &Tree) -> String {
    let value = object!({
        "format": "beslisboom/tree/1",
        "program": env!("CARGO_PKG_VERSION"),
        "tree": tree.id.text,
        "version": tree.version,
        "hash": tree.hash,
        "title": tree.title,
        "summary": tree.summary,
        "language": tree.language,
        "start": tree.questions.get(tree.start.unwrap_or(0)).map(|question| &question.id.text),
        "ladder": tree.ladder.as_ref().map(|ladder| object!({
            "id": ladder.id.text,
            "title": ladder.title,
            "rungs": ladder.rungs.iter().map(|rung| object!({
                "id": rung.id.text,
                "title": rung.title,
                "level": rung.level.map(crate::ladder::Level::word),
                "participation": rung.participation,
            })).collect::<Vec<_>>(),
        })),
        "facts": tree.facts.iter().map(|fact| object!({
            "id": fact.id.text,
            "label": fact.label,
            "values": fact.values.iter().map(|(id, label)| object!({"id": id.text, "label": label})).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "scores": tree.scores.iter().map(|score| object!({"id": score.id.text, "label": score.label})).collect::<Vec<_>>(),
        "bounds": tree.bounds.iter().map(|it| object!({
            "if": it.condition.as_ref().map(|it| condition(tree, it)),
            "at_most": it.at_most.as_ref().map(|it| bound(tree, it)),
            "at_least": it.at_least.as_ref().map(|it| bound(tree, it)),
        })).collect::<Vec<_>>(),
        "questions": (0..tree.questions.len()).map(|question| asked(tree, question)).collect::<Vec<_>>(),
        "outcomes": tree.outcomes.iter().map(|outcome| object!({
            "id": outcome.id.text,
            "title": outcome.title,
            "verdict": outcome.verdict.word(),
            "text": outcome.text,
            "rung": match outcome.rung {
                OutcomeRung::None => None,
                OutcomeRung::Fixed(rung) => rung_id(tree, rung),
                OutcomeRung::Ceiling => Some("ceiling"),
                OutcomeRung::Floor => Some("floor"),
            },
            "conflict": outcome.conflict.map(|conflict| &tree.outcomes[conflict].id.text),
            "tree": outcome.tree.as_ref().map(|tree| &tree.text),
        })).collect::<Vec<_>>(),
        "methods": tree.methods().map(|method| object!({"id": method.id.text, "title": method.title})).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

fn asked(tree: &Resolved, question: usize) -> Value {
    let asked = &tree.questions[question];
    let (kind, unit) = match &asked.kind {
        QuestionKind::Choice => ("choice", None),
        QuestionKind::Multiple => ("multiple", None),
        QuestionKind::Number { unit, .. } => ("number", Some(unit)),
    };
    object!({
        "id": asked.id.text,
        "ask": asked.ask,
        "help": asked.help,
        "kind": kind,
        "unit": unit,
        "given": asked.given,
        "answers": asked.answers.iter().map(|answer| object!({
            "id": answer.id.text,
            "label": answer.label,
            "alone": answer.alone,
            "band": answer.band.map(band),
            "set": answer.set.iter().map(|(fact, values)| {
                let fact = &tree.facts[*fact];
                let values = values.iter().map(|&value| Value::from(fact.values[value].0.text.as_str()));
                (fact.id.text.clone(), values.collect())
            }).collect::<Map<String, Value>>(),
            "add": answer.add.iter().map(|(score, points)| (tree.scores[*score].id.text.clone(), Value::from(*points))).collect::<Map<_, _>>(),
            "at_most": answer.at_most.as_ref().map(|it| bound(tree, it)),
            "at_least": answer.at_least.as_ref().map(|it| bound(tree, it)),
            "routes": answer.way.as_ref().map(|it| routes(tree, it)),
        })).collect::<Vec<_>>(),
        "routes": asked.way.as_ref().map(|it| routes(tree, it)),
    })
}

fn rung_id(tree: &Resolved, rung: usize) -> Option<&str> {
    Some(tree.ladder.as_ref()?.rungs.get(rung)?.id.text.as_str())
}

/// Ends are texts: a decimal is exact.
fn band(band: Band) -> Value {
    object!({"from": band.from.map(|it| it.to_string()), "below": band.below.map(|it| it.to_string())})
}

fn bound(tree: &Resolved, bound: &Bound<Known>) -> Value {
    object!({
        "rung": rung_id(tree, bound.rung),
        "because": bound.because,
        "arrange": bound.arrange,
        "yields": bound.yields,
    })
}

fn routes(tree: &Resolved, way: &Way<Known>) -> Value {
    let route = |route: &crate::tree::Route<Known>| {
        let (key, to) = match route.target {
            Target::Question(question) => ("next", &tree.questions[question].id.text),
            Target::Outcome(outcome) => ("outcome", &tree.outcomes[outcome].id.text),
        };
        object!({"if": route.condition.as_ref().map(|it| condition(tree, it)), key: to, "because": route.because})
    };
    way.routes.iter().map(route).collect()
}

fn condition(tree: &Resolved, of: &Condition<Entry>) -> Value {
    let list = |parts: &[Condition<Entry>]| parts.iter().map(|part| condition(tree, part)).collect::<Vec<_>>();
    match of {
        Condition::All(parts) => object!({"all": list(parts)}),
        Condition::Any(parts) => object!({"any": list(parts)}),
        Condition::Not(part) => object!({"not": condition(tree, part)}),
        Condition::Entry(Entry::Question(question, answers)) => {
            let asked = &tree.questions[*question];
            let ids: Vec<&str> = answers.iter().map(|&it| asked.answers[it].id.text.as_str()).collect();
            object!({"question": asked.id.text, "is": ids})
        }
        Condition::Entry(Entry::Fact(fact, values)) => {
            let fact = &tree.facts[*fact];
            let ids: Vec<&str> = values.iter().map(|&it| fact.values[it].0.text.as_str()).collect();
            object!({"fact": fact.id.text, "is": ids})
        }
        Condition::Entry(Entry::Score(score, from, below)) => {
            object!({"score": tree.scores[*score].id.text, "from": from, "below": below})
        }
        // Only catalogues read results.
        Condition::Entry(Entry::Rung(_) | Entry::Level(_) | Entry::Outcome(_) | Entry::Never) => Value::Bool(false),
    }
}
