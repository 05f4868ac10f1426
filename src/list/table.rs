//! Lists that change format on the way: rows of cells in, rows of cells out, whatever wrote or reads them.

pub mod gathered;
pub mod jsonl;
pub mod markdown;
pub mod separated;
#[cfg(feature = "spreadsheets")]
pub mod sheet;

use crate::bilingual;
use crate::list::answer::Answering;
use crate::list::cell::{Cell, Head, Sink};
use crate::list::columns::{Column, Columns};
use crate::list::job::{Fault, Job};
use crate::list::memo::Memo;
use crate::list::number::{self, ParsedNumber};
use crate::list::summary::Summary;
use crate::list::trouble::{Trouble, too_many};
use crate::model::tree::QuestionKind;
use crate::text::language::Bilingual;
use std::borrow::Cow;

/// So many empty cells may be added to rows without a look at how many there were.
const PADDED: usize = 1 << 26;

/// Answers rows of cells and hands them on.
pub struct Table<'t, 's> {
    job: &'s Job<'t>,
    columns: Columns,
    answering: Answering<'t>,
    memo: Memo<'t>,
    summary: Summary,
    /// How many cells were given, and how many were added to fill up rows.
    given: usize,
    padded: usize,
    /// In a sheet, so many rows have cells beyond the head: notes beside the table.
    notes: Option<u64>,
    /// Whether such notes go along.
    keeps_notes: bool,
    sink: &'s mut (dyn Sink + 's),
}

impl<'t, 's> Table<'t, 's> {
    /// Begins with the head of a list, on this line.
    pub fn new(
        job: &'s Job<'t>,
        line: u64,
        names: Vec<String>,
        sink: &'s mut (dyn Sink + 's),
    ) -> Result<Table<'t, 's>, Fault> {
        Table::with(job, line, Columns::of(job.tree, names, &job.mapping)?, sink)
    }

    /// The same where it is known what the columns answer.
    pub(super) fn with(
        job: &'s Job<'t>,
        line: u64,
        columns: Columns,
        sink: &'s mut (dyn Sink + 's),
    ) -> Result<Table<'t, 's>, Fault> {
        let known = columns.known.iter().enumerate();
        let is_number = |it: &&Column| matches!(job.tree.questions[it.question].kind, QuestionKind::Number { .. });
        let numbers: Vec<usize> = columns.questions.iter().filter(is_number).map(|it| it.at).collect();
        sink.head(&Head {
            line,
            own: columns.own().map(|at| columns.names[at].clone()).collect(),
            places: columns.own().collect(),
            came: columns.names.len(),
            numbers: columns.own().enumerate().filter(|(_, at)| numbers.contains(at)).map(|(own, _)| own).collect(),
            before: known.filter_map(|(at, field)| Some(((*field)?, at))).collect(),
            added: job.fields.iter().copied().zip(columns.added(&job.fields, job.headers)).collect(),
        })?;
        let answering = Answering::new(job)?;
        let summary = Summary { remarks: columns.remarks.clone(), ..Summary::of(job.tree) };
        Ok(Table {
            job,
            columns,
            answering,
            memo: Memo::default(),
            summary,
            given: 0,
            padded: 0,
            notes: None,
            keeps_notes: false,
            sink,
        })
    }

    /// The list is a sheet: no delimiter can have gone wrong there, so what stands beyond the head is no part of it.
    #[cfg(feature = "spreadsheets")]
    pub(super) fn with_notes(&mut self, kept: bool) {
        (self.notes, self.keeps_notes) = (Some(0), kept);
    }

    /// Answers a row that begins on this line; `trouble` is what is wrong with it as a whole.
    pub fn row(&mut self, line: u64, mut cells: Vec<Cell>, trouble: Option<Trouble>) -> Result<(), Fault> {
        let columns = self.columns.names.len();
        while cells.len() > columns && cells.last() == Some(&Cell::Empty) {
            cells.pop();
        }
        self.given += cells.len();
        self.padded += columns.saturating_sub(cells.len());
        if self.padded > PADDED && self.padded / 16 > self.given {
            return Err(bilingual!(
                "de kop heeft {columns} kolommen, en in bijna alle rijen is bijna alles leeg; haal lege kolommen uit de kop",
                "the head has {columns} columns, and in nearly all rows nearly all is empty; take empty columns out of the head"
            )
            .into());
        }
        cells.resize(cells.len().max(columns), Cell::Empty);
        let table = if self.notes.is_some() { self.columns.own_end() } else { cells.len() };
        if cells[..table].iter().all(Cell::is_blank) {
            self.summary.empty += 1;
            self.leave_notes(&mut cells);
            return self.sink.row(line, &self.own(cells), None);
        }
        // What a number question asks for is a number, whatever the list was written in.
        for &Column { at: column, question, .. } in &self.columns.questions {
            if let (Cell::Text(text), QuestionKind::Number { .. }) =
                (&cells[column], &self.job.tree.questions[question].kind)
                // Only as it stands: the officer's own cell says the same in numbers.
                && let Some(ParsedNumber::One(number)) = number::read(text)
                && number.to_string() == text.replace(',', ".")
                && let Ok(number) = number.to_string().parse()
            {
                cells[column] = Cell::Number(number);
            }
        }
        let more = || too_many(cells.len(), columns, cells[columns..].iter().map(Cell::text));
        let trouble = Trouble::both(trouble, (cells.len() > columns && self.notes.is_none()).then(more));
        let mut cell = |column: usize| cells.get(column).unwrap_or(&Cell::Empty).read();
        let answer = self.memo.answer(&self.answering, &self.columns, &mut cell, trouble);
        let counted =
            || self.answering.counted(&self.columns, &mut |at| cells.get(at).map_or(Cow::Borrowed(""), Cell::text));
        let name = || cells.iter().map(Cell::text).find(|text| !text.is_empty()).unwrap_or_default().into_owned();
        self.summary.take(line, &answer.tally, name, counted);
        // Where a unit was read it goes along, so that the list can be read again.
        for column in &self.columns.questions {
            if let Cell::Measured(number, unit) = &cells[column.at]
                && let Some(text) = self.answering.shown(column.question, *number, unit)
            {
                cells[column.at] = Cell::Text(text);
            }
        }
        self.leave_notes(&mut cells);
        self.sink.row(line, &self.own(cells), Some(&answer.cells))
    }

    /// Counts what stands beside the table, and leaves it out where it does not go along.
    fn leave_notes(&mut self, cells: &mut Vec<Cell>) {
        let columns = self.columns.names.len();
        if let Some(count) = &mut self.notes
            && cells.len() > columns
        {
            *count += 1;
            cells.truncate(if self.keeps_notes { cells.len() } else { columns });
        }
    }

    /// The cells without those that an earlier run added.
    fn own(&self, mut cells: Vec<Cell>) -> Vec<Cell> {
        if self.columns.any_known() {
            let mut at = 0;
            cells.retain(|_| {
                at += 1;
                self.columns.known.get(at - 1).is_none_or(Option::is_none)
            });
        }
        cells
    }

    /// Adds a remark on the list as a whole.
    pub fn remark(&mut self, remark: Bilingual) {
        self.summary.remarks.push(remark);
    }

    /// Ends; gives the counts.
    pub fn finish(mut self) -> Result<Summary, Fault> {
        self.sink.finish()?;
        if let Some(count) = self.notes.filter(|count| *count > 0) {
            let (nl, en) = match self.keeps_notes {
                true => ("telt niet mee", "does not count"),
                false => ("gaat niet mee", "does not go along"),
            };
            self.remark(bilingual!(
                "wat rechts van de kop staat, {nl}; aantal rijen: {count}",
                "what stands to the right of the head {en}; rows: {count}"
            ));
        }
        Ok(self.summary)
    }
}
