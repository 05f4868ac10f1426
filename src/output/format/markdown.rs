//! A document in Markdown that can be handed on as it is.

use super::prose::BOX;
use crate::output::document::{Block, Document, Section, TimelineBar};
use crate::text::markdown::{cell, heading, inside, start};
use std::fmt::Write as _;

/// Lays a document out as Markdown (CommonMark with tables).
pub(super) fn markdown(document: &Document) -> String {
    document.all().map(one).collect::<Vec<_>>().join("\n---\n\n")
}

fn one(document: &Document) -> String {
    let mut out = format!("# {}\n", heading(&document.title));
    document.sections.iter().for_each(|part| section(part, &mut out));
    if !document.appendix.is_empty() {
        let _ = write!(out, "\n# {}\n", document.appendix_title());
        document.appendix.iter().for_each(|part| section(part, &mut out));
    }
    out
}

fn section(section: &Section, out: &mut String) {
    let _ = write!(out, "\n## {}\n", heading(&section.title));
    for block in &section.blocks {
        match block {
            Block::Strong(text) => {
                let _ = write!(out, "\n**{}**\n", inside(text));
            }
            Block::Text(text) => paragraphs(text, out),
            Block::List(points) => {
                out.push('\n');
                for point in points {
                    let _ = writeln!(out, "- {}", start(point));
                }
            }
            Block::Numbered(points) => {
                out.push('\n');
                for (number, point) in points.iter().enumerate() {
                    let _ = writeln!(out, "{}. {}", number + 1, start(point));
                }
            }
            Block::Table { head, rows } | Block::Ranking { head, rows } => {
                let line = |cells: &[String]| cells.iter().map(|it| cell(it)).collect::<Vec<_>>().join(" | ");
                let _ = write!(out, "\n| {} |\n|{}\n", line(head), " --- |".repeat(head.len()));
                for row in rows {
                    let _ = writeln!(out, "| {} |", line(row));
                }
            }
            Block::Boxes(labels) => {
                out.push('\n');
                for label in labels {
                    let _ = writeln!(out, "- {BOX} {}", inside(label));
                }
            }
            Block::Timeline(bars) => gantt(bars, out),
            // The table behind it says the same.
            Block::Chart(_) => {}
            // Underscores between a blank and the end of a line are no markup.
            Block::Blank(label) => {
                let _ = write!(out, "\n{} ____________________\n", start(label));
            }
        }
    }
}

/// A diagram for what draws Mermaid, as most places that keep Markdown do.
fn gantt(bars: &[TimelineBar], out: &mut String) {
    let _ = write!(out, "\n```mermaid\ngantt\n    dateFormat YYYY-MM-DD\n");
    for bar in bars {
        // What Mermaid takes for markup has no place in a name.
        let plain = |it: char| if it.is_alphanumeric() || " -().,".contains(it) { it } else { ' ' };
        let name: String = bar.title.chars().map(plain).collect();
        let days = (bar.to_week - bar.from_week + 1) * 7;
        let _ = writeln!(out, "    {} :{}, {days}d", name.trim(), bar.first_day);
    }
    out.push_str("```\n");
}

/// Texts in files are plain, with paragraphs and `-` lists (`docs/format.md#8-files-names-words`).
fn paragraphs(text: &str, out: &mut String) {
    let mut before_list = true;
    out.push('\n');
    for line in text.lines().map(str::trim) {
        match line.strip_prefix("- ") {
            Some(point) => {
                if std::mem::take(&mut before_list) && !out.ends_with("\n\n") {
                    out.push('\n');
                }
                let _ = writeln!(out, "- {}", start(point));
            }
            None => {
                before_list = true;
                let _ = writeln!(out, "{}", start(line));
            }
        }
    }
}
