//! How wide the columns of a table are: every word stays whole where it can, and prose gets the rest of the room.

/// Letters that stand beside each other on a page, in the letter of tables; a guess, since fonts differ.
const PAGE: usize = 78;

/// Letters of a cell that ask for room at most: more is prose, which wraps.
const MOST: usize = 60;

/// The space that a cell keeps beside its text, in letters; letters of a head are bold, and wider.
const EDGES: usize = 3;

/// The widths of the columns, which are `total` together.
pub(super) fn widths(head: &[String], rows: &[Vec<String>], total: usize) -> Vec<usize> {
    let letters = |text: &str| text.chars().count().min(MOST);
    let cells = |column: usize| {
        std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).filter_map(move |row| row.get(column))
    };
    let word = |column| cells(column).flat_map(|cell| cell.split_whitespace()).map(letters).max().unwrap_or(0) + EDGES;
    let whole = |column| cells(column).map(|cell| letters(cell)).max().unwrap_or(0) + EDGES;
    let least: Vec<usize> = (0..head.len()).map(word).collect();
    let more: Vec<usize> = least.iter().enumerate().map(|(column, least)| whole(column).max(*least) - least).collect();
    let room = PAGE.saturating_sub(least.iter().sum());
    let wanted = more.iter().sum::<usize>().max(1);
    // In hundredths of a letter, so that little is lost to rounding.
    let shares: Vec<usize> =
        least.iter().zip(&more).map(|(least, more)| 100 * least + 100 * more * room / wanted).collect();
    let sum = shares.iter().sum::<usize>().max(1);
    shares.iter().map(|share| share * total / sum).collect()
}
