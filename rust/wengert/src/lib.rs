//! Derivatives of stable Rust, made inside the compiler.
//!
//! ```
//! #[wengert::reverse(d_loss, Duplicated, Const, Active)]
//! fn loss(line: &[f64; 2], points: &[(f64, f64)]) -> f64 {
//!     points.iter().map(|(x, y)| (line[0] + line[1] * x - y).powi(2)).sum()
//! }
//!
//! let points = [(0.0, 1.0), (1.0, 3.0)];
//! let mut gradient = [0.0; 2];
//! let value = d_loss(&[0.0, 1.0], &mut gradient, &points, 1.0);
//! assert_eq!(value, 5.0);
//! assert_eq!(gradient, [-6.0, -4.0]);
//! ```
//!
//! Build with `cargo wengert build` (or `run`, `test`, `bench`), which hands the
//! compiler the plugin that makes the derivatives. Without it, linking ends in
//! undefined symbols `__enzyme_…`.
//!
//! # Activities
//! One word for each argument, and one for the result if there is one.
//!
//! | `#[reverse]` | argument | the derivative takes | and gives |
//! |---|---|---|---|
//! | `Active` | by value, [`Differentiable`] | `x` | the gradient of `x` |
//! | `Duplicated` | `&T`, `&mut T` | `x`, `dx: &mut T` | adds the gradient to `dx` |
//! | `DuplicatedOnly` | the same | the same | the same |
//! | `Const` | any | `x` | |
//! | result `Active` | | a seed, last | the value, first |
//! | result `ActiveOnly` | | a seed, last | |
//! | result `Const` | | | the value, first |
//!
//! | `#[forward]` | argument | the derivative takes | and gives |
//! |---|---|---|---|
//! | `Dual`, `DualOnly` | any | `x`, `dx` of the same type | |
//! | `Const` | any | `x` | |
//! | result `Dual` | | | the value and its tangent |
//! | result `DualOnly` | | | the tangent |
//! | result `Const` | | | the value |
//!
//! `split` at the end of `#[reverse]` makes two halves: `d_f` takes no seed, and gives the
//! value and what takes the seed, once, and gives the gradients. The function runs once.
//!
//! ```
//! #[wengert::reverse(d_energy, Active, Duplicated, Active, split)]
//! fn energy(scale: f64, x: &[f64]) -> f64 {
//!     scale * x.iter().map(|x| x * x).sum::<f64>()
//! }
//!
//! let (x, mut dx) = ([1.0, 2.0], [0.0; 2]);
//! let (value, pull) = d_energy(3.0, &x, &mut dx);
//! let dscale = pull(2.0 * value); // the seed of value²
//! assert_eq!((value, dscale, dx), (15.0, 150.0, [180.0, 360.0]));
//! ```
//!
//! Generic functions and methods are differentiated per instance; in an `impl`
//! an associated function without `self` is named `Self::d_f` in the attribute.
#![allow(clippy::borrow_deref_ref)]

mod calculus;
pub mod checkpoint;
mod differentiable;
mod registration;
mod split;
mod test_rule;
mod wire;

pub use calculus::{gradient, hvp, jacobian, jvp, value_and_gradient, vjp};
pub use checkpoint::{checkpoint_loop, checkpoint_while, Policy, State};
pub use differentiable::Differentiable;
pub use split::{augmented, Pullback};
pub use test_rule::{test_jvp, test_rule, test_vjp, Disagreement};
pub use wengert_macros::{
    allocator, custom_forward, custom_reverse, forward, function_like, inactive, reverse, test_rule,
    Differentiable, State,
};

/// x, as a constant: no derivative flows through it.
///
/// ```
/// let f = |x: &[f64]| x[0] * wengert::stop_gradient(x[0]);
/// assert_eq!(wengert::gradient(f, &[3.0]), [3.0]);
/// ```
#[inline(always)]
pub fn stop_gradient<T: __private::Float>(x: T) -> T {
    x.constant()
}

/// For the attributes' expansions.
#[doc(hidden)]
pub mod __private {
    pub use crate::test_rule::Tested;
    pub use crate::registration::*;
    pub use crate::wire::{augmented, pullback, Split};
    pub use crate::wire::{forward, reverse, same_length, Float};
    pub use std::ffi::c_void;
    pub use std::mem::{ManuallyDrop, MaybeUninit};
}
