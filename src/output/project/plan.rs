//! The participation plan: every field that plans of municipalities ask for.

use super::legal::announcement;
use super::rung::{questions, rung};
use super::sheet::{Sheet, cell, list};
use crate::model::catalogue::AdviceKind;
use crate::model::project::{Activity, Project};
use crate::output::document::{Block, Document};
use crate::output::report::Report;
use crate::text::language::Language;

/// The plan of a project, with the advices on its parts.
pub fn project_plan(project: &Project, advices: &[Report<'_>], language: Language) -> Document {
    let mut sheet = Sheet::new(language);
    sheet.text("Het project", "The project", project.about.as_ref());
    sheet.text("Doel van de participatie", "Aim of the participation", project.goal.as_ref());
    let fixed = [
        sheet.field("Dit ligt vast", "This is fixed", project.fixed.as_deref()),
        sheet.field("Dit is open", "This is open", project.open.as_deref()),
    ];
    sheet.section("Wat vastligt en wat open is", "What is fixed and what is open", fixed.to_vec());
    sheet.text("Gevolgen voor de omgeving", "Impact on the surroundings", project.impact.as_ref());
    let plan = &project.plan;
    sheet.section("Wie het raakt", "Who it concerns", list(&plan.groups));
    influence(&mut sheet, advices);
    activities(&mut sheet, project, advices);
    communication(&mut sheet, project, advices);
    sheet.text("Wat er met reacties gebeurt", "What is done with reactions", plan.reactions.as_ref());
    let feedback = [
        sheet.field("Hoe", "How", plan.feedback.as_deref()),
        sheet.field("Uiterlijk", "At the latest", plan.feedback_by.as_deref()),
    ];
    sheet.section("Terugkoppeling aan deelnemers", "Reporting back to participants", feedback.to_vec());
    duties(&mut sheet, advices);
    let roles = [
        sheet.field("Wie besluit", "Who decides", project.decides.as_deref()),
        sheet.field("Wie de participatie leidt", "Who leads the participation", project.owner.as_deref()),
    ];
    sheet.section("Rollen en besluit", "Roles and decision", roles.to_vec());
    sheet.text("Geld en uren", "Money and hours", plan.budget.as_ref());
    sheet.text("Verslag", "Report", plan.report.as_ref());
    evaluation(&mut sheet, project);
    sheet.text("Formele inspraak erna", "Formal procedure afterwards", plan.afterwards.as_ref());
    announcement(&mut sheet, project);
    sheet.finish(("Participatieplan", "Participation plan"), project)
}

/// The rung that was chosen of every part, and what was advised.
fn influence(sheet: &mut Sheet, advices: &[Report<'_>]) {
    let mut blocks = Vec::new();
    for advice in advices {
        if let Some(part) = &advice.occasion.part {
            blocks.push(Block::Strong(part.clone()));
        }
        blocks.push(Block::Text(format!("{}.", advice.headline())));
        let ladder = advice.tree.ladder.as_ref();
        let chosen = advice.occasion.chosen.as_ref();
        let chosen_rung = chosen.and_then(|(id, _)| ladder?.rung(id));
        if let Some((id, because)) = chosen {
            let name = chosen_rung.map_or(id.as_str(), |rung| advice.tree.rung(rung).title.as_str());
            let label = sheet.say("Gekozen trede", "Rung chosen");
            blocks.push(Block::Text(format!("{label}: {name}.")));
            blocks.push(sheet.field("Reden om af te wijken", "Reason to deviate", because.as_deref()));
        }
        if let Some(rung) = rung(advice) {
            let told = [
                (sheet.say("Belofte aan mensen", "Promise to people"), &rung.promise),
                (sheet.say("Rol van mensen", "Role of people"), &rung.resident),
                (sheet.say("Rol van de organisatie", "Role of the organisation"), &rung.government),
            ];
            let told = told.into_iter().filter_map(|(label, text)| Some(format!("{label}: {}", text.as_ref()?)));
            blocks.extend(list(&told.collect::<Vec<_>>()));
        }
    }
    sheet.section("Invloed: trede en belofte", "Influence: rung and promise", blocks);
}

/// What is going to be done, or what the advices propose as long as nothing was chosen.
fn activities(sheet: &mut Sheet, project: &Project, advices: &[Report<'_>]) {
    let row = |activity: &Activity| {
        let groups = (!activity.groups.is_empty()).then(|| activity.groups.join(", "));
        vec![
            activity.what.clone(),
            cell(activity.aim.as_ref()),
            cell(groups.as_ref()),
            cell(activity.when.as_ref()),
            cell(activity.owner.as_ref()),
            cell(activity.budget.as_ref()),
        ]
    };
    let head = [
        ("Wat", "What"),
        ("Waarvoor", "What for"),
        ("Voor wie", "For whom"),
        ("Wanneer", "When"),
        ("Wie regelt het", "Who arranges it"),
        ("Geld en uren", "Money and hours"),
    ];
    let chosen = sheet.table(&head, project.plan.activities.iter().map(row).collect());
    let undecided = chosen.is_empty();
    sheet.section("Activiteiten en planning", "Activities and planning", chosen);
    let proposed: Vec<Block> = advices.iter().flat_map(|advice| advice.plan().blocks).collect();
    if undecided && !proposed.is_empty() {
        sheet.section("Voorstel uit het advies", "What the advice proposes", proposed);
    }
}

/// What people are asked, and who hears what, when, how and in which words.
fn communication(sheet: &mut Sheet, project: &Project, advices: &[Report<'_>]) {
    let plan = &project.plan;
    let mut blocks =
        vec![sheet.field("De kernvraag aan mensen", "The core question to people", plan.question.as_deref())];
    if plan.question.is_none() {
        let label = sheet.say("Voorbeeld van de ladder", "Example of the ladder");
        blocks.extend(questions(advices).into_iter().map(|question| Block::Text(format!("{label}: {question}"))));
    }
    let rows = plan.messages.iter().map(|message| {
        vec![message.who.clone(), cell(message.what.as_ref()), cell(message.when.as_ref()), cell(message.how.as_ref())]
    });
    let head = [("Wie", "Who"), ("Wat", "What"), ("Wanneer", "When"), ("Hoe", "How")];
    let messages = sheet.table(&head, rows.collect());
    if messages.is_empty() {
        blocks.push(sheet.field("Wie hoort wat, wanneer en hoe", "Who hears what, when and how", None));
    }
    blocks.extend(messages);
    for message in &plan.messages {
        let (who, words) = (&message.who, message.words.as_deref());
        blocks.push(sheet.field(&format!("In deze woorden aan {who}"), &format!("In these words to {who}"), words));
    }
    sheet.section("Communicatie", "Communication", blocks);
}

/// What the law asks, of every advice once.
fn duties(sheet: &mut Sheet, advices: &[Report<'_>]) {
    let mut points: Vec<String> = Vec::new();
    for advice in advices.iter().flat_map(|advice| &advice.recommendation.advice) {
        if advice.kind == AdviceKind::Duty && !points.contains(&advice.text) {
            points.push(advice.text.clone());
        }
    }
    sheet.section("Wat de wet vraagt", "What the law asks", list(&points));
}

fn evaluation(sheet: &mut Sheet, project: &Project) {
    let mut blocks = vec![sheet.field("Evalueren voor", "Evaluate before", project.plan.evaluate_by.as_deref())];
    let rows = project.plan.indicators.iter().map(|indicator| {
        vec![indicator.what.clone(), cell(indicator.target.as_ref()), cell(indicator.result.as_ref())]
    });
    let head = [("Waaraan zie je het", "Indicator"), ("Doel", "Target"), ("Uitkomst", "Result")];
    let indicators = sheet.table(&head, rows.collect());
    if indicators.is_empty() {
        blocks.push(sheet.field("Waaraan zie je of het lukte", "By what do you see whether it worked", None));
    }
    blocks.extend(indicators);
    sheet.section("Evaluatie", "Evaluation", blocks);
}
