//! Packs what lies under `trees/` into the program, where it takes a quarter of the room.
#![allow(clippy::unwrap_used, reason = "a build that cannot read its own files stops")]

use flate2::{Compression, write::DeflateEncoder};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=trees");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap());
    let mut paths = Vec::new();
    files(Path::new("trees"), "", &mut paths);
    paths.sort();
    let mut list = format!("static PACKED: [Packed; {}] = [\n", paths.len());
    for (number, path) in paths.iter().enumerate() {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&fs::read(Path::new("trees").join(path)).unwrap()).unwrap();
        fs::write(out.join(format!("{number}.deflate")), packed.finish().unwrap()).unwrap();
        let bytes = format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{number}.deflate\"))");
        writeln!(list, "    Packed::new({path:?}, {bytes}),").unwrap();
    }
    list.push_str("];\n");
    fs::write(out.join("shipped.rs"), list).unwrap();
}

/// The YAML files of a folder, by their path below `trees/`.
fn files(folder: &Path, below: &str, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            files(&entry.path(), &format!("{path}/"), paths);
        } else if path.ends_with(".yaml") {
            paths.push(path);
        }
    }
}
