//! Things printed one after another in one file, such as the advices of a walk that went on to another tree.

use crate::output::document::{Document, Printable};
use serde_json::{Value, json};

/// What was printed so far.
#[derive(Debug, Default)]
pub struct Chain(Vec<(Document, Value)>);

impl Chain {
    /// Whether nothing was printed yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts something behind what is there.
    pub fn push(&mut self, printed: &dyn Printable) {
        self.0.push((printed.document(), printed.value()));
    }
}

impl Printable for Chain {
    fn document(&self) -> Document {
        let documents = self.0.iter().rev().map(|(document, _)| document.clone());
        documents.reduce(|then, document| Document { then: Some(Box::new(then)), ..document }).unwrap_or_default()
    }

    /// What came after stands in the one before, under `then`.
    fn value(&self) -> Value {
        let values = self.0.iter().rev().map(|(_, value)| value.clone());
        let chained = values.reduce(|then, mut value| {
            value["then"] = then;
            value
        });
        chained.unwrap_or_else(|| json!(null))
    }
}
