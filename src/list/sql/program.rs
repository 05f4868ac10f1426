//! The columns of a query, each in the first layer where all that it reads is there.

use super::dialect::Dialect;
use super::term::Term;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

/// So many columns fit in one layer: PostgreSQL takes 1,664.
const WIDEST: usize = 1600;

/// The columns so far.
#[derive(Debug, Default)]
pub(super) struct Program {
    columns: Vec<(usize, Term)>,
    numbers: HashMap<String, usize>,
}

impl Program {
    /// A term as a column, once however often it is asked for; what is one word stays as it is.
    pub(super) fn define(&mut self, term: Term) -> Term {
        if term.word {
            return term;
        }
        if let Some(&number) = self.numbers.get(&term.text) {
            return Term::column(number);
        }
        let layer = term.reads.iter().map(|it| self.columns[*it].0 + 1).max().unwrap_or(0);
        let number = self.columns.len();
        self.numbers.insert(term.text.clone(), number);
        self.columns.push((layer, term));
        Term::column(number)
    }

    /// The query: `head` before it, the rows of `table`, and behind every row these columns. Nothing where a
    /// layer has more columns than an engine takes.
    pub(super) fn write(&self, dialect: Dialect, table: &str, named: &[(String, Term)]) -> Option<String> {
        // Columns that are read at all, and in which layer for the last time.
        let mut last: HashMap<usize, usize> = HashMap::new();
        let layers = self.columns.iter().map(|(layer, _)| layer + 1).max().unwrap_or(1);
        named.iter().flat_map(|(_, term)| &term.reads).for_each(|it| {
            last.insert(*it, layers);
        });
        for (number, (layer, term)) in self.columns.iter().enumerate().rev() {
            if last.contains_key(&number) {
                for it in &term.reads {
                    let at = last.entry(*it).or_insert(*layer);
                    *at = (*at).max(*layer);
                }
            }
        }
        let mut out = "WITH\n".to_owned();
        let mut kept: BTreeSet<usize> = BTreeSet::new();
        for layer in 0..layers {
            kept.retain(|it| last[it] >= layer);
            let mut cells: Vec<String> = kept.iter().filter(|it| last[it] > layer).map(|it| format!("c{it}")).collect();
            kept.retain(|it| last[it] > layer);
            for (number, (own, term)) in self.columns.iter().enumerate() {
                if *own == layer && last.contains_key(&number) {
                    cells.push(format!("{} AS c{number}", term.text));
                    kept.insert(number);
                }
            }
            if cells.len() > WIDEST {
                return None;
            }
            let row = if layer == 0 { format!("{} AS r", dialect.packed()) } else { "r".to_owned() };
            cells.insert(0, row);
            let from = if layer == 0 { format!("{table} AS t") } else { format!("beslisboom_{}", layer - 1) };
            let _ = writeln!(
                out,
                "beslisboom_{layer} AS {}(\n  SELECT\n    {}\n  FROM {from}{}\n){}",
                dialect.part(),
                cells.join(",\n    "),
                dialect.fence(),
                if layer + 1 < layers { "," } else { "" }
            );
        }
        let cells: Vec<String> =
            named.iter().map(|(name, term)| format!(",\n  {} AS {}", term.text, dialect.name(name))).collect();
        let _ = writeln!(out, "SELECT\n  {}{}\nFROM beslisboom_{}", dialect.unpacked(), cells.concat(), layers - 1);
        Some(out)
    }
}
