//! The participation report: every field that reports of municipalities ask for.

use super::legal::account_to_law;
use super::rung::rung;
use super::sheet::{Sheet, cell, lessons, list};
use crate::model::project::{Done, Project};
use crate::output::document::{Block, Document};
use crate::output::report::Report;
use crate::text::language::Language;

/// The report on a project, with the advices on its parts.
pub fn project_report(project: &Project, advices: &[Report<'_>], language: Language) -> Document {
    let mut sheet = Sheet::new(language);
    sheet.text("Het project", "The project", project.about.as_ref());
    let said: Vec<String> = advices.iter().map(|advice| promised(advice, language)).collect();
    sheet.section("Wat is beloofd", "What was promised", list(&said));
    let rows = project.done.iter().map(|done| {
        vec![
            done.what.clone(),
            cell(done.day.as_ref()),
            cell(done.people.map(|people| people.to_string()).as_ref()),
            cell((!done.groups.is_empty()).then(|| done.groups.join(", ")).as_ref()),
            cell(done.missing.as_ref()),
        ]
    });
    let head =
        [("Wat", "What"), ("Dag", "Day"), ("Mensen", "People"), ("Wie", "Who"), ("Wie je miste", "Who was missing")];
    let mut table = sheet.table(&head, rows.collect());
    if !table.is_empty() {
        let privacy = sheet.say(
            "Dit verslag gaat rond. Zet er geen namen of adressen van deelnemers in.",
            "This report goes around. Put no names or addresses of participants in it.",
        );
        table.push(Block::Text(privacy));
    }
    sheet.section("Wie meededen, hoe en wanneer", "Who took part, how and when", table);
    project.done.iter().for_each(|done| activity(&mut sheet, done));
    if project.done.is_empty() {
        let what = sheet.say("Reacties", "Reactions");
        activity(&mut sheet, &Done { what, ..Done::default() });
    }
    sheet.text("Wat deelnemers ervan vonden", "What participants thought of it", project.report.judgement.as_ref());
    sheet.text("Steun, naar onze inschatting", "Support, in our estimate", project.report.support.as_ref());
    let feedback = [
        sheet.field("Hoe deelnemers dit horen", "How participants hear this", project.plan.feedback.as_deref()),
        sheet.field("Uiterlijk", "At the latest", project.plan.feedback_by.as_deref()),
    ];
    sheet.section("Terugkoppeling", "Reporting back", feedback.to_vec());
    lessons(&mut sheet, project);
    sheet.text("Gezien door", "Seen by", project.report.seen.as_ref());
    account_to_law(&mut sheet, project);
    sheet.finish(("Participatieverslag", "Participation report"), project)
}

/// The promise of a part, by its rung.
fn promised(advice: &Report<'_>, language: Language) -> String {
    let part = advice.occasion.part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
    match rung(advice) {
        Some(rung) => {
            let promise = rung.promise.as_deref().unwrap_or_default();
            format!("{part}{} {}. {promise}", language.pick("trede", "rung"), rung.title).trim_end().to_owned()
        }
        None => format!("{part}{}", language.pick("er is geen trede gekozen", "no rung was chosen")),
    }
}

/// What one activity yielded.
fn activity(sheet: &mut Sheet, done: &Done) {
    let blocks = [
        sheet.field("Wat mensen zeiden", "What people said", done.said.as_deref()),
        sheet.field("Wat we overnamen", "What we took over", done.used.as_deref()),
        sheet.field("Wat we niet overnamen, en waarom", "What we did not take over, and why", done.not_used.as_deref()),
        sheet.field("Wat deelnemers daarvan hoorden", "What participants heard of that", done.feedback.as_deref()),
    ];
    sheet.section(&done.what, &done.what, blocks.to_vec());
}
