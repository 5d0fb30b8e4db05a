//! The log-determinant of a symmetric matrix with 100 rows by Cholesky's factorisation: a triple loop whose elements are computed from
//! earlier ones.

use crate::harness::{Workload, check_differences, numbers};
use crate::peers::{Scalar, reverse_gradient};
use crate::report::{BY_HAND, GRAD, JVP, TAPE_CRATE};
use autodiff::{Tape, grad, jvp};
use std::hint::black_box;

const N: usize = 100;

/// Of a positive definite matrix in `n` rows, of which only the lower triangle is read.
#[grad]
#[jvp]
fn log_determinant(a: &[f64], n: usize) -> f64 {
    let mut l = vec![0.0; n * n];
    let mut log_determinant = 0.0;
    for i in 0..n {
        for j in 0..=i {
            let mut sum = a[i * n + j];
            for k in 0..j {
                sum -= l[i * n + k] * l[j * n + k];
            }
            if i == j {
                l[i * n + i] = sum.sqrt();
                log_determinant += 2.0 * l[i * n + i].ln();
            } else {
                l[i * n + j] = sum / l[j * n + j];
            }
        }
    }
    log_determinant
}

/// The factor stays where it is, as every element is written once. The rows' cotangents become the matrix's, last row first; the inner
/// loop adds multiples of rows to rows, which is done several elements at a time.
fn hand_written(a: &[f64], n: usize, l: &mut [f64], bars: &mut [f64]) -> f64 {
    let mut y = 0.0;
    for i in 0..n {
        let (above, rest) = l.split_at_mut(i * n);
        let row = &mut rest[..n];
        for j in 0..i {
            let other = &above[j * n..][..n];
            row[j] = less_products(a[i * n + j], &row[..j], &other[..j]) / other[j];
        }
        row[i] = less_products(a[i * n + i], &row[..i], &row[..i]).sqrt();
        y += 2.0 * row[i].ln();
    }
    bars.fill(0.0);
    for i in (0..n).rev() {
        let (above, rest) = l.split_at(i * n);
        let row = &rest[..n];
        let (above_bars, rest) = bars.split_at_mut(i * n);
        let row_bar = &mut rest[..n];
        row_bar[i] = (row_bar[i] + 2.0 / row[i]) / (2.0 * row[i]);
        let diagonal = 2.0 * row_bar[i];
        for (bar, l) in row_bar[..i].iter_mut().zip(row) {
            *bar -= diagonal * l;
        }
        for j in (0..i).rev() {
            let (other, other_bar) = (&above[j * n..][..=j], &mut above_bars[j * n..][..=j]);
            let bar = row_bar[j] / other[j];
            row_bar[j] = bar;
            other_bar[j] -= bar * row[j];
            let (elements, bars) = (row[..j].iter().zip(other), other_bar.iter_mut());
            for (((l, other), other_bar), row_bar) in elements.zip(bars).zip(&mut *row_bar) {
                *row_bar -= bar * other;
                *other_bar -= bar * l;
            }
        }
    }
    y
}

#[inline]
fn less_products(start: f64, x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).fold(start, |sum, (x, y)| sum - x * y)
}

fn generic<S: Scalar>(a: &[S], n: usize) -> S {
    let mut l = a.to_vec();
    let mut log_determinant: Option<S> = None;
    for i in 0..n {
        for j in 0..=i {
            let mut sum = a[i * n + j];
            for k in 0..j {
                sum = sum - l[i * n + k] * l[j * n + k];
            }
            if i == j {
                l[i * n + i] = sum.sqrt();
                let part = l[i * n + i].ln().times(2.0);
                log_determinant = Some(log_determinant.map_or(part, |before| before + part));
            } else {
                l[i * n + j] = sum / l[j * n + j];
            }
        }
    }
    log_determinant.expect("there are rows")
}

pub(crate) fn workload() -> Workload {
    // Symmetric, and dominated by its diagonal.
    let entries = numbers(13, N * N);
    let a: &'static [f64] = (0..N * N)
        .map(|at| match (at / N, at % N) {
            (i, j) if i == j => 12.0 + entries[at],
            (i, j) => entries[i.max(j) * N + i.min(j)],
        })
        .collect::<Vec<_>>()
        .leak();
    let direction: &'static [f64] = numbers(14, N * N).leak();
    let mut l = vec![0.0; N * N];
    let mut bars = vec![0.0; N * N];
    hand_written(a, N, &mut l, &mut bars);
    check_differences("cholesky", |a| log_determinant(a, N), a, &bars);

    let (mut tape, peer_tape) = (Tape::new(), reverse::Tape::new());
    Workload::new(
        "Cholesky factorisation and log-determinant, n = 100",
        N * N,
        move || log_determinant(black_box(a), black_box(N)),
    )
    .gradient(BY_HAND, move |bars| {
        hand_written(black_box(a), black_box(N), &mut l, bars)
    })
    .gradient(GRAD, move |bars| {
        log_determinant::value_and_grad_with(&mut tape, black_box(a), black_box(N), bars)
    })
    .along(JVP, direction, move || {
        log_determinant::jvp(black_box(a), black_box(N), black_box(direction))
    })
    .gradient(TAPE_CRATE, move |bars| {
        reverse_gradient(&peer_tape, black_box(a), |a| generic(a, N), bars)
    })
}
