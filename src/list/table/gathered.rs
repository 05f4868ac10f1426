//! What a tree says of every row, handed on rather than written: to hold two trees against each other.

use crate::analysis::diff::{RowName, RowResult, Standing};
use crate::list::cell::{Cell, Head, Sink};
use crate::list::field::Field;
use crate::list::job::Fault;
use crate::list::mapping::normal;
use std::borrow::Cow;

/// Hands on the rows of a list answered with [`FIELDS`], each as it comes; nothing for an empty one.
pub struct Gathered<F> {
    /// Where the name of a project stands, and that of its part.
    name: usize,
    part: Option<usize>,
    row: usize,
    take: F,
}

/// The columns that two versions are held against each other by.
pub const FIELDS: [Field; 8] = [
    Field::Status,
    Field::Outcome,
    Field::Rung,
    Field::PossibleResults,
    Field::Plan,
    Field::Methods,
    Field::Duties,
    Field::Refused,
];

/// What a version says of a row, from the cells of [`FIELDS`].
pub fn result(cells: &[Cow<'_, str>]) -> RowResult {
    let text = |at: usize| cells.get(at).map(|cell| cell.to_string()).unwrap_or_default();
    let list =
        |at: usize| -> Vec<String> { text(at).split(';').filter(|it| !it.is_empty()).map(str::to_owned).collect() };
    let pair = |text: &String| {
        let (outcome, rung) = text.split_once('/').unwrap_or((text, ""));
        (outcome.to_owned(), rung.to_owned())
    };
    RowResult {
        standing: Standing { status: text(0), outcome: text(1), rung: text(2) },
        possible: list(3).iter().map(pair).collect(),
        plan: list(4),
        methods: list(5),
        duties: list(6),
        refused: list(7),
    }
}

impl<F> Gathered<F> {
    /// Hands rows on to this.
    pub fn to(take: F) -> Gathered<F> {
        Gathered { name: 0, part: None, row: 0, take }
    }
}

impl<F: FnMut(RowName, Option<RowResult>) -> Result<(), Fault>> Sink for Gathered<F> {
    fn head(&mut self, head: &Head) -> Result<(), Fault> {
        let is_part = |name: &String| matches!(normal(name).as_str(), "part" | "onderdeel" | "deelvraag");
        self.name = head.name();
        self.part = head.own.iter().position(is_part);
        Ok(())
    }

    fn row(&mut self, line: u64, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault> {
        self.row += 1;
        let cell = |at: usize| cells.get(at).map(|cell| cell.text().trim().to_owned()).unwrap_or_default();
        let name = RowName {
            row: self.row,
            place: line.to_string(),
            name: cell(self.name),
            part: self.part.map(cell).unwrap_or_default(),
        };
        (self.take)(name, added.map(result))
    }

    fn finish(&mut self) -> Result<(), Fault> {
        Ok(())
    }
}
