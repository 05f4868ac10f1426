//! Side files: the same shape with texts only, laid over the file they translate (FORMAT section 8).

use super::fields::wrong_kind;
use super::yaml::{Node, Value};
use crate::finding::{Finding, did_you_mean};
use crate::said;

/// Keys whose values are texts for people.
const TEXTS: [&str; 17] = [
    "arrange",
    "ask",
    "because",
    "by",
    "government",
    "help",
    "label",
    "name",
    "not-when",
    "note",
    "promise",
    "resident",
    "summary",
    "text",
    "title",
    "unit",
    "unknown",
];

/// Replaces the texts in `node` by those in `texts`, in place.
pub(crate) fn overlay(node: &mut Node, texts: &Node, id: &str, findings: &mut Vec<Finding>) {
    let (Value::Map(own), Value::Map(pairs)) = (&mut node.value, &texts.value) else {
        wrong_kind(texts, said!("een lijst met sleutels", "a map with keys"), findings);
        return;
    };
    for pair in pairs {
        match pair.key.as_str() {
            "format" | "language" => {}
            "translates" => {
                if !matches!(&pair.value.value, Value::Plain(text) | Value::Quoted(text) if text == id) {
                    let message =
                        said!("dit vertaalt een ander bestand dan `{id}`", "this translates another file than `{id}`");
                    findings.push(Finding::new("wrong-kind", pair.value.place, message));
                }
            }
            _ => under(own, pair, "", findings),
        }
    }
}

fn under(own: &mut [super::yaml::Pair], pair: &super::yaml::Pair, within: &str, findings: &mut Vec<Finding>) {
    let Some(target) = own.iter_mut().find(|own| own.key == pair.key) else {
        let message = said!("`{key}` is er niet om te vertalen", "there is no `{key}` to translate", key = &pair.key);
        let hint = did_you_mean(&pair.key, own.iter().map(|own| own.key.as_str()));
        findings.push(Finding::new("unknown-key", pair.key_place, message).maybe_hint(hint));
        return;
    };
    let is_text = within == "values" || TEXTS.contains(&pair.key.as_str());
    lay(&mut target.value, &pair.value, &pair.key, is_text, findings);
}

fn lay(own: &mut Node, texts: &Node, key: &str, is_text: bool, findings: &mut Vec<Finding>) {
    match (&mut own.value, &texts.value) {
        (Value::Map(own), Value::Map(pairs)) => {
            pairs.iter().for_each(|pair| under(own, pair, key, findings));
        }
        (Value::List(own), Value::List(items)) => {
            for (own, item) in own.iter_mut().zip(items) {
                lay(own, item, key, false, findings);
            }
        }
        (Value::Plain(_) | Value::Quoted(_), Value::Plain(text) | Value::Quoted(text)) if is_text => {
            own.value = Value::Quoted(text.clone());
        }
        _ => {
            let message = said!("een vertaling bevat alleen teksten", "a translation holds texts only");
            findings.push(Finding::new("wrong-kind", texts.place, message));
        }
    }
}
