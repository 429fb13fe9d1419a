//! Programs whose functions keep no floats but doubles in memory: there the bits
//! alone may tell what is moved. Another function beside them keeps others.
#![feature(autodiff, macro_metavar_expr_concat)]

mod check;
mod maps;
mod singles;
mod texts;

fn main() {
    maps::run();
    singles::run();
    texts::run();
    if check::FAILED.load(std::sync::atomic::Ordering::Relaxed) {
        std::process::exit(1);
    }
}
