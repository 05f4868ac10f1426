//! Where what stands on a screen: which lines of a page fit the window, with the line one is on among them.

use crate::app::prompt::page::{Extras, LinePrompt, Page, PickKind};
use crate::app::prompt::terminal::ScreenRow;
use crate::bilingual;
use crate::text::language::Language;
use crate::text::sanitize::line;

/// What is on a page right now.
#[derive(Debug, Default)]
pub(crate) struct Now {
    /// The line one is on, counted from 0; the one after the choices is the line numbered 0.
    pub(crate) at: usize,
    /// The choices that are ticked.
    pub(crate) picked: Vec<usize>,
    pub(crate) typed: String,
    /// What is said below the list: what is wrong, or what a number comes under.
    pub(crate) wrong: String,
    /// What is said above the question, where there is room.
    pub(crate) above: Vec<String>,
}

impl Now {
    /// Goes to a line; what was being typed is let go.
    pub(crate) fn go(&mut self, line: usize) {
        self.at = line;
        self.typed.clear();
    }

    /// Whether there is room for what is said above the page.
    pub(crate) fn shows_above(&self, page: &Page, (width, height): (usize, usize), language: Language) -> bool {
        Parts::of(page, self, width, language).show_above(self.at, height)
    }
}

/// The lines of a text in this width, broken at words.
pub(crate) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let parts = text.split('\n').flat_map(|part| {
        // At words, and not at the hyphen of `Ctrl-C`.
        let options = textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::NoHyphenation);
        let options = options.initial_indent(first).subsequent_indent(rest);
        textwrap::wrap(part, options).into_iter().map(|part| part.into_owned()).collect::<Vec<_>>()
    });
    parts.collect()
}

/// The parts of a page from top to bottom.
struct Parts {
    above: Vec<ScreenRow>,
    head: Vec<ScreenRow>,
    /// The lines to pick from, each with the number of its line: a long one takes more rows.
    list: Vec<(usize, ScreenRow)>,
    foot: Vec<ScreenRow>,
}

impl Parts {
    fn of(page: &Page, now: &Now, width: usize, language: Language) -> Parts {
        let width = width - 1;
        let above = above_rows(&now.above, width + 1);
        let mut head: Vec<ScreenRow> = Vec::new();
        if !page.heading.is_empty() {
            head.extend(wrap(&line(&page.heading), width, "", "").into_iter().map(ScreenRow::from));
        }
        head.extend(wrap(&line(&page.ask), width, "", "").into_iter().map(|text| ScreenRow { text, bold: true }));
        let mut foot: Vec<ScreenRow> = typed(page, now, language).into_iter().map(ScreenRow::from).collect();
        let keys = keys(page, language).join(" · ");
        for text in [&now.wrong, &keys].into_iter().filter(|text| !text.is_empty()) {
            foot.extend(wrap(text, width, "  ", "  ").into_iter().map(ScreenRow::from));
        }
        Parts { above, head, list: list(page, now, width, language), foot }
    }
}

impl Parts {
    /// How many rows the line one is on takes.
    fn own(&self, at: usize) -> usize {
        self.list.iter().filter(|(index, _)| *index == at).count()
    }

    /// Whether what is said above has room: a word beside a part of the list, a story only beside all of it.
    fn show_above(&self, at: usize, height: usize) -> bool {
        let is_short = self.above.len() <= 4;
        let list = if is_short { self.list.len().min(self.own(at) + 2) } else { self.list.len() };
        self.above.len() + self.head.len() + list + self.foot.len() <= height
    }
}

/// The lines to pick from.
fn list(page: &Page, now: &Now, width: usize, language: Language) -> Vec<(usize, ScreenRow)> {
    let mut list = Vec::new();
    for index in 0..page.choices.len() + usize::from(page.zero.is_some()) {
        let choice = page.choices.get(index);
        let label = choice.map(|it| it.label.as_str()).or(page.zero.as_ref().map(|zero| zero.label.as_str()));
        let arrow = if index == now.at { ">" } else { " " };
        let mark = match (&page.kind, choice) {
            (PickKind::Several, Some(_)) if now.picked.contains(&index) => "[x] ",
            (PickKind::Several, Some(_)) => "[ ] ",
            _ => "",
        };
        let number = match (&page.kind, choice) {
            (PickKind::Number { .. }, _) => "-".to_owned(),
            (_, Some(_)) => (index + 1).to_string(),
            (_, None) => "0".to_owned(),
        };
        let before = !matches!(page.kind, PickKind::Several) && page.picked.contains(&index);
        let given = if before { language.pick(" (nu gekozen)", " (chosen now)") } else { "" };
        let first = format!("{arrow} {number:>2} {mark}");
        let rest = " ".repeat(first.chars().count());
        let mut text = wrap(&format!("{}{given}", line(label.unwrap_or_default())), width, &first, &rest);
        if let Some(below) = choice.and_then(|choice| choice.below.as_ref()) {
            text.extend(wrap(&line(below), width, &rest, &rest));
        }
        list.extend(text.into_iter().map(|text| (index, ScreenRow { text, bold: index == now.at })));
    }
    list
}

/// What is being typed, and what that is taken for.
fn typed(page: &Page, now: &Now, language: Language) -> Option<String> {
    let typed = line(&now.typed);
    if let PickKind::Number { unit, .. } = &page.kind {
        let unit = line(unit);
        return Some(
            bilingual!("  Getal ({unit}): {typed}", "  Number ({unit}): {typed}").to(language).trim_end().to_owned(),
        );
    }
    if typed.is_empty() {
        return None;
    }
    let is_number = typed.bytes().all(|byte| byte.is_ascii_digit());
    let what = if is_number { language.pick("Nummer", "Number") } else { language.pick("Zoek", "Search") };
    Some(format!("  {what}: {typed}"))
}

/// What the keys do here.
fn keys(page: &Page, language: Language) -> Vec<&'static str> {
    let mut keys = match page.kind {
        PickKind::One => vec![
            language.pick("pijltjes, nummer of typen", "arrows, number or typing"),
            language.pick("Enter: kies", "Enter: choose"),
        ],
        PickKind::Several => vec![
            language.pick("pijltjes of nummer", "arrows or number"),
            language.pick("spatie: kruisje", "space: cross"),
            language.pick("Enter: klaar", "Enter: done"),
        ],
        PickKind::Number { .. } => vec![
            language.pick("typ het getal, of pijltjes", "type the number, or arrows"),
            language.pick("Enter: kies", "Enter: choose"),
        ],
    };
    if page.extras != Extras::None {
        keys.push(language.pick("?: uitleg", "?: help"));
    }
    if page.extras == Extras::Question {
        keys.push(language.pick("Esc: terug", "Esc: back"));
    }
    if page.extras != Extras::None {
        keys.push(language.pick("+: notitie", "+: note"));
    }
    keys.push(language.pick("Ctrl-C: stop", "Ctrl-C: stop"));
    keys
}

/// The page as it fits the window. What is said above goes first, then the end of a long question; of a long
/// list the part is shown that one is in.
pub(crate) fn page_rows(page: &Page, now: &Now, (width, height): (usize, usize), language: Language) -> Vec<ScreenRow> {
    let mut parts = Parts::of(page, now, width, language);
    if !parts.show_above(now.at, height) {
        parts.above.clear();
    }
    // The line one is on, one more on either side, and how much there is.
    let least = parts.list.len().min(parts.own(now.at) + if parts.above.is_empty() { 3 } else { 2 });
    let spare = height.saturating_sub(parts.above.len() + parts.foot.len() + least).max(2);
    if parts.head.len() > spare {
        parts.head.truncate(spare);
        if let Some(last) = parts.head.last_mut() {
            let cut: String = last.text.chars().take(width.saturating_sub(3)).collect();
            last.text = format!("{} …", cut.trim_end());
        }
    }
    let room = height.saturating_sub(parts.above.len() + parts.head.len() + parts.foot.len()).max(2);
    let list = if parts.list.len() > room { window(&parts.list, now.at, room, language) } else { rows(parts.list) };
    let mut shown = parts.above;
    shown.extend(parts.head);
    shown.extend(list);
    shown.extend(parts.foot);
    shown.truncate(height);
    shown
}

fn rows(list: Vec<(usize, ScreenRow)>) -> Vec<ScreenRow> {
    list.into_iter().map(|(_, row)| row).collect()
}

/// The part of a list around the line one is on, and below it how much there is above and below.
fn window(list: &[(usize, ScreenRow)], at: usize, room: usize, language: Language) -> Vec<ScreenRow> {
    let room = room - 1;
    let first = list.iter().position(|(index, _)| *index == at).unwrap_or(0);
    let last = list.iter().rposition(|(index, _)| *index == at).unwrap_or(0);
    let from = (last + 2).min(list.len()).saturating_sub(room).min(first);
    let part = &list[from..(from + room).min(list.len())];
    let mut shown: Vec<ScreenRow> = part.iter().map(|(_, row)| row.clone()).collect();
    let more = (from > 0, from + room < list.len());
    let arrows = match more {
        (true, true) => "▲ ▼",
        (true, false) => "▲",
        _ => "▼",
    };
    let (here, of) = (at + 1, list.last().map_or(0, |(index, _)| index + 1));
    shown.push(ScreenRow::from(
        bilingual!("  {arrows} regel {here} van {of}", "  {arrows} line {here} of {of}").to(language).to_owned(),
    ));
    shown
}

/// Texts to read before a page: the rows from one on, how many are shown, and where the last window begins.
pub(crate) fn reading_rows(
    texts: &[String],
    from: usize,
    (width, height): (usize, usize),
    language: Language,
) -> (Vec<ScreenRow>, usize, usize) {
    let all: Vec<String> = texts.iter().flat_map(|text| wrap(text, width - 1, "", "")).collect();
    let keys =
        language.pick("Enter: verder · pijltjes: lezen · Ctrl-C: stop", "Enter: on · arrows: read · Ctrl-C: stop");
    let mut foot = vec![String::new()];
    foot.extend(wrap(keys, width - 1, "  ", "  "));
    let room = height.saturating_sub(foot.len()).max(1);
    let last = all.len().saturating_sub(room);
    if last > 0 {
        let (to, of) = ((from + room).min(all.len()), all.len());
        foot[0] = bilingual!("  tot regel {to} van {of}", "  up to line {to} of {of}").to(language).to_owned();
    }
    let part = all.into_iter().skip(from.min(last)).take(room);
    (part.chain(foot).map(ScreenRow::from).collect(), room, last)
}

/// What is said above a page, with an empty line below it.
pub(crate) fn above_rows(texts: &[String], width: usize) -> Vec<ScreenRow> {
    let mut above: Vec<ScreenRow> =
        texts.iter().flat_map(|text| wrap(text, width - 1, "", "")).map(ScreenRow::from).collect();
    if !above.is_empty() {
        above.push(ScreenRow::default());
    }
    above
}

/// A page on which words are typed, and where the cursor is; what is said above it goes where there is no room.
pub(crate) fn words_rows(
    above: &[ScreenRow],
    words: &LinePrompt<'_>,
    typed: &tui_input::Input,
    (width, height): (usize, usize),
    language: Language,
) -> (Vec<ScreenRow>, (usize, usize)) {
    let mut rows: Vec<ScreenRow> =
        wrap(&line(words.ask), width - 1, "", "").into_iter().map(|text| ScreenRow { text, bold: true }).collect();
    let keys = language.pick(
        "Enter: bewaar · Esc: laat zoals het was · Ctrl-C: stop",
        "Enter: keep · Esc: leave as it was · Ctrl-C: stop",
    );
    let foot: Vec<ScreenRow> = wrap(keys, width - 1, "  ", "  ").into_iter().map(ScreenRow::from).collect();
    rows.truncate(height.saturating_sub(foot.len() + 1).max(1));
    if above.len() + rows.len() + foot.len() < height {
        rows.splice(0..0, above.iter().cloned());
    }
    let label = format!("{}: ", words.label);
    let start = label.chars().count();
    let room = width.saturating_sub(start + 1).max(5);
    let scroll = typed.visual_scroll(room);
    let mut column = 0;
    let shown: String = typed
        .value()
        .chars()
        .filter(|letter| {
            let from = column;
            column += textwrap::core::display_width(letter.encode_utf8(&mut [0; 4]));
            from >= scroll && column <= scroll + room
        })
        .collect();
    rows.push(ScreenRow::from(format!("{label}{}", line_kept(&shown))));
    let cursor = (start + typed.visual_cursor().saturating_sub(scroll), rows.len() - 1);
    rows.extend(foot);
    (rows, cursor)
}

/// A line made safe with its last spaces: somebody is still typing.
fn line_kept(text: &str) -> String {
    let spaces = text.len() - text.trim_end().len();
    format!("{}{}", line(text), " ".repeat(spaces))
}
