//! `show`: one tree, ladder, werkvorm or aandachtspunt; or two ladders side by side.

use crate::app::cli::{Global, ShowArgs};
use crate::app::commands::list::content;
use crate::app::ending::Ending;
use crate::app::look::{colour, plain};
use crate::app::open::from_file;
use crate::app::system;
use crate::bilingual;
use crate::model::catalogue::{Advice, Catalogue, Method};
use crate::model::fact::Fact;
use crate::model::finding::did_you_mean;
use crate::model::ladder::{Citation, Ladder};
use crate::model::tree::{ByName, Draft};
use crate::output::format::{TextLayout, rows};
use crate::output::words::span;
use crate::source::dated::{catalogue_on, on};
use crate::source::parse::Content;
use crate::source::shipped;
use crate::text::language::Language;
use crate::text::sanitize::{line, lines};
use anyhow::{Result, bail};
use std::path::Path;

/// Shows what is named.
pub(crate) fn run(args: &ShowArgs, global: &Global, language: Language) -> Result<Ending> {
    let look = TextLayout { width: system::width(), colour: colour(global, false), plain: plain(global) };
    let page = ShowPage { language, look };
    let out = match &args.names[..] {
        [one, two] => match (ladder(one, language)?, ladder(two, language)?) {
            (Some(first), Some(second)) => page.side_by_side(&first, &second),
            (first, _) => {
                let name = if first.is_some() { two } else { one };
                bail!(
                    "{}",
                    bilingual!(
                        "`{name}` is geen ladder; naast elkaar gaat alleen met ladders",
                        "`{name}` is not a ladder; only ladders go side by side"
                    )
                    .to(language)
                )
            }
        },
        names => page.named(&names[0])?,
    };
    system::put(&out)?;
    Ok(Ending::Fine)
}

fn ladder(name: &str, language: Language) -> Result<Option<Ladder>> {
    let name = shipped_name(name);
    let found = match content("ladders", name, language) {
        None if Path::new(name).exists() => from_file(Path::new(name), language)?.content,
        found => found,
    };
    Ok(match found {
        Some(Content::Ladder(ladder)) => Some(ladder),
        _ => None,
    })
}

/// A name as a tree names what ships with the program, without `builtin:`.
fn shipped_name(name: &str) -> &str {
    name.strip_prefix("builtin:").unwrap_or(name)
}

/// Names for people with the ids that a tree uses: `Ouderen (ouderen)`.
fn with_ids<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    all.map(|(label, id)| format!("{label} ({id})")).collect::<Vec<_>>().join("; ")
}

struct ShowPage {
    language: Language,
    look: TextLayout,
}

impl ShowPage {
    fn say(&self, dutch: &str, english: &str) -> String {
        self.language.pick(dutch, english).to_owned()
    }

    /// Whatever has this name; where a tree and a ladder share it, both.
    fn named(&self, name: &str) -> Result<String> {
        let mut out = String::new();
        let whole = ["", "ladders", "catalogues"].into_iter().flat_map(shipped::names);
        let mut known: Vec<String> = whole.map(str::to_owned).collect();
        let file = Path::new(name);
        let name = shipped_name(name);
        if file.is_file() {
            out += &self.content(from_file(file, self.language)?.content);
        }
        for folder in ["", "ladders", "catalogues"] {
            out += &self.content(content(folder, name, self.language));
        }
        for folder in shipped::names("catalogues") {
            let Some(Content::Catalogue(catalogue)) = content("catalogues", folder, self.language) else { continue };
            let source = |citation: &Citation| {
                let named = catalogue.sources.iter().find(|it| it.id.text == citation.source.text);
                named.map_or(citation.source.text.clone(), |it| it.title.clone())
            };
            for method in &catalogue.methods {
                known.push(method.id.text.clone());
                if method.id.text == name {
                    out += &self.method(method, &source);
                }
            }
            for advice in &catalogue.advice {
                known.push(advice.id.text.clone());
                if advice.id.text == name {
                    out += &self.advice(advice, &source);
                }
            }
        }
        if out.is_empty() {
            let hint = did_you_mean(name, known.iter().map(String::as_str));
            let hint = hint.unwrap_or_else(|| bilingual!("kijk met `beslisboom list`", "look with `beslisboom list`"));
            bail!(
                "{}: {}",
                bilingual!("er is niets met de naam `{name}`", "there is nothing named `{name}`").to(self.language),
                hint.to(self.language)
            );
        }
        Ok(out)
    }

    /// A whole file, as it holds today.
    fn content(&self, content: Option<Content>) -> String {
        match content {
            Some(Content::Tree(tree)) => self.tree(&on(*tree, &system::today())),
            Some(Content::Ladder(ladder)) => self.ladder(&ladder),
            Some(Content::Catalogue(mut catalogue)) => {
                catalogue_on(&mut catalogue, &system::today());
                self.catalogue(&catalogue)
            }
            _ => String::new(),
        }
    }

    /// The words that it listens to, and what it offers.
    fn catalogue(&self, catalogue: &Catalogue<ByName>) -> String {
        let head = [self.say("Naam", "Name"), self.say("Titel", "Title"), self.say("Over", "About")];
        let methods = catalogue
            .methods
            .iter()
            .map(|it| vec![it.id.text.clone(), it.title.clone(), it.summary.clone().unwrap_or_default()]);
        let listened = self.facts(&self.say("Luistert naar", "Listens to"), catalogue.facts.iter());
        let advice = catalogue.advice.iter().map(|it| vec![it.id.text.clone(), it.text.clone()]);
        let advised = [self.say("Aandachtspunt", "Advice"), self.say("Tekst", "Text")];
        [listened, self.table(&head, methods.collect()), self.table(&advised, advice.collect())].concat()
    }

    /// Words with their values; nothing where there are none.
    fn facts<'a>(&self, title: &str, facts: impl Iterator<Item = &'a Fact>) -> String {
        let values = |fact: &Fact| with_ids(fact.values.iter().map(|(id, label)| (label.as_str(), id.text.as_str())));
        let lines = facts.map(|fact| vec![fact.label.clone(), values(fact), fact.id.text.clone()]);
        let head = [title.to_owned(), self.say("Waarden", "Values"), "Id".to_owned()];
        self.table(&head, lines.collect())
    }

    /// A table with a blank line behind it; nothing where there is nothing in it.
    fn table(&self, head: &[String], lines: Vec<Vec<String>>) -> String {
        if lines.is_empty() { String::new() } else { rows(head, &lines, self.look) + "\n" }
    }

    fn tree(&self, tree: &Draft) -> String {
        let head = [self.say("Vraag", "Question"), self.say("Antwoorden", "Answers"), "Id".to_owned()];
        let questions: Vec<Vec<String>> = tree
            .questions
            .iter()
            .map(|question| {
                let answers = question.answers.iter().map(|it| (it.label.as_str(), it.id.text.as_str()));
                vec![question.ask.clone(), with_ids(answers), question.id.text.clone()]
            })
            .collect();
        let ends = [self.say("Uitkomst", "Outcome"), self.say("Betekent", "Means"), "Id".to_owned()];
        let outcomes: Vec<Vec<String>> = tree
            .outcomes
            .iter()
            .map(|outcome| {
                vec![outcome.title.clone(), outcome.text.clone().unwrap_or_default(), outcome.id.text.clone()]
            })
            .collect();
        let summary = tree.summary.clone().unwrap_or_default();
        let scores = tree.scores.iter().map(|it| vec![it.label.clone(), it.id.text.clone()]);
        let scores = self.table(&["Score".to_owned(), "Id".to_owned()], scores.collect());
        format!(
            "{}\n{}\n\n{}\n{}{scores}{}\n",
            line(&format!("{} ({} {})", tree.title, tree.id.text, tree.version)),
            lines(&summary),
            rows(&head, &questions, self.look),
            self.facts(&self.say("Woord", "Word"), tree.facts.iter()),
            rows(&ends, &outcomes, self.look)
        )
    }

    fn ladder(&self, ladder: &Ladder) -> String {
        let head = [
            self.say("Trede", "Rung"),
            self.say("Inwoner", "Resident"),
            self.say("Overheid", "Government"),
            self.say("Belofte", "Promise"),
            self.say("Participatie", "Participation"),
            self.say("Niveau", "Level"),
            "Id".to_owned(),
        ];
        // From much say to little: that is how people draw a ladder.
        let lines: Vec<Vec<String>> = ladder
            .rungs
            .iter()
            .rev()
            .map(|rung| {
                vec![
                    rung.title.clone(),
                    rung.resident.clone().unwrap_or_default(),
                    rung.government.clone().unwrap_or_default(),
                    rung.promise.clone().unwrap_or_default(),
                    if rung.participation { self.say("ja", "yes") } else { self.say("nee", "no") },
                    rung.level.map(|level| level.word().to_owned()).unwrap_or_default(),
                    rung.id.text.clone(),
                ]
            })
            .collect();
        let title = line(&format!("{} ({})", ladder.title, ladder.id.text));
        format!("{title}\n{}\n", rows(&head, &lines, self.look))
    }

    /// Rungs of one level stand on one row; rungs without a level follow.
    fn side_by_side(&self, one: &Ladder, two: &Ladder) -> String {
        let head = [self.say("Niveau", "Level"), one.title.clone(), two.title.clone()];
        let cell = |ladder: &Ladder, level| {
            let rungs = ladder.rungs.iter().rev().filter(|rung| rung.level == level);
            let told = rungs.map(|rung| {
                format!("{}. {}", rung.title, rung.government.clone().or(rung.text.clone()).unwrap_or_default())
            });
            told.collect::<Vec<_>>().join("; ")
        };
        let levels = crate::model::ladder::Level::ALL.iter().rev().map(|&level| Some(level)).chain([None]);
        let lines: Vec<Vec<String>> = levels
            .map(|level| {
                vec![
                    level.map_or_else(|| "–".to_owned(), |it| it.word().to_owned()),
                    cell(one, level),
                    cell(two, level),
                ]
            })
            .filter(|row| !row[1].is_empty() || !row[2].is_empty())
            .collect();
        rows(&head, &lines, self.look)
    }

    fn method(&self, method: &Method<ByName>, source: &dyn Fn(&Citation) -> String) -> String {
        let levels: Vec<&str> = method.levels.iter().map(|level| level.word()).collect();
        let estimated: Vec<&str> = method.estimated.iter().map(|word| word.text.as_str()).collect();
        let lines = vec![
            vec![self.say("Wat", "What"), method.summary.clone().unwrap_or_default()],
            vec![self.say("Niveaus", "Levels"), levels.join(", ")],
            vec![self.say("Groep", "Group"), span(method.group)],
            vec![self.say("Weken", "Weeks"), span(method.weeks)],
            vec![self.say("Niet als", "Not when"), method.not_when.clone().unwrap_or_default()],
            vec![
                self.say("Bron", "Source"),
                method
                    .source
                    .as_ref()
                    .map(|it| format!("{}, {}", source(it), it.at.clone().unwrap_or_default()))
                    .unwrap_or_default(),
            ],
            vec![self.say("Geschat", "Estimated"), estimated.join(", ")],
        ];
        rows(&[method.id.text.clone(), method.title.clone()], &lines, self.look) + "\n"
    }

    fn advice(&self, advice: &Advice<ByName>, source: &dyn Fn(&Citation) -> String) -> String {
        let lines = vec![vec![
            advice.text.clone(),
            advice
                .source
                .as_ref()
                .map(|it| format!("{}, {}", source(it), it.at.clone().unwrap_or_default()))
                .unwrap_or_default(),
        ]];
        rows(&[advice.id.text.clone(), self.say("Bron", "Source")], &lines, self.look) + "\n"
    }
}
