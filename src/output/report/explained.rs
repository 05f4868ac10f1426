//! The whole of `why`: what decides the result, which reply alone can change it, and the least change to
//! every other result.

use super::basis::Report;
use super::json::explained;
use crate::analysis::why::{Other, Otherwise};
use crate::bilingual;
use crate::output::document::{Block, Document, Section};
use crate::output::format::Printable;
use serde_json::Value;

/// With every smallest change asked for, at most this many are looked at for one result.
const MOST: usize = 10_000;

/// Why this result, and what would change it.
#[derive(Debug)]
pub struct Explained<'r, 't> {
    /// The advice that is explained.
    pub report: &'r Report<'t>,
    /// Name every smallest change, not only the first.
    pub all: bool,
}

impl Printable for Explained<'_, '_> {
    fn document(&self) -> Document {
        self.report.explained(self.all)
    }

    fn value(&self) -> Value {
        explained(self.report, self.all)
    }
}

impl Report<'_> {
    /// Why this result, and what would change it; `all` names every smallest change.
    fn explained(&self, all: bool) -> Document {
        let more = all.then(|| self.all_otherwise(MOST));
        let otherwise = more.as_ref().unwrap_or_else(|| self.otherwise());
        let mut sections = vec![self.came_out(), self.deciders()];
        if otherwise.finished {
            sections.extend([self.swings(otherwise), self.others(otherwise), self.never(otherwise)]);
        } else {
            let blocks = vec![Block::Text(self.too_large().to_owned())];
            sections.push(self.section("Wat zou het advies veranderen?", "What would change the advice?", blocks));
        }
        sections.retain(|section| !section.blocks.is_empty());
        let title = self.say("Waarom dit advies", "Why this advice");
        let title = match &self.occasion.project {
            Some(project) => format!("{title}: {project}"),
            None => title.to_owned(),
        };
        Document { title, language: self.language, sections, ..Document::default() }
    }

    fn came_out(&self) -> Section {
        let mut blocks: Vec<Block> = self.out_of_date().map(Block::Strong).into_iter().collect();
        match &self.evaluation.landings[..] {
            [landing] => blocks.push(Block::Strong(format!("{}.", self.landing(landing)))),
            landings => {
                blocks.push(Block::Text(self.say("Dit kan eruit komen:", "This can come out:").to_owned()));
                blocks.push(Block::List(landings.iter().map(|landing| self.landing(landing)).collect()));
                let open = self.evaluation.open_questions.iter().map(|&question| self.ask(question).to_owned());
                blocks.push(Block::Text(
                    self.say("Deze vragen maken nog verschil:", "These questions still make a difference:").to_owned(),
                ));
                blocks.push(Block::List(open.collect()));
                blocks.extend(self.ask_first().map(Block::Text));
            }
        }
        self.section("Uitkomst", "Result", blocks)
    }

    fn deciders(&self) -> Section {
        let mut blocks = Vec::new();
        if let [landing] = self.evaluation.landings[..] {
            let points: Vec<String> =
                self.why.decided_by(self.tree, &landing).iter().map(|decider| self.decider(decider)).collect();
            blocks.push(if points.is_empty() {
                Block::Text(
                    self.say("Geen enkele grens beperkt dit advies.", "No bound limits this advice.").to_owned(),
                )
            } else {
                Block::List(points)
            });
        }
        let scored = self.scored();
        if !scored.is_empty() {
            blocks.push(Block::List(scored));
        }
        self.section("Wat de doorslag geeft", "What decides", blocks)
    }

    fn swings(&self, otherwise: &Otherwise) -> Section {
        let mut rows = Vec::new();
        for swing in &otherwise.swings {
            for (answer, to) in &swing.to {
                let with = match answer {
                    Some(answer) => self.labels(swing.question, &[*answer]),
                    None => self.say("een andere keuze", "another choice").to_owned(),
                };
                let to: Vec<String> = to.iter().map(|landing| self.landing(landing)).collect();
                let now = self.reply(swing.question).unwrap_or_default();
                rows.push(vec![self.ask(swing.question).to_owned(), now, with, to.join(self.say(", of ", ", or "))]);
            }
        }
        let names = [
            ("Vraag", "Question"),
            ("Nu", "Now"),
            ("Ander antwoord", "Other reply"),
            ("Dan wordt mogelijk", "Then possible"),
        ];
        let block = if rows.is_empty() {
            Block::Text(
                self.say(
                    "Geen enkel antwoord verandert op zichzelf het advies.",
                    "No single reply changes the advice.",
                )
                .to_owned(),
            )
        } else {
            Block::Table { head: self.head(&names), rows }
        };
        self.section("Eén ander antwoord", "One other reply", vec![block])
    }

    fn others(&self, otherwise: &Otherwise) -> Section {
        let mut rows = Vec::new();
        for other in &otherwise.others {
            for (index, (change, more)) in self.fewest_ticks(&other.changes).into_iter().enumerate() {
                let name =
                    if index == 0 { self.landing(&other.result) } else { self.say("of zo", "or thus").to_owned() };
                rows.push(vec![name, self.change(&other.result, change)]);
                if more > 0 {
                    let said = bilingual!(
                        "Of kruis meer anders aan: nog {more} manieren.",
                        "Or tick more differently: {more} more ways."
                    );
                    rows.push(vec![String::new(), said.to(self.language).to_owned()]);
                }
            }
            if !other.complete {
                let more = self.say("Er zijn er nog meer.", "There are more.");
                rows.push(vec![self.landing(&other.result), more.to_owned()]);
            }
        }
        let names = [("Ander advies", "Other advice"), ("Dit moet minstens anders", "The least to change")];
        let blocks = if rows.is_empty() { Vec::new() } else { vec![Block::Table { head: self.head(&names), rows }] };
        self.section("Wat een ander advies vraagt", "What another advice takes", blocks)
    }

    fn never(&self, otherwise: &Otherwise) -> Section {
        let never = |other: &&Other| other.changes.is_empty();
        let points: Vec<String> =
            otherwise.others.iter().filter(never).map(|other| self.landing(&other.result)).collect();
        let blocks = if points.is_empty() { Vec::new() } else { vec![Block::List(points)] };
        self.section("Dit geeft deze boom nooit", "This tree never gives", blocks)
    }

    fn head(&self, names: &[(&str, &str)]) -> Vec<String> {
        names.iter().map(|(dutch, english)| self.say(dutch, english).to_owned()).collect()
    }
}
