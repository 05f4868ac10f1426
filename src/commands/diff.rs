//! `diff`: what changes for whom between two versions of a tree.

use super::{Ending, look, open_beside};
use crate::cli::{Diff as Args, Format, Global};
use crate::world;
use anyhow::Result;
use beslisboom::check::BUDGET;
use beslisboom::diff::diff;
use beslisboom::language::Language;
use beslisboom::report::{Versions, changes, changes_json, markdown_of, text_of};
use std::path::Path;

/// Shows what changes; other behaviour is a remark, other texts alone are none.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    // Both are opened before either is refused: what is wrong with either is said in one go.
    // Git hands over the older version as a file somewhere else: what that names stands beside the newer one.
    let (one, two) = (Path::new(&args.old), Path::new(&args.new));
    let old = open_beside(&args.old, two.exists().then_some(two), global, language)?;
    let new = open_beside(&args.new, one.exists().then_some(one), global, language)?;
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
