//! What the law wants to read about participation, filled in as far as a project says it.

use super::sheet::Sheet;
use crate::model::project::{Done, Project};
use crate::output::document::Block;

/// The announcement of a project decision, five items (Omgevingswet 5.47 lid 4, Omgevingsbesluit 5.3).
pub(super) fn announcement(sheet: &mut Sheet, project: &Project) {
    let joined = |texts: Vec<String>| (!texts.is_empty()).then(|| texts.join("; "));
    let when = project.plan.activities.iter().filter_map(|it| Some(format!("{}: {}", it.what, it.when.as_ref()?)));
    let roles = [&project.decides, &project.owner].into_iter().flatten().cloned().collect();
    let rows = [
        ("Wie je betrekt", "Who you involve", joined(project.plan.groups.clone())),
        ("Waarover", "About what", project.about.clone()),
        ("Wanneer", "When", joined(when.collect())),
        (
            "De rol van het bevoegd gezag en van de initiatiefnemer",
            "The role of the authority and of the initiator",
            joined(roles),
        ),
        ("Waar meer informatie te vinden is", "Where more information can be found", None),
    ];
    let title = sheet.say(
        "Kennisgeving van een projectbesluit (artikel 5.47, lid 4, Omgevingswet en 5.3 Omgevingsbesluit)",
        "Announcement of a project decision (article 5.47 (4) Omgevingswet and 5.3 Omgevingsbesluit)",
    );
    items(sheet, title, &rows);
}

/// The reasons in an omgevingsplan and what goes with an application for a permit.
pub(super) fn account_to_law(sheet: &mut Sheet, project: &Project) {
    let told = |of: &dyn Fn(&Done) -> Option<String>| {
        let texts: Vec<String> = project.done.iter().filter_map(of).collect();
        (!texts.is_empty()).then(|| texts.join("; "))
    };
    let how = told(&|done| {
        let day = done.day.as_ref().map(|day| format!(" ({day})")).unwrap_or_default();
        Some(format!("{}{day}", done.what))
    });
    let result = told(&|done| {
        let both: Vec<&str> = [&done.used, &done.not_used].into_iter().flatten().map(String::as_str).collect();
        (!both.is_empty()).then(|| both.join(" "))
    });
    let title = sheet.say(
        "Motivering van een omgevingsplan (artikel 10.2, lid 2, Omgevingsbesluit)",
        "Reasons in an omgevingsplan (article 10.2 (2) Omgevingsbesluit)",
    );
    let rows = [
        ("Hoe zijn mensen betrokken?", "How were people involved?", how.clone()),
        ("Wat leverde het op?", "What did it yield?", result.clone()),
        ("Hoe is het eigen participatiebeleid gevolgd?", "How was the own policy on participation followed?", None),
    ];
    items(sheet, title, &rows);
    let title = sheet.say(
        "Bij de aanvraag van een vergunning (artikel 7.4 Omgevingsregeling)",
        "With the application for a permit (article 7.4 Omgevingsregeling)",
    );
    let whether = how.is_some().then(|| sheet.say("Ja", "Yes"));
    let rows = [
        ("Is de omgeving betrokken?", "Were the surroundings involved?", whether),
        ("Hoe?", "How?", how),
        ("Wat leverde het op?", "What did it yield?", result),
    ];
    items(sheet, title, &rows);
}

/// Items of the law in a section of their own; what is not known is a line to fill in.
fn items(sheet: &mut Sheet, title: String, rows: &[(&str, &str, Option<String>)]) {
    let only = sheet.say("Alleen als dit voor je project geldt.", "Only where this goes for your project.");
    let mut blocks = vec![Block::Text(only)];
    for (dutch, english, text) in rows {
        let label = sheet.say(dutch, english);
        let mark = if label.ends_with('?') { "" } else { ":" };
        blocks.push(match text {
            Some(text) => Block::Text(format!("{label}{mark} {text}")),
            None => Block::Blank(format!("{label}{mark}")),
        });
    }
    sheet.append(title, blocks);
}
