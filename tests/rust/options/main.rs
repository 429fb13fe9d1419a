//! A derivative of code that may panic, for run-options.sh.
#![feature(autodiff)]
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::collections::VecDeque;

#[autodiff_reverse(d_mixed, Duplicated, Active)]
#[autodiff_forward(t_mixed, Dual, Dual)]
#[inline(never)]
fn mixed(x: &[f64]) -> f64 {
    let mut squares: Vec<f64> = x.iter().map(|v| v * v).collect();
    squares.push(x[0]);
    let queue: VecDeque<f64> = squares.iter().copied().collect();
    let scaled: Box<dyn Fn(f64) -> f64> = Box::new(move |v| v * queue[0]);
    squares.iter().product::<f64>() + scaled(x[1])
}

fn main() {
    // x³ y² + x² y at (2, 3), and out of bounds.
    let x = [2.0, 3.0];
    let mut d = [0.0; 2];
    let value = d_mixed(&x, &mut d, 1.0);
    assert!((value - 84.0).abs() < 1e-12);
    assert!((d[0] - 120.0).abs() < 1e-12 && (d[1] - 52.0).abs() < 1e-12, "{d:?}");
    let (value, slope) = t_mixed(&x, &[1.0, -1.0]);
    assert!((value - 84.0).abs() < 1e-12 && (slope - 68.0).abs() < 1e-12, "{slope}");
    println!("ok");
    d_mixed(&x[..1], &mut d[..1], 1.0);
}
