//! The documents of a project that is kept: to read, to print and to keep.

use crate::model::replies::RepliesFile;
use crate::model::tree::Tree;
use crate::output::document::Document;
use crate::output::fitted::Fitted;
use crate::output::format::{FORMATS, Format, TextLayout};
use crate::output::project::{first_letter, project_evaluation, project_plan, project_report, report_back};
use crate::output::report::Report;
use crate::text::language::Language;
use crate::web::blocks;
use crate::web::frame::Page;
use crate::web::http::{Pair, Response, query};
use crate::web::pages::kept_project::{read, refusal, to_project};
use crate::web::pages::missing;
use crate::web::projects::{StoredProject, Unsaved};
use crate::web::site::Site;
use maud::{Markup, html};

/// A document about a project, by the word that the command line has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentKind {
    Plan,
    Letter,
    Report,
    Feedback,
    Evaluation,
}

impl DocumentKind {
    pub(super) const ALL: [DocumentKind; 5] = [
        DocumentKind::Plan,
        DocumentKind::Letter,
        DocumentKind::Report,
        DocumentKind::Feedback,
        DocumentKind::Evaluation,
    ];

    fn word(self) -> &'static str {
        match self {
            DocumentKind::Plan => "plan",
            DocumentKind::Letter => "letter",
            DocumentKind::Report => "report",
            DocumentKind::Feedback => "feedback",
            DocumentKind::Evaluation => "evaluation",
        }
    }

    fn title(self, language: Language) -> &'static str {
        match self {
            DocumentKind::Plan => language.pick("Het plan", "The plan"),
            DocumentKind::Letter => language.pick("De eerste brief", "The first letter"),
            DocumentKind::Report => language.pick("Het verslag", "The report"),
            DocumentKind::Feedback => language.pick("De terugkoppeling", "The report back"),
            DocumentKind::Evaluation => language.pick("De evaluatie", "The evaluation"),
        }
    }
}

/// The ways to every document of a project.
pub(super) fn links(site: &Site, language: Language, id: &str) -> Markup {
    html! {
        ul { @for kind in DocumentKind::ALL {
            li {
                a href=(address(site, language, kind.word(), id)) { (kind.title(language)) }
                @for (name, ending) in [("Word", "docx"), ("LibreOffice", "odt")] {
                    ", " a href=(address(site, language, &format!("{}.{ending}", kind.word()), id))
                        aria-label={ (kind.title(language)) ", " (name) } { (name) }
                }
            }
        } }
    }
}

fn address(site: &Site, language: Language, name: &str, id: &str) -> String {
    format!("{}/{}/document/{name}?{}", site.base, language.tag(), query([("project.file", id)]))
}

/// A document as a page, or in a format of the table as a file; `None` where there is no such document.
pub(in crate::web) fn page(site: &Site, language: Language, name: &str, pairs: &[Pair]) -> Option<Response> {
    let (word, ending) = name.split_once('.').map_or((name, None), |(word, ending)| (word, Some(ending)));
    let kind = DocumentKind::ALL.into_iter().find(|kind| kind.word() == word)?;
    let format = match ending {
        Some(ending) => Some(Format::of_file(ending)?),
        None => None,
    };
    let stored = match read(site, pairs) {
        Ok((_, stored)) => stored,
        Err(fault) => return Some(refusal(site, language, Some(fault))),
    };
    let Some(document) = made(site, language, kind, &stored) else {
        let why = language.pick(
            "Een onderdeel van dit project hoort bij een boom die hier niet is. Geef haar mee met `serve --tree`.",
            "A part of this project belongs to a tree that is not here. Name it with `serve --tree`.",
        );
        return Some(missing::refusal(site, language, Unsaved::Wrong.status(), "projects", why));
    };
    if let Some(format) = format {
        let layout = TextLayout { width: None, colour: false, plain: true };
        return Some(Response::file(name, format.write(&document, layout).ok()?));
    }
    let id = &stored.id;
    let main = html! {
        p.back { a href=(to_project(site, language, id)) { (language.pick("Terug naar het project", "Back to the project")) } }
        article.advice { (blocks::document(&document, ways_on(site, language, kind, id))) }
    };
    let path = format!("document/{word}?{}", query([("project.file", id.as_str())]));
    Some(Page::plain(site, language, &path, &document.title, main).response())
}

/// The formats to keep it in; what people open in an office comes before what programs read.
fn ways_on(site: &Site, language: Language, kind: DocumentKind, id: &str) -> Markup {
    html! {
        nav.ways aria-label=(language.pick("Bewaar dit document", "Keep this document")) {
            p { (language.pick("Bewaar als:", "Keep as:")) }
            ul { @for format in FORMATS.iter().rev() {
                @let ending = format.endings[0];
                li { a href=(address(site, language, &format!("{}.{ending}", kind.word()), id)) { "." (ending) } }
            } }
        }
    }
}

/// The document; `None` where a part needs a tree that is not offered.
fn made(site: &Site, language: Language, kind: DocumentKind, stored: &StoredProject) -> Option<Document> {
    let project = &stored.project;
    let of_what: Vec<&RepliesFile> = match kind {
        DocumentKind::Evaluation => project.evaluation.iter().collect(),
        _ => project.parts.iter().collect(),
    };
    let fitted: Option<Vec<(&Tree, Fitted)>> =
        of_what.into_iter().map(|part| fitted(site, language, stored, part)).collect();
    let fitted = fitted?;
    let reports: Vec<Report<'_>> =
        fitted.iter().map(|(tree, fitted)| Report::new(tree, &fitted.replies, &fitted.occasion, language)).collect();
    Some(match kind {
        DocumentKind::Plan => project_plan(project, &reports, language),
        DocumentKind::Letter => first_letter(project, &reports, language),
        DocumentKind::Report => project_report(project, &reports, language),
        DocumentKind::Feedback => report_back(project, &reports, language),
        DocumentKind::Evaluation => project_evaluation(project, reports.first(), language),
    })
}

/// A part on the day of the site.
pub(super) fn fitted<'s>(
    site: &'s Site,
    language: Language,
    stored: &StoredProject,
    part: &RepliesFile,
) -> Option<(&'s Tree, Fitted)> {
    let offered = site.tree_of(part)?;
    let tree = offered.tree(language);
    let named = RepliesFile { project: Some(stored.project.name.clone()), ..part.clone() };
    let mut fitted = Fitted::of(tree, named, language);
    fitted.occasion.date.clone_from(&site.day);
    fitted.occasion.expired.clone_from(&offered.expired);
    Some((tree, fitted))
}
