//! Conversations that an older version kept, each in a replies file of its own in a hidden folder: they become projects.

use crate::app::open_project::{OpenProject, Ours, Unsaved};
use crate::app::project_file::{self, ProjectFolder};
use crate::app::session::new_project;
use crate::app::system;
use crate::bilingual;
use crate::source::parse::{RepliesFile, read_replies};
use crate::text::language::{Bilingual, Language};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Where they were kept: the machine's place for a program's state. A relative one is no place (XDG).
fn place() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || set("HOME").or_else(|| set("USERPROFILE")).map(|home| home.join(".local").join("state"));
    set("XDG_STATE_HOME").or_else(|| set("LOCALAPPDATA")).or_else(home).map(|state| state.join("beslisboom"))
}

/// Takes over what can be read, and says so. What cannot be taken over stays where it is.
pub(crate) fn take_over(folder: &ProjectFolder, language: Language) {
    let Some(entries) = place().and_then(|place| std::fs::read_dir(place).ok()) else { return };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.is_file() && path.extension().is_some_and(|end| end == "yaml"));
    files.sort();
    let mut count = 0_usize;
    for path in files {
        let shown = system::shown_at_home(&path);
        match taken(&path, folder) {
            Ok(taken) => count += usize::from(taken),
            Err(reason) => {
                let reason = reason.to(language);
                let said = bilingual!(
                    "Let op: het gesprek in `{shown}` blijft daar: {reason}.",
                    "Mind: the conversation in `{shown}` stays there: {reason}."
                );
                system::tell(said.to(language));
            }
        }
    }
    let place = system::shown_at_home(&folder.path);
    let said = match count {
        0 => return,
        1 => bilingual!("Een eerder gesprek staat nu in {place}.", "An earlier conversation is now in {place}."),
        _ => bilingual!(
            "{count} eerdere gesprekken staan nu in {place}.",
            "{count} earlier conversations are now in {place}."
        ),
    };
    system::tell(said.to(language));
}

/// Takes over one; the reason where that cannot be. A project is none, where somebody chose this place for those.
fn taken(path: &Path, folder: &ProjectFolder) -> Result<bool, Bilingual> {
    let fault = |fault: io::Error| system::said(&fault);
    let mut file = File::open(path).map_err(fault)?;
    // An older version that has it open holds a lock on it.
    file.try_lock().map_err(|_| Unsaved::Busy.said())?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(fault)?;
    if project_file::is_project(&bytes) {
        return Ok(false);
    }
    let (replies, _, findings) = read_replies("", &bytes);
    let replies = replies.filter(|_| findings.is_empty()).ok_or_else(|| fault(io::ErrorKind::InvalidData.into()))?;
    add(folder, &replies).map_err(|fault| fault.said())?;
    std::fs::remove_file(path).map_err(fault)?;
    Ok(true)
}

/// Adds a conversation to the project of its name, or makes that.
fn add(folder: &ProjectFolder, replies: &RepliesFile) -> Result<(), Unsaved> {
    let part = RepliesFile { project: None, ..replies.clone() };
    let name = replies.project.as_deref();
    match name.and_then(|name| project_file::named(&folder.path, name)) {
        Some(path) => OpenProject::open(&path)?.update(Ours::New, |project| project.parts.push(part)),
        None => new_project(folder, name, &part).map(|_| ()),
    }
}
