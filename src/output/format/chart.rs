//! A bar chart as SVG in a page. Every bar has its name and its number beside it, so no colour has to be told apart, and
//! the table behind the chart says the same.

use crate::output::document::BarChart;
use crate::output::xml::{Xml, empty, leaf, within};
use crate::text::sanitize::line;
use std::io;

/// The measures of a chart, in the units of its own drawing.
const WIDTH: usize = 720;
const ROW: usize = 22;
const NAMES: usize = 280;
const NUMBERS: usize = 70;
/// A name longer than this ends in an ellipsis; the table has it whole.
const LETTERS: usize = 40;

/// Draws a chart.
pub(super) fn svg(chart: &BarChart, out: &mut Xml) -> io::Result<()> {
    let bars = chart.bars();
    let height = (bars.len() * ROW).to_string();
    let view = format!("0 0 {WIDTH} {height}");
    let title = line(&chart.title);
    let about = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("role", "img"),
        ("aria-label", title.as_str()),
        ("viewBox", view.as_str()),
        ("width", "100%"),
        ("font-size", "14"),
        ("fill", "currentColor"),
    ];
    within(out, "svg", &about, |out| {
        bars.iter().enumerate().try_for_each(|(number, (name, value))| bar(number, name, *value, chart, out))
    })
}

fn bar(number: usize, name: &str, value: i64, chart: &BarChart, out: &mut Xml) -> io::Result<()> {
    let top = number * ROW;
    let room = (WIDTH - NAMES - NUMBERS) as i128;
    let long = (i128::from(value.max(0)) * room / i128::from(chart.largest())) as usize;
    let base = (top + 15).to_string();
    leaf(out, "text", &[("x", "0"), ("y", &base)], &short(name))?;
    // The first series is drawn full, the next ones lighter: a help to the eye, and no more than that.
    let weight = ["0.8", "0.5", "0.3"][(number % chart.series.len().max(1)).min(2)];
    let (from, above, width) = (NAMES.to_string(), (top + 3).to_string(), long.to_string());
    let sides = [
        ("x", from.as_str()),
        ("y", above.as_str()),
        ("width", width.as_str()),
        ("height", "16"),
        ("fill-opacity", weight),
        ("stroke", "currentColor"),
    ];
    empty(out, "rect", &sides)?;
    let beside = (NAMES + long + 6).to_string();
    leaf(out, "text", &[("x", &beside), ("y", &base)], &value.to_string())
}

fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    name.chars().take(LETTERS - 1).chain(['…']).collect()
}
