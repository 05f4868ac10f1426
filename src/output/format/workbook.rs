//! A document as a workbook: a sheet for every section, tables as cells, numbers as numbers, bars as charts.

use crate::output::document::{BarChart, Block, Document, Section};
use crate::text::sanitize::line;
use rust_xlsxwriter::{Chart, ChartType, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io;

/// The longest name of a sheet, and what may not be in it.
const NAME: usize = 31;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// The most letters that a cell can hold.
const LETTERS: usize = 32_767;
/// Widths of columns, in letters.
const NARROW: usize = 8;
const WIDE: usize = 60;

/// Writes a workbook.
pub(super) fn workbook(document: &Document) -> io::Result<Vec<u8>> {
    write(document).map_err(|fault| match fault {
        XlsxError::IoError(fault) => fault,
        other => io::Error::other(other),
    })
}

fn write(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A workbook holds a day on which it was made; always the same, so that the same content gives the same bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(line(&document.title)).set_creation_datetime(&day));
    let mut names: Vec<String> = Vec::new();
    for section in document.sections.iter().chain(&document.appendix) {
        let name = sheet_name(&section.title, &names);
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?;
        names.push(name);
        SectionSheet { sheet, row: 0, pending: None }.write(section)?;
    }
    book.save_to_buffer()
}

/// A name that no other sheet has.
fn sheet_name(title: &str, others: &[String]) -> String {
    let kept: String = line(title).chars().map(|it| if NOT_IN_NAMES.contains(&it) { ' ' } else { it }).collect();
    let kept = kept.trim().trim_matches('\'');
    let cut = |room: usize| kept.chars().take(room).collect::<String>().trim().to_owned();
    let taken = |name: &str| name.is_empty() || others.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let mut name = cut(NAME);
    let mut number = 2;
    while taken(&name) {
        let end = format!(" {number}");
        name = format!("{}{end}", cut(NAME - end.len()));
        number += 1;
    }
    name
}

/// A sheet that is filled from the top.
struct SectionSheet<'b> {
    sheet: &'b mut Worksheet,
    row: u32,
    /// A chart that waits for its table.
    pending: Option<BarChart>,
}

impl SectionSheet<'_> {
    fn write(mut self, section: &Section) -> Result<(), XlsxError> {
        self.sheet.set_landscape().set_print_fit_to_pages(1, 0);
        self.line(&section.title, true)?;
        for block in &section.blocks {
            self.row += 1;
            match block {
                Block::Strong(text) => self.line(text, true)?,
                Block::Text(text) | Block::Blank(text) => text.lines().try_for_each(|text| self.line(text, false))?,
                Block::List(points) | Block::Numbered(points) | Block::Boxes(points) => {
                    points.iter().try_for_each(|point| self.line(point, false))?
                }
                Block::Table { head, rows } | Block::Ranking { head, rows } => self.table(head, rows)?,
                Block::Chart(chart) => self.pending = Some(chart.clone()),
                Block::Timeline(_) => {}
            }
        }
        Ok(())
    }

    fn cell(&mut self, column: usize, text: &str, bold: bool) -> Result<(), XlsxError> {
        let text: String = line(text).chars().take(LETTERS).collect();
        let format = if bold { Format::new().set_bold() } else { Format::new() };
        self.sheet.write_string_with_format(self.row, column as u16, text, &format)?;
        Ok(())
    }

    fn line(&mut self, text: &str, bold: bool) -> Result<(), XlsxError> {
        self.cell(0, text, bold)?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, head: &[String], rows: &[Vec<String>]) -> Result<(), XlsxError> {
        let first = self.row + 1;
        for (column, name) in head.iter().enumerate() {
            self.cell(column, name, true)?;
            let longest =
                rows.iter().filter_map(|row| row.get(column)).chain([name]).map(|it| it.chars().count()).max();
            let width = longest.unwrap_or(NARROW).clamp(NARROW, WIDE);
            self.sheet.set_column_width(column as u16, width as f64)?;
        }
        // A column of whole numbers is one of numbers; the first one holds names, though a name may be a year.
        let number = |text: &str| text.parse::<i32>().ok().filter(|it| it.to_string() == text);
        let of_numbers = |column: usize| column > 0 && rows.iter().all(|row| number(&row[column]).is_some());
        let numbers: Vec<bool> = (0..head.len()).map(of_numbers).collect();
        for row in rows {
            self.row += 1;
            for (column, text) in row.iter().enumerate() {
                match number(text).filter(|_| numbers[column]) {
                    Some(number) => self.sheet.write_number(self.row, column as u16, number).map(|_| ())?,
                    None => self.cell(column, text, false)?,
                }
            }
        }
        let last = self.row;
        self.row += 1;
        match self.pending.take() {
            Some(chart) if last >= first => self.chart(&chart, (first, last), head.len()),
            _ => Ok(()),
        }
    }

    /// A chart beside its table, which holds the series from its second column on.
    fn chart(&mut self, drawn: &BarChart, (first, last): (u32, u32), columns: usize) -> Result<(), XlsxError> {
        let name = self.sheet.name();
        let mut chart = Chart::new(ChartType::Bar);
        for (number, series) in drawn.series.iter().enumerate() {
            let column = number as u16 + 1;
            chart
                .add_series()
                .set_name(line(series).as_str())
                .set_categories((name.as_str(), first, 0, last, 0))
                .set_values((name.as_str(), first, column, last, column));
        }
        chart.title().set_name(line(&drawn.title).as_str());
        // The first row of the table stands on top, as in the table.
        chart.y_axis().set_reverse();
        if drawn.series.len() == 1 {
            chart.legend().set_hidden();
        }
        chart.set_alt_text(line(&drawn.title));
        self.sheet.insert_chart(first, columns as u16 + 1, &chart)?;
        Ok(())
    }
}
