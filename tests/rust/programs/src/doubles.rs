//! Programs that keep no floats but doubles in memory: there the bits alone may
//! tell what is moved.
#![feature(autodiff, macro_metavar_expr_concat)]

mod check;
mod maps;
mod texts;

fn main() {
    maps::run();
    texts::run();
    if check::FAILED.load(std::sync::atomic::Ordering::Relaxed) {
        std::process::exit(1);
    }
}
