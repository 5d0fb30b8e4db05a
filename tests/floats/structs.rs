//! Structs, methods and operators generic over `num_traits::Float`.

use autodiff::check::assert_gradient;
use autodiff::{Differentiable, grad, jvp};
use num_traits::Float;
use std::ops::{Add, Mul};

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Point<T: Float> {
    x: T,
    y: T,
}

#[grad]
#[jvp]
impl<T: Float> Point<T> {
    fn new(x: T, y: T) -> Point<T> {
        Point { x, y }
    }
    fn norm(&self) -> T {
        (self.x.powi(2) + self.y.powi(2)).sqrt()
    }
    fn scaled(self, k: T) -> Point<T> {
        Point::new(self.x * k, self.y * k)
    }
    fn shift(&mut self, by: T) {
        self.x = self.x + by;
        self.y = self.y - by * T::from(0.5).unwrap();
    }
}

#[grad]
#[jvp]
impl<T: Float> Add for Point<T> {
    type Output = Point<T>;
    fn add(self, other: Point<T>) -> Point<T> {
        Point {
            x: self.x + other.x,
            y: self.y + other.y,
        }
    }
}

#[grad]
#[jvp]
impl<T: Float> Mul<T> for Point<T> {
    type Output = Point<T>;
    fn mul(self, k: T) -> Point<T> {
        Point {
            x: self.x * k,
            y: self.y * k,
        }
    }
}

#[grad]
#[jvp]
fn path<T: Float>(points: &[Point<T>], k: T) -> T {
    let mut at: Point<T> = Point::new(T::zero(), T::one());
    let mut length = T::zero();
    for p in points {
        let step: Point<T> = *p * k;
        at = at + step;
        at.shift(k);
        length = length + at.norm() + p.scaled(k).norm();
    }
    length
}

fn flat(x: &[f64]) -> f64 {
    let points: Vec<Point<f64>> = x[1..]
        .chunks(2)
        .map(|c| Point { x: c[0], y: c[1] })
        .collect();
    path(&points, x[0])
}

fn flat_gradient(x: &[f64]) -> Vec<f64> {
    let points: Vec<Point<f64>> = x[1..]
        .chunks(2)
        .map(|c| Point { x: c[0], y: c[1] })
        .collect();
    let (points_bar, k_bar) = path::grad(&points, x[0]);
    let rest = points_bar.iter().flat_map(|p| [p.x, p.y]);
    std::iter::once(k_bar).chain(rest).collect()
}

#[test]
fn gradients() {
    let x = [0.7, 1.2, -0.4, 0.3, 0.9, -1.1, 0.2];
    assert_gradient(flat, flat_gradient, &x, 1e-8);
}

#[test]
fn tangents_agree_with_cotangents() {
    let points = [Point { x: 1.2, y: -0.4 }, Point { x: 0.3, y: 0.9 }];
    let (points_bar, k_bar) = path::grad(&points, 0.7);
    let dots: Vec<PointTangent<f64>> = points
        .iter()
        .map(|p| PointTangent {
            x: p.y,
            y: 2.0 * p.x,
        })
        .collect();
    let (y, y_dot) = path::jvp(&points, 0.7, &dots, -0.3);
    let by_cotangents: f64 = points_bar
        .iter()
        .zip(&dots)
        .map(|(b, d)| b.x * d.x + b.y * d.y)
        .sum();
    assert_eq!(y.to_bits(), path(&points, 0.7).to_bits());
    assert!((y_dot - (by_cotangents - 0.3 * k_bar)).abs() < 1e-13);
}

#[test]
fn in_single_precision() {
    let points = [Point { x: 1.2f32, y: -0.4 }];
    let wide = [Point {
        x: f64::from(1.2f32),
        y: f64::from(-0.4f32),
    }];
    let (narrow_bar, wide_bar) = (path::grad(&points, 0.75).0, path::grad(&wide, 0.75).0);
    assert!((f64::from(narrow_bar[0].x) - wide_bar[0].x).abs() < 1e-5);
}
