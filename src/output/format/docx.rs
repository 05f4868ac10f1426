//! A document for Word (Office Open XML, ECMA-376): real headings, lists and tables, in the styles of `docx/styles.xml`
//! or of somebody's house style.

mod carried;
mod house_style;
mod look;
mod names;
mod numbering;
mod page_size;
mod parts;
mod styles;

use super::columns::widths;
use super::package::packed;
use super::prose::{BOX, Part, parts};
use crate::output::document::{Block, Document, Section};
use crate::output::xml::{Xml, empty, file, leaf, safe, text, within};
use crate::text::language::Language;
pub use house_style::{HouseStyle, LARGEST_HOUSE_STYLE};
use look::Look;
use names::{LINKS, WORDS};
use parts::{Edges, Parts};
use std::io;

/// Writes a document for Word, in somebody's house style where one is given.
pub(super) fn docx(document: &Document, style: Option<&HouseStyle>) -> io::Result<Vec<u8>> {
    let language = match document.language {
        Language::Dutch => "nl-NL",
        Language::English => "en-GB",
    };
    let look = Look::of(style, language)?;
    let mut body = Body { look: &look, counts: 0 };
    let own_footer = file(|xml| footer(document.language, look.styles.id("Footer"), xml))?;
    let edges = Edges::of(style, own_footer);
    let main = file(|xml| {
        within(xml, "w:document", &[("xmlns:w", WORDS), ("xmlns:r", LINKS)], |xml| {
            within(xml, "w:body", &[], |xml| {
                document.all().enumerate().try_for_each(|(number, it)| body.document(it, number > 0, xml))?;
                page(&look, &edges, xml)
            })
        })
    })?;
    let numbering = look.numbering.write(body.counts, look.counted.as_deref())?;
    let mut parts = Parts::default();
    if let Some(style) = style {
        parts.pictures(style);
        parts.theme(style)?;
    }
    parts.add("docProps/core", "core", properties(document, language)?);
    parts.add("word/document", "document", main);
    parts.add("word/styles", "styles", look.styles.xml.into_bytes());
    parts.add("word/settings", "settings", settings(style)?);
    parts.add("word/numbering", "numbering", numbering);
    parts.edges(edges)?;
    packed(&parts.whole()?)
}

/// What a document says of itself.
fn properties(document: &Document, language: &str) -> io::Result<Vec<u8>> {
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    file(|xml| {
        within(xml, "cp:coreProperties", &names, |xml| {
            leaf(xml, "dc:title", &[], &document.title)?;
            leaf(xml, "dc:language", &[], language)
        })
    })
}

/// The page: its headers and footers, its size and its margins.
fn page(look: &Look, edges: &Edges<'_>, xml: &mut Xml) -> io::Result<()> {
    within(xml, "w:sectPr", &[], |xml| {
        for edge in &edges.all {
            let element = if edge.kind == "header" { "w:headerReference" } else { "w:footerReference" };
            empty(xml, element, &[("w:type", edge.pages), ("r:id", &edge.id)])?;
        }
        look.page.write(xml)?;
        if look.first_differs { empty(xml, "w:titlePg", &[]) } else { Ok(()) }
    })
}

/// How Word is to treat the document.
fn settings(style: Option<&HouseStyle>) -> io::Result<Vec<u8>> {
    file(|xml| {
        within(xml, "w:settings", &[("xmlns:w", WORDS)], |xml| {
            if style.is_some_and(|style| style.even_differ) {
                empty(xml, "w:evenAndOddHeaders", &[])?;
            }
            within(xml, "w:compat", &[], |xml| {
                let name = ("w:name", "compatibilityMode");
                let uri = ("w:uri", "http://schemas.microsoft.com/office/word");
                empty(xml, "w:compatSetting", &[name, uri, ("w:val", "15")])
            })
        })
    })
}

/// The number of the page, and how many there are.
fn footer(language: Language, style: &str, xml: &mut Xml) -> io::Result<()> {
    within(xml, "w:ftr", &[("xmlns:w", WORDS)], |xml| {
        paragraph(style, xml, |xml| {
            own_run(language.pick("Pagina ", "Page "), xml)?;
            within(xml, "w:fldSimple", &[("w:instr", " PAGE ")], |xml| own_run("1", xml))?;
            own_run(language.pick(" van ", " of "), xml)?;
            within(xml, "w:fldSimple", &[("w:instr", " NUMPAGES ")], |xml| own_run("1", xml))
        })
    })
}

/// What is written so far.
struct Body<'l> {
    look: &'l Look,
    /// The lists that count.
    counts: i64,
}

impl Body<'_> {
    fn document(&mut self, document: &Document, on_new_page: bool, xml: &mut Xml) -> io::Result<()> {
        self.headed("Title", &document.title, on_new_page, xml)?;
        document.sections.iter().try_for_each(|it| self.section(it, "Heading1", xml))?;
        if !document.appendix.is_empty() {
            self.headed("Heading1", document.appendix_title(), true, xml)?;
            document.appendix.iter().try_for_each(|it| self.section(it, "Heading2", xml))?;
        }
        Ok(())
    }

    fn section(&mut self, section: &Section, heading: &str, xml: &mut Xml) -> io::Result<()> {
        self.headed(heading, &section.title, false, xml)?;
        // A question and how to answer it stay on the page of its boxes.
        let blocks = &section.blocks;
        let question = blocks.iter().take_while(|block| matches!(block, Block::Text(_))).count();
        let question = if matches!(blocks.get(question), Some(Block::Boxes(_))) { question } else { 0 };
        for block in &blocks[..question] {
            let Block::Text(said) = block else { continue };
            parts(said).iter().try_for_each(|part| match part {
                Part::Paragraph(said) => self.before_boxes(said, xml),
                Part::List(points) => self.points(points, xml),
            })?;
        }
        blocks[question..].iter().try_for_each(|it| self.block(it, xml))
    }

    fn block(&mut self, block: &Block, xml: &mut Xml) -> io::Result<()> {
        match block {
            Block::Strong(said) => self.paragraph("Strong", xml, |xml| run(said, xml)),
            Block::Text(prose) => parts(prose).iter().try_for_each(|part| match part {
                Part::Paragraph(said) => self.paragraph("Normal", xml, |xml| run(said, xml)),
                Part::List(points) => self.points(points, xml),
            }),
            Block::List(points) => self.points(points, xml),
            Block::Numbered(points) => {
                let number = self.look.numbering.first_count() + self.counts;
                self.counts += 1;
                self.list(&self.look.count_style, Some(number), points, xml)
            }
            Block::Table { head, rows } | Block::Ranking { head, rows } => self.table(head, rows, xml),
            Block::Boxes(labels) => labels.iter().try_for_each(|label| {
                self.paragraph("Box", xml, |xml| {
                    own_run(BOX, xml)?;
                    own_run(" ", xml)?;
                    run(label, xml)
                })
            }),
            // The table beside it says the same.
            Block::Timeline(_) | Block::Chart(_) => Ok(()),
            Block::Blank(label) => self.paragraph("Blank", xml, |xml| {
                run(label, xml)?;
                own_run(" ", xml)?;
                within(xml, "w:r", &[], |xml| empty(xml, "w:tab", &[]))
            }),
        }
    }

    /// A paragraph in a style.
    fn paragraph(&self, style: &str, xml: &mut Xml, fill: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
        paragraph(self.look.styles.id(style), xml, fill)
    }

    /// A paragraph that stays with what follows.
    fn before_boxes(&self, said: &str, xml: &mut Xml) -> io::Result<()> {
        within(xml, "w:p", &[], |xml| {
            within(xml, "w:pPr", &[], |xml| {
                empty(xml, "w:pStyle", &[("w:val", self.look.styles.id("Normal"))])?;
                empty(xml, "w:keepNext", &[])
            })?;
            run(said, xml)
        })
    }

    /// A title or a heading.
    fn headed(&self, style: &str, title: &str, on_new_page: bool, xml: &mut Xml) -> io::Result<()> {
        within(xml, "w:p", &[], |xml| {
            within(xml, "w:pPr", &[], |xml| {
                empty(xml, "w:pStyle", &[("w:val", self.look.styles.id(style))])?;
                if on_new_page { empty(xml, "w:pageBreakBefore", &[]) } else { Ok(()) }
            })?;
            run(title, xml)
        })
    }

    fn points<S: AsRef<str>>(&self, points: &[S], xml: &mut Xml) -> io::Result<()> {
        self.list(&self.look.point_style, self.look.points, points, xml)
    }

    /// Points in a style, which may be in a list of its own.
    fn list<S: AsRef<str>>(&self, style: &str, number: Option<i64>, points: &[S], xml: &mut Xml) -> io::Result<()> {
        points.iter().try_for_each(|point| {
            within(xml, "w:p", &[], |xml| {
                within(xml, "w:pPr", &[], |xml| {
                    empty(xml, "w:pStyle", &[("w:val", style)])?;
                    let Some(number) = number else { return Ok(()) };
                    within(xml, "w:numPr", &[], |xml| {
                        empty(xml, "w:ilvl", &[("w:val", "0")])?;
                        empty(xml, "w:numId", &[("w:val", &number.to_string())])
                    })
                })?;
                run(point.as_ref(), xml)
            })
        })
    }

    /// A table whose head comes back on every page, and whose rows stay on one.
    fn table(&self, head: &[String], rows: &[Vec<String>], xml: &mut Xml) -> io::Result<()> {
        let styles = &self.look.styles;
        let all = self.look.page.text_width();
        let widths: Vec<String> = widths(head, rows, all as usize).iter().map(usize::to_string).collect();
        let row = |cells: &[String], style: &str, is_head: bool, xml: &mut Xml| {
            within(xml, "w:tr", &[], |xml| {
                within(xml, "w:trPr", &[], |xml| {
                    empty(xml, "w:cantSplit", &[])?;
                    if is_head { empty(xml, "w:tblHeader", &[]) } else { Ok(()) }
                })?;
                cells.iter().zip(&widths).try_for_each(|(cell, width)| {
                    within(xml, "w:tc", &[], |xml| {
                        within(xml, "w:tcPr", &[], |xml| empty(xml, "w:tcW", &[("w:w", width), ("w:type", "dxa")]))?;
                        self.paragraph(style, xml, |xml| run(cell, xml))
                    })
                })
            })
        };
        within(xml, "w:tbl", &[], |xml| {
            within(xml, "w:tblPr", &[], |xml| {
                empty(xml, "w:tblStyle", &[("w:val", styles.id("TableGrid"))])?;
                empty(xml, "w:tblW", &[("w:w", &all.to_string()), ("w:type", "dxa")])?;
                empty(xml, "w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1")])
            })?;
            within(xml, "w:tblGrid", &[], |xml| {
                widths.iter().try_for_each(|it| empty(xml, "w:gridCol", &[("w:w", it)]))
            })?;
            row(head, "TableHead", true, xml)?;
            rows.iter().try_for_each(|cells| row(cells, "TableText", false, xml))
        })?;
        // Two tables without a paragraph between them become one.
        self.paragraph("AfterTable", xml, |_| Ok(()))
    }
}

/// A paragraph in a style of the document.
fn paragraph(style: &str, xml: &mut Xml, fill: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    within(xml, "w:p", &[], |xml| {
        within(xml, "w:pPr", &[], |xml| empty(xml, "w:pStyle", &[("w:val", style)]))?;
        fill(xml)
    })
}

/// Text in a paragraph.
fn run(said: &str, xml: &mut Xml) -> io::Result<()> {
    within(xml, "w:r", &[], |xml| within(xml, "w:t", &[("xml:space", "preserve")], |xml| text(xml, said)))
}

/// Fixed text, spaces at its ends included.
fn own_run(said: &str, xml: &mut Xml) -> io::Result<()> {
    within(xml, "w:r", &[], |xml| within(xml, "w:t", &[("xml:space", "preserve")], |xml| safe(xml, said)))
}
