//! Questions with their answers, and the ways on from both.

use super::super::fields::{self, Fields};
use super::super::ladder::citation;
use super::super::valid::valid;
use super::super::yaml::{NodeValue, YamlNode};
use super::bound::{bound, condition_of};
use crate::bilingual;
use crate::model::condition::Word;
use crate::model::finding::Finding;
use crate::model::ids::{AnswerId, IdVec};
use crate::model::replies::{Band, Decimal};
use crate::model::tree::{Answer, ByName, Question, QuestionKind, Rising, Route, Target, Way};
use crate::model::valid::Valid;
use crate::source::keys::{Part, QuestionType};
use std::sync::Arc;

pub(super) fn questions(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Question<ByName>> {
    let Some(node) = fields.take("questions", findings) else { return Vec::new() };
    let mut questions = Vec::new();
    for (id, node) in fields::ids(node, findings) {
        fields::well_formed(&id, Part::Question.reserved(), findings);
        if let Some(mut fields) = Fields::of(node, id.place, Part::Question, findings) {
            questions.push(question(id, &mut fields, findings));
            fields.finish(findings);
        }
    }
    questions
}

fn question(id: Word, fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Question<ByName> {
    let asked = fields.one_of("kind", findings).unwrap_or(QuestionType::Choice);
    fields.with(asked);
    let kind = match asked {
        QuestionType::Choice => QuestionKind::Choice,
        QuestionType::Multiple => QuestionKind::Multiple,
        QuestionType::Number => QuestionKind::Number {
            unit: fields.required_text("unit", findings),
            decimals: fields.flag("decimals", findings),
            measures: fields.one_of("measures", findings),
        },
    };
    let rising = match fields.take("rising", findings) {
        None => Rising::No,
        Some(node) if matches!(node.value, NodeValue::List(_)) => Rising::Listed(fields::words(node, findings)),
        Some(node) => {
            if fields::flag(node, findings).unwrap_or(false) {
                Rising::InOrder
            } else {
                Rising::No
            }
        }
    };
    let question = Question {
        was: fields.words("was", findings),
        was_part_of: fields.words("was-part-of", findings),
        texts: Arc::new(fields.texts(findings)),
        source: citation(fields, findings),
        given: fields.flag("given", findings),
        rising,
        rising_place: fields.key_place("rising"),
        answers: answers(fields, asked, findings).into(),
        way: way(fields, findings),
        kind,
        id,
    };
    if question.answers.is_empty() && fields.has("answers") {
        let message = bilingual!("een vraag heeft minstens één antwoord", "a question has at least one answer");
        findings.push(Finding::new("missing-key", fields.key_place("answers"), message));
    }
    if let QuestionKind::Number { decimals, .. } = question.kind {
        join_up(&question.answers, decimals, findings);
    }
    question
}

fn answers(fields: &mut Fields<'_>, asked: QuestionType, findings: &mut Vec<Finding>) -> Vec<Answer<ByName>> {
    let Some(node) = fields.take("answers", findings) else { return Vec::new() };
    let mut answers = Vec::new();
    for (id, node) in fields::ids(node, findings) {
        fields::well_formed(&id, Part::Answer.reserved(), findings);
        let Some(mut fields) = Fields::of(node, id.place, Part::Answer, findings) else { continue };
        fields.with(asked);
        let (mut alone, mut band, mut own_way) = (false, None, None);
        match asked {
            QuestionType::Multiple => {
                alone = fields.flag("alone", findings);
                for key in ["next", "outcome", "routes"] {
                    if fields.has(key) {
                        let message = bilingual!(
                            "een antwoord waarvan je er meer mag kiezen, wijst geen weg",
                            "an answer of which more may be chosen names no way on"
                        );
                        let hint = bilingual!("zet `{key}` bij de vraag", "put `{key}` with the question");
                        findings.push(Finding::new("unknown-key", fields.key_place(key), message).hint(hint));
                        fields.pass(key);
                        fields.pass("because");
                    }
                }
            }
            QuestionType::Number => {
                band = Some(Band {
                    from: decimal(&mut fields, "from", findings),
                    below: decimal(&mut fields, "below", findings),
                });
                own_way = way(&mut fields, findings);
            }
            QuestionType::Choice => own_way = way(&mut fields, findings),
        }
        answers.push(Answer {
            was: fields.words("was", findings),
            texts: Arc::new(fields.texts(findings)),
            source: citation(&mut fields, findings),
            alone,
            band,
            set: set(&mut fields, findings),
            add: add(&mut fields, findings),
            at_most: bound(&mut fields, "at-most", findings),
            at_least: bound(&mut fields, "at-least", findings),
            way: own_way,
            valid: if matches!(asked, QuestionType::Number) { Valid::default() } else { valid(&mut fields, findings) },
            id,
        });
        fields.finish(findings);
    }
    // Most have two, and room is made for four: in a tree of 20,000 questions that is a third of all memory.
    answers.shrink_to_fit();
    answers
}

fn decimal(fields: &mut Fields<'_>, key: &'static str, findings: &mut Vec<Finding>) -> Option<Decimal> {
    let node = fields.take(key, findings)?;
    let number = match &node.value {
        NodeValue::Plain(text) if !text.contains(',') => text.parse().ok(),
        _ => None,
    };
    if number.is_none() {
        fields::wrong_kind(node, bilingual!("een getal", "a number"), findings);
    }
    number
}

/// Bands begin where the one before ends; only the first may be open below, only the last above.
fn join_up(answers: &IdVec<AnswerId, Answer<ByName>>, decimals: bool, findings: &mut Vec<Finding>) {
    let before = std::iter::once(None).chain(answers.iter().map(Some));
    for (answer, before) in answers.iter().zip(before) {
        let Some(Band { from, below }) = answer.band else { continue };
        let id = &answer.id;
        if let (Some(from), Some(below)) = (from, below)
            && from >= below
        {
            let message = bilingual!("de band `{id}` is leeg", "the band `{id}` is empty", id = &id.text);
            findings.push(Finding::new("band-overlap", id.place, message));
        }
        if !decimals && [from, below].into_iter().flatten().any(|edge| !edge.is_whole()) {
            let message = bilingual!("deze vraag kent alleen hele getallen", "this question knows whole numbers only");
            findings.push(
                Finding::new("wrong-kind", id.place, message)
                    .hint(bilingual!("zet `decimals: true` bij de vraag", "put `decimals: true` with the question")),
            );
        }
        let Some(before) = before else { continue };
        let end = before.band.and_then(|band| band.below);
        if end == from && end.is_some() {
            continue;
        }
        let show = |edge: Option<Decimal>| edge.map_or_else(|| "…".to_owned(), |edge| edge.to_string());
        let (message, rule) = match (end, from) {
            (Some(end), Some(from)) if end < from => (
                bilingual!("tussen {end} en {from} ligt een gat", "there is a gap between {end} and {from}"),
                "band-gap",
            ),
            _ => (
                bilingual!(
                    "de band `{one}` loopt tot {end}, en `{two}` begint bij {from}",
                    "the band `{one}` runs to {end}, and `{two}` begins at {from}",
                    one = &before.id.text,
                    two = &id.text,
                    end = show(end),
                    from = show(from)
                ),
                "band-overlap",
            ),
        };
        findings.push(
            Finding::new(rule, id.place, message)
                .related(before.id.place, bilingual!("de band ervoor", "the band before"))
                .hint(bilingual!(
                    "laat `from` gelijk zijn aan `below` ervoor",
                    "make `from` equal to the `below` before it"
                )),
        );
    }
}

fn set(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<(Word, Vec<Word>)> {
    let pairs = fields.ids("set", findings);
    pairs.into_iter().map(|(fact, node)| (fact, fields::words(node, findings))).collect()
}

fn add(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<(Word, i64)> {
    let pairs = fields.ids("add", findings);
    pairs
        .into_iter()
        .filter_map(|(score, node)| {
            let points = fields::whole(node, findings)?;
            // So that a sum over any tree that fits in memory stays exact.
            if points.abs() > 1_000_000_000 {
                fields::wrong_kind(node, bilingual!("een kleiner getal", "a smaller number"), findings);
                return None;
            }
            Some((score, points))
        })
        .collect()
}

/// Reads a way on: exactly one of `next`, `outcome` and `routes`, or none at all.
fn way(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Option<Way<ByName>> {
    let present: Vec<&str> = ["next", "outcome", "routes"].into_iter().filter(|key| fields.has(key)).collect();
    let place = present.first().map_or(fields.place, |key| fields.key_place(key));
    if present.len() > 1 {
        let list = present.join("`, `");
        let message = bilingual!("hier staan twee wegen: `{list}`", "two ways on stand here: `{list}`");
        let hint = bilingual!("kies er één", "choose one");
        findings.push(Finding::new("unknown-key", fields.key_place(present[1]), message).hint(hint));
    }
    let nodes = fields.take("routes", findings);
    let has_outcome = fields.has("outcome");
    let single = target(fields, findings);
    let because = if has_outcome { fields.text("because", findings) } else { None };
    if let Some(nodes) = nodes {
        let items = fields::list(nodes, findings);
        if items.is_empty() {
            let message = bilingual!("`routes` is leeg", "`routes` is empty");
            findings.push(Finding::new("missing-key", nodes.place, message));
        }
        let routes: Vec<_> = items.iter().filter_map(|node| route(node, findings)).collect();
        return (!routes.is_empty()).then_some(Way { place, routes });
    }
    single.map(|target| Way { place, routes: vec![Route { place, condition: None, target, because }] })
}

fn target(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Option<Target<ByName>> {
    let next = fields.word("next", findings).map(Target::Question);
    let outcome = fields.word("outcome", findings).map(Target::Outcome);
    next.or(outcome)
}

fn route(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Route<ByName>> {
    let mut fields = Fields::of(node, node.place, Part::Route, findings)?;
    let condition = condition_of(&mut fields, findings);
    if fields.has("next") && fields.has("outcome") {
        let message = bilingual!(
            "een route heeft `next` of `outcome`, niet allebei",
            "a route has `next` or `outcome`, not both"
        );
        findings.push(Finding::new("unknown-key", fields.key_place("outcome"), message));
    } else if !fields.has("next") && !fields.has("outcome") {
        let message = bilingual!("een route heeft `next` of `outcome`", "a route has `next` or `outcome`");
        findings.push(Finding::new("missing-key", node.place, message));
    }
    let target = target(&mut fields, findings);
    let because = fields.text("because", findings);
    fields.finish(findings);
    Some(Route { place: node.place, condition, target: target?, because })
}
