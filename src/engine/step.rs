//! The meaning of a tree: one step from a state by a reply (FORMAT sections 2 and 9).
//!
//! A state is the question at hand and what is left of every condition that can still be read, plus
//! floor, ceiling and wish if an outcome ahead reads them. Two walks in the same state have the same future,
//! whatever led there. Everything that says what a tree means folds this step.

mod moves;
pub(crate) mod reach;
pub(crate) mod residual;
mod state;

pub(crate) use moves::{Edge, Room, all_replies};
pub use state::{At, End, Landing, Move, State};

use crate::model::condition::{Condition, Entry};
use crate::model::tree::{Bound, Known, OutcomeRung, Resolved, Target, TreeBound};
use foldhash::HashMap;
use reach::Reach;
use residual::{Event, Left, Residuals, TRUE};
use state::Bounds;
use std::collections::BTreeMap;

/// Where a condition is read.
#[derive(Clone, Copy, Debug)]
enum Host {
    /// On a way of this question.
    Way(usize),
    /// With the tree's own bound of this number, at an outcome.
    Bound(usize),
}

/// The step function of one tree, with what it has worked out so far.
#[derive(Debug)]
pub struct Stepper<'t> {
    pub(crate) tree: &'t Resolved,
    pub(crate) reach: Reach,
    residuals: Residuals,
    whole: Vec<(Left, Host)>,
    /// Conditions of routes, by question, way (the answers', then the question's own) and route.
    routes: Vec<Vec<Vec<Option<u32>>>>,
    by_question: Vec<Vec<u32>>,
    by_fact: Vec<Vec<u32>>,
    by_score: Vec<Vec<u32>>,
    bounds: Vec<u32>,
    fresh: HashMap<(u32, usize), Left>,
    certain: HashMap<usize, Box<[u32]>>,
}

/// A route of a question: `way` counts the answers and then the question's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The answer whose way it is, or the number of answers for the question's own.
    pub way: usize,
    /// Which of its routes.
    pub route: usize,
}

/// What changes while a step is taken.
struct Going {
    question: usize,
    left: BTreeMap<u32, Left>,
    bounds: Bounds,
}

impl<'t> Stepper<'t> {
    /// The step function of a tree.
    pub fn new(tree: &'t Resolved) -> Stepper<'t> {
        let questions = tree.questions.len();
        let mut stepper = Stepper {
            reach: Reach::of(tree),
            residuals: Residuals::new(),
            whole: Vec::new(),
            routes: Vec::with_capacity(questions),
            by_question: vec![Vec::new(); questions],
            by_fact: vec![Vec::new(); tree.facts.len()],
            by_score: vec![Vec::new(); tree.scores.len()],
            bounds: Vec::new(),
            fresh: HashMap::default(),
            certain: HashMap::default(),
            tree,
        };
        for (number, question) in tree.questions.iter().enumerate() {
            let ways = question.answers.iter().map(|answer| answer.way.as_ref()).chain([question.way.as_ref()]);
            let conditions = ways
                .map(|way| {
                    let routes = way.map_or(&[][..], |way| &way.routes);
                    let add = |route: &crate::model::tree::Route<Known>, stepper: &mut Self| {
                        route.condition.as_ref().map(|condition| stepper.add(condition, Host::Way(number)))
                    };
                    routes.iter().map(|route| add(route, &mut stepper)).collect()
                })
                .collect();
            stepper.routes.push(conditions);
        }
        for (number, bound) in tree.bounds.iter().enumerate() {
            let read = |question: usize| stepper.reach.reads_wish[question];
            if !only_wishes(bound) || bound.at_least.is_some() && (0..questions).any(read) {
                let always = Condition::All(Vec::new());
                let condition = bound.condition.as_ref().unwrap_or(&always);
                let condition = stepper.add(condition, Host::Bound(number));
                stepper.bounds.push(condition);
            }
        }
        stepper
    }

    fn add(&mut self, condition: &Condition<Entry>, host: Host) -> u32 {
        let number = self.whole.len() as u32;
        condition.each(&mut |entry| {
            let list = match entry {
                Entry::Question(question, _) => &mut self.by_question[*question],
                Entry::Fact(fact, _) => &mut self.by_fact[*fact],
                Entry::Score(score, ..) => &mut self.by_score[*score],
                _ => return,
            };
            if list.last() != Some(&number) {
                list.push(number);
            }
        });
        let whole = self.residuals.whole(condition);
        self.whole.push((whole, host));
        number
    }

    /// What is left of a condition at a question on every way there that touches nothing it reads.
    fn fresh(&mut self, condition: u32, question: usize) -> Left {
        if let Some(&left) = self.fresh.get(&(condition, question)) {
            return left;
        }
        let whole = self.whole[condition as usize].0;
        let left = self.residuals.on_coming_to(whole, question, &self.reach);
        self.fresh.insert((condition, question), left);
        left
    }

    /// The state before the first question; `None` for a tree without questions.
    pub fn start(&mut self) -> Option<State> {
        let question = self.tree.start.unwrap_or(0);
        if question >= self.tree.questions.len() {
            return None;
        }
        let top = self.tree.ladder.as_ref().map_or(0, |ladder| ladder.rungs.len().saturating_sub(1));
        let going =
            Going { question, left: BTreeMap::new(), bounds: Bounds::Between { floor: 0, wish: 0, ceiling: top } };
        Some(self.come_to(going, question, Vec::new()))
    }

    /// The state after a complete reply: the given answers of the question at hand, one or (of a
    /// multiple) more. A state at an end stays as it is.
    pub fn step(&mut self, state: &State, answers: &[usize]) -> State {
        self.step_by(state, answers).0
    }

    /// The same, with the route that was taken.
    pub(crate) fn step_by(&mut self, state: &State, answers: &[usize]) -> (State, Option<Taken>) {
        let At::Question(question) = state.at else { return (state.clone(), None) };
        let mut going = self.going(state, question);
        let asked = &self.tree.questions[question];
        match *answers {
            [only] if !asked.is_multiple() || asked.answers[only].alone => {
                self.take(&mut going, Event::Answered(question, only), Some(only));
            }
            _ => {
                for answer in 0..asked.answers.len() {
                    self.tick(&mut going, answer, answers.contains(&answer));
                }
            }
        }
        let way = if asked.is_multiple() { None } else { answers.first().copied() };
        self.go_on(going, way, state)
    }

    fn going(&self, state: &State, question: usize) -> Going {
        Going { question, left: state.left.iter().copied().collect(), bounds: state.bounds }
    }

    /// Chooses an answer of a multiple, or passes it over.
    fn tick(&mut self, going: &mut Going, answer: usize, chosen: bool) {
        let question = going.question;
        if chosen {
            self.take(going, Event::Ticked(question, answer), Some(answer));
        } else {
            self.take(going, Event::Skipped(question, answer), None);
        }
    }

    /// Takes in that something happened, and what the answer does if it was chosen.
    fn take(&mut self, going: &mut Going, event: Event, chosen: Option<usize>) {
        let tree = self.tree;
        let question = &tree.questions[going.question];
        self.touch(going, event);
        let Some(answer) = chosen.map(|answer| &question.answers[answer]) else { return };
        for (fact, values) in &answer.set {
            for &value in values {
                self.touch(going, Event::Set(*fact, value));
            }
        }
        for &(score, points) in &answer.add {
            self.touch(going, Event::Added(score, points));
        }
        let wishes = self.reach.reads_wish[going.question];
        narrow(&mut going.bounds, answer.at_least.as_ref(), answer.at_most.as_ref(), wishes);
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

    fn touch(&mut self, going: &mut Going, event: Event) {
        for index in 0..self.listening(event).len() {
            let condition = self.listening(event)[index];
            if !self.readable(condition, going.question) {
                continue;
            }
            let before = self.left_of(going, condition);
            let after = self.residuals.after(before, event);
            // Kept even where nothing changed: what is left on every way to here may be settled by what
            // was still to come, and that has now happened.
            going.left.insert(condition, after);
        }
    }

    fn left_of(&mut self, going: &Going, condition: u32) -> Left {
        match going.left.get(&condition) {
            Some(&left) => left,
            None => self.fresh(condition, going.question),
        }
    }

    /// Whether a condition can still be read at or after a question.
    fn readable(&self, condition: u32, question: usize) -> bool {
        match self.whole[condition as usize].1 {
            Host::Way(host) => self.reach.ahead[question].has(host),
            Host::Bound(number) if only_wishes(&self.tree.bounds[number]) => self.reach.reads_wish[question],
            Host::Bound(_) => self.reach.reads_bounds[question],
        }
    }

    /// Takes the way on: the answer's own, else the question's. Also tells which route that was.
    fn go_on(&mut self, going: Going, answer: Option<usize>, state: &State) -> (State, Option<Taken>) {
        let tree = self.tree;
        let question = &tree.questions[going.question];
        let own = answer.and_then(|answer| question.answers[answer].way.as_ref().map(|way| (answer, way)));
        let general = question.way.as_ref().map(|way| (question.answers.len(), way));
        let (mut target, mut taken) = (None, None);
        if let Some((number, way)) = own.or(general) {
            for (index, route) in way.routes.iter().enumerate() {
                let holds = match self.routes[going.question][number][index] {
                    None => true,
                    Some(condition) => {
                        let left = self.left_of(&going, condition);
                        self.residuals.holds(left, None)
                    }
                };
                if holds {
                    target = Some(&route.target);
                    taken = Some(Taken { way: number, route: index });
                    break;
                }
            }
        }
        let to = match target {
            None => State::end(End::DeadEnd(going.question)),
            Some(&Target::Outcome(outcome)) => self.land(going, outcome),
            Some(&Target::Question(next)) => self.enter(going, next, state),
        };
        (to, taken)
    }

    /// Goes to another question, unless that closes a loop.
    fn enter(&mut self, going: Going, next: usize, state: &State) -> State {
        let component = self.reach.component[going.question];
        if !self.reach.looped[component] {
            return self.come_to(going, next, Vec::new());
        }
        let mut asked = state.asked.to_vec();
        asked.push(going.question);
        asked.sort_unstable();
        if asked.contains(&next) {
            return State::end(End::Loop(next));
        }
        if self.reach.component[next] != component {
            return self.come_to(going, next, Vec::new());
        }
        self.come_to(going, next, asked)
    }

    /// Comes to a question: what can no longer be read or changed is let go.
    fn come_to(&mut self, mut going: Going, question: usize, asked: Vec<usize>) -> State {
        let conditions: Vec<(u32, Left)> = going.left.iter().map(|(&condition, &left)| (condition, left)).collect();
        for (condition, left) in conditions {
            if self.readable(condition, question) {
                let left = self.residuals.on_coming_to(left, question, &self.reach);
                going.left.insert(condition, left);
            } else {
                going.left.remove(&condition);
            }
        }
        going.question = question;
        if self.reach.reads_bounds[question] {
            if let (false, Bounds::Between { floor, wish, .. }) = (self.reach.reads_wish[question], &mut going.bounds) {
                *wish = *floor;
            }
            self.certain_bounds(&mut going);
        } else {
            going.bounds = Bounds::Unread;
        }
        let left = self.kept(&going, question);
        State { at: At::Question(question), left, bounds: going.bounds, asked: asked.into() }
    }

    /// Takes in the tree's own bounds that are certain by now, touched on this way or not.
    fn certain_bounds(&mut self, going: &mut Going) {
        let question = going.question;
        if !self.certain.contains_key(&question) {
            let bounds = self.bounds.clone();
            let certain = bounds.into_iter().filter(|&bound| self.fresh(bound, question) == TRUE).collect();
            self.certain.insert(question, certain);
        }
        for &condition in &self.certain[&question] {
            if !going.left.contains_key(&condition) {
                self.narrow_by(&mut going.bounds, condition, question);
            }
        }
        for (&condition, &left) in &going.left {
            if left == TRUE {
                self.narrow_by(&mut going.bounds, condition, question);
            }
        }
    }

    /// What has to be kept of the conditions: not what every way to the question leaves, and not a bound
    /// that can change nothing any more.
    fn kept(&mut self, going: &Going, question: usize) -> Box<[(u32, Left)]> {
        let mut kept = Vec::with_capacity(going.left.len());
        for (&condition, &left) in &going.left {
            let spent = match self.whole[condition as usize].1 {
                Host::Bound(_) => {
                    let mut bounds = going.bounds;
                    self.narrow_by(&mut bounds, condition, question);
                    bounds == going.bounds
                }
                Host::Way(_) => false,
            };
            if !spent && left != self.fresh(condition, question) {
                kept.push((condition, left));
            }
        }
        kept.into()
    }

    /// Lands on an outcome: weighs the tree's own bounds and reads off the rung.
    fn land(&mut self, mut going: Going, outcome: usize) -> State {
        let at = &self.tree.outcomes[outcome];
        let end = match at.rung {
            OutcomeRung::None => End::Landing(Landing { outcome, rung: None, clash: false }),
            OutcomeRung::Fixed(rung) => End::Landing(Landing { outcome, rung: Some(rung), clash: false }),
            OutcomeRung::Ceiling | OutcomeRung::Floor | OutcomeRung::Wish => {
                for index in 0..self.bounds.len() {
                    let condition = self.bounds[index];
                    let left = self.left_of(&going, condition);
                    if self.residuals.holds(left, None) {
                        self.narrow_by(&mut going.bounds, condition, going.question);
                    }
                }
                match going.bounds {
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
    fn narrow_by(&self, bounds: &mut Bounds, condition: u32, question: usize) {
        if let Host::Bound(number) = self.whole[condition as usize].1 {
            let bound = &self.tree.bounds[number];
            narrow(bounds, bound.at_least.as_ref(), bound.at_most.as_ref(), self.reach.reads_wish[question]);
        }
    }
}

/// Whether a bound of the tree is read by outcomes with `rung: wish` only.
fn only_wishes(bound: &TreeBound<Known>) -> bool {
    bound.at_most.is_none() && bound.at_least.as_ref().is_none_or(|bound| bound.yields)
}

/// Takes in what holds; the wish only where an outcome ahead reads it.
fn narrow(bounds: &mut Bounds, at_least: Option<&Bound<Known>>, at_most: Option<&Bound<Known>>, wishes: bool) {
    if let Bounds::Between { floor, wish, ceiling } = *bounds {
        let least = |now: usize, bound: Option<&Bound<Known>>| bound.map_or(now, |bound| now.max(bound.rung));
        let floor = least(floor, at_least.filter(|bound| !bound.yields));
        let ceiling = at_most.map_or(ceiling, |bound| ceiling.min(bound.rung));
        let wish = if wishes { least(wish, at_least).min(ceiling) } else { floor };
        *bounds = if floor > ceiling { Bounds::Clash } else { Bounds::Between { floor, wish, ceiling } };
    }
}
