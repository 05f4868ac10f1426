//! Plain lines: appended text, numbered answers, no cursor movement, not one escape byte. For those who
//! listen to their screen, and for terminals that cannot do more.

use crate::app::charset;
use crate::app::prompt::page::{Act, Extras, LinePrompt, Page, PickKind, Prompt, PromptEnd};
use crate::app::prompt::typed::{band, band_named, is_zero, misfit, named, not_found, number, with_part};
use crate::app::system;
use crate::text::language::Language;
use crate::text::sanitize::{line, lines};
use std::io::{self, BufRead, IsTerminal, Write};

/// Asks in plain lines on standard error, and reads lines from standard input.
pub(crate) struct Plain {
    pub(crate) language: Language,
    pub(crate) width: usize,
}

/// What a typed line comes to.
enum TypedLine {
    /// This was done; the text says what, where the line itself does not.
    Done(Act, Option<String>),
    /// This is wrong.
    Wrong(String),
}

impl Plain {
    fn put(&self, text: &str) -> io::Result<()> {
        let mut out = io::stderr().lock();
        for part in lines(text).split('\n') {
            let options = textwrap::Options::new(self.width.max(20))
                .subsequent_indent(if part.starts_with(char::is_numeric) { "   " } else { "" });
            let line = format!("{}\n", textwrap::fill(part, options));
            out.write_all(&charset::shown(line.as_bytes(), out.is_terminal()))?;
        }
        Ok(())
    }

    fn pick(&self, dutch: &'static str, english: &'static str) -> &'static str {
        self.language.pick(dutch, english)
    }

    /// Reads a line that is typed from now on; `stop` stops, unless that is an answer here.
    fn read(&self, page: Option<&Page>) -> Result<String, PromptEnd> {
        if system::forget_typed_ahead()? {
            self.put(self.pick(
                "Let op: wat je typte voordat deze vraag er stond, telt niet mee.",
                "Mind: what you typed before this question was there, does not count.",
            ))?;
        }
        {
            let mut out = io::stderr().lock();
            write!(out, "> ")?;
            out.flush()?;
        }
        let mut typed = Vec::new();
        let mut input = io::stdin().lock();
        if input.read_until(b'\n', &mut typed)? == 0 {
            return Err(PromptEnd::Left);
        }
        let typed = charset::typed(&typed, input.is_terminal()).trim().to_owned();
        let is_answer = page.is_some_and(|page| named(&page.choices, &typed).is_some());
        if typed.to_lowercase() == "stop" && !is_answer {
            return Err(PromptEnd::Left);
        }
        Ok(typed)
    }

    fn show(&self, page: &Page) -> io::Result<()> {
        self.put("")?;
        if !page.heading.is_empty() {
            self.put(&page.heading)?;
        }
        self.put(&page.ask)?;
        let is_number = matches!(page.kind, PickKind::Number { .. });
        for (index, choice) in page.choices.iter().enumerate() {
            let before = page.picked.contains(&index);
            let given = if before { self.pick(" (nu gekozen)", " (chosen now)") } else { "" };
            let mark = if is_number { "-".to_owned() } else { format!("{}.", index + 1) };
            self.put(&format!("{mark} {}{given}", line(&choice.label)))?;
            if let Some(below) = &choice.below {
                self.put(&line(below))?;
            }
        }
        if let Some(zero) = &page.zero {
            self.put(&format!("{} {}", if is_number { "-" } else { "0." }, zero.label))?;
        }
        self.put(match (&page.kind, page.extras) {
            (PickKind::One, Extras::Lines) => {
                self.pick("Typ het nummer van wat je wilt veranderen.", "Type the number of what to change.")
            }
            (PickKind::One, _) => self.pick("Typ het nummer van je antwoord.", "Type the number of your answer."),
            (PickKind::Several, _) => self.pick(
                "Typ de nummers van je antwoorden, met een komma ertussen.",
                "Type the numbers of your answers, with a comma between.",
            ),
            (PickKind::Number { .. }, _) => {
                self.pick("Typ een getal, of een van de antwoorden.", "Type a number, or one of the answers.")
            }
        })?;
        if page.optional {
            self.put(self.pick("Met Enter laat je het leeg.", "Enter leaves it empty."))?;
        }
        match page.extras {
            Extras::None => Ok(()),
            Extras::Question => self.put(self.pick(
                "Of typ: ? voor uitleg, terug, notitie, onbekend, stop.",
                "Or type: ? for an explanation, back, note, unknown, stop.",
            )),
            Extras::Lines => self.put(self.pick(
                "Of typ: ? 2 voor uitleg bij nummer 2, notitie 2, klaar, stop.",
                "Or type: ? 2 for an explanation of number 2, note 2, done, stop.",
            )),
        }
    }

    /// Numbers or names with commas, spaces or "en" between.
    fn picks(page: &Page, typed: &str) -> Option<Vec<usize>> {
        let one = |part: &str| match part.parse::<usize>() {
            Ok(number) => (1..=page.choices.len()).contains(&number).then(|| number - 1),
            Err(_) => named(&page.choices, part),
        };
        let mut picks = Vec::new();
        for part in typed.split([',', ';', '+', '&']).map(str::trim).filter(|part| !part.is_empty()) {
            match one(part) {
                Some(pick) => picks.push(pick),
                None => {
                    let words = part.split_whitespace().filter(|word| !matches!(*word, "en" | "and"));
                    picks.extend(words.map(one).collect::<Option<Vec<usize>>>()?);
                }
            }
        }
        picks.sort_unstable();
        picks.dedup();
        Some(picks).filter(|picks| !picks.is_empty())
    }

    /// A question for help or a note, with the number of its line where lines have those.
    fn extra(&self, page: &Page, typed: &str) -> Option<TypedLine> {
        let typed = typed.to_lowercase();
        let (word, number) = match typed.split_once(char::is_whitespace) {
            Some((word, number)) => (word, Some(number.trim().parse::<usize>().ok()?)),
            None => match typed.strip_prefix('?').filter(|number| !number.is_empty()) {
                Some(number) => ("?", Some(number.parse::<usize>().ok()?)),
                None => (typed.as_str(), None),
            },
        };
        let act: fn(usize) -> Act = match word {
            "?" | "uitleg" | "help" => Act::Help,
            "notitie" | "note" | "+" => Act::Note,
            "terug" | "back" if page.extras == Extras::Question && number.is_none() => {
                return Some(TypedLine::Done(Act::Back, None));
            }
            _ => return None,
        };
        match (page.extras, number) {
            (Extras::Question, None) => Some(TypedLine::Done(act(0), None)),
            (Extras::Lines, Some(number)) if (1..=page.choices.len()).contains(&number) => {
                Some(TypedLine::Done(act(number - 1), None))
            }
            (Extras::Lines, _) => {
                Some(TypedLine::Wrong(self.pick("Zet het nummer erachter.", "Put the number behind it.").to_owned()))
            }
            _ => None,
        }
    }

    fn meaning(&self, page: &Page, typed: &str) -> TypedLine {
        if let Some(extra) = self.extra(page, typed) {
            return extra;
        }
        if typed.is_empty() && page.optional {
            return TypedLine::Done(Act::Zero, Some(self.pick("Leeg gelaten.", "Left empty.").to_owned()));
        }
        if is_zero(page, typed) {
            return TypedLine::Done(Act::Zero, None);
        }
        if let Some(number) = number(page, typed) {
            return match band(page, typed, number, self.language) {
                Ok(choice) => {
                    TypedLine::Done(Act::Number(number), Some(band_named(page, number, choice, self.language)))
                }
                Err(wrong) => TypedLine::Wrong(wrong),
            };
        }
        // What a number says is on the screen already; a name or a part of one is said in full.
        let is_name = !typed.starts_with(|first: char| first.is_ascii_digit());
        let found = named(&page.choices, typed).map(|pick| vec![pick]);
        let picks = match page.kind {
            PickKind::Number { .. } => found.filter(|_| is_name),
            _ => found.or_else(|| Self::picks(page, typed)),
        };
        let picks = picks.or_else(|| with_part(&page.choices, typed).map(|pick| vec![pick]));
        let Some(picks) = picks else { return TypedLine::Wrong(not_found(page, typed, self.language)) };
        if let Some(wrong) = misfit(page, &picks, self.language) {
            return TypedLine::Wrong(wrong.to_owned());
        }
        let said = is_name.then(|| {
            let labels: Vec<String> = picks.iter().map(|&pick| line(&page.choices[pick].label)).collect();
            format!("{}: {}", self.pick("Gekozen", "Chosen"), labels.join("; "))
        });
        TypedLine::Done(Act::Picked(picks), said)
    }
}

impl Prompt for Plain {
    fn ask(&mut self, page: &mut Page) -> Result<Act, PromptEnd> {
        self.show(page)?;
        loop {
            let typed = self.read(Some(page))?;
            match self.meaning(page, &typed) {
                TypedLine::Done(act, said) => {
                    if let Some(said) = said {
                        self.put(&said)?;
                    }
                    return Ok(act);
                }
                TypedLine::Wrong(wrong) => self.put(&wrong)?,
            }
        }
    }

    fn words(&mut self, words: &LinePrompt<'_>) -> Result<Option<String>, PromptEnd> {
        self.put(words.ask)?;
        if !words.before.is_empty() {
            self.put(&format!("{} {}", self.pick("Er staat nu:", "It says now:"), line(words.before)))?;
            self.put(self.pick(
                "Met Enter laat je dat staan. Typ wis om het weg te halen.",
                "Enter leaves that. Type clear to take it away.",
            ))?;
        }
        let typed = self.read(None)?;
        Ok(match typed.to_lowercase().as_str() {
            "" => None,
            "wis" | "clear" if !words.before.is_empty() => Some(String::new()),
            _ => Some(typed),
        })
    }

    fn say(&mut self, text: &str) -> Result<(), PromptEnd> {
        Ok(self.put(text)?)
    }
}
