//! Numbers as people write them in a list: with points or commas, for thousands or for decimals.

use crate::model::replies::Decimal;

/// What a text says as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParsedNumber {
    /// This number.
    One(Decimal),
    /// With decimals this, with thousands that: `1.250`.
    Either(Decimal, Decimal),
}

/// What stands before or behind an amount of money.
pub(super) const SIGNS: [&str; 2] = ["€", "eur"];
/// What says that there are no cents.
pub(super) const NO_CENTS: [&str; 4] = [",-", ",--", ",–", ",—"];

/// Reads an amount of money: a number with a euro sign before or behind it, or a price without cents (`5.000,-`).
pub(super) fn read_money(text: &str) -> Option<ParsedNumber> {
    let text = text.trim();
    let bare = SIGNS.iter().find_map(|it| text.strip_prefix(it).or_else(|| text.strip_suffix(it)));
    let bare = bare.unwrap_or(text).trim();
    match NO_CENTS.iter().find_map(|end| bare.strip_suffix(end)) {
        // No cents is a way to write two decimals, so a point before it is between thousands.
        Some(whole) => read(&format!("{whole},00")),
        None => read(bare),
    }
}

/// Reads a number; `None` where it is none. Where both marks stand in it the last one is before the
/// decimals; a mark that comes more than once is between thousands.
pub(super) fn read(text: &str) -> Option<ParsedNumber> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix(['-', '−']).map_or(("", text), |rest| ("-", rest));
    // Spaces between groups of three.
    let spaced: Vec<&str> = digits.split([' ', '\u{a0}', '\u{202f}']).collect();
    let (last, before) = spaced.split_last()?;
    let whole_of_last = last.split(['.', ',']).next().unwrap_or_default();
    if !before.is_empty() && !grouped(&[before, &[whole_of_last]].concat()) {
        return None;
    }
    let digits = spaced.concat();
    let number = |text: String| format!("{sign}{text}").parse::<Decimal>().ok();
    let without = |mark: char| digits.replace(mark, "");
    let groups = |mark: char, text: &str| grouped(&text.split(mark).collect::<Vec<_>>());
    match (digits.matches('.').count(), digits.matches(',').count()) {
        (0, 0) => number(digits).map(ParsedNumber::One),
        (1, 0) | (0, 1) => {
            let mark = if digits.contains('.') { '.' } else { ',' };
            let one = number(digits.clone())?;
            if groups(mark, &digits) && !digits.starts_with('0') {
                return Some(ParsedNumber::Either(one, number(without(mark))?));
            }
            Some(ParsedNumber::One(one))
        }
        (_, 0) => groups('.', &digits).then(|| number(without('.')).map(ParsedNumber::One)).flatten(),
        (0, _) => groups(',', &digits).then(|| number(without(',')).map(ParsedNumber::One)).flatten(),
        _ => {
            let decimal = digits.rfind(['.', ','])?;
            let (whole, part) = (&digits[..decimal], &digits[decimal + 1..]);
            let between = if digits[decimal..].starts_with('.') { ',' } else { '.' };
            let right = groups(between, whole);
            right.then(|| number(format!("{}.{part}", whole.replace(between, ""))).map(ParsedNumber::One)).flatten()
        }
    }
}

/// Whether these are groups of thousands: three digits each, the first may be shorter.
fn grouped(groups: &[&str]) -> bool {
    let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let Some((first, rest)) = groups.split_first() else { return false };
    (1..=3).contains(&first.len())
        && digits(first)
        && !rest.is_empty()
        && rest.iter().all(|it| it.len() == 3 && digits(it))
}

/// A number as it is written where nobody can take its decimals for thousands: with one nought more.
pub(super) fn certain(mut text: String) -> String {
    if matches!(read(&text), Some(ParsedNumber::Either(..))) {
        text.push('0');
    }
    text
}

/// So many decimals are kept.
const DECIMALS: usize = 6;
/// What calculating in floating point leaves behind is a smaller part of a number than this.
const DUST: f64 = 1e-9;

/// A number that was calculated, in decimals: without what floating point left behind.
pub(super) fn digits(number: f64) -> String {
    let exact = number.to_string();
    if exact.split_once('.').is_none_or(|(_, part)| part.len() <= DECIMALS) {
        return exact;
    }
    let short = rounded(number);
    let same = short.parse::<f64>().is_ok_and(|short| (number - short).abs() <= DUST * number.abs());
    if same { short } else { exact }
}

/// A number as a percentage.
pub(super) fn percentage(number: f64) -> String {
    // In decimals: 100 times 0.57 is not 57 in floating point.
    let text = number.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = format!("{part:0<2}");
    format!("{whole}{}.{}", &part[..2], &part[2..]).trim_end_matches('.').parse().map_or(text, digits)
}

/// A number of more decimals than are kept, without the last of them.
pub(super) fn of_too_many_decimals(text: &str) -> Option<Decimal> {
    // A unit may stand behind it.
    let text = text.trim_end_matches(|letter: char| !letter.is_ascii_digit()).replacen(',', ".", 1);
    let is_long = text.split_once('.').is_some_and(|(_, part)| part.len() > DECIMALS);
    let numeric = text.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (is_long && numeric).then(|| rounded(text.parse().ok()?).parse().ok())?
}

fn rounded(number: f64) -> String {
    let text = format!("{number:.DECIMALS$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_where_they_are_certain() {
        let one = |text: &str| Some(ParsedNumber::One(text.parse().unwrap()));
        let two = |text: &str, other: &str| Some(ParsedNumber::Either(text.parse().unwrap(), other.parse().unwrap()));
        for (text, reading) in [
            ("12", one("12")),
            ("2,5", one("2.5")),
            ("2.50", one("2.5")),
            ("1.250,5", one("1250.5")),
            ("1,250.5", one("1250.5")),
            ("1.250.000", one("1250000")),
            ("25 000", one("25000")),
            ("-1.250,5", one("-1250.5")),
            ("−3", one("-3")),
            ("0.125", one("0.125")),
            ("1.250", two("1.25", "1250")),
            ("1,250", two("1.25", "1250")),
            ("1.2500", one("1.25")),
            ("12.34.56", None),
            ("1.250.5", None),
            ("2 5", None),
            ("veel", None),
            ("", None),
            // Only money has a euro sign, or no cents.
            ("€ 500", None),
            ("500,-", None),
        ] {
            assert_eq!(read(text), reading, "{text}");
        }
        for (text, reading) in [
            ("€ 5.000,00", one("5000")),
            ("€ 500,-", one("500")),
            ("5.000,-", one("5000")),
            ("€ 1.250.000,--", one("1250000")),
            ("500 €", one("500")),
            ("eur 500", one("500")),
            ("€ 5.000", two("5", "5000")),
            ("€", None),
            (",-", None),
            ("€ veel,-", None),
        ] {
            assert_eq!(read_money(text), reading, "{text}");
        }
        for (text, written) in [("1.125", "1.1250"), ("1.5", "1.5"), ("0.125", "0.125"), ("1234.125", "1234.125")] {
            assert_eq!(certain(text.into()), written);
        }
    }

    #[test]
    fn what_floating_point_leaves_behind_is_no_part_of_a_number() {
        for (number, written) in [
            (0.1 + 0.2, "0.3"),
            (60.000_000_000_000_01, "60"),
            (-2.5, "-2.5"),
            (0.123_456, "0.123456"),
            (200.0 / 3.0, "66.66666666666667"),
            (0.000_000_5, "0.0000005"),
        ] {
            assert_eq!(digits(number), written);
        }
        for (number, written) in [
            (0.6, "60"),
            (0.57, "57"),
            (-0.575, "-57.5"),
            (1.0, "100"),
            (0.005, "0.5"),
            (0.1 + 0.2, "30"),
            (1.0 / 3.0, "33.33333333333333"),
        ] {
            assert_eq!(percentage(number), written);
        }
        let long = |text: &str| of_too_many_decimals(text).map(|it| it.to_string());
        assert_eq!(long("66.66666666666667").as_deref(), Some("66.666667"));
        assert_eq!(long("-0,1234567").as_deref(), Some("-0.123457"));
        assert_eq!(["1.123456", "1.2.1234567", "a.1234567"].map(long), [None, None, None]);
    }

    #[test]
    fn thousands_are_three_digits_each() {
        for (groups, right) in [
            (&["1", "234"][..], true),
            (&["123", "456", "789"], true),
            (&["1234", "567"], false),
            (&["", "234"], false),
            (&["1a", "234"], false),
            (&["1", "23"], false),
            (&["1", "2345"], false),
            (&["1", "23a"], false),
            (&["1"], false),
            (&[], false),
        ] {
            assert_eq!(super::grouped(groups), right, "{groups:?}");
        }
    }
}
