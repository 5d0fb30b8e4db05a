//! The errors over the step sizes as an SVG, both axes logarithmic.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::failure::Failure;
use super::step_sizes::StepError;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 440.0;
const MARGIN: f64 = 60.0;
/// Powers of ten at the ends of the axes.
const STEPS: (i32, i32) = (-14, -1);
const ERRORS: (i32, i32) = (-13, 0);

/// Writes the plot, and makes the folder it goes to.
pub fn write(path: &Path, errors: &[StepError]) -> Result<(), Failure> {
    let failed = |error| Failure::Run(format!("{}: {error}", path.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, svg(errors)).map_err(failed)
}

/// The plot's text.
pub fn svg(errors: &[StepError]) -> String {
    let mut body = String::new();
    axes(&mut body);
    curve(
        &mut body,
        "one-sided differences",
        "#c0392b",
        0,
        errors,
        |e| e.one_sided,
    );
    curve(
        &mut body,
        "central differences",
        "#2471a3",
        1,
        errors,
        |e| e.central,
    );
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n{body}</svg>\n"
    )
}

fn axes(body: &mut String) {
    let (left, right) = (x(power(STEPS.0)), x(power(STEPS.1)));
    let (bottom, top) = (y(power(ERRORS.0)), y(power(ERRORS.1)));
    for n in STEPS.0..=STEPS.1 {
        line(body, (x(power(n)), bottom), (x(power(n)), top));
        text(
            body,
            (x(power(n)), bottom + 18.0),
            "middle",
            &format!("1e{n}"),
        );
    }
    for n in ERRORS.0..=ERRORS.1 {
        line(body, (left, y(power(n))), (right, y(power(n))));
        text(
            body,
            (left - 6.0, y(power(n)) + 4.0),
            "end",
            &format!("1e{n}"),
        );
    }
    text(body, (WIDTH / 2.0, HEIGHT - 16.0), "middle", "step size");
    text(
        body,
        (WIDTH / 2.0, 28.0),
        "middle",
        "largest error of the Jacobian by differences",
    );
}

fn curve(
    body: &mut String,
    name: &str,
    colour: &str,
    place: u8,
    errors: &[StepError],
    error: impl Fn(&StepError) -> f64,
) {
    let mut points = String::new();
    for e in errors {
        append(
            &mut points,
            format_args!("{:.1},{:.1} ", x(e.step), y(error(e))),
        );
    }
    append(
        body,
        format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n",
            points.trim_end()
        ),
    );
    let height = 54.0 + 18.0 * f64::from(place);
    append(body, format_args!("<g fill=\"{colour}\">"));
    text(body, (WIDTH - MARGIN - 10.0, height + 20.0), "end", name);
    append(body, format_args!("</g>\n"));
}

fn line(body: &mut String, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    append(
        body,
        format_args!(
            "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"#ddd\"/>\n"
        ),
    );
}

fn text(body: &mut String, (x, y): (f64, f64), anchor: &str, words: &str) {
    append(
        body,
        format_args!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{words}</text>\n"),
    );
}

fn append(body: &mut String, words: std::fmt::Arguments<'_>) {
    body.write_fmt(words)
        .expect("a String takes all that is written to it");
}

fn power(n: i32) -> f64 {
    10_f64.powi(n)
}

fn x(step: f64) -> f64 {
    MARGIN + (WIDTH - 2.0 * MARGIN) * place(step, STEPS)
}

fn y(error: f64) -> f64 {
    HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * place(error, ERRORS)
}

/// Where a number lies between two powers of ten; what lies outside (an error of 0) is at the edge.
fn place(number: f64, (low, high): (i32, i32)) -> f64 {
    let (low, high) = (f64::from(low), f64::from(high));
    (number.log10().clamp(low, high) - low) / (high - low)
}
