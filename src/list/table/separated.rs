//! Answered lists as CSV.

use super::{Cell, Sink};
use crate::list::Fault;
use crate::list::csv::Dialect;
use std::borrow::Cow;
use std::io::Write;

/// Writes CSV as a Dutch spreadsheet does: `;` between cells, UTF-8.
pub struct Separated<'a> {
    out: &'a mut dyn Write,
    dialect: Dialect,
    added: usize,
}

impl<'a> Separated<'a> {
    /// Writes here.
    pub fn new(out: &'a mut dyn Write) -> Separated<'a> {
        Separated { out, dialect: Dialect::default(), added: 0 }
    }

    fn line<'c>(&mut self, cells: impl Iterator<Item = Cow<'c, str>>) -> Result<(), Fault> {
        let mut line = Vec::new();
        for (number, cell) in cells.enumerate() {
            if number > 0 {
                line.push(self.dialect.delimiter);
            }
            self.dialect.put(&cell, &mut line);
        }
        line.push(b'\n');
        self.out.write_all(&line).map_err(Fault::Write)
    }
}

impl Sink for Separated<'_> {
    fn head(&mut self, own: &[String], added: &[String]) -> Result<(), Fault> {
        self.added = added.len();
        self.line(own.iter().chain(added).map(|name| name.as_str().into()))
    }

    fn row(&mut self, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault> {
        let none = vec![Cow::Borrowed(""); self.added];
        let added = added.unwrap_or(&none);
        self.line(cells.iter().map(Cell::text).chain(added.iter().map(|cell| Cow::Borrowed(&**cell))))
    }

    fn finish(&mut self) -> Result<(), Fault> {
        self.out.flush().map_err(Fault::Write)
    }
}
