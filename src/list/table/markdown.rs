//! Answered lists as a Markdown table.

use super::{Cell, Sink};
use crate::list::Fault;
use crate::text::sanitize;
use std::borrow::Cow;
use std::io::Write;

/// Writes a table.
pub struct Markdown<'a> {
    out: &'a mut dyn Write,
    columns: usize,
}

impl<'a> Markdown<'a> {
    /// Writes here.
    pub fn new(out: &'a mut dyn Write) -> Markdown<'a> {
        Markdown { out, columns: 0 }
    }

    fn line<'c>(&mut self, cells: impl Iterator<Item = Cow<'c, str>>) -> Result<(), Fault> {
        let mut line = String::from("|");
        for cell in cells {
            line += &format!(" {} |", sanitize::markdown(&cell));
        }
        writeln!(self.out, "{line}").map_err(Fault::Write)
    }
}

impl Sink for Markdown<'_> {
    fn head(&mut self, own: &[String], added: &[String]) -> Result<(), Fault> {
        self.columns = own.len() + added.len();
        self.line(own.iter().chain(added).map(|name| name.as_str().into()))?;
        writeln!(self.out, "|{}", "---|".repeat(self.columns)).map_err(Fault::Write)
    }

    fn row(&mut self, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault> {
        let added = added.unwrap_or_default().iter().map(|cell| Cow::Borrowed(&**cell));
        self.line(cells.iter().map(Cell::text).chain(added))
    }

    fn finish(&mut self) -> Result<(), Fault> {
        self.out.flush().map_err(Fault::Write)
    }
}
