//! `diff`: what changes for whom between two versions of a tree.

use super::{Ending, look, open};
use crate::cli::{Diff as Args, Format, Global};
use crate::world;
use anyhow::Result;
use beslisboom::check::BUDGET;
use beslisboom::diff::diff;
use beslisboom::language::Language;
use beslisboom::report::{Versions, changes, changes_json, markdown_of, text_of};

/// Shows what changes; other behaviour is a remark, other texts alone are none.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    // Both are opened before either is refused: what is wrong with either is said in one go.
    let (old, new) = (open(&args.old, global, language)?, open(&args.new, global, language)?);
    let (Some(old), Some(new)) = (old, new) else { return Ok(Ending::Refused) };
    let diff = diff(&old.tree, &new.tree, BUDGET);
    let versions = Versions { old: &old.tree, new: &new.tree, diff: &diff, projects: None, language };
    world::put(&match args.format {
        Format::Text => text_of(&changes(&versions), look(global)),
        Format::Markdown => markdown_of(&changes(&versions)),
        Format::Json => changes_json(&versions),
    })?;
    Ok(if diff.behaves_differently(&new.tree) { Ending::Remarks } else { Ending::Fine })
}
