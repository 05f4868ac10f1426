//! The answers of one question side by side: what each leads to, what it promises, the approach that it takes and
//! what to arrange for it.

use super::basis::{Occasion, Report};
use super::plan::plan;
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::Tree;
use crate::output::document::{Block, Document, Section};
use crate::output::format::Printable;
use crate::text::language::Language;
use serde_json::{Value, json as object};

/// A question whose answers are compared, all other replies the same.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'t> {
    /// The tree.
    pub tree: &'t Tree,
    /// What is replied to the other questions; what is open stays open.
    pub replies: &'t Replies,
    /// The project.
    pub occasion: &'t Occasion,
    /// The question.
    pub question: QuestionId,
    /// The language to say it in.
    pub language: Language,
}

impl Comparison<'_> {
    /// Every answer with what it makes of the advice.
    fn each<T>(&self, mut look: impl FnMut(AnswerId, &Report<'_>) -> T) -> Vec<T> {
        let answers = self.tree.questions[self.question].answers.ids();
        let with = answers.map(|answer| {
            let mut replies = self.replies.clone();
            replies.insert(self.question, Reply::Answers(vec![answer]));
            look(answer, &Report::new(self.tree, &replies, self.occasion, self.language))
        });
        with.collect()
    }
}

impl Report<'_> {
    /// The promises of the rungs that can come out.
    fn promises_made(&self) -> Vec<String> {
        let rungs = self.evaluation.landings.iter().filter_map(|landing| landing.rung);
        let mut promises: Vec<String> = rungs
            .filter_map(|rung| self.tree.ladder.as_ref()?.rungs.get(rung)?.promise.clone())
            .map(|promise| promise.trim().to_owned())
            .collect();
        promises.dedup();
        promises
    }
}

impl Printable for Comparison<'_> {
    fn document(&self) -> Document {
        let asked = &self.tree.questions[self.question];
        let rows = self.each(|answer, report| {
            vec![
                asked.answers[answer].label.clone(),
                report.landings(&report.evaluation.landings),
                report.promises_made().join(self.language.pick(" Of: ", " Or: ")),
                report.plan_in_a_line(),
                report.asks().join(" "),
            ]
        });
        let names = [
            ("Antwoord", "Reply"),
            ("Advies", "Advice"),
            ("Belofte", "Promise"),
            ("Aanpak", "Approach"),
            ("Te regelen", "To arrange"),
        ];
        let head = names.map(|(dutch, english)| self.language.pick(dutch, english).to_owned()).to_vec();
        let title = self.language.pick("De antwoorden naast elkaar", "The replies side by side");
        let sections = vec![Section { title: asked.ask.clone(), blocks: vec![Block::Table { head, rows }] }];
        let title = self.occasion.project.as_ref().map_or(title.to_owned(), |project| format!("{title}: {project}"));
        Document { title, language: self.language, sections, ..Document::default() }
    }

    fn value(&self) -> Value {
        let asked = &self.tree.questions[self.question];
        let answers = self.each(|answer, report| {
            let possible = report.evaluation.landings.iter().map(|landing| {
                object!({
                    "outcome": self.tree.outcomes[landing.outcome].id.text,
                    "rung": landing.rung.map(|rung| report.rung_id(rung)),
                })
            });
            object!({
                "answer": asked.answers[answer].id.text,
                "label": asked.answers[answer].label,
                "possible": possible.collect::<Vec<_>>(),
                "promises": report.promises_made(),
                "plan": plan(report),
                "arrange": report.asks(),
            })
        });
        object!({
            "format": "beslisboom/compare/1",
            "program": env!("CARGO_PKG_VERSION"),
            "tree": self.tree.id.text,
            "version": self.tree.version,
            "hash": self.tree.hash,
            "project": self.occasion.project,
            "question": asked.id.text,
            "ask": asked.ask,
            "answers": answers,
        })
    }
}
