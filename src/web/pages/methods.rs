//! Werkvormen to browse.

use crate::model::catalogue::{Catalogue, Method};
use crate::model::condition::Range;
use crate::model::tree::ByName;
use crate::output::words::span;
use crate::source::builtin::Builtin;
use crate::source::parse::Content;
use crate::source::shipped;
use crate::text::language::Language;
use crate::text::sanitize::line;
use crate::web::blocks::paragraphs;
use crate::web::frame::Page;
use crate::web::http::Response;
use crate::web::pages::ladders::{part, source};
use crate::web::site::Site;
use maud::{Markup, html};

/// Every werkvorm, by catalogue.
pub(in crate::web) fn page(site: &Site, language: Language) -> Response {
    let say = |dutch, english| language.pick(dutch, english);
    let title = say("Werkvormen", "Methods");
    let main = html! {
        h1 { (title) }
        p { (say(
            "Een werkvorm is een manier om inwoners te betrekken. Het advies kiest welke passen.",
            "A method is a way to involve residents. The advice chooses which fit.",
        )) }
        @for catalogue in all(language).filter(|catalogue| !catalogue.methods.is_empty()) {
            dl {
                @for method in &catalogue.methods {
                    dt { a href={ (site.base) "/" (language.tag()) "/methods/" (method.id.text) } { (line(&method.title)) } }
                    dd { (line(method.summary.as_deref().unwrap_or_default())) }
                }
            }
        }
    };
    Page::plain(site, language, "methods", title, main).response()
}

/// One werkvorm.
pub(in crate::web) fn one(site: &Site, language: Language, name: &str) -> Option<Response> {
    let catalogues: Vec<Catalogue<ByName>> = all(language).collect();
    let (catalogue, method) = catalogues
        .iter()
        .find_map(|catalogue| Some((catalogue, catalogue.methods.iter().find(|method| method.id.text == name)?)))?;
    let main = html! {
        p.back {
            a href={ (site.base) "/" (language.tag()) "/methods" } { (language.pick("Alle werkvormen", "All methods")) }
        }
        h1 { (line(&method.title)) }
        @if let Some(summary) = &method.summary { (paragraphs(summary)) }
        (facts(language, method))
        (source(language, &catalogue.sources, method.source.as_ref()))
    };
    Some(Page::plain(site, language, &format!("methods/{name}"), &method.title, main).response())
}

fn facts(language: Language, method: &Method<ByName>) -> Markup {
    let say = |dutch, english| language.pick(dutch, english);
    let levels: Vec<&str> = method.levels.iter().map(|level| level.word()).collect();
    let known = |range: Option<Range>| range.is_some().then(|| span(range));
    let estimated: Vec<&str> = method.estimated.iter().map(|word| word.text.as_str()).collect();
    html! {
        dl {
            (part(say("Wanneer niet?", "When not?"), method.not_when.as_deref()))
            (part(say("Hoeveel mensen?", "How many people?"), known(method.group).as_deref()))
            (part(say("Hoeveel weken?", "How many weeks?"), known(method.weeks).as_deref()))
            (part(say("Niveaus", "Levels"), Some(&levels.join(", "))))
            @if !estimated.is_empty() {
                (part(say("Wat hebben wij geschat?", "What did we estimate?"), Some(&estimated.join(", "))))
            }
        }
    }
}

fn all(language: Language) -> impl Iterator<Item = Catalogue<ByName>> {
    shipped::names("catalogues").filter_map(move |name| match Builtin("catalogues").read(name, language)?.content? {
        Content::Catalogue(catalogue) => Some(*catalogue),
        _ => None,
    })
}
