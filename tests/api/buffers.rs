//! Buffers that come with anything in them: what is written into them is what cleared ones would get.

use autodiff::{Tape, grad};

/// Compares one slice's cotangent in a dirty buffer with that in a cleared one, and both with what `vjp_many` adds up.
macro_rules! check {
    ($f:ident, $x:expr $(, $rest:expr)*) => {{
        let x: Vec<f64> = $x;
        let (y, clean) = $f::vjp(&x $(, $rest)*, 0.75);
        let (_, [sum]) = $f::vjp_many(&x $(, $rest)*, [0.75]);
        close(stringify!($f), &clean, &sum);
        let mut x_bar = vec![f64::NAN; x.len()];
        assert_eq!($f::vjp_into(&x $(, $rest)*, 0.75, &mut x_bar).to_bits(), y.to_bits());
        same(stringify!($f), x.len(), &x_bar, &clean);
        x_bar.fill(7.0);
        let _ = $f::vjp_with(&mut Tape::new(), &x $(, $rest)*, 0.75, &mut x_bar);
        same(stringify!($f), x.len(), &x_bar, &clean);
        let (_, clean) = $f::value_and_grad(&x $(, $rest)*);
        let _ = $f::value_and_grad_into(&x $(, $rest)*, &mut x_bar);
        same(stringify!($f), x.len(), &x_bar, &clean);
    }};
}

fn same(name: &str, n: usize, dirty: &[f64], clean: &[f64]) {
    let bits = |x: &[f64]| x.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
    assert_eq!(
        bits(dirty),
        bits(clean),
        "{name}, n = {n}: {dirty:?}, not {clean:?}"
    );
}

/// The order of additions may be another.
fn close(name: &str, a: &[f64], b: &[f64]) {
    let far = |a: f64, b: f64| (a - b).abs() > 1e-14 * (a.abs() + b.abs());
    let all = a.iter().zip(b).all(|(a, b)| !far(*a, *b) && !a.is_nan());
    assert!(all && a.len() == b.len(), "{name}: {a:?}, not {b:?}");
}

fn numbers(n: usize) -> Vec<f64> {
    (0..n).map(|i| 0.3 + (i as f64 * 0.37).sin()).collect()
}

const ROWS: usize = 5;
const COLUMNS: usize = 4;
const OFFSET: usize = ROWS * COLUMNS;

#[grad]
fn squares(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += x[i] * x[i];
    }
    sum
}

#[grad]
fn zeros_of_both_signs(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += x[i] * -0.0;
    }
    sum
}

#[grad]
fn neighbours(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        sum += (x[i + 1] - x[i] * x[i]).powi(2);
    }
    sum
}

#[grad]
fn a_matrix_and_a_vector(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..ROWS {
        let mut row = x[OFFSET + i];
        for j in 0..COLUMNS {
            row += x[COLUMNS * i + j] * (j as f64 + 0.5);
        }
        sum += row.tanh();
    }
    sum
}

/// By columns, which is not the order of the elements.
#[grad]
fn transposed(x: &[f64], rows: usize, columns: usize) -> f64 {
    let mut sum = 0.0;
    for j in 0..columns {
        let mut column = 0.0;
        for i in 0..rows {
            column += x[columns * i + j].exp();
        }
        sum += column.sqrt();
    }
    sum
}

/// Rows with a stride of their own: they overlap, or have gaps.
#[grad]
fn strided(x: &[f64], stride: usize, rows: usize, columns: usize) -> f64 {
    let mut sum = 0.0;
    for i in 0..rows {
        let mut row = 0.0;
        for j in 0..columns {
            row += x[i * stride + j].sin();
        }
        sum += row * row;
    }
    sum
}

#[grad]
fn two_parts(x: &[f64], a: usize, b: usize) -> f64 {
    let mut sum = 0.0;
    for i in 0..a {
        sum += x[i].exp();
    }
    for i in b..x.len() {
        sum += x[i].sin();
    }
    sum
}

#[grad]
fn up_to_the_end(x: &[f64], from: usize, to: usize) -> f64 {
    let mut sum = 0.0;
    for i in (from..=to).rev() {
        sum += x[i].exp() * 0.5;
    }
    sum
}

#[grad]
fn every_other(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in (0..x.len()).step_by(2) {
        sum += x[i].exp();
    }
    sum
}

#[grad(wrt(x))]
fn of_some_trips(x: &[f64], limit: f64) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        if x[i] > limit {
            sum += x[i].exp();
        }
    }
    sum
}

#[grad]
fn if_there_are_more(x: &[f64], n: usize, m: usize) -> f64 {
    let mut sum = 1.0;
    if n < m {
        for i in 0..x.len() {
            sum += x[i].exp();
        }
    }
    sum
}

#[grad(wrt(x))]
fn left_early(x: &[f64], limit: f64) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += x[i].exp();
        if sum > limit {
            break;
        }
    }
    sum
}

#[grad(wrt(x))]
fn returned_early(x: &[f64], limit: f64) -> f64 {
    if limit > 3.0 {
        return limit;
    }
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += x[i].exp();
    }
    sum
}

#[grad]
fn triangular(x: &[f64], n: usize) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        for j in 0..i {
            sum += x[n * i + j].exp();
        }
    }
    sum
}

#[grad]
fn backwards(x: &[f64]) -> f64 {
    let n = x.len();
    let mut sum = 0.0;
    for i in 0..n {
        sum = sum * 0.5 + x[n - 1 - i].exp();
    }
    sum
}

#[grad]
fn by_a_table(x: &[f64], at: &[usize]) -> f64 {
    let mut sum = 0.0;
    for i in 0..at.len() {
        sum += x[at[i]].exp();
    }
    sum
}

#[grad]
fn with_a_moving_end(x: &[f64]) -> f64 {
    let mut n = x.len();
    let mut sum = 0.0;
    while n > 3 {
        n -= 1;
        for i in 0..n {
            sum += x[i].exp();
        }
    }
    sum
}

#[grad]
fn with_constants_of_its_own(x: &[f64]) -> f64 {
    const N: usize = 4;
    let mut sum = 0.0;
    for i in 0..N {
        sum += x[i].exp();
    }
    sum
}

#[grad]
fn wrapped_distances(x: &[f64], a: usize, b: usize) -> f64 {
    let mut sum = 0.0;
    for i in a..b {
        sum += x[i - a].exp();
    }
    sum
}

#[test]
fn all_that_is_in_a_buffer_is_overwritten() {
    for n in [0, 1, 2, 3, 8, 20, 33] {
        check!(squares, numbers(n));
        check!(zeros_of_both_signs, numbers(n));
        check!(every_other, numbers(n));
        check!(of_some_trips, numbers(n), 0.4);
        check!(left_early, numbers(n), 6.0);
        check!(returned_early, numbers(n), 6.0);
        check!(returned_early, numbers(n), 2.0);
        check!(backwards, numbers(n));
        check!(with_a_moving_end, numbers(n));
        check!(if_there_are_more, numbers(n), 2, 3);
        check!(if_there_are_more, numbers(n), 3, 3);
    }
    for n in [1, 2, 3, 20] {
        check!(neighbours, numbers(n));
        check!(up_to_the_end, numbers(n), 0, n - 1);
        check!(up_to_the_end, numbers(n), n - 1, n - 1);
        check!(up_to_the_end, numbers(n), n, n - 1);
    }
    for n in [4, 5, 25, 26, 40] {
        check!(with_constants_of_its_own, numbers(n));
    }
    for n in [25, 26, 40] {
        check!(a_matrix_and_a_vector, numbers(n));
    }
}

#[test]
fn runs_that_meet_overlap_or_leave_gaps() {
    for (rows, columns) in [(3, 4), (1, 4), (4, 1), (0, 4), (4, 0)] {
        check!(transposed, numbers(12), rows, columns);
        check!(transposed, numbers(rows * columns), rows, columns);
        check!(triangular, numbers(16), rows);
        for stride in 0..6 {
            check!(strided, numbers(32), stride, rows, columns);
            check!(strided, numbers(rows * columns), columns, rows, columns);
        }
    }
    for (a, b) in [(0, 0), (3, 3), (5, 3), (3, 5), (8, 8), (8, 0), (0, 9)] {
        check!(two_parts, numbers(8), a, b);
        check!(wrapped_distances, numbers(9), a, b);
    }
    check!(by_a_table, numbers(4), &[3, 0, 1, 2]);
    check!(by_a_table, numbers(4), &[3, 0, 1, 1]);
}

#[grad]
fn product(x: &[f64], w: &Vec<f64>) -> f64 {
    x.iter().zip(w).map(|(x, w)| x * w).sum()
}

#[grad]
fn scaled<const N: usize>(x: &[f32; N], s: f32) -> f32 {
    let mut sum = 0.0;
    for i in 0..N {
        sum += (x[i] * s).exp();
    }
    sum
}

#[test]
fn of_other_shapes() {
    for (n, m) in [(3, 3), (2, 4), (4, 2), (0, 1), (0, 0)] {
        let (x, w) = (numbers(n), numbers(m));
        let (_, (x_clean, w_clean)) = product::vjp(&x, &w, 1.0);
        let (_, [(x_sum, w_sum)]) = product::vjp_many(&x, &w, [1.0]);
        close("product", &x_clean, &x_sum);
        close("product", &w_clean, &w_sum);
        let (mut x_bar, mut w_bar) = (vec![f64::NAN; n], vec![f64::NAN; m]);
        product::value_and_grad_into(&x, &w, &mut x_bar, &mut w_bar);
        same("product", n, &x_bar, &x_clean);
        same("product", m, &w_bar, &w_clean);
    }
    let x: [f32; 20] = std::array::from_fn(|i| i as f32 * 0.1);
    let (_, (clean, s_clean)) = scaled::vjp(&x, 0.5, 1.0);
    assert_eq!(clean, scaled::vjp_many(&x, 0.5, [1.0]).1[0].0);
    let (mut x_bar, mut s_bar) = ([f32::NAN; 20], f32::NAN);
    scaled::value_and_grad_into(&x, 0.5, &mut x_bar, &mut s_bar);
    assert_eq!((x_bar, s_bar), (clean, s_clean));
}

/// What the lengths are computed from overflows only where the primal does.
#[grad]
fn after_an_assertion(x: &[f64], n: usize) -> f64 {
    assert!(n >= 2, "two rows at least");
    let mut sum = 0.0;
    for i in 0..n - 2 {
        sum += x[i].exp();
    }
    sum
}

#[test]
#[should_panic(expected = "two rows at least")]
fn the_primal_panics_first() {
    after_an_assertion::value_and_grad_into(&[1.0, 2.0], 1, &mut [0.0, 0.0]);
}

/// What the trips add to their elements is nothing, or 0 in place of the -0 that it begins with.
#[grad]
fn some_of_nothing(x: &[f64], pick: usize) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        let mut v = x[i];
        if i != pick {
            v = 2.0;
        }
        sum -= v * v;
    }
    sum
}

#[grad]
fn neighbours_of_some(x: &[f64], pick: usize) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        let (mut a, mut b) = (x[i], -x[i + 1]);
        if i != pick {
            a = 1.0;
            b = 3.0;
        }
        sum += a * b;
    }
    sum
}

#[test]
fn what_got_nothing_is_a_positive_zero() {
    let x = numbers(20);
    for pick in [0, 7, 18, 19] {
        let signs = |g: &[f64]| {
            g.iter()
                .filter(|g| **g == 0.0 && g.is_sign_negative())
                .count()
        };
        let (_, g) = some_of_nothing::value_and_grad(&x, pick);
        assert_eq!((g[pick], signs(&g)), (-2.0 * x[pick], 0), "{g:?}");
        let (_, g) = neighbours_of_some::value_and_grad(&x, pick);
        assert_eq!(signs(&g), 0, "{g:?}");
        check!(some_of_nothing, x.clone(), pick);
        check!(neighbours_of_some, x.clone(), pick);
    }
}
