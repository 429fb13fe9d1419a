// expect: WG0004
// at: nowhere
// Keys and floats of an entry are moved together when the table grows; a float taken
// for an integer there would lose its derivative in silence.
#![feature(autodiff)]
use std::autodiff::autodiff_reverse;
use std::collections::HashMap;
#[autodiff_reverse(d_sum, Duplicated, Active)]
fn sum(x: &[f64]) -> f64 {
    let mut m: HashMap<usize, f64> = HashMap::new();
    for (i, v) in x.iter().enumerate() {
        m.insert(i, v * v * v);
    }
    let mut s = 0.0;
    for i in 0..x.len() {
        s += m[&i];
    }
    s
}
fn main() {
    let x = [1.0, 2.0, 3.0, 0.5];
    let mut g = [0.0; 4];
    d_sum(&x, &mut g, 1.0);
    println!("{g:?}");
}
