//! Lists of projects: the same rows out as in, each with what the tree says about it.
//!
//! The only place that knows CSV and spreadsheets. Nothing here opens a file: readers in, writers out,
//! row by row, so that a list of ten million projects takes no more memory than one of ten.

pub mod answer;
pub mod bounded;
pub mod cell;
pub mod columns;
pub mod count;
pub mod count_by;
pub mod csv;
pub mod dialect;
pub mod field;
pub mod input;
pub mod job;
pub mod json;
pub mod mapping;
pub mod sql;
pub mod summary;
pub mod table;
pub mod tally;
pub mod template;
pub mod total;
pub mod trouble;
pub mod value;
#[cfg(feature = "spreadsheets")]
pub mod xlsx;

#[cfg(feature = "spreadsheets")]
mod attention;
#[cfg(feature = "spreadsheets")]
mod caught;
mod clash;
mod heading;
mod json_cell;
mod memo;
mod next;
mod number;
#[cfg(not(feature = "spreadsheets"))]
pub mod without_xlsx;

pub use field::Field;
pub use job::{Fault, Job};
pub use summary::Summary;
#[cfg(not(feature = "spreadsheets"))]
pub use without_xlsx as xlsx;
