//! A map of a bounded size, for what was worked out before.

use foldhash::HashMap;

/// What an entry takes besides its key and what it is counted as: the map, the counts, what they point to.
const ENTRY: usize = 300;

/// A map from bytes to something. Past `MOST` bytes everything is forgotten, and memory stays as it is. Its hash
/// begins with another number in every run, so that no list can be made to collide.
#[derive(Debug)]
pub struct Bounded<T, const MOST: usize> {
    known: HashMap<Box<[u8]>, T>,
    bytes: usize,
}

impl<T, const MOST: usize> Default for Bounded<T, MOST> {
    fn default() -> Bounded<T, MOST> {
        Bounded { known: HashMap::default(), bytes: 0 }
    }
}

impl<T, const MOST: usize> Bounded<T, MOST> {
    /// What was kept for this key.
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
