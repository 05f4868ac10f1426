//! `new`: a tree of one's own to begin with, sound from the first line.

use crate::app::atomic_file::AtomicFile;
use crate::app::cli::{Global, NewArgs as Args};
use crate::app::conversation::{menu, picked, prompt};
use crate::app::ending::Ending;
use crate::app::prompt::page::{LinePrompt, PromptEnd};
use crate::app::system::{self, FolderLoader};
use crate::bilingual;
use crate::check::{BUDGET, check};
use crate::source::parse::read;
use crate::source::templates::{Sort, id_of};
use crate::text::language::{Bilingual, Language};
use crate::text::sanitize;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// What a tree is called, and where it goes.
struct Wanted {
    title: Option<String>,
    id: Option<String>,
    out: PathBuf,
}

/// Writes the tree; a file that is there already is somebody's work, and stays unless told otherwise.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let asks = system::somebody_there() && !args.no_input;
    let sort = match args.sort {
        Some(sort) => sort.into(),
        None if asks => match asked_sort(global, language)? {
            Some(sort) => sort,
            None => return Ok(Ending::Stopped),
        },
        None => bail!(
            "{}",
            language.pick(
                "noem een soort: steps, points, matrix of checklist",
                "name a sort: steps, points, matrix or checklist"
            )
        ),
    };
    let title = match &args.title {
        None if asks => match asked_title(global, language)? {
            Some(title) => title,
            None => return Ok(Ending::Stopped),
        },
        title => title.clone().unwrap_or_default(),
    };
    let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
    let wanted = wanted(sort, title, args.out.clone(), language);
    let text = sort.tree(language, wanted.id.as_deref(), wanted.title.as_deref());
    refuse_wrong(&text, language)?;
    write(&wanted.out, &text, args.force, language)?;
    let shown = system::shown(&wanted.out);
    let said = bilingual!(
        "Je boom staat in {shown}. Maak er je eigen vragen van.\nKijk of hij klopt met: beslisboom check {shown}\nLoop hem door met: beslisboom walk {shown}",
        "Your tree is in {shown}. Make its questions your own.\nSee whether it is right with: beslisboom check {shown}\nWalk it with: beslisboom walk {shown}"
    );
    system::tell(said.to(language));
    Ok(Ending::Fine)
}

/// The id is that of the file, else of the title; the file is named by the id.
fn wanted(sort: Sort, title: Option<String>, out: Option<PathBuf>, language: Language) -> Wanted {
    let stem = out.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
    // A word that may be no id gives another one rather than a refusal.
    let usable = |name: String| {
        let id = id_of(&name)?;
        is_sound(&sort.tree(language, Some(&id), None), language).then_some(id)
    };
    let id = stem.or_else(|| title.clone()).and_then(usable);
    let own =
        || sort.template(language).lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or("boom").to_owned();
    let out = out.unwrap_or_else(|| PathBuf::from(id.clone().unwrap_or_else(own) + ".yaml"));
    Wanted { title, id, out }
}

fn is_sound(text: &str, language: Language) -> bool {
    let reading = read("new.yaml", text.as_bytes(), language, &FolderLoader(PathBuf::new()));
    !check(reading, BUDGET).has_errors()
}

/// A title may hold what no file can.
fn refuse_wrong(text: &str, language: Language) -> Result<()> {
    if !is_sound(text, language) {
        bail!(
            "{}",
            language.pick("met deze titel kan het niet; kies een andere", "this title cannot be used; choose another")
        );
    }
    Ok(())
}

fn write(out: &Path, text: &str, force: bool, language: Language) -> Result<()> {
    let shown = system::shown(out);
    let there = || {
        bilingual!(
            "`{shown}` bestaat al; kies een andere naam met --out, of overschrijf het met --force",
            "`{shown}` is there already; choose another name with --out, or write over it with --force"
        )
    };
    if !force && out.symlink_metadata().is_ok() {
        bail!("{}", sanitize::line(there().to(language)));
    }
    let cannot = || system::cannot_write(out, language);
    let mut file = AtomicFile::at(out).with_context(cannot)?;
    file.writer().write_all(text.as_bytes()).with_context(cannot)?;
    match file.place(force) {
        // It came while this was being asked.
        Err(fault) if fault.kind() == std::io::ErrorKind::AlreadyExists => {
            bail!("{}", sanitize::line(there().to(language)))
        }
        done => done.with_context(cannot),
    }
}

fn asked_sort(global: &Global, language: Language) -> Result<Option<Sort>> {
    let said = |sort| match sort {
        Sort::Steps => bilingual!("Stappen: de ene vraag na de andere", "Steps: one question after another"),
        Sort::Points => bilingual!(
            "Punten: antwoorden tellen op, en het aantal beslist",
            "Points: answers add up, and the number decides"
        ),
        Sort::Matrix => bilingual!("Matrix: twee vragen beslissen samen", "Matrix: two questions decide together"),
        Sort::Checklist => {
            bilingual!("Checklist: alles wat nodig is, moet er zijn", "Checklist: all that is needed has to be there")
        }
    };
    let labels = Sort::ALL.into_iter().map(|sort| {
        let said: Bilingual = said(sort);
        said.to(language).to_owned()
    });
    let heading = language.pick("Een nieuwe boom", "A new tree");
    let ask = language.pick("Wat voor boom wil je maken?", "What sort of tree do you want to make?");
    let number = picked(menu(heading, ask, labels.collect()), global, language)?;
    Ok(number.and_then(|number| Sort::ALL.get(number).copied()))
}

/// The title; empty keeps that of the template.
fn asked_title(global: &Global, language: Language) -> Result<Option<String>> {
    let ask = language.pick("Hoe heet je boom? Leeg laten mag.", "What is your tree called? You may leave it empty.");
    let words = LinePrompt { ask, label: language.pick("Titel", "Title"), before: "" };
    match prompt(global, language).words(&words) {
        Ok(title) => Ok(Some(title.unwrap_or_default())),
        Err(PromptEnd::Left) => Ok(None),
        Err(PromptEnd::Machine(fault)) => Err(fault.into()),
    }
}
