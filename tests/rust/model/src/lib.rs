//! A library with derivatives, used by another crate.
#![feature(autodiff)]
use std::autodiff::{autodiff_forward, autodiff_reverse};

/// Rosenbrock's function of any dimension.
#[autodiff_reverse(rosenbrock_gradient, Duplicated, Active)]
pub fn rosenbrock(x: &[f64]) -> f64 {
    x.windows(2)
        .map(|p| 100.0 * (p[1] - p[0] * p[0]).powi(2) + (1.0 - p[0]).powi(2))
        .sum()
}

/// Instantiated by the crate that uses it.
#[autodiff_forward(potential_slope, Dual, Const, Dual)]
pub fn potential<const N: usize>(r: f64, c: &[f64; N]) -> f64 {
    c.iter().enumerate().map(|(k, c)| c * r.powi(-(k as i32) - 1)).sum()
}

/// Calls its own derivative.
#[inline(never)]
pub fn descend(x: &mut [f64], rate: f64, steps: usize) -> f64 {
    let mut g = vec![0.0; x.len()];
    let mut value = 0.0;
    for _ in 0..steps {
        g.fill(0.0);
        value = rosenbrock_gradient(x, &mut g, 1.0);
        for (x, g) in x.iter_mut().zip(&g) {
            *x -= rate * g;
        }
    }
    value
}
