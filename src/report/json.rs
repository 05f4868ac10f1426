//! The advice for other programs: `beslisboom/advice/1`. Ids are never translated; texts are.

use super::Report;
use crate::recommend::{Offer, Reason};
use crate::replies::Reply;
use crate::tree::Outline;
use crate::why::Held;
use serde_json::{Map, Value, json as object};

/// Lays the advice out as JSON, with a line end.
pub fn json(report: &Report<'_>) -> String {
    let tree = report.tree;
    let landings = &report.evaluation.landings;
    let one = match landings[..] {
        [landing] => Some(landing),
        _ => None,
    };
    let verdicts: Vec<&str> = landings.iter().map(|it| tree.outcomes[it.outcome].verdict.word()).collect();
    let verdict = verdicts.first().filter(|first| verdicts.iter().all(|word| word == *first));
    let rung_of = |rung: Option<usize>| rung.map(|rung| report.rung_id(rung));
    let mut rungs: Vec<usize> = landings.iter().filter_map(|landing| landing.rung).collect();
    rungs.sort_unstable();
    rungs.dedup();
    let rung = one.and_then(|landing| landing.rung).and_then(|rung| tree.ladder.as_ref()?.rungs.get(rung));
    let id = |question: &usize| tree.questions[*question].id.text.clone();
    let (low, high) = report.why.clashing();
    let value = object!({
        "format": "beslisboom/advice/1",
        "program": env!("CARGO_PKG_VERSION"),
        "date": report.occasion.date,
        "language": report.language.tag(),
        "tree": tree.id.text,
        "version": tree.version,
        "hash": tree.hash,
        "ladder": tree.ladder.as_ref().map(|ladder| &ladder.id.text),
        "project": report.occasion.project,
        "part": report.occasion.part,
        "verdict": verdict,
        "outcome": one.map(|landing| &tree.outcomes[landing.outcome].id.text),
        "rung": one.and_then(|landing| rung_of(landing.rung)),
        "level": rung.and_then(|rung| rung.level).map(crate::ladder::Level::word),
        "title": one.map(|landing| &tree.outcomes[landing.outcome].title),
        "text": one.and_then(|landing| tree.outcomes[landing.outcome].text.as_ref()),
        "promise": rung.and_then(|rung| rung.promise.as_ref()),
        "conflict": report.evaluation.clash.1,
        "exact": report.evaluation.exact,
        "possible": landings.iter().map(|landing| object!({
            "outcome": tree.outcomes[landing.outcome].id.text,
            "rung": rung_of(landing.rung),
            "verdict": tree.outcomes[landing.outcome].verdict.word(),
        })).collect::<Vec<_>>(),
        "possible_rungs": rungs.iter().map(|&rung| report.rung_id(rung)).collect::<Vec<_>>(),
        "open_questions": report.evaluation.open_questions.iter().map(id).collect::<Vec<_>>(),
        "route": report.evaluation.met().iter().filter(|met| met.always).map(|met| id(&met.question)).collect::<Vec<_>>(),
        "at_most": report.why.at_most.iter().map(|held| bound(report, held)).collect::<Vec<_>>(),
        "at_least": report.why.at_least.iter().map(|held| bound(report, held)).collect::<Vec<_>>(),
        "wishes": report.why.wishes.iter().map(|held| bound(report, held)).collect::<Vec<_>>(),
        "clash": report.evaluation.clash.1.then(|| object!({
            "at_most": low.iter().map(|held| bound(report, held)).collect::<Vec<_>>(),
            "at_least": high.iter().map(|held| bound(report, held)).collect::<Vec<_>>(),
            "arranged": report.arranged.iter().map(|landing| object!({
                "outcome": tree.outcomes[landing.outcome].id.text,
                "rung": rung_of(landing.rung),
            })).collect::<Vec<_>>(),
        })),
        "methods": report.recommendation.offered.iter().map(|it| offer(report, it)).collect::<Vec<_>>(),
        "perhaps_methods": report.recommendation.perhaps.iter().map(|it| offer(report, it)).collect::<Vec<_>>(),
        "fallen_methods": report.recommendation.fallen.iter().map(|fallen| object!({
            "id": fallen.method.id.text,
            "title": fallen.method.title,
            "reasons": fallen.reasons.iter().map(|&reason| object!({
                "kind": match reason {
                    Reason::Avoid(_) => "avoid",
                    Reason::Needs(_) => "needs",
                    Reason::Weeks(_) => "weeks",
                    Reason::Group(_) => "group",
                },
                "text": report.reason(fallen.method, reason),
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "advice": report.recommendation.advice.iter().map(|it| object!({"id": it.id.text, "text": it.text})).collect::<Vec<_>>(),
        "perhaps_advice": report.recommendation.perhaps_advice.iter().map(|it| object!({"id": it.id.text, "text": it.text})).collect::<Vec<_>>(),
        "next_tree": report.next_tree(),
        "replies": replies(tree, report),
        "notes": report.occasion.notes.iter().map(|(question, note)| (id(question), Value::from(note.as_str()))).collect::<Map<_, _>>(),
        "chosen": report.occasion.chosen.as_ref().map(|(rung, because)| object!({"rung": rung, "because": because})),
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

fn replies(tree: &Outline<crate::tree::Known>, report: &Report<'_>) -> Map<String, Value> {
    let answer =
        |question: usize, answer: &usize| Value::from(tree.questions[question].answers[*answer].id.text.as_str());
    let mut map = Map::new();
    for (&question, reply) in report.replies {
        let asked = &tree.questions[question];
        let list = |answers: &[usize]| Value::Array(answers.iter().map(|it| answer(question, it)).collect());
        let value = match reply {
            Reply::Unknown => Value::from("unknown"),
            Reply::Number(number) => {
                serde_json::from_str(&number.to_string()).unwrap_or_else(|_| Value::from(number.to_string()))
            }
            Reply::OneOf(answers) => object!({"one-of": list(answers)}),
            Reply::Answers(answers) if asked.is_multiple() => list(answers),
            Reply::Answers(answers) => answers.first().map_or(Value::Null, |it| answer(question, it)),
        };
        map.insert(asked.id.text.clone(), value);
    }
    map
}

fn bound(report: &Report<'_>, held: &Held<'_>) -> Value {
    object!({
        "rung": report.rung_id(held.bound.rung),
        "because": held.bound.because,
        "arrange": held.bound.arrange,
        "decided_by": held.decided_by.iter().map(|&it| report.tree.questions[it].id.text.clone()).collect::<Vec<_>>(),
        "certain": held.certain,
    })
}

fn offer(report: &Report<'_>, offer: &Offer<'_>) -> Value {
    let method = offer.method;
    let range =
        |range: Option<crate::condition::Range>| range.map(|range| object!({"from": range.from, "below": range.below}));
    object!({
        "id": method.id.text,
        "title": method.title,
        "summary": method.summary,
        "why": offer.suits.iter().map(|condition| report.condition(condition)).collect::<Vec<_>>(),
        "weeks": range(method.weeks),
        "group": range(method.group),
        "cost": method.cost.map(|cost| match cost {
            crate::catalogue::Cost::Low => "low",
            crate::catalogue::Cost::Medium => "medium",
            crate::catalogue::Cost::High => "high",
        }),
        "not_when": method.not_when,
        "estimated": method.estimated.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(),
    })
}
