#![feature(autodiff)]
use std::autodiff::{autodiff_forward, autodiff_reverse};

/// Least squares: how far the line with these two coefficients is from the
/// points. The macro adds `loss_gradient`, with a shadow after each duplicated
/// argument and the seed at the end.
#[autodiff_reverse(loss_gradient, Duplicated, Const, Active)]
fn loss(line: &[f64; 2], points: &[(f64, f64)]) -> f64 {
    points
        .iter()
        .map(|(x, y)| (line[0] + line[1] * x - y).powi(2))
        .sum()
}

/// Forward mode: the value and how it changes along a direction.
#[autodiff_forward(wave_slope, Dual, Dual)]
fn wave(t: f64) -> f64 {
    (-0.5 * t).exp() * (3.0 * t).sin()
}

fn main() {
    let points = [(0.0, 1.1), (1.0, 2.9), (2.0, 5.2), (3.0, 6.8)];
    let mut line = [0.0; 2];
    for _ in 0..2000 {
        let mut gradient = [0.0; 2];
        loss_gradient(&line, &mut gradient, &points, 1.0);
        line[0] -= 0.02 * gradient[0];
        line[1] -= 0.02 * gradient[1];
    }
    println!("y = {:.4} + {:.4} x", line[0], line[1]);

    let (value, slope) = wave_slope(1.0, 1.0);
    println!("wave(1) = {value:.6}, wave'(1) = {slope:.6}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gradient_vanishes_at_the_fit() {
        let points = [(0.0, 1.0), (1.0, 3.0)];
        let mut gradient = [0.0; 2];
        let value = loss_gradient(&[1.0, 2.0], &mut gradient, &points, 1.0);
        assert_eq!((value, gradient), (0.0, [0.0; 2]));
    }
}
