// expect: WG0002
// at: 13
// route: direct
use std::ffi::c_void;
extern "C" {
    fn __enzyme_autodiff_f(f: *const c_void, ...) -> f64;
    static enzyme_duplicate: c_void;
}
fn f(x: f64) -> f64 {
    x * x
}
fn main() {
    println!("{}", unsafe { __enzyme_autodiff_f(f as *const c_void, &raw const enzyme_duplicate, 1.0f64) });
}
