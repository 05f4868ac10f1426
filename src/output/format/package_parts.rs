//! The parts of a package of others (Open Packaging Conventions): where one leads to the next.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufReader, Read, Seek};
use zip::ZipArchive;

/// What packages are read from: of one type, so that what reads them stands in the program once.
pub(crate) type PackageInput<'r> = Box<dyn ReadSeek + 'r>;

/// Bytes that can be read from any place.
pub(crate) trait ReadSeek: Read + Seek {}
impl<T: Read + Seek + ?Sized> ReadSeek for T {}

/// A part that says where others are is small; of a larger one the rest is not looked at.
const SMALL: u64 = 8 << 20;

/// A part that another names.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    pub(crate) id: String,
    /// What it is: an address that ends in a word, such as `/styles`.
    pub(crate) kind: String,
    /// Its name in the package; where it leads out of that, what it says.
    pub(crate) target: String,
    /// Whether it leads out of the package.
    pub(crate) external: bool,
}

/// The parts that one part names.
pub(crate) fn relations_of(package: &mut ZipArchive<PackageInput<'_>>, part: &str) -> io::Result<Vec<Relation>> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let mut relations = Vec::new();
    each(package, &name, &mut |element| {
        if element.local_name().as_ref() != "Relationship" {
            return;
        }
        let of = |key| attribute(element, key).unwrap_or_default();
        let external = of("TargetMode").eq_ignore_ascii_case("external");
        let target = of("Target");
        let target = if external { target } else { inside(folder, &target) };
        relations.push(Relation { id: of("Id"), kind: of("Type"), target, external });
    })?;
    Ok(relations)
}

/// The name of a part that is named from a folder.
fn inside(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Looks at every element of a part; at none where there is no such part.
pub(crate) fn each(
    package: &mut ZipArchive<PackageInput<'_>>,
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
pub(crate) fn place(package: &ZipArchive<PackageInput<'_>>, name: &str) -> Option<usize> {
    package.index_for_name(name).or_else(|| {
        package.file_names().position(|it| it.is_ok_and(|it| it.replace('\\', "/").eq_ignore_ascii_case(name)))
    })
}

/// An attribute by its name, whatever its prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let of = element.attributes().flatten().find(|it| it.key.local_name().as_ref() == key)?;
    quick_xml::escape::unescape(&of.value).ok().map(|value| value.into_owned())
}
