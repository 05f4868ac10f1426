//! A document in the house style of somebody's own Word document: what is taken over of it, and what never is.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/missing.rs"]
mod missing;
#[path = "common/program.rs"]
mod program;

use beslisboom::model::project::Project;
use beslisboom::output::format::{HouseStyle, docx_in_style};
use beslisboom::output::project::project_plan;
use beslisboom::text::language::Language;
use missing::missing;
use program::{Run, beslisboom, root};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// The files of a package by their names.
type Package = BTreeMap<String, Vec<u8>>;

fn packed(files: &Package) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn unpacked(bytes: &[u8]) -> Package {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Package::new();
    for number in 0..zip.len() {
        let mut file = zip.by_index(number).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        files.insert(name, bytes);
    }
    files
}

fn text<'p>(package: &'p Package, name: &str) -> &'p str {
    std::str::from_utf8(package.get(name).unwrap_or_else(|| panic!("{name} of {:?}", package.keys()))).unwrap()
}

fn relations(all: &[(&str, &str, &str)]) -> Vec<u8> {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let mode = if target.contains("://") { " TargetMode=\"External\"" } else { "" };
        format!("<Relationship Id=\"{id}\" Type=\"{LINKS}/{kind}\" Target=\"{target}\"{mode}/>")
    };
    let all: String = all.iter().map(one).collect();
    format!("<?xml version=\"1.0\"?><Relationships xmlns=\"{RELATIONS}\">{all}</Relationships>").into_bytes()
}

/// A picture of one colour: PNG without compression, by hand.
fn logo() -> Vec<u8> {
    let (width, height) = (120_u32, 40_u32);
    let row = [&[0_u8][..], &[0, 120, 60].repeat(width as usize)].concat();
    let pixels = row.repeat(height as usize);
    let mut packed = vec![0x78, 0x01];
    packed.push(1);
    packed.extend((pixels.len() as u16).to_le_bytes());
    packed.extend((!(pixels.len() as u16)).to_le_bytes());
    packed.extend(&pixels);
    let (low, high) = pixels.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    packed.extend(((high << 16) | low).to_be_bytes());
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    for (name, content) in [(b"IHDR", &head[..]), (b"IDAT", &packed), (b"IEND", &[])] {
        let chunk = [&name[..], content].concat();
        png.extend((content.len() as u32).to_be_bytes());
        png.extend(&chunk);
        png.extend(crc(&chunk).to_be_bytes());
    }
    png
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

/// A picture in a text, by the id of its relation; `more` goes with the reference.
fn picture(id: &str, more: &str) -> String {
    let pictures = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    format!(
        "<w:r><w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\">\
         <wp:extent cx=\"1440000\" cy=\"480000\"/><wp:docPr id=\"1\" name=\"Logo\">{more}</wp:docPr>\
         <a:graphic xmlns:a=\"{DRAWING}\"><a:graphicData uri=\"{pictures}\"><pic:pic xmlns:pic=\"{pictures}\">\
         <pic:nvPicPr><pic:cNvPr id=\"0\" name=\"l\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"1440000\" cy=\"480000\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></w:r>"
    )
}

/// The words of a header in their element.
fn header(inside: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?><w:hdr xmlns:w=\"{WORDS}\" xmlns:r=\"{LINKS}\">{inside}</w:hdr>").into_bytes()
}

/// A template as a Dutch Word makes it: its own words for built-in styles, a logo in the header, a list style.
fn template() -> Package {
    let styles = format!(
        "<?xml version=\"1.0\"?><w:styles xmlns:w=\"{WORDS}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:asciiTheme=\"minorHAnsi\" w:hAnsiTheme=\"minorHAnsi\"/><w:sz w:val=\"20\"/><w:lang w:val=\"de-DE\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standaard\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Titel\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Standaard\"/>\
         <w:rPr><w:color w:val=\"00783C\"/><w:sz w:val=\"56\"/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Standaard\"/>\
         <w:pPr><w:keepNext/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:lang w:val=\"fr-FR\"/><w:b/><w:color w:val=\"00783C\"/><w:sz w:val=\"36\"/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Lijstopsomteken\"><w:name w:val=\"List Bullet\"/><w:basedOn w:val=\"Standaard\"/>\
         <w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Lijstnummering\"><w:name w:val=\"List Number\"/><w:basedOn w:val=\"Standaard\"/>\
         <w:pPr><w:numPr><w:numId w:val=\"8\"/></w:numPr></w:pPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"Standaardtabel\"><w:name w:val=\"Normal Table\"/></w:style>\
         </w:styles>"
    );
    let level = |format: &str, mark: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{mark}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<?xml version=\"1.0\"?><w:numbering xmlns:w=\"{WORDS}\"><w:abstractNum w:abstractNumId=\"3\">{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"4\">{}</w:abstractNum>\
         <w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num><w:num w:numId=\"8\"><w:abstractNumId w:val=\"4\"/></w:num>\
         <w:numIdMacAtCleanup w:val=\"8\"/></w:numbering>",
        level("bullet", "–"),
        level("lowerLetter", "%1)")
    );
    let theme = format!(
        "<?xml version=\"1.0\"?><a:theme xmlns:a=\"{DRAWING}\" name=\"Gemeente\"><a:themeElements><a:fontScheme name=\"G\">\
         <a:majorFont><a:latin typeface=\"DejaVu Serif\"/></a:majorFont><a:minorFont><a:latin typeface=\"DejaVu Serif\"/></a:minorFont>\
         </a:fontScheme></a:themeElements></a:theme>"
    );
    let body = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{WORDS}\" xmlns:r=\"{LINKS}\"><w:body>\
         <w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId9\"/><w:pgSz w:w=\"20000\" w:h=\"20000\"/></w:sectPr></w:pPr></w:p>\
         <w:p><w:r><w:t>Oude tekst van het sjabloon</w:t></w:r></w:p>\
         <w:sectPr><w:footerReference w:type=\"first\" r:id=\"rId8\"/><w:pgSz w:w=\"12240\" w:h=\"15840\"/>\
         <w:pgMar w:top=\"2268\" w:right=\"1134\" w:bottom=\"1417\" w:left=\"2268\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>\
         <w:titlePg/></w:sectPr></w:body></w:document>"
    );
    let first = format!("<w:p><w:r><w:t>Gemeente Voorbeeld</w:t></w:r>{}</w:p>", picture("rId1", ""));
    let foot = header("<w:p><w:r><w:t>Postbus 1, Voorbeeld</w:t></w:r></w:p>");
    let foot = String::from_utf8(foot).unwrap().replace("w:hdr", "w:ftr").into_bytes();
    let main = [
        ("rId1", "styles", "styles.xml"),
        ("rId2", "numbering", "numbering.xml"),
        ("rId3", "theme", "theme/theme1.xml"),
        ("rId8", "footer", "footer2.xml"),
        ("rId9", "header", "/word/header1.xml"),
    ];
    [
        ("_rels/.rels", relations(&[("rId1", "officeDocument", "word/document.xml")])),
        ("docProps/core.xml", b"<x>Naam van een ambtenaar</x>".to_vec()),
        ("word/document.xml", body.into_bytes()),
        ("word/_rels/document.xml.rels", relations(&main)),
        ("word/styles.xml", styles.into_bytes()),
        ("word/numbering.xml", numbering.into_bytes()),
        ("word/theme/theme1.xml", theme.into_bytes()),
        ("word/header1.xml", header(&first)),
        ("word/_rels/header1.xml.rels", relations(&[("rId1", "image", "media/../media/logo.PNG")])),
        ("word/footer2.xml", foot),
        ("word/media/logo.PNG", logo()),
    ]
    .into_iter()
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .collect()
}

/// Writes an advice in a house style: the run, and the document where there is one.
fn styled(template: &[u8], options: &[&str]) -> (Run, Option<Package>) {
    let folder = tempfile::tempdir().unwrap();
    styled_in(folder.path(), template, options)
}

fn styled_in(folder: &Path, template: &[u8], options: &[&str]) -> (Run, Option<Package>) {
    std::fs::write(folder.join("huisstijl.docx"), template).unwrap();
    let replies = std::fs::read_to_string(root().join("examples/dorpsstraat.yaml")).unwrap();
    let args = ["walk", "--replies", "-", "--out", "advies.docx", "--style", "huisstijl.docx"];
    let run = beslisboom(&[&args, options].concat()).within(folder).input(replies).run();
    let written = std::fs::read(folder.join("advies.docx")).ok();
    (run, written.map(|bytes| unpacked(&bytes)))
}

/// Every relation leads to a part that is there, every part has one type, and every style and list that is named is there.
#[track_caller]
fn is_sound(package: &Package) {
    for (name, bytes) in package.iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels")) {
        let mut reader = quick_xml::Reader::from_reader(&bytes[..]);
        while !matches!(
            reader.read_event_into(&mut Vec::new()).unwrap_or_else(|fault| panic!("{name}: {fault}")),
            quick_xml::events::Event::Eof
        ) {}
    }
    let values = |text: &str, key: &str| -> Vec<String> {
        let key = format!("{key}=\"");
        let pieces = text.split(&*key).skip(1);
        pieces.map(|piece| piece.split('"').next().unwrap().to_owned()).collect()
    };
    for (name, _) in package.iter().filter(|(name, _)| name.starts_with("word/_rels/")) {
        let relations = text(package, name);
        assert!(!relations.contains("TargetMode"), "{relations}");
        for target in values(relations, "Target") {
            assert!(package.contains_key(&format!("word/{target}")), "{name}: {target}");
        }
        let part = name.replace("_rels/", "").replace(".rels", "");
        for reference in ["r:id", "r:embed", "r:link"].iter().flat_map(|key| values(text(package, &part), key)) {
            assert!(values(relations, "Id").contains(&reference), "{part}: {reference}");
        }
    }
    let types = text(package, "[Content_Types].xml");
    for name in package.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit_once('.').unwrap().1;
        let typed = types.matches(&format!("\"/{name}\"")).count() + types.matches(&format!("\"{ending}\"")).count();
        assert!(typed >= 1, "{name}: {types}");
    }
    let (styles, numbering) = (text(package, "word/styles.xml"), text(package, "word/numbering.xml"));
    let ids = values(styles, "w:styleId");
    assert_eq!(ids.len(), ids.iter().collect::<std::collections::BTreeSet<_>>().len(), "{ids:?}");
    let document = text(package, "word/document.xml");
    let named = ["<w:pStyle w:val", "<w:tblStyle w:val"].iter().flat_map(|key| values(document, key));
    let based = ["<w:basedOn w:val", "<w:next w:val"].iter().flat_map(|key| values(styles, key));
    named.chain(based).for_each(|id| assert!(ids.contains(&id), "{id} of {ids:?}"));
    let lists = values(numbering, "<w:num w:numId");
    values(document, "<w:numId w:val").iter().for_each(|id| assert!(lists.contains(id), "{id} of {lists:?}"));
    let looks = values(numbering, "w:abstractNumId=\"").len();
    assert!(looks == 0 || !lists.is_empty());
}

#[test]
fn styles_page_and_logo_are_taken_over() {
    let (run, written) = styled(&packed(&template()), &["--lang", "en"]);
    assert_eq!((run.status, run.err.as_str()), (0, "The advice is in advies.docx.\n"));
    let written = written.unwrap();
    is_sound(&written);
    let document = text(&written, "word/document.xml");
    assert!(document.contains("<w:pStyle w:val=\"Titel\"/>") && document.contains("<w:pStyle w:val=\"Kop1\"/>"));
    // Points are in their own list, and steps in new ones that look like theirs.
    assert!(document.contains("<w:pStyle w:val=\"Lijstopsomteken\"/></w:pPr>"), "{document}");
    assert!(!document.contains("Oude tekst") && !document.contains("\"Heading1\""));
    // The page of the last section, with the header that it has from the one before.
    assert!(document.ends_with(
        "<w:sectPr><w:footerReference w:type=\"first\" r:id=\"footer-first\"/>\
         <w:headerReference w:type=\"default\" r:id=\"header-default\"/>\
         <w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"12240\" w:h=\"15840\"/>\
         <w:pgMar w:top=\"2268\" w:right=\"1134\" w:bottom=\"1417\" w:left=\"2268\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>\
         <w:titlePg/></w:sectPr></w:body></w:document>"
    ), "{document}");
    assert!(document.contains("<w:tblW w:w=\"8838\" w:type=\"dxa\"/>"));
    let styles = text(&written, "word/styles.xml");
    // Theirs stay theirs, but for their language; ours that are missing stand on theirs.
    assert!(styles.contains("<w:style w:type=\"paragraph\" w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Standaard\"/><w:pPr><w:keepNext/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"00783C\"/>"));
    assert!(
        styles.contains("w:styleId=\"Heading2\">")
            && styles.contains("<w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Standaard\"/>")
    );
    assert_eq!(styles.matches("<w:lang ").count(), 1);
    assert!(styles.contains("<w:sz w:val=\"20\"/><w:lang w:val=\"en-GB\""), "{styles}");
    // Ours is a paragraph, theirs of that id letters.
    assert!(styles.contains("w:styleId=\"Strong1\"") && document.contains("<w:pStyle w:val=\"Strong1\"/>"));
    assert!(text(&written, "word/header-default.xml").contains("Gemeente Voorbeeld"));
    assert!(text(&written, "word/footer-first.xml").contains("Postbus 1"));
    assert!(text(&written, "word/footer.xml").contains("NUMPAGES"));
    assert_eq!(written["word/media/picture1.png"], logo());
    assert!(text(&written, "word/theme.xml").contains("DejaVu Serif"));
    assert!(!written.values().any(|bytes| String::from_utf8_lossy(bytes).contains("ambtenaar")));
}

#[test]
fn steps_count_in_lists_that_look_like_theirs_and_begin_anew() {
    let (_, written) = styled(&packed(&template()), &[]);
    let written = written.unwrap();
    let (document, numbering) = (text(&written, "word/document.xml"), text(&written, "word/numbering.xml"));
    for list in [10, 11] {
        let point = format!(
            "<w:pStyle w:val=\"Lijstnummering\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>"
        );
        assert_eq!(document.matches(&point).count(), 2, "{document}");
        let again = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>";
        let list = format!("<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"4\"/>{again}");
        assert!(numbering.contains(&list), "{numbering}");
    }
    // Looks come before lists, or Word refuses the file; theirs keep their numbers.
    let (first, last) = (numbering.find("<w:num ").unwrap(), numbering.rfind("<w:abstractNum ").unwrap());
    assert!(last < first && numbering.contains("<w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num>"));
    assert!(!numbering.contains("numIdMacAtCleanup"));
}

#[test]
fn a_plan_takes_it_over_as_an_advice_does() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("huisstijl.dotx"), packed(&template())).unwrap();
    let project = root().join("examples/projecten/dorpsstraat.yaml");
    let args = ["document", "plan", project.to_str().unwrap(), "--out", "plan.docx", "--style", "huisstijl.dotx"];
    let run = beslisboom(&args).within(folder.path()).run();
    assert_eq!(run.status, 0, "{}", run.err);
    let written = unpacked(&std::fs::read(folder.path().join("plan.docx")).unwrap());
    is_sound(&written);
    assert!(text(&written, "word/document.xml").contains("<w:pStyle w:val=\"Titel\"/>"));
    assert!(written.contains_key("word/header-default.xml"));
}

#[test]
fn altered_files_are_refused_or_give_a_sound_document() {
    let plan = project_plan(&Project { name: "Kade".to_owned(), ..Project::default() }, &[], Language::Dutch);
    let names: Vec<String> = template().into_keys().filter(|name| !name.starts_with("docProps")).collect();
    let (mut seed, mut taken) = (7_usize, 0);
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for _ in 0..400 {
        let mut files = template();
        let name = &names[next(names.len())];
        let bytes = files.get_mut(name).unwrap();
        let (at, marks) = (next(bytes.len()), [&b""[..], b"<", b"\"", b"&", b"/>", b"9", b"r:id=\"x\" ", b"\xff"]);
        let until = (at + next(30)).min(bytes.len());
        bytes.splice(at..until, marks[next(marks.len())].iter().copied());
        if let Ok(style) = HouseStyle::read(packed(&files)) {
            // What stands in styles and lists may be no XML; then it is a fault, and no panic.
            if let Ok(written) = docx_in_style(&plan, &style) {
                let written = unpacked(&written);
                assert!(written.contains_key("word/document.xml"), "{name}");
                taken += 1;
            }
        }
    }
    assert!(taken > 50, "{taken}");
}

/// Makes LibreOffice turn the advice into text and pages; `None` where that program is not there.
fn opened(folder: &Path) -> Option<String> {
    let home = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    let mut office = Command::new("soffice");
    let made = office.arg(home).args(["--headless", "--convert-to", "pdf", "advies.docx"]).current_dir(folder).output();
    let Ok(made) = made else {
        missing("no LibreOffice here: the document is not opened");
        return None;
    };
    assert!(made.status.success(), "{made:?}");
    let Ok(read) = Command::new("pdftotext").args(["-layout", "advies.pdf", "-"]).current_dir(folder).output() else {
        missing("no pdftotext here: pages are not read");
        return None;
    };
    Some(String::from_utf8(read.stdout).unwrap())
}

#[test]
fn libreoffice_shows_the_header_on_its_pages() {
    let folder = tempfile::tempdir().unwrap();
    let (run, _) = styled_in(folder.path(), &packed(&template()), &[]);
    assert_eq!(run.status, 0, "{}", run.err);
    let Some(text) = opened(folder.path()) else { return };
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.is_empty()).collect();
    assert!(pages.len() > 2, "{text}");
    assert!(pages[0].contains("Postbus 1") && !pages[0].contains("Gemeente Voorbeeld"), "{text}");
    for page in &pages[1..] {
        assert!(page.trim_start().starts_with("Gemeente Voorbeeld") && page.contains("Pagina "), "{page}");
    }
    let pictures = Command::new("pdfimages").args(["-list", "advies.pdf"]).current_dir(folder.path()).output().unwrap();
    assert!(String::from_utf8(pictures.stdout).unwrap().contains("120"), "the logo");
    if let Some(kept) = std::env::var_os("KEEP_DOCUMENT") {
        std::fs::copy(folder.path().join("advies.pdf"), kept).unwrap();
    }
}

#[test]
fn what_leads_out_or_runs_stays_behind_and_that_is_said() {
    let mut files = template();
    let field = |instruction: &[&str], result: &str| {
        let kind = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let said: String = instruction.iter().map(|it| format!("<w:r><w:instrText>{it}</w:instrText></w:r>")).collect();
        format!("{}{said}{}<w:r><w:t>{result}</w:t></w:r>{}", kind("begin"), kind("separate"), kind("end"))
    };
    let v = "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"";
    let inside = format!(
        "<w:p><w:hyperlink r:id=\"link\"><w:r><w:t>Onze site</w:t></w:r></w:hyperlink>{}{}{}{}{}</w:p>\
         <w:p><w:fldSimple w:instr=\" INCLUDEPICTURE &quot;http://volg.test/x.png&quot; \"><w:r><w:t>eenvoudig</w:t></w:r></w:fldSimple></w:p>\
         <w:p>{}{}{}</w:p><w:p><w:r><w:pict {v}><v:shape href=\"http://volg.test\"><v:imagedata r:id=\"logo\" src=\"http://volg.test/y\"/></v:shape></w:pict></w:r></w:p>\
         <w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/naam\"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>\
         <w:altChunk r:id=\"chunk\"/><w:p xmlns:x=\"{LINKS}\"><w:control x:id=\"control\"/></w:p>",
        field(&["DD", "EAUTO cmd x"], "gestart"),
        field(&[" PAGE "], "1"),
        picture("outside", ""),
        picture(
            "logo",
            "<a:hlinkClick xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" r:id=\"link\"/>"
        ),
        picture("huge", ""),
        picture("bomb", ""),
        picture("gone", ""),
        picture("chart", ""),
    );
    files.insert("word/header1.xml".to_owned(), header(&inside));
    let named = [
        ("link", "hyperlink", "http://volg.test/klik"),
        ("outside", "image", "http://volg.test/z.png"),
        ("logo", "image", "media/logo.PNG"),
        ("huge", "image", "media/huge.jpg"),
        ("bomb", "image", "media/bomb.gif"),
        ("chart", "chart", "charts/chart1.xml"),
        ("chunk", "aFChunk", "chunk.html"),
        ("control", "control", "activeX1.xml"),
    ];
    files.insert("word/_rels/header1.xml.rels".to_owned(), relations(&named));
    let noise: Vec<u8> = (0..6_u32 << 20).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    files.insert("word/media/huge.jpg".to_owned(), noise);
    files.insert("word/media/bomb.gif".to_owned(), vec![0; 200 << 20]);
    files.insert("word/chunk.html".to_owned(), b"<script>".to_vec());
    files.insert("word/vbaProject.bin".to_owned(), b"macro".to_vec());
    let rels = String::from_utf8(files["word/_rels/document.xml.rels"].clone()).unwrap();
    let macros =
        format!("<Relationship Id=\"vba\" Type=\"{LINKS}/vbaProject\" Target=\"vbaProject.bin\"/></Relationships>");
    files.insert("word/_rels/document.xml.rels".to_owned(), rels.replace("</Relationships>", &macros).into_bytes());
    let (run, written) = styled(&packed(&files), &[]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(
        run.err,
        "`huisstijl.docx`: macro’s gaan niet mee\n\
         `huisstijl.docx`: verwijzingen naar buiten het bestand gaan niet mee\n\
         `huisstijl.docx`: een afbeelding van meer dan 5 MB gaat niet mee; maak haar kleiner\n\
         `huisstijl.docx`: in de kop- of voettekst staat iets anders dan tekst en gewone afbeeldingen; dat gaat niet mee\n\
         `huisstijl.docx`: velden die iets ophalen of starten, zijn tekst geworden\n\
         Het advies staat in advies.docx.\n"
    );
    let written = written.unwrap();
    is_sound(&written);
    assert_eq!(written.keys().filter(|name| name.contains("media") || name.contains("bin")).count(), 1);
    let shown = text(&written, "word/header-default.xml");
    for gone in
        ["volg.test", "EAUTO", "INCLUDEPICTURE", "hyperlink", "altChunk", "w:control", "dataBinding", "hlinkClick"]
    {
        assert!(!shown.contains(gone), "{gone}: {shown}");
    }
    for there in ["Onze site", "gestart", "eenvoudig", "<w:instrText> PAGE </w:instrText>"] {
        assert!(shown.contains(there), "{there}: {shown}");
    }
    // The logo twice: as a picture, and as older documents draw it.
    assert_eq!((shown.matches("<w:drawing>").count(), shown.matches("<v:imagedata").count()), (1, 1), "{shown}");
}

#[track_caller]
fn is_refused(template: &[u8], said: &str) {
    let (run, written) = styled(template, &[]);
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.contains(said) && run.err.trim_end().lines().count() == 1, "{}", run.err);
    assert!(written.is_none());
}

#[test]
fn what_is_no_word_document_is_refused() {
    let no_word = "dit is geen Word-document; een huisstijl neem ik over uit een .docx of .dotx";
    is_refused(b"", no_word);
    is_refused(b"Beste mensen", no_word);
    is_refused(
        &packed(&Package::from([("mimetype".to_owned(), b"application/vnd.oasis.opendocument.text".to_vec())])),
        no_word,
    );
    let workbook = [
        ("_rels/.rels".to_owned(), relations(&[("a", "officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml".to_owned(), b"<workbook/>".to_vec()),
    ];
    is_refused(&packed(&Package::from(workbook)), no_word);
    is_refused(
        &[&[0xD0, 0xCF, 0x11, 0xE0][..], &[0; 600]].concat(),
        "dit document heeft een wachtwoord, of is een .doc",
    );
    let with = |name: &str, bytes: &[u8]| {
        let mut files = template();
        files.insert(name.to_owned(), bytes.to_vec());
        packed(&files)
    };
    let document = String::from_utf8(template()["word/document.xml"].clone()).unwrap();
    let strict = document.replace(WORDS, "http://purl.oclc.org/ooxml/wordprocessingml/main");
    is_refused(&with("word/document.xml", strict.as_bytes()), "Strict Open XML");
    is_refused(&with("word/header1.xml", &header("<w:p>")), "er klopt iets niet in dit Word-document");
    is_refused(&with("word/styles.xml", b"\xff\xfe<"), "er klopt iets niet in dit Word-document");
    is_refused(&with("word/styles.xml", &vec![b' '; 400 << 20]), "dit document is te groot");
    let whole = packed(&template());
    is_refused(&whole[..whole.len() - 40], no_word);
    is_refused(&vec![b'P'; (32 << 20) + 1], "het bestand wordt te groot");
}

#[test]
fn a_file_with_little_in_it_leaves_ours_as_it_is() {
    let document = format!(
        "<w:document xmlns:w=\"{WORDS}\"><w:body><w:sectPr><w:pgSz w:w=\"900\" w:h=\"-1\"/></w:sectPr></w:body></w:document>"
    );
    let files = [
        ("_rels/.rels".to_owned(), relations(&[("a", "officeDocument", "word/document.xml")])),
        ("word/document.xml".to_owned(), document.into_bytes()),
    ];
    let (run, written) = styled(&packed(&Package::from(files)), &[]);
    let said = "`huisstijl.docx`: er is geen koptekst; een logo in de tekst zelf gaat niet mee\nHet advies staat in advies.docx.\n";
    assert_eq!((run.status, run.err.as_str()), (0, said));
    let folder = tempfile::tempdir().unwrap();
    let replies = std::fs::read_to_string(root().join("examples/dorpsstraat.yaml")).unwrap();
    let plain =
        beslisboom(&["walk", "--replies", "-", "--out", "advies.docx"]).within(folder.path()).input(replies).run();
    assert_eq!(plain.status, 0);
    assert_eq!(written.unwrap(), unpacked(&std::fs::read(folder.path().join("advies.docx")).unwrap()));
}

#[test]
fn only_a_word_document_can_be_in_a_house_style() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("h.docx"), packed(&template())).unwrap();
    let run = beslisboom(&["walk", "--set", "begint=gemeente", "--out", "a.odt", "--style", "h.docx"])
        .within(folder.path())
        .run();
    let said = "--style is er alleen voor Word; laat de naam van --out eindigen op .docx";
    assert_eq!(run.status, 2);
    assert!(run.err.contains(said), "{}", run.err);
    let run = beslisboom(&["walk", "--set", "begint=gemeente", "--out", "a.docx", "--style", "weg.docx"])
        .within(folder.path())
        .run();
    assert_eq!(run.status, 2);
    assert!(run.err.contains("weg.docx") && !folder.path().join("a.docx").exists(), "{}", run.err);
    let run = beslisboom(&["walk", "--style", "h.docx"]).within(folder.path()).run();
    assert_eq!(run.status, 2);
}
