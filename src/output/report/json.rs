//! The advice for other programs: `beslisboom/advice/1`. Ids are never translated; texts are.

use super::basis::Report;
use super::plan::{plan, signs};
use crate::analysis::lines::BoundPosition;
use crate::analysis::narrowing::narrows_most;
use crate::analysis::recommend::{Offer, Reason};
use crate::analysis::why::{By, Held, Other, Replied, ReplyChange};
use crate::model::ids::{AnswerId, QuestionId, RungId};
use crate::model::replies::Reply;
use crate::model::tree::TreeData;
use crate::output::cases::ListedCase;
use serde_json::{Map, Value, json as object};

/// The advice as a value.
#[expect(clippy::too_many_lines, reason = "one object, key by key")]
pub(super) fn advice(report: &Report<'_>) -> Value {
    let tree = report.tree;
    let landings = &report.evaluation.landings;
    let one = match landings[..] {
        [landing] => Some(landing),
        _ => None,
    };
    let verdicts: Vec<&str> = landings.iter().map(|it| tree.outcomes[it.outcome].verdict.word()).collect();
    let verdict = verdicts.first().filter(|first| verdicts.iter().all(|word| word == *first));
    let rung_of = |rung: Option<RungId>| rung.map(|rung| report.rung_id(rung));
    let mut rungs: Vec<RungId> = landings.iter().filter_map(|landing| landing.rung).collect();
    rungs.sort_unstable();
    rungs.dedup();
    let rung = one.and_then(|landing| landing.rung).map(|rung| tree.rung(rung));
    let id = |question: &QuestionId| tree.questions[*question].id.text.clone();
    let (low, high) = report.why.clashing();
    let mut value = object!({
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
        "level": rung.and_then(|rung| rung.level).map(crate::model::ladder::Level::word),
        "title": one.map(|landing| &tree.outcomes[landing.outcome].title),
        "text": one.and_then(|landing| tree.outcomes[landing.outcome].text.as_ref()),
        "promise": rung.and_then(|rung| rung.promise.as_ref()),
        "conflict": report.evaluation.clash.certain,
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
        "clash": report.evaluation.clash.certain.then(|| object!({
            "at_most": low.iter().map(|held| bound(report, held)).collect::<Vec<_>>(),
            "at_least": high.iter().map(|held| bound(report, held)).collect::<Vec<_>>(),
            "arranged": report.arranged.iter().map(|landing| object!({
                "outcome": tree.outcomes[landing.outcome].id.text,
                "rung": rung_of(landing.rung),
            })).collect::<Vec<_>>(),
        })),
        "plan": plan(report),
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
        "swings": report.otherwise().swings.iter().map(|swing| id(&swing.question)).collect::<Vec<_>>(),
        "next_tree": report.next_tree(),
        "replies": replies(tree, report),
        "notes": report.occasion.notes.iter().map(|(question, note)| (id(question), Value::from(note.as_str()))).collect::<Map<_, _>>(),
        "chosen": report.occasion.chosen.as_ref().map(|(rung, because)| object!({"rung": rung, "because": because})),
    });
    let lines = report.lines.as_ref();
    value["wish"] = line(report, lines.map(|lines| &lines.wish));
    value["ceiling"] = line(report, lines.map(|lines| &lines.ceiling));
    value["floor"] = line(report, lines.map(|lines| &lines.floor));
    value["take"] = object!(report.rung_to_take());
    value["decide"] = object!(report.decision_points());
    value["cases"] = report.likest().iter().map(ListedCase::value).collect();
    value["scores"] = report.scores_json();
    // Only where the tree has words of its own instead of the verdict.
    if let Some(heading) = one.and_then(|landing| report.words().own_heading(landing.outcome)) {
        value["heading"] = heading.into();
    }
    let expired = report.occasion.expired.iter();
    value["expired"] = expired.map(|it| object!({"what": it.what.to(report.language), "until": it.until})).collect();
    value
}

fn replies(tree: &TreeData<crate::model::tree::ById>, report: &Report<'_>) -> Map<String, Value> {
    let answer = |question: QuestionId, answer: &AnswerId| {
        Value::from(tree.questions[question].answers[*answer].id.text.as_str())
    };
    let mut map = Map::new();
    for (&question, reply) in report.replies {
        let asked = &tree.questions[question];
        let list = |answers: &[AnswerId]| Value::Array(answers.iter().map(|it| answer(question, it)).collect());
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

/// With every smallest change asked for, at most this many are written for one result.
const MOST: usize = 1000;

/// Why this result, for other programs: `beslisboom/why/1`. With `all`, every smallest change.
pub(super) fn explained(report: &Report<'_>, all: bool) -> Value {
    let tree = report.tree;
    let more = all.then(|| report.all_otherwise(MOST));
    let otherwise = more.as_ref().unwrap_or_else(|| report.otherwise());
    let landings = &report.evaluation.landings;
    let id = |question: QuestionId| tree.questions[question].id.text.as_str();
    let ids = |questions: &[QuestionId]| questions.iter().map(|&it| id(it)).collect::<Vec<_>>();
    let one = |landing: &crate::engine::step::Landing| {
        object!({
            "outcome": tree.outcomes[landing.outcome].id.text,
            "rung": landing.rung.map(|rung| report.rung_id(rung)),
        })
    };
    let deciders = match &landings[..] {
        [landing] => report.why.decided_by(tree, landing),
        _ => Vec::new(),
    };
    let first = narrows_most(tree, report.replies, &report.evaluation, &|_| true);
    object!({
        "format": "beslisboom/why/1",
        "program": env!("CARGO_PKG_VERSION"),
        "tree": tree.id.text,
        "version": tree.version,
        "hash": tree.hash,
        "project": report.occasion.project,
        "exact": report.evaluation.exact && otherwise.finished,
        "possible": landings.iter().map(one).collect::<Vec<_>>(),
        "conflict": report.evaluation.clash.certain,
        "open_questions": ids(&report.evaluation.open_questions),
        "ask_first": first.map(id),
        "decided_by": deciders.iter().map(|decider| object!({
            "by": match decider.by {
                By::AtMost => "at-most",
                By::AtLeast => "at-least",
                By::Route => "route",
            },
            "rung": decider.bound.map(|bound| report.rung_id(bound.rung)),
            "because": match decider.bound {
                Some(bound) => bound.because.as_ref(),
                None => report.why.route.and_then(|(_, route)| route.because.as_ref()),
            },
            "questions": ids(&decider.questions),
        })).collect::<Vec<_>>(),
        "scores": report.scores_json(),
        "swings": otherwise.swings.iter().map(|swing| object!({
            "question": id(swing.question),
            "to": swing.to.iter().map(|(answer, landings)| object!({
                "reply": answer.map(|answer| tree.questions[swing.question].answers[answer].id.text.as_str()),
                "possible": landings.iter().map(one).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "others": otherwise.others.iter().map(|it| other(tree, report, it, all)).collect::<Vec<_>>(),
        "replies": replies(tree, report),
    })
}

/// Another result. One that the tree never gives has no change.
fn other(tree: &TreeData<crate::model::tree::ById>, report: &Report<'_>, other: &Other, all: bool) -> Value {
    let id = |question: QuestionId| tree.questions[question].id.text.clone();
    let replied = |replied: &Replied| {
        let answer =
            |question: QuestionId, it: AnswerId| Value::from(tree.questions[question].answers[it].id.text.as_str());
        let one = |(question, answers): &(QuestionId, Vec<AnswerId>)| {
            let list: Vec<Value> = answers.iter().map(|&it| answer(*question, it)).collect();
            let value = match &list[..] {
                [only] if !tree.questions[*question].is_multiple() => only.clone(),
                _ => Value::Array(list),
            };
            (id(*question), value)
        };
        replied.iter().map(one).collect::<Map<_, _>>()
    };
    let change = |it: &ReplyChange| {
        let mut map = Map::new();
        map.insert("change".to_owned(), Value::Object(replied(&it.change)));
        map.insert("asks".to_owned(), it.asks.iter().map(|(question, _)| Value::from(id(*question))).collect());
        map.insert("with".to_owned(), Value::Object(replied(&it.needed(tree, report.replies, &other.result))));
        map.insert("blocked_by".to_owned(), it.blocked_by.iter().map(|&question| Value::from(id(question))).collect());
        map
    };
    let mut map = Map::new();
    map.insert("outcome".to_owned(), Value::from(tree.outcomes[other.result.outcome].id.text.as_str()));
    map.insert("rung".to_owned(), other.result.rung.map_or(Value::Null, |rung| Value::from(report.rung_id(rung))));
    map.insert("never".to_owned(), Value::Bool(other.changes.is_empty()));
    match other.changes.first() {
        Some(first) => map.extend(change(first)),
        None => {
            map.insert("change".to_owned(), Value::Null);
            map.insert("asks".to_owned(), Value::Array(Vec::new()));
            map.insert("blocked_by".to_owned(), Value::Array(Vec::new()));
        }
    }
    if all {
        let every: Vec<Value> = other.changes.iter().map(|it| Value::Object(change(it))).collect();
        map.insert("all".to_owned(), Value::Array(every));
        map.insert("complete".to_owned(), Value::Bool(other.complete));
    }
    Value::Object(map)
}

/// Wish, ceiling or floor: its rung where open replies no longer move it, where it can lie, and why.
fn line(report: &Report<'_>, line: Option<&BoundPosition<'_>>) -> Value {
    let Some(line) = line else { return Value::Null };
    object!({
        "rung": line.rung().map(|rung| report.rung_id(rung)),
        "possible": line.rungs.iter().map(|&rung| report.rung_id(rung)).collect::<Vec<_>>(),
        "reasons": line.reasons.iter().map(|held| bound(report, held)).collect::<Vec<_>>(),
    })
}

fn bound(report: &Report<'_>, held: &Held<'_>) -> Value {
    object!({
        "rung": report.rung_id(held.bound.rung),
        "because": held.bound.because,
        "arrange": held.bound.arrange,
        "source": held.bound.source.as_ref().map(|source| report.citation(source)),
        "decided_by": held.decided_by.iter().map(|&it| report.tree.questions[it].id.text.clone()).collect::<Vec<_>>(),
        "certain": held.certain,
    })
}

fn offer(report: &Report<'_>, offer: &Offer<'_>) -> Value {
    let method = offer.method;
    let range = |range: Option<crate::model::condition::Range>| {
        range.map(|range| object!({"from": range.from, "below": range.below}))
    };
    object!({
        "id": method.id.text,
        "title": method.title,
        "summary": method.summary,
        "why": offer.suits.iter().map(|condition| report.held(condition)).collect::<Vec<_>>(),
        "for": signs(offer, true),
        "against": signs(offer, false),
        "weeks": range(method.weeks),
        "group": range(method.group),
        "cost": method.cost.map(|cost| match cost {
            crate::model::catalogue::Cost::Low => "low",
            crate::model::catalogue::Cost::Medium => "medium",
            crate::model::catalogue::Cost::High => "high",
        }),
        "not_when": method.not_when,
        "estimated": method.estimated.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(),
    })
}
