fn main() {
    println!("{:.2?}", physics::forces(&[0.0, 1.0], 1.0));
}
