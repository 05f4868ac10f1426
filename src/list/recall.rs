//! Rows that were answered before, by the bytes of the cells that count.

use crate::classify::quick::{Map, hash};

use super::summary::{Summary, Tally};

/// So many bytes of cells and answers are kept; then everything is forgotten and memory stays as it is.
const MOST: usize = 12 << 20;
/// What an entry and an answer take besides their bytes.
const ENTRY: usize = 32;
const ANSWER: usize = 300;

/// An answer as it stands in the file, with how often it was given since it was kept.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) cells: Box<[u8]>,
    pub(super) tally: Tally,
    pub(super) times: u64,
}

/// Where the cells of an entry stand, and the number of their answer.
#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u64,
    from: u32,
    size: u32,
    answer: u32,
}

/// Answers by the bytes of the cells that count. Many rows come to the same answer, so that is kept once;
/// and everything stands close together, for a list of many different rows is looked up all over.
#[derive(Debug, Default)]
pub(super) struct Recall {
    /// Open addressing: entry numbers plus one, 0 for none; twice as many as there are entries, or more.
    slots: Vec<u32>,
    entries: Vec<Entry>,
    keys: Vec<u8>,
    answers: Vec<Kept>,
    same: Map<Box<[u8]>, Vec<u32>>,
    bytes: usize,
}

impl Recall {
    /// The number of the answer to these cells.
    #[inline]
    pub(super) fn find(&self, key: &[u8]) -> Option<u32> {
        let hash = hash(key);
        let mut slot = self.first(hash)?;
        loop {
            let entry = self.entries.get((self.slots[slot] as usize).checked_sub(1)?)?;
            let from = entry.from as usize;
            if entry.hash == hash && &self.keys[from..from + entry.size as usize] == key {
                return Some(entry.answer);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// The slot where a search begins; `None` while there is none.
    fn first(&self, hash: u64) -> Option<usize> {
        (!self.slots.is_empty()).then(|| hash as usize & (self.slots.len() - 1))
    }

    /// Keeps an answer. When there are too many, those before are counted and forgotten.
    pub(super) fn keep(&mut self, key: &[u8], cells: &[u8], tally: &Tally, summary: &mut Summary) -> u32 {
        if self.bytes > MOST {
            self.count(summary);
            *self = Recall::default();
        }
        let alike = self.same.get(cells).into_iter().flatten();
        let known = alike.copied().find(|&answer| self.answers[answer as usize].tally == *tally);
        let answer = known.unwrap_or_else(|| {
            let answer = self.answers.len() as u32;
            self.answers.push(Kept { cells: cells.into(), tally: tally.clone(), times: 0 });
            self.same.entry(cells.into()).or_default().push(answer);
            self.bytes += 2 * cells.len() + tally.message.len() + ANSWER;
            answer
        });
        if key.len() > MOST / 16 {
            return answer;
        }
        let entry = Entry { hash: hash(key), from: self.keys.len() as u32, size: key.len() as u32, answer };
        self.keys.extend_from_slice(key);
        self.entries.push(entry);
        self.bytes += key.len() + ENTRY;
        if self.slots.len() < 2 * self.entries.len() {
            self.slots = vec![0; (4 * self.entries.len()).next_power_of_two()];
            (0..self.entries.len()).for_each(|number| self.place(number));
        } else {
            self.place(self.entries.len() - 1);
        }
        answer
    }

    fn place(&mut self, number: usize) {
        let Some(mut slot) = self.first(self.entries[number].hash) else { return };
        while self.slots[slot] != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = number as u32 + 1;
    }

    pub(super) fn at(&mut self, number: u32) -> &mut Kept {
        &mut self.answers[number as usize]
    }

    /// Moves the counts to a summary.
    pub(super) fn count(&mut self, summary: &mut Summary) {
        for kept in self.answers.iter_mut().filter(|kept| kept.times > 0) {
            summary.add(&kept.tally, std::mem::take(&mut kept.times));
        }
    }
}
