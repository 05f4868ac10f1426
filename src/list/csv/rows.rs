//! The rows of a block: cells found, those that count looked up, the row copied with its answer.

use super::dialect::Dialect;
use super::marks::Marks;
use crate::language::Said;
use crate::list::Job;
use crate::list::answer::Answering;
use crate::list::columns::Columns;
use crate::list::recall::Recall;
use crate::list::summary::Summary;
use crate::said;
use std::borrow::Cow;
use std::rc::Rc;

/// A row as it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Where it begins.
    pub(super) start: usize,
    /// Where its last cell ends.
    pub(super) end: usize,
    /// Where the next row begins.
    next: usize,
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

/// Answers the rows of a block.
#[derive(Debug)]
pub(super) struct Worker<'t> {
    dialect: Dialect,
    columns: Rc<Columns>,
    answering: Answering<'t>,
    recall: Recall,
    /// The first and last column that count, where all between them do.
    together: Option<(usize, usize)>,
    cells: Vec<(usize, usize)>,
    key: Vec<u8>,
    fresh: Summary,
    rest: Summary,
    /// So many cells are added.
    added: usize,
}

impl<'t> Worker<'t> {
    pub(super) fn new(job: &Job<'t>, columns: Rc<Columns>, dialect: Dialect) -> Result<Worker<'t>, Said> {
        let first = columns.questions.first().map_or(0, |(column, _)| *column);
        let last = columns.questions.last().map_or(0, |(column, _)| *column);
        Ok(Worker {
            answering: Answering::new(job, Rc::clone(&columns))?,
            together: (last - first + 1 == columns.questions.len()).then_some((first, last)),
            recall: Recall::default(),
            cells: Vec::new(),
            key: Vec::new(),
            fresh: Summary::of(job.tree),
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
        let mut rows = Rows::new(text, self.dialect);
        let mut cells = std::mem::take(&mut self.cells);
        let columns = self.columns.names.len();
        let mut line = 1;
        while let Some(row) = rows.next(&mut cells) {
            let here = std::mem::replace(&mut line, rows.lines + 1);
            if row.end == row.start && columns > 1 {
                out.extend_from_slice(&text[row.start..row.next]);
                continue;
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
                self.answer(text, &cells, row, here, out);
            }
            out.extend_from_slice(&text[row.end..row.next]);
        }
        self.cells = cells;
        let empty = std::mem::take(&mut self.fresh.empty);
        let wrong = std::mem::take(&mut self.fresh.wrong);
        (rows.lines, Summary { empty, wrong, ..self.nothing() })
    }

    fn answer(&mut self, text: &[u8], cells: &[(usize, usize)], row: Row, line: u64, out: &mut Vec<u8>) {
        let columns = self.columns.names.len();
        let trouble = cells.len() > columns || row.unclosed;
        let key = match self.together {
            Some((first, last)) if last < cells.len() => &text[cells[first].0..cells[last].1],
            _ => {
                self.key.clear();
                for (column, _) in &self.columns.questions {
                    let (from, to) = cells.get(*column).copied().unwrap_or((0, 0));
                    self.key.extend_from_slice(&text[from..to]);
                    self.key.push(self.dialect.delimiter);
                }
                &self.key[..]
            }
        };
        if !trouble && let Some(number) = self.recall.find(key) {
            let kept = self.recall.at(number);
            kept.times += 1;
            out.extend_from_slice(&kept.cells);
            if !kept.tally.message.is_empty() {
                let name = name(text, cells, self.dialect);
                self.fresh.name(line, &name, &kept.tally.message);
            }
            return;
        }
        let dialect = self.dialect;
        let mut cell = |column: usize| match cells.get(column) {
            Some(&(from, to)) => match unquoted(&text[from..to]) {
                Cow::Borrowed(cell) => dialect.text(cell),
                Cow::Owned(cell) => Cow::Owned(dialect.text(&cell).into_owned()),
            },
            None => Cow::Borrowed(""),
        };
        let answer = self.answering.answer(&mut cell, shape(cells.len(), columns, row.unclosed));
        let begin = out.len();
        for cell in &answer.cells {
            out.push(dialect.delimiter);
            dialect.put(cell, out);
        }
        if !answer.tally.message.is_empty() {
            self.fresh.name(line, &name(text, cells, dialect), &answer.tally.message);
        }
        if trouble {
            self.rest.add(&answer.tally, 1);
        } else {
            let number = self.recall.keep(key, &out[begin..], &answer.tally, &mut self.rest);
            self.recall.at(number).times += 1;
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

/// What is wrong with the shape of a row.
pub(crate) fn shape(cells: usize, columns: usize, unclosed: bool) -> Option<Said> {
    if unclosed {
        return Some(said!(
            "een aanhalingsteken in deze rij sluit nergens; alles daarna staat in die ene cel",
            "a quote in this row nowhere ends; all that follows is in that one cell"
        ));
    }
    (cells > columns).then(|| {
        said!(
            "deze rij heeft {cells} cellen en de kop {columns}: staat er een scheidingsteken in een cel zonder aanhalingstekens?",
            "this row has {cells} cells and the head {columns}: is there a delimiter in a cell without quotes?"
        )
    })
}

/// A row's first cell that is not empty, to know it by.
fn name(text: &[u8], cells: &[(usize, usize)], dialect: Dialect) -> String {
    let first = cells.iter().find(|(from, to)| from < to).copied().unwrap_or((0, 0));
    let cell = &text[first.0..first.1];
    // Cut where a letter begins.
    let cut = (0..=cell.len().min(200)).rev().find(|&at| at == cell.len() || cell[at] & 0xC0 != 0x80);
    let short = &cell[..cut.unwrap_or_default()];
    dialect.text(&unquoted(short)).into_owned()
}
