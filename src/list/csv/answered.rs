//! The rows of a batch: those that are known looked up, each copied with its answer.

use super::batch::{BatchRow, KeyColumns, RowBatch, RowQuotes};
use crate::list::answer::{Answering, KnownByReplies};
use crate::list::bounded::Bounded;
use crate::list::cell::ReplyText;
use crate::list::columns::Columns;
use crate::list::count::Counted;
use crate::list::dialect::Dialect;
use crate::list::memo::MOST;
use crate::list::summary::Summary;
use crate::list::tally::Tally;
use crate::list::trouble::{self, Trouble, too_many};
use foldhash::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// An answer as it stands in the file.
#[derive(Debug)]
pub(super) struct EncodedAnswer {
    /// The added cells, each with a delimiter before it. Many answers have the same.
    cells: Arc<[u8]>,
    tally: Tally,
}

/// What one thread learned from the rows of one batch, to be known by all.
type Learned = HashMap<Box<[u8]>, Arc<EncodedAnswer>>;

/// Answers rows, and knows those that it answered before.
pub(super) struct BatchAnswering<'a, 't> {
    answering: &'a Answering<'t>,
    columns: &'a Columns,
    key: KeyColumns,
    dialect: Dialect,
    known: Bounded<Arc<EncodedAnswer>, MOST>,
}

/// A part of a batch, answered.
#[derive(Debug, Default)]
pub(super) struct AnsweredPart {
    pub(super) written: Vec<u8>,
    pub(super) summary: Summary,
    pub(super) lines: u64,
}

/// What one thread keeps from part to part.
#[derive(Debug, Default)]
pub(super) struct ThreadMemo<'t> {
    learned: Learned,
    by_replies: KnownByReplies<'t>,
    key: Vec<u8>,
    /// Where the cells of the row at hand end.
    ends: Vec<usize>,
}

impl<'a, 't> BatchAnswering<'a, 't> {
    pub(super) fn new(answering: &'a Answering<'t>, columns: &'a Columns, dialect: Dialect) -> BatchAnswering<'a, 't> {
        let key = KeyColumns::of(&columns.questions);
        BatchAnswering { answering, columns, key, dialect, known: Bounded::default() }
    }

    /// Takes in what a thread learned.
    #[expect(clippy::iter_over_hash_type, reason = "what is known has no order")]
    pub(super) fn learn(&mut self, memo: &mut ThreadMemo<'t>) {
        for (key, written) in memo.learned.drain() {
            // What others have too is counted by its share.
            let cells = written.cells.len() / (Arc::strong_count(&written.cells) - 1).max(1);
            let bytes = cells + written.tally.wrong.len() + written.tally.clash.len();
            self.known.keep(key, written, bytes);
        }
    }

    /// Answers some rows of a batch.
    pub(super) fn answer(
        &self,
        batch: &RowBatch,
        rows: Range<usize>,
        part: &mut AnsweredPart,
        memo: &mut ThreadMemo<'t>,
    ) {
        part.written.clear();
        (part.summary, part.lines) = (self.answering.nothing(), 0);
        let mut ends = std::mem::take(&mut memo.ends);
        for number in rows.start.min(batch.len())..rows.end.min(batch.len()) {
            if batch.plain(number).is_some_and(|text| self.known_row(text, part, memo)) {
                continue;
            }
            let row = batch.row(number, self.dialect, &mut ends);
            self.blank(&row, part);
            self.row(row, part, memo);
            part.lines += row.lines();
        }
        memo.ends = ends;
    }

    /// Answers a row without quotes as one with the same cells was answered before, without looking for its other cells:
    /// most rows are such. `false` where there is more to it, and then nothing was done.
    fn known_row(&self, text: &[u8], part: &mut AnsweredPart, memo: &mut ThreadMemo<'t>) -> bool {
        let (body, tail) = self.dialect.ended(text);
        let begins =
            body.first().is_some_and(|first| ![self.dialect.delimiter, self.dialect.end, b' '].contains(first));
        if !begins || tail.is_empty() || self.columns.any_known() || self.answering.counts() {
            return false;
        }
        let columns = self.columns.names.len();
        if columns == 1 || self.key.of_plain(body, columns, self.dialect.delimiter, &mut memo.key).is_none() {
            return false;
        }
        let Some(written) = self.known.get(&memo.key).or_else(|| memo.learned.get(&memo.key[..])) else { return false };
        if written.tally.is_noted() {
            return false;
        }
        part.written.extend_from_slice(body);
        part.give(written, String::new, || None);
        part.written.extend_from_slice(tail);
        part.lines += 1;
        true
    }

    /// Blank lines are copied; to a list of one column each is an empty row.
    fn blank(&self, row: &BatchRow<'_>, part: &mut AnsweredPart) {
        part.lines += row.blank_lines();
        for end in row.blank {
            self.empty(part);
            part.written.push(*end);
        }
    }

    /// A row without anything in it gets added cells without anything in them.
    fn empty(&self, part: &mut AnsweredPart) {
        if self.columns.names.len() == 1 {
            part.summary.empty += 1;
            part.written.extend(std::iter::repeat_n(self.dialect.delimiter, self.answering.fields()));
        }
    }

    fn row(&self, row: BatchRow<'_>, part: &mut AnsweredPart, memo: &mut ThreadMemo<'t>) {
        let columns = self.columns.names.len();
        if row.is_end_of_file() {
            part.written.extend_from_slice(row.body);
            return part.written.extend_from_slice(row.tail);
        }
        if row.body.is_empty() {
            self.empty(part);
            return part.written.extend_from_slice(row.tail);
        }
        // Cells beyond the head that hold nothing are no cells.
        let (mut body, mut count) = (row.body, row.len());
        while count > columns && row.cell(count - 1).is_empty() && body.ends_with(&[self.dialect.delimiter]) {
            body = &body[..body.len() - 1];
            count -= 1;
        }
        let missing = columns.saturating_sub(count);
        if self.columns.any_known() {
            let filled = [body, &b"\""[..usize::from(row.unclosed)], &vec![self.dialect.delimiter; missing]].concat();
            part.written.extend_from_slice(&self.columns.cut(&filled, self.dialect, row.quotes != RowQuotes::Stray));
        } else {
            part.written.extend_from_slice(body);
            part.written.extend_from_slice(&b"\""[..usize::from(row.unclosed)]);
            part.written.extend(std::iter::repeat_n(self.dialect.delimiter, missing));
        }
        if body.iter().all(|byte| *byte == self.dialect.delimiter || *byte == b' ') {
            part.summary.empty += 1;
            part.written.extend(std::iter::repeat_n(self.dialect.delimiter, self.answering.fields()));
        } else if let Some(trouble) = Trouble::both(row.trouble(), self.misshapen(&row, count)) {
            let written = self.work_out(&row, Some(trouble), &mut memo.by_replies);
            part.give(&written, || self.name(&row), || self.counted(&row));
        } else {
            self.look_up(&row, part, memo);
        }
        part.written.extend_from_slice(row.tail);
    }

    /// What is wrong with a row of so many cells, where the head has fewer, or more than one.
    fn misshapen(&self, row: &BatchRow<'_>, count: usize) -> Option<Trouble> {
        let columns = self.columns.names.len();
        if count == 1 && columns > 1 {
            let other = self.dialect.other_delimiter(row.body, columns - 1);
            return other.map(|other| trouble::other_delimiter(other, self.dialect.delimiter));
        }
        let more = || (columns..count).map(|column| self.dialect.text(row.cell(column)));
        (count > columns).then(|| too_many(count, columns, more()))
    }

    /// Answers a row as one with the same cells was answered before, if one was.
    fn look_up(&self, row: &BatchRow<'_>, part: &mut AnsweredPart, memo: &mut ThreadMemo<'t>) {
        let mut key = std::mem::take(&mut memo.key);
        row.key(&self.key, &mut key);
        if let Some(written) = self.known.get(&key) {
            part.give(written, || self.name(row), || self.counted(row));
        } else if let Some(written) = memo.learned.get(&key[..]) {
            part.give(written, || self.name(row), || self.counted(row));
        } else {
            let written = Arc::new(self.work_out(row, None, &mut memo.by_replies));
            part.give(&written, || self.name(row), || self.counted(row));
            memo.learned.insert(key[..].into(), written);
        }
        memo.key = key;
    }

    fn work_out(
        &self,
        row: &BatchRow<'_>,
        trouble: Option<Trouble>,
        by_replies: &mut KnownByReplies<'t>,
    ) -> EncodedAnswer {
        let mut cell = |column: usize| ReplyText::Text(self.dialect.text(row.cell(column)));
        let answer = self.answering.answer(self.columns, &mut cell, trouble, by_replies);
        EncodedAnswer { cells: answer.cells.written(self.dialect), tally: answer.tally }
    }

    /// What the row says in the columns that are counted by.
    fn counted(&self, row: &BatchRow<'_>) -> Option<Counted> {
        self.answering.counted(self.columns, &mut |column| self.dialect.text(row.cell(column)))
    }

    /// What to know a row by: the first cell with anything in it.
    fn name(&self, row: &BatchRow<'_>) -> String {
        let cell = row.cells().find(|cell| !cell.is_empty()).unwrap_or_default();
        // Cut where a letter begins.
        let cut = (0..=cell.len().min(200)).rev().find(|&at| at == cell.len() || cell[at] & 0xC0 != 0x80);
        self.dialect.text(&cell[..cut.unwrap_or_default()]).into_owned()
    }
}

impl AnsweredPart {
    /// Writes an answer and counts it; `lines` are those before its row.
    fn give(
        &mut self,
        written: &EncodedAnswer,
        name: impl FnOnce() -> String,
        counted: impl FnOnce() -> Option<Counted>,
    ) {
        self.written.extend_from_slice(&written.cells);
        self.summary.take(self.lines + 1, &written.tally, name, counted);
    }
}
