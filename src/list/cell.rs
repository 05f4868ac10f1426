//! The cells of a list, whatever it is written in, and who takes them.

use crate::list::job::Fault;
use crate::list::json_cell;
use crate::list::number;
use std::borrow::Cow;

/// What a spreadsheet counts in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateTimeKind {
    /// A day.
    Day,
    /// A day with a time on it.
    Both,
    /// A time on no day.
    Clock,
    /// So long; it may be more than a day.
    Duration,
}

impl DateTimeKind {
    /// Which of these a number of days is.
    pub fn of(number: f64, duration: bool) -> DateTimeKind {
        match (duration, number.fract() == 0.0, (0.0..1.0).contains(&number)) {
            (true, ..) => DateTimeKind::Duration,
            (false, true, _) => DateTimeKind::Day,
            (false, false, true) => DateTimeKind::Clock,
            (false, false, false) => DateTimeKind::Both,
        }
    }

    /// How a spreadsheet is told to show it.
    pub fn format(self) -> &'static str {
        match self {
            DateTimeKind::Day => "yyyy-mm-dd",
            DateTimeKind::Both => "yyyy-mm-dd hh:mm:ss",
            DateTimeKind::Clock => "hh:mm:ss",
            DateTimeKind::Duration => "[h]:mm:ss",
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
    Moment(f64, DateTimeKind, String),
    /// Something nested, in JSON.
    Nested(serde_json::Value),
}

impl Cell {
    /// The cell as a text to read a reply from: what is a number already is read in one way.
    pub fn read(&self) -> Cow<'_, str> {
        match self {
            Cell::Number(number) => Cow::Owned(number::certain(number.to_string())),
            other => other.text(),
        }
    }

    /// The cell as a text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Moment(_, _, text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
            Cell::Nested(value) => Cow::Owned(json_cell::text(value)),
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
