//! Answers that were given before, by the cells that count: real lists repeat themselves.

use crate::list::answer::{Answering, RowAnswer};
use crate::list::columns::Columns;
use crate::list::trouble::Trouble;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// So many bytes are kept; then everything is forgotten and memory stays as it is.
const MOST: usize = 12 << 20;
/// What an entry takes besides its cells and its answer: the map, the counts, what they point to.
const ENTRY: usize = 300;

/// A map from the cells of a row to something, of a bounded size. Its hash has a key of its own in every
/// run, so that no list can be made to collide.
#[derive(Debug)]
pub(super) struct Bounded<T> {
    known: HashMap<Box<[u8]>, T>,
    bytes: usize,
}

impl<T> Default for Bounded<T> {
    fn default() -> Bounded<T> {
        Bounded { known: HashMap::new(), bytes: 0 }
    }
}

impl<T> Bounded<T> {
    /// What was kept for these cells.
    pub(super) fn get(&self, key: &[u8]) -> Option<&T> {
        self.known.get(key)
    }

    /// Keeps something of so many bytes.
    pub(super) fn keep(&mut self, key: Box<[u8]>, it: T, bytes: usize) {
        let bytes = key.len() + bytes + ENTRY;
        if bytes > MOST / 16 {
            return;
        }
        if self.bytes + bytes > MOST {
            *self = Bounded::default();
        }
        self.bytes += bytes;
        self.known.insert(key, it);
    }
}

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
    known: Bounded<Arc<RowAnswer<'t>>>,
    key: Vec<u8>,
}

impl<'t> Memo<'t> {
    /// Forgets everything: the columns are others from here on.
    pub(super) fn clear(&mut self) {
        self.known = Bounded::default();
    }

    /// The answer to a row; `cell` gives the text of a column, and `trouble` what is wrong with its shape.
    pub(super) fn answer<'c>(
        &mut self,
        answering: &Answering<'t>,
        columns: &Columns,
        cell: &mut dyn FnMut(usize) -> Cow<'c, str>,
        trouble: Option<Trouble>,
    ) -> Arc<RowAnswer<'t>> {
        if trouble.is_some() {
            return Arc::new(answering.answer(columns, cell, trouble));
        }
        self.key.clear();
        for column in &columns.questions {
            let cell = cell(column.at);
            add_length(&mut self.key, cell.len());
            self.key.extend_from_slice(cell.as_bytes());
        }
        if let Some(known) = self.known.get(&self.key) {
            return Arc::clone(known);
        }
        let answer = Arc::new(answering.answer(columns, cell, None));
        self.known.keep(self.key[..].into(), Arc::clone(&answer), answer.bytes());
        answer
    }
}
