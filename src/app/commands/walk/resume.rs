//! Which kept conversation to go on with: the one that was named, never another's.

use crate::app::cli::WalkArgs as Args;
use crate::app::commands::walk::conversation;
use crate::app::open::is_shipped;
use crate::app::session::{self, SavedSession};
use crate::app::system;
use crate::bilingual;
use crate::text::language::Language;
use crate::text::sanitize::line;
use anyhow::{Result, bail};
use std::path::Path;

/// The conversations that the arguments can mean, the last saved first. None is a fault, said with those there are.
pub(super) fn candidates(args: &Args, language: Language) -> Result<Vec<SavedSession>> {
    let (kept, unreadable) = session::all();
    for path in unreadable {
        let path = system::shown(&path);
        let said = bilingual!(
            "Let op: het gesprek in `{path}` is niet te lezen. Dat sla ik over.",
            "Mind: the conversation in `{path}` cannot be read. I leave it out."
        );
        system::tell(said.to(language));
    }
    if kept.is_empty() {
        let said = bilingual!(
            "er is geen eerder gesprek om mee verder te gaan",
            "there is no earlier conversation to go on with"
        );
        bail!("{}", said.to(language));
    }
    let (found, others): (Vec<SavedSession>, Vec<SavedSession>) =
        kept.into_iter().partition(|kept| is_meant(kept, args));
    if found.is_empty() {
        let list = list(&others, language);
        let said = bilingual!(
            "er is geen gesprek met die naam; deze zijn er: {list}",
            "there is no conversation by that name; there are: {list}"
        );
        bail!("{}", said.to(language));
    }
    Ok(found)
}

/// More than one, and nobody there to choose.
pub(super) fn ambiguous(found: &[SavedSession], language: Language) -> anyhow::Error {
    let list = list(found, language);
    let said = bilingual!(
        "er is meer dan één gesprek; noem er een met --project of --part. Deze zijn er: {list}",
        "there is more than one conversation; name one with --project or --part. There are: {list}"
    );
    anyhow::Error::msg(said.to(language).to_owned())
}

fn list(kept: &[SavedSession], language: Language) -> String {
    let one = |kept: &SavedSession| {
        let tree = kept.file.tree.as_ref().map(|tree| line(&tree.text)).unwrap_or_default();
        format!("{} ({tree}, {})", conversation::named(kept, language), system::moment(kept.saved))
    };
    kept.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn is_meant(kept: &SavedSession, args: &Args) -> bool {
    let same = |asked: &Option<String>, there: &Option<String>| {
        let plain = |text: &String| text.trim().to_lowercase();
        asked.as_ref().is_none_or(|asked| there.as_ref().is_some_and(|there| plain(there) == plain(asked)))
    };
    let tree = args.reply_args.tree.as_deref();
    tree.is_none_or(|name| is_about(kept, name))
        && same(&args.project, &kept.file.project)
        && same(&args.part, &kept.file.part)
}

/// Whether a conversation is about the tree of this name: a shipped one, a file, or the id of a file.
fn is_about(kept: &SavedSession, name: &str) -> bool {
    let is_id = kept.file.tree.as_ref().is_some_and(|tree| tree.text == name);
    match &kept.file.tree_file {
        None => is_id,
        Some(file) => system::same_file(Path::new(file), Path::new(name)) || is_id && !is_shipped(name),
    }
}
