//! Random programs over the whole language that `autodiff` supports.
//!
//! A [`Run`] makes programs from seeds, evaluates them on dual numbers with an evaluator that shares no code with the
//! library, compiles them in bulk behind `#[grad]` and `#[jvp]`, with the analyses on and off, and compares: values
//! to the bit, derivatives to rounding. What fails is printed, cut down to the little that still fails.

mod ast;
mod chains;
mod closures;
mod dual;
mod evaluate;
mod features;
mod generate;
mod harness;
mod judge;
mod minimise;
mod options;
mod points;
mod print;
mod records;
mod rng;
mod walk;

use features::Construct;
use judge::{Case, Failure, Workshop};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The program of a seed, as it was printed beside a failure of a run with so many statements.
pub fn print(seed: u64, statements: usize) -> String {
    let all: Vec<_> = features::ALL.iter().map(|(c, _)| *c).collect();
    let rng = &mut rng::Rng::new(seed);
    generate::program(rng, &all, statements).print("")
}

/// What to run.
#[derive(Clone, Debug)]
pub struct Run {
    /// Each seed makes a crate.
    pub seeds: RangeInclusive<u64>,
    /// Programs in a crate.
    pub programs: usize,
    /// Points at which each is run.
    pub points: usize,
    /// The most statements in a function, at least eight.
    pub statements: usize,
    /// How many failures of a crate are cut down.
    pub minimise: usize,
    /// The directory, below the target directory, that the crates are built in.
    pub name: String,
    /// Compile the macros with optimisation: worth it for some hundreds of programs.
    pub optimised: bool,
    /// Every program with one setting of the analyses, in turn, in place of both: half the time.
    pub alternate: bool,
    /// Second order too, where `#[hessian]` takes the program.
    pub second_order: bool,
    /// Constructs to leave out.
    pub without: Vec<String>,
}

impl Default for Run {
    fn default() -> Run {
        Run {
            seeds: 1..=1,
            programs: 400,
            points: 6,
            statements: 22,
            minimise: 3,
            name: "long".into(),
            optimised: true,
            alternate: false,
            second_order: false,
            without: Vec::new(),
        }
    }
}

impl Run {
    /// Runs everything; the number of programs that failed.
    ///
    /// # Errors
    ///
    /// Where nothing can be built or run at all.
    pub fn run(&self) -> std::io::Result<usize> {
        let unknown = |name| std::io::Error::other(format!("no construct {name}"));
        let constructs = features::without(&self.without).map_err(unknown)?;
        let workshop = Workshop::new(&self.name, self.optimised, self.alternate)?;
        let (mut failed, mut total, mut compared) = (0, 0, 0);
        for seed in self.seeds.clone() {
            let (seeds, cases) = self.cases(seed, &constructs);
            total += cases.len();
            let outcomes = cases.iter().enumerate();
            compared += outcomes
                .map(|(id, case)| workshop.comparisons(id, case))
                .sum::<usize>();
            let verdicts = workshop.judge(&cases)?;
            failed += self.report(&workshop, &seeds, &cases, &verdicts)?;
            println!(
                "seed {seed}: {total} programs so far, {compared} comparisons, {failed} failures"
            );
        }
        Ok(failed)
    }

    /// Programs that can be run, and the seed of each.
    fn cases(&self, seed: u64, constructs: &[Construct]) -> (Vec<u64>, Vec<Case>) {
        let (mut seeds, mut cases) = (Vec::new(), Vec::new());
        let mut left_out = BTreeMap::new();
        for k in 0.. {
            if cases.len() == self.programs {
                break;
            }
            let own = (seed << 24) | k;
            let mut rng = rng::Rng::new(own);
            let mut program = generate::program(&mut rng, constructs, self.statements);
            program.second_order = self.second_order && program.has_second_order();
            match points::points(&program, &mut rng, self.points) {
                Ok(points) => {
                    seeds.push(own);
                    cases.push(Case { program, points });
                }
                Err(trap) => *left_out.entry(trap.0).or_insert(0) += 1,
            }
        }
        println!("seed {seed}: programs left out, by reason: {left_out:?}");
        (seeds, cases)
    }

    /// Prints what failed; of each kind some, cut down.
    fn report(
        &self,
        workshop: &Workshop,
        seeds: &[u64],
        cases: &[Case],
        verdicts: &[Option<Failure>],
    ) -> std::io::Result<usize> {
        let failures: Vec<_> = verdicts.iter().flatten().collect();
        let kinds = judge::kinds(&failures);
        for ((fault, key), count) in &kinds {
            println!("{count} x {fault:?}: {key}");
        }
        for (seed, verdict) in seeds.iter().zip(verdicts) {
            if let Some(failure) = verdict {
                println!(
                    "  program {seed:#x}: {:?}: {}",
                    failure.fault, failure.detail
                );
            }
        }
        for (kind, _) in kinds.into_iter().take(self.minimise) {
            let all = seeds.iter().zip(cases).zip(verdicts);
            let smallest = all
                .filter_map(|((seed, case), verdict)| Some((seed, case, verdict.as_ref()?)))
                .filter(|(_, _, f)| (f.fault, &f.key) == (kind.0, &kind.1))
                .min_by_key(|(_, case, _)| case.program.print("").len());
            let Some((seed, case, failure)) = smallest else {
                continue;
            };
            let (program, failure) =
                minimise::minimise(&workshop.thorough(), &case.program, failure, *seed)?;
            println!(
                "--- program {seed:#x}: {:?}: {}",
                failure.fault, failure.detail
            );
            println!("{}---", program.print(""));
        }
        Ok(failures.len())
    }
}
