//! Opening a tree, from the program or from a file, and saying what is wrong with one.

use crate::app::cli::Global;
use crate::app::look::colour;
use crate::app::system;
use crate::bilingual;
use crate::check::{BUDGET, Checked, check_errors, trust_shipped};
use crate::model::finding::{Severity, did_you_mean};
use crate::model::tree::{Draft, Tree};
use crate::output::findings::{FindingsFormat, Listing, ListingStyle};
use crate::source::builtin::Builtin;
use crate::source::dated::Expired;
use crate::source::parse::{Content, Parsed, read};
use crate::source::shipped;
use crate::text::language::{Bilingual, Language};
use crate::text::sanitize;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// A tree that is sound, and the file it came from if it does not ship with the program.
pub(crate) struct Opened {
    pub(crate) tree: Tree,
    pub(crate) file: Option<String>,
    /// The day on which it holds like this.
    pub(crate) day: String,
    /// What had run out by then.
    pub(crate) expired: Vec<Expired>,
}

/// Whether a name is that of a tree inside the program.
pub(crate) fn is_shipped(name: &str) -> bool {
    shipped::names("").any(|shipped| shipped == name)
}

/// The file of a tree. In its own folder it may be named without its ending, as `tree:` names it.
fn file_named(name: &str) -> PathBuf {
    let ended = PathBuf::from(format!("{name}.yaml"));
    if !Path::new(name).exists() && ended.is_file() { ended } else { PathBuf::from(name) }
}

/// Reads something by its shipped name, else from a file. Files that it names and that are not beside it are
/// looked for beside the other one.
fn reading(name: &str, other: Option<&Path>, language: Language) -> Result<Parsed> {
    if let Some(reading) = Builtin("").read(name, language).filter(|_| is_shipped(name)) {
        return Ok(reading);
    }
    let path = &file_named(name);
    if !path.exists() {
        let hint = did_you_mean(name, shipped::names("")).unwrap_or_else(|| {
            let names = shipped::names("").collect::<Vec<_>>().join(", ");
            bilingual!("de bomen zijn: {names}; of noem een bestand", "the trees are: {names}; or name a file")
        });
        let message = bilingual!("er is geen boom of bestand `{name}`", "there is no tree or file `{name}`");
        bail!("{}: {}", message.to(language), hint.to(language));
    }
    let Some(other) = other else { return from_file(path, language) };
    let loader =
        system::Either(system::FolderLoader::around(path), system::FolderLoader::around(other), Default::default());
    let reading = read(&path.display().to_string(), &system::bytes(path, language)?, language, &loader);
    for file in loader.2.take() {
        let (own, other) = (path.display(), other.display());
        system::tell(
            &sanitize::line(bilingual!(
                "Let op: `{file}` staat niet naast `{own}`. Het bestand naast `{other}` is gebruikt. Wat daarin zelf veranderde, zie je hier dus niet.",
                "Mind: `{file}` is not beside `{own}`. The file beside `{other}` was used. So what changed in that file itself does not show here."
            )
            .to(language)),
        );
    }
    Ok(reading)
}

/// Reads a file.
pub(crate) fn from_file(path: &Path, language: Language) -> Result<Parsed> {
    Ok(read(
        &path.display().to_string(),
        &system::bytes(path, language)?,
        language,
        &system::FolderLoader::around(path),
    ))
}

/// A tree as the other languages have it, where it can be read: for what was written in one of those.
pub(crate) fn in_other_languages(name: &str, language: Language) -> impl Iterator<Item = Draft> {
    let others = Language::ALL.into_iter().filter(move |other| *other != language);
    others.filter_map(|other| draft(name, other))
}

/// A tree as it is written, on every day, where it can be read.
pub(crate) fn draft(name: &str, language: Language) -> Option<Draft> {
    match reading(name, None, language).ok()?.content? {
        Content::Tree(draft) => Some(*draft),
        _ => None,
    }
}

/// Opens a tree as it holds on a day, and says what has run out by then, the tree itself first.
pub(crate) fn open_on(name: &str, day: &str, global: &Global, language: Language) -> Result<Option<Opened>> {
    opened(name, (day, true), global, language)
}

/// Opens a tree as it holds today; `None` where it is wrong, and then its findings were said.
pub(crate) fn open(name: &str, global: &Global, language: Language) -> Result<Option<Opened>> {
    opened(name, (&system::today(), false), global, language)
}

/// A version of a tree as it was read, to be opened on one day or on several. One whose examples expect something else
/// is opened all the same, once that was said.
pub(crate) struct Version<'n> {
    name: &'n str,
    reading: Parsed,
}

/// Reads a version; files that it names and that are not beside it are looked for beside another file.
pub(crate) fn read_version<'n>(name: &'n str, other: Option<&Path>, language: Language) -> Result<Version<'n>> {
    Ok(Version { name, reading: reading(name, other, language)? })
}

impl Version<'_> {
    /// What was written, where it is a tree.
    pub(crate) fn draft(&self) -> Option<&Draft> {
        match &self.reading.content {
            Some(Content::Tree(draft)) => Some(draft),
            _ => None,
        }
    }

    /// The tree as it holds on a day; `None` where it is wrong, and then its findings were said.
    pub(crate) fn open(&self, day: &str, global: &Global, language: Language) -> Result<Option<Tree>> {
        let mut checked = self.checked(day, 1);
        said_if_wrong(self.name, &checked, global, language)?;
        checked.tree = checked.tree.take().or_else(|| checked.tree_for_now());
        Ok(told_if_none(checked.tree, language))
    }

    /// The same of one of several days, where it can be walked then.
    pub(crate) fn on(&self, day: &str, days: usize) -> Option<Tree> {
        let mut checked = self.checked(day, days);
        checked.tree.take().or_else(|| checked.tree_for_now())
    }

    fn checked(&self, day: &str, days: usize) -> Checked {
        let reading = self.reading.clone();
        // Of two versions each may cost half; all days together cost no more than one.
        if is_shipped(self.name) {
            trust_shipped(reading, day)
        } else {
            check_errors(reading, BUDGET / 2 / days.max(1), day)
        }
    }
}

/// Opens a tree as it holds on a day; to walk it, says what has run out, and leaves out its examples.
fn opened(name: &str, (day, to_walk): (&str, bool), global: &Global, language: Language) -> Result<Option<Opened>> {
    let shipped = is_shipped(name);
    let walked = (shipped && to_walk).then(|| Builtin("").read_to_walk(name, language)).flatten();
    let reading = walked.map_or_else(|| reading(name, None, language), Ok)?;
    let checked = if shipped { trust_shipped(reading, day) } else { check_errors(reading, BUDGET, day) };
    for Expired { what, until } in checked.expired.iter().filter(|_| to_walk) {
        let (nl, en) = (&what.dutch, &what.english);
        let said = bilingual!("Let op: {nl} gold tot en met {until}.", "Mind: {en} held until {until}.");
        system::tell(&sanitize::line(said.to(language)));
    }
    said_if_wrong(name, &checked, global, language)?;
    let file = std::path::absolute(file_named(name)).ok().map(|path| path.display().to_string()).filter(|_| !shipped);
    let tree = told_if_none(checked.tree, language);
    Ok(tree.map(|tree| Opened { tree, file, day: day.to_owned(), expired: checked.expired }))
}

/// Says what is wrong with a tree.
fn said_if_wrong(name: &str, checked: &Checked, global: &Global, language: Language) -> Result<()> {
    if checked.tree.is_none() {
        if checked.findings.is_empty() {
            bail!("{}", bilingual!("`{name}` is geen boom", "`{name}` is not a tree").to(language));
        }
        system::tell(&complaints(checked, global, language));
    }
    Ok(())
}

fn told_if_none(tree: Option<Tree>, language: Language) -> Option<Tree> {
    if tree.is_none() {
        system::tell(bilingual!("met deze boom kan het niet", "this tree cannot be used").to(language));
    }
    tree
}

/// What is said of a tree that would cost more than its budget.
pub(crate) fn too_large(states: usize) -> Bilingual {
    bilingual!(
        "deze boom kost meer werk dan {states} toestanden; geef meer met --max-states, of maak voorwaarden korter",
        "this tree costs more work than {states} states; allow more with --max-states, or make conditions shorter"
    )
}

/// The errors of a tree that cannot be used, for standard error.
fn complaints(checked: &Checked, global: &Global, language: Language) -> String {
    let mut listing = Listing::of([checked], language);
    listing.entries.retain(|entry| entry.severity == Severity::Error);
    let look =
        ListingStyle { colour: colour(global, true), width: system::width().unwrap_or(100), fails: Severity::Error };
    listing.show(FindingsFormat::Text, look)
}
