//! A file and the files that it names, read together.

use super::file::{self, File, ReadOptions};
use super::ladder::known_sources;
use super::library::Library;
use super::loader::{LoadError, Loader, file_name, within};
use super::parsed::{Content, Parsed};
use super::yaml::YamlNode;
use super::{alone, catalogue, ladder, mapping, project, replies, tree};
use crate::bilingual;
use crate::model::catalogue::Catalogue;
use crate::model::condition::Word;
use crate::model::finding::{Finding, Place, SourceFiles, did_you_mean};
use crate::model::ladder::Ladder;
use crate::model::tree::ByName;
use crate::source::keys::Part;
use crate::source::shipped;
use crate::text::language::Language;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Reads a file and the files it names. Texts are taken from the side file for `language` where the
/// file itself is in another language and there is one.
///
/// Whatever is wrong becomes a finding, and reading goes on; a [`check`](crate::check()) weighs them.
///
/// ```
/// use beslisboom::{Content, Language, LoadError, read};
///
/// let ladder = b"format: 1\nid: l\ntitle: L\nlanguage: nl\nrungs: {weten: {title: Weten, participation: false}}\n";
/// let parsed = read("l.yaml", ladder, Language::Dutch, &|_: &str| Err(LoadError::Missing));
/// assert!(parsed.findings.is_empty());
/// assert!(matches!(parsed.content, Some(Content::Ladder(ladder)) if ladder.rungs.len() == 1));
/// ```
pub fn read(name: &str, bytes: &[u8], language: Language, loader: &dyn Loader) -> Parsed {
    FileReader::new(language, loader, false, None).read(name, bytes)
}

/// Like [`read`], and looks through the side files for other languages as well: for checking, where a
/// fault in a translation matters to whoever maintains the tree. Walking need not stumble over it.
pub fn read_with_side_files(name: &str, bytes: &[u8], language: Language, loader: &dyn Loader) -> Parsed {
    FileReader::new(language, loader, true, None).read(name, bytes)
}

/// Like [`read`], without the examples: nobody who walks a tree needs them.
pub(crate) fn read_to_walk(name: &str, bytes: &[u8], language: Language, loader: &dyn Loader) -> Parsed {
    let reader = FileReader::new(language, loader, false, None);
    FileReader { examples: false, ..reader }.read(name, bytes)
}

struct FileReader<'a> {
    language: Language,
    loader: &'a dyn Loader,
    library: Option<&'a Library>,
    reading: Parsed,
    hash: Sha256,
    /// The folder of the file that was read first, as its name has it: companions are shown with it.
    folder: &'a str,
    examples: bool,
}

impl<'a> FileReader<'a> {
    fn new(language: Language, loader: &'a dyn Loader, thorough: bool, library: Option<&'a Library>) -> FileReader<'a> {
        let reading = Parsed {
            sources: SourceFiles::default(),
            content: None,
            findings: Vec::new(),
            texts: Vec::new(),
            untranslated: Vec::new(),
            allowances: Vec::new(),
            thorough,
        };
        FileReader { language, loader, library, reading, hash: Sha256::new(), folder: "", examples: true }
    }

    fn read(mut self, name: &'a str, bytes: &[u8]) -> Parsed {
        self.folder = file::folder(name);
        self.file_name(file_name(name));
        let file = match self.library {
            Some(library) => library.first(name, bytes, self.options()),
            None => File::read(name, bytes, self.options()),
        };
        self.reading.content = self.take(file).and_then(|node| self.content(&node));
        self.reading
    }

    /// A tree, ladder or catalogue that is named in capitals has no side files, and is found by nothing on another
    /// system.
    fn file_name(&mut self, name: &str) {
        let Some((stem, end)) = name.rsplit_once('.') else { return };
        let small = end.to_ascii_lowercase();
        if small != end && matches!(small.as_str(), "yaml" | "yml") {
            let message = bilingual!("`.{end}` in hoofdletters", "`.{end}` in capitals");
            let hint = bilingual!("noem het bestand `{stem}.{small}`", "name the file `{stem}.{small}`");
            self.reading.findings.push(Finding::new("file-name", Place::default(), message).hint(hint));
        }
    }

    fn options(&self) -> ReadOptions<'a> {
        let FileReader { language, loader, folder, examples, .. } = *self;
        ReadOptions { language, thorough: self.reading.thorough, loader, folder, examples }
    }

    /// Takes over a file that was read behind those before it; gives its content.
    fn take(&mut self, mut file: File) -> Option<Arc<YamlNode>> {
        let Parsed { sources, findings, texts, untranslated, allowances, .. } = &mut self.reading;
        if let Some(own) = file.sources.first().filter(|_| file.node.is_some()) {
            if own.text.contains('\r') {
                self.hash.update(own.text.replace("\r\n", "\n").replace('\r', "\n"));
            } else {
                self.hash.update(&own.text);
            }
        }
        sources.0.append(&mut file.sources);
        findings.append(&mut file.findings);
        texts.append(&mut file.texts);
        untranslated.append(&mut file.untranslated);
        allowances.append(&mut file.allowances);
        file.node
    }

    fn content(&mut self, node: &YamlNode) -> Option<Content> {
        match file::kind(node) {
            Part::SideFile => Some(Content::Translation),
            Part::Replies => {
                replies::read(node, &mut self.reading.findings).map(|file| Content::Replies(Box::new(file)))
            }
            Part::Project => {
                project::read(node, &mut self.reading.findings).map(|file| Content::Project(Box::new(file)))
            }
            Part::Mapping => mapping::read(node, &mut self.reading.findings).map(|_| Content::Mapping),
            Part::Ladder => self.rungs(node).map(Content::Ladder),
            Part::Catalogue => self.catalogue(node).map(|it| Content::Catalogue(Box::new(it))),
            _ => self.tree(node),
        }
    }

    fn tree(&mut self, node: &YamlNode) -> Option<Content> {
        let (mut draft, companions) = tree::read(node, &mut self.reading.findings)?;
        draft.ladder = companions.ladder.as_ref().and_then(|path| self.ladder(path));
        draft.whole = draft.ladder.is_some() || companions.ladder.is_none();
        for path in companions.catalogues {
            let node = self.companion(&path, "catalogues");
            let catalogue = node.and_then(|node| catalogue::read(&node, &mut self.reading.findings));
            draft.whole &= catalogue.is_some();
            draft.catalogues.extend(catalogue);
        }
        for next in draft.outcomes.iter().filter_map(|outcome| outcome.tree.as_ref()) {
            self.next_tree(next);
        }
        let digest = self.hash.clone().finalize();
        draft.hash = digest.iter().fold("sha256:".to_owned(), |hash, byte| hash + &format!("{byte:02x}"));
        Some(Content::Tree(Box::new(draft)))
    }

    /// Makes sure that the tree to go on with is there. What is in it is its own matter.
    fn next_tree(&mut self, name: &Word) {
        let ships = shipped::names("").any(|shipped| shipped == name.text);
        let beside = || within(&name.text).is_some_and(|name| self.loader.fetch(&format!("{name}.yaml")).is_ok());
        if !ships && !beside() {
            let text = &name.text;
            let message =
                bilingual!("er is geen boom `{text}` om mee verder te gaan", "there is no tree `{text}` to go on with");
            let hint = did_you_mean(text, shipped::names(""));
            let hint = hint.unwrap_or_else(|| {
                bilingual!("zet `{text}.yaml` naast deze boom", "put `{text}.yaml` beside this tree")
            });
            self.reading.findings.push(Finding::new("missing-file", name.place, message).hint(hint));
        }
    }

    /// A catalogue by itself answers for its own sources and values; with a tree, resolving looks at them.
    fn catalogue(&mut self, node: &YamlNode) -> Option<Catalogue<ByName>> {
        let catalogue = catalogue::read(node, &mut self.reading.findings)?;
        let cited = catalogue.methods.iter().filter_map(|it| it.source.as_ref());
        let cited = cited.chain(catalogue.advice.iter().filter_map(|it| it.source.as_ref()));
        known_sources(cited, &catalogue.sources, &mut self.reading.findings);
        alone::known_values(&catalogue, &mut self.reading.findings);
        Some(catalogue)
    }

    fn ladder(&mut self, path: &Word) -> Option<Ladder> {
        let node = self.companion(path, "ladders")?;
        self.rungs(&node)
    }

    fn rungs(&mut self, node: &YamlNode) -> Option<Ladder> {
        let ladder = ladder::read(node, &mut self.reading.findings)?;
        let citations = ladder.rungs.iter().filter_map(|rung| rung.source.as_ref());
        known_sources(citations, &ladder.sources, &mut self.reading.findings);
        Some(ladder)
    }

    /// Reads a file that the tree names, translated.
    fn companion(&mut self, path: &Word, folder: &str) -> Option<Arc<YamlNode>> {
        let (name, bytes) = match self.find(&path.text, folder) {
            Ok(found) => found,
            Err(absence) => {
                self.reading.findings.push(absence.finding(path, folder));
                return None;
            }
        };
        let before = self.reading.sources.0.len();
        let file = match self.library {
            Some(library) => library.companion(&name, before, &bytes, self.options()),
            None => File::read(&name, &bytes, self.options()).after(before),
        };
        self.take(file)
    }

    /// The shown name and the bytes of a file that is named in a file.
    fn find(&self, path: &str, folder: &str) -> Result<(String, Vec<u8>), LoadError> {
        if let Some(name) = path.strip_prefix("builtin:") {
            let text = shipped::file(&format!("{folder}/{name}.yaml")).ok_or(LoadError::Missing)?;
            return Ok((path.to_owned(), text.as_bytes().to_vec()));
        }
        let path = within(path).ok_or(LoadError::Escapes)?;
        let bytes = self.loader.fetch(&path)?;
        Ok((format!("{}{path}", self.folder), bytes))
    }
}

impl Library {
    /// Like [`read_with_side_files`], with the same outcome.
    pub fn read(&self, name: &str, bytes: &[u8], loader: &dyn Loader) -> Parsed {
        FileReader::new(self.language, loader, true, Some(self)).read(name, bytes)
    }
}
