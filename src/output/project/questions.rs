//! The questions of a tree as a sheet to fill in on paper or in a meeting, with room for notes.

use crate::model::stage::ById;
use crate::model::tree::{Question, QuestionKind, Tree};
use crate::output::document::{Block, Document, Section};
use crate::text::language::Language;

/// The sheet of a tree, for the part of a project.
pub fn question_sheet(tree: &Tree, about: &[&str], language: Language) -> Document {
    let how = language.pick(
        "Vul in wat je weet. Weet je iets niet? Kies dan ‘Weet ik nog niet’. Geef je de antwoorden straks aan het programma, dan slaat het over wat niets meer verandert.",
        "Fill in what you know. If you do not know, choose ‘I do not know yet’. When you give the replies to the program later, it passes over what changes nothing any more.",
    );
    let first = Section {
        title: language.pick("Zo werkt het", "How this works").to_owned(),
        blocks: tree.summary.iter().cloned().chain([how.to_owned()]).map(Block::Text).collect(),
    };
    let asked = tree.questions.iter().enumerate().map(|(number, question)| section(number + 1, question, language));
    let sheet = language.pick("Vragen", "Questions");
    let title = std::iter::once(tree.title.as_str()).chain(about.iter().copied()).collect::<Vec<_>>().join(", ");
    Document {
        title: format!("{sheet}: {title}"),
        language,
        sections: std::iter::once(first).chain(asked).collect(),
        ..Document::default()
    }
}

fn section(number: usize, question: &Question<ById>, language: Language) -> Section {
    let mut blocks: Vec<Block> = question.help.iter().cloned().map(Block::Text).collect();
    let how = match &question.kind {
        QuestionKind::Choice => language.pick("Kies één antwoord.", "Choose one answer."),
        QuestionKind::Multiple => language.pick("Kies wat geldt. Meer mag.", "Choose what holds. More is allowed."),
        QuestionKind::Number { .. } => language.pick("Vul een getal in.", "Fill in a number."),
    };
    blocks.push(Block::Text(how.to_owned()));
    let unknown = language.pick("Weet ik nog niet", "I do not know yet").to_owned();
    match &question.kind {
        QuestionKind::Number { unit, .. } => {
            blocks.push(Block::Blank(format!("{} ({unit}):", language.pick("Getal", "Number"))));
            blocks.push(Block::Boxes(vec![unknown]));
        }
        _ => {
            let labels = question.answers.iter().map(|answer| answer.label.clone());
            blocks.push(Block::Boxes(labels.chain([unknown]).collect()));
        }
    }
    let hint = question.note.clone().unwrap_or_else(|| language.pick("Notitie:", "Note:").to_owned());
    blocks.push(Block::Blank(hint));
    Section { title: format!("{number}. {}", question.ask), blocks }
}
