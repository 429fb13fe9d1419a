fn main() {
    println!("bench {:.2?}", physics::forces(&[0.0; 3], 1.0));
}
