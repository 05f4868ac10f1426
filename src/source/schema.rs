//! JSON Schemas of the four sorts of file, so that an editor completes keys and explains them.
//!
//! A schema knows shapes only: it cannot tell that a way leads nowhere. `check` says everything. Built by
//! hand rather than from the types: those hold what was read, not what may be written. A test holds every
//! object here to the keys that the reader asks for.

mod catalogue;
mod ladder;
mod replies;
mod tree;
mod words;

use crate::model::ladder::Level;
use crate::text::language::Language;
use serde_json::{Map, Value, json};

/// A sort of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A tree.
    Tree,
    /// A ladder.
    Ladder,
    /// A catalogue.
    Catalogue,
    /// Somebody's replies.
    Replies,
}

impl Sort {
    /// Every sort.
    pub const ALL: [Sort; 4] = [Sort::Tree, Sort::Ladder, Sort::Catalogue, Sort::Replies];

    /// The word on the command line, and in `schema/WORD.schema.json`.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Tree => "tree",
            Sort::Ladder => "ladder",
            Sort::Catalogue => "catalogue",
            Sort::Replies => "replies",
        }
    }
}

/// The schema of a sort of file, with the keys explained in a language.
pub fn schema(sort: Sort, language: Language) -> Value {
    let (title, whole, definitions) = match sort {
        Sort::Tree => (language.pick("Beslisboom", "Decision tree"), tree::file(), tree::definitions()),
        Sort::Ladder => (language.pick("Participatieladder", "Ladder"), ladder::file(), ladder::definitions()),
        Sort::Catalogue => (language.pick("Catalogus", "Catalogue"), catalogue::file(), catalogue::definitions()),
        Sort::Replies => (language.pick("Antwoorden", "Replies"), replies::file(), replies::definitions()),
    };
    // A side file has the same shape with texts only; what it may translate depends on the file beside it.
    let body = if sort == Sort::Replies {
        whole
    } else {
        json!({
            "if": {"type": "object", "required": ["translates"]},
            "then": {"required": ["format", "translates", "language"]},
            "else": whole,
        })
    };
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "type": "object",
    });
    if let (Value::Object(schema), Value::Object(body)) = (&mut schema, body) {
        schema.extend(body);
        schema.insert("definitions".to_owned(), Value::Object(definitions.into_iter().collect()));
    }
    words::explain(&mut schema, language);
    schema
}

/// Definitions by name.
type Definitions = Vec<(String, Value)>;

/// A definition with its name.
fn define(name: &str, value: Value) -> (String, Value) {
    (name.to_owned(), value)
}

/// An object with these keys and no others but `x-` ones.
fn object(required: &[&str], properties: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> =
        properties.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    json!({
        "type": "object",
        "required": required,
        "properties": properties,
        "patternProperties": {"^x-": {}},
        "additionalProperties": false,
    })
}

/// A map from ids, some words left out, to one sort of thing.
fn by_id(value: Value, reserved: &[&str]) -> Value {
    let everywhere = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let reserved: Vec<&str> = everywhere.iter().chain(reserved).copied().collect();
    json!({
        "type": "object",
        "propertyNames": {"pattern": "^([a-z][a-z0-9]*(-[a-z0-9]+)*|x-.*)$", "not": {"enum": reserved}},
        "patternProperties": {"^x-": {}},
        "additionalProperties": value,
    })
}

fn refer(name: &str) -> Value {
    json!({"$ref": format!("#/definitions/{name}")})
}

/// A text; a bare number reads as one.
fn text() -> Value {
    json!({"type": ["string", "number"]})
}

fn flag() -> Value {
    json!({"type": "boolean"})
}

fn whole() -> Value {
    json!({"type": "integer"})
}

fn one_of(words: &[&str]) -> Value {
    json!({"enum": words})
}

/// One word or a list of them.
fn words() -> Value {
    json!({"anyOf": [text(), {"type": "array", "items": text(), "minItems": 1}]})
}

/// One of these words, or a list of them.
fn some_of(words: &[&str]) -> Value {
    json!({"anyOf": [one_of(words), {"type": "array", "items": one_of(words)}]})
}

fn format_one() -> Value {
    json!({"const": 1})
}

/// The words for levels.
fn levels() -> [&'static str; 5] {
    Level::ALL.map(Level::word)
}

/// Sources and references to them, and more.
fn citation_and(more: Definitions) -> Definitions {
    let source = object(&["title"], &[("title", text()), ("by", text()), ("year", whole()), ("url", text())]);
    let citation = object(&["ref"], &[("ref", text()), ("at", text())]);
    let mut definitions = vec![define("citation", citation), define("source", source)];
    definitions.extend(more);
    definitions
}

/// What trees and catalogues share.
fn shared() -> Definitions {
    let range = json!({"allOf": [object(&[], &[("from", whole()), ("below", whole())]), {"minProperties": 1}]});
    let several = json!({"type": "array", "items": refer("condition"), "minItems": 1});
    let condition = json!({
        "type": "object",
        "minProperties": 1,
        "properties": {
            "all": several,
            "any": several,
            "not": {"allOf": [refer("condition"), {"maxProperties": 1}]},
        },
        "additionalProperties": {"anyOf": [words(), refer("range")]},
    });
    let fact = object(&["label", "values"], &[("label", text()), ("values", by_id(text(), &["unknown", "one-of"]))]);
    citation_and(vec![define("range", range), define("condition", condition), define("fact", fact)])
}

/// `facts:`.
fn facts() -> Value {
    by_id(refer("fact"), &["all", "any", "not", "rung", "level", "verdict", "outcome"])
}

/// `sources:`.
fn sources() -> Value {
    by_id(refer("source"), &[])
}
