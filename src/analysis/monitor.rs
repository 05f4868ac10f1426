//! What many projects show together: rungs advised, chosen and carried out; people and groups; what is overdue; and
//! where people deviate from the advice, by question and answer.

use crate::analysis::progress::{Duty, ProjectStage, duties, stage};
use crate::engine::step::Landing;
use crate::model::ids::{AnswerId, OutcomeId, QuestionId, RungId};
use crate::model::project::Project;
use crate::model::replies::Replies;
use crate::model::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

/// A project with what its replies lead to.
#[derive(Debug)]
pub struct ProjectResult<'t> {
    /// The name of its file.
    pub file: String,
    /// What the file says.
    pub project: Project,
    /// The parts whose tree could be opened.
    pub parts: Vec<PartResult<'t>>,
    /// The judgement afterwards, where it was given.
    pub evaluation: Option<PartResult<'t>>,
}

/// A part of a project with what its replies lead to.
#[derive(Debug)]
pub struct PartResult<'t> {
    /// The tree that was answered.
    pub tree: &'t Tree,
    /// The replies that fit it.
    pub replies: Replies,
    /// What can come out.
    pub landings: Vec<Landing>,
    /// Nothing that matters is left to ask.
    pub finished: bool,
    /// The rung that was chosen instead, where the ladder has it.
    pub chosen: Option<RungId>,
    /// Why.
    pub because: Option<String>,
}

/// Where a part stands: on a rung of a ladder, low to high, or on none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// On a rung.
    Rung {
        /// The id of the ladder.
        ladder: String,
        /// Which rung.
        rung: RungId,
        /// Its id.
        id: String,
        /// What it is called.
        title: String,
    },
    /// The result has no rung.
    NoRung,
    /// Several results are possible still.
    Open,
}

/// How a choice stands to the advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// A lower rung was chosen.
    Lower,
    /// A higher rung was chosen.
    Higher,
    /// A rung was chosen where the advice has none.
    Other,
}

impl PartResult<'_> {
    fn standing(&self, rung: RungId) -> Standing {
        let ladder = self.tree.ladder.as_ref().map(|ladder| ladder.id.text.clone()).unwrap_or_default();
        let it = self.tree.rung(rung);
        Standing::Rung { ladder, rung, id: it.id.text.clone(), title: it.title.clone() }
    }

    /// What was advised.
    pub fn advised(&self) -> Standing {
        match self.landings[..] {
            [landing] => landing.rung.map_or(Standing::NoRung, |rung| self.standing(rung)),
            _ => Standing::Open,
        }
    }

    /// What was chosen: the advice, where nothing else was.
    pub fn chosen(&self) -> Standing {
        self.chosen.map_or_else(|| self.advised(), |rung| self.standing(rung))
    }

    /// Whether the choice can be held against the advice: that is settled, or something was chosen.
    fn is_comparable(&self) -> bool {
        self.landings.len() == 1 || self.chosen.is_some()
    }

    /// How the choice deviates; what is still possible is no deviation.
    pub fn deviation(&self) -> Option<Deviation> {
        let chosen = self.chosen?;
        let rungs: Vec<RungId> = self.landings.iter().filter_map(|landing| landing.rung).collect();
        match (rungs.iter().min(), rungs.iter().max()) {
            _ if rungs.contains(&chosen) => None,
            (Some(low), _) if chosen < *low => Some(Deviation::Lower),
            (_, Some(high)) if chosen > *high => Some(Deviation::Higher),
            _ => Some(Deviation::Other),
        }
    }
}

/// How often a rung was advised, chosen and carried out.
#[derive(Clone, Copy, Debug, Default)]
pub struct RungCount {
    /// Advised.
    pub advised: usize,
    /// Chosen.
    pub chosen: usize,
    /// Chosen, and something was done in the project.
    pub done: usize,
}

/// How often choices deviate from the advice.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeviationCount {
    /// The parts in which advice and choice can be compared.
    pub parts: usize,
    /// A lower rung was chosen.
    pub lower: usize,
    /// A higher rung was chosen.
    pub higher: usize,
    /// A rung was chosen where the advice has none.
    pub other: usize,
}

impl DeviationCount {
    fn count(&mut self, deviation: Option<Deviation>) {
        self.parts += 1;
        match deviation {
            Some(Deviation::Lower) => self.lower += 1,
            Some(Deviation::Higher) => self.higher += 1,
            Some(Deviation::Other) => self.other += 1,
            None => {}
        }
    }

    /// All that deviate.
    pub fn deviating(&self) -> usize {
        self.lower + self.higher + self.other
    }

    /// The share that deviates; nothing where there is nothing to compare.
    pub fn share(&self) -> Option<f64> {
        (self.parts > 0).then(|| self.deviating() as f64 / self.parts as f64)
    }
}

/// What a set of projects comes to.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// How many projects.
    pub projects: usize,
    /// Rungs of their parts.
    pub rungs: BTreeMap<Standing, RungCount>,
    /// How choices deviate.
    pub deviation: DeviationCount,
    /// The projects in which something was done.
    pub done: usize,
    /// The people at all activities together; who came twice counts twice.
    pub people: i64,
}

impl Totals {
    fn add(&mut self, result: &ProjectResult<'_>) {
        let done = stage_is_done(&result.project);
        self.projects += 1;
        self.done += usize::from(done);
        self.people = result.project.done.iter().filter_map(|it| it.people).fold(self.people, i64::saturating_add);
        for part in &result.parts {
            self.rungs.entry(part.advised()).or_default().advised += 1;
            let chosen = self.rungs.entry(part.chosen()).or_default();
            chosen.chosen += 1;
            chosen.done += usize::from(done);
            if part.is_comparable() {
                self.deviation.count(part.deviation());
            }
        }
    }
}

fn stage_is_done(project: &Project) -> bool {
    !project.done.is_empty()
}

/// A group of people over all projects.
#[derive(Clone, Copy, Debug, Default)]
pub struct GroupCount {
    /// The projects that planned to reach it.
    pub planned: usize,
    /// The projects in which it was there.
    pub came: usize,
    /// The projects that planned it, noted who was there, and did not see it.
    pub missing: usize,
}

/// A method over all projects.
#[derive(Clone, Copy, Debug, Default)]
pub struct MethodCount {
    /// The projects that planned it.
    pub planned: usize,
    /// The projects that did it: what was done has the name of the activity.
    pub done: usize,
    /// The people who were there.
    pub people: i64,
}

/// The judgements afterwards by one tree.
#[derive(Clone, Debug)]
pub struct EvaluationCount<'t> {
    /// The tree.
    pub tree: &'t Tree,
    /// By outcome how many projects; without one those that are not settled.
    pub outcomes: BTreeMap<Option<OutcomeId>, usize>,
    /// By question and answer how many projects.
    pub answers: BTreeMap<(QuestionId, AnswerId), usize>,
}

impl<'t> EvaluationCount<'t> {
    fn of(tree: &'t Tree) -> EvaluationCount<'t> {
        EvaluationCount { tree, outcomes: BTreeMap::new(), answers: BTreeMap::new() }
    }

    fn add(&mut self, part: &PartResult<'t>) {
        let outcome = match part.landings[..] {
            [landing] => Some(landing.outcome),
            _ => None,
        };
        *self.outcomes.entry(outcome).or_default() += 1;
        for (question, reply) in &part.replies {
            for answer in part.tree.questions[*question].settled(reply).unwrap_or_default() {
                *self.answers.entry((*question, answer)).or_default() += 1;
            }
        }
    }
}

/// Something that is overdue.
#[derive(Clone, Debug)]
pub struct Overdue {
    /// The project, by its place.
    pub project: usize,
    /// What.
    pub duty: Duty,
    /// The last day for it.
    pub day: String,
}

/// Where people deviate from a tree, by question and answer.
#[derive(Clone, Debug)]
pub struct TreeDeviation<'t> {
    /// The tree.
    pub tree: &'t Tree,
    /// Over all of its parts.
    pub all: DeviationCount,
    /// By answer, where at least one deviates: the largest share first.
    pub answers: Vec<(QuestionId, AnswerId, DeviationCount)>,
}

/// What many projects show together.
#[derive(Clone, Debug, Default)]
pub struct Monitor<'t> {
    /// All of them.
    pub all: Totals,
    /// By the year in which they began; without one those whose file has no day.
    pub years: BTreeMap<Option<String>, Totals>,
    /// By own label.
    pub labels: BTreeMap<String, Totals>,
    /// How far they are.
    pub stages: BTreeMap<ProjectStage, usize>,
    /// By name, whatever its capitals.
    pub groups: BTreeMap<String, GroupCount>,
    /// By id.
    pub methods: BTreeMap<String, MethodCount>,
    /// What is overdue, the oldest first.
    pub overdue: Vec<Overdue>,
    /// By tree.
    pub trees: Vec<TreeDeviation<'t>>,
    /// The judgements afterwards, by tree.
    pub evaluations: Vec<EvaluationCount<'t>>,
    /// Before a day, and since it.
    pub drift: Option<(Totals, Totals)>,
}

impl<'t> Monitor<'t> {
    /// Counts projects on a day such as `2026-01-31`; with `since` those that began before it apart from the others.
    pub fn of(projects: &[ProjectResult<'t>], today: &str, since: Option<&str>) -> Monitor<'t> {
        let mut monitor = Monitor { drift: since.map(|_| Default::default()), ..Monitor::default() };
        let mut trees: BTreeMap<&str, TreeCount<'t>> = BTreeMap::new();
        let mut evaluations: BTreeMap<&str, EvaluationCount<'t>> = BTreeMap::new();
        for (number, result) in projects.iter().enumerate() {
            let began = began(&result.project);
            monitor.all.add(result);
            let year = began.and_then(|day| day.get(..4)).map(str::to_owned);
            monitor.years.entry(year).or_default().add(result);
            let labels: BTreeSet<&String> = result.project.labels.iter().collect();
            labels.into_iter().for_each(|label| monitor.labels.entry(label.clone()).or_default().add(result));
            *monitor.stages.entry(stage(&result.project)).or_default() += 1;
            monitor.count_people(&result.project);
            monitor.overdue.extend(overdue(number, result, today));
            // A project without any day belongs to neither side.
            if let (Some((before, after)), Some(since), Some(began)) = (&mut monitor.drift, since, began) {
                if began < since { before } else { after }.add(result);
            }
            if let Some(part) = &result.evaluation {
                evaluations.entry(&part.tree.id.text).or_insert_with(|| EvaluationCount::of(part.tree)).add(part);
            }
            for part in result.parts.iter().filter(|part| part.is_comparable()) {
                trees.entry(&part.tree.id.text).or_insert_with(|| TreeCount::of(part.tree)).add(part);
            }
        }
        monitor.overdue.sort_by(|one, other| one.day.cmp(&other.day));
        monitor.evaluations = evaluations.into_values().collect();
        monitor.trees = trees.into_values().map(TreeCount::finish).collect();
        monitor
    }

    fn count_people(&mut self, project: &Project) {
        let named = |names: &[String]| -> BTreeSet<String> {
            names.iter().map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()).collect()
        };
        let activities = &project.plan.activities;
        let planned = named(
            &[&project.plan.groups[..], &activities.iter().flat_map(|it| it.groups.clone()).collect::<Vec<_>>()]
                .concat(),
        );
        let came = named(&project.done.iter().flat_map(|done| done.groups.clone()).collect::<Vec<_>>());
        for name in planned.union(&came) {
            let count = self.groups.entry(name.clone()).or_default();
            count.planned += usize::from(planned.contains(name));
            count.came += usize::from(came.contains(name));
            count.missing += usize::from(!came.is_empty() && !came.contains(name));
        }
        let mut methods: BTreeMap<&str, (bool, i64)> = BTreeMap::new();
        for activity in activities {
            let Some(method) = &activity.method else { continue };
            let (done, people) = methods.entry(&method.text).or_default();
            for it in project.done.iter().filter(|it| it.what.trim() == activity.what.trim()) {
                *done = true;
                *people = people.saturating_add(it.people.unwrap_or(0));
            }
        }
        for (method, (done, people)) in methods {
            let count = self.methods.entry(method.to_owned()).or_default();
            count.planned += 1;
            count.done += usize::from(done);
            count.people = count.people.saturating_add(people);
        }
    }
}

/// The day on which a project began: as it says, else the first day in its file.
pub fn began(project: &Project) -> Option<&str> {
    let done = project.done.iter().filter_map(|done| done.day.as_deref());
    let deadlines = [&project.plan.feedback_by, &project.plan.evaluate_by].into_iter().flatten().map(String::as_str);
    project.begun.as_deref().or_else(|| done.chain(deadlines).min())
}

fn overdue<'p>(project: usize, result: &'p ProjectResult<'_>, today: &'p str) -> impl Iterator<Item = Overdue> {
    let judged = result.evaluation.as_ref().is_some_and(|judgement| judgement.finished);
    let late = duties(&result.project, judged).filter(move |(_, day)| *day < today);
    late.map(move |(duty, day)| Overdue { project, duty, day: day.to_owned() })
}

/// The deviations of one tree while they are counted.
struct TreeCount<'t> {
    tree: &'t Tree,
    all: DeviationCount,
    answers: BTreeMap<(QuestionId, AnswerId), DeviationCount>,
}

impl<'t> TreeCount<'t> {
    fn of(tree: &'t Tree) -> TreeCount<'t> {
        TreeCount { tree, all: DeviationCount::default(), answers: BTreeMap::new() }
    }

    fn add(&mut self, part: &PartResult<'t>) {
        let deviation = part.deviation();
        self.all.count(deviation);
        for (question, reply) in &part.replies {
            for answer in part.tree.questions[*question].settled(reply).unwrap_or_default() {
                self.answers.entry((*question, answer)).or_default().count(deviation);
            }
        }
    }

    fn finish(self) -> TreeDeviation<'t> {
        let answers = self.answers.into_iter().filter(|(_, count)| count.deviating() > 0);
        let mut answers: Vec<_> = answers.map(|((question, answer), count)| (question, answer, count)).collect();
        // Shares as fractions, exact; where they are equal the larger number tells more.
        answers.sort_by(|(.., one), (.., other)| {
            let (a, b) = (one.deviating() * other.parts, other.deviating() * one.parts);
            b.cmp(&a).then(other.parts.cmp(&one.parts))
        });
        TreeDeviation { tree: self.tree, all: self.all, answers }
    }
}
