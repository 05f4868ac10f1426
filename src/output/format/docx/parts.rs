//! The parts of a Word document that is written, and how they name each other.

use super::house_style::{HouseStyle, Part};
use super::names::LINKS;
use crate::output::xml::{Xml, empty, file, within};
use std::io;

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The headers and footers of a document.
#[derive(Debug)]
pub(super) struct Edges<'h> {
    pub(super) all: Vec<Edge<'h>>,
}

/// A header or a footer.
#[derive(Debug)]
pub(super) struct Edge<'h> {
    /// `header` or `footer`.
    pub(super) kind: &'static str,
    /// On which pages.
    pub(super) pages: &'h str,
    /// What it is called in the document.
    pub(super) id: String,
    content: Content<'h>,
}

#[derive(Debug)]
enum Content<'h> {
    Ours(Vec<u8>),
    Theirs(&'h Part),
}

impl<'h> Edges<'h> {
    /// Those of a house style, and our footer where it has none.
    pub(super) fn of(style: Option<&'h HouseStyle>, footer: Vec<u8>) -> Edges<'h> {
        let mut all: Vec<Edge<'h>> = Vec::new();
        for edge in style.iter().flat_map(|style| &style.edges) {
            let id = format!("{}-{}", edge.kind, edge.pages);
            all.push(Edge { kind: edge.kind, pages: &edge.pages, id, content: Content::Theirs(&edge.part) });
        }
        let even = style.is_some_and(|style| style.even_differ);
        for pages in ["default", "even"].into_iter().filter(|pages| *pages == "default" || even) {
            if !all.iter().any(|edge| edge.kind == "footer" && edge.pages == pages) {
                let id = if pages == "default" { "footer".to_owned() } else { format!("footer-{pages}") };
                all.push(Edge { kind: "footer", pages, id, content: Content::Ours(footer.clone()) });
            }
        }
        Edges { all }
    }
}

/// The parts so far.
#[derive(Default)]
pub(super) struct Parts {
    files: Vec<(String, Vec<u8>)>,
    /// Of every part its name and its type.
    types: Vec<(String, String)>,
    /// What the document names: how, what it is and where.
    named: Vec<(String, String, String)>,
    /// The names of pictures by their place.
    pictures: Vec<String>,
    /// How names of pictures end, and what they are.
    endings: Vec<(&'static str, &'static str)>,
}

impl Parts {
    /// A part that is no picture, by its name without its ending.
    pub(super) fn add(&mut self, name: &str, kind: &str, bytes: Vec<u8>) {
        let content_type = match kind {
            "core" => "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
            "theme" => "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
            "document" => format!("{WORD_TYPE}document.main+xml"),
            kind => format!("{WORD_TYPE}{kind}+xml"),
        };
        if let Some(name) = name.strip_prefix("word/").filter(|_| kind != "document") {
            self.named.push((name.to_owned(), kind.to_owned(), format!("{name}.xml")));
        }
        self.types.push((format!("/{name}.xml"), content_type));
        self.files.push((format!("{name}.xml"), bytes));
    }

    /// The headers and footers.
    pub(super) fn edges(&mut self, edges: Edges<'_>) -> io::Result<()> {
        for edge in edges.all {
            let name = format!("word/{}", edge.id);
            match edge.content {
                Content::Ours(bytes) => self.add(&name, edge.kind, bytes),
                Content::Theirs(part) => self.taken(&name, edge.kind, part)?,
            }
        }
        Ok(())
    }

    /// The colours and letters that styles of a house style name.
    pub(super) fn theme(&mut self, style: &HouseStyle) -> io::Result<()> {
        style.theme.iter().try_for_each(|theme| self.taken("word/theme", "theme", theme))
    }

    /// A part of a house style, with the pictures that it names.
    fn taken(&mut self, name: &str, kind: &str, part: &Part) -> io::Result<()> {
        self.add(name, kind, part.xml.clone());
        let file = name.trim_start_matches("word/");
        if !part.pictures.is_empty() {
            let relations = relations(|xml| {
                part.pictures.iter().try_for_each(|(id, picture)| relation(xml, id, "image", &self.pictures[*picture]))
            })?;
            self.files.push((format!("word/_rels/{file}.xml.rels"), relations));
        }
        Ok(())
    }

    /// Every picture of a house style; they come before the parts that name them.
    pub(super) fn pictures(&mut self, style: &HouseStyle) {
        for (place, picture) in style.pictures.iter().enumerate() {
            let name = format!("media/picture{}.{}", place + 1, picture.ending);
            self.files.push((format!("word/{name}"), picture.bytes.clone()));
            self.pictures.push(name);
            let kind = (picture.ending, picture.content_type());
            if !self.endings.contains(&kind) {
                self.endings.push(kind);
            }
        }
    }

    /// All files of the package.
    pub(super) fn whole(self) -> io::Result<Vec<(String, Vec<u8>)>> {
        let types = file(|xml| {
            within(xml, "Types", &[("xmlns", TYPES)], |xml| {
                let relations = "application/vnd.openxmlformats-package.relationships+xml";
                let usual = [("rels", relations), ("xml", "application/xml")];
                for (ending, content_type) in usual.iter().chain(&self.endings) {
                    empty(xml, "Default", &[("Extension", ending), ("ContentType", content_type)])?;
                }
                self.types.iter().try_for_each(|(name, content_type)| {
                    empty(xml, "Override", &[("PartName", name), ("ContentType", content_type)])
                })
            })
        })?;
        let root = include_bytes!("rels.xml").to_vec();
        let named =
            relations(|xml| self.named.iter().try_for_each(|(id, kind, target)| relation(xml, id, kind, target)))?;
        let mut files = vec![("[Content_Types].xml".to_owned(), types), ("_rels/.rels".to_owned(), root)];
        files.extend(self.files);
        files.push(("word/_rels/document.xml.rels".to_owned(), named));
        Ok(files)
    }
}

fn relations(fill: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    file(|xml| within(xml, "Relationships", &[("xmlns", RELATIONS)], fill))
}

fn relation(xml: &mut Xml, id: &str, kind: &str, target: &str) -> io::Result<()> {
    empty(xml, "Relationship", &[("Id", id), ("Type", &format!("{LINKS}/{kind}")), ("Target", target)])
}
