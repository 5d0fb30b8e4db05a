//! An objective as argmin's solvers take it, with derivatives from the macros or by differences.

use std::cell::Cell;

use argmin::core::{CostFunction, Error, Gradient, Hessian};
use argmin_math::ArgminDot;
use finitediff::vec::{central_diff, central_hessian_vec_prod};

use super::objective::Objective;

/// Where the solver's derivatives come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Derivatives {
    /// Gradients by `f::grad`, products by `f::hvp`.
    Macros,
    /// Gradients by `f::grad`, products by central differences of them.
    OfGradients,
    /// Gradients by central differences of values, products by central differences of those.
    OfValues,
}

/// How often the objective was asked.
#[derive(Debug, Default)]
pub struct Counts {
    /// For a value.
    pub values: Cell<usize>,
    /// For a gradient, exactly.
    pub gradients: Cell<usize>,
    /// For a product, exactly.
    pub products: Cell<usize>,
}

/// An objective, and what it is asked.
#[derive(Clone, Copy)]
pub struct Problem<'a> {
    /// The function.
    pub objective: &'a Objective,
    /// What the function is multiplied with.
    pub scale: f64,
    /// Where derivatives come from.
    pub derivatives: Derivatives,
    /// Counts what the derivatives take.
    pub counts: &'a Counts,
}

impl Problem<'_> {
    fn value(&self, x: &[f64]) -> f64 {
        count(&self.counts.values);
        self.objective.value(x)
    }

    fn gradient_at(&self, x: &Vec<f64>) -> Result<Vec<f64>, Error> {
        if self.derivatives == Derivatives::OfValues {
            return central_diff(&|x: &Vec<f64>| Ok(self.value(x)))(x);
        }
        count(&self.counts.gradients);
        Ok(self.objective.gradient(x))
    }

    fn product_at(&self, x: &Vec<f64>, v: &[f64]) -> Result<Vec<f64>, Error> {
        if self.derivatives == Derivatives::Macros {
            count(&self.counts.products);
            return Ok(self.objective.hessian_times(x, v));
        }
        // The step is made for directions of length 1.
        let length = v.iter().map(|v| v * v).sum::<f64>().sqrt();
        if length == 0.0 {
            return Ok(v.to_vec());
        }
        let unit = scaled(1.0 / length, v.to_vec());
        let product = central_hessian_vec_prod(&|x: &Vec<f64>| self.gradient_at(x))(x, &unit)?;
        Ok(scaled(length, product))
    }
}

impl CostFunction for Problem<'_> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, x: &Vec<f64>) -> Result<f64, Error> {
        Ok(self.scale * self.value(x))
    }
}

impl Gradient for Problem<'_> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, x: &Vec<f64>) -> Result<Vec<f64>, Error> {
        Ok(scaled(self.scale, self.gradient_at(x)?))
    }
}

/// Newton-CG only multiplies with the Hessian, so that nobody has to make one.
impl<'a> Hessian for Problem<'a> {
    type Param = Vec<f64>;
    type Hessian = HessianAt<'a>;

    fn hessian(&self, x: &Vec<f64>) -> Result<HessianAt<'a>, Error> {
        Ok(HessianAt {
            problem: *self,
            x: x.clone(),
            products: Cell::new(0),
        })
    }
}

/// The Hessian at a point, as far as it can be multiplied with.
#[derive(Clone)]
pub struct HessianAt<'a> {
    problem: Problem<'a>,
    x: Vec<f64>,
    products: Cell<usize>,
}

impl ArgminDot<Vec<f64>, Vec<f64>> for HessianAt<'_> {
    /// The product; after the most, 0. Without curvature argmin stops the steps of conjugate gradients,
    /// which by differences might go on forever.
    fn dot(&self, v: &Vec<f64>) -> Vec<f64> {
        count(&self.products);
        if self.products.get() > most_products(v.len()) {
            return vec![0.0; v.len()];
        }
        let product = self.problem.product_at(&self.x, v);
        scaled(
            self.problem.scale,
            product.expect("neither values nor gradients fail"),
        )
    }
}

/// The products that argmin may ask of a Hessian of `n` variables: one to begin with, and two a step of
/// conjugate gradients, which would be through after `n` but for rounding.
fn most_products(n: usize) -> usize {
    1 + 2 * (2 * n)
}

fn scaled(factor: f64, mut v: Vec<f64>) -> Vec<f64> {
    for v in &mut v {
        *v *= factor;
    }
    v
}

fn count(of: &Cell<usize>) {
    of.set(of.get() + 1);
}
