//! The size of a page and its margins, in twentieths of a point.

use super::super::package_parts::attribute;
use crate::output::xml::{Xml, empty};
use quick_xml::events::BytesStart;
use std::io;

/// The narrowest column of text, and the largest page of Word.
const NARROWEST: i64 = 2835;
const LARGEST: i64 = 31_680;

/// What margins are called, in their order.
const EDGES: [&str; 7] = ["top", "right", "bottom", "left", "header", "footer", "gutter"];

/// A page.
#[derive(Clone, Debug)]
pub(super) struct PageSize {
    width: i64,
    height: i64,
    edges: [i64; 7],
}

impl Default for PageSize {
    /// A4.
    fn default() -> PageSize {
        PageSize { width: 11_906, height: 16_838, edges: [1134, 1134, 1134, 1134, 567, 567, 0] }
    }
}

impl PageSize {
    /// The width of its text.
    pub(super) fn text_width(&self) -> i64 {
        let [_, right, _, left, _, _, gutter] = self.edges;
        self.width - right - left - gutter
    }

    /// Takes what an element of another document says.
    pub(super) fn take(&mut self, element: &BytesStart<'_>) {
        let number = |key: &str| attribute(element, key).and_then(|value| value.trim().parse::<i64>().ok());
        match element.local_name().as_ref() {
            "pgSz" => {
                self.width = number("w").unwrap_or(self.width);
                self.height = number("h").unwrap_or(self.height);
            }
            "pgMar" => {
                for (edge, key) in self.edges.iter_mut().zip(EDGES) {
                    *edge = number(key).unwrap_or(*edge);
                }
            }
            _ => {}
        }
    }

    /// The page, where text fits on it; else ours.
    pub(super) fn sound(self) -> PageSize {
        let page = NARROWEST..=LARGEST;
        let edges = self.edges.iter().all(|edge| (-LARGEST..=LARGEST).contains(edge));
        let high = self.height.saturating_sub(self.edges[0].abs()).saturating_sub(self.edges[2].abs());
        let sound = edges
            && page.contains(&self.width)
            && page.contains(&self.height)
            && page.contains(&self.text_width())
            && page.contains(&high);
        if sound { self } else { PageSize::default() }
    }

    /// Writes it down.
    pub(super) fn write(&self, xml: &mut Xml) -> io::Result<()> {
        let (width, height) = (self.width.to_string(), self.height.to_string());
        let size = [("w:w", width.as_str()), ("w:h", height.as_str()), ("w:orient", "landscape")];
        let upright = self.width <= self.height;
        empty(xml, "w:pgSz", if upright { &size[..2] } else { &size })?;
        let edges: Vec<(String, String)> =
            EDGES.iter().zip(self.edges).map(|(edge, size)| (format!("w:{edge}"), size.to_string())).collect();
        let edges: Vec<(&str, &str)> = edges.iter().map(|(edge, size)| (edge.as_str(), size.as_str())).collect();
        empty(xml, "w:pgMar", &edges)
    }
}
