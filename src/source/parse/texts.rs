//! Every text for people in a file, with its place: what rules on writing read, and what a side file
//! translates. Collected from the nodes in one walk, so that drafts need not carry a place per text.

use super::yaml::{NodeValue, Pair, YamlNode};
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
pub(crate) enum NodeKind {
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

impl NodeKind {
    /// What stands under a key of it.
    pub(crate) fn under(self, key: &str) -> NodeKind {
        match self {
            NodeKind::Part(part) => {
                let Some(row) = keys::find(part, key) else { return NodeKind::Other };
                match row.kind {
                    kind if row.is_text() => NodeKind::Text(part, row.name, kind),
                    ValueKind::PhraseById => NodeKind::TextsById(part, row.name),
                    ValueKind::Part(part) | ValueKind::Bound(part) => NodeKind::Part(part),
                    ValueKind::ById(part) => NodeKind::ById(part),
                    ValueKind::List(part) => NodeKind::List(part),
                    _ => NodeKind::Other,
                }
            }
            // Ids that begin with `x-` are the author's own.
            NodeKind::ById(_) | NodeKind::TextsById(..) if key.starts_with("x-") => NodeKind::Other,
            NodeKind::ById(part) => NodeKind::Part(part),
            NodeKind::TextsById(part, name) => NodeKind::Text(part, name, ValueKind::Phrase),
            NodeKind::Text(..) | NodeKind::List(_) | NodeKind::Other => NodeKind::Other,
        }
    }

    /// What each item of it is.
    pub(crate) fn item(self) -> NodeKind {
        match self {
            NodeKind::List(part) => NodeKind::Part(part),
            _ => NodeKind::Other,
        }
    }

    /// Whether it is a text that a side file has to translate.
    pub(crate) fn is_translated(self) -> bool {
        matches!(self, NodeKind::Text(_, _, ValueKind::Text | ValueKind::Phrase))
    }
}

/// Every text in a file.
pub(crate) fn collect(node: &YamlNode, file: Part, language: Option<Language>) -> Vec<Text> {
    let mut texts = TextCollector { language, path: String::new(), found: Vec::new() };
    texts.below(node, NodeKind::Part(file));
    texts.found
}

struct TextCollector {
    language: Option<Language>,
    path: String,
    found: Vec<Text>,
}

impl TextCollector {
    fn below(&mut self, node: &YamlNode, spot: NodeKind) {
        let length = self.path.len();
        match &node.value {
            NodeValue::Map(pairs) => {
                for pair in pairs {
                    self.path.push_str(if length == 0 { "" } else { "." });
                    self.path.push_str(&pair.key);
                    self.one(pair, spot.under(&pair.key));
                    self.path.truncate(length);
                }
            }
            NodeValue::List(items) => {
                for (number, item) in items.iter().enumerate() {
                    self.path.push_str(&format!(".{number}"));
                    self.below(item, spot.item());
                    self.path.truncate(length);
                }
            }
            _ => {}
        }
    }

    fn one(&mut self, pair: &Pair, spot: NodeKind) {
        match (&pair.value.value, spot) {
            (_, NodeKind::Other) => {}
            (NodeValue::Plain(text) | NodeValue::Quoted(text), NodeKind::Text(part, key, kind)) => {
                self.found.push(Text {
                    place: pair.value.place,
                    key_place: pair.key_place,
                    path: self.path.clone(),
                    part,
                    key,
                    kind,
                    text: text.clone(),
                    language: self.language,
                })
            }
            _ => self.below(&pair.value, spot),
        }
    }
}
