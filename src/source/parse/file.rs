//! One file as it was read, with the side files that translate it. What is in it is not yet looked at.

use super::allowances::{self, Allowance};
use super::loader::{Loader, file_name, shipped_path};
use super::texts::{self, Text};
use super::translation::{self, Untranslated};
use super::yaml;
use super::yaml::{NodeValue, Pair, YamlNode};
use crate::bilingual;
use crate::model::finding::{Finding, Place, SourceFile};
use crate::source::keys::Part;
use crate::source::shipped;
use crate::text::language::Language;
use std::sync::Arc;

/// What a file is, by the keys it has. One that has nothing of the others is taken for a tree, so that what
/// it lacks is named.
pub(crate) fn kind(node: &YamlNode) -> Part {
    let translates = matches!(&node.value, NodeValue::Map(pairs) if pairs.iter().any(|pair| pair.key == "translates"));
    match shape(node) {
        Part::Project => Part::Project,
        _ if translates => Part::SideFile,
        shape => shape,
    }
}

/// The same; of a side file, what it translates.
pub(crate) fn shape(node: &YamlNode) -> Part {
    let NodeValue::Map(pairs) = &node.value else { return Part::Tree };
    let has = |key: &str| pairs.iter().any(|pair| pair.key == key);
    let is_project = |pair: &Pair| pair.key == "kind" && is_word(&pair.value, "project");
    if pairs.iter().any(is_project) {
        Part::Project
    } else if has("questions") || has("outcomes") {
        Part::Tree
    } else if has("rungs") {
        Part::Ladder
    } else if has("methods") || has("advice") {
        Part::Catalogue
    } else if has("replies") {
        Part::Replies
    } else if has("columns") || has("values") {
        Part::Mapping
    } else {
        Part::Tree
    }
}

fn is_word(node: &YamlNode, wanted: &str) -> bool {
    matches!(&node.value, NodeValue::Plain(word) | NodeValue::Quoted(word) if word == wanted)
}

/// How to read.
#[derive(Clone, Copy)]
pub(crate) struct ReadOptions<'a> {
    /// Texts are taken from the side file for this language.
    pub(crate) language: Language,
    /// Whether the side files for other languages are looked through as well.
    pub(crate) thorough: bool,
    /// Where side files are found.
    pub(crate) loader: &'a dyn Loader,
    /// The folder of the loader as names have it: `trees/`, or nothing.
    pub(crate) folder: &'a str,
    /// Whether examples are read. They can be half of a file, and nobody who walks it needs them.
    pub(crate) examples: bool,
}

/// A file with its side files. Its places count files from 0: itself, then each side file. A copy shares the content.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) sources: Vec<SourceFile>,
    /// The content, with the texts of the wanted language; none where the YAML cannot be read.
    pub(crate) node: Option<Arc<YamlNode>>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) texts: Vec<Text>,
    pub(crate) untranslated: Vec<Untranslated>,
    pub(crate) allowances: Vec<Allowance>,
    /// The languages that a side file was looked for in, each with its source if there was one.
    sides: Vec<(Language, Option<usize>)>,
}

impl File {
    pub(crate) fn read(name: &str, bytes: &[u8], options: ReadOptions<'_>) -> File {
        let mut file = File {
            sources: Vec::new(),
            node: None,
            findings: Vec::new(),
            texts: Vec::new(),
            untranslated: Vec::new(),
            allowances: Vec::new(),
            sides: Vec::new(),
        };
        let mut node = file.open(name, bytes, options.examples);
        if let Some(node) = &mut node
            && !matches!(kind(node), Part::SideFile | Part::Replies | Part::Project | Part::Mapping)
        {
            file.translate(name, node, options);
        }
        file.node = node.map(Arc::new);
        file
    }

    /// Whether reading these bytes would give the same once more.
    pub(crate) fn is_still(&self, bytes: &[u8], options: ReadOptions<'_>) -> bool {
        let Some(own) = self.sources.first() else { return false };
        let same = |source: &SourceFile, bytes: &[u8]| source.text.as_bytes() == without_mark(bytes);
        same(own, bytes)
            && self.sides.iter().all(|&(language, read)| match (side_file(&own.name, language, options), read) {
                (None, None) => true,
                (Some((_, bytes)), Some(read)) => same(&self.sources[read], &bytes),
                _ => false,
            })
    }

    /// The same, where as many files were read before.
    pub(crate) fn after(mut self, files: usize) -> File {
        if files == 0 {
            return self;
        }
        let mut shift = |place: &mut Place| place.file += files;
        if let Some(node) = &mut self.node {
            Arc::make_mut(node).each_place(&mut shift);
        }
        for finding in &mut self.findings {
            shift(&mut finding.place);
            finding.related.iter_mut().for_each(|(place, _)| shift(place));
        }
        for text in &mut self.texts {
            shift(&mut text.place);
            shift(&mut text.key_place);
        }
        for gap in &mut self.untranslated {
            shift(&mut gap.place);
            shift(&mut gap.beside);
        }
        for allowance in &mut self.allowances {
            shift(&mut allowance.place);
            shift(&mut allowance.rule.place);
            shift(&mut allowance.line);
        }
        self
    }

    /// Reads one file into nodes.
    fn open(&mut self, name: &str, bytes: &[u8], examples: bool) -> Option<YamlNode> {
        let file = self.sources.len();
        let (text, fault) = utf8(file, without_mark(bytes));
        self.sources.push(SourceFile { name: name.to_owned(), text });
        if let Some(fault) = fault {
            self.findings.push(fault);
            return None;
        }
        let text = &self.sources[file].text;
        let text = if examples { text } else { before_examples(text) };
        let mut comments = Vec::new();
        let node = yaml::read(file, text, &mut comments, &mut self.findings);
        self.allowances.extend(allowances::among(&comments, text));
        node
    }

    /// Collects the texts of a file and of its side files, and lays those in the wanted language over it.
    fn translate(&mut self, name: &str, node: &mut YamlNode, options: ReadOptions<'_>) {
        let kind = kind(node);
        let NodeValue::Map(pairs) = &node.value else { return };
        let word = |key: &str| match pairs.iter().find(|pair| pair.key == key).map(|pair| &pair.value.value) {
            Some(NodeValue::Plain(word) | NodeValue::Quoted(word)) => Some(word.as_str()),
            _ => None,
        };
        let own = word("language").and_then(Language::of);
        let (foreign, id) = (word("language").is_some(), word("id").map(str::to_owned));
        self.texts.extend(texts::collect(node, kind, own));
        let Some(id) = id.filter(|_| foreign) else { return };
        for language in Language::ALL.into_iter().filter(|language| Some(*language) != own) {
            if language != options.language && !options.thorough {
                continue;
            }
            let side = side_file(name, language, options);
            self.sides.push((language, side.is_some().then_some(self.sources.len())));
            let Some(side) = side.and_then(|(side, bytes)| self.open(&side, &bytes, true)) else { continue };
            if !translation::belongs(&side, &id, language, &mut self.findings) {
                continue;
            }
            self.untranslated.extend(translation::lacks(node, kind, &side, language));
            let mut copy = (language != options.language).then(|| without_examples(node));
            let target = copy.as_mut().unwrap_or(node);
            translation::overlay(target, kind, &side, &mut self.findings);
            let laid = texts::collect(target, kind, Some(language));
            self.texts.extend(laid.into_iter().filter(|text| text.place.file == side.place.file));
        }
    }
}

/// What stands above the examples, where they stand last; else all of it.
fn before_examples(text: &str) -> &str {
    let Some(at) = text.find("\nexamples:\n") else { return text };
    let rest = text[at + 1..].lines().skip(1);
    let is_last = rest.clone().all(|line| line.is_empty() || line.starts_with([' ', '#', '-']));
    if is_last { &text[..at + 1] } else { text }
}

/// A copy of a file to lay texts over: its examples, often half of it, have none.
fn without_examples(node: &YamlNode) -> YamlNode {
    let NodeValue::Map(pairs) = &node.value else { return node.clone() };
    let pairs = pairs.iter().filter(|pair| pair.key != "examples").cloned().collect();
    YamlNode { place: node.place, value: NodeValue::Map(pairs) }
}

/// The folder that a name begins with, its slash included.
pub(super) fn folder(name: &str) -> &str {
    &name[..name.len() - file_name(name).len()]
}

/// The name and bytes of the side file of a file for a language, if there is one.
pub(super) fn side_file(name: &str, language: Language, options: ReadOptions<'_>) -> Option<(String, Vec<u8>)> {
    let tag = language.tag();
    if let Some(path) = shipped_path(name) {
        let text = shipped::file(&format!("{path}.{tag}.yaml"))?;
        return Some((format!("{name}.{tag}"), text.as_bytes().to_vec()));
    }
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"))?;
    let side = format!("{stem}.{tag}.yaml");
    let bytes = options.loader.fetch(side.strip_prefix(options.folder).unwrap_or(&side)).ok()?;
    Some((side, bytes))
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Bytes as text, with a finding where they are none.
pub(super) fn utf8(file: usize, bytes: &[u8]) -> (String, Option<Finding>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(fault) => {
            let start = fault.valid_up_to();
            let message = bilingual!("het bestand is geen UTF-8", "the file is not UTF-8");
            let hint = bilingual!("bewaar het opnieuw als UTF-8", "save it again as UTF-8");
            let finding = Finding::new("syntax", Place { file, start, end: start }, message).hint(hint);
            (String::from_utf8_lossy(bytes).into_owned(), Some(finding))
        }
    }
}
