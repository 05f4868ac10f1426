//! The trees that projects were answered by, each opened once.

use crate::app::cli::Global;
use crate::app::commands::reply_args::{Fitted, tree_name};
use crate::app::open::{Opened, open};
use crate::engine::evaluate::evaluate;
use crate::model::project::Project;
use crate::model::replies::RepliesFile;
use crate::text::language::Language;
use anyhow::Result;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Trees by their names; one that is wrong is `None`, and then that was said.
pub(super) struct ProjectTrees(BTreeMap<String, Option<Opened>>);

impl ProjectTrees {
    /// Opens what these projects were answered by.
    pub(super) fn of<'p>(
        projects: impl Iterator<Item = &'p Project>,
        global: &Global,
        language: Language,
    ) -> Result<ProjectTrees> {
        let mut trees = BTreeMap::new();
        for part in projects.flat_map(|project| project.parts.iter().chain(&project.evaluation)) {
            if let Entry::Vacant(place) = trees.entry(tree_name(None, Some(part))) {
                let opened = open(place.key(), global, language)?;
                place.insert(opened);
            }
        }
        Ok(ProjectTrees(trees))
    }

    /// The tree of a part.
    pub(super) fn tree(&self, part: &RepliesFile) -> Option<&Opened> {
        self.0.get(&tree_name(None, Some(part)))?.as_ref()
    }

    /// Every tree that can be used.
    pub(super) fn all(&self) -> impl Iterator<Item = &Opened> {
        self.0.values().flatten()
    }

    /// Whether the judgement afterwards of a project is finished.
    pub(super) fn is_judged(&self, project: &Project, language: Language) -> bool {
        let judgement = project.evaluation.as_ref();
        judgement.and_then(|judgement| Some((judgement, self.tree(judgement)?))).is_some_and(|(judgement, opened)| {
            let replies = Fitted::of(&opened.tree, judgement.clone(), language).replies;
            evaluate(&opened.tree, &replies).is_finished(&replies)
        })
    }

    /// The parts of a project with what still fits their trees.
    pub(super) fn fitted(&self, project: &Project, language: Language) -> Vec<(&Opened, Fitted)> {
        let one = |part: &RepliesFile| {
            let opened = self.tree(part)?;
            Some((opened, Fitted::of(&opened.tree, part.clone(), language)))
        };
        project.parts.iter().filter_map(one).collect()
    }
}
