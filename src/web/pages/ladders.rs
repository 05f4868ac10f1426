//! Ladders to browse: one by itself, or two side by side.

use crate::model::ladder::{Citation, Ladder, Level, Source};
use crate::source::builtin::Builtin;
use crate::source::parse::Content;
use crate::source::shipped;
use crate::text::language::Language;
use crate::text::sanitize::line;
use crate::web::blocks::{citation, paragraphs, table};
use crate::web::frame::Page;
use crate::web::http::{Pair, Response};
use crate::web::site::Site;
use maud::{Markup, html};

/// Every ladder, and a way to set two side by side.
pub(in crate::web) fn page(site: &Site, language: Language, pairs: &[Pair]) -> Response {
    let say = |dutch, english| language.pick(dutch, english);
    let named = |key: &str| pairs.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value.as_str());
    let (one, two) = (named("one"), named("two"));
    let both = ladder(one, language).zip(ladder(two, language));
    let title = say("Participatieladders", "Participation ladders");
    let main = html! {
        h1 { (title) }
        p { (say(
            "Een ladder zegt hoeveel inwoners te zeggen hebben: van weinig, onderaan, naar veel, bovenaan.",
            "A ladder says how much say residents have: from little, at the bottom, to much, at the top.",
        )) }
        dl {
            @for ladder in all(language) {
                dt { a href={ (site.base) "/" (language.tag()) "/ladders/" (ladder.id.text) } { (line(&ladder.title)) } }
                dd { (line(&ladder.rungs.iter().map(|rung| rung.title.as_str()).collect::<Vec<_>>().join(", "))) }
            }
        }
        h2 #compare { (say("Twee ladders naast elkaar", "Two ladders side by side")) }
        form method="get" action={ (site.base) "/" (language.tag()) "/ladders#compare" } {
            (choice(language, "one", say("De ene ladder", "The one ladder"), one))
            (choice(language, "two", say("De andere ladder", "The other ladder"), two))
            button { (say("Vergelijk", "Compare")) }
        }
        @if let Some((one, two)) = &both { (side_by_side(language, one, two)) }
    };
    Page::plain(site, language, "ladders", title, main).response()
}

/// One ladder, from much say to little: that is how people draw one.
pub(in crate::web) fn one(site: &Site, language: Language, name: &str) -> Option<Response> {
    let say = |dutch, english| language.pick(dutch, english);
    let ladder = ladder(name, language)?;
    let main = html! {
        p.back { a href={ (site.base) "/" (language.tag()) "/ladders" } { (say("Alle ladders", "All ladders")) } }
        h1 { (line(&ladder.title)) }
        ol.rungs reversed {
            @for rung in ladder.rungs.iter().rev() {
                li {
                    h2 { (line(&rung.title)) }
                    @if let Some(text) = &rung.text { (paragraphs(text)) }
                    dl {
                        (part(say("Wat beloof je?", "What do you promise?"), rung.promise.as_deref()))
                        (part(say("Wat doet de inwoner?", "What does the resident do?"), rung.resident.as_deref()))
                        (part(say("Wat doet de overheid?", "What does the government do?"), rung.government.as_deref()))
                        (part(say("Wat vraag je?", "What do you ask?"), rung.ask.as_deref()))
                    }
                    @if !rung.participation { p.hint { (say("Deze trede is nog geen participatie.", "This rung is not participation.")) } }
                    (source(language, &ladder.sources, rung.source.as_ref()))
                }
            }
        }
    };
    Some(Page::plain(site, language, &format!("ladders/{name}"), &ladder.title, main).response())
}

/// A part of something that need not be there.
pub(in crate::web) fn part(label: &str, text: Option<&str>) -> Markup {
    html! { @if let Some(text) = text { dt { (label) } dd { (paragraphs(text)) } } }
}

/// Where something comes from.
pub(in crate::web) fn source(language: Language, sources: &[Source], cited: Option<&Citation>) -> Markup {
    html! {
        @if let Some(cited) = cited {
            @let source = sources.iter().find(|source| source.id.text == cited.source.text);
            p.hint { (language.pick("Bron: ", "Source: ")) (citation(source, cited)) }
        }
    }
}

fn ladder(name: &str, language: Language) -> Option<Ladder> {
    match Builtin("ladders").read(name, language)?.content? {
        Content::Ladder(ladder) => Some(ladder),
        _ => None,
    }
}

fn all(language: Language) -> impl Iterator<Item = Ladder> {
    shipped::names("ladders").filter_map(move |name| ladder(name, language))
}

fn choice(language: Language, name: &str, label: &str, chosen: &str) -> Markup {
    html! {
        div.group {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                @for ladder in all(language) {
                    option value=(ladder.id.text) selected[ladder.id.text == chosen] { (line(&ladder.title)) }
                }
            }
        }
    }
}

/// Rungs of one level stand on one row; rungs without a level follow.
fn side_by_side(language: Language, one: &Ladder, two: &Ladder) -> Markup {
    let cell = |ladder: &Ladder, level| {
        let rungs = ladder.rungs.iter().rev().filter(|rung| rung.level == level);
        let told = rungs.map(|rung| match rung.government.as_ref().or(rung.text.as_ref()) {
            Some(text) => format!("{}: {}", rung.title, text.trim()),
            None => rung.title.clone(),
        });
        told.collect::<Vec<_>>().join(" ")
    };
    let levels = Level::ALL.iter().rev().map(|&level| Some(level)).chain([None]);
    let rows: Vec<Vec<String>> = levels
        .map(|level| {
            let name = level.map_or(language.pick("geen", "none"), |level| level.word());
            vec![name.to_owned(), cell(one, level), cell(two, level)]
        })
        .filter(|row| !row[1].is_empty() || !row[2].is_empty())
        .collect();
    let head = [language.pick("Niveau", "Level").to_owned(), one.title.clone(), two.title.clone()];
    table(language, language.pick("Twee ladders naast elkaar", "Two ladders side by side"), &head, &rows)
}
