//! Several files as one: what DOCX and ODT files are. The same files always give the same bytes.

use std::io::{self, Cursor, Write};
use zip::CompressionMethod::{Deflated, Stored};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// Packs files in this order. One named `mimetype` is stored as it is, where others look for it.
pub(super) fn packed<N: AsRef<str>>(files: &[(N, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // Into what `rust_xlsxwriter` packs into too: the packer stands in the program once.
    let mut package = ZipWriter::new(Cursor::new(&mut bytes));
    for (name, content) in files {
        let name = name.as_ref();
        let method = if name == "mimetype" { Stored } else { Deflated };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::DEFAULT);
        package.start_file(name, options)?;
        package.write_all(content)?;
    }
    package.finish()?;
    Ok(bytes)
}
