//! What stands behind a tilde is an error that rustc must report on that line; what
//! stands behind two more slashes is part of its notes.
#![allow(dead_code)]

#[wengert::reverse(d_count, Active)] //~ `count` takes 2 arguments and returns a value: write 3 activities, for example `#[wengert::reverse(d_count, Duplicated, Const, Active)]`
fn count(x: &[f64], n: usize) -> f64 {
    x[n]
}

#[wengert::reverse] //~ `bare` takes 1 argument and returns a value: write 2 activities, for example `#[wengert::reverse(d_bare, Active, Active)]`
fn bare(x: f64) -> f64 {
    x
}

#[wengert::forward(t_none)] //~ `nothing` takes 1 argument and returns nothing: write 1 activity, for example `#[wengert::forward(t_none, Dual)]`
fn nothing(x: &mut [f64]) {
    x[0] = 1.0;
}

#[wengert::reverse(d_word, Activ, Active)] //~ `Activ` is no activity; there are Active, ActiveOnly, Const, Duplicated, DuplicatedOnly for `reverse`, and Dual, DualOnly, Const for `forward`
fn word(x: f64) -> f64 {
    x
}

#[wengert::reverse(d_reference, Active, Active)] //~ `Active` does not fit the reference `x`: its gradient is added to a shadow; write `Duplicated`, or `Const`
fn reference(x: &f64) -> f64 {
    *x
}

#[wengert::reverse(d_value, Duplicated, Active)] //~ `Duplicated` does not fit `x`, which is passed by value: its gradient is returned; write `Active`, or `Const`, or take `x` by reference
fn value(x: f64) -> f64 {
    x
}

#[wengert::reverse(d_integer, Active, Active)] //~ `Active` does not fit the integer `n`; write `Const`
fn integer(n: usize) -> f64 {
    n as f64
}

#[wengert::reverse(d_mode, Dual, Active)] //~ `Dual` belongs to `forward`; write `Active`
fn mode(x: f64) -> f64 {
    x
}

#[wengert::forward(t_mode, Active, Dual)] //~ `Active` belongs to `reverse`; write `Dual`, or `Const`
fn other_mode(x: f64) -> f64 {
    x
}

#[wengert::reverse(d_result, Active, Duplicated)] //~ `Duplicated` does not fit the result; write `Active`, `ActiveOnly` or `Const`
fn wrong_result(x: f64) -> f64 {
    x
}

#[wengert::reverse(d_split_nothing, Duplicated, split)] //~ `split` is for a function whose result is `Active`: the seed of the second half is that of the result
fn split_nothing(x: &mut [f64]) {
    x[0] = 1.0;
}

#[wengert::forward(t_split, Dual, Dual, split)] //~ `split` belongs to `reverse`
fn forward_split(x: f64) -> f64 {
    x
}

#[wengert::reverse(d_early, split, Active, Active)] //~ `split` stands last
fn split_early(x: f64) -> f64 {
    x
}

#[wengert::reverse(d_first, Duplicated, Active)]
fn first(x: &[f64]) -> &f64 { //~ a returned reference has no derivative here; return the value, or write into a `&mut` argument
    &x[0]
}

#[wengert::reverse(d_opaque, Const, Active)]
fn opaque(f: impl Fn() -> f64) -> f64 { //~ name the type: write a generic parameter `<F: …>` in place of `impl …`
    f()
}

#[wengert::reverse(d_later, Active)]
async fn later(x: f64) { //~ an `async fn` has no derivative: differentiate a plain function and call it
    let _ = x;
}

#[wengert::reverse(d_struct, Active)]
struct NotAFunction; //~ only functions have derivatives: put the attribute on a `fn`

#[wengert::custom_reverse] //~ name the function that is the rule, for example `#[wengert::custom_reverse(unnamed_rule)]`
fn unnamed(x: f64) -> f64 {
    x
}

fn rule(x: f64, seed: f64) -> f64 {
    x * seed
}

#[wengert::custom_reverse(rule)]
fn vector(x: Vec<f64>) -> f64 { //~ a function with a custom rule takes by value what can be copied: pass `x` by reference, as `&Vec<f64>`
    x[0]
}

#[wengert::custom_reverse(rule)]
fn text(x: &str) -> f64 { //~ a function with a custom rule takes numbers and references to values of known size or slices: pass `x` as `&[u8]`
    x.len() as f64
}

fn wrong_rule(x: f64) -> f64 {
    x
}

#[wengert::custom_reverse(wrong_rule)] //~ mismatched types // expected fn pointer `fn(f64, f64) -> f64`
fn with_wrong_rule(x: f64) -> f64 {
    x
}

#[wengert::custom_forward(wrong_rule)] //~ mismatched types // expected fn pointer `fn(f64, f64, &[f32], &mut [f32], usize) -> f64`
fn with_wrong_forward_rule(x: f64, y: &[f32], n: usize) -> f64 {
    x
}

fn keeps(x: f64) -> (f64, f64) {
    (x, x)
}
fn wants_text(_x: f64, _seed: f64, _kept: String) -> f64 {
    0.0
}

#[wengert::custom_reverse(keeps, wants_text)] //~ type mismatch in closure arguments
fn with_wrong_tape(x: f64) -> f64 {
    x
}

#[derive(Clone)]
struct Spring(f64);
impl Spring {
    #[wengert::custom_reverse(Self::energy_back)] //~ mismatched types // fn(&'a Spring, &'b mut Spring, f64, f64)
    fn energy(&self, x: f64) -> f64 {
        self.0 * x
    }
    fn energy_back(&self, _x: f64, _seed: f64) -> f64 {
        0.0
    }

    #[wengert::custom_reverse(rule)]
    fn into_energy(self, x: f64) -> f64 { //~ a method with a custom rule takes `&self` or `&mut self`
        self.0 * x
    }

    #[wengert::inactive]
    const fn fixed() -> f64 { //~ `inactive` belongs to a function that is run: leave `const` out
        1.0
    }
}

trait Area {
    #[wengert::custom_reverse(rule)]
    fn area(&self) -> f64; //~ a custom rule belongs to a function with a body: to the implementation, or to a function that calls a foreign one
}

#[wengert::test_rule(1.0)] //~ put `test_rule` above the `custom_reverse` or `custom_forward` that it tests
fn without_rule(x: f64) -> f64 {
    x
}

fn tested_rule(_x: f64, seed: f64) -> f64 {
    seed
}

#[wengert::test_rule(1.0, 2.0)] //~ `tested` takes 1 argument, and 2 are given to test it with
#[wengert::custom_reverse(tested_rule)]
fn tested(x: f64) -> f64 {
    x
}

fn writes_rule(_x: &mut f64, _dx: &mut f64) {}

#[wengert::test_rule(&mut 1.0)]
#[wengert::custom_reverse(writes_rule)]
fn writes(x: &mut f64) { //~ `test_rule` compares results, not what is written: write a test that calls `wengert::test_rule(|x| …, &[…])` with a closure around `writes`
    *x *= 2.0;
}

#[wengert::inactive(all)] //~ `#[wengert::inactive]` takes nothing, or `Self` above an associated function without `self`
fn inactive_words(_x: f64) {}

#[wengert::function_like(log1p)] //~ name a function of the C library: `#[wengert::function_like("log1p")]`
fn unquoted(x: f64) -> f64 {
    x
}

fn give(_p: *mut u8) {}
fn give_sized(_p: *mut u8, _bytes: u32) {}

#[wengert::allocator] //~ say which argument is the size in bytes, and what frees the memory: `#[wengert::allocator(size = bytes, free = give)]`, `free = give(pool, _)` if it takes more than the pointer `_`, without `free` if nothing is freed by itself
fn take(_bytes: usize) -> *mut u8 {
    std::ptr::null_mut()
}

#[wengert::allocator(size = words, free = give)] //~ `take_words` has no argument `words`; `_` is the pointer it returns
fn take_words(_bytes: usize) -> *mut u8 {
    std::ptr::null_mut()
}

#[wengert::allocator(size = 1, free = give)] //~ `take_one` has no argument 1; its arguments are counted from 0
fn take_one(_bytes: usize) -> *mut u8 {
    std::ptr::null_mut()
}

#[wengert::allocator(size = bytes, free = give(bytes))] //~ what frees the memory takes the pointer, `_`, once
fn take_bytes(bytes: usize) -> *mut u8 {
    std::ptr::null_mut()
}

#[wengert::allocator(size = bytes, free = give_sized)] //~ this function takes 2 arguments but 1 argument was supplied
fn take_sized(bytes: usize) -> *mut u8 {
    std::ptr::null_mut()
}

#[wengert::allocator(size = bytes, free = give_sized(_, bytes))]
fn take_long(bytes: usize) -> *mut u8 { //~ mismatched types: expected `u32`, found `usize`
    std::ptr::null_mut()
}

#[wengert::allocator(size = bytes, free = keeps(_))] //~ what frees an allocator's memory takes the pointer where `_` stands, not `f64`
fn take_kept(bytes: usize) -> *mut u8 {
    std::ptr::null_mut()
}

fn give_near(_p: *mut u8, _near: &u8) {}

#[wengert::allocator(size = bytes, free = give_near(_, near))]
fn take_near(bytes: usize, near: &u8) -> *mut u8 { //~ what frees memory takes the pointer and integers, not `&u8`
    std::ptr::null_mut()
}

#[wengert::allocator(size = bytes, free = give)]
fn take_nothing(bytes: usize) {} //~ an allocator returns a pointer

#[wengert::allocator(size = bytes, free = give)]
fn take_value(bytes: usize) -> usize { //~ an allocator returns a pointer, not `usize`
    bytes
}

#[wengert::allocator(size = bytes, free = give)]
fn take_float(bytes: f64) -> *mut u8 { //~ an allocator's size is an integer, not `f64`
    std::ptr::null_mut()
}

#[wengert::allocator(size = bytes, free = give)]
fn take_slice(bytes: usize, near: &[u8]) -> *mut u8 { //~ an allocator takes integers, floats, pointers and references to values of known size, not `&[u8]`
    std::ptr::null_mut()
}

#[wengert::allocator(size = bytes, release = give)] //~ write `size = …`, and `free = …`
fn take_released(bytes: usize) -> *mut u8 {
    std::ptr::null_mut()
}

#[derive(wengert::Differentiable)]
enum Choice { //~ only structs have a gradient of their own type; pass an enum by reference (`Duplicated`)
    A(f64),
}

fn cells(x: &mut f64, c: &std::cell::Cell<f64>) {
    wengert::checkpoint_loop(2, wengert::Policy::recompute(), x, c, |_, _, _| {}); //~ a checkpointed loop cannot keep a `Cell<f64>`
}

#[derive(wengert::State)]
union Both { //~ a checkpointed loop keeps structs and enums; what a union holds is not known
    a: f64,
    b: u64,
}
