//! What checking costs by the size and shape of a tree: the cost per state should stay flat.
//!
//! `cargo bench` prints a table per shape; `size` is the number of questions.

mod shapes;

use divan::{Bencher, counter::ItemsCount};
use shapes::{bounds, bush, chain, checked, look_back};

fn main() {
    divan::main();
}

const SIZES: [usize; 4] = [10, 100, 1000, 10_000];

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
