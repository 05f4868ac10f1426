//! `plan`, `report` and `evaluate`: what the documents of a project need, asked and kept in its file.

mod evaluate;

use crate::app::cli::{FormArgs as Args, Global};
use crate::app::commands::reply_args::{Fitted, tree_name};
use crate::app::ending::Ending;
use crate::app::form::{Form, fill_in, open_items};
use crate::app::open::open;
use crate::app::open_project::{OpenProject, Ours};
use crate::app::{project_file, system};
use crate::bilingual;
use crate::model::project::Project;
use crate::output::project_form::item::FormItem;
use crate::output::project_form::{plan, report};
use crate::output::report::Report;
use crate::text::language::Language;
use anyhow::Result;
use std::path::Path;

pub(crate) use evaluate::run as evaluate;

/// Asks for the plan.
pub(crate) fn plan(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let path = project_file::found(&args.project, language)?;
    let offered = offered(&project_file::read(&path, language)?, global, language)?;
    let items = |project: &Project| plan::items(project, &offered, language);
    let title = language.pick("Het plan", "The plan");
    let kind = FormCommand { command: "plan", title, items: &items, take: plan::take };
    kind.fill_in(&path, args, global, language)
}

/// Asks for the report.
pub(crate) fn report(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let path = project_file::found(&args.project, language)?;
    let items = |project: &Project| report::items(project, language);
    let title = language.pick("Het verslag", "The report");
    let kind = FormCommand { command: "report", title, items: &items, take: report::take };
    kind.fill_in(&path, args, global, language)
}

/// What one form is made of.
struct FormCommand<'a> {
    /// The command that asks for it, which is the name of its document too.
    command: &'a str,
    title: &'a str,
    items: &'a dyn Fn(&Project) -> Vec<FormItem>,
    /// What it takes from another project file.
    take: fn(&mut Project, &Project),
}

impl FormCommand<'_> {
    /// Takes what was given, asks for what is open, and says which document comes next.
    fn fill_in(&self, path: &Path, args: &Args, global: &Global, language: Language) -> Result<Ending> {
        let FormCommand { command, title, items, take } = *self;
        let given = args.replies.as_deref().map(|replies| project_file::read(replies, language)).transpose()?;
        let shown = system::typed(path);
        let form = Form { title, items, go_on: format!("beslisboom {command} {shown}") };
        let mut open = OpenProject::open(path).map_err(|fault| fault.of(path, language))?;
        if let Some(given) = &given {
            open.update(Ours::Rest, |project| take(project, given)).map_err(|fault| fault.of(path, language))?;
        }
        if system::somebody_there() && !args.no_input {
            if !fill_in(&mut open, &form, global, language)? {
                return Ok(Ending::Stopped);
            }
        } else if given.is_none() {
            system::tell(language.pick(
                "Hier kan niemand antwoorden. Geef de antwoorden in een projectbestand met --replies.",
                "Nobody can answer here. Give the replies in a project file with --replies.",
            ));
            return Ok(Ending::Refused);
        }
        let left = open_items(open.project(), &form);
        if !left.is_empty() {
            let left = left.join("; ");
            system::tell(&crate::text::sanitize::line(
                bilingual!("Nog open: {left}", "Still open: {left}").to(language),
            ));
        }
        let said = bilingual!(
            "Alles staat in {shown}. Maak er een document van met: beslisboom document {command} {shown} --out {command}.docx",
            "Everything is in {shown}. Make a document of it with: beslisboom document {command} {shown} --out {command}.docx"
        );
        system::tell(said.to(language));
        Ok(Ending::Fine)
    }
}

/// What somebody can choose from: what the advices on the parts of a project propose.
fn offered(project: &Project, global: &Global, language: Language) -> Result<plan::Offered> {
    let mut offered = plan::Offered::new(language);
    for part in &project.parts {
        let Some(opened) = open(&tree_name(None, Some(part)), global, language)? else { continue };
        let fitted = Fitted::of(&opened.tree, part.clone(), language);
        offered.add(&Report::new(&opened.tree, &fitted.replies, &fitted.occasion, language));
    }
    Ok(offered)
}
