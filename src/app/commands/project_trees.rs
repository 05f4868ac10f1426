//! The trees that projects were answered by, each opened once.

use crate::app::cli::Global;
use crate::app::commands::reply_args::{Fitted, tree_name};
use crate::app::open::{Opened, open};
use crate::bilingual;
use crate::engine::evaluate::evaluate;
use crate::model::project::Project;
use crate::model::replies::RepliesFile;
use crate::text::language::Language;
use crate::text::sanitize::line;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Trees by their names, or why one cannot be used: one project with such a tree does not end a list of projects.
pub(super) struct ProjectTrees(BTreeMap<String, Result<Opened, String>>);

impl ProjectTrees {
    /// Opens what these projects were answered by.
    pub(super) fn of<'p>(
        projects: impl Iterator<Item = &'p Project>,
        global: &Global,
        language: Language,
    ) -> ProjectTrees {
        let mut trees = BTreeMap::new();
        for part in projects.flat_map(|project| project.parts.iter().chain(&project.evaluation)) {
            if let Entry::Vacant(place) = trees.entry(tree_name(None, Some(part))) {
                let wrong = || bilingual!("zijn boom kan niet gebruikt worden", "its tree cannot be used");
                let opened = open(place.key(), global, language).map_err(|fault| format!("{fault:#}"));
                place.insert(opened.and_then(|tree| tree.ok_or_else(|| wrong().to(language).to_owned())));
            }
        }
        ProjectTrees(trees)
    }

    /// The tree of a part.
    pub(super) fn tree(&self, part: &RepliesFile) -> Option<&Opened> {
        self.0.get(&tree_name(None, Some(part)))?.as_ref().ok()
    }

    /// What is to be said of the parts in a file whose trees cannot be used.
    pub(super) fn faults(&self, file: &str, project: &Project, language: Language) -> Vec<String> {
        let parts = project.parts.iter().chain(&project.evaluation);
        let reasons = parts.filter_map(|part| self.0.get(&tree_name(None, Some(part)))?.as_ref().err());
        let said = |reason| {
            let said = bilingual!(
                "`{file}`: een onderdeel telt niet mee: {reason}",
                "`{file}`: a part does not count: {reason}"
            );
            line(said.to(language))
        };
        reasons.map(said).collect()
    }

    /// Every tree that can be used.
    pub(super) fn all(&self) -> impl Iterator<Item = &Opened> {
        self.0.values().filter_map(|tree| tree.as_ref().ok())
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
