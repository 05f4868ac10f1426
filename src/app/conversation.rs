//! A conversation with somebody at a terminal: page by page, saved after every reply.

use crate::analysis::walk::{Asking, Walk};
use crate::app::charset;
use crate::app::cli::Global;
use crate::app::interrupt;
use crate::app::look::{colour, plain};
use crate::app::open::Opened;
use crate::app::project_file::KeptProject;
use crate::app::prompt::page::{Act, Extras, LinePrompt, MenuItem, Page, PickKind, Prompt, PromptEnd, Zero};
use crate::app::prompt::plain::Plain;
use crate::app::prompt::screen::Screen;
use crate::app::session::{Session, kept};
use crate::app::system;
use crate::bilingual;
use crate::model::ids::{AnswerId, Id, QuestionId};
use crate::model::replies::{Reply, UNKNOWN};
use crate::model::tree::QuestionKind;
use crate::output::report::{Occasion, Report, Swap, Swaps};
use crate::source::parse::RepliesFile;
use crate::text::language::{Bilingual, Language};
use crate::text::sanitize::line;
use anyhow::Result;
use std::path::Path;

/// What a conversation begins with.
pub(crate) struct Beginning {
    pub(crate) occasion: Occasion,
    pub(crate) session: Session,
    /// How many replies are known already.
    pub(crate) known: usize,
    /// What there is to say about what was given.
    pub(crate) remarks: Vec<String>,
    /// Whether a name and a part are asked for where there are none.
    pub(crate) asks_names: bool,
    pub(crate) purpose: Purpose,
}

/// What a conversation leads to.
pub(crate) struct Purpose {
    /// The command to go on with when it was stopped.
    pub(crate) go_on: String,
    /// What the last line of the list of replies says.
    pub(crate) done: &'static str,
}

/// What a conversation ends with.
pub(crate) struct Ended<'t> {
    pub(crate) walk: Walk<'t>,
    pub(crate) occasion: Occasion,
    pub(crate) session: Session,
    /// Whether all of it is kept.
    pub(crate) saved: bool,
}

/// Holds the conversation until every question that counts has a reply; `None` where it was stopped. The walk begins once
/// somebody was greeted: until then there is nothing to work out.
pub(crate) fn hold<'t>(
    begin: impl FnOnce() -> Walk<'t>,
    beginning: Beginning,
    opened: &'t Opened,
    global: &Global,
    language: Language,
) -> Result<Option<Ended<'t>>> {
    let Beginning { occasion, session, known, remarks, asks_names, purpose } = beginning;
    let prompt = prompt(global, language);
    let mut talk = Talk { prompt, language, session, occasion, opened, purpose, saved: Saved::NotYet, warned: false };
    interrupt::last_word(Some(talk.last_word()));
    let ended = talk.whole(begin, (known, &remarks), asks_names);
    interrupt::last_word(None);
    let last_word = talk.last_word();
    let Talk { prompt, session, occasion, saved, .. } = talk;
    // The terminal is given back before anything else is said.
    drop(prompt);
    match ended {
        Ok(walk) => Ok(Some(Ended { walk, occasion, session, saved: saved == Saved::All })),
        Err(PromptEnd::Left) => {
            system::tell(&format!("\n{last_word}"));
            Ok(None)
        }
        Err(PromptEnd::Machine(fault)) => {
            system::tell(&last_word);
            Err(fault.into())
        }
    }
}

/// Asks yes or no; stopping means no. In lines on any terminal, so that what stands above can be read.
pub(crate) fn confirm(question: &Bilingual, language: Language) -> Result<bool> {
    let choice = |dutch: &str, english: &str| choice(&dutch.to_lowercase(), language.pick(dutch, english).to_owned());
    let choices = vec![choice("Ja", "Yes"), choice("Nee", "No")];
    let mut page = Page { choices, ..menu("", question.to(language), Vec::new()) };
    match in_lines(language).ask(&mut page) {
        Ok(act) => Ok(act == Act::Picked(vec![0])),
        Err(PromptEnd::Left) => Ok(false),
        Err(PromptEnd::Machine(fault)) => Err(fault.into()),
    }
}

/// Asks which conversation to go on with; `None` where that was stopped.
pub(crate) fn which(
    kept: &[KeptProject],
    found: &[(usize, usize)],
    global: &Global,
    language: Language,
) -> Result<Option<usize>> {
    let heading = language.pick("Verder met een gesprek", "Going on with a conversation");
    let ask = language.pick("Met welk gesprek wil je verder?", "Which conversation do you want to go on with?");
    let labels = found.iter().map(|&(project, part)| named(&kept[project], part));
    picked(menu(heading, ask, labels.collect()), global, language)
}

/// What a conversation is to be about.
pub(crate) enum ProjectChoice {
    /// A project that is not there yet.
    New,
    /// This project of those that are kept, and a part of it to go on with, or a new part.
    Part(usize, Option<usize>),
}

/// Asks which project it is about, where there are any, and which part of that; `None` where that was stopped. Parts
/// that are not offered can be added to, but not gone on with.
pub(crate) fn which_project(
    kept: &[KeptProject],
    offered: impl Fn(&RepliesFile) -> bool,
    global: &Global,
    language: Language,
) -> Result<Option<ProjectChoice>> {
    if kept.is_empty() {
        return Ok(Some(ProjectChoice::New));
    }
    let new = language.pick("Een nieuw project", "A new project").to_owned();
    let old = kept.iter().map(|it| {
        let parts = it.project.parts.iter().filter_map(|part| part.part.clone());
        let about: Vec<String> = parts.chain([system::moment(it.saved)]).collect();
        line(&format!("{} ({})", it.project.name, about.join("; ")))
    });
    let heading = language.pick("Projecten", "Projects");
    let ask = language.pick("Over welk project gaat het?", "Which project is it about?");
    let labels = std::iter::once(new).chain(old).collect();
    let Some(project) = picked(menu(heading, ask, labels), global, language)? else { return Ok(None) };
    let Some(project) = project.checked_sub(1) else { return Ok(Some(ProjectChoice::New)) };
    let it = &kept[project];
    let parts: Vec<usize> = (0..it.project.parts.len()).filter(|&part| offered(&it.project.parts[part])).collect();
    if parts.is_empty() {
        return Ok(Some(ProjectChoice::Part(project, None)));
    }
    let go_on = parts.iter().map(|&part| {
        let part = part_named(&it.project.parts[part], language);
        line(bilingual!("Verder met: {part}", "Go on with: {part}").to(language))
    });
    let new = language.pick("Een nieuw onderdeel", "A new part").to_owned();
    let ask = language.pick("Wil je verder, of begin je een nieuw onderdeel?", "Do you go on, or begin a new part?");
    let page = menu(&line(&it.project.name), ask, go_on.chain([new]).collect());
    let Some(part) = picked(page, global, language)? else { return Ok(None) };
    Ok(Some(ProjectChoice::Part(project, parts.get(part).copied())))
}

/// One thing to choose from a list.
pub(crate) fn menu(heading: &str, ask: &str, labels: Vec<String>) -> Page {
    Page {
        heading: heading.to_owned(),
        ask: ask.to_owned(),
        choices: labels.into_iter().map(|label| choice("", label)).collect(),
        kind: PickKind::One,
        picked: Vec::new(),
        zero: None,
        at: 0,
        extras: Extras::None,
        optional: false,
    }
}

/// What was chosen; `None` where that was stopped.
pub(crate) fn picked(mut page: Page, global: &Global, language: Language) -> Result<Option<usize>> {
    match prompt(global, language).ask(&mut page) {
        Ok(Act::Picked(picks)) => Ok(picks.first().copied()),
        Ok(_) | Err(PromptEnd::Left) => Ok(None),
        Err(PromptEnd::Machine(fault)) => Err(fault.into()),
    }
}

/// A part by its project, its name, its tree and when it was saved.
pub(crate) fn named(kept: &KeptProject, part: usize) -> String {
    let it = &kept.project.parts[part];
    let tree = it.tree.as_ref().map(|tree| format!("{}, ", tree.text)).unwrap_or_default();
    let part = it.part.as_ref().map(|part| format!(", {part}")).unwrap_or_default();
    line(&format!("{}{part} ({tree}{})", kept.project.name, system::moment(kept.saved)))
}

fn part_named(part: &RepliesFile, language: Language) -> String {
    let tree = part.tree.as_ref().map(|tree| format!(" ({})", tree.text)).unwrap_or_default();
    let name = part.part.clone().unwrap_or_else(|| language.pick("zonder naam", "without a name").to_owned());
    format!("{name}{tree}")
}

pub(crate) fn choice(id: &str, label: String) -> MenuItem {
    MenuItem { id: id.to_owned(), label, below: None, alone: false }
}

fn in_lines(language: Language) -> Plain {
    Plain { language, width: system::width().unwrap_or(80) }
}

pub(crate) fn prompt(global: &Global, language: Language) -> Box<dyn Prompt> {
    // The keys of a terminal with another charset come one by one only in UTF-8; lines come whole.
    if plain(global) || charset::is_other() {
        return Box::new(in_lines(language));
    }
    Box::new(Screen::new(language, colour(global, true)))
}

/// How much of what was replied is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Saved {
    /// Nothing was replied yet.
    NotYet,
    All,
    /// All but the last replies.
    Partly,
    Nothing,
}

struct Talk<'a> {
    prompt: Box<dyn Prompt>,
    language: Language,
    session: Session,
    occasion: Occasion,
    opened: &'a Opened,
    purpose: Purpose,
    saved: Saved,
    /// Whether it was said beforehand that nothing can be kept.
    warned: bool,
}

impl Talk<'_> {
    /// What is said where it was stopped.
    fn last_word(&self) -> String {
        let go_on = &self.purpose.go_on;
        let said = match self.saved {
            Saved::NotYet => bilingual!("Gestopt. Je had nog niets geantwoord.", "Stopped. You had not replied yet."),
            Saved::All => bilingual!(
                "Gestopt. Alles wat je antwoordde, is bewaard. Ga verder met: {go_on}",
                "Stopped. Everything you replied is kept. Go on with: {go_on}"
            ),
            Saved::Partly => bilingual!(
                "Gestopt. Je laatste antwoorden zijn niet bewaard. Met de rest ga je verder met: {go_on}",
                "Stopped. Your last replies are not kept. Go on with the rest with: {go_on}"
            ),
            Saved::Nothing => {
                bilingual!("Gestopt. Je antwoorden zijn niet bewaard.", "Stopped. Your replies are not kept.")
            }
        };
        said.to(self.language).to_owned()
    }

    fn pick<'s>(&self, dutch: &'s str, english: &'s str) -> &'s str {
        self.language.pick(dutch, english)
    }

    fn whole<'w>(
        &mut self,
        begin: impl FnOnce() -> Walk<'w>,
        (known, remarks): (usize, &[String]),
        asks_names: bool,
    ) -> Result<Walk<'w>, PromptEnd> {
        self.greet(known, remarks)?;
        if asks_names {
            self.names()?;
        }
        let mut walk = begin();
        // What was given beforehand is kept from the start, so that going on later needs nothing else.
        if !walk.replies.is_empty() || self.occasion.project.is_some() || self.occasion.part.is_some() {
            self.save(&walk)?;
        }
        self.questions(&mut walk)?;
        self.approach(&walk)?;
        Ok(walk)
    }

    /// Shows the approach until somebody leaves it as it is.
    fn approach(&mut self, walk: &Walk<'_>) -> Result<(), PromptEnd> {
        loop {
            let report = Report::new(walk.tree(), &walk.replies, &self.occasion, self.language);
            let Some(Swaps { steps, swaps }) = report.swaps() else { return Ok(()) };
            let unmet = report.unmet_choices();
            self.prompt.say(self.pick("De aanpak in het kort:", "The approach in short:"))?;
            for said in steps.iter().chain(&unmet) {
                self.prompt.say(&line(said))?;
            }
            let done = self.pick("Zo is het goed: toon het advies", "Good as it is: show the advice").to_owned();
            let zero = Some(Zero { label: done, words: &["klaar", "done"] });
            let labels: Vec<String> = swaps.iter().map(|(label, _)| line(label)).collect();
            let ask = self.pick("Wil je iets ruilen?", "Do you want to swap something?");
            let at = labels.len();
            let mut page = Page { zero, at, ..menu(self.pick("De aanpak", "The approach"), ask, labels) };
            let Act::Picked(picks) = self.prompt.ask(&mut page)? else { return Ok(()) };
            match picks.first().map(|&pick| &swaps[pick].1) {
                Some(Swap::Take(id)) => self.occasion.choice.take(id),
                Some(Swap::Leave(id)) => self.occasion.choice.leave(id),
                None => return Ok(()),
            }
            self.save(walk)?;
        }
    }

    fn greet(&mut self, known: usize, remarks: &[String]) -> Result<(), PromptEnd> {
        let tree = &self.opened.tree;
        self.prompt.say(&tree.title)?;
        if let Some(summary) = &tree.summary {
            self.prompt.say(summary)?;
        }
        for remark in remarks {
            self.prompt.say(remark)?;
        }
        for (name, label) in [
            (&self.occasion.project, self.pick("Project", "Project")),
            (&self.occasion.part, self.pick("Onderdeel", "Part")),
        ] {
            if let Some(name) = name {
                self.prompt.say(&line(&format!("{label}: {name}")))?;
            }
        }
        self.say_where()?;
        let said = match known {
            0 => return Ok(()),
            1 => bilingual!("Ik ken al 1 antwoord.", "I know 1 reply already."),
            count => bilingual!("Ik ken al {count} antwoorden.", "I know {count} replies already."),
        };
        self.prompt.say(said.to(self.language))
    }

    /// Where the replies are kept, and what has no place there.
    fn say_where(&mut self) -> Result<(), PromptEnd> {
        let said = match (self.session.path(), self.session.folder()) {
            (Some(path), _) => {
                bilingual!(
                    "Je antwoorden komen in {path}.",
                    "Your replies go into {path}.",
                    path = system::shown_at_home(path)
                )
            }
            (None, Some(folder)) => match folder.takes_files() {
                Ok(()) => bilingual!(
                    "Je antwoorden komen in de map {folder}. Zet er geen namen of adressen van mensen in.",
                    "Your replies go into the folder {folder}. Put no names or addresses of people in them.",
                    folder = system::shown_at_home(&folder.path)
                ),
                Err(fault) => {
                    self.warned = true;
                    cannot_keep(&in_folder(&system::said(&fault), &folder.path))
                }
            },
            (None, None) => {
                self.warned = true;
                bilingual!(
                    "Let op: ik kan je antwoorden niet bewaren: er is geen map voor. Noem er een met --projects.",
                    "Mind: I cannot keep your replies: there is no folder for them. Name one with --projects."
                )
            }
        };
        self.prompt.say(said.to(self.language))
    }

    /// What this is about, so that what is kept has a name.
    fn names(&mut self) -> Result<(), PromptEnd> {
        if self.occasion.project.is_none() {
            let ask = self
                .pick("Hoe heet je project? Leeg laten mag.", "What is your project called? You may leave it empty.");
            let words = LinePrompt { ask, label: self.pick("Project", "Project"), before: "" };
            self.occasion.project = self.prompt.words(&words)?.filter(|name| !name.is_empty());
            let there = self.occasion.project.as_deref().is_some_and(|name| self.session.is_there(name));
            if there {
                let said = self.pick(
                    "Dit project is er al. Het krijgt er een onderdeel bij.",
                    "This project is there already. It gets another part.",
                );
                self.prompt.say(said)?;
            }
        }
        if self.occasion.part.is_none() {
            let ask = self.pick(
                "Over welke fase of deelvraag gaat het? Leeg laten mag.",
                "Which phase or sub-question is it about? You may leave it empty.",
            );
            let words = LinePrompt { ask, label: self.pick("Onderdeel", "Part"), before: "" };
            self.occasion.part = self.prompt.words(&words)?.filter(|name| !name.is_empty());
        }
        Ok(())
    }

    /// Asks until nothing is left, then shows everything once more; any reply can be changed.
    fn questions(&mut self, walk: &mut Walk<'_>) -> Result<(), PromptEnd> {
        let mut again: Option<QuestionId> = None;
        loop {
            let asking = match again.take() {
                Some(question) => Some(walk.again(question)),
                None => walk.next(),
            };
            match asking {
                Some(asking) => again = self.question(walk, asking)?,
                None => match self.review(walk)? {
                    None => return Ok(()),
                    Some(question) => again = Some(question),
                },
            }
        }
    }

    /// Asks one question. Returns the question to go back to, if that was asked.
    fn question(&mut self, walk: &mut Walk<'_>, asking: Asking) -> Result<Option<QuestionId>, PromptEnd> {
        let mut page = self.page(walk, asking);
        let question = asking.question;
        let asked = &walk.tree().questions[question];
        loop {
            match self.prompt.ask(&mut page)? {
                Act::Picked(picks) => {
                    walk.give(question, Reply::Answers(picks.into_iter().map(AnswerId::new).collect()));
                }
                Act::Number(number) => walk.give(question, Reply::Number(number)),
                Act::Zero => {
                    if let Some(hint) = &asked.unknown {
                        self.prompt.say(hint)?;
                    }
                    walk.give(question, Reply::Unknown);
                }
                Act::Help(_) => {
                    self.explain(walk, question)?;
                    continue;
                }
                Act::Note(_) => {
                    self.note(walk, question)?;
                    continue;
                }
                Act::Back => {
                    let answered = walk.answered();
                    let here = answered.iter().position(|&it| it == question).unwrap_or(answered.len());
                    match here.checked_sub(1) {
                        Some(before) => return Ok(Some(answered[before])),
                        None => {
                            let said = self.pick("Dit is de eerste vraag.", "This is the first question.");
                            self.prompt.explain(said)?;
                            continue;
                        }
                    }
                }
            }
            self.save(walk)?;
            return Ok(None);
        }
    }

    fn page(&self, walk: &Walk<'_>, asking: Asking) -> Page {
        let asked = &walk.tree().questions[asking.question];
        let (number, at_most) = (asking.number, asking.at_most);
        let heading = match at_most {
            0 => bilingual!("Vraag {number}, de laatste", "Question {number}, the last one"),
            _ => bilingual!(
                "Vraag {number}, hierna nog hoogstens {at_most}",
                "Question {number}, at most {at_most} more after this"
            ),
        };
        let before = walk.replies.get(&asking.question);
        let picked = match before {
            Some(Reply::Answers(answers)) => answers.iter().map(|it| it.index()).collect(),
            Some(Reply::Number(number)) => {
                let holds = |it: &crate::model::tree::Answer<_>| it.band.is_some_and(|band| band.holds(*number));
                asked.answers.iter().position(holds).into_iter().collect()
            }
            _ => Vec::new(),
        };
        let at = match before {
            Some(Reply::Unknown) => asked.answers.len(),
            _ => picked.first().copied().unwrap_or(0),
        };
        let choices = asked
            .answers
            .iter()
            .map(|answer| MenuItem { alone: answer.alone, ..choice(&answer.id.text, answer.label.clone()) });
        Page {
            heading: heading.to(self.language).to_owned(),
            ask: asked.ask.clone(),
            choices: choices.collect(),
            kind: match &asked.kind {
                QuestionKind::Choice => PickKind::One,
                QuestionKind::Multiple => PickKind::Several,
                QuestionKind::Number { unit, decimals, .. } => PickKind::Number {
                    unit: unit.clone(),
                    decimals: *decimals,
                    bands: asked.answers.iter().map(|answer| answer.band).collect(),
                },
            },
            picked,
            zero: Some(Zero { label: self.pick("Weet ik nog niet", "I do not know yet").to_owned(), words: &UNKNOWN }),
            at,
            extras: Extras::Question,
            optional: false,
        }
    }

    /// Help, source and what each answer means.
    fn explain(&mut self, walk: &Walk<'_>, question: QuestionId) -> Result<(), PromptEnd> {
        let tree = walk.tree();
        let asked = &tree.questions[question];
        let mut parts: Vec<String> = asked.help.clone().into_iter().collect();
        parts.extend(
            asked.answers.iter().filter_map(|answer| Some(format!("{}: {}", answer.label, answer.help.as_ref()?))),
        );
        parts.extend(
            asked
                .unknown
                .as_ref()
                .map(|hint| format!("{}: {hint}", self.pick("Weet je het niet", "If you do not know"))),
        );
        parts.extend(asked.note.as_ref().map(|hint| format!("{}: {hint}", self.pick("Notitie", "Note"))));
        if let Some(citation) = &asked.source {
            let source = tree.source(citation);
            let title = source.map_or(citation.source.text.as_str(), |source| source.title.as_str());
            let at = citation.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
            parts.push(format!("{}: {title}{at}", self.pick("Bron", "Source")));
        }
        if parts.is_empty() {
            parts.push(self.pick("Bij deze vraag staat geen uitleg.", "This question has no explanation.").to_owned());
        }
        self.prompt.explain(&parts.join("\n"))
    }

    fn note(&mut self, walk: &mut Walk<'_>, question: QuestionId) -> Result<(), PromptEnd> {
        let hint = walk.tree().questions[question].note.clone();
        let ask = hint.unwrap_or_else(|| {
            self.pick("Schrijf op wat je erbij wilt bewaren.", "Write down what you want to keep with it.").to_owned()
        });
        let before = walk.notes.get(&question).cloned().unwrap_or_default();
        let words = LinePrompt { ask: &ask, label: self.pick("Notitie", "Note"), before: &before };
        match self.prompt.words(&words)? {
            None => return Ok(()),
            Some(text) if text.is_empty() => walk.notes.remove(&question),
            Some(text) => walk.notes.insert(question, text),
        };
        self.save(walk)
    }

    /// Everything once more, under the numbers of the questions. Returns the question to change, if any.
    fn review(&mut self, walk: &mut Walk<'_>) -> Result<Option<QuestionId>, PromptEnd> {
        let mut at = None;
        loop {
            let answered = walk.answered();
            let mut page = self.overview(walk, &answered);
            page.at = at.unwrap_or(answered.len());
            let act = self.prompt.ask(&mut page)?;
            match act {
                Act::Help(line) => self.explain(walk, answered[line])?,
                Act::Note(line) => self.note(walk, answered[line])?,
                Act::Picked(picks) => return Ok(picks.first().map(|&pick| answered[pick])),
                _ => return Ok(None),
            }
            at = Some(page.at);
        }
    }

    fn overview(&self, walk: &Walk<'_>, answered: &[QuestionId]) -> Page {
        let tree = walk.tree();
        let one = |&question: &QuestionId| {
            let asked = &tree.questions[question];
            let reply = match walk.replies.get(&question) {
                Some(Reply::Answers(answers) | Reply::OneOf(answers)) => {
                    answers.iter().map(|&it| asked.answers[it].label.as_str()).collect::<Vec<_>>().join("; ")
                }
                Some(Reply::Number(number)) => number.to_string(),
                Some(Reply::Unknown) | None => self.pick("weet ik nog niet", "I do not know yet").to_owned(),
            };
            let note = walk.notes.get(&question).map(|note| format!("{}: {note}", self.pick("Notitie", "Note")));
            MenuItem { below: note, ..choice(&asked.id.text, format!("{} {reply}", asked.ask)) }
        };
        Page {
            heading: self.pick("Je antwoorden", "Your replies").to_owned(),
            ask: self
                .pick("Klopt alles? Kies wat je wilt veranderen.", "Is everything right? Choose what to change.")
                .to_owned(),
            choices: answered.iter().map(one).collect(),
            kind: PickKind::One,
            picked: Vec::new(),
            zero: Some(Zero { label: self.purpose.done.to_owned(), words: &["klaar", "done"] }),
            at: answered.len(),
            extras: Extras::Lines,
            optional: false,
        }
    }

    /// Saves what is known. Where that fails the conversation goes on, and the reason is said once.
    fn save(&mut self, walk: &Walk<'_>) -> Result<(), PromptEnd> {
        let failed = self.session.save(&kept(walk, &self.occasion, self.opened)).err();
        let before = self.saved;
        self.saved = match (&failed, self.session.path()) {
            (None, _) => Saved::All,
            (Some(_), Some(_)) => Saved::Partly,
            (Some(_), None) => Saved::Nothing,
        };
        interrupt::last_word(Some(self.last_word()));
        match failed {
            Some(fault) if self.saved != before && !(self.warned && self.saved == Saved::Nothing) => {
                let said = cannot_keep(&fault.said());
                self.prompt.say(said.to(self.language))
            }
            _ => Ok(()),
        }
    }
}

/// What is said where replies cannot be kept.
fn cannot_keep(reason: &Bilingual) -> Bilingual {
    let (dutch, english) = (&reason.dutch, &reason.english);
    bilingual!(
        "Let op: ik kan je antwoorden niet bewaren: {dutch}. Je kunt wel verder.",
        "Mind: I cannot keep your replies: {english}. You can go on."
    )
}

/// A reason with the folder that it is about.
fn in_folder(reason: &Bilingual, folder: &Path) -> Bilingual {
    let (folder, dutch, english) = (system::shown_at_home(folder), &reason.dutch, &reason.english);
    bilingual!("{dutch} ({folder})", "{english} ({folder})")
}
