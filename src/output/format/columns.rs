//! How wide the columns of a table are: every word stays whole where it can, and prose gets the rest of the room.

/// Letters that stand beside each other on a page, in the letter of tables; a guess, since fonts differ.
const PAGE: usize = 92;

/// A cell with more letters is prose, which wraps: beyond them it asks for room by this part of its letters, so that a
/// longer text gets a wider column and no text gets all of the page.
const PROSE: usize = 24;
const PART: usize = 4;

/// Letters that count at most.
const MOST: usize = 400;

/// The space that a cell keeps beside its text, in letters; letters of a head are bold, and wider.
const EDGES: usize = 3;

/// The widths of the columns, which are `total` together.
pub(super) fn widths(head: &[String], rows: &[Vec<String>], total: usize) -> Vec<usize> {
    let letters = |text: &str| text.chars().count().min(MOST);
    let asked = |cell: &str| letters(cell).min(PROSE) + letters(cell).saturating_sub(PROSE) / PART;
    let cells = |column: usize| {
        std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).filter_map(move |row| row.get(column))
    };
    let word = |column| cells(column).flat_map(|cell| cell.split_whitespace()).map(letters).max().unwrap_or(0) + EDGES;
    let whole = |column| cells(column).map(|cell| asked(cell)).max().unwrap_or(0) + EDGES;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prose_gets_the_most_room_and_every_word_stays_whole() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let prose = "Je loopt samen door het gebied en wijst aan wat goed en niet goed gaat. ".repeat(5);
        let head = row(&["Werkvorm", "Waarom", "Weken", "Kosten", "Mensen"]);
        let rows = [row(&["Schouw (wijkwandeling)", &prose, "ca. 2–4", "ca. laag", "ca. 20–2000"])];
        let of = widths(&head, &rows, 9638);
        assert!(of.iter().sum::<usize>() <= 9638 && of.iter().sum::<usize>() > 9600, "{of:?}");
        // More than a third of the page; else a row is a page high.
        assert!(of[1] > 9638 * 2 / 5 && of[1] < 9638 * 3 / 5, "{of:?}");
        for (width, word) in of.iter().zip(["(wijkwandeling)", "gebied", "Weken", "Kosten", "20–2000"]) {
            assert!(width * PAGE / 9638 >= word.chars().count() + EDGES - 1, "{word}: {of:?}");
        }
    }
}
