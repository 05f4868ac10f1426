//! Rules whose findings come up while a file is read and its names are resolved: they have no look of
//! their own, so one table holds them.

use crate::check::rule::{Pass, Rule};
use crate::model::finding::Severity;

macro_rules! reading_rules {
    ($($rule:ident = $name:literal: ($dutch:literal, $english:literal), ($why:literal, $why_english:literal), $wrong:literal, $right:literal;)*) => {
        $(pub(in crate::check) static $rule: Rule = Rule {
            name: $name,
            severity: Severity::Error,
            summary: ($dutch, $english),
            why: ($why, $why_english),
            wrong: $wrong,
            right: $right,
            pass: Pass::WhileReading,
        };)*
    };
}

reading_rules! {
    SYNTAX = "syntax": ("het bestand is geen leesbare YAML", "the file is not readable YAML"),
        ("Zonder leesbare YAML is er geen boom. Ankers, verwijzingen en labels mogen niet.", "Without readable YAML there is no tree. Anchors, aliases and tags are not allowed."),
        "title: \"Stappenplan", "title: \"Stappenplan\"";
    FILE_NAME = "file-name": ("de naam van het bestand eindigt op `.YAML`, in hoofdletters", "the name of the file ends in `.YAML`, in capitals"),
        ("Zo vindt niets de vertaling ernaast, en een andere computer vindt het bestand niet.", "Nothing finds the translation beside it then, and another computer does not find the file."),
        "boom.YAML", "boom.yaml";
    UNSUPPORTED_FORMAT = "unsupported-format": ("het bestand heeft een ander formaat", "the file has another format"),
        ("Een ander formaat kan iets anders betekenen.", "Another format may mean something else."),
        "format: 2", "format: 1";
    UNKNOWN_KEY = "unknown-key": ("een sleutel die hier niets betekent", "a key that means nothing here"),
        ("Een tikfout in een sleutel zou anders stil worden overgeslagen.", "A typing error in a key would otherwise be passed over in silence."),
        "ask: Mag het?\nhulp: Kijk in de wet.", "ask: Mag het?\nhelp: Kijk in de wet.";
    MISSING_KEY = "missing-key": ("er ontbreekt een verplichte sleutel", "a required key is missing"),
        ("Zonder deze sleutel is het onderdeel niet af.", "Without this key the part is not complete."),
        "ja: {}", "ja: {label: Ja}";
    WRONG_KIND = "wrong-kind": ("er staat iets anders dan wat hier hoort", "something else stands here than belongs"),
        ("Een getal is geen tekst, en een lijst is geen woord.", "A number is not a text, and a list is not a word."),
        "version: 2026.1", "version: \"2026.1\"";
    DUPLICATE_KEY = "duplicate-key": ("een sleutel staat er twee keer", "a key is there twice"),
        ("Een van de twee zou stil verdwijnen.", "One of the two would vanish in silence."),
        "ja: {label: Ja}\nja: {label: Jazeker}", "ja: {label: Ja}\njazeker: {label: Jazeker}";
    BAD_ID = "bad-id": ("een id dat niet mag", "an id that is not allowed"),
        ("Ids staan in lijsten en adressen: alleen kleine letters, cijfers en streepjes.", "Ids stand in lists and addresses: small letters, digits and hyphens only."),
        "Eerste_Vraag: {ask: Mag het?}", "eerste-vraag: {ask: Mag het?}";
    AMBIGUOUS_NAME = "ambiguous-name": ("een naam betekent twee dingen", "a name means two things"),
        ("Een voorwaarde die deze naam leest, kan dan van alles betekenen.", "A condition that reads this name could then mean either."),
        "facts: {tempo: {label: Tempo, values: {snel: Snel}}}\nquestions: {tempo: {ask: Hoe snel?}}", "facts: {haast: {label: Tempo, values: {snel: Snel}}}\nquestions: {tempo: {ask: Hoe snel?}}";
    DANGLING_TARGET = "dangling-target": ("een weg leidt naar iets dat er niet is", "a way leads to something that is not there"),
        ("Wie daar komt, komt nergens.", "Whoever comes there comes nowhere."),
        "next: volgende-vraag", "next: keuze";
    UNKNOWN_RUNG = "unknown-rung": ("een trede die de ladder niet heeft", "a rung that the ladder does not have"),
        ("Een grens of uitkomst op die trede kan niet.", "A bound or outcome on that rung is not possible."),
        "at-most: advizeren", "at-most: adviseren";
    UNKNOWN_NAME = "unknown-name": ("een naam die geen vraag, feit of score is", "a name that is no question, fact or score"),
        ("De voorwaarde zou nooit gelden.", "The condition would never hold."),
        "if: {keuse: ja}", "if: {keuze: ja}";
    UNKNOWN_VALUE = "unknown-value": ("een waarde die niet kan voorkomen", "a value that cannot occur"),
        ("De voorwaarde zou nooit gelden; vaak is het een spatie of hoofdletter.", "The condition would never hold; often it is a space or a capital."),
        "if: {keuze: \"Ja \"}", "if: {keuze: ja}";
    UNKNOWN_SOURCE = "unknown-source": ("een verwijzing naar een bron die niet genoemd is", "a reference to a source that is not declared"),
        ("Een lezer kan niet nagaan waar het vandaan komt.", "A reader cannot find out where it comes from."),
        "source: {ref: heusdn}", "source: {ref: heusden}";
    UNKNOWN_METHOD = "unknown-method": ("een voorbeeld noemt een werkvorm of aandachtspunt dat er niet is", "an example names a method or advice that is not there"),
        ("Het voorbeeld toetst dan niets.", "The example then tests nothing."),
        "expect: {methods: [stamtafels]}", "expect: {methods: [stamtafel]}";
    BAD_CONFLICT = "bad-conflict": ("`conflict` noemt een uitkomst die zelf de grenzen leest", "`conflict` names an outcome that reads the bounds itself"),
        ("Bij een botsing is er geen plafond en geen vloer om te lezen.", "Where they clash there is no ceiling and no floor to read."),
        "doen: {title: Doen, verdict: participate, rung: ceiling, conflict: doen}", "doen: {title: Doen, verdict: participate, rung: ceiling, conflict: wachten}";
    MISSING_FILE = "missing-file": ("een genoemd bestand is er niet", "a named file is not there"),
        ("Zonder dat bestand is de boom niet af.", "Without that file the tree is not complete."),
        "ladder: ladders/heusdn.yaml", "ladder: ladders/heusden.yaml";
    ESCAPING_FILE = "escaping-file": ("een genoemd bestand ligt buiten de map van de boom", "a named file lies outside the folder of the tree"),
        ("Een boom van een ander mag niet in jouw bestanden kijken.", "Somebody else's tree may not look into your files."),
        "ladder: ../../geheim.yaml", "ladder: ladders/heusden.yaml";
    BAND_GAP = "band-gap": ("tussen twee banden ligt een gat", "there is a gap between two bands"),
        ("Een getal in het gat past nergens.", "A number in the gap fits nowhere."),
        "klein: {label: Klein, below: 10}\ngroot: {label: Groot, from: 20}", "klein: {label: Klein, below: 10}\ngroot: {label: Groot, from: 10}";
    BAND_OVERLAP = "band-overlap": ("twee banden sluiten niet op elkaar aan", "two bands do not join up"),
        ("Een getal in de overlap past twee keer.", "A number in the overlap fits twice."),
        "klein: {label: Klein, below: 20}\ngroot: {label: Groot, from: 10}", "klein: {label: Klein, below: 10}\ngroot: {label: Groot, from: 10}";
}
