//! Answers that were given before, by the cells that count: real lists repeat themselves.

use crate::list::answer::{Answering, KnownByReplies, RowAnswer};
use crate::list::bounded::Bounded;
use crate::list::cell::ReplyText;
use crate::list::columns::Columns;
use crate::list::trouble::Trouble;
use std::sync::Arc;

/// So many bytes are kept.
pub(super) const MOST: usize = 10 << 20;

/// Adds the length of a cell to a key: in one byte where that will do, for most cells are short.
pub(super) fn add_length(key: &mut Vec<u8>, length: usize) {
    match u8::try_from(length) {
        Ok(short) if short < u8::MAX => key.push(short),
        _ => {
            key.push(u8::MAX);
            key.extend_from_slice(&(length as u64).to_le_bytes());
        }
    }
}

/// Answers rows, looking up those that it answered before.
#[derive(Debug, Default)]
pub(super) struct Memo<'t> {
    known: Bounded<Arc<RowAnswer<'t>>, MOST>,
    by_replies: KnownByReplies<'t>,
    key: Vec<u8>,
}

impl<'t> Memo<'t> {
    /// Forgets everything: the columns are others from here on.
    pub(super) fn clear(&mut self) {
        self.known = Bounded::default();
    }

    /// Adds a text to the key.
    fn add(&mut self, text: &str) {
        add_length(&mut self.key, text.len());
        self.key.extend_from_slice(text.as_bytes());
    }

    /// The answer to a row; `cell` gives the text of a column, and `trouble` what is wrong with its shape.
    pub(super) fn answer<'c>(
        &mut self,
        answering: &Answering<'t>,
        columns: &Columns,
        cell: &mut dyn FnMut(usize) -> ReplyText<'c>,
        trouble: Option<Trouble>,
    ) -> Arc<RowAnswer<'t>> {
        if trouble.is_some() {
            return Arc::new(answering.answer(columns, cell, trouble, &mut self.by_replies));
        }
        self.key.clear();
        for column in &columns.questions {
            match cell(column.at) {
                ReplyText::Text(cell) => self.add(&cell),
                // No text is so long.
                ReplyText::Uncalculated => add_length(&mut self.key, usize::MAX),
                ReplyText::Number(digits) => {
                    add_length(&mut self.key, usize::MAX - 1);
                    self.add(&digits);
                }
                ReplyText::Measured(number, unit) => {
                    add_length(&mut self.key, usize::MAX - 2 - usize::from(unit.percentage));
                    self.add(&number.to_string());
                    self.add(&unit.text);
                }
            }
        }
        if let Some(known) = self.known.get(&self.key) {
            return Arc::clone(known);
        }
        let answer = Arc::new(answering.answer(columns, cell, None, &mut self.by_replies));
        self.known.keep(self.key[..].into(), Arc::clone(&answer), answer.bytes());
        answer
    }
}
