//! What stands behind a tilde is an error that rustc must report on that line.
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
fn generic<T: Into<f64>>(x: f64, _y: &T) -> f64 { //~ a custom rule belongs to one function: write one for the type in question, and let the generic one call it
    x
}

#[wengert::custom_reverse(rule)]
fn vector(x: Vec<f64>) -> f64 { //~ a function with a custom rule takes floats, integers and references to them: pass `x` by reference, as `&Vec<f64>`
    x[0]
}

fn wrong_rule(x: f64) -> f64 {
    x
}

#[wengert::custom_reverse(wrong_rule)] //~ this function takes 1 argument but 2 arguments were supplied
fn with_wrong_rule(x: f64) -> f64 {
    x
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

#[wengert::inactive]
fn inactive_generic<T>(_x: T) {} //~ `inactive` belongs to one function: write one for the type in question, and let the generic one call it

#[wengert::function_like(log1p)] //~ name a function of the C library: `#[wengert::function_like("log1p")]`
fn unquoted(x: f64) -> f64 {
    x
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
