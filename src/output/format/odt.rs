//! A document for LibreOffice and others (OpenDocument 1.3): real headings, lists and tables, in the styles of
//! `odt/styles.xml`.

use super::columns::widths;
use super::package::packed;
use super::prose::{BOX, Part, parts};
use crate::output::document::{Block, Document, Section};
use crate::output::xml::{Xml, empty, file, leaf, safe, within};
use crate::text::language::Language;
use crate::text::sanitize::line;
use std::io;

const NAMES: [(&str, &str); 6] = [
    ("office:version", "1.3"),
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
];

/// The width of the text on a page, in hundredths of a millimetre: A4 less its margins.
const WIDTH: usize = 17_000;

/// Writes a document in OpenDocument.
pub(super) fn odt(document: &Document) -> io::Result<Vec<u8>> {
    let (tongue, country) = match document.language {
        Language::Dutch => ("nl", "NL"),
        Language::English => ("en", "GB"),
    };
    let styles = include_str!("odt/styles.xml").replace("TONGUE", tongue).replace("COUNTRY", country);
    let styles = styles.replace(">PAGE ", document.language.pick(">Pagina ", ">Page "));
    let styles = styles.replace("> OF <", document.language.pick("> van <", "> of <"));
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text".to_vec()),
        ("META-INF/manifest.xml", include_bytes!("odt/manifest.xml").to_vec()),
        ("meta.xml", meta(document, &format!("{tongue}-{country}"))?),
        ("styles.xml", styles.into_bytes()),
        ("content.xml", content(document)?),
    ])
}

/// What a document says of itself.
fn meta(document: &Document, language: &str) -> io::Result<Vec<u8>> {
    file(|xml| {
        let names = [&NAMES[..2], &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")]].concat();
        within(xml, "office:document-meta", &names, |xml| {
            within(xml, "office:meta", &[], |xml| {
                leaf(xml, "dc:title", &[], &document.title)?;
                leaf(xml, "dc:language", &[], language)
            })
        })
    })
}

/// The text, and before it the styles that only this document has.
fn content(document: &Document) -> io::Result<Vec<u8>> {
    let mut body = Body { tables: Vec::new() };
    let mut written = Xml::new(Vec::new());
    within(&mut written, "office:body", &[], |xml| {
        within(xml, "office:text", &[], |xml| {
            document.all().enumerate().try_for_each(|(number, it)| body.document(it, number > 0, xml))
        })
    })?;
    file(|xml| {
        within(xml, "office:document-content", &NAMES, |xml| {
            within(xml, "office:automatic-styles", &[], |xml| {
                for parent in ["Title", "Heading_20_1"] {
                    style((&on_new_page(parent), "paragraph"), &[("style:parent-style-name", parent)], xml, |xml| {
                        empty(xml, "style:paragraph-properties", &[("fo:break-before", "page")])
                    })?;
                }
                let edges = [("fo:border", "0.5pt solid #000000"), ("fo:padding", "0.1cm")];
                style(("Cell", "table-cell"), &[], xml, |xml| empty(xml, "style:table-cell-properties", &edges))?;
                style(("Row", "table-row"), &[], xml, |xml| {
                    empty(xml, "style:table-row-properties", &[("fo:keep-together", "always")])
                })?;
                body.tables.iter().enumerate().try_for_each(|(table, widths)| table_styles(table, widths, xml))
            })?;
            xml.get_mut().extend(written.into_inner());
            Ok(())
        })
    })
}

fn style(
    (name, family): (&str, &str),
    more: &[(&str, &str)],
    xml: &mut Xml,
    fill: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    within(xml, "style:style", &[&[("style:name", name), ("style:family", family)], more].concat(), fill)
}

fn table_styles(table: usize, widths: &[usize], xml: &mut Xml) -> io::Result<()> {
    let centimetres = |width: usize| format!("{}.{:03}cm", width / 1000, width % 1000);
    let whole = [
        ("style:width", &*centimetres(WIDTH)),
        ("table:align", "left"),
        ("table:border-model", "collapsing"),
        ("fo:margin-bottom", "0.3cm"),
    ];
    style((&table_name(table), "table"), &[], xml, |xml| empty(xml, "style:table-properties", &whole))?;
    widths.iter().enumerate().try_for_each(|(column, &width)| {
        style((&column_name(table, column), "table-column"), &[], xml, |xml| {
            empty(xml, "style:table-column-properties", &[("style:column-width", &centimetres(width))])
        })
    })
}

fn table_name(table: usize) -> String {
    format!("Table{}", table + 1)
}

fn column_name(table: usize, column: usize) -> String {
    format!("{}.{}", table_name(table), column + 1)
}

/// The style that begins a page, beside the one that does not.
fn on_new_page(style: &str) -> String {
    format!("{style}_20_on_20_new_20_page")
}

/// What is written so far.
struct Body {
    /// The widths of the columns of each table.
    tables: Vec<Vec<usize>>,
}

impl Body {
    fn document(&mut self, document: &Document, new_page: bool, xml: &mut Xml) -> io::Result<()> {
        let title = if new_page { on_new_page("Title") } else { "Title".to_owned() };
        paragraph(&title, &document.title, xml)?;
        document.sections.iter().try_for_each(|it| self.section(it, ("1", "Heading_20_1"), xml))?;
        if !document.appendix.is_empty() {
            heading(("1", &on_new_page("Heading_20_1")), document.appendix_title(), xml)?;
            document.appendix.iter().try_for_each(|it| self.section(it, ("2", "Heading_20_2"), xml))?;
        }
        Ok(())
    }

    fn section(&mut self, section: &Section, level: (&str, &str), xml: &mut Xml) -> io::Result<()> {
        heading(level, &section.title, xml)?;
        section.blocks.iter().try_for_each(|it| self.block(it, xml))
    }

    fn block(&mut self, block: &Block, xml: &mut Xml) -> io::Result<()> {
        match block {
            Block::Strong(said) => paragraph("Main_20_point", said, xml),
            Block::Text(prose) => parts(prose).iter().try_for_each(|part| match part {
                Part::Paragraph(said) => paragraph("Standard", said, xml),
                Part::List(points) => list("Points", points, xml),
            }),
            Block::List(points) => list("Points", points, xml),
            Block::Numbered(points) => list("Counts", points, xml),
            Block::Table { head, rows } | Block::Ranking { head, rows } => self.table(head, rows, xml),
            Block::Boxes(labels) => labels.iter().try_for_each(|label| {
                within(xml, "text:p", &[("text:style-name", "Box")], |xml| {
                    safe(xml, BOX)?;
                    safe(xml, " ")?;
                    spaced(label, xml)
                })
            }),
            // The table beside it says the same.
            Block::Timeline(_) | Block::Chart(_) => Ok(()),
            Block::Blank(label) => within(xml, "text:p", &[("text:style-name", "Blank")], |xml| {
                spaced(label, xml)?;
                safe(xml, " ")?;
                empty(xml, "text:tab", &[])
            }),
        }
    }

    /// A table whose head comes back on every page, and whose rows stay on one.
    fn table(&mut self, head: &[String], rows: &[Vec<String>], xml: &mut Xml) -> io::Result<()> {
        let number = self.tables.len();
        self.tables.push(widths(head, rows, WIDTH));
        let row = |cells: &[String], style: &str, xml: &mut Xml| {
            within(xml, "table:table-row", &[("table:style-name", "Row")], |xml| {
                cells.iter().try_for_each(|cell| {
                    let about = [("table:style-name", "Cell"), ("office:value-type", "string")];
                    within(xml, "table:table-cell", &about, |xml| paragraph(style, cell, xml))
                })
            })
        };
        let name = table_name(number);
        within(xml, "table:table", &[("table:name", &name), ("table:style-name", &name)], |xml| {
            (0..head.len()).try_for_each(|column| {
                empty(xml, "table:table-column", &[("table:style-name", &column_name(number, column))])
            })?;
            within(xml, "table:table-header-rows", &[], |xml| row(head, "Table_20_Heading", xml))?;
            rows.iter().try_for_each(|cells| row(cells, "Table_20_Contents", xml))
        })
    }
}

fn heading((level, style): (&str, &str), title: &str, xml: &mut Xml) -> io::Result<()> {
    let about = [("text:style-name", style), ("text:outline-level", level)];
    within(xml, "text:h", &about, |xml| spaced(title, xml))
}

fn paragraph(style: &str, said: &str, xml: &mut Xml) -> io::Result<()> {
    within(xml, "text:p", &[("text:style-name", style)], |xml| spaced(said, xml))
}

fn list<S: AsRef<str>>(style: &str, points: &[S], xml: &mut Xml) -> io::Result<()> {
    within(xml, "text:list", &[("text:style-name", style)], |xml| {
        points
            .iter()
            .try_for_each(|point| within(xml, "text:list-item", &[], |xml| paragraph("List", point.as_ref(), xml)))
    })
}

/// Text in which spaces are kept: several in a row are one here, and those at the beginning none.
fn spaced(said: &str, xml: &mut Xml) -> io::Result<()> {
    let said = line(said);
    let mut from = 0;
    for (at, _) in said.match_indices(' ').filter(|&(at, _)| at == 0 || said[..at].ends_with(' ')) {
        safe(xml, &said[from..at])?;
        empty(xml, "text:s", &[])?;
        from = at + 1;
    }
    safe(xml, &said[from..])
}
