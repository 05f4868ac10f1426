//! A tree as a DMN model (OMG, Decision Model and Notation 1.3): what complete replies lead to, for a rules engine.
//!
//! The results are a decision diagram, and each place where it tests a reply is one small decision table: from the
//! number of the part at hand and the reply to the number of the next part. The last table tells what a number means.
//! So the model is as large as the diagram, where one table of all ways can be exponentially larger.

use crate::bilingual;
use crate::engine::budget::Budget;
use crate::engine::diagram::{Placed, ResultDiagram, Root};
use crate::engine::evaluate::Explored;
use crate::engine::step::{End, Landing};
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::Band;
use crate::model::tree::{ById, Question, Resolved, Tree};
use crate::output::xml::{Xml, empty, leaf, lines, within};
use crate::text::language::Bilingual;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// What the diagram may cost, in states.
const STATES: usize = 2_000_000;

/// The name of the decision to ask for.
const ADVICE: &str = "advice";

/// What it tells, with the type of each.
const TOLD: [(&str, &str); 4] =
    [("outcome", "string"), ("rung", "string"), ("verdict", "string"), ("conflict", "boolean")];

/// Words of FEEL that are no name of a variable.
const FEEL: [&str; 20] = [
    "and",
    "between",
    "else",
    "every",
    "external",
    "false",
    "for",
    "function",
    "if",
    "in",
    "instance",
    "not",
    "null",
    "of",
    "or",
    "return",
    "satisfies",
    "some",
    "then",
    "true",
];

/// Writes a tree as it holds on a day as DMN, with a line end. Fails where the tree is too large to say exactly.
pub fn dmn(tree: &Tree, day: &str) -> Result<String, Bilingual> {
    let Explored { tree: resolved, graph, reach } = &Explored::of(tree);
    let results = graph
        .finished
        .then(|| ResultDiagram::with_clashes(resolved, graph, reach, &Budget::of(STATES)))
        .flatten()
        .ok_or_else(|| {
            bilingual!(
                "deze boom is te groot om als DMN precies te zijn; gebruik `beslisboom batch`",
                "this tree is too large to be exact as DMN; use `beslisboom batch`"
            )
        })?;
    let model = Model { tree, numbers: numbers(&results), results, day };
    // Writing to memory cannot fail.
    let bytes = lines(|xml| model.write(xml)).unwrap_or_default();
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    text.push('\n');
    Ok(text)
}

/// A tree with the diagram of its results.
struct Model<'t> {
    tree: &'t Resolved,
    results: ResultDiagram,
    /// By part of the diagram, its number in the model.
    numbers: BTreeMap<Root, usize>,
    day: &'t str,
}

/// What is tested at a place: the reply to a question, or whether one answer of a multiple is chosen.
struct Test {
    question: QuestionId,
    tick: Option<AnswerId>,
    /// By reply, how a cell of a table says it.
    replies: Vec<String>,
    /// The parts of the diagram that test here.
    parts: Vec<Root>,
}

/// The parts of a diagram, counted in the order in which they are tested; results come last.
fn numbers(results: &ResultDiagram) -> BTreeMap<Root, usize> {
    let mut parts = results.diagrams.last_first(results.root);
    parts.sort_unstable_by_key(|&part| (results.diagrams.place(part), part));
    parts.into_iter().zip(1..).collect()
}

impl Model<'_> {
    fn write(&self, xml: &mut Xml) -> io::Result<()> {
        let tests = self.tests();
        let id = &self.tree.id.text;
        let attributes = [
            ("xmlns", "https://www.omg.org/spec/DMN/20191111/MODEL/"),
            ("id", "model"),
            ("name", id),
            ("namespace", &format!("urn:beslisboom:{id}")),
            ("exporter", "beslisboom"),
            ("exporterVersion", env!("CARGO_PKG_VERSION")),
        ];
        within(xml, "definitions", &attributes, |xml| {
            leaf(xml, "description", &[], &format!("{} {}, {}", self.tree.texts.title, self.tree.version, self.day))?;
            for test in &tests {
                self.input(xml, test)?;
            }
            let mut before = None;
            for test in &tests {
                self.step(xml, test, before.as_deref())?;
                before = Some(format!("after__{}", self.name(test)));
            }
            self.advice(xml, before.as_deref())
        })
    }

    /// What is tested, in the order of the diagram.
    fn tests(&self) -> Vec<Test> {
        let mut parts: BTreeMap<u32, Vec<Root>> = BTreeMap::new();
        for &part in self.numbers.keys().filter(|part| !self.results.diagrams.children(**part).is_empty()) {
            parts.entry(self.results.diagrams.place(part)).or_default().push(part);
        }
        let mut tests: BTreeMap<u32, Test> = BTreeMap::new();
        for (question, placed) in self.results.places.0.iter_enumerated() {
            let asked = &self.tree.questions[question];
            match placed {
                Placed::Reply(place, answers) => {
                    let replies = answers.iter().map(|&answer| cell(asked, answer)).collect();
                    let parts = parts.remove(place);
                    tests.extend(parts.map(|parts| (*place, Test { question, tick: None, replies, parts })));
                }
                Placed::Ticks(ticks) => {
                    for (answer, place) in ticks.iter_enumerated() {
                        let found = place.and_then(|place| Some((place, parts.remove(&place)?)));
                        let replies = vec!["false".to_owned(), "true".to_owned()];
                        tests.extend(
                            found.map(|(place, parts)| (place, Test { question, tick: Some(answer), replies, parts })),
                        );
                    }
                }
            }
        }
        tests.into_values().collect()
    }

    /// The name of the variable that holds a reply. No id has two hyphens beside each other or ends with one.
    fn name(&self, test: &Test) -> String {
        let asked = &self.tree.questions[test.question];
        let name = |id: &str| id.replace('-', "_");
        match test.tick {
            Some(answer) => format!("{}__{}", name(&asked.id.text), name(&asked.answers[answer].id.text)),
            None if asked.id.text == ADVICE || FEEL.contains(&&*asked.id.text) => format!("{}_", asked.id.text),
            None => name(&asked.id.text),
        }
    }

    fn input(&self, xml: &mut Xml, test: &Test) -> io::Result<()> {
        let name = &self.name(test);
        within(xml, "inputData", &[("id", &format!("input__{name}")), ("name", name)], |xml| {
            leaf(xml, "description", &[], &self.asks(test))?;
            variable(xml, name, self.kind(test))
        })
    }

    fn kind(&self, test: &Test) -> &'static str {
        match test.tick {
            Some(_) => "boolean",
            None if self.tree.questions[test.question].answers.iter().any(|answer| answer.band.is_some()) => "number",
            None => "string",
        }
    }

    /// The question in words.
    fn asks(&self, test: &Test) -> String {
        let asked = &self.tree.questions[test.question];
        match test.tick {
            Some(answer) => format!("{} {}", asked.ask, asked.answers[answer].label),
            None => asked.ask.clone(),
        }
    }

    /// The answers in words, each with how a cell says it.
    fn answers(&self, test: &Test) -> String {
        let asked = &self.tree.questions[test.question];
        let labels = asked.answers.iter().zip(&test.replies).map(|(answer, cell)| format!("{cell} = {}", answer.label));
        if test.tick.is_some() { test.replies.join(", ") } else { labels.collect::<Vec<_>>().join("; ") }
    }

    /// One test: from the number of a part and the reply to the number of the next part.
    fn step(&self, xml: &mut Xml, test: &Test, before: Option<&str>) -> io::Result<()> {
        let name = &self.name(test);
        let own = &format!("after__{name}");
        within(xml, "decision", &[("id", own), ("name", own)], |xml| {
            leaf(xml, "question", &[], &self.asks(test))?;
            leaf(xml, "allowedAnswers", &[], &self.answers(test))?;
            variable(xml, own, "number")?;
            requires(xml, before, Some(&format!("input__{name}")))?;
            within(xml, "decisionTable", &[("id", &format!("table__{name}")), ("hitPolicy", "FIRST")], |xml| {
                if let Some(before) = before {
                    clause(xml, before, "number")?;
                }
                clause(xml, name, self.kind(test))?;
                output(xml, None, "number")?;
                for &part in &test.parts {
                    let number = self.numbers[&part].to_string();
                    for (next, replies) in self.ways(test, part) {
                        let cells = [before.map(|_| number.clone()), Some(replies)];
                        rule(xml, None, cells.into_iter().flatten(), [self.numbers[&next].to_string()])?;
                    }
                }
                // Other parts test later: they stay as they are.
                match before {
                    Some(before) => rule(xml, None, ["-".to_owned(), "-".to_owned()], [before.to_owned()]),
                    None => Ok(()),
                }
            })
        })
    }

    /// Where the replies to a test lead, those that lead to the same together.
    fn ways(&self, test: &Test, part: Root) -> Vec<(Root, String)> {
        let children = self.results.diagrams.children(part);
        let each: BTreeSet<Root> = children.iter().copied().collect();
        let replies = |next: Root| {
            let own = children.iter().zip(&test.replies).filter(|(child, _)| **child == next);
            own.map(|(_, reply)| reply.as_str()).collect::<Vec<_>>().join(",")
        };
        each.into_iter().map(|next| (next, replies(next))).collect()
    }

    /// What the number of a result means.
    fn advice(&self, xml: &mut Xml, before: Option<&str>) -> io::Result<()> {
        within(xml, "decision", &[("id", ADVICE), ("name", ADVICE)], |xml| {
            leaf(xml, "question", &[], &self.tree.texts.title)?;
            variable(xml, ADVICE, "Any")?;
            requires(xml, before, None)?;
            within(xml, "decisionTable", &[("id", "table"), ("hitPolicy", "UNIQUE")], |xml| {
                clause(xml, before.unwrap_or("1"), "number")?;
                for (name, kind) in TOLD {
                    output(xml, Some(name), kind)?;
                }
                for (&part, number) in &self.numbers {
                    let end = self.results.diagrams.value(part).map(|leaf| self.results.ends[leaf as usize]);
                    if let Some(End::Landing(landing)) = end {
                        self.result(xml, *number, landing)?;
                    }
                }
                Ok(())
            })
        })
    }

    fn result(&self, xml: &mut Xml, number: usize, landing: Landing) -> io::Result<()> {
        let outcome = &self.tree.outcomes[landing.outcome];
        let rung = landing.rung.map(|rung| self.tree.rung(rung));
        let said = rung.map_or_else(|| outcome.title.clone(), |rung| format!("{}: {}", outcome.title, rung.title));
        let word = |word: &str| format!("\"{word}\"");
        let told = [
            word(&outcome.id.text),
            rung.map_or_else(|| "null".to_owned(), |rung| word(&rung.id.text)),
            word(outcome.verdict.word()),
            landing.clash.to_string(),
        ];
        rule(xml, Some(&said), [number.to_string()], told)
    }
}

/// How a cell of a table says an answer.
fn cell(asked: &Question<ById>, answer: AnswerId) -> String {
    match asked.answers[answer].band {
        None => format!("\"{}\"", asked.answers[answer].id.text),
        Some(Band { from: Some(from), below: Some(below) }) => format!("[{from}..{below})"),
        Some(Band { from: Some(from), below: None }) => format!(">= {from}"),
        Some(Band { from: None, below: Some(below) }) => format!("< {below}"),
        Some(Band { from: None, below: None }) => "-".to_owned(),
    }
}

fn variable(xml: &mut Xml, name: &str, kind: &str) -> io::Result<()> {
    empty(xml, "variable", &[("name", name), ("typeRef", kind)])
}

/// What a decision is made from.
fn requires(xml: &mut Xml, decision: Option<&str>, input: Option<&str>) -> io::Result<()> {
    for (what, id) in [("requiredDecision", decision), ("requiredInput", input)] {
        if let Some(id) = id {
            within(xml, "informationRequirement", &[], |xml| empty(xml, what, &[("href", &format!("#{id}"))]))?;
        }
    }
    Ok(())
}

/// A column of a table that is tested.
fn clause(xml: &mut Xml, expression: &str, kind: &str) -> io::Result<()> {
    within(xml, "input", &[], |xml| {
        within(xml, "inputExpression", &[("typeRef", kind)], |xml| leaf(xml, "text", &[], expression))
    })
}

/// A column of a table that is told.
fn output(xml: &mut Xml, name: Option<&str>, kind: &str) -> io::Result<()> {
    let attributes: Vec<(&str, &str)> =
        name.map(|name| ("name", name)).into_iter().chain([("typeRef", kind)]).collect();
    empty(xml, "output", &attributes)
}

fn rule(
    xml: &mut Xml,
    said: Option<&str>,
    cells: impl IntoIterator<Item = String>,
    told: impl IntoIterator<Item = String>,
) -> io::Result<()> {
    within(xml, "rule", &[], |xml| {
        if let Some(said) = said {
            leaf(xml, "description", &[], said)?;
        }
        for cell in cells {
            within(xml, "inputEntry", &[], |xml| leaf(xml, "text", &[], &cell))?;
        }
        for told in told {
            within(xml, "outputEntry", &[], |xml| leaf(xml, "text", &[], &told))?;
        }
        Ok(())
    })
}
