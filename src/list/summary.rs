//! What a list came to: counts, the questions most often left open, the rows that are wrong.

use crate::bilingual;
use crate::model::ids::{IdVec, OutcomeId, QuestionId, RungId};
use crate::model::tree::{Resolved, Verdict};
use crate::text::language::Language;
use std::collections::BTreeMap;

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
    pub const fn word(self) -> &'static str {
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
    pub outcome: Option<OutcomeId>,
    /// Its rung.
    pub rung: Option<RungId>,
    /// The open questions that matter.
    pub open: Vec<QuestionId>,
    /// Whether it answers no question at all.
    pub bare: bool,
    /// What is wrong with the row; empty where nothing is.
    pub wrong: String,
    /// Which bounds clash; empty where none do.
    pub clash: String,
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
/// And of those that answer nothing.
const BARE: usize = 5;

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
    pub outcomes: IdVec<OutcomeId, u64>,
    /// By rung, of rows with one result.
    pub rungs: IdVec<RungId, u64>,
    /// By question: in how many rows it is open and matters.
    pub open: IdVec<QuestionId, u64>,
    /// Clashes, by what is said of them.
    pub clashes: BTreeMap<String, u64>,
    /// Rows that answer no question at all.
    pub bare: u64,
    /// The first of them: line and name.
    pub bare_rows: Vec<(u64, String)>,
    /// The first wrong rows, in order.
    pub wrong: Vec<Wrong>,
    /// Remarks on the list as a whole.
    pub remarks: Vec<crate::text::language::Bilingual>,
}

impl Tally {
    /// Whether its rows are to be named.
    pub fn is_noted(&self) -> bool {
        self.bare || !self.wrong.is_empty()
    }
}

impl Summary {
    /// Nothing counted yet.
    pub fn of(tree: &Resolved) -> Summary {
        Summary {
            outcomes: IdVec::filled(0, tree.outcomes.len()),
            rungs: IdVec::filled(0, tree.rungs().len()),
            open: IdVec::filled(0, tree.questions.len()),
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
        self.bare += if tally.bare { times } else { 0 };
        if !tally.clash.is_empty() {
            self.add_clash(&tally.clash, times);
        }
    }

    fn add_clash(&mut self, clash: &str, times: u64) {
        match self.clashes.get_mut(clash) {
            Some(count) => *count += times,
            None => drop(self.clashes.insert(clash.to_owned(), times)),
        }
    }

    /// Names a row that is worth it: a wrong one, or one that answers nothing.
    pub fn note(&mut self, line: u64, name: impl FnOnce() -> String, tally: &Tally) {
        let short = |name: String| name.chars().take(60).collect();
        if !tally.wrong.is_empty() && self.wrong.len() < NAMED {
            self.wrong.push(Wrong { line, name: short(name()), message: tally.wrong.clone() });
        } else if tally.bare && self.bare_rows.len() < BARE {
            self.bare_rows.push((line, short(name())));
        }
    }

    /// Takes in what was counted over the rows that follow; `lines` come before them.
    pub fn merge(&mut self, other: Summary, lines: u64) {
        fn sum<'c>(own: impl IntoIterator<Item = &'c mut u64>, more: impl IntoIterator<Item = &'c u64>) {
            own.into_iter().zip(more).for_each(|(own, more)| *own += more);
        }
        self.rows += other.rows;
        self.empty += other.empty;
        sum(&mut self.statuses, &other.statuses);
        sum(&mut self.verdicts, &other.verdicts);
        sum(&mut self.outcomes, &other.outcomes);
        sum(&mut self.rungs, &other.rungs);
        sum(&mut self.open, &other.open);
        self.bare += other.bare;
        let room = BARE.saturating_sub(self.bare_rows.len());
        self.bare_rows.extend(other.bare_rows.into_iter().take(room).map(|(line, name)| (line + lines, name)));
        other.clashes.iter().for_each(|(clash, times)| self.add_clash(clash, *times));
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
    pub fn most_open(&self) -> Vec<(QuestionId, u64)> {
        let mut open: Vec<(QuestionId, u64)> =
            self.open.iter_enumerated().map(|(it, count)| (it, *count)).filter(|(_, count)| *count > 0).collect();
        open.sort_by_key(|(question, count)| (std::cmp::Reverse(*count), *question));
        open
    }

    /// What clashes most often, most often first.
    pub fn most_clashing(&self) -> Vec<(&str, u64)> {
        let mut clashes: Vec<(&str, u64)> =
            self.clashes.iter().map(|(clash, count)| (clash.as_str(), *count)).collect();
        clashes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        clashes
    }

    /// The counts as rows of a table: what, how many, which share. Rungs from low to high come first.
    pub fn table(&self, tree: &Resolved, language: Language) -> Vec<[String; 3]> {
        let mut rows = Vec::new();
        let mut row = |what: String, count: u64| rows.push([what, count.to_string(), self.share(count, language)]);
        for (rung, &count) in tree.ladder.iter().flat_map(|ladder| &ladder.rungs).zip(&self.rungs) {
            row(bilingual!("trede: {title}", "rung: {title}", title = &rung.title).to(language).to_owned(), count);
        }
        for (outcome, &count) in tree.outcomes.iter().zip(&self.outcomes).filter(|(_, count)| **count > 0) {
            row(
                bilingual!("uitkomst: {title}", "outcome: {title}", title = &outcome.title).to(language).to_owned(),
                count,
            );
        }
        for (verdict, &count) in Verdict::ALL.into_iter().zip(&self.verdicts).filter(|(_, count)| **count > 0) {
            let title = verdict_title(verdict, language);
            row(bilingual!("oordeel: {title}", "verdict: {title}").to(language).to_owned(), count);
        }
        for status in Status::ALL {
            let title = status.title(language);
            row(bilingual!("stand: {title}", "status: {title}").to(language).to_owned(), self.count(status));
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
