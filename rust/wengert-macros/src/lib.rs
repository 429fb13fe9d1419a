//! Attributes of the `wengert` crate; documented there.
//!
//! `derivative` expands to calls of `wengert::__private::{reverse, forward}`,
//! `rule` to registrations of the wire convention.
mod activity;
mod derivative;
mod registered;
mod rule;
mod signature;
mod state;
mod test_rule;
mod zero;

use proc_macro::TokenStream;

/// Makes `d_f` beside the function: `#[reverse(d_f, activities…)]`.
#[proc_macro_attribute]
pub fn reverse(attribute: TokenStream, item: TokenStream) -> TokenStream {
    derivative::expand(activity::Mode::Reverse, attribute.into(), item.into()).into()
}

/// Makes `d_f` beside the function: `#[forward(d_f, activities…)]`.
#[proc_macro_attribute]
pub fn forward(attribute: TokenStream, item: TokenStream) -> TokenStream {
    derivative::expand(activity::Mode::Forward, attribute.into(), item.into()).into()
}

/// Another function gives the gradient of this one: `#[custom_reverse(rule)]`.
/// `rule` has the signature of what
/// `#[reverse(rule, …, ActiveOnly)]` would make, with floats `Active`,
/// references `Duplicated` and integers `Const`.
///
/// ```ignore
/// #[wengert::custom_reverse(back)]
/// fn rsqrt(x: f64) -> f64 { fast_inverse_square_root(x) }
///
/// fn back(x: f64, seed: f64) -> f64 { -0.5 * rsqrt(x) / x * seed }
/// ```
#[proc_macro_attribute]
pub fn custom_reverse(attribute: TokenStream, item: TokenStream) -> TokenStream {
    rule::expand(activity::Mode::Reverse, attribute.into(), item.into()).into()
}

/// Another function gives the tangent of this one: `#[custom_forward(rule)]`.
/// `rule` has the signature of what `#[forward(rule, Dual, …, DualOnly)]` would
/// make; integers are `Const`.
#[proc_macro_attribute]
pub fn custom_forward(attribute: TokenStream, item: TokenStream) -> TokenStream {
    rule::expand(activity::Mode::Forward, attribute.into(), item.into()).into()
}

/// No derivative flows through this function.
#[proc_macro_attribute]
pub fn inactive(attribute: TokenStream, item: TokenStream) -> TokenStream {
    registered::inactive(attribute.into(), item.into()).into()
}

/// This function has the derivative of a known one: `#[function_like("log1p")]`.
#[proc_macro_attribute]
pub fn function_like(attribute: TokenStream, item: TokenStream) -> TokenStream {
    registered::function_like(attribute.into(), item.into()).into()
}

/// A test that compares the rules of a function with difference quotients at the
/// arguments given; `cargo wengert test` runs it. It stands above the rules, several
/// times if wanted.
///
/// ```ignore
/// #[wengert::test_rule(4.0)]
/// #[wengert::custom_reverse(back)]
/// fn rsqrt(x: f64) -> f64 { fast_inverse_square_root(x) }
/// ```
#[proc_macro_attribute]
pub fn test_rule(attribute: TokenStream, item: TokenStream) -> TokenStream {
    test_rule::expand(attribute.into(), item.into()).into()
}

/// A struct whose gradient is a struct of the same type.
#[proc_macro_derive(Differentiable)]
pub fn differentiable(item: TokenStream) -> TokenStream {
    zero::expand(item.into()).into()
}

/// What a checkpointed loop can keep: a struct of such, or an enum without addresses.
#[proc_macro_derive(State)]
pub fn state(item: TokenStream) -> TokenStream {
    state::expand(item.into()).into()
}

/// Memory that this function returns is fresh, and its size an argument of it;
/// another function frees it. Active data in such memory has a shadow from the same
/// function, which goes to the other one when its last use is over. The body, which
/// may call into another library, is not looked into.
///
/// ```ignore
/// #[wengert::allocator(size = bytes, free = give)]
/// fn take(bytes: usize) -> *mut u8 { … }
///
/// #[inline(never)]
/// fn give(p: *mut u8) { … }
/// ```
///
/// Where more than the pointer is taken, `_` stands for it: `free = give(_, bytes)`, with
/// one or two integers that the allocator was given, by name or position. (Memory is freed
/// when the derivative is complete; what else the allocator was given may be gone by then.)
/// Without `free`, nothing is freed by itself, as in an arena.
#[proc_macro_attribute]
pub fn allocator(attribute: TokenStream, item: TokenStream) -> TokenStream {
    registered::allocator(attribute.into(), item.into()).into()
}
