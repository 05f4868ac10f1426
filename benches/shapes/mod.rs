//! Trees of any size in a few shapes, for whatever is to be measured.

// Each benchmark uses its own part of this.
#![allow(dead_code)]

use beslisboom::check::{BUDGET, Checked, check};
use beslisboom::source::parse::{LoadError, Loader, read};
use beslisboom::text::language::Language;
use std::fmt::Write as _;

/// The ladder of every tree, under `l.yaml`.
pub(crate) const LADDER: &str = "format: 1\nid: l\ntitle: L\nlanguage: nl\nrungs:\n  r0: {title: Nul}\n  r1: {title: Een}\n  r2: {title: Twee}\n  r3: {title: Drie}\n  r4: {title: Vier}\n";

struct Ladder;

impl Loader for Ladder {
    fn fetch(&self, _: &str) -> Result<Vec<u8>, LoadError> {
        Ok(LADDER.into())
    }
}

/// A tree of this many questions, each written by `one`, with these bounds.
fn tree(size: usize, bounds: &str, one: impl Fn(usize) -> String) -> String {
    let mut text = format!(
        "format: 1\nid: t\nversion: \"1\"\ntitle: T\nlanguage: nl\nladder: l.yaml\n{bounds}outcomes:\n  doen: {{title: D, verdict: participate, rung: ceiling}}\n  laten: {{title: L, verdict: do-not-participate}}\nquestions:\n"
    );
    for number in 0..size {
        let _ = writeln!(text, "  q{number}:\n    ask: Vraag {number}?\n{}", one(number));
    }
    text
}

/// To the question of that number, or to the outcome where there is none.
fn to(number: usize, size: usize) -> String {
    if number < size { format!("next: q{number}") } else { "outcome: doen".to_owned() }
}

/// One question after another; "no" ends the walk.
pub(crate) fn chain(size: usize) -> String {
    tree(size, "", |number| {
        let next = to(number + 1, size);
        format!("    answers: {{ja: {{label: Ja}}, nee: {{label: Nee, outcome: laten}}}}\n    {next}")
    })
}

/// Every question leads to two others.
pub(crate) fn bush(size: usize) -> String {
    tree(size, "", |number| {
        let (one, two) = (to(2 * number + 1, size), to(2 * number + 2, size));
        format!("    answers: {{ja: {{label: Ja, {one}}}, nee: {{label: Nee, {two}}}}}")
    })
}

/// Every question looks back at one of the five before it.
pub(crate) fn look_back(size: usize) -> String {
    tree(size, "", |number| {
        let (next, over) = (to(number + 1, size), to(number + 2, size));
        let answers = "    answers: {ja: {label: Ja}, nee: {label: Nee}}\n";
        match number.checked_sub(1 + number % 5) {
            Some(before) => format!("{answers}    routes: [{{if: {{q{before}: ja}}, {over}}}, {{{next}}}]"),
            None => format!("{answers}    {next}"),
        }
    })
}

/// A multiple of eight that ten bounds read, at the head of a chain.
pub(crate) fn bounds(size: usize) -> String {
    let mut bounds = "bounds:\n".to_owned();
    for number in 0..10 {
        let (one, two, rung) = (number % 8, (number * 3 + 1) % 8, 1 + number % 4);
        let _ = writeln!(bounds, "  - {{if: {{all: [{{q1: a{one}}}, {{q1: a{two}}}], q0: ja}}, at-most: r{rung}}}");
    }
    tree(size, &bounds, |number| {
        let next = to(number + 1, size);
        if number == 1 {
            let answers: String = (0..8).map(|it| format!("a{it}: {{label: A{it}}}, ")).collect();
            return format!(
                "    kind: multiple\n    answers: {{{answers}geen: {{label: Geen, alone: true}}}}\n    {next}"
            );
        }
        format!("    answers: {{ja: {{label: Ja}}, nee: {{label: Nee, outcome: laten}}}}\n    {next}")
    })
}

/// Reads and checks a tree.
pub(crate) fn checked(text: &str) -> Checked {
    check(read("boom.yaml", text.as_bytes(), Language::Dutch, &Ladder), BUDGET)
}
