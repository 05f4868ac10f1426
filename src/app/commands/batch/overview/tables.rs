//! The overview as tables, whatever they are written in.

use crate::bilingual;
use crate::list::Job;
use crate::list::count::{Category, Chosen, Counts, Group, shares};
use crate::list::summary::{Summary, category_title};
use crate::model::tree::Resolved;
use crate::text::language::Language;
use std::collections::BTreeMap;

/// What stands in a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Count(u64),
    /// Per mille.
    Share(u64),
}

/// A table with a title above it and a remark below it.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) title: String,
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<Value>>,
    pub(super) note: Option<String>,
}

/// The categories that something was counted in: every rung, and of the rest what there is.
pub(super) fn categories(tree: &Resolved, counts: &BTreeMap<Category, u64>) -> Vec<Category> {
    let rungs = tree.rungs().ids().map(Category::Rung);
    let others = counts.keys().copied().filter(|it| !matches!(it, Category::Rung(_)));
    rungs.chain(others).collect()
}

/// What is advised, and beside it what was chosen where a column says so.
pub(super) fn advice(job: &Job<'_>, counts: &Counts, chosen: bool) -> Table {
    let (tree, language) = (job.tree, job.language);
    let of = counts.advice();
    let categories = categories(tree, &of);
    let numbers: Vec<u64> = categories.iter().map(|it| of.get(it).copied().unwrap_or_default()).collect();
    let mut rows: Vec<Vec<Value>> = (categories.iter().zip(&numbers).zip(shares(&numbers)))
        .map(|((it, count), share)| {
            vec![Value::Text(category_title(*it, tree, language)), Value::Count(*count), Value::Share(share)]
        })
        .collect();
    let mut head = vec![language.pick("Advies", "Advice").to_owned()];
    let (count, share) = (language.pick("Aantal", "Count"), language.pick("Deel", "Share"));
    head.extend([count, share].map(str::to_owned));
    let mut note = None;
    if chosen {
        head.extend([language.pick("Gekozen", "Chosen"), share].map(str::to_owned));
        beside(&mut rows, tree, counts, language);
        note = Some(other_choices(tree, counts, language));
    }
    Table { title: language.pick("Wat het advies is", "What is advised").to_owned(), head, rows, note }
}

/// Puts what was chosen beside the advice; what is chosen and never advised gets a row of its own.
fn beside(rows: &mut Vec<Vec<Value>>, tree: &Resolved, counts: &Counts, language: Language) {
    let mut chosen: BTreeMap<Chosen, u64> = BTreeMap::new();
    for ((_, choice), count) in counts.pairs() {
        *chosen.entry(choice).or_default() += count;
    }
    let rungs = tree.rungs().ids().map(Chosen::Rung);
    let others = chosen.keys().copied().filter(|it| !matches!(it, Chosen::Rung(_)));
    let choices: Vec<Chosen> = rungs.chain(others).collect();
    let numbers: Vec<u64> = choices.iter().map(|it| chosen.get(it).copied().unwrap_or_default()).collect();
    let shares = shares(&numbers);
    let rungs = tree.rungs().len();
    for (at, row) in rows.iter_mut().enumerate() {
        match at < rungs {
            true => row.extend([Value::Count(numbers[at]), Value::Share(shares[at])]),
            false => row.extend([Value::Text(String::new()), Value::Text(String::new())]),
        }
    }
    for (at, choice) in choices.iter().enumerate().skip(rungs) {
        let title = match choice {
            Chosen::Nothing => language.pick("nog niets gekozen", "nothing chosen yet"),
            Chosen::Differs => language.pick("keuze verschilt per fase", "choice differs by phase"),
            _ => language.pick("iets anders gekozen dan een trede", "something else chosen than a rung"),
        };
        let empty = || Value::Text(String::new());
        rows.push(vec![
            Value::Text(title.to_owned()),
            empty(),
            empty(),
            Value::Count(numbers[at]),
            Value::Share(shares[at]),
        ]);
    }
}

/// Where another rung was chosen than the advice says.
fn other_choices(tree: &Resolved, counts: &Counts, language: Language) -> String {
    let (mut both, mut other) = (0, Vec::new());
    for (pair, count) in counts.pairs() {
        if let (Category::Rung(advised), Chosen::Rung(chosen)) = pair {
            both += count;
            if advised != chosen {
                let (advised, chosen) = (&tree.rung(advised).title, &tree.rung(chosen).title);
                other.push((count, format!("{advised} → {chosen}: {count}")));
            }
        }
    }
    let differ: u64 = other.iter().map(|(count, _)| count).sum();
    let list = other.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("; ");
    let list = if list.is_empty() { list } else { format!(" ({list})") };
    let (nl, en) = if both == 1 { ("project", "project") } else { ("projecten", "projects") };
    bilingual!(
        "Van {both} {nl} is een trede geadviseerd en een trede gekozen. Bij {differ} is een andere trede gekozen dan geadviseerd{list}.",
        "Of {both} {en} a rung was advised and a rung chosen. For {differ} another rung was chosen than advised{list}."
    )
    .to(language)
    .to_owned()
}

/// Projects in groups: a row per group, a column per category.
fn across(
    job: &Job<'_>,
    summary: &Summary,
    (title, first): (String, String),
    name: &dyn Fn(&Group) -> Option<String>,
) -> Option<Table> {
    let (tree, language) = (job.tree, job.language);
    let groups: Vec<(String, BTreeMap<Category, u64>)> =
        summary.groups.counts.iter().filter_map(|(group, counts)| Some((name(group)?, counts.advice()))).collect();
    if groups.is_empty() {
        return None;
    }
    let mut all: BTreeMap<Category, u64> = BTreeMap::new();
    groups.iter().flat_map(|(_, counts)| counts).for_each(|(it, count)| *all.entry(*it).or_default() += count);
    let there: Vec<Category> = categories(tree, &all).into_iter().filter(|it| all.contains_key(it)).collect();
    let (total, none) = (language.pick("Samen", "Together"), language.pick("(niet ingevuld)", "(not filled in)"));
    let titles = there.iter().map(|it| category_title(*it, tree, language));
    let head = std::iter::once(first).chain(titles).chain([total.to_owned()]).collect();
    let row = |(name, counts): (String, BTreeMap<Category, u64>)| {
        let name = if name.is_empty() { none.to_owned() } else { name };
        let numbers = there.iter().map(|it| Value::Count(counts.get(it).copied().unwrap_or_default()));
        let sum = Value::Count(counts.values().sum());
        std::iter::once(Value::Text(name)).chain(numbers).chain([sum]).collect()
    };
    Some(Table { title, head, rows: groups.into_iter().map(row).collect(), note: None })
}

/// By phase, where rows of one project come together.
pub(super) fn phases(job: &Job<'_>, summary: &Summary) -> Option<Table> {
    let titles = [job.language.pick("Per fase", "By phase"), job.language.pick("Fase", "Phase")].map(str::to_owned);
    across(job, summary, titles.into(), &|group| match group {
        Group::Phase(name) => Some(name.shown.clone()),
        _ => None,
    })
}

/// By the values of the column that was asked for.
pub(super) fn by(job: &Job<'_>, summary: &Summary) -> Option<Table> {
    let column = job.mapping.count.by.as_ref()?;
    let title = bilingual!("Per {column}", "By {column}").to(job.language).to_owned();
    across(job, summary, (title, column.clone()), &|group| match group {
        Group::By(name) => Some(name.shown.clone()),
        _ => None,
    })
}

/// The rows that are not in the counts, or that came to nothing, by name.
pub(super) fn left_out(job: &Job<'_>, summary: &Summary) -> Option<Table> {
    let language = job.language;
    let total = language.pick("een totaal; niet meegeteld", "a total; not counted");
    let bare = language.pick("geen enkel antwoord", "not a single answer");
    let totals = summary.total_rows.iter().map(|(line, name)| (*line, name.clone(), total.to_owned()));
    let bare = summary.bare_rows.iter().map(|(line, name)| (*line, name.clone(), bare.to_owned()));
    let wrong = summary.wrong.iter().map(|it| (it.line, it.name.clone(), it.message.clone()));
    let mut rows: Vec<(u64, String, String)> = totals.chain(bare).chain(wrong).collect();
    rows.sort_by_key(|(line, ..)| *line);
    let said =
        (summary.totals + summary.bare).saturating_sub((summary.total_rows.len() + summary.bare_rows.len()) as u64);
    let note = (said > 0).then(|| {
        bilingual!(
            "En nog {said} zonder antwoord of met een totaal.",
            "And {said} more without an answer or with a total."
        )
        .to(language)
        .to_owned()
    });
    let row = |(line, name, message): (u64, String, String)| {
        vec![Value::Count(line), Value::Text(name), Value::Text(message)]
    };
    let head = [language.pick("Regel", "Line"), language.pick("Rij", "Row"), language.pick("Wat er is", "What it is")];
    (!rows.is_empty()).then(|| Table {
        title: language.pick("Rijen om na te kijken", "Rows to look at").to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.into_iter().map(row).collect(),
        note,
    })
}
