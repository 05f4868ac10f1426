//! Answered lists as a Markdown table.

use crate::list::cell::{Cell, Head, Sink};
use crate::list::job::Fault;
use crate::text::markdown;
use std::borrow::Cow;
use std::io::Write;

/// Writes a table.
pub struct Markdown<'a> {
    out: &'a mut dyn Write,
    own: usize,
}

impl<'a> Markdown<'a> {
    /// Writes here.
    pub fn new(out: &'a mut dyn Write) -> Markdown<'a> {
        Markdown { out, own: 0 }
    }

    fn line<'c>(&mut self, cells: impl Iterator<Item = Cow<'c, str>>) -> Result<(), Fault> {
        let mut line = String::from("|");
        for cell in cells {
            line += &format!(" {} |", markdown::cell(&cell));
        }
        writeln!(self.out, "{line}").map_err(Fault::Write)
    }
}

impl Sink for Markdown<'_> {
    fn head(&mut self, head: &Head) -> Result<(), Fault> {
        self.own = head.own.len();
        self.line(head.names().map(Cow::Borrowed))?;
        writeln!(self.out, "|{}", "---|".repeat(head.names().count())).map_err(Fault::Write)
    }

    fn row(&mut self, _: u64, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault> {
        let added = added.unwrap_or_default().iter().map(|cell| Cow::Borrowed(&**cell));
        // Cells beyond the head are read in its last one, so that the answer stays under its own head.
        let (cells, more) = cells.split_at(self.own.min(cells.len()));
        let Some((last, cells)) = cells.split_last().filter(|_| !more.is_empty()) else {
            return self.line(cells.iter().map(Cell::text).chain(added));
        };
        let last = std::iter::once(last).chain(more).map(Cell::text).collect::<Vec<_>>().join("; ");
        self.line(cells.iter().map(Cell::text).chain([Cow::Owned(last)]).chain(added))
    }

    fn finish(&mut self) -> Result<(), Fault> {
        self.out.flush().map_err(Fault::Write)
    }
}
