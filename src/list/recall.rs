//! Rows that were answered before, by the bytes of the cells that count.

use super::summary::{Summary, Tally};
use crate::engine::quick::{Map, hash};

/// So many bytes of cells and answers are kept; then everything is forgotten and memory stays as it is.
const MOST: usize = 12 << 20;
/// What an answer takes besides its bytes.
const ANSWER: usize = 300;
/// So many rows are looked up together at most.
pub(super) const TOGETHER: usize = 32;
/// Before the cells of a record: the number of their answer, and how many bytes they are.
const HEAD: usize = 8;

/// An answer as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    from: u32,
    size: u32,
    /// How often it was given since it was kept.
    times: u64,
    /// Whether its rows are to be named.
    noted: bool,
}

/// Where a record begins, with a part of its hash, so that most others are passed over unread.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    tag: u32,
    /// Plus one: 0 is an empty slot.
    record: u32,
}

/// Answers by the bytes of the cells that count. Many rows come to the same answer, so that is kept once;
/// and everything stands close together, for a list of many different rows is looked up all over.
#[derive(Debug, Default)]
pub(super) struct Recall {
    /// Open addressing; twice as many as there are records, or more.
    slots: Vec<Slot>,
    count: usize,
    records: Vec<u8>,
    answers: Vec<Kept>,
    /// The bytes of all answers.
    cells: Vec<u8>,
    tallies: Vec<Tally>,
    same: Map<Box<[u8]>, Vec<u32>>,
    bytes: usize,
}

/// The part of a hash that is kept.
fn tag(key: &[u8]) -> u32 {
    hash(key) as u32
}

impl Recall {
    /// The number of the answer to these cells.
    pub(super) fn find(&self, key: &[u8]) -> Option<u32> {
        let tag = tag(key);
        let last = self.slots.len().checked_sub(1)?;
        let mut place = tag as usize & last;
        loop {
            let slot = self.slots[place];
            if slot.record == 0 {
                return None;
            }
            if let Some(answer) = self.answer(slot, tag, key) {
                return Some(answer);
            }
            place = (place + 1) & last;
        }
    }

    /// The same for several rows at once, `key` by number. They are looked up in step: what is in memory
    /// far away is then waited for together.
    pub(super) fn find_all<'k>(&self, count: usize, key: impl Fn(usize) -> &'k [u8], found: &mut Vec<Option<u32>>) {
        let mut slots = [(0, Slot::default()); TOGETHER];
        found.clear();
        let Some(last) = self.slots.len().checked_sub(1) else { return found.resize(count, None) };
        for (number, (tag, slot)) in slots[..count].iter_mut().enumerate() {
            *tag = self::tag(key(number));
            *slot = self.slots[*tag as usize & last];
        }
        for (number, (tag, slot)) in slots[..count].iter().enumerate() {
            let key = key(number);
            found.push(self.answer(*slot, *tag, key).or_else(|| self.find(key)));
        }
    }

    /// The answer in a slot, if it is that of these cells.
    #[inline]
    fn answer(&self, slot: Slot, tag: u32, key: &[u8]) -> Option<u32> {
        if slot.tag != tag {
            return None;
        }
        let record = self.records.get((slot.record as usize).checked_sub(1)?..)?;
        let (answer, rest) = record.split_first_chunk::<4>()?;
        let (size, rest) = rest.split_first_chunk::<4>()?;
        let size = u32::from_le_bytes(*size) as usize;
        (size == key.len() && &rest[..size] == key).then(|| u32::from_le_bytes(*answer))
    }

    /// Keeps an answer. When there are too many, those before are counted and forgotten.
    pub(super) fn keep(&mut self, key: &[u8], cells: &[u8], tally: &Tally, summary: &mut Summary) -> u32 {
        if self.bytes > MOST {
            self.count(summary);
            *self = Recall::default();
        }
        let alike = self.same.get(cells).into_iter().flatten();
        let known = alike.copied().find(|&answer| self.tallies[answer as usize] == *tally);
        let answer = known.unwrap_or_else(|| {
            let answer = self.answers.len() as u32;
            let (from, size) = (self.cells.len() as u32, cells.len() as u32);
            self.answers.push(Kept { from, size, times: 0, noted: tally.is_noted() });
            self.cells.extend_from_slice(cells);
            self.tallies.push(tally.clone());
            self.same.entry(cells.into()).or_default().push(answer);
            self.bytes += 2 * cells.len() + tally.wrong.len() + tally.clash.len() + ANSWER;
            answer
        });
        if key.len() > MOST / 16 {
            return answer;
        }
        let slot = Slot { tag: tag(key), record: self.records.len() as u32 + 1 };
        self.records.extend_from_slice(&answer.to_le_bytes());
        self.records.extend_from_slice(&(key.len() as u32).to_le_bytes());
        self.records.extend_from_slice(key);
        self.count += 1;
        self.bytes += key.len() + HEAD + 4 * size_of::<Slot>();
        if self.slots.len() < 2 * self.count {
            let more = vec![Slot::default(); (2 * self.slots.len()).max(16)];
            let before = std::mem::replace(&mut self.slots, more);
            before.into_iter().filter(|slot| slot.record > 0).for_each(|slot| self.place(slot));
        }
        self.place(slot);
        answer
    }

    fn place(&mut self, slot: Slot) {
        let last = self.slots.len() - 1;
        let mut place = slot.tag as usize & last;
        while self.slots[place].record > 0 {
            place = (place + 1) & last;
        }
        self.slots[place] = slot;
    }

    /// Gives an answer once more: its bytes, and whether its rows are to be named.
    #[inline]
    pub(super) fn give(&mut self, answer: u32) -> (&[u8], bool) {
        let kept = &mut self.answers[answer as usize];
        kept.times += 1;
        (&self.cells[kept.from as usize..][..kept.size as usize], kept.noted)
    }

    /// What an answer adds to the counts.
    pub(super) fn tally(&self, answer: u32) -> &Tally {
        &self.tallies[answer as usize]
    }

    /// Moves the counts to a summary.
    pub(super) fn count(&mut self, summary: &mut Summary) {
        for (kept, tally) in self.answers.iter_mut().zip(&self.tallies).filter(|(kept, _)| kept.times > 0) {
            summary.add(tally, std::mem::take(&mut kept.times));
        }
    }
}
