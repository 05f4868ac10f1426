//! A form about a project: what is still open is asked one by one, then everything is shown once more. Every answer is
//! saved in the project file at once.

use crate::app::cli::Global;
use crate::app::conversation::{choice, menu, prompt};
use crate::app::interrupt;
use crate::app::open_project::{OpenProject, Ours};
use crate::app::prompt::page::{Act, LinePrompt, Page, PickKind, Prompt, PromptEnd, Zero};
use crate::app::system;
use crate::bilingual;
use crate::model::project::Project;
use crate::output::project_form::item::{FormItem, Takes, YES};
use crate::text::language::Language;
use crate::text::personal::personal;
use crate::text::sanitize::line;
use anyhow::Result;
use std::collections::BTreeSet;

/// What a form is about.
pub(crate) struct Form<'a> {
    /// What stands above its pages.
    pub(crate) title: &'a str,
    /// The items, as the project is now.
    pub(crate) items: &'a dyn Fn(&Project) -> Vec<FormItem>,
    /// The command to go on with when it was stopped.
    pub(crate) go_on: String,
}

/// Asks until somebody is done; `false` where it was stopped.
pub(crate) fn fill_in(open: &mut OpenProject, form: &Form<'_>, global: &Global, language: Language) -> Result<bool> {
    let go_on = &form.go_on;
    let stopped = bilingual!(
        "Gestopt. Alles wat je antwoordde, is bewaard. Ga verder met: {go_on}",
        "Stopped. Everything you replied is kept. Go on with: {go_on}"
    );
    let stopped = stopped.to(language);
    interrupt::last_word(Some(stopped.to_owned()));
    let mut talk = FormTalk { prompt: prompt(global, language), open, form, language, fault: None };
    let ended = talk.whole();
    interrupt::last_word(None);
    let FormTalk { prompt, fault, .. } = talk;
    // The terminal is given back before anything else is said.
    drop(prompt);
    match (ended, fault) {
        (_, Some(fault)) => Err(fault),
        (Ok(()), None) => Ok(true),
        (Err(PromptEnd::Left), None) => {
            system::tell(&format!("\n{stopped}"));
            Ok(false)
        }
        (Err(PromptEnd::Machine(fault)), None) => Err(fault.into()),
    }
}

/// What is still open, by its labels.
pub(crate) fn open_items(project: &Project, form: &Form<'_>) -> Vec<String> {
    let open = (form.items)(project).into_iter().filter(|item| item.known.is_empty() && !item.adds);
    open.map(|item| item.label).collect()
}

struct FormTalk<'a> {
    prompt: Box<dyn Prompt>,
    open: &'a mut OpenProject,
    form: &'a Form<'a>,
    language: Language,
    /// Why nothing can be saved any more.
    fault: Option<anyhow::Error>,
}

impl FormTalk<'_> {
    fn pick<'s>(&self, dutch: &'s str, english: &'s str) -> &'s str {
        self.language.pick(dutch, english)
    }

    fn whole(&mut self) -> Result<(), PromptEnd> {
        let path = system::shown_at_home(self.open.path());
        let name = line(&self.open.project().name);
        self.prompt.say(&format!("{}: {name}", self.form.title))?;
        let said = bilingual!(
            "Je antwoorden komen in {path}. Zet er geen namen of adressen van mensen in. Leeg laten mag altijd.",
            "Your replies go into {path}. Put no names or addresses of people in them. You may leave anything empty."
        );
        self.prompt.say(said.to(self.language))?;
        let mut passed: BTreeSet<String> = BTreeSet::new();
        loop {
            let items = (self.form.items)(self.open.project());
            let next = items.iter().find(|item| item.known.is_empty() && !passed.contains(&item.id));
            if let Some(item) = next {
                passed.insert(item.id.clone());
                self.item(item)?;
                continue;
            }
            match self.review(&items)? {
                None => return Ok(()),
                Some(again) => self.item(&items[again])?,
            }
        }
    }

    fn item(&mut self, item: &FormItem) -> Result<(), PromptEnd> {
        match &item.takes {
            Takes::Yes => self.yes(item),
            Takes::One(offered) => self.one(item, offered),
            Takes::Some(offered) => self.some(item, offered),
            Takes::Words | Takes::Day | Takes::Number => self.words(item),
        }
    }

    fn words(&mut self, item: &FormItem) -> Result<(), PromptEnd> {
        loop {
            let words = LinePrompt { ask: &item.ask, label: &item.label, before: &item.known };
            let Some(typed) = self.prompt.words(&words)? else { return Ok(()) };
            if typed == item.known {
                return Ok(());
            }
            let Some(wrong) = item.refuses(&typed) else { return self.save(item, &typed) };
            self.prompt.say(wrong.to(self.language))?;
        }
    }

    fn yes(&mut self, item: &FormItem) -> Result<(), PromptEnd> {
        let labels = vec![self.pick("Ja", "Yes").to_owned(), self.pick("Nog niet", "Not yet").to_owned()];
        let mut page = Page { optional: true, ..menu(self.form.title, &item.ask, labels) };
        match self.prompt.ask(&mut page)? {
            Act::Picked(picks) if picks == [0] => self.save(item, YES),
            _ => Ok(()),
        }
    }

    fn one(&mut self, item: &FormItem, offered: &[String]) -> Result<(), PromptEnd> {
        let mut page = Page { optional: true, ..menu(self.form.title, &item.ask, offered.to_vec()) };
        match self.prompt.ask(&mut page)? {
            Act::Picked(picks) => match picks.first() {
                Some(&pick) => self.save(item, &offered[pick]),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn some(&mut self, item: &FormItem, offered: &[String]) -> Result<(), PromptEnd> {
        let mut page = Page {
            kind: PickKind::Several,
            optional: true,
            zero: Some(Zero {
                label: self.pick("Geen van deze", "None of these").to_owned(),
                words: &["geen", "none"],
            }),
            ..menu(self.form.title, &item.ask, offered.to_vec())
        };
        match self.prompt.ask(&mut page)? {
            Act::Picked(picks) => {
                let picked: Vec<&str> = picks.iter().map(|&pick| offered[pick].as_str()).collect();
                self.save(item, &picked.join("; "))
            }
            _ => Ok(()),
        }
    }

    /// Saves an answer. Where that fails it ends, with the reason: the file is as it was.
    fn save(&mut self, item: &FormItem, typed: &str) -> Result<(), PromptEnd> {
        if !personal(typed).is_empty() {
            self.prompt.say(self.language.pick(
                "Let op: hier lijkt een e-mailadres of telefoonnummer in te staan. Schrijf liever een rol of een groep op.",
                "Mind: there seems to be an e-mail address or telephone number in this. Better write down a role or a group.",
            ))?;
        }
        match self.open.update(Ours::Rest, |project| (item.set)(project, typed)) {
            Ok(()) => Ok(()),
            Err(fault) => {
                self.fault = Some(fault.of(self.open.path(), self.language));
                Err(PromptEnd::Left)
            }
        }
    }

    /// Everything once more. Returns what to ask again, if anything.
    fn review(&mut self, items: &[FormItem]) -> Result<Option<usize>, PromptEnd> {
        let open = self.pick("nog open", "still open").to_owned();
        let one = |item: &FormItem| {
            let known = match item.known.as_str() {
                "" if item.adds => return choice("", line(&item.label)),
                "" => &open,
                known => known,
            };
            choice("", line(&format!("{}: {known}", item.label)))
        };
        let mut page = Page {
            choices: items.iter().map(one).collect(),
            zero: Some(Zero { label: self.pick("Klaar", "Done").to_owned(), words: &["klaar", "done"] }),
            at: items.len(),
            ..menu(
                self.pick("Je antwoorden", "Your replies"),
                self.pick("Klopt alles? Kies wat je wilt veranderen.", "Is everything right? Choose what to change."),
                Vec::new(),
            )
        };
        match self.prompt.ask(&mut page)? {
            Act::Picked(picks) => Ok(picks.first().copied()),
            _ => Ok(None),
        }
    }
}
