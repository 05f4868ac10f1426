//! The rows of a block: those that count looked up, the row copied with its answer.

use super::dialect::Dialect;
use super::rows::{Row, Rows, too_many, unclosed, unquoted};
use crate::list::Job;
use crate::list::answer::Answering;
use crate::list::columns::Columns;
use crate::list::recall::{Recall, TOGETHER};
use crate::list::summary::Summary;
use crate::text::language::Bilingual;
use memchr::{memchr, memchr2, memrchr};
use std::borrow::Cow;
use std::rc::Rc;

/// Answers the rows of a block.
#[derive(Debug)]
pub(super) struct Worker<'t> {
    dialect: Dialect,
    columns: Rc<Columns>,
    answering: Answering<'t>,
    recall: Recall,
    /// How many columns stand before and behind those that count, where these stand side by side.
    together: Option<(usize, usize)>,
    cells: Vec<(usize, usize)>,
    key: Vec<u8>,
    fresh: Summary,
    /// So many rows of the last block were worked out, not looked up.
    pub(super) anew: u64,
    rest: Summary,
    /// So many cells are added.
    added: usize,
}

impl<'t> Worker<'t> {
    pub(super) fn new(job: &Job<'t>, columns: Rc<Columns>, dialect: Dialect) -> Result<Worker<'t>, Bilingual> {
        let first = columns.questions.first().map_or(0, |(column, _)| *column);
        let last = columns.questions.last().map_or(0, |(column, _)| *column);
        Ok(Worker {
            answering: Answering::new(job, Rc::clone(&columns))?,
            together: (last - first + 1 == columns.questions.len()).then(|| (first, columns.names.len() - last - 1)),
            recall: Recall::default(),
            cells: Vec::new(),
            key: Vec::new(),
            fresh: Summary::of(job.tree),
            anew: 0,
            rest: Summary::of(job.tree),
            added: job.fields.len(),
            dialect,
            columns,
        })
    }

    /// Copies the head with the added names behind it.
    pub(super) fn head(&mut self, head: &[u8], names: &[String], out: &mut Vec<u8>) {
        let body = head.strip_suffix(&[self.dialect.end]).unwrap_or(head);
        let body = if self.dialect.end == b'\n' { body.strip_suffix(b"\r").unwrap_or(body) } else { body };
        out.extend_from_slice(body);
        for name in names {
            out.push(self.dialect.delimiter);
            self.dialect.put(name, out);
        }
        out.extend_from_slice(&head[body.len()..]);
    }

    /// Answers every row of a block that ends where a row ends. Gives the lines it has, and what is to be
    /// said by line.
    pub(super) fn rows(&mut self, text: &[u8], out: &mut Vec<u8>) -> (u64, Summary) {
        let mut cells = std::mem::take(&mut self.cells);
        let (mut at, mut lines) = (0, 0);
        let delimiter = self.dialect.delimiter;
        self.anew = 0;
        // As long as rows are known, ever more are looked up together; after one that is not, one.
        let (mut group, mut found, mut many) = (Vec::with_capacity(TOGETHER), Vec::new(), 1);
        while at < text.len() {
            group.clear();
            let mut next = at;
            while let Some((before, after)) = self.together
                && group.len() < many
                && let Some(row) = plain(text, next, self.dialect, before, after)
            {
                next = row.0.next;
                group.push(row);
            }
            let key = |number: usize| &text[group[number].1.0..group[number].1.1];
            self.recall.find_all(group.len(), key, &mut found);
            let known = found.iter().take_while(|answer| answer.is_some()).count();
            for ((row, _), answer) in group.iter().zip(found.iter().flatten()).take(known) {
                let body = &text[row.start..row.end];
                out.extend_from_slice(body);
                let first = || &body[..memchr(delimiter, body).unwrap_or(body.len())];
                self.again(*answer, first, lines + 1, out);
                out.extend_from_slice(&text[row.end..row.next]);
                lines += 1;
                at = row.next;
            }
            if known == many {
                many = TOGETHER.min(2 * many);
                continue;
            }
            many = 1;
            let text = &text[at..];
            let mut rows = Rows::new(text, self.dialect);
            let Some(row) = rows.next(&mut cells) else { break };
            self.row(text, row, &mut cells, lines + 1, out);
            lines += rows.lines;
            at += row.next;
        }
        self.cells = cells;
        let empty = std::mem::take(&mut self.fresh.empty);
        let wrong = std::mem::take(&mut self.fresh.wrong);
        let bare_rows = std::mem::take(&mut self.fresh.bare_rows);
        (lines, Summary { empty, wrong, bare_rows, ..self.nothing() })
    }

    /// Answers one row.
    fn row(&mut self, text: &[u8], row: Row, cells: &mut Vec<(usize, usize)>, line: u64, out: &mut Vec<u8>) {
        let columns = self.columns.names.len();
        if row.end == row.start && columns > 1 {
            return out.extend_from_slice(&text[row.start..row.next]);
        }
        // Cells beyond the head that hold nothing are no cells.
        while cells.len() > columns && cells.last().is_some_and(|(from, to)| from == to) {
            cells.pop();
        }
        let end = cells.last().map_or(row.end, |(_, to)| *to);
        let body = &text[row.start..end];
        out.extend_from_slice(body);
        if row.unclosed {
            out.push(b'"');
        }
        for _ in cells.len()..columns {
            out.push(self.dialect.delimiter);
        }
        let blank = |byte: &u8| *byte == self.dialect.delimiter || *byte == b' ';
        if cells[0].0 == cells[0].1 && body.iter().all(blank) {
            self.fresh.empty += 1;
            out.extend(std::iter::repeat_n(self.dialect.delimiter, self.added));
        } else {
            self.answer(text, cells, row, line, out);
        }
        out.extend_from_slice(&text[row.end..row.next]);
    }

    fn answer(&mut self, text: &[u8], cells: &[(usize, usize)], row: Row, line: u64, out: &mut Vec<u8>) {
        let columns = self.columns.names.len();
        let trouble = cells.len() > columns || row.unclosed;
        let key = match self.together {
            Some((first, after)) if cells.len() == columns => &text[cells[first].0..cells[columns - after - 1].1],
            _ => {
                self.key.clear();
                for (number, (column, _)) in self.columns.questions.iter().enumerate() {
                    // As they would stand side by side: a key has one delimiter less than cells.
                    if number > 0 {
                        self.key.push(self.dialect.delimiter);
                    }
                    let (from, to) = cells.get(*column).copied().unwrap_or((0, 0));
                    self.key.extend_from_slice(&text[from..to]);
                }
                &self.key[..]
            }
        };
        if !trouble && let Some(answer) = self.recall.find(key) {
            return self.again(answer, || first(text, cells), line, out);
        }
        let dialect = self.dialect;
        let mut cell = |column: usize| match cells.get(column) {
            Some(&(from, to)) => match unquoted(&text[from..to]) {
                Cow::Borrowed(cell) => dialect.text(cell),
                Cow::Owned(cell) => Cow::Owned(dialect.text(&cell).into_owned()),
            },
            None => Cow::Borrowed(""),
        };
        let wrong = if row.unclosed {
            Some(unclosed())
        } else {
            (cells.len() > columns).then(|| too_many(cells.len(), columns, &cell(columns)))
        };
        self.anew += 1;
        let answer = self.answering.answer_anew(&mut cell, wrong);
        let begin = out.len();
        for cell in &answer.cells {
            out.push(dialect.delimiter);
            dialect.put(cell, out);
        }
        self.fresh.note(line, || name(first(text, cells), dialect), &answer.tally);
        if trouble {
            self.rest.add(&answer.tally, 1);
        } else {
            let number = self.recall.keep(key, &out[begin..], &answer.tally, &mut self.rest);
            self.recall.give(number);
        }
    }

    /// Gives an answer that was given before, to a row that begins with this cell.
    #[inline]
    fn again<'c>(&mut self, answer: u32, first: impl FnOnce() -> &'c [u8], line: u64, out: &mut Vec<u8>) {
        let (cells, noted) = self.recall.give(answer);
        out.extend_from_slice(cells);
        if noted {
            self.fresh.note(line, || name(first(), self.dialect), self.recall.tally(answer));
        }
    }

    fn nothing(&self) -> Summary {
        Summary {
            outcomes: vec![0; self.rest.outcomes.len()],
            rungs: vec![0; self.rest.rungs.len()],
            open: vec![0; self.rest.open.len()],
            ..Summary::default()
        }
    }

    /// The counts over all blocks.
    pub(super) fn finish(mut self) -> Summary {
        self.recall.count(&mut self.rest);
        self.rest
    }
}

/// A row without quotes, with the cells that count where it has as many cells as the head. Where it has
/// more or fewer, what is given for those cells has more or fewer delimiters than they ever have, so that
/// it is nothing that was kept. `None` where a closer look is needed.
#[inline]
fn plain(text: &[u8], start: usize, dialect: Dialect, before: usize, after: usize) -> Option<(Row, (usize, usize))> {
    let mark = start + memchr2(dialect.end, b'"', &text[start..])?;
    // A row whose first cell is empty may be empty altogether.
    if text[mark] == b'"' || text[start] == dialect.delimiter {
        return None;
    }
    let cut = dialect.end == b'\n' && mark > start && text[mark - 1] == b'\r';
    let row = Row { start, end: mark - usize::from(cut), next: mark + 1, unclosed: false };
    let (mut from, mut to) = (start, row.end);
    for _ in 0..before {
        from += memchr(dialect.delimiter, &text[from..to])? + 1;
    }
    for _ in 0..after {
        to = from + memrchr(dialect.delimiter, &text[from..to])?;
    }
    Some((row, (from, to)))
}

/// The first cell that is not empty.
fn first<'c>(text: &'c [u8], cells: &[(usize, usize)]) -> &'c [u8] {
    let (from, to) = cells.iter().find(|(from, to)| from < to).copied().unwrap_or((0, 0));
    &text[from..to]
}

/// A cell to know a row by.
fn name(cell: &[u8], dialect: Dialect) -> String {
    // Cut where a letter begins.
    let cut = (0..=cell.len().min(200)).rev().find(|&at| at == cell.len() || cell[at] & 0xC0 != 0x80);
    dialect.text(&unquoted(&cell[..cut.unwrap_or_default()])).into_owned()
}
