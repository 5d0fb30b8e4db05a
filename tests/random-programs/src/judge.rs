//! Compiles programs in bulk, runs them, and compares what comes out with what should.

use crate::ast::{Program, Returns};
use crate::harness;
use crate::points::{Expected, Point};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A program and where it is run.
pub(crate) struct Case {
    pub(crate) program: Program,
    pub(crate) points: Vec<Point>,
}

/// What is wrong with a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// rustc does not take it even without the attributes: a fault of the generator.
    Invalid,
    /// A macro refuses it.
    Refused,
    /// rustc does not take what a macro made of it.
    NotCompiled,
    /// What a macro made panics, or never ends.
    Panic,
    /// The plain program and the evaluator differ: a fault of the evaluator.
    Evaluator,
    /// The value is not the plain program's.
    Value,
    /// The derivative is not the evaluator's.
    Derivative,
}

#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) fault: Fault,
    /// What must be the same for two failures to count as one: an error's text, a mode.
    pub(crate) key: String,
    pub(crate) detail: String,
}

/// Where crates are built.
#[derive(Clone)]
pub(crate) struct Workshop {
    dir: PathBuf,
    target: PathBuf,
    alternate: bool,
}

/// For a run of all the programs of a crate.
const PATIENCE: Duration = Duration::from_secs(120);

impl Workshop {
    /// In the target directory of this workspace. Macros that are `optimised` take longer to compile, and then
    /// much less to expand. With `alternate` the analyses are on for every other case, and off for the rest.
    pub(crate) fn new(name: &str, optimised: bool, alternate: bool) -> std::io::Result<Workshop> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .canonicalize()?;
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => root.join(dir),
            None => root.join("target"),
        };
        let target = target.join("random-programs");
        let dir = target.join(name);
        std::fs::create_dir_all(dir.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"programs-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\nautodiff = {{ path = {root:?} }}\n\n\
             [profile.dev]\ndebug = 0\nopt-level = 0\nincremental = false\noverflow-checks = true\ncodegen-units = 4\n\n\
             [profile.dev.build-override]\nopt-level = {}\n",
            2 * u8::from(optimised)
        );
        std::fs::write(dir.join("Cargo.toml"), manifest)?;
        std::fs::copy(root.join("Cargo.lock"), dir.join("Cargo.lock"))?;
        let target = dir.join("target");
        Ok(Workshop {
            dir,
            target,
            alternate,
        })
    }

    /// For every case what is wrong with it, if something is.
    pub(crate) fn judge(&self, cases: &[Case]) -> std::io::Result<Vec<Option<Failure>>> {
        let mut verdicts: Vec<Option<Failure>> = vec![None; cases.len()];
        let mut lines = Vec::new();
        for (id, case) in cases.iter().enumerate() {
            let settings = self.settings(id);
            let (text, line) = harness::file(&case.program, settings);
            std::fs::write(self.dir.join(format!("src/p{id}.rs")), text)?;
            lines.push(line);
        }
        // a program that does not compile is set aside, and the others are compiled again
        loop {
            let errors = self.compile(&verdicts, &lines)?;
            if errors.is_empty() {
                break;
            }
            for (id, failure) in errors {
                verdicts[id] = Some(failure);
            }
        }
        // one that ends the whole process is set aside, and the others are run again
        while let Some((id, failure)) = self.run(cases, &mut verdicts)? {
            verdicts[id] = Some(failure);
        }
        Ok(verdicts)
    }

    /// The same, with both settings of the analyses for every case.
    pub(crate) fn thorough(&self) -> Workshop {
        Workshop {
            alternate: false,
            ..self.clone()
        }
    }

    fn settings(&self, id: usize) -> &'static [harness::Setting] {
        match self.alternate {
            true => &harness::SETTINGS[id % 2..=id % 2],
            false => &harness::SETTINGS,
        }
    }

    /// How many outcomes are compared: for the report.
    pub(crate) fn comparisons(&self, id: usize, case: &Case) -> usize {
        let function = case.program.functions.last();
        let is_real = function.is_some_and(|f| f.returns == Returns::Real);
        let modes = 2 + usize::from(is_real) + usize::from(case.program.second_order);
        (1 + modes * self.settings(id).len()) * case.points.len()
    }

    fn compile(
        &self,
        verdicts: &[Option<Failure>],
        lines: &[usize],
    ) -> std::io::Result<BTreeMap<usize, Failure>> {
        let ids: Vec<_> = (0..verdicts.len())
            .filter(|k| verdicts[*k].is_none())
            .collect();
        std::fs::write(self.dir.join("src/main.rs"), harness::main(&ids))?;
        let output = Command::new(env!("CARGO"))
            .args(["build", "--message-format", "short", "--quiet"])
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .output()?;
        let text = String::from_utf8_lossy(&output.stderr);
        let mut errors = BTreeMap::new();
        for line in text.lines() {
            if let Some((id, failure)) = error(line, lines) {
                let worse: &mut Failure = errors.entry(id).or_insert_with(|| failure.clone());
                // an error in the plain program explains all others
                if failure.fault < worse.fault {
                    *worse = failure;
                }
            }
        }
        if !output.status.success() && errors.is_empty() {
            return Err(std::io::Error::other(format!(
                "the programs do not build:\n{text}"
            )));
        }
        Ok(errors)
    }

    fn run(
        &self,
        cases: &[Case],
        verdicts: &mut [Option<Failure>],
    ) -> std::io::Result<Option<(usize, Failure)>> {
        let mut words = String::new();
        for (id, case) in cases.iter().enumerate() {
            if verdicts[id].is_none() {
                for (k, point) in case.points.iter().enumerate() {
                    words += &format!("{id} {k}:{}\n", point.words(&case.program));
                }
            }
        }
        let (points, out) = (self.dir.join("points"), self.dir.join("out"));
        std::fs::write(&points, words)?;
        let package = self.dir.file_name().unwrap_or_default().to_string_lossy();
        let binary = self
            .target
            .join("debug")
            .join(format!("programs-{package}"));
        let mut child = Command::new(binary)
            .arg(&points)
            .stdout(std::fs::File::create(&out)?)
            .stderr(Stdio::null())
            .spawn()?;
        let start = Instant::now();
        let finished = loop {
            if let Some(status) = child.try_wait()? {
                break status.success();
            }
            if start.elapsed() > PATIENCE {
                child.kill()?;
                child.wait()?;
                break false;
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        let text = std::fs::read_to_string(&out)?;
        for line in text.lines() {
            let Some((id, failure)) = compare(line, cases) else {
                continue;
            };
            if verdicts[id].is_none() {
                verdicts[id] = Some(failure);
            }
        }
        if finished {
            return Ok(None);
        }
        let last = text.lines().last().unwrap_or_default();
        let id = last.split(' ').next().and_then(|k| k.parse().ok());
        let id = id.ok_or_else(|| std::io::Error::other("the programs do not run"))?;
        let failure = Failure {
            fault: Fault::Panic,
            key: "abort".into(),
            detail: format!("ends the process, or never ends: {last}"),
        };
        Ok(Some((id, failure)))
    }
}

/// Reads `src/p12.rs:34:5: error[E0308]: mismatched types`.
fn error(line: &str, lines: &[usize]) -> Option<(usize, Failure)> {
    let rest = line.strip_prefix("src/p")?;
    let (id, rest) = rest.split_once(".rs:")?;
    let (at, rest) = rest.split_once(':')?;
    let (_, message) = rest.split_once(": ")?;
    let (id, at): (usize, usize) = (id.parse().ok()?, at.parse().ok()?);
    let fault = if !message.starts_with("error") {
        return None;
    } else if at <= lines[id] {
        Fault::Invalid
    } else if message.starts_with("error:") {
        Fault::Refused
    } else {
        Fault::NotCompiled
    };
    let key = match fault {
        Fault::Refused => message.to_owned(),
        _ => message.split(':').next().unwrap_or_default().to_owned(),
    };
    Some((
        id,
        Failure {
            fault,
            key,
            detail: message.to_owned(),
        },
    ))
}

/// Reads `12 0 on vjp: 3ff0000000000000 ..`.
fn compare(line: &str, cases: &[Case]) -> Option<(usize, Failure)> {
    let (label, words) = line.split_once(':')?;
    let mut label = label.splitn(3, ' ');
    let id: usize = label.next()?.parse().ok()?;
    let k: usize = label.next()?.parse().ok()?;
    let what = label.next()?;
    let (case, point) = (&cases[id], &cases[id].points[k]);
    let expected = match what.split(' ').next_back()? {
        "plain" => point.primal(),
        "grad" => point.gradient(&case.program),
        "jvp" => point.forward(),
        "hvp" => point.second(&case.program),
        _ => point.reverse(&case.program),
    };
    let at = || format!("{what} at {:?}", point.inputs);
    let failed = |fault: Fault, detail: String| {
        let fault = if what == "plain" {
            Fault::Evaluator
        } else {
            fault
        };
        let key = what.split(' ').next_back().unwrap_or_default().to_owned();
        Some((id, Failure { fault, key, detail }))
    };
    if words.trim() == "panic" {
        return failed(Fault::Panic, format!("{}: panic", at()));
    }
    let words = words.split_whitespace().map(|w| u64::from_str_radix(w, 16));
    let got: Vec<f64> = words.map_while(Result::ok).map(f64::from_bits).collect();
    if got.len() != expected.len() {
        let detail = format!("{}: {} numbers, not {}", at(), got.len(), expected.len());
        return failed(Fault::Derivative, detail);
    }
    for (position, (got, Expected { number, tolerance })) in got.iter().zip(expected).enumerate() {
        let (fault, fits) = match tolerance {
            None => (Fault::Value, got.to_bits() == number.to_bits()),
            Some(t) => (Fault::Derivative, (got - number).abs() <= t),
        };
        if !fits {
            let detail = format!("{}: number {position} is {got:e}, not {number:e}", at());
            return failed(fault, detail);
        }
    }
    None
}

/// The distinct failures, by fault and key, and how many there are of each.
pub(crate) fn kinds(failures: &[&Failure]) -> BTreeMap<(Fault, String), usize> {
    let mut kinds = BTreeMap::new();
    for failure in failures {
        *kinds
            .entry((failure.fault, failure.key.clone()))
            .or_default() += 1;
    }
    kinds
}
