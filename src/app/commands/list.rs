//! `list`: the trees, ladders and werkvormen that ship with the program.

use crate::app::cli::{Global, ListArgs};
use crate::app::ending::Ending;
use crate::app::look::{colour, plain};
use crate::app::system;
use crate::bilingual;
use crate::output::format::{TextLayout, rows};
use crate::source::builtin::Builtin;
use crate::source::parse::Content;
use crate::source::shipped;
use crate::text::language::Language;
use anyhow::{Result, bail};

/// Lists what there is, as tables.
pub(crate) fn run(args: &ListArgs, global: &Global, language: Language) -> Result<Ending> {
    let wanted = match args.kind.as_deref() {
        None => None,
        Some("bomen" | "trees" | "boom" | "tree") => Some(""),
        Some("ladders" | "ladder") => Some("ladders"),
        Some("werkvormen" | "methods" | "catalogues" | "werkvorm") => Some("catalogues"),
        Some(other) => {
            let said = bilingual!(
                "`{other}` ken ik niet: kies uit bomen, ladders, werkvormen",
                "I do not know `{other}`: choose trees, ladders or methods"
            );
            bail!("{}", said.to(language))
        }
    };
    let look = TextLayout { width: system::width(), colour: colour(global, false), plain: plain(global) };
    let say = |dutch: &str, english: &str| language.pick(dutch, english).to_owned();
    let mut out = String::new();
    for folder in ["", "ladders", "catalogues"] {
        if wanted.is_some_and(|wanted| wanted != folder) {
            continue;
        }
        let title = match folder {
            "" => say("Bomen", "Trees"),
            "ladders" => say("Ladders", "Ladders"),
            _ => say("Werkvormen", "Methods"),
        };
        let mut lines: Vec<Vec<String>> = Vec::new();
        for name in shipped::names(folder) {
            match content(folder, name, language) {
                Some(Content::Tree(tree)) => {
                    lines.push(vec![tree.id.text.clone(), tree.title.clone(), tree.summary.clone().unwrap_or_default()])
                }
                Some(Content::Ladder(ladder)) => {
                    let rungs: Vec<String> = ladder.rungs.into_iter().map(|rung| rung.texts.title).collect();
                    lines.push(vec![ladder.id.text, ladder.title, rungs.join(", ")]);
                }
                Some(Content::Catalogue(catalogue)) => lines.extend(
                    catalogue
                        .methods
                        .iter()
                        .map(|it| vec![it.id.text.clone(), it.title.clone(), it.summary.clone().unwrap_or_default()]),
                ),
                _ => {}
            }
        }
        let head = [say("Naam", "Name"), say("Titel", "Title"), say("Over", "About")];
        out += &format!("{title}\n{}\n", rows(&head, &lines, look));
    }
    system::put(&out)?;
    Ok(Ending::Fine)
}

/// A shipped file's content.
pub(super) fn content(folder: &'static str, name: &str, language: Language) -> Option<Content> {
    Builtin(folder).read(name, language)?.content
}
