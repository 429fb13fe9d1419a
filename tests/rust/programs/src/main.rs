//! Programs in everyday Rust, each differentiated forward and backward and
//! compared with differences of itself (check.rs).
#![feature(autodiff, macro_metavar_expr_concat)]

mod check;
mod collections;
mod iterators;

fn main() {
    collections::run();
    iterators::run();
    if check::FAILED.load(std::sync::atomic::Ordering::Relaxed) {
        std::process::exit(1);
    }
}
