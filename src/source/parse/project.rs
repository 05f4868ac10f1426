//! Project files (`docs/format.md#project-files`).

use super::fields::Fields;
use super::header::start_of;
use super::replies::{RepliesDocument, read_part, written_part};
use super::yaml::YamlNode;
use crate::bilingual;
use crate::model::condition::Word;
use crate::model::finding::{Finding, SourceFiles};
use crate::model::project::{
    Account, Activity, Done, Indicator, Lessons, Message, Project, ProjectPlan, ProjectSource,
};
use crate::source::keys::Part;
use serde::Serialize;

/// Reads a project file by itself.
pub fn read_project(name: &str, bytes: &[u8]) -> (Option<Project>, SourceFiles, Vec<Finding>) {
    super::standalone::read_alone(name, bytes, read)
}

/// A project file.
pub(super) fn read(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Project> {
    let mut fields = Fields::of(node, start_of(node), Part::Project, findings)?;
    super::header::format_line(&mut fields, findings);
    fields.pass("kind");
    let it = Project {
        name: fields.required_text("name", findings),
        about: fields.text("about", findings),
        begun: day(&mut fields, "begun", findings),
        labels: texts(fields.words("labels", findings)),
        goal: fields.text("goal", findings),
        fixed: fields.text("fixed", findings),
        open: fields.text("open", findings),
        impact: fields.text("impact", findings),
        decides: fields.text("decides", findings),
        owner: fields.text("owner", findings),
        parts: fields.list("parts", findings).iter().filter_map(|node| read_part(node, findings)).collect(),
        plan: fields.take("plan", findings).and_then(|node| plan(node, findings)).unwrap_or_default(),
        done: fields.list("done", findings).iter().filter_map(|node| done(node, findings)).collect(),
        report: fields.take("report", findings).and_then(|node| account(node, findings)).unwrap_or_default(),
        evaluation: fields.take("evaluation", findings).and_then(|node| read_part(node, findings)),
        lessons: fields.take("lessons", findings).and_then(|node| lessons(node, findings)).unwrap_or_default(),
        source: fields.take("source", findings).and_then(|node| source(node, findings)),
    };
    fields.finish(findings);
    Some(it)
}

fn plan(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<ProjectPlan> {
    let mut fields = Fields::of(node, node.place, Part::ProjectPlan, findings)?;
    let it = ProjectPlan {
        groups: texts(fields.words("groups", findings)),
        activities: fields.list("activities", findings).iter().filter_map(|node| activity(node, findings)).collect(),
        question: fields.text("question", findings),
        messages: fields.list("messages", findings).iter().filter_map(|node| message(node, findings)).collect(),
        indicators: fields.list("indicators", findings).iter().filter_map(|node| indicator(node, findings)).collect(),
        budget: fields.text("budget", findings),
        reactions: fields.text("reactions", findings),
        feedback: fields.text("feedback", findings),
        feedback_by: day(&mut fields, "feedback-by", findings),
        report: fields.text("report", findings),
        evaluate_by: day(&mut fields, "evaluate-by", findings),
        afterwards: fields.text("afterwards", findings),
    };
    fields.finish(findings);
    Some(it)
}

fn activity(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Activity> {
    let mut fields = Fields::of(node, node.place, Part::Activity, findings)?;
    let it = Activity {
        what: fields.required_text("what", findings),
        method: fields.word("method", findings),
        aim: fields.text("aim", findings),
        groups: texts(fields.words("groups", findings)),
        when: fields.text("when", findings),
        owner: fields.text("owner", findings),
        budget: fields.text("budget", findings),
    };
    fields.finish(findings);
    Some(it)
}

fn message(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Message> {
    let mut fields = Fields::of(node, node.place, Part::Message, findings)?;
    let it = Message {
        who: fields.required_text("who", findings),
        what: fields.text("what", findings),
        when: fields.text("when", findings),
        how: fields.text("how", findings),
        words: fields.text("words", findings),
    };
    fields.finish(findings);
    Some(it)
}

fn indicator(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Indicator> {
    let mut fields = Fields::of(node, node.place, Part::Indicator, findings)?;
    let it = Indicator {
        what: fields.required_text("what", findings),
        target: fields.text("target", findings),
        result: fields.text("result", findings),
    };
    fields.finish(findings);
    Some(it)
}

fn done(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Done> {
    let mut fields = Fields::of(node, node.place, Part::Done, findings)?;
    let it = Done {
        what: fields.required_text("what", findings),
        day: day(&mut fields, "day", findings),
        people: fields.count("people", findings),
        groups: texts(fields.words("groups", findings)),
        missing: fields.text("missing", findings),
        said: fields.text("said", findings),
        used: fields.text("used", findings),
        not_used: fields.text("not-used", findings),
        feedback: fields.text("feedback", findings),
    };
    fields.finish(findings);
    Some(it)
}

fn account(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Account> {
    let mut fields = Fields::of(node, node.place, Part::Account, findings)?;
    let it = Account {
        judgement: fields.text("judgement", findings),
        support: fields.text("support", findings),
        seen: fields.text("seen", findings),
    };
    fields.finish(findings);
    Some(it)
}

fn lessons(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Lessons> {
    let mut fields = Fields::of(node, node.place, Part::Lessons, findings)?;
    let it = Lessons { dos: texts(fields.words("do", findings)), donts: texts(fields.words("do-not", findings)) };
    fields.finish(findings);
    Some(it)
}

fn source(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<ProjectSource> {
    let mut fields = Fields::of(node, node.place, Part::ProjectSource, findings)?;
    let it = ProjectSource {
        title: fields.required_text("title", findings),
        by: fields.text("by", findings),
        year: fields.whole("year", findings),
        url: fields.word("url", findings),
        at: fields.text("at", findings),
    };
    fields.finish(findings);
    Some(it)
}

fn texts(words: Vec<Word>) -> Vec<String> {
    words.into_iter().map(|word| word.text).collect()
}

/// A day, such as `2026-01-31`.
fn day(fields: &mut Fields<'_>, key: &'static str, findings: &mut Vec<Finding>) -> Option<String> {
    let word = fields.word(key, findings)?;
    if word.text.len() != 10 || word.text.parse::<jiff::civil::Date>().is_err() {
        let text = &word.text;
        let message = bilingual!("`{text}` is geen dag", "`{text}` is not a day");
        let hint = bilingual!("schrijf hem als 2026-01-31", "write it like 2026-01-31");
        findings.push(Finding::new("wrong-kind", word.place, message).hint(hint));
        return None;
    }
    Some(word.text)
}

/// What stands above every project file that is written.
const HEAD: &str = "# Een project van beslisboom. Zet hier geen namen, adressen of telefoonnummers in.
# A project of beslisboom. Put no names, addresses or telephone numbers in it.
";

/// A project file as it is written out; the order of keys is that of the table.
#[derive(Serialize)]
struct ProjectDocument<'a> {
    format: u8,
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    begun: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    labels: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decides: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    parts: Vec<RepliesDocument<'a>>,
    #[serde(skip_serializing_if = "is_empty")]
    plan: &'a ProjectPlan,
    #[serde(skip_serializing_if = "<[Done]>::is_empty")]
    done: &'a [Done],
    #[serde(skip_serializing_if = "is_empty")]
    report: &'a Account,
    #[serde(skip_serializing_if = "Option::is_none")]
    evaluation: Option<RepliesDocument<'a>>,
    #[serde(skip_serializing_if = "is_empty")]
    lessons: &'a Lessons,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a ProjectSource>,
}

fn is_empty<T: Default + PartialEq>(part: &&T) -> bool {
    **part == T::default()
}

/// Writes a project file; reading it gives the same again.
pub fn write_project(project: &Project) -> String {
    let document = ProjectDocument {
        format: 1,
        kind: "project",
        name: &project.name,
        about: project.about.as_deref(),
        begun: project.begun.as_deref(),
        labels: &project.labels,
        goal: project.goal.as_deref(),
        fixed: project.fixed.as_deref(),
        open: project.open.as_deref(),
        impact: project.impact.as_deref(),
        decides: project.decides.as_deref(),
        owner: project.owner.as_deref(),
        parts: project.parts.iter().map(written_part).collect(),
        plan: &project.plan,
        done: &project.done,
        report: &project.report,
        evaluation: project.evaluation.as_ref().map(written_part),
        lessons: &project.lessons,
        source: project.source.as_ref(),
    };
    format!("{HEAD}{}", serde_yaml::to_string(&document).unwrap_or_default())
}
