// expect: WG0017
// at: nowhere
#![feature(autodiff)]
// The variants' float and pointer share their bytes, and both are active.
enum Cell {
    One(f64),
    Many(Vec<f64>),
}
#[std::autodiff::autodiff_reverse(d_f, Duplicated, Active)]
fn f(x: &[f64]) -> f64 {
    let cells: Vec<Cell> = x
        .iter()
        .enumerate()
        .map(|(i, v)| if i % 2 == 0 { Cell::One(v * v) } else { Cell::Many(vec![*v; 2]) })
        .collect();
    cells
        .iter()
        .map(|c| match c {
            Cell::One(v) => *v,
            Cell::Many(m) => m.iter().product(),
        })
        .sum()
}
fn main() {
    let mut d = [0.0; 2];
    println!("{} {d:?}", d_f(&[1.5, 2.0], &mut d, 1.0));
}
