//! The tokens that the attributes print for the functions of the example `expression_swell`, which
//! plots them. `BLESS=1 cargo test -p autodiff-macros swell` writes them anew.

use crate::attribute::Kind;
use crate::driver::expand;
use crate::dump::size;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::fmt::Write;
use std::path::PathBuf;

const FILES: [&str; 3] = ["products", "chains", "pairs"];

fn example(file: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join("../examples/expression_swell").join(file)
}

/// The tokens that an attribute of a function adds to it.
fn added(kind: Kind, attributes: &[syn::Attribute], item: &TokenStream) -> usize {
    let attribute = attributes
        .iter()
        .find(|a| a.path().is_ident(kind.name()))
        .expect("the function has the attribute");
    let options = match &attribute.meta {
        syn::Meta::List(list) => list.tokens.clone(),
        syn::Meta::Path(_) | syn::Meta::NameValue(_) => TokenStream::new(),
    };
    let all = expand(kind, options, item.clone());
    assert!(!all.to_string().contains("compile_error"), "{all}");
    size(&all) - size(item)
}

fn rows(file: &str) -> String {
    let text = std::fs::read_to_string(example(&format!("functions/{file}.rs")))
        .expect("the functions can be read");
    let mut rows = String::new();
    for item in syn::parse_file(&text).expect("they are Rust").items {
        let syn::Item::Fn(mut f) = item else { continue };
        let attributes = std::mem::take(&mut f.attrs);
        let item = f.to_token_stream();
        let [grad, jvp] = [Kind::Grad, Kind::Jvp].map(|kind| added(kind, &attributes, &item));
        writeln!(rows, "{},{},{grad},{jvp}", f.sig.ident, size(&item))
            .expect("a String takes all that is written to it");
    }
    rows
}

#[test]
fn swell_of_the_examples_functions() {
    let text = "name,function,grad,jvp\n".to_owned() + &FILES.map(rows).concat();
    let path = example("tokens.csv");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &text).expect("the table can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "the attributes print other numbers of tokens; run with BLESS=1\n{text}"
    );
}
