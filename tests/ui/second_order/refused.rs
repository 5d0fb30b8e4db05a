use autodiff::{Differentiable, custom_vjp, grad, hessian};

#[derive(Clone, Differentiable)]
struct Point {
    x: f64,
    y: f64,
}

#[hessian]
fn fields(p: &Point) -> f64 {
    p.x * p.y
}

#[hessian]
fn fields_by_value(p: Point) -> f64 {
    p.x * p.y
}

impl Point {
    #[hessian]
    fn norm(&self) -> f64 {
        self.x * self.x + self.y * self.y
    }
}

#[hessian]
impl std::ops::Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point {
            x: self.x + other.x,
            y: self.y + other.y,
        }
    }
}

#[hessian]
#[custom_vjp(rule)]
fn rule_below(x: f64) -> f64 {
    x * x
}

#[custom_vjp(rule)]
#[hessian]
fn rule_above(x: f64) -> f64 {
    x * x
}

fn rule(x: f64, _y: f64, y_bar: f64) -> f64 {
    2.0 * x * y_bar
}

#[hessian(wrt(z))]
fn no_such_parameter(x: f64) -> f64 {
    x
}

#[hessian]
#[hessian]
fn twice(x: f64) -> f64 {
    x
}

fn main() {
    let p = Point { x: 1.0, y: 2.0 };
    let _ = fields::hessian(&p);
    let _ = p.norm_hessian();
}
