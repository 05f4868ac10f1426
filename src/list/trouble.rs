//! What can be wrong with the shape of a row.

use crate::bilingual;
use crate::text::language::Bilingual;

/// What is said of a row that ends in the middle of a quoted cell.
pub(crate) fn unclosed() -> Bilingual {
    bilingual!(
        "een aanhalingsteken in deze rij sluit nergens; alles daarna staat in die ene cel",
        "a quote in this row nowhere ends; all that follows is in that one cell"
    )
}

/// What is said of a row with more cells than the head; `first` is the first of those too many.
pub(crate) fn too_many(cells: usize, columns: usize, first: &str) -> Bilingual {
    let first: String = first.chars().take(60).collect();
    bilingual!(
        "deze rij heeft {cells} cellen en de kop {columns}; te veel is er vanaf `{first}`: staat er een scheidingsteken in een cel zonder aanhalingstekens?",
        "this row has {cells} cells and the head {columns}; too much begins at `{first}`: is there a delimiter in a cell without quotes?"
    )
}

/// What is said of a row in which a quote closes in the middle of a cell, so many lines further on.
pub(crate) fn stray_quote(lines: u64) -> Bilingual {
    bilingual!(
        "een aanhalingsteken in deze rij gaat pas {lines} regels verder dicht, midden in een cel: hoort het eerste er wel?",
        "a quote in this row closes only {lines} lines further on, in the middle of a cell: does the first one belong?"
    )
}
