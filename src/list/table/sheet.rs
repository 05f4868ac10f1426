//! Answered lists as a spreadsheet: typed cells, the head frozen, a filter on.

use crate::bilingual;
use crate::list::attention::{ATTENTION, formula};
use crate::list::caught::caught;
use crate::list::cell::{Cell, Head, Sink};
use crate::list::field::Field;
use crate::list::job::{Fault, Job};
use crate::text::language::Bilingual;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError,
};
use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The most rows and columns that a sheet can hold.
const ROWS: u32 = 1_048_576;
pub(crate) const COLUMNS: usize = 16_384;
/// The most letters that a cell can hold.
pub(crate) const LETTERS: usize = 32_767;

/// Writes a workbook with one sheet, at the end.
pub struct SheetWriter<'a> {
    out: &'a mut dyn Write,
    book: Workbook,
    sheet: Worksheet,
    /// Where rows are kept until the end.
    folder: PathBuf,
    row: u32,
    columns: usize,
    /// The place of the status.
    status: Option<usize>,
}

/// A workbook that is the same for the same list: it was made on this day (`2026-11-22`), and not now.
pub(crate) fn workbook(date: &str) -> Workbook {
    let mut book = Workbook::new();
    let mut parts = date.split('-').map(|part| part.parse::<u16>().unwrap_or(1));
    let mut part = || parts.next().unwrap_or(1);
    let (year, month, day) = (part(), part(), part());
    let properties = DocProperties::new();
    let properties = match ExcelDateTime::from_ymd(year, month as u8, day as u8) {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    };
    book.set_properties(&properties);
    book
}

/// What is said where something does not fit in a cell.
pub(crate) fn too_much(row: u64, place: u64) -> Bilingual {
    bilingual!(
        "rij {row}, kolom {place}: dit past niet in een werkblad (te veel kolommen, of meer dan 32.767 letters); kies --out met .csv",
        "row {row}, column {place}: this does not fit in a sheet (too many columns, or over 32,767 letters); choose --out with .csv"
    )
}

/// A fault of the writer as one of writing.
pub(crate) fn fault(fault: XlsxError) -> Fault {
    match fault {
        XlsxError::IoError(fault) => Fault::Write(fault),
        XlsxError::TempFileError(folder, fault) => Fault::Scratch(folder, fault),
        _ => Fault::List(bilingual!(
            "dit past niet in een werkblad; kies --out met .csv",
            "this does not fit in a sheet; choose --out with .csv"
        )),
    }
}

impl<'a> SheetWriter<'a> {
    /// Writes here what a job gives, as if on its day; until the end rows are kept in a folder.
    pub fn new(out: &'a mut dyn Write, job: &Job<'_>, folder: &Path) -> Result<SheetWriter<'a>, Fault> {
        let mut book = workbook(&job.date);
        book.set_tempdir(folder).map_err(fault)?;
        // Rows go to a temporary file as they come, so that a long list takes no more memory than a short one.
        let mut sheet = book.new_worksheet_with_constant_memory().map_err(fault)?;
        sheet.set_name(job.language.pick("Projecten", "Projects")).map_err(fault)?;
        Ok(SheetWriter { out, book, sheet, folder: folder.to_owned(), row: 0, columns: 0, status: None })
    }

    fn text(&mut self, column: usize, text: &str, format: Option<&Format>) -> Result<(), Fault> {
        let (row, place) = (self.row + 1, column + 1);
        if column >= COLUMNS || text.chars().nth(LETTERS).is_some() {
            return Err(too_much(u64::from(row), place as u64).into());
        }
        let plain = Format::default();
        self.sheet.write_string_with_format(self.row, column as u16, text, format.unwrap_or(&plain)).map_err(fault)?;
        Ok(())
    }

    fn next(&mut self) -> Result<(), Fault> {
        self.row += 1;
        if self.row < ROWS {
            return Ok(());
        }
        Err(bilingual!(
            "een werkblad heeft niet meer dan 1.048.576 rijen; kies --out met .csv",
            "a sheet has no more than 1,048,576 rows; choose --out with .csv"
        )
        .into())
    }

    /// Runs what writes rows. The library panics where the temporary file takes no more.
    fn guarded(&mut self, write: impl FnOnce(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        match caught(|| write(self)) {
            Ok(done) => done,
            Err(said) => Err(match of_system(&said) {
                Some(fault) => Fault::Scratch(self.folder.clone(), fault),
                None => Fault::Write(io::Error::other(said)),
            }),
        }
    }

    fn write_head(&mut self, head: &Head) -> Result<(), Fault> {
        let bold = Format::new().set_bold().set_text_wrap();
        self.columns = head.names().count();
        let status = head.added.iter().position(|(field, _)| *field == Field::Status);
        self.status = status.map(|at| head.own.len() + at);
        self.sheet.set_freeze_panes(1, head.name() as u16 + 1).map_err(fault)?;
        let own = head.own.iter().map(|name| name.chars().count().clamp(12, 30) as f64);
        let widths = own.chain(head.added.iter().map(|(field, _)| field.width()));
        for (column, (name, width)) in head.names().zip(widths).enumerate() {
            if column < COLUMNS {
                self.sheet.set_column_width(column as u16, width).map_err(fault)?;
            }
            self.text(column, name, Some(&bold))?;
        }
        self.next()
    }

    fn write_row(&mut self, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault> {
        for (column, cell) in cells.iter().enumerate() {
            let (row, at) = (self.row, column.min(COLUMNS - 1) as u16);
            match cell {
                Cell::Empty | Cell::Uncalculated => {}
                Cell::Number(number) | Cell::Measured(number, _) => {
                    self.sheet.write_number(row, at, *number).map_err(fault)?;
                }
                Cell::Bool(value) => {
                    self.sheet.write_boolean(row, at, *value).map_err(fault)?;
                }
                Cell::Moment(number, moment, _) => {
                    let shown = Format::new().set_num_format(moment.format());
                    self.sheet.write_number_with_format(row, at, *number, &shown).map_err(fault)?;
                }
                Cell::Text(_) | Cell::Nested(_) => self.text(column, &cell.text(), None)?,
            }
        }
        for (place, cell) in added.unwrap_or_default().iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            self.text(cells.len() + place, cell, None)?;
        }
        self.next()
    }

    fn write_book(&mut self) -> Result<(), Fault> {
        let last = self.columns.clamp(1, COLUMNS) as u16 - 1;
        self.sheet.autofilter(0, 0, self.row - 1, last).map_err(fault)?;
        if let Some(status) = self.status.filter(|_| self.row > 1) {
            for (word, colour) in ATTENTION {
                let colour = u32::from_str_radix(&colour[2..], 16).unwrap_or_default();
                let shown = ConditionalFormatFormula::new()
                    .set_rule(formula(status, 2, word).as_str())
                    .set_format(Format::new().set_background_color(Color::RGB(colour)));
                self.sheet.add_conditional_format(1, 0, self.row - 1, last, &shown).map_err(fault)?;
            }
        }
        self.book.push_worksheet(std::mem::replace(&mut self.sheet, Worksheet::new()));
        let bytes = self.book.save_to_buffer().map_err(fault)?;
        self.out.write_all(&bytes).and_then(|()| self.out.flush()).map_err(Fault::Write)
    }
}

impl Sink for SheetWriter<'_> {
    fn head(&mut self, head: &Head) -> Result<(), Fault> {
        self.guarded(|it| it.write_head(head))
    }

    fn row(&mut self, _: u64, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault> {
        self.guarded(|it| it.write_row(cells, added))
    }

    fn finish(&mut self) -> Result<(), Fault> {
        self.guarded(Self::write_book)
    }
}

/// The fault of the system that the library panicked with, which it shows as `Os { code: 28, … }`.
fn of_system(said: &str) -> Option<io::Error> {
    let (_, rest) = said.split_once("Os { code: ")?;
    let code = rest.split(',').next()?.parse().ok()?;
    Some(io::Error::from_raw_os_error(code))
}
