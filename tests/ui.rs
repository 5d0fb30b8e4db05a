//! What is refused, with its message, and odd-looking programs that are accepted.
//!
//! After a change of wording, `TRYBUILD=overwrite cargo test --test ui` writes the messages anew. Read them.

/// Everything in the folders but `pass`: without a program to run, all of it is checked by one `cargo check`.
#[test]
fn refused() {
    let cases = trybuild::TestCases::new();
    let mut folders = vec![];
    for entry in std::fs::read_dir("tests/ui").expect("the folder of the cases") {
        let path = entry.expect("a folder").path();
        if path.is_dir() && !path.ends_with("pass") {
            folders.push(path);
        }
    }
    folders.sort();
    for folder in folders {
        cases.compile_fail(folder.join("*.rs"));
    }
}

#[test]
fn accepted() {
    trybuild::TestCases::new().pass("tests/ui/pass/*.rs");
}
