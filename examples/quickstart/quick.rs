#![feature(autodiff)]
use std::autodiff::autodiff_reverse;

#[autodiff_reverse(df, Active, Active, Active)]
fn f(x: f64, y: f64) -> f64 {
    x * y.sin()
}

fn main() {
    let (value, dx, dy) = df(3.0, 0.5, 1.0);
    println!("f = {value:.6}, df/dx = {dx:.6}, df/dy = {dy:.6}");
}
