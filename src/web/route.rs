//! Which address is which page.

use crate::text::language::Language;
use crate::web::http::{Request, Response};
use crate::web::pages::{
    about, advice, approach, compare, home, ladders, list, methods, missing, open, overview, project_document,
    project_form, projects, question, rung, start, tree,
};
use crate::web::site::Site;
use crate::web::visit::Visit;

/// The answer to a request.
pub fn respond(site: &Site, request: &Request<'_>) -> Response {
    if request.path == "/health" {
        return Response::new(200, "text/plain; charset=utf-8", "ok\n");
    }
    let Some(path) = request.path.strip_prefix(site.base.as_str()) else {
        return missing::closed(request.language);
    };
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let Some((language, rest)) = parts.split_first().and_then(|(tag, rest)| Some((tagged(tag)?, rest))) else {
        return match parts[..] {
            [] | [""] => Response::elsewhere(format!("{}/{}/", site.base, request.language.tag())),
            _ => missing::page(site, request.language, ""),
        };
    };
    match rest {
        [] => Response::elsewhere(format!("{}/{}/", site.base, language.tag())),
        [""] => home::page(site, language),
        ["about"] => about::page(site, language),
        ["accessibility"] => about::accessibility(site, language),
        ["methods"] => methods::page(site, language),
        ["ladders"] => ladders::page(site, language, &request.pairs()),
        ["open"] if request.sends => open::opened(site, language, request),
        ["open"] => open::page(site, language),
        ["list"] if request.sends => list::answered(site, language, request),
        ["list"] => list::page(site, language),
        ["projects"] if site.projects.is_some() => projects::page(site, language, &request.pairs()),
        ["project"] if site.projects.is_some() => projects::one(site, language, &request.pairs()),
        ["part"] if site.projects.is_some() => projects::part(site, language, &request.pairs()),
        ["document", name] if site.projects.is_some() => {
            let page = project_document::page(site, language, name, &request.pairs());
            page.unwrap_or_else(|| missing::page(site, language, "projects"))
        }
        ["fill-in", name] if site.projects.is_some() => {
            let page = project_form::page(site, language, name, request);
            page.unwrap_or_else(|| missing::page(site, language, "projects"))
        }
        _ => named(site, language, rest, request).unwrap_or_else(|| missing::page(site, language, "")),
    }
}

/// A page about something that has a name; `None` where nothing has that name.
fn named(site: &Site, language: Language, parts: &[&str], request: &Request<'_>) -> Option<Response> {
    match *parts {
        ["methods", name] => methods::one(site, language, name),
        ["ladders", name] => ladders::one(site, language, name),
        ["template", name] => list::empty(site, language, name),
        ["trees", name, page] => {
            let offered = site.tree(name)?;
            let visit = Visit::new(site, offered, language, request.pairs());
            let visit = if page.starts_with("advice") { visit.with_cases() } else { visit };
            about_tree(&visit, page, request)
        }
        _ => None,
    }
}

/// A page about a tree; `None` where there is no such page.
fn about_tree(visit: &Visit<'_>, page: &str, request: &Request<'_>) -> Option<Response> {
    Some(match page {
        "start" => start::page(visit),
        "question" if visit.step("step.asked").is_some() => question::reply(visit, request.sends),
        "question" => question::page(visit),
        "overview" => overview::page(visit),
        "advice" => advice::page(visit),
        "approach" => approach::page(visit),
        "rung" if visit.step("step.chosen").is_some() => rung::chosen(visit, request.sends),
        "rung" => rung::page(visit),
        "why" => compare::why(visit),
        "compare" => compare::page(visit),
        "tree" => tree::page(visit),
        "save" if request.sends && visit.site.projects.is_some() => projects::save(visit, request.from_elsewhere),
        "save" => overview::page(visit),
        "replies.yaml" => advice::replies(visit),
        _ => advice::download(visit, page.strip_prefix("advice.")?)?,
    })
}

fn tagged(tag: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}
