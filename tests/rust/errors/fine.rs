// expect: nothing
#![feature(autodiff)]
#[std::autodiff::autodiff_forward(t_f, Dual, Dual)]
fn f(x: f64) -> f64 {
    x * x
}
fn main() {
    println!("{:?}", t_f(3.0, 1.0));
}
