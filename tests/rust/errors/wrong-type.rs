// expect: WG0010
// at: 12
// route: direct
use std::ffi::c_void;
extern "C" {
    fn __enzyme_autodiff_f(f: *const c_void, ...) -> f64;
}
fn f(x: f64, n: usize) -> f64 {
    x.powi(n as i32)
}
fn main() {
    println!("{}", unsafe { __enzyme_autodiff_f(f as *const c_void, 1.0f64, std::hint::black_box(3i32)) });
}
