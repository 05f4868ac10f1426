//! The cells of a list, whatever it is written in, and who takes them.

use crate::list::field::Field;
use crate::list::job::Fault;
use crate::list::json_cell;
use crate::list::number;
use std::borrow::Cow;
use std::sync::Arc;

/// What a formula begins with, the wide signs included.
pub(super) const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

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

/// What a workbook shows behind a number, or before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// It shows the number as a percentage.
    pub percentage: bool,
    /// What stands there, such as `%` or `maanden`.
    pub text: Arc<str>,
}

impl Unit {
    /// A number as it is shown, without the unit and with all of its decimals.
    pub(super) fn digits(&self, number: f64) -> String {
        if self.percentage { number::percentage(number) } else { number::digits(number) }
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
    /// A number that is shown with a unit.
    Measured(f64, Unit),
    /// Yes or no.
    Bool(bool),
    /// A day and time as a spreadsheet counts them, with how it reads.
    Moment(f64, DateTimeKind, String),
    /// Something nested, in JSON.
    Nested(serde_json::Value),
    /// A formula of which the workbook does not keep what comes out.
    Uncalculated,
}

/// What a reply is read from.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplyText<'c> {
    /// A text; an empty one is no reply.
    Text(Cow<'c, str>),
    /// A number, with a point before its decimals and nothing else in it.
    Number(String),
    /// A number that is shown with a unit.
    Measured(f64, Unit),
    /// A formula stands there, and nothing that comes out of it.
    Uncalculated,
}

impl ReplyText<'_> {
    /// It as a text.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            ReplyText::Text(text) => Cow::Borrowed(text),
            ReplyText::Number(digits) => Cow::Borrowed(digits),
            ReplyText::Measured(number, _) => Cow::Owned(number::digits(*number)),
            ReplyText::Uncalculated => Cow::Borrowed(""),
        }
    }
}

impl Cell {
    /// The cell to read a reply from: what is a number already is read in one way.
    pub fn read(&self) -> ReplyText<'_> {
        match self {
            Cell::Uncalculated => ReplyText::Uncalculated,
            Cell::Number(number) => ReplyText::Number(number::digits(*number)),
            Cell::Measured(number, unit) => ReplyText::Measured(*number, unit.clone()),
            other => ReplyText::Text(other.text()),
        }
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        *self != Cell::Uncalculated && self.text().trim().is_empty()
    }

    /// The cell as a text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty | Cell::Uncalculated => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Moment(_, _, text) => Cow::Borrowed(text),
            Cell::Number(number) | Cell::Measured(number, _) => Cow::Owned(number.to_string()),
            Cell::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
            Cell::Nested(value) => Cow::Owned(json_cell::text(value)),
        }
    }
}

/// A column further on than this is no name of a project: all before it would stand still with it.
const NEAR: usize = 4;

/// The columns of an answered list.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The line that the names stand on, from 1.
    pub line: u64,
    /// The names of the list's own columns.
    pub own: Vec<String>,
    /// Where each of these stands among the columns as they came.
    pub places: Vec<usize>,
    /// How many columns came, those of an earlier run included.
    pub came: usize,
    /// Where an earlier run put what.
    pub before: Vec<(Field, usize)>,
    /// Which of the list's own columns answer a question that asks for a number.
    pub numbers: Vec<usize>,
    /// What is added, with its name.
    pub added: Vec<(Field, String)>,
}

impl Head {
    /// Which of the list's own columns says what a project is called: one whose head says so, else the first with a head.
    pub fn name(&self) -> usize {
        let says = |name: &String| {
            ["project", "naam", "name", "titel", "title"].iter().any(|it| name.to_lowercase().contains(it))
        };
        let named = self.own.iter().position(says).filter(|at| *at < NEAR);
        named.or_else(|| self.own.iter().position(|name| !name.trim().is_empty())).unwrap_or_default()
    }

    /// Every name: the list's own, then what is added.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.own.iter().chain(self.added.iter().map(|(_, name)| name)).map(String::as_str)
    }
}

/// Takes the rows of an answered list.
pub trait Sink {
    /// The columns, before any row.
    fn head(&mut self, head: &Head) -> Result<(), Fault>;
    /// A row that stands on a line: the list's own cells and what is added, `None` for a row without anything in it.
    fn row(&mut self, line: u64, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault>;
    /// After the last row.
    fn finish(&mut self) -> Result<(), Fault>;
}
