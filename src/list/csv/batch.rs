//! Rows that are answered together: their cells, and their bytes as they stand.

use crate::list::columns::Column;
use crate::list::dialect::Dialect;
use crate::list::memo::add_length;
use crate::list::trouble::{self, Trouble};
use csv::ByteRecord;
use std::ops::Range;

/// The rows. Its memory is used over and over.
#[derive(Debug, Default)]
pub(super) struct RowBatch {
    pub(super) text: Vec<u8>,
    /// The cells of rows with quotes, without those; so many are in use.
    records: Vec<ByteRecord>,
    used: usize,
    rows: Vec<RowEnd>,
    /// Whether the last quote of the last row was never closed.
    pub(super) unclosed: bool,
}

/// Where a row ends in the text, its line end included.
#[derive(Clone, Copy, Debug)]
struct RowEnd {
    end: usize,
    quotes: RowQuotes,
    /// The number of its record, where it has quotes.
    record: usize,
}

/// What the quotes of a row are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowQuotes {
    /// There are none, so no cell goes on over lines.
    None,
    /// They stand around cells.
    Around,
    /// One of them was read as a letter.
    Stray,
    /// A cell goes on after the quote that closes it.
    Behind,
}

/// The columns that a row is known by.
#[derive(Debug)]
pub(super) struct KeyColumns {
    all: Vec<usize>,
    /// From the first to behind the last, where they stand side by side in their order.
    span: Option<Range<usize>>,
}

/// What a key begins with: cells as they stand side by side, or each by itself.
const SIDE_BY_SIDE: u8 = 1;
const APART: u8 = 0;

fn side_by_side(cells: &[u8], key: &mut Vec<u8>) {
    key.push(SIDE_BY_SIDE);
    key.extend_from_slice(cells);
}

impl KeyColumns {
    pub(super) fn of(columns: &[Column]) -> KeyColumns {
        let all: Vec<usize> = columns.iter().map(|column| column.at).collect();
        let span = all.first().map(|first| *first..first + all.len());
        let span = span.filter(|span| span.clone().eq(all.iter().copied()));
        KeyColumns { all, span }
    }

    /// The key of a row without quotes that has `columns` cells, by its text without the line end: what
    /// [`BatchRow::key`] gives it, and no cell but those is looked for. Nothing where it has more or fewer.
    pub(super) fn of_plain(&self, body: &[u8], columns: usize, delimiter: u8, key: &mut Vec<u8>) -> Option<()> {
        let span = self.span.as_ref()?;
        if memchr::memchr_iter(delimiter, body).count() + 1 != columns {
            return None;
        }
        let start = match span.start.checked_sub(1) {
            Some(before) => memchr::memchr_iter(delimiter, body).nth(before)? + 1,
            None => 0,
        };
        let end = match columns.checked_sub(span.end + 1) {
            Some(behind) => memchr::memrchr_iter(delimiter, body).nth(behind)?,
            None => body.len(),
        };
        key.clear();
        side_by_side(&body[start..end], key);
        Some(())
    }
}

/// One row as it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct BatchRow<'b> {
    cells: Cells<'b>,
    /// Blank lines before it.
    pub(super) blank: &'b [u8],
    pub(super) body: &'b [u8],
    /// Its line end, if it has one.
    pub(super) tail: &'b [u8],
    pub(super) unclosed: bool,
    pub(super) quotes: RowQuotes,
    /// Line ends in its cells.
    inner: u64,
    dialect: Dialect,
}

/// The cells of a row.
#[derive(Clone, Copy, Debug)]
enum Cells<'b> {
    /// Those that the crate read.
    Record(&'b ByteRecord),
    /// Of a row without quotes its text, and where each cell ends.
    Plain(&'b [u8], &'b [usize]),
}

/// What old programs write behind the last line of a file (Ctrl-Z).
const END_OF_FILE: &[u8] = b"\x1A";

impl BatchRow<'_> {
    /// Whether it is no row, but the mark that a file ends.
    pub(super) fn is_end_of_file(&self) -> bool {
        self.body == END_OF_FILE
    }
}

impl<'b> Cells<'b> {
    fn len(self) -> usize {
        match self {
            Cells::Record(record) => record.len(),
            Cells::Plain(_, ends) => ends.len(),
        }
    }

    /// Where a cell stands in the text.
    fn range(self, column: usize) -> Option<Range<usize>> {
        match self {
            Cells::Record(record) => record.range(column),
            Cells::Plain(_, ends) => Some(
                column.checked_sub(1).map_or(0, |before| ends.get(before).map_or(0, |end| end + 1))
                    ..*ends.get(column)?,
            ),
        }
    }

    fn text(self) -> &'b [u8] {
        match self {
            Cells::Record(record) => record.as_slice(),
            Cells::Plain(text, _) => text,
        }
    }
}

impl RowBatch {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.rows.clear();
        self.used = 0;
        self.unclosed = false;
    }

    /// A record to read into.
    pub(super) fn free(&mut self) -> &mut ByteRecord {
        if self.records.len() == self.used {
            self.records.push(ByteRecord::new());
        }
        &mut self.records[self.used]
    }

    /// Takes in the record that was read, of a row that ends here.
    pub(super) fn add(&mut self, end: usize, quotes: RowQuotes) {
        self.rows.push(RowEnd { end, quotes, record: self.used });
        self.used += 1;
    }

    /// Takes in a row without quotes that ends here.
    pub(super) fn add_plain(&mut self, end: usize) {
        self.rows.push(RowEnd { end, quotes: RowQuotes::None, record: usize::MAX });
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The text of a row without quotes, with its line end.
    pub(super) fn plain(&self, number: usize) -> Option<&[u8]> {
        let RowEnd { end, quotes, .. } = self.rows[number];
        (quotes == RowQuotes::None).then(|| &self.text[self.start(number)..end])
    }

    /// Where the last row ends.
    pub(super) fn end(&self) -> usize {
        self.rows.last().map_or(0, |row| row.end)
    }

    /// Where a row begins in the text.
    fn start(&self, number: usize) -> usize {
        number.checked_sub(1).map_or(0, |before| self.rows[before].end)
    }

    /// A row by number; `ends` is room for where its cells end.
    pub(super) fn row<'b>(&'b self, number: usize, dialect: Dialect, ends: &'b mut Vec<usize>) -> BatchRow<'b> {
        let RowEnd { end, quotes, record } = self.rows[number];
        let text = &self.text[self.start(number)..end];
        let blank = text.iter().take_while(|byte| **byte == dialect.end).count();
        let unclosed = self.unclosed && number + 1 == self.len();
        let (body, tail) = if unclosed { (&text[blank..], &b""[..]) } else { dialect.ended(&text[blank..]) };
        let inner = if quotes == RowQuotes::None { 0 } else { dialect.lines(body) };
        let cells = match self.records.get(record) {
            Some(record) => Cells::Record(record),
            None => {
                ends.clear();
                ends.extend(memchr::memchr_iter(dialect.delimiter, body).chain([body.len()]));
                Cells::Plain(body, ends)
            }
        };
        BatchRow { cells, blank: &text[..blank], body, tail, unclosed, quotes, inner, dialect }
    }

    /// Whether the text ends inside a quoted cell: then one more delimiter begins no cell.
    pub(super) fn ends_in_quote(&self, dialect: Dialect) -> bool {
        let Some(last) = self.len().checked_sub(1) else { return false };
        if matches!(self.rows[last].quotes, RowQuotes::None | RowQuotes::Stray) {
            return false;
        }
        let record = &self.records[self.rows[last].record];
        // Of most rows the last byte already tells.
        let cell = record.iter().next_back().unwrap_or_default();
        if self.text.last() != Some(cell.last().unwrap_or(&b'"')) {
            return false;
        }
        let more = [&self.text[self.start(last)..], &[dialect.delimiter]].concat();
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).delimiter(dialect.delimiter).terminator(csv::Terminator::Any(dialect.end));
        let mut again = ByteRecord::new();
        let read = reader.from_reader(&more[..]).read_byte_record(&mut again);
        read.is_ok() && again.len() == record.len()
    }
}

impl<'b> BatchRow<'b> {
    /// Its cells, without quotes.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'b [u8]> + use<'b> {
        let row = *self;
        (0..row.len()).map(move |column| row.cell(column))
    }

    /// Some of its cells as bytes that no other cells give: as they stand, where they stand side by side in a row without
    /// quotes; else their lengths, then their letters.
    pub(super) fn key(&self, columns: &KeyColumns, key: &mut Vec<u8>) {
        key.clear();
        if let (Cells::Plain(text, ends), Some(span)) = (self.cells, &columns.span)
            && span.end <= ends.len()
        {
            let start = span.start.checked_sub(1).map_or(0, |before| ends[before] + 1);
            return side_by_side(&text[start..ends[span.end - 1]], key);
        }
        key.push(APART);
        let last = self.len().saturating_sub(1);
        let range = |column: usize| {
            let range = self.cells.range(column).unwrap_or_default();
            if column == last { range.start..range.start + self.cell(column).len() } else { range }
        };
        columns.all.iter().for_each(|column| add_length(key, range(*column).len()));
        columns.all.iter().for_each(|column| key.extend_from_slice(&self.cells.text()[range(*column)]));
    }

    /// What is wrong with its quotes, if anything.
    pub(super) fn trouble(&self) -> Option<Trouble> {
        match () {
            () if self.unclosed => Some(trouble::unclosed()),
            () if self.quotes == RowQuotes::Stray => Some(trouble::stray_quote()),
            () if self.quotes == RowQuotes::Behind => Some(trouble::behind_a_quote()),
            () => (self.inner > 0 && self.has_rows()).then(|| trouble::rows_in_a_cell(self.inner)),
        }
    }

    /// Whether a line within one of its cells has as many delimiters as a row has.
    fn has_rows(&self) -> bool {
        let wanted = self.len() - 1;
        let delimiters = |line: &[u8]| memchr::memchr_iter(self.dialect.delimiter, line).count();
        wanted > 0
            && self.cells().any(|cell| cell.split(|it| *it == self.dialect.end).any(|it| delimiters(it) == wanted))
    }

    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// One of its cells; nothing where it has no such cell.
    pub(super) fn cell(&self, column: usize) -> &'b [u8] {
        let cell = self.cells.range(column).map_or(&b""[..], |range| &self.cells.text()[range]);
        // The crate takes a return before the line end for a part of the last cell.
        let last = matches!(self.cells, Cells::Record(_)) && column + 1 == self.len() && self.tail.len() > 1;
        if last { cell.strip_suffix(b"\r").unwrap_or(cell) } else { cell }
    }

    /// How many blank lines come before it.
    pub(super) fn blank_lines(&self) -> u64 {
        self.blank.len() as u64
    }

    /// How many lines it has.
    pub(super) fn lines(&self) -> u64 {
        self.inner + u64::from(!self.tail.is_empty())
    }
}
