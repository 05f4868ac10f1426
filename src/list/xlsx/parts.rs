//! The parts of a workbook: where its sheets and its styles are.

use crate::output::format::package_parts::{attribute, each, place, relations_of};
use quick_xml::Reader;
use std::io::{self, BufRead, Read, Seek};
use zip::ZipArchive;

/// The places of parts in their package, by number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    pub(super) sheet: usize,
    pub(super) styles: Option<usize>,
}

impl Parts {
    /// Finds the sheet of this name; `None` where the package does not lead there.
    pub(super) fn of<R: Read + Seek>(package: &mut ZipArchive<R>, sheet: &str) -> io::Result<Option<Parts>> {
        let root = relations_of(package, "")?;
        let book = root.into_iter().find(|it| it.kind.ends_with("/officeDocument")).map(|it| it.target);
        let book = book.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let relations = relations_of(package, &book)?;
        let mut id = None;
        each(package, &book, &mut |element| {
            let named = attribute(element, "name").is_some_and(|name| name == sheet);
            if element.local_name().as_ref() == "sheet" && named {
                id = attribute(element, "id");
            }
        })?;
        let target = relations.iter().find(|it| Some(&it.id) == id.as_ref()).map(|it| it.target.clone());
        let Some(sheet) = target.and_then(|target| place(package, &target)) else { return Ok(None) };
        let styles = relations.iter().find(|it| it.kind.ends_with("/styles")).map(|it| it.target.clone());
        Ok(Some(Parts { sheet, styles: styles.and_then(|target| place(package, &target)) }))
    }
}

/// Reads XML in pieces.
pub(super) fn reader<R: BufRead>(input: R) -> Reader<R> {
    let mut reader = Reader::from_reader(input);
    reader.config_mut().check_end_names = false;
    reader
}
