//! Where a program is tested, and what has to come out there.

use crate::ast::{ParamKind, Program, Returns};
use crate::dual::Dual;
use crate::evaluate::{self, Input, Outcome, Trap};
use crate::rng::Rng;

/// Values beyond this, or derivatives, are left alone: rounding would decide.
const LARGEST: f64 = 1e6;

/// Arguments, seeds, and the outcome.
pub(crate) struct Point {
    pub(crate) inputs: Vec<Input>,
    /// One for each input that is a real.
    pub(crate) tangents: Vec<f64>,
    /// For the result.
    pub(crate) result_bar: Vec<f64>,
    /// For what each `&mut` parameter is at the end.
    pub(crate) in_out_bars: Vec<Vec<f64>>,
    outcome: Outcome,
    /// The Hessian times the tangents.
    product: Vec<Expected>,
}

/// A number that has to come out: to the bit, or up to so much.
#[derive(Clone, Copy)]
pub(crate) struct Expected {
    pub(crate) number: f64,
    pub(crate) tolerance: Option<f64>,
}

fn exact(number: f64) -> Expected {
    Expected {
        number,
        tolerance: None,
    }
}

/// Up to rounding: relative to the gradient's own scale, and to that of what cancelled in it.
fn about(number: f64, scale: f64, bound: f64) -> Expected {
    Expected {
        number,
        tolerance: Some(1e-9 * (scale + 1e-3) + 1e-12 * bound),
    }
}

/// Points at which the program can be run, and its values are moderate.
pub(crate) fn points(program: &Program, rng: &mut Rng, count: usize) -> Result<Vec<Point>, Trap> {
    let mut found = Vec::new();
    let mut last = Trap("no point".into());
    for attempt in 0..count * 2 {
        match point(program, rng, attempt) {
            Ok(point) => found.push(point),
            Err(trap) => last = trap,
        }
        if found.len() == count {
            break;
        }
    }
    if found.len() * 2 < count {
        return Err(last);
    }
    Ok(found)
}

fn point(program: &Program, rng: &mut Rng, attempt: usize) -> Result<Point, Trap> {
    let function = program.functions.last().expect("a program has a function");
    let mut inputs = Vec::new();
    let mut count = 0;
    for param in &function.params {
        let mut reals = |n: usize| {
            count += n;
            (0..n).map(|_| rng.real()).collect::<Vec<_>>()
        };
        inputs.push(match param.kind {
            ParamKind::Real | ParamKind::RealMut => Input::Real(reals(1)[0]),
            ParamKind::Slice | ParamKind::SliceMut | ParamKind::VecMut => Input::Reals(reals(3)),
            ParamKind::Array(n) => Input::Reals(reals(n)),
            ParamKind::Record(r) | ParamKind::RecordRef(r) | ParamKind::RecordMut(r) => {
                Input::Reals(reals(r.size))
            }
            ParamKind::Records(r) => Input::Reals(reals(2 * r.size)),
            ParamKind::Integer if param.name == "depth" => Input::Integer(attempt % 4),
            ParamKind::Integer => Input::Integer((attempt * 3 + 1) % 5),
            ParamKind::Flag => Input::Flag(attempt.is_multiple_of(2)),
        });
    }
    let outcome = evaluate::run(program, &inputs)?;
    let all = outcome
        .result
        .iter()
        .chain(outcome.in_outs.iter().flatten());
    for dual in all {
        let moderate = dual.value.abs() < LARGEST && dual.bound < LARGEST;
        if !moderate {
            return Err(Trap("too large".into()));
        }
    }
    let mut seeds = |n: usize| (0..n).map(|_| rng.real()).collect::<Vec<_>>();
    let tangents = seeds(count);
    let product = match program.second_order {
        true => product(program, &inputs, &tangents),
        false => Vec::new(),
    };
    Ok(Point {
        product,
        tangents,
        result_bar: seeds(outcome.result.len()),
        in_out_bars: outcome.in_outs.iter().map(|v| seeds(v.len())).collect(),
        inputs,
        outcome,
    })
}

/// By differences of gradients, at two distances. Where these disagree there is a kink near by, and nothing to compare.
fn product(program: &Program, inputs: &[Input], tangents: &[f64]) -> Vec<Expected> {
    let at = |h: f64| {
        let outcome = evaluate::run(program, &shifted(inputs, tangents, h)).ok()?;
        Some(outcome.result.first()?.gradient)
    };
    let slopes = |h: f64| {
        let (ahead, behind) = (at(h)?, at(-h)?);
        let pairs = ahead.into_iter().zip(behind).take(tangents.len());
        Some(pairs.map(|(a, b)| (a - b) / (2.0 * h)).collect::<Vec<_>>())
    };
    let (Some(far), Some(near)) = (slopes(2e-4), slopes(1e-4)) else {
        let unknown = Expected {
            number: 0.0,
            tolerance: Some(f64::INFINITY),
        };
        return vec![unknown; tangents.len()];
    };
    let scale = near.iter().fold(1.0, |m: f64, v| m.max(v.abs()));
    let both = || far.iter().zip(&near);
    let kink = both().any(|(f, n)| (f - n).abs() > 1e-4 * scale);
    let of = |(f, n): (&f64, &f64)| Expected {
        number: (4.0 * n - f) / 3.0,
        tolerance: Some(if kink {
            f64::INFINITY
        } else {
            1e-5 * scale + (f - n).abs()
        }),
    };
    both().map(of).collect()
}

fn shifted(inputs: &[Input], tangents: &[f64], h: f64) -> Vec<Input> {
    let mut along = tangents.iter();
    let mut shift = |v: &f64| v + h * along.next().expect("a tangent for every real");
    let one = |input: &Input| match input {
        Input::Real(v) => Input::Real(shift(v)),
        Input::Reals(vs) => Input::Reals(vs.iter().map(&mut shift).collect()),
        other => other.clone(),
    };
    inputs.iter().map(one).collect()
}

impl Point {
    /// Result and final values.
    pub(crate) fn primal(&self) -> Vec<Expected> {
        let mut all = values(&self.outcome.result);
        all.extend(self.final_values());
        all
    }

    fn final_values(&self) -> Vec<Expected> {
        self.outcome
            .in_outs
            .iter()
            .flat_map(|v| values(v))
            .collect()
    }

    /// `value_and_grad`: result, gradient of what is not `&mut`, final values.
    pub(crate) fn gradient(&self, program: &Program) -> Vec<Expected> {
        let mut all = values(&self.outcome.result);
        let zero: Vec<_> = self
            .in_out_bars
            .iter()
            .map(|v| vec![0.0; v.len()])
            .collect();
        let cotangents = self.cotangents(&[1.0], &zero);
        all.extend(self.select(program, false, cotangents));
        all.extend(self.final_values());
        all
    }

    /// `jvp`: result, its tangent, final values, their tangents.
    pub(crate) fn forward(&self) -> Vec<Expected> {
        let mut all = values(&self.outcome.result);
        all.extend(self.tangents_of(&self.outcome.result));
        all.extend(self.final_values());
        for v in &self.outcome.in_outs {
            all.extend(self.tangents_of(v));
        }
        all
    }

    /// `vjp`: result, cotangents of what is not `&mut`, final values, cotangents of what is.
    pub(crate) fn reverse(&self, program: &Program) -> Vec<Expected> {
        let cotangents = || self.cotangents(&self.result_bar, &self.in_out_bars);
        let mut all = values(&self.outcome.result);
        all.extend(self.select(program, false, cotangents()));
        all.extend(self.final_values());
        all.extend(self.select(program, true, cotangents()));
        all
    }

    /// `value_grad_hvp`: result, gradient, product.
    pub(crate) fn second(&self, program: &Program) -> Vec<Expected> {
        let mut all = self.gradient(program);
        all.extend(&self.product);
        all
    }

    fn tangents_of(&self, duals: &[Dual]) -> Vec<Expected> {
        let of = |d: &Dual| {
            let terms = || d.gradient.iter().zip(&self.tangents).map(|(g, t)| g * t);
            about(terms().sum(), terms().map(f64::abs).sum(), d.bound)
        };
        duals.iter().map(of).collect()
    }

    /// For every real of the inputs.
    fn cotangents(&self, result_bar: &[f64], in_out_bars: &[Vec<f64>]) -> Vec<Expected> {
        let bars = result_bar.iter().chain(in_out_bars.iter().flatten());
        let outputs = self
            .outcome
            .result
            .iter()
            .chain(self.outcome.in_outs.iter().flatten());
        let pairs: Vec<_> = bars.zip(outputs).collect();
        let bound = pairs.iter().map(|(b, d)| b.abs() * d.bound).sum::<f64>();
        let of = |k: usize| {
            let terms = || pairs.iter().map(|(b, d)| *b * d.gradient[k]);
            about(terms().sum(), terms().map(f64::abs).sum(), bound)
        };
        (0..self.tangents.len()).map(of).collect()
    }

    /// Of one number for every real of the inputs, those that belong to `&mut` parameters, or the others.
    fn select(&self, program: &Program, in_out: bool, all: Vec<Expected>) -> Vec<Expected> {
        let function = program.functions.last().expect("a program has a function");
        let mut all = all.into_iter();
        let mut selected = Vec::new();
        for (param, input) in function.params.iter().zip(&self.inputs) {
            let count = match input {
                Input::Real(_) => 1,
                Input::Reals(v) => v.len(),
                Input::Integer(_) | Input::Flag(_) => 0,
            };
            let part: Vec<_> = all.by_ref().take(count).collect();
            if param.kind.is_in_out() == in_out {
                selected.extend(part);
            }
        }
        selected
    }

    /// Arguments, tangents and cotangents as the harness reads them.
    pub(crate) fn words(&self, program: &Program) -> String {
        let function = program.functions.last().expect("a program has a function");
        let (mut arguments, mut tangents, mut bars) = (Vec::new(), Vec::new(), Vec::new());
        let mut rest = self.tangents.iter().copied();
        for input in &self.inputs {
            match input {
                Input::Real(v) => {
                    arguments.push(v.to_bits());
                    tangents.extend(rest.next().map(f64::to_bits));
                }
                Input::Reals(vs) => {
                    push_all(&mut arguments, vs.iter().copied(), vs.len());
                    push_all(&mut tangents, rest.by_ref().take(vs.len()), vs.len());
                }
                Input::Integer(n) => arguments.push(*n as u64),
                Input::Flag(b) => arguments.push(u64::from(*b)),
            }
        }
        match function.returns {
            Returns::Vec => push_all(
                &mut bars,
                self.result_bar.iter().copied(),
                self.result_bar.len(),
            ),
            _ => bars.extend(self.result_bar.iter().map(|b| b.to_bits())),
        }
        let in_outs = function.params.iter().filter(|p| p.kind.is_in_out());
        for (param, v) in in_outs.zip(&self.in_out_bars) {
            match param.kind {
                ParamKind::RealMut => bars.push(v[0].to_bits()),
                _ => push_all(&mut bars, v.iter().copied(), v.len()),
            }
        }
        [arguments, tangents, bars]
            .map(|words| hex(&words))
            .join(";")
    }
}

fn values(duals: &[Dual]) -> Vec<Expected> {
    duals.iter().map(|d| exact(d.value)).collect()
}

fn push_all(to: &mut Vec<u64>, reals: impl Iterator<Item = f64>, count: usize) {
    to.push(count as u64);
    to.extend(reals.map(f64::to_bits));
}

fn hex(words: &[u64]) -> String {
    let all = words.iter().map(|w| format!("{w:x}"));
    all.collect::<Vec<_>>().join(" ")
}
