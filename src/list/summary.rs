//! What a list came to: counts, the questions most often left open, the rows that are wrong.

use crate::bilingual;
use crate::list::count::{Category, Counted, Groups, shares};
use crate::list::tally::{Status, Tally};
use crate::model::ids::{IdVec, OutcomeId, QuestionId, RungId};
use crate::model::tree::Resolved;
use crate::text::language::Language;
use std::collections::BTreeMap;

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
    /// By rung, of rows that are decided: a clash is none.
    pub decided_rungs: IdVec<RungId, u64>,
    /// By outcome, of rows that are decided and have no rung.
    pub decided_outcomes: IdVec<OutcomeId, u64>,
    /// Rows that are a total over others: they are counted nowhere.
    pub totals: u64,
    /// The first of them: line and name.
    pub total_rows: Vec<(u64, String)>,
    /// Projects in groups, where that was asked for.
    pub groups: Groups,
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

impl Summary {
    /// Nothing counted yet.
    pub fn of(tree: &Resolved) -> Summary {
        Summary {
            outcomes: IdVec::filled(0, tree.outcomes.len()),
            rungs: IdVec::filled(0, tree.rungs().len()),
            decided_rungs: IdVec::filled(0, tree.rungs().len()),
            decided_outcomes: IdVec::filled(0, tree.outcomes.len()),
            open: IdVec::filled(0, tree.questions.len()),
            ..Summary::default()
        }
    }

    /// Counts a row, and names it where it is worth that: a wrong one, or one that answers nothing.
    pub fn take(
        &mut self,
        line: u64,
        tally: &Tally,
        name: impl FnOnce() -> String,
        counted: impl FnOnce() -> Option<Counted>,
    ) {
        if tally.is_noted() {
            let name: String = name().chars().take(60).collect();
            if tally.total.is_total(&name) {
                self.totals += 1;
                if self.total_rows.len() < NAMED {
                    self.total_rows.push((line, name));
                }
                return;
            }
            self.note(line, name, tally);
        }
        if let Some(counted) = counted() {
            self.groups.add(tally, counted);
        }
        self.add(tally);
    }

    fn add(&mut self, tally: &Tally) {
        self.rows += 1;
        self.statuses[tally.status as usize] += 1;
        if let Some(verdict) = tally.verdict {
            self.verdicts[verdict as usize] += 1;
        }
        if let Some(outcome) = tally.outcome {
            self.outcomes[outcome] += 1;
        }
        if let Some(rung) = tally.rung {
            self.rungs[rung] += 1;
        }
        match Category::of(tally) {
            Category::Rung(rung) => self.decided_rungs[rung] += 1,
            Category::Outcome(outcome) => self.decided_outcomes[outcome] += 1,
            _ => {}
        }
        for &question in &tally.open {
            self.open[question] += 1;
        }
        self.bare += u64::from(tally.bare);
        if !tally.clash.is_empty() {
            self.add_clash(&tally.clash, 1);
        }
    }

    fn add_clash(&mut self, clash: &str, times: u64) {
        match self.clashes.get_mut(clash) {
            Some(count) => *count += times,
            None => drop(self.clashes.insert(clash.to_owned(), times)),
        }
    }

    fn note(&mut self, line: u64, name: String, tally: &Tally) {
        if !tally.wrong.is_empty() && self.wrong.len() < NAMED {
            self.wrong.push(Wrong { line, name, message: tally.wrong.clone() });
        } else if tally.bare && self.bare_rows.len() < BARE {
            self.bare_rows.push((line, name));
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
        sum(&mut self.decided_rungs, &other.decided_rungs);
        sum(&mut self.decided_outcomes, &other.decided_outcomes);
        sum(&mut self.open, &other.open);
        self.totals += other.totals;
        let room = NAMED.saturating_sub(self.total_rows.len());
        self.total_rows.extend(other.total_rows.into_iter().take(room).map(|(line, name)| (line + lines, name)));
        self.groups.merge(other.groups);
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

    /// How many rows are in each category, with all rungs, and of the rest what there is. They sum to the rows.
    pub fn advice(&self) -> Vec<(Category, u64)> {
        let rungs = self.decided_rungs.iter_enumerated().map(|(rung, count)| (Category::Rung(rung), *count));
        let outcomes = self.decided_outcomes.iter_enumerated().map(|(it, count)| (Category::Outcome(it), *count));
        let others = [
            (Category::Conflict, self.count(Status::Conflict)),
            (Category::Undecided, self.count(Status::Undecided)),
            (Category::Invalid, self.count(Status::Invalid)),
        ];
        let there = |(category, count): &(Category, u64)| *count > 0 || matches!(category, Category::Rung(_));
        rungs.chain(outcomes).chain(others).filter(there).collect()
    }

    /// These as rows of a table: what is advised, how many rows, which share. The shares are a whole.
    pub fn table(&self, tree: &Resolved, language: Language) -> Vec<[String; 3]> {
        let advice = self.advice();
        let shares = shares(&advice.iter().map(|(_, count)| *count).collect::<Vec<_>>());
        let row = |((category, count), share): (&(Category, u64), &u64)| {
            [category_title(*category, tree, language), count.to_string(), percent(*share, language)]
        };
        advice.iter().zip(&shares).map(row).collect()
    }
}

/// A share in per mille, as a language writes it in per cent.
pub fn percent(share: u64, language: Language) -> String {
    format!("{}{}{} %", share / 10, language.pick(",", "."), share % 10)
}

/// A category for people.
pub fn category_title(category: Category, tree: &Resolved, language: Language) -> String {
    let said = match category {
        Category::Rung(rung) => {
            bilingual!("trede: {title}", "rung: {title}", title = &tree.rung(rung).title)
        }
        Category::Outcome(outcome) => {
            bilingual!("geen trede: {title}", "no rung: {title}", title = &tree.outcomes[outcome].title)
        }
        Category::Conflict => bilingual!("het botst: eerst iets regelen", "it clashes: arrange something first"),
        Category::Undecided => bilingual!("nog niet beslist", "undecided"),
        Category::Invalid => bilingual!("fout in de rij", "invalid row"),
        Category::Differs => bilingual!("verschilt per fase", "differs by phase"),
    };
    said.to(language).to_owned()
}
