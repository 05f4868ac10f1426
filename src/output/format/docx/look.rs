//! What a document looks like: its styles, its lists and its page.

use super::house_style::HouseStyle;
use super::numbering::Numbering;
use super::page_size::PageSize;
use super::styles::{BULLETS, NUMBERS, Styles};
use std::io;

/// The look of a document.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) page: PageSize,
    pub(super) first_differs: bool,
    /// The style of points, and their list where the style has none of its own.
    pub(super) point_style: String,
    pub(super) points: Option<i64>,
    /// The style of steps, and what their lists look like where that is not ours.
    pub(super) count_style: String,
    pub(super) counted: Option<String>,
}

impl Look {
    /// Ours, or that of a house style.
    pub(super) fn of(style: Option<&HouseStyle>, language: &str) -> io::Result<Look> {
        let page = style.map(|style| style.page.clone()).unwrap_or_default();
        let styles = match style.and_then(|style| style.styles.as_deref()) {
            Some(theirs) => Styles::merged(theirs, language, page.text_width())?,
            None => Styles::ours(language, page.text_width()),
        };
        let numbering = match style.and_then(|style| style.numbering.clone()) {
            Some(theirs) => Numbering::of(theirs)?,
            None => Numbering::ours(),
        };
        let look_of = |style| styles.list(style).and_then(|list| numbering.look(list));
        let (bullets, counted) = (look_of(BULLETS).is_some(), look_of(NUMBERS).map(str::to_owned));
        let in_style = |has: bool, style| styles.id(if has { style } else { "ListParagraph" }).to_owned();
        Ok(Look {
            point_style: in_style(bullets, BULLETS),
            points: (!bullets).then(|| numbering.points()),
            count_style: in_style(counted.is_some(), NUMBERS),
            counted,
            first_differs: style.is_some_and(|style| style.first_differs),
            styles,
            numbering,
            page,
        })
    }
}
