//! CSV as people have it: rows are found and copied as they stand, and only the cells that count are read.

mod crew;
mod dialect;
mod marks;
mod rows;
mod worker;

pub use dialect::Dialect;

use super::columns::{BELOW, Columns};
use super::{Fault, Field, Job, Summary};
use crate::bilingual;
use crate::text::language::Bilingual;
pub(crate) use rows::too_many;

use super::table::{Cell, Sink, Table};
use marks::boundary;
use rows::{Rows, unquoted};
use std::io::{Read, Write};
use std::rc::Rc;
use worker::Worker;

/// So much is read at a time.
const BLOCK: usize = 1 << 18;
/// So much is looked at to find out the dialect.
const HEAD: usize = 1 << 20;
/// A row of more bytes is taken for a quote that was never closed.
const LARGEST_ROW: usize = 1 << 28;

/// Answers a list: every row is copied as it stands, with the answer behind it.
pub fn run(job: &Job<'_>, input: &mut dyn Read, out: &mut dyn Write) -> Result<Summary, Fault> {
    let (mut source, head) = Source::open(input)?;
    let columns = Columns::of(job.tree, head.names, &job.mapping);
    let columns = Rc::new(columns.map_err(|fault| source.below(job, head.lines).unwrap_or(fault))?);
    let mut worker = Worker::new(job, Rc::clone(&columns), head.dialect)?;
    let mut written = Vec::with_capacity(2 * BLOCK);
    worker.head(&head.raw, &Field::names(&job.fields, &columns.names), &mut written);
    let mut summary = Summary { remarks: columns.remarks.clone(), ..Summary::of(job.tree) };
    let mut before = head.lines;
    if job.threads > 1 {
        out.write_all(&written).map_err(Fault::Write)?;
        let rest = crew::answer(job, &columns, head.dialect, worker, &mut source, out, before)?;
        summary.merge(rest, 0);
        out.flush().map_err(Fault::Write)?;
        return Ok(summary);
    }
    while let Some(end) = source.block(before)? {
        let (lines, more) = worker.rows(&source.buffer[..end], &mut written);
        summary.merge(more, before);
        before += lines;
        out.write_all(&written).map_err(Fault::Write)?;
        written.clear();
        source.skip(end);
    }
    out.write_all(&written).and_then(|()| out.flush()).map_err(Fault::Write)?;
    summary.merge(worker.finish(), 0);
    Ok(summary)
}

/// Answers a list into another format.
pub fn convert(job: &Job<'_>, input: &mut dyn Read, sink: &mut dyn Sink) -> Result<Summary, Fault> {
    let (mut source, head) = Source::open(input)?;
    let dialect = head.dialect;
    let table = Table::new(job, head.names, sink);
    let mut table = table.map_err(|fault| source.below(job, head.lines).map_or(fault, Fault::List))?;
    let (mut before, mut places) = (head.lines, Vec::new());
    while let Some(end) = source.block(before)? {
        let text = &source.buffer[..end];
        let mut rows = Rows::new(text, dialect);
        let mut line = 1;
        while let Some(row) = rows.next(&mut places) {
            let here = std::mem::replace(&mut line, rows.lines + 1);
            if row.start == row.end {
                continue;
            }
            let cell = |&(from, to): &(usize, usize)| match dialect.text(&unquoted(&text[from..to])).into_owned() {
                empty if empty.is_empty() => Cell::Empty,
                text => Cell::Text(text),
            };
            let trouble = row.unclosed.then(rows::unclosed);
            table.row(before + here, places.iter().map(cell).collect(), trouble)?;
        }
        before += rows.lines;
        source.skip(end);
    }
    table.finish()
}

/// What stands above the rows.
struct Head {
    dialect: Dialect,
    names: Vec<String>,
    /// The bytes, a byte-order mark and a `sep=` line included.
    raw: Vec<u8>,
    lines: u64,
}

/// What is read, and not yet done.
struct Source<'a> {
    input: &'a mut dyn Read,
    buffer: Vec<u8>,
    /// So much of the buffer was read.
    filled: usize,
    ended: bool,
    /// Whether the last block was given.
    done: bool,
    dialect: Dialect,
}

impl<'a> Source<'a> {
    /// Finds out the dialect and takes the head off.
    fn open(input: &'a mut dyn Read) -> Result<(Source<'a>, Head), Fault> {
        let (buffer, dialect) = (Vec::new(), Dialect::default());
        let mut source = Source { input, buffer, filled: 0, ended: false, done: false, dialect };
        while source.filled < HEAD && !source.ended {
            source.more()?;
        }
        let dialect = Dialect::of(source.text(), source.ended)?;
        let start = dialect.start(source.text());
        let end = loop {
            match boundary(&source.text()[start..], dialect, true) {
                Some(end) => break start + end,
                None if source.ended => break source.filled,
                None => source.more()?,
            }
        };
        let head = &source.buffer[start..end];
        if head.iter().all(u8::is_ascii_whitespace) {
            return Err(
                bilingual!("de lijst is leeg: er is geen kopregel", "the list is empty: there is no head").into()
            );
        }
        let names = rows::texts(head, dialect);
        let raw = source.buffer[..end].to_vec();
        source.skip(end);
        let lines = raw.iter().filter(|&&byte| byte == dialect.end).count() as u64;
        source.dialect = dialect;
        Ok((source, Head { dialect, names, raw, lines }))
    }

    /// Where the head seems to be, if not above what was read.
    fn below(&self, job: &Job<'_>, lines: u64) -> Option<Bilingual> {
        let (mut rows, mut places) = (Rows::new(self.text(), self.dialect), Vec::new());
        (0..BELOW).find_map(|_| {
            let line = lines + rows.lines + 1;
            let row = rows.next(&mut places)?;
            Columns::below(job, line, rows::texts(&self.text()[row.start..row.end], self.dialect))
        })
    }

    /// What was read, and not yet done.
    fn text(&self) -> &[u8] {
        &self.buffer[..self.filled]
    }

    /// Reads on to where a row ends, and tells where the last one does; `None` at the end of the list.
    fn block(&mut self, lines: u64) -> Result<Option<usize>, Fault> {
        loop {
            if self.done {
                return Ok(None);
            }
            if self.ended {
                self.done = true;
                return Ok((self.filled > 0).then_some(self.filled));
            }
            self.more()?;
            if !self.ended
                && let Some(end) = boundary(self.text(), self.dialect, false)
            {
                return Ok(Some(end));
            }
            if self.filled > LARGEST_ROW {
                let line = lines + 1;
                return Err(bilingual!(
                    "regel {line}: hier begint een aanhalingsteken dat nergens sluit, of een rij van meer dan 256 MB",
                    "line {line}: a quote begins here that nowhere ends, or a row of more than 256 MB"
                )
                .into());
            }
        }
    }

    /// Done with a block: what comes behind it stays.
    fn skip(&mut self, end: usize) {
        self.buffer.copy_within(end..self.filled, 0);
        self.filled -= end;
    }

    /// The same, handing over the bytes; `other` is what is read into from here on.
    fn take(&mut self, end: usize, mut other: Vec<u8>) -> Vec<u8> {
        let rest = &self.buffer[end..self.filled];
        if other.len() < rest.len() {
            other.resize(rest.len(), 0);
        }
        other[..rest.len()].copy_from_slice(rest);
        self.filled -= end;
        std::mem::replace(&mut self.buffer, other)
    }

    /// Reads on; a row that is longer than what was read is read in ever larger steps.
    fn more(&mut self) -> Result<(), Fault> {
        let end = self.filled + BLOCK.max(self.filled);
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        while self.filled < end {
            match self.input.read(&mut self.buffer[self.filled..end]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(count) => self.filled += count,
                Err(fault) if fault.kind() == std::io::ErrorKind::Interrupted => {}
                Err(fault) => return Err(Fault::Read(fault)),
            }
        }
        Ok(())
    }
}
