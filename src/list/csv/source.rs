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
    reader: Reader<LineReader<'a>>,
    pub(super) dialect: Dialect,
    /// The first row as it stands, with what comes before it: a byte-order mark, a `sep=` line, blank lines.
    pub(super) head: Vec<u8>,
    /// So many bytes of it come before the names.
    pub(super) above: usize,
    /// So many lines were read.
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
            .from_reader(LineReader {
                input: rest.chain(input),
                bytes: Vec::new(),
                read: 0,
                end: dialect.end,
                most: LARGEST_HEAD,
            });
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
        let (mut batch, mut ends) = (RowBatch::default(), Vec::new());
        // The head is the first row with anything in it.
        let mut blank = true;
        while blank && source.row(batch.free())? {
            batch.add(source.end(), RowQuotes::Around);
            source.give(batch.end(), &mut batch.text);
            source.above = head.len() + batch.row(0, dialect, &mut ends).blank.len();
            head.extend_from_slice(&batch.text);
            blank = batch.row(0, dialect, &mut ends).cells().all(|cell| cell.trim_ascii().is_empty());
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
        let row = batch.row(0, dialect, &mut ends);
        let names: Vec<String> = row.cells().map(|name| dialect.text(name).into_owned()).collect();
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
            if let Some((end, lines)) = self.plain_row()? {
                (self.at, self.lines) = (end, self.lines + lines);
                self.reader.get_mut().read = end - self.given;
                batch.add_plain(end - self.given);
                continue;
            }
            let record = batch.free();
            if !self.row(record)? {
                break;
            }
            let end = self.given + self.reader.get_ref().read;
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
            self.lines += self.dialect.lines(row);
            self.at = end;
            batch.add(end - self.given, quotes);
        }
        self.give(batch.end(), &mut batch.text);
        // A quote that is never closed takes in all that follows: it can only be in the last row.
        batch.unclosed = batch.ends_in_quote(self.dialect);
        Ok(())
    }

    /// Takes the next line for a row; a blank one goes with the row below it.
    fn line(&mut self, batch: &mut RowBatch) {
        let from = self.at - self.given;
        let bytes = &self.reader.get_ref().bytes[from..self.lines_until - self.given];
        let line = &bytes[..memchr::memchr(self.dialect.end, bytes).map_or(bytes.len(), |at| at + 1)];
        self.at += line.len();
        self.lines += self.dialect.lines(line);
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
        let (mut batch, mut ends) = (RowBatch::default(), Vec::new());
        let mut line = self.lines + 1;
        self.read(&mut batch).ok()?;
        (0..batch.len().min(BELOW)).find_map(|number| {
            let row = batch.row(number, self.dialect, &mut ends);
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
        Err(match fault.into_kind() {
            csv::ErrorKind::Io(fault) => self.fault(fault),
            // Bytes of any kind in rows of any length are well.
            other => Fault::Read(io::Error::other(format!("{other:?}"))),
        })
    }

    /// What is said where reading fails.
    fn fault(&self, fault: io::Error) -> Fault {
        if fault.kind() != io::ErrorKind::FileTooLarge {
            return Fault::Read(fault);
        }
        let (line, most) = (self.lines + 1, self.reader.get_ref().most >> 20);
        bilingual!(
            "vanaf regel {line} komt er meer dan {most} MB zonder dat een rij eindigt; staat er een aanhalingsteken dat nergens sluit?",
            "from line {line} more than {most} MB comes without the end of a row; is there a quote that nowhere closes?"
        )
        .into()
    }

    /// Where the next row ends, if no quote stands in it: at the end of its line; and how many lines that is, with blank
    /// ones before it. Nothing at the end of the list.
    fn plain_row(&mut self) -> Result<Option<(usize, u64)>, Fault> {
        // So many blank lines come before the row, and so many bytes from there on were looked through.
        let (mut blank, mut searched) = (0, 0);
        loop {
            let lines = self.reader.get_ref();
            let kept = &lines.bytes[self.at - self.given..];
            blank += kept[blank..].iter().take_while(|byte| **byte == lines.end).count();
            let from = blank.max(searched);
            let (line, kept) = (memchr::memchr(lines.end, &kept[from..]), kept.len());
            searched = kept;
            let lines = blank as u64 + u64::from(line.is_some());
            let end = match line {
                Some(end) => self.at + from + end + 1,
                None => match self.reader.get_mut().fill() {
                    Ok(true) => continue,
                    // Blank lines alone are no row.
                    Ok(false) if blank == kept => return Ok(None),
                    Ok(false) => self.at + kept,
                    Err(fault) => return Err(self.fault(fault)),
                },
            };
            return Ok((!self.has_quotes(end)).then_some((end, lines)));
        }
    }

    /// Where the last row ends in the bytes that are kept.
    fn end(&self) -> usize {
        self.reader.get_ref().read
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
        let lines = self.reader.get_mut();
        to.extend_from_slice(&lines.bytes[..end]);
        lines.bytes.drain(..end);
        lines.read -= end;
        self.given += end;
    }
}

/// What is said where the line of the head is none.
fn past(head: Option<u64>) -> Bilingual {
    let line = head.unwrap_or(1);
    bilingual!("--head {line}: zo veel regels heeft de lijst niet", "--head {line}: the list has not so many lines")
}

/// A stream that keeps what was read of it until it is given away, and gives the crate one line at a time: so it never
/// reads past the row at hand.
struct LineReader<'a> {
    input: io::Chain<Cursor<Vec<u8>>, &'a mut (dyn Read + Send)>,
    bytes: Vec<u8>,
    /// So many of them belong to rows that were read.
    read: usize,
    /// What ends a line.
    end: u8,
    /// So many may be kept.
    most: usize,
}

impl LineReader<'_> {
    /// Reads more of the stream; `false` at its end.
    fn fill(&mut self) -> io::Result<bool> {
        if self.bytes.len() > self.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.reserve(BLOCK);
        Ok(Read::take(&mut self.input, BLOCK as u64).read_to_end(&mut self.bytes)? > 0)
    }
}

impl Read for LineReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read == self.bytes.len() && !self.fill()? {
            return Ok(0);
        }
        let kept = &self.bytes[self.read..];
        let line = memchr::memchr(self.end, kept).map_or(kept.len(), |end| end + 1);
        let count = line.min(buffer.len());
        buffer[..count].copy_from_slice(&kept[..count]);
        self.read += count;
        Ok(count)
    }
}
