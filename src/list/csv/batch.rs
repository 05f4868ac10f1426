//! Rows that are answered together: their cells, and their bytes as they stand.

use crate::list::dialect::Dialect;
use csv::ByteRecord;

/// The rows. Its memory is used over and over.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) text: Vec<u8>,
    /// Their cells without quotes; there may be more records than rows.
    records: Vec<ByteRecord>,
    /// Where each row ends in the text, its line end included.
    ends: Vec<usize>,
    /// Whether the last quote of the last row was never closed.
    pub(super) unclosed: bool,
}

/// One row as it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'b> {
    record: &'b ByteRecord,
    /// Blank lines before it.
    pub(super) blank: &'b [u8],
    pub(super) body: &'b [u8],
    /// Its line end, if it has one.
    pub(super) tail: &'b [u8],
    pub(super) unclosed: bool,
    dialect: Dialect,
}

impl Batch {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.unclosed = false;
    }

    /// A record to read into.
    pub(super) fn free(&mut self) -> &mut ByteRecord {
        let number = self.ends.len();
        if self.records.len() == number {
            self.records.push(ByteRecord::new());
        }
        &mut self.records[number]
    }

    /// Takes in the record that was read, of a row that ends here.
    pub(super) fn add(&mut self, end: usize) {
        self.ends.push(end);
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Where the last row ends.
    pub(super) fn end(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    /// A row by number.
    pub(super) fn row(&self, number: usize, dialect: Dialect) -> Row<'_> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        let text = &self.text[start..self.ends[number]];
        let blank = text.iter().take_while(|byte| **byte == dialect.end).count();
        let unclosed = self.unclosed && number + 1 == self.len();
        let (body, tail) = if unclosed { (&text[blank..], &b""[..]) } else { dialect.ended(&text[blank..]) };
        Row { record: &self.records[number], blank: &text[..blank], body, tail, unclosed, dialect }
    }

    /// Whether the text ends inside a quoted cell: then one more delimiter begins no cell.
    pub(super) fn ends_in_quote(&self, dialect: Dialect) -> bool {
        let Some(last) = self.len().checked_sub(1) else { return false };
        let record = &self.records[last];
        // Of most rows the last byte already tells.
        let cell = record.iter().next_back().unwrap_or_default();
        if self.text.last() != Some(cell.last().unwrap_or(&b'"')) {
            return false;
        }
        let start = last.checked_sub(1).map_or(0, |before| self.ends[before]);
        let more = [&self.text[start..], &[dialect.delimiter]].concat();
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).delimiter(dialect.delimiter).terminator(csv::Terminator::Any(dialect.end));
        let mut again = ByteRecord::new();
        let read = reader.from_reader(&more[..]).read_byte_record(&mut again);
        read.is_ok() && again.len() == record.len()
    }
}

impl<'b> Row<'b> {
    /// Its cells, without quotes.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'b [u8]> + use<'b> {
        let row = *self;
        (0..row.len()).map(move |column| row.cell(column))
    }

    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.record.len()
    }

    /// One of its cells; nothing where it has no such cell.
    pub(super) fn cell(&self, column: usize) -> &'b [u8] {
        let cell = self.record.get(column).unwrap_or_default();
        // The crate takes a return before the line end for a part of the last cell.
        let last = column + 1 == self.record.len() && self.tail.len() > 1;
        if last { cell.strip_suffix(b"\r").unwrap_or(cell) } else { cell }
    }

    /// How many blank lines come before it.
    pub(super) fn blank_lines(&self) -> u64 {
        self.blank.len() as u64
    }

    /// How many lines it has.
    pub(super) fn lines(&self) -> u64 {
        self.dialect.lines(self.body) + u64::from(!self.tail.is_empty())
    }
}
