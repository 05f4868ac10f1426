//! Places and ranges in a sheet, as a workbook writes them.

use rust_xlsxwriter::utility::column_number_to_name;

/// A place such as `B12` or `$B$12`: row from 1, column from 0.
pub(super) fn place(text: &str) -> Option<(u64, usize)> {
    let text = text.replace('$', "");
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = text.split_at(letters);
    let number = column.bytes().try_fold(0_usize, |number, letter| {
        Some(number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1).filter(|it| *it <= 1 << 20)
    })?;
    Some((row.parse().ok()?, number.checked_sub(1)?))
}

/// A range such as `A3:F99`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    /// The first and last row, from 1.
    pub(super) rows: (u64, u64),
    /// The first and last column, from 0.
    pub(super) columns: (usize, usize),
}

impl Range {
    /// Reads a range, with or without `$`.
    pub(super) fn read(text: &str) -> Option<Range> {
        let (start, end) = text.split_once(':').unwrap_or((text, text));
        let ((top, left), (bottom, right)) = (place(start)?, place(end)?);
        Some(Range { rows: (top, bottom), columns: (left, right) })
    }

    /// The range as text, with `mark` before every row and column.
    pub(super) fn text(self, mark: &str) -> String {
        let corner = |row: u64, column: usize| format!("{mark}{}{mark}{row}", column_number_to_name(column as u16));
        format!("{}:{}", corner(self.rows.0, self.columns.0), corner(self.rows.1, self.columns.1))
    }
}
