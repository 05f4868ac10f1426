//! What a tree says of every row, kept rather than written: to hold two trees against each other.

use crate::analysis::diff::{Rows, Standing};
use crate::list::cell::{Cell, Head, Sink};
use crate::list::field::Field;
use crate::list::job::Fault;
use std::borrow::Cow;

/// Gathers the rows of a list answered with [`Gathered::FIELDS`].
#[derive(Debug, Default)]
pub struct Gathered {
    /// What is said of them.
    pub rows: Rows,
    /// Of each its first cell that is not empty.
    pub names: Vec<String>,
}

impl Gathered {
    /// The columns it needs.
    pub const FIELDS: [Field; 3] = [Field::Status, Field::Outcome, Field::Rung];
}

impl Sink for Gathered {
    fn head(&mut self, _: &Head) -> Result<(), Fault> {
        Ok(())
    }

    fn row(&mut self, _: u64, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault> {
        let standing = match added {
            Some([status, outcome, rung]) => {
                Standing { status: status.to_string(), outcome: outcome.to_string(), rung: rung.to_string() }
            }
            _ => Standing::default(),
        };
        self.rows.add(standing);
        let name = cells.iter().map(Cell::text).find(|text| !text.trim().is_empty());
        self.names.push(name.unwrap_or_default().into_owned());
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Fault> {
        Ok(())
    }
}
