//! What of a conversation is kept, and a button that keeps the rest.

use crate::bilingual;
use crate::text::sanitize::line;
use crate::web::http::Pair;
use crate::web::projects::Place;
use crate::web::visit::{Kept, Visit};
use maud::{Markup, html};

/// What is kept of the conversation, and a button that keeps the rest.
pub(in crate::web) fn section(visit: &Visit<'_>, then: &str) -> Markup {
    if visit.site.projects.is_none() {
        return html! {};
    }
    let project = visit.fitted.occasion.project.as_ref().map(|name| line(name));
    let said = match (&visit.place, project) {
        (None, Some(name)) => bilingual!(
            "Nog niet bewaard. Je kunt er het project ‘{name}’ van maken.",
            "Not saved yet. You can make it the project ‘{name}’."
        ),
        (None, None) => bilingual!(
            "Nog niet bewaard. Zonder naam krijgt je project een nummer.",
            "Not saved yet. Without a name your project gets a number."
        ),
        (Some((place, Kept::All)), _) => {
            let file = line(&place.project);
            bilingual!("Bewaard in {file}.", "Saved in {file}.")
        }
        (Some((place, Kept::NewPart)), _) => {
            let file = line(&place.project);
            bilingual!(
                "Nog niet bewaard. Het wordt een nieuw onderdeel in {file}.",
                "Not saved yet. It becomes a new part in {file}."
            )
        }
        (Some((_, Kept::Older)), _) => {
            bilingual!("Je laatste antwoorden zijn nog niet bewaard.", "Your last replies are not saved yet.")
        }
        (Some((_, Kept::Not(why))), _) => why.said(),
    };
    let place = visit.place.as_ref().map(|(place, _)| place);
    let is_kept = matches!(visit.place, Some((_, Kept::All)));
    let status = (is_kept && visit.step("step.saved").is_some()).then_some("status");
    html! {
        section.keep {
            h2 { (visit.say("Bewaren", "Saving")) }
            p role=[status] { (said.to(visit.language)) }
            @if is_kept {
                p { a href={ (visit.site.base) "/" (visit.language.tag()) "/projects" } { (visit.say("Naar de projecten", "To the projects")) } }
            } @else {
                p.hint { (visit.say("Schrijf geen namen, mailadressen of telefoonnummers van mensen op.", "Write down no names, e-mail addresses or telephone numbers of people.")) }
                (form(visit, place, then, html! { button { (visit.say("Bewaar in de projectmap", "Save in the project folder")) } }))
            }
        }
    }
}

/// The same where a question is asked.
pub(in crate::web) fn in_short(visit: &Visit<'_>) -> Markup {
    let place = visit.place.as_ref().map(|(place, _)| place);
    html! {
        @if visit.site.projects.is_some() {
            li { @if matches!(visit.place, Some((_, Kept::All))) {
                (visit.say("Je antwoorden zijn bewaard.", "Your replies are saved."))
            } @else {
                (form(visit, place, "overview", html! {
                    button.as-link { (visit.say("Bewaar je antwoorden in de projectmap", "Save your replies in the project folder")) }
                }))
            } }
        }
    }
}

/// A form that keeps what is known in a place.
pub(in crate::web) fn form(visit: &Visit<'_>, place: Option<&Place>, then: &str, button: Markup) -> Markup {
    html! {
        form method="post" action=(visit.path("save")) {
            @for (name, value) in placed(visit, place) { input type="hidden" name=(name) value=(value); }
            input type="hidden" name="step.then" value=(then);
            (button)
        }
    }
}

/// What is known, kept in another place.
pub(in crate::web) fn placed(visit: &Visit<'_>, place: Option<&Place>) -> Vec<Pair> {
    let old = visit.place.as_ref().map(|(place, _)| place.write()).unwrap_or_default();
    let rest = visit.kept.iter().filter(|pair| !old.contains(pair)).cloned();
    rest.chain(place.map(Place::write).unwrap_or_default()).collect()
}
