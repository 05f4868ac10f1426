//! Cells that were merged over rows: what stands in the first counts for every row that they cover.

use crate::bilingual;
use crate::list::cell::Cell;
use crate::text::language::Bilingual;
use calamine::Dimensions;
use std::collections::BTreeMap;

/// So many columns may have merged cells beside each other.
const COLUMNS: usize = 64;

/// The merged cells of a sheet.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// Those that are to come, the last row first.
    ahead: Vec<Dimensions>,
    /// By column, the last row that is covered, with what counts there.
    open: BTreeMap<u32, (u32, Cell)>,
    /// Whether some row was filled in.
    pub(super) used: bool,
}

impl Merged {
    /// Those of these that cover more than one row.
    pub(super) fn of(mut regions: Vec<Dimensions>) -> Merged {
        regions.retain(|region| region.end.0 > region.start.0);
        regions.sort_unstable_by_key(|region| std::cmp::Reverse(region.start));
        Merged { ahead: regions, ..Merged::default() }
    }

    /// Fills in a row what was merged over it; rows come from top to bottom.
    pub(super) fn fill(&mut self, row: u32, cells: &mut Vec<Cell>) -> Result<(), Bilingual> {
        self.open.retain(|_, (end, _)| *end >= row);
        for (column, (_, cell)) in &self.open {
            let column = *column as usize;
            cells.resize(cells.len().max(column + 1), Cell::Empty);
            if cells[column] == Cell::Empty {
                cells[column] = cell.clone();
                self.used = true;
            }
        }
        while let Some(region) = self.ahead.pop_if(|region| region.start.0 <= row) {
            let (start, end) = (region.start, region.end);
            let cell = cells.get(start.1 as usize).filter(|cell| **cell != Cell::Empty && start.0 == row);
            self.open.extend(cell.map(|cell| (start.1, (end.0, cell.clone()))));
        }
        if self.open.len() > COLUMNS {
            return Err(bilingual!(
                "meer dan 64 kolommen hebben samengevoegde cellen naast elkaar; maak ze los en bewaar het werkblad opnieuw",
                "over 64 columns have merged cells beside each other; unmerge them and save the workbook again"
            ));
        }
        Ok(())
    }
}
