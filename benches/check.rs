//! What checking costs by the size and shape of a tree: the cost per state should stay flat.
//!
//! `cargo bench --bench check` prints a table per shape, by number of questions. With `-- --write FOLDER`
//! it writes the trees instead, to count with other means: a clock on a busy machine says little.

use beslisboom::check::{BUDGET, Checked, check};
use beslisboom::draft::{Absence, Shelf, read};
use beslisboom::language::Language;
use divan::{Bencher, counter::ItemsCount};
use std::fmt::Write as _;
use std::path::Path;

fn main() {
    let mut args = std::env::args().skip_while(|arg| arg != "--write").skip(1);
    match args.next() {
        Some(folder) => write(Path::new(&folder)),
        None => divan::main(),
    }
}

/// The text of a tree with this many questions.
type Shape = fn(usize) -> String;

/// Writes every tree of the benchmark, with its ladder.
fn write(folder: &Path) {
    let shapes: [(&str, Shape); 4] = [("chain", chain), ("bush", bush), ("look-back", look_back), ("multiple", bounds)];
    std::fs::create_dir_all(folder).expect("the folder can be made");
    let put = |name: String, text: &str| std::fs::write(folder.join(name), text).expect("the folder can be written");
    put("l.yaml".to_owned(), LADDER);
    for (name, shape) in shapes {
        SIZES.iter().for_each(|&size| put(format!("{name}-{size}.yaml"), &shape(size)));
    }
}

const SIZES: [usize; 4] = [10, 100, 1000, 10_000];

const LADDER: &str = "format: 1\nid: l\ntitle: L\nlanguage: nl\nrungs:\n  r0: {title: Nul}\n  r1: {title: Een}\n  r2: {title: Twee}\n  r3: {title: Drie}\n  r4: {title: Vier}\n";

struct Ladder;

impl Shelf for Ladder {
    fn fetch(&self, _: &str) -> Result<Vec<u8>, Absence> {
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
fn chain(size: usize) -> String {
    tree(size, "", |number| {
        let next = to(number + 1, size);
        format!("    answers: {{ja: {{label: Ja}}, nee: {{label: Nee, outcome: laten}}}}\n    {next}")
    })
}

/// Every question leads to two others.
fn bush(size: usize) -> String {
    tree(size, "", |number| {
        let (one, two) = (to(2 * number + 1, size), to(2 * number + 2, size));
        format!("    answers: {{ja: {{label: Ja, {one}}}, nee: {{label: Nee, {two}}}}}")
    })
}

/// Every question looks back at one of the five before it.
fn look_back(size: usize) -> String {
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
fn bounds(size: usize) -> String {
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

fn checked(text: &str) -> Checked {
    check(read("boom.yaml", text.as_bytes(), Language::Dutch, &Ladder), BUDGET)
}

/// Measures one shape, reading included; items are states.
fn measure(bencher: Bencher<'_, '_>, text: &str) {
    let first = checked(text);
    assert!(first.tree.is_some(), "{:?}", first.findings.first());
    bencher.counter(ItemsCount::new(first.states)).bench_local(|| checked(text));
}

#[divan::bench(args = SIZES, max_time = 5)]
fn a_chain(bencher: Bencher<'_, '_>, size: usize) {
    measure(bencher, &chain(size));
}

#[divan::bench(args = SIZES, max_time = 5)]
fn a_bush(bencher: Bencher<'_, '_>, size: usize) {
    measure(bencher, &bush(size));
}

#[divan::bench(args = SIZES, max_time = 5)]
fn conditions_that_look_back(bencher: Bencher<'_, '_>, size: usize) {
    measure(bencher, &look_back(size));
}

#[divan::bench(args = SIZES, max_time = 5)]
fn a_multiple_with_ten_bounds(bencher: Bencher<'_, '_>, size: usize) {
    measure(bencher, &bounds(size));
}
