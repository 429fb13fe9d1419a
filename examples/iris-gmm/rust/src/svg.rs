//! The picture: petal width over petal length, coloured by cluster, with the
//! two-sigma ellipse of each component.

use crate::gmm::{D, K, assign, mean_and_covariance};
use std::fmt::Write;

const COLOURS: [&str; K] = ["#1b9e77", "#d95f02", "#7570b3"];
const X: usize = 2; // petal length
const Y: usize = 3; // petal width

fn px(length: f64) -> f64 {
    50.0 + 90.0 * (length - 0.5)
}
fn py(width: f64) -> f64 {
    430.0 - 140.0 * width
}

pub fn draw(theta: &[f64], data: &[[f64; D]], species: &[String]) -> String {
    let mut s = String::new();
    s += "<svg xmlns='http://www.w3.org/2000/svg' width='680' height='480' \
          font-family='sans-serif' font-size='13'>\n\
          <rect width='680' height='480' fill='white'/>\n";
    for i in 1..=7 {
        let x = px(i as f64);
        let _ = writeln!(s, "<text x='{x}' y='450' text-anchor='middle'>{i}</text>");
    }
    for i in 0..=5 {
        let w = 0.5 * i as f64;
        let _ = writeln!(s, "<text x='44' y='{}' text-anchor='end'>{w}</text>", py(w) + 4.0);
    }
    s += "<path d='M50 50V430H660' fill='none' stroke='black'/>\n\
          <text x='355' y='472' text-anchor='middle'>petal length (cm)</text>\n\
          <text x='14' y='240' text-anchor='middle' transform='rotate(-90 14 240)'>\
          petal width (cm)</text>\n";
    for k in 0..K {
        let (m, c) = mean_and_covariance(theta, k);
        // The ellipse is two sigma times a Cholesky factor times the circle.
        let a = c[X][X].sqrt();
        let b = c[Y][X] / a;
        let d = (c[Y][Y] - b * b).sqrt();
        let points: Vec<String> = (0..72)
            .map(|i| {
                let (sin, cos) = (i as f64 * std::f64::consts::PI / 36.0).sin_cos();
                let (x, y) = (m[X] + 2.0 * a * cos, m[Y] + 2.0 * (b * cos + d * sin));
                format!("{:.1},{:.1}", px(x), py(y))
            })
            .collect();
        let _ = writeln!(
            s,
            "<polygon points='{}' fill='{1}' fill-opacity='0.12' stroke='{1}'/>",
            points.join(" "),
            COLOURS[k]
        );
    }
    for (x, name) in data.iter().zip(species) {
        let colour = COLOURS[assign(theta, x)];
        let (cx, cy) = (px(x[X]), py(x[Y]));
        // The species, which the fit never saw, is the shape.
        let _ = match name.as_str() {
            "setosa" => writeln!(s, "<circle cx='{cx:.1}' cy='{cy:.1}' r='4' fill='{colour}'/>"),
            "versicolor" => writeln!(
                s,
                "<rect x='{:.1}' y='{:.1}' width='7' height='7' fill='{colour}'/>",
                cx - 3.5,
                cy - 3.5
            ),
            _ => writeln!(
                s,
                "<path d='M{:.1} {:.1}l4.5 8h-9z' fill='{colour}'/>",
                cx,
                cy - 5.0
            ),
        };
    }
    s += "<text x='70' y='66'>colour: cluster found; shape: species \
          (circle setosa, square versicolor, triangle virginica)</text>\n</svg>\n";
    s
}
