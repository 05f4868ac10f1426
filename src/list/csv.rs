//! CSV as people have it: rows are found and copied as they stand, and only the cells that count are read.

mod dialect;
mod marks;
mod rows;

pub use dialect::Dialect;

use super::columns::Columns;
use super::{Fault, Field, Job, Progress, Summary};
use crate::said;
use marks::boundary;
use rows::Worker;
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
    let mut source = Source { input, buffer: Vec::new(), ended: false, read: 0 };
    while source.buffer.len() < HEAD && !source.ended {
        source.more()?;
    }
    let dialect = Dialect::of(&source.buffer, source.ended)?;
    let start = dialect.start(&source.buffer);
    let head = loop {
        match boundary(&source.buffer[start..], dialect, true) {
            Some(end) => break start + end,
            None if source.ended => break source.buffer.len(),
            None => source.more()?,
        }
    };
    if source.buffer[start..head].iter().all(u8::is_ascii_whitespace) {
        return Err(said!("de lijst is leeg: er is geen kopregel", "the list is empty: there is no head").into());
    }
    let names = rows::texts(&source.buffer[start..head], dialect);
    let columns = Rc::new(Columns::of(job.tree, names, &job.mapping)?);
    let lines = source.buffer[..head].iter().filter(|&&byte| byte == dialect.end).count() as u64;
    let mut worker = Worker::new(job, Rc::clone(&columns), dialect)?;
    let mut written = Vec::with_capacity(2 * BLOCK);
    worker.head(&source.buffer[..head], &Field::names(&job.fields, &columns.names), &mut written);
    source.buffer.drain(..head);
    let mut summary = Summary::of(job.tree);
    summary.remarks.clone_from(&columns.remarks);
    let mut before = lines;
    loop {
        let whole = if source.ended { Some(source.buffer.len()) } else { boundary(&source.buffer, dialect, false) };
        if let Some(end) = whole {
            let (lines, more) = worker.rows(&source.buffer[..end], &mut written);
            summary.merge(more, before);
            before += lines;
            out.write_all(&written).map_err(Fault::Write)?;
            written.clear();
            source.buffer.drain(..end);
            progress(source.read);
            if source.ended {
                break;
            }
        }
        if source.buffer.len() > LARGEST_ROW {
            let line = before + 1;
            return Err(said!(
                "regel {line}: hier begint een aanhalingsteken dat nergens sluit, of een rij van meer dan 256 MB",
                "line {line}: a quote begins here that nowhere ends, or a row of more than 256 MB"
            )
            .into());
        }
        source.more()?;
    }
    let mut rest = worker.finish();
    // Counted only: the rows that are wrong were named block by block.
    rest.wrong.clear();
    summary.merge(rest, 0);
    Ok(summary)
}

/// What is read, and not yet done.
struct Source<'a> {
    input: &'a mut dyn Read,
    buffer: Vec<u8>,
    ended: bool,
    read: u64,
}

impl Source<'_> {
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
