//! A part of another document as it goes along: what would lead out of the document, or run something, stays behind.

use super::super::package_parts::attribute;
use super::names::{LINKS, WORDS};
use crate::output::xml::Xml;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io;

/// Fields that only tell of the document itself (ECMA-376 part 1, section 17.16.5). Others fetch files, or start programs.
const FIELDS: [&str; 16] = [
    "PAGE",
    "NUMPAGES",
    "SECTIONPAGES",
    "SECTION",
    "DATE",
    "TIME",
    "CREATEDATE",
    "SAVEDATE",
    "PRINTDATE",
    "TITLE",
    "SUBJECT",
    "STYLEREF",
    "FILENAME",
    "DOCPROPERTY",
    "IF",
    "=",
];

/// What can go from a drawing without harm to the rest of it: ways to click on, and a second form of a picture.
const ALONE: [&str; 5] = ["hlinkClick", "hlinkHover", "hlinkMouseOver", "svgBlip", "OLEObject"];

/// A part in words, and whether a field of it became text.
#[derive(Debug)]
pub(super) struct Carried {
    pub(super) xml: Vec<u8>,
    pub(super) fields_became_text: bool,
}

/// Whether a part speaks the form of Word that we write; the strict one has other name spaces.
pub(super) fn speaks_ours(text: &str, root: &str) -> bool {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let names = element.attributes().flatten().any(|it| it.key.as_ref() == "xmlns:w" && it.value == WORDS);
                return names && element.name().as_ref() == root;
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Takes a part along. `keeps` says of every part that it names whether that comes too.
pub(super) fn carried(text: &str, keeps: &mut dyn FnMut(&str) -> bool) -> io::Result<Carried> {
    let scan = Scan::of(text)?;
    let mut carrying = Carrying { scan: &scan, keeps, xml: Xml::new(Vec::new()), field: 0, fields: Vec::new() };
    let mut reader = Reader::from_str(text);
    // Of what is open whether it was written, and where the outermost drawing began.
    let (mut open, mut drawing): (Vec<bool>, Option<(usize, usize)>) = (Vec::new(), None);
    let mut spoilt = false;
    loop {
        let event = reader.read_event().map_err(io::Error::other)?;
        match event {
            Event::Start(element) => {
                let place = carrying.xml.get_mut().len();
                if drawing.is_none() && matches!(element.name().as_ref(), "w:drawing" | "w:pict" | "w:object") {
                    (drawing, spoilt) = (Some((open.len(), place)), false);
                }
                match carrying.element(&element, drawing.is_some())? {
                    Fate::Stays(element) => {
                        carrying.xml.write_event(Event::Start(element))?;
                        open.push(true);
                    }
                    Fate::Opens => open.push(false),
                    Fate::Spoils => {
                        spoilt = true;
                        open.push(false);
                    }
                    Fate::Goes => {
                        reader.read_to_end(element.name()).map_err(io::Error::other)?;
                    }
                }
            }
            Event::Empty(element) => match carrying.element(&element, drawing.is_some())? {
                Fate::Stays(element) => carrying.xml.write_event(Event::Empty(element))?,
                Fate::Spoils => spoilt = true,
                Fate::Opens | Fate::Goes => {}
            },
            Event::End(element) => {
                if open.pop() == Some(true) {
                    carrying.xml.write_event(Event::End(element))?;
                }
                if let Some((_, place)) = drawing.take_if(|(depth, _)| *depth == open.len())
                    && spoilt
                {
                    carrying.xml.get_mut().truncate(place);
                }
            }
            Event::DocType(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
            event => carrying.xml.write_event(event)?,
        }
    }
    Ok(Carried { xml: carrying.xml.into_inner(), fields_became_text: !scan.texts.is_empty() })
}

/// What becomes of an element.
enum Fate {
    /// It comes along.
    Stays(BytesStart<'static>),
    /// What is in it comes along, and not the element.
    Opens,
    /// It stays behind with all that is in it.
    Goes,
    /// The drawing that it is in stays behind.
    Spoils,
}

/// What has to be known of a part before it is taken along.
#[derive(Default)]
struct Scan {
    /// The prefixes of attributes that name other parts.
    links: BTreeSet<String>,
    /// The fields that become text, by their number.
    texts: BTreeSet<usize>,
}

impl Scan {
    fn of(text: &str) -> io::Result<Scan> {
        let mut scan = Scan::default();
        let mut reader = Reader::from_str(text);
        // The fields that are open, each with its number and its instruction so far.
        let (mut fields, mut number, mut reading): (Vec<(usize, String)>, usize, bool) = (Vec::new(), 0, false);
        loop {
            match reader.read_event().map_err(io::Error::other)? {
                Event::Start(element) | Event::Empty(element) => {
                    for one in element.attributes().flatten().filter(|one| one.value == LINKS) {
                        scan.links.extend(one.key.as_ref().strip_prefix("xmlns:").map(str::to_owned));
                    }
                    reading = element.name().as_ref() == "w:instrText";
                    if element.name().as_ref() == "w:fldChar" {
                        match attribute(&element, "fldCharType").as_deref() {
                            Some("begin") => {
                                fields.push((number, String::new()));
                                number += 1;
                            }
                            Some("end") => {
                                let ended = fields.pop().filter(|(_, instruction)| !is_harmless(instruction));
                                scan.texts.extend(ended.map(|(number, _)| number));
                            }
                            _ => {}
                        }
                    }
                }
                Event::Text(text) if reading => {
                    if let Some((_, instruction)) = fields.last_mut() {
                        *instruction += &text;
                    }
                }
                Event::End(_) => reading = false,
                Event::Eof => break,
                _ => {}
            }
        }
        scan.texts.extend(fields.into_iter().map(|(number, _)| number));
        Ok(scan)
    }
}

/// Whether what a field does concerns the document alone.
fn is_harmless(instruction: &str) -> bool {
    let word = instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
    FIELDS.contains(&word.as_str())
}

struct Carrying<'a> {
    scan: &'a Scan,
    keeps: &'a mut dyn FnMut(&str) -> bool,
    xml: Xml,
    /// How many fields began.
    field: usize,
    /// Those that are open, by their number.
    fields: Vec<usize>,
}

impl Carrying<'_> {
    fn element(&mut self, element: &BytesStart<'_>, in_drawing: bool) -> io::Result<Fate> {
        let (name, local) = (element.name(), element.local_name());
        match name.as_ref() {
            "w:fldChar" => {
                let kind = attribute(element, "fldCharType").unwrap_or_default();
                if kind == "begin" {
                    self.fields.push(self.field);
                    self.field += 1;
                }
                let is_text = self.in_text_field();
                if kind == "end" {
                    self.fields.pop();
                }
                if is_text {
                    return Ok(Fate::Goes);
                }
            }
            "w:instrText" if self.in_text_field() => return Ok(Fate::Goes),
            "w:fldSimple" if !is_harmless(&attribute(element, "instr").unwrap_or_default()) => return Ok(Fate::Opens),
            _ => {}
        }
        // What a text is bound to in the file does not come along.
        if local.as_ref() == "dataBinding" {
            return Ok(Fate::Goes);
        }
        let (mut kept, mut left) = (0, 0);
        let mut changed = BytesStart::new(name.as_ref().to_owned());
        for one in element.attributes() {
            let one = one.map_err(io::Error::other)?;
            let (key, value) = (one.key, &*one.value);
            let prefix = key.as_ref().split_once(':').map_or("", |(prefix, _)| prefix);
            if self.scan.links.contains(prefix) {
                let id = quick_xml::escape::unescape(value).map_err(io::Error::other)?;
                if !(self.keeps)(&id) {
                    left += 1;
                    continue;
                }
                kept += 1;
            }
            // Older drawings name addresses outright.
            if !matches!(key.local_name().as_ref(), "href" | "src") {
                changed.push_attribute(quick_xml::events::attributes::Attribute { key, value: value.into() });
            }
        }
        Ok(match local.as_ref() {
            _ if left == 0 || kept > 0 => Fate::Stays(changed),
            "hyperlink" => Fate::Opens,
            alone if in_drawing && !ALONE.contains(&alone) => Fate::Spoils,
            _ => Fate::Goes,
        })
    }

    fn in_text_field(&self) -> bool {
        self.fields.last().is_some_and(|field| self.scan.texts.contains(field))
    }
}
