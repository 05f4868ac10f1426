//! XML in memory, in which text stays text.

use crate::text::sanitize::line;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;
use std::io;

/// Where XML is written.
pub(crate) type Xml = Writer<Vec<u8>>;

/// A file of XML, filled by a function.
pub(crate) fn file(fill: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    filled(Xml::new(Vec::new()), fill)
}

/// The same with a line for each element, where space between elements says nothing.
pub(crate) fn lines(fill: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    filled(Xml::new_with_indent(Vec::new(), b' ', 2), fill)
}

fn filled(mut xml: Xml, fill: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    fill(&mut xml)?;
    Ok(xml.into_inner())
}

/// Text: marks are written as entities, and what may not stand in XML, or hides, as an escape that can be seen.
pub(crate) fn text(xml: &mut Xml, text: &str) -> io::Result<()> {
    safe(xml, &line(text))
}

/// Text that is harmless already, spaces at its ends included.
pub(crate) fn safe(xml: &mut Xml, text: &str) -> io::Result<()> {
    xml.write_event(Event::Text(BytesText::from_escaped(partial_escape(text))))
}

/// An element with other elements in it.
pub(crate) fn within(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    fill: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_inner_content(fill)?;
    Ok(())
}

/// An element with text in it.
pub(crate) fn leaf(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], content: &str) -> io::Result<()> {
    within(xml, name, attributes, |xml| text(xml, content))
}

/// An element with nothing in it.
pub(crate) fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}
