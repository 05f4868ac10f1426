//! An empty list to fill in, every cell held to what its question takes.

use crate::bilingual;
use crate::list::job::Fault;
use crate::list::table::sheet::{fault, workbook};
use crate::model::ids::{Id, QuestionId};
use crate::model::tree::{ById, Question, QuestionKind, Resolved};
use crate::text::language::Language;
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Formula, Note, Worksheet};
use std::io::Write;

/// So many rows are checked as they are filled in.
const ROWS: u32 = 1000;

/// What a question takes, in a sentence.
fn takes(question: &Question<ById>, language: Language) -> String {
    match &question.kind {
        QuestionKind::Number { unit, .. } => {
            bilingual!("Vul een getal in ({unit}), of `onbekend`.", "Fill in a number ({unit}), or `unknown`.")
                .to(language)
                .to_owned()
        }
        QuestionKind::Multiple => language
            .pick(
                "Elk antwoord heeft een eigen kolom. Zet `ja` bij elk antwoord dat klopt.",
                "Every answer has a column of its own. Put `yes` at every answer that holds.",
            )
            .to_owned(),
        QuestionKind::Choice => language.pick("Kies één antwoord.", "Choose one answer.").to_owned(),
    }
}

/// A column to fill in: a question, or one answer to a question that takes several.
struct Asked<'t> {
    question: QuestionId,
    asked: &'t Question<ById>,
    answer: Option<&'t str>,
}

impl Asked<'_> {
    /// Every column of a list, in the order of the tree.
    fn all(tree: &Resolved) -> impl Iterator<Item = Asked<'_>> {
        tree.questions.iter_enumerated().flat_map(|(question, asked)| {
            let answers = asked.answers.iter().map(|answer| Some(answer.label.as_str()));
            let answers = if asked.is_multiple() { answers.collect() } else { vec![None] };
            answers.into_iter().map(move |answer| Asked { question, asked, answer })
        })
    }

    /// The heading, which [`crate::list::heading`] knows again.
    fn heading(&self) -> String {
        match self.answer {
            None => self.asked.ask.clone(),
            Some(answer) => format!("{}: {answer}", self.asked.ask),
        }
    }

    /// What a cell may say; nothing else can be filled in.
    fn allowed(&self, column: u16, language: Language) -> Result<DataValidation, Fault> {
        let unknown = language.pick("onbekend", "unknown");
        let allowed = DataValidation::new();
        let allowed = match (self.answer, &self.asked.kind) {
            (Some(_), _) => {
                let words: Vec<&str> = language.pick("ja nee onbekend", "yes no unknown").split(' ').collect();
                allowed.allow_list_strings(&words).map_err(fault)?
            }
            (None, QuestionKind::Number { decimals, .. }) => {
                // The bands of a question leave no gap: the first and the last tell what it takes.
                let cell = rust_xlsxwriter::utility::row_col_to_cell(1, column);
                let bands = || self.asked.answers.iter().filter_map(|answer| answer.band);
                let from = bands().map(|band| band.from).min().flatten().map(|from| format!(",{cell}>={from}"));
                let below = bands().map(|band| band.below);
                let open = below.clone().any(|below| below.is_none());
                let below = below.max().flatten().filter(|_| !open).map(|below| format!(",{cell}<{below}"));
                let whole = (!decimals).then(|| format!(",{cell}=INT({cell})"));
                let within: String = [from, below, whole].into_iter().flatten().collect();
                let number = format!("IF(ISNUMBER({cell}),AND(TRUE{within}),{cell}=\"{unknown}\")");
                allowed.allow_custom(Formula::new(format!("={number}")))
            }
            (None, _) => {
                let letter = rust_xlsxwriter::utility::column_number_to_name(Id::index(self.question) as u16);
                let last = self.asked.answers.len() + 2;
                let list = format!("={}!${letter}$2:${letter}${last}", answers_name(language));
                allowed.allow_list_formula(Formula::new(list))
            }
        };
        let said = match &self.asked.kind {
            QuestionKind::Choice | QuestionKind::Multiple => {
                language.pick("Kies een antwoord uit de lijst.", "Choose an answer from the list.").to_owned()
            }
            QuestionKind::Number { .. } => takes(self.asked, language),
        };
        allowed
            .set_error_title(language.pick("Dit past hier niet", "This does not fit here"))
            .map_err(fault)?
            .set_error_message(said)
            .map_err(fault)
    }
}

/// Writes a workbook: a sheet to fill in with a drop-down per question, one with all answers, and one
/// that explains.
pub fn template(tree: &Resolved, language: Language, date: &str, out: &mut dyn Write) -> Result<(), Fault> {
    let mut book = workbook(date);
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    projects(book.add_worksheet(), tree, language, &bold)?;
    let answers = book.add_worksheet();
    answers.set_name(answers_name(language)).map_err(fault)?;
    possible(answers, tree, language, [&bold, &wrap])?;
    explanation(book.add_worksheet(), tree, language, [&bold, &wrap])?;
    let bytes = book.save_to_buffer().map_err(fault)?;
    out.write_all(&bytes).and_then(|()| out.flush()).map_err(Fault::Write)
}

fn answers_name(language: Language) -> &'static str {
    language.pick("Antwoorden", "Answers")
}

/// A row per project, a column per question or answer.
fn projects(sheet: &mut Worksheet, tree: &Resolved, language: Language, bold: &Format) -> Result<(), Fault> {
    let before = ["Project", language.pick("Onderdeel", "Part")];
    sheet.set_name(language.pick("Projecten", "Projects")).map_err(fault)?;
    sheet.set_freeze_panes(1, 1).map_err(fault)?;
    for (column, name) in before.into_iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, name, bold).map_err(fault)?;
        sheet.set_column_width(column as u16, if column == 0 { 36.0 } else { 16.0 }).map_err(fault)?;
    }
    let part = language.pick(
        "De fase of deelvraag. Elke fase en elke losse deelvraag is een eigen rij.",
        "The phase or sub-question. Every phase and every separate sub-question is a row of its own.",
    );
    sheet.insert_note(0, 1, &Note::new(part).set_author("beslisboom")).map_err(fault)?;
    for (number, asked) in Asked::all(tree).enumerate() {
        let column = (before.len() + number) as u16;
        sheet.write_string_with_format(0, column, asked.heading(), bold).map_err(fault)?;
        sheet.set_column_width(column, if asked.answer.is_some() { 18.0 } else { 28.0 }).map_err(fault)?;
        let help = asked.asked.help.as_deref().unwrap_or_default().trim();
        let note = format!("{help}\n\n{}", takes(asked.asked, language));
        let note = Note::new(note.trim()).set_author("beslisboom").set_width(420).set_height(160);
        sheet.insert_note(0, column, &note).map_err(fault)?;
        sheet.add_data_validation(1, column, ROWS, column, &asked.allowed(column, language)?).map_err(fault)?;
    }
    Ok(())
}

/// The answers that every question knows, to choose from.
fn possible(
    answers: &mut Worksheet,
    tree: &Resolved,
    language: Language,
    [bold, wrap]: [&Format; 2],
) -> Result<(), Fault> {
    let unknown = language.pick("onbekend", "unknown");
    for (number, question) in tree.questions.iter().enumerate() {
        let column = number as u16;
        answers.write_string_with_format(0, column, &question.id.text, bold).map_err(fault)?;
        answers.set_column_width(column, 28.0).map_err(fault)?;
        let labels = question.answers.iter().map(|answer| answer.label.as_str()).chain([unknown]);
        for (row, label) in labels.enumerate() {
            answers.write_string_with_format(row as u32 + 1, column, label, wrap).map_err(fault)?;
        }
    }
    Ok(())
}

/// How to fill it in.
fn explanation(
    about: &mut Worksheet,
    tree: &Resolved,
    language: Language,
    [bold, wrap]: [&Format; 2],
) -> Result<(), Fault> {
    about.set_name(language.pick("Uitleg", "Explanation")).map_err(fault)?;
    about.set_column_width(0, 100.0).map_err(fault)?;
    let (title, version) = (&tree.title, &tree.version);
    let mut lines = vec![
        bilingual!("{title} (versie {version})", "{title} (version {version})").to(language).to_owned(),
        tree.summary.clone().unwrap_or_default().trim().to_owned(),
        language
            .pick(
                "Vul op het eerste blad per project een rij in. Laat leeg wat nog niet is uitgezocht, en schrijf `onbekend` waar niemand het weet. Eigen kolommen mogen erbij: die gaan ongelezen mee.",
                "Fill in a row per project on the first sheet. Leave empty what was not looked into yet, and write `unknown` where nobody knows. Columns of your own are welcome: they go along unread.",
            )
            .to_owned(),
        language
            .pick(
                "Deel de lijst daarna in met: beslisboom batch projecten.xlsx --out ingedeeld.xlsx",
                "Then classify the list with: beslisboom batch projects.xlsx --out classified.xlsx",
            )
            .to_owned(),
    ];
    lines.extend(tree.questions.iter().map(|question| {
        let help = question.help.as_deref().unwrap_or_default().trim();
        let unknown = question.unknown.as_deref().unwrap_or_default().trim();
        format!("{}\n{help}\n{}\n{unknown}", question.ask, takes(question, language)).trim().replace("\n\n", "\n")
    }));
    for (row, line) in lines.iter().filter(|line| !line.is_empty()).enumerate() {
        let format = if row == 0 { bold } else { wrap };
        about.write_string_with_format(row as u32, 0, line, format).map_err(fault)?;
    }
    Ok(())
}
