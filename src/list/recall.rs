//! Rows that were answered before, by the bytes of the cells that count.

use super::summary::{Summary, Tally};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// So many bytes of cells and answers are kept; then everything is forgotten and memory stays as it is.
const MOST: usize = 16 << 20;

/// An answer as it stands in the file, with how often it was given since it was kept.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) cells: Box<[u8]>,
    pub(super) tally: Tally,
    pub(super) times: u64,
}

/// Answers by the bytes of the cells that count.
#[derive(Debug, Default)]
pub(super) struct Recall {
    numbers: HashMap<Box<[u8]>, u32, BuildHasherDefault<Fold>>,
    kept: Vec<Kept>,
    bytes: usize,
}

impl Recall {
    /// The number of the answer to these cells.
    pub(super) fn find(&self, key: &[u8]) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    /// Keeps an answer. When there are too many, those before are counted and forgotten.
    pub(super) fn keep(&mut self, key: &[u8], cells: Box<[u8]>, tally: Tally, summary: &mut Summary) -> u32 {
        // What the parts of an entry take besides its bytes.
        const BESIDES: usize = 160;
        let size = key.len() + cells.len() + tally.message.len() + BESIDES;
        if self.bytes + size > MOST {
            self.count(summary);
            (self.numbers, self.kept, self.bytes) = Default::default();
        }
        self.bytes += size;
        let number = self.kept.len() as u32;
        self.kept.push(Kept { cells, tally, times: 0 });
        self.numbers.insert(key.into(), number);
        number
    }

    pub(super) fn at(&mut self, number: u32) -> &mut Kept {
        &mut self.kept[number as usize]
    }

    /// Moves the counts to a summary.
    pub(super) fn count(&mut self, summary: &mut Summary) {
        for kept in self.kept.iter_mut().filter(|kept| kept.times > 0) {
            summary.add(&kept.tally, std::mem::take(&mut kept.times));
        }
    }
}

/// A quick hash for short keys: multiply and fold. Keys that were made to collide cost time, and no more
/// than a bounded number of them are kept.
#[derive(Clone, Copy, Debug, Default)]
struct Fold(u64);

impl Fold {
    fn take(&mut self, word: u64) {
        let wide = u128::from(self.0 ^ word ^ 0x9e37_79b9_7f4a_7c15) * 0xa076_1d64_78bd_642f;
        self.0 = (wide as u64) ^ (wide >> 64) as u64;
    }
}

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.take(u64::from_le_bytes(*word)));
        let last = rest.iter().fold(0_u64, |word, &byte| word << 8 | u64::from(byte));
        self.take(last ^ (bytes.len() as u64) << 56);
    }

    fn write_usize(&mut self, number: usize) {
        self.take(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
