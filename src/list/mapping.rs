//! Names in a list: those of a person beside those of the tree, and when two are the same.

use crate::model::tree::{Question, Stage, TreeData};

/// A text without what people write differently: case, spacing, a question mark or full stop at the end.
pub fn normal(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").trim_end_matches(['?', '.', ':']).trim_end().to_owned()
}

/// Names in a list that are not those of the tree.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// Columns with the question that they answer; an empty one answers none.
    pub columns: Vec<(String, String)>,
    /// By question: texts in cells with the answer they stand for.
    pub values: Vec<(String, Vec<(String, String)>)>,
    /// Questions and answers as other languages have them.
    pub also: Vec<TranslatedQuestion>,
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
