//! Documents and texts of files on a page.

use crate::model::ladder::{Citation, Source};
use crate::output::document::{Block, Document, Section};
use crate::output::format::prose::{Part, parts};
use crate::text::language::Language;
use crate::text::sanitize::line;
use maud::{Markup, html};

/// A document under one heading, its appendix behind it.
pub(super) fn document(document: &Document, below_title: Markup) -> Markup {
    html! {
        h1 { (line(&document.title)) }
        (below_title)
        @for part in &document.sections { (section(document.language, part, 2)) }
        @if !document.appendix.is_empty() {
            section.appendix {
                h2 { (document.language.pick("Bijlage", "Appendix")) }
                @for part in &document.appendix { (section(document.language, part, 3)) }
            }
        }
    }
}

fn section(language: Language, section: &Section, level: u8) -> Markup {
    html! {
        section {
            @if level == 2 { h2 { (line(&section.title)) } } @else { h3 { (line(&section.title)) } }
            @for it in &section.blocks { (block(language, it, &section.title)) }
        }
    }
}

fn block(language: Language, block: &Block, title: &str) -> Markup {
    html! {
        @match block {
            Block::Strong(text) => p.strong { (line(text)) },
            Block::Text(text) => (paragraphs(text)),
            Block::List(points) => ul { @for point in points { li { (line(point)) } } },
            Block::Numbered(points) => ol { @for point in points { li { (line(point)) } } },
            Block::Ranking { head, rows } | Block::Table { head, rows } => (table(language, title, head, rows)),
            Block::Boxes(labels) => @for label in labels { p.box { "☐ " (line(label)) } },
            // The table beside it says the same.
            Block::Timeline(_) | Block::Chart(_) => {},
            Block::Blank(label) => p.blank { span { (line(label)) } },
        }
    }
}

/// Rows under a head. Where there is little room the table scrolls, by keyboard too, and not the page.
pub(super) fn table(language: Language, title: &str, head: &[String], rows: &[Vec<String>]) -> Markup {
    let label = format!("{}: {}", language.pick("Tabel", "Table"), line(title));
    html! {
        div.scroll role="region" aria-label=(label) tabindex="0" {
            table {
                thead { tr { @for cell in head { th scope="col" { (line(cell)) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 { th scope="row" { (line(cell)) } } @else { td { (line(cell)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A text of a file: paragraphs and `-` lists.
pub(super) fn paragraphs(text: &str) -> Markup {
    html! {
        @for part in parts(text) {
            @match part {
                Part::Paragraph(text) => p { (line(&text)) },
                Part::List(points) => ul { @for point in points { li { (line(point)) } } },
            }
        }
    }
}

/// A work that is referred to, with the place in it; a link where it says where it stands.
pub(super) fn citation(source: Option<&Source>, citation: &Citation) -> Markup {
    let title = source.map_or(citation.source.text.as_str(), |source| source.title.as_str());
    let url = source.and_then(|source| source.url.as_ref()).map(|url| url.text.as_str());
    let url = url.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    html! {
        @match url {
            Some(url) => a href=(url) rel="noreferrer" { (line(title)) },
            None => (line(title)),
        }
        @if let Some(at) = &citation.at { ", " (line(at)) }
    }
}
