//! A document in Markdown document that can be handed on as it is.

use crate::output::document::{Block, Document};
use crate::text::sanitize::markdown as safe;
use std::fmt::Write as _;

/// Lays a document out as Markdown (CommonMark with tables).
pub(super) fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", safe(&document.title));
    for section in &document.sections {
        let _ = write!(out, "\n## {}\n", safe(&section.title));
        for block in &section.blocks {
            match block {
                Block::Strong(text) => {
                    let _ = write!(out, "\n**{}**\n", safe(text));
                }
                Block::Text(text) => paragraphs(text, &mut out),
                Block::List(points) => {
                    out.push('\n');
                    for point in points {
                        let _ = writeln!(out, "- {}", safe(point));
                    }
                }
                Block::Table { head, rows } | Block::Ranking { head, rows } => {
                    let _ = write!(
                        out,
                        "\n| {} |\n|{}\n",
                        head.iter().map(|cell| safe(cell)).collect::<Vec<_>>().join(" | "),
                        " --- |".repeat(head.len())
                    );
                    for row in rows {
                        let _ =
                            writeln!(out, "| {} |", row.iter().map(|cell| safe(cell)).collect::<Vec<_>>().join(" | "));
                    }
                }
                Block::Blank(label) => {
                    let _ = write!(out, "\n{} \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n", safe(label));
                }
            }
        }
    }
    out
}

/// Texts in files are plain, with paragraphs and `-` lists (FORMAT section 8).
fn paragraphs(text: &str, out: &mut String) {
    let mut before_list = true;
    out.push('\n');
    for line in text.lines() {
        match line.trim().strip_prefix("- ") {
            Some(point) => {
                if std::mem::take(&mut before_list) && !out.ends_with("\n\n") {
                    out.push('\n');
                }
                let _ = writeln!(out, "- {}", safe(point));
            }
            None => {
                before_list = true;
                let _ = writeln!(out, "{}", safe(line.trim()));
            }
        }
    }
}
