fn main() {
    println!("cargo::rustc-env=GRAVITY=9.81");
}
