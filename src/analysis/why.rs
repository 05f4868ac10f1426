//! What a result is decided by: the bounds that hold with their reasons, and the route that was taken.
//! What would change it stands in [`otherwise()`].

mod otherwise;

use crate::model::ids::{AnswerId, QuestionId, RungId};
pub use otherwise::{Other, Otherwise, Replied, ReplyChange, Swing, otherwise};

use crate::engine::conditions::May;
use crate::engine::evaluate::{Evaluation, Met, evaluate};
use crate::engine::step::{At, End, Landing, RouteTaken};
use crate::model::condition::{Condition, Entry};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{Bound, ById, OutcomeRung, Resolved, Route, Way};

/// A bound that holds, or may hold.
#[derive(Clone, Debug)]
pub struct Held<'t> {
    /// The bound.
    pub bound: &'t Bound<ById>,
    /// The questions whose replies make it hold, in file order. A question that no walk meets makes nothing hold.
    pub decided_by: Vec<QuestionId>,
    /// All that it hangs on: these, and those that walks under other replies meet.
    pub hangs_on: Vec<QuestionId>,
    /// Whether it holds whatever the open replies become.
    pub certain: bool,
}

/// The bounds under given replies, and how the outcome was reached.
#[derive(Clone, Debug, Default)]
pub struct Why<'t> {
    /// How far one may go, lowest first.
    pub at_most: Vec<Held<'t>>,
    /// How far one must go, highest first; wishes are apart.
    pub at_least: Vec<Held<'t>>,
    /// Wishes, highest first.
    pub wishes: Vec<Held<'t>>,
    /// The last question with the route taken there, where there is one way only.
    pub route: Option<(QuestionId, &'t Route<ById>)>,
    /// The questions whose replies chose that route.
    pub route_decided_by: Vec<QuestionId>,
}

/// What something is decided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A bound on how far one may go.
    AtMost,
    /// A bound on how far one must go.
    AtLeast,
    /// The route that chose the outcome.
    Route,
}

/// One thing that decides a result.
#[derive(Clone, Debug)]
pub struct Decider<'t> {
    /// What kind of thing.
    pub by: By,
    /// The bound, where it is one.
    pub bound: Option<&'t Bound<ById>>,
    /// The questions whose replies are behind it, in file order.
    pub questions: Vec<QuestionId>,
}

/// Finds what decides the result of given replies.
///
/// ```
/// # use beslisboom::{Builtin, Language, check, fit, read_set};
/// # let parsed = Builtin("").read("schiedam", Language::English).unwrap();
/// # let tree = check(parsed, beslisboom::BUDGET).into_tree()?;
/// use beslisboom::{evaluate, why};
///
/// let said = ["begint=gemeente", "wet=vrij", "keuze=niets"].map(|it| read_set(it).unwrap());
/// let (replies, _) = fit(&tree, &said);
/// let why = why(&tree, &replies, &evaluate(&tree, &replies));
/// let (question, _) = why.route.expect("one way only");
/// assert_eq!(tree.questions[question].id.text, "keuze");
/// # Ok::<(), beslisboom::Unsound>(())
/// ```
pub fn why<'t>(tree: &'t Resolved, replies: &Replies, evaluation: &Evaluation) -> Why<'t> {
    why_by(tree, replies, evaluation, &|bound| match &tree.bounds[bound].condition {
        Some(condition) => evaluation.may(tree, condition),
        None => May { hold: true, fail: false },
    })
}

/// The same where it is known what the condition of every bound of the tree may come to.
pub(crate) fn why_by<'t>(
    tree: &'t Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    may: &dyn Fn(usize) -> May,
) -> Why<'t> {
    let met = evaluation.met();
    let mut why = Why::default();
    for met in met {
        let question = &tree.questions[met.question];
        let possible = possible_answers(tree, replies, met.question);
        // Where one answer is possible it is certain; where it was given, all of them are.
        let sure = possible.len() == 1 || settled(tree, replies, met.question).is_some();
        for offered in possible.into_iter().map(|answer| &question.answers[answer]) {
            why.hold(offered.at_most.as_ref(), offered.at_least.as_ref(), &[met.question], met.always && sure);
        }
    }
    for (number, bound) in tree.bounds.iter().enumerate() {
        let may = may(number);
        if may.hold {
            let hangs_on = bound.condition.as_ref().map(|condition| deciding(tree, replies, condition));
            why.hold(bound.at_most.as_ref(), bound.at_least.as_ref(), &hangs_on.unwrap_or_default(), !may.fail);
        }
    }
    let is_met = |question: &QuestionId| met.iter().any(|it| it.question == *question);
    for held in why.at_most.iter_mut().chain(&mut why.at_least).chain(&mut why.wishes) {
        held.decided_by.extend(held.hangs_on.iter().copied().filter(is_met));
    }
    why.at_most.sort_by_key(|held| (held.bound.rung, !held.certain));
    why.at_least.sort_by_key(|held| (std::cmp::Reverse(held.bound.rung), !held.certain));
    why.wishes.sort_by_key(|held| (std::cmp::Reverse(held.bound.rung), !held.certain));
    why.route = last_route(tree, evaluation);
    if let Some((question, route)) = why.route {
        why.route_decided_by = Given { tree, replies, met }.choosing(question, route);
    }
    why
}

/// Replies to a tree, and the questions that they may meet.
#[derive(Clone, Copy)]
struct Given<'g> {
    tree: &'g Resolved,
    replies: &'g Replies,
    met: &'g [Met],
}

impl Given<'_> {
    /// The questions whose replies chose a route: where answers have ways of their own the question itself, and
    /// what made the routes tried before it fail and this one hold. In file order.
    fn choosing(self, question: QuestionId, taken: &Route<ById>) -> Vec<QuestionId> {
        let Given { tree, replies, .. } = self;
        let asked = &tree.questions[question];
        let own = asked.answers.iter().filter_map(|answer| answer.way.as_ref());
        let mut questions: Vec<QuestionId> = own.map(|_| question).take(1).collect();
        let is_taken = |route: &Route<ById>| std::ptr::eq(route, taken);
        for route in route_taken_in(tree, question, taken).iter().flat_map(|way| &way.routes) {
            let mut telling = |part: &Condition<Entry>| questions.extend(deciding(tree, replies, part));
            if let Some(condition) = &route.condition {
                self.each_telling(condition, is_taken(route), &mut telling);
            }
            if is_taken(route) {
                break;
            }
        }
        questions.retain(|question| self.met.iter().any(|it| it.question == *question));
        questions.sort_unstable();
        questions.dedup();
        questions
    }

    /// The parts of a condition that make it hold, or fail. Where the replies do not tell, all of them.
    fn each_telling(self, condition: &Condition<Entry>, held: bool, look: &mut impl FnMut(&Condition<Entry>)) {
        match condition {
            Condition::Entry(_) => look(condition),
            Condition::Not(part) => self.each_telling(part, !held, look),
            Condition::All(parts) | Condition::Any(parts) => {
                let one_is_enough = matches!(condition, Condition::Any(_)) == held;
                let tells = |part: &&Condition<Entry>| self.value(part) == Some(held);
                let some = one_is_enough && parts.iter().any(|part| tells(&part));
                for part in parts.iter().filter(|part| !some || tells(part)) {
                    self.each_telling(part, held, look);
                }
            }
        }
    }

    /// Whether a condition on replies holds, where they tell.
    fn value(self, condition: &Condition<Entry>) -> Option<bool> {
        let values = |parts: &[Condition<Entry>], wanted: bool| {
            let values: Vec<_> = parts.iter().map(|part| self.value(part)).collect();
            if values.contains(&Some(wanted)) {
                Some(wanted)
            } else {
                values.iter().all(Option::is_some).then_some(!wanted)
            }
        };
        match condition {
            Condition::Entry(Entry::Question(question, answers)) => {
                self.met.iter().find(|met| met.question == *question && met.always)?;
                let given = settled(self.tree, self.replies, *question)?;
                Some(given.iter().any(|answer| answers.contains(answer)))
            }
            Condition::Entry(_) => None,
            Condition::Not(part) => self.value(part).map(|holds| !holds),
            Condition::All(parts) => values(parts, false),
            Condition::Any(parts) => values(parts, true),
        }
    }
}

impl<'t> Why<'t> {
    fn hold(
        &mut self,
        at_most: Option<&'t Bound<ById>>,
        at_least: Option<&'t Bound<ById>>,
        hangs_on: &[QuestionId],
        certain: bool,
    ) {
        let held = |bound| Held { bound, decided_by: Vec::new(), hangs_on: hangs_on.to_vec(), certain };
        self.at_most.extend(at_most.map(held));
        match at_least {
            Some(wish) if wish.yields => self.wishes.push(held(wish)),
            firm => self.at_least.extend(firm.map(held)),
        }
    }

    /// What a result is decided by: every bound at the ceiling and at the floor or wish where the outcome
    /// reads them, every bound that clashes, else the route that chose the outcome.
    pub fn decided_by(&self, tree: &Resolved, landing: &Landing) -> Vec<Decider<'t>> {
        let (low, high) =
            if landing.clash { self.clashing() } else { self.read_from(&tree.outcomes[landing.outcome].rung) };
        let sides = low.into_iter().map(|held| (By::AtMost, held)).chain(high.into_iter().map(|it| (By::AtLeast, it)));
        let mut deciders: Vec<Decider<'t>> = sides
            .map(|(by, held)| Decider { by, bound: Some(held.bound), questions: held.decided_by.clone() })
            .collect();
        // A way that every reply leads to decides nothing, unless it gives a reason.
        let tells =
            |(_, route): &(QuestionId, &Route<ById>)| !self.route_decided_by.is_empty() || route.because.is_some();
        if deciders.is_empty() && self.route.as_ref().is_some_and(tells) {
            deciders.push(Decider { by: By::Route, bound: None, questions: self.route_decided_by.clone() });
        }
        deciders
    }

    /// The given replies that decide one of these results, in file order.
    pub fn deciding_replies(&self, tree: &Resolved, landings: &[Landing], replies: &Replies) -> Vec<QuestionId> {
        let deciders = landings.iter().flat_map(|landing| self.decided_by(tree, landing));
        let mut questions: Vec<QuestionId> = deciders.flat_map(|decider| decider.questions).collect();
        if questions.is_empty() {
            questions.clone_from(&self.route_decided_by);
        }
        questions.retain(|question| !matches!(replies.get(question), None | Some(Reply::Unknown)));
        questions.sort_unstable();
        questions.dedup();
        questions
    }

    /// The bounds that make the ceiling: those on the lowest rung, the certain ones if there are any.
    pub fn ceiling(&self) -> Vec<&Held<'t>> {
        decisive(self.at_most.iter().collect())
    }

    /// The bounds that make the floor: those on the highest rung.
    pub fn floor(&self) -> Vec<&Held<'t>> {
        decisive(self.at_least.iter().collect())
    }

    /// The bounds that make the wish: the at-leasts on the highest rung, wishes included.
    pub fn wish(&self) -> Vec<&Held<'t>> {
        let mut both: Vec<&Held<'t>> = self.at_least.iter().chain(&self.wishes).collect();
        both.sort_by_key(|held| (std::cmp::Reverse(held.bound.rung), !held.certain));
        decisive(both)
    }

    /// The bounds that an outcome reads its rung from: from above and from below.
    pub fn read_from(&self, rung: &OutcomeRung<RungId>) -> (Vec<&Held<'t>>, Vec<&Held<'t>>) {
        match rung {
            OutcomeRung::Ceiling | OutcomeRung::Floor => (self.ceiling(), self.floor()),
            OutcomeRung::Wish => (self.ceiling(), self.wish()),
            OutcomeRung::None | OutcomeRung::Fixed(_) => (Vec::new(), Vec::new()),
        }
    }

    /// The at-mosts below the floor and the at-leasts above the ceiling.
    pub fn clashing(&self) -> (Vec<&Held<'t>>, Vec<&Held<'t>>) {
        let floor = self.floor().first().map(|held| held.bound.rung);
        let ceiling = self.ceiling().first().map(|held| held.bound.rung);
        let low = |held: &&Held<'t>| floor.is_some_and(|floor| held.bound.rung < floor);
        let high = |held: &&Held<'t>| ceiling.is_some_and(|ceiling| held.bound.rung > ceiling);
        (self.at_most.iter().filter(low).collect(), self.at_least.iter().filter(high).collect())
    }

    /// What can come out of a clash once the at-mosts below the floor are lifted: other replies to the
    /// questions behind them, facts that nobody here can change left as they are. No clash, and not below
    /// the floor. Empty where one of them does not say what would lift it.
    pub fn arranged(&self, tree: &Resolved, replies: &Replies) -> Vec<Landing> {
        let (low, _) = self.clashing();
        if low.iter().any(|held| held.bound.arrange.is_none()) {
            return Vec::new();
        }
        let floor = self.floor().first().map(|held| held.bound.rung);
        let mut free = replies.clone();
        for question in low.iter().flat_map(|held| &held.hangs_on) {
            if !tree.questions[*question].given {
                free.remove(question);
            }
        }
        let mut landings = evaluate(tree, &free).landings;
        landings.retain(|landing| !landing.clash && landing.rung.is_some() && landing.rung >= floor);
        landings
    }
}

fn decisive<'a, 't>(sorted: Vec<&'a Held<'t>>) -> Vec<&'a Held<'t>> {
    let first = sorted.iter().find(|held| held.certain).or(sorted.first());
    let Some((rung, certain)) = first.map(|held| (held.bound.rung, held.certain)) else { return Vec::new() };
    sorted.into_iter().filter(|held| held.bound.rung == rung && held.certain == certain).collect()
}

/// The answers that the reply to a question settles on.
fn settled(tree: &Resolved, replies: &Replies, question: QuestionId) -> Option<Vec<AnswerId>> {
    tree.questions[question].settled(replies.get(&question)?)
}

/// The answers that are given, or can be.
fn possible_answers(tree: &Resolved, replies: &Replies, question: QuestionId) -> Vec<AnswerId> {
    match replies.get(&question) {
        Some(Reply::OneOf(answers)) => answers.clone(),
        _ => settled(tree, replies, question).unwrap_or_else(|| tree.questions[question].answers.ids().collect()),
    }
}

/// The questions whose replies a condition hangs on: those it reads, and those that set the facts and
/// add to the scores it reads. In file order.
pub(crate) fn deciding(tree: &Resolved, replies: &Replies, condition: &Condition<Entry>) -> Vec<QuestionId> {
    let mut questions = Vec::new();
    let gives = |question: QuestionId, does: &dyn Fn(&crate::model::tree::Answer<ById>) -> bool| {
        let given = settled(tree, replies, question).unwrap_or_default();
        given.into_iter().any(|answer| does(&tree.questions[question].answers[answer]))
    };
    condition.each(&mut |entry| match entry {
        Entry::Question(question, _) => questions.push(*question),
        Entry::Fact(fact, values) => questions.extend(tree.questions.ids().filter(|&question| {
            gives(question, &|answer| {
                answer.set.iter().any(|(set, given)| set == fact && given.iter().any(|it| values.contains(it)))
            })
        })),
        Entry::Score(..) | Entry::Ahead(..) => {
            let adds = |answer: &crate::model::tree::Answer<ById>| answer.add.iter().any(|(to, _)| entry.reads(*to));
            questions.extend(tree.questions.ids().filter(|&question| gives(question, &adds)));
        }
        _ => {}
    });
    questions.sort_unstable();
    questions.dedup();
    questions
}

/// The last question with the route taken there, if every possible walk ends by it.
fn last_route<'t>(tree: &'t Resolved, evaluation: &Evaluation) -> Option<(QuestionId, &'t Route<ById>)> {
    let nodes = &evaluation.graph.nodes;
    let mut last = None;
    for node in nodes {
        for link in &node.links {
            if !matches!(nodes[link.to as usize].at, At::End(End::Landing(_))) {
                continue;
            }
            let (question, taken) = (link.made.question(), link.route?);
            if *last.get_or_insert((question, taken)) != (question, taken) {
                return None;
            }
        }
    }
    let (question, taken) = last?;
    Some((question, route_taken(tree, question, taken)?))
}

/// The way of a question that a route stands on.
pub(crate) fn route_taken_in<'t>(
    tree: &'t Resolved,
    question: QuestionId,
    route: &Route<ById>,
) -> Option<&'t Way<ById>> {
    let mut ways = tree.questions[question].ways().map(|(_, way)| way);
    ways.find(|way| way.routes.iter().any(|it| std::ptr::eq(it, route)))
}

/// The route of a question that was taken.
pub(crate) fn route_taken(tree: &Resolved, question: QuestionId, taken: RouteTaken) -> Option<&Route<ById>> {
    Some(&tree.questions[question].way(taken.way)?.routes[taken.route])
}
