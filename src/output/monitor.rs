//! What many projects show together, for people and as `beslisboom/monitor/1`.

mod json;

use crate::analysis::monitor::{
    DeviationCount, EvaluationCount, Monitor, ProjectResult, Standing, Totals, TreeDeviation, began,
};
use crate::bilingual;
use crate::output::document::{BarChart, Block, Document, Section};
use crate::output::format::Printable;
use crate::output::project::{duty_name, stage_name};
use crate::output::share::percent;
use crate::text::language::Language;
use serde_json::Value;

/// Many projects, and what they show.
#[derive(Debug)]
pub struct MonitorReport<'m, 't> {
    /// The projects.
    pub projects: &'m [ProjectResult<'t>],
    /// What was counted.
    pub monitor: &'m Monitor<'t>,
    /// The files that could not be read, each with what is wrong.
    pub faults: &'m [String],
    /// What does not count of those that could be read.
    pub left_out: &'m [String],
    /// The day of the report.
    pub today: &'m str,
    /// The day from which projects are held against those before it.
    pub since: Option<&'m str>,
    /// The language to say it in.
    pub language: Language,
}

impl Printable for MonitorReport<'_, '_> {
    fn document(&self) -> Document {
        let title = format!("{}: {}", self.say("Wat de projecten laten zien", "What the projects show"), self.today);
        let mut sections = vec![self.in_short(), self.rungs(), self.stages(), self.years(), self.labels()];
        sections.extend([self.drift(), self.groups(), self.methods(), self.overdue()]);
        sections.push(self.judgements());
        sections.extend(self.monitor.evaluations.iter().map(|it| self.evaluation(it)));
        sections.extend([self.indicators(), self.reasons()]);
        sections.extend(self.monitor.trees.iter().map(|tree| self.tree(tree)));
        sections.push(self.section("Niet te lezen", "Not to be read", listed(self.faults)));
        sections.push(self.section("Weggelaten", "Left out", listed(self.left_out)));
        sections.retain(|section| !section.blocks.is_empty());
        Document { title, language: self.language, sections, ..Document::default() }
    }

    fn value(&self) -> Value {
        self.json()
    }
}

impl MonitorReport<'_, '_> {
    fn say<'a>(&self, dutch: &'a str, english: &'a str) -> &'a str {
        self.language.pick(dutch, english)
    }

    fn section(&self, dutch: &str, english: &str, blocks: Vec<Block>) -> Section {
        Section::new(self.language, dutch, english, blocks)
    }

    /// A table under a head in two languages; no rows give none.
    fn table(&self, head: &[(&str, &str)], rows: Vec<Vec<String>>) -> Option<Block> {
        let head = head.iter().map(|(dutch, english)| self.say(dutch, english).to_owned()).collect();
        (!rows.is_empty()).then_some(Block::Table { head, rows })
    }

    /// A table, and its first columns of numbers as bars.
    fn charted(&self, head: &[(&str, &str)], bars: usize, rows: Vec<Vec<String>>) -> Vec<Block> {
        let number = |cell: &String| cell.parse().unwrap_or(0);
        let named: Vec<String> = head.iter().map(|(dutch, english)| self.say(dutch, english).to_owned()).collect();
        let chart = BarChart {
            title: named[..=bars].join(", "),
            series: named[1..=bars].to_vec(),
            groups: rows.iter().map(|row| (row[0].clone(), row[1..=bars].iter().map(number).collect())).collect(),
        };
        match self.table(head, rows) {
            Some(table) => vec![Block::Chart(chart), table],
            None => Vec::new(),
        }
    }

    fn in_short(&self) -> Section {
        let (all, faults) = (&self.monitor.all, self.faults.len());
        let parts: usize = all.rungs.values().map(|count| count.advised).sum();
        let (projects, done, people, late) = (all.projects, all.done, all.people, self.monitor.overdue.len());
        let mut points = vec![
            bilingual!(
                "Projecten: {projects}. Onderdelen daarvan: {parts}.",
                "Projects: {projects}. Parts of them: {parts}."
            ),
            bilingual!("In {done} daarvan is iets uitgevoerd.", "In {done} of them something was done."),
            bilingual!(
                "Samen telden zij {people} deelnemers; wie twee keer kwam, telt twee keer.",
                "Together they counted {people} participants; who came twice counts twice."
            ),
            self.deviates(&all.deviation),
            bilingual!("Te laat: {late}.", "Overdue: {late}."),
        ];
        if faults > 0 {
            points.push(bilingual!(
                "Bestanden die niet te lezen zijn, en dus niet meetellen: {faults}. Dat staat onderaan.",
                "Files that cannot be read, and so do not count: {faults}. The end says which."
            ));
        }
        let left_out = self.left_out.len();
        if left_out > 0 {
            points.push(bilingual!(
                "Weggelaten uit projecten die wel meetellen: {left_out}. Dat staat onderaan.",
                "Left out of projects that do count: {left_out}. The end says what."
            ));
        }
        let points = points.iter().map(|point| point.to(self.language).to_owned()).collect();
        self.section("In het kort", "In short", vec![Block::List(points)])
    }

    /// How often people chose otherwise than was advised.
    fn deviates(&self, count: &DeviationCount) -> crate::text::language::Bilingual {
        let DeviationCount { parts, lower, higher, other } = *count;
        let deviating = count.deviating();
        bilingual!(
            "Bij {deviating} van {parts} onderdelen is anders gekozen dan geadviseerd: {lower} lager, {higher} hoger, {other} zonder trede in het advies.",
            "In {deviating} of {parts} parts the choice is not the advice: {lower} lower, {higher} higher, {other} without a rung in the advice."
        )
    }

    /// What a standing is called; with its ladder where there are several.
    fn standing(&self, standing: &Standing) -> String {
        let ladder = |it: &Standing| match it {
            Standing::Rung { ladder, .. } => Some(ladder.clone()),
            _ => None,
        };
        let mut ladders: Vec<String> = self.monitor.all.rungs.keys().filter_map(ladder).collect();
        ladders.dedup();
        match standing {
            Standing::Rung { ladder, title, .. } if ladders.len() > 1 => format!("{title} ({ladder})"),
            Standing::Rung { title, .. } => title.clone(),
            Standing::NoRung => self.say("Geen trede", "No rung").to_owned(),
            Standing::Open => self.say("Nog open", "Still open").to_owned(),
        }
    }

    fn rungs(&self) -> Section {
        let rows = self.monitor.all.rungs.iter().map(|(standing, count)| {
            let counts = [count.advised, count.chosen, count.done].map(|it| it.to_string());
            [vec![self.standing(standing)], counts.to_vec()].concat()
        });
        let head = [("Trede", "Rung"), ("Geadviseerd", "Advised"), ("Gekozen", "Chosen"), ("Uitgevoerd", "Done")];
        let mut blocks = self.charted(&head, 3, rows.collect());
        if !blocks.is_empty() {
            let said = self.say(
                "Geteld zijn onderdelen van projecten. Wie niets anders koos, koos het advies.",
                "Parts of projects are counted. Who chose nothing else chose the advice.",
            );
            blocks.push(Block::Text(said.to_owned()));
        }
        self.section("Treden", "Rungs", blocks)
    }

    fn stages(&self) -> Section {
        let rows = self.monitor.stages.iter();
        let rows = rows.map(|(stage, count)| vec![stage_name(*stage, self.language).to_owned(), count.to_string()]);
        let blocks = self.charted(&[("Stand", "Stage"), ("Projecten", "Projects")], 1, rows.collect());
        self.section("Hoe ver de projecten zijn", "How far the projects are", blocks)
    }

    /// One row of totals.
    fn totals(&self, name: String, totals: &Totals) -> Vec<String> {
        let chosen = totals.rungs.iter().filter(|(_, count)| count.chosen > 0);
        let rungs: Vec<String> =
            chosen.map(|(standing, count)| format!("{} {}", self.standing(standing), count.chosen)).collect();
        let share = totals.deviation.share().map_or("–".to_owned(), |share| percent(share, self.language));
        let counts = [totals.projects.to_string(), totals.done.to_string(), totals.people.to_string()];
        [vec![name], counts.to_vec(), vec![share, rungs.join("; ")]].concat()
    }

    fn by(&self, (dutch, english): (&str, &str), rows: Vec<Vec<String>>) -> Vec<Block> {
        let head = [
            (dutch, english),
            ("Projecten", "Projects"),
            ("Uitgevoerd", "Done"),
            ("Deelnemers", "Participants"),
            ("Wijkt af", "Deviates"),
            ("Gekozen trede", "Chosen rung"),
        ];
        self.charted(&head, 1, rows)
    }

    fn years(&self) -> Section {
        let unknown = || self.say("onbekend", "unknown").to_owned();
        let years = self.monitor.years.iter();
        let rows = years.map(|(year, totals)| self.totals(year.clone().unwrap_or_else(unknown), totals));
        self.section("Per jaar", "By year", self.by(("Jaar", "Year"), rows.collect()))
    }

    fn labels(&self) -> Section {
        let rows = self.monitor.labels.iter().map(|(label, totals)| self.totals(label.clone(), totals));
        self.section("Per label", "By label", self.by(("Label", "Label"), rows.collect()))
    }

    fn drift(&self) -> Section {
        let (Some((before, after)), Some(since)) = (&self.monitor.drift, self.since) else {
            return self.section("", "", Vec::new());
        };
        let earlier = bilingual!("Voor {since}", "Before {since}");
        let later = bilingual!("Vanaf {since}", "Since {since}");
        let rows = [(earlier, before), (later, after)]
            .map(|(name, totals)| self.totals(name.to(self.language).to_owned(), totals));
        let mut blocks = self.by(("Begonnen", "Began"), rows.to_vec());
        let undated = self.projects.iter().filter(|it| began(&it.project).is_none()).count();
        if undated > 0 {
            let said = bilingual!(
                "Zonder een enkele dag in het bestand, en dus hier niet meegeteld: {undated}.",
                "Without a single day in the file, and so not counted here: {undated}."
            );
            blocks.push(Block::Text(said.to(self.language).to_owned()));
        }
        self.section("Verandering", "Change", blocks)
    }

    fn groups(&self) -> Section {
        let rows = self.monitor.groups.iter().map(|(name, count)| {
            let counts = [count.planned, count.came, count.missing].map(|it| it.to_string());
            [vec![name.clone()], counts.to_vec()].concat()
        });
        let head = [("Groep", "Group"), ("Gepland", "Planned"), ("Was er", "Was there"), ("Ontbrak", "Was missing")];
        let mut blocks = self.charted(&head, 3, rows.collect());
        let remarks = self.of_activities(|done| done.missing.as_deref());
        blocks.extend(self.table(&[("Project", "Project"), ("Wie er ontbrak", "Who was missing")], remarks));
        self.section("Wie er waren en wie niet", "Who was there and who was not", blocks)
    }

    /// What was noted with activities, by project.
    fn of_activities(&self, pick: fn(&crate::model::project::Done) -> Option<&str>) -> Vec<Vec<String>> {
        let noted = |result: &ProjectResult<'_>| -> Vec<Vec<String>> {
            let texts = result.project.done.iter().filter_map(pick);
            texts.map(|text| vec![result.project.name.clone(), text.to_owned()]).collect()
        };
        self.projects.iter().flat_map(noted).collect()
    }

    fn methods(&self) -> Section {
        let titles = |id: &str| {
            let trees = self.monitor.trees.iter().flat_map(|it| it.tree.methods());
            trees.filter(|method| method.id.text == id).map(|method| method.title.clone()).next()
        };
        let rows = self.monitor.methods.iter().map(|(id, count)| {
            let counts = [count.planned.to_string(), count.done.to_string(), count.people.to_string()];
            [vec![titles(id).unwrap_or_else(|| id.clone())], counts.to_vec()].concat()
        });
        let head =
            [("Werkvorm", "Method"), ("Gepland", "Planned"), ("Uitgevoerd", "Done"), ("Deelnemers", "Participants")];
        self.section("Werkvormen", "Methods", self.charted(&head, 2, rows.collect()))
    }

    fn overdue(&self) -> Section {
        let rows = self.monitor.overdue.iter().map(|it| {
            let result = &self.projects[it.project];
            let what = duty_name(it.duty, self.language).to_owned();
            vec![result.project.name.clone(), what, it.day.clone(), result.file.clone()]
        });
        let head = [("Project", "Project"), ("Wat", "What"), ("Uiterlijk", "By"), ("Bestand", "File")];
        self.section("Te laat", "Overdue", self.table(&head, rows.collect()).into_iter().collect())
    }

    fn judgements(&self) -> Section {
        let rows = self
            .projects
            .iter()
            .filter_map(|result| Some(vec![result.project.name.clone(), result.project.report.judgement.clone()?]));
        let head = [("Project", "Project"), ("Oordeel", "Judgement")];
        let blocks = self.table(&head, rows.collect()).into_iter().collect();
        self.section("Wat deelnemers ervan vonden", "What participants thought of it", blocks)
    }

    /// What projects were judged to be afterwards, and how often each answer was given.
    fn evaluation(&self, it: &EvaluationCount<'_>) -> Section {
        let open = || self.say("nog niet af", "not finished").to_owned();
        let rows = it.outcomes.iter().map(|(outcome, count)| {
            let title = outcome.map_or_else(open, |outcome| it.tree.outcomes[outcome].title.clone());
            vec![title, count.to_string()]
        });
        let mut blocks = self.charted(&[("Oordeel", "Judgement"), ("Projecten", "Projects")], 1, rows.collect());
        let rows = it.tree.questions.iter_enumerated().filter_map(|(question, asked)| {
            let given = asked.answers.iter_enumerated().filter_map(|(answer, offered)| {
                Some(format!("{} {}", offered.label, it.answers.get(&(question, answer))?))
            });
            let given: Vec<String> = given.collect();
            (!given.is_empty()).then(|| vec![asked.ask.clone(), given.join("; ")])
        });
        blocks.extend(self.table(&[("Vraag", "Question"), ("Oordelen", "Judgements")], rows.collect()));
        Section { title: it.tree.title.clone(), blocks }
    }

    fn indicators(&self) -> Section {
        let unknown = || "–".to_owned();
        let rows = self.projects.iter().flat_map(|result| {
            result.project.plan.indicators.iter().map(|it| {
                let (target, became) = (it.target.clone(), it.result.clone());
                vec![
                    it.what.clone(),
                    result.project.name.clone(),
                    target.unwrap_or_else(unknown),
                    became.unwrap_or_else(unknown),
                ]
            })
        });
        let mut rows: Vec<Vec<String>> = rows.collect();
        // What is measured alike stands together.
        rows.sort_by_key(|row| row[0].to_lowercase());
        let head = [("Wat", "What"), ("Project", "Project"), ("Doel", "Target"), ("Werd", "Became")];
        self.section("Indicatoren", "Indicators", self.table(&head, rows).into_iter().collect())
    }

    /// Why people chose otherwise, in their own words.
    fn reasons(&self) -> Section {
        let rows = self.projects.iter().flat_map(|result| {
            result.parts.iter().filter(|part| part.deviation().is_some()).map(|part| {
                vec![
                    result.project.name.clone(),
                    self.standing(&part.advised()),
                    self.standing(&part.chosen()),
                    part.because.clone().unwrap_or_else(|| "–".to_owned()),
                ]
            })
        });
        let head = [("Project", "Project"), ("Advies", "Advice"), ("Gekozen", "Chosen"), ("Waarom", "Why")];
        self.section(
            "Waarom er anders gekozen is",
            "Why the choice was another",
            self.table(&head, rows.collect()).into_iter().collect(),
        )
    }

    /// Where people deviate from a tree, for its author.
    fn tree(&self, it: &TreeDeviation<'_>) -> Section {
        let share =
            |count: &DeviationCount| count.share().map(|share| percent(share, self.language)).unwrap_or_default();
        // What is chosen otherwise no more often than anywhere tells nothing of an answer.
        let telling = it.answers.iter().filter(|(.., count)| count.share() > it.all.share());
        let rows = telling.map(|(question, answer, count)| {
            let asked = &it.tree.questions[*question];
            let numbers = [count.parts, count.deviating(), count.lower, count.higher].map(|it| it.to_string());
            let asked = format!("{} {}", asked.ask, asked.answers[*answer].label);
            [vec![asked], numbers.to_vec(), vec![share(count)]].concat()
        });
        let head = [
            ("Vraag en antwoord", "Question and answer"),
            ("Onderdelen", "Parts"),
            ("Anders gekozen", "Chosen otherwise"),
            ("Lager", "Lower"),
            ("Hoger", "Higher"),
            ("Deel", "Share"),
        ];
        let rows: Vec<Vec<String>> = rows.collect();
        let head = head.map(|(dutch, english)| self.say(dutch, english).to_owned()).to_vec();
        let mut blocks = vec![Block::Text(self.deviates(&it.all).to(self.language).to_owned())];
        if !rows.is_empty() {
            let said = self.say(
                "Bij deze antwoorden wijken mensen vaker af dan gemiddeld. Kijk of de grens daar nog klopt. Een klein aantal zegt weinig.",
                "With these replies people deviate more often than on average. See whether the bound there is still right. A small number says little.",
            );
            blocks.push(Block::Text(said.to_owned()));
            blocks.push(Block::Ranking { head, rows });
        }
        let title =
            bilingual!("Wat dit zegt van de boom {id}", "What this says of the tree {id}", id = &it.tree.id.text);
        Section { title: title.to(self.language).to_owned(), blocks }
    }
}

/// A list of these, where there are any.
fn listed(points: &[String]) -> Vec<Block> {
    if points.is_empty() { Vec::new() } else { vec![Block::List(points.to_vec())] }
}
