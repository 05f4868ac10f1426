//! A document that is filled in from a project, field by field, and keeps what is still open.

use crate::model::project::Project;
use crate::output::document::{Block, Document, Section};
use crate::text::language::Language;

/// A document in the making.
pub(super) struct Sheet {
    pub(super) language: Language,
    sections: Vec<Section>,
    appendix: Vec<Section>,
    /// What is not known, by the title of where it belongs.
    open: Vec<String>,
}

impl Sheet {
    pub(super) fn new(language: Language) -> Sheet {
        Sheet { language, sections: Vec::new(), appendix: Vec::new(), open: Vec::new() }
    }

    /// One of two fixed texts.
    pub(super) fn say(&self, dutch: &str, english: &str) -> String {
        self.language.pick(dutch, english).to_owned()
    }

    /// A section with what is known; without any of it the section has a line to fill in, and is open.
    pub(super) fn section(&mut self, dutch: &str, english: &str, mut blocks: Vec<Block>) {
        let title = self.say(dutch, english);
        if blocks.is_empty() {
            blocks.push(Block::Blank(self.say("Nog in te vullen:", "To be filled in:")));
            self.open.push(title.clone());
        }
        self.sections.push(Section { title, blocks });
    }

    /// A section that holds one text.
    pub(super) fn text(&mut self, dutch: &str, english: &str, text: Option<&String>) {
        self.section(dutch, english, text.cloned().map(Block::Text).into_iter().collect());
    }

    /// A labelled text, or a line to fill it in.
    pub(super) fn field(&mut self, dutch: &str, english: &str, text: Option<&str>) -> Block {
        let label = self.say(dutch, english);
        match text {
            Some(text) => Block::Text(format!("{label}: {text}")),
            None => {
                self.open.push(label.clone());
                Block::Blank(format!("{label}:"))
            }
        }
    }

    /// A table under a head in two languages; no rows give no table.
    pub(super) fn table(&self, head: &[(&str, &str)], rows: Vec<Vec<String>>) -> Vec<Block> {
        let head = head.iter().map(|(dutch, english)| self.say(dutch, english)).collect();
        if rows.is_empty() { Vec::new() } else { vec![Block::Table { head, rows }] }
    }

    /// A section behind the others.
    pub(super) fn append(&mut self, title: String, blocks: Vec<Block>) {
        self.appendix.push(Section { title, blocks });
    }

    /// The document, with what is open at the end of its page.
    pub(super) fn finish(mut self, (dutch, english): (&str, &str), project: &Project) -> Document {
        self.open.dedup();
        if !self.open.is_empty() {
            let title = self.say("Nog open", "Still open");
            self.sections.push(Section { title, blocks: vec![Block::List(self.open)] });
        }
        let title = format!("{}: {}", self.language.pick(dutch, english), project.name);
        Document { title, language: self.language, sections: self.sections, appendix: self.appendix, then: None }
    }
}

/// A list of texts; nothing where there are none.
pub(super) fn list(texts: &[String]) -> Vec<Block> {
    if texts.is_empty() { Vec::new() } else { vec![Block::List(texts.to_vec())] }
}

/// What stands in a cell of what may be unknown.
pub(super) fn cell(text: Option<&String>) -> String {
    text.cloned().unwrap_or_else(|| "–".to_owned())
}

/// What others can learn from a project.
pub(super) fn lessons(sheet: &mut Sheet, project: &Project) {
    let mut blocks = Vec::new();
    for (dutch, english, points) in [
        ("Doe dit ook", "Do this too", &project.lessons.dos),
        ("Laat dit liever", "Better not do this", &project.lessons.donts),
    ] {
        if !points.is_empty() {
            blocks.push(Block::Strong(sheet.say(dutch, english)));
            blocks.extend(list(points));
        }
    }
    sheet.section("Lessen", "Lessons", blocks);
}
