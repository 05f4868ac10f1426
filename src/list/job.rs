//! What is to be done with a list, and why that may not go.

use crate::list::field::{Field, Headers};
use crate::list::input::Input;
use crate::list::mapping::Mapping;
use crate::model::tree::Resolved;
use crate::text::language::{Bilingual, Language};
use std::io;
use std::path::PathBuf;

/// What is to be done with a list, whatever its format.
#[derive(Clone, Debug)]
pub struct Job<'t> {
    /// The tree that every row is held against.
    pub tree: &'t Resolved,
    /// The language of messages.
    pub language: Language,
    /// How it is read.
    pub input: Input,
    /// The columns to add, in order.
    pub fields: Vec<Field>,
    /// How they are called.
    pub headers: Headers,
    /// Columns and values that have another name in the list.
    pub mapping: Mapping,
    /// Whether projects are counted in groups, for an overview.
    pub counts: bool,
    /// Whether a cell that cannot be read makes its row invalid wherever its question is asked.
    pub strict: bool,
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
    /// A temporary file in this folder could not be made or written.
    Scratch(PathBuf, io::Error),
}

impl From<Bilingual> for Fault {
    fn from(said: Bilingual) -> Fault {
        Fault::List(said)
    }
}
