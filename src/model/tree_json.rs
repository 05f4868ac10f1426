//! The resolved tree for other programs: `beslisboom/tree/1`. Ids are as in the file; every reference is
//! the id of what it refers to. Everything that a tree, its ladder and its catalogues say is in it, but for
//! the examples.
//!
//! What is resolved is taken apart field by field, and what is not says itself how it is written down: a new
//! field that is forgotten here does not compile.

use crate::model::catalogue::{Advice, Catalogue, Method};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::RungId;
use crate::model::replies::Band;
use crate::model::tree::{
    Answer, Bound, ById, Fact, Outcome, OutcomeRung, Question, QuestionKind, Resolved, Rising, Route, Score, Target,
    TreeBound, TreeData, Way,
};
use crate::model::valid::Valid;
use serde::Serialize;
use serde_json::{Map, Value, json as object};

/// A tree as JSON.
pub fn value(tree: &Resolved) -> Value {
    let TreeData {
        id,
        version,
        texts,
        language,
        valid: Valid { from, until, takes_over: _ },
        hash,
        start: _,
        ladder,
        whole: _,
        catalogues,
        sources,
        facts,
        scores,
        verdicts,
        bounds,
        questions,
        outcomes,
        examples: _,
    } = tree;
    let named = object!({
        "format": "beslisboom/tree/1",
        "program": env!("CARGO_PKG_VERSION"),
        "tree": id,
        "version": version,
        "hash": hash,
    });
    // The tree's own methods and advice come first; they refer to the tree's own sources.
    let named_catalogues = catalogues.get(1..).unwrap_or_default();
    let of: Vec<Option<&str>> =
        catalogues.iter().enumerate().map(|(at, it)| (at > 0).then_some(it.id.text.as_str())).collect();
    let methods = catalogues.iter().zip(&of).flat_map(|(it, of)| it.methods.iter().map(|it| method(tree, it, *of)));
    let advices = catalogues.iter().zip(&of).flat_map(|(it, of)| it.advice.iter().map(|it| advice(tree, it, *of)));
    let rest = object!({
        "language": language,
        "valid": {"from": from, "until": until},
        "start": tree.first_question().map(|question| &questions[question].id),
        "ladder": ladder,
        "facts": facts.iter().map(fact).collect::<Vec<_>>(),
        "scores": scores.iter().map(score).collect::<Vec<_>>(),
        "verdicts": &**verdicts,
        "bounds": bounds.iter().map(|it| tree_bound(tree, it)).collect::<Vec<_>>(),
        "questions": questions.iter().map(|it| question(tree, it)).collect::<Vec<_>>(),
        "outcomes": outcomes.iter().map(|it| outcome(tree, it)).collect::<Vec<_>>(),
        "catalogues": named_catalogues.iter().map(catalogue).collect::<Vec<_>>(),
        "methods": methods.collect::<Vec<_>>(),
        "advice": advices.collect::<Vec<_>>(),
        "sources": sources,
    });
    joined([named, written(&**texts), rest])
}

/// The keys of several objects in one.
fn joined<const N: usize>(objects: [Value; N]) -> Value {
    let objects = objects.into_iter().filter_map(|object| match object {
        Value::Object(keys) => Some(keys),
        _ => None,
    });
    Value::Object(objects.flatten().collect())
}

/// What says itself how it is written down; it has texts for keys, so it cannot fail.
fn written(it: &impl Serialize) -> Value {
    serde_json::to_value(it).unwrap_or_default()
}

/// A catalogue without its methods and advice, which stand in lists of their own.
fn catalogue(catalogue: &Catalogue<ById>) -> Value {
    // `words` are the facts that mean something, with conditions made of them.
    let Catalogue { id, title, language, sources, facts, words: _, purposes, purpose_phases, methods: _, advice: _ } =
        catalogue;
    let facts: Vec<Value> = facts.iter().map(fact).collect();
    let purposes: Map<String, Value> =
        purposes.iter().map(|(level, purposes)| (level.word().to_owned(), written(purposes))).collect();
    let purpose_phases: Map<String, Value> =
        purpose_phases.iter().map(|(purpose, phases)| (purpose.word().to_owned(), written(phases))).collect();
    object!({
        "id": id, "title": title, "language": language, "sources": sources, "facts": facts, "purposes": purposes,
        "purpose_phases": purpose_phases,
    })
}

fn fact(fact: &Fact) -> Value {
    let Fact { id, label, values, means } = fact;
    let values: Vec<Value> = values.iter().map(|(id, label)| object!({"id": id, "label": label})).collect();
    object!({"id": id, "label": label, "values": values, "means": means})
}

fn score(score: &Score) -> Value {
    let Score { id, label } = score;
    object!({"id": id, "label": label})
}

fn question(tree: &Resolved, question: &Question<ById>) -> Value {
    let Question { id, was, was_part_of, texts, source, kind, given, rising, rising_place: _, answers, way } = question;
    let (kind, unit, decimals, measures) = match kind {
        QuestionKind::Choice => ("choice", None, None, None),
        QuestionKind::Multiple => ("multiple", None, None, None),
        QuestionKind::Number { unit, decimals, measures } => ("number", Some(unit), Some(*decimals), *measures),
    };
    let rest = object!({
        "kind": kind,
        "unit": unit,
        "decimals": decimals,
        "measures": measures,
        "given": given,
        "rising": match rising {
            Rising::No => Value::Bool(false),
            Rising::InOrder => Value::Bool(true),
            Rising::Listed(listed) => listed.iter().map(|&it| answers[it].id.text.as_str()).collect(),
        },
        "source": source,
        "answers": answers.iter().map(|it| answer(tree, it)).collect::<Vec<_>>(),
        "routes": way.as_ref().map(|it| routes(tree, it)),
    });
    joined([object!({"id": id, "was": was, "was_part_of": was_part_of}), written(&**texts), rest])
}

fn answer(tree: &Resolved, answer: &Answer<ById>) -> Value {
    let Answer { id, was, texts, source, alone, band: numbers, set, add, at_most, at_least, way, valid: _ } = answer;
    let set = set.iter().map(|(fact, values)| {
        let fact = &tree.facts[*fact];
        let values = values.iter().map(|&value| Value::from(fact.values[value].0.text.as_str()));
        (fact.id.text.clone(), values.collect())
    });
    let add = add.iter().map(|(score, points)| (tree.scores[*score].id.text.clone(), Value::from(*points)));
    let rest = object!({
        "alone": alone,
        "band": numbers.map(band),
        "set": set.collect::<Map<String, Value>>(),
        "add": add.collect::<Map<String, Value>>(),
        "at_most": at_most.as_ref().map(|it| bound(tree, it)),
        "at_least": at_least.as_ref().map(|it| bound(tree, it)),
        "routes": way.as_ref().map(|it| routes(tree, it)),
        "source": source,
    });
    joined([object!({"id": id, "was": was}), written(&**texts), rest])
}

/// Ends are texts: a decimal is exact.
fn band(band: Band) -> Value {
    let Band { from, below } = band;
    object!({"from": from.map(|it| it.to_string()), "below": below.map(|it| it.to_string())})
}

fn rung_id(tree: &Resolved, rung: RungId) -> Option<&str> {
    Some(tree.rungs().get(rung)?.id.text.as_str())
}

fn tree_bound(tree: &Resolved, it: &TreeBound<ById>) -> Value {
    let TreeBound { place: _, condition: when, at_most, at_least } = it;
    object!({
        "if": when.as_ref().map(|it| condition(tree, it)),
        "at_most": at_most.as_ref().map(|it| bound(tree, it)),
        "at_least": at_least.as_ref().map(|it| bound(tree, it)),
    })
}

fn bound(tree: &Resolved, bound: &Bound<ById>) -> Value {
    let Bound { rung, texts, source, yields, valid: _ } = bound;
    let rung = object!({"rung": rung_id(tree, *rung)});
    joined([rung, written(&**texts), object!({"yields": yields, "source": source})])
}

fn routes(tree: &Resolved, way: &Way<ById>) -> Value {
    let Way { place: _, routes } = way;
    let route = |route: &Route<ById>| {
        let Route { place: _, condition: when, target, because } = route;
        let (key, to) = match target {
            Target::Question(question) => ("next", &tree.questions[*question].id),
            Target::Outcome(outcome) => ("outcome", &tree.outcomes[*outcome].id),
        };
        object!({"if": when.as_ref().map(|it| condition(tree, it)), key: to, "because": because})
    };
    routes.iter().map(route).collect()
}

fn outcome(tree: &Resolved, outcome: &Outcome<ById>) -> Value {
    let Outcome { id, was, texts, verdict, rung, conflict, source, tree: next, dated: _ } = outcome;
    let rest = object!({
        "verdict": verdict,
        "rung": match rung {
            OutcomeRung::None => None,
            OutcomeRung::Fixed(rung) => rung_id(tree, *rung),
            OutcomeRung::Ceiling => Some("ceiling"),
            OutcomeRung::Floor => Some("floor"),
            OutcomeRung::Wish => Some("wish"),
        },
        "conflict": conflict.map(|conflict| &tree.outcomes[conflict].id),
        "tree": next,
        "source": source,
    });
    joined([object!({"id": id, "was": was}), written(&**texts), rest])
}

/// A method, with the catalogue that it comes from and whose sources it refers to; the tree's own has none.
fn method(tree: &Resolved, method: &Method<ById>, catalogue: Option<&str>) -> Value {
    let Method { profile, suits, needs, avoid } = method;
    let conditions = |all: &[Condition<Entry>]| all.iter().map(|it| condition(tree, it)).collect::<Vec<_>>();
    let rest = object!({
        "suits": conditions(suits),
        "needs": conditions(needs),
        "avoid": conditions(avoid),
        "catalogue": catalogue,
    });
    joined([written(&**profile), rest])
}

/// An advice, with its catalogue as that of a method.
fn advice(tree: &Resolved, advice: &Advice<ById>, catalogue: Option<&str>) -> Value {
    let Advice { id, kind, texts, readers, moment, condition: when, source, valid: _ } = advice;
    let rest = object!({
        "for": readers,
        "moment": moment,
        "if": when.as_ref().map(|it| condition(tree, it)),
        "source": source,
        "catalogue": catalogue,
    });
    joined([object!({"id": id, "kind": kind}), written(&**texts), rest])
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
        Condition::Entry(Entry::Ahead(first, second, by)) => {
            object!({"score": tree.scores[*first].id.text, "ahead_of": tree.scores[*second].id.text, "by": by})
        }
        Condition::Entry(Entry::Rung(rungs)) => {
            object!({"rung": rungs.iter().map(|&rung| rung_id(tree, rung)).collect::<Vec<_>>()})
        }
        Condition::Entry(Entry::Level(levels)) => {
            object!({"level": levels.iter().map(|level| level.word()).collect::<Vec<_>>()})
        }
        Condition::Entry(Entry::Outcome(outcomes)) => {
            object!({"outcome": outcomes.iter().map(|&it| tree.outcomes[it].id.text.as_str()).collect::<Vec<_>>()})
        }
        // A name that this tree does not know has no value.
        Condition::Entry(Entry::Never) => Value::Bool(false),
    }
}
