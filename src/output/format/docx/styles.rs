//! The styles of a document: ours, or those of somebody's house style with ours for what it does not have.

use super::super::package_parts::attribute;
use crate::output::xml::{Xml, empty, within};
use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

const OURS: &str = include_str!("styles.xml");

/// The styles of points and of steps: not among ours, which use the style of any point.
pub(super) const BULLETS: &str = "ListBullet";
pub(super) const NUMBERS: &str = "ListNumber";

/// A style of a document.
#[derive(Clone, Debug)]
struct Style {
    id: String,
    /// What it is called; of those that Word has itself this is the same in every language.
    name: String,
    kind: String,
    /// Whether it is what paragraphs or tables have that name none.
    default: bool,
    /// The list that its paragraphs are in.
    list: Option<i64>,
    /// Where it stands in the text.
    span: (usize, usize),
}

/// The styles of a document that is written.
#[derive(Debug)]
pub(super) struct Styles {
    pub(super) xml: String,
    /// By our id, that in the document.
    ids: BTreeMap<String, String>,
    /// By our id, the list that a style of theirs is in.
    lists: BTreeMap<String, i64>,
}

impl Styles {
    /// Ours, in a language and for a width of text.
    pub(super) fn ours(language: &str, width: i64) -> Styles {
        let xml = filled(OURS, language, width);
        Styles { xml, ids: BTreeMap::new(), lists: BTreeMap::new() }
    }

    /// Theirs, and ours for what they do not have.
    pub(super) fn merged(theirs: &str, language: &str, width: i64) -> io::Result<Styles> {
        let (there, ours) = (styles(theirs)?, styles(OURS)?);
        let mut taken: BTreeSet<String> = there.iter().map(|style| style.id.to_lowercase()).collect();
        let (mut ids, mut lists, mut missing) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for own in &ours {
            let same = |style: &&Style| style.kind == own.kind && style.name.eq_ignore_ascii_case(&own.name);
            let default = |style: &&Style| own.default && style.kind == own.kind && style.default;
            if let Some(style) = there.iter().find(default).or_else(|| there.iter().find(same)) {
                ids.insert(own.id.clone(), style.id.clone());
                continue;
            }
            let mut id = own.id.clone();
            while !taken.insert(id.to_lowercase()) {
                id.push('1');
            }
            ids.insert(own.id.clone(), id);
            missing.push(own);
        }
        for (own, name) in [(BULLETS, "List Bullet"), (NUMBERS, "List Number")] {
            let is_it = |style: &&Style| style.kind == "paragraph" && style.name.eq_ignore_ascii_case(name);
            if let Some((style, list)) = there.iter().find(is_it).and_then(|style| Some((style, style.list?))) {
                ids.insert(own.to_owned(), style.id.clone());
                lists.insert(own.to_owned(), list);
            }
        }
        let mut added = Xml::new(Vec::new());
        for style in missing {
            renamed(&filled(&OURS[style.span.0..style.span.1], language, width), &ids, style.default, &mut added)?;
        }
        Ok(Styles { xml: with(theirs, &added.into_inner(), language)?, ids, lists })
    }

    /// What a style of ours is called in the document.
    pub(super) fn id<'s>(&'s self, ours: &'s str) -> &'s str {
        self.ids.get(ours).map_or(ours, String::as_str)
    }

    /// The list that a style is in, by its number.
    pub(super) fn list(&self, ours: &str) -> Option<i64> {
        self.lists.get(ours).copied()
    }
}

fn filled(text: &str, language: &str, width: i64) -> String {
    text.replace("LANGUAGE", language).replace("WIDTH", &width.to_string())
}

/// Every style in a text.
fn styles(text: &str) -> io::Result<Vec<Style>> {
    let mut reader = Reader::from_str(text);
    let mut found: Vec<Style> = Vec::new();
    let mut inside = false;
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(io::Error::other)?;
        let to = reader.buffer_position() as usize;
        match (&event, found.last_mut()) {
            (Event::Start(element), _) if element.name().as_ref() == "w:style" => {
                let of = |key| attribute(element, key).unwrap_or_default();
                let (id, kind, default) = (of("styleId"), of("type"), matches!(&*of("default"), "1" | "true" | "on"));
                found.push(Style { id, kind, default, name: String::new(), list: None, span: (from, to) });
                inside = true;
            }
            (Event::End(element), Some(style)) if element.name().as_ref() == "w:style" => {
                style.span.1 = to;
                inside = false;
            }
            (Event::Start(element) | Event::Empty(element), Some(style)) if inside => {
                let value = || attribute(element, "val");
                match element.name().as_ref() {
                    "w:name" => style.name = value().unwrap_or_default(),
                    "w:numId" => style.list = value().and_then(|list| list.parse().ok()).filter(|list| *list > 0),
                    _ => {}
                }
            }
            (Event::Eof, _) => return Ok(found),
            _ => {}
        }
    }
}

/// A style of ours with the ids that it and others have in the document; it is nobody's default there.
fn renamed(style: &str, ids: &BTreeMap<String, String>, default: bool, xml: &mut Xml) -> io::Result<()> {
    let mut reader = Reader::from_str(style);
    let change = |element: &BytesStart<'_>| {
        let name = element.name().as_ref().to_owned();
        let key = match &*name {
            "w:style" => "w:styleId",
            "w:basedOn" | "w:next" => "w:val",
            _ => return element.to_owned(),
        };
        let mut changed = BytesStart::new(name);
        for one in element.attributes().flatten() {
            let value = quick_xml::escape::unescape(&one.value).unwrap_or_default().into_owned();
            let value = if one.key.as_ref() == key { ids.get(&value).unwrap_or(&value) } else { &value };
            if !(default && one.key.as_ref() == "w:default") {
                changed.push_attribute((one.key.as_ref(), value.as_str()));
            }
        }
        changed
    };
    loop {
        match reader.read_event().map_err(io::Error::other)? {
            Event::Start(element) => xml.write_event(Event::Start(change(&element)))?,
            Event::Empty(element) => xml.write_event(Event::Empty(change(&element)))?,
            Event::Eof => return Ok(()),
            event => xml.write_event(event)?,
        }
    }
}

/// Their styles with others added, in the language of the document.
fn with(theirs: &str, added: &[u8], language: &str) -> io::Result<String> {
    let mut reader = Reader::from_str(theirs);
    let defaults = Defaults { language, all: theirs.contains("<w:docDefaults"), run: theirs.contains("<w:rPrDefault") };
    let mut copy = StylesCopy { xml: Xml::new(Vec::new()), defaults, added, depth: 0, in_run: false, said: false };
    loop {
        match reader.read_event().map_err(io::Error::other)? {
            Event::Start(element) if element.name().as_ref() == "w:lang" => {
                reader.read_to_end(element.name()).map_err(io::Error::other)?;
            }
            Event::Start(element) => copy.start(element)?,
            Event::Empty(element) => copy.empty(element)?,
            Event::End(element) => copy.end(element)?,
            Event::DocType(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
            event => copy.xml.write_event(event)?,
        }
    }
    String::from_utf8(copy.xml.into_inner()).map_err(io::Error::other)
}

/// Styles while they are copied.
struct StylesCopy<'a> {
    xml: Xml,
    defaults: Defaults<'a>,
    /// What stands before the end.
    added: &'a [u8],
    depth: usize,
    /// Inside what holds for all letters, and whether its language is said already.
    in_run: bool,
    said: bool,
}

impl StylesCopy<'_> {
    fn start(&mut self, element: BytesStart<'_>) -> io::Result<()> {
        let StylesCopy { xml, defaults, .. } = self;
        if element.name().as_ref() == "w:rPrDefault" {
            (self.in_run, self.said) = (true, false);
        }
        xml.write_event(Event::Start(element.borrow()))?;
        match element.name().as_ref() {
            _ if self.depth == 0 && !defaults.all => within(xml, "w:docDefaults", &[], |xml| defaults.run(xml))?,
            "w:docDefaults" if !defaults.run => defaults.run(xml)?,
            _ => {}
        }
        self.depth += 1;
        Ok(())
    }

    fn empty(&mut self, element: BytesStart<'_>) -> io::Result<()> {
        let StylesCopy { xml, defaults, .. } = self;
        match element.name().as_ref() {
            "w:lang" => Ok(()),
            "w:docDefaults" => within(xml, "w:docDefaults", &[], |xml| defaults.run(xml)),
            "w:rPrDefault" => defaults.run(xml),
            "w:rPr" if self.in_run => {
                self.said = true;
                within(xml, "w:rPr", &[], |xml| defaults.language(xml))
            }
            _ => xml.write_event(Event::Empty(element)),
        }
    }

    fn end(&mut self, element: BytesEnd<'_>) -> io::Result<()> {
        let StylesCopy { xml, defaults, .. } = self;
        self.depth = self.depth.saturating_sub(1);
        match element.name().as_ref() {
            "w:rPr" if self.in_run => {
                self.said = true;
                defaults.language(xml)?;
            }
            "w:rPrDefault" => {
                if !self.said {
                    within(xml, "w:rPr", &[], |xml| defaults.language(xml))?;
                }
                self.in_run = false;
            }
            _ if self.depth == 0 => xml.get_mut().extend_from_slice(self.added),
            _ => {}
        }
        xml.write_event(Event::End(element))
    }
}

/// What holds where no style says otherwise.
struct Defaults<'a> {
    language: &'a str,
    /// Whether theirs says anything, and anything of letters.
    all: bool,
    run: bool,
}

impl Defaults<'_> {
    fn language(&self, xml: &mut Xml) -> io::Result<()> {
        empty(xml, "w:lang", &[("w:val", self.language), ("w:eastAsia", self.language), ("w:bidi", "ar-SA")])
    }

    fn run(&self, xml: &mut Xml) -> io::Result<()> {
        within(xml, "w:rPrDefault", &[], |xml| within(xml, "w:rPr", &[], |xml| self.language(xml)))
    }
}
