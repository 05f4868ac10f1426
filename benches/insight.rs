//! What it costs to say why, and what changes between two versions of a large tree.
//!
//! `cargo bench --bench insight` prints a table; sizes are numbers of questions.

mod shapes;

use beslisboom::analysis::diff::diff;
use beslisboom::check::{BUDGET, trust_shipped};
use beslisboom::model::ids::QuestionId;
use beslisboom::model::replies::{Replies, Reply};
use beslisboom::model::tree::Tree;
use beslisboom::output::format::{Format, TextLayout};
use beslisboom::output::report::{Explained, Occasion, Report};
use beslisboom::source::builtin::Builtin;
use beslisboom::source::parse::{read, read_set};
use beslisboom::source::resolve::fit;
use beslisboom::source::shipped;
use beslisboom::text::language::Language;
use divan::Bencher;
use shapes::{bounds, bush, chain, checked, look_back};

fn main() {
    divan::main();
}

fn opened(name: &str) -> Tree {
    let name = format!("{name}.yaml");
    let text = shipped::file(&name).expect("it ships");
    trust_shipped(read(&name, text.as_bytes(), Language::Dutch, &Builtin("")), "2026-11-22").tree.expect("it is sound")
}

/// The whole of `why`, laid out, for these replies.
fn explain(bencher: Bencher<'_, '_>, tree: &Tree, replies: &Replies) {
    let occasion = Occasion::default();
    bencher.bench_local(|| {
        let report = Report::new(tree, replies, &occasion, Language::Dutch);
        let explained = Explained { report: &report, all: false };
        <&Format>::default()
            .write(&explained, TextLayout { width: Some(80), colour: false, plain: false })
            .expect("memory takes it")
    });
}

#[divan::bench(args = ["schiedam", "heusden", "initiatief", "omgevingswet", "oecd", "brabant", "vroom"])]
fn why_with_half_of_the_replies(bencher: Bencher<'_, '_>, name: &str) {
    let tree = opened(name);
    let answers = |question: QuestionId| {
        let first = tree.questions[question].answers.position(|answer| !answer.alone).unwrap_or_default();
        Reply::Answers(vec![first])
    };
    let replies = tree.questions.ids().step_by(2).map(|question| (question, answers(question))).collect();
    explain(bencher, &tree, &replies);
}

#[divan::bench]
fn why_for_the_example_of_the_readme(bencher: Bencher<'_, '_>) {
    let tree = opened("schiedam");
    let given = ["begint=gemeente", "wet=vrij", "keuze=deels", "toezegging=luisteren"];
    let (replies, misfits) = fit(&*tree, &given.iter().filter_map(|it| read_set(it)).collect::<Vec<_>>());
    assert!(misfits.is_empty(), "{misfits:?}");
    explain(bencher, &tree, &replies);
}

/// Two versions of a tree of a thousand questions that differ in one bound half-way.
fn versions(bencher: Bencher<'_, '_>, text: &str) {
    let half_way = text.find("  q500:").expect("it is there");
    let (before, after) = text.split_at(half_way);
    let other = format!("{before}{}", after.replacen("ja: {label: Ja", "ja: {label: Ja, at-most: r2", 1));
    let (old, new) = (checked(text).tree.expect("sound"), checked(&other).tree.expect("sound"));
    let found = diff(&old, &new, BUDGET);
    assert!(found.moves.is_some_and(|moves| !moves.is_empty()), "something moves");
    bencher.bench_local(|| diff(&old, &new, BUDGET));
}

#[divan::bench(max_time = 20)]
fn diff_of_two_chains(bencher: Bencher<'_, '_>) {
    versions(bencher, &chain(1_000));
}

#[divan::bench(max_time = 20)]
fn diff_of_two_bushes(bencher: Bencher<'_, '_>) {
    versions(bencher, &bush(1_000));
}

#[divan::bench(max_time = 20)]
fn diff_of_two_that_look_back(bencher: Bencher<'_, '_>) {
    versions(bencher, &look_back(1_000));
}

#[divan::bench(max_time = 20)]
fn diff_of_two_with_a_multiple_and_ten_bounds(bencher: Bencher<'_, '_>) {
    versions(bencher, &bounds(1_000));
}

#[divan::bench(max_time = 20)]
fn diff_of_a_shipped_tree_with_its_methods(bencher: Bencher<'_, '_>) {
    let tree = opened("schiedam");
    bencher.bench_local(|| diff(&tree, &tree, BUDGET));
}
