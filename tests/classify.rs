//! The classifier of rows held against the walk, row by row: partial rows, random trees and shipped ones.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use beslisboom::analysis::classify::{Classifier, by_walk};
use beslisboom::check::trust_shipped;
use beslisboom::model::replies::{Decimal, Replies, Reply};
use beslisboom::model::tree::{QuestionKind, Resolved};
use beslisboom::source::parse::{Absence, Shelf, read};
use beslisboom::text::language::Language;
use common::{Dice, Maker, checked, replies_to};
use std::fmt::Write as _;

/// A random reply to every question, open ones and exact numbers included.
fn random_replies(tree: &Resolved, dice: &mut Dice, open: usize) -> Replies {
    let mut replies = Replies::new();
    for (question, asked) in tree.questions.iter().enumerate() {
        let reply = match dice.roll(12) {
            it if it < open => continue,
            it if it < open + 1 => Reply::Unknown,
            it if it < open + 2 => {
                let some: Vec<usize> = (0..asked.answers.len()).filter(|_| dice.one_in(2)).collect();
                if some.is_empty() {
                    continue;
                }
                Reply::OneOf(some)
            }
            it if it < open + 4 && matches!(asked.kind, QuestionKind::Number { .. }) => {
                let number = Decimal::from(dice.roll(40) as i64);
                if asked.answers.iter().all(|answer| !answer.band.unwrap().holds(number)) {
                    continue;
                }
                Reply::Number(number)
            }
            _ => {
                let all = replies_to(tree, question);
                Reply::Answers(all[dice.roll(all.len())].clone())
            }
        };
        replies.insert(question, reply);
    }
    replies
}

/// Methods that listen to a random tree in every way there is.
fn methods(tree: &Resolved, seed: u64) -> String {
    let answers: Vec<usize> = tree.questions.iter().map(|question| question.answers.len()).collect();
    let mut maker = Maker { dice: Dice(seed ^ 0x77), answers, loops: false };
    let mut text = "methods:\n".to_owned();
    for number in 0..4 {
        let levels = maker.dice.pick(&["[inform]", "[consult]", "[involve]", "[inform, consult, involve]"]);
        let _ = write!(text, "  m{number}: {{title: M, audience: residents, levels: {levels}");
        for key in ["suits", "needs", "avoid"] {
            if maker.dice.one_in(2) {
                let _ = write!(text, ", {key}: {{{}}}", maker.condition(1));
            }
        }
        if maker.dice.one_in(2) {
            let _ = write!(text, ", weeks: {{from: {}}}", maker.dice.roll(30));
        }
        text += "}\n";
    }
    text
}

#[test]
fn random_trees_are_classified_as_they_are_walked() {
    let (mut rows, mut fast) = (0, 0);
    for seed in 0..1500 {
        let text = Maker::draft(seed, 5).replace("    unit: stuks\n", "    unit: weken\n    measures: weeks\n");
        let Some(tree) = checked(&text).tree else { continue };
        let text = text + &methods(&tree, seed);
        let found = checked(&text);
        let tree = found.tree.unwrap_or_else(|| panic!("{:?}\n{text}", found.findings));
        let mut classifier = Classifier::new(&tree);
        fast += usize::from(!classifier.is_slow());
        let mut dice = Dice(seed ^ 0xbeef);
        for open in [8, 4, 4, 4, 2, 2, 1, 0] {
            let replies = random_replies(&tree, &mut dice, open);
            assert_eq!(classifier.classify(&replies), by_walk(&tree, &replies), "under {replies:?} of\n{text}");
            rows += 1;
        }
    }
    assert!(rows > 4000 && fast > 300, "{rows} rows, {fast} trees compiled");
}

struct Shipped;

impl Shelf for Shipped {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, Absence> {
        beslisboom::source::shipped::file(path).map(|text| text.as_bytes().to_vec()).ok_or(Absence::Missing)
    }
}

#[test]
fn shipped_trees_are_classified_as_they_are_walked() {
    for name in beslisboom::source::shipped::names("") {
        let text = beslisboom::source::shipped::file(&format!("{name}.yaml")).unwrap();
        let reading = read(&format!("{name}.yaml"), text.as_bytes(), Language::Dutch, &Shipped);
        let tree = trust_shipped(reading).tree.unwrap();
        let mut classifier = Classifier::new(&tree);
        assert!(!classifier.is_slow(), "{name}");
        let mut dice = Dice(4);
        for round in 0..60 {
            let replies = random_replies(&tree, &mut dice, [0, 1, 2, 5][round % 4]);
            assert_eq!(classifier.classify(&replies), by_walk(&tree, &replies), "{name} under {replies:?}");
        }
    }
}
