//! The texts of a file beside their translations: what goes out to a translator, and comes back.

mod place;
mod put;
mod scalar;

use super::file::{self, ReadOptions, side_file};
use super::loader::Loader;
use super::reader::read_with_side_files;
use super::texts::NodeKind;
use super::yaml::{self, NodeValue, YamlNode};
use crate::bilingual;
use crate::model::finding::{Finding, SourceFiles};
use crate::source::keys::{self, Part};
use crate::text::language::{Bilingual, Language};
pub(super) use place::end;
use place::text_of;
use std::collections::BTreeMap;

/// A text to translate. A line end that closes a block is no part of it.
#[derive(Clone, Debug)]
pub struct Translatable {
    /// The keys that lead to it, such as `questions.keuze.ask`.
    pub path: String,
    /// What it is: Dutch, English.
    pub meaning: (&'static str, &'static str),
    /// The line it begins on.
    pub line: usize,
    /// The text.
    pub text: String,
    /// What stands for it in the side file.
    pub translation: Option<String>,
}

/// A tree, ladder or catalogue with its texts and their translations into one language.
#[derive(Debug)]
pub struct TranslatedFile {
    /// Its id.
    pub id: String,
    /// Its version; only a tree has one.
    pub version: Option<String>,
    /// The language it is in, as it says.
    pub from: String,
    /// The language of the side file.
    pub into: Language,
    /// Every text that a side file has to translate, and every other one that it does translate, in order.
    pub texts: Vec<Translatable>,
    kind: Part,
    own: YamlNode,
    side: Option<(String, YamlNode)>,
}

/// Why there is nothing to translate.
#[derive(Debug)]
pub enum Untranslatable {
    /// It is wrong itself, or its side file is.
    Wrong(SourceFiles, Vec<Finding>),
    /// It is no file with texts, or not for this language.
    Unfit(Bilingual),
}

impl TranslatedFile {
    /// Reads a file and its side file for a language: the one asked for, else the first that the file is not in.
    /// What a side file translates though it is gone from the file, is no hindrance.
    ///
    /// # Errors
    /// Says why there is nothing to translate.
    pub fn read(
        name: &str,
        bytes: &[u8],
        into: Option<Language>,
        loader: &dyn Loader,
    ) -> Result<TranslatedFile, Untranslatable> {
        let whole = read_with_side_files(name, bytes, Language::default(), loader);
        let gone = |finding: &Finding| finding.rule == "unknown-key" && finding.place.file > 0;
        let wrong: Vec<Finding> = whole.findings.into_iter().filter(|finding| !gone(finding)).collect();
        let own = whole.sources.0.first().and_then(|source| yaml_of(&source.text));
        let Some(own) = own.filter(|_| wrong.is_empty()) else {
            return Err(Untranslatable::Wrong(whole.sources, wrong));
        };
        let kind = file::kind(&own);
        let (Part::Tree | Part::Ladder | Part::Catalogue, Some(id), Some(from)) =
            (kind, word(&own, "id"), word(&own, "language"))
        else {
            return Err(Untranslatable::Unfit(bilingual!(
                "dit is geen boom, ladder of catalogus met een `id` en een `language`",
                "this is no tree, ladder or catalogue with an `id` and a `language`"
            )));
        };
        let spoken = Language::of(from);
        let into = into.or_else(|| Language::ALL.into_iter().find(|it| Some(*it) != spoken)).unwrap_or_default();
        if spoken == Some(into) {
            let tag = into.tag();
            let said = bilingual!("de teksten zijn zelf al in `{tag}`", "the texts are in `{tag}` themselves");
            return Err(Untranslatable::Unfit(said));
        }
        let options =
            ReadOptions { language: into, thorough: false, loader, folder: file::folder(name), examples: true };
        let side = side_file(name, into, options).and_then(|(_, bytes)| String::from_utf8(bytes).ok());
        let side = side.map(|text| text.trim_start_matches('\u{feff}').to_owned());
        let side = side.and_then(|text| yaml_of(&text).map(|node| (text, node)));
        let (id, version, from) = (id.to_owned(), word(&own, "version").map(str::to_owned), from.to_owned());
        let mut file = TranslatedFile { id, version, from, into, texts: Vec::new(), kind, own, side };
        file.texts = file.collected(whole.sources.0.first().map_or("", |source| source.text.as_str()));
        Ok(file)
    }

    /// A side file in which these texts stand, by their paths: the one that there is, changed where it has to be, or a
    /// new one. What names no text of the file is passed over.
    pub fn with(&self, texts: &BTreeMap<String, String>) -> String {
        match &self.side {
            Some((text, node)) => put::into(text, node, &self.own, texts),
            None => put::new(&self.id, self.into, &self.own, texts),
        }
    }

    /// Whether there is a side file.
    pub fn has_side_file(&self) -> bool {
        self.side.is_some()
    }

    fn collected(&self, source: &str) -> Vec<Translatable> {
        let mut found = Vec::new();
        let line_ends: Vec<usize> = source.match_indices('\n').map(|(at, _)| at).collect();
        let side = self.side.as_ref().map(|(_, node)| node);
        collect(&self.own, side, NodeKind::Part(self.kind), "", &mut |path, kind, own, side| {
            let NodeKind::Text(part, key, _) = kind else { return };
            let translation = side.and_then(text_of).map(|text| text.trim_end_matches('\n').to_owned());
            if let Some(text) = text_of(own).filter(|_| kind.is_translated() || translation.is_some()) {
                found.push(Translatable {
                    path: path.to_owned(),
                    meaning: keys::find(part, key).map_or(("", ""), |row| row.meaning),
                    line: line_ends.partition_point(|&end| end < own.place.start) + 1,
                    text: text.trim_end_matches('\n').to_owned(),
                    translation,
                });
            }
        });
        found
    }
}

/// What is done with a path, what stands there, and what stands for that in the side file.
type Each<'e> = dyn FnMut(&str, NodeKind, &YamlNode, Option<&YamlNode>) + 'e;

/// Calls `each` with every scalar of a file: its path, what it is, and what stands at that path in the side file.
fn collect(own: &YamlNode, side: Option<&YamlNode>, kind: NodeKind, path: &str, each: &mut Each<'_>) {
    match &own.value {
        NodeValue::Map(pairs) => {
            for pair in pairs {
                let path = place::below(path, &pair.key);
                collect(
                    &pair.value,
                    side.and_then(|it| place::under(it, &pair.key)),
                    kind.under(&pair.key),
                    &path,
                    each,
                );
            }
        }
        NodeValue::List(items) => {
            for (number, item) in items.iter().enumerate() {
                let path = place::below(path, &number.to_string());
                collect(item, side.and_then(|it| place::item(it, number)), kind.item(), &path, each);
            }
        }
        _ => each(path, kind, own, side),
    }
}

/// A file that was read without a fault before.
fn yaml_of(text: &str) -> Option<YamlNode> {
    yaml::read(0, text, &mut Vec::new(), &mut Vec::new())
}

fn word<'n>(node: &'n YamlNode, key: &str) -> Option<&'n str> {
    place::under(node, key).and_then(text_of)
}
