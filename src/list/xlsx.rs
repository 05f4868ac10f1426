//! Spreadsheets in: the cells of one sheet, row by row.

use super::table::{Cell, Sink, Table};
use super::{Fault, Job, Progress, Summary};
use crate::finding::did_you_mean;
use crate::language::Said;
use crate::said;
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use std::io::{Read, Seek};

fn unreadable(fault: &XlsxError) -> Said {
    let fault = fault.to_string();
    said!("dit werkblad is niet te lezen: {fault}", "this spreadsheet cannot be read: {fault}")
}

/// Answers a sheet, the first where none is named, into another list.
pub fn convert<'s>(
    job: &'s Job<'_>,
    wanted: Option<&str>,
    input: impl Read + Seek,
    sink: &'s mut (dyn Sink + 's),
    progress: Progress<'_>,
) -> Result<Summary, Fault> {
    let mut book: Xlsx<_> = Xlsx::new(input).map_err(|fault| unreadable(&fault))?;
    let names = book.sheet_names();
    let name = match wanted {
        None => names.first().ok_or_else(|| said!("er is geen werkblad", "there is no sheet"))?,
        Some(wanted) => names.iter().find(|name| name.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
            let list = names.join(", ");
            let hint = did_you_mean(wanted, names.iter().map(String::as_str))
                .unwrap_or_else(|| said!("kies uit: {list}", "choose from: {list}", list = &list));
            let (nl, en) = (hint.dutch, hint.english);
            said!("er is geen werkblad `{wanted}`; {nl}", "there is no sheet `{wanted}`; {en}")
        })?,
    };
    let mut reader = book.worksheet_cells_reader(name).map_err(|fault| unreadable(&fault))?;
    let mut table = None;
    let mut sink = Some(sink);
    let (mut at, mut cells) = (0_u32, Vec::new());
    loop {
        let next = reader.next_cell().map_err(|fault| unreadable(&fault))?;
        let place = next.as_ref().map(calamine::Cell::get_position);
        if place.is_none_or(|(row, _)| row != at) && !cells.is_empty() {
            row(job, &mut table, &mut sink, u64::from(at) + 1, std::mem::take(&mut cells))?;
        }
        let (Some(cell), Some((row, column))) = (next, place) else { break };
        at = row;
        cells.resize(cells.len().max(column as usize), Cell::Empty);
        cells.push(value(cell.get_value()));
        progress(u64::from(row));
    }
    match table {
        Some(table) => table.finish(),
        None => Err(said!("de lijst is leeg: er is geen kopregel", "the list is empty: there is no head").into()),
    }
}

/// The head first, then the rows.
fn row<'t, 's>(
    job: &'s Job<'t>,
    table: &mut Option<Table<'t, 's>>,
    sink: &mut Option<&'s mut (dyn Sink + 's)>,
    line: u64,
    cells: Vec<Cell>,
) -> Result<(), Fault> {
    if let Some(table) = table {
        return table.row(line, cells, false);
    }
    if let Some(sink) = sink.take() {
        let names = cells.iter().map(|cell| cell.text().into_owned()).collect();
        *table = Some(Table::new(job, names, sink)?);
    }
    Ok(())
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
            let day = format!("{year:04}-{month:02}-{day:02}");
            let whole = moment.as_f64().fract() == 0.0;
            Cell::Moment(moment.as_f64(), if whole { day } else { format!("{day} {hour:02}:{minute:02}:{second:02}") })
        }
    }
}
