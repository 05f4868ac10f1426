//! The workbook reader of others, kept from harm, and what is said where it cannot read on.

use crate::bilingual;
use crate::list::caught::caught;
use crate::text::language::Bilingual;
use calamine::XlsxError;

/// What is said of a fault.
pub(super) fn unreadable(fault: &XlsxError) -> Bilingual {
    match fault {
        XlsxError::Zip(_) => bilingual!(
            "dit is geen werkblad; open het en bewaar het als .xlsx, of geef --from csv als het een CSV is",
            "this is no spreadsheet; open it and save it as .xlsx, or give --from csv if it is a CSV"
        ),
        XlsxError::Password => bilingual!(
            "dit werkblad heeft een wachtwoord; bewaar het zonder",
            "this spreadsheet has a password; save it without one"
        ),
        // What the library says of the rest is of the inside of the file, and in one language.
        _ => bilingual!(
            "dit werkblad is niet te lezen: er klopt iets niet in; open het en bewaar het opnieuw als .xlsx",
            "this spreadsheet cannot be read: something in it is wrong; open it and save it again as .xlsx"
        ),
    }
}

/// Runs a part of the workbook reader, which panics on some files that were made to harm.
pub(super) fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Bilingual> {
    caught(read).map_err(|_| {
        bilingual!(
            "dit werkblad is niet te lezen: het is beschadigd; open het en bewaar het opnieuw als .xlsx",
            "this workbook cannot be read: it is damaged; open it and save it again as .xlsx"
        )
    })
}
