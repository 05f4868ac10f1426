//! Another id for something: every place that uses it, in every file where it means the same, and `was` for old replies.

use super::family::{Family, Shelf, WordedFile};
use super::hover::what;
use crate::bilingual;
use crate::source::keys::Part;
use crate::source::parse::{Declared, Former, Name, fault_in_id};
use crate::source::slot::Space;
use crate::text::language::Bilingual;
use std::ops::Range;

/// A change to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: String,
    /// What goes; nothing where something is put in between.
    pub place: Range<usize>,
    /// What comes.
    pub text: String,
}

/// The changes that give a name, as it is known in one file, another id; none of them overlap.
///
/// # Errors
/// Says why that cannot be, or would make something else mean another thing.
pub fn rename(path: &str, name: &Name, new: &str, shelf: &dyn Shelf) -> Result<Vec<Change>, Bilingual> {
    let old = &name.id;
    let family = Family::with(path, name, shelf);
    let declared: Vec<_> = family.declarations(name).collect();
    let Some((_, _, first)) = declared.first() else {
        return Err(bilingual!("`{old}` krijgt nergens zijn betekenis", "`{old}` gets its meaning nowhere"));
    };
    if new == old {
        return Ok(Vec::new());
    }
    if let Some(fault) = fault_in_id(new, first.part) {
        return Err(fault.message);
    }
    whole(&family)?;
    alone(&family, name, &declared)?;
    free(&family, name, new, &declared, shelf)?;
    let mut changes = Vec::new();
    for file in &family.files {
        let change = |place: Range<usize>, text| Change { path: file.path.clone(), place, text };
        changes.extend(file.words.places(name).map(|word| change(word.place.clone(), new.to_owned())));
        let own = file.words.declared().filter(|(_, declared)| declared.name == *name);
        let former = own.filter_map(|(_, declared)| declared.former.as_ref());
        changes
            .extend(former.map(|former| remembered(file, former, old, new)).map(|(place, text)| change(place, text)));
    }
    Ok(changes)
}

/// Every file can be read now, was looked at and can be changed.
fn whole(family: &Family) -> Result<(), Bilingual> {
    if family.cut_off {
        return Err(bilingual!(
            "te veel bomen delen deze bestanden; hernoem het met de hand",
            "too many trees share these files; rename it by hand"
        ));
    }
    if let Some(file) = family.files.iter().find(|file| !file.fresh) {
        return Err(bilingual!(
            "`{path}` is nu niet te lezen; herstel dat eerst",
            "`{path}` cannot be read now; mend that first",
            path = shown(&file.path)
        ));
    }
    match family.files.iter().find(|file| file.is_shipped()) {
        None => Ok(()),
        Some(file) => Err(bilingual!(
            "`{path}` hoort bij het programma en gebruikt deze naam; met een andere naam gaat dat verband verloren",
            "`{path}` ships with the program and uses this name; with another name that tie is lost",
            path = &file.path
        )),
    }
}

/// Nothing else has the name in files that would change with it.
fn alone(
    family: &Family,
    name: &Name,
    declared: &[(&WordedFile, &crate::source::parse::FileWord, &Declared)],
) -> Result<(), Bilingual> {
    // A catalogue that listens to a tree says the words over again.
    let counts = |file: &WordedFile| file.words.part == Part::Tree || !matches!(name.space, Space::Word | Space::Value);
    let mut owners = declared.iter().map(|(file, _, _)| *file).filter(|file| counts(file));
    let (Some(one), Some(two)) = (owners.next(), owners.next()) else { return Ok(()) };
    let shared = family.files.iter().find(|file| !std::ptr::eq(&***file, one) && !std::ptr::eq(&***file, two));
    let shared = shared.map_or(two.path.as_str(), |file| file.path.as_str());
    Err(bilingual!(
        "`{id}` bestaat in `{one}` en in `{two}`, en `{shared}` gebruikt het voor beide; hernoem het met de hand",
        "`{id}` is in `{one}` and in `{two}`, and `{shared}` uses it for both; rename it by hand",
        id = &name.id,
        one = shown(&one.path),
        two = shown(&two.path),
        shared = shown(shared)
    ))
}

/// Nothing has the new name yet.
fn free(
    family: &Family,
    name: &Name,
    new: &str,
    declared: &[(&WordedFile, &crate::source::parse::FileWord, &Declared)],
    shelf: &dyn Shelf,
) -> Result<(), Bilingual> {
    let wanted = Name { id: new.to_owned(), ..name.clone() };
    let around = match name.space {
        Space::Word | Space::Value | Space::Outcome => None,
        _ => declared.first().map(|(file, _, _)| Family::of(&file.path, shelf)),
    };
    let taken = family.declared(&wanted).or_else(|| around.as_ref()?.declared(&wanted));
    match taken.filter(|(file, _, _)| name.space != Space::Source || file.path == family.files[0].path) {
        None => Ok(()),
        Some((file, _, there)) => {
            let sort = what(there);
            Err(bilingual!(
                "`{new}` is al een {nl} in `{path}`",
                "`{new}` is a {en} in `{path}` already",
                nl = &sort.dutch,
                en = &sort.english,
                path = shown(&file.path)
            ))
        }
    }
}

fn shown(path: &str) -> String {
    crate::text::sanitize::line(path.rsplit('/').next().unwrap_or(path))
}

/// The former ids with the old one among them, and the new one no longer.
fn remembered(file: &WordedFile, former: &Former, old: &str, new: &str) -> (Range<usize>, String) {
    let text = &file.text;
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let indent = |at: usize| " ".repeat(at - text[..at].rfind('\n').map_or(0, |line| line + 1));
    match former {
        Former::NoneBefore(at, true) => (*at..*at, format!("was: [{old}], ")),
        Former::NoneBefore(at, false) => (*at..*at, format!("was: [{old}]{end}{}", indent(*at))),
        Former::There(place, ids) => {
            let mut ids: Vec<&str> = ids.iter().map(String::as_str).filter(|id| *id != new && *id != old).collect();
            ids.push(old);
            if text[place.start..].starts_with('-') {
                let between = format!("{end}{}- ", indent(place.start));
                (place.clone(), format!("- {}", ids.join(&between)))
            } else {
                (place.clone(), format!("[{}]", ids.join(", ")))
            }
        }
    }
}
