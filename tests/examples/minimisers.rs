//! The minimisers reach known minima, and what they ask for on the way.

use super::args;
use super::optimise::objective::{Digits, Objective};
use super::optimise::problem::Derivatives::{self, Macros, OfGradients, OfValues};
use super::optimise::run;
use super::optimise::solve::{Method, Run, solve};

const METHODS: [Method; 2] = [Method::LimitedMemory, Method::NewtonCg];

fn counts(run: &Run) -> [usize; 3] {
    [
        &run.counts.values,
        &run.counts.gradients,
        &run.counts.products,
    ]
    .map(|count| count.get())
}

fn minimise(objective: &Objective, method: Method, derivatives: Derivatives) -> Run {
    solve(objective, method, derivatives, 1_000).unwrap()
}

fn norm(v: &[f64]) -> f64 {
    v.iter().map(|v| v * v).sum::<f64>().sqrt()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
    norm(&differences)
}

/// `f(x + h v)` to `f(x - h v)`, extrapolated to `h = 0` from two steps.
fn slope(f: impl Fn(&[f64]) -> Vec<f64>, x: &[f64], v: &[f64]) -> Vec<f64> {
    let at = |h: f64| {
        let moved: Vec<f64> = x.iter().zip(v).map(|(x, v)| x + h * v).collect();
        f(&moved)
    };
    let central = |h: f64| -> Vec<f64> {
        let (up, down) = (at(h), at(-h));
        up.iter()
            .zip(&down)
            .map(|(u, d)| (u - d) / (2.0 * h))
            .collect()
    };
    let (near, far) = (central(1e-3), central(2e-3));
    near.iter()
        .zip(&far)
        .map(|(n, f)| (4.0 * n - f) / 3.0)
        .collect()
}

#[test]
fn derivatives_are_those_of_central_differences() {
    for objective in [
        Objective::Rosenbrock(2),
        Objective::Rosenbrock(5),
        Objective::Himmelblau,
        Objective::Network(Digits::first(3).unwrap()),
    ] {
        let x = objective.start();
        let v: Vec<f64> = (0..x.len()).map(|k| (k as f64 * 0.7).cos()).collect();
        let gradient = objective.gradient(&x);
        let along: f64 = gradient.iter().zip(&v).map(|(g, v)| g * v).sum();
        let expected = slope(|x| vec![objective.value(x)], &x, &v);
        assert!((along - expected[0]).abs() <= 1e-8 * norm(&gradient).max(1.0));
        let product = objective.hessian_times(&x, &v);
        let expected = slope(|x| objective.gradient(x), &x, &v);
        assert!(distance(&product, &expected) <= 1e-8 * norm(&product).max(1.0));
    }
}

#[test]
fn known_minima_are_reached() {
    // Where Himmelblau's minima are, to more digits than are needed here.
    let minima = [
        [3.0, 2.0],
        [-2.805_118_086_95, 3.131_312_518_25],
        [-3.779_310_253_38, -3.283_185_991_29],
        [3.584_428_340_33, -1.848_126_526_96],
    ];
    for method in METHODS {
        for derivatives in [Macros, OfGradients, OfValues] {
            for n in [2, 6] {
                let run = minimise(&Objective::Rosenbrock(n), method, derivatives);
                let off = distance(&run.x, &vec![1.0; n]);
                assert!(off < 1e-4, "{n}, {method:?}, {derivatives:?}: {run:?}");
            }
            let run = minimise(&Objective::Himmelblau, method, derivatives);
            let off = minima.map(|minimum| distance(&run.x, &minimum));
            assert!(
                off.iter().any(|&off| off < 1e-5),
                "{method:?}, {derivatives:?}: {run:?}"
            );
        }
    }
}

/// These functions are sums of products, the same to the bit everywhere.
#[test]
fn evaluations_are_counted() {
    let rosenbrock = Objective::Rosenbrock(2);
    let of = |method, derivatives| {
        let run = minimise(&rosenbrock, method, derivatives);
        (run.iterations, counts(&run))
    };
    assert_eq!(of(Method::LimitedMemory, Macros), (38, [49, 87, 0]));
    // A gradient is four values.
    assert_eq!(
        of(Method::LimitedMemory, OfValues),
        (38, [49 + 4 * 87, 0, 0])
    );
    assert_eq!(of(Method::NewtonCg, Macros), (24, [31, 54, 116]));
    let (steps, [values, gradients, products]) = of(Method::NewtonCg, OfGradients);
    assert_eq!((steps, values, products), (24, 31, 0));
    // A product is two gradients, but for the one with 0 that conjugate gradients begin with.
    assert_eq!(gradients, 54 + 2 * (116 - 24));
    let (steps, [values, gradients, products]) = of(Method::NewtonCg, OfValues);
    assert_eq!((steps, gradients, products), (24, 0, 0));
    // Rounding may cost a line search a step more.
    let expected = 31 + 4 * (54 + 2 * (116 - 24));
    assert!(values.abs_diff(expected) <= 20, "{values} {expected}");
}

#[test]
fn the_network_learns_either_way() {
    let network = Objective::Network(Digits::first(5).unwrap());
    let before = network.value(&network.start());
    for method in METHODS {
        let [exact, of_values] = [Macros, OfValues].map(|d| solve(&network, method, d, 5).unwrap());
        assert!(network.value(&exact.x) < 0.8 * before);
        assert!(distance(&exact.x, &of_values.x) < 1e-3 * norm(&exact.x));
        let ([values, gradients, products], [many, none, _]) = (counts(&exact), counts(&of_values));
        let expected = values + 2 * network.start().len() * (gradients + 2 * products);
        assert!(
            none == 0 && many <= expected && 2 * many > expected,
            "{many} {expected}"
        );
    }
}

#[test]
fn the_whole_program_prints_a_table_for_each() {
    let mut out = Vec::new();
    run(args("--digits 2 --iterations 2"), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    for words in [
        "Rosenbrock's function in 2 dimensions\n",
        "Himmelblau's function\n",
        "a 64-5-10 network with 385 weights on 2 of the 1347 digits\n",
        "\nL-BFGS     macros                        38        49         87         0 ",
        "\nNewton-CG  macros                        24        31         54       116 ",
        "(few digits, for the time that differences of values take)",
    ] {
        assert!(text.contains(words), "{words}\nis not in\n{text}");
    }
    for (row, count) in [("\nL-BFGS  ", 4 * 2), ("\nNewton-CG  ", 4 * 3)] {
        assert_eq!(text.matches(row).count(), count, "{text}");
    }
    assert!(!text.contains("NaN"), "{text}");
}

#[test]
fn bad_flags_are_reported() {
    for line in ["--digits 0", "--digits 1348", "--digits few", "--solver x"] {
        assert_eq!(run(args(line), &mut Vec::new()).unwrap_err().exit_code(), 2);
    }
    let mut out = Vec::new();
    run(args("--help"), &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("--digits N"));
}
