//! What is added to a row: its replies read, classified, and put into cells.

use super::columns::Columns;
use super::summary::{Status, Tally};
use super::value::{Values, normal};
use super::{Field, Job, alike, clash};
use crate::analysis::classify::{Classified, Classifier};
use crate::bilingual;
use crate::engine::quick::Map;
use crate::model::replies::{Decimal, Replies, Reply};
use crate::model::tree::Known;
use crate::text::language::Bilingual;
use std::borrow::Cow;
use std::rc::Rc;

/// As many answers are remembered by their replies; then memory stays as it is.
const KEPT: usize = 16_000;

/// As many cells of a question are remembered, none of more bytes.
const CELLS: usize = 500;

/// What is said about a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<'t> {
    /// The added cells, in the order of the fields.
    pub cells: Vec<Cow<'t, str>>,
    /// What it adds to the counts.
    pub tally: Tally,
}

/// Answers rows, remembering what it answered before: real lists repeat themselves.
#[derive(Debug)]
pub struct Answering<'t> {
    job: Job<'t>,
    columns: Rc<Columns>,
    values: Values<'t>,
    classifier: Classifier<'t>,
    /// By number question: where exact numbers begin to mean something else.
    cuts: Vec<Vec<Decimal>>,
    /// The ids of the methods.
    methods: Vec<&'t str>,
    /// By question: what cells were read as.
    read: Vec<Map<Box<str>, Option<Reply<Known>>>>,
    known: Map<Box<[u64]>, Rc<Answer<'t>>>,
}

impl<'t> Answering<'t> {
    /// Fails where the mapping names what is not there.
    pub fn new(job: &Job<'t>, columns: Rc<Columns>) -> Result<Answering<'t>, Bilingual> {
        Ok(Answering {
            values: Values::of(job.tree, &job.mapping)?,
            classifier: Classifier::new(job.tree),
            cuts: (0..job.tree.questions.len()).map(|question| alike::cuts(job.tree, question)).collect(),
            methods: job.tree.methods().map(|method| method.id.text.as_str()).collect(),
            read: vec![Map::default(); job.tree.questions.len()],
            known: Map::default(),
            job: job.clone(),
            columns,
        })
    }

    /// Other columns from here on; what was answered before still holds, since it is kept by reply.
    pub fn set_columns(&mut self, columns: Rc<Columns>) {
        self.columns = columns;
    }

    /// The replies of a row, and what is wrong with other cells of it, by question.
    fn read<'c>(&mut self, cell: &mut dyn FnMut(usize) -> Cow<'c, str>) -> (Replies, Vec<(usize, Bilingual)>) {
        let mut replies = Replies::new();
        let mut misfits: Vec<(usize, Bilingual)> = Vec::new();
        let columns = Rc::clone(&self.columns);
        for &(column, question) in &columns.questions {
            let text = cell(column);
            if let Some(reply) = self.read[question].get(&*text) {
                replies.extend(reply.iter().map(|reply| (question, reply.clone())));
                continue;
            }
            match self.values.read(question, &text) {
                Ok(reply) => {
                    replies.extend(reply.iter().map(|reply| (question, reply.clone())));
                    if self.read[question].len() < CELLS && text.len() < CELLS {
                        self.read[question].insert((*text).into(), reply);
                    }
                }
                Err(message) => {
                    let name = &columns.names[column];
                    if normal(&text) == normal(name) {
                        let again = bilingual!(
                            "hier staat de kop nog eens; haal deze rij weg",
                            "this is the head again; take this row out"
                        );
                        return (Replies::new(), vec![(question, again)]);
                    }
                    misfits.push((
                        question,
                        bilingual!(
                            "kolom `{name}`: {nl}",
                            "column `{name}`: {en}",
                            nl = &message.dutch,
                            en = &message.english
                        ),
                    ));
                }
            }
        }
        (replies, misfits)
    }

    /// The answer to a row; `cell` gives the text of a column, and `trouble` what is wrong with its shape.
    pub fn answer<'c>(
        &mut self,
        cell: &mut dyn FnMut(usize) -> Cow<'c, str>,
        trouble: Option<Bilingual>,
    ) -> Rc<Answer<'t>> {
        let (replies, misfits) = self.read(cell);
        // A row without any answer is told apart from one where all is unknown.
        if !misfits.is_empty() || trouble.is_some() || replies.is_empty() {
            return Rc::new(self.work_out(&replies, misfits, trouble));
        }
        let key: Option<Vec<u64>> =
            (0..self.cuts.len()).map(|it| alike::code(replies.get(&it), &self.cuts[it])).collect();
        if let Some(known) = key.as_ref().and_then(|key| self.known.get(&key[..])) {
            return Rc::clone(known);
        }
        let answer = Rc::new(self.work_out(&replies, misfits, trouble));
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        if let Some(key) = key {
            self.known.insert(key.into(), Rc::clone(&answer));
        }
        answer
    }

    /// The same for who remembers rows in a way of its own.
    pub(super) fn answer_anew<'c>(
        &mut self,
        cell: &mut dyn FnMut(usize) -> Cow<'c, str>,
        trouble: Option<Bilingual>,
    ) -> Answer<'t> {
        let (replies, misfits) = self.read(cell);
        self.work_out(&replies, misfits, trouble)
    }

    /// A misfit makes a row invalid only if its question is on a way still possible (FORMAT section 8).
    fn work_out(
        &mut self,
        replies: &Replies,
        misfits: Vec<(usize, Bilingual)>,
        trouble: Option<Bilingual>,
    ) -> Answer<'t> {
        let classified = self.classifier.classify(replies);
        let invalid = trouble.is_some() || misfits.iter().any(|(question, _)| classified.met.contains(question));
        let language = self.job.language;
        // In a row that is not whole the cells may stand under the wrong heads: what they say tells nothing.
        let wrong = match trouble {
            Some(trouble) => trouble.to(language).to_owned(),
            None => list(misfits.iter().map(|(_, message)| message.to(language)), "; "),
        };
        let bare = replies.is_empty() && wrong.is_empty();
        self.put(&classified, invalid, bare, wrong)
    }

    fn put(&self, classified: &Classified<'_>, invalid: bool, bare: bool, wrong: String) -> Answer<'t> {
        let (tree, language) = (self.job.tree, self.job.language);
        let one = match classified.landings[..] {
            [landing] if !invalid => Some(landing),
            _ => None,
        };
        let status = match one {
            _ if invalid => Status::Invalid,
            Some(_) if classified.conflict => Status::Conflict,
            Some(_) => Status::Decided,
            None => Status::Undecided,
        };
        let clash =
            if status == Status::Conflict { clash::line(tree, &classified.clashing, language) } else { String::new() };
        let many = language.pick(
            "te veel mogelijkheden om precies te zijn: eerder te veel mogelijke uitkomsten dan te weinig",
            "too many possibilities to be exact: too many possible results rather than too few",
        );
        let inexact = if classified.exact || invalid { "" } else { many };
        let mut verdicts = classified.landings.iter().map(|it| tree.outcomes[it.outcome].verdict);
        let first = verdicts.next().filter(|_| !invalid);
        let agreed = first.filter(|first| verdicts.all(|it| it == *first));
        let mut rungs: Vec<usize> = classified.landings.iter().filter_map(|landing| landing.rung).collect();
        rungs.sort_unstable();
        rungs.dedup();
        let rung_id = |rung: usize| tree.ladder.as_ref().map_or("", |ladder| ladder.rungs[rung].id.text.as_str());
        let question_id = |question: &usize| tree.questions[*question].id.text.as_str();
        let questions = |list_of: &[usize]| list(list_of.iter().map(question_id), ";");
        let cell = |field: &Field| match field {
            Field::Status => Cow::Borrowed(status.word()),
            Field::Message => {
                let parts = [&wrong[..], &clash, inexact].into_iter().filter(|part| !part.is_empty());
                Cow::Owned(harmless(&list(parts, "; ")))
            }
            _ if invalid => Cow::Borrowed(""),
            Field::Verdict => Cow::Borrowed(agreed.map_or("", crate::model::tree::Verdict::word)),
            Field::Rung => Cow::Borrowed(one.and_then(|it| it.rung).map_or("", rung_id)),
            Field::Outcome => Cow::Borrowed(one.map_or("", |it| tree.outcomes[it.outcome].id.text.as_str())),
            Field::PossibleRungs => Cow::Owned(list(rungs.iter().map(|&rung| rung_id(rung)), ";")),
            Field::OpenQuestions => Cow::Owned(questions(&classified.open_questions)),
            Field::DecidedBy => Cow::Owned(questions(&classified.decided_by)),
            Field::Route => Cow::Owned(questions(&classified.route)),
            Field::Methods => Cow::Owned(list(classified.methods.iter().map(|&method| self.methods[method]), ";")),
        };
        Answer {
            cells: self.job.fields.iter().map(cell).collect(),
            tally: Tally {
                status,
                verdict: agreed,
                outcome: one.map(|it| it.outcome),
                rung: one.and_then(|it| it.rung),
                open: if invalid { Vec::new() } else { classified.open_questions.clone() },
                bare,
                wrong,
                clash,
            },
        }
    }
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

/// Text that a spreadsheet would take for a formula, made plain; on one line.
pub fn harmless(text: &str) -> String {
    let text = crate::text::sanitize::line(text);
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}
