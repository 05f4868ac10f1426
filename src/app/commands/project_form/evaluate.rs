//! The judgement afterwards: the questions of a tree, then the indicators and the lessons.

use crate::analysis::walk::Walk;
use crate::app::cli::{EvaluateArgs as Args, Global};
use crate::app::commands::reply_args::{self, Fitted};
use crate::app::conversation::{self, Beginning, Purpose};
use crate::app::ending::Ending;
use crate::app::form::{Form, fill_in, open_items};
use crate::app::open::open;
use crate::app::open_project::OpenProject;
use crate::app::session::Session;
use crate::app::{project_file, system};
use crate::bilingual;
use crate::model::project::Project;
use crate::model::replies::RepliesFile;
use crate::output::fitted::replies_file;
use crate::output::project::judgement_in_short;
use crate::output::project_form::evaluation;
use crate::output::report::Report;
use crate::source::shipped::JUDGEMENT_TREE;
use crate::text::language::{Bilingual, Language};
use crate::text::sanitize::line;
use anyhow::Result;
use std::path::Path;

/// Asks for the judgement, or takes it from what was given, and says what it comes to.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let path = project_file::found(&args.project, language)?;
    let given = args.replies.as_deref().map(|path| reply_args::read_file(path, language)).transpose()?;
    let project = OpenProject::open(&path).map_err(|fault| fault.of(&path, language))?;
    let kept = project.project().evaluation.clone();
    let name = reply_args::tree_name(
        None,
        kept.as_ref().or(given.as_ref()).filter(|it| it.tree.is_some()).or(Some(&judgement())),
    );
    let Some(opened) = open(&name, global, language)? else { return Ok(Ending::Refused) };
    let Some(mut fitted) = reply_args::fit(&opened, &args.set, kept, language)? else { return Ok(Ending::Refused) };
    if fitted.left_out {
        fitted.tell();
        system::tell(nothing_changed(&path).to(language));
        return Ok(Ending::Refused);
    }
    if let Some(given) = given {
        add(&mut fitted, Fitted::of(&opened.tree, given, language));
    }
    let left_out = fitted.left_out;
    fitted.occasion.project = Some(project.project().name.clone());
    let shown = system::typed(&path);
    let go_on = format!("beslisboom evaluate {shown}");
    let walk = Walk::new(&opened.tree, fitted.replies.clone(), fitted.occasion.notes.clone(), true);
    let interactive = system::somebody_there() && !args.no_input;
    let session = Session::evaluation(project);
    let (replies, occasion, session) = if interactive {
        let done = language.pick("Klaar: verder met de indicatoren", "Done: on to the indicators");
        let purpose = Purpose { go_on: go_on.clone(), done };
        let Fitted { occasion, remarks, .. } = fitted;
        let known = walk.replies.len();
        let beginning = Beginning { occasion, session, known, remarks, asks_names: false, purpose };
        let Some(ended) = conversation::hold(|| walk, beginning, &opened, global, language)? else {
            return Ok(Ending::Stopped);
        };
        (ended.walk.replies, ended.occasion, ended.session)
    } else {
        fitted.tell();
        let mut session = session;
        let replies = replies_file(&opened.tree, &fitted.replies, &fitted.occasion);
        session.save(&replies).map_err(|fault| fault.of(&path, language))?;
        (fitted.replies, fitted.occasion, session)
    };
    let Some(mut project) = session.into_project() else { return Ok(Ending::Refused) };
    let items = |project: &Project| evaluation::items(project, language);
    let title = language.pick("Indicatoren en lessen", "Indicators and lessons");
    let form = Form { title, items: &items, go_on };
    if interactive && !fill_in(&mut project, &form, global, language)? {
        return Ok(Ending::Stopped);
    }
    let report = Report::new(&opened.tree, &replies, &occasion, language);
    tell(&report, &open_items(project.project(), &form), &shown, language)?;
    Ok(if left_out { Ending::Remarks } else { Ending::Fine })
}

/// That the kept judgement does not fit, and what to do.
fn nothing_changed(path: &Path) -> Bilingual {
    bilingual!(
        "Verbeter dit in {shown}, of haal het weg. Er is niets veranderd.",
        "Put this right in {shown}, or take it away. Nothing was changed.",
        shown = system::shown_at_home(path)
    )
}

/// Adds what was given to what was kept.
fn add(kept: &mut Fitted, given: Fitted) {
    kept.replies.extend(given.replies);
    kept.occasion.notes.extend(given.occasion.notes);
    kept.remarks.extend(given.remarks);
    kept.left_out |= given.left_out;
}

/// What it comes to, what is still open, and which document comes next.
fn tell(report: &Report<'_>, open: &[String], shown: &str, language: Language) -> Result<()> {
    let (judged, because) = judgement_in_short(report, language);
    for said in judged.iter().chain(&because) {
        system::put(&format!("{}\n", line(said)))?;
    }
    if !open.is_empty() {
        let left = open.join("; ");
        system::tell(&line(bilingual!("Nog open: {left}", "Still open: {left}").to(language)));
    }
    let said = bilingual!(
        "Alles staat in {shown}. Maak er een document van met: beslisboom document evaluation {shown} --out evaluatie.docx",
        "Everything is in {shown}. Make a document of it with: beslisboom document evaluation {shown} --out evaluation.docx"
    );
    system::tell(said.to(language));
    Ok(())
}

/// A project without a judgement gets the one that ships with the program.
fn judgement() -> RepliesFile {
    let tree = crate::model::condition::Word { text: JUDGEMENT_TREE.to_owned(), ..Default::default() };
    RepliesFile { tree: Some(tree), ..RepliesFile::default() }
}
