// expect: WG0011
// at: 4
#![feature(autodiff)]
#[std::autodiff::autodiff_forward(t_f, 4, Dual, Dual)]
fn f(x: f64) -> f64 {
    x * x
}
fn main() {
    println!("{:?}", t_f(3.0, 1.0, 2.0, 3.0, 4.0));
}
