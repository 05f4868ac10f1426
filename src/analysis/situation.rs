//! What the replies say of the situation in a catalogue's own words, and what of it speaks for or against a method
//! (`docs/format.md`, "The order").

use crate::engine::conditions::May;
use crate::model::approach::{Approach, Meaning, Purpose, RunBy, Usual};
use crate::model::catalogue::{Catalogue, Method};
use crate::model::condition::Word;
use crate::model::ladder::Level;
use crate::model::tree::ById;

/// Something that speaks for a method or against it. Each counts as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// What it is about.
    pub about: About,
    /// Whether it speaks for the method.
    pub for_it: bool,
}

/// What a sign is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// What the level needs.
    Purpose,
    /// The phase of the project.
    Phase,
    /// How large the area is.
    Scale,
    /// Who has to be reached.
    Group,
    /// What the project is about.
    Subject,
    /// How ordinary it is.
    Usual,
    /// That it is there already, or is not the project's to start.
    NotTheProjects,
}

/// How a method fits a situation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Everything that speaks for it or against it.
    pub signs: Vec<Sign>,
    /// Whether it belongs to this phase for certain.
    pub in_phase: bool,
    /// How many of the groups that are named it reaches.
    pub reached: usize,
    /// How far below the result's level its nearest level is.
    pub levels_below: usize,
    /// How many of the purposes that the level needs it serves.
    pub served: usize,
}

impl Fit {
    /// What speaks for it less what speaks against it.
    pub fn balance(&self) -> i64 {
        self.signs.iter().map(|sign| if sign.for_it { 1 } else { -1 }).sum()
    }
}

/// The values of one word of the catalogue that the replies make certain, and those that they leave possible.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled<'t> {
    /// Every value, in the order of the file.
    values: Vec<&'t str>,
    certain: Vec<&'t str>,
    possible: Vec<&'t str>,
}

impl Settled<'_> {
    /// Whether the replies settle that one of `these` holds: true where all that is possible is among them, false
    /// where none is, `None` where both can be or nothing was said.
    fn among(&self, these: &[&str]) -> Option<bool> {
        let inside = self.possible.iter().filter(|value| these.contains(value)).count();
        match inside {
            _ if self.certain.is_empty() && self.possible.len() != 1 => None,
            0 => Some(false),
            _ if inside == self.possible.len() || self.certain.iter().any(|value| these.contains(value)) => Some(true),
            _ => None,
        }
    }

    fn position(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|it| *it == value)
    }
}

/// What the replies say of the situation, in the words of one catalogue.
#[derive(Clone, Debug)]
pub(crate) struct Situation<'t> {
    /// What an approach needs on the level and in the phase; nothing where the catalogue does not say.
    pub(crate) needs: Vec<Purpose>,
    /// By level what an approach needs, in the order of the levels.
    by_level: &'t [(Level, Vec<Purpose>)],
    pub(crate) level: Level,
    phase: Settled<'t>,
    scale: Settled<'t>,
    group: Settled<'t>,
    subject: Settled<'t>,
}

impl<'t> Situation<'t> {
    /// The situation in the words of a catalogue, on a level. `holds` says of a value of one of `catalogue.words`, by
    /// their places, what it may come to.
    pub(crate) fn of(
        catalogue: &'t Catalogue<ById>,
        level: Level,
        holds: &mut dyn FnMut(usize, usize) -> May,
    ) -> Situation<'t> {
        let mut settled = |meaning| {
            let Some(word) = catalogue.words.iter().position(|it| it.meaning == meaning) else {
                return Settled::default();
            };
            let mut settled = Settled::default();
            for (place, (value, _)) in catalogue.words[word].values.iter().enumerate() {
                let may = holds(word, place);
                let value = value.text.as_str();
                settled.values.push(value);
                settled.certain.extend((may.hold && !may.fail).then_some(value));
                settled.possible.extend(may.hold.then_some(value));
            }
            settled
        };
        let phase = settled(Meaning::Phase);
        let asked = |purpose: &Purpose| {
            let phases = catalogue.purpose_phases.iter().find(|(it, _)| it == purpose);
            phases.is_none_or(|(_, phases)| phase.among(&texts(phases)) != Some(false))
        };
        Situation {
            needs: catalogue.purposes_of(level).unwrap_or_default().iter().copied().filter(asked).collect(),
            by_level: &catalogue.purposes,
            level,
            phase,
            scale: settled(Meaning::Scale),
            group: settled(Meaning::Group),
            subject: settled(Meaning::Subject),
        }
    }

    /// How a method fits; nothing speaks for or against any where the catalogue does not say what the level needs.
    pub(crate) fn fit(&self, method: &Method<ById>) -> Fit {
        let approach = &method.approach;
        if self.needs.is_empty() || approach.purposes.is_empty() {
            return Fit::default();
        }
        let nearest = method.levels.iter().filter(|level| **level <= self.level).max();
        Fit {
            signs: self.signs(method),
            in_phase: !approach.phases.is_empty() && self.phase.among(&texts(&approach.phases)) == Some(true),
            reached: self.reached(approach),
            levels_below: nearest.map_or(0, |nearest| self.level as usize - *nearest as usize),
            served: self.needs.iter().filter(|it| self.can(method, **it)).count(),
        }
    }

    /// The groups that are named for certain.
    pub(crate) fn groups(&self) -> &[&'t str] {
        &self.group.certain
    }

    /// How many of the groups that are named a method reaches.
    pub(crate) fn reached(&self, approach: &Approach) -> usize {
        self.group.certain.iter().filter(|group| approach.reaches.iter().any(|it| it.text == **group)).count()
    }

    /// Everything that speaks for a method or against it.
    pub(crate) fn signs(&self, method: &Method<ById>) -> Vec<Sign> {
        let approach = &method.approach;
        let mut signs = Vec::new();
        let mut add = |about, settled: Option<bool>| {
            signs.extend(settled.map(|for_it| Sign { about, for_it }));
        };
        add(About::Purpose, Some(self.purpose(method)));
        if !approach.phases.is_empty() {
            add(About::Phase, self.phase.among(&texts(&approach.phases)));
        }
        add(About::Scale, self.scale(approach));
        if !self.group.certain.is_empty() {
            add(About::Group, Some(self.reached(approach) > 0));
        }
        if !approach.subjects.is_empty() {
            add(About::Subject, self.subject.among(&texts(&approach.subjects)));
        }
        add(
            About::Usual,
            match approach.usual {
                Some(Usual::Common) => Some(true),
                Some(Usual::Rare) => Some(false),
                Some(Usual::Known) | None => None,
            },
        );
        if approach.standing || approach.run_by != RunBy::Project {
            add(About::NotTheProjects, Some(false));
        }
        signs
    }

    fn purpose(&self, method: &Method<ById>) -> bool {
        self.needs.iter().any(|it| self.can(method, *it))
    }

    /// Whether a method can do something here: what a level asks for first, only a method of that level or a higher one
    /// can do. Anything can tell.
    pub(crate) fn can(&self, method: &Method<ById>, purpose: Purpose) -> bool {
        let asked = self.by_level.iter().find(|(_, purposes)| purposes.contains(&purpose));
        let since = asked.filter(|_| !purpose.tells()).map_or(Level::Inform, |(level, _)| *level);
        method.approach.purposes.contains(&purpose) && method.levels.iter().any(|it| *it >= since)
    }

    /// Whether it certainly lies in the wider half of the scales.
    pub(crate) fn is_wide(&self) -> bool {
        let wider = &self.scale.values[self.scale.values.len().div_ceil(2)..];
        !wider.is_empty() && self.scale.among(wider) == Some(true)
    }

    fn scale(&self, approach: &Approach) -> Option<bool> {
        let (from, to) = approach.scale.as_ref()?;
        let (from, to) = (self.scale.position(&from.text)?, self.scale.position(&to.text)?);
        self.scale.among(self.scale.values.get(from..=to)?)
    }
}

fn texts(words: &[Word]) -> Vec<&str> {
    words.iter().map(|it| it.text.as_str()).collect()
}
