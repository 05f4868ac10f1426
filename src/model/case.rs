//! Cases: projects that others can learn from.

use crate::model::project::Project;

/// A project that others can learn from.
#[derive(Clone, Debug)]
pub struct Case {
    /// The name of its file, without what it ends in.
    pub id: String,
    /// What it tells.
    pub project: Project,
    /// Whether it ships with the program; else it is the organisation's own.
    pub shipped: bool,
}

impl Case {
    /// Whether there is something to learn from a project: something was done, or lessons were written down.
    pub fn teaches(project: &Project) -> bool {
        let lessons = &project.lessons;
        !(project.done.is_empty() && lessons.dos.is_empty() && lessons.donts.is_empty())
    }

    /// Whether it holds a method, planned or done.
    pub fn has_method(&self, id: &str) -> bool {
        self.project.plan.activities.iter().any(|it| it.method.as_ref().is_some_and(|method| method.text == id))
    }
}
