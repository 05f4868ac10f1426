//! Which questions can still change the document: the result, its reasons, the methods offered and the advice
//! (`docs/format.md#2-what-a-tree-means`).
//!
//! Each thing that a document tells is a function of the complete replies, kept as a diagram. A question can
//! change the document exactly when it stands in the diagram of one of these things.

use crate::analysis::reasons::{LastRoutes, OverReplies, reasons};
use crate::analysis::recommend::fit::{against, either, level, told};
use crate::engine::budget::Budget;
use crate::engine::diagram::{Diagrams, FALSE, Join, Places, Root};
use crate::engine::evaluate::{Evaluation, Explored};
use crate::engine::explore::result_at;
use crate::engine::step::{At, End, Landing};
use crate::engine::watched::Monitor;
use crate::model::catalogue::{Audience, Method};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{ById, Measure, Resolved};
use foldhash::HashMap;

/// What looking for the questions that count may cost, said in states: past that every question on the way counts.
const STATES: usize = 1_000_000;

/// Results by one way to which each is looked at first.
const SAMPLES: usize = 8;

/// By question, whether a reply to it can still change the document. Where that would take too long, every
/// question that a way meets can.
pub fn changing(tree: &Resolved, replies: &Replies, evaluation: &Evaluation) -> IdVec<QuestionId, bool> {
    let mut search = DocumentSearch::of(tree, replies, evaluation);
    if !evaluation.exact {
        return search.met();
    }
    // What changes a document where the rest is settled, changes it: a few ways tell of most questions, for next to
    // nothing.
    for way in ways_to_results(evaluation) {
        if search.done() {
            break;
        }
        let mut settled = replies.clone();
        let known = way.into_iter().filter(|(question, _)| !search.open[*question] || search.changes[*question]);
        settled.extend(known.map(|(question, answers)| (question, Reply::Answers(answers))));
        let left = evaluation.under(tree, &settled);
        let mut within = DocumentSearch::of(tree, &settled, &left);
        if left.exact && within.everything(&settled).is_some() {
            within.changes.iter_enumerated().for_each(|(question, changes)| search.changes[question] |= *changes);
        }
    }
    if search.done() || search.everything(replies).is_some() { search.changes } else { search.met() }
}

/// One way to each of the first results, as the replies on it.
fn ways_to_results(evaluation: &Evaluation) -> impl Iterator<Item = Vec<(QuestionId, Vec<AnswerId>)>> {
    let graph = &evaluation.graph;
    let end = |result: &Landing| (0..graph.nodes.len()).find(|&node| result_at(graph, node) == Some(*result));
    evaluation.landings.iter().filter_map(end).take(SAMPLES).map(|node| graph.witness(node))
}

/// The same for a set of replies to a tree that was explored whole, by what was worked out for others before it.
pub(crate) fn changing_by(
    whole: &mut WholeDocument,
    explored: &Explored<'_>,
    replies: &Replies,
    evaluation: &Evaluation,
) -> IdVec<QuestionId, bool> {
    let tree = explored.tree;
    let came = whole.places.came(tree, replies).filter(|_| explored.graph.finished && evaluation.exact);
    let Some(came) = came.filter(|_| !whole.diagrams.full) else { return changing(tree, replies, evaluation) };
    let mut search = DocumentSearch::of(tree, replies, evaluation);
    search.whole = Some(Restricted { whole, explored, came, left: HashMap::default() });
    match search.done() || search.everything(replies).is_some() {
        true => search.changes,
        false => changing(tree, replies, evaluation),
    }
}

/// What documents of a tree tell of, over all replies: each condition worked out when it is first asked for.
#[derive(Debug)]
pub(crate) struct WholeDocument {
    places: Places,
    diagrams: Diagrams,
    known: HashMap<Condition<Entry>, Root>,
    /// Every end, and the diagram of them.
    ends: Option<(Vec<Landing>, Root)>,
}

/// Over which replies a condition that was watched holds; `None` where that was cut short.
fn watched(diagrams: &mut Diagrams, places: &Places, watch: &Monitor<'_>) -> Option<Root> {
    if !watch.finished {
        return None;
    }
    let leaf = |diagrams: &mut Diagrams, state: usize| diagrams.leaf(u32::from(watch.holds(state)));
    diagrams.build(places, watch, &mut { leaf })
}

impl WholeDocument {
    pub(crate) fn of(explored: &Explored<'_>) -> WholeDocument {
        let places = Places::of(explored.tree, &explored.reach.order());
        let diagrams = Diagrams::new(&Budget::of(STATES));
        WholeDocument { places, diagrams, known: HashMap::default(), ends: None }
    }

    fn holds(&mut self, explored: &Explored<'_>, condition: &Condition<Entry>) -> Option<Root> {
        if let Some(&known) = self.known.get(condition) {
            return Some(known);
        }
        let watch = explored.watch(condition, &Budget::of(STATES));
        let root = watched(&mut self.diagrams, &self.places, &watch)?;
        self.known.insert(condition.clone(), root);
        (!self.diagrams.full).then_some(root)
    }

    fn ends(&mut self, explored: &Explored<'_>) -> Option<&(Vec<Landing>, Root)> {
        if self.ends.is_none() {
            let (mut ends, graph): (Vec<Landing>, _) = (Vec::new(), &explored.graph);
            let root = self.diagrams.build(&self.places, graph, &mut |diagrams, node| {
                let At::End(End::Landing(landing)) = graph.nodes[node].at else { return diagrams.leaf(u32::MAX) };
                let leaf = ends.iter().position(|it| *it == landing).unwrap_or_else(|| {
                    ends.push(landing);
                    ends.len() - 1
                });
                diagrams.leaf(leaf as u32)
            })?;
            self.ends = Some((ends, root));
        }
        self.ends.as_ref().filter(|_| !self.diagrams.full)
    }
}

/// What replies leave of the whole document.
struct Restricted<'a> {
    whole: &'a mut WholeDocument,
    explored: &'a Explored<'a>,
    came: Vec<Option<usize>>,
    /// What is left of parts of its diagrams, among those of the search.
    left: HashMap<Root, Root>,
}

struct DocumentSearch<'a> {
    tree: &'a Resolved,
    evaluation: &'a Evaluation,
    /// By question, whether its reply is open or not every way meets it: what reads others only is settled.
    unsettled: IdVec<QuestionId, bool>,
    places: Places,
    diagrams: Diagrams,
    known: HashMap<Condition<Entry>, Root>,
    changes: IdVec<QuestionId, bool>,
    open: IdVec<QuestionId, bool>,
    /// Where the tree was explored whole for many sets of replies.
    whole: Option<Restricted<'a>>,
}

impl<'a> DocumentSearch<'a> {
    /// Knows of the questions that change the result, and of those that tell how much time there is: that can change
    /// the plan, whatever methods it rules out.
    fn of(tree: &'a Resolved, replies: &Replies, evaluation: &'a Evaluation) -> DocumentSearch<'a> {
        let mut open = IdVec::filled(false, tree.questions.len());
        let mut unsettled = IdVec::filled(false, tree.questions.len());
        let mut changes = IdVec::filled(false, tree.questions.len());
        let planned = tree.catalogues.iter().any(|catalogue| !catalogue.purposes.is_empty());
        for it in evaluation.met() {
            let is_open = matches!(replies.get(&it.question), None | Some(Reply::Unknown | Reply::OneOf(_)));
            let weeks = planned && tree.questions[it.question].measures() == Some(Measure::Weeks);
            open[it.question] = is_open;
            unsettled[it.question] = is_open || !it.always;
            changes[it.question] = is_open && weeks;
        }
        evaluation.open_questions.iter().for_each(|&question| changes[question] = true);
        DocumentSearch {
            tree,
            evaluation,
            unsettled,
            places: evaluation.places(tree),
            diagrams: Diagrams::new(&Budget::of(STATES)),
            known: HashMap::default(),
            changes,
            open,
            whole: None,
        }
    }

    /// Every question that a way meets.
    fn met(&self) -> IdVec<QuestionId, bool> {
        let mut met = IdVec::filled(false, self.tree.questions.len());
        self.evaluation.met().iter().for_each(|it| met[it.question] = true);
        met
    }

    /// Looks at all that the document tells, until every open question is known to change something. `None`
    /// past the budget.
    fn everything(&mut self, replies: &Replies) -> Option<()> {
        for advice in self.tree.advice() {
            if let Some(condition) = advice.condition.as_ref().filter(|it| self.varies(it)) {
                let root = self.holds(condition)?;
                self.count(root)?;
            }
        }
        let (tree, graph) = (self.tree, &self.evaluation.graph);
        reasons(tree, graph, self, &mut |search, _, root| search.count(root))?;
        for method in self.tree.methods().filter(|method| method.audience == Audience::Residents) {
            self.method(method, replies)?;
        }
        Some(())
    }

    /// Whether nothing is left to find.
    fn done(&self) -> bool {
        self.open.ids().all(|question| !self.open[question] || self.changes[question])
    }

    /// Counts the questions that a diagram tests.
    fn count(&mut self, root: Root) -> Option<()> {
        for question in self.places.questions(&self.diagrams.tested(root)) {
            self.changes[question] = true;
        }
        (!self.diagrams.full).then_some(())
    }

    /// A method: when it is offered, and what then is told of it.
    fn method(&mut self, method: &'a Method<ById>, replies: &Replies) -> Option<()> {
        let tree = self.tree;
        let fits = |landing: &Landing| level(tree, landing).is_some_and(|level| method.serves(level));
        let against: Vec<Condition<Entry>> = against(tree, replies, method).into_iter().map(|(_, it)| it).collect();
        let told: Vec<&Condition<Entry>> = told(tree, method).filter(|it| self.varies(it)).collect();
        let mut either = either(tree, replies, method);
        either.retain(|(question, _)| !self.changes[*question]);
        let falls = against.iter().any(|condition| self.varies(condition));
        if !falls && told.is_empty() && either.is_empty() || !self.evaluation.landings.iter().any(fits) {
            return Some(());
        }
        let mut offered = self.lands(&fits)?;
        for condition in &against {
            let falls = self.holds(condition)?;
            offered = self.diagrams.join(Join::Minus, offered, falls);
        }
        self.count(offered)?;
        for condition in told {
            let holds = self.holds(condition)?;
            let told = self.diagrams.join(Join::And, offered, holds);
            self.count(told)?;
        }
        for (question, bands) in either {
            let given = self.holds(&Condition::Entry(Entry::Question(question, bands)))?;
            self.changes[question] |= self.diagrams.join(Join::And, offered, given) != FALSE;
        }
        Some(())
    }
}

impl OverReplies for DocumentSearch<'_> {
    fn diagrams(&mut self) -> &mut Diagrams {
        &mut self.diagrams
    }

    fn holds(&mut self, condition: &Condition<Entry>) -> Option<Root> {
        if let Some(&known) = self.known.get(condition) {
            return Some(known);
        }
        if let Some(Restricted { whole, explored, came, left }) = &mut self.whole {
            let root = whole.holds(explored, condition)?;
            let root = self.diagrams.restricted(&whole.diagrams, root, came, left);
            self.known.insert(condition.clone(), root);
            return (!self.diagrams.full).then_some(root);
        }
        let watch = self.evaluation.watch(self.tree, condition);
        let root = watched(&mut self.diagrams, &self.places, &watch)?;
        self.known.insert(condition.clone(), root);
        (!self.diagrams.full).then_some(root)
    }

    fn lands(&mut self, fits: &dyn Fn(&Landing) -> bool) -> Option<Root> {
        if let Some(Restricted { whole, explored, came, left }) = &mut self.whole {
            let (ends, root) = whole.ends(explored)?;
            let fit: Vec<bool> = ends.iter().map(fits).collect();
            let root = *root;
            let root = self.diagrams.restricted(&whole.diagrams, root, came, left);
            let fits = |leaf: u32| u32::from(fit.get(leaf as usize).is_some_and(|fit| *fit));
            return Some(self.diagrams.map(root, &fits));
        }
        let graph = &self.evaluation.graph;
        self.diagrams.build(&self.places, graph, &mut |diagrams, node| match &graph.nodes[node].at {
            At::End(End::Landing(landing)) => diagrams.leaf(u32::from(fits(landing))),
            _ => FALSE,
        })
    }

    fn ends(&mut self, ways: &LastRoutes<'_, '_>) -> Option<Root> {
        self.diagrams.build(&self.places, ways, &mut |diagrams, node| diagrams.leaf(ways.leaf(node)))
    }

    /// Whether a condition can come to something else by what is still open, the result aside: what hangs on
    /// the result alone changes with a question that changes the result, and that counts already.
    fn varies(&self, condition: &Condition<Entry>) -> bool {
        if self.done() {
            return false;
        }
        let mut varies = false;
        let sets = |question: &crate::model::tree::Question<ById>, entry: &Entry| {
            question.answers.iter().any(|answer| match entry {
                Entry::Fact(fact, _) => answer.set.iter().any(|(set, _)| set == fact),
                _ => answer.add.iter().any(|(added, _)| entry.reads(*added)),
            })
        };
        condition.each(&mut |entry| match entry {
            Entry::Question(question, _) => varies |= self.unsettled[*question],
            Entry::Fact(..) | Entry::Score(..) | Entry::Ahead(..) => {
                let questions = self.tree.questions.iter().zip(self.unsettled.iter());
                varies |= questions.filter(|(_, unsettled)| **unsettled).any(|(question, _)| sets(question, entry));
            }
            _ => {}
        });
        varies
    }

    fn looks_at_routes(&self) -> bool {
        !self.done()
    }
}
