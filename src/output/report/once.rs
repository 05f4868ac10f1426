//! Nothing twice: what was said on the page, or above in the appendix, is left out further on.

use crate::output::document::{Block, Section};
use crate::text::prose::sentences;
use std::collections::HashSet;

/// A shorter sentence is a name or a figure, which may well come back.
const WORDS: usize = 3;

/// The appendix without the sentences that the page has, or that stand in it before. A cell of a table of which
/// nothing is left says `above` instead.
pub(super) fn once(page: &[Section], mut appendix: Vec<Section>, above: &str) -> Vec<Section> {
    let mut said = Said::default();
    for block in page.iter().flat_map(|section| &section.blocks) {
        texts(block).for_each(|text| drop(said.new_in(text)));
    }
    for section in &mut appendix {
        section.blocks.retain_mut(|block| said.keeps(block, above));
    }
    appendix.retain(|section| !section.blocks.is_empty());
    appendix
}

/// The texts of a block, tables left out: a row repeats what it is about.
fn texts(block: &Block) -> impl Iterator<Item = &String> {
    let (one, more) = match block {
        Block::Strong(text) | Block::Text(text) | Block::Blank(text) => (Some(text), &[][..]),
        Block::List(items) | Block::Numbered(items) | Block::Boxes(items) => (None, &items[..]),
        Block::Ranking { .. } | Block::Table { .. } | Block::Timeline(_) | Block::Chart(_) => (None, &[][..]),
    };
    one.into_iter().chain(more)
}

/// The sentences that were said.
#[derive(Default)]
struct Said(HashSet<String>);

impl Said {
    /// A text without the sentences that were said before.
    fn new_in(&mut self, text: &str) -> String {
        let all = sentences(text);
        let new: Vec<&str> = all.iter().copied().filter(|sentence| self.is_new(sentence)).collect();
        if new.len() == all.len() { text.to_owned() } else { new.join(" ") }
    }

    /// Whether a sentence was not said yet; now it is. A question is the name of what was asked, what begins with
    /// a bracket is a source, and a piece without a full stop no sentence.
    fn is_new(&mut self, sentence: &str) -> bool {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let states = words.len() >= WORDS && sentence.ends_with(['.', '!']) && !sentence.starts_with('(');
        !states || self.0.insert(words.join(" "))
    }

    /// The same where a place may not stay empty: then it says where to look.
    fn left_of(&mut self, text: &str, above: &str) -> String {
        let new = self.new_in(text);
        match new.starts_with('(') || new.is_empty() {
            // Only where it comes from is left, or nothing.
            true if new != text => format!("{above} {new}").trim_end().to_owned(),
            _ => new,
        }
    }

    /// Takes out of a block what was said; tells whether anything is left.
    fn keeps(&mut self, block: &mut Block, above: &str) -> bool {
        match block {
            Block::Strong(text) | Block::Text(text) => {
                *text = self.new_in(text);
                !text.is_empty()
            }
            Block::List(items) => {
                items.iter_mut().for_each(|item| *item = self.new_in(item));
                items.retain(|item| !item.is_empty());
                !items.is_empty()
            }
            Block::Table { rows, .. } => {
                rows.iter_mut().flatten().for_each(|cell| *cell = self.left_of(cell, above));
                true
            }
            // What is numbered is to be whole, each row of a ranking stands by itself, and the others are to be filled in.
            Block::Numbered(_)
            | Block::Ranking { .. }
            | Block::Timeline(_)
            | Block::Chart(_)
            | Block::Blank(_)
            | Block::Boxes(_) => true,
        }
    }
}
