//! Every text for people in a file, with its place: what rules on writing read, and what a side file
//! translates. Collected from the nodes in one walk, so that drafts need not carry a place per text.

use super::yaml::{Node, Pair, Value};
use crate::model::finding::Place;
use crate::text::language::Language;

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

/// Keys whose maps have ids for keys, so a key below is never a word of the format.
const BY_ID: [&str; 10] =
    ["advice", "answers", "facts", "methods", "outcomes", "questions", "rungs", "scores", "sources", "values"];

/// Keys below which nothing is a text for people.
const NO_TEXTS: [&str; 8] = ["add", "avoid", "expect", "if", "needs", "replies", "set", "suits"];

/// A text for people as written.
#[derive(Clone, Debug)]
pub struct Text {
    /// Where it stands, quotes included.
    pub place: Place,
    /// Where its key stands.
    pub key_place: Place,
    /// The keys that lead to it, such as `questions.keuze.ask`.
    pub path: String,
    /// The last key, such as `ask`; `values` for the name of a fact's value.
    pub key: &'static str,
    /// The text.
    pub text: String,
    /// Its language, if the program speaks it.
    pub language: Option<Language>,
}

impl Text {
    /// The name of a work or of its author: somebody else's words.
    pub fn is_quoted(&self) -> bool {
        self.path.starts_with("sources.")
    }
}

/// Whether a key below `within` has a text for its value.
pub(crate) fn is_text(within: &str, key: &str) -> bool {
    text_key(within, key).is_some()
}

/// What the key of a text is called: names of values have ids for keys.
fn text_key(within: &str, key: &str) -> Option<&'static str> {
    match within {
        "values" => Some("values"),
        _ if BY_ID.contains(&within) => None,
        _ => TEXTS.into_iter().find(|text| *text == key),
    }
}

/// Whether there can be texts below a key.
pub(crate) fn leads_to_texts(within: &str, key: &str) -> bool {
    BY_ID.contains(&within) || !(NO_TEXTS.contains(&key) || key.starts_with("x-"))
}

/// What the keys one level deeper stand in: ids below `answers:` must not be taken for words of the
/// format, nor a question called `values`.
pub(crate) fn deeper<'k>(within: &str, key: &'k str) -> &'k str {
    if BY_ID.contains(&within) { "" } else { key }
}

/// Every text in a file.
pub(crate) fn collect(node: &Node, language: Option<Language>) -> Vec<Text> {
    let mut texts = Vec::new();
    below(node, "", &mut String::new(), language, &mut texts);
    texts
}

fn below(node: &Node, within: &str, path: &mut String, language: Option<Language>, texts: &mut Vec<Text>) {
    let length = path.len();
    match &node.value {
        Value::Map(pairs) => {
            for pair in pairs {
                path.push_str(if length == 0 { "" } else { "." });
                path.push_str(&pair.key);
                one(pair, within, path, language, texts);
                path.truncate(length);
            }
        }
        Value::List(items) => {
            for (number, item) in items.iter().enumerate() {
                path.push_str(&format!(".{number}"));
                below(item, "", path, language, texts);
                path.truncate(length);
            }
        }
        _ => {}
    }
}

fn one(pair: &Pair, within: &str, path: &mut String, language: Option<Language>, texts: &mut Vec<Text>) {
    match (&pair.value.value, text_key(within, &pair.key)) {
        (Value::Plain(text) | Value::Quoted(text), Some(key)) => texts.push(Text {
            place: pair.value.place,
            key_place: pair.key_place,
            path: path.clone(),
            key,
            text: text.clone(),
            language,
        }),
        _ if leads_to_texts(within, &pair.key) => {
            below(&pair.value, deeper(within, &pair.key), path, language, texts);
        }
        _ => {}
    }
}
