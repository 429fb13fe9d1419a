//! Values that have a gradient of their own type.

/// A value that is differentiated by value: a float, or floats and integers side
/// by side. Its gradient has the same type, with floats for its floats; what
/// stands in place of its integers means nothing.
///
/// Derive it for structs: `#[derive(Differentiable)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no gradient of its own type",
    label = "not `wengert::Differentiable`",
    note = "derive `wengert::Differentiable` for a struct of floats; pass other types by reference"
)]
pub trait Differentiable: Sized {
    /// The gradient to which nothing has been added yet.
    fn zero() -> Self;
    /// Adds another gradient to this one.
    fn accumulate(&mut self, more: &Self);
}

macro_rules! floats {
    ($($t:ty)*) => { $(
        impl Differentiable for $t {
            #[inline]
            fn zero() -> $t { 0.0 }
            #[inline]
            fn accumulate(&mut self, more: &$t) { *self += more; }
        }
    )* };
}
floats!(f32 f64);

macro_rules! constants {
    ($($t:ty)*) => { $(
        impl Differentiable for $t {
            #[inline]
            fn zero() -> $t { <$t>::default() }
            #[inline]
            fn accumulate(&mut self, _: &$t) {}
        }
    )* };
}
constants!(bool u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

impl<T: Differentiable, const N: usize> Differentiable for [T; N] {
    fn zero() -> [T; N] {
        std::array::from_fn(|_| T::zero())
    }
    fn accumulate(&mut self, more: &[T; N]) {
        self.iter_mut().zip(more).for_each(|(x, more)| x.accumulate(more));
    }
}

macro_rules! tuples {
    ($($($t:ident $i:tt)*;)*) => { $(
        impl<$($t: Differentiable),*> Differentiable for ($($t,)*) {
            fn zero() -> Self { ($($t::zero(),)*) }
            fn accumulate(&mut self, _more: &Self) { $(self.$i.accumulate(&_more.$i);)* }
        }
    )* };
}
tuples! {
    ; A 0; A 0 B 1; A 0 B 1 C 2; A 0 B 1 C 2 D 3; A 0 B 1 C 2 D 3 E 4; A 0 B 1 C 2 D 3 E 4 F 5;
}
