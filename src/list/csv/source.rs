//! Where rows come from: a stream of bytes, of which those of the rows at hand are kept.

use super::batch::{RowBatch, RowQuotes};
use crate::bilingual;
use crate::list::columns::{BELOW, Columns};
use crate::list::dialect::{Dialect, Quotes};
use crate::list::input::Input;
use crate::list::job::{Fault, Job};
use crate::text::language::Bilingual;
use csv::{ByteRecord, Reader, ReaderBuilder, Terminator};
use std::io::{self, Cursor, Read};

/// So much is read at a time.
const BLOCK: usize = 1 << 17;
/// So much is looked at to find out the dialect.
const HEAD: u64 = 1 << 20;
/// A row of more bytes is taken for a quote that was never closed; a head of more is none.
const LARGEST_ROW: usize = 64 << 20;
const LARGEST_HEAD: usize = 4 << 20;
/// So many bytes, or so many rows, are answered together.
const BYTES: usize = 1 << 20;
const ROWS: usize = 8192;

/// What is read, and not yet done.
pub(super) struct RecordSource<'a> {
    reader: Reader<RetainingReader<'a>>,
    pub(super) dialect: Dialect,
    /// The first row as it stands, with what comes before it: a byte-order mark, a `sep=` line, blank lines.
    pub(super) head: Vec<u8>,
    /// So many bytes of it come before the names.
    pub(super) above: usize,
    /// So many lines were given away.
    pub(super) lines: u64,
    /// So many bytes of the reader were given away.
    given: usize,
    /// As far as here the rows were read, in bytes of the list behind what stands above the head.
    at: usize,
    /// As far as here every line is a row, whatever its quotes: one of them swallowed the others.
    lines_until: usize,
    /// As far as here no quote stands in what is kept, from the row at hand on.
    plain_until: usize,
    /// How many cells the head has.
    columns: usize,
}

impl<'a> RecordSource<'a> {
    /// Finds out the dialect and takes the head off; gives the names in it.
    pub(super) fn open(
        input: &'a mut (dyn Read + Send),
        how: &Input,
    ) -> Result<(RecordSource<'a>, Vec<String>), Fault> {
        let mut first = Vec::new();
        let count = Read::take(&mut *input, HEAD).read_to_end(&mut first).map_err(Fault::Read)?;
        let dialect = Dialect::of(&first, (count as u64) < HEAD, how)?;
        let start = match dialect.start(&first, how.head) {
            start if how.head.is_some() && start == first.len() => return Err(past(how.head).into()),
            start => start,
        };
        let mut head = first[..start].to_vec();
        let mut rest = Cursor::new(first);
        rest.set_position(start as u64);
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(dialect.delimiter)
            .terminator(Terminator::Any(dialect.end))
            .buffer_capacity(BLOCK)
            .from_reader(RetainingReader { input: rest.chain(input), bytes: Vec::new(), most: LARGEST_HEAD });
        let mut source = RecordSource {
            reader,
            dialect,
            head: Vec::new(),
            above: 0,
            lines: 0,
            given: 0,
            at: 0,
            lines_until: 0,
            plain_until: 0,
            columns: 0,
        };
        let mut batch = RowBatch::default();
        // The head is the first row with anything in it.
        let mut blank = true;
        while blank && source.row(batch.free())? {
            batch.add(source.end(), RowQuotes::Around);
            source.give(batch.end(), &mut batch.text);
            source.above = head.len() + batch.row(0, dialect).blank.len();
            head.extend_from_slice(&batch.text);
            blank = batch.row(0, dialect).cells().all(|cell| cell.trim_ascii().is_empty());
            if blank {
                batch.clear();
            }
        }
        source.at = source.given;
        source.reader.get_mut().most = LARGEST_ROW;
        // A second mark of UTF-8 is nothing to the reader, though it is something in the file.
        if batch.is_empty() || batch.text.iter().all(u8::is_ascii_whitespace) {
            return Err(
                bilingual!("de lijst is leeg: er is geen kopregel", "the list is empty: there is no head").into()
            );
        }
        (source.lines, source.head) = (dialect.lines(&head), head);
        let names: Vec<String> = batch.row(0, dialect).cells().map(|name| dialect.text(name).into_owned()).collect();
        source.columns = names.len();
        Ok((source, names))
    }

    /// Reads the rows that are answered together; none at the end of the list.
    pub(super) fn read(&mut self, batch: &mut RowBatch) -> Result<(), Fault> {
        batch.clear();
        while batch.len() < ROWS && self.at - self.given < BYTES {
            if self.at < self.lines_until {
                self.line(batch);
                continue;
            }
            let record = batch.free();
            if !self.row(record)? {
                break;
            }
            let end = self.reader.position().byte() as usize;
            if !self.has_quotes(end) {
                self.at = end;
                batch.add(end - self.given, RowQuotes::None);
                continue;
            }
            let row = &self.reader.get_ref().bytes[self.at - self.given..end - self.given];
            // Of a row that goes on over lines one quote too many takes in those below it.
            let over_lines = memchr::memchr(self.dialect.end, record.as_slice()).is_some();
            let start = row.iter().take_while(|byte| **byte == self.dialect.end).count();
            let quotes = match self.dialect.quotes(self.dialect.ended(&row[start..]).0) {
                Quotes::Fine => RowQuotes::Around,
                // The last row may be the one of a quote that is never closed.
                Quotes::Open if !over_lines => RowQuotes::Around,
                Quotes::GoOn if !over_lines && record.len() == self.columns => RowQuotes::Behind,
                Quotes::Open | Quotes::GoOn => {
                    self.lines_until = end;
                    continue;
                }
            };
            self.at = end;
            batch.add(end - self.given, quotes);
        }
        self.give(batch.end(), &mut batch.text);
        // A quote that is never closed takes in all that follows: it can only be in the last row.
        batch.unclosed = batch.ends_in_quote(self.dialect);
        self.lines += self.dialect.lines(&batch.text);
        Ok(())
    }

    /// Takes the next line for a row; a blank one goes with the row below it.
    fn line(&mut self, batch: &mut RowBatch) {
        let from = self.at - self.given;
        let bytes = &self.reader.get_ref().bytes[from..self.lines_until - self.given];
        let line = &bytes[..memchr::memchr(self.dialect.end, bytes).map_or(bytes.len(), |at| at + 1)];
        self.at += line.len();
        let fine = self.dialect.quotes(self.dialect.ended(line).0) == Quotes::Fine;
        let mut reader = ReaderBuilder::new();
        reader.has_headers(false).delimiter(self.dialect.delimiter).quoting(fine);
        let mut reader = reader.terminator(Terminator::Any(self.dialect.end)).buffer_capacity(256).from_reader(line);
        // From memory nothing goes wrong.
        if reader.read_byte_record(batch.free()).is_ok_and(|more| more) {
            batch.add(self.at - self.given, if fine { RowQuotes::Around } else { RowQuotes::Stray });
        }
    }

    /// What comes behind the last row: blank lines.
    pub(super) fn rest(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.reader.get_mut().bytes)
    }

    /// Where the head seems to be, if not above what was read.
    pub(super) fn head_below(&mut self, job: &Job<'_>) -> Option<Bilingual> {
        let mut batch = RowBatch::default();
        let mut line = self.lines + 1;
        self.read(&mut batch).ok()?;
        (0..batch.len().min(BELOW)).find_map(|number| {
            let row = batch.row(number, self.dialect);
            line += row.blank_lines();
            let names = row.cells().map(|name| self.dialect.text(name).into_owned()).collect();
            let found = Columns::below(job, line, names);
            line += row.lines();
            found
        })
    }

    /// The next row; `false` at the end.
    fn row(&mut self, record: &mut ByteRecord) -> Result<bool, Fault> {
        let fault = match self.reader.read_byte_record(record) {
            Ok(more) => return Ok(more),
            Err(fault) => fault,
        };
        match fault.into_kind() {
            csv::ErrorKind::Io(fault) if fault.kind() == io::ErrorKind::FileTooLarge => {
                let (line, most) = (self.lines + 1, self.reader.get_ref().most >> 20);
                Err(bilingual!(
                    "vanaf regel {line} komt er meer dan {most} MB zonder dat een rij eindigt; staat er een aanhalingsteken dat nergens sluit?",
                    "from line {line} more than {most} MB comes without the end of a row; is there a quote that nowhere closes?"
                )
                .into())
            }
            csv::ErrorKind::Io(fault) => Err(Fault::Read(fault)),
            // Bytes of any kind in rows of any length are well.
            other => Err(Fault::Read(io::Error::other(format!("{other:?}")))),
        }
    }

    /// Where the last row ends in the bytes that are kept.
    fn end(&self) -> usize {
        self.reader.position().byte() as usize - self.given
    }

    /// Whether a quote stands in the row at hand, which ends here. All that is kept is looked through at once.
    fn has_quotes(&mut self, end: usize) -> bool {
        if self.plain_until < end {
            let from = self.plain_until.max(self.at) - self.given;
            let kept = &self.reader.get_ref().bytes[from..];
            self.plain_until = self.given + from + memchr::memchr(b'"', kept).unwrap_or(kept.len());
        }
        self.plain_until < end
    }

    /// Gives away the first bytes that are kept.
    fn give(&mut self, end: usize, to: &mut Vec<u8>) {
        let bytes = &mut self.reader.get_mut().bytes;
        to.extend_from_slice(&bytes[..end]);
        bytes.drain(..end);
        self.given += end;
    }
}

/// What is said where the line of the head is none.
fn past(head: Option<u64>) -> Bilingual {
    let line = head.unwrap_or(1);
    bilingual!("--head {line}: zo veel regels heeft de lijst niet", "--head {line}: the list has not so many lines")
}

/// A stream that keeps what was read of it until it is given away.
struct RetainingReader<'a> {
    input: io::Chain<Cursor<Vec<u8>>, &'a mut (dyn Read + Send)>,
    bytes: Vec<u8>,
    /// So many may be kept.
    most: usize,
}

impl Read for RetainingReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.bytes.len() > self.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.input.read(buffer)?;
        self.bytes.extend_from_slice(&buffer[..count]);
        Ok(count)
    }
}
