//! Trees as written: questions, answers, ways, bounds, outcomes, examples.

use super::condition;
use super::fields::{self, Fields};
use super::ladder::{citation, sources};
use super::yaml::{Node, Value};
use crate::condition::{Condition, Word, WordEntry};
use crate::finding::{Finding, Place};
use crate::replies::{Band, Decimal, Reply};
use crate::said;
use crate::tree::{
    Answer, Bound, Draft, Example, Expect, Fact, Measure, Outcome, OutcomeRung, Question, QuestionKind, Rising, Route,
    Score, Target, TreeBound, Verdict, Way, Written,
};

/// The names of other files in a tree, still to be read.
pub(crate) struct Companions {
    pub(crate) ladder: Option<Word>,
    pub(crate) catalogues: Vec<Word>,
}

/// Reads a tree file's content, without its ladder and catalogues.
pub(crate) fn read(node: &Node, findings: &mut Vec<Finding>) -> Option<(Draft, Companions)> {
    let mut fields = Fields::of(node, node.place, findings)?;
    super::format_line(&mut fields, findings);
    let id = super::own_id(&mut fields, findings);
    let version = version(&mut fields, findings);
    let title = fields.required_text("title", findings);
    let summary = fields.text("summary", findings);
    let language = fields.required_text("language", findings);
    let companions =
        Companions { ladder: fields.word("ladder", findings), catalogues: fields.words("catalogues", findings) };
    let valid = valid(&mut fields, findings);
    let draft = Draft {
        sources: sources(&mut fields, findings),
        facts: facts(&mut fields, findings),
        scores: scores(&mut fields, findings),
        start: fields.word("start", findings),
        bounds: bounds(&mut fields, findings),
        questions: questions(&mut fields, findings),
        outcomes: outcomes(&mut fields, findings),
        examples: examples(&mut fields, findings),
        catalogues: vec![crate::catalogue::Catalogue {
            id: id.clone(),
            language: Some(language.clone()),
            sources: Vec::new(),
            facts: Vec::new(),
            methods: super::catalogue::methods(&mut fields, findings),
            advice: super::catalogue::advice(&mut fields, findings),
        }],
        ladder: None,
        whole: true,
        hash: String::new(),
        id,
        version,
        title,
        summary,
        language,
        valid,
    };
    fields.finish(findings);
    Some((draft, companions))
}

fn version(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> String {
    let Some(node) = fields.require("version", findings) else { return String::new() };
    match &node.value {
        Value::Plain(text) if text.parse::<f64>().is_ok() => {
            let message = said!("`version` is hier een getal", "`version` is a number here");
            let hint = said!("zet er aanhalingstekens om: \"{text}\"", "put it in quotes: \"{text}\"");
            findings.push(Finding::new("wrong-kind", node.place, message).hint(hint));
            text.clone()
        }
        _ => fields::word(node, findings).map_or_else(String::new, |word| word.text),
    }
}

fn valid(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> (Option<Word>, Option<Word>) {
    let Some(node) = fields.take("valid", findings) else { return (None, None) };
    let Some(mut fields) = Fields::of(node, node.place, findings) else { return (None, None) };
    let valid = (fields.word("from", findings), fields.word("until", findings));
    fields.finish(findings);
    for word in [&valid.0, &valid.1].into_iter().flatten() {
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        let parts: Vec<&str> = word.text.split('-').collect();
        if !matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            let message = said!("`{text}` is geen datum", "`{text}` is not a date", text = &word.text);
            let hint = said!("schrijf hem als 2026-01-31", "write it like 2026-01-31");
            findings.push(Finding::new("wrong-kind", word.place, message).hint(hint));
        }
    }
    valid
}

/// Reads `facts:`.
pub(crate) fn facts(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (id, node) in fields.ids("facts", findings) {
        fields::well_formed(&id, &RESERVED_NAMES, findings);
        let Some(mut fields) = Fields::of(node, id.place, findings) else { continue };
        let label = fields.required_text("label", findings);
        let values = match fields.require("values", findings) {
            None => Vec::new(),
            Some(node) => fields::ids(node, findings)
                .into_iter()
                .filter_map(|(id, node)| {
                    fields::well_formed(&id, &RESERVED_ANSWERS, findings);
                    Some((id, fields::word(node, findings)?.text))
                })
                .collect(),
        };
        fields.finish(findings);
        facts.push(Fact { id, label, values });
    }
    facts
}

/// Words that conditions read for themselves, so no question, fact or score may have them.
const RESERVED_NAMES: [&str; 7] = ["all", "any", "not", "rung", "level", "verdict", "outcome"];

/// Words that stand for a reply, so no answer or value may have them.
const RESERVED_ANSWERS: [&str; 2] = ["unknown", "one-of"];

fn scores(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Score> {
    let mut scores = Vec::new();
    for (id, node) in fields.ids("scores", findings) {
        fields::well_formed(&id, &RESERVED_NAMES, findings);
        let Some(mut fields) = Fields::of(node, id.place, findings) else { continue };
        let label = fields.required_text("label", findings);
        fields.finish(findings);
        scores.push(Score { id, label });
    }
    scores
}

fn bounds(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<TreeBound<Written>> {
    let mut bounds = Vec::new();
    for node in fields.list("bounds", findings) {
        let Some(mut fields) = Fields::of(node, node.place, findings) else { continue };
        let bound = TreeBound {
            place: node.place,
            condition: condition_of(&mut fields, findings),
            at_most: bound(&mut fields, "at-most", findings),
            at_least: bound(&mut fields, "at-least", findings),
        };
        if !fields.has("at-most") && !fields.has("at-least") {
            let message = said!("een grens noemt `at-most` of `at-least`", "a bound names `at-most` or `at-least`");
            findings.push(Finding::new("missing-key", node.place, message));
        }
        fields.finish(findings);
        bounds.push(bound);
    }
    bounds
}

/// Reads `if`. One that cannot be read must not become "always": it is left out with its finding,
/// and a draft with findings that are errors never becomes a tree.
fn condition_of(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Option<Condition<WordEntry>> {
    fields.take("if", findings).and_then(|node| condition::read(node, findings))
}

fn bound(fields: &mut Fields<'_>, key: &'static str, findings: &mut Vec<Finding>) -> Option<Bound<Written>> {
    let node = fields.take(key, findings)?;
    if !matches!(node.value, Value::Map(_)) {
        let rung = fields::word(node, findings)?;
        return Some(Bound { rung, because: None, arrange: None, source: None, yields: false });
    }
    let mut fields = Fields::of(node, node.place, findings)?;
    let rung = fields.require("rung", findings).and_then(|node| fields::word(node, findings));
    let because = fields.text("because", findings);
    let source = citation(&mut fields, findings);
    let (mut arrange, mut yields) = (None, false);
    if key == "at-most" {
        arrange = fields.text("arrange", findings);
    } else {
        yields = fields.flag("yields", false, findings);
    }
    fields.finish(findings);
    Some(Bound { rung: rung?, because, arrange, source, yields })
}

fn questions(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Question<Written>> {
    let Some(node) = fields.require("questions", findings) else { return Vec::new() };
    let mut questions = Vec::new();
    for (id, node) in fields::ids(node, findings) {
        fields::well_formed(&id, &RESERVED_NAMES, findings);
        if let Some(mut fields) = Fields::of(node, id.place, findings) {
            questions.push(question(id, &mut fields, findings));
            fields.finish(findings);
        }
    }
    questions
}

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Choice,
    Multiple,
    Number,
}

fn question(id: Word, fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Question<Written> {
    let sorts = [("choice", Sort::Choice), ("multiple", Sort::Multiple), ("number", Sort::Number)];
    let sort = fields.one_of("kind", &sorts, findings).unwrap_or(Sort::Choice);
    let kind = match sort {
        Sort::Choice => QuestionKind::Choice,
        Sort::Multiple => QuestionKind::Multiple,
        Sort::Number => {
            let measures = [("weeks", Measure::Weeks), ("people", Measure::People)];
            QuestionKind::Number {
                unit: fields.required_text("unit", findings),
                decimals: fields.flag("decimals", false, findings),
                measures: fields.one_of("measures", &measures, findings),
            }
        }
    };
    let rising = match fields.take("rising", findings) {
        None => Rising::No,
        Some(node) if matches!(node.value, Value::List(_)) => Rising::Listed(fields::words(node, findings)),
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
        ask: fields.required_text("ask", findings),
        help: fields.text("help", findings),
        unknown: fields.text("unknown", findings),
        note: fields.text("note", findings),
        source: citation(fields, findings),
        given: fields.flag("given", false, findings),
        rising,
        rising_place: fields.key_place("rising"),
        answers: answers(fields, &kind, findings),
        way: way(fields, findings),
        kind,
        id,
    };
    if question.answers.is_empty() && fields.has("answers") {
        let message = said!("een vraag heeft minstens één antwoord", "a question has at least one answer");
        findings.push(Finding::new("missing-key", fields.key_place("answers"), message));
    }
    if let QuestionKind::Number { decimals, .. } = question.kind {
        join_up(&question.answers, decimals, findings);
    }
    question
}

fn answers(fields: &mut Fields<'_>, kind: &QuestionKind, findings: &mut Vec<Finding>) -> Vec<Answer<Written>> {
    let Some(node) = fields.require("answers", findings) else { return Vec::new() };
    let mut answers = Vec::new();
    for (id, node) in fields::ids(node, findings) {
        fields::well_formed(&id, &RESERVED_ANSWERS, findings);
        let Some(mut fields) = Fields::of(node, id.place, findings) else { continue };
        let (mut alone, mut band, mut own_way) = (false, None, None);
        match kind {
            QuestionKind::Multiple => {
                alone = fields.flag("alone", false, findings);
                for key in ["next", "outcome", "routes"] {
                    if fields.has(key) {
                        let message = said!(
                            "een antwoord waarvan je er meer mag kiezen, wijst geen weg",
                            "an answer of which more may be chosen names no way on"
                        );
                        let hint = said!("zet `{key}` bij de vraag", "put `{key}` with the question");
                        findings.push(Finding::new("unknown-key", fields.key_place(key), message).hint(hint));
                        // Said already; asked for only where it is, so that no hint offers it.
                        fields.take(key, &mut Vec::new());
                        fields.take("because", &mut Vec::new());
                    }
                }
            }
            QuestionKind::Number { .. } => {
                band = Some(Band {
                    from: decimal(&mut fields, "from", findings),
                    below: decimal(&mut fields, "below", findings),
                });
                own_way = way(&mut fields, findings);
            }
            QuestionKind::Choice => own_way = way(&mut fields, findings),
        }
        answers.push(Answer {
            was: fields.words("was", findings),
            label: fields.required_text("label", findings),
            help: fields.text("help", findings),
            source: citation(&mut fields, findings),
            alone,
            band,
            set: set(&mut fields, findings),
            add: add(&mut fields, findings),
            at_most: bound(&mut fields, "at-most", findings),
            at_least: bound(&mut fields, "at-least", findings),
            way: own_way,
            id,
        });
        fields.finish(findings);
    }
    answers
}

fn decimal(fields: &mut Fields<'_>, key: &'static str, findings: &mut Vec<Finding>) -> Option<Decimal> {
    let node = fields.take(key, findings)?;
    let number = match &node.value {
        Value::Plain(text) if !text.contains(',') => text.parse().ok(),
        _ => None,
    };
    if number.is_none() {
        fields::wrong_kind(node, said!("een getal", "a number"), findings);
    }
    number
}

/// Bands begin where the one before ends; only the first may be open below, only the last above.
fn join_up(answers: &[Answer<Written>], decimals: bool, findings: &mut Vec<Finding>) {
    for (index, answer) in answers.iter().enumerate() {
        let Some(Band { from, below }) = answer.band else { continue };
        let id = &answer.id;
        if let (Some(from), Some(below)) = (from, below)
            && from >= below
        {
            let message = said!("de band `{id}` is leeg", "the band `{id}` is empty", id = &id.text);
            findings.push(Finding::new("band-overlap", id.place, message));
        }
        if !decimals && [from, below].into_iter().flatten().any(|edge| !edge.is_whole()) {
            let message = said!("deze vraag kent alleen hele getallen", "this question knows whole numbers only");
            findings.push(
                Finding::new("wrong-kind", id.place, message)
                    .hint(said!("zet `decimals: true` bij de vraag", "put `decimals: true` with the question")),
            );
        }
        let Some(before) = index.checked_sub(1).map(|index| &answers[index]) else { continue };
        let end = before.band.and_then(|band| band.below);
        if end == from && end.is_some() {
            continue;
        }
        let show = |edge: Option<Decimal>| edge.map_or_else(|| "…".to_owned(), |edge| edge.to_string());
        let (message, rule) = match (end, from) {
            (Some(end), Some(from)) if end < from => {
                (said!("tussen {end} en {from} ligt een gat", "there is a gap between {end} and {from}"), "band-gap")
            }
            _ => (
                said!(
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
                .related(before.id.place, said!("de band ervoor", "the band before"))
                .hint(said!(
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
                fields::wrong_kind(node, said!("een kleiner getal", "a smaller number"), findings);
                return None;
            }
            Some((score, points))
        })
        .collect()
}

/// Reads a way on: exactly one of `next`, `outcome` and `routes`, or none at all.
fn way(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Option<Way<Written>> {
    let present: Vec<&str> = ["next", "outcome", "routes"].into_iter().filter(|key| fields.has(key)).collect();
    let place = present.first().map_or(fields.place, |key| fields.key_place(key));
    if present.len() > 1 {
        let list = present.join("`, `");
        let message = said!("hier staan twee wegen: `{list}`", "two ways on stand here: `{list}`");
        let hint = said!("kies er één", "choose one");
        findings.push(Finding::new("unknown-key", fields.key_place(present[1]), message).hint(hint));
    }
    let nodes = fields.take("routes", findings);
    let has_outcome = fields.has("outcome");
    let single = target(fields, findings);
    let because = if has_outcome { fields.text("because", findings) } else { None };
    if let Some(nodes) = nodes {
        let items = fields::list(nodes, findings);
        if items.is_empty() {
            let message = said!("`routes` is leeg", "`routes` is empty");
            findings.push(Finding::new("missing-key", nodes.place, message));
        }
        let routes: Vec<_> = items.iter().filter_map(|node| route(node, findings)).collect();
        return (!routes.is_empty()).then_some(Way { place, routes });
    }
    single.map(|target| Way { place, routes: vec![Route { place, condition: None, target, because }] })
}

fn target(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Option<Target<Written>> {
    let next = fields.word("next", findings).map(Target::Question);
    let outcome = fields.word("outcome", findings).map(Target::Outcome);
    next.or(outcome)
}

fn route(node: &Node, findings: &mut Vec<Finding>) -> Option<Route<Written>> {
    let mut fields = Fields::of(node, node.place, findings)?;
    let condition = condition_of(&mut fields, findings);
    if fields.has("next") && fields.has("outcome") {
        let message =
            said!("een route heeft `next` of `outcome`, niet allebei", "a route has `next` or `outcome`, not both");
        findings.push(Finding::new("unknown-key", fields.key_place("outcome"), message));
    } else if !fields.has("next") && !fields.has("outcome") {
        let message = said!("een route heeft `next` of `outcome`", "a route has `next` or `outcome`");
        findings.push(Finding::new("missing-key", node.place, message));
    }
    let target = target(&mut fields, findings);
    let because = fields.text("because", findings);
    fields.finish(findings);
    Some(Route { place: node.place, condition, target: target?, because })
}

fn verdicts() -> [(&'static str, Verdict); 4] {
    Verdict::ALL.map(|verdict| (verdict.word(), verdict))
}

/// The tree to go on with is a name, never a path: it is looked for beside this tree and among those that
/// ship with the program.
fn next_tree(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Option<Word> {
    let name = fields.word("tree", findings)?;
    fields::well_formed(&name, &[], findings);
    Some(name)
}

fn outcomes(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Outcome<Written>> {
    let Some(node) = fields.require("outcomes", findings) else { return Vec::new() };
    let mut outcomes = Vec::new();
    for (id, node) in fields::ids(node, findings) {
        let Some(mut fields) = Fields::of(node, id.place, findings) else { continue };
        let rung = match fields.word("rung", findings) {
            None => OutcomeRung::None,
            Some(word) if word.text == "ceiling" => OutcomeRung::Ceiling,
            Some(word) if word.text == "floor" => OutcomeRung::Floor,
            Some(word) => OutcomeRung::Fixed(word),
        };
        outcomes.push(Outcome {
            was: fields.words("was", findings),
            title: fields.required_text("title", findings),
            verdict: fields
                .require("verdict", findings)
                .and_then(|node| fields::one_of(node, &verdicts(), findings))
                .unwrap_or(Verdict::NotYet),
            text: fields.text("text", findings),
            rung,
            conflict: fields.word("conflict", findings),
            source: citation(&mut fields, findings),
            tree: next_tree(&mut fields, findings),
            id,
        });
        fields.finish(findings);
    }
    outcomes
}

fn examples(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Example<Written>> {
    let mut examples = Vec::new();
    for node in fields.list("examples", findings) {
        let Some(mut fields) = Fields::of(node, node.place, findings) else { continue };
        let name = fields.required_text("name", findings);
        let replies = match fields.require("replies", findings) {
            None => Vec::new(),
            Some(node) => replies(node, findings),
        };
        let expect = fields.require("expect", findings).and_then(|node| expect(node, findings));
        fields.finish(findings);
        examples.extend(expect.map(|expect| Example { place: node.place, name, replies, expect }));
    }
    examples
}

fn expect(node: &Node, findings: &mut Vec<Finding>) -> Option<Expect<Written>> {
    let mut fields = Fields::of(node, node.place, findings)?;
    let expect = Expect {
        place: node.place,
        outcome: fields.word("outcome", findings),
        rung: fields.word("rung", findings).map(no_rung),
        verdict: fields.one_of("verdict", &verdicts(), findings),
        conflict: fields.take("conflict", findings).and_then(|node| fields::flag(node, findings)),
        methods: fields.words("methods", findings),
        without: fields.words("without", findings),
        advice: fields.words("advice", findings),
        possible: fields.take("possible", findings).map(|node| possible(node, findings)),
    };
    fields.finish(findings);
    Some(expect)
}

fn no_rung(word: Word) -> Option<Word> {
    (word.text != "none").then_some(word)
}

fn possible(node: &Node, findings: &mut Vec<Finding>) -> Vec<(Word, Option<Word>)> {
    let mut results = Vec::new();
    for node in fields::list(node, findings) {
        let Some(mut fields) = Fields::of(node, node.place, findings) else { continue };
        let outcome = fields.require("outcome", findings).and_then(|node| fields::word(node, findings));
        let rung = fields.word("rung", findings).and_then(no_rung);
        fields.finish(findings);
        results.extend(outcome.map(|outcome| (outcome, rung)));
    }
    results
}

/// Reads a map from question ids to replies.
pub(crate) fn replies(node: &Node, findings: &mut Vec<Finding>) -> Vec<(Word, Reply<Written>)> {
    let Value::Map(pairs) = &node.value else {
        fields::wrong_kind(node, said!("antwoorden per vraag", "replies by question"), findings);
        return Vec::new();
    };
    pairs
        .iter()
        .filter(|pair| !matches!(pair.value.value, Value::Null) && !pair.key.starts_with("x-"))
        .filter_map(|pair| {
            let question = Word { text: pair.key.clone(), place: pair.key_place };
            Some((question, reply(&pair.value, findings)?))
        })
        .collect()
}

fn reply(node: &Node, findings: &mut Vec<Finding>) -> Option<Reply<Written>> {
    match &node.value {
        Value::Map(_) => {
            let mut fields = Fields::of(node, node.place, findings)?;
            let words = fields.require("one-of", findings).map(|node| fields::words(node, findings));
            fields.finish(findings);
            words.map(Reply::OneOf)
        }
        Value::List(_) => Some(Reply::Answers(fields::words(node, findings))),
        _ => fields::word(node, findings).map(written_reply),
    }
}

/// What one written word gives as a reply.
pub(crate) fn written_reply(word: Word) -> Reply<Written> {
    match (word.text.as_str(), word.text.parse()) {
        ("unknown", _) => Reply::Unknown,
        (_, Ok(number)) => Reply::Number(number),
        _ => Reply::Answers(vec![word]),
    }
}

/// Where a key's map begins, for findings on whole files.
pub(crate) fn start_of(node: &Node) -> Place {
    Place { end: node.place.start, ..node.place }
}
