//! Kinks, ties and edges, where a convention decides and differences do not exist.

const INFINITY: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

function! { abs_at_zero(x = 0.0, @gives [0.0])
    fn f(x: f64) -> f64 { x.abs() }
}

function! { max_tie_goes_to_the_second(x = 2.0, y = 2.0, @gives [0.0, 1.0])
    fn f(x: f64, y: f64) -> f64 { x.max(y) }
}

function! { min_tie_goes_to_the_second(x = 2.0, y = 2.0, @gives [0.0, 3.0])
    fn f(x: f64, y: f64) -> f64 { 3.0 * x.min(y) }
}

function! { rectifier_at_zero(x = 0.0, @gives [0.0])
    fn f(x: f64) -> f64 { x.max(0.0) }
}

function! { max_of_one_value(x = 1.5, @gives [1.0])
    fn f(x: f64) -> f64 { x.max(x) }
}

function! { clamp_at_its_bounds(a = -1.0, b = 1.0, c = 0.5, d = 3.0, @gives [0.0, 0.0, 1.0, 0.0])
    fn f(a: f64, b: f64, c: f64, d: f64) -> f64 {
        a.clamp(-1.0, 1.0) + b.clamp(-1.0, 1.0) + c.clamp(-1.0, 1.0) + d.clamp(-1.0, 1.0)
    }
}

function! { steps_are_flat(x = 2.5, @gives [0.0])
    fn f(x: f64) -> f64 { x.floor() + x.ceil() + x.round() + x.trunc() + x.signum() }
}

function! { fract_has_slope_one(x = 3.0, @gives [1.0])
    fn f(x: f64) -> f64 { x.fract() }
}

function! { remainder_at_a_multiple(x = 6.0, y = 2.0, @gives [1.0, -3.0])
    fn f(x: f64, y: f64) -> f64 { x % y }
}

function! { powi_zero(x = 0.0, y = 3.0, @gives [0.0, 0.0])
    fn f(x: f64, y: f64) -> f64 { x.powi(0) + y.powi(0) }
}

function! { powi_of_zero(x = 0.0, y = 0.0, @gives [1.0, 0.0])
    fn f(x: f64, y: f64) -> f64 { x.powi(1) + y.powi(2) }
}

function! { powf_zero_exponent(x = 0.0, @gives [0.0])
    fn f(x: f64) -> f64 { x.powf(0.0) }
}

function! { powf_zero_base(x = 0.0, y = 2.0, @gives [0.0, 0.0])
    fn f(x: f64, y: f64) -> f64 { x.powf(y) }
}

function! { powf_exponent_only(y = 0.0, @gives [std::f64::consts::LN_2])
    fn f(y: f64) -> f64 { 2.0f64.powf(y) }
}

function! { sqrt_at_zero_is_infinite(x = 0.0, @gives [INFINITY])
    fn f(x: f64) -> f64 { x.sqrt() }
}

function! { sqrt_at_zero_behind_a_max(x = 0.0, @gives [0.0])
    fn f(x: f64) -> f64 { x.sqrt().max(1.0) }
}

function! { hypot_at_the_origin(x = 0.0, y = 0.0, @gives [0.0, 0.0])
    fn f(x: f64, y: f64) -> f64 { x.hypot(y) }
}

function! { atan2_at_the_origin(x = 0.0, y = 0.0, @gives [0.0, 0.0])
    fn f(x: f64, y: f64) -> f64 { x.atan2(y) }
}

function! { the_arm_that_ran(x = 1.0, y = 1.0, @gives [0.0, 2.0])
    fn f(x: f64, y: f64) -> f64 {
        if x < y { x * x } else { y * y }
    }
}

function! { guarded_logarithm(x = 0.0, y = 0.5, @gives [0.0, 0.0])
    fn f(x: f64, y: f64) -> f64 {
        if x == 0.0 { 0.0 } else { x * (x / y).ln() }
    }
}

function! { not_a_number_stays(x = NAN, @gives [NAN])
    fn f(x: f64) -> f64 { x.sin() + 2.0 }
}

function! { not_a_number_in_max(x = NAN, y = 1.0, @gives [0.0, 1.0])
    fn f(x: f64, y: f64) -> f64 {
        // Only the arm that ran counts; no comparison with NaN holds.
        if x > y { x } else { y }
    }
}

function! { sum_of_nothing(&x = Vec::<f64>::new(), y = 2.0, @gives [1.0])
    fn f(x: &[f64], y: f64) -> f64 {
        let mut s = -0.0;
        for v in x {
            s += *v;
        }
        s + y
    }
}

function! { constant_results(x = 2.0, y = 3.0, @gives [0.0, 0.0])
    fn f(x: f64, y: f64) -> f64 {
        let _ = x * y;
        7.0
    }
}

function! { truncation_stops(x = 2.7, @gives [2.0])
    fn f(x: f64) -> f64 { (x as i64) as f64 * x }
}
