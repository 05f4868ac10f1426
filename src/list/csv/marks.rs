//! Finding delimiters, quotes and line ends, eight bytes at a time.

use super::Dialect;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The high bit of every byte that is this one, exactly.
fn equal(word: u64, byte: u64) -> u64 {
    let off = word ^ byte;
    !(((off & !HIGH) + !HIGH) | off) & HIGH
}

/// The places of up to three bytes in a text, from left to right.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    text: &'a [u8],
    bytes: [u64; 3],
    /// Where the word at hand begins, and what is left of it.
    at: usize,
    found: u64,
}

impl<'a> Marks<'a> {
    pub(super) fn new(text: &'a [u8], bytes: [u8; 3]) -> Marks<'a> {
        let mut marks = Marks { text, bytes: bytes.map(|byte| u64::from(byte) * ONES), at: 0, found: 0 };
        marks.found = marks.look(0);
        marks
    }

    fn look(&self, at: usize) -> u64 {
        let word = match self.text.get(at..at + 8) {
            Some(word) => word.try_into().map_or(0, u64::from_le_bytes),
            None => {
                let rest = self.text.get(at..).unwrap_or_default();
                let mut word = [0; 8];
                word[..rest.len()].copy_from_slice(rest);
                let inside = if rest.is_empty() { 0 } else { u64::MAX >> (64 - 8 * rest.len()) };
                let word = u64::from_le_bytes(word);
                return self.bytes.iter().fold(0, |found, &byte| found | equal(word, byte)) & inside;
            }
        };
        equal(word, self.bytes[0]) | equal(word, self.bytes[1]) | equal(word, self.bytes[2])
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.at += 8;
            if self.at >= self.text.len() {
                self.at = self.text.len();
                return None;
            }
            self.found = self.look(self.at);
        }
        let place = self.at + (self.found.trailing_zeros() / 8) as usize;
        self.found &= self.found - 1;
        Some(place)
    }
}

/// Where the last whole row of a text ends (`first`: the first one), line end included. `None` where no
/// row ends. A quote begins a quoted cell only where a cell begins.
pub(super) fn boundary(text: &[u8], dialect: Dialect, first: bool) -> Option<usize> {
    let mut end = None;
    // Between quoted cells only the line ends count, and of those the last.
    let mut open = 0;
    let mut quotes = memchr::memchr_iter(b'"', text);
    loop {
        let quote = quotes.next();
        let stretch = &text[open..quote.unwrap_or(text.len())];
        let found = if first { memchr::memchr(dialect.end, stretch) } else { memchr::memrchr(dialect.end, stretch) };
        if let Some(found) = found {
            end = Some(open + found + 1);
            if first {
                return end;
            }
        }
        let Some(quote) = quote else { return end };
        let begins = quote == 0 || text[quote - 1] == dialect.delimiter || text[quote - 1] == dialect.end;
        if !begins {
            open = quote;
            continue;
        }
        // To the quote that closes it.
        loop {
            let Some(close) = quotes.next() else { return end };
            if text.get(close + 1) != Some(&b'"') {
                open = close + 1;
                break;
            }
            quotes.next();
        }
    }
}
