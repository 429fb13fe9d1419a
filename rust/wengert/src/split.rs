//! Reverse mode in two halves: the value now, the gradient when the seed is known.
use crate::wire::{self, Split};
use crate::Differentiable;
use std::ffi::c_void;
use std::mem::{ManuallyDrop, MaybeUninit};

fn apply<F: Fn(&[f64]) -> R, R>((x,): (&[f64],), (f,): (&F,)) -> R {
    f(x)
}

/// The second half of a derivative, from [`augmented`]. Dropped without being
/// used, it leaves its tape allocated.
#[must_use = "what the first half kept is released by `pull`"]
pub struct Pullback<'a, F, R> {
    // Where the tape's pointers lead.
    state: Box<Split<(&'a [f64],), (&'a F,), R>>,
    gradient: Vec<f64>,
    tape: *mut c_void,
}

/// The value of f at x, and what gives the gradient of its product with a seed
/// that may depend on the value. f runs once.
///
/// ```
/// let polar = |p: &[f64]| (p[0] * p[1].cos(), p[0] * p[1].sin());
/// let ((a, b), back) = wengert::augmented(&polar, &[2.0, 0.0]);
/// assert_eq!((a, b), (2.0, 0.0));
/// // The gradient of a² + 3 b.
/// assert_eq!(back.pull((2.0 * a, 3.0)), [4.0, 6.0]);
/// ```
#[inline]
pub fn augmented<'a, F, R>(f: &'a F, x: &'a [f64]) -> (R, Pullback<'a, F, R>)
where
    F: Fn(&[f64]) -> R,
    R: Differentiable + Copy,
{
    let mut gradient = vec![0.0; x.len()];
    let shadow: *const [f64] = std::ptr::from_mut::<[f64]>(&mut gradient);
    let mut state = Box::new(Split {
        duplicated: ManuallyDrop::new((x,)),
        // SAFETY: the vector's elements stay where they are; nobody else reads
        // them until the tape is used.
        shadow: ManuallyDrop::new((unsafe { &*shadow },)),
        constant: ManuallyDrop::new((f,)),
        result: MaybeUninit::uninit(),
        seed: MaybeUninit::new(R::zero()),
    });
    // SAFETY: x is borrowed, and so is not written to until the tape is used.
    let tape = unsafe { wire::augmented(apply::<F, R>, &mut state) };
    let value = unsafe { state.result.assume_init() };
    (value, Pullback { state, gradient, tape })
}

impl<F, R> Pullback<'_, F, R>
where
    F: Fn(&[f64]) -> R,
    R: Differentiable + Copy,
{
    /// The gradient of the result's product with the seed.
    #[inline]
    pub fn pull(mut self, seed: R) -> Vec<f64> {
        self.state.seed = MaybeUninit::new(seed);
        // SAFETY: the state is that of `augmented`, and `self` ends here.
        unsafe { wire::pullback(apply::<F, R>, &mut self.state, self.tape) };
        self.gradient
    }
}
