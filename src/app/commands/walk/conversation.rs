//! A conversation with somebody at a terminal: page by page, saved after every reply.

use super::kept;
use crate::analysis::walk::{Asking, Walk};
use crate::app::cli::Global;
use crate::app::look::{colour, plain};
use crate::app::open::Opened;
use crate::app::prompt::{Act, Choice, Page, Plain, Prompt, Screen, Sort, Stop};
use crate::app::session::Session;
use crate::app::system;
use crate::bilingual;
use crate::model::ids::{AnswerId, Id, QuestionId};
use crate::model::replies::Reply;
use crate::model::tree::{Known, Question, QuestionKind};
use crate::output::report::Occasion;
use crate::text::language::{Bilingual, Language};
use anyhow::Result;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether stopping by a signal can be said and is worth saying.
static TALKING: AtomicBool = AtomicBool::new(false);

/// Holds the conversation until every question that counts has a reply, and tells where that is kept;
/// `None` where it was stopped.
pub(super) fn hold<'t>(
    mut walk: Walk<'t>,
    occasion: &Occasion,
    opened: &'t Opened,
    global: &Global,
    language: Language,
) -> Result<Option<(Walk<'t>, Option<Session>)>> {
    let session = match Session::begin(&opened.tree.id.text) {
        Ok(session) => Some(session),
        Err(fault) => {
            system::tell(
                bilingual!(
                    "Let op: ik kan je antwoorden niet bewaren ({fault}).",
                    "Mind: I cannot keep your replies ({fault})."
                )
                .to(language),
            );
            None
        }
    };
    say_on_signal(language);
    let mut talk = Talk { prompt: prompt(global, language), language, session: session.as_ref(), occasion, opened };
    // What was given beforehand is kept from the start, so that going on later needs nothing else.
    let known = !walk.replies.is_empty() || occasion.project.is_some() || occasion.part.is_some();
    let kept = if known { talk.save(&walk) } else { Ok(()) };
    let ended = kept.and_then(|()| talk.greet(&walk)).and_then(|()| talk.questions(&mut walk));
    TALKING.store(false, Ordering::SeqCst);
    if let Some(session) = &session {
        session.drop_if_empty();
    }
    match ended {
        Ok(()) => Ok(Some((walk, session))),
        Err(Stop::Left) => {
            system::tell(&format!("\n{}", how_to_go_on(language)));
            Ok(None)
        }
        Err(Stop::Machine(fault)) => {
            system::tell(&how_to_go_on(language));
            Err(fault.into())
        }
    }
}

/// Asks yes or no; stopping means no.
pub(super) fn confirm(question: &Bilingual, global: &Global, language: Language) -> Result<bool> {
    let choice = |dutch: &str, english: &str| Choice {
        id: dutch.to_lowercase(),
        label: language.pick(dutch, english).to_owned(),
        alone: false,
    };
    let page = Page {
        heading: String::new(),
        ask: question.to(language).to_owned(),
        options: vec![choice("Ja", "Yes"), choice("Nee", "No")],
        sort: Sort::One,
        current: Vec::new(),
        unknown: None,
        extras: false,
    };
    match prompt(global, language).ask(&page) {
        Ok(act) => Ok(act == Act::Picked(vec![0])),
        Err(Stop::Left) => Ok(false),
        Err(Stop::Machine(fault)) => Err(fault.into()),
    }
}

fn prompt(global: &Global, language: Language) -> Box<dyn Prompt> {
    if plain(global) {
        return Box::new(Plain { language, width: system::width().unwrap_or(80) });
    }
    Box::new(Screen::new(language, colour(global, true)))
}

fn how_to_go_on(language: Language) -> String {
    language
        .pick(
            "Gestopt. Alles wat je antwoordde, is bewaard. Ga verder met: beslisboom walk --resume",
            "Stopped. Everything you replied is kept. Go on with: beslisboom walk --resume",
        )
        .to_owned()
}

/// In lines, and between two keys, Ctrl-C is a signal; then too the last word is how to go on. The cursor
/// was never hidden, so there is none to bring back.
fn say_on_signal(language: Language) {
    TALKING.store(true, Ordering::SeqCst);
    let put_back = system::terminal_as_it_is();
    // A second conversation in one run finds the handler already there.
    let _ = ctrlc::set_handler(move || {
        put_back();
        if TALKING.load(Ordering::SeqCst) {
            system::tell(&format!("\n{}", how_to_go_on(language)));
        }
        // Everything is saved already, and the main thread may be waiting for a key that never comes.
        #[allow(clippy::exit)]
        std::process::exit(130);
    });
}

struct Talk<'a> {
    prompt: Box<dyn Prompt>,
    language: Language,
    session: Option<&'a Session>,
    occasion: &'a Occasion,
    opened: &'a Opened,
}

impl Talk<'_> {
    fn pick<'s>(&self, dutch: &'s str, english: &'s str) -> &'s str {
        self.language.pick(dutch, english)
    }

    fn greet(&mut self, walk: &Walk<'_>) -> Result<(), Stop> {
        let tree = walk.tree();
        self.prompt.say(&tree.title)?;
        if let Some(summary) = &tree.summary {
            self.prompt.say(summary)?;
        }
        for (name, label) in [
            (&self.occasion.project, self.pick("Project", "Project")),
            (&self.occasion.part, self.pick("Onderdeel", "Part")),
        ] {
            if let Some(name) = name {
                self.prompt.say(&crate::text::sanitize::line(&format!("{label}: {name}")))?;
            }
        }
        if !walk.replies.is_empty() {
            let count = walk.replies.len();
            let said = bilingual!("Ik ken al {count} antwoorden.", "I know {count} replies already.");
            self.prompt.say(said.to(self.language))?;
        }
        Ok(())
    }

    /// Asks until nothing is left, then shows everything once more; any reply can be changed.
    fn questions(&mut self, walk: &mut Walk<'_>) -> Result<(), Stop> {
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
    fn question(&mut self, walk: &mut Walk<'_>, asking: Asking) -> Result<Option<QuestionId>, Stop> {
        let page = self.page(walk, asking);
        let question = asking.question;
        let tree = walk.tree();
        let asked = &tree.questions[question];
        loop {
            match self.prompt.ask(&page)? {
                Act::Picked(picks) => {
                    walk.give(question, Reply::Answers(picks.into_iter().map(AnswerId::new).collect()))
                }
                Act::Typed(number) => match self.number(asked, &number)? {
                    Some(reply) => walk.give(question, reply),
                    None => continue,
                },
                Act::Unknown => {
                    if let Some(hint) = &asked.unknown {
                        self.prompt.say(hint)?;
                    }
                    walk.give(question, Reply::Unknown);
                }
                Act::Help => {
                    self.explain(walk, question)?;
                    continue;
                }
                Act::Note => {
                    self.note(walk, question)?;
                    continue;
                }
                Act::Back => {
                    let answered = walk.answered();
                    let here = answered.iter().position(|&it| it == question).unwrap_or(answered.len());
                    match here.checked_sub(1) {
                        Some(before) => return Ok(Some(answered[before])),
                        None => {
                            self.prompt
                                .say(self.language.pick("Dit is de eerste vraag.", "This is the first question."))?;
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
        let current = match walk.replies.get(&asking.question) {
            Some(Reply::Answers(answers)) => answers.iter().map(|it| it.index()).collect(),
            _ => Vec::new(),
        };
        let choices = asked.answers.iter().map(|answer| Choice {
            id: answer.id.text.clone(),
            label: answer.label.clone(),
            alone: answer.alone,
        });
        Page {
            heading: heading.to(self.language).to_owned(),
            ask: asked.ask.clone(),
            options: choices.collect(),
            sort: match &asked.kind {
                QuestionKind::Choice => Sort::One,
                QuestionKind::Multiple => Sort::Several,
                QuestionKind::Number { unit, .. } => Sort::Number(unit.clone()),
            },
            current,
            unknown: Some(self.pick("Weet ik nog niet", "I do not know yet").to_owned()),
            extras: true,
        }
    }

    fn number(&mut self, asked: &Question<Known>, typed: &str) -> Result<Option<Reply<Known>>, Stop> {
        let fits = typed.parse().ok().filter(|number| asked.takes(*number));
        if fits.is_none() {
            let said = bilingual!(
                "`{typed}` past hier niet. Geef een getal zoals dit past bij een van de antwoorden.",
                "`{typed}` does not fit here. Give a number that fits one of the answers."
            );
            self.prompt.say(said.to(self.language))?;
        }
        Ok(fits.map(Reply::Number))
    }

    /// Help, source and what each answer means.
    fn explain(&mut self, walk: &Walk<'_>, question: QuestionId) -> Result<(), Stop> {
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
        self.prompt.say(&parts.join("\n"))
    }

    fn note(&mut self, walk: &mut Walk<'_>, question: QuestionId) -> Result<(), Stop> {
        let hint = walk.tree().questions[question].note.clone();
        let label = hint.unwrap_or_else(|| {
            self.pick("Schrijf op wat je erbij wilt bewaren.", "Write down what you want to keep with it.").to_owned()
        });
        let before = walk.notes.get(&question).cloned().unwrap_or_default();
        let text = self.prompt.words(&label, &before)?;
        if text.is_empty() {
            walk.notes.remove(&question);
        } else {
            walk.notes.insert(question, text);
        }
        self.save(walk)
    }

    /// Everything once more. Returns the question to change, if any.
    fn review(&mut self, walk: &Walk<'_>) -> Result<Option<QuestionId>, Stop> {
        let tree = walk.tree();
        let answered = walk.answered();
        let mut options = vec![Choice {
            id: "klaar".to_owned(),
            label: self.pick("Klaar: toon het advies", "Done: show the advice").to_owned(),
            alone: false,
        }];
        for &question in &answered {
            let asked = &tree.questions[question];
            let reply = match &walk.replies[&question] {
                Reply::Answers(answers) | Reply::OneOf(answers) => {
                    answers.iter().map(|&it| asked.answers[it].label.as_str()).collect::<Vec<_>>().join("; ")
                }
                Reply::Number(number) => number.to_string(),
                Reply::Unknown => self.pick("weet ik nog niet", "I do not know yet").to_owned(),
            };
            options.push(Choice { id: asked.id.text.clone(), label: format!("{} {reply}", asked.ask), alone: false });
        }
        let page = Page {
            heading: self.pick("Je antwoorden", "Your replies").to_owned(),
            ask: self
                .pick("Klopt alles? Kies wat je wilt veranderen.", "Is everything right? Choose what to change.")
                .to_owned(),
            options,
            sort: Sort::One,
            current: Vec::new(),
            unknown: None,
            extras: false,
        };
        match self.prompt.ask(&page)? {
            Act::Picked(picks) => Ok(picks.first().and_then(|pick| pick.checked_sub(1)).map(|index| answered[index])),
            _ => Ok(None),
        }
    }

    fn save(&mut self, walk: &Walk<'_>) -> Result<(), Stop> {
        let Some(session) = self.session else { return Ok(()) };
        let file = kept(walk, self.occasion, self.opened);
        session.save(&file).map_err(|fault| Stop::Machine(std::io::Error::other(format!("{fault:#}"))))
    }
}
