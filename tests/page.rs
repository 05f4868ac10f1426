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
use beslisboom::text::prose::{sentences, words};
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
        // Replies that are refused give no advice.
        for example in tree.examples.iter().filter(|it| it.expect.refused.is_empty()) {
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

/// Whether every possible result has an outcome with a rung of its own, or none, as its tree is written.
fn decided_by_route(advice: &serde_json::Value) -> bool {
    let tree = shipped::file(&format!("{}.yaml", advice["tree"].as_str().unwrap())).unwrap();
    let tree: serde_json::Value = serde_yaml::from_str(tree).unwrap();
    let reads = |it: &serde_json::Value| {
        let rung = &tree["outcomes"][it["outcome"].as_str().unwrap()]["rung"];
        advice["conflict"] == true || ["ceiling", "floor", "wish"].iter().any(|word| rung == word)
    };
    !advice["possible"].as_array().unwrap().iter().any(reads)
}

#[test]
fn an_advice_on_a_ladder_opens_with_three_lines_and_the_json_has_the_same() {
    every_example(Language::Dutch, |name, report| {
        let page = written(&AdvicePage(report), "markdown");
        let json: serde_json::Value = serde_json::from_str(&written(report, "json")).unwrap();
        let on_a_ladder = !json["ladder"].is_null();
        let lines = ["- De situatie vraagt om: ", "- Nu kan hoogstens: ", "- Verplicht is "];
        for (line, key) in lines.iter().zip(["wish", "ceiling", "floor"]) {
            // Where the route decided, a line without a reason tells nothing.
            let reasons = json[key]["reasons"].as_array().is_some_and(|reasons| !reasons.is_empty());
            let told = on_a_ladder && (reasons || !decided_by_route(&json));
            assert_eq!(page.contains(line), told, "{name}: {line}\n{page}");
            assert_eq!(json[key].is_object(), on_a_ladder, "{name}: {key}");
        }
        assert_eq!(json["take"].is_string(), on_a_ladder, "{name}");
        for point in json["decide"].as_array().unwrap() {
            let text = written(&AdvicePage(report), "text");
            assert!(text.contains(point.as_str().unwrap().trim()), "{name}: {point}\n{text}");
        }
    });
}

/// The sentences of a document in Markdown that state something: no titles, no questions, no names. A row of the
/// table of methods stands by itself, so that table is left out.
fn statements(document: &str) -> Vec<String> {
    let mut statements = Vec::new();
    let mut methods = false;
    for line in document.lines() {
        if let Some(title) = line.strip_prefix('#') {
            methods = ["Werkvormen", "Methods"].contains(&title.trim_start_matches('#').trim());
            continue;
        }
        if methods {
            continue;
        }
        for cell in line.trim_matches('|').split(" | ") {
            let cell = cell.trim().trim_start_matches("- ").replace("**", "");
            let cell = cell.trim_start_matches(|it: char| it.is_ascii_digit()).trim_start_matches(". ");
            // What a sentence rests on stands behind it, in brackets.
            let mut depth = 0;
            let outside = |it: &char| {
                depth += i32::from(*it == '(') - i32::from(*it == ')');
                depth == 0 && *it != ')'
            };
            let cell: String = cell.chars().filter(outside).collect();
            let cell = cell.trim();
            let ends: Vec<usize> = cell.match_indices(['.', '!', '?']).map(|(at, _)| at + 1).collect();
            let mut start = 0;
            for end in ends.into_iter().filter(|&end| end == cell.len() || cell[end..].starts_with(' ')) {
                let sentence = cell[start..end].trim();
                start = end;
                if sentence.split(' ').count() >= 3 && !sentence.ends_with('?') {
                    statements.push(sentence.to_owned());
                }
            }
        }
    }
    statements
}

#[test]
fn the_page_and_its_appendix_say_nothing_twice() {
    let mut looked = 0;
    for language in Language::ALL {
        every_example(language, |name, report| {
            let all = written(report, "markdown");
            let mut titles = BTreeSet::new();
            for title in all.lines().filter(|line| line.starts_with('#')) {
                // The first sentence of a duty stands on the page, the rest in the appendix.
                let law = ["## Dit moet van de wet", "## The law asks this"].contains(&title);
                assert!(titles.insert(title) || law, "{name}: {title}");
            }
            let mut said = BTreeSet::new();
            for statement in statements(&all) {
                assert!(said.insert(statement.clone()), "{name}: {statement}\n{all}");
                looked += 1;
            }
            let title = language.pick("## Wat zou het advies veranderen?", "## What would change the advice?");
            let changes = all.split(title).nth(1).unwrap_or_default().split("\n## ").next().unwrap();
            let changes = changes.lines().filter(|line| line.starts_with("- ")).count();
            assert!(changes <= 3, "{name}: {changes} changes");
        });
    }
    assert!(looked > 5_000, "{looked}");
}

/// The stretches of a document in Markdown that are read in one breath: to the end of a sentence, or to the colon or
/// semicolon before what is listed. Pictures and the names of sources, in brackets behind a sentence, are left out.
fn breaths(document: &str) -> Vec<String> {
    let mut picture = false;
    let lines = document.lines().filter(|line| {
        let fence = line.starts_with("```");
        picture ^= fence;
        !picture && !fence
    });
    let mut breaths = Vec::new();
    for cell in lines.flat_map(|line| line.trim_matches('|').split(" | ")) {
        let mut depth = 0_usize;
        let outside = |it: &char| {
            let before = depth;
            match it {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            before == 0 && depth == 0
        };
        let cell: String = cell.chars().filter(outside).collect();
        for sentence in sentences(&cell) {
            let parts = sentence.split([':', ';']).map(|part| part.trim().trim_start_matches("- ").to_owned());
            breaths.extend(parts.filter(|part| !part.is_empty()));
        }
    }
    breaths
}

#[test]
fn nobody_runs_out_of_breath() {
    let (mut looked, mut long) = (0, BTreeSet::new());
    for language in Language::ALL {
        every_example(language, |_, report| {
            for breath in breaths(&written(report, "markdown")) {
                looked += 1;
                if words(&breath).count() > 20 {
                    long.insert(breath);
                }
            }
        });
    }
    assert!(long.is_empty(), "{} of {looked}:\n{}", long.len(), long.into_iter().collect::<Vec<_>>().join("\n"));
    assert!(looked > 50_000, "{looked}");
}

/// Where in a source something stands, may say what of it is ours; that is said in the language of the reader.
#[test]
fn what_is_ours_is_said_in_english_too() {
    assert!(format!("{:?}", trees(Language::Dutch, DAYS[0])).contains(" van ons"));
    for day in DAYS {
        for tree in trees(Language::English, day) {
            assert!(!format!("{tree:?}").contains(" van ons"), "{}", tree.id.text);
        }
    }
}

/// What a method is not for stands behind two words more.
#[test]
fn nobody_runs_out_of_breath_at_what_a_method_is_not_for() {
    for language in Language::ALL {
        for tree in trees(language, DAYS[0]) {
            for method in tree.methods() {
                let said =
                    format!("{} {}", language.pick("Niet als", "Not when"), method.not_when.as_deref().unwrap_or(""));
                for sentence in sentences(&said) {
                    assert!(words(sentence).count() <= 20, "{}: {said}", method.id.text);
                }
            }
        }
    }
}

/// Two numbered lists under the title of the duties: what the first begins, the second goes on with.
#[test]
fn every_duty_is_whole_over_page_and_appendix() {
    let mut duties = 0;
    every_example(Language::Dutch, |name, report| {
        let all = written(report, "markdown");
        let json: serde_json::Value = serde_json::from_str(&written(report, "json")).unwrap();
        let part = |part: &str| -> Vec<String> {
            let numbered = part.split("\n## ").next().unwrap().lines().filter_map(|line| line.split_once(". "));
            numbered.filter(|(number, _)| number.parse::<u8>().is_ok()).map(|(_, text)| text.to_owned()).collect()
        };
        let parts: Vec<Vec<String>> = all.split("## Dit moet van de wet").skip(1).map(part).collect();
        let [first, rest] = &parts[..] else { return };
        assert_eq!(first.len(), rest.len(), "{name}\n{all}");
        for (first, rest) in first.iter().zip(rest) {
            let same = |it: &&serde_json::Value| {
                let text = it["text"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
                text.starts_with(first.as_str()) && text.ends_with(rest.rsplit_once(" (").unwrap().0)
            };
            assert!(json["advice"].as_array().unwrap().iter().any(|it| same(&it)), "{name}: {first} … {rest}");
            duties += 1;
        }
    });
    assert!(duties > 100, "{duties}");
}

#[test]
fn why_is_a_few_sentences() {
    for language in Language::ALL {
        every_example(language, |name, report| {
            let page = written(&AdvicePage(report), "markdown");
            let why = page.split("## Waarom dit advies").nth(1).or_else(|| page.split("## Why this advice").nth(1));
            let Some(why) = why.map(|why| why.split("\n## ").next().unwrap().trim()) else { return };
            let sentences = why.matches(". ").count() + 1;
            assert!(!why.contains("\n") && why.ends_with('.') && sentences <= 5, "{name}: {why}");
            assert_eq!(why.matches('‘').count(), why.matches('’').count() - why.matches("’s").count(), "{name}: {why}");
        });
    }
}
