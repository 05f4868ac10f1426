//! The lists of a document: those of somebody's house style, and ours behind them.

use super::super::package_parts::attribute;
use super::names::WORDS;
use crate::output::xml::{Xml, empty, file, within};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io;

/// The lists that a document has, and the numbers that are free.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Theirs, where there are any.
    theirs: Option<String>,
    /// By the number of a list of theirs, what it looks like.
    looks: BTreeMap<i64, String>,
    free_list: i64,
    free_look: i64,
}

impl Numbering {
    /// None but ours.
    pub(super) fn ours() -> Numbering {
        Numbering { free_list: 1, ..Numbering::default() }
    }

    /// Theirs.
    pub(super) fn of(theirs: String) -> io::Result<Numbering> {
        let mut numbering = Numbering::ours();
        let mut reader = Reader::from_str(&theirs);
        let mut list = None;
        loop {
            match reader.read_event().map_err(io::Error::other)? {
                Event::Start(element) | Event::Empty(element) => {
                    let number = |key| attribute(&element, key).and_then(|id| id.parse::<i64>().ok());
                    match element.name().as_ref() {
                        "w:abstractNum" => {
                            let id = number("abstractNumId").unwrap_or_default();
                            numbering.free_look = numbering.free_look.max(id.saturating_add(1));
                        }
                        "w:num" => {
                            list = number("numId");
                            numbering.free_list =
                                numbering.free_list.max(list.map_or(0, |list| list.saturating_add(1)));
                        }
                        "w:abstractNumId" => {
                            let look = list.take().zip(attribute(&element, "val"));
                            numbering.looks.extend(look);
                        }
                        _ => {}
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        // Without a list there is nothing to keep; and numbers at the end of their range leave no room for ours.
        let roomy = numbering.free_list.max(numbering.free_look) < i64::from(i32::MAX) / 2;
        if numbering.looks.is_empty() || !roomy {
            return Ok(Numbering::ours());
        }
        numbering.theirs = Some(theirs);
        Ok(numbering)
    }

    /// What a list of theirs looks like.
    pub(super) fn look(&self, list: i64) -> Option<&str> {
        self.looks.get(&list).map(String::as_str)
    }

    /// The list of our points.
    pub(super) fn points(&self) -> i64 {
        self.free_list
    }

    /// The first of the lists that count.
    pub(super) fn first_count(&self) -> i64 {
        self.free_list + 1
    }

    /// The lists, with so many that count: each begins at one again. They look like one of theirs, or as ours do.
    pub(super) fn write(&self, counts: i64, like: Option<&str>) -> io::Result<Vec<u8>> {
        let Some(theirs) = &self.theirs else {
            return file(|xml| {
                within(xml, "w:numbering", &[("xmlns:w", WORDS)], |xml| {
                    self.looks(xml)?;
                    self.lists(counts, like, xml)
                })
            });
        };
        let mut reader = Reader::from_str(theirs);
        let mut xml = Xml::new(Vec::new());
        let (mut depth, mut looked) = (0_usize, false);
        loop {
            let event = reader.read_event().map_err(io::Error::other)?;
            match &event {
                Event::Start(element) if element.name().as_ref() == "w:numPicBullet" => {
                    reader.read_to_end(element.name()).map_err(io::Error::other)?;
                }
                Event::Empty(element)
                    if matches!(element.name().as_ref(), "w:lvlPicBulletId" | "w:numIdMacAtCleanup") => {}
                Event::Start(element) => {
                    if element.name().as_ref() == "w:num" && !looked {
                        self.looks(&mut xml)?;
                        looked = true;
                    }
                    xml.write_event(event)?;
                    depth += 1;
                }
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        self.lists(counts, like, &mut xml)?;
                    }
                    xml.write_event(event)?;
                }
                Event::DocType(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof => return Ok(xml.into_inner()),
                _ => xml.write_event(event)?,
            }
        }
    }

    /// What our points and our numbers look like.
    fn looks(&self, xml: &mut Xml) -> io::Result<()> {
        for (id, format, mark) in [(self.free_look, "bullet", "•"), (self.free_look + 1, "decimal", "%1.")] {
            within(xml, "w:abstractNum", &[("w:abstractNumId", &id.to_string())], |xml| {
                empty(xml, "w:multiLevelType", &[("w:val", "singleLevel")])?;
                within(xml, "w:lvl", &[("w:ilvl", "0")], |xml| {
                    let said = [("w:start", "1"), ("w:numFmt", format), ("w:lvlText", mark), ("w:lvlJc", "left")];
                    said.iter().try_for_each(|(name, value)| empty(xml, name, &[("w:val", value)]))?;
                    within(xml, "w:pPr", &[], |xml| empty(xml, "w:ind", &[("w:left", "425"), ("w:hanging", "425")]))
                })
            })?;
        }
        Ok(())
    }

    fn lists(&self, counts: i64, like: Option<&str>, xml: &mut Xml) -> io::Result<()> {
        let (points, numbers) = (self.free_look.to_string(), (self.free_look + 1).to_string());
        let list = |xml: &mut Xml, number: i64, look: &str| {
            within(xml, "w:num", &[("w:numId", &number.to_string())], |xml| {
                empty(xml, "w:abstractNumId", &[("w:val", look)])?;
                if number == self.points() {
                    return Ok(());
                }
                within(xml, "w:lvlOverride", &[("w:ilvl", "0")], |xml| empty(xml, "w:startOverride", &[("w:val", "1")]))
            })
        };
        list(xml, self.points(), &points)?;
        let look = like.unwrap_or(&numbers);
        (self.first_count()..self.first_count() + counts).try_for_each(|number| list(xml, number, look))
    }
}
