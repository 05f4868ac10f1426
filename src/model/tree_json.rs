//! The resolved tree for other programs: `beslisboom/tree/1`. Ids are as in the file; every reference is
//! the id of what it refers to. Everything that a tree, its ladder and its catalogues say is in it, but for
//! the examples.

use crate::model::catalogue::{Advice, Channel, Cost, Kind, Method, Moment, Reader};
use crate::model::condition::{Condition, Entry, Range, Word};
use crate::model::ladder::{Citation, Ladder, Source};
use crate::model::replies::Band;
use crate::model::tree::{Bound, Fact, Known, Measure, OutcomeRung, QuestionKind, Resolved, Rising, Target, Way};
use serde_json::{Map, Value, json as object};

/// A tree as JSON.
pub fn value(tree: &Resolved) -> Value {
    object!({
        "format": "beslisboom/tree/1",
        "program": env!("CARGO_PKG_VERSION"),
        "tree": tree.id.text,
        "version": tree.version,
        "hash": tree.hash,
        "title": tree.title,
        "summary": tree.summary,
        "language": tree.language,
        "valid": {"from": text(tree.valid.0.as_ref()), "until": text(tree.valid.1.as_ref())},
        "start": tree.questions.get(tree.start.unwrap_or(0)).map(|question| &question.id.text),
        "ladder": tree.ladder.as_ref().map(ladder),
        "facts": tree.facts.iter().map(fact).collect::<Vec<_>>(),
        "scores": tree.scores.iter().map(|score| object!({"id": score.id.text, "label": score.label})).collect::<Vec<_>>(),
        "bounds": tree.bounds.iter().map(|it| object!({
            "if": it.condition.as_ref().map(|it| condition(tree, it)),
            "at_most": it.at_most.as_ref().map(|it| bound(tree, it)),
            "at_least": it.at_least.as_ref().map(|it| bound(tree, it)),
        })).collect::<Vec<_>>(),
        "questions": (0..tree.questions.len()).map(|question| asked(tree, question)).collect::<Vec<_>>(),
        "outcomes": tree.outcomes.iter().map(|outcome| object!({
            "id": outcome.id.text,
            "was": words(&outcome.was),
            "title": outcome.title,
            "verdict": outcome.verdict.word(),
            "text": outcome.text,
            "rung": match outcome.rung {
                OutcomeRung::None => None,
                OutcomeRung::Fixed(rung) => rung_id(tree, rung),
                OutcomeRung::Ceiling => Some("ceiling"),
                OutcomeRung::Floor => Some("floor"),
                OutcomeRung::Wish => Some("wish"),
            },
            "conflict": outcome.conflict.map(|conflict| &tree.outcomes[conflict].id.text),
            "tree": text(outcome.tree.as_ref()),
            "source": citation(outcome.source.as_ref()),
        })).collect::<Vec<_>>(),
        "methods": tree.methods().map(|it| method(tree, it)).collect::<Vec<_>>(),
        "advice": tree.advice().map(|it| advice(tree, it)).collect::<Vec<_>>(),
        "sources": sources(&tree.sources),
    })
}

fn text(word: Option<&Word>) -> Option<&str> {
    word.map(|word| word.text.as_str())
}

fn words(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.text.as_str()).collect()
}

fn citation(citation: Option<&Citation>) -> Value {
    citation.map_or(Value::Null, |it| object!({"ref": it.source.text, "at": it.at}))
}

fn sources(sources: &[Source]) -> Value {
    let source = |it: &Source| object!({"id": it.id.text, "title": it.title, "by": it.by, "year": it.year, "url": text(it.url.as_ref())});
    sources.iter().map(source).collect()
}

fn ladder(ladder: &Ladder) -> Value {
    object!({
        "id": ladder.id.text,
        "title": ladder.title,
        "rungs": ladder.rungs.iter().map(|rung| object!({
            "id": rung.id.text,
            "was": words(&rung.was),
            "title": rung.title,
            "level": rung.level.map(crate::model::ladder::Level::word),
            "participation": rung.participation,
            "resident": rung.resident,
            "government": rung.government,
            "promise": rung.promise,
            "ask": rung.ask,
            "text": rung.text,
            "source": citation(rung.source.as_ref()),
        })).collect::<Vec<_>>(),
        "sources": sources(&ladder.sources),
    })
}

fn fact(fact: &Fact) -> Value {
    let values = fact.values.iter().map(|(id, label)| object!({"id": id.text, "label": label}));
    object!({"id": fact.id.text, "label": fact.label, "values": values.collect::<Vec<_>>()})
}

fn asked(tree: &Resolved, question: usize) -> Value {
    let asked = &tree.questions[question];
    let (kind, unit, decimals, measures) = match &asked.kind {
        QuestionKind::Choice => ("choice", None, None, None),
        QuestionKind::Multiple => ("multiple", None, None, None),
        QuestionKind::Number { unit, decimals, measures } => ("number", Some(unit), Some(*decimals), *measures),
    };
    let measures = measures.map(|it| match it {
        Measure::Weeks => "weeks",
        Measure::People => "people",
    });
    let answer_id = |answer: &usize| asked.answers[*answer].id.text.as_str();
    object!({
        "id": asked.id.text,
        "was": words(&asked.was),
        "ask": asked.ask,
        "help": asked.help,
        "unknown": asked.unknown,
        "note": asked.note,
        "kind": kind,
        "unit": unit,
        "decimals": decimals,
        "measures": measures,
        "given": asked.given,
        "rising": match &asked.rising {
            Rising::No => Value::Bool(false),
            Rising::InOrder => Value::Bool(true),
            Rising::Listed(answers) => answers.iter().map(answer_id).collect(),
        },
        "source": citation(asked.source.as_ref()),
        "answers": asked.answers.iter().map(|answer| object!({
            "id": answer.id.text,
            "was": words(&answer.was),
            "label": answer.label,
            "help": answer.help,
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
            "source": citation(answer.source.as_ref()),
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

fn range(range: Option<Range>) -> Value {
    range.map_or(Value::Null, |it| object!({"from": it.from, "below": it.below}))
}

fn bound(tree: &Resolved, bound: &Bound<Known>) -> Value {
    object!({
        "rung": rung_id(tree, bound.rung),
        "because": bound.because,
        "arrange": bound.arrange,
        "yields": bound.yields,
        "source": citation(bound.source.as_ref()),
    })
}

fn routes(tree: &Resolved, way: &Way<Known>) -> Value {
    let route = |route: &crate::model::tree::Route<Known>| {
        let (key, to) = match route.target {
            Target::Question(question) => ("next", &tree.questions[question].id.text),
            Target::Outcome(outcome) => ("outcome", &tree.outcomes[outcome].id.text),
        };
        object!({"if": route.condition.as_ref().map(|it| condition(tree, it)), key: to, "because": route.because})
    };
    way.routes.iter().map(route).collect()
}

fn method(tree: &Resolved, method: &Method<Known>) -> Value {
    let conditions = |all: &[Condition<Entry>]| all.iter().map(|it| condition(tree, it)).collect::<Vec<_>>();
    object!({
        "id": method.id.text,
        "was": words(&method.was),
        "title": method.title,
        "summary": method.summary,
        "levels": method.levels.iter().map(|level| level.word()).collect::<Vec<_>>(),
        "audience": match method.audience {
            crate::model::catalogue::Audience::Residents => "residents",
            crate::model::catalogue::Audience::Internal => "internal",
        },
        "group": range(method.group),
        "weeks": range(method.weeks),
        "cost": method.cost.map(|it| match it { Cost::Low => "low", Cost::Medium => "medium", Cost::High => "high" }),
        "channel": method.channel.map(|it| match it {
            Channel::Offline => "offline",
            Channel::Online => "online",
            Channel::Hybrid => "hybrid",
        }),
        "suits": conditions(&method.suits),
        "needs": conditions(&method.needs),
        "avoid": conditions(&method.avoid),
        "not_when": method.not_when,
        "estimated": words(&method.estimated),
        "source": citation(method.source.as_ref()),
    })
}

fn advice(tree: &Resolved, advice: &Advice<Known>) -> Value {
    let reader = |it: &Reader| match it {
        Reader::Projectleider => "projectleider",
        Reader::Ambtelijk => "ambtelijk",
        Reader::College => "college",
        Reader::Raad => "raad",
        Reader::Inwoners => "inwoners",
    };
    object!({
        "id": advice.id.text,
        "kind": match advice.kind {
            Kind::Duty => "duty",
            Kind::Condition => "condition",
            Kind::Tip => "tip",
            Kind::Role => "role",
            Kind::Indicator => "indicator",
        },
        "text": advice.text,
        "for": advice.readers.iter().map(reader).collect::<Vec<_>>(),
        "moment": advice.moment.map(|it| match it {
            Moment::Before => "before",
            Moment::During => "during",
            Moment::After => "after",
        }),
        "if": advice.condition.as_ref().map(|it| condition(tree, it)),
        "source": citation(advice.source.as_ref()),
    })
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
