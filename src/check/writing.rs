//! What rules on writing look at: a file as it was read, with every text for people in it.

use crate::model::catalogue::Catalogue;
use crate::model::finding::Place;
use crate::model::ladder::{Ladder, Source};
use crate::model::tree::{ByName, Draft};
use crate::source::parse::{Content, Parsed, Text};

/// The days that a check looks at, such as `2026-01-31`.
#[derive(Clone, Copy, Debug)]
pub struct Days<'d> {
    /// What has run out by this day is found.
    pub today: &'d str,
    /// What holds no longer on this day, the same or later, runs out soon: that is found as well.
    pub soon: &'d str,
}

/// A file as it was read, and the days.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'r> {
    /// What was read.
    pub reading: &'r Parsed,
    /// The days it is looked at, where that matters.
    pub days: Option<Days<'r>>,
}

impl<'r> Writing<'r> {
    /// Every text for people, titles of other people's works left out.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &'r Text> {
        self.reading.texts.iter().filter(|text| !text.is_quoted())
    }

    /// The tree, if it is one.
    pub(crate) fn tree(&self) -> Option<&'r Draft> {
        match &self.reading.content {
            Some(Content::Tree(draft)) => Some(draft),
            _ => None,
        }
    }

    /// The ladder: the tree's, or the file itself.
    pub(crate) fn ladder(&self) -> Option<&'r Ladder> {
        match &self.reading.content {
            Some(Content::Tree(draft)) => draft.ladder.as_ref(),
            Some(Content::Ladder(ladder)) => Some(ladder),
            _ => None,
        }
    }

    /// The catalogues: the tree's, its own methods and advice first, or the file itself.
    pub(crate) fn catalogues(&self) -> &'r [Catalogue<ByName>] {
        match &self.reading.content {
            Some(Content::Tree(draft)) => &draft.catalogues,
            Some(Content::Catalogue(catalogue)) => std::slice::from_ref(catalogue),
            _ => &[],
        }
    }

    /// Every work that is declared.
    pub(crate) fn works(&self) -> impl Iterator<Item = &'r Source> {
        let tree = self.tree().into_iter().flat_map(|tree| &tree.sources);
        let ladder = self.ladder().into_iter().flat_map(|ladder| &ladder.sources);
        tree.chain(ladder).chain(self.catalogues().iter().flat_map(|catalogue| &catalogue.sources))
    }

    /// Where a piece of a text stands; the whole text where it is written some other way, with escapes
    /// or folded over lines.
    pub(crate) fn spot(&self, text: &Text, piece: &str) -> Place {
        let source = self.reading.sources.0.get(text.place.file).map_or("", |source| source.text.as_str());
        let written = source.get(text.place.start..text.place.end).unwrap_or("");
        let begin = |piece: &str| written.find(piece).map(|at| text.place.start + at);
        let piece = piece.trim();
        if let Some(start) = begin(piece) {
            return Place { start, end: start + piece.len(), ..text.place };
        }
        // A sentence that was folded still begins with the same words.
        let words: Vec<&str> = piece.split_whitespace().collect();
        for count in [4, 3, 2] {
            let first = words.get(..count.min(words.len())).unwrap_or_default().join(" ");
            if let Some(start) = begin(&first).filter(|_| !first.is_empty()) {
                return Place { start, end: start + first.len(), ..text.place };
            }
        }
        text.place
    }
}
