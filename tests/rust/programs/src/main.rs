//! Programs in everyday Rust, each differentiated forward and backward and
//! compared with differences of itself (check.rs).
#![feature(allocator_api, autodiff, macro_metavar_expr_concat, portable_simd)]

mod arenas;
mod check;
mod classics;
mod collections;
mod data;
mod functions;
mod iterators;
mod objects;
mod simd;
mod variants;

fn main() {
    arenas::run();
    collections::run();
    iterators::run();
    functions::run();
    data::run();
    classics::run();
    simd::run();
    variants::run();
    objects::run();
    if check::FAILED.load(std::sync::atomic::Ordering::Relaxed) {
        std::process::exit(1);
    }
}
