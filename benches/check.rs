//! What checking costs by the size and shape of a tree: the cost per state should stay flat.
//!
//! `cargo bench --bench check` prints a table per shape, by number of questions. With `-- --write FOLDER`
//! it writes the trees instead, to count with other means: a clock on a busy machine says little.

mod shapes;

use divan::{Bencher, counter::ItemsCount};
use shapes::{LADDER, bounds, bush, chain, checked, look_back};
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
