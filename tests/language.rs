//! The language reference has every refusal that the cases in `tests/ui` meet, and no other.

use std::collections::BTreeSet;
use std::path::Path;

/// The headlines of this library's errors: unlike rustc's, they have their `help:` indented in the message.
fn headlines(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of cases") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            headlines(&path, found);
        } else if path.extension().is_some_and(|e| e == "stderr") {
            let text = std::fs::read_to_string(&path).expect("the messages of a case");
            let lines: Vec<&str> = text.lines().collect();
            for w in lines.windows(3) {
                if let Some(headline) = w[0].strip_prefix("error: ")
                    && w[2].starts_with("       help:")
                {
                    found.insert(headline.to_owned());
                }
            }
        }
    }
}

/// The second cells of the tables under "What is refused", without the ticks around them.
fn listed(page: &str) -> BTreeSet<String> {
    let (_, section) = page
        .split_once("\n## What is refused\n")
        .expect("the section");
    let rows = section.lines().filter(|l| l.starts_with("| "));
    rows.filter_map(|row| {
        row.replace("\\|", "\u{1}")
            .split('|')
            .nth(2)
            .map(str::to_owned)
    })
    .map(|cell| cell.replace('\u{1}', "|"))
    .map(|cell| {
        cell.trim()
            .trim_start_matches("``")
            .trim_end_matches("``")
            .trim()
            .to_owned()
    })
    .filter(|cell| cell != "message")
    .collect()
}

/// A headline without the names of the user's that stand in it.
fn shape(headline: &str) -> String {
    let general = headline
        .split('`')
        .step_by(2)
        .collect::<Vec<_>>()
        .join("`..`");
    let kinds = [" function", " block", " parameter", " inside a body", ""];
    let names_a_construct = kinds.iter().any(|kind| general == format!("`..`{kind}"));
    if names_a_construct {
        headline.to_owned()
    } else {
        general
    }
}

#[test]
fn the_reference_lists_every_refusal() {
    let mut met = BTreeSet::new();
    headlines(Path::new("tests/ui"), &mut met);
    let listed = listed(include_str!("../docs/language.md"));
    let shapes = |of: &BTreeSet<String>| of.iter().map(|h| shape(h)).collect::<BTreeSet<_>>();
    let (met_shapes, listed_shapes) = (shapes(&met), shapes(&listed));
    let missing: Vec<_> = met
        .iter()
        .filter(|h| !listed_shapes.contains(&shape(h)))
        .collect();
    let unknown: Vec<_> = listed
        .iter()
        .filter(|h| !met_shapes.contains(&shape(h)))
        .collect();
    assert!(missing.is_empty(), "not in docs/language.md: {missing:#?}");
    assert!(
        unknown.is_empty(),
        "in docs/language.md, but in no case of tests/ui: {unknown:#?}"
    );
}
