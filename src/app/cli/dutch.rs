//! The command line in Dutch. Clap knows no languages: texts are replaced here, one by one.

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The headings around everything; clap's own stay English otherwise.
const TEMPLATE: &str = "{about}\n\nGebruik: {usage}\n\n{all-args}{after-help}";

/// Texts by command (empty for the program itself).
fn about(command: &str) -> &'static str {
    match command {
        "" => "Of je mensen betrekt, hoe ver en hoe: een beslisboom die vraagt en adviseert",
        "walk" => "Stelt de vragen van een boom en geeft het advies",
        "batch" => "Deelt een lijst projecten in: dezelfde rijen, elk met trede en werkvormen",
        "template" => "Maakt een lege lijst om in te vullen",
        "plan" => "Vraagt wat het plan van een project nodig heeft, en bewaart het in het projectbestand",
        "report" => "Vraagt wat er gedaan is en wat ervan kwam, voor het verslag",
        "evaluate" => "Beoordeelt een project dat klaar is: criteria, indicatoren en lessen",
        "document" => {
            "Schrijft een document over een project: advies, plan, brieven, verslag, evaluatie of de vragen op papier"
        }
        "projects" => "Noemt de projecten in een map: trede, stand, en wat er moet gebeuren",
        "monitor" => {
            "Toont wat alle projecten in een map samen laten zien: treden, mensen, wat te laat is, wat afwijkt"
        }
        "cases" => "Toont wat anderen deden en leerden: eigen projecten en gepubliceerde gevallen",
        "new" => "Maakt een eigen boom om mee te beginnen: steps, points, matrix of checklist",
        "list" => "Noemt de bomen, ladders en werkvormen die er zijn",
        "show" => "Toont een boom, ladder, werkvorm of aandachtspunt; twee ladders naast elkaar",
        "check" => "Zegt wat er mis is met een boom, ladder of catalogus",
        "why" => "Legt een uitkomst uit: wat de doorslag geeft, en wat er minstens voor een andere moet veranderen",
        "diff" => "Zegt wat er voor wie verandert tussen twee versies van een boom",
        "stats" => "Telt wat een boom kan opleveren: routes, vragen, delen per uitkomst",
        "rules" => "Noemt de regels van check, of legt er een uit",
        "examples" => "Stelt de voorbeelden voor die een boom nog mist",
        "export" => "Schrijft een boom als diagram, boekje, JSON of SQL, of zijn teksten voor een vertaler",
        "import" => "Zet wat een vertaler teruggeeft in het vertaalbestand naast een boom",
        "schema" => "Geeft het JSON Schema van een soort bestand, voor editors",
        "lsp" => "Helpt een editor met bomen terwijl je ze schrijft: bevindingen, aanvullen, hernoemen",
        "serve" => "Toont de vragen als pagina's in een browser, op deze computer",
        "completions" => "Geeft wat een shell nodig heeft om opdrachten en opties aan te vullen",
        "man" => "Geeft een bladzijde van de handleiding, voor `man`",
        "help" => "Legt het programma of één opdracht uit",
        _ => "",
    }
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn after_help(command: &str) -> &'static str {
    match command {
        "" => {
            "Voorbeelden:
  beslisboom                                      stelt de vragen en geeft een advies
  beslisboom walk --replies antwoorden.yaml       hetzelfde zonder vragen
  beslisboom walk schiedam --out advies.docx      zet het advies in een document
  beslisboom list                                 de bomen, ladders en werkvormen
  beslisboom check mijn-boom.yaml                 wat er mis is met een boom

Afsluitcode: 0 goed, 1 opmerkingen, 2 het lukte niet, 130 afgebroken."
        }
        "walk" => {
            "Voorbeelden:
  beslisboom walk
  beslisboom walk --replies examples/dorpsstraat.yaml --format markdown
  beslisboom walk --set begint=gemeente --set wet=vrij --set keuze=niets
  beslisboom walk --resume --out advies.docx"
        }
        "batch" => {
            "Voorbeelden:
  beslisboom batch projecten.csv
  beslisboom batch schiedam projecten.xlsx --out ingedeeld.xlsx
  beslisboom batch projecten.csv --columns rung,status,message --summary-out overzicht.md"
        }
        "template" => {
            "Voorbeelden:\n  beslisboom template --out projecten.xlsx\n  beslisboom template schiedam --out projecten.csv"
        }
        "document" => {
            "Voorbeelden:
  beslisboom document plan examples/projecten/dorpsstraat.yaml --out plan.docx --style huisstijl.dotx
  beslisboom document letter examples/projecten/dorpsstraat.yaml --out brief.docx
  beslisboom document report examples/projecten/dorpsstraat.yaml --out verslag.odt
  beslisboom document questions examples/projecten/dorpsstraat.yaml --out vragen.html"
        }
        "projects" => {
            "Voorbeelden:\n  beslisboom projects examples/projecten\n  beslisboom projects examples/projecten --format json"
        }
        "monitor" => {
            "Voorbeelden:
  beslisboom monitor examples/projecten
  beslisboom monitor examples/projecten --since 2027-01-01
  beslisboom monitor examples/projecten --out overzicht.xlsx"
        }
        "cases" => {
            "Voorbeelden:
  beslisboom cases
  beslisboom cases --like examples/projecten/dorpsstraat.yaml
  beslisboom cases --method stamtafel
  beslisboom cases --subject geld --folder examples/projecten"
        }
        "new" => {
            "Voorbeelden:
  beslisboom new
  beslisboom new steps --title \"Welke bomen mogen weg?\" --out bomen.yaml
  beslisboom new points --lang en"
        }
        "list" => "Voorbeelden:\n  beslisboom list\n  beslisboom list werkvormen",
        "show" => {
            "Voorbeelden:\n  beslisboom show schiedam\n  beslisboom show heusden schiedam\n  beslisboom show stamtafel\n  beslisboom show builtin:werkvormen"
        }
        "why" => {
            "Voorbeelden:
  beslisboom why --replies examples/dorpsstraat.yaml
  beslisboom why --set begint=gemeente --set wet=vrij --set keuze=niets --all
  beslisboom why --replies examples/dorpsstraat.yaml --format json"
        }
        "examples" => "Voorbeelden:\n  beslisboom examples --missing\n  beslisboom examples mijn-boom.yaml --missing",
        "export" => {
            "Voorbeelden:
  beslisboom export mermaid
  beslisboom export dot mijn-boom.yaml
  beslisboom export mermaid --route examples/dorpsstraat.yaml
  beslisboom export mermaid --around keuze
  beslisboom export markdown
  beslisboom export sql --dialect postgresql --table planning.projecten > advies.sql
  beslisboom export dmn --out advies.dmn
  beslisboom export texts mijn-boom.yaml --out mijn-boom.en.po"
        }
        "import" => {
            "Voorbeelden:
  beslisboom import mijn-boom.yaml mijn-boom.en.po
  beslisboom import heusden heusden.xlf --out heusden.en.yaml"
        }
        "diff" => {
            "Voorbeelden:\n  beslisboom diff oud.yaml nieuw.yaml\n  beslisboom diff oud.yaml nieuw.yaml --projects projecten.csv\n  beslisboom diff oud.yaml nieuw.yaml --format markdown"
        }
        "stats" => "Voorbeelden:\n  beslisboom stats\n  beslisboom stats mijn-boom.yaml --format json",
        "check" => {
            "Voorbeelden:
  beslisboom check mijn-boom.yaml
  beslisboom check trees/ --strict --format github
  beslisboom check trees/ --output sarif=bevindingen.sarif --output junit=bevindingen.xml
  beslisboom check mijn-boom.yaml --mutate --min-coverage 97
  beslisboom check trees --since main
  beslisboom check mijn-boom.yaml --watch
  beslisboom check mijn-boom.yaml --set vraag=antwoord"
        }
        "lsp" => {
            "Een editor start dit zelf; docs/editors.md zegt hoe je dat instelt.

Voorbeelden:
  beslisboom lsp
  beslisboom lsp --rules-page https://example.org/regels.html"
        }
        "serve" => {
            "Voorbeelden:
  beslisboom serve --open
  beslisboom serve --tree mijn-boom.yaml --port 8417
  beslisboom serve --open --projects ~/projecten
  beslisboom serve --public 0.0.0.0 --port 8080"
        }
        "schema" => "Voorbeelden:\n  beslisboom schema\n  beslisboom schema replies",
        "rules" => "Voorbeelden:\n  beslisboom rules\n  beslisboom rules dead-end",
        "completions" => {
            "Voorbeelden:
  beslisboom completions bash > ~/.local/share/bash-completion/completions/beslisboom
  beslisboom completions powershell >> $PROFILE"
        }
        "man" => "Voorbeelden:\n  beslisboom man > beslisboom.1\n  beslisboom man walk | man -l -",
        _ => "",
    }
}

fn usage(command: &str) -> &'static str {
    match command {
        "" => "beslisboom [OPTIES] [OPDRACHT]",
        "walk" => "beslisboom walk [OPTIES] [BOOM]",
        "batch" => "beslisboom batch [OPTIES] [BOOM] LIJST",
        "new" => "beslisboom new [OPTIES] [SOORT]",
        "template" => "beslisboom template [BOOM] --out BESTAND",
        "plan" => "beslisboom plan [OPTIES] PROJECT",
        "report" => "beslisboom report [OPTIES] PROJECT",
        "evaluate" => "beslisboom evaluate [OPTIES] PROJECT",
        "document" => "beslisboom document [OPTIES] SOORT PROJECT",
        "projects" => "beslisboom projects [OPTIES] [MAP]",
        "monitor" => "beslisboom monitor [OPTIES] [MAP]",
        "cases" => "beslisboom cases [OPTIES]",
        "list" => "beslisboom list [OPTIES] [SOORT]",
        "show" => "beslisboom show [OPTIES] NAAM [NAAM]",
        "check" => "beslisboom check [OPTIES] PAD…",
        "why" => "beslisboom why [OPTIES] [BOOM]",
        "diff" => "beslisboom diff [OPTIES] <OUD> <NIEUW>",
        "stats" => "beslisboom stats [OPTIES] [BOOM]",
        "rules" => "beslisboom rules [REGEL]",
        "examples" => "beslisboom examples --missing [BOOM]",
        "export" => "beslisboom export [OPTIES] VORM [BOOM]",
        "import" => "beslisboom import [OPTIES] BOOM BESTAND",
        "schema" => "beslisboom schema [SOORT]",
        "lsp" => "beslisboom lsp [OPTIES]",
        "serve" => "beslisboom serve [OPTIES]",
        "completions" => "beslisboom completions SHELL",
        "man" => "beslisboom man [OPDRACHT]",
        "help" => "beslisboom help [OPDRACHT]",
        _ => "",
    }
}

/// Texts by argument, with the name of its value.
#[expect(clippy::too_many_lines, reason = "a table")]
fn argument(command: &str, id: &str) -> Option<(&'static str, &'static str)> {
    Some(match (command, id) {
        (_, "lang") => ("Taal: nl of en [anders: de taal van je computer, anders nl]", "TAAL"),
        (_, "color") => ("Kleur: auto, always (altijd) of never (nooit)", "WANNEER"),
        (_, "accessible") => ("Gewone regels, genummerde antwoorden, geen bewegende cursor (ook: ACCESSIBLE=1)", ""),
        (_, "help") => ("Toont deze uitleg", ""),
        (_, "version") => ("Toont de versie", ""),
        ("walk" | "why" | "stats" | "export" | "examples", "tree") => {
            ("De boom: een naam uit `beslisboom list`, of een bestand [anders: schiedam]", "BOOM")
        }
        ("walk" | "why" | "evaluate", "replies") => {
            ("Neemt antwoorden uit een bestand; `-` leest de standaardinvoer", "BESTAND")
        }
        ("walk" | "why" | "evaluate", "set") => {
            ("Geeft één antwoord: vraag=antwoord (mag vaker; meer antwoorden: a,b; een van: a|b)", "VRAAG=ANTWOORD")
        }
        ("walk", "resume") => {
            ("Gaat verder met een eerder gesprek: dat van dit project (en --part), anders vraagt het welk", "NAAM")
        }
        ("walk", "projects") => (
            "Bewaart de antwoorden in een projectbestand in deze map [anders: BESLISBOOM_PROJECTS, of bij je documenten]",
            "MAP",
        ),
        ("walk", "all") => ("Stelt elke vraag op de route, ook wat de uitkomst niet meer verandert", ""),
        ("walk", "shortest") => ("Vraagt eerst wat het meest duidelijk maakt; de uitkomst blijft dezelfde", ""),
        ("examples", "missing") => {
            ("Geeft, als YAML om te plakken, weinig voorbeelden voor alles wat nog geen voorbeeld heeft", "")
        }
        ("export", "format") => (
            "mermaid, dot, svg (vraagt Graphviz), markdown (een boekje), json, sql, dmn of texts (voor een vertaler)",
            "VORM",
        ),
        ("export", "route") => ("In een diagram: laat de route van deze antwoorden opvallen", "BESTAND"),
        ("export", "set") => (
            "Hetzelfde voor één antwoord: vraag=antwoord (mag vaker); in SQL: hetzelfde antwoord voor elke rij",
            "VRAAG=ANTWOORD",
        ),
        ("export", "around") => {
            ("In een diagram: één vraag of uitkomst, bij zijn id, met wat erheen leidt en waar hij heen leidt", "ID")
        }
        ("export", "fold") => ("In een diagram: vragen die elkaar altijd volgen in één vak", ""),
        ("export", "per_page") => {
            ("In een diagram: hoogstens zoveel vragen op een bladzijde; de bladzijden noemen elkaar", "AANTAL")
        }
        ("export", "dialect") => ("SQL: van wie, duckdb, postgresql of spark [standaard: duckdb]", "NAAM"),
        ("export", "table") => {
            ("SQL: de tabel met een rij per project en een kolom per vraag [standaard: projects]", "NAAM")
        }
        ("export", "view") => ("SQL: maak een view met deze naam, in plaats van alleen een query", "NAAM"),
        ("export", "map") => (
            "SQL: een bestand dat zegt welke kolommen en waarden van de tabel welke vragen en antwoorden zijn",
            "BESTAND",
        ),
        ("export", "texts_as") => ("Teksten: als po of xliff [standaard: naar de naam van --out, anders po]", "VORM"),
        ("export", "into") => {
            ("Teksten: de taal om naar te vertalen, nl of en [standaard: die waar de boom niet in is]", "TAAL")
        }
        ("export", "since") => (
            "Teksten: wat eerder naar buiten ging, of een oudere versie; zo blijkt welke vertaling opnieuw bekeken moet worden",
            "BESTAND",
        ),
        ("export", "out") => ("Schrijft naar een bestand", "BESTAND"),
        ("import", "tree") => ("De boom, ladder of catalogus: een bestand, of een naam uit `beslisboom list`", "BOOM"),
        ("import", "file") => ("Het bestand van de vertaler, PO of XLIFF; `-` leest standaardinvoer", "BESTAND"),
        ("import", "out") => ("Schrijft naar een ander bestand dan het vertaalbestand naast de boom", "BESTAND"),
        ("export", "date") => ("SQL en DMN: de dag waarop je kijkt, zoals 2026-11-22 [standaard: vandaag]", "DATUM"),
        ("why", "all") => ("Noemt elke kleinste verandering, niet alleen de eerste", ""),
        ("diff", "old") => ("De oudere versie: een bestand, of een naam uit `beslisboom list`", "OUD"),
        ("diff", "date") => {
            ("Vergelijkt alleen wat op deze dag geldt, zoals 2026-11-22 [anders: elke dag vanaf vandaag]", "DATUM")
        }
        ("diff", "new") => ("De nieuwere versie", "NIEUW"),
        ("diff", "projects") => (
            "Zegt ook welke rijen van deze lijst verschuiven: .csv, .jsonl, .json of .xlsx; of welke projecten in deze map",
            "LIJST OF MAP",
        ),
        ("why" | "stats" | "diff" | "document" | "projects" | "cases" | "walk", "format") => {
            ("Toont het als text (tekst), markdown, json, html, docx of odt", "VORM")
        }
        ("plan" | "report" | "evaluate", "project") => {
            ("Het project: zijn bestand, of zijn naam in de map met projecten", "PROJECT")
        }
        ("plan" | "report", "replies") => ("Neemt over wat een ander projectbestand zegt", "BESTAND"),
        ("plan" | "report" | "evaluate", "no_input") => ("Vraagt nooit iets", ""),
        ("document", "kind") => (
            "advice (advies), plan, letter (eerste brief), report (verslag), feedback (terugkoppeling), evaluation (evaluatie) of questions (de vragen op papier)",
            "SOORT",
        ),
        ("document", "project") => ("Het projectbestand", "PROJECT"),
        ("document", "part") => ("Alleen dit onderdeel van het project: de fase of deelvraag", "NAAM"),
        ("document" | "walk", "out") => {
            ("Schrijft het in een bestand: .docx, .odt, .html, .md, .json of .txt", "BESTAND")
        }
        ("document", "projects") => (
            "Noemt gevallen onder de projecten in deze map [anders: BESLISBOOM_PROJECTS, anders bij je documenten]",
            "MAP",
        ),
        ("document" | "walk", "style") => (
            "Schrijft het in de huisstijl van een Word-document: stijlen, bladzijde, kop- en voettekst; alleen bij .docx",
            "BESTAND",
        ),
        ("document" | "export" | "monitor" | "template" | "walk", "force") => {
            ("Schrijft over het bestand van --out heen als dat er al is", "")
        }
        ("cases", "like") => ("Alleen gevallen zoals het project in dit bestand, de meest gelijke eerst", "PROJECT"),
        ("cases", "method") => ("Alleen gevallen met deze werkvorm, met haar id", "WERKVORM"),
        ("cases", "subject") => {
            ("Alleen gevallen over dit onderwerp: een woord uit een label of een antwoord", "WOORD")
        }
        ("cases", "phase") => ("Alleen gevallen uit deze fase", "WOORD"),
        ("cases", "folder") => {
            ("De map met projecten van je organisatie [anders: BESLISBOOM_PROJECTS, of bij je documenten]", "MAP")
        }
        ("monitor", "since") => {
            ("Zet projecten die op deze dag of later begonnen naast die van ervoor, zoals 2027-01-01", "DATUM")
        }
        ("monitor", "date") => {
            ("De dag waarop ernaar gekeken wordt: wat dan te laat is, zoals 2026-11-22 [anders: vandaag]", "DATUM")
        }
        ("monitor", "out") => ("Schrijft het in een bestand: .xlsx, .html, .docx, .odt, .md, .json of .txt", "BESTAND"),
        ("monitor", "format") => ("Toont het als text (tekst), markdown, json, html, docx, odt of xlsx", "VORM"),
        ("projects" | "monitor", "folder") => {
            ("De map met de projectbestanden [anders: BESLISBOOM_PROJECTS, of bij je documenten]", "MAP")
        }
        ("walk", "no_input") => ("Vraagt nooit iets", ""),
        ("walk", "short") => ("Geeft alleen de eerste bladzijde, zonder bijlage", ""),
        ("walk", "compare") => {
            ("Zet de antwoorden van één vraag naast elkaar: wat elk oplevert, belooft en vraagt", "VRAAG")
        }
        ("walk", "project") => ("De naam van het project, voor de titel van het advies", "NAAM"),
        ("walk", "part") => ("De fase of deelvraag waar het advies over gaat", "NAAM"),
        ("walk", "decision") => (
            "Wanneer het besluit valt: de aanpak telt daarvan terug, zoals 2027-03-15, \"maart 2027\" of \"voorjaar 2027\"",
            "WANNEER",
        ),
        ("walk", "with") => ("Zet een werkvorm in de aanpak, met zijn id; nog eens voor meer", "WERKVORM"),
        ("walk", "all_methods") => ("Vertel van elke werkvorm die past of afvalt, en niet alleen van de beste", ""),
        ("walk", "without") => ("Haal een werkvorm uit de aanpak, met zijn id; nog eens voor meer", "WERKVORM"),
        ("walk", "all-methods") => ("Vertel elke werkvorm die past of afvalt, niet alleen de beste", ""),
        ("walk", "date") => ("De dag op het advies; wat dan geldt, telt, zoals 2026-11-22 [anders: vandaag]", "DATUM"),
        ("why" | "batch" | "document", "date") => {
            ("De dag waarvoor het geldt, zoals 2026-11-22 [anders: vandaag]", "DATUM")
        }
        ("check", "date") => ("De dag waarop iets nog moet gelden, zoals 2026-11-22 [anders: vandaag]", "DATUM"),
        ("check", "within") => ("Vindt ook wat binnen dit aantal dagen afloopt", "DAGEN"),
        ("batch", "names") => (
            "De boom (mag weg) en de lijst: .csv, .jsonl, .json of .xlsx; `-` leest de standaardinvoer",
            "[BOOM] LIJST",
        ),
        ("batch", "out") => ("Schrijft de ingedeelde lijst in een bestand: .csv, .jsonl, .xlsx of .md", "BESTAND"),
        ("batch", "format") => {
            ("Toont de ingedeelde lijst als csv, jsonl of markdown [anders: zoals hij binnenkwam]", "VORM")
        }
        ("batch" | "diff", "from") => {
            ("Leest de lijst als csv, jsonl, json of xlsx [anders: aan de naam te zien]", "VORM")
        }
        ("batch" | "diff", "sheet") => ("Het werkblad [anders: het eerste]", "NAAM"),
        ("batch" | "diff", "map") => {
            ("Een bestand dat zegt welke kolommen en waarden bij welke vragen en antwoorden horen", "BESTAND")
        }
        ("batch" | "diff", "set") => ("Hetzelfde antwoord voor elke rij: VRAAG=ANTWOORD; mag vaker", "VRAAG=ANTWOORD"),
        ("batch" | "diff", "delimiter") => {
            ("Wat tussen de cellen van een CSV-bestand staat, zoals `;` of `tab` [anders: zelf gevonden]", "TEKEN")
        }
        ("batch" | "diff", "encoding") => (
            "Hoe de letters van een CSV-bestand zijn geschreven: utf-8 of windows-1252 [anders: zelf gevonden]",
            "NAAM",
        ),
        ("batch" | "diff", "head") => (
            "De regel met de namen van de kolommen, als er een titel boven staat [anders: de eerste waar iets staat]",
            "REGEL",
        ),
        ("batch", "columns") => (
            "De kolommen die erbij komen, met komma's ertussen; `all` voor elke [anders: alle behalve methods en route]",
            "KOLOMMEN",
        ),
        ("batch", "headers") => (
            "Hoe de kolommen heten die erbij komen: titles, of ids voor andere programma's [anders: titles, in JSON ids]",
            "WELKE",
        ),
        ("batch", "strict") => {
            ("Ook een rij die nog niet beslist is, geeft afsluitcode 1; een onleesbare cel maakt zijn rij fout", "")
        }
        ("batch", "summary_out") => {
            ("Schrijft het overzicht voor de raad in een bestand: .md, .json of .xlsx", "BESTAND")
        }
        ("batch", "project_column") => {
            ("In het overzicht zijn rijen met dezelfde waarde in deze kolom één project, de fasen apart", "KOLOM")
        }
        ("batch", "by") => ("Splitst het overzicht naar de waarden van deze kolom, zoals een wijk", "KOLOM"),
        ("batch", "chosen_column") => (
            "De kolom met de trede die is gekozen, naast het advies in het overzicht [anders: `gekozen trede`, als die er is]",
            "KOLOM",
        ),
        ("batch", "force") => ("Schrijft over de bestanden van --out en --summary-out heen als die er al zijn", ""),
        ("batch", "threads") => ("Hoeveel draden werken; elke draad neemt zijn eigen geheugen [anders: 2]", "AANTAL"),
        ("new", "sort") => ("De soort boom: steps, points, matrix of checklist", "SOORT"),
        ("new", "title") => ("Hoe de boom heet", "TITEL"),
        ("new", "out") => ("Waar hij komt [anders: een bestand met de naam van de titel]", "BESTAND"),
        ("new", "force") => ("Overschrijft een bestand dat er al is", ""),
        ("new", "no_input") => ("Vraagt niets", ""),
        ("template", "tree") => ("De boom: een naam uit `beslisboom list`, of een bestand [anders: schiedam]", "BOOM"),
        ("template", "out") => ("Waar de lege lijst komt: .csv of .xlsx", "BESTAND"),
        ("list", "kind") => ("Wat je wilt zien: bomen, ladders of werkvormen [anders: alles]", "SOORT"),
        ("show", "names") => {
            ("Een naam uit `beslisboom list`, een naam als `builtin:werkvormen`, of een bestand", "NAAM")
        }
        ("check", "paths") => ("Bestanden of mappen; `-` leest de standaardinvoer", "PAD"),
        ("check", "format") => ("Toont bevindingen als text, short, json, sarif, github, gitlab of junit", "VORM"),
        ("check", "output") => ("Schrijft bevindingen ook in een bestand: VORM=BESTAND (mag vaker)", "VORM=BESTAND"),
        ("check", "strict") => ("Ook waarschuwingen laten falen; opmerkingen doen dat nooit", ""),
        ("check", "rule") => ("Alleen deze regel (mag vaker)", "REGEL"),
        ("check", "fail_on") => ("Laat falen wat deze regels vinden, met komma's ertussen (mag vaker)", "REGEL,…"),
        ("check", "mutate") => {
            ("Verandert de boom op elke manier, of op zoveel manieren, en zoekt wat geen voorbeeld merkt", "AANTAL")
        }
        ("check", "min_coverage") => {
            ("Laat falen als voorbeelden van wat effect heeft minder merken dan dit deel, in procenten", "PROCENT")
        }
        ("check", "watch") => {
            ("Kijkt opnieuw zodra een bestand verandert, tot Ctrl-C; let op tijd en grootte van bestanden", "")
        }
        ("check", "since") => (
            "Vindt een boom die zich anders gedraagt dan in dit oudere bestand of deze versie in git, met dezelfde `version`",
            "BESTAND|VERSIE",
        ),
        ("check", "skip") => ("Niet deze regel (mag vaker)", "REGEL"),
        ("check", "min_severity") => {
            ("Toont niets milders dan remark (opmerking), warning (waarschuwing) of error (fout)", "ERNST")
        }
        (_, "max_states") => ("Kijkt niet verder dan wat zoveel toestanden van een boom kosten", "AANTAL"),
        ("check", "replay") => ("Speelt de antwoorden uit een bestand stap voor stap na", "BESTAND"),
        ("check", "set") => ("Speelt dit antwoord na: vraag=antwoord (mag vaker)", "VRAAG=ANTWOORD"),
        ("check", "stdin_name") => ("De naam die standaardinvoer krijgt", "NAAM"),
        ("check", "skip_others") => (
            "Slaat genoemde bestanden over die geen boom, ladder of catalogus zijn, net als in een map; voor hooks",
            "",
        ),
        ("schema", "kind") => (
            "De soort: tree (boom), ladder, catalogue (catalogus), replies (antwoorden) of project [anders: tree]",
            "SOORT",
        ),
        ("rules", "rule") => ("Een regel; zonder naam zie je ze allemaal", "REGEL"),
        ("lsp", "rules_page") => ("Laat elke bevinding naar deze pagina wijzen, bij de naam van de regel", "ADRES"),
        ("serve", "port") => ("De poort [anders: een die vrij is; met --public 8080]", "NUMMER"),
        ("serve", "open") => ("Opent de browser", ""),
        ("serve", "tree") => (
            "Een boom om aan te bieden: een naam uit `beslisboom list`, of een bestand (mag vaker) [anders: alle]",
            "BOOM",
        ),
        ("serve", "projects") => {
            ("Bewaart projecten in deze map; wie de pagina's opent, kan ze lezen en schrijven", "MAP")
        }
        ("serve", "public") => {
            ("Ook voor anderen, op dit adres van de computer, zoals 0.0.0.0; zonder wachtwoord", "ADRES")
        }
        ("completions", "shell") => ("bash, elvish, fish, powershell of zsh", "SHELL"),
        ("man", "command") => ("Een opdracht [standaard: het programma]", "OPDRACHT"),
        ("help", "command") => ("Een opdracht", "OPDRACHT"),
        _ => return None,
    })
}

/// The same command line in Dutch.
pub(super) fn translated(command: Command) -> Command {
    let mut command = command.subcommand_help_heading("Opdrachten");
    command.build();
    let names: Vec<String> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    let mut command = one(command, "");
    for name in names {
        command = command.mut_subcommand(&name, |it| one(it, &name));
    }
    command
}

fn one(command: Command, name: &str) -> Command {
    command
        .about(about(name))
        .after_help(after_help(name))
        .override_usage(usage(name))
        .help_template(TEMPLATE)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Argumenten" } else { "Opties" };
            let arg = arg.help_heading(heading);
            match argument(name, arg.get_id().as_str()) {
                None => arg,
                Some((help, "")) => arg.help(help),
                Some((help, value)) => arg.help(help).value_name(value),
            }
        })
}

/// A fault in what was typed, in Dutch.
pub(super) fn fault(fault: &clap::Error) -> String {
    let text = |kind: ContextKind| match fault.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let arg = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let said = match fault.kind() {
        ErrorKind::UnknownArgument => format!("`{arg}` ken ik niet"),
        ErrorKind::InvalidSubcommand => format!("de opdracht `{}` ken ik niet", text(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{arg}` heeft een waarde nodig"),
        ErrorKind::InvalidValue => format!("`{value}` kan niet bij `{arg}`"),
        ErrorKind::ValueValidation => format!("`{value}` kan niet bij `{arg}`"),
        ErrorKind::MissingRequiredArgument => format!("er ontbreekt iets: {arg}"),
        ErrorKind::ArgumentConflict => format!("`{arg}` gaat niet samen met `{}`", text(ContextKind::PriorArg)),
        ErrorKind::TooManyValues => format!("`{value}` is te veel bij `{arg}`"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("`{arg}` heeft een ander aantal waarden nodig")
        }
        ErrorKind::NoEquals => format!("achter `{arg}` hoort `=`"),
        ErrorKind::InvalidUtf8 => "dit is geen leesbare tekst".to_owned(),
        _ => "deze opdracht begrijp ik niet".to_owned(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near: Vec<String> = near.into_iter().map(text).filter(|text| !text.is_empty()).collect();
    let mut out = format!("fout: {said}");
    if !near.is_empty() {
        out += &format!("\n  bedoelde je {}?", near.join(" of "));
    } else if !text(ContextKind::ValidValue).is_empty() {
        out += &format!("\n  kies uit: {}", text(ContextKind::ValidValue));
    }
    out + "\n\nMeer uitleg: beslisboom --help"
}

/// What still has no Dutch text, for the test that holds the two languages equal.
#[cfg(test)]
pub(super) fn missing(command: &Command) -> Vec<String> {
    let of = |command: &Command, name: &str| {
        let mut missing: Vec<String> = Vec::new();
        if about(name).is_empty() || usage(name).is_empty() {
            missing.push(name.to_owned());
        }
        let lacks = |arg: &&clap::Arg| argument(name, arg.get_id().as_str()).is_none();
        missing.extend(command.get_arguments().filter(lacks).map(|arg| format!("{name} {}", arg.get_id())));
        missing
    };
    let mut all = of(command, "");
    for sub in command.get_subcommands() {
        all.extend(of(sub, sub.get_name()));
    }
    all
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn every_command_and_argument_has_a_dutch_text() {
        let mut command = crate::app::cli::Cli::command();
        command.build();
        assert_eq!(super::missing(&command), Vec::<String>::new());
    }
}
