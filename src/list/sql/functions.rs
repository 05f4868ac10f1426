//! What complete replies lead to as functions, and what a row leaves of each.
//!
//! A function is a decision diagram. What a row leaves of it is worked out from its last part to its first: a
//! part can still end wherever the parts can that its test leaves. Parts that functions share are one column.

use super::cells::Given;
use super::program::Program;
use super::term::{BITS, Bits, Term, all, any, both_bits, case, either_bits, not};
use crate::engine::budget::Budget;
use crate::engine::diagram::{Diagrams, FALSE, Join, Placed, Places, Root};
use crate::engine::evaluate::Explored;
use crate::engine::explore::{Link, StateGraph, StateNode};
use crate::engine::step::{At, End, Landing, RouteTaken};
use crate::engine::watched::{Monitor, Walks};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, Id, IdVec, QuestionId};
use crate::model::tree::Resolved;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// What the diagrams may cost together, in states.
const STATES: usize = 2_000_000;

/// A function with many values: those that are possible, as bits, and what each stands for.
pub(super) struct Image<T> {
    pub(super) bits: Bits,
    pub(super) leaves: Vec<T>,
}

/// What a condition may come to.
#[derive(Clone, Debug)]
pub(super) struct MayTerms {
    pub(super) hold: Term,
    pub(super) fail: Term,
}

/// What a test is about: a question, or whether an answer of a multiple is chosen.
#[derive(Clone, Copy, Debug)]
enum Test {
    Reply(QuestionId),
    Tick(QuestionId, AnswerId),
}

/// The functions of a tree.
pub(super) struct Functions<'e> {
    explored: &'e Explored<'e>,
    given: &'e IdVec<QuestionId, Given>,
    budget: Budget,
    diagrams: Diagrams,
    places: Places,
    tests: Vec<Test>,
    /// The leaves of diagrams that become columns, as bits. The first two: does not hold, holds.
    masks: RefCell<Vec<i64>>,
    /// The columns of parts.
    columns: HashMap<Root, Term>,
    /// Every end of the tree, and the diagram of them where a clash is not told apart.
    ends: Vec<Landing>,
    root: Root,
    results: Root,
}

impl<'e> Functions<'e> {
    /// Nothing where the tree is too large, or not sound.
    pub(super) fn of(explored: &'e Explored<'e>, given: &'e IdVec<QuestionId, Given>) -> Option<Functions<'e>> {
        let budget = Budget::of(STATES);
        let mut diagrams = Diagrams::new(&budget);
        let places = Places::of(explored.tree, &explored.reach.order());
        let mut ends: Vec<Landing> = Vec::new();
        let graph = explored.graph.finished.then_some(&explored.graph)?;
        let root = diagrams.build(&places, graph, &mut |diagrams, node| {
            let At::End(End::Landing(landing)) = graph.nodes[node].at else { return FALSE };
            diagrams.leaf(number(&mut ends, landing))
        })?;
        let same = |leaf: u32| ends.iter().position(|it| it.same_result(ends[leaf as usize])).unwrap_or(0) as u32;
        let results = diagrams.map(root, &same);
        let (tests, masks) = (tests(&places), RefCell::new(vec![1, 2]));
        let columns = HashMap::new();
        Some(Functions { explored, given, budget, diagrams, places, tests, masks, columns, ends, root, results })
    }

    fn tree(&self) -> &'e Resolved {
        self.explored.tree
    }

    /// The ends that are possible.
    pub(super) fn ends(&mut self, program: &mut Program) -> Option<Image<Landing>> {
        let leaves = self.ends.clone();
        let bits = self.image(self.root, leaves.len(), program)?;
        Some(Image { bits, leaves })
    }

    /// The last question and route of a walk that are possible.
    pub(super) fn routes(&mut self, program: &mut Program) -> Option<Image<(QuestionId, RouteTaken)>> {
        let mut leaves = Vec::new();
        let (graph, last) = by_last_route(&self.explored.graph);
        let root = self.diagrams.build(&self.places, &graph, &mut |diagrams, node| {
            let leaf = last[node].map_or(0, |taken| number(&mut leaves, taken));
            diagrams.leaf(leaf)
        })?;
        let bits = self.image(root, leaves.len(), program)?;
        Some(Image { bits, leaves })
    }

    /// What a condition may come to at the end of a walk.
    pub(super) fn may(&mut self, condition: &Condition<Entry>, program: &mut Program) -> Option<MayTerms> {
        let Explored { tree, graph, reach } = self.explored;
        let watch = Monitor::over(Walks { tree, graph, reach }, condition, &self.budget, &mut |_| false);
        let watch = watch.finished.then_some(watch)?;
        let holds = &mut |diagrams: &mut Diagrams, node| diagrams.leaf(u32::from(watch.holds(node)));
        let root = self.diagrams.build(&self.places, &watch, holds)?;
        let value = self.value(root, program)?;
        Some(MayTerms { hold: program.define(value.has(2)), fail: program.define(value.has(1)) })
    }

    /// Whether a walk may meet a question, and whether it may not.
    pub(super) fn met(&mut self, question: QuestionId, program: &mut Program) -> Option<MayTerms> {
        let answers = self.tree().questions[question].answers.ids().collect();
        self.may(&Condition::Entry(Entry::Question(question, answers)), program)
    }

    /// Whether a question is open and matters: some replies that differ in it alone have different results.
    pub(super) fn matters(&mut self, question: QuestionId, program: &mut Program) -> Option<Term> {
        let given = self.given[question].clone();
        match self.places.0[question].clone() {
            Placed::Ticks(places) => {
                let mut differs = FALSE;
                for place in places.iter().flatten() {
                    let [skipped, chosen] = [0, 1].map(|came| self.diagrams.given(self.results, &[(*place, came)]));
                    let one = self.differ(skipped, chosen);
                    differs = self.diagrams.join(Join::Or, differs, one);
                }
                let differs = self.value(differs, program)?.has(2);
                Some(all(&[not(&given.given), differs]))
            }
            Placed::Reply(place, answers) => {
                let after: Vec<Root> =
                    (0..answers.len()).map(|it| self.diagrams.given(self.results, &[(place, it)])).collect();
                // The pairs of answers that differ.
                let pairs = (0..after.len()).flat_map(|two| (0..two).map(move |one| (one, two)));
                let pairs: Vec<(usize, usize)> = pairs.filter(|(one, two)| after[*one] != after[*two]).collect();
                let mut words = Vec::new();
                for pairs in pairs.chunks(BITS) {
                    let mut apart = self.mask_leaf(0);
                    for (bit, (one, two)) in pairs.iter().enumerate() {
                        let differs = self.differ(after[*one], after[*two]);
                        let both = self.diagrams.join(Join::Pair(2), apart, differs);
                        let masks = &self.masks;
                        apart = self.diagrams.map(both, &|leaf| {
                            let mask = masks.borrow()[leaf as usize / 2];
                            mask_number(masks, mask | i64::from(leaf % 2) << bit)
                        });
                    }
                    let value = self.value(apart, program)?;
                    let mut parts = vec![value];
                    for (at, answer) in answers.iter().enumerate() {
                        let of = pairs.iter().enumerate().filter(|(_, (one, two))| at == *one || at == *two);
                        let without = !of.fold(0_i64, |mask, (bit, _)| mask | 1 << bit);
                        let guard = program.define(guard(&given.may, 1 << answer.index()));
                        parts.push(either_bits(&[guard, Term::number(without)]));
                    }
                    let left = both_bits(&parts);
                    words.push(Term::of(format!("({} <> 0)", left.text), &[&left]));
                }
                // A given reply leaves no pair; to say so first spares work.
                Some(all(&[not(&given.settled), any(&words)]))
            }
        }
    }

    fn differ(&mut self, one: Root, two: Root) -> Root {
        let seconds = self.ends.len() as u32;
        let both = self.diagrams.join(Join::Pair(seconds), one, two);
        self.diagrams.map(both, &|leaf| u32::from(leaf / seconds != leaf % seconds))
    }

    fn mask_leaf(&mut self, mask: i64) -> Root {
        let leaf = mask_number(&self.masks, mask);
        self.diagrams.leaf(leaf)
    }

    /// Which of so many leaves are possible.
    fn image(&mut self, root: Root, leaves: usize, program: &mut Program) -> Option<Bits> {
        let mut words = Vec::new();
        for word in 0..leaves.div_ceil(BITS) {
            let masks = &self.masks;
            let own = self.diagrams.map(root, &|leaf| mask_number(masks, Bits::mask(word, &[leaf as usize])));
            words.push(self.value(own, program)?);
        }
        Some(Bits(words))
    }

    /// The bits of all leaves that a row leaves possible.
    fn value(&mut self, root: Root, program: &mut Program) -> Option<Term> {
        for part in self.diagrams.last_first(root) {
            if self.columns.contains_key(&part) {
                continue;
            }
            let term = match self.diagrams.value(part) {
                Some(leaf) => Term::number(self.masks.borrow()[leaf as usize]),
                None => {
                    let mut by_child: BTreeMap<Root, i64> = BTreeMap::new();
                    for (came, child) in self.diagrams.children(part).iter().enumerate() {
                        *by_child.entry(*child).or_default() |= 1 << came;
                    }
                    let test = self.tests[self.diagrams.place(part) as usize];
                    let ways: Vec<Term> = by_child
                        .into_iter()
                        .filter(|(child, _)| self.columns[child].text != "0")
                        .map(|(child, came)| {
                            let guard = program.define(self.guard(test, came));
                            both_bits(&[guard, self.columns[&child].clone()])
                        })
                        .collect();
                    program.define(either_bits(&ways))
                }
            };
            self.columns.insert(part, term);
        }
        (!self.diagrams.full && !self.budget.is_spent()).then(|| self.columns[&root].clone())
    }

    /// All bits where a test may come to any of these, else none.
    fn guard(&self, test: Test, came: i64) -> Term {
        match test {
            Test::Reply(question) => guard(&self.given[question].may, came),
            Test::Tick(question, answer) if came == 1 => guard(&self.given[question].skip, 1 << answer.index()),
            Test::Tick(question, answer) => guard(&self.given[question].may, 1 << answer.index()),
        }
    }
}

fn guard(number: &Term, bits: i64) -> Term {
    case(vec![(number.has(bits), Term::of("CAST(-1 AS BIGINT)".to_owned(), &[]))], Some(Term::number(0)))
}

/// The number of a mask among the leaves.
fn mask_number(masks: &RefCell<Vec<i64>>, mask: i64) -> u32 {
    number(&mut masks.borrow_mut(), mask)
}

/// The place of something in a list, added where it is not there yet.
fn number<T: PartialEq>(list: &mut Vec<T>, it: T) -> u32 {
    let at = list.iter().position(|other| *other == it).unwrap_or_else(|| {
        list.push(it);
        list.len() - 1
    });
    at as u32
}

/// By place, what is tested there.
fn tests(places: &Places) -> Vec<Test> {
    let mut tests: BTreeMap<u32, Test> = BTreeMap::new();
    for (question, placed) in places.0.iter_enumerated() {
        match placed {
            Placed::Reply(place, _) => {
                tests.insert(*place, Test::Reply(question));
            }
            Placed::Ticks(ticks) => {
                for (answer, place) in ticks.iter_enumerated() {
                    place.map(|place| tests.insert(place, Test::Tick(question, answer)));
                }
            }
        }
    }
    tests.into_values().collect()
}

/// The same ways, with an end for every last question and route.
fn by_last_route(graph: &StateGraph) -> (StateGraph, Vec<Option<(QuestionId, RouteTaken)>>) {
    let mut graph = graph.clone();
    let mut last = vec![None; graph.nodes.len()];
    let mut known: Vec<((QuestionId, RouteTaken), u32)> = Vec::new();
    let mut ends = Vec::new();
    for node in 0..graph.nodes.len() {
        for link in 0..graph.nodes[node].links.len() {
            let Link { made, to, route } = graph.nodes[node].links[link];
            let (At::End(_), Some(route)) = (graph.nodes[to as usize].at, route) else { continue };
            let taken = (made.question(), route);
            let end = match known.iter().find(|(other, _)| *other == taken) {
                Some((_, end)) => *end,
                None => {
                    let end = last.len() as u32;
                    known.push((taken, end));
                    last.push(Some(taken));
                    ends.push(StateNode { at: graph.nodes[to as usize].at, links: Vec::new(), parent: None });
                    end
                }
            };
            graph.nodes[node].links[link].to = end;
        }
    }
    graph.nodes.extend(ends);
    (graph, last)
}
