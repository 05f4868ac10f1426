//! What the report on a project needs.

use super::item::{FormItem, Takes};
use super::items::{adds, given, of_one, several, text, texts, told_apart};
use crate::model::project::{Done, Project};
use crate::text::language::Language;

/// What was done, by activity, and what the report says besides.
pub(crate) fn items(project: &Project, language: Language) -> Vec<FormItem> {
    let say = |dutch: &'static str, english: &'static str| language.pick(dutch, english);
    let mut items = Vec::new();
    let names = told_apart(project.done.iter().map(|done| done.what.as_str()));
    for (number, what) in names.iter().enumerate() {
        let (came, became) =
            (who_came(project, (number, what), language), what_came_of_it(project, (number, what), language));
        items.extend(of_one(number, came.into_iter().chain(became)));
    }
    let names = told_apart(project.plan.activities.iter().map(|activity| activity.what.as_str()));
    for (number, activity) in project.not_done() {
        let (what, name) = (activity.what.clone(), &names[number]);
        let ask = format!("{} {name}?", say("Is dit gedaan:", "Was this done:"));
        let label = format!("{} {name}", say("Nog niet gedaan:", "Not done yet:"));
        items.push(adds((name, 0), Takes::Yes, (&ask, &label), move |it, _| {
            it.done.push(Done { what: what.clone(), ..Done::default() });
        }));
    }
    let ask = say(
        "Deed je nog iets met mensen? Noem wat, of laat leeg als dit alles was.",
        "Did you do anything else with people? Say what, or leave empty if this was all.",
    );
    let add = |it: &mut Project, typed: &str| it.done.push(Done { what: typed.to_owned(), ..Done::default() });
    items.push(adds(
        ("done", project.done.len()),
        Takes::Words,
        (ask, say("Nog een activiteit", "Another activity")),
        add,
    ));
    items.extend(on_the_whole(project, language));
    items
}

/// What the report says of all activities together.
fn on_the_whole(project: &Project, language: Language) -> Vec<FormItem> {
    let say = |dutch: &'static str, english: &'static str| language.pick(dutch, english);
    vec![
        text!(
            project,
            Takes::Words,
            [report.judgement],
            say("Wat vonden deelnemers ervan?", "What did participants think of it?"),
            say("Wat deelnemers ervan vonden", "What participants thought of it")
        ),
        text!(
            project,
            Takes::Words,
            [report.support],
            say("Hoeveel steun is er, naar jullie inschatting?", "How much support is there, in your estimate?"),
            say("Steun", "Support")
        ),
        text!(
            project,
            Takes::Words,
            [report.seen],
            say(
                "Wie las het verslag, en wanneer? Noem een rol, en geen naam.",
                "Who read the report, and when? Name a role, not a person."
            ),
            say("Gezien door", "Seen by")
        ),
    ]
}

/// How many people came to an activity.
fn people(project: &Project, number: usize, ask: String, label: String) -> FormItem {
    FormItem {
        id: "people".to_owned(),
        ask,
        label,
        takes: Takes::Number,
        adds: false,
        known: project.done[number].people.map(|people| people.to_string()).unwrap_or_default(),
        set: Box::new(move |it, typed| it.done[number].people = typed.parse().ok()),
    }
}

/// When an activity was, and who were there.
fn who_came(project: &Project, (number, what): (usize, &str), language: Language) -> Vec<FormItem> {
    let ask = |dutch: &str, english: &str| format!("{what}: {}", language.pick(dutch, english));
    let label = |dutch: &str, english: &str| format!("{what}, {}", language.pick(dutch, english));
    vec![
        text!(
            project,
            Takes::Day,
            [done[number].day],
            ask("op welke dag? Schrijf hem als 2027-03-01.", "on which day? Write it like 2027-03-01."),
            label("dag", "day")
        ),
        people(
            project,
            number,
            ask("hoeveel mensen waren er?", "how many people were there?"),
            label("mensen", "people"),
        ),
        texts!(
            project,
            [done[number].groups],
            ask(
                "welke groepen waren er? Zet er een puntkomma tussen.",
                "which groups were there? Put a semicolon between them."
            ),
            label("groepen", "groups")
        ),
        text!(
            project,
            Takes::Words,
            [done[number].missing],
            ask("wie miste je?", "who was missing?"),
            label("wie je miste", "who was missing")
        ),
    ]
}

/// What was said at an activity, and what was done with it.
fn what_came_of_it(project: &Project, (number, what): (usize, &str), language: Language) -> Vec<FormItem> {
    let ask = |dutch: &str, english: &str| format!("{what}: {}", language.pick(dutch, english));
    let label = |dutch: &str, english: &str| format!("{what}, {}", language.pick(dutch, english));
    vec![
        text!(
            project,
            Takes::Words,
            [done[number].said],
            ask("wat zeiden mensen?", "what did people say?"),
            label("wat mensen zeiden", "what people said")
        ),
        text!(
            project,
            Takes::Words,
            [done[number].used],
            ask("wat nam je over?", "what did you take over?"),
            label("overgenomen", "taken over")
        ),
        text!(
            project,
            Takes::Words,
            [done[number].not_used],
            ask("wat nam je niet over, en waarom niet?", "what did you not take over, and why not?"),
            label("niet overgenomen", "not taken over")
        ),
        text!(
            project,
            Takes::Words,
            [done[number].feedback],
            ask(
                "hoe en wanneer hoorden deelnemers wat ermee gebeurde?",
                "how and when did participants hear what was done with it?"
            ),
            label("teruggekoppeld", "reported back")
        ),
    ]
}

/// Takes what another file says of what was done: an activity replaces the one of its name and day.
pub(crate) fn take(project: &mut Project, from: &Project) {
    for done in &from.done {
        let same = |it: &&mut Done| it.what == done.what && (it.day == done.day || it.day.is_none());
        match project.done.iter_mut().find(same) {
            Some(there) => there.clone_from(done),
            None => project.done.push(done.clone()),
        }
    }
    let (to, from) = (&mut project.report, &from.report);
    for (to, from) in
        [(&mut to.judgement, &from.judgement), (&mut to.support, &from.support), (&mut to.seen, &from.seen)]
    {
        if from.is_some() {
            to.clone_from(from);
        }
    }
}
