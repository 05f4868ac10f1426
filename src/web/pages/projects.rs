//! Projects that are kept: those there are, one of them, going on with a part, and keeping what was replied.

use crate::bilingual;
use crate::engine::evaluate::evaluate;
use crate::model::replies::RepliesFile;
use crate::output::fitted::Fitted;
use crate::output::project::ProjectLine;
use crate::output::report::Report;
use crate::source::shipped::JUDGEMENT_TREE;
use crate::text::language::Language;
use crate::text::sanitize::line;
use crate::web::address;
use crate::web::frame::Page;
use crate::web::http::{Pair, Response, query};
use crate::web::pages::keeping::{form, placed};
use crate::web::pages::kept_project::{read, refusal, store, to_project};
use crate::web::pages::{missing, overview, project_document, project_form};
use crate::web::projects::{Place, ProjectStore, StoredProject, Unsaved, mark};
use crate::web::site::Site;
use crate::web::visit::Visit;
use maud::{Markup, html};

/// So many projects are shown at once, those last saved.
const SHOWN: usize = 100;

/// The projects in the place of this site, or those with some words in their names.
pub(in crate::web) fn page(site: &Site, language: Language, pairs: &[Pair]) -> Response {
    let say = |dutch, english| language.pick(dutch, english);
    let found = match store(site).map(ProjectStore::all) {
        Some(Ok(found)) => found,
        fault => return refusal(site, language, fault.and_then(Result::err)),
    };
    let words = pairs.iter().find(|(name, _)| name == "name").map_or("", |(_, value)| value.trim());
    let is_meant = |it: &&StoredProject| {
        let parts = it.project.parts.iter().filter_map(|part| part.part.as_deref());
        std::iter::once(it.project.name.as_str())
            .chain(parts)
            .any(|name| name.to_lowercase().contains(&words.to_lowercase()))
    };
    let meant: Vec<&StoredProject> = found.projects.iter().filter(is_meant).collect();
    let title = say("Projecten", "Projects");
    let (count, shown) = (meant.len(), meant.len().min(SHOWN));
    let main = html! {
        h1 { (title) }
        @if found.projects.len() > 5 || !words.is_empty() { (search(site, language, words)) }
        @if count == 0 {
            p { @if words.is_empty() { (say("Er is nog geen project.", "There is no project yet.")) } @else { (say("Geen project heet zo.", "No project is called that.")) } }
        } @else {
            @if shown < count {
                p { (bilingual!(
                    "Van {count} projecten zijn dit de {shown} die het laatst zijn bewaard.",
                    "Of {count} projects these are the {shown} that were saved last."
                ).to(language)) }
            }
            (table(site, language, &meant[..shown]))
        }
        @if !found.faults.is_empty() {
            div.remarks {
                h2 { (say("Deze bestanden doen niet mee", "These files are left out")) }
                ul { @for fault in &found.faults { li { (line(fault.to(language))) } } }
            }
        }
        p { a.button href={ (site.base) "/" (language.tag()) "/" } { (say("Begin een nieuw project", "Begin a new project")) } }
    };
    Page::plain(site, language, "projects", title, main).response()
}

fn search(site: &Site, language: Language, words: &str) -> Markup {
    html! {
        form method="get" action={ (site.base) "/" (language.tag()) "/projects" } role="search" {
            div.group {
                label for="name" { (language.pick("Zoek op naam", "Search by name")) }
                input #name type="text" name="name" value=(words) autocomplete="off";
            }
            button { (language.pick("Zoek", "Search")) }
        }
    }
}

fn table(site: &Site, language: Language, projects: &[&StoredProject]) -> Markup {
    let say = |dutch, english| language.pick(dutch, english);
    html! {
        div.scroll role="region" aria-label=(say("Tabel: projecten", "Table: projects")) tabindex="0" {
            table {
                thead { tr {
                    @for head in [("Project", "Project"), ("Trede", "Rung"), ("Stand", "Stage"), ("Eerstvolgend", "Next"), ("Bewaard", "Saved")] {
                        th scope="col" { (say(head.0, head.1)) }
                    }
                } }
                tbody {
                    @for it in projects {
                        @let it_line = project_line(site, language, it);
                        tr {
                            th scope="row" { a href=(to_project(site, language, &it.id)) { (line(&it.project.name)) } }
                            td { @for rung in &it_line.rungs { (line(rung)) br; } }
                            td { (it_line.stage) }
                            td { (line(it_line.next.as_deref().unwrap_or_default())) }
                            td { (it.saved) }
                        }
                    }
                }
            }
        }
    }
}

/// A project as a line of an overview, with the parts whose trees are offered here.
fn project_line(site: &Site, language: Language, stored: &StoredProject) -> ProjectLine {
    let fitted: Vec<_> = stored.project.parts.iter().filter_map(|part| fitted_part(site, language, part)).collect();
    let reports: Vec<Report<'_>> =
        fitted.iter().map(|(tree, fitted)| Report::new(tree, &fitted.replies, &fitted.occasion, language)).collect();
    let judgement = stored.project.evaluation.as_ref().and_then(|part| fitted_part(site, language, part));
    let judged = judgement.is_some_and(|(tree, fitted)| evaluate(tree, &fitted.replies).is_finished(&fitted.replies));
    ProjectLine::of(&stored.project, &reports, judged, &site.day, language)
}

fn fitted_part<'s>(
    site: &'s Site,
    language: Language,
    part: &RepliesFile,
) -> Option<(&'s crate::model::tree::Tree, Fitted)> {
    let tree = site.tree_of(part)?.tree(language);
    Some((tree, Fitted::of(tree, part.clone(), language)))
}

/// A project with its parts, each to go on with.
pub(in crate::web) fn one(site: &Site, language: Language, pairs: &[Pair]) -> Response {
    let say = |dutch, english| language.pick(dutch, english);
    let stored = match read(site, pairs) {
        Ok((_, stored)) => stored,
        Err(fault) => return refusal(site, language, Some(fault)),
    };
    let name = line(&stored.project.name);
    let its_line = project_line(site, language, &stored);
    let begin = |offered: &str| {
        let place = Place { project: stored.id.clone(), part: None };
        let pairs: Vec<Pair> =
            place.write().into_iter().chain([("project.name".to_owned(), stored.project.name.clone())]).collect();
        format!("{}/{}/trees/{offered}/start?{}", site.base, language.tag(), joined(&pairs))
    };
    let main = html! {
        p.back { a href={ (site.base) "/" (language.tag()) "/projects" } { (say("Terug naar de projecten", "Back to the projects")) } }
        h1 { (name) }
        @if let Some(about) = &stored.project.about { p { (line(about)) } }
        dl {
            dt { (say("Stand", "Stage")) } dd { (its_line.stage) }
            @if let Some(next) = &its_line.next { dt { (say("Eerstvolgend", "Next")) } dd { (line(next)) } }
            dt { (say("Bestand", "File")) } dd { (line(&stored.id)) ", " (say("bewaard op ", "saved on ")) (stored.saved) }
        }
        h2 { (say("Onderdelen", "Parts")) }
        @if stored.project.parts.is_empty() { p { (say("Er is nog niets beantwoord.", "Nothing was answered yet.")) } }
        ul { @for (number, part) in stored.project.parts.iter().enumerate() { li { (part_of(site, language, &stored.id, (number, part))) } } }
        h2 { (say("Invullen", "Fill in")) }
        (project_form::links(site, language, &stored.id))
        h2 { (say("Documenten", "Documents")) }
        (project_document::links(site, language, &stored.id))
        h2 { (say("Nieuw onderdeel", "New part")) }
        p { (say("Een andere fase of deelvraag van dit project? Kies de vragen:", "Another phase or sub-question of this project? Choose the questions:")) }
        ul { @for offered in site.trees.iter().filter(|offered| offered.name != JUDGEMENT_TREE) { li { a href=(begin(&offered.name)) { (line(&offered.tree(language).title)) } } } }
    };
    let path = format!("project?{}", joined(&Place { project: stored.id.clone(), part: None }.write()));
    Page::plain(site, language, &path, &name, main).response()
}

/// A part in a line: what it is called, what it came to, and the way to it.
fn part_of(site: &Site, language: Language, id: &str, (number, part): (usize, &RepliesFile)) -> Markup {
    let name = line(part.part.as_deref().unwrap_or(language.pick("zonder naam", "without a name")));
    let Some((tree, fitted)) = fitted_part(site, language, part) else {
        let tree =
            part.tree_file.as_ref().or(part.tree.as_ref().map(|tree| &tree.text)).map_or(String::new(), |it| line(it));
        let said = bilingual!(
            "hoort bij de boom `{tree}`. Die is hier niet; geef haar mee met `serve --tree`.",
            "belongs to the tree `{tree}`. That is not here; name it with `serve --tree`."
        );
        return html! { (name) ": " (said.to(language)) };
    };
    let occasion = crate::output::report::Occasion { part: None, ..fitted.occasion };
    let report = Report::new(tree, &fitted.replies, &occasion, language);
    let rungs = ProjectLine::of(&Default::default(), &[report], false, &site.day, language).rungs;
    let pairs = query([("project.file", id), ("project.number", &number.to_string())]);
    html! {
        a href={ (site.base) "/" (language.tag()) "/part?" (pairs) } { (name) }
        ": " (line(&tree.title)) ". " (line(&rungs.join("; "))) "."
    }
}

/// Goes on with a part as it is now.
pub(in crate::web) fn part(site: &Site, language: Language, pairs: &[Pair]) -> Response {
    let (asked, stored) = match read(site, pairs) {
        Ok(found) => found,
        Err(fault) => return refusal(site, language, Some(fault)),
    };
    let number = pairs.iter().find(|(name, _)| name == "project.number").and_then(|(_, number)| number.parse().ok());
    let part = number.and_then(|number: usize| Some((number, stored.project.parts.get(number)?)));
    let Some((number, part)) = part else { return missing::page(site, language, "projects") };
    let Some(offered) = site.tree_of(part) else { return one(site, language, pairs) };
    let place = Place { part: Some((number, mark(part))), ..asked };
    let mut pairs = address::write(&RepliesFile { project: Some(stored.project.name.clone()), ..part.clone() });
    pairs.extend(place.write());
    let all = joined(&pairs);
    if address::fits(&all) {
        return Response::elsewhere(format!("{}/{}/trees/{}/overview?{all}", site.base, language.tag(), offered.name));
    }
    overview::page(&Visit::new(site, offered, language, pairs))
}

/// Keeps what was replied. A page of another site may not send it: it could make projects that nobody asked for.
pub(in crate::web) fn save(visit: &Visit<'_>, from_elsewhere: bool) -> Response {
    if from_elsewhere {
        let why = visit.say("Bewaren kan alleen vanaf deze site zelf.", "Only this site itself can save.");
        return missing::refusal(visit.site, visit.language, 403, "", why);
    }
    let Some(store) = store(visit.site) else { return overview::page(visit) };
    match store.save(visit.place.as_ref().map(|(place, _)| place), &visit.part()) {
        Ok(place) => saved(visit, &place),
        Err(fault) => not_saved(visit, &fault),
    }
}

/// Back to where somebody was, with the place where it is kept now.
fn saved(visit: &Visit<'_>, place: &Place) -> Response {
    let pairs = placed(visit, Some(place));
    let page = if visit.step("step.then") == Some("advice") { "advice" } else { "overview" };
    let all = format!("{}&step.saved=yes", joined(&pairs));
    if address::fits(&all) {
        return Response::elsewhere(format!("{}?{all}", visit.path(page)));
    }
    overview::page(&Visit::new(visit.site, visit.offered, visit.language, pairs))
}

/// Why nothing was kept, and what can be done; nothing that was replied is lost.
fn not_saved(visit: &Visit<'_>, fault: &Unsaved) -> Response {
    let title = visit.say("Niet bewaard", "Not saved");
    let place = visit.place.as_ref().map(|(place, _)| place);
    let as_part = |project: &str| Place { project: project.to_owned(), part: None };
    let (label, next) = match (fault, place) {
        (Unsaved::Exists(id), _) => (visit.say("Voeg toe als nieuw onderdeel", "Add as a new part"), Some(as_part(id))),
        (Unsaved::Changed, Some(place)) => {
            (visit.say("Bewaar als nieuw onderdeel", "Save as a new part"), Some(as_part(&place.project)))
        }
        (Unsaved::Gone, _) => (visit.say("Bewaar als nieuw project", "Save as a new project"), None),
        _ => (visit.say("Probeer het opnieuw", "Try again"), place.cloned()),
    };
    let there = match fault {
        Unsaved::Exists(id) => Some(id),
        Unsaved::Changed => place.map(|place| &place.project),
        _ => None,
    };
    let main = html! {
        div.errors role="alert" tabindex="-1" autofocus {
            h1 { (title) }
            p { (fault.said().to(visit.language)) }
        }
        p { (visit.say("Je antwoorden staan nog op deze pagina.", "Your replies are still on this page.")) }
        (form(visit, next.as_ref(), "overview", html! { button.main { (label) } }))
        ul {
            @if let Some(id) = there {
                li { a href=(to_project(visit.site, visit.language, id)) { (visit.say("Bekijk het project zoals het nu is", "See the project as it is now")) } }
            }
            @if matches!(fault, Unsaved::Exists(_)) {
                li { (visit.link("start", &[], html! { (visit.say("Kies een andere naam", "Choose another name")) })) }
            }
            li { (visit.link("replies.yaml", &[], html! { (visit.say("Download je antwoorden", "Download your replies")) })) }
            li { (visit.link("overview", &[], html! { (visit.say("Terug naar je antwoorden", "Back to your replies")) })) }
        }
    };
    visit.response(fault.status(), title.to_owned(), ("overview", &[]), main)
}

fn joined(pairs: &[Pair]) -> String {
    query(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}
