//! CSV as people have it: rows are found and copied as they stand, and only the cells that count are read.

mod crew;
mod dialect;
mod marks;
mod rows;

pub use dialect::Dialect;

use super::columns::Columns;
use super::{Fault, Field, Job, Progress, Summary};
use crate::said;
pub(crate) use rows::shape;

use super::table::{Cell, Sink, Table};
use marks::boundary;
use rows::{Rows, Worker, unquoted};
use std::io::{Read, Write};
use std::rc::Rc;

/// So much is read at a time.
const BLOCK: usize = 1 << 18;
/// So much is looked at to find out the dialect.
const HEAD: usize = 1 << 20;
/// A row of more bytes is taken for a quote that was never closed.
const LARGEST_ROW: usize = 1 << 28;

/// Answers a list: every row is copied as it stands, with the answer behind it.
pub fn run(job: &Job<'_>, input: &mut dyn Read, out: &mut dyn Write, progress: Progress<'_>) -> Result<Summary, Fault> {
    let (mut source, head) = Source::open(input)?;
    let columns = Rc::new(Columns::of(job.tree, head.names, &job.mapping)?);
    let mut worker = Worker::new(job, Rc::clone(&columns), head.dialect)?;
    let mut written = Vec::with_capacity(2 * BLOCK);
    worker.head(&head.raw, &Field::names(&job.fields, &columns.names), &mut written);
    let mut summary = Summary { remarks: columns.remarks.clone(), ..Summary::of(job.tree) };
    let mut before = head.lines;
    if job.threads > 1 {
        out.write_all(&written).map_err(Fault::Write)?;
        let rest = crew::answer(job, &columns, head.dialect, &mut source, out, before, progress)?;
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
        source.buffer.drain(..end);
        progress(source.read);
    }
    out.write_all(&written).and_then(|()| out.flush()).map_err(Fault::Write)?;
    summary.merge(worker.finish(), 0);
    Ok(summary)
}

/// Answers a list into another format.
pub fn convert(
    job: &Job<'_>,
    input: &mut dyn Read,
    sink: &mut dyn Sink,
    progress: Progress<'_>,
) -> Result<Summary, Fault> {
    let (mut source, head) = Source::open(input)?;
    let dialect = head.dialect;
    let mut table = Table::new(job, head.names, sink)?;
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
            table.row(before + here, places.iter().map(cell).collect(), row.unclosed)?;
        }
        before += rows.lines;
        source.buffer.drain(..end);
        progress(source.read);
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
    ended: bool,
    /// Whether the last block was given.
    done: bool,
    read: u64,
    dialect: Dialect,
}

impl<'a> Source<'a> {
    /// Finds out the dialect and takes the head off.
    fn open(input: &'a mut dyn Read) -> Result<(Source<'a>, Head), Fault> {
        let mut source =
            Source { input, buffer: Vec::new(), ended: false, done: false, read: 0, dialect: Dialect::default() };
        while source.buffer.len() < HEAD && !source.ended {
            source.more()?;
        }
        let dialect = Dialect::of(&source.buffer, source.ended)?;
        let start = dialect.start(&source.buffer);
        let end = loop {
            match boundary(&source.buffer[start..], dialect, true) {
                Some(end) => break start + end,
                None if source.ended => break source.buffer.len(),
                None => source.more()?,
            }
        };
        let head = &source.buffer[start..end];
        if head.iter().all(u8::is_ascii_whitespace) {
            return Err(said!("de lijst is leeg: er is geen kopregel", "the list is empty: there is no head").into());
        }
        let names = rows::texts(head, dialect);
        let raw: Vec<u8> = source.buffer.drain(..end).collect();
        let lines = raw.iter().filter(|&&byte| byte == dialect.end).count() as u64;
        source.dialect = dialect;
        Ok((source, Head { dialect, names, raw, lines }))
    }

    /// Reads on to where a row ends, and tells where the last one does; `None` at the end of the list.
    fn block(&mut self, lines: u64) -> Result<Option<usize>, Fault> {
        loop {
            if self.done {
                return Ok(None);
            }
            if self.ended {
                self.done = true;
                return Ok((!self.buffer.is_empty()).then_some(self.buffer.len()));
            }
            self.more()?;
            if !self.ended
                && let Some(end) = boundary(&self.buffer, self.dialect, false)
            {
                return Ok(Some(end));
            }
            if self.buffer.len() > LARGEST_ROW {
                let line = lines + 1;
                return Err(said!(
                    "regel {line}: hier begint een aanhalingsteken dat nergens sluit, of een rij van meer dan 256 MB",
                    "line {line}: a quote begins here that nowhere ends, or a row of more than 256 MB"
                )
                .into());
            }
        }
    }

    /// Takes a block off, and leaves what comes behind it.
    fn take(&mut self, end: usize) -> Vec<u8> {
        let rest = self.buffer.split_off(end);
        std::mem::replace(&mut self.buffer, rest)
    }

    /// Reads on; a row that is longer than what was read is read in ever larger steps.
    fn more(&mut self) -> Result<(), Fault> {
        let size = self.buffer.len();
        self.buffer.resize(size + BLOCK.max(size), 0);
        let mut filled = size;
        while filled < self.buffer.len() {
            match self.input.read(&mut self.buffer[filled..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(count) => filled += count,
                Err(fault) if fault.kind() == std::io::ErrorKind::Interrupted => {}
                Err(fault) => return Err(Fault::Read(fault)),
            }
        }
        self.read += (filled - size) as u64;
        self.buffer.truncate(filled);
        Ok(())
    }
}
