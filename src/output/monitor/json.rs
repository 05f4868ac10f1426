//! The same for programs: `beslisboom/monitor/1`.

use super::MonitorReport;
use crate::analysis::monitor::{DeviationCount, EvaluationCount, Standing, Totals, TreeDeviation};
use crate::analysis::progress::{Duty, ProjectStage};
use crate::output::share::round;
use serde_json::{Map, Value, json};

impl MonitorReport<'_, '_> {
    pub(super) fn json(&self) -> Value {
        let monitor = self.monitor;
        let name = |project: usize| (&self.projects[project].file, &self.projects[project].project.name);
        let overdue = monitor.overdue.iter().map(|it| {
            let (file, project) = name(it.project);
            let duty = match it.duty {
                Duty::ReportBack => "report-back",
                Duty::Evaluate => "evaluate",
            };
            json!({"file": file, "project": project, "duty": duty, "by": it.day})
        });
        let projects = self.projects.iter().map(|result| {
            let missing = result.project.done.iter().filter_map(|done| done.missing.as_ref());
            json!({
                "file": result.file,
                "name": result.project.name,
                "began": crate::analysis::monitor::began(&result.project),
                "parts": result.parts.iter().map(|part| json!({
                    "tree": part.tree.id.text,
                    "advised": standing(&part.advised()),
                    "chosen": standing(&part.chosen()),
                    "deviates": part.deviation().is_some(),
                    "because": part.because,
                })).collect::<Vec<_>>(),
                "missing": missing.collect::<Vec<_>>(),
                "judgement": result.project.report.judgement,
                "indicators": result.project.plan.indicators,
            })
        });
        json!({
            "format": "beslisboom/monitor/1",
            "date": self.today,
            "since": self.since,
            "all": totals(&monitor.all),
            "stages": monitor.stages.iter().map(|(stage, count)| (stage_word(*stage).to_owned(), Value::from(*count))).collect::<Map<_, _>>(),
            "years": monitor.years.iter().map(|(year, it)| json!({"year": year, "totals": totals(it)})).collect::<Vec<_>>(),
            "labels": monitor.labels.iter().map(|(label, it)| json!({"label": label, "totals": totals(it)})).collect::<Vec<_>>(),
            "drift": monitor.drift.as_ref().map(|(before, since)| json!({"before": totals(before), "since": totals(since)})),
            "groups": monitor.groups.iter().map(|(group, it)| json!({
                "group": group, "planned": it.planned, "came": it.came, "missing": it.missing,
            })).collect::<Vec<_>>(),
            "methods": monitor.methods.iter().map(|(method, it)| json!({
                "method": method, "planned": it.planned, "done": it.done, "people": it.people,
            })).collect::<Vec<_>>(),
            "overdue": overdue.collect::<Vec<_>>(),
            "trees": monitor.trees.iter().map(tree).collect::<Vec<_>>(),
            "evaluations": monitor.evaluations.iter().map(evaluation).collect::<Vec<_>>(),
            "projects": projects.collect::<Vec<_>>(),
            "not_read": self.faults,
            "left_out": self.left_out,
        })
    }
}

fn totals(totals: &Totals) -> Value {
    let rungs = totals.rungs.iter().map(|(standing, count)| {
        let (ladder, rung) = match standing {
            Standing::Rung { ladder, id, .. } => (Some(ladder), Some(id)),
            Standing::NoRung | Standing::Open => (None, None),
        };
        json!({
            "ladder": ladder,
            "rung": rung,
            "open": *standing == Standing::Open,
            "advised": count.advised,
            "chosen": count.chosen,
            "done": count.done,
        })
    });
    json!({
        "projects": totals.projects,
        "done": totals.done,
        "people": totals.people,
        "rungs": rungs.collect::<Vec<_>>(),
        "deviation": deviation(&totals.deviation),
    })
}

fn deviation(count: &DeviationCount) -> Value {
    json!({
        "parts": count.parts,
        "deviating": count.deviating(),
        "lower": count.lower,
        "higher": count.higher,
        "other": count.other,
        "share": count.share().map(round),
    })
}

fn tree(it: &TreeDeviation<'_>) -> Value {
    let answers = it.answers.iter().map(|(question, answer, count)| {
        let asked = &it.tree.questions[*question];
        json!({
            "question": asked.id.text,
            "answer": asked.answers[*answer].id.text,
            "deviation": deviation(count),
        })
    });
    json!({
        "tree": it.tree.id.text,
        "version": it.tree.version,
        "deviation": deviation(&it.all),
        "answers": answers.collect::<Vec<_>>(),
    })
}

fn evaluation(it: &EvaluationCount<'_>) -> Value {
    let outcomes = it.outcomes.iter().map(|(outcome, count)| {
        json!({"outcome": outcome.map(|outcome| &it.tree.outcomes[outcome].id.text), "projects": count})
    });
    let answers = it.answers.iter().map(|((question, answer), count)| {
        let asked = &it.tree.questions[*question];
        json!({"question": asked.id.text, "answer": asked.answers[*answer].id.text, "projects": count})
    });
    json!({
        "tree": it.tree.id.text,
        "outcomes": outcomes.collect::<Vec<_>>(),
        "answers": answers.collect::<Vec<_>>(),
    })
}

/// The id of a rung, or that it is open; nothing where there is no rung.
fn standing(standing: &Standing) -> Value {
    match standing {
        Standing::Rung { id, .. } => id.clone().into(),
        Standing::NoRung => Value::Null,
        Standing::Open => "open".into(),
    }
}

fn stage_word(stage: ProjectStage) -> &'static str {
    match stage {
        ProjectStage::Begun => "begun",
        ProjectStage::Advised => "advised",
        ProjectStage::Planned => "planned",
        ProjectStage::Done => "done",
        ProjectStage::ReportedBack => "reported-back",
        ProjectStage::Learnt => "learnt",
    }
}
