//! Text of a tree stays text in Markdown: what is written is read back with a parser of others.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use beslisboom::text::markdown::{cell, heading, inside, start};
use beslisboom::text::sanitize::line;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Everything that the parser knows, so that nothing is text only because it was not looked for.
fn events(markdown: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH;
    Parser::new_ext(markdown, options).collect()
}

/// The tags of a document in order, and the text in it; panics on anything that is no plain text.
fn read(markdown: &str) -> (Vec<String>, String) {
    let (mut tags, mut text) = (Vec::new(), String::new());
    for event in events(markdown) {
        match event {
            Event::Start(tag) => tags.push(match tag {
                Tag::Paragraph => "p".to_owned(),
                Tag::Heading { level, .. } => level.to_string(),
                Tag::List(first) => if first.is_some() { "ol" } else { "ul" }.to_owned(),
                Tag::Item => "li".to_owned(),
                Tag::Table(_) => "table".to_owned(),
                Tag::TableHead => "head".to_owned(),
                Tag::TableRow => "row".to_owned(),
                Tag::TableCell => "cell".to_owned(),
                Tag::Strong => "strong".to_owned(),
                other => format!("{other:?}"),
            }),
            Event::End(_) => text.push('\u{1}'),
            Event::Text(more) => text += &more,
            Event::SoftBreak => text.push('\u{2}'),
            other => panic!("{other:?} in\n{markdown}"),
        }
    }
    (tags, text)
}

/// One text in the middle of a document, in a certain place: that place is there as meant, and holds the text.
fn stays(text: &str, markdown: &str, tags: &[&str], before: &str, after: &str) {
    let (found, read) = read(markdown);
    assert_eq!(found, tags, "{text:?} in\n{markdown}");
    let wanted = line(text).trim().to_owned();
    let (read, parts) = (read.replace('\u{1}', ""), [before, &wanted, after]);
    assert_eq!(read, parts.concat(), "{text:?} in\n{markdown}");
}

fn everywhere(text: &str) {
    if line(text).trim().is_empty() {
        return;
    }
    let safe = start(text);
    stays(text, &format!("Voor.\n{safe}\n"), &["p"], "Voor.\u{2}", "");
    stays(text, &format!("{safe}\nNa.\n"), &["p"], "", "\u{2}Na.");
    stays(text, &format!("- {safe}\n- Na\n"), &["ul", "li", "li"], "", "Na");
    stays(text, &format!("1. {safe}\n2. Na\n"), &["ol", "li", "li"], "", "Na");
    stays(text, &format!("## {}\n\nNa\n", heading(text.trim_start())), &["h2", "p"], "", "Na");
    stays(text, &format!("Hier {}.\n", inside(text.trim())), &["p"], "Hier ", ".");
    let table = format!("| A | B |\n| --- | --- |\n| {} | Na |\n", cell(text.trim()));
    stays(text, &table, &["table", "head", "cell", "cell", "row", "cell", "cell"], "AB", "Na");
}

/// What means something to some reader of Markdown.
const NASTY: [&str; 58] = [
    "~~~",
    "```",
    "===",
    "---",
    "- - -",
    "***",
    "___",
    "+",
    "+ x",
    "- x",
    "* x",
    "1. x",
    "1) x",
    "12.",
    "> x",
    "# x",
    "#",
    "x #",
    "x ##",
    "#hash",
    "| a | b |",
    "|---|---|",
    "a | b",
    ":-: | :-:",
    "<b>x</b>",
    "<!-- x -->",
    "<x",
    "a < b",
    "<https://a.nl>",
    "https://a.nl",
    "www.a.nl",
    "a@b.nl",
    "[x](https://a.nl)",
    "[x]: https://a.nl",
    "![x](y)",
    "[ ] x",
    "[^1]",
    "*x*",
    "**x**",
    "_x_",
    "a_b_c",
    "`x`",
    "~x~ en ~y~",
    "$x$ en $y$",
    "&amp;",
    "&#65;",
    "&",
    "a & b",
    "\\",
    "a\\",
    "\\*x\\*",
    "\\| x",
    "x\ty",
    "\u{7}x",
    "a\nb",
    "2 * 3 * 4",
    "* * *",
    "--",
];

#[test]
fn nothing_nasty_leaves_its_place() {
    for text in NASTY {
        everywhere(text);
        for other in NASTY {
            everywhere(&format!("{text} {other}"));
            everywhere(&format!("{text}{other}"));
        }
    }
}

#[test]
fn any_mix_of_marks_stays_text() {
    let marks: Vec<char> = "*_`~[]()<>#|\\&;!+-=.:/@$ \t1a^{}\"'".chars().collect();
    let mut seed = 7_u64;
    let mut roll = |sides: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % sides
    };
    for _ in 0..30_000 {
        let text: String = (0..1 + roll(12)).map(|_| marks[roll(marks.len())]).collect();
        everywhere(&text);
    }
}

#[test]
fn plain_text_is_left_as_it_is() {
    for text in [
        "Wie koppelt terug aan de deelnemers?",
        "Artikel 16.55, lid 7 (Omgevingswet): geld & mensen, 5 < 6, a_b, #1.",
        "Ca. 10 tot 20 weken; zie par. 9 – ‘Het kan’.",
        "Prijs: € 10.000,- of meer!",
    ] {
        assert_eq!([start(text), inside(text), heading(text), cell(text)], [text; 4]);
    }
}

#[test]
fn addresses_in_texts_are_no_links() {
    for (text, safe) in
        [("zie https://a.nl", "zie https\\://a.nl"), ("WWW.a.nl", "WWW\\.a.nl"), ("jan@a.nl", "jan\\@a.nl")]
    {
        assert_eq!(inside(text), safe);
    }
}
