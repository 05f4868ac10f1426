//! Every text for people in a file, with its place: what rules on writing read, and what a side file
//! translates. Collected from the nodes in one walk, so that drafts need not carry a place per text.

use super::yaml::{Node, Pair, Value};
use crate::model::finding::Place;
use crate::source::keys::{self, Part, ValueKind};
use crate::text::language::Language;

/// A text for people as written.
#[derive(Clone, Debug)]
pub struct Text {
    /// Where it stands, quotes included.
    pub place: Place,
    /// Where its key stands.
    pub key_place: Place,
    /// The keys that lead to it, such as `questions.keuze.ask`.
    pub path: String,
    /// What it is a text of.
    pub part: Part,
    /// Its key, such as `ask`; `values` for the name of a fact's value.
    pub key: &'static str,
    /// What sort of text it is.
    pub kind: ValueKind,
    /// The text.
    pub text: String,
    /// Its language, if the program speaks it.
    pub language: Option<Language>,
}

impl Text {
    /// The name of a work or of its author: somebody else's words.
    pub fn is_quoted(&self) -> bool {
        self.kind == ValueKind::Quote
    }
}

/// What a node is, as far as texts go.
#[derive(Clone, Copy)]
pub(crate) enum Spot {
    /// A text.
    Text(Part, &'static str, ValueKind),
    /// A map with the keys of a part.
    Part(Part),
    /// Parts by id.
    ById(Part),
    /// Texts by id.
    TextsById(Part, &'static str),
    /// A list of parts.
    List(Part),
    /// Nothing in it is a text.
    Other,
}

impl Spot {
    /// What stands under a key of it.
    pub(crate) fn under(self, key: &str) -> Spot {
        match self {
            Spot::Part(part) => {
                let Some(row) = keys::find(part, key) else { return Spot::Other };
                match row.kind {
                    kind if row.is_text() => Spot::Text(part, row.name, kind),
                    ValueKind::PhraseById => Spot::TextsById(part, row.name),
                    ValueKind::Part(part) | ValueKind::Bound(part) => Spot::Part(part),
                    ValueKind::ById(part) => Spot::ById(part),
                    ValueKind::List(part) => Spot::List(part),
                    _ => Spot::Other,
                }
            }
            // Ids that begin with `x-` are the author's own.
            Spot::ById(_) | Spot::TextsById(..) if key.starts_with("x-") => Spot::Other,
            Spot::ById(part) => Spot::Part(part),
            Spot::TextsById(part, name) => Spot::Text(part, name, ValueKind::Phrase),
            Spot::Text(..) | Spot::List(_) | Spot::Other => Spot::Other,
        }
    }

    /// What each item of it is.
    pub(crate) fn item(self) -> Spot {
        match self {
            Spot::List(part) => Spot::Part(part),
            _ => Spot::Other,
        }
    }

    /// Whether it is a text that a side file has to translate.
    pub(crate) fn is_translated(self) -> bool {
        matches!(self, Spot::Text(_, _, ValueKind::Text | ValueKind::Phrase))
    }
}

/// Every text in a file.
pub(crate) fn collect(node: &Node, file: Part, language: Option<Language>) -> Vec<Text> {
    let mut texts = Texts { language, path: String::new(), found: Vec::new() };
    texts.below(node, Spot::Part(file));
    texts.found
}

struct Texts {
    language: Option<Language>,
    path: String,
    found: Vec<Text>,
}

impl Texts {
    fn below(&mut self, node: &Node, spot: Spot) {
        let length = self.path.len();
        match &node.value {
            Value::Map(pairs) => {
                for pair in pairs {
                    self.path.push_str(if length == 0 { "" } else { "." });
                    self.path.push_str(&pair.key);
                    self.one(pair, spot.under(&pair.key));
                    self.path.truncate(length);
                }
            }
            Value::List(items) => {
                for (number, item) in items.iter().enumerate() {
                    self.path.push_str(&format!(".{number}"));
                    self.below(item, spot.item());
                    self.path.truncate(length);
                }
            }
            _ => {}
        }
    }

    fn one(&mut self, pair: &Pair, spot: Spot) {
        match (&pair.value.value, spot) {
            (_, Spot::Other) => {}
            (Value::Plain(text) | Value::Quoted(text), Spot::Text(part, key, kind)) => self.found.push(Text {
                place: pair.value.place,
                key_place: pair.key_place,
                path: self.path.clone(),
                part,
                key,
                kind,
                text: text.clone(),
                language: self.language,
            }),
            _ => self.below(&pair.value, spot),
        }
    }
}
