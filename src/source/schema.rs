//! JSON Schemas of trees, ladders, catalogues, replies and projects, so that an editor completes keys and explains them.
//!
//! A schema knows shapes only: it cannot tell that a way leads nowhere. `check` says everything. Every object
//! follows the table of keys; what hangs on several keys at once is said here.

use crate::source::keys::{self, Key, Only, Part, QuestionType, RESERVED, STAND_FOR_REPLIES, ValueKind};
use crate::text::language::Language;
use serde_json::{Map, Value, json};

/// The files that have a schema, `schema/WORD.schema.json`.
pub const FILES: [Part; 5] = [Part::Tree, Part::Ladder, Part::Catalogue, Part::Replies, Part::Project];

/// The schema of a file, with the keys explained in a language.
pub fn schema(file: Part, language: Language) -> Value {
    let mut schemas = Schemas { language, definitions: Map::new() };
    let whole = schemas.object(file, &[]);
    // A side file has the same shape with texts only; what it may translate depends on the file beside it.
    let body = if matches!(file, Part::Replies | Part::Project) {
        whole
    } else {
        json!({
            "if": {"type": "object", "required": ["translates"]},
            "then": {"required": required(Part::SideFile, &[])},
            "else": whole,
        })
    };
    let title = match file {
        Part::Ladder => language.pick("Participatieladder", "Ladder"),
        Part::Catalogue => language.pick("Catalogus", "Catalogue"),
        Part::Replies => language.pick("Antwoorden", "Replies"),
        Part::Project => language.pick("Project", "Project"),
        _ => language.pick("Beslisboom", "Decision tree"),
    };
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "type": "object",
    });
    add(&mut schema, body);
    schema["definitions"] = Value::Object(schemas.definitions);
    schema
}

/// What is made of the parts that a file needs.
struct Schemas {
    language: Language,
    definitions: Map<String, Value>,
}

impl Schemas {
    /// A reference to a definition, which is made where it is not there yet.
    fn refer(&mut self, name: &str, make: impl FnOnce(&mut Schemas) -> Value) -> Value {
        if !self.definitions.contains_key(name) {
            // A condition holds conditions: its name is taken before it is made.
            self.definitions.insert(name.to_owned(), Value::Null);
            let made = make(self);
            self.definitions.insert(name.to_owned(), made);
        }
        json!({"$ref": format!("#/definitions/{name}")})
    }

    fn part(&mut self, part: Part) -> Value {
        self.refer(part.word(), |it| match part {
            Part::Condition => it.condition(),
            Part::Question => it.question(),
            _ => it.object(part, &[]),
        })
    }

    /// An object with the keys of a part and no others but `x-` ones; of an answer, with those that go with
    /// these kinds of question.
    fn object(&mut self, part: Part, asked: &[QuestionType]) -> Value {
        let mut object = json!({
            "type": "object",
            "required": required(part, asked),
            "properties": self.properties(part, asked),
            "patternProperties": {"^x-": {}},
            "additionalProperties": false,
        });
        let beside = keys::of(part).filter(|key| fits(part, key, asked)).filter_map(|key| match key.only {
            Only::Beside(other) => Some((key.name.to_owned(), json!([other]))),
            _ => None,
        });
        let beside: Map<String, Value> = beside.collect();
        if !beside.is_empty() {
            object["dependencies"] = Value::Object(beside);
        }
        add(&mut object, together(part));
        object
    }

    fn properties(&mut self, part: Part, asked: &[QuestionType]) -> Value {
        let mut properties = Map::new();
        for key in keys::of(part).filter(|key| fits(part, key, asked)) {
            let mut value = self.value(key.kind);
            // Beside a reference everything else is ignored, so that goes one level down.
            if let Some(reference) = value.as_object_mut().and_then(|value| value.remove("$ref")) {
                value = json!({"allOf": [{"$ref": reference}]});
            }
            value["description"] = self.language.pick(key.meaning.0, key.meaning.1).into();
            properties.insert(key.name.to_owned(), value);
        }
        Value::Object(properties)
    }

    fn value(&mut self, kind: ValueKind) -> Value {
        match kind {
            ValueKind::Text | ValueKind::Phrase | ValueKind::Quote | ValueKind::Remark => text(),
            ValueKind::Link | ValueKind::Word => text(),
            ValueKind::PhraseById => by_id(text(), STAND_FOR_REPLIES),
            ValueKind::Words => some(text(), 1),
            ValueKind::Version => json!({"type": "string"}),
            ValueKind::Format => json!({"const": 1}),
            ValueKind::Day => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
            ValueKind::Flag(_) => json!({"type": "boolean"}),
            ValueKind::Whole => json!({"type": "integer"}),
            ValueKind::Count => json!({"type": "integer", "minimum": 0}),
            ValueKind::WholeOrScore => json!({"anyOf": [{"type": "integer"}, {"type": "string"}]}),
            ValueKind::Decimal => json!({"type": "number"}),
            ValueKind::OneOf(words) => json!({"enum": words}),
            ValueKind::SomeOf(words) => some(json!({"enum": words}), 0),
            ValueKind::Part(part) => self.part(part),
            // Which keys an answer has hangs on the kind of question, see there.
            ValueKind::ById(Part::Answer) => json!({"type": "object", "minProperties": 1}),
            ValueKind::ById(part) => by_id(self.part(part), part.reserved()),
            ValueKind::List(part @ (Part::Route | Part::Condition)) => list(self.part(part), 1),
            ValueKind::List(part) => list(self.part(part), 0),
            ValueKind::Bound(part) => json!({"anyOf": [text(), self.part(part)]}),
            ValueKind::Condition => self.part(Part::Condition),
            ValueKind::Set => by_id(some(text(), 1), &[]),
            ValueKind::Add => by_id(json!({"type": "integer"}), &[]),
            ValueKind::Rising => json!({"anyOf": [{"type": "boolean"}, list(text(), 1)]}),
            ValueKind::Replies => self.refer("replies", Schemas::replies),
            ValueKind::Texts => json!({"type": "object", "additionalProperties": text()}),
            ValueKind::Columns => {
                let option = json!({
                    "type": "object",
                    "minProperties": 1,
                    "maxProperties": 1,
                    "additionalProperties": text(),
                });
                json!({"type": "object", "additionalProperties": {"anyOf": [text(), option]}})
            }
            ValueKind::TextsByQuestion => {
                json!({"type": "object", "additionalProperties": {"type": "object", "additionalProperties": text()}})
            }
        }
    }

    fn condition(&mut self) -> Value {
        let mut properties = self.properties(Part::Condition, &[]);
        properties["not"]["maxProperties"] = 1.into();
        let limit = self.part(Part::Limit);
        json!({
            "type": "object",
            "minProperties": 1,
            "properties": properties,
            "additionalProperties": {"anyOf": [some(text(), 1), limit]},
        })
    }

    fn replies(&mut self) -> Value {
        let open = self.part(Part::OpenReply);
        let reply = self.refer("reply", |_| json!({"anyOf": [some(text(), 1), open, {"type": "null"}]}));
        json!({"type": "object", "additionalProperties": reply})
    }

    /// The keys of a question and of its answers hang on its kind.
    fn question(&mut self) -> Value {
        let kind = |word: &str| json!({"properties": {"kind": {"const": word}}, "required": ["kind"]});
        let [choice, multiple, number] = [
            ("answer", QuestionType::Choice),
            ("ticked-answer", QuestionType::Multiple),
            ("band", QuestionType::Number),
        ]
        .map(|(name, asked)| {
            let answer = self.refer(name, |it| it.object(Part::Answer, &[asked]));
            json!({"answers": by_id(answer, Part::Answer.reserved())})
        });
        let numbers = keys::of(Part::Question).filter(|key| key.only == Only::With(&[QuestionType::Number]));
        let elsewhere: Map<String, Value> = numbers.map(|key| (key.name.to_owned(), false.into())).collect();
        let mut question = self.object(Part::Question, &QuestionType::ALL);
        question["required"] = required(Part::Question, &[]);
        question["if"] = kind(QuestionType::Number.word());
        question["then"] = json!({"required": required(Part::Question, &[QuestionType::Number]), "properties": number});
        question["else"] = json!({
            "properties": elsewhere,
            "if": kind(QuestionType::Multiple.word()),
            "then": {"properties": multiple},
            "else": {"properties": choice},
        });
        question
    }
}

/// The keys that have to be there.
fn required(part: Part, asked: &[QuestionType]) -> Value {
    keys::of(part).filter(|key| key.required && fits(part, key, asked)).map(|key| key.name).collect()
}

/// Whether a key goes with one of these kinds of question.
fn fits(part: Part, key: &Key, asked: &[QuestionType]) -> bool {
    match key.only {
        Only::Anywhere => true,
        Only::With(kinds) => kinds.iter().any(|kind| asked.contains(kind)),
        Only::Beside(other) => keys::find(part, other).is_some_and(|other| fits(part, other, asked)),
    }
}

/// What the keys of a part ask of each other.
fn together(part: Part) -> Value {
    let each = |keys: &[&str]| keys.iter().map(|key| json!({"required": [key]})).collect::<Vec<_>>();
    let both = |one: &str, two: &str| json!({"not": {"required": [one, two]}});
    match part {
        Part::Question | Part::Answer => {
            json!({"allOf": [both("next", "outcome"), both("next", "routes"), both("outcome", "routes")]})
        }
        Part::Route => json!({"oneOf": each(&["next", "outcome"])}),
        Part::TreeBound => json!({"anyOf": each(&["at-most", "at-least"])}),
        Part::Range | Part::Limit => json!({"minProperties": 1}),
        _ => json!({}),
    }
}

/// Puts the keys of one object into another.
fn add(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}

/// A text; a bare number reads as one.
fn text() -> Value {
    json!({"type": ["string", "number"]})
}

fn list(items: Value, least: usize) -> Value {
    let mut list = json!({"type": "array", "items": items});
    if least > 0 {
        list["minItems"] = least.into();
    }
    list
}

/// One of something or a list of it.
fn some(item: Value, least: usize) -> Value {
    json!({"anyOf": [item.clone(), list(item, least)]})
}

/// A map from ids, some words left out, to one sort of thing.
fn by_id(value: Value, reserved: &[&str]) -> Value {
    let reserved: Vec<&str> = RESERVED.iter().chain(reserved).copied().collect();
    json!({
        "type": "object",
        "propertyNames": {"pattern": "^([a-z][a-z0-9]*(-[a-z0-9]+)*|x-.*)$", "not": {"enum": reserved}},
        "patternProperties": {"^x-": {}},
        "additionalProperties": value,
    })
}
