//! The same for other programs.

use super::versions::Versions;
use crate::analysis::diff::{
    Changed, Given, Grade, Is, Literal, LostAndGained, Moved, OfferSort, Offered, PairedValue, PlanChange, Project,
    ReasonFor, RowResult, Standing, Witness,
};
use crate::engine::step::Landing;
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::Reply;
use crate::model::tree::{ById, Resolved};
use crate::output::share::round;
use serde_json::{Map, Value as Json, json as object};

/// What changes, as `beslisboom/diff/1`. Shares are rounded to twelve decimals, so that they
/// are the same on every machine.
pub(super) fn value(versions: &Versions<'_>) -> Json {
    let Versions { old, new, diff, projects, .. } = versions;
    let tree = |tree: &Resolved| object!({"tree": tree.id.text, "version": tree.version, "hash": tree.hash});
    let told = diff.told.as_ref();
    // What could not be found out counts as changed.
    let compared = versions.days.iter().all(|it| it.grade.is_some());
    let grade = if compared { diff.grade(old, new) } else { Grade::Results };
    let [gone, come] = diff.one_sided(new);
    let answers = |tree: &Resolved, all: &[(QuestionId, AnswerId)]| {
        let one = |&(question, answer): &(QuestionId, AnswerId)| {
            let asked = &tree.questions[question];
            object!({"question": asked.id.text, "answer": asked.answers[answer].id.text})
        };
        all.iter().map(one).collect::<Vec<_>>()
    };
    object!({
        "format": "beslisboom/diff/1",
        "program": env!("CARGO_PKG_VERSION"),
        "old": tree(old),
        "new": tree(new),
        "compared_by": if diff.by_level(old, new) { "level" } else { "rung" },
        "finished": compared && diff.moves.is_some() && told.is_some(),
        "grade": grade.word(),
        "day": versions.day(),
        "days": versions.days.iter().map(|it| object!({"from": it.from, "grade": it.grade.map(Grade::word)})).collect::<Vec<_>>(),
        "behaves_differently": grade != Grade::Nothing,
        "one_sided": {"old": answers(old, &gone), "new": answers(new, &come)},
        "other_replies": diff.other_replies(old, new).iter().map(|&(_, it)| &new.questions[it].id.text).collect::<Vec<_>>(),
        "moves": diff.moves.as_ref().map(|it| it.iter().map(|moved| self::moved(old, new, moved)).collect::<Vec<_>>()),
        "offers": told.map(|it| it.offers.iter().map(|it| offer(old, new, it)).collect::<Vec<_>>()),
        "plan": told.map(|it| plan(old, new, &it.plan)),
        "reasons": told.map(|it| it.reasons.iter().map(|it| reason(old, new, it)).collect::<Vec<_>>()),
        "renamed": diff.pairing.renamed.iter().map(|it| object!({
            "kind": it.sort.word(),
            "question": it.of,
            "old": it.old,
            "new": it.new,
            "likeness": it.likeness.map(round),
        })).collect::<Vec<_>>(),
        "changes": diff.changes.iter().map(|it| object!({
            "path": it.path,
            "kind": if it.text { "text" } else { "structure" },
            "old": it.old,
            "new": it.new,
        })).collect::<Vec<_>>(),
        "projects": projects.map(|projects| object!({
            "rows": projects.rows,
            "old": projects.was.iter().map(standing).collect::<Vec<_>>(),
            "new": projects.is.iter().map(standing).collect::<Vec<_>>(),
            "counts": projects.counts,
            "moved": projects.moved.iter().map(project).collect::<Vec<_>>(),
            "offered": projects.offered.iter().map(project).collect::<Vec<_>>(),
        })),
    })
}

fn part(old: &Resolved, new: &Resolved, part: &Option<(f64, Witness)>) -> Json {
    part.as_ref()
        .map_or(Json::Null, |(share, witness)| object!({"share": round(*share), "witness": case(old, new, witness)}))
}

fn offer(old: &Resolved, new: &Resolved, offer: &Changed<Offered>) -> Json {
    let (kind, advice) = match offer.what.sort {
        OfferSort::Method => ("method", None),
        OfferSort::Advice(kind) => ("advice", Some(kind.word())),
        OfferSort::Tree => ("tree", None),
    };
    object!({
        "kind": kind,
        "advice": advice,
        "id": offer.what.id,
        "moment": offer.what.moment.map(|it| it.word()),
        "for": advice.map(|_| offer.what.readers.iter().map(|it| it.word()).collect::<Vec<_>>()),
        "lost": part(old, new, &offer.lost),
        "gained": part(old, new, &offer.gained),
    })
}

fn reason(old: &Resolved, new: &Resolved, reason: &Changed<Given>) -> Json {
    object!({
        "for": reason_for(reason.what.reason_for),
        "rung": reason.what.rung.as_ref().map(|(id, _)| id),
        "question": reason.what.question.as_ref().map(|(id, _)| id),
        "because": reason.what.because,
        "arrange": reason.what.arrange,
        "lost": part(old, new, &reason.lost),
        "gained": part(old, new, &reason.gained),
    })
}

fn reason_for(it: ReasonFor) -> &'static str {
    match it {
        ReasonFor::Wish => "wish",
        ReasonFor::Floor => "floor",
        ReasonFor::Ceiling => "ceiling",
        ReasonFor::Clash => "clash",
        ReasonFor::Short => "wish-not-met",
        ReasonFor::Outcome => "outcome",
        ReasonFor::AtMost => "at-most",
        ReasonFor::AtLeast => "at-least",
        ReasonFor::Rather => "at-least-yields",
        ReasonFor::Given => "given",
        ReasonFor::NoParticipation => "no-participation",
    }
}

fn plan(old: &Resolved, new: &Resolved, plan: &PlanChange) -> Json {
    match plan {
        PlanChange::Same => object!({"changes": false}),
        PlanChange::Unknown(tried) => object!({"changes": null, "tried": tried}),
        PlanChange::Other(other) => object!({
            "changes": true,
            "of": if other.planned { "plan" } else { "order" },
            "old": other.old,
            "new": other.new,
            "witness": case(old, new, &other.witness),
            "count": other.count,
            "tried": other.tried,
        }),
    }
}

fn standing(standing: &Standing) -> Json {
    let there = |text: &str| if text.is_empty() { Json::Null } else { Json::from(text) };
    object!({"status": standing.status, "outcome": there(&standing.outcome), "rung": there(&standing.rung)})
}

fn project(it: &Project) -> Json {
    let side = |result: &RowResult| {
        let there = |text: &str| if text.is_empty() { Json::Null } else { Json::from(text) };
        let mut side = standing(&result.standing);
        let possible = result.possible.iter();
        side["refused"] = Json::from(&result.refused[..]);
        side["possible"] =
            possible.map(|(outcome, rung)| object!({"outcome": outcome, "rung": there(rung)})).collect::<Json>();
        side
    };
    let changed = |it: &LostAndGained| object!({"lost": it.lost, "gained": it.gained});
    object!({
        "row": it.name.row,
        "place": it.name.place,
        "name": it.name.name,
        "part": it.name.part,
        "old": side(&it.old),
        "new": side(&it.new),
        "plan": changed(&it.plan),
        "methods": changed(&it.methods),
        "duties": changed(&it.duties),
    })
}

fn result(tree: &Resolved, landing: &Landing) -> Json {
    let outcome = &tree.outcomes[landing.outcome];
    let rung = landing.rung.map(|rung| tree.rung(rung).id.text.as_str());
    object!({"outcome": outcome.id.text, "rung": rung, "verdict": outcome.verdict.word()})
}

fn moved(old: &Resolved, new: &Resolved, moved: &Moved) -> Json {
    let regions =
        moved.regions.iter().map(|region| region.replies.iter().map(|it| said(old, new, it)).collect::<Json>());
    object!({
        "from": result(old, &moved.from),
        "to": result(new, &moved.to),
        "share": round(moved.share),
        "regions": regions.collect::<Vec<_>>(),
        "region_count": moved.count,
        "witness": case(old, new, &moved.witness),
    })
}

/// What a region says of one question; ids are those of the newer version where it has them.
fn said(old: &Resolved, new: &Resolved, said: &Literal) -> Json {
    let (tree, question, newer): (&Resolved, QuestionId, bool) = match (said.new, said.old) {
        (Some(question), _) => (new, question, true),
        (None, question) => (old, question.unwrap_or_default(), false),
    };
    let asked = &tree.questions[question];
    let value = |value: &PairedValue| {
        let answer = if newer { value.new } else { value.old };
        match (value.band, answer) {
            (Some(band), _) => {
                object!({"from": band.from.map(|it| it.to_string()), "below": band.below.map(|it| it.to_string())})
            }
            (None, Some(answer)) => Json::from(asked.answers[answer].id.text.as_str()),
            (None, None) => Json::Null,
        }
    };
    let all = |values: &[PairedValue]| values.iter().map(value).collect::<Json>();
    match &said.is {
        Is::OneOf { these, .. } => object!({"question": asked.id.text, "is": all(these)}),
        Is::Chosen { with, without } => {
            object!({"question": asked.id.text, "with": all(with), "without": all(without)})
        }
    }
}

fn case(old: &Resolved, new: &Resolved, witness: &Witness) -> Json {
    let replies = |tree: &Resolved, replies: &[(QuestionId, Reply<ById>)]| {
        let reply = |(question, reply): &(QuestionId, Reply<ById>)| {
            let asked = &tree.questions[*question];
            let shown = match reply {
                Reply::Answers(answers) => {
                    answers.iter().map(|&it| Json::from(asked.answers[it].id.text.as_str())).collect()
                }
                // As a text: a decimal is exact.
                Reply::Number(number) => Json::from(number.to_string()),
                Reply::OneOf(_) | Reply::Unknown => Json::Null,
            };
            (asked.id.text.clone(), shown)
        };
        replies.iter().map(reply).collect::<Map<String, Json>>()
    };
    object!({"old": replies(old, &witness.old), "new": replies(new, &witness.new)})
}
