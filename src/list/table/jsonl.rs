//! Answered lists as JSON Lines.

use crate::list::cell::{Cell, Head, Sink};
use crate::list::field::Field;
use crate::list::job::Fault;
use crate::list::json_cell;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::io::Write;

/// Writes one object a line.
pub struct JsonLinesWriter<'a> {
    out: &'a mut dyn Write,
    own: Vec<String>,
    added: Vec<(Field, String)>,
}

impl<'a> JsonLinesWriter<'a> {
    /// Writes here.
    pub fn new(out: &'a mut dyn Write) -> JsonLinesWriter<'a> {
        JsonLinesWriter { out, own: Vec::new(), added: Vec::new() }
    }
}

impl Sink for JsonLinesWriter<'_> {
    fn head(&mut self, head: &Head) -> Result<(), Fault> {
        // A name that stands there twice would lose a cell.
        let mut names: Vec<String> = Vec::new();
        for (column, name) in head.own.iter().enumerate() {
            let plain = if name.is_empty() { format!("column_{}", column + 1) } else { name.clone() };
            let name = if names.contains(&plain) { format!("{plain}_{}", column + 1) } else { plain };
            names.push(name);
        }
        (self.own, self.added) = (names, head.added.clone());
        Ok(())
    }

    fn row(&mut self, _: u64, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault> {
        let mut object = Map::new();
        for (column, cell) in cells.iter().enumerate() {
            let name = self.own.get(column).cloned().unwrap_or_else(|| format!("column_{}", column + 1));
            object.insert(name, value(cell));
        }
        for ((field, name), cell) in self.added.iter().zip(added.unwrap_or_default()) {
            object.insert(name.clone(), json_cell::added(*field, cell));
        }
        writeln!(self.out, "{}", Value::Object(object)).map_err(Fault::Write)
    }

    fn finish(&mut self) -> Result<(), Fault> {
        self.out.flush().map_err(Fault::Write)
    }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty | Cell::Uncalculated => Value::Null,
        Cell::Bool(value) => Value::from(*value),
        // A whole number is written without a point.
        Cell::Number(number) | Cell::Measured(number, _) if number.fract() == 0.0 && number.abs() < 9e15 => {
            Value::from(*number as i64)
        }
        Cell::Number(number) | Cell::Measured(number, _) => Value::from(*number),
        Cell::Nested(value) => value.clone(),
        Cell::Text(text) | Cell::Moment(_, _, text) => Value::from(text.as_str()),
    }
}
