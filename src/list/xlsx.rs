//! Spreadsheets in: the cells of one sheet, row by row, within bounds whatever the file says of itself.

mod bounds;
mod edit;
mod guard;
mod hidden;
mod merged;
mod parts;
mod range;
mod rewrite;
mod spool;
mod styles;
mod tables;
mod template;
mod units;
mod with_attribute;

use crate::bilingual;
use crate::list::cell::{Cell, DateTimeKind, Sink};
use crate::list::columns::{BELOW, Columns};
use crate::list::job::{Fault, Job};
use crate::list::summary::Summary;
use crate::list::table::Table;
use crate::list::table::sheet::SheetWriter;
use crate::model::finding::did_you_mean;
use crate::output::format::package_parts::PackageInput;
use crate::text::language::Bilingual;
use bounds::Found;
use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Reader, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use edit::Editor;
use guard::{guarded, unreadable};
use merged::Merged;
pub use spool::Scratch;
use std::collections::HashMap;
use std::io::{Read, Seek, Write};
use std::path::Path;
pub use template::template;
use units::Units;

/// So many cells are read together.
const TOGETHER: usize = 4096;
/// What a sheet can hold.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// The sheet of the wanted name; without one the first that is visible, for what is hidden was not meant to be read.
fn chosen<'n>(names: &'n [String], visible: usize, wanted: Option<&str>) -> Result<&'n String, Bilingual> {
    match wanted {
        None => names.get(visible).ok_or_else(|| bilingual!("er is geen werkblad", "there is no sheet")),
        Some(wanted) => names.iter().find(|name| name.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
            let list = names.join(", ");
            let hint = did_you_mean(wanted, names.iter().map(String::as_str))
                .unwrap_or_else(|| bilingual!("kies uit: {list}", "choose from: {list}", list = &list));
            let (nl, en) = (hint.dutch, hint.english);
            bilingual!("er is geen werkblad `{wanted}`; {nl}", "there is no sheet `{wanted}`; {en}")
        }),
    }
}

/// Writes answered rows as a workbook with one sheet, at the end. Until then they are kept in a temporary file in a folder.
pub fn writer<'a>(out: &'a mut dyn Write, job: &Job<'_>, folder: &Path) -> Result<Box<dyn Sink + 'a>, Fault> {
    Ok(Box::new(SheetWriter::new(out, job, folder)?))
}

/// Answers a sheet, the first where none is named, into another list.
pub fn convert<'s>(job: &'s Job<'_>, input: impl Read + Seek, sink: &'s mut (dyn Sink + 's)) -> Result<Summary, Fault> {
    let mut book = Book::open(job, Box::new(input))?;
    answer(job, &mut book, sink, false)
}

/// Answers a sheet in its own workbook, of which all else stays as it is. `again` reads the same workbook once more.
pub fn edit(
    job: &Job<'_>,
    input: impl Read + Seek,
    again: impl Read + Seek,
    scratch: &mut dyn Scratch,
    out: &mut dyn Write,
) -> Result<Summary, Fault> {
    let mut book = Book::open(job, Box::new(input))?;
    let mut editor = Editor::new(Box::new(again), &book.name, scratch, out)?;
    answer(job, &mut book, &mut editor, true)
}

/// A workbook within its bounds, with the sheet that is read.
struct Book<'r> {
    book: Xlsx<PackageInput<'r>>,
    name: String,
    /// The names of the other sheets.
    other: String,
    /// Whether any part merges cells.
    merges: bool,
    /// The rows of the sheet that are hidden, rising.
    hidden: Vec<u64>,
}

impl<'r> Book<'r> {
    fn open(job: &Job<'_>, mut input: PackageInput<'r>) -> Result<Book<'r>, Fault> {
        let Found { merges, hides } = bounds::check(Box::new(&mut input))?;
        // What is wrong with the file its reader says.
        let mut hidden = if hides { hidden::rows(Box::new(&mut input)).unwrap_or_default() } else { HashMap::new() };
        input.rewind().map_err(Fault::Read)?;
        let book: Xlsx<PackageInput<'_>> = guarded(|| Xlsx::new(input))?.map_err(|fault| unreadable(&fault))?;
        let names = book.sheet_names();
        let visible = book.sheets_metadata().iter().position(|sheet| sheet.visible == SheetVisible::Visible);
        let name = chosen(&names, visible.unwrap_or_default(), job.input.sheet.as_deref())?.clone();
        let other: Vec<&str> = names.iter().filter(|it| **it != name).map(String::as_str).collect();
        let hidden = hidden.remove(&name).unwrap_or_default();
        Ok(Book { other: other.join(", "), book, name, merges, hidden })
    }
}

/// Answers the sheet of a workbook; `kept`: what stands above the head stays.
fn answer<'s>(
    job: &'s Job<'_>,
    Book { book, name, other, merges, hidden }: &mut Book<'_>,
    sink: &'s mut (dyn Sink + 's),
    kept: bool,
) -> Result<Summary, Fault> {
    // They stand behind all rows: the sheet is read once more, and only where there are any.
    let merged = if *merges { guarded(|| book.merge_cells_by_sheet_name(name))? } else { Ok(Vec::new()) };
    let mut merged = Merged::of(merged.map_err(|fault| unreadable(&fault))?);
    let units = Units::of(book, name)?;
    let reader = guarded(|| book.worksheet_cells_reader(name))?;
    let mut reader = reader.map_err(|fault| unreadable(&fault))?;
    let mut sheet = SheetRows { job, table: None, sink: Some(sink), kept, fault: None, below: 0, hidden, unseen: 0 };
    let mut row = SheetRow::default();
    loop {
        // So many cells at a time: being on guard has a price.
        let cells = guarded(|| some(&mut reader))?.map_err(|fault| unreadable(&fault))?;
        let ended = cells.len() < TOGETHER;
        for (at, column, cell) in cells {
            if at != row.at && !row.cells.is_empty() {
                merged.fill(row.at, &mut row.cells)?;
                sheet.row(u64::from(row.at) + 1, std::mem::take(&mut row.cells))?;
            }
            row.take(at, column, units.with(at, column, cell))?;
        }
        if ended {
            break;
        }
    }
    if !row.cells.is_empty() {
        merged.fill(row.at, &mut row.cells)?;
        sheet.row(u64::from(row.at) + 1, row.cells)?;
    }
    match (sheet.table, sheet.fault) {
        (Some(mut table), _) => {
            remarks(name, other, sheet.unseen, merged.used).into_iter().for_each(|remark| table.remark(remark));
            table.finish()
        }
        (None, Some(Fault::List(fault))) if !other.is_empty() => Err(bilingual!(
            "{nl}; dit is werkblad `{name}`, kies met --sheet een ander: {other}",
            "{en}; this is sheet `{name}`, choose another with --sheet: {other}",
            nl = &fault.dutch,
            en = &fault.english
        )
        .into()),
        (None, Some(fault)) => Err(fault),
        (None, None) if !other.is_empty() => Err(bilingual!(
            "werkblad `{name}` is leeg: er is geen kopregel; kies met --sheet een ander: {other}",
            "sheet `{name}` is empty: there is no head; choose another with --sheet: {other}"
        )
        .into()),
        (None, None) => {
            Err(bilingual!("de lijst is leeg: er is geen kopregel", "the list is empty: there is no head").into())
        }
    }
}

/// What is said of a sheet: what was not read, what was though nobody sees it, and what counts for more rows.
fn remarks(name: &str, other: &str, unseen: u64, merged: bool) -> Vec<Bilingual> {
    let said = [
        (unseen > 0).then(|| {
            bilingual!(
                "rijen die in het werkblad verborgen zijn of weggefilterd, tellen mee: {unseen}",
                "rows that are hidden or filtered out in the sheet count as well: {unseen}"
            )
        }),
        (!other.is_empty()).then(|| {
            bilingual!(
                "dit is werkblad `{name}`; andere zijn niet gelezen: {other}",
                "this is sheet `{name}`; others were not read: {other}"
            )
        }),
        merged.then(|| {
            bilingual!(
                "er zijn samengevoegde cellen: wat erin staat, telt voor elke rij die ze beslaan",
                "there are merged cells: what is in them counts for every row that they cover"
            )
        }),
    ];
    said.into_iter().flatten().collect()
}

/// The next cells with their places, fewer than asked for at the end.
fn some(reader: &mut XlsxCellReader<'_, PackageInput<'_>>) -> Result<Vec<(u32, u32, Cell)>, XlsxError> {
    let mut cells = Vec::with_capacity(TOGETHER);
    while cells.len() < TOGETHER
        && let Some(cell) = reader.next_cell_with_formula_metadata()?
    {
        let (row, column) = cell.pos;
        let value = match value(&cell.value) {
            Cell::Empty if cell.formula.is_some() => Cell::Uncalculated,
            value => value,
        };
        cells.push((row, column, value));
    }
    Ok(cells)
}

/// The row at hand. Rows come in the order of their numbers, each once; cells of one row in any order.
#[derive(Default)]
struct SheetRow {
    at: u32,
    cells: Vec<Cell>,
}

impl SheetRow {
    fn take(&mut self, at: u32, column: u32, cell: Cell) -> Result<(), Bilingual> {
        let (row, place) = (u64::from(at) + 1, u64::from(column) + 1);
        if at >= ROWS || column >= COLUMNS {
            return Err(bilingual!(
                "rij {row}, kolom {place}: een werkblad heeft hoogstens 1.048.576 rijen en 16.384 kolommen; bewaar het opnieuw als .xlsx",
                "row {row}, column {place}: a sheet has at most 1,048,576 rows and 16,384 columns; save it again as .xlsx"
            ));
        }
        if at < self.at {
            return Err(bilingual!(
                "rij {row} staat in het bestand na een latere rij; open het werkblad en bewaar het opnieuw als .xlsx",
                "row {row} comes after a later row in the file; open the workbook and save it again as .xlsx"
            ));
        }
        self.at = at;
        let column = column as usize;
        self.cells.resize(self.cells.len().max(column + 1), Cell::Empty);
        if self.cells[column] != Cell::Empty {
            return Err(bilingual!(
                "rij {row}, kolom {place}: deze cel staat twee keer in het bestand; open het werkblad en bewaar het opnieuw als .xlsx",
                "row {row}, column {place}: this cell is in the file twice; open the workbook and save it again as .xlsx"
            ));
        }
        self.cells[column] = cell;
        Ok(())
    }
}

/// The rows of a sheet: the head first, then those that are answered.
struct SheetRows<'t, 's> {
    job: &'s Job<'t>,
    table: Option<Table<'t, 's>>,
    sink: Option<&'s mut (dyn Sink + 's)>,
    /// What stands above the head stays.
    kept: bool,
    /// Why the first row is no head; then it is looked for below.
    fault: Option<Fault>,
    below: usize,
    /// The rows that are hidden, and how many of them were read.
    hidden: &'s [u64],
    unseen: u64,
}

impl SheetRows<'_, '_> {
    fn row(&mut self, line: u64, cells: Vec<Cell>) -> Result<(), Fault> {
        if let Some(table) = &mut self.table {
            let is_hidden = self.hidden.binary_search(&line).is_ok() && !cells.iter().all(Cell::is_blank);
            self.unseen += u64::from(is_hidden);
            return table.row(line, cells, None);
        }
        if self.job.input.head.is_some_and(|head| line < head) || cells.iter().all(Cell::is_blank) {
            return Ok(());
        }
        let names = cells.iter().map(|cell| cell.text().into_owned()).collect();
        if let Some(sink) = self.sink.take() {
            match Table::new(self.job, line, names, sink) {
                Ok(mut table) => {
                    table.with_notes(self.kept);
                    if line > 1 && self.job.input.head.is_some() && !self.kept {
                        table.remark(bilingual!(
                            "wat boven regel {line} staat, gaat niet mee",
                            "what is above line {line} does not go along"
                        ));
                    }
                    self.table = Some(table);
                }
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
            let number = in_1900(moment);
            let (day, clock) = (format!("{year:04}-{month:02}-{day:02}"), format!("{hour:02}:{minute:02}:{second:02}"));
            match DateTimeKind::of(number, moment.is_duration()) {
                DateTimeKind::Day => Cell::Moment(number, DateTimeKind::Day, day),
                DateTimeKind::Both => Cell::Moment(number, DateTimeKind::Both, format!("{day} {clock}")),
                DateTimeKind::Clock => Cell::Moment(number, DateTimeKind::Clock, clock),
                DateTimeKind::Duration => {
                    let seconds = (number * 86_400.0).round() as i64;
                    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
                    Cell::Moment(number, DateTimeKind::Duration, format!("{hours}:{minutes:02}:{seconds:02}"))
                }
            }
        }
    }
}

/// A moment as the usual calendar of spreadsheets counts it, in days from 1900. A workbook may count from 1904.
fn in_1900(moment: &ExcelDateTime) -> f64 {
    let number = moment.as_f64();
    let same = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, false);
    let is_1900 = moment.is_duration() || same.to_ymd_hms_milli() == moment.to_ymd_hms_milli();
    if is_1900 { number } else { number + 1462.0 }
}
