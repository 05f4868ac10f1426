//! What people are told: the first letter, and the report back. Drafts, from the plan and what was done.

use super::rung::{promises, questions};
use super::sheet::{Sheet, list};
use crate::model::project::{Done, Project};
use crate::output::document::{Block, Document};
use crate::output::report::Report;
use crate::text::language::Language;

/// The first letter to people, with the advices on the parts of the project.
pub fn first_letter(project: &Project, advices: &[Report<'_>], language: Language) -> Document {
    let mut sheet = Sheet::new(language);
    let plan = &project.plan;
    let first = plan.messages.first();
    let opening = [
        sheet.field("Aan", "To", first.map(|message| message.who.as_str())),
        Block::Text(sheet.say("Beste lezer,", "Dear reader,")),
    ];
    let words = first.and_then(|message| message.words.clone()).map(Block::Text);
    draft(&mut sheet, opening.into_iter().chain(words).collect());
    sheet.text("Waar gaat het over?", "What is it about?", project.about.as_ref());
    sheet.text("Wat merk je ervan?", "What will you notice?", project.impact.as_ref());
    sheet.text("Waarom vragen we je mee te doen?", "Why do we ask you to take part?", project.goal.as_ref());
    let room = [
        sheet.field("Dit ligt vast", "This is fixed", project.fixed.as_deref()),
        sheet.field("Dit is nog open", "This is still open", project.open.as_deref()),
    ];
    sheet.section("Waarover kun je meepraten?", "What can you have a say in?", room.to_vec());
    let asked = plan.question.clone().map_or_else(|| questions(advices), |question| vec![question]);
    sheet.section("Wat vragen we je?", "What do we ask you?", said(&asked));
    let promised = promises(advices);
    let mut with_input = said(&promised);
    if promised.is_empty() {
        with_input.push(sheet.field("Dit beloven we", "This we promise", None));
    }
    with_input.extend(plan.reactions.clone().map(Block::Text));
    with_input.push(sheet.field("Wie besluit", "Who decides", project.decides.as_deref()));
    sheet.section("Wat doen we met wat je zegt?", "What do we do with what you say?", with_input);
    let activity = |(what, when): (&String, Option<&String>)| {
        when.map_or_else(|| format!("{what} (____________________)"), |when| format!("{what} ({when})"))
    };
    let activities: Vec<String> = plan.activities.iter().map(|it| activity((&it.what, it.when.as_ref()))).collect();
    sheet.section("Zo doe je mee", "How to take part", list(&activities));
    back(&mut sheet, project);
    contact(&mut sheet);
    sheet.finish(("Brief aan bewoners (concept)", "Letter to residents (draft)"), project)
}

/// The report back to those who took part, with the advices on the parts of the project.
pub fn report_back(project: &Project, advices: &[Report<'_>], language: Language) -> Document {
    let mut sheet = Sheet::new(language);
    let dear = sheet.say("Beste deelnemer,", "Dear participant,");
    draft(&mut sheet, vec![Block::Text(dear)]);
    sheet.text("Waar ging het over?", "What was it about?", project.about.as_ref());
    let promised = promises(advices);
    sheet.section("Wat beloofden we je?", "What did we promise you?", said(&promised));
    let meetings: Vec<String> = project.done.iter().map(|done| meeting(done, language)).collect();
    sheet.section("Wat deden we samen?", "What did we do together?", list(&meetings));
    let one = [Done::default()];
    let done = if project.done.is_empty() { &one[..] } else { &project.done[..] };
    for (dutch, english, told) in [
        ("Dit hoorden we", "This we heard", (|it| it.said.as_ref()) as fn(&Done) -> Option<&String>),
        ("Dit namen we over", "This we took over", |it| it.used.as_ref()),
        ("Dit namen we niet over, en daarom", "This we did not take over, and why", |it| it.not_used.as_ref()),
    ] {
        let mut blocks = Vec::new();
        for it in done {
            match told(it) {
                Some(text) if done.len() > 1 => blocks.push(Block::Text(format!("{}: {text}", it.what))),
                Some(text) => blocks.push(Block::Text(text.clone())),
                None if done.len() > 1 => blocks.push(sheet.field(&it.what, &it.what, None)),
                None => {}
            }
        }
        sheet.section(dutch, english, blocks);
    }
    let next = [
        sheet.field("Wie besluit", "Who decides", project.decides.as_deref()),
        sheet.field("Daarna", "After that", project.plan.afterwards.as_deref()),
    ];
    sheet.section("Hoe gaat het verder?", "What happens next?", next.to_vec());
    contact(&mut sheet);
    sheet.finish(("Terugkoppeling aan deelnemers (concept)", "Report back to participants (draft)"), project)
}

/// What stands above both.
fn draft(sheet: &mut Sheet, blocks: Vec<Block>) {
    let said = sheet.say(
        "Dit is een concept. Lees het na, vul de lege regels in, en haal deze regel weg.",
        "This is a draft. Read it, fill in the empty lines, and take this line away.",
    );
    let blocks = std::iter::once(Block::Text(said)).chain(blocks).collect();
    sheet.section("Concept", "Draft", blocks);
}

fn back(sheet: &mut Sheet, project: &Project) {
    let blocks = [
        sheet.field("Hoe je dat hoort", "How you hear that", project.plan.feedback.as_deref()),
        sheet.field("Uiterlijk", "At the latest", project.plan.feedback_by.as_deref()),
    ];
    sheet.section("Wanneer hoor je wat we ermee deden?", "When do you hear what we did with it?", blocks.to_vec());
}

/// Whom to ask is never in a project: no names, no numbers.
fn contact(sheet: &mut Sheet) {
    let blocks = vec![sheet.field("Je bereikt ons via", "You reach us by", None)];
    sheet.section("Heb je een vraag?", "Do you have a question?", blocks);
}

/// An activity with its day and how many people came, as far as that is known.
fn meeting(done: &Done, language: Language) -> String {
    let people = done.people.map(|people| match (people, language) {
        (1, Language::Dutch) => "1 deelnemer".to_owned(),
        (_, Language::Dutch) => format!("{people} deelnemers"),
        (1, Language::English) => "1 participant".to_owned(),
        (_, Language::English) => format!("{people} participants"),
    });
    let about: Vec<String> = done.day.iter().cloned().chain(people).collect();
    if about.is_empty() { done.what.clone() } else { format!("{} ({})", done.what, about.join(", ")) }
}

/// One text as it is, more as points.
fn said(texts: &[String]) -> Vec<Block> {
    match texts {
        [only] => vec![Block::Text(only.clone())],
        _ => list(texts),
    }
}
