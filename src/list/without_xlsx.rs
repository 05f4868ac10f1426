//! Stands in for `xlsx` in a program that was made without spreadsheets: every list in one is refused.

use crate::bilingual;
use crate::list::cell::Sink;
use crate::list::job::{Fault, Job};
use crate::list::summary::Summary;
use crate::model::tree::Resolved;
use crate::text::language::Language;
use std::io::{Read, Seek, Write};
use std::path::Path;

/// Somewhere to keep what does not fit in memory.
pub trait Scratch: Read + Write + Seek {}
impl<T: Read + Write + Seek> Scratch for T {}

fn refused<T>() -> Result<T, Fault> {
    Err(Fault::List(bilingual!(
        "dit programma is gemaakt zonder werkbladen; bewaar de lijst als .csv",
        "this program was made without spreadsheets; save the list as .csv"
    )))
}

/// Answers a sheet into another list.
pub fn convert<'s>(_: &'s Job<'_>, _: impl Read + Seek, _: &'s mut (dyn Sink + 's)) -> Result<Summary, Fault> {
    refused()
}

/// Answers a sheet in its own workbook.
pub fn edit(
    _: &Job<'_>,
    _: impl Read + Seek,
    _: impl Read + Seek,
    _: &mut dyn Scratch,
    _: &mut dyn Write,
) -> Result<Summary, Fault> {
    refused()
}

/// Writes answered rows as a workbook.
pub fn writer<'a>(_: &'a mut dyn Write, _: &Job<'_>, _: &Path) -> Result<Box<dyn Sink + 'a>, Fault> {
    refused()
}

/// Writes an empty list to fill in.
pub fn template(_: &Resolved, _: Language, _: &str, _: &mut dyn Write) -> Result<(), Fault> {
    refused()
}
