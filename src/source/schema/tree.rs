//! The shape of a tree.

use super::catalogue::{advice, methods, own};
use super::replies::given;
use super::{
    Definitions, by_id, define, facts, flag, format_one, object, one_of, refer, shared, sources, text, whole, words,
};
use crate::model::tree::Verdict;
use serde_json::{Value, json};

/// Words that conditions read for themselves.
const NAMES: [&str; 7] = ["all", "any", "not", "rung", "level", "verdict", "outcome"];

pub(super) fn file() -> Value {
    object(
        &["format", "id", "version", "title", "language", "questions", "outcomes"],
        &[
            ("format", format_one()),
            ("id", text()),
            ("version", json!({"type": "string"})),
            ("title", text()),
            ("summary", text()),
            ("language", text()),
            ("ladder", text()),
            ("catalogues", words()),
            ("valid", refer("valid")),
            ("sources", sources()),
            ("facts", facts()),
            ("scores", by_id(refer("score"), &NAMES)),
            ("start", text()),
            ("bounds", json!({"type": "array", "items": refer("tree-bound")})),
            ("questions", by_id(refer("question"), &NAMES)),
            ("outcomes", by_id(refer("outcome"), &[])),
            ("examples", json!({"type": "array", "items": refer("example")})),
            ("methods", methods()),
            ("advice", advice()),
        ],
    )
}

pub(super) fn definitions() -> Definitions {
    let mut definitions = shared();
    definitions.extend(own());
    definitions.extend(given());
    let date = json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"});
    definitions.extend([
        define("valid", object(&[], &[("from", date.clone()), ("until", date)])),
        define("score", object(&["label"], &[("label", text())])),
        define("question", question()),
        define("answer", answer(&ways())),
        define("ticked-answer", answer(&[("alone", flag())])),
        define("band", answer(&[&ways()[..], &edges()].concat())),
        define("route", route()),
        define("outcome", outcome()),
    ]);
    definitions.extend(bounds());
    definitions.extend(examples());
    definitions
}

/// The keys of a way on.
fn ways() -> Vec<(&'static str, Value)> {
    vec![
        ("next", text()),
        ("outcome", text()),
        ("because", text()),
        ("routes", json!({"type": "array", "items": refer("route"), "minItems": 1})),
    ]
}

/// At most one way on, and `because` beside an outcome only.
fn one_way(object: Value) -> Value {
    let both = |one: &str, two: &str| json!({"not": {"required": [one, two]}});
    let apart = [both("next", "outcome"), both("next", "routes"), both("outcome", "routes")];
    let mut rules = vec![object];
    rules.extend(apart);
    json!({"allOf": rules, "dependencies": {"because": ["outcome"]}})
}

fn edges() -> Vec<(&'static str, Value)> {
    let number = || json!({"type": "number"});
    vec![("from", number()), ("below", number())]
}

fn question() -> Value {
    let rising = json!({"anyOf": [flag(), {"type": "array", "items": text(), "minItems": 1}]});
    let mut keys = vec![
        ("ask", text()),
        ("help", text()),
        ("unknown", text()),
        ("note", text()),
        ("source", refer("citation")),
        ("kind", one_of(&["choice", "multiple", "number"])),
        ("given", flag()),
        ("rising", rising),
        ("was", words()),
        ("answers", json!({"type": "object", "minProperties": 1})),
        ("unit", text()),
        ("decimals", flag()),
        ("measures", one_of(&["weeks", "people"])),
    ];
    keys.extend(ways());
    let kind = |word: &str| json!({"properties": {"kind": {"const": word}}, "required": ["kind"]});
    let answers = |name: &str| by_id(refer(name), &["unknown", "one-of"]);
    let counts = json!({"unit": false, "decimals": false, "measures": false});
    let mut question = one_way(object(&["ask", "answers"], &keys));
    question["if"] = kind("number");
    question["then"] = json!({"required": ["unit"], "properties": {"answers": answers("band")}});
    question["else"] = json!({
        "properties": counts,
        "if": kind("multiple"),
        "then": {"properties": {"answers": answers("ticked-answer")}},
        "else": {"properties": {"answers": answers("answer")}},
    });
    question
}

fn answer(more: &[(&'static str, Value)]) -> Value {
    let mut keys = vec![
        ("label", text()),
        ("help", text()),
        ("source", refer("citation")),
        ("set", by_id(words(), &[])),
        ("add", by_id(whole(), &[])),
        ("at-most", refer("at-most")),
        ("at-least", refer("at-least")),
        ("was", words()),
    ];
    keys.extend(more.iter().cloned());
    one_way(object(&["label"], &keys))
}

fn route() -> Value {
    let keys = [("if", refer("condition")), ("next", text()), ("outcome", text()), ("because", text())];
    json!({
        "allOf": [object(&[], &keys)],
        "oneOf": [{"required": ["next"]}, {"required": ["outcome"]}],
    })
}

fn bounds() -> Definitions {
    let keys = |own: (&'static str, Value)| [("rung", text()), ("because", text()), ("source", refer("citation")), own];
    let bound = |name: &str| json!({"anyOf": [text(), refer(name)]});
    let tree_bound =
        object(&[], &[("if", refer("condition")), ("at-most", refer("at-most")), ("at-least", refer("at-least"))]);
    vec![
        define("at-most", bound("at-most-in-full")),
        define("at-least", bound("at-least-in-full")),
        define("at-most-in-full", object(&["rung"], &keys(("arrange", text())))),
        define("at-least-in-full", object(&["rung"], &keys(("yields", flag())))),
        define(
            "tree-bound",
            json!({"allOf": [tree_bound], "anyOf": [{"required": ["at-most"]}, {"required": ["at-least"]}]}),
        ),
    ]
}

fn verdict() -> Value {
    one_of(&Verdict::ALL.map(Verdict::word))
}

fn outcome() -> Value {
    object(
        &["title", "verdict"],
        &[
            ("title", text()),
            ("verdict", verdict()),
            ("text", text()),
            ("rung", text()),
            ("conflict", text()),
            ("source", refer("citation")),
            ("tree", text()),
            ("was", words()),
        ],
    )
}

fn examples() -> Definitions {
    let expect = object(
        &[],
        &[
            ("outcome", text()),
            ("rung", text()),
            ("verdict", verdict()),
            ("conflict", flag()),
            ("methods", words()),
            ("without", words()),
            ("advice", words()),
            ("possible", json!({"type": "array", "items": refer("result")})),
        ],
    );
    let example = object(
        &["name", "replies", "expect"],
        &[("name", text()), ("replies", refer("replies")), ("expect", refer("expect"))],
    );
    vec![
        define("example", example),
        define("expect", expect),
        define("result", object(&["outcome"], &[("outcome", text()), ("rung", text())])),
    ]
}
