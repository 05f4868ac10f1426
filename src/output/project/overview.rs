//! Projects side by side: rung, stage, what is due.

use crate::analysis::progress::{Duty, ProjectStage, due, stage};
use crate::model::project::Project;
use crate::output::document::{Block, Document, Section};
use crate::output::report::Report;
use crate::text::language::Language;

/// A project as a line of an overview.
#[derive(Clone, Debug)]
pub struct ProjectLine {
    /// What it is called.
    pub name: String,
    /// What each of its parts came to.
    pub rungs: Vec<String>,
    /// How far it is.
    pub stage: &'static str,
    /// What is due first.
    pub next: Option<String>,
}

impl ProjectLine {
    /// The line of a project with the advices on its parts, on a day such as `2026-01-31`. `judged` says whether the
    /// judgement afterwards is finished.
    pub fn of(project: &Project, advices: &[Report<'_>], judged: bool, today: &str, language: Language) -> ProjectLine {
        let rungs = advices.iter().map(|advice| rung(advice, language)).collect();
        let next = due(project, judged).map(|(duty, day)| {
            let what = duty_name(duty, language);
            let late = if day < today { language.pick(" (te laat)", " (overdue)") } else { "" };
            format!("{what} {} {day}{late}", language.pick("uiterlijk", "by"))
        });
        ProjectLine { name: project.name.clone(), rungs, stage: stage_name(stage(project), language), next }
    }
}

/// What is due, in a word.
pub(crate) fn duty_name(duty: Duty, language: Language) -> &'static str {
    match duty {
        Duty::ReportBack => language.pick("terugkoppelen", "report back"),
        Duty::Evaluate => language.pick("evalueren", "evaluate"),
    }
}

/// How far a project is, in a word.
pub(crate) fn stage_name(stage: ProjectStage, language: Language) -> &'static str {
    match stage {
        ProjectStage::Begun => language.pick("begonnen", "begun"),
        ProjectStage::Advised => language.pick("advies", "advice"),
        ProjectStage::Planned => language.pick("plan", "plan"),
        ProjectStage::Done => language.pick("uitgevoerd", "done"),
        ProjectStage::ReportedBack => language.pick("teruggekoppeld", "reported back"),
        ProjectStage::Learnt => language.pick("geleerd", "learnt"),
    }
}

/// What a part came to: the rung that was chosen beside what was advised.
fn rung(advice: &Report<'_>, language: Language) -> String {
    let part = advice.occasion.part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
    let advised = match advice.evaluation.landings[..] {
        [landing] => landing.rung.map(|rung| advice.tree.rung(rung).title.as_str()),
        _ => Some(language.pick("nog open", "still open")),
    };
    let advised = advised.unwrap_or(language.pick("geen trede", "no rung"));
    let Some((id, _)) = &advice.occasion.chosen else { return format!("{part}{advised}") };
    let chosen = advice.tree.ladder.as_ref().and_then(|ladder| Some(ladder.rungs[ladder.rung(id)?].title.as_str()));
    let advice = language.pick("advies", "advice");
    format!("{part}{} ({advice}: {advised})", chosen.unwrap_or(id))
}

fn row(ProjectLine { name, rungs, stage, next }: ProjectLine) -> Vec<String> {
    vec![name, rungs.join("; "), stage.to_owned(), next.unwrap_or_default()]
}

/// The lines under a head.
pub fn projects_overview(lines: Vec<ProjectLine>, language: Language) -> Document {
    let head = [("Project", "Project"), ("Trede", "Rung"), ("Stand", "Stage"), ("Eerstvolgend", "Next")];
    let head = head.map(|(dutch, english)| language.pick(dutch, english).to_owned()).to_vec();
    let title = language.pick("Projecten", "Projects").to_owned();
    let rows: Vec<Vec<String>> = lines.into_iter().map(row).collect();
    let section = match language {
        Language::Dutch => format!("{} in deze map", rows.len()),
        Language::English => format!("{} in this folder", rows.len()),
    };
    let sections = vec![Section { title: section, blocks: vec![Block::Table { head, rows }] }];
    Document { title, language, sections, ..Document::default() }
}
