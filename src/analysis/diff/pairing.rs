//! Which things of two versions of a tree are the same thing: by id, else by an id it had before (`was`).

use crate::model::condition::Word;
use crate::model::ids::{AnswerId, Id, IdVec, OutcomeId, QuestionId, RungId};
use crate::model::ladder::Ladder;
use crate::model::tree::Resolved;

/// Things with less likeness than this are not proposed as one renamed.
const LIKE: f64 = 0.6;

/// Where more pairs than this could be one thing renamed, none is proposed: these are other trees, and every
/// text against every text would take too long.
const PAIRS: usize = 50_000;

/// What of an older version is what of a newer one. By place in the older list, the place in the newer.
#[derive(Clone, Debug)]
pub struct Pairing {
    /// The questions.
    pub questions: IdVec<QuestionId, Option<QuestionId>>,
    /// By question, its answers; empty for one that is gone.
    pub answers: IdVec<QuestionId, IdVec<AnswerId, Option<AnswerId>>>,
    /// The outcomes.
    pub outcomes: IdVec<OutcomeId, Option<OutcomeId>>,
    /// The rungs, where both stand on one ladder; else rungs are compared by level.
    pub rungs: Option<IdVec<RungId, Option<RungId>>>,
    /// The methods.
    pub methods: Vec<Option<usize>>,
    /// The advice.
    pub advice: Vec<Option<usize>>,
    /// What has another id now, and what may have.
    pub renamed: Vec<Renamed>,
}

impl Pairing {
    /// Whether two rungs, or none, are the same: as the ladder says, else by their level.
    pub(super) fn same_rung(&self, old: &Resolved, new: &Resolved, one: Option<RungId>, two: Option<RungId>) -> bool {
        let level = |tree: &Resolved, rung: RungId| tree.rung(rung).level;
        match (one, two, &self.rungs) {
            (None, None, _) => true,
            (Some(one), Some(two), Some(rungs)) => rungs[one] == Some(two),
            (Some(one), Some(two), None) => level(old, one).is_some() && level(old, one) == level(new, two),
            _ => false,
        }
    }
}

/// What sort of thing was renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// A question.
    Question,
    /// An answer.
    Answer,
    /// An outcome.
    Outcome,
    /// A rung.
    Rung,
    /// A method.
    Method,
}

impl ItemKind {
    /// The word in files for programs.
    pub fn word(self) -> &'static str {
        match self {
            ItemKind::Question => "question",
            ItemKind::Answer => "answer",
            ItemKind::Outcome => "outcome",
            ItemKind::Rung => "rung",
            ItemKind::Method => "method",
        }
    }
}

/// Something with another id.
#[derive(Clone, Debug, PartialEq)]
pub struct Renamed {
    /// What sort of thing.
    pub sort: ItemKind,
    /// For an answer, the question it belongs to, as the newer version names it.
    pub of: Option<String>,
    /// Its id in the older version.
    pub old: String,
    /// Its id in the newer version.
    pub new: String,
    /// How much the texts are alike, from 0 to 1, where nobody said that they are the same thing (`was`) and
    /// this is a proposal. Nothing else takes it for granted.
    pub likeness: Option<f64>,
}

/// A thing as pairing sees it.
struct Item<'a> {
    id: &'a str,
    was: &'a [Word],
    /// Its text for people.
    text: String,
}

fn thing<'a>(id: &'a Word, was: &'a [Word], text: impl Into<String>) -> Item<'a> {
    Item { id: &id.text, was, text: text.into() }
}

/// Pairs things by id, then by the ids they had.
fn pair(old: &[Item<'_>], new: &[Item<'_>]) -> Vec<Option<usize>> {
    let same = |id: &str| new.iter().position(|it| it.id == id);
    let was = |id: &str| {
        let had = |it: &Item<'_>| it.was.iter().any(|was| was.text == id) && old.iter().all(|old| old.id != it.id);
        new.iter().position(had)
    };
    old.iter().map(|it| same(it.id).or_else(|| was(it.id))).collect()
}

/// What has another id now: as the newer version says, and, of what is left, what is most alike.
fn renamed(
    sort: ItemKind,
    of: Option<&str>,
    old: &[Item<'_>],
    new: &[Item<'_>],
    pairs: &[Option<usize>],
) -> Vec<Renamed> {
    let name = |one: usize, two: usize, likeness| Renamed {
        sort,
        of: of.map(str::to_owned),
        old: old[one].id.to_owned(),
        new: new[two].id.to_owned(),
        likeness,
    };
    let said = pairs.iter().enumerate().filter_map(|(one, two)| Some((one, (*two)?)));
    let mut renamed: Vec<Renamed> =
        said.filter(|(one, two)| old[*one].id != new[*two].id).map(|(one, two)| name(one, two, None)).collect();
    let gone: Vec<usize> = (0..old.len()).filter(|one| pairs[*one].is_none()).collect();
    let come: Vec<usize> = (0..new.len()).filter(|two| !pairs.contains(&Some(*two))).collect();
    if gone.len().saturating_mul(come.len()) > PAIRS {
        return renamed;
    }
    let mut alike: Vec<(f64, usize, usize)> = gone
        .into_iter()
        .flat_map(|one| come.iter().map(move |&two| (one, two)))
        .map(|(one, two)| (likeness(&old[one].text, &new[two].text), one, two))
        .filter(|(likeness, ..)| *likeness >= LIKE)
        .collect();
    alike.sort_by(|one, two| two.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(two.1, two.2))));
    let (mut taken, mut given) = (Vec::new(), Vec::new());
    for (likeness, one, two) in alike {
        if !taken.contains(&one) && !given.contains(&two) {
            taken.push(one);
            given.push(two);
            renamed.push(name(one, two, Some(likeness)));
        }
    }
    renamed
}

fn likeness(one: &str, two: &str) -> f64 {
    strsim::normalized_levenshtein(&one.to_lowercase(), &two.to_lowercase())
}

/// Pairs all things of two versions.
pub(super) fn pairing(old: &Resolved, new: &Resolved) -> Pairing {
    let mut all = Vec::new();
    let mut both = |sort: ItemKind, of: Option<&str>, old: &[Item<'_>], new: &[Item<'_>]| {
        let pairs = pair(old, new);
        all.extend(renamed(sort, of, old, new, &pairs));
        pairs
    };
    fn questions(tree: &Resolved) -> Vec<Item<'_>> {
        let text = |it: &crate::model::tree::Question<crate::model::tree::ById>| {
            let labels: Vec<&str> = it.answers.iter().map(|answer| answer.label.as_str()).collect();
            format!("{} {}", it.ask, labels.join(" "))
        };
        tree.questions.iter().map(|it| thing(&it.id, &it.was, text(it))).collect()
    }
    fn answers(tree: &Resolved, question: QuestionId) -> Vec<Item<'_>> {
        tree.questions[question].answers.iter().map(|it| thing(&it.id, &it.was, &*it.label)).collect()
    }
    fn outcomes(tree: &Resolved) -> Vec<Item<'_>> {
        tree.outcomes.iter().map(|it| thing(&it.id, &it.was, &*it.title)).collect()
    }
    fn rungs(ladder: &Ladder) -> Vec<Item<'_>> {
        ladder.rungs.iter().map(|it| thing(&it.id, &it.was, &*it.title)).collect()
    }
    fn methods(tree: &Resolved) -> Vec<Item<'_>> {
        tree.methods().map(|it| thing(&it.id, &it.was, &*it.title)).collect()
    }
    fn typed<I: Id>(pairs: Vec<Option<usize>>) -> IdVec<I, Option<I>> {
        pairs.into_iter().map(|it| it.map(I::new)).collect()
    }
    let pairs: IdVec<QuestionId, _> = typed(both(ItemKind::Question, None, &questions(old), &questions(new)));
    let mut of_answers = IdVec::new();
    for (one, two) in pairs.iter_enumerated() {
        of_answers.push(two.map_or_else(IdVec::new, |two| {
            let within = Some(new.questions[two].id.text.as_str());
            typed(both(ItemKind::Answer, within, &answers(old, one), &answers(new, two)))
        }));
    }
    let same_ladder = match (&old.ladder, &new.ladder) {
        (Some(one), Some(two)) if one.id.text == two.id.text => Some((one, two)),
        _ => None,
    };
    let outcomes = typed(both(ItemKind::Outcome, None, &outcomes(old), &outcomes(new)));
    let rungs = same_ladder.map(|(one, two)| typed(both(ItemKind::Rung, None, &rungs(one), &rungs(two))));
    let methods = both(ItemKind::Method, None, &methods(old), &methods(new));
    let advice: Vec<&str> = new.advice().map(|it| it.id.text.as_str()).collect();
    Pairing {
        questions: pairs,
        answers: of_answers,
        outcomes,
        rungs,
        methods,
        advice: old.advice().map(|it| advice.iter().position(|id| *id == it.id.text)).collect(),
        renamed: all,
    }
}
