//! Generics, closures, traits, function pointers, recursion, nesting.
#![feature(autodiff)]
use backend::*;
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::ops::{Add, Mul};

#[autodiff_reverse(d_generic, Duplicated, Active)]
fn generic<T: Copy + Mul<Output = T> + Add<Output = T>>(x: &T) -> T {
    *x * *x + *x
}

#[test]
fn reverse_generic_function() {
    let mut d = 0.0f64;
    close(d_generic::<f64>(&opaque(3.0), &mut d, 1.0), 12.0);
    close(d, 7.0);
    let mut d = 0.0f32;
    close32(d_generic::<f32>(&opaque(2.0), &mut d, 1.0), 6.0);
    close32(d, 5.0);
}

#[autodiff_reverse(d_sized, Duplicated, Active)]
fn sized<const N: usize>(x: &[f64; N]) -> f64 {
    let mut s = 0.0;
    for i in 0..N {
        s += x[i] * x[N - 1 - i] * i as f64;
    }
    s
}

#[test]
fn reverse_const_generic_function() {
    let x = opaque([1.0, 2.0, 3.0]);
    let mut d = [0.0; 3];
    d_sized::<3>(&x, &mut d, 1.0);
    near_gradient(&d, |x| sized::<3>(x.try_into().unwrap()), &x);
    let x = opaque([1.0, 2.0, 3.0, 4.0, 5.0]);
    let mut d = [0.0; 5];
    d_sized::<5>(&x, &mut d, 1.0);
    near_gradient(&d, |x| sized::<5>(x.try_into().unwrap()), &x);
}

#[autodiff_reverse(d_apply, Const, Active, Active)]
fn apply<F: Fn(f64) -> f64>(f: F, x: f64) -> f64 {
    f(x) * x
}

#[test]
fn reverse_through_a_closure() {
    let (x, k) = opaque((1.5, 4.0));
    let (v, dx) = d_apply(|t| k * t * t, x, 1.0);
    all_close(&[v, dx], &[k * x.powi(3), 3.0 * k * x * x]);
}

#[test]
fn reverse_through_a_closure_without_captures() {
    let x = opaque(1.5);
    let (v, dx) = d_apply(|t: f64| t.sin(), x, 1.0);
    all_close(&[v, dx], &[x * x.sin(), x.sin() + x * x.cos()]);
}

trait Energy {
    fn energy(&self, x: f64) -> f64;
}

struct Spring(f64);
struct Well;

impl Energy for Spring {
    fn energy(&self, x: f64) -> f64 {
        0.5 * self.0 * x * x
    }
}

impl Energy for Well {
    fn energy(&self, x: f64) -> f64 {
        (x * x - 1.0) * (x * x - 1.0)
    }
}

#[autodiff_reverse(d_static_dispatch, Const, Active, Active)]
fn static_dispatch<E: Energy>(e: &E, x: f64) -> f64 {
    e.energy(x)
}

#[test]
fn reverse_trait_method_by_static_dispatch() {
    let x = opaque(1.3);
    let (v, dx) = d_static_dispatch::<Spring>(&Spring(opaque(3.0)), x, 1.0);
    all_close(&[v, dx], &[1.5 * x * x, 3.0 * x]);
    let (v, dx) = d_static_dispatch::<Well>(&Well, x, 1.0);
    all_close(&[v, dx], &[(x * x - 1.0).powi(2), 4.0 * x * (x * x - 1.0)]);
}

#[autodiff_reverse(d_recursive, Active, Const, Active)]
fn recursive(x: f64, n: u32) -> f64 {
    if n == 0 {
        x
    } else {
        x * recursive(x.sin(), n - 1)
    }
}

#[test]
fn reverse_recursion() {
    let x = opaque(0.8);
    let (v, dx) = d_recursive(x, opaque(3), 1.0);
    close(v, recursive(x, 3));
    within(dx, slope(|x| recursive(x, 3), x), BY_DIFFERENCES);
}

fn even(x: f64, n: u32) -> f64 {
    if n == 0 {
        x
    } else {
        x * odd(x + 0.1, n - 1)
    }
}

fn odd(x: f64, n: u32) -> f64 {
    if n == 0 {
        1.0
    } else {
        even(x * x, n - 1) + x
    }
}

#[autodiff_reverse(d_mutual, Active, Const, ActiveOnly)]
fn mutual(x: f64, n: u32) -> f64 {
    even(x, n)
}

#[test]
fn reverse_mutual_recursion() {
    let x = opaque(0.8);
    within(d_mutual(x, opaque(4), 1.0), slope(|x| even(x, 4), x), BY_DIFFERENCES);
}

#[inline(never)]
fn helper(x: f64, out: &mut [f64; 2]) {
    out[0] = x * x;
    out[1] = x.cos();
}

#[autodiff_reverse(d_calls, Active, Active)]
fn calls(x: f64) -> f64 {
    let mut t = [0.0; 2];
    helper(x, &mut t);
    let a = t[0] * t[1];
    helper(a, &mut t);
    t[0] + t[1]
}

#[test]
fn reverse_calls_that_are_not_inlined() {
    let x = opaque(0.8);
    let (v, dx) = d_calls(x, 1.0);
    close(v, calls(x));
    within(dx, slope(calls, x), BY_DIFFERENCES);
}

#[autodiff_forward(t_inner, Dual, DualOnly)]
fn inner(x: f64) -> f64 {
    x.powi(4) + x.sin()
}

#[autodiff_forward(t_slope, Dual, DualOnly)]
fn inner_slope(x: f64) -> f64 {
    t_inner(x, 1.0)
}

#[test]
fn second_derivative_forward_over_forward() {
    let x = opaque(0.8);
    close(t_slope(x, 1.0), 12.0 * x * x - x.sin());
}

#[autodiff_reverse(d_rev_inner, Active, ActiveOnly)]
fn rev_inner(x: f64) -> f64 {
    x.exp() * x
}

#[autodiff_forward(t_rev_slope, Dual, Dual)]
fn rev_slope(x: f64) -> f64 {
    d_rev_inner(x, 1.0)
}

#[test]
fn second_derivative_forward_over_reverse() {
    let x = opaque(0.8);
    let (v, t) = t_rev_slope(x, 1.0);
    all_close(&[v, t], &[(1.0 + x) * x.exp(), (2.0 + x) * x.exp()]);
}

#[autodiff_reverse(d_fwd_slope, Active, ActiveOnly)]
fn fwd_slope(x: f64) -> f64 {
    t_inner(x, 1.0)
}

#[test]
fn second_derivative_reverse_over_forward() {
    let x = opaque(0.8);
    close(d_fwd_slope(x, 1.0), 12.0 * x * x - x.sin());
}

#[autodiff_reverse(d_callback, Const, Active, Active)]
fn callback(f: fn(f64) -> f64, x: f64) -> f64 {
    f(x) + f(2.0 * x)
}

fn table(k: usize) -> fn(f64) -> f64 {
    [f64::sin as fn(f64) -> f64, f64::sqrt][k]
}

/// Only where the optimizer can see the function.
#[test]
fn reverse_through_a_known_function_pointer() {
    let x = opaque(0.8);
    let (v, dx) = d_through_pointer(x, 1.0);
    all_close(&[v, dx], &[x.sin() + (2.0 * x).sin(), x.cos() + 2.0 * (2.0 * x).cos()]);
    assert_eq!(table(opaque(1))(4.0), 2.0);
    assert_eq!(callback(f64::sqrt, 0.0), 0.0);
}

#[autodiff_reverse(d_through_pointer, Active, Active)]
fn through_pointer(x: f64) -> f64 {
    callback(f64::sin, x)
}

/// Several derivatives of the same function in one program.
#[autodiff_reverse(d_shared_a, Duplicated, Const, Active)]
#[autodiff_reverse(d_shared_b, Const, Duplicated, Active)]
#[autodiff_reverse(d_shared_c, Duplicated, Duplicated, ActiveOnly)]
#[autodiff_forward(t_shared, Dual, Dual, Dual)]
fn shared(x: &[f64; 2], y: &[f64; 2]) -> f64 {
    x[0] * y[1] - x[1] * y[0]
}

#[test]
fn several_derivatives_of_one_function() {
    let (x, y) = opaque(([2.0, 3.0], [5.0, 7.0]));
    let (mut dx, mut dy) = ([0.0; 2], [0.0; 2]);
    close(d_shared_a(&x, &mut dx, &y, 1.0), -1.0);
    all_close(&dx, &[7.0, -5.0]);
    close(d_shared_b(&x, &y, &mut dy, 1.0), -1.0);
    all_close(&dy, &[-3.0, 2.0]);
    d_shared_c(&x, &mut dx, &y, &mut dy, 1.0);
    all_close(&dx, &[14.0, -10.0]);
    all_close(&dy, &[-6.0, 4.0]);
    let (v, t) = t_shared(&x, &[1.0, 0.0], &y, &[0.0, 1.0]);
    all_close(&[v, t], &[-1.0, 7.0 + 2.0]);
}
