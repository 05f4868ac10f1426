//! Lists of projects: the same rows out as in, each with what the tree says about it.
//!
//! The only place that knows CSV and spreadsheets. Nothing here opens a file: readers in, writers out,
//! row by row, so that a list of ten million projects takes no more memory than one of ten.

pub mod answer;
pub mod columns;
pub mod csv;
pub mod field;
pub mod json;
pub mod summary;
pub mod table;
pub mod template;
pub mod value;
pub mod xlsx;

mod alike;
mod clash;
mod recall;

pub use field::Field;
pub use summary::Summary;

use crate::model::tree::Resolved;
use crate::text::language::{Bilingual, Language};
use columns::Mapping;
use std::io;

/// What is to be done with a list, whatever its format.
#[derive(Clone, Debug)]
pub struct Job<'t> {
    /// The tree that every row is held against.
    pub tree: &'t Resolved,
    /// The language of messages.
    pub language: Language,
    /// The columns to add, in order.
    pub fields: Vec<Field>,
    /// Columns and values that have another name in the list.
    pub mapping: Mapping,
    /// How many threads may work.
    pub threads: usize,
    /// The day, such as `2026-11-22`, for formats that carry one.
    pub date: String,
}

/// Why a list could not be done. A wrong row is none: that is data.
#[derive(Debug)]
pub enum Fault {
    /// The list as a whole is not what it should be.
    List(Bilingual),
    /// It could not be read.
    Read(io::Error),
    /// The answer could not be written.
    Write(io::Error),
}

impl From<Bilingual> for Fault {
    fn from(said: Bilingual) -> Fault {
        Fault::List(said)
    }
}
