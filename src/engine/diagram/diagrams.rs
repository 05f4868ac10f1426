//! Diagrams that share their parts, and what can be done with them.

use crate::engine::budget::Budget;
use foldhash::HashMap;
use std::collections::{BTreeSet, VecDeque};

/// The number of a diagram.
pub(crate) type Root = u32;

/// "Does not hold", as a leaf.
pub(crate) const FALSE: Root = 0;
/// "Holds", as a leaf.
pub(crate) const TRUE: Root = 1;

/// The place of a test, and what it came to.
pub(super) type Test = (u32, usize);

/// A part of one diagram and a part of another.
type Both = (Root, Root);

/// Comes after every test.
const LEAF: u32 = u32::MAX;

/// How two diagrams become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Join {
    /// Both hold.
    And,
    /// Either holds.
    Or,
    /// The first holds and the second does not.
    Minus,
    /// A leaf for every two leaves: the first times this number, plus the second.
    Pair(u32),
}

/// Diagrams that share their parts.
#[derive(Debug)]
pub(crate) struct Diagrams {
    /// By number: the place of the test, and where its replies lead; of a leaf, its value.
    nodes: Vec<(u32, Box<[u32]>)>,
    numbers: HashMap<(u32, Box<[u32]>), u32>,
    joined: HashMap<(Join, Root, Root), Root>,
    budget: Budget,
    /// What the parts hold together.
    bytes: usize,
    /// Whether the budget was too small: then what came out is not to be used.
    pub(crate) full: bool,
}

impl Diagrams {
    /// No diagrams yet, but for "does not hold" and "holds".
    pub(crate) fn new(budget: &Budget) -> Diagrams {
        let (nodes, numbers, joined) = (Vec::new(), HashMap::default(), HashMap::default());
        let mut diagrams = Diagrams { nodes, numbers, joined, budget: budget.clone(), bytes: 0, full: false };
        diagrams.leaf(0);
        diagrams.leaf(1);
        diagrams
    }

    /// The diagram that leads to this whatever the replies.
    pub(crate) fn leaf(&mut self, value: u32) -> Root {
        self.keep(LEAF, [value].into())
    }

    fn keep(&mut self, place: u32, children: Box<[u32]>) -> Root {
        let key = (place, children);
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        // Each part stands in the list and in the table, with what it leads to.
        let leads = size_of::<(u32, Box<[u32]>)>() + size_of_val(&*key.1).max(16);
        self.hold(2 * leads + 8);
        // The two leaves that everything knows are always there.
        if self.full && self.nodes.len() > 1 {
            return FALSE;
        }
        let number = self.nodes.len() as u32;
        self.nodes.push(key.clone());
        self.numbers.insert(key, number);
        number
    }

    /// Spends work on diagrams; that it was too much is for whoever asked to see.
    fn spend(&mut self, steps: usize) {
        self.full |= !self.budget.spend(steps);
    }

    /// Takes room for so many bytes.
    fn hold(&mut self, bytes: usize) {
        self.bytes += bytes;
        if self.bytes > self.budget.room() {
            self.budget.exhaust();
        }
        self.spend(2);
    }

    /// A test before diagrams that test only what comes later.
    pub(crate) fn test(&mut self, place: u32, children: &[Root]) -> Root {
        match children.iter().all(|child| *child == children[0]) {
            true => children[0],
            false => self.keep(place, children.into()),
        }
    }

    /// The place of the first test.
    pub(crate) fn place(&self, root: Root) -> u32 {
        self.nodes[root as usize].0
    }

    /// The value of a leaf.
    pub(crate) fn value(&self, root: Root) -> Option<u32> {
        let (place, children) = &self.nodes[root as usize];
        (*place == LEAF).then(|| children[0])
    }

    /// Where the replies to the first test lead; nothing for a leaf.
    pub(crate) fn children(&self, root: Root) -> &[Root] {
        let (place, children) = &self.nodes[root as usize];
        if *place == LEAF { &[] } else { children }
    }

    /// What is left once the test at a place, not after the first one, came to this.
    pub(crate) fn after(&self, root: Root, place: u32, value: usize) -> Root {
        let (own, children) = &self.nodes[root as usize];
        if *own == place { children[value] } else { root }
    }

    /// The first test of several diagrams, with how many replies it has; none where all are leaves.
    pub(crate) fn first(&self, roots: &[Root]) -> Option<(u32, usize)> {
        let first = roots.iter().min_by_key(|root| self.place(**root))?;
        (self.place(*first) < LEAF).then(|| (self.place(*first), self.children(*first).len()))
    }

    /// A test before diagrams that may themselves test what comes earlier: those tests are put first.
    pub(crate) fn before(&mut self, place: u32, children: &[Root]) -> Root {
        self.before_known(place, children, &mut HashMap::default())
    }

    fn before_known(&mut self, place: u32, children: &[Root], known: &mut HashMap<Vec<Root>, Root>) -> Root {
        let Some((first, replies)) = self.first(children).filter(|(first, _)| *first < place) else {
            return self.test(place, children);
        };
        if let Some(&known) = known.get(children) {
            return known;
        }
        // As many steps as bytes of the table by eight: it is gone once this is done.
        self.spend(8 + children.len() * replies);
        let mut parts = Vec::with_capacity(replies);
        for reply in 0..replies {
            let after: Vec<Root> = children.iter().map(|&child| self.after(child, first, reply)).collect();
            parts.push(if self.full { FALSE } else { self.before_known(place, &after, known) });
        }
        let root = self.test(first, &parts);
        known.insert(children.to_vec(), root);
        root
    }

    /// Two diagrams as one.
    pub(crate) fn join(&mut self, how: Join, one: Root, two: Root) -> Root {
        match how {
            Join::And if one == two || two == TRUE => return one,
            Join::Or if one == two || two == FALSE => return one,
            Join::And if one == TRUE => return two,
            Join::Or if one == FALSE => return two,
            Join::And if one == FALSE || two == FALSE => return FALSE,
            Join::Or if one == TRUE || two == TRUE => return TRUE,
            Join::Minus if one == two || one == FALSE || two == TRUE => return FALSE,
            Join::Minus if two == FALSE => return one,
            _ => {}
        }
        let Some((place, replies)) = self.first(&[one, two]) else {
            let (one, two) = (self.value(one).unwrap_or(0), self.value(two).unwrap_or(0));
            return self.leaf(match how {
                Join::And => one & two,
                Join::Or => one | two,
                Join::Minus => one & (1 - two),
                Join::Pair(seconds) => one * seconds + two,
            });
        };
        if let Some(&known) = self.joined.get(&(how, one, two)) {
            return known;
        }
        self.hold(2 * size_of::<(Join, Root, Root, Root)>());
        self.spend(replies);
        if self.full {
            return FALSE;
        }
        let mut children = Vec::with_capacity(replies);
        for reply in 0..replies {
            let (one, two) = (self.after(one, place, reply), self.after(two, place, reply));
            children.push(self.join(how, one, two));
        }
        let root = self.test(place, &children);
        self.joined.insert((how, one, two), root);
        root
    }

    /// The diagram with its leaves changed.
    pub(crate) fn map(&mut self, root: Root, change: &dyn Fn(u32) -> u32) -> Root {
        let mut changed: HashMap<Root, Root> = HashMap::default();
        let parts = self.last_first(root);
        self.spend(parts.len());
        for node in parts {
            let new = match self.value(node) {
                Some(value) => self.leaf(change(value)),
                None => {
                    let children: Vec<Root> = self.children(node).iter().map(|child| changed[child]).collect();
                    self.test(self.place(node), &children)
                }
            };
            changed.insert(node, new);
        }
        changed[&root]
    }

    /// The diagram once tests came to this.
    pub(crate) fn given(&mut self, root: Root, tests: &[Test]) -> Root {
        let mut changed: HashMap<Root, Root> = HashMap::default();
        let parts = self.last_first(root);
        self.spend(parts.len());
        for node in parts {
            let came = tests.iter().find(|(place, _)| *place == self.place(node));
            let children: Vec<Root> = self.children(node).iter().map(|child| changed[child]).collect();
            let new = match came {
                _ if children.is_empty() => node,
                Some(&(_, value)) => children[value],
                None => self.test(self.place(node), &children),
            };
            changed.insert(node, new);
        }
        changed[&root]
    }

    /// What is left of a diagram among others once tests came to this, by place; `left` is what is known of that.
    pub(crate) fn restricted(
        &mut self,
        others: &Diagrams,
        root: Root,
        came: &[Option<usize>],
        left: &mut HashMap<Root, Root>,
    ) -> Root {
        if let Some(value) = others.value(root) {
            return self.leaf(value);
        }
        let place = others.place(root);
        if let Some(value) = came.get(place as usize).copied().flatten() {
            return self.restricted(others, others.children(root)[value], came, left);
        }
        if let Some(&known) = left.get(&root) {
            return known;
        }
        self.spend(2 + others.children(root).len());
        let mut children = Vec::with_capacity(others.children(root).len());
        for &child in others.children(root) {
            children.push(self.restricted(others, child, came, left));
        }
        let known = self.test(place, &children);
        left.insert(root, known);
        known
    }

    /// The parts of a diagram, each after all that it leads to.
    pub(crate) fn last_first(&self, root: Root) -> Vec<Root> {
        // Parts are kept only after what they lead to.
        let mut found = BTreeSet::from([root]);
        let mut stack = vec![root];
        while let Some(node) = stack.pop() {
            self.budget.spend(1 + self.children(node).len());
            stack.extend(self.children(node).iter().copied().filter(|child| found.insert(*child)));
        }
        found.into_iter().collect()
    }

    /// The leaves of a diagram, from low to high.
    pub(crate) fn leaves(&self, root: Root) -> BTreeSet<u32> {
        self.last_first(root).into_iter().filter_map(|node| self.value(node)).collect()
    }

    /// The places that a diagram tests.
    pub(crate) fn tested(&self, root: Root) -> BTreeSet<u32> {
        self.last_first(root).into_iter().map(|node| self.place(node)).filter(|place| *place < LEAF).collect()
    }

    /// The fewest tests, with what each came to, after which two diagrams are at leaves that `differ`.
    pub(crate) fn apart(&self, one: Root, two: Root, differ: &dyn Fn(u32, u32) -> bool) -> Option<Vec<Test>> {
        let mut parents: HashMap<Both, Option<(Both, Test)>> = [((one, two), None)].into_iter().collect();
        let mut queue = VecDeque::from([(one, two)]);
        while let Some(at) = queue.pop_front() {
            if !self.budget.spend(2) {
                return None;
            }
            let Some((place, replies)) = self.first(&[at.0, at.1]) else {
                if !matches!((self.value(at.0), self.value(at.1)), (Some(one), Some(two)) if differ(one, two)) {
                    continue;
                }
                let (mut tests, mut at) = (Vec::new(), at);
                while let Some(Some((before, test))) = parents.get(&at) {
                    tests.push(*test);
                    at = *before;
                }
                tests.reverse();
                return Some(tests);
            };
            self.budget.spend(4 * replies);
            for reply in 0..replies {
                let next = (self.after(at.0, place, reply), self.after(at.1, place, reply));
                parents.entry(next).or_insert_with(|| {
                    queue.push_back(next);
                    Some((at, (place, reply)))
                });
            }
        }
        None
    }
}
