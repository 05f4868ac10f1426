//! Rows that a workbook hides, by hand or by a filter: they are read as all others, and that is said.

use super::parts::{reader, sheets};
use crate::output::format::package_parts::{PackageInput, attribute, place};
use quick_xml::events::Event;
use std::collections::HashMap;
use std::io::{self, BufReader};
use zip::ZipArchive;

/// By sheet, the rows that are hidden, from 1 and rising.
pub(super) fn rows(input: PackageInput<'_>) -> io::Result<HashMap<String, Vec<u64>>> {
    let mut package = ZipArchive::new(input)?;
    let mut hidden = HashMap::new();
    for (name, part) in sheets(&mut package)? {
        if let Some(number) = place(&package, &part) {
            hidden.insert(name, of(BufReader::new(package.by_index(number)?))?);
        }
    }
    Ok(hidden)
}

fn of(sheet: impl io::BufRead) -> io::Result<Vec<u64>> {
    let (mut xml, mut buffer) = (reader(sheet), Vec::new());
    let (mut row, mut hidden) = (0, Vec::new());
    loop {
        match xml.read_event_into(&mut buffer).map_err(io::Error::other)? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "row" => {
                row = attribute(&element, "r").and_then(|it| it.parse().ok()).unwrap_or(row + 1);
                if attribute(&element, "hidden").is_some_and(|it| it == "1" || it == "true") {
                    hidden.push(row);
                }
            }
            Event::Eof => return Ok(hidden),
            _ => {}
        }
        buffer.clear();
    }
}
