//! What one thread worked out, for the others: in a list with many different rows each is worked out once.

use super::summary::Tally;
use crate::quick::Map;
use std::sync::{Arc, Mutex, PoisonError};

/// So many bytes of rows and answers are shared. Where there are more, hardly any comes twice.
const MOST: usize = 8 << 20;

/// An answer as it stands in the file, with what it adds to the counts.
pub(super) type Answered = Arc<(Box<[u8]>, Tally)>;

/// Answers by the bytes of the cells that count.
#[derive(Clone, Debug)]
pub(super) struct Shared(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    answers: Map<Box<[u8]>, Answered>,
    bytes: usize,
}

impl Shared {
    /// Nothing yet.
    pub(super) fn new() -> Shared {
        Shared(Arc::new(Mutex::new(Known::default())))
    }

    /// The answer to these cells, if anybody worked it out.
    pub(super) fn find(&self, key: &[u8]) -> Option<Answered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).answers.get(key).cloned()
    }

    /// Shares an answer.
    pub(super) fn share(&self, key: &[u8], cells: &[u8], tally: &Tally) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.bytes > MOST {
            // From here on everybody learns alone; what was shared so far is in their own memory by now.
            known.answers = Map::default();
            return;
        }
        known.bytes += key.len() + cells.len() + 200;
        known.answers.insert(key.into(), Arc::new((cells.into(), tally.clone())));
    }
}
