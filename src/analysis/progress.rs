//! How far a project is, and what is due next.

use crate::model::project::{Project, ProjectPlan};

/// How far a project is. Each stage comes after the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProjectStage {
    /// It has a name.
    Begun,
    /// Questions were answered.
    Advised,
    /// There is a plan.
    Planned,
    /// Something was done.
    Done,
    /// Participants heard of everything that was done what was done with it.
    ReportedBack,
    /// Lessons were written down.
    Learnt,
}

/// What is due at the latest on some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Participants hear what was done with what they said.
    ReportBack,
    /// The project is looked back on.
    Evaluate,
}

/// The stage of a project: the furthest that it has something of.
pub fn stage(project: &Project) -> ProjectStage {
    let reported = !project.done.is_empty() && project.done.iter().all(|done| done.feedback.is_some());
    if !project.lessons.dos.is_empty() || !project.lessons.donts.is_empty() {
        ProjectStage::Learnt
    } else if reported {
        ProjectStage::ReportedBack
    } else if !project.done.is_empty() {
        ProjectStage::Done
    } else if project.plan != ProjectPlan::default() {
        ProjectStage::Planned
    } else if !project.parts.is_empty() {
        ProjectStage::Advised
    } else {
        ProjectStage::Begun
    }
}

/// What is still to be done by a day, each with that day as `2026-01-31`. Whether the judgement afterwards was finished
/// hangs on its tree, so who opened that says it.
pub fn duties(project: &Project, judged: bool) -> impl Iterator<Item = (Duty, &str)> {
    let stage = stage(project);
    let report_back = project.plan.feedback_by.as_deref().filter(|_| stage < ProjectStage::ReportedBack);
    // Lessons alone are a look back as well.
    let evaluate = project.plan.evaluate_by.as_deref().filter(|_| stage < ProjectStage::Learnt && !judged);
    let duties = [(Duty::ReportBack, report_back), (Duty::Evaluate, evaluate)];
    duties.into_iter().filter_map(|(duty, day)| Some((duty, day?)))
}

/// What is due first.
pub fn due(project: &Project, judged: bool) -> Option<(Duty, &str)> {
    // Written as year, month, day, so the order of the letters is that of the days.
    duties(project, judged).min_by_key(|(_, day)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::project::Lessons;

    #[test]
    fn lessons_or_a_judgement_end_the_duty_to_evaluate_and_nothing_else_does() {
        let plan = ProjectPlan { evaluate_by: Some("2026-06-01".to_owned()), ..ProjectPlan::default() };
        let planned = Project { plan, ..Project::default() };
        assert_eq!(due(&planned, false), Some((Duty::Evaluate, "2026-06-01")));
        assert_eq!(due(&planned, true), None);
        let lessons = Lessons { dos: vec!["Begin eerder.".to_owned()], ..Lessons::default() };
        assert_eq!(due(&Project { lessons, ..planned }, false), None);
    }
}
