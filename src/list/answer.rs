//! What is added to a row: its replies read, evaluated, and put into cells.

use crate::analysis::document::{WholeDocument, changing, changing_by};
use crate::analysis::narrowing::largest_graph;
use crate::analysis::recommend::fit::{OfferedMethods, PreparedMethods, level};
use crate::analysis::why::{Why, why_by};
use crate::bilingual;
use crate::engine::conditions::{Conditions, May, Under};
use crate::engine::diagram::{Restrictions, ResultFunction};
use crate::engine::evaluate::{Evaluation, Explored};
use crate::engine::step::{AllowedReplies, Landing};
use crate::list::bounded::Bounded;
use crate::list::cell::{ReplyText, Unit};
use crate::list::clash;
use crate::list::columns::{Column, Columns};
use crate::list::count::{Chosen, Counted};
use crate::list::dialect::Dialect;
use crate::list::field::Field;
use crate::list::job::Job;
use crate::list::mapping::{Mapping, normal};
use crate::list::next;
use crate::list::summary::Summary;
use crate::list::tally::{Status, Tally};
use crate::list::total::MaybeTotal;
use crate::list::trouble::Trouble;
use crate::list::value::{Values, plain, uncalculated, unguarded};
use crate::model::catalogue::AdviceKind;
use crate::model::catalogue::Method;
use crate::model::ids::{AnswerId, Id, IdVec, OutcomeId, QuestionId, RungId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{ById, QuestionKind, Resolved, Verdict};
use crate::source::resolve::question_named;
use crate::text::language::Bilingual;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What is said about a row.
#[derive(Clone, Debug)]
pub struct RowAnswer<'t> {
    /// The added cells, in the order of the fields. Many rows have the same.
    pub cells: Arc<AddedCells<'t>>,
    /// What it adds to the counts.
    pub tally: Tally,
}

/// Added cells, and how they stand in a file once they were written to one.
#[derive(Debug)]
pub struct AddedCells<'t> {
    cells: Vec<Cow<'t, str>>,
    written: OnceLock<Arc<[u8]>>,
}

impl<'t> Deref for AddedCells<'t> {
    type Target = [Cow<'t, str>];

    fn deref(&self) -> &[Cow<'t, str>] {
        &self.cells
    }
}

impl AddedCells<'_> {
    /// Each cell with a delimiter before it.
    pub(super) fn written(&self, dialect: Dialect) -> Arc<[u8]> {
        let write = || {
            let mut written = Vec::new();
            for cell in &self.cells {
                written.push(dialect.delimiter);
                dialect.put(cell, &mut written);
            }
            written.into()
        };
        Arc::clone(self.written.get_or_init(write))
    }
}

impl RowAnswer<'_> {
    /// How many bytes it takes, with its cells as they are written.
    pub(super) fn bytes(&self) -> usize {
        let texts: usize = self.cells.iter().map(|cell| cell.len()).sum();
        size_of_val(&self.cells[..]) + 2 * texts + self.tally.wrong.len() + self.tally.clash.len()
    }
}

/// So many bytes are kept of what was answered by replies, and by what they leave of the results, by each thread.
const MOST: usize = 1 << 20;
const MOST_RESULTS: usize = 4 << 20;

/// Answers to rows without anything wrong in them.
#[derive(Debug, Default)]
pub struct KnownByReplies<'t> {
    /// By the replies that they hang on.
    replies: Bounded<RowAnswer<'t>, MOST>,
    /// By what their replies leave of the results, where nothing else counts; else there is none.
    results: Bounded<Option<ByResults<'t>>, MOST_RESULTS>,
    restrictions: Restrictions,
}

/// An answer where several results are possible, and in how large a graph it is the same.
#[derive(Clone, Debug)]
struct ByResults<'t> {
    answer: RowAnswer<'t>,
    largest: usize,
}

/// What a row is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    /// All of it counts, but for cells that nothing hangs on.
    Whole,
    /// The result hangs on a cell that cannot be read: what is possible is told.
    Hangs,
    /// Nothing is told but why.
    Refused,
}

/// What is wrong with a row.
#[derive(Debug, Default)]
struct Wrong {
    /// In words.
    said: String,
    /// The questions whose cells cannot be read, by id.
    refused: String,
}

/// Answers rows. All that they share is worked out once: the tree is explored, and the conditions that a
/// row may be asked about are followed over it.
#[derive(Debug)]
pub struct Answering<'t> {
    job: Job<'t>,
    values: Values<'t>,
    /// What every row replies.
    fixed: Replies,
    explored: Explored<'t>,
    conditions: Conditions,
    /// By bound of the tree, the number of its condition.
    bounds: Vec<Option<usize>>,
    /// The methods, where they are asked for, as such or in a plan.
    offers: Option<PreparedMethods<'t>>,
    /// The duties with the numbers of their conditions, where they are asked for.
    duties: Vec<(&'t str, Option<usize>)>,
    /// By question, whether an answer may hang on its reply even where no walk meets it.
    unmet_counts: IdVec<QuestionId, bool>,
    /// The results over all replies, where all that is told of several results hangs on them alone.
    results: Option<ResultFunction>,
    /// How often it was looked at what open questions can still change, and the documents for that, one by thread.
    asked: AtomicUsize,
    documents: Mutex<Vec<WholeDocument>>,
}

/// After so many times a document over all replies is worth its while.
const OFTEN: usize = 50;

impl<'t> Answering<'t> {
    /// Fails where the mapping names what is not there.
    pub fn new(job: &Job<'t>) -> Result<Answering<'t>, Bilingual> {
        let tree = job.tree;
        let explored = Explored::of(tree);
        let mut conditions = Conditions::new(&explored);
        let conditional = tree.bounds.iter().map(|bound| bound.condition.as_ref());
        let bounds = conditional.map(|it| it.map(|it| conditions.number(&explored, it))).collect();
        let offered = job.fields.iter().any(|it| matches!(it, Field::Methods | Field::Plan));
        let offers = offered.then(|| PreparedMethods::of(&explored, &mut conditions));
        let asked = job.fields.contains(&Field::Duties);
        let duties = tree.advice().filter(|it| asked && it.kind == AdviceKind::Duty);
        let numbered = duties.map(|it| {
            let condition = it.condition.as_ref().map(|condition| conditions.number(&explored, condition));
            (it.id.text.as_str(), condition)
        });
        let duties = numbered.collect();
        let values = Values::of(tree, &job.mapping)?;
        let fixed = fixed(tree, &values, &job.mapping)?;
        let unmet_counts = unmet_counts(tree);
        let by_results = !job.fields.iter().any(|it| matches!(it, Field::Methods | Field::Duties | Field::Route));
        let results = by_results.then(|| explored.results()).flatten().map(ResultFunction::of);
        Ok(Answering {
            job: job.clone(),
            values,
            fixed,
            explored,
            conditions,
            bounds,
            offers,
            duties,
            unmet_counts,
            results,
            asked: AtomicUsize::new(0),
            documents: Mutex::default(),
        })
    }

    /// A number with its unit, where a question reads it so.
    pub(super) fn shown(&self, question: QuestionId, number: f64, unit: &Unit) -> Option<String> {
        self.values.shown(question, number, unit)
    }

    /// How many cells are added.
    pub(super) fn fields(&self) -> usize {
        self.job.fields.len()
    }

    /// Nothing counted yet.
    pub(super) fn nothing(&self) -> Summary {
        Summary::of(self.job.tree)
    }

    /// Whether rows are counted by what they say in some column.
    pub(super) fn counts(&self) -> bool {
        self.job.counts
    }

    /// What a row says in the columns that are counted by; `None` where nothing is counted by any.
    pub(super) fn counted<'c>(
        &self,
        columns: &Columns,
        cell: &mut dyn FnMut(usize) -> Cow<'c, str>,
    ) -> Option<Counted> {
        if !self.job.counts {
            return None;
        }
        let chosen = columns.count.chosen.map(|it| Chosen::read(self.job.tree, &plain(&cell(it))));
        let mut said = |column: Option<usize>| column.map(|it| unguarded(&cell(it)).into_owned());
        Some(Counted {
            project: said(columns.count.project).filter(|name| !name.is_empty()),
            phase: said(columns.part),
            by: said(columns.count.by),
            chosen,
        })
    }

    /// The answer to a row; `cell` gives the text of a column, and `trouble` what is wrong with its shape.
    ///
    /// A misfit leaves its question open, and makes a row invalid only where the result hangs on that question
    /// (`docs/format.md`, section 8); a strict list minds it wherever a way still comes.
    pub fn answer<'c>(
        &self,
        columns: &Columns,
        cell: &mut dyn FnMut(usize) -> ReplyText<'c>,
        trouble: Option<Trouble>,
        known: &mut KnownByReplies<'t>,
    ) -> RowAnswer<'t> {
        let (replies, misfits) = self.read(columns, cell);
        let mut answer = if misfits.is_empty() && trouble.is_none() {
            self.by_replies(&replies, known)
        } else {
            self.with_trouble(&replies, &misfits, trouble)
        };
        let numeric = |it: &QuestionId| matches!(self.job.tree.questions[*it].kind, QuestionKind::Number { .. });
        let all_numbers = misfits.iter().all(|(question, _)| numeric(question))
            && replies.iter().all(|(it, reply)| matches!(reply, Reply::Number(_)) || self.fixed.contains_key(it));
        answer.tally.bare = replies.len() == self.fixed.len() && answer.tally.wrong.is_empty();
        let list_of_numbers = columns.questions.iter().all(|it| numeric(&it.question));
        answer.tally.total = MaybeTotal::of(answer.tally.bare, all_numbers, list_of_numbers);
        answer
    }

    /// The answer to replies of a row with something wrong in it.
    fn with_trouble(
        &self,
        replies: &Replies,
        misfits: &[(QuestionId, Bilingual)],
        trouble: Option<Trouble>,
    ) -> RowAnswer<'t> {
        let under = Under::of(&self.explored, replies);
        let wrong = |counts: &dyn Fn(QuestionId) -> bool| misfits.iter().any(|(question, _)| counts(*question));
        let row = match () {
            () if trouble.as_ref().is_some_and(|it| it.refuses) => Row::Refused,
            () if wrong(&|it| under.evaluation.open_questions.contains(&it)) => Row::Hangs,
            () if self.job.strict && wrong(&|it| under.meets(it)) => Row::Refused,
            () => Row::Whole,
        };
        let language = self.job.language;
        let about_cells = misfits.iter().map(|(_, message)| message);
        let said: Vec<&Bilingual> = match &trouble {
            // What its cells say tells nothing then.
            Some(trouble) if trouble.refuses => vec![&trouble.said],
            trouble => trouble.iter().map(|it| &it.said).chain(about_cells).collect(),
        };
        let refused = misfits.iter().map(|(question, _)| self.job.tree.questions[*question].id.text.as_str());
        let wrong = Wrong { said: list(said.into_iter().map(|it| it.to(language)), "; "), refused: list(refused, ";") };
        self.put(replies, &under, row, wrong)
    }

    /// The answer to replies with nothing wrong, which many rows have in common: where several results are possible what
    /// is left of these tells all, else the replies do once what they never come to is left out.
    fn by_replies(&self, replies: &Replies, known: &mut KnownByReplies<'t>) -> RowAnswer<'t> {
        if known.restrictions.full() {
            *known = KnownByReplies::default();
        }
        let left = self.results.as_ref();
        let left = left.and_then(|function| known.restrictions.of(function, self.job.tree, replies));
        let left = left.map(u32::to_le_bytes);
        let by_left = left.as_ref().and_then(|left| known.results.get(left));
        if let Some(Some(by_left)) = by_left
            && by_left.largest >= self.explored.graph.nodes.len()
        {
            return by_left.answer.clone();
        }
        let allowed = AllowedReplies::all(self.job.tree, replies);
        let (met, nodes) = self.explored.meets(&allowed);
        if let Some(Some(by_left)) = by_left
            && by_left.largest >= nodes
        {
            return by_left.answer.clone();
        }
        let is_new = by_left.is_none();
        let key = self.key(replies, &met);
        if let Some(answer) = known.replies.get(&key) {
            return answer.clone();
        }
        let under = Under::within(&self.explored, replies, allowed);
        let answer = self.put(replies, &under, Row::Whole, Wrong::default());
        let bytes = answer.bytes();
        if let Some(left) = left.filter(|_| is_new) {
            let largest = self.results_tell_all(replies, &under.evaluation);
            let alone = largest.map(|largest| ByResults { answer: answer.clone(), largest });
            known.results.keep(left.into(), alone, bytes);
        }
        // What is not exact may go by more.
        if under.evaluation.exact {
            known.replies.keep(key.into(), answer.clone(), bytes);
        }
        answer
    }

    /// Whether all that is told of several results hangs on what is left of these, as there is no plan; then in how
    /// large a graph: what to find out first is not looked for in a larger one.
    fn results_tell_all(&self, replies: &Replies, evaluation: &Evaluation) -> Option<usize> {
        let tree = self.job.tree;
        let leveled = || evaluation.landings.iter().all(|landing| level(tree, landing).is_some());
        let planned = self.job.fields.contains(&Field::Plan) && has_one_rung(evaluation) && leveled();
        (evaluation.landings.len() > 1 && !planned).then(|| largest_graph(tree, replies, evaluation))?
    }

    /// The replies that an answer hangs on, as bytes: those to questions that a walk meets, and to those that count
    /// whether they are met or not.
    fn key(&self, replies: &Replies, met: &IdVec<QuestionId, bool>) -> Vec<u8> {
        let counts = |it: &QuestionId| met[*it] || self.unmet_counts[*it];
        let mut key = Vec::with_capacity(64);
        let answers = |key: &mut Vec<u8>, kind: u8, answers: &[AnswerId]| {
            key.push(kind);
            key.extend((answers.len() as u32).to_le_bytes());
            answers.iter().for_each(|answer| key.extend((answer.index() as u32).to_le_bytes()));
        };
        for (question, reply) in replies.iter().filter(|(question, _)| counts(question)) {
            key.extend((question.index() as u32).to_le_bytes());
            match reply {
                Reply::Answers(these) => answers(&mut key, 0, these),
                Reply::OneOf(these) => answers(&mut key, 1, these),
                Reply::Number(number) => {
                    key.push(2);
                    key.extend(number.to_string().into_bytes());
                    key.push(0);
                }
                Reply::Unknown => key.push(3),
            }
        }
        key
    }

    /// The answer to replies that are known already.
    pub fn answer_replies(&self, replies: &Replies) -> RowAnswer<'t> {
        self.put(replies, &Under::of(&self.explored, replies), Row::Whole, Wrong::default())
    }

    /// The replies of a row, and what is wrong with other cells of it, by question.
    fn read<'c>(
        &self,
        columns: &Columns,
        cell: &mut dyn FnMut(usize) -> ReplyText<'c>,
    ) -> (Replies, Vec<(QuestionId, Bilingual)>) {
        let mut replies = self.fixed.clone();
        let mut misfits: Vec<(QuestionId, Bilingual)> = Vec::new();
        // The answers that columns of their own say yes to; `None` where one says that nobody knows.
        let mut ticked: BTreeMap<QuestionId, Option<Vec<&str>>> = BTreeMap::new();
        for &Column { at: column, question, option, .. } in &columns.questions {
            let cell = cell(column);
            if cell == ReplyText::Uncalculated {
                misfits.push((question, in_column(&columns.names[column], &uncalculated())));
                continue;
            }
            let read = match option {
                None => self.values.read_cell(question, &cell),
                Some(option) => self.values.ticked(question, option, &cell.text()).map(|ticks| {
                    let id = self.job.tree.questions[question].answers[option].id.text.as_str();
                    let ids = ticked.entry(question).or_insert_with(|| Some(Vec::new()));
                    match ticks {
                        Some(true) => ids.iter_mut().for_each(|ids| ids.push(id)),
                        Some(false) => {}
                        None => *ids = None,
                    }
                    None
                }),
            };
            match read {
                Ok(Some(reply)) if replies.get(&question).is_some_and(|other| *other != reply) => {
                    misfits.push((question, in_column(&columns.names[column], &says_another())));
                }
                Ok(reply) => replies.extend(reply.map(|reply| (question, reply))),
                // The question that the same cell also answers knows it.
                Err(_) if self.known_elsewhere(columns, column, &cell) => {}
                Err(message) => {
                    let name = &columns.names[column];
                    if normal(&cell.text()) == normal(name) {
                        let again = bilingual!(
                            "hier staat de kop nog eens; haal deze rij weg",
                            "this is the head again; take this row out"
                        );
                        return (Replies::new(), vec![(question, again)]);
                    }
                    misfits.push((question, in_column(name, &message)));
                }
            }
        }
        for (question, ids) in ticked {
            let read = ids.map_or(Ok(Some(Reply::Unknown)), |ids| self.values.read(question, &ids.join(";")));
            match read {
                // A reply that is known in part is none.
                _ if misfits.iter().any(|(it, _)| *it == question) => {}
                Ok(Some(reply)) if replies.get(&question).is_some_and(|other| *other != reply) => {
                    misfits.push((question, says_another()));
                }
                Ok(reply) => replies.extend(reply.map(|reply| (question, reply))),
                Err(message) => misfits.push((question, message)),
            }
        }
        misfits.iter().for_each(|(question, _)| drop(replies.remove(question)));
        (replies, misfits)
    }

    /// Whether one of the questions that a column answers knows what its cell says.
    fn known_elsewhere(&self, columns: &Columns, column: usize, cell: &ReplyText<'_>) -> bool {
        let mut several = columns.questions.iter().filter(|it| it.at == column);
        several.any(|it| self.values.read_cell(it.question, cell).is_ok())
    }

    /// What decides the result of a row; nothing where there are several.
    fn why(&self, replies: &Replies, under: &Under) -> Option<Why<'t>> {
        let tree = self.job.tree;
        let told = under.evaluation.clash.certain || self.job.fields.contains(&Field::DecidedBy);
        let may = |bound: usize| match self.bounds[bound] {
            Some(number) => self.conditions.may(number, tree, under),
            None => May { hold: true, fail: false },
        };
        (told && under.evaluation.landings.len() == 1).then(|| why_by(tree, replies, &under.evaluation, &may))
    }

    /// The given replies that decided a row with one result, in file order.
    fn decided_by(&self, replies: &Replies, under: &Under, why: &Why<'t>) -> Vec<QuestionId> {
        match &under.evaluation.landings[..] {
            one @ [_] => why.deciding_replies(self.job.tree, one, replies),
            _ => Vec::new(),
        }
    }

    /// Of a row with one result, the open questions that can still change what else is advised.
    fn plan_open(&self, replies: &Replies, under: &Under) -> Vec<QuestionId> {
        let open = |it: &QuestionId| matches!(replies.get(it), None | Some(Reply::Unknown | Reply::OneOf(_)));
        let mut open: Vec<QuestionId> =
            self.job.tree.questions.ids().filter(|it| under.meets(*it) && open(it)).collect();
        if !open.is_empty() {
            let changes = self.changing(replies, &under.evaluation);
            open.retain(|question| changes[*question]);
        }
        open
    }

    /// By question, whether it can still change what is told. Of a long list what documents tell of is worked out once.
    fn changing(&self, replies: &Replies, evaluation: &Evaluation) -> IdVec<QuestionId, bool> {
        if self.asked.fetch_add(1, Ordering::Relaxed) < OFTEN {
            return changing(self.job.tree, replies, evaluation);
        }
        let spare = || self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        let mut document = spare().pop().unwrap_or_else(|| WholeDocument::of(&self.explored));
        let changes = changing_by(&mut document, &self.explored, replies, evaluation);
        spare().push(document);
        changes
    }

    fn put(&self, replies: &Replies, under: &Under, row: Row, wrong: Wrong) -> RowAnswer<'t> {
        let Wrong { said: wrong, refused: misfits } = wrong;
        let (invalid, refused) = (row != Row::Whole, row == Row::Refused);
        let (tree, language, evaluation) = (self.job.tree, self.job.language, &under.evaluation);
        let why = self.why(replies, under);
        let one = match evaluation.landings[..] {
            [landing] if !invalid => Some(landing),
            _ => None,
        };
        let status = match one {
            _ if invalid => Status::Invalid,
            Some(_) if evaluation.clash.certain => Status::Conflict,
            Some(_) => Status::Decided,
            None => Status::Undecided,
        };
        let clash = match &why {
            Some(why) if status == Status::Conflict => clash::line(tree, why, language),
            _ => String::new(),
        };
        let many = language.pick(
            "te veel mogelijkheden om precies te zijn: eerder te veel mogelijke uitkomsten dan te weinig",
            "too many possibilities to be exact: too many possible results rather than too few",
        );
        let inexact = if evaluation.exact || refused { "" } else { many };
        let mut verdicts = evaluation.landings.iter().map(|it| tree.outcomes[it.outcome].verdict);
        let first = verdicts.next().filter(|_| !refused);
        let agreed = first.filter(|first| verdicts.all(|it| it == *first));
        let next = if one.is_some() || refused { None } else { next::question(tree, replies, evaluation) };
        let told = Told { replies, under, one, agreed, why, next, offers: OnceCell::new() };
        let cell = |field: &Field| match field {
            Field::Status => Cow::Borrowed(status.word()),
            Field::Message => {
                let parts = [&wrong[..], &clash, inexact].into_iter().filter(|part| !part.is_empty());
                Cow::Owned(harmless(&list(parts, "; ")))
            }
            Field::Refused => Cow::Owned(misfits.clone()),
            _ if refused => Cow::Borrowed(""),
            field => self.cell(*field, &told),
        };
        let cells = self.job.fields.iter().map(cell).collect();
        RowAnswer {
            cells: Arc::new(AddedCells { cells, written: OnceLock::new() }),
            tally: Tally {
                status,
                verdict: agreed,
                outcome: one.map(|it| it.outcome),
                rung: one.and_then(|it| it.rung),
                open: if refused { Vec::new() } else { evaluation.open_questions.clone() },
                bare: false,
                total: MaybeTotal::No,
                wrong,
                clash,
            },
        }
    }

    /// The duties that hold whatever is still replied.
    fn certain_duties(&self, under: &Under) -> impl Iterator<Item = &'t str> {
        let certain = |number| {
            let may = self.conditions.may(number, self.job.tree, under);
            may.hold && !may.fail
        };
        self.duties.iter().filter(move |(_, condition)| condition.is_none_or(certain)).map(|(id, _)| *id)
    }

    /// What one column says of a row that is told of.
    fn cell(&self, field: Field, told: &Told<'_, 't>) -> Cow<'t, str> {
        let Told { replies, under, one, agreed, why, next, .. } = told;
        let (tree, evaluation) = (self.job.tree, &told.under.evaluation);
        let rung_id = |rung: RungId| tree.rung(rung).id.text.as_str();
        let question_id = |question: &QuestionId| tree.questions[*question].id.text.as_str();
        let questions = |list_of: &[QuestionId]| Cow::Owned(list(list_of.iter().map(question_id), ";"));
        let methods =
            |methods: Vec<&'t Method<ById>>| Cow::Owned(list(methods.into_iter().map(|it| it.id.text.as_str()), ";"));
        let asked = next.map(|it| &tree.questions[it]);
        match field {
            Field::PossibleResults => {
                let outcome = |landing: &Landing| tree.outcomes[landing.outcome].id.text.as_str();
                let pair = |it: &Landing| format!("{}/{}", outcome(it), it.rung.map_or("", rung_id));
                Cow::Owned(evaluation.landings.iter().map(pair).collect::<Vec<_>>().join(";"))
            }
            Field::Duties => Cow::Owned(list(self.certain_duties(under), ";")),
            // These are told of every row, by whoever tells the others.
            Field::Status | Field::Message | Field::Refused => Cow::Borrowed(""),
            Field::Verdict => Cow::Borrowed(agreed.map_or("", Verdict::word)),
            Field::Rung => Cow::Borrowed(one.and_then(|it| it.rung).map_or("", rung_id)),
            Field::Outcome => Cow::Borrowed(one.map_or("", |it| tree.outcomes[it.outcome].id.text.as_str())),
            Field::PossibleRungs => {
                let mut rungs: Vec<RungId> = evaluation.landings.iter().filter_map(|landing| landing.rung).collect();
                rungs.sort_unstable();
                rungs.dedup();
                Cow::Owned(list(rungs.into_iter().map(rung_id), ";"))
            }
            Field::PossibleOutcomes => {
                let mut outcomes: Vec<OutcomeId> = evaluation.landings.iter().map(|it| it.outcome).collect();
                outcomes.dedup();
                Cow::Owned(list(outcomes.into_iter().map(|it| tree.outcomes[it].id.text.as_str()), ";"))
            }
            Field::OpenQuestions => questions(&evaluation.open_questions),
            Field::NextQuestion => one_line(asked.map_or("", |it| &it.ask)),
            Field::AskWhom => one_line(asked.and_then(|it| it.unknown.as_deref()).unwrap_or_default()),
            Field::EachReply => {
                let each = next.map(|it| next::each(&self.explored, replies, evaluation, it, self.job.language));
                Cow::Owned(harmless(&each.unwrap_or_default()))
            }
            Field::DecidedBy => {
                why.as_ref().map_or(Cow::Borrowed(""), |why| questions(&self.decided_by(replies, under, why)))
            }
            Field::PlanOpen => one.map_or(Cow::Borrowed(""), |_| questions(&self.plan_open(replies, under))),
            Field::Route => {
                let always: Vec<QuestionId> =
                    evaluation.met().iter().filter(|it| it.always).map(|it| it.question).collect();
                questions(&always)
            }
            Field::Methods => methods(told.offers(self).iter().flat_map(|it| it.methods.iter().copied()).collect()),
            // What is offered costs most to find out, and is not asked for where there can be no plan.
            Field::Plan if !has_one_rung(evaluation) => Cow::Borrowed(""),
            Field::Plan => {
                let planned = |offered| self.offers.iter().flat_map(|it| it.planned(offered, replies)).collect();
                methods(told.offers(self).as_ref().map(planned).unwrap_or_default())
            }
        }
    }
}

/// What is known of a row.
struct Told<'a, 't> {
    replies: &'a Replies,
    under: &'a Under,
    /// The one result.
    one: Option<Landing>,
    /// The verdict on which all possible results agree.
    agreed: Option<Verdict>,
    why: Option<Why<'t>>,
    /// What to find out first.
    next: Option<QuestionId>,
    /// The methods that are offered, for whichever column tells of them.
    offers: OnceCell<Option<OfferedMethods<'t>>>,
}

impl<'t> Told<'_, 't> {
    /// What is offered; `None` where no method is asked for, or none fits every result.
    fn offers(&self, answering: &Answering<'t>) -> &Option<OfferedMethods<'t>> {
        let offered = || answering.offers.as_ref()?.under(self.replies, self.under, &answering.conditions);
        self.offers.get_or_init(offered)
    }
}

/// By question, whether its reply counts where no walk meets it: a plan goes by how much time there is.
fn unmet_counts(tree: &Resolved) -> IdVec<QuestionId, bool> {
    tree.questions.iter().map(|question| question.measures().is_some()).collect()
}

/// Whether all results that are possible are on one rung: then there may be a plan.
fn has_one_rung(evaluation: &Evaluation) -> bool {
    let mut rungs = evaluation.landings.iter().map(|landing| landing.rung);
    let first = rungs.next();
    rungs.all(|rung| Some(rung) == first)
}

/// What `--set` has every row reply.
pub(super) fn fixed(tree: &Resolved, values: &Values<'_>, mapping: &Mapping) -> Result<Replies, Bilingual> {
    let mut replies = Replies::new();
    for (id, text) in &mapping.fixed {
        let Some(question) = question_named(tree, id) else { continue };
        let reply = values.read(question, text).map_err(|message| {
            bilingual!("--set {id}: {nl}", "--set {id}: {en}", nl = &message.dutch, en = &message.english)
        })?;
        replies.extend(reply.map(|reply| (question, reply)));
    }
    Ok(replies)
}

/// What is said of a reply that another field of the same object contradicts.
fn says_another() -> Bilingual {
    bilingual!(
        "een ander veld geeft op deze vraag een ander antwoord; haal er één weg",
        "another field gives another reply to this question; take one out"
    )
}

/// What is wrong with a cell, with its column.
fn in_column(name: &str, message: &Bilingual) -> Bilingual {
    let (nl, en) = (&message.dutch, &message.english);
    bilingual!("kolom `{name}`: {nl}", "column `{name}`: {en}")
}

/// Texts behind one another.
fn list<'a>(parts: impl Iterator<Item = &'a str>, between: &str) -> String {
    let mut all = String::new();
    for part in parts {
        if all.is_empty() {
            all.reserve(64);
        } else {
            all += between;
        }
        all += part;
    }
    all
}

/// A text of a tree in one cell.
fn one_line(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let as_it_is = !text.starts_with(['=', '+', '-', '@']) && crate::text::sanitize::line(text) == text;
    if as_it_is { Cow::Borrowed(text) } else { Cow::Owned(harmless(text)) }
}

/// Text that a spreadsheet would take for a formula, made plain; on one line.
pub fn harmless(text: &str) -> String {
    let text = crate::text::sanitize::line(text);
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}
