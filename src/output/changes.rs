//! What changes between two versions of a tree, for people and as `beslisboom/diff/1`.

mod json;
mod moved;
mod told;
mod versions;

use crate::model::ids::{AnswerId, QuestionId};
pub use versions::Versions;

use crate::analysis::diff::{
    Change, DayGrade, Grade, ItemKind, LostAndGained, PlanChange, Project, Projects, RowResult, Standing, ToldChanges,
};
use crate::bilingual;
use crate::model::tree::{ById, Question, QuestionKind, Resolved};
use crate::output::document::{Block, Document, Section};
use crate::output::format::Printable;
use crate::output::share::percent;
use crate::output::words::Wording;
use serde_json::Value;

/// So many rows of a list are shown; the JSON has all of them.
const ROWS: usize = 200;

/// A value of more characters is cut.
const LONG: usize = 200;

impl Printable for Versions<'_> {
    fn document(&self) -> Document {
        let mut sections = vec![self.summary()];
        sections.extend(self.projects.map(|projects| self.listed(projects)));
        sections.push(self.renamed());
        sections.extend(self.moves());
        sections.extend(self.told());
        sections.extend([self.changed(false), self.changed(true)]);
        sections.retain(|section| !section.blocks.is_empty());
        let title = format!("{}: {}", self.say("Wat verandert", "What changes"), self.new.title);
        Document { title, language: self.language, sections, ..Document::default() }
    }

    fn value(&self) -> Value {
        json::value(self)
    }
}

impl<'t> Versions<'t> {
    /// For whom the advice changes, in a sentence or two.
    fn verdict(&self) -> String {
        let (old, new) = (self.old, self.new);
        let moves = match &self.diff.moves {
            None => {
                return self
                    .say(
                        "De bomen zijn te groot om na te gaan wat er anders uitkomt.",
                        "The trees are too large to find out what comes out differently.",
                    )
                    .to_owned();
            }
            Some(moves) => moves,
        };
        if !moves.is_empty() {
            let share: f64 = moves.iter().map(|moved| moved.share).sum();
            let share = percent(share, self.language);
            let said = bilingual!(
                "De uitkomst verandert in {share} van alle gevallen.",
                "The result changes in {share} of all cases."
            );
            return said.to(self.language).to_owned();
        }
        let partial = self.diff.is_partial(old, new);
        match (&self.diff.told, self.diff.told.as_ref().map_or(Grade::Offers, ToldChanges::grade)) {
            (_, Grade::Nothing | Grade::Results) if partial => self.say(
                "Wie antwoordt met wat beide versies kennen, krijgt hetzelfde advies.",
                "Whoever replies with what both versions know, gets the same advice.",
            ),
            (_, Grade::Nothing | Grade::Results) if self.diff.by_level(old, new) => self.say(
                "Naar niveau van de trede verandert het advies voor niemand.",
                "By the level of the rung the advice changes for nobody.",
            ),
            (_, Grade::Nothing | Grade::Results) => {
                self.say("Het advies verandert voor niemand.", "The advice changes for nobody.")
            }
            (_, Grade::Reasons) => self.say(
                "De uitkomst en het aanbod veranderen voor niemand. Wel veranderen de redenen.",
                "The result and what is offered change for nobody. The reasons do change.",
            ),
            (None, _) => self.say(
                "De uitkomst verandert voor niemand. Of aanbod en redenen veranderen, is te veel werk om na te gaan.",
                "The result changes for nobody. Whether offers and reasons change is too much work to find out.",
            ),
            (Some(told), _) if told.offers.is_empty() && matches!(told.plan, PlanChange::Unknown(_)) => self.say(
                "De uitkomst verandert voor niemand. Of het plan ergens verandert, is niet bewezen.",
                "The result changes for nobody. Whether the plan changes anywhere is not proven.",
            ),
            (Some(_), _) => self.say(
                "De uitkomst verandert voor niemand. Wel verandert wat erbij wordt aangeboden.",
                "The result changes for nobody. What is offered with it does change.",
            ),
        }
        .to_owned()
    }

    /// For whom the advice changes, and from which day on where that is not today.
    fn headline(&self) -> String {
        let mut verdict = self.verdict();
        if let Some(day) = self.days.iter().find(|it| it.grade.is_none()).and_then(|it| it.from.as_ref()) {
            let said = bilingual!("Vanaf {day} is dat niet na te gaan.", "From {day} on that cannot be found out.");
            verdict = format!("{verdict} {}", said.to(self.language));
        }
        let Some(day) = self.day() else { return verdict };
        let said = match self.days {
            [_] => bilingual!("Dat is zo op {day}.", "That is so on {day}."),
            _ if self.days[self.shown].grade == Some(Grade::Nothing) => bilingual!(
                "Wel staat er vanaf {day} iets anders in de boom.",
                "From {day} on something else does stand in the tree."
            ),
            _ => bilingual!("Dat is zo vanaf {day}.", "That is so from {day} on."),
        };
        format!("{verdict} {}", said.to(self.language))
    }

    /// What changes on which day, where there are several.
    fn on_other_days(&self) -> Vec<Block> {
        if self.days.len() < 2 || self.days.iter().all(|it| it.grade == Some(Grade::Nothing)) {
            return Vec::new();
        }
        let line = |it: &DayGrade| {
            let what = match it.grade {
                Some(Grade::Nothing) => self.say("niets", "nothing"),
                Some(Grade::Reasons) => self.say("de redenen", "the reasons"),
                Some(Grade::Offers) => self.say("wat erbij wordt aangeboden", "what is offered with it"),
                Some(Grade::Results) => self.say("de uitkomst", "the result"),
                None => self.say("niet te vergelijken", "cannot be compared"),
            };
            match &it.from {
                None => format!("{}: {what}", self.say("vandaag", "today")),
                Some(day) => format!("{} {day}: {what}", self.say("vanaf", "from")),
            }
        };
        let said = self.say(
            "Niet elke dag geldt hetzelfde. Hieronder staat de eerste dag waarop het meest verandert. Een andere dag zie je met `--date`. Per dag verandert:",
            "Not the same holds on every day. Below is the first day on which most changes. `--date` shows another day. By day there changes:",
        );
        vec![Block::Text(said.to_owned()), Block::List(self.days.iter().map(line).collect())]
    }

    /// The answers that one version knows and the other does not.
    fn one_sided(&self) -> Vec<Block> {
        let (old, new) = (self.old, self.new);
        let [gone, come] = self.diff.one_sided(new);
        let answer = |tree: &Resolved, (question, answer): (QuestionId, AnswerId)| {
            let asked = &tree.questions[question];
            format!("{} – {}", asked.ask, asked.answers[answer].label)
        };
        let mut one_sided: Vec<String> =
            gone.into_iter().map(|it| format!("{}: {}", self.say("alleen oud", "old only"), answer(old, it))).collect();
        one_sided.extend(
            come.into_iter().map(|it| format!("{}: {}", self.say("alleen nieuw", "new only"), answer(new, it))),
        );
        if one_sided.is_empty() {
            return Vec::new();
        }
        let said = self.say(
            "Deze antwoorden kent maar één versie. Ermee vergelijken kan dus niet; getallen tellen wel mee.",
            "These answers are known to one version only. So they cannot be compared; numbers do count.",
        );
        vec![Block::Text(said.to_owned()), Block::List(one_sided)]
    }

    fn summary(&self) -> Section {
        let (old, new) = (self.old, self.new);
        let named = |tree: &Resolved| format!("{} {} ({})", tree.id.text, tree.version, short(&tree.hash));
        let versions = vec![
            format!("{}: {}", self.say("Oud", "Old"), named(old)),
            format!("{}: {}", self.say("Nieuw", "New"), named(new)),
        ];
        let mut blocks = vec![Block::Strong(self.headline()), Block::List(versions)];
        blocks.extend(self.on_other_days());
        let moved = self.diff.moves.as_ref().is_some_and(|moves| !moves.is_empty());
        if moved || self.diff.told.as_ref().is_some_and(|told| !told.offers.is_empty() || !told.reasons.is_empty()) {
            blocks.push(Block::Text(
                self.say(
                    "Een deel is een deel van alle gevallen, als elk antwoord even vaak voorkomt. Dit is geen voorspelling.",
                    "A share is a share of all cases, if each reply is equally likely. This is no forecast.",
                )
                .to_owned(),
            ));
        }
        if self.diff.by_level(old, new) {
            blocks.push(Block::Text(
                self.say(
                    "De versies staan op verschillende ladders. Daarom zijn treden vergeleken naar hun niveau.",
                    "The versions stand on different ladders. So rungs were compared by their level.",
                )
                .to_owned(),
            ));
        }
        blocks.extend(self.one_sided());
        let other = self.diff.other_replies(old, new);
        if !other.is_empty() {
            blocks.push(Block::Text(
                self.say(
                    "Op deze vragen past in de ene versie een ander soort antwoord dan in de andere.",
                    "To these questions one version takes another sort of reply than the other.",
                )
                .to_owned(),
            ));
            blocks.push(Block::List(other.into_iter().map(|it| self.other_replies(it)).collect()));
        }
        Section::new(self.language, "Samenvatting", "Summary", blocks)
    }

    /// A question that takes other replies; of a number, which it took and which it takes.
    fn other_replies(&self, (one, two): (QuestionId, QuestionId)) -> String {
        let (first, second) = (&self.old.questions[one], &self.new.questions[two]);
        let taken = |tree, asked: &Question<ById>| match (&asked.kind, asked.numbers()) {
            (QuestionKind::Number { unit, .. }, Some((numbers, decimals))) => {
                Some(Wording::of(tree, self.language).band(numbers, decimals, unit))
            }
            _ => None,
        };
        match taken(self.old, first).zip(taken(self.new, second)) {
            Some((was, is)) if was != is => format!("{} ({was} → {is})", second.ask),
            _ => second.ask.clone(),
        }
    }

    fn renamed(&self) -> Section {
        let sort = |sort: ItemKind| match sort {
            ItemKind::Question => self.say("vraag", "question"),
            ItemKind::Answer => self.say("antwoord", "answer"),
            ItemKind::Outcome => self.say("uitkomst", "outcome"),
            ItemKind::Rung => self.say("trede", "rung"),
            ItemKind::Method => self.say("werkvorm", "method"),
        };
        let line = |it: &crate::analysis::diff::Renamed| {
            let of = it.of.as_ref().map(|of| format!(" ({of})")).unwrap_or_default();
            let names = format!("{}{of}: {} → {}", sort(it.sort), it.old, it.new);
            match it.likeness {
                None => names,
                Some(likeness) => {
                    let (likeness, old) = (percent(likeness, self.language), &it.old);
                    let hint = bilingual!(
                        "lijkt hernoemd, {likeness} gelijk; is het hetzelfde, zet er dan `was: [{old}]` bij",
                        "looks renamed, {likeness} alike; if it is the same, add `was: [{old}]`"
                    );
                    format!("{names} ({})", hint.to(self.language))
                }
            }
        };
        let lines: Vec<String> = self.diff.pairing.renamed.iter().map(line).collect();
        let blocks = if lines.is_empty() { Vec::new() } else { vec![Block::List(lines)] };
        Section::new(self.language, "Wat een andere naam heeft", "What has another name", blocks)
    }

    fn changed(&self, text: bool) -> Section {
        let line = |change: &Change| {
            let path = change.path.join(" › ").replace('_', "-");
            match (&change.old, &change.new) {
                (Some(old), Some(new)) => format!(
                    "{path}: {} ‘{}’, {} ‘{}’",
                    self.say("was", "was"),
                    plain(old),
                    self.say("wordt", "becomes"),
                    plain(new)
                ),
                (None, Some(new)) => format!("{path}: {} ‘{}’", self.say("nieuw", "new"), plain(new)),
                (Some(old), None) => format!("{path}: {} ‘{}’", self.say("vervalt", "goes"), plain(old)),
                (None, None) => path,
            }
        };
        let lines: Vec<String> = self.diff.changes.iter().filter(|it| it.text == text).map(line).collect();
        let blocks = if lines.is_empty() { Vec::new() } else { vec![Block::List(lines)] };
        if text {
            Section::new(self.language, "Wat anders wordt gezegd", "What reads otherwise", blocks)
        } else {
            Section::new(self.language, "Wat er anders in de boom staat", "What stands otherwise in the tree", blocks)
        }
    }

    /// The matrix of a list, and the rows that move.
    fn listed(&self, projects: &Projects) -> Section {
        let (moved, offered, rows) = (projects.moved.len(), projects.offered.len(), projects.rows);
        let strong = bilingual!("{moved} van de {rows} projecten verschuiven.", "{moved} of the {rows} projects move.");
        let mut blocks = vec![Block::Strong(strong.to(self.language).to_owned())];
        blocks.push(self.matrix(projects));
        let say = |names: &[(&'static str, &'static str)]| {
            names.iter().map(|it| self.say(it.0, it.1).to_owned()).collect::<Vec<_>>()
        };
        let named = |it: &Project| {
            let name: Vec<&str> = [&it.name.name, &it.name.part].into_iter().map(String::as_str).collect();
            let name = name.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
            vec![it.name.place.clone(), name]
        };
        if moved > 0 {
            let row = |it: &Project| {
                let (old, new) = (self.row_result(self.old, &it.old), self.row_result(self.new, &it.new));
                [named(it), vec![old, new]].concat()
            };
            let head =
                say(&[("Regel of bestand", "Line or file"), ("Project", "Project"), ("Oud", "Old"), ("Nieuw", "New")]);
            blocks.push(Block::Table { head, rows: projects.moved.iter().take(ROWS).map(row).collect() });
        }
        if offered > 0 {
            let said = bilingual!(
                "{offered} andere houden hun uitkomst. Zij krijgen een ander plan, andere werkvormen of andere plichten.",
                "{offered} others keep their result. They get another plan, other methods or other duties."
            );
            blocks.push(Block::Text(said.to(self.language).to_owned()));
            let row = |it: &Project| {
                let of = |change: &LostAndGained| self.lost_and_gained(change);
                [named(it), vec![of(&it.plan), of(&it.methods), of(&it.duties)]].concat()
            };
            let head = say(&[
                ("Regel of bestand", "Line or file"),
                ("Project", "Project"),
                ("Plan", "Plan"),
                ("Werkvormen", "Methods"),
                ("Plichten", "Duties"),
            ]);
            blocks.push(Block::Table { head, rows: projects.offered.iter().take(ROWS).map(row).collect() });
        }
        if moved.max(offered) > ROWS {
            let said = bilingual!(
                "Van elke tabel staan hier de eerste {ROWS}; met `--format json` zie je ze allemaal.",
                "Of each table the first {ROWS} are here; `--format json` shows all."
            );
            blocks.push(Block::Text(said.to(self.language).to_owned()));
        }
        Section::new(self.language, "Welke projecten verschuiven", "Which projects move", blocks)
    }

    /// What a version says of a row; where it is undecided every result that is possible.
    fn row_result(&self, tree: &Resolved, result: &RowResult) -> String {
        let mut standing = self.standing(tree, &result.standing);
        let refused = result.refused.iter().filter_map(|id| tree.questions.iter().find(|it| it.id.text == *id));
        let refused: Vec<&str> = refused.map(|it| it.ask.as_str()).collect();
        if !refused.is_empty() {
            let said = self.say("het antwoord past niet op", "the reply does not fit");
            standing += &format!(" ({said}: {})", refused.join("; "));
        }
        if result.standing.status != "undecided" {
            return standing;
        }
        let words = Wording::of(tree, self.language);
        let possible = result.possible.iter().filter_map(|(outcome, rung)| {
            let outcome = tree.outcomes.position(|it| it.id.text == *outcome)?;
            Some(words.result(outcome, tree.rungs().position(|it| it.id.text == *rung)))
        });
        format!("{standing}: {}", possible.collect::<Vec<_>>().join(self.say(", of ", ", or ")))
    }

    /// What falls away and what comes, by title; advice has none, and goes by its id.
    fn lost_and_gained(&self, change: &LostAndGained) -> String {
        let titles = |tree: &Resolved, ids: &[String]| {
            let title = |id: &String| {
                let method = tree.methods().find(|method| method.id.text == *id);
                method.map_or_else(|| id.clone(), |method| method.title.clone())
            };
            ids.iter().map(title).collect::<Vec<_>>().join(", ")
        };
        let mut told = Vec::new();
        if !change.lost.is_empty() {
            told.push(format!("{}: {}", self.say("weg", "gone"), titles(self.old, &change.lost)));
        }
        if !change.gained.is_empty() {
            told.push(format!("{}: {}", self.say("erbij", "new"), titles(self.new, &change.gained)));
        }
        told.join("; ")
    }

    /// From which rung to which: a row for what it was, a column for what it is, both by number.
    fn matrix(&self, projects: &Projects) -> Block {
        let (was, is): (Vec<String>, Vec<String>) = (
            projects.was.iter().map(|it| self.rung(self.old, it)).collect(),
            projects.is.iter().map(|it| self.rung(self.new, it)).collect(),
        );
        let mut all: Vec<&String> = Vec::new();
        // What is in both keeps the order of both; what is in one comes where that has it.
        for name in &is {
            let before = was.iter().take_while(|it| *it != name).filter(|it| was.contains(name) && !is.contains(it));
            for name in before.chain([name]) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
        }
        all.extend(was.iter().filter(|it| !is.contains(it)).filter(|it| !all.contains(it)).collect::<Vec<_>>());
        let count = |from: &String, to: &String| -> usize {
            let rows = was.iter().zip(&projects.counts).filter(|(it, _)| *it == from);
            rows.flat_map(|(_, counts)| is.iter().zip(counts)).filter(|(it, _)| *it == to).map(|(_, count)| count).sum()
        };
        let mut head = vec![self.say("Oud ↓ nieuw →", "Old ↓ new →").to_owned()];
        head.extend((1..=all.len()).map(|number| number.to_string()));
        let row = |(number, from): (usize, &&String)| {
            let counts = all.iter().map(|to| match count(from, to) {
                0 => "–".to_owned(),
                count => count.to_string(),
            });
            std::iter::once(format!("{}. {from}", number + 1)).chain(counts).collect()
        };
        Block::Table { head, rows: all.iter().enumerate().map(row).collect() }
    }

    /// The rung of a standing, else its outcome.
    fn rung(&self, tree: &Resolved, standing: &Standing) -> String {
        let rungs = tree.ladder.iter().flat_map(|ladder| &ladder.rungs);
        let rung = rungs.into_iter().find(|rung| rung.id.text == standing.rung);
        rung.map_or_else(|| self.standing(tree, standing), |rung| rung.title.clone())
    }

    /// A standing in words.
    fn standing(&self, tree: &Resolved, standing: &Standing) -> String {
        let rung = |id: &str| tree.rungs().position(|rung| rung.id.text == id);
        match tree.outcomes.position(|it| it.id.text == standing.outcome) {
            Some(outcome) => Wording::of(tree, self.language).result(outcome, rung(&standing.rung)),
            None => match standing.status.as_str() {
                "undecided" => self.say("nog niet beslist", "undecided").to_owned(),
                "invalid" => self.say("ongeldig", "invalid").to_owned(),
                other => other.to_owned(),
            },
        }
    }
}

/// The first figures of a hash.
fn short(hash: &str) -> &str {
    hash.get(..19).unwrap_or(hash)
}

/// A value on one line.
fn plain(value: &Value) -> String {
    fn whole(value: &Value) -> String {
        match value {
            Value::String(text) => text.trim().to_owned(),
            Value::Array(list) => format!("[{}]", list.iter().map(whole).collect::<Vec<_>>().join(", ")),
            Value::Object(object) => {
                let there = object.iter().filter(|(_, value)| !value.is_null());
                let there = there.filter(|(_, value)| value.as_array().is_none_or(|list| !list.is_empty()));
                format!(
                    "{{{}}}",
                    there
                        .map(|(key, it)| format!("{}: {}", key.replace('_', "-"), whole(it)))
                        .collect::<Vec<_>>()
                        .join(", ")
                )
            }
            other => other.to_string(),
        }
    }
    let text = whole(value);
    match text.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
