//! Rows and their cells, found in the bytes of a list.

use super::dialect::Dialect;
use super::marks::Marks;
use crate::bilingual;
use crate::text::language::Bilingual;
use std::borrow::Cow;

/// A row as it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Where it begins.
    pub(super) start: usize,
    /// Where its last cell ends.
    pub(super) end: usize,
    /// Where the next row begins.
    pub(super) next: usize,
    /// Whether its last quote was never closed.
    pub(super) unclosed: bool,
}

/// Finds rows with their cells, quotes included.
pub(super) struct Rows<'a> {
    text: &'a [u8],
    dialect: Dialect,
    marks: Marks<'a>,
    at: usize,
    /// Line ends seen, those in cells included.
    pub(super) lines: u64,
}

impl<'a> Rows<'a> {
    pub(super) fn new(text: &'a [u8], dialect: Dialect) -> Rows<'a> {
        let marks = Marks::new(text, [dialect.delimiter, dialect.end, b'"']);
        Rows { text, dialect, marks, at: 0, lines: 0 }
    }

    /// The next row; its cells replace those in `cells`.
    #[inline]
    pub(super) fn next(&mut self, cells: &mut Vec<(usize, usize)>) -> Option<Row> {
        let (text, start) = (self.text, self.at);
        if start >= text.len() {
            return None;
        }
        cells.clear();
        let (mut cell, mut unclosed) = (start, false);
        let (mut end, mut next) = (text.len(), text.len());
        while let Some(mark) = self.marks.next() {
            let byte = text[mark];
            if byte == self.dialect.delimiter {
                cells.push((cell, mark));
                cell = mark + 1;
            } else if byte == self.dialect.end {
                end = mark;
                next = mark + 1;
                self.lines += 1;
                break;
            } else if mark == cell {
                unclosed = !self.close();
            }
        }
        if end > start && self.dialect.end == b'\n' && next > end && text[end - 1] == b'\r' {
            end -= 1;
        }
        cells.push((cell.min(end), end));
        self.at = next;
        Some(Row { start, end, next, unclosed })
    }

    /// Goes to the quote that closes a cell; `false` where there is none.
    #[cold]
    fn close(&mut self) -> bool {
        while let Some(mark) = self.marks.next() {
            let byte = self.text[mark];
            if byte == self.dialect.end {
                self.lines += 1;
            } else if byte == b'"' {
                if self.text.get(mark + 1) != Some(&b'"') {
                    return true;
                }
                self.marks.next();
            }
        }
        false
    }
}

/// A cell without its quotes; what stands behind a closing quote belongs to it.
pub(super) fn unquoted(cell: &[u8]) -> Cow<'_, [u8]> {
    let Some(rest) = cell.strip_prefix(b"\"") else { return Cow::Borrowed(cell) };
    if let Some(plain) = rest.strip_suffix(b"\"")
        && !plain.contains(&b'"')
    {
        return Cow::Borrowed(plain);
    }
    let (mut text, mut quoted, mut at) = (Vec::with_capacity(rest.len()), true, 0);
    while let Some(&byte) = rest.get(at) {
        if quoted && byte == b'"' {
            if rest.get(at + 1) == Some(&b'"') {
                text.push(b'"');
                at += 1;
            } else {
                quoted = false;
            }
        } else {
            text.push(byte);
        }
        at += 1;
    }
    Cow::Owned(text)
}

/// The texts of one row.
pub(super) fn texts(row: &[u8], dialect: Dialect) -> Vec<String> {
    let mut cells = Vec::new();
    Rows::new(row, dialect).next(&mut cells);
    cells.iter().map(|&(from, to)| dialect.text(&unquoted(&row[from..to])).into_owned()).collect()
}

/// Bilingual of a row that ends in the middle of a quoted cell.
pub(super) fn unclosed() -> Bilingual {
    bilingual!(
        "een aanhalingsteken in deze rij sluit nergens; alles daarna staat in die ene cel",
        "a quote in this row nowhere ends; all that follows is in that one cell"
    )
}

/// Bilingual of a row with more cells than the head; `first` is the first of those too many.
pub(crate) fn too_many(cells: usize, columns: usize, first: &str) -> Bilingual {
    let first: String = first.chars().take(60).collect();
    bilingual!(
        "deze rij heeft {cells} cellen en de kop {columns}; te veel is er vanaf `{first}`: staat er een scheidingsteken in een cel zonder aanhalingstekens?",
        "this row has {cells} cells and the head {columns}; too much begins at `{first}`: is there a delimiter in a cell without quotes?"
    )
}
