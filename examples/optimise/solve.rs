//! One run of a solver, and what it took.

use std::time::Instant;

use argmin::core::{Error, Executor, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::newton::NewtonCG;
use argmin::solver::quasinewton::LBFGS;

use super::objective::Objective;
use super::problem::{Counts, Derivatives, Problem};

/// The pairs that L-BFGS remembers.
const MEMORY: usize = 7;
/// What ends L-BFGS: the norm of a gradient. Differences of values are good for about so much.
const FLAT: f64 = 1e-6;
/// What ends Newton-CG: the decrease of a step.
const NO_DECREASE: f64 = 1e-8;
/// What Newton-CG gets the function multiplied with. argmin ends conjugate gradients when the *square*
/// of the residual falls below a multiple of the gradient, which is at once near a minimum: left as it
/// is the method would descend along gradients there.
const SCALE: f64 = 1e4;
/// An iteration of Newton-CG counts as so many of L-BFGS.
const NEWTONS_SHARE: u64 = 5;

/// argmin's solvers that are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// `LBFGS`, which takes gradients.
    LimitedMemory,
    /// `NewtonCG`, which takes gradients and products with the Hessian.
    NewtonCg,
}

/// What a run reached and took.
#[derive(Debug)]
pub struct Run {
    /// Iterations of the solver.
    pub iterations: u64,
    /// Where it ended.
    pub x: Vec<f64>,
    /// How often it asked, for its differences included.
    pub counts: Counts,
    /// How long it took.
    pub seconds: f64,
}

/// Runs a solver from the objective's start for at most so many iterations of L-BFGS, or a fifth as
/// many of Newton-CG, each of which has its own of conjugate gradients.
pub fn solve(
    objective: &Objective,
    method: Method,
    derivatives: Derivatives,
    most_iterations: u64,
) -> Result<Run, Error> {
    let counts = Counts::default();
    let problem = Problem {
        objective,
        scale: match method {
            Method::LimitedMemory => 1.0,
            Method::NewtonCg => SCALE,
        },
        derivatives,
        counts: &counts,
    };
    let most_iterations = match method {
        Method::LimitedMemory => most_iterations,
        Method::NewtonCg => most_iterations.div_ceil(NEWTONS_SHARE),
    };
    let start = Instant::now();
    let (x, iterations) = match method {
        Method::LimitedMemory => {
            let solver =
                LBFGS::new(MoreThuenteLineSearch::new(), MEMORY).with_tolerance_grad(FLAT)?;
            let run = Executor::new(problem, solver)
                .configure(|state| state.param(objective.start()).max_iters(most_iterations));
            let mut state = run.run()?.state;
            (state.take_best_param(), state.get_iter())
        }
        Method::NewtonCg => {
            let solver = NewtonCG::new(MoreThuenteLineSearch::new()).with_tolerance(NO_DECREASE)?;
            let run = Executor::new(problem, solver)
                .configure(|state| state.param(objective.start()).max_iters(most_iterations));
            let mut state = run.run()?.state;
            (state.take_best_param(), state.get_iter())
        }
    };
    Ok(Run {
        iterations,
        x: x.unwrap_or_else(|| objective.start()),
        seconds: start.elapsed().as_secs_f64(),
        counts,
    })
}
