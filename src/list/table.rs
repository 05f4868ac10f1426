//! Lists that change format on the way: rows of cells in, rows of cells out, whatever wrote or reads them.

pub mod gathered;
pub mod jsonl;
pub mod markdown;
pub mod separated;
pub mod sheet;

use super::answer::Answering;
use super::columns::Columns;
use super::{Fault, Field, Job, Summary};
use crate::model::replies::Decimal;
use crate::model::tree::QuestionKind;
use crate::text::language::Bilingual;
use std::borrow::Cow;
use std::rc::Rc;

/// What a spreadsheet counts in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Day,
    /// A day with a time on it.
    Both,
    /// A time on no day.
    Clock,
    /// So long; it may be more than a day.
    Duration,
}

impl Moment {
    /// Which of these a number of days is.
    pub fn of(number: f64, duration: bool) -> Moment {
        match (duration, number.fract() == 0.0, (0.0..1.0).contains(&number)) {
            (true, ..) => Moment::Duration,
            (false, true, _) => Moment::Day,
            (false, false, true) => Moment::Clock,
            (false, false, false) => Moment::Both,
        }
    }

    /// How a spreadsheet is told to show it.
    pub fn format(self) -> &'static str {
        match self {
            Moment::Day => "yyyy-mm-dd",
            Moment::Both => "yyyy-mm-dd hh:mm:ss",
            Moment::Clock => "hh:mm:ss",
            Moment::Duration => "[h]:mm:ss",
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// A day and time as a spreadsheet counts them, with how it reads.
    Moment(f64, Moment, String),
    /// Something nested, in JSON.
    Nested(serde_json::Value),
}

impl Cell {
    /// The cell as a text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Moment(_, _, text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
            Cell::Nested(value) => Cow::Owned(super::json::text(value)),
        }
    }
}

/// Takes the rows of an answered list.
pub trait Sink {
    /// The names of the columns that came in, and of those that are added.
    fn head(&mut self, own: &[String], added: &[String]) -> Result<(), Fault>;
    /// A row: its cells and what is added, `None` for a row without anything in it.
    fn row(&mut self, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault>;
    /// After the last row.
    fn finish(&mut self) -> Result<(), Fault>;
}

/// Answers rows of cells and hands them on.
pub struct Table<'t, 's> {
    job: &'s Job<'t>,
    columns: Rc<Columns>,
    answering: Answering<'t>,
    summary: Summary,
    sink: &'s mut (dyn Sink + 's),
}

impl<'t, 's> Table<'t, 's> {
    /// Begins with the head of a list.
    pub fn new(job: &'s Job<'t>, names: Vec<String>, sink: &'s mut (dyn Sink + 's)) -> Result<Table<'t, 's>, Fault> {
        let columns = Rc::new(Columns::of(job.tree, names, &job.mapping)?);
        sink.head(&columns.names, &Field::names(&job.fields, &columns.names))?;
        let answering = Answering::new(job, Rc::clone(&columns))?;
        let summary = Summary { remarks: columns.remarks.clone(), ..Summary::of(job.tree) };
        Ok(Table { job, columns, answering, summary, sink })
    }

    /// Answers a row that begins on this line; `trouble` is what is wrong with it as a whole.
    pub fn row(&mut self, line: u64, mut cells: Vec<Cell>, trouble: Option<Bilingual>) -> Result<(), Fault> {
        let columns = self.columns.names.len();
        while cells.len() > columns && cells.last() == Some(&Cell::Empty) {
            cells.pop();
        }
        cells.resize(cells.len().max(columns), Cell::Empty);
        if cells.iter().all(|cell| cell.text().trim().is_empty()) {
            self.summary.empty += 1;
            return self.sink.row(&cells, None);
        }
        // What a number question asks for is a number, whatever the list was written in.
        for &(column, question) in &self.columns.questions {
            if let (Cell::Text(text), QuestionKind::Number { .. }) =
                (&cells[column], &self.job.tree.questions[question].kind)
                && text.parse::<Decimal>().is_ok()
                && let Ok(number) = text.replace(',', ".").parse()
            {
                cells[column] = Cell::Number(number);
            }
        }
        let more = || cells.get(columns).map(|first| super::csv::too_many(cells.len(), columns, &first.text()));
        let trouble = trouble.or_else(more);
        let mut cell = |column: usize| cells.get(column).map_or(Cow::Borrowed(""), Cell::text);
        let answer = self.answering.answer(&mut cell, trouble);
        self.summary.add(&answer.tally, 1);
        let name = || cells.iter().map(Cell::text).find(|text| !text.is_empty()).unwrap_or_default().into_owned();
        self.summary.note(line, name, &answer.tally);
        self.sink.row(&cells, Some(&answer.cells))
    }

    /// Ends; gives the counts.
    pub fn finish(self) -> Result<Summary, Fault> {
        self.sink.finish()?;
        Ok(self.summary)
    }
}
