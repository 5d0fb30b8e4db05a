//! MNIST's file format, IDX: a magic number (two zero bytes, the type of the elements, the number
//! of dimensions), the dimensions as 32-bit big-endian integers, and then the elements.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use super::data::{Dataset, Examples};
use super::failure::Failure;

const UNSIGNED_BYTES: u8 = 0x08;
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const WHITEST: f64 = 255.0;

/// Reads `<part>-images-idx3-ubyte` and `<part>-labels-idx1-ubyte`, each of them also with `.gz`.
pub fn read_examples(directory: &Path, part: &str) -> Result<Examples, Failure> {
    let (images_path, images) = read(directory, &format!("{part}-images-idx3-ubyte"))?;
    let (labels_path, labels) = read(directory, &format!("{part}-labels-idx1-ubyte"))?;
    let ([count, rows, columns], pixels) = parse::<3>(&images).map_err(at(&images_path))?;
    let ([label_count], labels) = parse::<1>(&labels).map_err(at(&labels_path))?;
    if count != label_count {
        return Err(at(&labels_path)(format!(
            "{label_count} labels for {count} images"
        )));
    }
    if pixels.is_empty() {
        return Err(at(&images_path)("there are no images in it".to_owned()));
    }
    if let Some(label) = labels
        .iter()
        .find(|&&label| usize::from(label) >= Dataset::CLASSES)
    {
        return Err(at(&labels_path)(format!("{label} is not a digit")));
    }
    Ok(Examples {
        features: rows * columns,
        inputs: pixels.iter().map(|&p| f64::from(p) / WHITEST).collect(),
        labels: labels.iter().map(|&label| usize::from(label)).collect(),
    })
}

fn at(path: &Path) -> impl Fn(String) -> Failure {
    move |message| Failure::Run(format!("{}: {message}", path.display()))
}

/// The bytes of a file that may be compressed.
fn read(directory: &Path, name: &str) -> Result<(PathBuf, Vec<u8>), Failure> {
    let plain = directory.join(name);
    let compressed = directory.join(format!("{name}.gz"));
    let path = if plain.exists() || !compressed.exists() {
        plain
    } else {
        compressed
    };
    let mut bytes = fs::read(&path).map_err(|error| at(&path)(error.to_string()))?;
    if bytes.starts_with(&GZIP_MAGIC) {
        let mut content = Vec::new();
        GzDecoder::new(&bytes[..])
            .read_to_end(&mut content)
            .map_err(|error| at(&path)(error.to_string()))?;
        bytes = content;
    }
    Ok((path, bytes))
}

/// Splits a file of bytes with `D` dimensions into the dimensions and the elements.
pub fn parse<const D: usize>(bytes: &[u8]) -> Result<([usize; D], &[u8]), String> {
    let Some((magic, rest)) = bytes.split_first_chunk::<4>() else {
        return Err(format!("{} bytes are too few for an IDX file", bytes.len()));
    };
    let expected = [0, 0, UNSIGNED_BYTES, D as u8];
    if *magic != expected {
        return Err(format!(
            "magic number {:#010x} where {:#010x} belongs",
            u32::from_be_bytes(*magic),
            u32::from_be_bytes(expected)
        ));
    }
    let mut dimensions = [0; D];
    let mut rest = rest;
    for dimension in &mut dimensions {
        let Some((word, after)) = rest.split_first_chunk::<4>() else {
            return Err("the file ends within its header".to_owned());
        };
        *dimension = u32::from_be_bytes(*word) as usize;
        rest = after;
    }
    let elements = dimensions
        .iter()
        .try_fold(1_usize, |product, &n| product.checked_mul(n));
    if elements != Some(rest.len()) {
        return Err(format!(
            "{} elements where the header says {dimensions:?}",
            rest.len()
        ));
    }
    Ok((dimensions, rest))
}
