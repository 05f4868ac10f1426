//! What a walk starts from: nothing, a replies file, or a part of a project; the one that was named, never another's.

use crate::app::cli::{Global, WalkArgs as Args};
use crate::app::commands::reply_args;
use crate::app::conversation::{self, ProjectChoice};
use crate::app::old_sessions;
use crate::app::open::is_shipped;
use crate::app::open_project::Unsaved;
use crate::app::project_file::{self, KeptProject, ProjectFolder, same_name};
use crate::app::session::Session;
use crate::app::system;
use crate::bilingual;
use crate::source::parse::RepliesFile;
use crate::text::language::Language;
use crate::text::sanitize::line;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// What a walk starts from.
pub(super) struct Start {
    /// The name of the tree, or its file.
    pub(super) tree: String,
    /// What was replied before.
    pub(super) file: Option<RepliesFile>,
    /// Where it is kept.
    pub(super) session: Session,
    /// Whether an earlier conversation goes on.
    pub(super) resumed: bool,
    /// The file of its project, if it has one already.
    pub(super) project: Option<PathBuf>,
}

impl Start {
    fn new(args: &Args, file: Option<RepliesFile>, session: Session) -> Start {
        let tree = reply_args::tree_name(args.reply_args.tree.as_deref(), file.as_ref());
        Start { tree, file, session, resumed: false, project: None }
    }
}

/// What the arguments mean, and somebody chooses who is there; `None` where choosing was stopped.
pub(super) fn start(args: &Args, interactive: bool, global: &Global, language: Language) -> Result<Option<Start>> {
    let folder = ProjectFolder::of(args.projects.as_deref());
    let file = args.reply_args.replies.as_deref();
    let file = file.map(|path| reply_args::read_file(path, language)).transpose()?;
    let is_told =
        file.is_some() || !args.reply_args.set.is_empty() || args.project().is_some() || args.compare.is_some();
    if args.resume.is_none() && (is_told || !interactive) {
        return Ok(Some(Start::new(args, file, Session::begin(folder))));
    }
    let kept = match &folder {
        Some(folder) => {
            old_sessions::take_over(folder, language);
            project_file::kept(&folder.path, language)?
        }
        None => Vec::new(),
    };
    if args.resume.is_some() {
        return resumed(args, interactive, (&kept, folder), global, language);
    }
    let tree = args.reply_args.tree.as_deref();
    let offered = |part: &RepliesFile| tree.is_none_or(|tree| is_about(part, tree));
    let Some(chosen) = conversation::which_project(&kept, offered, global, language)? else { return Ok(None) };
    match chosen {
        ProjectChoice::New => Ok(Some(Start::new(args, None, Session::begin(folder)))),
        ProjectChoice::Part(project, Some(part)) => go_on(&kept[project], part, folder, language).map(Some),
        ProjectChoice::Part(project, None) => {
            let it = &kept[project];
            let file = RepliesFile { project: Some(it.project.name.clone()), ..RepliesFile::default() };
            let session = Session::in_project(folder, &it.path, None).map_err(|fault| refused(&fault, language))?;
            let project = Some(it.path.clone());
            Ok(Some(Start { file: Some(file), project, ..Start::new(args, None, session) }))
        }
    }
}

/// The earlier conversation that is meant.
fn resumed(
    args: &Args,
    interactive: bool,
    (kept, folder): (&[KeptProject], Option<ProjectFolder>),
    global: &Global,
    language: Language,
) -> Result<Option<Start>> {
    let found = candidates(kept, args, language)?;
    let chosen = match found.len() {
        1 => Some(0),
        _ if !interactive => return Err(ambiguous(kept, &found, language)),
        _ => conversation::which(kept, &found, global, language)?,
    };
    let Some((project, part)) = chosen.map(|chosen| found[chosen]) else { return Ok(None) };
    if interactive {
        return go_on(&kept[project], part, folder, language).map(Some);
    }
    let file = kept[project].replies(part);
    let tree = reply_args::tree_name(None, Some(&file));
    let project = Some(kept[project].path.clone());
    Ok(Some(Start { tree, file: Some(file), session: Session::begin(folder), resumed: true, project }))
}

/// Goes on with a part as it is now, which nobody else can change any more.
fn go_on(kept: &KeptProject, part: usize, folder: Option<ProjectFolder>, language: Language) -> Result<Start> {
    let before = kept.replies(part);
    let (file, session) = match Session::in_project(folder.clone(), &kept.path, Some(part)) {
        Ok(session) => {
            let is_it = |now: &RepliesFile| tree_and_part(now) == tree_and_part(&before);
            let changed = || refused(&Unsaved::Changed(kept.path.clone()), language);
            (session.kept().filter(is_it).ok_or_else(changed)?, session)
        }
        // Read already, but not to be written: what comes is kept in a new file if it can be.
        Err(Unsaved::Machine(_)) => (before, Session::begin(folder)),
        Err(fault) => return Err(refused(&fault, language)),
    };
    let tree = reply_args::tree_name(None, Some(&file));
    Ok(Start { tree, file: Some(file), session, resumed: true, project: Some(kept.path.clone()) })
}

fn refused(fault: &Unsaved, language: Language) -> anyhow::Error {
    anyhow::Error::msg(fault.said().to(language).to_owned())
}

/// What a part is about: by these a conversation knows its own.
fn tree_and_part(part: &RepliesFile) -> (Option<&str>, Option<&str>) {
    (part.tree.as_ref().map(|tree| tree.text.as_str()), part.part.as_deref())
}

/// A part by its project, counted in the list of those that are kept, and by its place in that.
type PartOf = (usize, usize);

/// The parts that the arguments can mean, the last saved first. None is a fault, said with those there are.
fn candidates(kept: &[KeptProject], args: &Args, language: Language) -> Result<Vec<PartOf>> {
    let all: Vec<PartOf> = kept
        .iter()
        .enumerate()
        .flat_map(|(project, it)| (0..it.project.parts.len()).map(move |part| (project, part)))
        .collect();
    if all.is_empty() {
        let said = bilingual!(
            "er is geen eerder gesprek om mee verder te gaan",
            "there is no earlier conversation to go on with"
        );
        bail!("{}", said.to(language));
    }
    let is_meant = |&(project, part): &PartOf| is_meant(&kept[project], &kept[project].project.parts[part], args);
    let found: Vec<PartOf> = all.iter().copied().filter(is_meant).collect();
    if found.is_empty() {
        let list = list(kept, &all);
        let said = bilingual!(
            "er is geen gesprek met die naam; deze zijn er: {list}",
            "there is no conversation by that name; there are: {list}"
        );
        bail!("{}", said.to(language));
    }
    Ok(found)
}

/// More than one, and nobody there to choose.
fn ambiguous(kept: &[KeptProject], found: &[PartOf], language: Language) -> anyhow::Error {
    let list = list(kept, found);
    let said = bilingual!(
        "er is meer dan één gesprek; noem er een met --resume NAAM of --part. Deze zijn er: {list}",
        "there is more than one conversation; name one with --resume NAME or --part. There are: {list}"
    );
    anyhow::Error::msg(said.to(language).to_owned())
}

fn list(kept: &[KeptProject], parts: &[PartOf]) -> String {
    let named = |&(project, part): &PartOf| conversation::named(&kept[project], part);
    line(&parts.iter().map(named).collect::<Vec<_>>().join("; "))
}

fn is_meant(kept: &KeptProject, part: &RepliesFile, args: &Args) -> bool {
    let name = args.resume.as_ref().and_then(Option::as_deref).filter(|name| !name.is_empty());
    let project = &kept.project.name;
    name.is_none_or(|name| {
        same_name(project, name)
            || kept.path.file_stem().is_some_and(|stem| stem == name)
            || system::same_file(&kept.path, Path::new(name))
            || is_about(part, name)
    }) && args.project().is_none_or(|name| same_name(project, name))
        && args.part().is_none_or(|name| part.part.as_ref().is_some_and(|part| same_name(part, name)))
        && args.reply_args.tree.as_deref().is_none_or(|tree| is_about(part, tree))
}

/// Whether a part is about the tree of this name: a shipped one, a file, or the id of a file.
fn is_about(part: &RepliesFile, name: &str) -> bool {
    let is_id = part.tree.as_ref().is_some_and(|tree| tree.text == name);
    match &part.tree_file {
        None => is_id,
        Some(file) => system::same_file(Path::new(file), Path::new(name)) || is_id && !is_shipped(name),
    }
}
