//! The parts of a workbook: where its sheets and its styles are.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufRead, BufReader, Read, Seek};
use zip::ZipArchive;

/// A part that says where others are is small; of a larger one the rest is not looked at.
const SMALL: u64 = 8 << 20;

/// The places of parts in their package, by number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    pub(super) sheet: usize,
    pub(super) styles: Option<usize>,
}

impl Parts {
    /// Finds the sheet of this name; `None` where the package does not lead there.
    pub(super) fn of<R: Read + Seek>(package: &mut ZipArchive<R>, sheet: &str) -> io::Result<Option<Parts>> {
        let root = relations(package, "_rels/.rels", "")?;
        let book = root.into_iter().find(|it| it.kind.ends_with("/officeDocument")).map(|it| it.target);
        let book = book.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
        let relations = relations(package, &format!("{folder}/_rels/{file}.rels"), folder)?;
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

/// A part that another names.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn relations<R: Read + Seek>(package: &mut ZipArchive<R>, name: &str, folder: &str) -> io::Result<Vec<Relation>> {
    let mut relations = Vec::new();
    each(package, name, &mut |element| {
        if element.local_name().as_ref() != "Relationship" {
            return;
        }
        let of = |key| attribute(element, key).unwrap_or_default();
        let target = of("Target");
        let target = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None if folder.is_empty() => target,
            None => format!("{folder}/{target}"),
        };
        relations.push(Relation { id: of("Id"), kind: of("Type"), target });
    })?;
    Ok(relations)
}

/// Looks at every element of a part; at none where there is no such part.
fn each<R: Read + Seek>(
    package: &mut ZipArchive<R>,
    name: &str,
    look: &mut dyn FnMut(&BytesStart<'_>),
) -> io::Result<()> {
    let Some(number) = place(package, name) else { return Ok(()) };
    let part = package.by_index(number)?.take(SMALL);
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(io::Error::other)? {
            Event::Start(element) | Event::Empty(element) => look(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// The number of a part, whatever case its name is in.
fn place<R: Read + Seek>(package: &ZipArchive<R>, name: &str) -> Option<usize> {
    package.index_for_name(name).or_else(|| {
        package.file_names().position(|it| it.is_ok_and(|it| it.replace('\\', "/").eq_ignore_ascii_case(name)))
    })
}

/// An attribute by its name, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let of = element.attributes().flatten().find(|it| it.key.local_name().as_ref() == key)?;
    quick_xml::escape::unescape(&of.value).ok().map(|value| value.into_owned())
}

/// Reads XML in pieces.
pub(super) fn reader<R: BufRead>(input: R) -> Reader<R> {
    let mut reader = Reader::from_reader(input);
    reader.config_mut().check_end_names = false;
    reader
}
