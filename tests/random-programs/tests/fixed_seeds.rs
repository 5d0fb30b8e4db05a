//! A fixed set of random programs; long runs are for the command line.

use random_programs::Run;

#[test]
fn no_program_fails() {
    let run = Run {
        programs: 60,
        statements: 14,
        second_order: true,
        name: "fixed".into(),
        optimised: false,
        ..Run::default()
    };
    assert_eq!(run.run().unwrap(), 0, "see the programs above");
}
