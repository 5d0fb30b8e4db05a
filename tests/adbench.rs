//! The Gaussian mixture and bundle adjustment of ADBench against its reference Jacobians.

#[path = "adbench/ba.rs"]
mod ba;
#[path = "adbench/gmm.rs"]
mod gmm;
#[path = "adbench/rows.rs"]
mod rows;

use autodiff::Tape;
use ba::Bundle;
use gmm::Gmm;
use rows::Pattern;

/// ADBench's measure of agreement, and what it accepts.
fn assert_close(what: &str, got: f64, reference: f64) {
    let error = (got - reference).abs() / (got.abs() + reference.abs()).max(1.0);
    assert!(error < 1e-8, "{what}: {got} is not {reference}");
}

fn assert_all_close(what: &str, got: &[f64], reference: &[f64]) {
    assert_eq!(got.len(), reference.len(), "{what}: length");
    for (i, (&g, &r)) in got.iter().zip(reference).enumerate() {
        assert_close(&format!("{what}[{i}]"), g, r);
    }
}

/// The numbers of an entry of a reference file, nested lists flattened.
fn numbers(json: &str, key: &str) -> Vec<f64> {
    let key = format!("\"{key}\": ");
    let value = &json[json.find(&key).expect("the entry is there") + key.len()..];
    let mut depth = 0;
    let end = value.find(|c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        depth == 0 && matches!(c, ']' | ',' | '}')
    });
    let separator = |c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    value[..end.unwrap()]
        .split(separator)
        .filter(|w| !w.is_empty())
        .map(|w| w.parse().unwrap())
        .collect()
}

fn check_gmm(text: &str, reference: &str) {
    let Gmm {
        alphas,
        means,
        icf,
        points,
        gamma,
        m,
    } = Gmm::parse(text);
    let objective = numbers(reference, "objective")[0];
    let gradient = numbers(reference, "gradient");
    let primal = gmm::log_likelihood(&alphas, &means, &icf, &points, gamma, m);
    assert_close("objective", primal, objective);

    let (y, (d_alphas, d_means, d_icf)) =
        gmm::log_likelihood::value_and_grad(&alphas, &means, &icf, &points, gamma, m);
    assert_eq!(y.to_bits(), primal.to_bits());
    assert_all_close("gradient", &[d_alphas, d_means, d_icf].concat(), &gradient);

    let mut tape = Tape::new();
    let (mut a, mut b, mut c) = (
        vec![9.0; alphas.len()],
        vec![9.0; means.len()],
        vec![9.0; icf.len()],
    );
    for _ in 0..2 {
        let y = gmm::log_likelihood::value_and_grad_with(
            &mut tape, &alphas, &means, &icf, &points, gamma, m, &mut a, &mut b, &mut c,
        );
        assert_eq!(y.to_bits(), primal.to_bits());
        assert_all_close(
            "gradient in place",
            &[a.as_slice(), &b, &c].concat(),
            &gradient,
        );
    }

    // One direction that weighs all partial derivatives differently.
    let dots: Vec<f64> = (0..gradient.len())
        .map(|i| (i as f64 * 0.7).cos())
        .collect();
    let (a_dot, rest) = dots.split_at(alphas.len());
    let (b_dot, c_dot) = rest.split_at(means.len());
    let (y, y_dot) = gmm::log_likelihood::jvp(
        &alphas, &means, &icf, &points, gamma, m, a_dot, b_dot, c_dot,
    );
    assert_eq!(y.to_bits(), primal.to_bits());
    assert_close(
        "directional derivative",
        y_dot,
        gradient.iter().zip(&dots).map(|(g, d)| g * d).sum(),
    );
}

#[test]
fn gmm_d2_k5() {
    check_gmm(
        include_str!("data/adbench/gmm_d2_K5.txt"),
        include_str!("data/adbench/gmm_d2_K5.reference.json"),
    );
}

#[test]
fn gmm_d10_k25() {
    check_gmm(
        include_str!("data/adbench/gmm_d10_K25.txt"),
        include_str!("data/adbench/gmm_d10_K25.reference.json"),
    );
}

#[test]
fn ba1() {
    let bundle = Bundle::parse_repeated(include_str!("data/adbench/ba1_n49_m7776_p31843.txt"));
    let reference = include_str!("data/adbench/ba1_n49_m7776_p31843.reference.json");
    assert_eq!(bundle.observations.len(), 31843);
    let (camera, point, weight, feature) = (
        &bundle.cameras[0],
        &bundle.points[0],
        bundle.weights[0],
        &bundle.features[0],
    );
    let primal = ba::reprojection_error(camera, point, weight, feature);
    assert_all_close("objective", &primal, &numbers(reference, "objective_first"));
    let block = numbers(reference, "block_2x15");
    assert_all_close(
        "reverse",
        ba::reprojection_error::jacrev(camera, point, weight, feature).as_slice(),
        &block,
    );
    assert_all_close(
        "forward",
        ba::reprojection_error::jacfwd(camera, point, weight, feature).as_slice(),
        &block,
    );
    assert_close(
        "weight error",
        ba::weight_error(weight),
        numbers(reference, "weight_error")[0],
    );
    let derivative = numbers(reference, "weight_derivative")[0];
    assert_close(
        "weight derivative",
        ba::weight_error::grad(weight),
        derivative,
    );
    assert_close(
        "weight derivative",
        ba::weight_error::derivative(weight),
        derivative,
    );
}

/// Every observation, one of the cameras without rotation; the whole matrix in compressed rows against the reference's.
#[test]
fn ba_varied() {
    let bundle = Bundle::parse_listed(include_str!("data/adbench/ba_varied.txt"));
    let reference = include_str!("data/adbench/ba_varied.reference.json");
    let pattern = Pattern::new(&bundle);
    let as_real = |&index: &usize| index as f64;
    let row_starts: Vec<f64> = pattern.row_starts.iter().map(as_real).collect();
    let columns: Vec<f64> = pattern
        .columns
        .iter()
        .map(|&column| column.into())
        .collect();
    assert_eq!(row_starts, numbers(reference, "row_starts"));
    assert_eq!(columns, numbers(reference, "columns"));

    let (mut errors, mut reverse, mut forward) = (Vec::new(), Vec::new(), Vec::new());
    for (i, &(camera, point)) in bundle.observations.iter().enumerate() {
        let (camera, point) = (&bundle.cameras[camera], &bundle.points[point]);
        let (weight, feature) = (bundle.weights[i], &bundle.features[i]);
        errors.extend(ba::reprojection_error(camera, point, weight, feature));
        let block = ba::reprojection_error::jacrev(camera, point, weight, feature);
        assert_eq!((block.nrows(), block.ncols()), (2, rows::INPUTS));
        reverse.extend_from_slice(block.as_slice());
        let block = ba::reprojection_error::jacfwd(camera, point, weight, feature);
        forward.extend_from_slice(block.as_slice());
    }
    for &weight in &bundle.weights {
        errors.push(ba::weight_error(weight));
        reverse.push(ba::weight_error::grad(weight));
        forward.push(ba::weight_error::derivative(weight));
    }
    let values = numbers(reference, "values");
    assert_all_close("objective", &errors, &numbers(reference, "objective"));
    assert_all_close("reverse", &reverse, &values);
    assert_all_close("forward", &forward, &values);
}
