//! A project: what was asked and advised, what was planned, what was done and what was learnt
//! (`docs/format.md#project-files`). Personal data have no place in it.

use crate::model::condition::Word;
use crate::model::replies::RepliesFile;
use serde::Serialize;

/// A project file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// What it is called.
    pub name: String,
    /// What the project is.
    pub about: Option<String>,
    /// The day on which it began.
    pub begun: Option<String>,
    /// Own words to count it with and find it by.
    pub labels: Vec<String>,
    /// Why you involve people.
    pub goal: Option<String>,
    /// What is fixed.
    pub fixed: Option<String>,
    /// What is open.
    pub open: Option<String>,
    /// What people around it notice.
    pub impact: Option<String>,
    /// Who decides, as a role.
    pub decides: Option<String>,
    /// Who leads the participation, as a role.
    pub owner: Option<String>,
    /// The phases and sub-questions, each with replies.
    pub parts: Vec<RepliesFile>,
    /// The plan as it was chosen.
    pub plan: ProjectPlan,
    /// What was done, by activity.
    pub done: Vec<Done>,
    /// What else the report says.
    pub report: Account,
    /// The judgement afterwards: the replies to a tree for that.
    pub evaluation: Option<RepliesFile>,
    /// What others can learn from it.
    pub lessons: Lessons,
    /// Where what it tells was published.
    pub source: Option<ProjectSource>,
}

impl Project {
    /// The activities of the plan that were not done, with their places in it. Names tell: of two with one name, one that
    /// was done leaves the other.
    pub fn not_done(&self) -> impl Iterator<Item = (usize, &Activity)> {
        let planned = &self.plan.activities;
        planned.iter().enumerate().filter(|(place, activity)| {
            let before = planned[..*place].iter().filter(|it| it.what == activity.what).count();
            before >= self.done.iter().filter(|done| done.what == activity.what).count()
        })
    }
}

/// The plan of a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ProjectPlan {
    /// Who it concerns, a group on each line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// What you are going to do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Activity>,
    /// The core question to people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Who hears what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
    /// By what you will see whether it worked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
    /// Money and hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<String>,
    /// What you do with reactions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reactions: Option<String>,
    /// How participants hear what was done with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback: Option<String>,
    /// The last day for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback_by: Option<String>,
    /// Who writes the report, and for whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// The last day to evaluate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluate_by: Option<String>,
    /// The formal procedure afterwards, or why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub afterwards: Option<String>,
}

/// One of the activities of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Activity {
    /// What you do.
    pub what: String,
    /// The id of the method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Word>,
    /// What for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aim: Option<String>,
    /// For whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// When: a day, a month or a season.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Who arranges it, as a role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Money and hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<String>,
}

/// One of the messages of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Message {
    /// Who hears it.
    pub who: String,
    /// What they hear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// By which channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// In which words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// One of the indicators of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Indicator {
    /// What you measure.
    pub what: String,
    /// What you want to reach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// What it became.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
}

/// Something that was done in a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Done {
    /// What you did.
    pub what: String,
    /// On which day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// How many people were there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<i64>,
    /// Which groups were there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Who was missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// What people said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// What you took over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used: Option<String>,
    /// What you did not take over, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_used: Option<String>,
    /// How and when participants heard what was done with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback: Option<String>,
}

/// What else the report of a project says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Account {
    /// What participants thought of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judgement: Option<String>,
    /// How much support there is, in your estimate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support: Option<String>,
    /// Who saw the report and when, as a role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
}

/// What others can learn from a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Lessons {
    /// What others should do too.
    #[serde(rename = "do", skip_serializing_if = "Vec::is_empty")]
    pub dos: Vec<String>,
    /// What others had better not do.
    #[serde(rename = "do-not", skip_serializing_if = "Vec::is_empty")]
    pub donts: Vec<String>,
}

/// Where what a project file tells was published.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ProjectSource {
    /// Its title.
    pub title: String,
    /// Who wrote or published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i64>,
    /// Where to find it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Word>,
    /// Where in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}
