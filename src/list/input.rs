//! How a list is read, where somebody says so.

/// How letters are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// UTF-8 where a cell is UTF-8, else Windows-1252.
    #[default]
    Either,
    /// UTF-8.
    Utf8,
    /// Windows-1252.
    Windows,
}

/// How a list is read, where that is not to be found out.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What stands between the cells of a CSV file.
    pub delimiter: Option<u8>,
    /// How its letters are written.
    pub letters: Letters,
    /// The line of the head, from 1.
    pub head: Option<u64>,
}
