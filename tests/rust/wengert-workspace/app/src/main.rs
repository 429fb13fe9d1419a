#[wengert::forward(slope, Dual, Const, DualOnly)]
fn drag(speed: f64, area: f64) -> f64 {
    physics::drag(speed, area)
}

fn main() {
    println!("{:.2?} {}", physics::forces(&[0.0, 1.0], 1.0), slope(3.0, 1.0, 2.0));
}
