//! A document for a terminal, or for a pipe: wrapped to a width, with or without colour.

use crate::output::document::{BarChart, Block, Document, Section, TimelineBar};
use crate::text::language::Language;
use crate::text::sanitize::{line, lines};
use comfy_table::{ContentArrangement, Table};
use std::fmt::Write as _;

/// How the text is laid out.
#[derive(Clone, Copy, Debug)]
pub struct TextLayout {
    /// Columns there are; `None` does not wrap.
    pub width: Option<usize>,
    /// Whether escape codes may be used for bold; words carry the meaning in any case.
    pub colour: bool,
    /// Tables as lines instead of in columns, for those who listen.
    pub plain: bool,
}

/// Rows of a ranking that are shown at most on a screen; the document has them all.
const ROWS: usize = 8;

/// Cells up to this many characters are not broken.
const SHORT: usize = 20;

/// Lays a document out as text.
pub(super) fn text(document: &Document, look: TextLayout) -> String {
    document.all().map(|document| one(document, look)).collect::<Vec<_>>().join("\n")
}

fn one(document: &Document, look: TextLayout) -> String {
    let mut out = String::new();
    heading(&document.title, '=', look, &mut out);
    document.sections.iter().for_each(|part| section(document.language, part, look, &mut out));
    if !document.appendix.is_empty() {
        out.push('\n');
        heading(document.appendix_title(), '=', look, &mut out);
        document.appendix.iter().for_each(|part| section(document.language, part, look, &mut out));
    }
    out
}

fn section(language: Language, section: &Section, look: TextLayout, out: &mut String) {
    out.push('\n');
    heading(&section.title, '-', look, out);
    for block in &section.blocks {
        match block {
            Block::Strong(text) => {
                let text = wrap(&line(text), "", look);
                let _ = writeln!(out, "{}", if look.colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text });
            }
            Block::Text(text) => {
                for paragraph in lines(text).split('\n') {
                    let _ = writeln!(out, "{}", wrap(paragraph, "", look));
                }
            }
            Block::List(points) => {
                for point in points {
                    let _ = writeln!(out, "{}", wrap(&format!("- {}", line(point)), "  ", look));
                }
            }
            Block::Numbered(points) => {
                for (number, point) in points.iter().enumerate() {
                    let _ = writeln!(out, "{}", wrap(&format!("{}. {}", number + 1, line(point)), "   ", look));
                }
            }
            Block::Table { head, rows: all } => out.push_str(&rows(head, all, look)),
            Block::Ranking { head, rows } => ranking(language, head, rows, look, out),
            Block::Boxes(labels) => {
                for label in labels {
                    let _ = writeln!(out, "{}", wrap(&format!("[ ] {}", line(label)), "    ", look));
                }
            }
            Block::Timeline(bars) => timeline(bars, look, out),
            Block::Chart(chart) => bars(chart, look, out),
            Block::Blank(label) => {
                let _ = writeln!(out, "{} ____________________", line(label));
            }
        }
    }
}

fn heading(title: &str, rule: char, look: TextLayout, out: &mut String) {
    let title = line(title);
    if look.plain {
        let _ = writeln!(out, "{title}");
    } else if look.colour {
        let _ = writeln!(out, "\u{1b}[1m{title}\u{1b}[0m\n{}", rule.to_string().repeat(title.chars().count()));
    } else {
        let _ = writeln!(out, "{title}\n{}", rule.to_string().repeat(title.chars().count()));
    }
}

fn wrap(text: &str, indent: &str, look: TextLayout) -> String {
    match look.width {
        None => text.to_owned(),
        Some(width) => textwrap::fill(text, textwrap::Options::new(width.max(20)).subsequent_indent(indent)),
    }
}

/// A bar for every step. Who listens, or has little room, has the weeks in the table.
fn timeline(bars: &[TimelineBar], look: TextLayout, out: &mut String) {
    let names: Vec<String> = bars.iter().map(|bar| line(&bar.title)).collect();
    let (room, widest) = (look.width.unwrap_or(100), names.iter().map(|it| it.chars().count()).max().unwrap_or(0));
    let weeks = bars.iter().map(|bar| bar.to_week).max().unwrap_or(0);
    let Some(left) = room.checked_sub(widest + 2).filter(|left| *left >= 10 && !look.plain && weeks > 0) else {
        return;
    };
    // As many weeks to a mark as are needed to keep within the line.
    let per_mark = (weeks - 1) / left as i64 + 1;
    for (name, bar) in names.iter().zip(bars) {
        let (from, to) = ((bar.from_week - 1) / per_mark, (bar.to_week - 1) / per_mark);
        let (before, long) = (from as usize, (to - from + 1) as usize);
        let _ = writeln!(out, "{name:<widest$}  {}{}", "·".repeat(before), "█".repeat(long));
    }
}

/// A bar for every number, the longest as long as there is room for. Who listens has the table.
fn bars(chart: &BarChart, look: TextLayout, out: &mut String) {
    let named: Vec<(String, i64)> = chart.bars().into_iter().map(|(name, number)| (line(&name), number)).collect();
    let widest = named.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let figures = chart.largest().to_string().len();
    let room = look.width.unwrap_or(100).min(100).checked_sub(widest + figures + 4);
    let Some(room) = room.filter(|room| *room >= 10 && !look.plain) else { return };
    for (name, number) in named {
        // What is not nothing has a mark.
        let long = (number.max(0) as u128 * room as u128).div_ceil(chart.largest() as u128) as usize;
        let bar = "█".repeat(long);
        let space = if long > 0 { " " } else { "" };
        let _ = writeln!(out, "{name:<widest$}  {bar}{space}{number}");
    }
}

fn ranking(language: Language, head: &[String], all: &[Vec<String>], look: TextLayout, out: &mut String) {
    let shown = &all[..all.len().min(if look.width.is_some() { ROWS } else { usize::MAX })];
    out.push_str(&rows(head, shown, look));
    if shown.len() < all.len() {
        let more = all.len() - shown.len();
        let said = crate::bilingual!(
            "En nog {more}. Het hele advies staat in een bestand met `--out advies.docx`.",
            "And {more} more. The whole advice goes to a file with `--out advice.docx`."
        );
        let _ = writeln!(out, "{}", wrap(said.to(language), "", look));
    }
}

/// Rows under a head: in columns, or as lines for those who listen and where there is little room.
pub fn rows(head: &[String], rows: &[Vec<String>], look: TextLayout) -> String {
    let mut out = String::new();
    if look.plain || look.width.is_some_and(|width| width < 60) {
        for row in rows {
            let cells: Vec<String> = head
                .iter()
                .zip(row)
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(head, cell)| {
                    format!("{}: {}", line(head).trim_end_matches([':', '?']), line(cell).trim_end_matches('.'))
                })
                .collect();
            let ends = |cell: &String| if cell.ends_with(['?', '!']) { cell.clone() } else { format!("{cell}.") };
            let cells = cells.iter().map(ends).collect::<Vec<_>>().join(" ");
            let _ = writeln!(out, "{}", wrap(&format!("- {cells}"), "  ", look));
        }
        return out;
    }
    let mut table = Table::new();
    table.load_style(comfy_table::presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(look.width.unwrap_or(100).min(u16::MAX.into()) as u16);
    table.set_header(head.iter().map(|cell| line(cell)));
    for row in rows {
        table.add_row(row.iter().map(|cell| line(cell)));
    }
    // What is short stays on one line, so that prose gets the room.
    for (index, column) in table.column_iter_mut().enumerate() {
        if rows.iter().filter_map(|row| row.get(index)).all(|cell| cell.chars().count() <= SHORT) {
            column.set_constraint(comfy_table::ColumnConstraint::ContentWidth);
        }
    }
    for row in table.lines() {
        let _ = writeln!(out, "{}", row.trim_end());
    }
    out
}
