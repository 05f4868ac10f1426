//! Places as editors count them: lines, and UTF-16 units within a line.

use std::ops::Range;

/// A place between two characters, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// How many UTF-16 units stand before it on its line.
    pub character: u32,
}

/// A text with where its lines begin. A line ends in `\n`, `\r\n` or `\r`, as the protocol of editors has it.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub fn of(text: &'t str) -> Lines<'t> {
        let bytes = text.as_bytes();
        let ends = |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain((0..bytes.len()).filter(ends).map(|at| at + 1)).collect();
        Lines { text, starts }
    }

    /// The position of a byte; of one inside a character, where that begins.
    pub fn position(&self, at: usize) -> Position {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= at) - 1;
        let character = self.text[self.starts[line]..at].encode_utf16().count();
        // A file is at most a hundred million bytes.
        Position { line: line as u32, character: character as u32 }
    }

    /// The positions of a stretch of bytes.
    pub fn range(&self, place: &Range<usize>) -> (Position, Position) {
        (self.position(place.start), self.position(place.end.max(place.start)))
    }

    /// The byte at a position. Past the end of a line it is that end, and past the last line the end of the text;
    /// inside a character it is where that begins.
    pub fn byte(&self, position: Position) -> usize {
        let Some(&start) = self.starts.get(position.line as usize) else { return self.text.len() };
        let end = self.starts.get(position.line as usize + 1).copied().unwrap_or(self.text.len());
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        let (mut at, mut units) = (start, 0);
        for letter in line.chars() {
            units += letter.len_utf16();
            if units > position.character as usize {
                break;
            }
            at += letter.len_utf8();
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_utf16_units_and_come_back() {
        let text = "één: 🌳 x\r\n\r\nb\rc\n";
        let lines = Lines::of(text);
        let at = |line, character| Position { line, character };
        assert_eq!(lines.position(text.find('x').unwrap()), at(0, 8), "three letters, `: `, two units, a space");
        assert_eq!(lines.position(text.find('b').unwrap()), at(2, 0));
        assert_eq!(lines.position(text.find('c').unwrap()), at(3, 0));
        assert_eq!(lines.position(usize::MAX), at(4, 0));
        assert_eq!(lines.position(1), at(0, 0), "inside a character");
        for (byte, letter) in text.char_indices() {
            if !matches!(letter, '\r' | '\n') {
                assert_eq!(lines.byte(lines.position(byte)), byte, "{letter:?}");
            }
        }
        let tree = text.find('🌳').unwrap();
        assert_eq!(lines.byte(at(0, 6)), tree, "between the two units of one character");
        assert_eq!(lines.byte(at(0, 99)), text.find('\r').unwrap(), "past the end of a line");
        assert_eq!(lines.byte(at(9, 0)), text.len(), "past the last line");
    }
}
