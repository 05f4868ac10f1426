//! A tree as JSON is what its published schema says: shipped trees, and random ones with everything in them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use beslisboom::check::trust_shipped;
use beslisboom::model::tree::Tree;
use beslisboom::output::export::json;
use beslisboom::source::builtin::Builtin;
use beslisboom::source::parse::read;
use beslisboom::text::language::Language;
use common::{Maker, checked};
use serde_json::Value;

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("../schema/tree-json.schema.json")).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn written(tree: &Tree) -> Value {
    serde_json::from_str(&json(tree)).unwrap()
}

#[test]
fn every_tree_is_what_the_schema_says() {
    let validator = validator();
    for name in beslisboom::source::shipped::names("") {
        let text = beslisboom::source::shipped::file(&format!("{name}.yaml")).unwrap();
        let reading = read(&format!("{name}.yaml"), text.as_bytes(), Language::Dutch, &Builtin(""));
        let tree = written(&trust_shipped(reading, "2026-11-22").tree.unwrap());
        let faults: Vec<String> = validator.iter_errors(&tree).map(|it| it.to_string()).collect();
        assert_eq!(faults, [""; 0], "{name}");
    }
    let trees: Vec<Value> =
        (0..120).filter_map(|seed| checked(&Maker::draft(seed, 5)).tree).map(|it| written(&it)).collect();
    for tree in &trees {
        let faults: Vec<String> = validator.iter_errors(tree).map(|it| it.to_string()).collect();
        assert_eq!(faults, [""; 0], "{tree}");
    }
    let all = serde_json::to_string(&trees).unwrap();
    for seen in [
        "\"score\":\"s0\"",
        "\"not\":",
        "\"any\":",
        "\"multiple\"",
        "\"number\"",
        "\"below\":\"10\"",
        "\"yields\":true",
    ] {
        assert!(all.contains(seen), "no tree has {seen}");
    }
}

#[test]
fn the_schema_takes_nothing_else() {
    let validator = validator();
    let tree = written(&checked(&Maker::draft(3, 5)).tree.unwrap());
    assert!(validator.is_valid(&tree));
    for pointer in ["", "/questions/0", "/questions/0/answers/0", "/outcomes/0", "/ladder/rungs/0"] {
        let mut more = tree.clone();
        more.pointer_mut(pointer).unwrap()["nieuw"] = Value::Null;
        assert!(!validator.is_valid(&more), "a key more at `{pointer}`");
        let mut less = tree.clone();
        let keys = less.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
        let first = keys.keys().next().unwrap().clone();
        keys.remove(&first);
        assert!(!validator.is_valid(&less), "`{first}` gone at `{pointer}`");
    }
}
