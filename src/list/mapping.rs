//! Names in a list: those of a person beside those of the tree, and when two are the same.

use crate::list::count_by::CountBy;
use crate::model::tree::{Question, Stage, TreeData};
use crate::source::parse::MappingFile;

/// A text without what people write differently: case, spacing, a question mark or full stop at the end.
pub fn normal(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").trim_end_matches(['?', '.', ':']).trim_end().to_owned()
}

/// Names in a list that are not those of the tree.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// Columns with what they answer.
    pub columns: Vec<(String, Target)>,
    /// Questions with the reply that every row gives.
    pub fixed: Vec<(String, String)>,
    /// By question: texts in cells with the answer they stand for.
    pub values: Vec<(String, Vec<(String, String)>)>,
    /// Columns that the overview counts by.
    pub count: CountBy<String>,
    /// Questions and answers as other languages have them.
    pub also: Vec<TranslatedQuestion>,
}

/// What a column answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing.
    None,
    /// This question.
    Question(String),
    /// Whether this answer to this question holds, yes or no.
    Answer(String, String),
}

/// What a column of an answer may say, as survey programs write it.
pub(super) const YES: [&str; 11] = ["ja", "yes", "j", "y", "x", "1", "true", "waar", "✓", "checked", "selected"];
pub(super) const NO: [&str; 10] = ["", "nee", "no", "n", "0", "false", "onwaar", "-", "unchecked", "not selected"];

/// Whether a cell says yes; `None` where it says neither.
pub fn says_yes(cell: &str) -> Option<bool> {
    let cell = normal(cell);
    match cell.as_str() {
        it if YES.contains(&it) => Some(true),
        it if NO.contains(&it) => Some(false),
        _ => None,
    }
}

/// A question in another language.
#[derive(Clone, Debug)]
pub struct TranslatedQuestion {
    /// Its id.
    pub question: String,
    /// What is asked.
    pub ask: String,
    /// Labels with the ids of their answers.
    pub labels: Vec<(String, String)>,
}

impl Mapping {
    /// Takes over what a file says.
    pub fn learn(&mut self, file: MappingFile) {
        self.columns.extend(file.columns.into_iter().map(|(name, question, answer)| match answer {
            Some(answer) => (name, Target::Answer(question, answer)),
            None if question.is_empty() => (name, Target::None),
            None => (name, Target::Question(question)),
        }));
        self.values.extend(file.values);
    }

    /// Knows the texts of the same tree in another language as well: a list may come from somebody who
    /// speaks that.
    pub fn know<S: Stage>(&mut self, tree: &TreeData<S>) {
        let texts = |question: &Question<S>| TranslatedQuestion {
            question: question.id.text.clone(),
            ask: question.ask.clone(),
            labels: question.answers.iter().map(|answer| (answer.label.clone(), answer.id.text.clone())).collect(),
        };
        self.also.extend(tree.questions.iter().map(texts));
    }
}
