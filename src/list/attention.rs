//! How rows that need attention stand out in a sheet.

use crate::list::tally::Status;
use rust_xlsxwriter::utility::column_number_to_name;

/// What makes a rule for colours known again as ours. As a number it is nothing.
pub(super) const MARK: &str = "beslisboom";

/// The states that need attention, with the colour of their rows.
pub(super) const ATTENTION: [(&str, &str); 3] = [
    (Status::Invalid.word(), "FFF8CBAD"),
    (Status::Conflict.word(), "FFFFE0B2"),
    (Status::Undecided.word(), "FFFFF9C4"),
];

/// The formula that says whether a row has this status; `top` is the first row, from 1.
pub(super) fn formula(status: usize, top: u64, word: &str) -> String {
    let column = column_number_to_name(status as u16);
    format!("AND(${column}{top}=\"{word}\",N(\"{MARK}\")=0)")
}
