//! Answered lists as CSV.

use crate::list::cell::{Cell, FORMULA, Head, Sink};
use crate::list::dialect::Dialect;
use crate::list::job::Fault;
use crate::list::number;
use crate::model::replies::Decimal;
use std::borrow::Cow;
use std::io::Write;

/// Writes CSV as a Dutch spreadsheet does: `;` between cells, UTF-8.
pub struct Separated<'a> {
    out: &'a mut dyn Write,
    dialect: Dialect,
    added: usize,
    /// The columns that are read as numbers.
    numbers: Vec<usize>,
}

impl<'a> Separated<'a> {
    /// Writes here.
    pub fn new(out: &'a mut dyn Write) -> Separated<'a> {
        Separated { out, dialect: Dialect::default(), added: 0, numbers: Vec::new() }
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
    fn head(&mut self, head: &Head) -> Result<(), Fault> {
        self.added = head.added.len();
        self.numbers.clone_from(&head.numbers);
        self.line(head.names().map(Cow::Borrowed))
    }

    fn row(&mut self, _: u64, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault> {
        let none = vec![Cow::Borrowed(""); self.added];
        let added = added.unwrap_or(&none);
        let numbers = std::mem::take(&mut self.numbers);
        let own = cells.iter().enumerate().map(|(at, cell)| match cell {
            // What is read again is read in one way.
            Cell::Number(number) if numbers.contains(&at) => {
                Cow::Owned(number::certain(number::digits(*number)).replace('.', ","))
            }
            cell => plain(cell),
        });
        self.line(own.chain(added.iter().map(|cell| Cow::Borrowed(&**cell))))?;
        self.numbers = numbers;
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Fault> {
        self.out.flush().map_err(Fault::Write)
    }
}

/// A cell that a spreadsheet will not take for a formula. Only texts can be: in what they came from they were
/// none. Reading them again takes the mark off.
fn plain(cell: &Cell) -> Cow<'_, str> {
    let text = cell.text();
    if matches!(cell, Cell::Number(_) | Cell::Measured(..)) && text.contains('.') {
        // Beside `;` a spreadsheet takes a comma for decimals.
        return Cow::Owned(text.replace('.', ","));
    }
    let may = matches!(cell, Cell::Text(text) if text.parse::<Decimal>().is_err());
    if may && text.starts_with(FORMULA) { Cow::Owned(format!("'{text}")) } else { text }
}
