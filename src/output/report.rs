//! The advice: what came out, why, what to do with it. Written once as sections; formats only lay out.

mod change;
mod changes;
mod explained;
mod figures;
mod json;
mod markdown;
mod sections;
mod text;
mod words;

pub use changes::{Versions, changes, changes_json};
pub use figures::{figures, figures_json};
pub use json::{explained_json, json};
pub use markdown::{markdown, markdown_of};
pub use text::{Look, rows, text, text_of};

use crate::analysis::recommend::{Recommendation, recommend};
use crate::analysis::why::{Otherwise, Why, otherwise, why};
use crate::engine::evaluate::{Evaluation, evaluate};
use crate::engine::step::Landing;
use crate::model::replies::Replies;
use crate::model::tree::Tree;
use crate::text::language::Language;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// States that are looked at to say what would change an advice.
const BUDGET: usize = 200_000;

/// What a person brings to an advice, besides replies.
#[derive(Clone, Debug, Default)]
pub struct Occasion {
    /// The project.
    pub project: Option<String>,
    /// The phase or sub-question.
    pub part: Option<String>,
    /// A person's own words, by question.
    pub notes: BTreeMap<usize, String>,
    /// The rung that was chosen instead, by id, and why.
    pub chosen: Option<(String, Option<String>)>,
    /// The day of the advice, such as `2026-11-22`.
    pub date: String,
}

/// An advice, ready to be laid out.
#[derive(Debug)]
pub struct Report<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) language: Language,
    pub(crate) replies: &'t Replies,
    pub(crate) occasion: &'t Occasion,
    pub(crate) evaluation: Evaluation,
    pub(crate) recommendation: Recommendation<'t>,
    pub(crate) why: Why<'t>,
    /// Where it clashes: what can come out once the at-mosts in the way are lifted.
    pub(crate) arranged: Vec<Landing>,
    otherwise: OnceCell<Otherwise>,
}

impl<'t> Report<'t> {
    /// Works out the advice for given replies.
    pub fn new(tree: &'t Tree, replies: &'t Replies, occasion: &'t Occasion, language: Language) -> Report<'t> {
        let evaluation = evaluate(tree, replies);
        let recommendation = recommend(tree, replies, &evaluation);
        let why = why(tree, replies, &evaluation);
        let arranged = if evaluation.clash.1 { why.arranged(tree, replies) } else { Vec::new() };
        Report {
            tree,
            language,
            replies,
            occasion,
            evaluation,
            recommendation,
            why,
            arranged,
            otherwise: OnceCell::new(),
        }
    }

    /// What other replies would give; worked out when it is asked for.
    pub(crate) fn otherwise(&self) -> &Otherwise {
        self.otherwise.get_or_init(|| self.all_otherwise(1))
    }

    /// The same with at most this many smallest changes for every other result.
    pub(crate) fn all_otherwise(&self, most: usize) -> Otherwise {
        otherwise(self.tree, self.replies, &self.evaluation.landings, BUDGET, most)
    }

    /// What came out, in one line.
    pub fn headline(&self) -> String {
        let results: Vec<String> = self.evaluation.landings.iter().map(|landing| self.landing(landing)).collect();
        let advice = self.say("Advies", "Advice");
        format!("{advice}: {}", results.join(self.say(", of ", ", or ")))
    }

    /// The tree to go on with, where the one outcome names it.
    pub fn next_tree(&self) -> Option<&str> {
        match self.evaluation.landings[..] {
            [landing] => self.tree.outcomes[landing.outcome].tree.as_ref().map(|word| word.text.as_str()),
            _ => None,
        }
    }
}

/// A document, ready to be laid out: an advice, or anything else for people to read.
#[derive(Clone, Debug)]
pub struct Document {
    pub(crate) title: String,
    pub(crate) language: Language,
    pub(crate) sections: Vec<Section>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

/// Something in a section. Texts are as they stand in files: layouts make them harmless.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    /// What matters most.
    Strong(String),
    /// Prose, in paragraphs.
    Text(String),
    /// Points.
    List(Vec<String>),
    /// Rows under a head, best first: a terminal may show the first few.
    Ranking { head: Vec<String>, rows: Vec<Vec<String>> },
    /// Rows under a head.
    Table { head: Vec<String>, rows: Vec<Vec<String>> },
    /// Something to fill in by hand.
    Blank(String),
}
