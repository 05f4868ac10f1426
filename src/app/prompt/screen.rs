//! A screen with keys: arrows, digits or typing to pick, `?` for help, Esc to go back, `+` for a note.

use super::{Act, Page, Prompt, Sort, Stop, misfit, not_found, number};
use crate::model::replies::UNKNOWN;
use crate::text::language::Language;
use crate::text::sanitize::{line, lines};
use console::{Key, Term, style};

/// Asks on the terminal that standard error is.
pub(crate) struct Screen {
    term: Term,
    language: Language,
    colour: bool,
}

/// What is on the page right now.
struct Now {
    /// The line that the arrows are on; the last one is "I do not know", if there is one.
    at: usize,
    picked: Vec<usize>,
    typed: String,
    wrong: &'static str,
}

impl Screen {
    pub(crate) fn new(language: Language, colour: bool) -> Screen {
        Screen { term: Term::stderr(), language, colour }
    }

    fn width(&self) -> usize {
        usize::from(self.term.size().1).max(20)
    }

    fn bold(&self, text: &str) -> String {
        if self.colour { style(text).for_stderr().force_styling(true).bold().to_string() } else { text.to_owned() }
    }

    fn wrap(&self, text: &str, first: &str, rest: &str) -> Vec<String> {
        let options = textwrap::Options::new(self.width() - 1).initial_indent(first).subsequent_indent(rest);
        textwrap::wrap(text, options).into_iter().map(|part| part.into_owned()).collect()
    }

    /// Draws the part that changes; returns how many lines it took.
    fn draw(&self, page: &Page, now: &Now) -> std::io::Result<usize> {
        let mut drawn = Vec::new();
        let count = page.options.len() + usize::from(page.unknown.is_some());
        for index in 0..count {
            let label = page.options.get(index).map_or(page.unknown.as_deref().unwrap_or_default(), |it| &it.label);
            let arrow = if index == now.at { ">" } else { " " };
            let box_mark = match (&page.sort, index < page.options.len()) {
                (Sort::Several, true) => {
                    if now.picked.contains(&index) {
                        "[x] "
                    } else {
                        "[ ] "
                    }
                }
                _ => "",
            };
            let digit = match (&page.sort, index) {
                (Sort::Number(_), _) => "-".to_owned(),
                (_, index) if index < page.options.len() => (index + 1).to_string(),
                _ => "0".to_owned(),
            };
            let given = if page.current.contains(&index) && page.sort != Sort::Several {
                self.language.pick(" (nu gekozen)", " (chosen now)")
            } else {
                ""
            };
            let first = format!("{arrow} {digit:>2} {box_mark}");
            let rest = " ".repeat(first.chars().count());
            let text = format!("{}{given}", line(label));
            for part in self.wrap(&text, &first, &rest) {
                drawn.push(if index == now.at { self.bold(&part) } else { part });
            }
        }
        if let Sort::Number(unit) = &page.sort {
            drawn.push(format!("  {} ({}): {}", self.language.pick("Getal", "Number"), line(unit), now.typed));
        } else if !now.typed.is_empty() {
            let number = now.typed.bytes().all(|byte| byte.is_ascii_digit());
            let (dutch, english) = if number { ("Nummer", "Number") } else { ("Zoek", "Search") };
            drawn.push(format!("  {}: {}", self.language.pick(dutch, english), line(&now.typed)));
        }
        if !now.wrong.is_empty() {
            drawn.extend(self.wrap(now.wrong, "  ", "  "));
        }
        drawn.extend(self.wrap(&self.keys(page), "  ", "  "));
        for part in &drawn {
            self.term.write_line(part)?;
        }
        Ok(drawn.len())
    }

    fn keys(&self, page: &Page) -> String {
        let several = page.sort == Sort::Several;
        let mut keys = vec![if several {
            self.language.pick("spatie: aan of uit", "space: on or off")
        } else {
            self.language.pick("pijltjes, cijfer of typen", "arrows, digit or typing")
        }];
        keys.push(self.language.pick("Enter: kies", "Enter: choose"));
        if page.extras {
            keys.extend([
                self.language.pick("?: uitleg", "?: explanation"),
                self.language.pick("Esc: terug", "Esc: back"),
                self.language.pick("+: notitie", "+: note"),
            ]);
        }
        keys.push(self.language.pick("Ctrl-C: stop, alles blijft bewaard", "Ctrl-C: stop, everything is kept"));
        keys.join(" · ")
    }

    /// What a key does; `None` while the page is not answered.
    fn press(&self, key: Key, page: &Page, now: &mut Now) -> Result<Option<Act>, Stop> {
        let lines = page.options.len() + usize::from(page.unknown.is_some());
        let is_number = matches!(page.sort, Sort::Number(_));
        now.wrong = "";
        match key {
            Key::CtrlC | Key::Char('\u{4}') => return Err(Stop::Left),
            Key::ArrowUp | Key::BackTab => now.at = now.at.checked_sub(1).unwrap_or(lines - 1),
            Key::ArrowDown | Key::Tab => now.at = (now.at + 1) % lines,
            Key::Home => now.at = 0,
            Key::End => now.at = lines - 1,
            Key::Char('?') if page.extras => return Ok(Some(Act::Help)),
            Key::Char('+') if page.extras => return Ok(Some(Act::Note)),
            Key::Escape | Key::ArrowLeft if page.extras && now.typed.is_empty() => return Ok(Some(Act::Back)),
            Key::Escape => now.typed.clear(),
            Key::Backspace => {
                now.typed.pop();
            }
            Key::Char(' ') if page.sort == Sort::Several && now.at < page.options.len() => tick(page, now, now.at),
            Key::Char(digit @ '0'..='9') if !is_number && now.typed.chars().all(|it| it.is_ascii_digit()) => {
                return Ok(self.digit(digit, page, now));
            }
            Key::Char(letter) if !letter.is_control() => {
                now.typed.push(letter);
                now.at = found(page, &now.typed).unwrap_or(now.at);
            }
            Key::Enter => return Ok(self.enter(page, now)),
            _ => {}
        }
        Ok(None)
    }

    /// A digit picks at once; with ten answers or more it is typed, and Enter picks.
    fn digit(&self, digit: char, page: &Page, now: &mut Now) -> Option<Act> {
        if page.options.len() > 9 {
            now.typed.push(digit);
            let number = now.typed.parse().unwrap_or(0);
            match number {
                0 => now.at = if page.unknown.is_some() { page.options.len() } else { now.at },
                _ if number <= page.options.len() => now.at = number - 1,
                _ => now.typed.clear(),
            }
            return None;
        }
        let number = digit.to_digit(10).unwrap_or(0) as usize;
        match (number, &page.sort) {
            (0, _) if page.unknown.is_some() => Some(Act::Unknown),
            (1.., Sort::Several) if number <= page.options.len() => {
                tick(page, now, number - 1);
                now.at = number - 1;
                None
            }
            (1.., _) if number <= page.options.len() => Some(Act::Picked(vec![number - 1])),
            _ => {
                now.wrong = self.language.pick("Dat nummer staat er niet bij.", "That number is not there.");
                None
            }
        }
    }

    fn enter(&self, page: &Page, now: &mut Now) -> Option<Act> {
        if let Some(number) = number(page, &now.typed) {
            return Some(Act::Typed(number));
        }
        let typed = std::mem::take(&mut now.typed);
        let is_place = page.options.len() > 9 && typed.bytes().all(|byte| byte.is_ascii_digit());
        if !typed.is_empty() && !is_place && found(page, &typed).is_none() {
            if page.unknown.is_some() && UNKNOWN.contains(&typed.trim().to_lowercase().as_str()) {
                return Some(Act::Unknown);
            }
            now.wrong = not_found(page, self.language);
            return None;
        }
        if now.at >= page.options.len() {
            return Some(Act::Unknown);
        }
        if page.sort == Sort::Several {
            if let Some(wrong) = misfit(page, &now.picked, self.language) {
                now.wrong = wrong;
                return None;
            }
            return Some(Act::Picked(now.picked.clone()));
        }
        Some(Act::Picked(vec![now.at]))
    }
}

/// The first line with what was typed in it.
fn found(page: &Page, typed: &str) -> Option<usize> {
    let typed = typed.trim().to_lowercase();
    let mut labels = page.options.iter().map(|it| it.label.as_str()).chain(page.unknown.as_deref());
    labels.position(|label| label.to_lowercase().contains(&typed))
}

/// Turns an answer of several on or off; one that goes alone turns the others off.
fn tick(page: &Page, now: &mut Now, index: usize) {
    if let Some(place) = now.picked.iter().position(|&it| it == index) {
        now.picked.remove(place);
        return;
    }
    now.picked.retain(|&it| !page.options[it].alone && !page.options[index].alone);
    now.picked.push(index);
    now.picked.sort_unstable();
}

impl Prompt for Screen {
    fn ask(&mut self, page: &Page) -> Result<Act, Stop> {
        self.term.write_line("")?;
        self.term.write_line(&line(&page.heading))?;
        for part in self.wrap(&line(&page.ask), "", "") {
            self.term.write_line(&self.bold(&part))?;
        }
        let at = page.current.first().copied().unwrap_or(0);
        let mut now = Now { at, picked: page.current.clone(), typed: String::new(), wrong: "" };
        loop {
            let drawn = self.draw(page, &now)?;
            let act = self.press(self.term.read_key_raw()?, page, &mut now);
            self.term.clear_last_lines(drawn)?;
            if let Some(act) = act? {
                let shown = match &act {
                    Act::Picked(picks) => {
                        picks.iter().map(|&it| line(&page.options[it].label)).collect::<Vec<_>>().join("; ")
                    }
                    Act::Typed(number) => number.clone(),
                    Act::Unknown => page.unknown.clone().unwrap_or_default(),
                    _ => return Ok(act),
                };
                self.term.write_line(&format!("> {shown}"))?;
                return Ok(act);
            }
        }
    }

    fn words(&mut self, label: &str, before: &str) -> Result<String, Stop> {
        self.say(label)?;
        let typed = dialoguer::Input::<String>::new()
            .with_prompt(self.language.pick("Notitie", "Note"))
            .with_initial_text(before)
            .allow_empty(true)
            .interact_text_on(&self.term);
        match typed {
            Ok(text) => Ok(text.trim().to_owned()),
            Err(dialoguer::Error::IO(fault)) => Err(fault.into()),
        }
    }

    fn say(&mut self, text: &str) -> Result<(), Stop> {
        for paragraph in lines(text).split('\n') {
            for part in self.wrap(paragraph, "", "") {
                self.term.write_line(&part)?;
            }
        }
        Ok(())
    }
}
