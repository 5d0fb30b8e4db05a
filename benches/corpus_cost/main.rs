//! What derivatives of the programs of the corpus cost: a gradient over the primal, and a derivative along one direction over it.
//!
//! `cargo bench --bench corpus_cost` prints the distributions as Markdown; a word behind `--` keeps the programs whose names contain
//! it, and prints each. With `BLESS=1` the tables of a full run go into the documents. The programs and what they are called with
//! are those of `tests/corpus`, which tests them; the macros here only make a measurement of each.

#![allow(
    unused,
    path_statements,
    unreachable_code,
    uncommon_codepoints,
    clippy::all,
    reason = "the corpus spells out what a person may write, tidy or not"
)]

mod argument;
#[path = "../documents.rs"]
mod documents;
#[path = "../../tests/corpus/flat.rs"]
mod flat;
#[macro_use]
#[path = "../../tests/corpus/macros.rs"]
mod macros;
#[macro_use]
mod measured;
mod cost;
mod report;

#[path = "../../tests/corpus"]
mod corpus {
    macro_rules! annotate {
        ($($program:tt)*) => { instantiate! { [#[autodiff::grad] #[autodiff::jvp]] $($program)* } };
    }
    macro_rules! annotate_first_order {
        ($($program:tt)*) => { annotate! { $($program)* } };
    }
    mod adversarial;
    mod arrays;
    mod beginnings;
    mod branches;
    mod calls;
    mod chains;
    mod closures;
    mod conventions;
    mod elements;
    mod exchanges;
    mod exits;
    mod fixed_elements;
    mod generic;
    mod in_out;
    mod integers;
    mod iterators;
    mod linear_algebra;
    mod loops;
    mod one_pass;
    mod options;
    mod overwritten_ranges;
    mod overwritten_stretches;
    mod own_rules;
    mod patterns;
    mod recursion;
    mod references;
    mod rows;
    mod shapes;
    mod siblings;
    mod state;
    mod straight_line;
    mod struct_chains;
    mod taken;
    mod tuples;
    mod types_f32;
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Without `--bench` it is a test, which is to be quick: that everything builds is what it says.
    if !arguments.iter().any(|word| word == "--bench") {
        return;
    }
    let wanted = arguments.iter().find(|word| !word.starts_with("--"));
    let mut costs: Vec<cost::Cost> = inventory::iter::<cost::Program>()
        .filter(|program| wanted.is_none_or(|word| program.name.contains(word)))
        .map(cost::Program::measured)
        .collect();
    costs.sort_by_key(|cost| cost.name);
    if wanted.is_some() {
        println!("{}", report::each(&costs));
        return;
    }
    let tables = report::tables(&costs);
    println!("{tables}");
    if std::env::var_os("BLESS").is_some() {
        documents::replace("docs/performance.md", "corpus_cost", &tables)
            .expect("the document can be written");
    }
}
