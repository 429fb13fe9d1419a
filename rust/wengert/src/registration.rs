//! Registrations of functions, which the attributes for rules and allocators expand
//! to: calls that the plugin reads and deletes.
use std::ffi::c_void;
use std::mem::size_of;
use std::ptr::NonNull;

// Entry by entry what the wire convention lists, all of them pointers.
extern "C-unwind" {
    pub fn __enzyme_inactivefn_wengert(f: *const c_void);
    pub fn __enzyme_function_like_wengert(f: *const c_void, known: *const u8);
    pub fn __enzyme_allocation_like_wengert(
        allocate: *const c_void,
        size: *const c_void,
        operands: *const u8,
        free: *const c_void,
    );
    pub fn __enzyme_register_gradient_wengert(
        f: *const c_void,
        augmented: *const c_void,
        reverse: *const c_void,
    );
    pub fn __enzyme_register_derivative_wengert(f: *const c_void, forward: *const c_void);
}

/// A function or a closure without captures: its type is all there is of it.
#[inline(always)]
pub fn the<F>() -> F {
    const { assert!(size_of::<F>() == 0) };
    // SAFETY: F has no bytes, and who names its type has a value of it.
    unsafe { NonNull::<F>::dangling().read() }
}

/// What a rule takes by value; the function may have it as well.
/// # Safety
/// P leads to a value.
#[inline(always)]
pub unsafe fn value<T: Copy>(p: *const T) -> T {
    *p
}

/// May look at and change all that P leads to, for all that the optimizer knows:
/// what a rule makes of the arguments does not show in the function's body.
#[inline(never)]
pub fn see<P>(p: P) {
    unsafe { __enzyme_inactivefn_wengert(see::<P> as *const c_void) };
    std::hint::black_box(p);
}

#[diagnostic::on_unimplemented(
    message = "an allocator's size is an integer, not `{Self}`",
    label = "not an integer"
)]
pub trait Size {}

#[diagnostic::on_unimplemented(
    message = "what frees memory takes the pointer and integers, not `{Self}`",
    label = "may be gone by then",
    note = "memory is freed when the derivative is complete; without `free`, it goes with what it is a part of"
)]
pub trait Again {}

#[diagnostic::on_unimplemented(
    message = "an allocator takes integers, floats, pointers and references to values of known size, not `{Self}`",
    label = "not one word",
    note = "pass a slice as its pointer and its length, and a value by reference"
)]
pub trait Operand {}

#[diagnostic::on_unimplemented(
    message = "an allocator returns a pointer, not `{Self}`",
    label = "not a pointer",
    note = "there are `*mut T`, `*const T`, `NonNull<T>` and `Option<NonNull<T>>`"
)]
pub trait Pointer {}

#[diagnostic::on_unimplemented(
    message = "what frees an allocator's memory takes the pointer where `_` stands, not `{Self}`",
    label = "not a pointer"
)]
pub trait Freed {}
impl<T: ?Sized> Freed for *const T {}
impl<T: ?Sized> Freed for *mut T {}
impl<T: ?Sized> Freed for NonNull<T> {}
impl<T: ?Sized> Freed for Option<NonNull<T>> {}

macro_rules! marked {
    ($mark:ident: $($t:ty)*) => { $( impl $mark for $t {} )* };
}
marked!(Size: usize isize u8 u16 u32 u64 i8 i16 i32 i64);
marked!(Again: usize isize u8 u16 u32 u64 i8 i16 i32 i64);
marked!(Operand: usize isize u8 u16 u32 u64 i8 i16 i32 i64 bool char f32 f64);
impl<T> Operand for *const T {}
impl<T> Operand for *mut T {}
impl<T> Operand for &T {}
impl<T> Operand for &mut T {}
impl<T> Operand for NonNull<T> {}
impl<T> Operand for Option<NonNull<T>> {}
impl<T> Pointer for *const T {}
impl<T> Pointer for *mut T {}
impl<T> Pointer for NonNull<T> {}
impl<T> Pointer for Option<NonNull<T>> {}

// For the attribute `allocator`: each call is an error where the type does not fit.
pub fn size<T: Size>() {}
pub fn operand<T: Operand>() {}
pub fn again<T: Again>() {}
pub fn returned<T: Pointer>() {}
pub fn freed<T: Freed>() -> T {
    unreachable!("only its type is looked at")
}

/// Frees nothing: the allocator's memory goes as a whole.
#[inline(never)]
pub extern "C" fn keep(p: *mut c_void) {
    // So that the code is no other function's.
    std::hint::black_box(p);
}
