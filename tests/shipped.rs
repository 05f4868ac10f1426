//! The files that ship inside the program are sound, complete and translated.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use beslisboom::analysis::walk::Walk;
use beslisboom::check::{BUDGET, check, merge};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::engine::step::{At, End, Move};
use beslisboom::model::finding::Severity;
use beslisboom::model::ids::{AnswerId, QuestionId};
use beslisboom::model::replies::{Replies, Reply};
use beslisboom::model::tree::Tree;
use beslisboom::output::findings::{FindingsFormat, Listing, ListingStyle};
use beslisboom::source::builtin::Builtin;
use beslisboom::source::parse::{read, read_with_side_files};
use beslisboom::source::shipped;
use beslisboom::text::language::Language;
use std::collections::BTreeMap;

#[test]
fn the_shipped_files_have_no_findings_at_all_in_either_language() {
    for language in [Language::Dutch, Language::English] {
        let mut checks = Vec::new();
        for name in shipped::names("") {
            let path = format!("{name}.yaml");
            let text = shipped::file(&path).unwrap();
            checks.push(check(read_with_side_files(&path, text.as_bytes(), language, &Builtin("")), BUDGET));
            assert!(checks.last().is_some_and(|checked| checked.tree.is_some()), "{name}");
        }
        for folder in ["ladders", "catalogues"] {
            for name in shipped::names(folder) {
                let path = format!("{folder}/{name}.yaml");
                let text = shipped::file(&path).unwrap();
                checks.push(check(read_with_side_files(&path, text.as_bytes(), language, &Builtin(folder)), BUDGET));
            }
        }
        merge(&mut checks);
        let shown = Listing::of(&checks, language);
        let look = ListingStyle { colour: false, width: 100, fails: Severity::Error };
        assert!(shown.entries.is_empty(), "{}", shown.show(FindingsFormat::Short, look));
    }
}

fn tree(name: &str) -> Tree {
    let path = format!("{name}.yaml");
    let reading = read(&path, shipped::file(&path).unwrap().as_bytes(), Language::Dutch, &Builtin(""));
    check(reading, BUDGET).tree.unwrap()
}

#[test]
fn every_edge_of_every_shipped_tree_is_walked_to_its_end() {
    for name in shipped::names("") {
        let tree = tree(name);
        let graph = evaluate(&tree, &Replies::new()).graph;
        let mut edges = 0;
        for (number, node) in graph.nodes.iter().enumerate() {
            for link in &node.links {
                // The shortest replies to this edge, and from there on the first way to an end.
                let mut given: BTreeMap<QuestionId, Vec<AnswerId>> = graph.witness(number).into_iter().collect();
                let mut link = link;
                let end = loop {
                    match &link.made {
                        Move::Answer(question, answer) | Move::Tick(question, answer) => {
                            given.entry(*question).or_default().push(*answer);
                        }
                        Move::Skip(question, _) => {
                            given.entry(*question).or_default();
                        }
                    }
                    let next = &graph.nodes[link.to as usize];
                    match &next.at {
                        At::End(End::Landing(landing)) => break *landing,
                        At::End(other) => panic!("{name}: {other:?}"),
                        _ => link = next.links.last().unwrap(),
                    }
                };
                let mut walk = Walk::new(&tree, Replies::new(), BTreeMap::new(), true);
                while let Some(asking) = walk.next() {
                    walk.give(asking.question, Reply::Answers(given[&asking.question].clone()));
                }
                let [landed] = walk.evaluation().landings[..] else { panic!("{name}: {given:?}") };
                assert_eq!((landed.outcome, landed.rung), (end.outcome, end.rung), "{name}: {given:?}");
                edges += 1;
            }
        }
        assert!(edges >= graph.nodes.len() - 1);
    }
}

#[test]
fn the_table_of_shipped_files_is_the_folder() {
    fn files(folder: &std::path::Path, prefix: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let (path, name) = entry.map(|it| (it.path(), it.file_name().into_string().unwrap())).unwrap();
            if path.is_dir() {
                files(&path, &format!("{prefix}{name}/"), found);
            } else {
                found.push(format!("{prefix}{name}"));
            }
        }
    }
    let mut found = Vec::new();
    files(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("trees"), "", &mut found);
    found.sort();
    assert_eq!(shipped::paths().collect::<Vec<_>>(), found);
    // What was packed comes out as it stands.
    for path in found {
        let text = std::fs::read_to_string(format!("{}/trees/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert_eq!(shipped::file(&path).unwrap(), text, "{path}");
    }
}
