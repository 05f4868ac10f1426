//! Plain lines: appended text, numbered answers, no cursor movement, not one escape byte. For those who
//! listen to their screen, and for terminals that cannot do more.

use super::{Act, Page, Prompt, Sort, Stop, misfit, named, not_found, number};
use crate::model::replies::UNKNOWN;
use crate::text::language::Language;
use crate::text::sanitize::{line, lines};
use std::io::{self, BufRead, Write};

/// Asks in plain lines on standard error, and reads lines from standard input.
pub(crate) struct Plain {
    pub(crate) language: Language,
    pub(crate) width: usize,
}

impl Plain {
    fn put(&self, text: &str) -> io::Result<()> {
        let mut out = io::stderr().lock();
        for part in lines(text).split('\n') {
            let options = textwrap::Options::new(self.width.max(20))
                .subsequent_indent(if part.starts_with(char::is_numeric) { "   " } else { "" });
            writeln!(out, "{}", textwrap::fill(part, options))?;
        }
        Ok(())
    }

    fn read(&self) -> Result<String, Stop> {
        {
            let mut out = io::stderr().lock();
            write!(out, "> ")?;
            out.flush()?;
        }
        let mut typed = Vec::new();
        if io::stdin().lock().read_until(b'\n', &mut typed)? == 0 {
            return Err(Stop::Left);
        }
        Ok(String::from_utf8_lossy(&typed).trim().to_owned())
    }

    /// Reads numbers, ids or labels, separated by commas.
    fn picks(page: &Page, typed: &str) -> Option<Vec<usize>> {
        if let Some(one) = named(&page.options, typed) {
            return Some(vec![one]);
        }
        let one = |part: &str| match part.trim().parse::<usize>() {
            Ok(number) => (1..=page.options.len()).contains(&number).then(|| number - 1),
            Err(_) => named(&page.options, part),
        };
        let mut picks = typed.split([',', ';']).map(one).collect::<Option<Vec<usize>>>()?;
        picks.sort_unstable();
        picks.dedup();
        Some(picks)
    }
}

impl Prompt for Plain {
    fn ask(&mut self, page: &Page) -> Result<Act, Stop> {
        let say = |dutch: &'static str, english: &'static str| self.language.pick(dutch, english);
        self.put("")?;
        self.put(&page.heading)?;
        self.put(&page.ask)?;
        let is_number = matches!(page.sort, Sort::Number(_));
        for (index, option) in page.options.iter().enumerate() {
            let given = if page.current.contains(&index) { say(" (nu gekozen)", " (chosen now)") } else { "" };
            let mark = if is_number { "-".to_owned() } else { format!("{}.", index + 1) };
            self.put(&format!("{mark} {}{given}", line(&option.label)))?;
        }
        if let Some(unknown) = &page.unknown {
            self.put(&format!("{} {unknown}", if is_number { "-" } else { "0." }))?;
        }
        self.put(match &page.sort {
            Sort::One => say("Typ het nummer van je antwoord.", "Type the number of your answer."),
            Sort::Several => say(
                "Typ de nummers van je antwoorden, met een komma ertussen.",
                "Type the numbers of your answers, with a comma between.",
            ),
            Sort::Number(_) => say("Typ een getal, of een van de antwoorden.", "Type a number, or one of the answers."),
        })?;
        if page.extras {
            self.put(say(
                "Of typ: ? voor uitleg, terug, notitie, onbekend.",
                "Or type: ? for an explanation, back, note, unknown.",
            ))?;
        }
        loop {
            let typed = self.read()?;
            match typed.to_lowercase().as_str() {
                "?" | "uitleg" | "help" if page.extras => return Ok(Act::Help),
                "terug" | "back" | "b" if page.extras => return Ok(Act::Back),
                "notitie" | "note" | "n" if page.extras => return Ok(Act::Note),
                typed if page.unknown.is_some() && UNKNOWN.contains(&typed) => return Ok(Act::Unknown),
                "0" if page.unknown.is_some() && !is_number => return Ok(Act::Unknown),
                _ => {}
            }
            if let Some(number) = number(page, &typed) {
                return Ok(Act::Typed(number));
            }
            match Self::picks(page, &typed) {
                None => {
                    self.put(&format!("{} {}", say("Dat herken ik niet:", "I do not recognise that:"), line(&typed)))?;
                    self.put(not_found(page, self.language))?;
                }
                Some(picks) => match misfit(page, &picks, self.language) {
                    None => return Ok(Act::Picked(picks)),
                    Some(wrong) => self.put(wrong)?,
                },
            }
        }
    }

    fn words(&mut self, label: &str, before: &str) -> Result<String, Stop> {
        self.put(label)?;
        if !before.is_empty() {
            self.put(&format!("{} {}", self.language.pick("Er staat nu:", "It says now:"), line(before)))?;
        }
        self.read()
    }

    fn say(&mut self, text: &str) -> Result<(), Stop> {
        Ok(self.put(text)?)
    }
}
