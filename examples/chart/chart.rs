//! Curves over two axes as an SVG. What the examples plot is not much, and needs no crate.

use std::fmt::{self, Write};
use std::fs;
use std::path::Path;

use super::failure::Failure;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 440.0;
const MARGIN: f64 = 60.0;
/// What a grid line may be off, in steps, to count as at the end of the numbers.
const ROUNDING: f64 = 1e-9;

/// Colours that are told apart on white, also by people who see few.
pub const RED: &str = "#c0392b";
/// See [`RED`].
pub const BLUE: &str = "#2471a3";
/// See [`RED`].
pub const ORANGE: &str = "#e08e0b";
/// See [`RED`].
pub const GREEN: &str = "#1e8449";

/// What an axis shows, from its left or lower end to the other.
#[derive(Clone, Copy, Debug)]
pub enum Scale {
    /// From the first number to the second, with so many steps between grid lines.
    Linear(f64, f64, u8),
    /// From one power of ten to another.
    Powers(i32, i32),
}

impl Scale {
    /// The powers of ten around positive numbers.
    pub fn powers_around(numbers: impl Iterator<Item = f64>) -> Scale {
        let (low, high) = range(numbers.map(f64::log10));
        let (low, high) = (low.floor() as i32, high.ceil() as i32);
        Scale::Powers(low, high.max(low + 1))
    }

    /// A range of round numbers around numbers, in about five steps.
    pub fn around(numbers: impl Iterator<Item = f64>) -> Scale {
        let (low, high) = match range(numbers) {
            (low, high) if low < high => (low, high),
            (only, _) => (only - 1.0, only + 1.0),
        };
        let rough = (high - low) / 5.0;
        let power = power(rough.log10().floor() as i32);
        let nice = [1.0, 2.0, 5.0, 10.0].map(|n| n * power);
        let step = nice
            .into_iter()
            .find(|&n| n >= rough * (1.0 - ROUNDING))
            .unwrap_or(rough);
        let (first, last) = (
            (low / step + ROUNDING).floor(),
            (high / step - ROUNDING).ceil(),
        );
        Scale::Linear(first * step, last * step, (last - first) as u8)
    }

    /// Where a number lies, 0 to 1; what lies outside (an error of 0) is at the edge.
    fn place(self, number: f64) -> f64 {
        let (low, high, number) = match self {
            Scale::Linear(low, high, _) => (low, high, number),
            Scale::Powers(low, high) => (f64::from(low), f64::from(high), number.log10()),
        };
        (number.clamp(low, high) - low) / (high - low)
    }

    /// The numbers at the grid lines, and how they are written.
    fn ticks(self) -> Vec<(f64, String)> {
        match self {
            Scale::Linear(low, high, steps) => {
                let step = (high - low) / f64::from(steps);
                let at = |k| low + step * f64::from(k);
                (0..=steps).map(|k| (at(k), label(at(k), step))).collect()
            }
            Scale::Powers(low, high) => {
                let sparse = ((high - low) / 15 + 1) as usize;
                (low..=high)
                    .step_by(sparse)
                    .map(|n| (power(n), format!("1e{n}")))
                    .collect()
            }
        }
    }
}

/// A number at a grid line, with as many digits as tell it from the next one.
fn label(number: f64, step: f64) -> String {
    // What rounding left of 0 is 0, and without a sign.
    let number = (number / step).round() * step + 0.0;
    let digits = -step.log10().floor();
    match digits {
        -5.0..=0.0 => format!("{number:.0}"),
        0.0..=4.0 => format!("{number:.0$}", digits as usize),
        _ => format!("{number:.1e}"),
    }
}

/// The least and the greatest of some numbers.
fn range(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
        (low.min(x), high.max(x))
    })
}

/// How the points of a curve are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// Joined by lines.
    Line,
    /// Each by itself.
    Dots,
}

/// Named points.
#[derive(Clone, Debug)]
pub struct Curve {
    /// What the legend says.
    pub name: String,
    /// Of the points and the legend.
    pub colour: &'static str,
    /// How the points are drawn.
    pub mark: Mark,
    /// The points, along the curve.
    pub points: Vec<(f64, f64)>,
}

/// Curves over one pair of axes.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What stands above.
    pub title: String,
    /// What stands below the horizontal axis.
    pub x_label: String,
    /// The horizontal axis.
    pub x: Scale,
    /// The vertical axis.
    pub y: Scale,
    /// All curves, first to last in the legend.
    pub curves: Vec<Curve>,
}

/// Charts side by side, in rows of so many.
pub fn svg(charts: &[Chart], in_a_row: usize) -> String {
    let rows = charts.len().div_ceil(in_a_row);
    let (width, height) = (
        WIDTH * in_a_row.min(charts.len()) as f64,
        HEIGHT * rows as f64,
    );
    let mut body = String::new();
    for (k, chart) in charts.iter().enumerate() {
        let (right, down) = (
            WIDTH * (k % in_a_row) as f64,
            HEIGHT * (k / in_a_row) as f64,
        );
        append(
            &mut body,
            format_args!("<g transform=\"translate({right:.0} {down:.0})\">\n"),
        );
        chart.draw(&mut body);
        append(&mut body, format_args!("</g>\n"));
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n{body}</svg>\n"
    )
}

/// Writes a plot, and makes the folder it goes to.
pub fn write(path: &Path, svg: &str) -> Result<(), Failure> {
    let failed = |error| Failure::Run(format!("{}: {error}", path.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, svg).map_err(failed)
}

impl Chart {
    fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (
            MARGIN + (WIDTH - 2.0 * MARGIN) * self.x.place(x),
            HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * self.y.place(y),
        )
    }

    fn draw(&self, body: &mut String) {
        let (left, right, top, bottom) = (MARGIN, WIDTH - MARGIN, MARGIN, HEIGHT - MARGIN);
        for (number, label) in self.x.ticks() {
            let x = left + (right - left) * self.x.place(number);
            line(body, (x, bottom), (x, top));
            text(body, (x, bottom + 18.0), "middle", &label);
        }
        for (number, label) in self.y.ticks() {
            let y = bottom - (bottom - top) * self.y.place(number);
            line(body, (left, y), (right, y));
            text(body, (left - 6.0, y + 4.0), "end", &label);
        }
        text(body, (WIDTH / 2.0, HEIGHT - 16.0), "middle", &self.x_label);
        text(body, (WIDTH / 2.0, 28.0), "middle", &self.title);
        let (x, anchor) = if self.is_lower_on_the_left() {
            (left + 10.0, "start")
        } else {
            (right - 10.0, "end")
        };
        for (k, curve) in self.curves.iter().enumerate() {
            self.draw_curve(body, curve);
            append(body, format_args!("<g fill=\"{}\">", curve.colour));
            let y = top + 14.0 + 18.0 * k as f64;
            text(body, (x, y), anchor, &curve.name);
            append(body, format_args!("</g>\n"));
        }
    }

    /// Whether the legend is less in the way there than on the right.
    fn is_lower_on_the_left(&self) -> bool {
        let points = || self.curves.iter().flat_map(|curve| &curve.points);
        let highest = |third: fn(f64) -> bool| {
            let there = points().filter(|point| third(self.x.place(point.0)));
            there.fold(0.0, |highest: f64, point| {
                highest.max(self.y.place(point.1))
            })
        };
        highest(|place| place < 1.0 / 3.0) < highest(|place| place > 2.0 / 3.0)
    }

    fn draw_curve(&self, body: &mut String, curve: &Curve) {
        let places = curve.points.iter().map(|&point| self.at(point));
        match curve.mark {
            Mark::Line => {
                let points: Vec<_> = places.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
                append(
                    body,
                    format_args!(
                        "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n",
                        points.join(" "),
                        curve.colour
                    ),
                );
            }
            Mark::Dots => {
                for (x, y) in places {
                    append(
                        body,
                        format_args!(
                            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\" fill=\"{}\"/>\n",
                            curve.colour
                        ),
                    );
                }
            }
        }
    }
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

fn append(body: &mut String, words: fmt::Arguments<'_>) {
    body.write_fmt(words)
        .expect("a String takes all that is written to it");
}

fn power(n: i32) -> f64 {
    10_f64.powi(n)
}
