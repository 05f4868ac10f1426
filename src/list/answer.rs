//! What is added to a row: its replies read, classified, and put into cells.

use super::columns::Columns;
use super::summary::{Status, Tally};
use super::value::Values;
use super::{Field, Job};
use crate::classify::quick::Map;
use crate::classify::{Classified, Classifier};
use crate::language::Said;
use crate::replies::{Decimal, Replies, Reply};
use crate::said;
use crate::tree::{Known, Resolved};
use std::borrow::Cow;
use std::rc::Rc;

/// As many answers are remembered by their replies; then memory stays as it is.
const KEPT: usize = 16_000;

/// As many cells of a question are remembered, none of more bytes.
const CELLS: usize = 500;

/// What is said about a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The added cells, in the order of the fields.
    pub cells: Vec<String>,
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
    known: Map<Box<[u64]>, Rc<Answer>>,
}

impl<'t> Answering<'t> {
    /// Fails where the mapping names what is not there.
    pub fn new(job: &Job<'t>, columns: Rc<Columns>) -> Result<Answering<'t>, Said> {
        Ok(Answering {
            values: Values::of(job.tree, &job.mapping)?,
            classifier: Classifier::new(job.tree),
            cuts: (0..job.tree.questions.len()).map(|question| cuts(job.tree, question)).collect(),
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

    /// The answer to a row; `cell` gives the text of a column, and `trouble` what is wrong with its shape.
    pub fn answer<'c>(&mut self, cell: &mut dyn FnMut(usize) -> Cow<'c, str>, trouble: Option<Said>) -> Rc<Answer> {
        let mut replies = Replies::new();
        let mut misfits: Vec<(usize, Said)> = Vec::new();
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
                    misfits.push((
                        question,
                        said!(
                            "kolom `{name}`: {nl}",
                            "column `{name}`: {en}",
                            nl = &message.dutch,
                            en = &message.english
                        ),
                    ));
                }
            }
        }
        if !misfits.is_empty() || trouble.is_some() {
            return Rc::new(self.remarked(&replies, misfits, trouble));
        }
        let key: Option<Vec<u64>> = (0..self.cuts.len()).map(|it| code(replies.get(&it), &self.cuts[it])).collect();
        if let Some(known) = key.as_ref().and_then(|key| self.known.get(&key[..])) {
            return Rc::clone(known);
        }
        let classified = self.classifier.classify(&replies);
        let answer = Rc::new(self.put(&classified, None, String::new()));
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        if let Some(key) = key {
            self.known.insert(key.into(), Rc::clone(&answer));
        }
        answer
    }

    /// A misfit makes a row invalid only if its question is on a way still possible (FORMAT section 8).
    fn remarked(&mut self, replies: &Replies, misfits: Vec<(usize, Said)>, trouble: Option<Said>) -> Answer {
        let classified = self.classifier.classify(replies);
        let invalid = trouble.is_some() || misfits.iter().any(|(question, _)| classified.met.contains(question));
        let language = self.job.language;
        let all: Vec<&str> =
            trouble.iter().chain(misfits.iter().map(|(_, message)| message)).map(|it| it.to(language)).collect();
        self.put(&classified, invalid.then_some(Status::Invalid), all.join("; "))
    }

    fn put(&self, classified: &Classified, status: Option<Status>, mut message: String) -> Answer {
        let tree = self.job.tree;
        let invalid = status == Some(Status::Invalid);
        let one = match classified.landings[..] {
            [landing] if !invalid => Some(landing),
            _ => None,
        };
        let status = status.unwrap_or(match one {
            Some(_) if classified.conflict => Status::Conflict,
            Some(_) => Status::Decided,
            None => Status::Undecided,
        });
        if !classified.exact && message.is_empty() {
            message = self
                .job
                .language
                .pick(
                    "te veel mogelijkheden om precies te zijn: eerder te veel mogelijke uitkomsten dan te weinig",
                    "too many possibilities to be exact: too many possible results rather than too few",
                )
                .to_owned();
        }
        let verdicts: Vec<_> = classified.landings.iter().map(|it| tree.outcomes[it.outcome].verdict).collect();
        let agreed = verdicts.first().copied().filter(|first| !invalid && verdicts.iter().all(|it| it == first));
        let mut rungs: Vec<usize> = classified.landings.iter().filter_map(|landing| landing.rung).collect();
        rungs.sort_unstable();
        rungs.dedup();
        let rung_id = |rung: usize| tree.ladder.as_ref().map_or("", |ladder| ladder.rungs[rung].id.text.as_str());
        let question_id = |question: &usize| tree.questions[*question].id.text.as_str();
        let list = |ids: &mut dyn Iterator<Item = &str>| ids.collect::<Vec<_>>().join(";");
        let questions = |list_of: &[usize]| list(&mut list_of.iter().map(question_id));
        let cell = |field: &Field| match field {
            Field::Status => status.word().to_owned(),
            Field::Message => harmless(&message),
            _ if invalid => String::new(),
            Field::Verdict => agreed.map_or("", crate::tree::Verdict::word).to_owned(),
            Field::Rung => one.and_then(|it| it.rung).map_or("", rung_id).to_owned(),
            Field::Outcome => one.map_or("", |it| tree.outcomes[it.outcome].id.text.as_str()).to_owned(),
            Field::PossibleRungs => list(&mut rungs.iter().map(|&rung| rung_id(rung))),
            Field::OpenQuestions => questions(&classified.open_questions),
            Field::DecidedBy => questions(&classified.decided_by),
            Field::Route => questions(&classified.route),
            Field::Methods => list(&mut classified.methods.iter().map(|&method| self.methods[method])),
        };
        Answer {
            cells: self.job.fields.iter().map(cell).collect(),
            tally: Tally {
                status,
                verdict: agreed,
                outcome: one.map(|it| it.outcome),
                rung: one.and_then(|it| it.rung),
                open: if invalid { Vec::new() } else { classified.open_questions.clone() },
                message,
            },
        }
    }
}

/// Text that a spreadsheet would take for a formula, made plain; on one line.
pub fn harmless(text: &str) -> String {
    let text = crate::harmless::line(text);
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}

/// Where an exact number begins to mean something else: at the bands, and where a method begins or ends
/// to fit.
fn cuts(tree: &Resolved, question: usize) -> Vec<Decimal> {
    let asked = &tree.questions[question];
    let bands = asked.answers.iter().filter_map(|answer| answer.band).flat_map(|band| [band.from, band.below]);
    let mut cuts: Vec<Decimal> = bands.flatten().collect();
    if asked.measures().is_some() {
        let ranges = tree.methods().flat_map(|method| [method.weeks, method.group]).flatten();
        cuts.extend(ranges.flat_map(|range| [range.from, range.below]).flatten().map(Decimal::from));
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// A reply as a number that is the same for replies that mean the same; `None` where it does not fit in one.
fn code(reply: Option<&Reply<Known>>, cuts: &[Decimal]) -> Option<u64> {
    let set = |answers: &[usize], kind: u64| {
        answers.iter().try_fold(kind << 60, |code, &answer| (answer < 60).then(|| code | 1 << answer))
    };
    match reply {
        None | Some(Reply::Unknown) => Some(0),
        Some(Reply::Answers(answers)) => set(answers, 1),
        Some(Reply::OneOf(answers)) => set(answers, 2),
        Some(Reply::Number(number)) => Some(3 << 60 | cuts.partition_point(|cut| cut <= number) as u64),
    }
}
