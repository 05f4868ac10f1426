//! The parts of a workbook: where its sheets and its styles are.

use crate::output::format::package_parts::{PackageInput, attribute, each, place, relations_of};
use quick_xml::Reader;
use std::io::{self, BufRead};
use zip::ZipArchive;

/// The places of parts in their package, by number.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) book: Option<usize>,
    pub(super) sheet: usize,
    /// How many sheets the workbook names before it.
    pub(super) nth: usize,
    pub(super) styles: Option<usize>,
    /// The tables in the sheet.
    pub(super) tables: Vec<usize>,
}

impl Parts {
    /// Finds the sheet of this name; `None` where the package does not lead there.
    pub(super) fn of(package: &mut ZipArchive<PackageInput<'_>>, sheet: &str) -> io::Result<Option<Parts>> {
        let book = book(package)?;
        let relations = relations_of(package, &book)?;
        let sheets = sheets(package)?;
        let Some(nth) = sheets.iter().position(|(name, _)| name == sheet) else { return Ok(None) };
        let target = &sheets[nth].1;
        let Some(sheet) = place(package, target) else { return Ok(None) };
        let tables = relations_of(package, target)?.into_iter().filter(|it| it.kind.ends_with("/table"));
        let tables = tables.filter_map(|it| place(package, &it.target)).collect();
        let styles = relations.iter().find(|it| it.kind.ends_with("/styles")).map(|it| it.target.clone());
        let styles = styles.and_then(|target| place(package, &target));
        Ok(Some(Parts { book: place(package, &book), sheet, nth, styles, tables }))
    }
}

/// The name of the part that is the workbook.
fn book(package: &mut ZipArchive<PackageInput<'_>>) -> io::Result<String> {
    let book = relations_of(package, "")?.into_iter().find(|it| it.kind.ends_with("/officeDocument"));
    Ok(book.map_or_else(|| "xl/workbook.xml".to_owned(), |it| it.target))
}

/// The sheets of a workbook with the names of their parts, in its order; without a part an empty one.
pub(super) fn sheets(package: &mut ZipArchive<PackageInput<'_>>) -> io::Result<Vec<(String, String)>> {
    let book = book(package)?;
    let relations = relations_of(package, &book)?;
    let mut sheets = Vec::new();
    each(package, &book, &mut |element| {
        if element.local_name().as_ref() == "sheet" {
            let id = attribute(element, "id");
            let part = relations.iter().find(|it| Some(&it.id) == id.as_ref()).map(|it| it.target.clone());
            sheets.push((attribute(element, "name").unwrap_or_default(), part.unwrap_or_default()));
        }
    })?;
    Ok(sheets)
}

/// Reads XML in pieces.
pub(super) fn reader<R: BufRead>(input: R) -> Reader<R> {
    let mut reader = Reader::from_reader(input);
    reader.config_mut().check_end_names = false;
    reader
}
