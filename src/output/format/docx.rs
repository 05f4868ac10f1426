//! A document for Word (Office Open XML, ECMA-376): real headings, lists and tables, in the styles of `docx/styles.xml`.

use super::columns::widths;
use super::package::packed;
use super::prose::{BOX, Part, parts};
use super::xml::{Xml, empty, file, leaf, safe, text, within};
use crate::output::document::{Block, Document, Section};
use crate::text::language::Language;
use std::io;

const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The width of the text on a page, in twentieths of a point: A4 less its margins.
const WIDTH: usize = 9638;

/// The numbers of the lists: points, and the first that counts.
const POINTS: usize = 1;
const FIRST_COUNT: usize = 2;

/// Writes a document for Word.
pub(super) fn docx(document: &Document) -> io::Result<Vec<u8>> {
    let mut body = Body { counts: 0 };
    let main = file(|xml| {
        within(xml, "w:document", &[("xmlns:w", WORDS), ("xmlns:r", LINKS)], |xml| {
            within(xml, "w:body", &[], |xml| {
                document.all().enumerate().try_for_each(|(number, it)| body.document(it, number > 0, xml))?;
                page(xml)
            })
        })
    })?;
    let language = match document.language {
        Language::Dutch => "nl-NL",
        Language::English => "en-GB",
    };
    packed(&[
        ("[Content_Types].xml", include_bytes!("docx/content-types.xml").to_vec()),
        ("_rels/.rels", include_bytes!("docx/rels.xml").to_vec()),
        ("docProps/core.xml", properties(document, language)?),
        ("word/document.xml", main),
        ("word/_rels/document.xml.rels", include_bytes!("docx/document-rels.xml").to_vec()),
        ("word/styles.xml", include_str!("docx/styles.xml").replace("LANGUAGE", language).into_bytes()),
        ("word/settings.xml", include_bytes!("docx/settings.xml").to_vec()),
        ("word/numbering.xml", numbering(body.counts)?),
        ("word/footer.xml", footer(document.language)?),
    ])
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

/// The page: its foot, its size and its margins.
fn page(xml: &mut Xml) -> io::Result<()> {
    within(xml, "w:sectPr", &[], |xml| {
        empty(xml, "w:footerReference", &[("w:type", "default"), ("r:id", "footer")])?;
        empty(xml, "w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, "1134"));
        let edges = ["w:header", "w:footer"].map(|edge| (edge, "567"));
        empty(xml, "w:pgMar", &[&sides[..], &edges, &[("w:gutter", "0")]].concat())
    })
}

/// The number of the page, and how many there are.
fn footer(language: Language) -> io::Result<Vec<u8>> {
    file(|xml| {
        within(xml, "w:ftr", &[("xmlns:w", WORDS)], |xml| {
            paragraph("Footer", xml, |xml| {
                own_run(language.pick("Pagina ", "Page "), xml)?;
                within(xml, "w:fldSimple", &[("w:instr", " PAGE ")], |xml| own_run("1", xml))?;
                own_run(language.pick(" van ", " of "), xml)?;
                within(xml, "w:fldSimple", &[("w:instr", " NUMPAGES ")], |xml| own_run("1", xml))
            })
        })
    })
}

/// The lists: each that counts begins at one again.
fn numbering(counts: usize) -> io::Result<Vec<u8>> {
    let kind = |xml: &mut Xml, id: &str, format: &str, mark: &str| {
        within(xml, "w:abstractNum", &[("w:abstractNumId", id)], |xml| {
            empty(xml, "w:multiLevelType", &[("w:val", "singleLevel")])?;
            within(xml, "w:lvl", &[("w:ilvl", "0")], |xml| {
                for (name, value) in [("w:start", "1"), ("w:numFmt", format), ("w:lvlText", mark), ("w:lvlJc", "left")]
                {
                    empty(xml, name, &[("w:val", value)])?;
                }
                within(xml, "w:pPr", &[], |xml| empty(xml, "w:ind", &[("w:left", "425"), ("w:hanging", "425")]))
            })
        })
    };
    let list = |xml: &mut Xml, number: usize, kind: &str| {
        within(xml, "w:num", &[("w:numId", &number.to_string())], |xml| {
            empty(xml, "w:abstractNumId", &[("w:val", kind)])?;
            if number == POINTS {
                return Ok(());
            }
            within(xml, "w:lvlOverride", &[("w:ilvl", "0")], |xml| empty(xml, "w:startOverride", &[("w:val", "1")]))
        })
    };
    file(|xml| {
        within(xml, "w:numbering", &[("xmlns:w", WORDS)], |xml| {
            kind(xml, "0", "bullet", "•")?;
            kind(xml, "1", "decimal", "%1.")?;
            list(xml, POINTS, "0")?;
            (FIRST_COUNT..FIRST_COUNT + counts).try_for_each(|number| list(xml, number, "1"))
        })
    })
}

/// What is written so far.
struct Body {
    /// The lists that count.
    counts: usize,
}

impl Body {
    fn document(&mut self, document: &Document, on_new_page: bool, xml: &mut Xml) -> io::Result<()> {
        headed("Title", &document.title, on_new_page, xml)?;
        document.sections.iter().try_for_each(|it| self.section(it, "Heading1", xml))?;
        if !document.appendix.is_empty() {
            headed("Heading1", document.appendix_title(), true, xml)?;
            document.appendix.iter().try_for_each(|it| self.section(it, "Heading2", xml))?;
        }
        Ok(())
    }

    fn section(&mut self, section: &Section, heading: &str, xml: &mut Xml) -> io::Result<()> {
        headed(heading, &section.title, false, xml)?;
        // A question and how to answer it stay on the page of its boxes.
        let blocks = &section.blocks;
        let question = blocks.iter().take_while(|block| matches!(block, Block::Text(_))).count();
        let question = if matches!(blocks.get(question), Some(Block::Boxes(_))) { question } else { 0 };
        for block in &blocks[..question] {
            let Block::Text(said) = block else { continue };
            parts(said).iter().try_for_each(|part| match part {
                Part::Paragraph(said) => before_boxes(said, xml),
                Part::List(points) => list(POINTS, points, xml),
            })?;
        }
        blocks[question..].iter().try_for_each(|it| self.block(it, xml))
    }

    fn block(&mut self, block: &Block, xml: &mut Xml) -> io::Result<()> {
        match block {
            Block::Strong(said) => paragraph("Strong", xml, |xml| run(said, xml)),
            Block::Text(prose) => parts(prose).iter().try_for_each(|part| match part {
                Part::Paragraph(said) => paragraph("Normal", xml, |xml| run(said, xml)),
                Part::List(points) => list(POINTS, points, xml),
            }),
            Block::List(points) => list(POINTS, points, xml),
            Block::Numbered(points) => {
                let number = FIRST_COUNT + self.counts;
                self.counts += 1;
                list(number, points, xml)
            }
            Block::Table { head, rows } | Block::Ranking { head, rows } => table(head, rows, xml),
            Block::Boxes(labels) => labels.iter().try_for_each(|label| {
                paragraph("Box", xml, |xml| {
                    own_run(BOX, xml)?;
                    own_run(" ", xml)?;
                    run(label, xml)
                })
            }),
            // The table beside it says the same.
            Block::Timeline(_) | Block::Chart(_) => Ok(()),
            Block::Blank(label) => paragraph("Blank", xml, |xml| {
                run(label, xml)?;
                own_run(" ", xml)?;
                within(xml, "w:r", &[], |xml| empty(xml, "w:tab", &[]))
            }),
        }
    }
}

/// A paragraph in a style.
fn paragraph(style: &str, xml: &mut Xml, fill: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    within(xml, "w:p", &[], |xml| {
        within(xml, "w:pPr", &[], |xml| empty(xml, "w:pStyle", &[("w:val", style)]))?;
        fill(xml)
    })
}

/// A paragraph that stays with what follows.
fn before_boxes(said: &str, xml: &mut Xml) -> io::Result<()> {
    within(xml, "w:p", &[], |xml| {
        within(xml, "w:pPr", &[], |xml| {
            empty(xml, "w:pStyle", &[("w:val", "Normal")])?;
            empty(xml, "w:keepNext", &[])
        })?;
        run(said, xml)
    })
}

/// A title or a heading.
fn headed(style: &str, title: &str, on_new_page: bool, xml: &mut Xml) -> io::Result<()> {
    within(xml, "w:p", &[], |xml| {
        within(xml, "w:pPr", &[], |xml| {
            empty(xml, "w:pStyle", &[("w:val", style)])?;
            if on_new_page { empty(xml, "w:pageBreakBefore", &[]) } else { Ok(()) }
        })?;
        run(title, xml)
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

fn list<S: AsRef<str>>(number: usize, points: &[S], xml: &mut Xml) -> io::Result<()> {
    let number = number.to_string();
    points.iter().try_for_each(|point| {
        within(xml, "w:p", &[], |xml| {
            within(xml, "w:pPr", &[], |xml| {
                empty(xml, "w:pStyle", &[("w:val", "ListParagraph")])?;
                within(xml, "w:numPr", &[], |xml| {
                    empty(xml, "w:ilvl", &[("w:val", "0")])?;
                    empty(xml, "w:numId", &[("w:val", &number)])
                })
            })?;
            run(point.as_ref(), xml)
        })
    })
}

/// A table whose head comes back on every page, and whose rows stay on one.
fn table(head: &[String], rows: &[Vec<String>], xml: &mut Xml) -> io::Result<()> {
    let widths: Vec<String> = widths(head, rows, WIDTH).iter().map(usize::to_string).collect();
    let row = |cells: &[String], style: &str, is_head: bool, xml: &mut Xml| {
        within(xml, "w:tr", &[], |xml| {
            within(xml, "w:trPr", &[], |xml| {
                empty(xml, "w:cantSplit", &[])?;
                if is_head { empty(xml, "w:tblHeader", &[]) } else { Ok(()) }
            })?;
            cells.iter().zip(&widths).try_for_each(|(cell, width)| {
                within(xml, "w:tc", &[], |xml| {
                    within(xml, "w:tcPr", &[], |xml| empty(xml, "w:tcW", &[("w:w", width), ("w:type", "dxa")]))?;
                    paragraph(style, xml, |xml| run(cell, xml))
                })
            })
        })
    };
    within(xml, "w:tbl", &[], |xml| {
        within(xml, "w:tblPr", &[], |xml| {
            empty(xml, "w:tblStyle", &[("w:val", "TableGrid")])?;
            empty(xml, "w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")])?;
            empty(xml, "w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1")])
        })?;
        within(xml, "w:tblGrid", &[], |xml| widths.iter().try_for_each(|it| empty(xml, "w:gridCol", &[("w:w", it)])))?;
        row(head, "TableHead", true, xml)?;
        rows.iter().try_for_each(|cells| row(cells, "TableText", false, xml))
    })?;
    // Two tables without a paragraph between them become one.
    paragraph("AfterTable", xml, |_| Ok(()))
}
