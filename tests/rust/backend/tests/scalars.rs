//! Floats by value: every activity of arguments and of the result.
#![feature(autodiff)]
use backend::*;
use std::autodiff::{autodiff_forward, autodiff_reverse};

#[autodiff_reverse(d_cube, Active, Active)]
fn cube(x: f64) -> f64 {
    x * x * x
}

#[test]
fn reverse_active_returns_primal_and_gradient() {
    let x = opaque(1.7);
    let (y, dx) = d_cube(x, 1.0);
    close(y, x * x * x);
    close(dx, 3.0 * x * x);
}

#[autodiff_reverse(d_expsin, Active, ActiveOnly)]
fn expsin(x: f64) -> f64 {
    x.sin().exp()
}

#[test]
fn reverse_active_only_returns_gradient() {
    let x = opaque(0.4);
    close(d_expsin(x, 1.0), x.cos() * x.sin().exp());
}

#[autodiff_reverse(d_weighted, Active, Const, Active)]
fn weighted(x: f64, w: f64) -> f64 {
    w * x.ln() + w * w
}

#[test]
fn reverse_const_float_has_no_gradient() {
    let (x, w) = opaque((2.5, 3.0));
    let (y, dx) = d_weighted(x, w, 1.0);
    close(y, w * x.ln() + w * w);
    close(dx, w / x);
}

#[autodiff_reverse(d_const_first, Const, Active, ActiveOnly)]
fn const_first(w: f64, x: f64) -> f64 {
    (w * x).tan()
}

#[test]
fn reverse_const_before_active() {
    let (w, x): (f64, f64) = opaque((0.5, 0.8));
    let c: f64 = (w * x).cos();
    close(d_const_first(w, x, 1.0), w / (c * c));
}

#[autodiff_reverse(d_hypot2, Active, Active, Active)]
fn hypot2(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

#[test]
fn reverse_two_actives() {
    let (x, y) = opaque((3.0, 4.0));
    let (r, dx, dy) = d_hypot2(x, y, 1.0);
    all_close(&[r, dx, dy], &[5.0, 0.6, 0.8]);
}

#[autodiff_reverse(d_triple, Active, Active, Active, ActiveOnly)]
fn triple(x: f64, y: f64, z: f64) -> f64 {
    x * y + y * z * z
}

#[test]
fn reverse_three_actives_only() {
    let (x, y, z) = opaque((2.0, 3.0, 5.0));
    let (dx, dy, dz) = d_triple(x, y, z, 1.0);
    all_close(&[dx, dy, dz], &[y, x + z * z, 2.0 * y * z]);
}

#[autodiff_reverse(d_single, Active, Active, Active)]
fn single(x: f32, y: f32) -> f32 {
    x * y.exp() + x * x
}

#[test]
fn reverse_single_precision() {
    let (x, y) = opaque((1.5f32, 0.25f32));
    let (v, dx, dy) = d_single(x, y, 1.0);
    close32(v, x * y.exp() + x * x);
    close32(dx, y.exp() + 2.0 * x);
    close32(dy, x * y.exp());
}

#[autodiff_reverse(d_mixed, Active, Active, ActiveOnly)]
fn mixed_precision(x: f64, y: f32) -> f64 {
    x * (y as f64) + (x as f32 * y) as f64
}

#[test]
fn reverse_mixed_precision() {
    let (x, y) = opaque((1.25f64, 0.5f32));
    let (dx, dy) = d_mixed(x, y, 1.0);
    within(dx, 2.0 * y as f64, 1e-6);
    close32(dy, 2.0 * x as f32);
}

#[autodiff_reverse(d_power, Active, Const, Active)]
fn power(x: f64, n: i32) -> f64 {
    x.powi(n)
}

#[test]
fn reverse_const_integer() {
    let (x, n) = opaque((1.1, 7));
    let (y, dx) = d_power(x, n, 1.0);
    close(y, x.powi(7));
    close(dx, 7.0 * x.powi(6));
}

#[autodiff_reverse(d_switch, Active, Const, Const, ActiveOnly)]
fn switch(x: f64, square: bool, kind: u8) -> f64 {
    let v = if square { x * x } else { x };
    match kind {
        0 => v,
        1 => v * v,
        _ => 3.0 * v,
    }
}

#[test]
fn reverse_const_bool_and_byte() {
    let x = opaque(2.0);
    close(d_switch(x, opaque(false), opaque(0), 1.0), 1.0);
    close(d_switch(x, opaque(true), opaque(0), 1.0), 2.0 * x);
    close(d_switch(x, opaque(true), opaque(1), 1.0), 4.0 * x.powi(3));
    close(d_switch(x, opaque(false), opaque(9), 1.0), 3.0);
}

#[autodiff_reverse(d_unused, Active, Active, Active)]
fn unused(x: f64, _y: f64) -> f64 {
    x.sqrt()
}

#[test]
fn reverse_unused_argument_has_zero_gradient() {
    let (v, dx, dy) = d_unused(opaque(9.0), opaque(2.0), 1.0);
    all_close(&[v, dx, dy], &[3.0, 1.0 / 6.0, 0.0]);
}

#[autodiff_reverse(d_constant, Active, Active)]
fn constant(_x: f64) -> f64 {
    42.0
}

#[test]
fn reverse_constant_function() {
    let (v, dx) = d_constant(opaque(9.0), 1.0);
    all_close(&[v, dx], &[42.0, 0.0]);
}

#[autodiff_reverse(d_identity, Active, Active)]
fn identity(x: f64) -> f64 {
    x
}

#[test]
fn reverse_identity() {
    let (v, dx) = d_identity(opaque(9.0), 1.0);
    all_close(&[v, dx], &[9.0, 1.0]);
}

#[autodiff_forward(t_cube, Dual, Dual)]
fn f_cube(x: f64) -> f64 {
    x * x * x
}

#[test]
fn forward_dual_returns_primal_and_tangent() {
    let (x, dx) = opaque((1.7, 2.0));
    let (y, dy) = t_cube(x, dx);
    close(y, x * x * x);
    close(dy, 3.0 * x * x * dx);
}

#[autodiff_forward(t_only, Dual, DualOnly)]
fn f_only(x: f64) -> f64 {
    x.cos() / x
}

#[test]
fn forward_dual_only_returns_tangent() {
    let (x, dx) = opaque((0.9, -1.5));
    close(t_only(x, dx), dx * (-x.sin() / x - x.cos() / (x * x)));
}

#[autodiff_forward(t_argument_only, DualOnly, DualOnly)]
fn f_argument_only(x: f64) -> f64 {
    x.exp() * x
}

#[test]
fn forward_dual_only_argument() {
    let (x, dx) = opaque((0.3, 0.5));
    close(unsafe { t_argument_only(x, dx) }, dx * x.exp() * (1.0 + x));
}

#[autodiff_forward(t_two, Dual, Dual, Dual)]
fn f_two(x: f64, y: f64) -> f64 {
    x.atan2(y)
}

#[test]
fn forward_two_duals() {
    let (x, dx, y, dy) = opaque((0.6, 1.0, -0.8, 0.25));
    let (v, t) = t_two(x, dx, y, dy);
    close(v, x.atan2(y));
    close(t, (y * dx - x * dy) / (x * x + y * y));
}

#[autodiff_forward(t_dcd, Dual, Const, Dual)]
fn f_dcd(x: f64, w: f64) -> f64 {
    x.powf(w)
}

#[test]
fn forward_const_float() {
    let (x, dx, w) = opaque((1.3, 0.7, 2.6));
    let (v, t) = t_dcd(x, dx, w);
    close(v, x.powf(w));
    close(t, w * x.powf(w - 1.0) * dx);
}

#[autodiff_forward(t_single, Dual, Dual)]
fn f_single(x: f32) -> f32 {
    x.sqrt() + 1.0 / x
}

#[test]
fn forward_single_precision() {
    let (x, dx) = opaque((2.0f32, 3.0f32));
    let (v, t) = t_single(x, dx);
    close32(v, x.sqrt() + 1.0 / x);
    close32(t, dx * (0.5 / x.sqrt() - 1.0 / (x * x)));
}

#[autodiff_forward(t_counted, Dual, Const, Const)]
fn f_counted(x: f64, n: usize) -> usize {
    if x > 1.0 {
        n + 1
    } else {
        n
    }
}

#[test]
fn forward_const_integer_result_is_the_primal() {
    assert_eq!(t_counted(opaque(2.0), 1.0, opaque(4)), 5);
    assert_eq!(t_counted(opaque(0.5), 1.0, opaque(4)), 4);
}

/// One function with two derivatives.
#[autodiff_forward(t_both, Dual, DualOnly)]
#[autodiff_reverse(d_both, Active, ActiveOnly)]
fn both(x: f64) -> f64 {
    (1.0 + x * x).ln()
}

#[test]
fn forward_and_reverse_of_one_function_agree() {
    let x = opaque(0.77);
    let want = 2.0 * x / (1.0 + x * x);
    close(t_both(x, 1.0), want);
    close(d_both(x, 1.0), want);
}

macro_rules! elementary {
    ($($name:ident, $derivative:ident: |$x:ident| $value:expr, $slope:expr, at $at:expr;)*) => {
        $(
            #[autodiff_reverse($derivative, Active, Active)]
            fn $name($x: f64) -> f64 {
                $value
            }
        )*
        #[test]
        fn reverse_elementary_functions() {
            $({
                let $x: f64 = opaque($at);
                let (v, d) = $derivative($x, 1.0);
                let (value, slope): (f64, f64) = ($value, $slope);
                assert!((v - value).abs() <= 1e-12 * value.abs().max(1.0), stringify!($name));
                assert!((d - slope).abs() <= 1e-11 * slope.abs().max(1.0),
                        "{}: got {d}, want {slope}", stringify!($name));
            })*
        }
    };
}

elementary! {
    e_sin, d_e_sin: |x| x.sin(), x.cos(), at 0.7;
    e_exp2, d_e_exp2: |x| x.exp2(), std::f64::consts::LN_2 * x.exp2(), at 0.7;
    e_log2, d_e_log2: |x| x.log2(), 1.0 / (x * std::f64::consts::LN_2), at 0.7;
    e_log10, d_e_log10: |x| x.log10(), 1.0 / (x * std::f64::consts::LN_10), at 0.7;
    e_asin, d_e_asin: |x| x.asin(), 1.0 / (1.0 - x * x).sqrt(), at 0.3;
    e_acos, d_e_acos: |x| x.acos(), -1.0 / (1.0 - x * x).sqrt(), at 0.3;
    e_atan, d_e_atan: |x| x.atan(), 1.0 / (1.0 + x * x), at 0.3;
    e_sinh, d_e_sinh: |x| x.sinh(), x.cosh(), at 0.3;
    e_cosh, d_e_cosh: |x| x.cosh(), x.sinh(), at 0.3;
    e_tanh, d_e_tanh: |x| x.tanh(), 1.0 / (x.cosh() * x.cosh()), at 0.3;
    e_asinh, d_e_asinh: |x| x.asinh(), 1.0 / (1.0 + x * x).sqrt(), at 0.3;
    e_acosh, d_e_acosh: |x| x.acosh(), 1.0 / (x * x - 1.0).sqrt(), at 1.3;
    e_atanh, d_e_atanh: |x| x.atanh(), 1.0 / (1.0 - x * x), at 0.3;
    e_expm1, d_e_expm1: |x| x.exp_m1(), x.exp(), at 0.3;
    e_log1p, d_e_log1p: |x| x.ln_1p(), 1.0 / (1.0 + x), at 0.3;
    e_cbrt, d_e_cbrt: |x| x.cbrt(), 1.0 / (3.0 * x.cbrt() * x.cbrt()), at 2.3;
    e_recip, d_e_recip: |x| x.recip(), -1.0 / (x * x), at 2.3;
    e_abs, d_e_abs: |x| x.abs(), -1.0, at -2.3;
    e_fma, d_e_fma: |x| x.mul_add(x, 3.0), 2.0 * x, at 2.3;
    e_max, d_e_max: |x| x.max(1.0), 1.0, at 2.3;
    e_min, d_e_min: |x| x.min(1.0), 0.0, at 2.3;
    e_clamp, d_e_clamp: |x| x.clamp(-1.0, 4.0) * x, 2.0 * x, at 2.3;
    e_floor, d_e_floor: |x| x.floor() * x, 2.0, at 2.3;
    e_fract, d_e_fract: |x| x.fract() * x, 0.3 + x, at 2.3;
    e_copysign, d_e_copysign: |x| x.copysign(-1.0), -1.0, at 2.3;
    e_hypot, d_e_hypot: |x| x.hypot(2.0), x / x.hypot(2.0), at 2.3;
    e_rem, d_e_rem: |x| x % 0.7, 1.0, at 2.3;
    e_degrees, d_e_degrees: |x| x.to_degrees(), 180.0 / std::f64::consts::PI, at 2.3;
}
