//! The whole tree as a readable booklet in Markdown, with its sources.

use crate::model::ids::Id;
use crate::model::ladder::Citation;
use crate::model::tree::{Bound, ById, OutcomeRung, Question, Resolved, Target, Way};
use crate::output::words::Wording;
use crate::text::language::Language;
use crate::text::markdown::{cell, heading, inside as safe, start};
use crate::text::sanitize::is_unsafe;
use std::fmt::Write as _;

/// Writes a tree as a booklet.
pub fn booklet(tree: &Resolved, language: Language) -> String {
    let words = Wording::of(tree, language);
    let say = |dutch: &'static str, english: &'static str| language.pick(dutch, english);
    let mut out = format!("# {}\n\n", heading(&tree.title));
    text(tree.summary.as_deref(), &mut out);
    let _ = writeln!(
        out,
        "{} {}, {} `{}`.\n",
        say("Versie", "Version"),
        safe(&tree.version),
        say("boom", "tree"),
        tree.id.text
    );
    let _ = writeln!(out, "## {}\n", say("Vragen", "Questions"));
    for question in &tree.questions {
        asked(words, question, &mut out);
    }
    if !tree.bounds.is_empty() {
        let _ = writeln!(
            out,
            "## {}\n",
            say("Grenzen die van meer antwoorden afhangen", "Bounds that hang on more replies")
        );
        for bound in &tree.bounds {
            let mut said = words.sides(bound.at_most.as_ref(), bound.at_least.as_ref()).join(", ");
            if let Some(condition) = &bound.condition {
                let _ = write!(said, ", {} {}", say("als", "if"), words.condition(condition));
            }
            let reasons = [&bound.at_most, &bound.at_least].into_iter().flatten().map(|it| reason(words, it));
            let _ = writeln!(out, "- {}", start(&format!("{said}.{}", reasons.collect::<String>())));
        }
        out.push('\n');
    }
    let _ = writeln!(out, "## {}\n", say("Uitkomsten", "Outcomes"));
    for (id, outcome) in tree.outcomes.iter_enumerated() {
        let _ = writeln!(out, "### {}\n", heading(&outcome.title));
        if let Some(own) = words.own_heading(id) {
            let _ = writeln!(out, "{}: {}.\n", say("Boven het advies", "Above the advice"), safe(own));
        }
        text(outcome.text.as_deref(), &mut out);
        let rung = match outcome.rung {
            OutcomeRung::None => None,
            OutcomeRung::Fixed(rung) => Some(words.rung(rung)),
            OutcomeRung::Ceiling => Some(say("de hoogste die mag", "the highest allowed")),
            OutcomeRung::Floor => Some(say("de laagste die mag", "the lowest allowed")),
            OutcomeRung::Wish => {
                Some(say("wat de situatie vraagt, voor zover het mag", "what the situation asks, as far as allowed"))
            }
        };
        if let Some(rung) = rung {
            let _ = writeln!(out, "{}: {}.\n", say("Trede", "Rung"), safe(rung));
        }
        if let Some(conflict) = outcome.conflict {
            let to = safe(&tree.outcomes[conflict].title);
            let _ = writeln!(out, "{}: {to}.\n", say("Botsen de grenzen, dan", "Where the bounds clash"));
        }
        cited(words, outcome.source.as_ref(), &mut out);
    }
    ladder(tree, language, &mut out);
    sources(tree, language, &mut out);
    out
}

fn asked(words: Wording<'_>, question: &Question<ById>, out: &mut String) {
    let say = |dutch: &'static str, english: &'static str| words.language.pick(dutch, english);
    let _ = writeln!(out, "### {}\n", heading(&question.ask));
    text(question.help.as_deref(), out);
    let _ = writeln!(
        out,
        "| {} | {} | {} |\n| --- | --- | --- |",
        say("Antwoord", "Answer"),
        say("Geeft", "Gives"),
        say("Daarna", "Then")
    );
    for answer in &question.answers {
        let mut gives = words.gives(answer).join("; ");
        if !gives.is_empty() {
            gives.push('.');
        }
        let reasons = [&answer.at_most, &answer.at_least].into_iter().flatten().map(|it| reason(words, it));
        let own = answer.way.as_ref().filter(|_| !question.is_multiple()).or(question.way.as_ref());
        let then = own.map(|way| ways(words, way)).unwrap_or_default();
        let gives = format!("{}{}", gives, reasons.collect::<String>());
        let _ = writeln!(out, "| {} | {} | {} |", cell(&answer.label), cell(&gives), cell(&then));
    }
    out.push('\n');
    if let Some(unknown) = &question.unknown {
        let _ = writeln!(out, "{}: {}\n", say("Weet je het niet", "If you do not know"), safe(unknown));
    }
    cited(words, question.source.as_ref(), out);
}

fn ways(words: Wording<'_>, way: &Way<ById>) -> String {
    let route = |route: &crate::model::tree::Route<ById>| {
        let to = match route.target {
            Target::Question(question) => &words.tree.questions[question].ask,
            Target::Outcome(outcome) => &words.tree.outcomes[outcome].title,
        };
        let when = route.condition.as_ref().map(|it| words.condition(it));
        match when {
            Some(when) => format!("{} {when}: {to}", words.say("als", "if")),
            None => to.clone(),
        }
    };
    way.routes.iter().map(route).collect::<Vec<_>>().join(words.say("; anders ", "; otherwise "))
}

/// Why a bound holds, and what would lift it.
fn reason(words: Wording<'_>, bound: &Bound<ById>) -> String {
    let mut said = bound.because.as_ref().map(|text| format!(" {text}")).unwrap_or_default();
    if let Some(arrange) = &bound.arrange {
        let _ = write!(said, " {}: {}", words.say("Zo kan het hoger", "To go higher"), arrange);
    }
    if let Some(source) = &bound.source {
        let _ = write!(said, " ({})", citation(words.tree, source));
    }
    said
}

fn ladder(tree: &Resolved, language: Language, out: &mut String) {
    let Some(ladder) = &tree.ladder else { return };
    let _ = writeln!(out, "## {}\n", heading(&ladder.title));
    for (number, rung) in ladder.rungs.iter_enumerated() {
        let _ = write!(out, "{}. **{}**", number.index() + 1, safe(&rung.title));
        for (name, text) in [
            (language.pick("inwoners", "residents"), &rung.resident),
            (language.pick("gemeente", "municipality"), &rung.government),
            (language.pick("belofte", "promise"), &rung.promise),
        ] {
            if let Some(text) = text {
                let _ = write!(out, "; {name}: {}", safe(text));
            }
        }
        out.push('\n');
    }
    out.push('\n');
}

fn sources(tree: &Resolved, language: Language, out: &mut String) {
    let of_ladder = tree.ladder.iter().flat_map(|ladder| &ladder.sources);
    let sources: Vec<_> = tree.sources.iter().chain(of_ladder).collect();
    if sources.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {}\n", language.pick("Bronnen", "Sources"));
    for (number, source) in sources.iter().enumerate() {
        if sources[..number].iter().any(|other| other.id.text == source.id.text) {
            continue;
        }
        let by = source.by.as_ref().map(|by| format!(", {}", safe(by))).unwrap_or_default();
        let year = source.year.map(|year| format!(" ({year})")).unwrap_or_default();
        let url = source.url.as_ref().map(|url| format!(" {}", address(&url.text))).unwrap_or_default();
        let _ = writeln!(out, "- {}{by}{year}.{url}", start(&source.title));
    }
}

fn cited(words: Wording<'_>, source: Option<&Citation>, out: &mut String) {
    if let Some(source) = source {
        let _ = writeln!(out, "{}: {}.\n", words.say("Bron", "Source"), safe(&citation(words.tree, source)));
    }
}

fn citation(tree: &Resolved, citation: &Citation) -> String {
    let title = tree.source(citation).map_or(citation.source.text.as_str(), |source| source.title.as_str());
    let at = citation.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
    format!("{title}{at}")
}

/// A text of the tree: paragraphs and `-` lists stay, each line harmless.
fn text(text: Option<&str>, out: &mut String) {
    let Some(text) = text else { return };
    let mut listing = false;
    for line in text.lines().map(str::trim) {
        let point = line.strip_prefix("- ");
        if point.is_some() && !listing && !out.ends_with("\n\n") {
            out.push('\n');
        }
        listing = point.is_some();
        let _ = match point {
            Some(point) => writeln!(out, "- {}", start(point)),
            None => writeln!(out, "{}", start(line)),
        };
    }
    out.push('\n');
}

/// The address of a work is meant to be followed; anything that is no plain address is text.
fn address(url: &str) -> String {
    let plain = url.starts_with("https://") || url.starts_with("http://");
    let clean = url.chars().all(|it| !it.is_whitespace() && !is_unsafe(it) && !matches!(it, '<' | '>' | '\\'));
    if plain && clean { format!("<{url}>") } else { safe(url) }
}
