// expect: WG0015
// at: nowhere
// flags: -Cdebuginfo=0 -Copt-level=3
#![feature(autodiff)]
#[std::autodiff::autodiff_forward(t_f, Dual, Dual, Dual)]
fn f(x: f64, y: f64) -> f64 {
    x * y
}
fn main() {
    println!("{:?}", t_f(std::hint::black_box(3.0), 1.0, std::hint::black_box(2.0), 1.0));
}
