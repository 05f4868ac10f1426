//! CSV as people have it: the crate `csv` finds the rows, which are copied as they stand, and only the cells
//! that count are read.

mod answered;
mod batch;
mod source;

use crate::bilingual;
use crate::list::answer::Answering;
use crate::list::cell::{Cell, Sink};
use crate::list::columns::Columns;
use crate::list::dialect::Dialect;
use crate::list::job::{Fault, Job};
use crate::list::summary::Summary;
use crate::list::table::Table;
use crate::list::trouble::{self, Trouble};
use crate::text::language::Bilingual;
use answered::{AnsweredPart, BatchAnswering, ThreadMemo};
use batch::RowBatch;
use rayon::prelude::*;
use source::RecordSource;
use std::io::{Read, Write};
use std::sync::{Mutex, PoisonError};

/// More threads than this bring nothing: one reads and writes.
const THREADS: usize = 32;
/// So many parts for each thread: one that reads or writes leaves parts to the others.
const PARTS: usize = 4;

/// Answers a list: every row is copied as it stands, with the answer behind it. While one batch of rows is
/// answered, in parts, the next is read and the one before is written.
pub fn run(job: &Job<'_>, input: &mut (dyn Read + Send), out: &mut (dyn Write + Send)) -> Result<Summary, Fault> {
    let (mut source, names) = RecordSource::open(input, &job.input)?;
    let dialect = source.dialect;
    let columns = Columns::of(job.tree, names, &job.mapping);
    let columns = columns.map_err(|fault| source.head_below(job).unwrap_or_else(|| assuming(fault, dialect)))?;
    let answering = Answering::new(job)?;
    let remarks = dialect.mixed.then(mixed).into_iter().chain(columns.remarks.iter().cloned()).collect();
    let mut summary = Summary { remarks, ..Summary::of(job.tree) };
    let mut head = Vec::new();
    let (above, names) = source.head.split_at(source.above);
    head.extend_from_slice(above);
    dialect.extend_row(&columns.cut(names, dialect, true), &columns.added(&job.fields, job.headers), &mut head);
    out.write_all(&head).map_err(Fault::Write)?;

    let threads = job.threads.clamp(1, THREADS);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|fault| Fault::Read(std::io::Error::other(fault)))?;
    let mut answered = BatchAnswering::new(&answering, &columns, dialect);
    // Each thread learns by itself what the others learn of the same batch.
    let memos: Vec<Mutex<ThreadMemo<'_>>> = (0..threads).map(|_| Mutex::default()).collect();
    let mut parts: Vec<AnsweredPart> = (0..PARTS * threads).map(|_| AnsweredPart::default()).collect();
    let mut written: Vec<Vec<u8>> = parts.iter().map(|_| Vec::new()).collect();
    let (mut batch, mut next) = (RowBatch::default(), RowBatch::default());
    let mut lines = source.lines;
    let mut read = source.read(&mut batch);
    while read.is_ok() && !batch.is_empty() {
        let rows = batch.len().div_ceil(parts.len());
        let mut wrote = Ok(());
        pool.scope(|scope| {
            scope.spawn(|_| read = source.read(&mut next));
            scope.spawn(|_| wrote = write(&mut written, out));
            parts.par_iter_mut().enumerate().for_each(|(number, part)| {
                let memo = &memos[rayon::current_thread_index().unwrap_or_default()];
                let mut memo = memo.lock().unwrap_or_else(PoisonError::into_inner);
                answered.answer(&batch, number * rows..(number + 1) * rows, part, &mut memo);
            });
        });
        wrote?;
        for (part, written) in parts.iter_mut().zip(&mut written) {
            std::mem::swap(&mut part.written, written);
            summary.merge(std::mem::take(&mut part.summary), lines);
            lines += part.lines;
        }
        for memo in &memos {
            answered.learn(&mut memo.lock().unwrap_or_else(PoisonError::into_inner));
        }
        std::mem::swap(&mut batch, &mut next);
    }
    write(&mut written, out)?;
    read?;
    out.write_all(&source.rest()).and_then(|()| out.flush()).map_err(Fault::Write)?;
    Ok(summary)
}

/// Writes what was answered, in the order in which it was read.
fn write(written: &mut [Vec<u8>], out: &mut (dyn Write + Send)) -> Result<(), Fault> {
    written.iter_mut().try_for_each(|part| {
        out.write_all(part).map_err(Fault::Write)?;
        part.clear();
        Ok(())
    })
}

/// Answers a list into another format.
pub fn convert(job: &Job<'_>, input: &mut (dyn Read + Send), sink: &mut dyn Sink) -> Result<Summary, Fault> {
    let (mut source, names) = RecordSource::open(input, &job.input)?;
    let (dialect, columns) = (source.dialect, names.len());
    let table = Table::new(job, source.lines, names, sink);
    let mut table = table.map_err(|fault| match (source.head_below(job), fault) {
        (Some(below), _) => Fault::List(below),
        (None, Fault::List(fault)) => Fault::List(assuming(fault, dialect)),
        (None, fault) => fault,
    })?;
    if dialect.mixed {
        table.remark(mixed());
    }
    let (mut batch, mut ends) = (RowBatch::default(), Vec::new());
    let mut line = source.lines + 1;
    loop {
        source.read(&mut batch)?;
        if batch.is_empty() {
            return table.finish();
        }
        for number in 0..batch.len() {
            let row = batch.row(number, dialect, &mut ends);
            line += row.blank_lines();
            if !row.body.is_empty() && !row.is_end_of_file() {
                let cell = |cell: &[u8]| match dialect.text(cell) {
                    text if text.is_empty() => Cell::Empty,
                    text => Cell::Text(text.into_owned()),
                };
                let other = || dialect.other_delimiter(row.body, columns.saturating_sub(1));
                let other = (row.len() == 1).then(other).flatten();
                let other = other.map(|other| trouble::other_delimiter(other, dialect.delimiter));
                table.row(line, row.cells().map(cell).collect(), Trouble::both(row.trouble(), other))?;
            }
            line += row.lines();
        }
    }
}

/// What is wrong with the head, with what was taken for the delimiter.
fn assuming(fault: Bilingual, dialect: Dialect) -> Bilingual {
    let shown = if dialect.delimiter == b'\t' { "tab".to_owned() } else { char::from(dialect.delimiter).to_string() };
    let (nl, en) = (fault.dutch, fault.english);
    bilingual!("{nl}; gelezen met `{shown}` tussen de kolommen", "{en}; read with `{shown}` between the columns")
}

fn mixed() -> Bilingual {
    bilingual!(
        "sommige regels staan in UTF-8 en andere in Windows-1252; elke cel is zo goed mogelijk gelezen, kijk de namen na",
        "some lines are in UTF-8 and others in Windows-1252; each cell was read as well as can be, look at the names"
    )
}
