//! A day to count back from, as people say it: a day, a month or a season.

use jiff::civil::{Date, date};

/// When the decision is: what was said, and the first day that it can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// As it was said.
    pub said: String,
    /// The first day that it can mean: what has to be ready then is in time whatever day it becomes.
    pub day: Date,
}

/// Words for a month, or for the season that begins with it, in both languages.
const MONTHS: [(i8, &[&str]); 12] = [
    (1, &["januari", "january"]),
    (2, &["februari", "february"]),
    (3, &["maart", "march", "voorjaar", "lente", "spring"]),
    (4, &["april"]),
    (5, &["mei", "may"]),
    (6, &["juni", "june", "zomer", "summer"]),
    (7, &["juli", "july"]),
    (8, &["augustus", "august"]),
    (9, &["september", "najaar", "herfst", "autumn", "fall"]),
    (10, &["oktober", "october"]),
    (11, &["november"]),
    (12, &["december", "winter"]),
];

impl Deadline {
    /// Reads `2027-03-15`, `2027-03`, `maart 2027` or `voorjaar 2027`.
    pub fn read(said: &str) -> Option<Deadline> {
        let said = said.trim();
        let day = said.parse().ok().filter(|day: &Date| day.to_string() == said);
        let day = day.or_else(|| format!("{said}-01").parse().ok()).or_else(|| Deadline::worded(said))?;
        Some(Deadline { said: said.to_owned(), day })
    }

    fn worded(said: &str) -> Option<Date> {
        let (word, year) = said.split_once(' ')?;
        let word = word.to_lowercase();
        let (month, _) = MONTHS.iter().find(|(_, words)| words.contains(&word.as_str()))?;
        let year: i16 = Some(year.trim()).filter(|it| it.len() == 4)?.parse().ok()?;
        (year >= 1000).then(|| date(year, *month, 1))
    }

    /// The whole weeks from a day to this one; `None` where it is no later.
    pub fn weeks_from(&self, day: Date) -> Option<i64> {
        let days = (self.day - day).get_days();
        (days > 0).then(|| i64::from(days) / 7)
    }

    /// The day so many weeks before it.
    pub fn weeks_before(&self, weeks: i64) -> Date {
        self.day.saturating_sub(jiff::Span::new().try_weeks(weeks).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_a_month_and_a_season_are_read_and_nothing_else() {
        let day = |said: &str| Deadline::read(said).map(|it| it.day.to_string());
        for (said, first) in [
            ("2027-03-15", "2027-03-15"),
            ("2027-03", "2027-03-01"),
            ("maart 2027", "2027-03-01"),
            ("Voorjaar 2027", "2027-03-01"),
            ("autumn 2027", "2027-09-01"),
            ("winter 2027", "2027-12-01"),
        ] {
            assert_eq!(day(said).as_deref(), Some(first), "{said}");
        }
        for said in
            ["", "2027", "maart", "maart 27", "straks 2027", "2027-13-01", "2027-02-30", "15 maart 2027", "maart +999"]
        {
            assert_eq!(day(said), None, "{said}");
        }
        let decision = Deadline::read("2027-03-15").unwrap_or_else(|| unreachable!("read above"));
        assert_eq!(decision.weeks_from(date(2027, 3, 1)), Some(2));
        assert_eq!(decision.weeks_from(date(2027, 3, 2)), Some(1));
        assert_eq!(decision.weeks_from(date(2027, 3, 15)), None);
        assert_eq!(decision.weeks_before(2), date(2027, 3, 1));
    }
}
