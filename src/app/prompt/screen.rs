//! A screen with keys: arrows, numbers or typing to go to a line, Enter to pick it, `?` for help, Esc to go
//! back, `+` for a note. Every page is drawn whole, on a screen of its own.

use crate::app::prompt::layout::{Now, above_rows, page_rows, reading_rows, words_rows, wrap};
use crate::app::prompt::page::{Act, Extras, LinePrompt, Page, PickKind, Prompt, PromptEnd};
use crate::app::prompt::terminal::{self, Input};
use crate::app::prompt::typed::{band, band_named, is_zero, misfit, not_found, number};
use crate::bilingual;
use crate::text::language::Language;
use crate::text::sanitize::{line, lines};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tui_input::backend::crossterm::EventHandler;

/// Asks on the terminal that standard error is.
pub(crate) struct Screen {
    language: Language,
    colour: bool,
    /// Said since the last page, and not read yet.
    unread: Vec<String>,
    /// What was picked on the last page.
    last: Option<String>,
    /// What stays on the terminal when the screen is given back.
    story: Vec<String>,
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.give_back();
    }
}

impl Screen {
    pub(crate) fn new(language: Language, colour: bool) -> Screen {
        Screen { language, colour, unread: Vec::new(), last: None, story: Vec::new() }
    }

    /// Gives the terminal back, with what was asked and replied so far.
    fn give_back(&mut self) {
        terminal::give_back();
        let width = terminal::size().0 - 1;
        for part in self.story.drain(..).flat_map(|text| wrap(&text, width, "", "")) {
            crate::app::system::tell(&part);
        }
    }

    /// What happens next; leaving and the shell are seen to here.
    fn next(&mut self) -> Result<Input, PromptEnd> {
        match terminal::next()? {
            Input::Leave => Err(PromptEnd::Left),
            Input::Suspend => {
                self.give_back();
                terminal::suspend()?;
                Ok(Input::Resized)
            }
            input => Ok(input),
        }
    }

    /// Takes the terminal for a new page. What was typed before is no reply to it.
    fn begin(&mut self) -> Result<(), PromptEnd> {
        terminal::take()?;
        if terminal::forget_typed_ahead()? {
            self.unread.push(
                self.language
                    .pick(
                        "Let op: wat je typte voordat deze vraag er stond, telt niet mee.",
                        "Mind: what you typed before this question was there, does not count.",
                    )
                    .to_owned(),
            );
        }
        Ok(())
    }

    fn paint(&self, page: &Page, now: &Now) -> Result<(), PromptEnd> {
        let mut rows = page_rows(page, now, terminal::size(), self.language);
        rows.iter_mut().for_each(|row| row.bold &= self.colour);
        Ok(terminal::paint(&rows, None)?)
    }

    /// Lets what does not fit above a question be read first.
    fn read_first(&mut self, texts: &[String]) -> Result<(), PromptEnd> {
        let mut from = 0;
        loop {
            let (rows, shown, last) = reading_rows(texts, from, terminal::size(), self.language);
            terminal::paint(&rows, None)?;
            let Input::Key(key) = self.next()? else { continue };
            from = match key.code {
                KeyCode::Enter if from >= last => return Ok(()),
                KeyCode::Esc => return Ok(()),
                KeyCode::Enter | KeyCode::PageDown | KeyCode::Char(' ') => (from + shown).min(last),
                KeyCode::PageUp => from.saturating_sub(shown),
                KeyCode::Down => (from + 1).min(last),
                KeyCode::Up => from.saturating_sub(1),
                _ => from,
            };
        }
    }

    /// What a key does; `None` while the page is not answered.
    fn press(&self, key: KeyEvent, page: &Page, now: &mut Now) -> Option<Act> {
        let count = page.choices.len() + usize::from(page.zero.is_some());
        now.wrong.clear();
        match key.code {
            KeyCode::Up | KeyCode::BackTab => now.go(now.at.checked_sub(1).unwrap_or(count - 1)),
            KeyCode::Down | KeyCode::Tab => now.go((now.at + 1) % count),
            KeyCode::Home | KeyCode::PageUp => now.go(0),
            KeyCode::End | KeyCode::PageDown => now.go(count - 1),
            KeyCode::Char('?') if page.extras != Extras::None => return self.extra(page, now, Act::Help),
            KeyCode::Char('+') if page.extras != Extras::None => return self.extra(page, now, Act::Note),
            KeyCode::Esc if !now.typed.is_empty() => now.typed.clear(),
            KeyCode::Esc | KeyCode::Left if page.extras == Extras::Question && now.typed.is_empty() => {
                return Some(Act::Back);
            }
            KeyCode::Backspace => {
                now.typed.pop();
                self.aim(page, now);
            }
            KeyCode::Char(' ') if matches!(page.kind, PickKind::Several) => self.tick(page, now),
            KeyCode::Char(letter) if !letter.is_control() && !key.modifiers.contains(KeyModifiers::CONTROL) => {
                now.typed.push(letter);
                self.aim(page, now);
            }
            KeyCode::Enter => return self.enter(page, now),
            _ => {}
        }
        None
    }

    fn extra(&self, page: &Page, now: &mut Now, act: fn(usize) -> Act) -> Option<Act> {
        if page.extras == Extras::Lines && now.at >= page.choices.len() {
            now.wrong = self.language.pick("Ga eerst naar een antwoord.", "Go to a reply first.").to_owned();
            return None;
        }
        Some(act(now.at))
    }

    /// The line that what was typed means.
    fn meant(&self, page: &Page, typed: &str) -> Option<usize> {
        let typed = typed.trim().to_lowercase();
        if is_zero(page, &typed) {
            return Some(page.choices.len());
        }
        if let Some(number) = number(page, &typed) {
            return band(page, &typed, number, self.language).ok();
        }
        if !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit()) {
            let number: usize = typed.parse().ok()?;
            return (1..=page.choices.len()).contains(&number).then(|| number - 1);
        }
        let zero = page.zero.iter().map(|zero| &zero.label);
        let mut labels = page.choices.iter().map(|choice| &choice.label).chain(zero);
        (!typed.is_empty()).then(|| labels.position(|label| label.to_lowercase().contains(&typed)))?
    }

    /// Goes to the line that is typed, and says which that is at a number.
    fn aim(&self, page: &Page, now: &mut Now) {
        let Some(line) = self.meant(page, &now.typed) else { return };
        now.at = line;
        if let Some(number) = number(page, &now.typed) {
            now.wrong = band_named(page, number, line, self.language);
        }
    }

    /// Whether what was typed is nothing that is here; says so.
    fn is_lost(&self, page: &Page, now: &mut Now) -> bool {
        if now.typed.is_empty() || self.meant(page, &now.typed).is_some() {
            return false;
        }
        let typed = std::mem::take(&mut now.typed);
        now.wrong = match number(page, &typed) {
            Some(number) => band(page, &typed, number, self.language).err().unwrap_or_default(),
            None if typed.bytes().all(|byte| byte.is_ascii_digit()) => {
                bilingual!("Nummer {typed} staat er niet bij.", "Number {typed} is not there.")
                    .to(self.language)
                    .to_owned()
            }
            None => not_found(page, &typed, self.language),
        };
        true
    }

    /// Turns a choice of several on or off; one that goes alone turns the others off, and says so.
    fn tick(&self, page: &Page, now: &mut Now) {
        if self.is_lost(page, now) {
            return;
        }
        now.typed.clear();
        let at = now.at;
        if at >= page.choices.len() {
            now.wrong = self.language.pick("Met Enter kies je dit.", "Enter chooses this.").to_owned();
            return;
        }
        if let Some(place) = now.picked.iter().position(|&it| it == at) {
            now.picked.remove(place);
            return;
        }
        let before = now.picked.len();
        now.picked.retain(|&it| !page.choices[it].alone && !page.choices[at].alone);
        if now.picked.len() < before {
            now.wrong = self
                .language
                .pick(
                    "Dit gaat niet samen met wat er stond. Dat kruisje is weg.",
                    "This does not go with what was there. That cross is gone.",
                )
                .to_owned();
        }
        now.picked.push(at);
        now.picked.sort_unstable();
    }

    fn enter(&self, page: &Page, now: &mut Now) -> Option<Act> {
        if self.is_lost(page, now) {
            return None;
        }
        let typed = std::mem::take(&mut now.typed);
        if let Some(number) = number(page, &typed) {
            return Some(Act::Number(number));
        }
        if now.at >= page.choices.len() {
            return Some(Act::Zero);
        }
        if !matches!(page.kind, PickKind::Several) {
            return Some(Act::Picked(vec![now.at]));
        }
        // A number that still stands there is meant as well.
        let mut picked = now.picked.clone();
        if !typed.is_empty() && !picked.contains(&now.at) {
            picked.push(now.at);
            picked.sort_unstable();
        }
        match misfit(page, &picked, self.language) {
            Some(wrong) => {
                now.wrong = wrong.to_owned();
                None
            }
            None => Some(Act::Picked(picked)),
        }
    }

    /// Keeps what was done for reading back, and to show above the next page.
    fn remember(&mut self, page: &Page, act: &Act) {
        let label = |pick: usize| line(&page.choices[pick].label);
        let shown = match act {
            Act::Picked(picks) => picks.iter().map(|&it| label(it)).collect::<Vec<_>>().join("; "),
            Act::Number(number) => match band(page, "", *number, self.language) {
                Ok(choice) => band_named(page, *number, choice, self.language),
                Err(_) => number.to_string(),
            },
            Act::Zero => page.zero.as_ref().map(|zero| line(&zero.label)).unwrap_or_default(),
            _ => return,
        };
        self.story.push(format!("\n{}\n> {shown}", line(&page.ask)));
        self.last = Some(format!("> {shown}"));
    }
}

impl Prompt for Screen {
    fn ask(&mut self, page: &mut Page) -> Result<Act, PromptEnd> {
        self.begin()?;
        let mut now = Now { at: page.at, picked: page.picked.clone(), ..Now::default() };
        let unread = std::mem::take(&mut self.unread);
        now.above = self.last.take().into_iter().chain(unread.iter().cloned()).collect();
        if !unread.is_empty() && !now.shows_above(page, terminal::size(), self.language) {
            self.read_first(&unread)?;
            now.above.clear();
        }
        loop {
            self.paint(page, &now)?;
            let act = match self.next()? {
                Input::Key(key) => self.press(key, page, &mut now),
                Input::Pasted(text) => {
                    now.typed += &text;
                    self.aim(page, &mut now);
                    None
                }
                _ => None,
            };
            if let Some(act) = act {
                if matches!(act, Act::Help(_) | Act::Note(_)) {
                    page.at = now.at;
                    if matches!(page.kind, PickKind::Several) {
                        page.picked = now.picked;
                    }
                }
                self.remember(page, &act);
                return Ok(act);
            }
        }
    }

    fn words(&mut self, words: &LinePrompt<'_>) -> Result<Option<String>, PromptEnd> {
        self.begin()?;
        let mut unread = std::mem::take(&mut self.unread);
        let mut typed = tui_input::Input::new(words.before.to_owned());
        let size = terminal::size();
        let above = above_rows(&unread, size.0);
        let bare = words_rows(&[], words, &typed, size, self.language).0.len();
        if !unread.is_empty() && above.len() + bare > size.1 {
            self.read_first(&unread)?;
            unread.clear();
        }
        loop {
            let size = terminal::size();
            let above = above_rows(&unread, size.0);
            let (rows, cursor) = words_rows(&above, words, &typed, size, self.language);
            terminal::paint(&rows, Some(cursor))?;
            match self.next()? {
                Input::Key(key) => match key.code {
                    KeyCode::Enter => break,
                    KeyCode::Esc => return Ok(None),
                    _ => {
                        typed.handle_event(&Event::Key(key));
                    }
                },
                Input::Pasted(text) => {
                    for letter in text.chars().filter(|letter| !letter.is_control()) {
                        typed.handle(tui_input::InputRequest::InsertChar(letter));
                    }
                }
                _ => {}
            }
        }
        let typed = typed.value().trim().to_owned();
        if !typed.is_empty() {
            self.story.push(format!("{}: {}", words.label, line(&typed)));
        }
        Ok(Some(typed))
    }

    fn say(&mut self, text: &str) -> Result<(), PromptEnd> {
        self.story.push(lines(text));
        self.explain(text)
    }

    fn explain(&mut self, text: &str) -> Result<(), PromptEnd> {
        self.unread.push(lines(text));
        Ok(())
    }
}
