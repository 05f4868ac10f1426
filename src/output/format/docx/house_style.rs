//! What is taken over of somebody's Word document: its styles, its page, and its headers and footers with their pictures.

use super::super::package_parts::{PackageInput, Relation, attribute, place, relations_of};
use super::carried::{carried, speaks_ours};
use super::page_size::PageSize;
use crate::bilingual;
use crate::text::language::Bilingual;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The largest file; a house style is smaller.
pub const LARGEST_HOUSE_STYLE: u64 = 32 << 20;

/// What a part of words may unpack to, the document itself included.
const TEXT: u64 = 32 << 20;

/// What one picture may be, and all of them.
const PICTURE: u64 = 5 << 20;
const PICTURES: u64 = 10 << 20;

/// Pictures that every office program shows, with what they are.
const KINDS: [(&str, &str); 9] = [
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("bmp", "image/bmp"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("emf", "image/x-emf"),
    ("wmf", "image/x-wmf"),
];

/// A house style.
pub struct HouseStyle {
    pub(super) styles: Option<String>,
    pub(super) numbering: Option<String>,
    pub(super) theme: Option<Part>,
    pub(super) page: PageSize,
    /// The first page has a header and a footer of its own.
    pub(super) first_differs: bool,
    /// Even pages have.
    pub(super) even_differ: bool,
    /// The headers and footers.
    pub(super) edges: Vec<Edge>,
    pub(super) pictures: Vec<Picture>,
    left_out: BTreeSet<LeftOut>,
}

/// A part with the pictures that it names.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) xml: Vec<u8>,
    /// By its own name for it, the place of each picture.
    pub(super) pictures: BTreeMap<String, usize>,
}

/// A header or footer.
#[derive(Debug)]
pub(super) struct Edge {
    /// `header` or `footer`.
    pub(super) kind: &'static str,
    /// On which pages: `default`, `first` or `even`.
    pub(super) pages: String,
    pub(super) part: Part,
}

/// A picture.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) ending: &'static str,
    pub(super) bytes: Vec<u8>,
}

/// Something that is not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LeftOut {
    Macros,
    Outside,
    LargePicture,
    Other,
    Fields,
    NoHeader,
}

impl LeftOut {
    fn said(self) -> Bilingual {
        match self {
            LeftOut::Macros => bilingual!("macro’s gaan niet mee", "macros do not come along"),
            LeftOut::Outside => bilingual!(
                "verwijzingen naar buiten het bestand gaan niet mee",
                "references out of the file do not come along"
            ),
            LeftOut::LargePicture => bilingual!(
                "een afbeelding van meer dan 5 MB gaat niet mee; maak haar kleiner",
                "a picture of more than 5 MB does not come along; make it smaller"
            ),
            LeftOut::Other => bilingual!(
                "in de kop- of voettekst staat iets anders dan tekst en gewone afbeeldingen; dat gaat niet mee",
                "in the header or footer there is something other than text and usual pictures; that does not come along"
            ),
            LeftOut::Fields => bilingual!(
                "velden die iets ophalen of starten, zijn tekst geworden",
                "fields that fetch or start something have become text"
            ),
            LeftOut::NoHeader => bilingual!(
                "er is geen koptekst; een logo in de tekst zelf gaat niet mee",
                "there is no header; a logo in the text itself does not come along"
            ),
        }
    }
}

impl fmt::Debug for HouseStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HouseStyle with {} headers and footers", self.edges.len())
    }
}

impl HouseStyle {
    /// Reads it from the bytes of a Word document.
    pub fn read(bytes: Vec<u8>) -> Result<HouseStyle, Bilingual> {
        let mut package = Package::open(bytes)?;
        let relations = package.relations("")?;
        let main = relations.into_iter().find(|it| it.kind.ends_with("/officeDocument") && !it.external);
        let main = main.ok_or_else(no_word_document)?.target;
        let text = package.text(&main)?.ok_or_else(no_word_document)?;
        if !speaks_ours(&text, "w:document") {
            return Err(if text.contains("purl.oclc.org/ooxml") { strict() } else { no_word_document() });
        }
        let section = Section::last(&text)?;
        let named = package.relations(&main)?;
        let by_kind = |kind: &str| named.iter().find(|it| it.kind.ends_with(kind) && !it.external);
        let mut taking = Taking { package, pictures: Vec::new(), known: BTreeMap::new(), left_out: BTreeSet::new() };
        if named.iter().any(|it| it.kind.ends_with("/vbaProject")) {
            taking.left_out.insert(LeftOut::Macros);
        }
        let edges = taking.edges(&section, &named)?;
        if !edges.iter().any(|edge| edge.kind == "header") {
            taking.left_out.insert(LeftOut::NoHeader);
        }
        let theme = by_kind("/theme").map(|it| taking.part(&it.target, None)).transpose()?.flatten();
        let mut words = |kind: &str, root: &str| -> Result<Option<String>, Bilingual> {
            let Some(it) = by_kind(kind) else { return Ok(None) };
            Ok(taking.package.text(&it.target)?.filter(|text| speaks_ours(text, root)))
        };
        let (styles, numbering) = (words("/styles", "w:styles")?, words("/numbering", "w:numbering")?);
        let settings = words("/settings", "w:settings")?.unwrap_or_default();
        Ok(HouseStyle {
            styles,
            numbering,
            theme,
            page: section.page.sound(),
            first_differs: section.first_differs,
            even_differ: is_on(&settings, "w:evenAndOddHeaders")?,
            edges,
            pictures: taking.pictures,
            left_out: taking.left_out,
        })
    }

    /// What it does not take over.
    pub fn left_out(&self) -> impl Iterator<Item = Bilingual> {
        self.left_out.iter().map(|it| it.said())
    }
}

impl Picture {
    pub(super) fn content_type(&self) -> &'static str {
        KINDS.iter().find(|(ending, _)| *ending == self.ending).map_or("", |(_, kind)| kind)
    }
}

fn no_word_document() -> Bilingual {
    bilingual!(
        "dit is geen Word-document; een huisstijl neem ik over uit een .docx of .dotx",
        "this is no Word document; a house style I take over from a .docx or .dotx"
    )
}

fn strict() -> Bilingual {
    bilingual!(
        "dit is de vorm Strict Open XML; bewaar het in Word als gewoon Word-document (.docx)",
        "this is the form Strict Open XML; save it in Word as a usual Word document (.docx)"
    )
}

fn damaged() -> Bilingual {
    bilingual!(
        "er klopt iets niet in dit Word-document; open het en bewaar het opnieuw als .docx",
        "something is wrong in this Word document; open it and save it again as .docx"
    )
}

/// A package, read within bounds whatever it says of itself.
struct Package {
    zip: ZipArchive<PackageInput<'static>>,
    /// What may still be unpacked of pictures, those that stay behind included.
    pictures: u64,
}

enum Taken {
    Bytes(Vec<u8>),
    TooLarge,
    Missing,
}

impl Package {
    fn open(bytes: Vec<u8>) -> Result<Package, Bilingual> {
        // What has a password is in the older form of Word files, as those of old are.
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(bilingual!(
                "dit document heeft een wachtwoord, of is een .doc; bewaar het zonder wachtwoord als .docx",
                "this document has a password, or is a .doc; save it without a password as .docx"
            ));
        }
        let zip = ZipArchive::new(Box::new(Cursor::new(bytes)) as PackageInput<'_>).map_err(|_| no_word_document())?;
        Ok(Package { zip, pictures: 2 * PICTURES })
    }

    fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Bilingual> {
        relations_of(&mut self.zip, part).map_err(|_| damaged())
    }

    fn take(&mut self, name: &str, limit: u64) -> Result<Taken, Bilingual> {
        let Some(number) = place(&self.zip, name) else { return Ok(Taken::Missing) };
        let part = self.zip.by_index(number).map_err(|_| damaged())?;
        let mut bytes = Vec::new();
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        Ok(if bytes.len() as u64 > limit { Taken::TooLarge } else { Taken::Bytes(bytes) })
    }

    fn text(&mut self, name: &str) -> Result<Option<String>, Bilingual> {
        match self.take(name, TEXT)? {
            Taken::Missing => Ok(None),
            Taken::Bytes(bytes) => {
                let text = String::from_utf8(bytes).map_err(|_| damaged())?;
                Ok(Some(text.trim_start_matches('\u{feff}').to_owned()))
            }
            Taken::TooLarge => Err(bilingual!(
                "dit document is te groot: een onderdeel pakt uit tot meer dan 32 MB; neem een leeg document met je huisstijl",
                "this document is too large: a part of it unpacks to more than 32 MB; take an empty document with your house style"
            )),
        }
    }

    /// A picture; where too much was unpacked already, it counts as too large.
    fn picture(&mut self, name: &str) -> Result<Taken, Bilingual> {
        let taken = self.take(name, PICTURE.min(self.pictures))?;
        let size = match &taken {
            Taken::Bytes(bytes) => bytes.len() as u64,
            Taken::TooLarge => PICTURE,
            Taken::Missing => 0,
        };
        self.pictures = self.pictures.saturating_sub(size);
        Ok(taken)
    }
}

/// The page that the text of a document is on.
#[derive(Clone, Debug, Default)]
struct Section {
    page: PageSize,
    first_differs: bool,
    /// The names of headers and footers, by what they are and on which pages.
    edges: BTreeMap<(&'static str, String), String>,
}

impl Section {
    /// The last one, with what it takes over of those before it.
    fn last(text: &str) -> Result<Section, Bilingual> {
        let mut reader = Reader::from_str(text);
        let mut section = Section::default();
        loop {
            match reader.read_event().map_err(|_| damaged())? {
                // How a section was before somebody changed it.
                Event::Start(element) if element.name().as_ref() == "w:sectPrChange" => {
                    reader.read_to_end(element.name()).map_err(|_| damaged())?;
                }
                Event::Start(element) | Event::Empty(element) => {
                    let value = |key| attribute(&element, key).unwrap_or_default();
                    let kind = match element.name().as_ref() {
                        "w:sectPr" => {
                            section = Section { edges: section.edges, ..Section::default() };
                            continue;
                        }
                        "w:titlePg" => {
                            section.first_differs = !is_off(&value("val"));
                            continue;
                        }
                        "w:headerReference" => "header",
                        "w:footerReference" => "footer",
                        _ => {
                            section.page.take(&element);
                            continue;
                        }
                    };
                    section.edges.insert((kind, value("type")), value("id"));
                }
                Event::Eof => return Ok(section),
                _ => {}
            }
        }
    }
}

/// Whether a setting is there and not off.
fn is_on(settings: &str, name: &str) -> Result<bool, Bilingual> {
    let mut reader = Reader::from_str(settings);
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(element) | Event::Empty(element) if element.name().as_ref() == name => {
                return Ok(!is_off(&attribute(&element, "val").unwrap_or_default()));
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

fn is_off(value: &str) -> bool {
    matches!(value, "0" | "false" | "off")
}

/// What was taken so far.
struct Taking {
    package: Package,
    pictures: Vec<Picture>,
    /// By name in the package, the place of a picture that was taken.
    known: BTreeMap<String, Option<usize>>,
    left_out: BTreeSet<LeftOut>,
}

impl Taking {
    /// The headers and footers of a section.
    fn edges(&mut self, section: &Section, named: &[Relation]) -> Result<Vec<Edge>, Bilingual> {
        let mut edges = Vec::new();
        for ((kind, pages), id) in &section.edges {
            let is_kind = |it: &&Relation| it.id == *id && !it.external && it.kind.ends_with(&format!("/{kind}"));
            let pages_of_word = ["default", "first", "even"].contains(&pages.as_str());
            let Some(relation) = named.iter().find(is_kind).filter(|_| pages_of_word) else { continue };
            let root = if *kind == "header" { "w:hdr" } else { "w:ftr" };
            if let Some(part) = self.part(&relation.target, Some(root))? {
                edges.push(Edge { kind, pages: pages.clone(), part });
            }
        }
        Ok(edges)
    }

    /// A part with what comes along of it; `None` where it is not there, or has another root.
    fn part(&mut self, name: &str, root: Option<&str>) -> Result<Option<Part>, Bilingual> {
        let Some(text) = self.package.text(name)? else { return Ok(None) };
        if root.is_some_and(|root| !speaks_ours(&text, root)) {
            return Ok(None);
        }
        let relations = self.package.relations(name)?;
        let relations: BTreeMap<&str, &Relation> = relations.iter().map(|it| (it.id.as_str(), it)).collect();
        let (mut pictures, mut fault) = (BTreeMap::new(), None);
        let mut keeps = |id: &str| {
            let picture = relations.get(id).map_or(Ok(None), |relation| self.picture(relation));
            let picture = picture.unwrap_or_else(|found| {
                fault = Some(found);
                None
            });
            pictures.extend(picture.map(|picture| (id.to_owned(), picture)));
            picture.is_some()
        };
        let part = carried(&text, &mut keeps).map_err(|_| damaged())?;
        if let Some(fault) = fault {
            return Err(fault);
        }
        if part.fields_became_text {
            self.left_out.insert(LeftOut::Fields);
        }
        Ok(Some(Part { xml: part.xml, pictures }))
    }

    /// The place of a picture, where it comes along.
    fn picture(&mut self, relation: &Relation) -> Result<Option<usize>, Bilingual> {
        if relation.external {
            self.left_out.insert(LeftOut::Outside);
            return Ok(None);
        }
        let ending = relation.target.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let kind = KINDS.iter().find(|(known, _)| *known == ending);
        let Some((ending, _)) = kind.filter(|_| relation.kind.ends_with("/image")) else {
            self.left_out.insert(LeftOut::Other);
            return Ok(None);
        };
        if let Some(known) = self.known.get(&relation.target) {
            return Ok(*known);
        }
        let all: u64 = self.pictures.iter().map(|picture| picture.bytes.len() as u64).sum();
        let place = match self.package.picture(&relation.target)? {
            Taken::Bytes(bytes) if all + bytes.len() as u64 <= PICTURES => {
                self.pictures.push(Picture { ending, bytes });
                Some(self.pictures.len() - 1)
            }
            Taken::Bytes(_) | Taken::TooLarge => {
                self.left_out.insert(LeftOut::LargePicture);
                None
            }
            Taken::Missing => None,
        };
        self.known.insert(relation.target.clone(), place);
        Ok(place)
    }
}
