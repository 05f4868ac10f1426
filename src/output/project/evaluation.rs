//! The evaluation: what the criteria say, the indicators against their targets, and what others can learn.

use super::sheet::{Sheet, cell, lessons};
use crate::model::project::Project;
use crate::model::replies::Reply;
use crate::output::document::{Block, Document};
use crate::output::report::Report;
use crate::text::language::Language;

/// The evaluation of a project, with what its judgement comes to.
pub fn project_evaluation(project: &Project, judgement: Option<&Report<'_>>, language: Language) -> Document {
    let mut sheet = Sheet::new(language);
    sheet.text("Het project", "The project", project.about.as_ref());
    let (blocks, criteria) = judgement.map_or_else(Default::default, |judgement| judged(&sheet, judgement));
    sheet.section("Oordeel", "Judgement", blocks);
    sheet.section("Per criterium", "By criterion", criteria);
    let rows = project.plan.indicators.iter().map(|indicator| {
        vec![indicator.what.clone(), cell(indicator.target.as_ref()), cell(indicator.result.as_ref())]
    });
    let head = [("Waaraan zie je het", "Indicator"), ("Doel", "Target"), ("Uitkomst", "Result")];
    let indicators = sheet.table(&head, rows.collect());
    sheet.section("Indicatoren", "Indicators", indicators);
    let rows = project.done.iter().map(|done| {
        let people = done.people.map(|people| people.to_string());
        vec![done.what.clone(), cell(people.as_ref()), cell(done.missing.as_ref())]
    });
    let head = [("Wat", "What"), ("Mensen", "People"), ("Wie je miste", "Who was missing")];
    let reach = sheet.table(&head, rows.collect());
    sheet.section("Wie je bereikte", "Whom you reached", reach);
    sheet.text("Wat deelnemers ervan vonden", "What participants thought of it", project.report.judgement.as_ref());
    lessons(&mut sheet, project);
    if let Some(summary) = judgement.and_then(|judgement| judgement.tree.summary.clone()) {
        let title = sheet.say("Waar dit oordeel op rust", "What this judgement stands on");
        sheet.append(title, vec![Block::Text(summary)]);
    }
    sheet.finish(("Evaluatie", "Evaluation"), project)
}

/// What a judgement comes to, and why; without the first where it is not settled.
pub fn judgement_in_short(judgement: &Report<'_>, language: Language) -> (Option<String>, Option<String>) {
    let [landing] = judgement.evaluation.landings[..] else {
        let said = language.pick(
            "Er ontbreken nog antwoorden. Het oordeel ligt daarmee nog niet vast.",
            "Replies are still missing. So the judgement is not settled yet.",
        );
        return (None, Some(said.to_owned()));
    };
    let title = format!("{}.", judgement.tree.outcomes[landing.outcome].title);
    (Some(title), judgement.why.route.and_then(|(_, route)| route.because.clone()))
}

/// What it comes to and why, and the judgement of each criterion with its note.
fn judged(sheet: &Sheet, judgement: &Report<'_>) -> (Vec<Block>, Vec<Block>) {
    let tree = judgement.tree;
    let blocks = match judgement_in_short(judgement, sheet.language) {
        (Some(title), because) => std::iter::once(Block::Strong(title)).chain(because.map(Block::Text)).collect(),
        (None, said) => said.map(Block::Text).into_iter().collect(),
    };
    let rows = tree.questions.iter_enumerated().map(|(question, asked)| {
        let reply = match judgement.replies.get(&question) {
            Some(Reply::Answers(answers)) => {
                Some(answers.iter().map(|&it| asked.answers[it].label.as_str()).collect::<Vec<_>>().join(", "))
            }
            Some(Reply::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        vec![asked.ask.clone(), cell(reply.as_ref()), cell(judgement.occasion.notes.get(&question))]
    });
    let head = [("Vraag", "Question"), ("Oordeel", "Judgement"), ("Waaraan je dat zag", "By what you saw that")];
    (blocks, sheet.table(&head, rows.collect()))
}
