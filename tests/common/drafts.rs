//! Random trees, the same on every machine.

// Each test file uses its own part of this.
#![allow(dead_code)]

use std::fmt::Write as _;

pub(crate) const LADDER: &str = "format: 1\nid: l\ntitle: L\nlanguage: nl\nrungs:\n  r0: {title: Nul, level: inform, participation: false}\n  r1: {title: Een, level: consult}\n  r2: {title: Twee, level: involve}\n";

/// SplitMix64: the same drafts on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ it >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ it >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((it ^ it >> 31) % sides as u64) as usize
    }

    pub(crate) fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    pub(crate) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

/// A random draft of up to `most` questions; `answers[q]` is how many answers question q has.
pub(crate) struct Maker {
    pub(crate) dice: Dice,
    pub(crate) answers: Vec<usize>,
    pub(crate) loops: bool,
}

impl Maker {
    pub(crate) fn condition(&mut self, depth: usize) -> String {
        match self.dice.roll(if depth == 0 { 4 } else { 7 }) {
            0 | 1 => {
                let question = self.dice.roll(self.answers.len());
                let answer = self.dice.roll(self.answers[question]);
                format!("q{question}: a{answer}")
            }
            2 => format!("f{}: {}", self.dice.roll(2), self.dice.pick(&["v0", "v1", "[v0, v1]"])),
            3 => {
                let (score, from) = (self.dice.roll(2), self.dice.roll(4) as i64 - 1);
                let word = if self.dice.one_in(2) { "from" } else { "below" };
                // Some beside the other score; not thrown for, so that the other drafts stay as they are.
                let other = 1 - score;
                match self.dice.0 % 12 {
                    0 => format!("s{score}: {{above: s{other}}}"),
                    1 | 2 => format!("s{score}: {{{word}: s{other}}}"),
                    3 => format!("s{score}: {{{word}: {from}, above: s{other}}}"),
                    _ => format!("s{score}: {{{word}: {from}}}"),
                }
            }
            4 => format!("all: [{{{}}}, {{{}}}]", self.condition(depth - 1), self.condition(depth - 1)),
            5 => format!("any: [{{{}}}, {{{}}}]", self.condition(depth - 1), self.condition(depth - 1)),
            _ => format!("not: {{{}}}", self.condition(depth - 1)),
        }
    }

    pub(crate) fn target(&mut self, from: usize) -> String {
        let later = self.answers.len() - from - 1;
        if self.loops && self.dice.one_in(5) {
            return format!("next: q{}", self.dice.roll(self.answers.len()));
        }
        if later > 0 && !self.dice.one_in(4) {
            return format!("next: q{}", from + 1 + self.dice.roll(later.min(2)));
        }
        format!("outcome: {}", self.dice.pick(&["hoog", "hoog", "laag", "vast", "geen"]))
    }

    pub(crate) fn way(&mut self, from: usize) -> String {
        if !self.dice.one_in(2) {
            return self.target(from);
        }
        let mut routes = String::new();
        for _ in 0..=self.dice.roll(2) {
            let condition = self.condition(2);
            let _ = write!(routes, "{{if: {{{condition}}}, {}}}, ", self.target(from));
        }
        if self.dice.one_in(12) {
            format!("routes: [{}]", routes.trim_end_matches(", "))
        } else {
            format!("routes: [{routes}{{{}}}]", self.target(from))
        }
    }

    pub(crate) fn bounds(&mut self) -> String {
        let mut text = String::new();
        if self.dice.one_in(4) {
            let _ = write!(text, ", at-most: r{}", self.dice.roll(3));
        }
        if self.dice.one_in(5) {
            let (rung, yields) = (self.dice.roll(3), self.dice.one_in(2));
            // Some are told with a reason; not thrown for, so that the other drafts stay as they are.
            let because = if (self.dice.0 >> 7).is_multiple_of(3) { ", because: W." } else { "" };
            let _ = write!(text, ", at-least: {{rung: r{rung}, yields: {yields}{because}}}");
        }
        text
    }

    pub(crate) fn draft(seed: u64, most: usize) -> String {
        Maker::with_maker(seed, most).0
    }

    /// The same with its maker, to add to it.
    pub(crate) fn with_maker(seed: u64, most: usize) -> (String, Maker) {
        let mut dice = Dice(seed);
        let count = 1 + dice.roll(most);
        let answers = (0..count).map(|_| 1 + dice.roll(3)).collect();
        let loops = dice.one_in(3);
        let mut maker = Maker { dice, answers, loops };
        let mut text = "format: 1\nid: t\nversion: \"1\"\ntitle: T\nlanguage: nl\nladder: l.yaml\nfacts:\n  f0: {label: F, values: {v0: V, v1: W}}\n  f1: {label: G, values: {v0: V, v1: W}}\nscores: {s0: {label: S}, s1: {label: T}}\n".to_owned();
        let bounds = maker.dice.roll(4);
        if bounds > 0 {
            text += "bounds:\n";
        }
        for _ in 0..bounds {
            let condition = maker.condition(2);
            let side = maker.dice.pick(&["at-most: ", "at-most: ", "at-least: ", "at-least: {yields: true, rung: "]);
            let (rung, end) = (maker.dice.roll(3), if side.ends_with("rung: ") { "}" } else { "" });
            if maker.dice.one_in(8) {
                let _ = writeln!(text, "  - {side}r{rung}{end}");
            } else {
                let _ = writeln!(text, "  - {{if: {{{condition}}}, {side}r{rung}{end}}}");
            }
        }
        text += "questions:\n";
        for question in 0..count {
            let kind = maker.dice.pick(&["choice", "choice", "multiple", "number"]);
            let rising = if kind != "multiple" && maker.dice.one_in(4) { "    rising: true\n" } else { "" };
            let unit = if kind == "number" { "    unit: stuks\n" } else { "" };
            let _ = write!(text, "  q{question}:\n    ask: Q?\n    kind: {kind}\n{unit}{rising}    answers:\n");
            for answer in 0..maker.answers[question] {
                let mut more = maker.bounds();
                if maker.dice.one_in(3) {
                    let _ = write!(more, ", set: {{f{}: v{}}}", maker.dice.roll(2), maker.dice.roll(2));
                }
                if maker.dice.one_in(3) {
                    let _ = write!(more, ", add: {{s{}: {}}}", maker.dice.roll(2), maker.dice.roll(4) as i64 - 1);
                }
                match kind {
                    "multiple" if maker.dice.one_in(4) => more += ", alone: true",
                    "multiple" => {}
                    _ => {
                        if kind == "number" {
                            let last = answer + 1 == maker.answers[question];
                            if answer > 0 {
                                let _ = write!(more, ", from: {}", answer * 10);
                            }
                            if !last {
                                let _ = write!(more, ", below: {}", answer * 10 + 10);
                            }
                        }
                        if maker.dice.one_in(4) {
                            let _ = write!(more, ", {}", maker.way(question));
                        }
                    }
                }
                let _ = writeln!(text, "      a{answer}: {{label: L{answer}{more}}}");
            }
            if !maker.dice.one_in(20) {
                let _ = writeln!(text, "    {}", maker.way(question));
            }
        }
        let (high, low) = [("ceiling", "floor"), ("wish", "floor"), ("ceiling", "wish")][seed as usize % 3];
        let conflict = if maker.dice.one_in(6) { "" } else { ", conflict: geen" };
        let _ = write!(
            text,
            "outcomes:\n  hoog: {{title: H, verdict: participate, rung: {high}{conflict}}}\n  laag: {{title: L, verdict: participate, rung: {low}{conflict}}}\n  vast: {{title: V, verdict: participate, rung: r1}}\n  geen: {{title: G, verdict: not-yet}}\n"
        );
        (text, maker)
    }
}
