//! The units that a workbook shows with its numbers, by their number formats: `60%`, `3 maanden`.

use super::guard::{guarded, unreadable};
use crate::bilingual;
use crate::list::cell::{Cell, Unit};
use crate::list::number::SIGNS;
use crate::output::format::package_parts::PackageInput;
use crate::text::language::Bilingual;
use calamine::{Xlsx, XlsxCellReader, XlsxError};
use std::collections::BTreeMap;

/// The formats of a sheet may change so often below one another.
const RUNS: usize = 1 << 20;

/// What a format shows with a number, by its sections (ECMA-376 part 1, section 18.8.31).
#[derive(Debug, Default)]
struct NumberFormat(Vec<Section>);

/// A section of a format.
#[derive(Debug, Default)]
struct Section {
    /// It is for the numbers of which this holds.
    condition: Option<(String, f64)>,
    unit: Option<Unit>,
}

impl NumberFormat {
    fn read(code: &str) -> NumberFormat {
        let (mut rest, mut sections) = (code, Vec::new());
        loop {
            let (section, behind) = Section::read(rest);
            sections.push(section);
            match behind {
                Some(behind) => rest = behind,
                None => return NumberFormat(sections),
            }
        }
    }

    fn shows_units(&self) -> bool {
        self.0.iter().any(|section| section.unit.is_some())
    }

    /// The unit that a number is shown with.
    fn unit(&self, number: f64) -> Option<&Unit> {
        let section = if self.0.iter().any(|section| section.condition.is_some()) {
            self.0.iter().find(|section| section.holds(number))
        } else {
            self.0.get(match self.0.len() {
                2.. if number < 0.0 => 1,
                3.. if number == 0.0 => 2,
                _ => 0,
            })
        };
        section?.unit.as_ref()
    }
}

impl Section {
    /// The first section of a code, and what comes behind its `;`.
    fn read(code: &str) -> (Section, Option<&str>) {
        let mut section = Section::default();
        // What is shown before the number and behind it.
        let (mut before, mut behind) = (String::new(), String::new());
        let (mut digits, mut percents, mut dated) = (false, 0, false);
        let mut letters = code.chars();
        let mut more = None;
        while let Some(letter) = letters.next() {
            let shown = if digits { &mut behind } else { &mut before };
            match letter {
                ';' => {
                    more = Some(letters.as_str());
                    break;
                }
                '"' => shown.extend(letters.by_ref().take_while(|it| *it != '"')),
                '\\' => shown.extend(letters.next()),
                // As wide as a letter, or filled with it.
                '_' | '*' => drop(letters.next()),
                '[' => {
                    let inside: String = letters.by_ref().take_while(|it| *it != ']').collect();
                    match inside.strip_prefix('$') {
                        Some(sign) => *shown += sign.split('-').next().unwrap_or_default(),
                        None => section.condition = condition(&inside).or(section.condition),
                    }
                }
                '0' | '#' | '?' => digits = true,
                '%' => percents += 1,
                ' ' | '€' => shown.push(letter),
                'G' | 'g' if letters.as_str().get(..6).is_some_and(|it| it.eq_ignore_ascii_case("eneral")) => {
                    digits = true;
                    letters.nth(5);
                }
                'E' | 'e' if digits => {}
                // A day or a time.
                letter => dated |= letter.is_alphabetic(),
            }
        }
        section.unit = unit(before.trim(), behind.trim(), percents).filter(|_| !dated);
        (section, more)
    }

    fn holds(&self, number: f64) -> bool {
        let Some((sign, bound)) = &self.condition else { return true };
        match &sign[..] {
            "<" => number < *bound,
            "<=" => number <= *bound,
            ">" => number > *bound,
            ">=" => number >= *bound,
            "<>" => number != *bound,
            _ => number == *bound,
        }
    }
}

/// The condition between brackets, such as `<=1`; nothing where a colour or something else stands there.
fn condition(text: &str) -> Option<(String, f64)> {
    let bound = text.trim_start_matches(['<', '>', '=']);
    let sign = &text[..text.len() - bound.len()];
    bound.trim().parse().ok().filter(|_| !sign.is_empty()).map(|bound| (sign.to_owned(), bound))
}

fn unit(before: &str, behind: &str, percents: usize) -> Option<Unit> {
    let text = match percents {
        0 if !behind.is_empty() => behind,
        // Only of money the unit stands before the number.
        0 => Some(before).filter(|it| SIGNS.contains(&&it.to_lowercase()[..]))?,
        1 => "%",
        _ => return None,
    };
    Some(Unit { percentage: percents == 1, text: text.into() })
}

/// The units of the numbers in a sheet.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// By style.
    formats: Vec<NumberFormat>,
    /// By column, the first and last rows of cells below one another that have this style.
    runs: BTreeMap<u32, Vec<(u32, u32, usize)>>,
}

impl Units {
    /// Finds them. The sheet is read for it, and only where some format shows a unit.
    pub(super) fn of(book: &mut Xlsx<PackageInput<'_>>, sheet: &str) -> Result<Units, Bilingual> {
        let reader = guarded(|| book.worksheet_cells_reader(sheet))?;
        let mut reader = reader.map_err(|fault| unreadable(&fault))?;
        let code = |style: &calamine::Style| style.number_format.as_ref().map(|it| NumberFormat::read(&it.format_code));
        let formats: Vec<NumberFormat> = reader.styles().iter().map(|it| code(it).unwrap_or_default()).collect();
        let mut units = Units { formats, runs: BTreeMap::new() };
        if units.formats.iter().any(NumberFormat::shows_units) {
            let within = guarded(|| units.find(&mut reader))?.map_err(|fault| unreadable(&fault))?;
            if !within {
                return Err(bilingual!(
                    "in dit werkblad wisselt de opmaak van getallen te vaak; bewaar de lijst als CSV",
                    "in this sheet the format of numbers changes too often; save the list as CSV"
                ));
            }
        }
        Ok(units)
    }

    /// Reads the styles of all cells; tells whether there were not too many.
    fn find(&mut self, reader: &mut XlsxCellReader<'_, PackageInput<'_>>) -> Result<bool, XlsxError> {
        let mut count = 0;
        while let Some((row, column, style)) = reader.next_style_id()? {
            if !self.formats[style].shows_units() {
                continue;
            }
            let runs = self.runs.entry(column).or_default();
            match runs.last_mut() {
                Some((_, last, same)) if *same == style && row == *last + 1 => *last = row,
                _ => {
                    runs.push((row, row, style));
                    count += 1;
                }
            }
            if count > RUNS {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A cell with the unit that it is shown with.
    pub(super) fn with(&self, row: u32, column: u32, cell: Cell) -> Cell {
        let Cell::Number(number) = cell else { return cell };
        let unit = || {
            let runs = self.runs.get(&column)?;
            let (_, last, style) = *runs[..runs.partition_point(|(first, ..)| *first <= row)].last()?;
            self.formats[style].unit(number).filter(|_| row <= last)
        };
        unit().map_or(Cell::Number(number), |unit| Cell::Measured(number, unit.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::NumberFormat;

    #[test]
    fn a_format_shows_the_unit_that_a_spreadsheet_shows() {
        for (code, number, shown) in [
            ("General", 3.0, None),
            ("0.00", 3.0, None),
            ("0%", 0.6, Some((true, "%"))),
            ("0.00 %;[Red]-0.00%", -0.6, Some((true, "%"))),
            ("0\" maanden\"", 3.0, Some((false, "maanden"))),
            ("0\\ \"wkn\"", 3.0, Some((false, "wkn"))),
            ("General \"weken\"", 3.0, Some((false, "weken"))),
            ("0 \"%\"", 60.0, Some((false, "%"))),
            ("[=1]0\" week\";0\" weken\"", 1.0, Some((false, "week"))),
            ("[=1]0\" week\";0\" weken\"", 2.0, Some((false, "weken"))),
            ("[>=52]0\" jaar\";[Blue]0\" weken\"", 10.0, Some((false, "weken"))),
            ("0;-0;\"geen\"", 0.0, None),
            ("_-€ * #,##0_-", 5.0, Some((false, "€"))),
            ("[$€-nl-NL] #,##0.00", 5.0, Some((false, "€"))),
            ("[$-413]0", 5.0, None),
            ("\"week \"0", 5.0, None),
            ("0.00E+00", 5.0, None),
            ("yyyy\"-W\"ww", 5.0, None),
            ("0%%", 5.0, None),
            ("@", 5.0, None),
            ("0\"open", 5.0, Some((false, "open"))),
            ("", 5.0, None),
        ] {
            let format = NumberFormat::read(code);
            let unit = format.unit(number).map(|unit| (unit.percentage, &*unit.text));
            assert_eq!(unit, shown, "{code}");
        }
    }
}
