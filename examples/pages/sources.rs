//! `docs/bronnen.md`: what rests on which source, what is an estimate and what is ours. The page is made
//! from the files that ship, so it says what they say.

use beslisboom::model::catalogue::{Catalogue, Method};
use beslisboom::model::ladder::{Citation, Ladder, Source};
use beslisboom::model::tree::{Bound, ByName, Draft};
use beslisboom::source::builtin::Builtin;
use beslisboom::source::parse::Content;
use beslisboom::source::shipped;
use beslisboom::text::language::Language;
use beslisboom::text::prose::sentences;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The source that is no source: the maker of the file says so.
pub(crate) const OWN: &str = "eigen-voorstel";

/// What `at` says where a part of an item is ours.
pub(crate) const OURS: [&str; 5] = ["van ons", "eigen formulering", "eigen woorden", "voegen wij", "alleen de naam"];

/// What a text says where nobody looked it up.
const UNSEEN: [&str; 4] = ["nagezien", "niet gezien", "hele tekst", "vonden wij niet"];

/// What the name of an example says where its replies are not in its source.
const READ: [&str; 2] = ["onze lezing", "bedacht"];

/// What an item is: one and many.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ItemKind {
    Question,
    Answer,
    Bound,
    Outcome,
    Rung,
    Method,
    Advice,
}

impl ItemKind {
    const ALL: [ItemKind; 7] = [
        ItemKind::Question,
        ItemKind::Answer,
        ItemKind::Bound,
        ItemKind::Outcome,
        ItemKind::Rung,
        ItemKind::Method,
        ItemKind::Advice,
    ];

    fn words(self) -> (&'static str, &'static str) {
        match self {
            ItemKind::Question => ("vraag", "vragen"),
            ItemKind::Answer => ("antwoord", "antwoorden"),
            ItemKind::Bound => ("grens", "grenzen"),
            ItemKind::Outcome => ("uitkomst", "uitkomsten"),
            ItemKind::Rung => ("trede", "treden"),
            ItemKind::Method => ("werkvorm", "werkvormen"),
            ItemKind::Advice => ("aandachtspunt", "aandachtspunten"),
        }
    }
}

/// A part of a file that can rest on a source.
pub(crate) struct Item {
    kind: ItemKind,
    pub(crate) name: String,
    citation: Option<Citation>,
    /// The keys that it says are estimated.
    estimated: bool,
}

impl Item {
    pub(crate) fn at(&self) -> &str {
        self.citation.as_ref().and_then(|citation| citation.at.as_deref()).unwrap_or("")
    }

    pub(crate) fn is_own(&self) -> bool {
        self.citation.as_ref().is_some_and(|citation| citation.source.text == OWN)
    }

    /// What it says is ours, where only a part is.
    pub(crate) fn ours(&self) -> Option<&str> {
        if self.is_own() { None } else { remark(self.at(), &OURS) }
    }

    fn is_estimate(&self) -> bool {
        self.estimated || self.at().contains("schatting")
    }
}

/// The part of `at` with one of these words: what stands between brackets, else the whole.
pub(crate) fn remark<'t>(at: &'t str, words: &[&str]) -> Option<&'t str> {
    let has = |piece: &&str| words.iter().any(|word| piece.contains(word));
    at.split(['(', ')']).skip(1).step_by(2).find(has).or(Some(at).filter(has))
}

/// A file that ships, as far as this page tells of it.
pub(crate) struct File {
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    title: String,
    summary: Option<String>,
    pub(crate) sources: Vec<Source>,
    pub(crate) items: Vec<Item>,
    /// The names of its examples.
    examples: Vec<String>,
    /// Sentences that say that nobody looked it up.
    unseen: Vec<String>,
    /// Of every key of its methods: how many have it, and how many estimate it.
    keys: Vec<(String, usize, usize)>,
}

fn bound(where_: &str, side: &str, bound: Option<&Bound<ByName>>) -> Option<Item> {
    let bound = bound?;
    let name = format!("{side} {} {where_}", bound.rung.text);
    Some(Item { kind: ItemKind::Bound, name, citation: bound.source.clone(), estimated: false })
}

fn of_tree(draft: &Draft) -> Vec<Item> {
    let item = |kind, name: &str, citation: &Option<Citation>| Item {
        kind,
        name: format!("`{name}`"),
        citation: citation.clone(),
        estimated: false,
    };
    let mut items = Vec::new();
    for question in &draft.questions {
        items.push(item(ItemKind::Question, &question.id.text, &question.source));
        for answer in &question.answers {
            let name = format!("{}: {}", question.id.text, answer.id.text);
            // Most answers stand under the source of their question.
            items.extend(answer.source.is_some().then(|| item(ItemKind::Answer, &name, &answer.source)));
            let here = format!("bij `{name}`");
            items.extend(bound(&here, "hoogstens", answer.at_most.as_ref()));
            items.extend(bound(&here, "minstens", answer.at_least.as_ref()));
        }
    }
    for (number, it) in draft.bounds.iter().enumerate() {
        let here = format!("in de {}e regel van `bounds`", number + 1);
        items.extend(bound(&here, "hoogstens", it.at_most.as_ref()));
        items.extend(bound(&here, "minstens", it.at_least.as_ref()));
    }
    items.extend(draft.outcomes.iter().map(|it| item(ItemKind::Outcome, &it.id.text, &it.source)));
    items
}

fn of_ladder(ladder: &Ladder) -> Vec<Item> {
    let item = |rung: &beslisboom::model::ladder::Rung| Item {
        kind: ItemKind::Rung,
        name: format!("`{}`", rung.id.text),
        citation: rung.source.clone(),
        estimated: false,
    };
    ladder.rungs.iter().map(item).collect()
}

fn of_catalogue(catalogue: &Catalogue<ByName>) -> Vec<Item> {
    let methods = catalogue.methods.iter().map(|it| Item {
        kind: ItemKind::Method,
        name: format!("`{}`", it.id.text),
        citation: it.source.clone(),
        estimated: !it.estimated.is_empty(),
    });
    let advice = catalogue.advice.iter().map(|it| Item {
        kind: ItemKind::Advice,
        name: format!("`{}`", it.id.text),
        citation: it.source.clone(),
        estimated: false,
    });
    methods.chain(advice).collect()
}

fn keys(methods: &[Method<ByName>]) -> Vec<(String, usize, usize)> {
    type Has = fn(&Method<ByName>) -> bool;
    let keys: [(&str, &str, Has); 9] = [
        ("levels", "niveau", |it| !it.levels.is_empty()),
        ("group", "aantal mensen", |it| it.group.is_some()),
        ("weeks", "weken", |it| it.weeks.is_some()),
        ("cost", "kosten", |it| it.cost.is_some()),
        ("channel", "online of niet", |it| it.channel.is_some()),
        ("suits", "past bij", |it| !it.suits.is_empty()),
        ("needs", "heeft nodig", |it| !it.needs.is_empty()),
        ("avoid", "past niet bij", |it| !it.avoid.is_empty()),
        ("not-when", "wanneer niet", |it| it.not_when.is_some()),
    ];
    let count = |(key, dutch, has): (&str, &str, Has)| {
        let filled: Vec<_> = methods.iter().filter(|it| has(it)).collect();
        let estimated = filled.iter().filter(|it| it.estimated.iter().any(|word| word.text == key)).count();
        (format!("{dutch} (`{key}`)"), filled.len(), estimated)
    };
    keys.into_iter().map(count).filter(|(_, filled, _)| *filled > 0).collect()
}

fn file(folder: &'static str, name: &str) -> File {
    let reading = Builtin(folder).read(name, Language::Dutch).expect("it ships");
    let own = reading.texts.iter().filter(|text| text.place.file == 0 && !text.is_quoted());
    let mut unseen: Vec<String> = Vec::new();
    for (path, sentence) in own.flat_map(|text| sentences(&text.text).into_iter().map(|it| (&text.path, it))) {
        if UNSEEN.iter().any(|word| sentence.contains(word)) {
            unseen.push(format!("`{path}`: {}", sentence.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }
    let (kind, title, summary, sources, items, examples, keys) = match reading.content.expect("it can be read") {
        Content::Tree(draft) => {
            let mut items = of_tree(&draft);
            // Its own methods and advice; those of the catalogues it names stand on their own.
            items.extend(of_catalogue(&draft.catalogues[0]));
            let examples = draft.examples.iter().map(|it| it.name.clone()).collect();
            (
                "boom",
                draft.texts.title.clone(),
                draft.texts.summary.clone(),
                draft.sources,
                items,
                examples,
                keys(&draft.catalogues[0].methods),
            )
        }
        Content::Ladder(ladder) => {
            let items = of_ladder(&ladder);
            ("ladder", ladder.title, None, ladder.sources, items, Vec::new(), Vec::new())
        }
        Content::Catalogue(catalogue) => {
            let (items, keys) = (of_catalogue(&catalogue), keys(&catalogue.methods));
            ("catalogus", String::new(), None, catalogue.sources, items, Vec::new(), keys)
        }
        _ => panic!("{name} is no tree, ladder or catalogue"),
    };
    File { kind, name: name.to_owned(), title, summary, sources, items, examples, unseen, keys }
}

pub(crate) fn files() -> Vec<File> {
    let trees = shipped::names("").map(|name| file("", name));
    let ladders = shipped::names("ladders").map(|name| file("ladders", name));
    trees.chain(ladders).chain(shipped::names("catalogues").map(|name| file("catalogues", name))).collect()
}

/// `3 vragen, 1 grens`.
fn counted<'i>(items: impl Iterator<Item = &'i Item>) -> String {
    let mut counts: BTreeMap<ItemKind, usize> = BTreeMap::new();
    items.for_each(|item| *counts.entry(item.kind).or_default() += 1);
    let say = |(kind, count): (ItemKind, usize)| {
        let (one, many) = kind.words();
        format!("{count} {}", if count == 1 { one } else { many })
    };
    counts.into_iter().map(say).collect::<Vec<_>>().join(", ")
}

/// A text in a cell of a table, as it stands.
fn cell(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace(['[', ']', '*', '_', '<'], "")
}

/// One work, whatever the files call it: known by its address, else by its title and its maker.
struct Work<'f> {
    source: &'f Source,
    /// What rests on it, by file.
    rests: Vec<(&'f File, Vec<&'f Item>)>,
}

fn works(files: &[File]) -> Vec<Work<'_>> {
    let key = |source: &Source| {
        let url = source.url.as_ref().map(|url| url.text.clone());
        url.unwrap_or_else(|| format!("{} / {}", source.title, source.by.clone().unwrap_or_default()))
    };
    let mut works: BTreeMap<String, Work<'_>> = BTreeMap::new();
    for file in files {
        for source in file.sources.iter().filter(|source| source.id.text != OWN) {
            let work = works.entry(key(source)).or_insert(Work { source, rests: Vec::new() });
            // Where files call it differently, the longest title says most.
            if source.title.len() > work.source.title.len() {
                work.source = source;
            }
            let cites =
                |item: &&Item| item.citation.as_ref().is_some_and(|citation| citation.source.text == source.id.text);
            work.rests.push((file, file.items.iter().filter(cites).collect()));
        }
    }
    let mut works: Vec<Work<'_>> = works.into_values().collect();
    works.sort_by_key(|work| work.source.title.to_lowercase());
    works
}

/// Items by what they say, in the order of the file.
fn grouped<'i>(items: impl Iterator<Item = (&'i str, &'i Item)>) -> Vec<(&'i str, Vec<&'i Item>)> {
    let mut groups: Vec<(&str, Vec<&Item>)> = Vec::new();
    for (word, item) in items {
        match groups.iter_mut().find(|(other, _)| *other == word) {
            Some((_, group)) => group.push(item),
            None => groups.push((word, vec![item])),
        }
    }
    groups
}

fn names(items: &[&Item]) -> String {
    items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// A list under a bold word: what kind of items, and which.
fn listed(page: &mut String, head: &str, items: &[&Item]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(page, "**{head}**\n");
    for kind in ItemKind::ALL {
        let some: Vec<&Item> = items.iter().copied().filter(|item| item.kind == kind).collect();
        if !some.is_empty() {
            let _ = writeln!(page, "- {}: {}", counted(some.iter().copied()), names(&some));
        }
    }
    page.push('\n');
}

fn section(page: &mut String, file: &File) {
    let _ = writeln!(page, "### {} `{}`\n", capital(file.kind), file.name);
    if let Some(summary) = &file.summary {
        let lines: Vec<&str> = summary.trim().lines().map(str::trim).collect();
        let _ = writeln!(page, "{} Het bestand zegt zelf:\n\n> {}\n", full_stop(&file.title), lines.join("\n> "));
    } else if !file.title.is_empty() {
        let _ = writeln!(page, "{}\n", full_stop(&file.title));
    }
    let own: Vec<&Item> = file.items.iter().filter(|item| item.is_own()).collect();
    listed(page, "Eigen voorstel, zonder bron", &own);
    let ours = grouped(file.items.iter().filter_map(|item| Some((item.ours()?, item))));
    if !ours.is_empty() {
        page.push_str("**Deels van ons**\n\n");
        for (what, items) in ours {
            let _ = writeln!(page, "- {what}: {}", names(&items));
        }
        page.push('\n');
    }
    let estimates: Vec<&Item> =
        file.items.iter().filter(|item| item.is_estimate() && item.kind != ItemKind::Method).collect();
    listed(page, "Schatting", &estimates);
    if !file.keys.is_empty() {
        page.push_str("**Schattingen per gegeven**\n\n| gegeven | ingevuld bij | schatting | geen schatting |\n|---|---|---|---|\n");
        for (key, filled, estimated) in &file.keys {
            let _ = writeln!(page, "| {key} | {filled} | {estimated} | {} |", filled - estimated);
        }
        page.push('\n');
    }
    let without: Vec<&Item> = file.items.iter().filter(|item| item.citation.is_none()).collect();
    listed(page, "Zonder vermelding van een bron", &without);
    if !file.unseen.is_empty() {
        page.push_str("**Wat het bestand zegt dat niet gezien of gevonden is**\n\n");
        for sentence in &file.unseen {
            let _ = writeln!(page, "- {sentence}");
        }
        page.push('\n');
    }
    if !file.examples.is_empty() {
        let read =
            file.examples.iter().filter(|name| READ.iter().any(|word| name.to_lowercase().contains(word))).count();
        let _ = write!(page, "**Voorbeelden:** {}.", file.examples.len());
        if read > 0 {
            let _ = write!(page, " Bij {read} daarvan zegt de naam dat de antwoorden onze lezing zijn, of bedacht.");
        }
        page.push_str("\n\n");
    }
}

fn capital(text: &str) -> String {
    text.chars().take(1).flat_map(char::to_uppercase).chain(text.chars().skip(1)).collect()
}

fn full_stop(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

/// The whole page.
pub(crate) fn page() -> String {
    let files = files();
    let works = works(&files);
    let items = || files.iter().flat_map(|file| &file.items);
    let plain = |item: &&Item| item.citation.is_some() && !item.is_own() && item.ours().is_none();
    let (total, own, ours) =
        (items().count(), items().filter(|it| it.is_own()).count(), items().filter(|it| it.ours().is_some()).count());
    let (sourced, none) = (items().filter(plain).count(), items().filter(|it| it.citation.is_none()).count());
    let unfound = works.iter().filter(|work| work.source.url.is_none()).count();
    let mut page = format!(
        "# Bronnen

Deze pagina zegt waar de bomen, ladders en catalogi op rusten. Je leest wat uit een bron komt, wat van ons is en wat een
schatting is. De pagina is gemaakt uit de bestanden in `trees/`. Een test vergelijkt haar met die bestanden. Ze loopt dus
niet achter. Verander haar niet met de hand: `UPDATE_DOCS=1 cargo test --test sources` schrijft haar opnieuw.

## Zo lees je deze pagina

- **Uit een bron** betekent: het onderdeel noemt een bron, en meldt niet dat er iets van ons bij zit. De zinnen zijn wel
  van ons. Wij namen feiten over, en geen teksten.
- **Deels van ons** betekent: het onderdeel noemt een bron, en zegt erbij welk deel wij toevoegden.
- **Eigen voorstel** betekent: dit staat in geen bron. Wij stellen het voor.
- **Schatting** betekent: het bestand zegt dat wij dit gegeven hebben geschat.
- Een antwoord zonder eigen bron telt hier niet mee. Kijk dan naar de bron van de vraag.

**Wat hier niet staat.** De bestanden zeggen niet per bron of iemand de hele tekst las. Deze pagina kan dat dus ook niet
zeggen. Een adres is een plek om het zelf na te zien. Zegt een bestand dat iets niet gezien is? Dan staat dat hieronder bij
dat bestand. Wat alleen in het commentaar van een bestand staat, ontbreekt hier. Dat geldt ook voor sleutels die met `x-`
beginnen, zoals een tweede bron bij een werkvorm.

## In het kort

De {} bestanden hebben samen {total} onderdelen die op een bron kunnen rusten. Daarvan komen er {sourced} uit een bron. Er zijn
er {ours} deels van ons, {own} zijn een eigen voorstel en {none} noemen geen bron.

| bestand | uit een bron | deels van ons | eigen voorstel | geen bron | schatting |
|---|---|---|---|---|---|
",
        files.len()
    );
    for file in &files {
        let count = |test: &dyn Fn(&&Item) -> bool| match file.items.iter().filter(test).count() {
            0 => "–".to_owned(),
            count => count.to_string(),
        };
        let _ = writeln!(
            page,
            "| [{} `{}`](#{}-{}) | {} | {} | {} | {} | {} |",
            file.kind,
            file.name,
            file.kind,
            file.name,
            count(&plain),
            count(&|it| it.ours().is_some()),
            count(&|it| it.is_own()),
            count(&|it| it.citation.is_none()),
            count(&|it| it.is_estimate())
        );
    }
    let _ = writeln!(
        page,
        "
## De bronnen

De bestanden noemen {} bronnen. Van {unfound} daarvan staat er geen adres in: zoek die op titel.

| bron | waar | wat erop rust |
|---|---|---|",
        works.len()
    );
    for work in &works {
        let Source { title, by, year, url, .. } = work.source;
        let made: Vec<String> = by.iter().map(|by| cell(by)).chain(year.iter().map(i64::to_string)).collect();
        let place = url.as_ref().map_or("geen adres".to_owned(), |url| {
            let host = url.text.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or(&url.text);
            format!("[{}]({})", host.trim_start_matches("www."), url.text)
        });
        let rests: Vec<String> = work
            .rests
            .iter()
            .filter(|(_, items)| !items.is_empty())
            .map(|(file, items)| format!("{} `{}`: {}", file.kind, file.name, counted(items.iter().copied())))
            .collect();
        let rests = if rests.is_empty() { "niets: alleen genoemd".to_owned() } else { rests.join("; ") };
        let _ = writeln!(page, "| {} ({}) | {place} | {rests} |", cell(title), made.join(", "));
    }
    page += "\n## Per bestand\n\n";
    files.iter().for_each(|file| section(&mut page, file));
    page.trim_end().to_owned() + "\n"
}
