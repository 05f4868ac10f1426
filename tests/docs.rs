//! What `docs/` and the pages beside it show is what happens: every example runs, every link leads somewhere.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use beslisboom::check::{BUDGET, Checked, Look, RULES, check};
use beslisboom::draft::{Absence, Content, Shelf, read, read_replies};
use beslisboom::evaluate::evaluate;
use beslisboom::finding::Severity;
use beslisboom::language::Language;
use beslisboom::resolve::fit;
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
    for (number, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some(Block { line: number + 1, info: info.to_owned(), text: String::new() }),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// The files of the page beside each other.
struct Files(BTreeMap<String, String>);

impl Files {
    fn of(blocks: &[Block]) -> Files {
        let named: Vec<_> = blocks.iter().filter_map(|it| Some((it.file()?.to_owned(), it.text.clone()))).collect();
        let files: BTreeMap<_, _> = named.iter().cloned().collect();
        assert_eq!(files.len(), named.len(), "two files have one name");
        Files(files)
    }

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

impl Shelf for Files {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, Absence> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or(Absence::Missing)
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
    let files = Files::of(&blocks);
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
    let mut files = Files::of(&blocks);
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
    let files = Files::of(&blocks);
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
    let files = Files::of(&blocks);
    let block = blocks.iter().find(|block| block.info == "yaml wrong: unknown-key").unwrap();
    let text = framed(&block.text, &files.0[FRAME]);
    let checked = check(read("deel.yaml", text.as_bytes(), Language::Dutch, &files), BUDGET);
    let finding = checked.findings.iter().find(|finding| finding.rule == "unknown-key").unwrap();
    assert!(finding.hint.as_ref().unwrap().english.contains("comma"), "{finding:?}");
}

#[test]
fn the_replies_file_answers_the_small_tree() {
    let files = Files::of(&blocks(&page()));
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
    let files = Files::of(&blocks(&page()));
    let tree = |language| files.checked(MAIN, language).tree.unwrap();
    let (dutch, english) = (tree(Language::Dutch), tree(Language::English));
    assert_eq!(dutch.ladder.as_ref().unwrap().rungs[0].title, "Informeren");
    assert_eq!(english.ladder.as_ref().unwrap().rungs[0].title, "Inform");
    assert_eq!(english.title, dutch.title, "what has no translation falls back");
    assert_eq!(dutch.hash, english.hash);
}

#[test]
fn the_rules_on_reading_are_those_of_the_program() {
    let page = page();
    let list = page.split("\"What cannot be read or resolved\" are these rules:").nth(1).unwrap();
    let list = list.split("\n- ").next().unwrap();
    let shown: BTreeSet<&str> = list.split('`').skip(1).step_by(2).collect();
    let reading = RULES.iter().filter(|rule| matches!(rule.look, Look::WhileReading) && rule.name != "no-question");
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
