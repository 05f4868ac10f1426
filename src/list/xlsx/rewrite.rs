//! A sheet written anew as it stands, but for the columns that are added or replaced, and what shows them.

use super::parts::reader;
use super::range::{Range, place};
use super::spool::Rows;
use super::styles::prefix;
use super::with_attribute::with_range;
use crate::list::attention::{ATTENTION, MARK, formula};
use crate::output::format::package_parts::attribute;
use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::writer::Writer;
use rust_xlsxwriter::utility::column_number_to_name;
use std::io::{self, BufRead, Write};

/// A rule for colours is kept aside no longer than this, to see whether it is ours.
const RULE: usize = 1 << 20;

/// What stands behind the rules for colours in a sheet (ECMA-376 part 1, section 18.3.1.99).
const BEHIND: [&str; 23] = [
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// What changes in a sheet.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The line of the head.
    pub(super) head: u64,
    /// The last row that gets anything.
    pub(super) last: u64,
    /// The places of the added columns with their names and widths.
    pub(super) added: Vec<(usize, String, f64)>,
    /// The places of columns that an earlier run added, and this one does not.
    pub(super) cleared: Vec<usize>,
    /// Those of them of which the head stays.
    pub(super) kept_heads: Vec<usize>,
    /// The place of the column behind which the sheet scrolls.
    pub(super) name: usize,
    /// The place of the status, and the number of the first colour.
    pub(super) coloured: Option<(usize, usize)>,
}

impl Changes {
    fn is_ours(&self, column: usize) -> bool {
        self.cleared.contains(&column) || self.added.iter().any(|(at, ..)| *at == column)
    }

    /// The added columns from left to right: place in the sheet, place among the added ones.
    fn in_order(&self) -> Vec<(usize, usize)> {
        let mut order: Vec<(usize, usize)> = self.added.iter().enumerate().map(|(nth, (at, ..))| (*at, nth)).collect();
        order.sort_unstable();
        order
    }

    fn last_column(&self) -> usize {
        self.added.iter().map(|(at, ..)| *at).max().unwrap_or_default()
    }

    /// A filter on the head as far as it goes then; `None` where it stands elsewhere.
    pub(super) fn filtered(&self, filter: Range) -> Option<Range> {
        let (first, last) = filter.columns;
        (filter.rows.0 == self.head).then(|| Range { columns: (first, last.max(self.last_column())), ..filter })
    }
}

/// Writes the sheet in `input` with the changes and the rows that were kept.
pub(super) fn rewrite(input: impl BufRead, out: impl Write, changes: &Changes, rows: &mut Rows<'_>) -> io::Result<()> {
    let mut sheet = Rewriting {
        xml: reader(input),
        out: Writer::new(out),
        changes,
        prefix: String::new(),
        depth: 0,
        viewed: false,
        awaits_pane: false,
        columns_end: 0,
        coloured: false,
        head_style: None,
        row: 0,
        done: 0,
    };
    sheet.run(rows)
}

struct Rewriting<'c, R, W: Write> {
    xml: Reader<R>,
    out: Writer<W>,
    changes: &'c Changes,
    /// The prefix of the names of elements, with its colon.
    prefix: String,
    depth: usize,
    /// Whether the view of the sheet was come to, and whether its first child is to come.
    viewed: bool,
    awaits_pane: bool,
    /// The last column whose width is set.
    columns_end: usize,
    coloured: bool,
    /// The style of the last cell of the head.
    head_style: Option<String>,
    row: u64,
    /// The last row that got its cells.
    done: u64,
}

impl<R: BufRead, W: Write> Rewriting<'_, R, W> {
    fn run(&mut self, rows: &mut Rows<'_>) -> io::Result<()> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = self.xml.read_event_into(&mut buffer).map_err(io::Error::other)?;
            match event {
                Event::Eof => return Ok(()),
                Event::Start(element) => self.begin(element, false, rows)?,
                Event::Empty(element) => self.begin(element, true, rows)?,
                Event::End(element) => {
                    self.pane_before("")?;
                    self.depth = self.depth.saturating_sub(1);
                    match (self.depth, element.local_name().as_ref()) {
                        (1, "cols") => self.widths(false)?,
                        (0, _) => self.colours_before(BEHIND[0])?,
                        _ => {}
                    }
                    self.out.write_event(Event::End(element))?;
                }
                event => self.out.write_event(event)?,
            }
        }
    }

    /// An element, and all that is in it where something in it changes.
    fn begin(&mut self, element: BytesStart<'_>, empty: bool, rows: &mut Rows<'_>) -> io::Result<()> {
        let name = element.local_name().as_ref().to_owned();
        self.pane_before(&name)?;
        match (self.depth, &name[..]) {
            (0, _) => self.prefix = prefix(element.name().as_ref()),
            (1, "dimension") => return self.dimension(&element, empty),
            (1, "sheetFormatPr" | "cols" | "sheetData") if !self.viewed => self.view()?,
            (1, "conditionalFormatting") if !empty => return self.colours(element),
            (1, "autoFilter") => {
                let range = attribute(&element, "ref").as_deref().and_then(Range::read);
                let grown = range.and_then(|range| self.changes.filtered(range));
                let element = grown.map_or(element.clone(), |range| with_range(&element, range.columns.1));
                self.depth += usize::from(!empty);
                return self.out.write_event(if empty { Event::Empty(element) } else { Event::Start(element) });
            }
            (1, _) => self.colours_before(&name)?,
            (2, "sheetView") if !self.viewed => {
                self.viewed = true;
                if empty {
                    self.out.write_event(Event::Start(element.borrow()))?;
                    self.pane()?;
                    return self.out.write_event(Event::End(element.to_end()));
                }
                self.awaits_pane = true;
            }
            (2, "col") => {
                let end = attribute(&element, "max").and_then(|it| it.parse().ok()).unwrap_or_default();
                self.columns_end = self.columns_end.max(end);
            }
            (2, "row") => return self.row(element, empty, rows),
            _ => {}
        }
        if (self.depth, &name[..]) == (1, "cols") {
            self.columns_end = self.columns_end.max(1);
        } else if (self.depth, &name[..]) == (1, "sheetData") && self.columns_end == 0 {
            self.widths(true)?;
        }
        self.depth += usize::from(!empty);
        self.out.write_event(if empty { Event::Empty(element) } else { Event::Start(element) })
    }

    /// Writes XML that is ours; `<` and `</` get the prefix of the file.
    fn ours(&mut self, xml: &str) -> io::Result<()> {
        let xml = match &self.prefix[..] {
            "" => xml.to_owned(),
            prefix => xml.replace('<', &format!("<{prefix}")).replace(&format!("<{prefix}/"), &format!("</{prefix}")),
        };
        self.out.get_mut().write_all(xml.as_bytes())
    }

    fn dimension(&mut self, element: &BytesStart<'_>, empty: bool) -> io::Result<()> {
        self.depth += usize::from(!empty);
        let size = attribute(element, "ref").unwrap_or_default();
        let (start, end) = size.split_once(':').unwrap_or((&size, &size));
        let Some((row, column)) = place(end) else {
            return self.out.write_event(if empty {
                Event::Empty(element.borrow())
            } else {
                Event::Start(element.borrow())
            });
        };
        let column = column_number_to_name(column.max(self.changes.last_column()) as u16);
        let row = row.max(self.changes.last);
        let close = if empty { "/" } else { "" };
        self.ours(&format!("<dimension ref=\"{}:{column}{row}\"{close}>", escape(start)))
    }

    /// A view of the sheet, where it has none.
    fn view(&mut self) -> io::Result<()> {
        self.viewed = true;
        self.ours("<sheetViews><sheetView workbookViewId=\"0\">")?;
        self.pane()?;
        self.ours("</sheetView></sheetViews>")
    }

    /// The first child of the view is at hand: where it is no pane, one goes before it.
    fn pane_before(&mut self, name: &str) -> io::Result<()> {
        if std::mem::take(&mut self.awaits_pane) && name != "pane" { self.pane() } else { Ok(()) }
    }

    /// The head and the names stay in view.
    fn pane(&mut self) -> io::Result<()> {
        let (across, down) = (self.changes.name + 1, self.changes.head);
        let first = format!("{}{}", column_number_to_name(across as u16), down + 1);
        self.ours(&format!(
            "<pane xSplit=\"{across}\" ySplit=\"{down}\" topLeftCell=\"{first}\" activePane=\"bottomRight\" state=\"frozen\"/>"
        ))
    }

    /// The widths of added columns, but for those that have one; `alone`: there are no others.
    fn widths(&mut self, alone: bool) -> io::Result<()> {
        let mut widths: Vec<(usize, f64)> = self.changes.added.iter().map(|(at, _, width)| (at + 1, *width)).collect();
        widths.retain(|(number, _)| *number > self.columns_end);
        widths.sort_unstable_by_key(|(number, _)| *number);
        let columns: String = widths
            .iter()
            .map(|(it, width)| format!("<col min=\"{it}\" max=\"{it}\" width=\"{width}\" customWidth=\"1\"/>"))
            .collect();
        match (alone, columns.is_empty()) {
            (true, false) => self.ours(&format!("<cols>{columns}</cols>")),
            _ => self.ours(&columns),
        }
    }

    /// A rule for colours: one that an earlier run made goes.
    fn colours(&mut self, element: BytesStart<'_>) -> io::Result<()> {
        let mut kept = vec![Event::Start(element.into_owned())];
        let (mut size, mut inside, mut mine) = (0, 1, false);
        let mut buffer = Vec::new();
        while inside > 0 {
            buffer.clear();
            let event = self.xml.read_event_into(&mut buffer).map_err(io::Error::other)?.into_owned();
            match &event {
                Event::Start(_) => inside += 1,
                Event::End(_) => inside -= 1,
                Event::Text(text) => mine |= text.contains(MARK),
                Event::Eof => return Err(io::Error::other("end of sheet")),
                _ => {}
            }
            size += event.len();
            kept.push(event);
            if size > RULE {
                kept.drain(..).try_for_each(|event| self.out.write_event(event))?;
                size = 0;
            }
        }
        if !mine {
            kept.into_iter().try_for_each(|event| self.out.write_event(event))?;
        }
        Ok(())
    }

    /// The colours of rows that need attention, before what has to stand behind them.
    fn colours_before(&mut self, name: &str) -> io::Result<()> {
        let Some((status, first)) = self.changes.coloured.filter(|_| !self.coloured && BEHIND.contains(&name)) else {
            return Ok(());
        };
        self.coloured = true;
        let (top, bottom) = (self.changes.head + 1, self.changes.last);
        if bottom < top {
            return Ok(());
        }
        let last = column_number_to_name(self.changes.last_column() as u16);
        let mut rules = String::new();
        for (nth, (word, _)) in ATTENTION.iter().enumerate() {
            let formula = formula(status, top, word);
            let (colour, priority) = (first + nth, 1001 + nth);
            rules += &format!(
                "<cfRule type=\"expression\" dxfId=\"{colour}\" priority=\"{priority}\"><formula>{}</formula></cfRule>",
                escape(&formula)
            );
        }
        self.ours(&format!("<conditionalFormatting sqref=\"A{top}:{last}{bottom}\">{rules}</conditionalFormatting>"))
    }

    /// A row with its cells.
    fn row(&mut self, element: BytesStart<'_>, empty: bool, rows: &mut Rows<'_>) -> io::Result<()> {
        self.row = attribute(&element, "r").and_then(|it| it.parse().ok()).unwrap_or(self.row + 1);
        let cells = match self.row {
            row if row == self.done => None,
            row if row == self.changes.head => {
                Some(self.changes.added.iter().map(|(_, name, _)| name.clone()).collect())
            }
            row => rows.at(row)?,
        };
        if empty || (self.row != self.changes.head && cells.is_none() && self.row != self.done) {
            self.depth += usize::from(!empty);
            self.out.write_event(if empty { Event::Empty(element) } else { Event::Start(element) })?;
            // Nothing in it changes: its cells go by one by one.
            return if empty { Ok(()) } else { self.cells(None) };
        }
        let first = self.row != self.done;
        self.done = self.row;
        // How far its cells go is no longer what it says.
        let mut start = BytesStart::new(element.name().as_ref().to_owned());
        for it in element.attributes().flatten().filter(|it| it.key.local_name().as_ref() != "spans") {
            start.push_attribute(it);
        }
        self.depth += 1;
        self.out.write_event(Event::Start(start))?;
        self.cells(Some(cells.filter(|_| first).unwrap_or_default()))
    }

    /// The cells of a row up to its end, with those that are added; as they are where that is `None`.
    fn cells(&mut self, added: Option<Vec<String>>) -> io::Result<()> {
        let order = if added.is_some() { self.changes.in_order() } else { Vec::new() };
        let mut order = order.into_iter().peekable();
        let texts = added.as_deref().unwrap_or_default();
        let mut next = 0;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = self.xml.read_event_into(&mut buffer).map_err(io::Error::other)?;
            match event {
                Event::Eof => return Err(io::Error::other("end of sheet")),
                Event::End(element) if element.local_name().as_ref() == "row" => {
                    let element = element.into_owned();
                    for (column, nth) in order.by_ref() {
                        self.cell(column, texts.get(nth))?;
                    }
                    self.depth -= 1;
                    return self.out.write_event(Event::End(element));
                }
                Event::Start(ref element) | Event::Empty(ref element) if element.local_name().as_ref() == "c" => {
                    let column = attribute(element, "r").and_then(|it| place(&it)).map_or(next, |(_, column)| column);
                    next = column + 1;
                    let empty = matches!(event, Event::Empty(_));
                    if self.row == self.changes.head && !self.changes.is_ours(column) {
                        self.head_style = attribute(element, "s").or(self.head_style.take());
                    }
                    let kept = self.row == self.changes.head && self.changes.kept_heads.contains(&column);
                    if added.is_some() && self.changes.is_ours(column) && !kept {
                        if !empty {
                            let end = element.to_end().into_owned();
                            self.xml.read_to_end_into(end.name(), &mut Vec::new()).map_err(io::Error::other)?;
                        }
                        continue;
                    }
                    let event = event.into_owned();
                    while let Some((at, nth)) = order.next_if(|(at, _)| *at < column) {
                        self.cell(at, texts.get(nth))?;
                    }
                    self.out.write_event(event)?;
                }
                event => self.out.write_event(event)?,
            }
        }
    }

    /// A cell with a text; none where that is empty.
    fn cell(&mut self, column: usize, text: Option<&String>) -> io::Result<()> {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(()) };
        let place = format!("{}{}", column_number_to_name(column as u16), self.row);
        let style = match &self.head_style {
            Some(style) if self.row == self.changes.head => format!(" s=\"{}\"", escape(style)),
            _ => String::new(),
        };
        self.ours(&format!("<c r=\"{place}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">"))?;
        // What XML cannot hold is nothing that anybody could see.
        let may = |letter: &char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
        let text: String = text.chars().filter(may).collect();
        self.out.write_event(Event::Text(BytesText::new(&text)))?;
        self.ours("</t></is></c>")
    }
}
