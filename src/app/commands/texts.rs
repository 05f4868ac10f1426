//! Texts for translators: `export texts`, and `import` for what they hand back.

use crate::app::cli::{ExportArgs, ImportArgs, TextsFormat};
use crate::app::ending::Ending;
use crate::app::faults::faults;
use crate::app::open::is_shipped;
use crate::app::out_file::{OutFile, put};
use crate::app::system::{self, FolderLoader, shown};
use crate::bilingual;
use crate::source::builtin::Builtin;
use crate::source::exchange::{self, Exchange, ExchangeFormat, State};
use crate::source::parse::{Loader, TranslatedFile, Untranslatable};
use crate::source::shipped;
use crate::text::language::{Bilingual, Language};
use crate::text::sanitize;
use anyhow::{Result, anyhow, bail};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// So many texts are named; of more it says how many there are.
const NAMED: usize = 10;

/// Writes the texts of a file for a translator, and says how many are still to do.
pub(super) fn export(args: &ExportArgs, name: &str, out: Option<OutFile>, language: Language) -> Result<Ending> {
    let into = args.into.as_deref().map(|tag| spoken(tag, language)).transpose()?;
    let file = file(name, into, language)?;
    let since = args.since.as_deref().map(|path| earlier(path, file.into, language)).transpose()?;
    if let Some(since) = &since {
        same_file(since, &file, args.since.as_deref().unwrap_or(Path::new("")), language)?;
    }
    let exchange = exchange::of(&file, language, since.as_ref());
    let ending =
        out.as_ref().and_then(|out| out.path.extension()).and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
    let format = match args.texts_as {
        Some(TextsFormat::Po) => ExchangeFormat::Po,
        Some(TextsFormat::Xliff) => ExchangeFormat::Xliff,
        None => ending.as_deref().and_then(ExchangeFormat::of_ending).unwrap_or(ExchangeFormat::Po),
    };
    put(&exchange::write(&exchange, format), out)?;
    let count = |state| exchange.units.iter().filter(|unit| unit.state == state).count();
    let (all, done) = (exchange.units.len(), count(State::Translated));
    let (fuzzy, missing) = (count(State::Fuzzy), count(State::Untranslated));
    let said = bilingual!(
        "Teksten: {all}. Vertaald: {done}. Opnieuw te bekijken: {fuzzy}. Nog te vertalen: {missing}.",
        "Texts: {all}. Translated: {done}. To look at again: {fuzzy}. Still to translate: {missing}."
    );
    system::tell(said.to(language));
    Ok(Ending::Fine)
}

/// Puts the translations of a translator in the side file, and says what was left out and why.
pub(crate) fn import(args: &ImportArgs, language: Language) -> Result<Ending> {
    let from = shown(&args.file);
    let wrong = |said: Bilingual| anyhow!("`{from}`: {}", said.to(language));
    let exchange = exchange::read(&system::bytes(&args.file, language)?).map_err(wrong)?;
    let into = spoken(&exchange.into, language).map_err(|fault| anyhow!("`{from}`: {fault}"))?;
    let file = file(&args.tree, Some(into), language)?;
    same_file(&exchange, &file, &args.file, language)?;
    let path = match &args.out {
        Some(path) => path.clone(),
        None => side_file(&args.tree, into, language)?,
    };
    let taken = Taken::of(&exchange, &file);
    let out = OutFile::at(&path, true, language)?;
    let unchanged = taken.texts.is_empty() && args.out.is_none() && file.has_side_file();
    if !unchanged {
        out.write(file.with(&taken.texts).as_bytes())?;
    }
    taken.tell(&path, language);
    Ok(if taken.is_whole() { Ending::Fine } else { Ending::Remarks })
}

/// What of a translation was taken over, and what was not.
#[derive(Default)]
struct Taken<'a> {
    /// What has to be written, by path.
    texts: BTreeMap<String, String>,
    new: usize,
    changed: usize,
    same: usize,
    fuzzy: Vec<&'a str>,
    /// Made of another text than there is now.
    stale: Vec<&'a str>,
    /// Of a text that is not there.
    gone: Vec<&'a str>,
    /// Texts without a translation after all this.
    missing: usize,
}

impl<'a> Taken<'a> {
    fn of(exchange: &'a Exchange, file: &TranslatedFile) -> Taken<'a> {
        let mut taken = Taken::default();
        let now: HashMap<&str, _> = file.texts.iter().map(|text| (text.path.as_str(), text)).collect();
        for unit in &exchange.units {
            let path = unit.path.as_str();
            let Some(text) = now.get(path) else {
                taken.gone.push(if path.is_empty() { &unit.source } else { path });
                continue;
            };
            match unit.state {
                State::Untranslated => {}
                _ if unit.source != text.text => taken.stale.push(path),
                State::Fuzzy => taken.fuzzy.push(path),
                State::Translated if text.translation.as_ref() == Some(&unit.translation) => taken.same += 1,
                State::Translated => {
                    *if text.translation.is_some() { &mut taken.changed } else { &mut taken.new } += 1;
                    taken.texts.insert(unit.path.clone(), unit.translation.clone());
                }
            }
        }
        let lacks = |text: &&_| file_lacks(text, &taken.texts);
        taken.missing = file.texts.iter().filter(lacks).count();
        taken
    }

    fn is_whole(&self) -> bool {
        self.fuzzy.is_empty() && self.stale.is_empty() && self.gone.is_empty()
    }

    fn tell(&self, path: &Path, language: Language) {
        let Taken { new, changed, same, missing, .. } = self;
        let path = shown(path);
        let said = bilingual!(
            "`{path}`: nieuw {new}, gewijzigd {changed}, gelijk {same}. Nog te vertalen: {missing}.",
            "`{path}`: new {new}, changed {changed}, the same {same}. Still to translate: {missing}."
        );
        system::tell(said.to(language));
        let left_out = [
            (&self.fuzzy, bilingual!("nog na te kijken (fuzzy)", "still to look at (fuzzy)")),
            (
                &self.stale,
                bilingual!(
                    "de tekst is intussen anders; geef hem opnieuw uit met `--since`",
                    "the text is another by now; let it go out again with `--since`"
                ),
            ),
            (&self.gone, bilingual!("die tekst is er niet (meer)", "there is no such text (any more)")),
        ];
        for (paths, why) in left_out.into_iter().filter(|(paths, _)| !paths.is_empty()) {
            let mut named = paths.iter().take(NAMED).map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
            if paths.len() > NAMED {
                named.push_str(", …");
            }
            let (count, nl, en) = (paths.len(), &why.dutch, &why.english);
            let said = bilingual!(
                "Niet overgenomen: {count}, want {nl}: {named}",
                "Not taken over: {count}, since {en}: {named}",
                named = &named
            );
            system::tell(&sanitize::line(said.to(language)));
        }
    }
}

fn file_lacks(text: &crate::source::parse::Translatable, texts: &BTreeMap<String, String>) -> bool {
    text.translation.is_none() && !texts.contains_key(&text.path)
}

/// A language that the program speaks.
fn spoken(tag: &str, language: Language) -> Result<Language> {
    let known = Language::ALL.into_iter().find(|it| Language::of(tag) == Some(*it));
    known.ok_or_else(|| {
        let tag = sanitize::line(tag);
        let said = bilingual!(
            "`{tag}` is geen taal van dit programma; dat spreekt nl en en",
            "`{tag}` is no language of this program; it speaks nl and en"
        );
        anyhow!("{}", said.to(language))
    })
}

/// Opens a tree, ladder or catalogue with its translation into a language.
fn file(name: &str, into: Option<Language>, language: Language) -> Result<TranslatedFile> {
    let read = match builtin(name) {
        Some((folder, path)) => {
            let bytes = folder.fetch(path.rsplit('/').next().unwrap_or(&path)).unwrap_or_default();
            TranslatedFile::read(&path, &bytes, into, &folder)
        }
        None => {
            let path = Path::new(name);
            let loader = FolderLoader::around(path);
            TranslatedFile::read(name, &system::bytes(path, language)?, into, &loader)
        }
    };
    read.map_err(|why| match why {
        Untranslatable::Wrong(sources, findings) => anyhow!("{}", faults(&sources, &findings, language)),
        Untranslatable::Unfit(said) => anyhow!("`{}`: {}", sanitize::line(name), said.to(language)),
    })
}

/// The folder and path of what ships with the program: a tree by its name, all else by `builtin:NAME`.
fn builtin(name: &str) -> Option<(Builtin, String)> {
    if is_shipped(name) {
        return Some((Builtin(""), format!("{name}.yaml")));
    }
    let name = name.strip_prefix("builtin:")?;
    let folder = ["ladders", "catalogues"].into_iter().find(|it| shipped::names(it).any(|known| known == name))?;
    Some((Builtin(folder), format!("{folder}/{name}.yaml")))
}

/// What went out before: PO, XLIFF, or an older version of the file itself.
fn earlier(path: &Path, into: Language, language: Language) -> Result<Exchange> {
    let yaml = path.extension().is_some_and(|end| end == "yaml" || end == "yml");
    if yaml {
        return Ok(exchange::of(&file(&path.to_string_lossy(), Some(into), language)?, language, None));
    }
    exchange::read(&system::bytes(path, language)?).map_err(|said| anyhow!("`{}`: {}", shown(path), said.to(language)))
}

/// Makes sure that a translation is one of this file.
fn same_file(exchange: &Exchange, file: &TranslatedFile, path: &Path, language: Language) -> Result<()> {
    let (theirs, ours) = (sanitize::line(&exchange.id), &file.id);
    if theirs == *ours {
        return Ok(());
    }
    let path = shown(path);
    let said = if theirs.is_empty() {
        bilingual!("`{path}` zegt niet van welke boom het is", "`{path}` does not say which tree it is of")
    } else {
        bilingual!(
            "`{path}` hoort bij `{theirs}`, niet bij `{ours}`",
            "`{path}` belongs to `{theirs}`, not to `{ours}`"
        )
    };
    bail!("{}", said.to(language))
}

/// The side file of a file for a language.
fn side_file(name: &str, into: Language, language: Language) -> Result<PathBuf> {
    if builtin(name).is_some() {
        let said = bilingual!(
            "`{name}` zit in het programma; zeg met --out waar de vertaling heen moet",
            "`{name}` is inside the program; say with --out where the translation is to go"
        );
        bail!("{}", said.to(language));
    }
    Ok(Path::new(name).with_extension(format!("{}.yaml", into.tag())))
}
