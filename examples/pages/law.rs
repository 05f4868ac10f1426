//! `docs/recht.md`: every duty that the shipped files name, with its article. The page is made from them.

use beslisboom::model::catalogue::{Advice, AdviceKind, AdviceMoment, AdviceReader};
use beslisboom::model::ladder::Source;
use beslisboom::model::tree::ByName;
use beslisboom::model::valid::Valid;
use beslisboom::source::builtin::Builtin;
use beslisboom::source::parse::Content;
use beslisboom::source::shipped;
use beslisboom::text::language::Language;
use std::fmt::Write as _;

/// A duty, and the source it cites.
pub(crate) struct Duty {
    pub(crate) advice: Advice<ByName>,
    pub(crate) source: Source,
    pub(crate) at: String,
}

/// The duties of one file.
pub(crate) struct File {
    kind: &'static str,
    name: String,
    pub(crate) duties: Vec<Duty>,
}

fn duties(advice: Vec<Advice<ByName>>, sources: &[Source]) -> Vec<Duty> {
    let with_source = |advice: Advice<ByName>| {
        let cited = advice.source.clone().unwrap_or_else(|| panic!("{} cites nothing", advice.id.text));
        let source = sources
            .iter()
            .find(|source| source.id.text == cited.source.text)
            .expect("its source is in the file")
            .clone();
        Duty { at: cited.at.unwrap_or_default(), source, advice }
    };
    advice.into_iter().filter(|advice| advice.kind == AdviceKind::Duty).map(with_source).collect()
}

pub(crate) fn files() -> Vec<File> {
    let trees = shipped::names("").map(|name| ("", name));
    let catalogues = shipped::names("catalogues").map(|name| ("catalogues", name));
    let file = |(folder, name): (&'static str, &str)| {
        let reading = Builtin(folder).read(name, Language::Dutch).expect("it ships");
        let (kind, duties) = match reading.content.expect("it can be read") {
            Content::Tree(mut draft) => ("boom", duties(draft.catalogues.swap_remove(0).advice, &draft.sources)),
            Content::Catalogue(catalogue) => ("catalogus", duties(catalogue.advice, &catalogue.sources)),
            _ => panic!("{name} is no tree or catalogue"),
        };
        File { kind, name: name.to_owned(), duties }
    };
    trees.chain(catalogues).map(file).filter(|file| !file.duties.is_empty()).collect()
}

fn reader(reader: AdviceReader) -> &'static str {
    match reader {
        AdviceReader::Projectleider => "projectleider",
        AdviceReader::Ambtelijk => "ambtelijk",
        AdviceReader::College => "college",
        AdviceReader::Raad => "raad",
        AdviceReader::Inwoners => "inwoners",
    }
}

fn moment(moment: Option<AdviceMoment>) -> &'static str {
    match moment {
        Some(AdviceMoment::Before) => "vooraf",
        Some(AdviceMoment::During) => "tijdens",
        Some(AdviceMoment::After) => "achteraf",
        None => "",
    }
}

/// On which days it holds, where it does not hold on all.
fn days(valid: &Valid) -> String {
    let from = valid.from.as_ref().map(|day| format!("vanaf {}", day.text));
    let until = valid.until.as_ref().map(|day| format!("tot en met {}", day.text));
    let said: Vec<String> = from.into_iter().chain(until).collect();
    if said.is_empty() { String::new() } else { format!("*Geldt {}.* ", said.join(" ")) }
}

pub(crate) fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for File { kind, name, duties } in &files() {
        let _ = writeln!(page, "\n## {kind} `{name}`\n\n| plicht | wie moet wat, en wanneer | voor | moment | bron |");
        page += "|---|---|---|---|---|\n";
        for Duty { advice, source, at } in duties {
            let text = advice.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let readers: Vec<&str> = advice.readers.iter().copied().map(reader).collect();
            let title = match &source.url {
                Some(url) => format!("[{}]({})", source.title, url.text),
                None => source.title.clone(),
            };
            let (id, readers, moment) = (&advice.id.text, readers.join(", "), moment(advice.moment));
            let days = days(&advice.valid);
            let _ = writeln!(page, "| `{id}` | {days}{text} | {readers} | {moment} | {title}: {at} |");
        }
    }
    page
}

const INTRODUCTION: &str = "# Wat de wet vraagt

Deze pagina noemt elke plicht uit de bomen en de catalogi, met het artikel. Ze is gemaakt uit de bestanden in `trees/`, en
een test vergelijkt haar daarmee. Verander haar niet met de hand: `UPDATE_DOCS=1 cargo test --test law` schrijft haar opnieuw.

Een plicht is iets anders dan een advies. Van een advies mag je afwijken, als je zegt waarom. Van een plicht mag dat niet.
Dit is geen juridisch advies. Vraag bij twijfel de jurist van je gemeente.

## Wat verandert op een dag

| dag | wat | waar het staat |
|---|---|---|
| 1 januari 2025 | De raad moet een participatieverordening vaststellen, met het uitdaagrecht erin. | artikel 150 Gemeentewet |
| 1 januari 2027 | Een verordening van voor 1 januari 2025 geldt niet meer. | artikel V Wet versterking participatie op decentraal niveau |
| 1 januari 2027 | De gemeente moet een omgevingsvisie hebben. | Staatsblad 2023, 267 (via Schulinck) |
| 1 januari 2032 | Het tijdelijke deel van het omgevingsplan vervalt. | via VNG en Schulinck |

De teksten in de bomen kloppen voor en na deze dagen: wat op een dag verandert, heeft `valid` (zie `docs/format.md`).

## Wat je aan je jurist vraagt

- Is het warmteprogramma of het volkshuisvestingsprogramma al een verplicht programma? Dan moet het ontwerp ter inzage. De
  wetten daarover waren in onze tekst van de Omgevingswet (18 februari 2026) nog niet verwerkt.
- Hoe oordelen rechters over te weinig participatie bij een vergunning? In 2025 liet de ene rechtbank het besluit staan, en
  liet de andere het gebrek eerst herstellen.
- Geldt de gelijke kans uit het Didam-arrest ook bij huur, gebruik of erfpacht? Lagere rechters zeggen van wel.
- Gelden de regels van markt en overheid nog, en wat besloot jullie raad daarover?
";
