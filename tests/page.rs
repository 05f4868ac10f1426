//! The page that an advice opens with, for every example of every tree inside the program.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use beslisboom::check::trust_shipped;
use beslisboom::model::replies::Replies;
use beslisboom::model::tree::Tree;
use beslisboom::output::format::{Format, Printable, TextLayout};
use beslisboom::output::report::{AdvicePage, Occasion, Report};
use beslisboom::source::builtin::Builtin;
use beslisboom::source::parse::read;
use beslisboom::source::shipped;
use beslisboom::text::language::Language;
use std::collections::BTreeSet;

/// A day of now, and the first on which texts are others.
const DAYS: [&str; 2] = ["2026-11-26", "2027-01-01"];

fn trees(language: Language, day: &str) -> Vec<Tree> {
    let open = |name: &str| {
        let name = format!("{name}.yaml");
        trust_shipped(read(&name, shipped::file(&name).unwrap().as_bytes(), language, &Builtin("")), day).tree.unwrap()
    };
    shipped::names("").map(open).collect()
}

/// Calls `look` with the name of every example, and its report.
fn every_example(language: Language, mut look: impl FnMut(&str, &Report<'_>)) {
    for (tree, day) in DAYS.into_iter().flat_map(|day| trees(language, day).into_iter().map(move |tree| (tree, day))) {
        for example in &tree.examples {
            let replies: Replies = example.replies.iter().cloned().collect();
            let occasion = Occasion { date: day.to_owned(), ..Occasion::default() };
            look(&format!("{}: {}", tree.id.text, example.name), &Report::new(&tree, &replies, &occasion, language));
        }
    }
}

fn written(printed: &dyn Printable, format: &str) -> String {
    let bytes = Format::named(format).unwrap().write(printed, TextLayout { width: None, colour: false, plain: true });
    String::from_utf8(bytes.unwrap()).unwrap()
}

#[test]
fn the_page_is_a_page() {
    let mut seen = 0;
    for language in Language::ALL {
        every_example(language, |name, report| {
            let page = written(&AdvicePage(report), "markdown");
            let words = page.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            assert!(words <= 350, "{name}: {words} words\n{page}");
            for ugly in ["\\_", "&amp;", "&lt;"] {
                assert!(!page.contains(ugly), "{name}: {ugly}\n{page}");
            }
            seen += 1;
        });
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn an_advice_on_a_ladder_opens_with_three_lines_and_the_json_has_the_same() {
    every_example(Language::Dutch, |name, report| {
        let page = written(&AdvicePage(report), "markdown");
        let json: serde_json::Value = serde_json::from_str(&written(report, "json")).unwrap();
        let on_a_ladder = !json["ladder"].is_null();
        let lines = ["- De situatie vraagt om: ", "- Nu kan hoogstens: ", "- Verplicht is "];
        for (line, key) in lines.iter().zip(["wish", "ceiling", "floor"]) {
            assert_eq!(page.contains(line), on_a_ladder, "{name}: {line}\n{page}");
            assert_eq!(json[key].is_object(), on_a_ladder, "{name}: {key}");
        }
        assert_eq!(json["take"].is_string(), on_a_ladder, "{name}");
        for point in json["decide"].as_array().unwrap() {
            let text = written(&AdvicePage(report), "text");
            assert!(text.contains(point.as_str().unwrap().trim()), "{name}: {point}\n{text}");
        }
    });
}

#[test]
fn the_page_and_its_appendix_say_nothing_twice() {
    every_example(Language::Dutch, |name, report| {
        let all = written(report, "markdown");
        let mut titles = BTreeSet::new();
        for title in all.lines().filter(|line| line.starts_with('#')) {
            // The first sentence of a duty stands on the page, the rest in the appendix.
            assert!(titles.insert(title) || title == "## Dit moet van de wet", "{name}: {title}");
        }
        let changes = all.split("## Wat zou het advies veranderen?").nth(1).unwrap_or_default();
        let changes = changes.split("\n## ").next().unwrap().lines().filter(|line| line.starts_with("- ")).count();
        assert!(changes <= 3, "{name}: {changes} changes");
    });
}
