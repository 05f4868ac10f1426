//! One step from a state by a reply.

use super::reach::Reach;
use super::residual::{Event, ResidualId, Residuals, TRUE};
use super::state::{At, Bounds, End, Landing, State};
use crate::engine::budget::Budget;
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, ByWay, FactId, IdVec, OutcomeId, QuestionId, RungId, ScoreId, WayId};
use crate::model::tree::{Bound, ById, OutcomeRung, Resolved, Target, TreeBound};
use foldhash::HashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where a condition is read.
#[derive(Clone, Debug)]
enum ReadAt {
    /// On ways of these questions: one condition, however often it is written.
    Ways(Vec<QuestionId>),
    /// With the tree's own bound of this number, at an outcome.
    Bound(usize),
}

/// A condition of the tree, as a residual of which nothing is settled, and where it is read.
#[derive(Clone, Debug)]
struct Tracked {
    whole: ResidualId,
    read: ReadAt,
}

/// The step function of one tree, with what it has worked out so far.
#[derive(Debug)]
pub struct Stepper<'t> {
    pub(crate) tree: &'t Resolved,
    pub(crate) reach: Arc<Reach>,
    residuals: Residuals,
    conditions: Vec<Tracked>,
    /// Conditions of routes, by question, way (the answers', then the question's own) and route.
    routes: IdVec<QuestionId, ByWay<Vec<Option<u32>>>>,
    by_question: IdVec<QuestionId, Vec<u32>>,
    by_fact: IdVec<FactId, Vec<u32>>,
    by_score: IdVec<ScoreId, Vec<u32>>,
    bounds: Vec<u32>,
    fresh: HashMap<(u32, QuestionId), ResidualId>,
    /// By condition that several questions read, and question, whether one of those may still come.
    read_ahead: HashMap<(u32, QuestionId), bool>,
    certain: HashMap<QuestionId, Box<[u32]>>,
    /// What stepping may cost; once that is spent its states mean nothing, and whoever explores stops.
    budget: Option<Budget>,
}

/// A route of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteTaken {
    /// The way it is on.
    pub way: WayId,
    /// Which of its routes.
    pub route: usize,
}

/// What changes while a step is taken.
pub(super) struct Transition {
    question: QuestionId,
    left: BTreeMap<u32, ResidualId>,
    pub(super) bounds: Bounds,
}

impl<'t> Stepper<'t> {
    /// The step function of a tree.
    pub fn new(tree: &'t Resolved) -> Stepper<'t> {
        let questions = tree.questions.len();
        let mut stepper = Stepper {
            reach: Arc::new(Reach::of(tree)),
            residuals: Residuals::new(),
            conditions: Vec::new(),
            routes: IdVec::new(),
            by_question: IdVec::filled(Vec::new(), questions),
            by_fact: IdVec::filled(Vec::new(), tree.facts.len()),
            by_score: IdVec::filled(Vec::new(), tree.scores.len()),
            bounds: Vec::new(),
            fresh: HashMap::default(),
            read_ahead: HashMap::default(),
            certain: HashMap::default(),
            budget: None,
            tree,
        };
        let mut known: HashMap<ResidualId, u32> = HashMap::default();
        for (number, question) in tree.questions.iter_enumerated() {
            let mut routes = ByWay::filled(Vec::new(), question.answers.len());
            for (id, way) in question.ways() {
                for route in &way.routes {
                    let condition = route.condition.as_ref();
                    routes[id].push(condition.map(|condition| stepper.add_read_by(number, condition, &mut known)));
                }
            }
            stepper.routes.push(routes);
        }
        for (number, bound) in tree.bounds.iter().enumerate() {
            let read = |question: QuestionId| stepper.reach.reads_wish[question];
            if !only_wishes(bound) || bound.at_least.is_some() && tree.questions.ids().any(read) {
                let always = Condition::All(Vec::new());
                let condition = bound.condition.as_ref().unwrap_or(&always);
                let condition = stepper.add(condition, ReadAt::Bound(number));
                stepper.bounds.push(condition);
            }
        }
        stepper
    }

    /// Adds a condition on a way of a question; one that is known is read by this question as well.
    fn add_read_by(
        &mut self,
        question: QuestionId,
        condition: &Condition<Entry>,
        known: &mut HashMap<ResidualId, u32>,
    ) -> u32 {
        let whole = self.residuals.whole(condition);
        if let Some(&number) = known.get(&whole) {
            if let ReadAt::Ways(questions) = &mut self.conditions[number as usize].read
                && questions.last() != Some(&question)
            {
                questions.push(question);
            }
            return number;
        }
        let number = self.add(condition, ReadAt::Ways(vec![question]));
        known.insert(whole, number);
        number
    }

    fn add(&mut self, condition: &Condition<Entry>, read: ReadAt) -> u32 {
        let number = self.conditions.len() as u32;
        let listen = |list: &mut Vec<u32>| {
            if list.last() != Some(&number) {
                list.push(number);
            }
        };
        condition.each(&mut |entry| match entry {
            Entry::Question(question, _) => listen(&mut self.by_question[*question]),
            Entry::Fact(fact, _) => listen(&mut self.by_fact[*fact]),
            _ => entry.scores().for_each(|score| listen(&mut self.by_score[score])),
        });
        let whole = self.residuals.whole(condition);
        self.conditions.push(Tracked { whole, read });
        number
    }

    /// What is left of a condition at a question on every way there that touches nothing it reads.
    fn fresh(&mut self, condition: u32, question: QuestionId) -> ResidualId {
        if let Some(&left) = self.fresh.get(&(condition, question)) {
            return left;
        }
        let whole = self.conditions[condition as usize].whole;
        let left = self.residuals.on_coming_to(whole, question, &self.reach);
        self.fresh.insert((condition, question), left);
        left
    }

    /// Lets all that is stepped from now on draw from a budget.
    pub(crate) fn draw_from(&mut self, budget: &Budget) {
        self.budget = Some(budget.clone());
    }

    /// Takes a few steps and what the residuals cost since from the budget; `false` where there is no more.
    fn spend(&mut self, steps: usize) -> bool {
        let work = steps + self.residuals.work();
        self.budget.as_ref().is_none_or(|budget| budget.spend(work))
    }

    /// The state before the first question; `None` for a tree without questions.
    pub fn start(&mut self) -> Option<State> {
        let question = self.tree.first_question()?;
        let (bottom, top) = (RungId::default(), self.tree.rungs().last_id().unwrap_or_default());
        let transition = Transition {
            question,
            left: BTreeMap::new(),
            bounds: Bounds::Between { floor: bottom, wish: bottom, ceiling: top },
        };
        Some(self.come_to(transition, question, Vec::new()))
    }

    /// The state after a complete reply: the given answers of the question at hand, one or (of a
    /// multiple) more. A state at an end stays as it is.
    pub fn step(&mut self, state: &State, answers: &[AnswerId]) -> State {
        self.step_by(state, answers).0
    }

    /// The same, with the route that was taken.
    pub(crate) fn step_by(&mut self, state: &State, answers: &[AnswerId]) -> (State, Option<RouteTaken>) {
        let At::Question(question) = state.at else { return (state.clone(), None) };
        let mut transition = self.transition(state, question);
        let asked = &self.tree.questions[question];
        match *answers {
            [only] if !asked.is_multiple() || asked.answers[only].alone => {
                self.take(&mut transition, Event::Answered(question, only), Some(only));
            }
            _ => {
                for answer in asked.answers.ids() {
                    self.tick(&mut transition, answer, answers.contains(&answer));
                }
            }
        }
        self.go_on(transition, asked.way_after(answers), state)
    }

    pub(super) fn transition(&self, state: &State, question: QuestionId) -> Transition {
        Transition { question, left: state.left.iter().copied().collect(), bounds: state.bounds }
    }

    /// Chooses an answer of a multiple, or passes it over.
    pub(super) fn tick(&mut self, transition: &mut Transition, answer: AnswerId, chosen: bool) {
        let question = transition.question;
        if chosen {
            self.take(transition, Event::Ticked(question, answer), Some(answer));
        } else {
            self.take(transition, Event::Skipped(question, answer), None);
        }
    }

    /// Takes in that something happened, and what the answer does if it was chosen.
    pub(super) fn take(&mut self, transition: &mut Transition, event: Event, chosen: Option<AnswerId>) {
        let tree = self.tree;
        let question = &tree.questions[transition.question];
        self.touch(transition, event);
        let Some(answer) = chosen.map(|answer| &question.answers[answer]) else { return };
        for (fact, values) in &answer.set {
            for &value in values {
                self.touch(transition, Event::Set(*fact, value));
            }
        }
        for &(score, points) in &answer.add {
            self.touch(transition, Event::Added(score, points));
        }
        let wishes = self.reach.reads_wish[transition.question];
        narrow(&mut transition.bounds, answer.at_least.as_ref(), answer.at_most.as_ref(), wishes);
    }

    /// The conditions that read what happened.
    fn listening(&self, event: Event) -> &[u32] {
        match event {
            Event::Answered(question, _) | Event::Ticked(question, _) | Event::Skipped(question, _) => {
                &self.by_question[question]
            }
            Event::Set(fact, _) => &self.by_fact[fact],
            Event::Added(score, _) => &self.by_score[score],
        }
    }

    fn touch(&mut self, transition: &mut Transition, event: Event) {
        for index in 0..self.listening(event).len() {
            let condition = self.listening(event)[index];
            if !self.spend(1) {
                return;
            }
            if !self.readable(condition, transition.question) {
                continue;
            }
            let before = self.left_of(transition, condition);
            let after = self.residuals.after(before, event);
            // Kept even where nothing changed: what is left on every way to here may be settled by what
            // was still to come, and that has now happened.
            transition.left.insert(condition, after);
        }
    }

    fn left_of(&mut self, transition: &Transition, condition: u32) -> ResidualId {
        match transition.left.get(&condition) {
            Some(&left) => left,
            None => self.fresh(condition, transition.question),
        }
    }

    /// Whether a condition can still be read at or after a question.
    fn readable(&mut self, condition: u32, question: QuestionId) -> bool {
        let ahead = &self.reach.ahead[question];
        match &self.conditions[condition as usize].read {
            ReadAt::Ways(questions) => match questions[..] {
                [only] => ahead.has(only),
                _ => {
                    let known = self.read_ahead.entry((condition, question));
                    *known.or_insert_with(|| questions.iter().rev().any(|&it| ahead.has(it)))
                }
            },
            ReadAt::Bound(number) if only_wishes(&self.tree.bounds[*number]) => self.reach.reads_wish[question],
            ReadAt::Bound(_) => self.reach.reads_bounds[question],
        }
    }

    /// Takes a way on. Also tells which route that was.
    pub(super) fn go_on(&mut self, transition: Transition, way: WayId, state: &State) -> (State, Option<RouteTaken>) {
        let tree = self.tree;
        let (mut target, mut taken) = (None, None);
        let routes = tree.questions[transition.question].way(way).map_or(&[][..], |way| &way.routes);
        for (index, route) in routes.iter().enumerate() {
            let holds = match self.routes[transition.question][way][index] {
                None => true,
                Some(condition) => {
                    let left = self.left_of(&transition, condition);
                    self.residuals.holds(left, None)
                }
            };
            if holds {
                target = Some(&route.target);
                taken = Some(RouteTaken { way, route: index });
                break;
            }
        }
        let to = match target {
            None => State::end(End::DeadEnd(transition.question)),
            Some(&Target::Outcome(outcome)) => self.land(transition, outcome),
            Some(&Target::Question(next)) => self.enter(transition, next, state),
        };
        (to, taken)
    }

    /// Goes to another question, unless that closes a loop.
    fn enter(&mut self, transition: Transition, next: QuestionId, state: &State) -> State {
        let component = self.reach.component[transition.question];
        if !self.reach.looped[component] {
            return self.come_to(transition, next, Vec::new());
        }
        let mut asked = state.asked.to_vec();
        asked.push(transition.question);
        asked.sort_unstable();
        if asked.contains(&next) {
            return State::end(End::Loop(next));
        }
        if self.reach.component[next] != component {
            return self.come_to(transition, next, Vec::new());
        }
        self.come_to(transition, next, asked)
    }

    /// Comes to a question: what can no longer be read or changed is let go.
    fn come_to(&mut self, mut transition: Transition, question: QuestionId, asked: Vec<QuestionId>) -> State {
        let conditions: Vec<(u32, ResidualId)> =
            transition.left.iter().map(|(&condition, &left)| (condition, left)).collect();
        self.spend(2 + conditions.len());
        for (condition, left) in conditions {
            if self.readable(condition, question) {
                let left = self.residuals.on_coming_to(left, question, &self.reach);
                transition.left.insert(condition, left);
            } else {
                transition.left.remove(&condition);
            }
        }
        transition.question = question;
        if self.reach.reads_bounds[question] {
            if let (false, Bounds::Between { floor, wish, .. }) =
                (self.reach.reads_wish[question], &mut transition.bounds)
            {
                *wish = *floor;
            }
            self.certain_bounds(&mut transition);
        } else {
            transition.bounds = Bounds::Unread;
        }
        let left = self.kept(&transition, question);
        State { at: At::Question(question), left, bounds: transition.bounds, asked: asked.into() }
    }

    /// Takes in the tree's own bounds that are certain by now, touched on this way or not.
    fn certain_bounds(&mut self, transition: &mut Transition) {
        let question = transition.question;
        if !self.certain.contains_key(&question) {
            let bounds = self.bounds.clone();
            let certain =
                bounds.into_iter().filter(|&bound| self.spend(1) && self.fresh(bound, question) == TRUE).collect();
            self.certain.insert(question, certain);
        }
        for &condition in &self.certain[&question] {
            if !transition.left.contains_key(&condition) {
                self.narrow_by(&mut transition.bounds, condition, question);
            }
        }
        for (&condition, &left) in &transition.left {
            if left == TRUE {
                self.narrow_by(&mut transition.bounds, condition, question);
            }
        }
    }

    /// What has to be kept of the conditions: not what every way to the question leaves, and not a bound
    /// that can change nothing any more.
    pub(super) fn kept(&mut self, transition: &Transition, question: QuestionId) -> Box<[(u32, ResidualId)]> {
        let mut kept = Vec::with_capacity(transition.left.len());
        for (&condition, &left) in &transition.left {
            let spent = match self.conditions[condition as usize].read {
                ReadAt::Bound(_) => {
                    let mut bounds = transition.bounds;
                    self.narrow_by(&mut bounds, condition, question);
                    bounds == transition.bounds
                }
                ReadAt::Ways(_) => false,
            };
            if !spent && left != self.fresh(condition, question) {
                kept.push((condition, left));
            }
        }
        kept.into()
    }

    /// Lands on an outcome: weighs the tree's own bounds and reads off the rung.
    fn land(&mut self, mut transition: Transition, outcome: OutcomeId) -> State {
        let at = &self.tree.outcomes[outcome];
        let end = match at.rung {
            OutcomeRung::None => End::Landing(Landing { outcome, rung: None, clash: false }),
            OutcomeRung::Fixed(rung) => End::Landing(Landing { outcome, rung: Some(rung), clash: false }),
            OutcomeRung::Ceiling | OutcomeRung::Floor | OutcomeRung::Wish => {
                for index in 0..self.bounds.len() {
                    let condition = self.bounds[index];
                    let left = self.left_of(&transition, condition);
                    if self.residuals.holds(left, None) {
                        self.narrow_by(&mut transition.bounds, condition, transition.question);
                    }
                }
                match transition.bounds {
                    Bounds::Between { floor, wish, ceiling } => {
                        let rung = match at.rung {
                            OutcomeRung::Floor => floor,
                            OutcomeRung::Wish => wish,
                            _ => ceiling,
                        };
                        End::Landing(Landing { outcome, rung: Some(rung), clash: false })
                    }
                    _ => match at.conflict {
                        None => End::UnhandledConflict(outcome),
                        Some(conflict) => {
                            let rung = match self.tree.outcomes[conflict].rung {
                                OutcomeRung::Fixed(rung) => Some(rung),
                                _ => None,
                            };
                            End::Landing(Landing { outcome: conflict, rung, clash: true })
                        }
                    },
                }
            }
        };
        State::end(end)
    }

    /// Narrows by the tree's own bound that a condition belongs to, for what may be read from a question on.
    fn narrow_by(&self, bounds: &mut Bounds, condition: u32, question: QuestionId) {
        if let ReadAt::Bound(number) = self.conditions[condition as usize].read {
            let bound = &self.tree.bounds[number];
            narrow(bounds, bound.at_least.as_ref(), bound.at_most.as_ref(), self.reach.reads_wish[question]);
        }
    }
}

/// Whether a bound of the tree is read by outcomes with `rung: wish` only.
fn only_wishes(bound: &TreeBound<ById>) -> bool {
    bound.at_most.is_none() && bound.at_least.as_ref().is_none_or(|bound| bound.yields)
}

/// Takes in what holds; the wish only where an outcome ahead reads it.
fn narrow(bounds: &mut Bounds, at_least: Option<&Bound<ById>>, at_most: Option<&Bound<ById>>, wishes: bool) {
    if let Bounds::Between { floor, wish, ceiling } = *bounds {
        let least = |now: RungId, bound: Option<&Bound<ById>>| bound.map_or(now, |bound| now.max(bound.rung));
        let floor = least(floor, at_least.filter(|bound| !bound.yields));
        let ceiling = at_most.map_or(ceiling, |bound| ceiling.min(bound.rung));
        let wish = if wishes { least(wish, at_least).min(ceiling) } else { floor };
        *bounds = if floor > ceiling { Bounds::Clash } else { Bounds::Between { floor, wish, ceiling } };
    }
}
