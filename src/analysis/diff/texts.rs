//! What stands in two versions of a tree: everything that was added, went, moved or reads otherwise, by id.

use crate::model::tree::Resolved;
use crate::model::tree_json;
use crate::source::keys;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// What says which version it is, not what it says.
const ASIDE: [&str; 4] = ["format", "program", "version", "hash"];

/// One change to what is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where: keys and ids of the newer version, of what went of the older.
    pub path: Vec<String>,
    /// Only what people read changes.
    pub text: bool,
    /// How it was; nothing where it is new.
    pub old: Option<Value>,
    /// How it is; nothing where it went.
    pub new: Option<Value>,
}

/// Every change, in the order of the newer version; what went comes after what stayed.
pub(super) fn changes(old: &Resolved, new: &Resolved) -> Vec<Change> {
    let mut changes = Vec::new();
    compare(&tree_json::value(old), &tree_json::value(new), &mut Vec::new(), &mut changes);
    changes
}

fn compare(old: &Value, new: &Value, path: &mut Vec<String>, changes: &mut Vec<Change>) {
    match (old, new) {
        _ if old == new => {}
        (Value::Object(old), Value::Object(new)) if !is_one(old) && !is_one(new) => {
            let gone = old.keys().filter(|key| !new.contains_key(*key));
            for key in new.keys().chain(gone).filter(|key| !ASIDE.contains(&key.as_str())) {
                path.push(key.clone());
                compare(old.get(key).unwrap_or(&Value::Null), new.get(key).unwrap_or(&Value::Null), path, changes);
                path.pop();
            }
        }
        (Value::Array(before), Value::Array(after)) if by_id(before) && by_id(after) => {
            things(before, after, path, changes);
        }
        (Value::Array(before), Value::Array(after))
            if before.len() == after.len() && after.iter().all(Value::is_object) =>
        {
            for (at, (old, new)) in before.iter().zip(after).enumerate() {
                path.push((at + 1).to_string());
                compare(old, new, path, changes);
                path.pop();
            }
        }
        _ => {
            let text = path.last().is_some_and(|key| keys::is_read(key));
            let there = |value: &Value| (!value.is_null()).then(|| value.clone());
            changes.push(Change { path: path.clone(), text, old: there(old), new: there(new) });
        }
    }
}

/// A citation, a range or a condition is one thing, however many keys it has.
fn is_one(object: &Map<String, Value>) -> bool {
    const KEYS: [&str; 16] = [
        "ref", "at", "all", "any", "not", "question", "fact", "is", "score", "from", "below", "ahead_of", "by", "rung",
        "level", "outcome",
    ];
    object.keys().all(|key| KEYS.contains(&key.as_str()))
}

fn by_id(list: &[Value]) -> bool {
    list.iter().all(|it| it.get("id").is_some())
}

fn id(thing: &Value) -> &str {
    thing.get("id").and_then(Value::as_str).unwrap_or_default()
}

/// Things with ids: what went, what came, what reads otherwise, and whether the rest stands in another order.
fn things(before: &[Value], after: &[Value], path: &mut Vec<String>, changes: &mut Vec<Change>) {
    let was = |thing: &Value, old: &str| {
        thing.get("was").and_then(Value::as_array).is_some_and(|was| was.iter().any(|it| it.as_str() == Some(old)))
    };
    let places: HashMap<&str, usize> = before.iter().enumerate().map(|(at, old)| (id(old), at)).collect();
    let there: HashSet<&str> = after.iter().map(id).collect();
    let earlier = |thing: &Value| {
        let once = || before.iter().position(|old| was(thing, id(old)) && !there.contains(id(old)));
        let had = thing.get("was").and_then(Value::as_array).is_some_and(|was| !was.is_empty());
        places.get(id(thing)).copied().or_else(|| had.then(once).flatten())
    };
    let pairs: Vec<Option<usize>> = after.iter().map(earlier).collect();
    let mut kept = Vec::new();
    for (now, old) in after.iter().zip(&pairs) {
        path.push(id(now).to_owned());
        match old {
            Some(old) => {
                kept.push(*old);
                if id(&before[*old]) != id(now) {
                    path.push("id".to_owned());
                    let ids = [&before[*old], now].map(|it| Some(Value::from(id(it))));
                    let [old, new] = ids;
                    changes.push(Change { path: path.clone(), text: false, old, new });
                    path.pop();
                }
                let (was, mut is) = (without_id(&before[*old]), without_id(now));
                if only_its_name(&was, &is, id(&before[*old])) {
                    is["was"] = was["was"].clone();
                }
                compare(&was, &is, path, changes);
            }
            None => changes.push(Change { path: path.clone(), text: false, old: None, new: Some(now.clone()) }),
        }
        path.pop();
    }
    for (_, old) in before.iter().enumerate().filter(|(at, _)| !pairs.contains(&Some(*at))) {
        path.push(id(old).to_owned());
        changes.push(Change { path: path.clone(), text: false, old: Some(old.clone()), new: None });
        path.pop();
    }
    if !kept.is_sorted() {
        let ids = |all: &[Value]| Some(all.iter().map(|it| Value::from(id(it))).collect());
        path.push("order".to_owned());
        changes.push(Change { path: path.clone(), text: false, old: ids(before), new: ids(after) });
        path.pop();
    }
}

/// Whether the earlier ids of a thing are those it had and the one by which it went just now: that is told already.
fn only_its_name(was: &Value, is: &Value, name: &str) -> bool {
    let ids = |thing: &Value| thing.get("was").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut without = ids(is);
    without.retain(|it| it.as_str() != Some(name));
    without.len() < ids(is).len() && without == ids(was)
}

fn without_id(thing: &Value) -> Value {
    let mut thing = thing.clone();
    if let Some(object) = thing.as_object_mut() {
        object.remove("id");
    }
    thing
}
