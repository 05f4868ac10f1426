//! Diagrams that can be read: what every arrow says, words kept whole, and a large tree in parts. What Mermaid draws of
//! them was looked at by eye; here the text of the diagrams is read line by line.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use program::beslisboom;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

/// The trees that ship.
const TREES: [&str; 8] = ["brabant", "evaluatie", "heusden", "initiatief", "oecd", "omgevingswet", "schiedam", "vroom"];

/// A diagram as it stands in the text: the text of each shape, and from where an arrow leads where, with what it says.
#[derive(Debug, Default)]
struct Chart {
    shapes: BTreeMap<String, String>,
    arrows: Vec<(String, String, String)>,
}

fn chart(mermaid: &str) -> Chart {
    let mut chart = Chart::default();
    let mut begun: BTreeMap<String, (String, String)> = BTreeMap::new();
    for line in mermaid.lines().filter_map(|line| line.strip_prefix("  ")) {
        let words: Vec<&str> = line.splitn(3, ' ').collect();
        match words[..] {
            [from, "---" | "-.-", text] => {
                let (id, text) = text.split_once("[\"").unwrap();
                begun.insert(id.to_owned(), (from.to_owned(), text.strip_suffix("\"]:::way").unwrap().to_owned()));
            }
            [from, "-->" | "-.->", to] => {
                let (from, text) = begun.remove(from).unwrap_or((from.to_owned(), String::new()));
                chart.arrows.push((from, to.to_owned(), text));
            }
            _ if line.starts_with("class") || line.starts_with("linkStyle") || line.starts_with(' ') => {}
            _ if line.contains('"') => {
                let (id, text) = line.split_once(['[', '(', '{', '>']).unwrap();
                let text = text.split('"').nth(1).unwrap().replace("#41;", ")");
                chart.shapes.insert(id.to_owned(), text);
            }
            _ => {}
        }
    }
    assert!(begun.is_empty(), "{begun:?}");
    chart
}

fn export(args: &[&str]) -> String {
    beslisboom(&["export", "mermaid"]).args(args).run().fine()
}

#[test]
fn no_two_arrows_of_a_question_say_the_same() {
    for tree in TREES {
        let chart = chart(&export(&[tree]));
        let mut seen = BTreeSet::new();
        for (from, _, text) in chart.arrows.iter().filter(|(from, ..)| from.starts_with("q_")) {
            assert!(!text.is_empty() && seen.insert((from, text)), "{tree}: two arrows of {from} say {text}");
        }
        let named: BTreeSet<&String> = chart.arrows.iter().flat_map(|(from, to, _)| [from, to]).collect();
        assert!(named.iter().all(|id| chart.shapes.contains_key(*id)), "{tree}");
    }
}

#[test]
fn lines_break_between_words() {
    for tree in TREES {
        let source = fs::read_to_string(program::root().join(format!("trees/{tree}.yaml"))).unwrap();
        let asks = source.lines().filter_map(|line| line.trim().strip_prefix("ask: "));
        let asks: BTreeSet<&str> = asks.map(|ask| ask.trim_matches(['"', '\''])).collect();
        let chart = chart(&export(&[tree]));
        let shown: BTreeSet<String> = chart.shapes.values().map(|text| text.replace("<br/>", " ")).collect();
        for ask in asks.iter().filter(|ask| !ask.contains(['(', '\'', '#', '*', '"', '&'])) {
            assert!(shown.contains(*ask), "{tree}: {ask}\n{shown:#?}");
        }
    }
}

/// Thirty questions: every fifth can end, every fifth skips the next, all else leads on whatever is answered.
fn thirty() -> tempfile::TempDir {
    let mut tree = String::from("format: 1\nid: dertig\nversion: \"1\"\ntitle: Dertig\nlanguage: nl\nquestions:\n");
    for number in 1..=30 {
        let no = match number % 5 {
            0 => ", outcome: stop".to_owned(),
            2 => format!(", next: v{}", number + 2),
            _ => String::new(),
        };
        let next = if number == 30 { "outcome: klaar".to_owned() } else { format!("next: v{}", number + 1) };
        let _ = writeln!(
            tree,
            "  v{number}:\n    ask: Vraag {number}?\n    answers: {{ja: {{label: Ja}}, nee: {{label: Nee{no}}}}}\n    {next}"
        );
    }
    tree.push_str(
        "outcomes:\n  klaar: {title: Klaar, verdict: participate}\n  stop: {title: Stop, verdict: not-yet}\n",
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("boom.yaml"), tree).unwrap();
    folder
}

#[test]
fn a_large_tree_goes_over_pages_that_name_each_other() {
    let folder = thirty();
    let of =
        |args: &[&str]| beslisboom(&["export", "mermaid", "boom.yaml"]).args(args).within(folder.path()).run().fine();
    let whole = chart(&of(&[]));
    let paged = of(&["--per-page", "8"]);
    let pages: Vec<&str> = paged.split("```mermaid\n").skip(1).map(|page| page.split_once("```").unwrap().0).collect();
    assert_eq!(pages.len(), 4);
    let mut arrows = Vec::new();
    let mut asked = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let chart = chart(page);
        assert!(page.contains(&format!("title: \"Dertig ({} / 4)\"", number + 1)), "{page}");
        let (elsewhere, own): (Vec<_>, Vec<_>) =
            chart.shapes.iter().filter(|(id, _)| id.starts_with('q')).partition(|(_, text)| text.contains("→"));
        assert!(own.len() <= 8, "{own:?}");
        // Where an arrow leads to another page, that page has the question.
        for (id, text) in elsewhere {
            let (ask, to) = text.split_once("<br/>→ bladzijde ").unwrap();
            let there = pages[to.parse::<usize>().unwrap() - 1];
            assert!(there.contains(&format!("  {id}[\"{ask}\"]")), "{text}\n{there}");
        }
        asked.extend(own.into_iter().map(|(id, _)| id.clone()));
        arrows.extend(chart.arrows);
    }
    asked.sort();
    let all: Vec<String> = whole.shapes.keys().filter(|id| id.starts_with('q')).cloned().collect();
    assert_eq!(asked, all, "every question stands on one page");
    arrows.sort();
    let mut every = whole.arrows;
    every.sort();
    assert_eq!(arrows, every, "every arrow stands on one page");
    assert_eq!(of(&["--per-page", "30"]), of(&[]));
    // Graphviz draws each graph of a file on a page of its own.
    let dot = beslisboom(&["export", "dot", "boom.yaml", "--per-page", "8"]).within(folder.path()).run().fine();
    assert_eq!(dot.matches("digraph boom {").count(), 4);
}

#[test]
fn straight_runs_are_folded() {
    let folder = thirty();
    let of =
        |args: &[&str]| beslisboom(&["export", "mermaid", "boom.yaml"]).args(args).within(folder.path()).run().fine();
    let (whole, folded) = (chart(&of(&[])), chart(&of(&["--fold"])));
    // v4 and v5, v6 and v7, v9 and v10, and so on: v3 can be skipped, so nothing is folded into v4.
    assert_eq!(folded.shapes["q_v4"], "1) Vraag 4?<br/>2) Vraag 5?");
    assert_eq!(folded.shapes["q_v1"], "1) Vraag 1?<br/>2) Vraag 2?");
    for number in 1..=30 {
        let ask = format!("Vraag {number}?");
        let holding = folded.shapes.values().filter(|text| {
            text.split("<br/>").any(|line| line.ends_with(&ask) && (line == ask || line.contains(") ")))
        });
        assert_eq!(holding.count(), 1, "{ask}");
    }
    // Only arrows within a run are gone.
    let gone = whole.shapes.len() - folded.shapes.len();
    assert_eq!(whole.arrows.len() - folded.arrows.len(), gone);
    assert!(
        folded.arrows.iter().all(|(from, to, _)| folded.shapes.contains_key(from) && folded.shapes.contains_key(to))
    );
    assert_eq!(of(&["--fold", "--per-page", "100"]), of(&["--fold"]));
}

#[test]
fn one_question_stands_with_its_neighbours() {
    let folder = thirty();
    let run = |args: &[&str]| beslisboom(&["export"]).args(args).within(folder.path()).run();
    let near = chart(&run(&["mermaid", "boom.yaml", "--around", "v4"]).fine());
    assert_eq!(near.shapes.keys().map(String::as_str).collect::<Vec<_>>(), ["q_v2", "q_v3", "q_v4", "q_v5"]);
    let arrows: Vec<(&str, &str)> = near.arrows.iter().map(|(from, to, _)| (from.as_str(), to.as_str())).collect();
    assert_eq!(arrows, [("q_v2", "q_v4"), ("q_v3", "q_v4"), ("q_v4", "q_v5")]);
    let end = chart(&run(&["mermaid", "boom.yaml", "--around", "klaar"]).fine());
    assert_eq!(end.shapes.len(), 2);
    for (args, said) in [
        (vec!["mermaid", "boom.yaml", "--around", "v44"], "er is geen vraag of uitkomst `v44`: bedoelde je"),
        (vec!["json", "boom.yaml", "--fold"], "--fold is er alleen voor mermaid, dot en svg"),
        (vec!["svg", "boom.yaml", "--per-page", "3"], "--per-page is er alleen voor mermaid en dot"),
        (vec!["mermaid", "boom.yaml", "--per-page", "0"], "--per-page"),
    ] {
        let run = run(&args);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}

#[test]
fn an_arrow_names_the_answers_that_take_it_where_nothing_else_decides() {
    let chart = chart(&export(&["omgevingswet", "--lang", "nl"]));
    let first: Vec<(&str, usize)> = chart
        .arrows
        .iter()
        .filter(|(from, ..)| from == "q_instrument")
        .map(|(_, to, text)| {
            assert!(!text.contains("als ‘") && !text.contains("anders"), "{text}");
            (to.as_str(), text.split("<br/>").filter(|line| line.starts_with("· ")).count())
        })
        .collect();
    // Five answers of seven, then one, then one: what an arrow says alone has no dot before it.
    assert_eq!(first, [("q_fase", 5), ("q_bevoegd", 0), ("o_aanvrager_vertelt", 0)]);
    // Where another question decides, the condition is said as it was.
    let other = chart.arrows.iter().find(|(from, to, _)| from == "q_fase" && to == "o_andere_overheid").unwrap();
    assert!(other.2.contains("als ‘Om welk besluit gaat het?’<br/>is ‘Een projectbesluit’"), "{}", other.2);
}
