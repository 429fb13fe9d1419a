//! The situations rustc's own autodiff tests cover, each with its value.
#![feature(autodiff)]
use backend::*;
use std::autodiff::{autodiff_forward, autodiff_reverse};

/// The same body twice: derivatives must not be mixed up or merged away.
#[autodiff_reverse(d_twin_a, Duplicated, Active)]
fn twin_a(x: &f64) -> f64 {
    x * x
}

#[autodiff_reverse(d_twin_b, Duplicated, Active)]
fn twin_b(x: &f64) -> f64 {
    x * x
}

#[test]
fn functions_with_identical_bodies() {
    let x = opaque(3.0);
    let (mut a, mut b) = (1.0, 0.0);
    close(d_twin_a(&x, &mut a, 1.0), 9.0);
    close(d_twin_b(&x, &mut b, 1.0), 9.0);
    all_close(&[a, b], &[7.0, 6.0]);
}

#[autodiff_reverse(d_into_output, Const, Duplicated, Duplicated)]
#[inline(never)]
fn into_output(scale: f64, x: &[f32; 8], out: &mut f32) {
    *out = 0.0;
    for v in x {
        *out += v * v * scale as f32;
    }
}

#[test]
fn singles_with_no_result() {
    let x = opaque([1f32, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]);
    let (mut dx, mut out, mut dout) = ([0f32; 8], 0f32, 1f32);
    d_into_output(opaque(0.5), &x, &mut dx, &mut out, &mut dout);
    close32(out, 102.0);
    for (d, x) in dx.iter().zip(&x) {
        close32(*d, *x);
    }
}

/// A result wide enough to be returned through a hidden pointer.
#[autodiff_reverse(d_wide, Active, Active, Active)]
fn wide(x: f32, y: f32) -> f32 {
    x * x + y.powi(3)
}

#[test]
fn gradients_returned_through_memory() {
    let (v, dx, dy) = d_wide(opaque(7.0), opaque(2.0), 1.0);
    close32(v, 57.0);
    close32(dx, 14.0);
    close32(dy, 12.0);
}

#[autodiff_reverse(d_typed, Duplicated, Active)]
fn typed(x: &f32) -> f32 {
    x * x * x
}

#[test]
fn type_of_a_pointee() {
    let mut dx = 0f32;
    close32(d_typed(&opaque(2.0), &mut dx, 1.0), 8.0);
    close32(dx, 12.0);
}

#[autodiff_forward(t_void, Dual, Dual)]
fn f_void(x: &mut f64, y: &f64) {
    *x = *x * *y;
}

#[test]
fn no_result_and_an_in_out_argument() {
    let (mut x, mut dx) = (opaque(3.0), 1.0);
    t_void(&mut x, &mut dx, &opaque(5.0), &0.5);
    all_close(&[x, dx], &[15.0, 5.0 + 1.5]);
}

struct Unit;

#[autodiff_forward(t_zst, Const, Dual, Dual)]
fn f_zst(_u: &Unit, x: f64) -> f64 {
    x * x
}

#[test]
fn reference_to_a_zero_sized_type() {
    let (v, t) = t_zst(&Unit, opaque(3.0), 1.0);
    all_close(&[v, t], &[9.0, 6.0]);
}

mod far {
    use std::autodiff::autodiff_reverse;

    #[autodiff_reverse(d_far, Active, Active)]
    pub fn far(x: f64) -> f64 {
        x.sqrt()
    }
}

#[test]
fn derivative_in_another_module() {
    let (v, dx) = far::d_far(opaque(16.0), 1.0);
    all_close(&[v, dx], &[4.0, 0.125]);
}

#[inline(always)]
#[autodiff_reverse(d_inlined, Active, Active)]
fn inlined(x: f64) -> f64 {
    x * x * x
}

#[test]
fn inline_attribute_on_the_function() {
    let mut total = 0.0;
    for k in 0..4 {
        total += d_inlined(opaque(k as f64), 1.0).1;
    }
    close(total, 3.0 * (1.0 + 4.0 + 9.0));
}

/// Two programs' worth of arithmetic: Taylor steps of an oscillator.
#[autodiff_forward(t_oscillator, Dual, Dual, Const, Dual)]
#[autodiff_reverse(d_oscillator, Active, Active, Const, Active)]
fn oscillator(stiffness: f64, start: f64, steps: usize) -> f64 {
    let (mut x, mut v, dt) = (start, 0.0, 0.01);
    for _ in 0..steps {
        v -= dt * stiffness * x;
        x += dt * v;
    }
    x
}

#[test]
fn time_integration_both_ways() {
    let (k, s, n) = opaque((2.0, 1.5, 100));
    let (value, dk, ds) = d_oscillator(k, s, n, 1.0);
    close(value, oscillator(k, s, n));
    within(dk, slope(|k| oscillator(k, s, n), k), BY_DIFFERENCES);
    within(ds, slope(|s| oscillator(k, s, n), s), BY_DIFFERENCES);
    let (_, t) = t_oscillator(k, 0.3, s, -0.2, n);
    close(t, 0.3 * dk - 0.2 * ds);
}
