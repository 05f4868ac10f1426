//! What a list came to: counts, the questions most often left open, the rows that are wrong.

use crate::language::Language;
use crate::said;
use crate::tree::{Resolved, Verdict};

/// How a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// One result is possible.
    Decided,
    /// More than one is.
    Undecided,
    /// What must and what may go apart.
    Conflict,
    /// A cell cannot be read, and its question is on a way still possible.
    Invalid,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 4] = [Status::Decided, Status::Undecided, Status::Conflict, Status::Invalid];

    /// The word in lists; never translated.
    pub fn word(self) -> &'static str {
        match self {
            Status::Decided => "decided",
            Status::Undecided => "undecided",
            Status::Conflict => "conflict",
            Status::Invalid => "invalid",
        }
    }

    /// The word for people.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Status::Decided => language.pick("beslist", "decided"),
            Status::Undecided => language.pick("nog niet beslist", "undecided"),
            Status::Conflict => language.pick("botsing", "conflict"),
            Status::Invalid => language.pick("fout in de rij", "invalid row"),
        }
    }
}

/// What a row adds to the counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// How the row stands.
    pub status: Status,
    /// The verdict, where all possible results agree.
    pub verdict: Option<Verdict>,
    /// The outcome, where one result is possible.
    pub outcome: Option<usize>,
    /// Its rung.
    pub rung: Option<usize>,
    /// The open questions that matter.
    pub open: Vec<usize>,
    /// What is to be said about the row.
    pub message: String,
}

/// A row worth a remark.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// Its line in the file, or its row in the sheet; from 1.
    pub line: u64,
    /// Its first cells, to know it by.
    pub name: String,
    /// What is wrong.
    pub message: String,
}

/// As many wrong rows are named; all of them say it themselves in the list.
const NAMED: usize = 1000;

/// The counts over a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Rows, empty ones left out.
    pub rows: u64,
    /// Rows without anything in them.
    pub empty: u64,
    /// By status.
    pub statuses: [u64; 4],
    /// By verdict; rows on whose verdict the possible results do not agree are in none.
    pub verdicts: [u64; 4],
    /// By outcome, of rows with one result.
    pub outcomes: Vec<u64>,
    /// By rung, of rows with one result.
    pub rungs: Vec<u64>,
    /// By question: in how many rows it is open and matters.
    pub open: Vec<u64>,
    /// The first wrong rows, in order.
    pub wrong: Vec<Wrong>,
    /// Remarks on the list as a whole.
    pub remarks: Vec<crate::language::Said>,
}

impl Summary {
    /// Nothing counted yet.
    pub fn of(tree: &Resolved) -> Summary {
        Summary {
            outcomes: vec![0; tree.outcomes.len()],
            rungs: vec![0; tree.ladder.as_ref().map_or(0, |ladder| ladder.rungs.len())],
            open: vec![0; tree.questions.len()],
            ..Summary::default()
        }
    }

    /// Counts so many rows that came to the same.
    pub fn add(&mut self, tally: &Tally, times: u64) {
        self.rows += times;
        self.statuses[tally.status as usize] += times;
        if let Some(verdict) = tally.verdict {
            self.verdicts[verdict as usize] += times;
        }
        if let Some(outcome) = tally.outcome {
            self.outcomes[outcome] += times;
        }
        if let Some(rung) = tally.rung {
            self.rungs[rung] += times;
        }
        for &question in &tally.open {
            self.open[question] += times;
        }
    }

    /// Names a wrong row.
    pub fn name(&mut self, line: u64, name: &str, message: &str) {
        if self.wrong.len() < NAMED {
            let name = name.chars().take(60).collect();
            self.wrong.push(Wrong { line, name, message: message.to_owned() });
        }
    }

    /// Takes in what was counted over the rows that follow; `lines` come before them.
    pub fn merge(&mut self, other: Summary, lines: u64) {
        let sum = |own: &mut [u64], more: &[u64]| own.iter_mut().zip(more).for_each(|(own, more)| *own += more);
        self.rows += other.rows;
        self.empty += other.empty;
        sum(&mut self.statuses, &other.statuses);
        sum(&mut self.verdicts, &other.verdicts);
        sum(&mut self.outcomes, &other.outcomes);
        sum(&mut self.rungs, &other.rungs);
        sum(&mut self.open, &other.open);
        let room = NAMED.saturating_sub(self.wrong.len());
        let more = other.wrong.into_iter().take(room).map(|wrong| Wrong { line: wrong.line + lines, ..wrong });
        self.wrong.extend(more);
        self.remarks.extend(other.remarks);
    }

    /// How many rows have this status.
    pub fn count(&self, status: Status) -> u64 {
        self.statuses[status as usize]
    }

    /// The share of all rows that a count is, in per cent with one decimal, as a language writes it.
    pub fn share(&self, count: u64, language: Language) -> String {
        let thousandths = (count * 1000 + self.rows / 2).checked_div(self.rows).unwrap_or_default();
        format!("{}{}{} %", thousandths / 10, language.pick(",", "."), thousandths % 10)
    }

    /// The questions most often open, most often first.
    pub fn most_open(&self) -> Vec<(usize, u64)> {
        let mut open: Vec<(usize, u64)> =
            self.open.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect();
        open.sort_by_key(|(question, count)| (std::cmp::Reverse(*count), *question));
        open
    }

    /// The counts as rows of a table: what, how many, which share. Rungs from low to high come first.
    pub fn table(&self, tree: &Resolved, language: Language) -> Vec<[String; 3]> {
        let mut rows = Vec::new();
        let mut row = |what: String, count: u64| rows.push([what, count.to_string(), self.share(count, language)]);
        for (rung, &count) in tree.ladder.iter().flat_map(|ladder| &ladder.rungs).zip(&self.rungs) {
            row(said!("trede: {title}", "rung: {title}", title = &rung.title).to(language).to_owned(), count);
        }
        for (outcome, &count) in tree.outcomes.iter().zip(&self.outcomes).filter(|(_, count)| **count > 0) {
            row(said!("uitkomst: {title}", "outcome: {title}", title = &outcome.title).to(language).to_owned(), count);
        }
        for (verdict, &count) in Verdict::ALL.into_iter().zip(&self.verdicts).filter(|(_, count)| **count > 0) {
            let title = verdict_title(verdict, language);
            row(said!("oordeel: {title}", "verdict: {title}").to(language).to_owned(), count);
        }
        for status in Status::ALL {
            let title = status.title(language);
            row(said!("stand: {title}", "status: {title}").to(language).to_owned(), self.count(status));
        }
        rows
    }
}

/// A verdict for people.
pub fn verdict_title(verdict: Verdict, language: Language) -> &'static str {
    match verdict {
        Verdict::Participate => language.pick("betrek mensen", "involve people"),
        Verdict::DoNotParticipate => language.pick("geen participatie", "no participation"),
        Verdict::NotYet => language.pick("nog niet beginnen", "do not begin yet"),
        Verdict::OtherRoute => language.pick("een andere route", "another route"),
    }
}
