//! The colours of rows that need attention, put into the styles of a workbook.

use super::parts::reader;
use quick_xml::events::Event;
use std::fmt::Write as _;
use std::io;
use std::ops::Range;

/// What is added to the styles: their new text, and the number of the first colour.
pub(super) struct Coloured {
    pub(super) text: String,
    pub(super) first: usize,
}

/// Styles with these colours (such as `FFF8CBAD`) as the last of their differential formats. Colours that are there
/// already are taken as they are. `None` where the styles are not as they should be.
pub(super) fn with(styles: &str, colours: &[&str]) -> io::Result<Option<Coloured>> {
    let mut found = Found::default();
    let mut xml = reader(styles.as_bytes());
    let mut buffer = Vec::new();
    let (mut depth, mut begun) = (0_usize, 0);
    loop {
        let before = xml.buffer_position() as usize;
        let event = xml.read_event_into(&mut buffer).map_err(io::Error::other)?;
        let after = xml.buffer_position() as usize;
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.local_name().as_ref().to_owned();
                let empty = matches!(event, Event::Empty(_));
                match (depth, &name[..]) {
                    (0, _) => found.prefix = prefix(element.name().as_ref()),
                    (1, "dxfs") => found.list = Some((before..after, empty)),
                    // These come behind them.
                    (1, "tableStyles" | "colors" | "extLst") => found.behind = found.behind.or(Some(before)),
                    (2, "dxf") => begun = before,
                    _ => {}
                }
                if (depth, &name[..], empty) == (2, "dxf", true) {
                    found.formats.push(before..after);
                }
                depth += usize::from(!empty);
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                match (depth, element.local_name().as_ref()) {
                    (2, "dxf") => found.formats.push(begun..after),
                    (1, "dxfs") => found.end = Some(before),
                    (0, _) => found.behind = found.behind.or(Some(before)),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(found.with(styles, colours))
}

/// The prefix of a name, with its colon.
pub(super) fn prefix(name: &str) -> String {
    name.split_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default()
}

#[derive(Default)]
struct Found {
    prefix: String,
    /// The tag that opens the list of formats, and whether it also closes it.
    list: Option<(Range<usize>, bool)>,
    end: Option<usize>,
    /// Where a list may stand, where there is none.
    behind: Option<usize>,
    formats: Vec<Range<usize>>,
}

impl Found {
    fn with(&self, styles: &str, colours: &[&str]) -> Option<Coloured> {
        let p = &self.prefix;
        let one = |colour: &&str| {
            format!(
                "<{p}dxf><{p}fill><{p}patternFill><{p}bgColor rgb=\"{colour}\"/></{p}patternFill></{p}fill></{p}dxf>"
            )
        };
        let new: Vec<String> = colours.iter().map(one).collect();
        let same = |window: &[Range<usize>]| window.iter().zip(&new).all(|(at, new)| styles[at.clone()] == new[..]);
        if let Some(first) = self.formats.windows(new.len()).position(same) {
            return Some(Coloured { text: styles.to_owned(), first });
        }
        let (first, new) = (self.formats.len(), new.concat());
        let count = first + colours.len();
        let mut text = String::with_capacity(styles.len() + 500);
        match (&self.list, self.end) {
            (Some((open, false)), Some(end)) => {
                text += &styles[..open.start];
                let _ = write!(text, "<{p}dxfs count=\"{count}\">");
                text += &styles[open.end..end];
                text += &new;
                text += &styles[end..];
            }
            (list, _) => {
                let place = list.as_ref().map_or(self.behind?..self.behind?, |(open, _)| open.clone());
                text += &styles[..place.start];
                let _ = write!(text, "<{p}dxfs count=\"{count}\">{new}</{p}dxfs>");
                text += &styles[place.end..];
            }
        }
        Some(Coloured { text, first })
    }
}

#[cfg(test)]
mod tests {
    use super::with;

    const NEW: &str = "<dxf><fill><patternFill><bgColor rgb=\"FFAABBCC\"/></patternFill></fill></dxf>";

    #[test]
    fn a_colour_comes_last_among_the_formats_and_once() {
        for (styles, coloured, first) in [
            (
                "<s><dxfs count=\"1\"><dxf/></dxfs><tableStyles/></s>",
                "<s><dxfs count=\"2\"><dxf/>@</dxfs><tableStyles/></s>",
                1,
            ),
            (
                "<s><dxfs count=\"1\"><dxf><font/></dxf></dxfs></s>",
                "<s><dxfs count=\"2\"><dxf><font/></dxf>@</dxfs></s>",
                1,
            ),
            ("<s><dxfs count=\"0\"/><colors/></s>", "<s><dxfs count=\"1\">@</dxfs><colors/></s>", 0),
            (
                "<s><fonts/><tableStyles/><colors/></s>",
                "<s><fonts/><dxfs count=\"1\">@</dxfs><tableStyles/><colors/></s>",
                0,
            ),
            ("<s><fonts/><extLst/></s>", "<s><fonts/><dxfs count=\"1\">@</dxfs><extLst/></s>", 0),
            ("<s><fonts/></s>", "<s><fonts/><dxfs count=\"1\">@</dxfs></s>", 0),
        ] {
            let done = with(styles, &["FFAABBCC"]).unwrap().unwrap();
            assert_eq!((&done.text, done.first), (&coloured.replace('@', NEW), first));
            let again = with(&done.text, &["FFAABBCC"]).unwrap().unwrap();
            assert_eq!((again.text, again.first), (done.text, first));
        }
    }
}
