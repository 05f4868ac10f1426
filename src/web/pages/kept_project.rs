//! A project that is kept: found by its address, named, and the way to it.

use crate::text::language::Language;
use crate::text::sanitize::line;
use crate::web::http::{Pair, Response, query};
use crate::web::pages::missing;
use crate::web::projects::{Place, ProjectStore, StoredProject, Unsaved};
use crate::web::site::Site;

pub(super) fn store(site: &Site) -> Option<&dyn ProjectStore> {
    site.projects.as_deref()
}

/// The project that an address names.
pub(super) fn read(site: &Site, pairs: &[Pair]) -> Result<(Place, StoredProject), Unsaved> {
    let place = Place::read(pairs).ok_or(Unsaved::Gone)?;
    let stored = store(site).ok_or(Unsaved::Gone)?.read(&place.project)?;
    Ok((place, stored))
}

pub(super) fn refusal(site: &Site, language: Language, fault: Option<Unsaved>) -> Response {
    let fault = fault.unwrap_or(Unsaved::Gone);
    missing::refusal(site, language, fault.status(), "projects", fault.said().to(language))
}

pub(super) fn to_project(site: &Site, language: Language, id: &str) -> String {
    format!("{}/{}/project?{}", site.base, language.tag(), query([("project.file", id)]))
}

/// A title with what the project is called, for the bar of a browser.
pub(super) fn named(stored: &StoredProject, title: &str) -> String {
    line(&format!("{title}: {}", stored.project.name))
}
