//! The figures of a tree, for people and as `beslisboom/stats/1`.

use crate::analysis::stats::Stats;
use crate::model::ids::{QuestionId, RungId};
use crate::model::tree::Tree;
use crate::output::document::{Block, Document, Section};
use crate::output::format::Printable;
use crate::output::share::{decimal, percent, round};
use crate::output::words::Wording;
use crate::text::language::Language;
use serde_json::{Value, json as object};

/// The figures of a tree.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'t> {
    /// The tree.
    pub tree: &'t Tree,
    /// What was counted.
    pub stats: &'t Stats,
    /// The language to say it in.
    pub language: Language,
}

impl Printable for Figures<'_> {
    fn document(&self) -> Document {
        let Figures { tree, stats, language } = *self;
        let title = format!("{}: {}", language.pick("Cijfers", "Figures"), tree.title);
        let sections = vec![size(tree, stats, language), shares(tree, stats, language), telling(tree, stats, language)];
        Document { title, language, sections, ..Document::default() }
    }

    fn value(&self) -> Value {
        value(self.tree, self.stats)
    }
}

fn size(tree: &Tree, stats: &Stats, language: Language) -> Section {
    let rows = [
        ("Vragen", "Questions", tree.questions.len().to_string()),
        ("Uitkomsten", "Outcomes", tree.outcomes.len().to_string()),
        ("Routes door de boom", "Ways through the tree", stats.ways.to_string()),
        ("Toestanden", "States", stats.states.to_string()),
        ("Vragen op de kortste route", "Questions on the shortest way", stats.shortest.to_string()),
        ("Vragen op de langste route", "Questions on the longest way", stats.longest.to_string()),
        ("Vragen gemiddeld", "Questions on average", decimal(stats.mean, language)),
        ("Vragen in het midden (mediaan)", "Median number of questions", stats.median.to_string()),
    ];
    let rows = rows.into_iter().map(|(dutch, english, value)| vec![language.pick(dutch, english).to_owned(), value]);
    let head = vec![language.pick("Wat", "What").to_owned(), language.pick("Aantal", "Number").to_owned()];
    Section::new(language, "Omvang", "Size", vec![Block::Table { head, rows: rows.collect() }])
}

fn shares(tree: &Tree, stats: &Stats, language: Language) -> Section {
    let row = |(landing, share): &(crate::engine::step::Landing, f64)| {
        vec![Wording::of(tree, language).result(landing.outcome, landing.rung), percent(*share, language)]
    };
    let head = vec![language.pick("Uitkomst", "Result").to_owned(), language.pick("Deel", "Share").to_owned()];
    let mut blocks = vec![
        Block::Text(
            language
                .pick(
                    "Het deel van alle gevallen, als elk antwoord even vaak voorkomt. Dit is geen voorspelling.",
                    "The share of all cases, if each reply is equally likely. This is no forecast.",
                )
                .to_owned(),
        ),
        Block::Table { head, rows: stats.results.iter().map(row).collect() },
    ];
    let rungs = by_rung(tree, stats);
    if !rungs.is_empty() {
        let head = vec![language.pick("Trede", "Rung").to_owned(), language.pick("Deel", "Share").to_owned()];
        let row = |(rung, share)| vec![tree.rung(rung).title.clone(), percent(share, language)];
        let rows = rungs.into_iter().map(row).collect();
        blocks.push(Block::Table { head, rows });
    }
    if stats.clash > 0.0 {
        let clash = language.pick("Plafond en vloer botsen in", "Ceiling and floor clash in");
        let of_all = language.pick("van de gevallen", "of the cases");
        blocks.push(Block::Text(format!("{clash} {} {of_all}.", percent(stats.clash, language))));
    }
    Section::new(language, "Wat eruit komt", "What comes out", blocks)
}

fn telling(tree: &Tree, stats: &Stats, language: Language) -> Section {
    let mut telling: Vec<_> = stats.influence.iter().collect();
    telling.sort_by(|one, two| two.shift.total_cmp(&one.shift).then(one.question.cmp(&two.question)));
    let names = [("Vraag", "Question"), ("Gesteld in", "Asked in"), ("Verschuiving", "Shift")];
    let head = names.iter().map(|(dutch, english)| language.pick(dutch, english).to_owned()).collect();
    let rows = telling.iter().map(|it| {
        let ask = tree.questions[it.question].ask.clone();
        vec![ask, percent(it.asked, language), percent(it.shift, language)]
    });
    let blocks = vec![
        Block::Text(
            language
                .pick(
                    "Hoe ver de delen gemiddeld verschuiven als je het antwoord weet. Hoe hoger, hoe meer de vraag onderscheidt.",
                    "How far the shares shift on average once the reply is known. The higher, the more a question tells apart.",
                )
                .to_owned(),
        ),
        Block::Table { head, rows: rows.collect() },
    ];
    Section::new(language, "Welke vragen het verschil maken", "Which questions make the difference", blocks)
}

/// The share of each rung, from little say to much; those that do not occur are left out.
fn by_rung(tree: &Tree, stats: &Stats) -> Vec<(RungId, f64)> {
    let of = |rung: RungId| stats.results.iter().filter(|(it, _)| it.rung == Some(rung)).map(|(_, share)| share).sum();
    tree.rungs().ids().map(|rung| (rung, of(rung))).filter(|(_, share): &(RungId, f64)| *share > 0.0).collect()
}

/// Shares are rounded to twelve decimals, so that they are the same on every machine.
fn value(tree: &Tree, stats: &Stats) -> Value {
    let rung = |rung: RungId| tree.rung(rung).id.text.as_str();
    let id = |question: QuestionId| tree.questions[question].id.text.as_str();
    object!({
        "format": "beslisboom/stats/1",
        "program": env!("CARGO_PKG_VERSION"),
        "tree": tree.id.text,
        "version": tree.version,
        "hash": tree.hash,
        "questions": tree.questions.len(),
        "outcomes": tree.outcomes.len(),
        // A number of ways can be larger than the numbers of JSON readers.
        "ways": stats.ways.to_string(),
        "states": stats.states,
        "asked": {
            "shortest": stats.shortest,
            "longest": stats.longest,
            "mean": round(stats.mean),
            "median": stats.median,
        },
        "results": stats.results.iter().map(|(landing, share)| object!({
            "outcome": tree.outcomes[landing.outcome].id.text,
            "rung": landing.rung.map(rung),
            "share": round(*share),
        })).collect::<Vec<_>>(),
        "rungs": by_rung(tree, stats).into_iter().map(|(it, share)| object!({
            "rung": rung(it),
            "share": round(share),
        })).collect::<Vec<_>>(),
        "conflict": round(stats.clash),
        "telling": stats.influence.iter().map(|it| object!({
            "question": id(it.question),
            "asked": round(it.asked),
            "shift": round(it.shift),
        })).collect::<Vec<_>>(),
    })
}
