//! What people read, apart from how it is laid out: titles, sections and blocks.

use crate::text::language::Language;
use serde::Serialize;
use serde_json::{Value, json};

/// A document, ready to be laid out: an advice, or anything else for people to read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub(crate) title: String,
    pub(crate) language: Language,
    pub(crate) sections: Vec<Section>,
    /// What follows after the sections that everybody reads.
    pub(crate) appendix: Vec<Section>,
    /// What comes after it in the same file.
    pub(crate) then: Option<Box<Document>>,
}

/// What can be read, by people as a document and by programs as a value.
pub trait Printable {
    /// For people.
    fn document(&self) -> Document;
    /// For programs.
    fn value(&self) -> Value;
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

/// Something in a section. Texts are as they stand in files: layouts make them harmless.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Block {
    /// What matters most.
    Strong(String),
    /// Prose, in paragraphs.
    Text(String),
    /// Points.
    List(Vec<String>),
    /// Points in order.
    Numbered(Vec<String>),
    /// Rows under a head, best first: a terminal may show the first few.
    Ranking { head: Vec<String>, rows: Vec<Vec<String>> },
    /// Rows under a head.
    Table { head: Vec<String>, rows: Vec<Vec<String>> },
    /// Steps in time, drawn where there is room for it. What it says stands in words beside it.
    Timeline(Vec<TimelineBar>),
    /// Bars, drawn where there is room for them. The table behind it says the same.
    Chart(BarChart),
    /// Something to fill in by hand.
    Blank(String),
    /// What can be ticked by hand.
    Boxes(Vec<String>),
}

impl Printable for Document {
    fn document(&self) -> Document {
        self.clone()
    }

    /// As it stands: its sections with their blocks.
    fn value(&self) -> Value {
        let sections = |sections: &[Section]| -> Value {
            let one = |section: &Section| json!({"title": section.title, "blocks": section.blocks});
            sections.iter().map(one).collect()
        };
        json!({
            "schema": "beslisboom/document/1",
            "title": self.title,
            "language": self.language.tag(),
            "sections": sections(&self.sections),
            "appendix": sections(&self.appendix),
        })
    }
}

/// A step on a timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct TimelineBar {
    pub(crate) title: String,
    /// The first week of it; the timeline begins with week 1.
    pub(crate) from_week: i64,
    /// The last week of it.
    pub(crate) to_week: i64,
    /// The day on which it begins.
    pub(crate) first_day: String,
}

/// Numbers as bars: under every name one for each series.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct BarChart {
    /// What it shows.
    pub(crate) title: String,
    /// What is counted, such as advised and chosen.
    pub(crate) series: Vec<String>,
    /// A name with a number for every series.
    pub(crate) groups: Vec<(String, Vec<i64>)>,
}

impl BarChart {
    /// The largest number, and never less than one.
    pub(crate) fn largest(&self) -> i64 {
        self.groups.iter().flat_map(|(_, numbers)| numbers).copied().max().unwrap_or(1).max(1)
    }

    /// Every bar: its name, with that of the series where there are several, and its number.
    pub(crate) fn bars(&self) -> Vec<(String, i64)> {
        let mut bars = Vec::new();
        for (name, numbers) in &self.groups {
            for (series, number) in self.series.iter().zip(numbers) {
                let name = if self.series.len() == 1 { name.clone() } else { format!("{name}, {series}") };
                bars.push((name, *number));
            }
        }
        bars
    }
}

impl Document {
    /// This document, and those that come after it.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Document> {
        std::iter::successors(Some(self), |document| document.then.as_deref())
    }

    /// The title above the appendix.
    pub(crate) fn appendix_title(&self) -> &'static str {
        self.language.pick("Bijlage", "Appendix")
    }
}

impl Section {
    /// A section under one of two fixed titles.
    pub(crate) fn new(language: Language, dutch: &str, english: &str, blocks: Vec<Block>) -> Section {
        Section { title: language.pick(dutch, english).to_owned(), blocks }
    }
}
