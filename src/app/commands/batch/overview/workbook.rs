//! The overview as a workbook: a sheet per table, and what is advised as a chart.

use super::tables::{Table, Value};
use crate::bilingual;
use crate::list::Job;
use crate::list::table::sheet::workbook;
use anyhow::Result;
use rust_xlsxwriter::{Chart, ChartLegendPosition, ChartType, Format, Worksheet};

/// Writes the tables; the first gets a chart. `about` says what was counted, and with what.
pub(super) fn write(job: &Job<'_>, tables: &[Table], about: &[String]) -> Result<Vec<u8>> {
    let mut book = workbook(&job.date);
    for (number, table) in tables.iter().enumerate() {
        let sheet = book.add_worksheet();
        let name = name(&table.title, number);
        sheet.set_name(&name)?;
        let mut row = 0;
        if number == 0 {
            for line in about {
                sheet.write_string(row, 0, line)?;
                row += 1;
            }
            row += 1;
        }
        let first = row;
        row = fill(sheet, table, first)?;
        if let Some(note) = &table.note {
            sheet.write_string(row + 1, 0, note)?;
        }
        if number == 0 {
            chart(job, sheet, &name, table, (first, row))?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The name of a sheet: without what may not stand in one, and told apart where it is cut off.
fn name(title: &str, number: usize) -> String {
    let may = |letter: &char| !"[]:*?/\\'".contains(*letter) && !letter.is_control();
    let short: String = title.chars().filter(may).take(27).collect();
    if number == 0 { short } else { format!("{number} {short}") }
}

/// Writes a table from a row on; gives the row below it.
fn fill(sheet: &mut Worksheet, table: &Table, first: u32) -> Result<u32> {
    let (bold, share) = (Format::new().set_bold().set_text_wrap(), Format::new().set_num_format("0.0%"));
    for (column, name) in table.head.iter().enumerate() {
        sheet.set_column_width(column as u16, if column == 0 { 44.0 } else { 16.0 })?;
        sheet.write_string_with_format(first, column as u16, name, &bold)?;
    }
    for (at, cells) in table.rows.iter().enumerate() {
        let row = first + 1 + at as u32;
        for (column, cell) in cells.iter().enumerate() {
            let column = column as u16;
            match cell {
                Value::Text(text) => sheet.write_string(row, column, text)?,
                Value::Count(count) => sheet.write_number(row, column, *count as f64)?,
                Value::Share(part) => sheet.write_number_with_format(row, column, *part as f64 / 1000.0, &share)?,
            };
        }
    }
    Ok(first + 1 + table.rows.len() as u32)
}

/// How many projects each advice has, and beside that each choice.
fn chart(job: &Job<'_>, sheet: &mut Worksheet, name: &str, table: &Table, (first, end): (u32, u32)) -> Result<()> {
    if end <= first + 1 {
        return Ok(());
    }
    let mut chart = Chart::new(ChartType::Bar);
    let chosen = table.head.len() > 3;
    for column in if chosen { &[1, 3][..] } else { &[1] } {
        let series = chart.add_series();
        series.set_categories((name, first + 1, 0, end - 1, 0)).set_values((
            name,
            first + 1,
            *column,
            end - 1,
            *column,
        ));
        series.set_name((name, first, *column));
    }
    let title = bilingual!("Wat het advies is", "What is advised");
    chart.title().set_name(title.to(job.language));
    // The first row stands at the top, as in the table.
    chart.y_axis().set_reverse();
    match chosen {
        true => chart.legend().set_position(ChartLegendPosition::Bottom),
        false => chart.legend().set_hidden(),
    };
    chart.set_width(720).set_height(120 + 26 * (end - first));
    sheet.insert_chart(end + 3, 0, &chart)?;
    Ok(())
}
