//! Spreadsheets in: the cells of one sheet, row by row.

use super::columns::{BELOW, Columns};
use super::table::{Cell, Moment, Sink, Table};
use super::{Fault, Job, Summary};
use crate::bilingual;
use crate::model::finding::did_you_mean;
use crate::text::language::Bilingual;
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use std::io::{Read, Seek};

fn unreadable(fault: &XlsxError) -> Bilingual {
    if matches!(fault, XlsxError::Zip(_)) {
        return bilingual!(
            "dit is geen werkblad; open het en bewaar het als .xlsx, of geef --from csv als het een CSV is",
            "this is no spreadsheet; open it and save it as .xlsx, or give --from csv if it is a CSV"
        );
    }
    let fault = fault.to_string();
    bilingual!("dit werkblad is niet te lezen: {fault}", "this spreadsheet cannot be read: {fault}")
}

/// Answers a sheet, the first where none is named, into another list.
pub fn convert<'s>(
    job: &'s Job<'_>,
    wanted: Option<&str>,
    input: impl Read + Seek,
    sink: &'s mut (dyn Sink + 's),
) -> Result<Summary, Fault> {
    let mut book: Xlsx<_> = Xlsx::new(input).map_err(|fault| unreadable(&fault))?;
    let names = book.sheet_names();
    let name = match wanted {
        None => names.first().ok_or_else(|| bilingual!("er is geen werkblad", "there is no sheet"))?,
        Some(wanted) => names.iter().find(|name| name.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
            let list = names.join(", ");
            let hint = did_you_mean(wanted, names.iter().map(String::as_str))
                .unwrap_or_else(|| bilingual!("kies uit: {list}", "choose from: {list}", list = &list));
            let (nl, en) = (hint.dutch, hint.english);
            bilingual!("er is geen werkblad `{wanted}`; {nl}", "there is no sheet `{wanted}`; {en}")
        })?,
    };
    let other: Vec<&str> = names.iter().filter(|it| *it != name).map(String::as_str).collect();
    let other = other.join(", ");
    let mut reader = book.worksheet_cells_reader(name).map_err(|fault| unreadable(&fault))?;
    let mut sheet = Rows { job, table: None, sink: Some(sink), fault: None, below: 0 };
    let (mut at, mut cells) = (0_u32, Vec::new());
    loop {
        let next = reader.next_cell().map_err(|fault| unreadable(&fault))?;
        let place = next.as_ref().map(calamine::Cell::get_position);
        if place.is_none_or(|(row, _)| row != at) && !cells.is_empty() {
            sheet.row(u64::from(at) + 1, std::mem::take(&mut cells))?;
        }
        let (Some(cell), Some((row, column))) = (next, place) else { break };
        at = row;
        cells.resize(cells.len().max(column as usize), Cell::Empty);
        cells.push(value(cell.get_value()));
    }
    match (sheet.table, sheet.fault) {
        (Some(table), _) => table.finish(),
        (None, Some(Fault::List(fault))) if !other.is_empty() => Err(bilingual!(
            "{nl}; dit is werkblad `{name}`, kies met --sheet een ander: {other}",
            "{en}; this is sheet `{name}`, choose another with --sheet: {other}",
            nl = &fault.dutch,
            en = &fault.english
        )
        .into()),
        (None, Some(fault)) => Err(fault),
        (None, None) => {
            Err(bilingual!("de lijst is leeg: er is geen kopregel", "the list is empty: there is no head").into())
        }
    }
}

/// The rows of a sheet: the head first, then those that are answered.
struct Rows<'t, 's> {
    job: &'s Job<'t>,
    table: Option<Table<'t, 's>>,
    sink: Option<&'s mut (dyn Sink + 's)>,
    /// Why the first row is no head; then it is looked for below.
    fault: Option<Fault>,
    below: usize,
}

impl Rows<'_, '_> {
    fn row(&mut self, line: u64, cells: Vec<Cell>) -> Result<(), Fault> {
        if let Some(table) = &mut self.table {
            return table.row(line, cells, None);
        }
        let names = cells.iter().map(|cell| cell.text().into_owned()).collect();
        if let Some(sink) = self.sink.take() {
            match Table::new(self.job, names, sink) {
                Ok(table) => self.table = Some(table),
                Err(fault) => self.fault = Some(fault),
            }
        } else if self.below < BELOW {
            self.below += 1;
            if let Some(said) = Columns::below(self.job, line, names) {
                self.fault = Some(said.into());
                self.below = BELOW;
            }
        }
        Ok(())
    }
}

fn value(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Error(fault) => Cell::Text(fault.to_string()),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let number = moment.as_f64();
            let (day, clock) = (format!("{year:04}-{month:02}-{day:02}"), format!("{hour:02}:{minute:02}:{second:02}"));
            match Moment::of(number, moment.is_duration()) {
                Moment::Day => Cell::Moment(number, Moment::Day, day),
                Moment::Both => Cell::Moment(number, Moment::Both, format!("{day} {clock}")),
                Moment::Clock => Cell::Moment(number, Moment::Clock, clock),
                Moment::Duration => {
                    let seconds = (number * 86_400.0).round() as i64;
                    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
                    Cell::Moment(number, Moment::Duration, format!("{hours}:{minutes:02}:{seconds:02}"))
                }
            }
        }
    }
}
