//! The IDX reader, on small files written here: good ones and malformed ones.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::mlp_backprop::failure::Failure;
use super::mlp_backprop::idx::{parse, read_examples};
use super::mlp_backprop::run;

const IMAGES: u8 = 3;
const LABELS: u8 = 1;

fn idx(dimensions: &[u32], elements: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0, 0, 8, dimensions.len() as u8];
    bytes.extend(dimensions.iter().flat_map(|n| n.to_be_bytes()));
    bytes.extend(elements);
    bytes
}

/// Three images of 2 x 2 pixels.
fn images() -> Vec<u8> {
    idx(&[3, 2, 2], &[0, 51, 102, 255, 255, 0, 0, 0, 0, 0, 255, 255])
}

fn labels() -> Vec<u8> {
    idx(&[3], &[7, 0, 9])
}

fn path(directory: &Path, part: &str, dimensions: u8) -> PathBuf {
    let kind = if dimensions == IMAGES {
        "images"
    } else {
        "labels"
    };
    directory.join(format!("{part}-{kind}-idx{dimensions}-ubyte"))
}

/// A new folder with a good set of four files.
fn folder(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("idx")
        .join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    for part in ["train", "t10k"] {
        fs::write(path(&directory, part, IMAGES), images()).unwrap();
        fs::write(path(&directory, part, LABELS), labels()).unwrap();
    }
    directory
}

fn run_on(directory: &Path) -> Result<String, Failure> {
    let mut out = Vec::new();
    let flags = ["--epochs", "2", "--batch", "2", "--idx"].map(Into::into);
    run(flags.into_iter().chain([directory.into()]), &mut out, false)?;
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn good_files_are_read() {
    let examples = read_examples(&folder("good"), "train").unwrap();
    assert_eq!(examples.features, 4);
    assert_eq!(examples.labels, [7, 0, 9]);
    assert_eq!(examples.input(0), [0.0, 0.2, 0.4, 1.0]);
    assert_eq!(examples.input(2), [0.0, 0.0, 1.0, 1.0]);
}

#[test]
fn the_whole_program_runs_on_them() {
    let text = run_on(&folder("whole")).unwrap();
    assert!(
        text.contains("4-30-10") && text.contains("3 images to learn from"),
        "{text}"
    );
}

#[test]
fn compressed_files_are_read() {
    let directory = folder("compressed");
    let plain = path(&directory, "train", IMAGES);
    fs::remove_file(&plain).unwrap();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&images()).unwrap();
    let compressed = encoder.finish().unwrap();
    let gz = directory.join("train-images-idx3-ubyte.gz");
    fs::write(&gz, &compressed).unwrap();
    assert_eq!(read_examples(&directory, "train").unwrap().labels.len(), 3);

    fs::write(&gz, &compressed[..compressed.len() / 2]).unwrap();
    assert_eq!(run_on(&directory).unwrap_err().exit_code(), 1);
}

#[test]
fn malformed_files_are_reported_by_name() {
    let cut = |mut bytes: Vec<u8>, length| {
        bytes.truncate(length);
        bytes
    };
    let wrong_type = {
        let mut bytes = images();
        bytes[2] = 0x0d;
        bytes
    };
    let huge = idx(&[u32::MAX, u32::MAX, u32::MAX], &[1, 2, 3]);
    let cases: [(&str, u8, Vec<u8>, &str); 10] = [
        ("empty", IMAGES, Vec::new(), "too few"),
        ("header", IMAGES, cut(images(), 10), "header"),
        ("truncated", IMAGES, cut(images(), 20), "4 elements"),
        ("trailing", LABELS, idx(&[3], &[7, 0, 9, 1]), "4 elements"),
        ("labels_as_images", IMAGES, labels(), "0x00000801"),
        ("type", IMAGES, wrong_type, "0x00000d03"),
        ("text", LABELS, b"label,pixel\n1,2\n".to_vec(), "magic"),
        ("huge", IMAGES, huge, "3 elements"),
        (
            "counts",
            LABELS,
            idx(&[2], &[7, 0]),
            "2 labels for 3 images",
        ),
        ("class", LABELS, idx(&[3], &[7, 0, 10]), "10 is not a digit"),
    ];
    for (name, kind, bytes, word) in cases {
        let directory = folder(name);
        let file = path(&directory, "train", kind);
        fs::write(&file, bytes).unwrap();
        let failure = run_on(&directory).expect_err(name);
        let message = failure.message().unwrap();
        assert_eq!(failure.exit_code(), 1, "{name}: {message}");
        assert!(message.contains(word), "{name}: {message}");
        assert!(
            message.contains(file.to_str().unwrap()),
            "{name}: {message}"
        );
    }
}

#[test]
fn no_images_at_all_are_reported() {
    let directory = folder("no_images");
    fs::write(path(&directory, "t10k", IMAGES), idx(&[0, 2, 2], &[])).unwrap();
    fs::write(path(&directory, "t10k", LABELS), idx(&[0], &[])).unwrap();
    let message = run_on(&directory).unwrap_err().message().unwrap();
    assert!(message.contains("no images"), "{message}");
}

#[test]
fn missing_files_and_other_sizes_are_reported() {
    let directory = folder("sizes");
    fs::write(path(&directory, "t10k", IMAGES), idx(&[3, 1, 2], &[0; 6])).unwrap();
    let message = run_on(&directory).unwrap_err().message().unwrap();
    assert!(
        message.contains("4 pixels") && message.contains("images 2"),
        "{message}"
    );

    fs::remove_file(path(&directory, "t10k", LABELS)).unwrap();
    let message = run_on(&directory).unwrap_err().message().unwrap();
    assert!(message.contains("t10k-labels-idx1-ubyte"), "{message}");
}

#[test]
fn the_header_is_split_off() {
    let bytes = idx(&[2, 1, 3], &[1, 2, 3, 4, 5, 6]);
    assert_eq!(
        parse::<3>(&bytes).unwrap(),
        ([2, 1, 3], &[1, 2, 3, 4, 5, 6][..])
    );
    assert!(parse::<1>(&bytes).is_err());
}
