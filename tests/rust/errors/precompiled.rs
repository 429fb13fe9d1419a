// expect: WG0003
// at: 8
// route: direct
// flags: -Copt-level=1
use std::ffi::c_void;
extern "C" { fn __enzyme_autodiff_slope(f: *const c_void, ...) -> f64; }
fn boxes(x: f64, n: usize) -> f64 {
    let powers: Vec<f64> = (0..n).map(|k| x.powi(k as i32)).collect();
    powers.iter().sum()
}
fn main() {
    println!("{}", unsafe { __enzyme_autodiff_slope(boxes as *const c_void, 0.5f64, 3usize) });
}
