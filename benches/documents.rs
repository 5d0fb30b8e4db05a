//! Tables in the documents, between the markers `<!-- name -->` and `<!-- /name -->`.

use std::path::Path;
use std::{fs, io};

/// Replaces what stands between the markers of this name.
pub(crate) fn replace(document: &str, name: &str, tables: &str) -> io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(document);
    let text = fs::read_to_string(&path)?;
    let markers = [format!("<!-- {name} -->\n"), format!("<!-- /{name} -->")];
    let parts = text.split_once(&markers[0]).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(&markers[1])?;
        Some((before, after))
    });
    let Some((before, after)) = parts else {
        let message = format!("{document} has no {}", markers.concat());
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    };
    let [begin, end] = &markers;
    fs::write(path, [before, begin, tables, end, after].concat())
}
