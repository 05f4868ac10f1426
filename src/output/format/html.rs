//! A document as a web page that stands on its own: no scripts, nothing from elsewhere, ready to print.

use super::prose::{BOX, Part, parts};
use crate::output::document::{Block, Document, Section};
use crate::output::xml::{Xml, empty, leaf, safe, text, within};
use std::io;

/// The look of the page, on a screen and on paper, where the head of a table comes back on every page.
const STYLE: &str = include_str!("html/style.css");

/// What the page may load: its own style, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Writes a document as a web page.
pub(super) fn html(document: &Document) -> io::Result<Vec<u8>> {
    let mut page = Xml::new(b"<!DOCTYPE html>\n".to_vec());
    within(&mut page, "html", &[("lang", document.language.tag())], |page| {
        within(page, "head", &[], |head| {
            empty(head, "meta", &[("charset", "utf-8")])?;
            empty(head, "meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")])?;
            empty(head, "meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)])?;
            leaf(head, "title", &[], &document.title)?;
            within(head, "style", &[], |style| safe(style, STYLE))
        })?;
        within(page, "body", &[], |body| {
            within(body, "main", &[], |main| document.all().try_for_each(|it| one(it, main)))
        })
    })?;
    let mut bytes = page.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn one(document: &Document, out: &mut Xml) -> io::Result<()> {
    leaf(out, "h1", &[], &document.title)?;
    document.sections.iter().try_for_each(|part| section(part, "h2", out))?;
    if !document.appendix.is_empty() {
        leaf(out, "h2", &[("class", "appendix")], document.appendix_title())?;
        document.appendix.iter().try_for_each(|part| section(part, "h3", out))?;
    }
    Ok(())
}

fn section(section: &Section, heading: &str, out: &mut Xml) -> io::Result<()> {
    leaf(out, heading, &[], &section.title)?;
    section.blocks.iter().try_for_each(|it| block(it, out))
}

fn block(block: &Block, out: &mut Xml) -> io::Result<()> {
    match block {
        Block::Strong(said) => within(out, "p", &[], |out| leaf(out, "strong", &[], said)),
        Block::Text(prose) => parts(prose).iter().try_for_each(|part| match part {
            Part::Paragraph(text) => leaf(out, "p", &[], text),
            Part::List(points) => list("ul", points, out),
        }),
        Block::List(points) => list("ul", points, out),
        Block::Numbered(points) => list("ol", points, out),
        Block::Table { head, rows } | Block::Ranking { head, rows } => table(head, rows, out),
        Block::Boxes(labels) => labels.iter().try_for_each(|label| {
            within(out, "p", &[("class", "box")], |out| {
                safe(out, BOX)?;
                safe(out, " ")?;
                text(out, label)
            })
        }),
        // The table beside it says the same.
        Block::Timeline(_) => Ok(()),
        Block::Chart(chart) => super::chart::svg(chart, out),
        Block::Blank(label) => within(out, "p", &[], |out| {
            within(out, "label", &[], |out| {
                text(out, label)?;
                safe(out, " ")?;
                empty(out, "input", &[("type", "text")])
            })
        }),
    }
}

fn list<S: AsRef<str>>(kind: &str, points: &[S], out: &mut Xml) -> io::Result<()> {
    within(out, kind, &[], |out| points.iter().try_for_each(|point| leaf(out, "li", &[], point.as_ref())))
}

fn table(head: &[String], rows: &[Vec<String>], out: &mut Xml) -> io::Result<()> {
    within(out, "table", &[], |out| {
        within(out, "thead", &[], |out| {
            within(out, "tr", &[], |out| head.iter().try_for_each(|cell| leaf(out, "th", &[("scope", "col")], cell)))
        })?;
        within(out, "tbody", &[], |out| {
            rows.iter().try_for_each(|row| {
                within(out, "tr", &[], |out| row.iter().try_for_each(|cell| leaf(out, "td", &[], cell)))
            })
        })
    })
}
