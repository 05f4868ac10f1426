//! Ladders and sources as written.

use super::fields::{self, Fields};
use super::valid::valid;
use super::yaml::YamlNode;
use crate::bilingual;
use crate::model::condition::Word;
use crate::model::finding::{Finding, Place};
use crate::model::ladder::{Citation, Ladder, Level, Rung, Source};
use crate::source::keys::Part;

/// Reads a ladder file's content.
pub(crate) fn read(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Ladder> {
    let mut fields = Fields::of(node, node.place, Part::Ladder, findings)?;
    super::header::format_line(&mut fields, findings);
    let ladder = Ladder {
        id: super::header::own_id(&mut fields, findings),
        title: fields.required_text("title", findings),
        language: fields.required_text("language", findings),
        sources: sources(&mut fields, findings),
        rungs: rungs(&mut fields, findings).into(),
    };
    fields.finish(findings);
    Some(ladder)
}

fn rungs(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Rung> {
    let Some(node) = fields.take("rungs", findings) else { return Vec::new() };
    let mut rungs: Vec<Rung> = Vec::new();
    for (id, node) in fields::ids(node, findings) {
        fields::well_formed(&id, Part::Rung.reserved(), findings);
        let Some(mut fields) = Fields::of(node, id.place, Part::Rung, findings) else { continue };
        let level = fields.one_of::<Level>("level", findings);
        let highest = rungs.iter().filter_map(|rung| rung.level).max();
        if let (Some(level), Some(highest)) = (level, highest)
            && level < highest
        {
            let message = bilingual!(
                "het niveau gaat hier omlaag: `{below}` na `{above}`",
                "the level goes down here: `{below}` after `{above}`",
                below = level.word(),
                above = highest.word()
            );
            findings.push(
                Finding::new("wrong-kind", fields.key_place("level"), message)
                    .hint(bilingual!("treden lopen van weinig naar veel invloed", "rungs go from little say to much")),
            );
        }
        rungs.push(Rung {
            was: fields.words("was", findings),
            texts: fields.texts(findings),
            level,
            participation: fields.flag("participation", findings),
            source: citation(&mut fields, findings),
            id,
        });
        fields.finish(findings);
    }
    if rungs.is_empty() {
        let message = bilingual!("een ladder heeft minstens één trede", "a ladder has at least one rung");
        findings.push(Finding::new("missing-key", node.place, message));
    }
    rungs
}

/// Reads `sources:`.
pub(crate) fn sources(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Vec<Source> {
    let mut sources = Vec::new();
    for (id, node) in fields.ids("sources", findings) {
        let Some(mut fields) = Fields::of(node, id.place, Part::Source, findings) else { continue };
        sources.push(Source {
            title: fields.required_text("title", findings),
            by: fields.text("by", findings),
            year: fields.whole("year", findings),
            url: fields.word("url", findings),
            valid: valid(&mut fields, findings),
            id,
        });
        fields.finish(findings);
    }
    sources
}

/// Reads `source: {ref, at}`.
pub(crate) fn citation(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Option<Citation> {
    let node = fields.take("source", findings)?;
    let mut fields = Fields::of(node, node.place, Part::Citation, findings)?;
    let source = fields.word("ref", findings);
    let at = fields.text("at", findings);
    fields.finish(findings);
    Some(Citation { source: source?, at })
}

/// Reports citations of a source that is not declared.
pub(crate) fn known_sources<'a>(
    citations: impl IntoIterator<Item = &'a Citation>,
    sources: &[Source],
    findings: &mut Vec<Finding>,
) {
    for Citation { source: Word { text, place }, .. } in citations {
        if !sources.iter().any(|source| source.id.text == *text) {
            let known = || sources.iter().map(|source| source.id.text.as_str());
            findings.push(unknown("unknown-source", *place, text, &bilingual!("bron", "source"), known()));
        }
    }
}

/// A finding on a name that nothing has, with what is near or what there is.
pub(crate) fn unknown<'a>(
    rule: &'static str,
    place: Place,
    name: &str,
    what: &crate::text::language::Bilingual,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Finding {
    let message = bilingual!(
        "er is geen {what_nl} `{name}`",
        "there is no {what_en} `{name}`",
        what_nl = &what.dutch,
        what_en = &what.english
    );
    let list = known.clone().take(12).collect::<Vec<_>>().join(", ");
    let hint = crate::model::finding::did_you_mean(name, known)
        .or_else(|| (!list.is_empty()).then(|| bilingual!("er is wel: {list}", "there is: {list}", list = &list)));
    Finding::new(rule, place, message).maybe_hint(hint)
}
