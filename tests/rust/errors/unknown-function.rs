// expect: WG0003
// at: 8
#![feature(autodiff)]
extern "C" {
    fn measure(x: f64) -> f64;
}
#[std::autodiff::autodiff_reverse(d_f, Active, Active)]
fn f(x: f64) -> f64 { unsafe { measure(x) * x } }
fn main() {
    println!("{:?}", d_f(1.0, 1.0));
}
