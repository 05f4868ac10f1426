//! A quick hash for the short keys, mostly numbers, by which states and rows are known again. Keys that were made to collide cost
//! time, and no more than a bounded number of them are kept anywhere.

use std::hash::{BuildHasherDefault, Hasher};

/// A map by quick hash.
pub(crate) type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Quick>>;

/// A set by quick hash.
pub(crate) type Set<K> = std::collections::HashSet<K, BuildHasherDefault<Quick>>;

/// Multiply and fold.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Quick(u64);

impl Quick {
    fn take(&mut self, word: u64) {
        self.take_both(word, 0);
    }

    fn take_both(&mut self, one: u64, two: u64) {
        let wide = u128::from(self.0 ^ one ^ 0x9e37_79b9_7f4a_7c15) * u128::from(two ^ 0xa076_1d64_78bd_642f);
        self.0 = (wide as u64) ^ (wide >> 64) as u64;
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (pairs, rest) = bytes.as_chunks::<16>();
        for pair in pairs {
            let (one, two) = pair.split_at(8);
            self.take_both(word(one), word(two));
        }
        // What is left in two words that may overlap.
        match rest.len() {
            0 => {}
            1..8 => self.take(word(rest)),
            left => self.take_both(word(&rest[..8]), word(&rest[left - 8..])),
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.take(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.take(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.take(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.take(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Up to eight bytes as a number.
fn word(bytes: &[u8]) -> u64 {
    match bytes.first_chunk::<8>() {
        Some(whole) => u64::from_le_bytes(*whole),
        None => bytes.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    }
}

/// The hash of a key.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut quick = Quick(bytes.len() as u64);
    quick.write(bytes);
    quick.finish()
}
