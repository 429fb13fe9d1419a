//! Values that have a gradient of their own type.

/// A value that is differentiated by value: a float, or floats and integers side
/// by side. Its gradient has the same type, with floats for its floats; what
/// stands in place of its integers means nothing.
///
/// Derive it for structs: `#[derive(Differentiable)]`.
pub trait Differentiable: Sized {
    /// The gradient to which nothing has been added yet.
    fn zero() -> Self;
}

macro_rules! numbers {
    ($($t:ty = $zero:expr),*) => { $(
        impl Differentiable for $t {
            fn zero() -> $t { $zero }
        }
    )* };
}
numbers!(
    f32 = 0.0,
    f64 = 0.0,
    bool = false,
    u8 = 0,
    u16 = 0,
    u32 = 0,
    u64 = 0,
    usize = 0,
    i8 = 0,
    i16 = 0,
    i32 = 0,
    i64 = 0,
    isize = 0
);

impl<T: Differentiable, const N: usize> Differentiable for [T; N] {
    fn zero() -> [T; N] {
        std::array::from_fn(|_| T::zero())
    }
}

macro_rules! tuples {
    ($($($t:ident)*;)*) => { $(
        impl<$($t: Differentiable),*> Differentiable for ($($t,)*) {
            fn zero() -> Self { ($($t::zero(),)*) }
        }
    )* };
}
tuples! { ; A; A B; A B C; A B C D; A B C D E; A B C D E F; }
