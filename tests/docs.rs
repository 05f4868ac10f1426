//! What `docs/` and the pages beside it show is what happens: every example runs, every link leads somewhere.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/files.rs"]
mod files;
#[path = "common/pages.rs"]
mod pages;
#[path = "common/program.rs"]
mod program;

use beslisboom::check::{BUDGET, Checked, Pass, RULES, check};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::model::finding::Severity;
use beslisboom::source::parse::{Content, read, read_replies};
use beslisboom::source::resolve::fit;
use beslisboom::text::language::Language;
use files::Files;
use program::{beslisboom, on_screen};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const MAIN: &str = "voorbeeld.yaml";
const FRAME: &str = "om-een-deel-heen.yaml";

/// A fenced block of the page.
struct Block {
    /// The line of its fence, for messages.
    line: usize,
    /// What stands behind the three backticks.
    info: String,
    text: String,
}

impl Block {
    /// The name in `# file: NAME` on the first line.
    fn file(&self) -> Option<&str> {
        self.text.lines().next()?.strip_prefix("# file: ")
    }

    /// Whether its first line that says something is `format: 1`.
    fn is_whole(&self) -> bool {
        let mut lines = self.text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.next().is_some_and(|line| line.starts_with("format:"))
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/format.md")).unwrap().replace("\r\n", "\n")
}

/// Every fenced block, in order. A fence that is never closed is a fault of the page.
fn blocks(page: &str) -> Vec<Block> {
    let (mut blocks, mut open): (Vec<Block>, Option<Block>) = (Vec::new(), None);
    let mut indent = 0;
    for (number, line) in page.lines().enumerate() {
        match (&mut open, line.trim_start().strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Block { line: number + 1, info: info.to_owned(), text: String::new() });
                indent = line.len() - line.trim_start().len();
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text += &format!("{}\n", line.get(indent..).unwrap_or_default()),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// The files of the page beside each other.
fn on_the_page(blocks: &[Block]) -> Files {
    let named: Vec<_> = blocks.iter().filter_map(|it| Some((it.file()?.to_owned(), it.text.clone()))).collect();
    let files: BTreeMap<_, _> = named.iter().cloned().collect();
    assert_eq!(files.len(), named.len(), "two files have one name");
    Files(files)
}

impl Files {
    fn checked(&self, name: &str, language: Language) -> Checked {
        check(read(name, self.0[name].as_bytes(), language, &self.beside(name)), BUDGET)
    }

    /// The files as they are seen from the folder of one of them.
    fn beside(&self, name: &str) -> Files {
        let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let inside = |(path, text): (&String, &String)| Some((path.strip_prefix(&folder)?.to_owned(), text.clone()));
        Files(self.0.iter().filter_map(inside).collect())
    }
}

/// What is at least this bad, as lines for people.
fn faults(checked: &Checked, from: Severity) -> Vec<String> {
    let bad = checked.findings.iter().filter(|finding| checked.severity(finding) >= from);
    bad.map(|finding| {
        let (line, column) = checked.sources.line_and_column(finding.place);
        let name = checked.sources.name(finding.place);
        format!("{name}:{line}:{column} {} {}", finding.rule, finding.message.english)
    })
    .collect()
}

/// The top-level keys of a file, each with its text.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            let key = line.split(':').next().unwrap_or_default();
            sections.push((key.to_owned(), String::new()));
        }
        if let Some((_, section)) = sections.last_mut() {
            *section += &format!("{line}\n");
        }
    }
    sections
}

/// A part with the frame of the page around it: its keys replace those of the frame.
fn framed(part: &str, frame: &str) -> String {
    let own = sections(part);
    let kept = sections(frame).into_iter().filter(|(key, _)| own.iter().all(|(other, _)| other != key));
    kept.map(|(_, text)| text).collect::<String>() + part
}

#[test]
fn every_whole_file_of_the_page_is_in_order() {
    let blocks = blocks(&page());
    let files = on_the_page(&blocks);
    let (mut trees, mut others) = (0, 0);
    for block in blocks.iter().filter(|block| block.info == "yaml" && block.is_whole()) {
        let name = block.file().unwrap_or_else(|| panic!("line {}: a whole file without `# file: NAME`", block.line));
        for language in [Language::Dutch, Language::English] {
            let reading = read(name, block.text.as_bytes(), language, &files.beside(name));
            let is_tree = matches!(reading.content, Some(Content::Tree(_)));
            assert!(reading.content.is_some(), "{name}: {:?}", reading.findings);
            let checked = check(reading, BUDGET);
            assert_eq!(faults(&checked, Severity::Warning), Vec::<String>::new(), "{name}, line {}", block.line);
            assert_eq!(checked.tree.is_some(), is_tree, "{name}");
            *if is_tree { &mut trees } else { &mut others } += 1;
        }
    }
    assert!(trees >= 4 && others >= 10, "{trees} {others}");
    for block in &blocks {
        let named = block.file().is_some();
        assert!(block.info.starts_with("yaml"), "line {}: `{}` is not run", block.line, block.info);
        assert_eq!(named, block.is_whole(), "line {}: a file has a name and a `format:`", block.line);
    }
}

#[test]
fn the_small_tree_has_examples_that_can_fail() {
    let blocks = blocks(&page());
    let mut files = on_the_page(&blocks);
    let tree = files.checked(MAIN, Language::Dutch).tree.unwrap();
    assert_eq!(tree.examples.len(), 4);
    let text = files.0[MAIN].clone();
    for (right, wrong) in [
        ("expect: {outcome: alleen-informeren, rung: informeren}", "expect: {outcome: participeren}"),
        ("expect: {outcome: participeren, rung: meebeslissen}", "expect: {rung: none}"),
        ("expect: {conflict: true, outcome: eerst-regelen}", "expect: {conflict: false}"),
        ("expect: {possible: [{outcome: participeren, rung: adviseren}, ", "expect: {possible: ["),
    ] {
        assert!(text.contains(right), "{right}");
        files.0.insert(MAIN.to_owned(), text.replace(right, wrong));
        let found = faults(&files.checked(MAIN, Language::Dutch), Severity::Error);
        assert!(matches!(&found[..], [only] if only.contains("contradicted-example")), "{wrong}: {found:?}");
    }
}

#[test]
fn every_part_of_the_page_fits_in_its_frame() {
    let blocks = blocks(&page());
    let files = on_the_page(&blocks);
    let (mut right, mut wrong) = (0, 0);
    for block in blocks.iter().filter(|block| !block.is_whole()) {
        let text = framed(&block.text, &files.0[FRAME]);
        let checked = check(read("deel.yaml", text.as_bytes(), Language::Dutch, &files), BUDGET);
        let found = faults(&checked, Severity::Error);
        match block.info.as_str() {
            "yaml" => {
                assert_eq!(found, Vec::<String>::new(), "line {}:\n{text}", block.line);
                assert!(checked.tree.is_some(), "line {}", block.line);
                right += 1;
            }
            info => {
                let rule = info.strip_prefix("yaml wrong: ").unwrap_or_else(|| panic!("line {}: {info}", block.line));
                assert!(!found.is_empty(), "line {}: nothing is wrong", block.line);
                let mut errors = checked.findings.iter().filter(|it| checked.severity(it) == Severity::Error);
                assert!(errors.all(|finding| finding.rule == rule), "line {}: {found:?}", block.line);
                wrong += 1;
            }
        }
    }
    assert!(right >= 14 && wrong >= 7, "{right} {wrong}");
}

#[test]
fn the_comma_is_named_in_the_hint() {
    let blocks = blocks(&page());
    let files = on_the_page(&blocks);
    let block = blocks.iter().find(|block| block.info == "yaml wrong: unknown-key").unwrap();
    let text = framed(&block.text, &files.0[FRAME]);
    let checked = check(read("deel.yaml", text.as_bytes(), Language::Dutch, &files), BUDGET);
    let finding = checked.findings.iter().find(|finding| finding.rule == "unknown-key").unwrap();
    assert!(finding.hint.as_ref().unwrap().english.contains("comma"), "{finding:?}");
}

#[test]
fn the_replies_file_answers_the_small_tree() {
    let files = on_the_page(&blocks(&page()));
    let tree = files.checked(MAIN, Language::Dutch).tree.unwrap();
    let (file, _, findings) = read_replies("antwoorden.yaml", files.0["antwoorden.yaml"].as_bytes());
    assert!(findings.is_empty(), "{findings:?}");
    let file = file.unwrap();
    assert_eq!(file.tree.unwrap().text, tree.id.text);
    assert_eq!(file.version.unwrap(), tree.version);
    let (replies, misfits) = fit(&*tree, &file.replies);
    assert!(misfits.is_empty(), "{misfits:?}");
    let evaluation = evaluate(&tree, &replies);
    let [landing] = evaluation.landings[..] else { panic!("{:?}", evaluation.landings) };
    let ladder = tree.ladder.as_ref().unwrap();
    assert_eq!(tree.outcomes[landing.outcome].id.text, "participeren");
    assert_eq!(ladder.rungs[landing.rung.unwrap()].id.text, "meebeslissen");
    assert!(ladder.rung(&file.chosen.unwrap().0.text).is_some());
    assert!(file.notes.iter().all(|(word, _)| tree.questions.iter().any(|question| question.id.text == word.text)));

    // The hash as the page describes it, worked out once more.
    let mut hash = Sha256::new();
    for name in [MAIN, "ladders/heusden.yaml", "catalogues/werkvormen.yaml"] {
        hash.update(files.0[name].as_bytes());
    }
    let hash = hash.finalize().iter().fold("sha256:".to_owned(), |hash, byte| hash + &format!("{byte:02x}"));
    assert_eq!(tree.hash, hash);
    assert_eq!(file.hash.unwrap(), hash, "the page shows another hash than its tree has");
}

#[test]
fn the_side_file_translates_the_ladder_and_leaves_the_hash() {
    let files = on_the_page(&blocks(&page()));
    let tree = |language| files.checked(MAIN, language).tree.unwrap();
    let (dutch, english) = (tree(Language::Dutch), tree(Language::English));
    assert_eq!(dutch.ladder.as_ref().unwrap().rungs.first().unwrap().title, "Informeren");
    assert_eq!(english.ladder.as_ref().unwrap().rungs.first().unwrap().title, "Inform");
    assert_eq!(english.title, dutch.title, "what has no translation falls back");
    assert_eq!(dutch.hash, english.hash);
}

#[test]
fn the_rules_on_reading_are_those_of_the_program() {
    let page = page();
    let list = page.split("\"What cannot be read or resolved\" are these rules:").nth(1).unwrap();
    let list = list.split("\n- ").next().unwrap();
    let shown: BTreeSet<&str> = list.split('`').skip(1).step_by(2).collect();
    let reading = RULES.iter().filter(|rule| matches!(rule.pass, Pass::WhileReading) && rule.name != "no-question");
    let rules: BTreeSet<&str> = reading.filter(|rule| rule.severity == Severity::Error).map(|rule| rule.name).collect();
    assert_eq!(shown, rules);
    // And the other errors are those that FORMAT names.
    let others: Vec<&str> = RULES
        .iter()
        .filter(|rule| rule.severity == Severity::Error && !rules.contains(rule.name))
        .map(|rule| rule.name)
        .collect();
    for name in others {
        assert!(page.contains(&format!("`{name}`")), "the page does not name `{name}`");
    }
}

/// The targets of links in a page, code left out.
fn links(text: &str) -> Vec<String> {
    let mut prose = String::new();
    let mut code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            code = !code;
        } else if !code {
            // Of inline code, only what stands outside it is prose.
            prose.extend(line.split('`').step_by(2).chain(["\n"]));
        }
    }
    let inline = prose.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    let listed = prose.lines().filter(|line| line.starts_with('[')).filter_map(|line| line.split_once("]: "));
    inline.chain(listed.map(|(_, target)| target.trim())).map(str::to_owned).collect()
}

/// The anchors of a page's headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let slug = |heading: &str| {
        let kept = heading.trim().to_lowercase();
        let kept: String = kept.chars().filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_')).collect();
        kept.replace(' ', "-")
    };
    text.lines().filter(|line| line.starts_with('#')).map(|line| slug(line.trim_start_matches('#'))).collect()
}

#[test]
fn every_link_leads_to_a_file_that_exists() {
    let mut pages = vec![root().join("README.md"), root().join("ARCHITECTURE.md")];
    pages.retain(|page| page.exists());
    pages.extend(
        std::fs::read_dir(root().join("docs"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "md")),
    );
    let mut looked = 0;
    for path in pages {
        let text = std::fs::read_to_string(&path).unwrap();
        for link in links(&text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').map_or((link.as_str(), None), |(file, it)| (file, Some(it)));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: `{link}` leads nowhere", path.display());
            if let Some(anchor) = anchor {
                let text = std::fs::read_to_string(&target).unwrap();
                assert!(anchors(&text).contains(anchor), "{}: there is no heading `{link}`", path.display());
            }
            looked += 1;
        }
    }
    assert!(looked > 10, "{looked}");
}

#[test]
fn links_are_found_and_told_apart() {
    let text = "# Een kop: met `code`\nZie [een](a.md#b), ![beeld](b.png \"titel\") en `[geen](x.md)`.\n```\n[geen](y.md)\n```\n[c]: c.md\n";
    assert_eq!(links(text), ["a.md#b", "b.png", "c.md"]);
    assert!(anchors(text).contains("een-kop-met-code"));
}

// ---- the manual --------------------------------------------------------------------------------

const MANUAL: &str = "docs/handleiding.md";

/// The one command of the manual that is not run here: it builds the program once more.
const INSTALL: &str = "cargo install --path .\n";

/// The arguments of a line that begins with `$ beslisboom`.
fn arguments(line: &str) -> Vec<&str> {
    let typed = line.strip_prefix("$ beslisboom").unwrap_or_else(|| panic!("`{line}` is no command"));
    typed.split_whitespace().collect()
}

/// Runs every command of a block, and looks for what stands below it in what it says.
fn run_block(folder: &Path, text: &str, status: i32) -> usize {
    let (mut ran, mut said) = (0, String::new());
    for line in text.lines() {
        if line.starts_with("$ ") {
            let output = on_screen(folder, &folder.join("state")).args(arguments(line)).output().unwrap();
            said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
            assert_eq!(output.status.code(), Some(status), "{line}\n{said}");
            ran += 1;
        } else {
            assert!(said.lines().any(|it| it.trim().starts_with(line)), "`{line}` is not in:\n{said}");
        }
    }
    ran
}

/// The entries of a piece of YAML at some depth, each with all below it; before the first, its head.
fn entries(text: &str, depth: usize) -> (String, Vec<(String, String)>) {
    let (mut head, mut entries): (String, Vec<(String, String)>) = (String::new(), Vec::new());
    for line in text.lines() {
        let at = line.len() - line.trim_start().len();
        if at == depth && line.trim_start().starts_with(|first: char| first.is_ascii_lowercase()) {
            entries.push((line.trim().split(':').next().unwrap().to_owned(), String::new()));
        }
        *entries.last_mut().map_or(&mut head, |(_, text)| text) += &format!("{line}\n");
    }
    (head, entries)
}

/// A file with a part put in: the same name replaces what stood there, and a way on the one that stood there.
fn put_in(old: &str, new: &str, depth: usize) -> String {
    let ((_, mut kept), (head, added)) = (entries(old, depth), entries(new, depth));
    if kept.is_empty() || added.is_empty() {
        return new.to_owned();
    }
    let is_way = |key: &str| depth > 0 && ["next", "outcome", "routes"].contains(&key);
    if added.iter().any(|(key, _)| is_way(key)) {
        kept.retain(|(key, _)| !is_way(key));
    }
    for (key, text) in added {
        match kept.iter_mut().find(|(other, _)| *other == key) {
            Some((_, old)) => *old = put_in(old, &text, depth + 2),
            None => kept.push((key, text)),
        }
    }
    head + &kept.into_iter().map(|(_, text)| text).collect::<String>()
}

#[test]
fn a_part_is_put_where_it_belongs() {
    let old = "a: 1\nq:\n  een:\n    ask: E\n    outcome: u\n  twee: {x: y}\n";
    let new = "q:\n  een:\n    next: twee\n    help: H\n  drie:\n    ask: D\nb: 2\n";
    assert_eq!(
        put_in(old, new, 0),
        "a: 1\nq:\n  een:\n    ask: E\n    next: twee\n    help: H\n  twee: {x: y}\n  drie:\n    ask: D\nb: 2\n"
    );
    assert_eq!(put_in("a: 1\n", "a: 2\n", 0), "a: 2\n");
}

/// Carries out the manual from top to bottom, in a folder of its own with the examples. Gives the page
/// with its conversations as they went.
#[test]
fn the_manual_happens_as_it_is_written() {
    let text = std::fs::read_to_string(root().join(MANUAL)).unwrap();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    for name in ["examples", "examples/ci", "examples/projecten"] {
        std::fs::create_dir(folder.join(name)).unwrap();
        for entry in std::fs::read_dir(root().join(name)).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                std::fs::copy(entry.path(), folder.join(name).join(entry.file_name())).unwrap();
            }
        }
    }
    let (mut ran, mut page) = (0, text.clone());
    for block in blocks(&text) {
        match block.info.as_str() {
            "yaml" | "csv" => {
                let (first, rest) = block.text.split_once('\n').unwrap();
                let old = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
                if let Some(name) = first.strip_prefix("# file: ") {
                    std::fs::write(folder.join(name), rest).unwrap();
                } else if let Some(name) = first.strip_prefix("# in: ") {
                    std::fs::write(folder.join(name), put_in(&old(name), rest, 0)).unwrap();
                } else {
                    panic!("line {}: no file is named", block.line);
                }
            }
            "console" => ran += run_block(folder, &block.text, 0),
            "console 1" => ran += run_block(folder, &block.text, 1),
            "transcript" => {
                let (command, shown) = block.text.split_once('\n').unwrap();
                let mut program = on_screen(folder, &folder.join("state"));
                program.args(arguments(command));
                page = page.replacen(&block.text, &format!("{command}\n{}", pages::converse(program, shown)), 1);
                ran += 1;
            }
            "sh" => assert_eq!(block.text, INSTALL),
            info => panic!("line {}: `{info}` is not run", block.line),
        }
    }
    assert!(ran > 35, "{ran}");
    pages::is_up_to_date(MANUAL, &page, "docs");
}

/// The texts of a page: paragraphs, items, headings and cells, without code.
fn texts(page: &str) -> Vec<String> {
    let (mut texts, mut code) = (vec![String::new()], false);
    for line in page.lines() {
        let trimmed = line.trim();
        code ^= trimmed.starts_with("```");
        if code || trimmed.starts_with("```") || trimmed.trim_matches(['|', '-', ' ']).is_empty() {
            texts.push(String::new());
        } else if trimmed.starts_with('|') {
            texts.extend(trimmed.split('|').map(|cell| cell.trim().to_owned()));
        } else {
            let item = trimmed.trim_start_matches(|first: char| first.is_ascii_digit() || "#-.".contains(first));
            if item != trimmed {
                texts.push(String::new());
            }
            *texts.last_mut().unwrap() += &format!("{} ", item.trim());
        }
    }
    let plain = |text: String| {
        // Code is a name here, and of a link people read the words.
        let named: String = text.split('`').enumerate().map(|(at, it)| if at % 2 == 1 { "Naam" } else { it }).collect();
        let links = named.split('[').map(|it| match it.split_once("](") {
            Some((words, rest)) => format!("{words}{}", rest.split_once(')').map_or("", |(_, rest)| rest)),
            None => it.to_owned(),
        });
        links.collect::<String>().replace("**", "").trim().to_owned()
    };
    texts.into_iter().map(plain).filter(|text| !text.is_empty()).collect()
}

/// What the program's own rules on reading say of some texts.
fn reads_badly(texts: &[String]) -> Vec<String> {
    let mut catalogue = "format: 1\nid: c\nlanguage: nl\nadvice:\n".to_owned();
    for (number, text) in texts.iter().enumerate() {
        catalogue += &format!("  a{number}: {{kind: tip, text: {}}}\n", serde_json::to_string(text).unwrap());
    }
    let checked = check(read("c.yaml", catalogue.as_bytes(), Language::Dutch, &files::nothing), BUDGET);
    assert!(checked.findings.iter().all(|finding| checked.severity(finding) < Severity::Error), "{catalogue}");
    let rules = ["long-sentence", "hard-word"];
    let found = checked.findings.iter().filter(|finding| rules.contains(&finding.rule));
    found
        .map(|finding| {
            let line = checked.sources.line_and_column(finding.place).0;
            format!("{}: {}: {}", finding.rule, finding.message.english, texts[line - 5])
        })
        .collect()
}

#[test]
fn the_manual_keeps_to_the_rules_of_the_program() {
    let page = std::fs::read_to_string(root().join(MANUAL)).unwrap();
    let texts = texts(&page);
    assert!(texts.len() > 100, "{}", texts.len());
    assert_eq!(reads_badly(&texts), Vec::<String>::new());
    let bad = [
        "Dit is **conform** [het beleid](x.md).",
        "Een `lange` zin met een, twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf, dertien, veertien, vijftien en nog een paar.",
    ];
    let found = reads_badly(&self::texts(&bad.join("\n\n")));
    assert!(found.len() == 2 && found[0].ends_with("Dit is conform het beleid."), "{found:?}");
}

/// A tree that compares two scores and has words of its own for verdicts says nothing of participation, in any format
/// and either language.
#[test]
fn the_balance_speaks_its_own_words() {
    const TREE: &str = "weegschaal.yaml";
    let folder = tempfile::tempdir().unwrap();
    let files = on_the_page(&blocks(&page()));
    std::fs::write(folder.path().join(TREE), &files.0[TREE]).unwrap();
    let side = "format: 1\ntranslates: weegschaal\nlanguage: en\nverdicts: {participate: Together., not-yet: Talk}\n\
        outcomes: {overleg: {title: Talk about it first}}\n";
    std::fs::write(folder.path().join("weegschaal.en.yaml"), side).unwrap();
    let run = |words: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        beslisboom(&words).within(folder.path()).run().fine()
    };
    let walk = |replies: &str, more: &str| {
        let replies: String = replies.split(' ').map(|it| format!(" --set {it}")).collect();
        run(&format!("walk {TREE}{replies} {more}"))
    };

    let page = "
Advies
======

Samenvatting
------------
Zelf.
Doe het zelf.

Waarom dit advies
-----------------
Er is meer reden om het zelf te doen. Deze uitkomst volgt uit: ‘Wie weet hier het meest van? Wij’; ‘Hoeveel haast is er? Weinig’. ‘Samen doen’ komt op 1, en dat is hoogstens zo hoog als ‘Zelf doen’. ‘Zelf doen’ komt op 2, en dat is hoger dan ‘Samen doen’.

Afwijken van dit advies
-----------------------
Dit is een advies, geen besluit. Afwijken mag, behalve van wat de wet vraagt.
Je keuze: ____________________
Reden: ____________________
";
    assert_eq!(walk("kennis=wij haast=weinig", "--short"), page);
    for (replies, dutch, english) in [
        ("kennis=zij haast=weinig", "Samen.", "Together."),
        ("kennis=wij haast=weinig", "Zelf.", "Zelf."),
        ("kennis=zij haast=veel", "Eerst overleggen.", "Talk."),
    ] {
        for (language, heading) in [("nl", dutch), ("en", english)] {
            for format in ["text", "markdown", "html"] {
                let advice = walk(replies, &format!("--format {format} --lang {language}"));
                assert!(advice.contains(heading), "{format}: {advice}");
                let told = advice.to_lowercase();
                for word in ["betrek", "participat", "involve", "college"] {
                    assert!(!told.contains(word), "{format} says {word}: {advice}");
                }
            }
        }
    }

    let json = |replies: &str| serde_json::from_str::<serde_json::Value>(&walk(replies, "--format json")).unwrap();
    let (settled, equal) = (json("kennis=wij haast=weinig"), json("kennis=zij haast=veel"));
    let words = ["verdict", "heading", "outcome"].map(|key| settled[key].as_str().unwrap_or("none"));
    assert_eq!(words, ["do-not-participate", "Zelf", "alleen"]);
    let limits = |advice: &serde_json::Value| {
        advice["scores"].as_array().unwrap().iter().map(|it| it["limits"].clone()).collect::<Vec<_>>()
    };
    let ahead = |of: &str, met: bool| serde_json::json!([{"ahead_of": of, "by": 1, "met": met}]);
    assert_eq!(limits(&settled), [ahead("zelf", false), ahead("samen", true)]);
    assert_eq!(limits(&equal), [ahead("zelf", false), ahead("samen", false)]);

    let booklet = run(&format!("export markdown {TREE}"));
    let told = "### Doe het samen\n\nBoven het advies: Samen.\n";
    assert!(booklet.contains(told), "{booklet}");
    assert!(booklet.contains("als ‘Samen doen’ is hoger dan ‘Zelf doen’: Doe het samen"), "{booklet}");
    let checked = beslisboom(&["check", TREE, "--mutate"]).within(folder.path()).run();
    assert!(checked.err.contains("missen er 0 (100,0% gemerkt)"), "{checked:?}");
}
