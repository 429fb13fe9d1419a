//! What the attributes expand to: calls of the wire convention, which the plugin
//! replaces by derivatives.
//!
//! A function is differentiated through a shim that has nothing but pointers:
//! `shim(duplicated, constant, result)`. `duplicated` is the tuple of the
//! arguments that have a shadow, `constant` that of the others. The shadow of a
//! tuple is a tuple of the same type; in it, the shadow of a reference is the
//! reference to where gradients are added, and that of a float is its gradient.
//! So every Rust type crosses the call in the layout it has anyway.
use std::ffi::c_void;
use std::mem::{size_of, ManuallyDrop, MaybeUninit};

// Only the addresses of markers mean anything.
extern "C" {
    static enzyme_dup: c_void;
    static enzyme_const: c_void;
}

extern "C-unwind" {
    fn __enzyme_autodiff_wengert(f: *const c_void, ...);
    fn __enzyme_fwddiff_wengert(f: *const c_void, ...);
    fn __enzyme_augmentfwd_wengert(f: *const c_void, ...) -> *mut c_void;
    fn __enzyme_reverse_wengert(f: *const c_void, ...);
    fn __enzyme_call_inactive_wengert(f: *const c_void, x: f64) -> f64;
    fn __enzyme_call_inactive_wengert32(f: *const c_void, x: f32) -> f32;
}

/// F is a function or a closure without captures: its type alone says what to
/// call, so that the shim needs no pointer to it.
unsafe extern "C-unwind" fn shim<F, D, C, R>(
    duplicated: &ManuallyDrop<D>,
    constant: &ManuallyDrop<C>,
    result: &mut MaybeUninit<R>,
) where
    F: Fn(D, C) -> R,
{
    let f = MaybeUninit::<F>::uninit();
    // SAFETY: F has no bytes, and a value of it exists (it was handed to
    // `reverse` or `forward`). The caller forgets what is read here.
    unsafe {
        let (d, c) = (std::ptr::read(&**duplicated), std::ptr::read(&**constant));
        result.write((f.assume_init_ref())(d, c));
    }
}

/// Runs f and its adjoint: adds to what the shadow holds or refers to.
/// # Safety
/// The shadow has the shape of the arguments, and nothing else refers to it.
#[inline(always)]
pub unsafe fn reverse<F, D, C, R>(
    _f: F,
    duplicated: &mut ManuallyDrop<D>,
    shadow: &mut ManuallyDrop<D>,
    constant: &ManuallyDrop<C>,
    mut seed: MaybeUninit<R>,
) -> R
where
    F: Fn(D, C) -> R,
{
    const { assert!(size_of::<F>() == 0, "a function or a closure without captures") };
    let mut result = MaybeUninit::<R>::uninit();
    unsafe {
        __enzyme_autodiff_wengert(
            shim::<F, D, C, R> as *const c_void,
            &raw const enzyme_dup,
            &raw mut *duplicated,
            &raw mut *shadow,
            &raw const enzyme_const,
            &raw const *constant,
            &raw const enzyme_dup,
            &raw mut result,
            &raw mut seed,
        );
        result.assume_init()
    }
}

/// Runs f and its tangent; the shadow holds the arguments' tangents.
/// # Safety
/// As for `reverse`. The tangent holds what f's result type makes of zero bytes
/// where the result has no floats.
#[inline(always)]
pub unsafe fn forward<F, D, C, R>(
    _f: F,
    duplicated: &mut ManuallyDrop<D>,
    shadow: &mut ManuallyDrop<D>,
    constant: &ManuallyDrop<C>,
) -> (R, MaybeUninit<R>)
where
    F: Fn(D, C) -> R,
{
    const { assert!(size_of::<F>() == 0, "a function or a closure without captures") };
    let mut result = MaybeUninit::<R>::uninit();
    let mut tangent = MaybeUninit::<R>::zeroed();
    unsafe {
        __enzyme_fwddiff_wengert(
            shim::<F, D, C, R> as *const c_void,
            &raw const enzyme_dup,
            &raw mut *duplicated,
            &raw mut *shadow,
            &raw const enzyme_const,
            &raw const *constant,
            &raw const enzyme_dup,
            &raw mut result,
            &raw mut tangent,
        );
        (result.assume_init(), tangent)
    }
}

/// All that a split derivative of f reads and writes. What the tape keeps may point
/// into it: it stays where it is until the second half has run.
pub struct Split<D, C, R> {
    pub duplicated: ManuallyDrop<D>,
    pub shadow: ManuallyDrop<D>,
    pub constant: ManuallyDrop<C>,
    pub result: MaybeUninit<R>,
    pub seed: MaybeUninit<R>,
}

/// Runs f and keeps on the tape what its adjoint needs.
/// # Safety
/// As for `reverse`; what the arguments refer to stays as it is until the tape is
/// used.
#[inline(always)]
pub unsafe fn augmented<F, D, C, R>(_f: F, at: &mut Split<D, C, R>) -> *mut c_void
where
    F: Fn(D, C) -> R,
{
    const { assert!(size_of::<F>() == 0, "a function or a closure without captures") };
    unsafe {
        __enzyme_augmentfwd_wengert(
            shim::<F, D, C, R> as *const c_void,
            &raw const enzyme_dup,
            &raw mut at.duplicated,
            &raw mut at.shadow,
            &raw const enzyme_const,
            &raw const at.constant,
            &raw const enzyme_dup,
            &raw mut at.result,
            &raw mut at.seed,
        )
    }
}

/// Runs the adjoint of f, with the seed in `at`, and releases the tape.
/// # Safety
/// The tape is what `augmented` gave for the same f and the same `at`, and is used
/// once.
#[inline(always)]
pub unsafe fn pullback<F, D, C, R>(_f: F, at: &mut Split<D, C, R>, tape: *mut c_void)
where
    F: Fn(D, C) -> R,
{
    unsafe {
        __enzyme_reverse_wengert(
            shim::<F, D, C, R> as *const c_void,
            &raw const enzyme_dup,
            &raw mut at.duplicated,
            &raw mut at.shadow,
            &raw const enzyme_const,
            &raw const at.constant,
            &raw const enzyme_dup,
            &raw mut at.result,
            &raw mut at.seed,
            tape,
        );
    }
}

/// A shadow must be as long as what it is the shadow of.
#[track_caller]
#[inline]
pub fn same_length(primal: usize, shadow: usize, name: &str) {
    if primal != shadow {
        panic!("`{name}` has {shadow} elements; it is the shadow of {primal}");
    }
}

extern "C-unwind" fn same<T>(x: T) -> T {
    x
}

/// Floats of which `stop_gradient` can cut the derivative.
pub trait Float: Copy {
    fn constant(self) -> Self;
}
impl Float for f64 {
    #[inline(always)]
    fn constant(self) -> f64 {
        unsafe { __enzyme_call_inactive_wengert(same::<f64> as *const c_void, self) }
    }
}
impl Float for f32 {
    #[inline(always)]
    fn constant(self) -> f32 {
        unsafe { __enzyme_call_inactive_wengert32(same::<f32> as *const c_void, self) }
    }
}
