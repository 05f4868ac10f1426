//! Ids: which question, answer, outcome of a tree is meant, and lists that only their own kind of id indexes.

use serde::{Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The place of something in the list that it belongs to. Each kind has a type of its own, so that a question
/// cannot be passed where an answer is meant.
pub trait Id: Copy + Ord + fmt::Debug {
    /// The id of what stands at this place.
    fn new(index: usize) -> Self;

    /// The place.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            fn new(index: usize) -> $name {
                // A file of a hundred megabytes, the largest that is read, has room for far fewer.
                $name(index as u32)
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

/// A place in a list that has no kind of id of its own.
impl Id for usize {
    fn new(index: usize) -> usize {
        index
    }

    fn index(self) -> usize {
        self
    }
}

ids! {
    /// A question of a tree.
    QuestionId
    /// An answer of a question.
    AnswerId
    /// An outcome of a tree.
    OutcomeId
    /// A rung of a ladder; a later one gives more say.
    RungId
    /// A fact of a tree.
    FactId
    /// A value of a fact.
    ValueId
    /// A score of a tree.
    ScoreId
}

/// A way on from a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WayId {
    /// The own way of this answer.
    Answer(AnswerId),
    /// The way of the question, for answers without one of their own.
    Question,
}

/// Something for every way on from a question.
#[derive(Clone, Debug)]
pub(crate) struct ByWay<T> {
    answers: IdVec<AnswerId, T>,
    question: T,
}

impl<T: Clone> ByWay<T> {
    /// The same for every way of a question with so many answers.
    pub(crate) fn filled(item: T, answers: usize) -> ByWay<T> {
        ByWay { answers: IdVec::filled(item.clone(), answers), question: item }
    }
}

impl<T> Index<WayId> for ByWay<T> {
    type Output = T;

    fn index(&self, way: WayId) -> &T {
        match way {
            WayId::Answer(answer) => &self.answers[answer],
            WayId::Question => &self.question,
        }
    }
}

impl<T> IndexMut<WayId> for ByWay<T> {
    fn index_mut(&mut self, way: WayId) -> &mut T {
        match way {
            WayId::Answer(answer) => &mut self.answers[answer],
            WayId::Question => &mut self.question,
        }
    }
}

/// A list that only its own kind of id indexes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdVec<I, T> {
    items: Vec<T>,
    id: PhantomData<fn(I) -> I>,
}

impl<I: Id, T> IdVec<I, T> {
    /// No items.
    pub const fn new() -> IdVec<I, T> {
        IdVec { items: Vec::new(), id: PhantomData }
    }

    /// As many of the same item as there are ids of another list.
    pub fn filled(item: T, count: usize) -> IdVec<I, T>
    where
        T: Clone,
    {
        vec![item; count].into()
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The item of an id, if there is one.
    pub fn get(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }

    /// Every id, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + Clone + use<I, T> {
        (0..self.items.len()).map(I::new)
    }

    /// Every item, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// Every item, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// Every item with its id, in order.
    pub fn iter_enumerated(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.items.iter().enumerate().map(|(index, item)| (I::new(index), item))
    }

    /// The id of the first item for which this holds.
    pub fn position(&self, holds: impl FnMut(&T) -> bool) -> Option<I> {
        self.items.iter().position(holds).map(I::new)
    }

    /// The first item.
    pub fn first(&self) -> Option<&T> {
        self.items.first()
    }

    /// The last item.
    pub fn last(&self) -> Option<&T> {
        self.items.last()
    }

    /// The id of the first item.
    pub fn first_id(&self) -> Option<I> {
        self.ids().next()
    }

    /// The id of the last item.
    pub fn last_id(&self) -> Option<I> {
        self.items.len().checked_sub(1).map(I::new)
    }

    /// Adds an item and tells its id.
    pub fn push(&mut self, item: T) -> I {
        self.items.push(item);
        I::new(self.items.len() - 1)
    }
}

impl<I, T> Default for IdVec<I, T> {
    fn default() -> IdVec<I, T> {
        IdVec { items: Vec::new(), id: PhantomData }
    }
}

impl<I, T: fmt::Debug> fmt::Debug for IdVec<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

/// A plain list: the ids are the places.
impl<I, T: Serialize> Serialize for IdVec<I, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(serializer)
    }
}

impl<I, T> From<Vec<T>> for IdVec<I, T> {
    fn from(items: Vec<T>) -> IdVec<I, T> {
        IdVec { items, id: PhantomData }
    }
}

impl<I, T> FromIterator<T> for IdVec<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(items: A) -> IdVec<I, T> {
        Vec::from_iter(items).into()
    }
}

impl<'v, I, T> IntoIterator for &'v IdVec<I, T> {
    type Item = &'v T;
    type IntoIter = std::slice::Iter<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'v, I, T> IntoIterator for &'v mut IdVec<I, T> {
    type Item = &'v mut T;
    type IntoIter = std::slice::IterMut<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut()
    }
}

impl<I, T> IntoIterator for IdVec<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<I: Id, T> Index<I> for IdVec<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for IdVec<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

/// A set of ids, one bit each.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct IdSet<I> {
    words: Vec<u64>,
    id: PhantomData<fn(I) -> I>,
}

impl<I: Id> IdSet<I> {
    /// No ids yet, out of so many.
    pub(crate) fn none(size: usize) -> IdSet<I> {
        IdSet { words: vec![0; size.div_ceil(64)], id: PhantomData }
    }

    /// Adds an id.
    pub(crate) fn add(&mut self, id: I) {
        self.words[id.index() / 64] |= 1 << (id.index() % 64);
    }

    /// Whether an id is in.
    pub(crate) fn has(&self, id: I) -> bool {
        self.words[id.index() / 64] >> (id.index() % 64) & 1 == 1
    }

    /// Adds what is in another set.
    pub(crate) fn add_all(&mut self, other: &IdSet<I>) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own |= other);
    }

    /// How many are in.
    pub(crate) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }
}

impl<I> fmt::Debug for IdSet<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words.fmt(f)
    }
}
