//! The rest of the ways in which rustc's calls differ from the function they
//! name: pairs by value, constant results, wide pointers, half and quad floats.
#![feature(autodiff, f16, f128)]
use backend::*;
use std::autodiff::{autodiff_forward, autodiff_reverse};

#[derive(Clone, Copy)]
struct Pair {
    x: f64,
    y: f64,
}

#[autodiff_forward(t_pair, Dual, Dual)]
fn f_pair(p: Pair) -> f64 {
    p.x * p.x * p.y
}

#[test]
fn forward_struct_of_two_floats_by_value() {
    let (v, t) = t_pair(opaque(Pair { x: 3.0, y: 5.0 }), opaque(Pair { x: 0.5, y: -1.0 }));
    all_close(&[v, t], &[45.0, 30.0 * 0.5 - 9.0]);
}

#[autodiff_forward(t_tuple, Dual, DualOnly)]
fn f_tuple(p: (f64, f64)) -> f64 {
    p.0 / p.1
}

#[test]
fn forward_tuple_of_two_floats_by_value() {
    let t = t_tuple(opaque((3.0, 5.0)), opaque((0.5, -1.0)));
    close(t, 0.5 / 5.0 + 3.0 / 25.0);
}

#[autodiff_forward(t_pair_and_more, Const, Dual, Dual, Dual)]
fn f_pair_and_more(k: f64, p: Pair, z: f64) -> f64 {
    k * p.x + p.y * z
}

#[test]
fn forward_pair_between_scalars() {
    let p = opaque(Pair { x: 3.0, y: 5.0 });
    let (v, t) = t_pair_and_more(opaque(2.0), p, opaque(Pair { x: 0.5, y: -1.0 }), 7.0, 0.25);
    all_close(&[v, t], &[6.0 + 35.0, 1.0 - 7.0 + 1.25]);
}

#[autodiff_reverse(d_const_result, Active, Const)]
fn const_result(x: f64) -> f64 {
    x * x
}

#[test]
fn reverse_const_result_has_no_sensitivity() {
    let (v, dx) = d_const_result(opaque(3.0));
    all_close(&[v, dx], &[9.0, 0.0]);
}

#[autodiff_reverse(d_in_place_const, Duplicated, Const)]
fn in_place_const(x: &mut f64) -> f64 {
    *x = x.exp();
    *x
}

#[test]
fn reverse_const_result_with_in_place_update() {
    let (mut x, mut dx) = (opaque(0.5), 2.0);
    let v = d_in_place_const(&mut x, &mut dx);
    all_close(&[v, x, dx], &[0.5f64.exp(), 0.5f64.exp(), 2.0 * 0.5f64.exp()]);
}

#[autodiff_reverse(d_raw_mut, Duplicated, Duplicated)]
fn raw_mut(x: *const f64, y: *mut f64) {
    unsafe { *y = *x * *x }
}

#[test]
fn reverse_mutable_raw_pointer() {
    let (x, mut dx, mut y, mut dy) = (opaque(3.0), 0.0, 0.0, 1.0);
    d_raw_mut(&x, &mut dx, &mut y, &mut dy);
    all_close(&[y, dx, dy], &[9.0, 6.0, 0.0]);
}

trait Model {
    fn value(&self, x: f64) -> f64;
}

struct Line(f64);

impl Model for Line {
    fn value(&self, x: f64) -> f64 {
        self.0 * x
    }
}

#[autodiff_reverse(d_boxed_model, Const, Active, Active)]
fn boxed_model(m: Box<Line>, x: f64) -> f64 {
    m.value(x) * x
}

#[test]
fn reverse_const_box_by_value() {
    let (v, dx) = d_boxed_model(Box::new(Line(opaque(2.0))), opaque(3.0), 1.0);
    all_close(&[v, dx], &[18.0, 12.0]);
}

#[autodiff_reverse(d_slices, Const, Duplicated, Const, ActiveOnly)]
fn slices(w: &[f64], x: &[f64], n: usize) -> f64 {
    (0..n).map(|i| w[i] * x[i]).sum()
}

#[test]
fn reverse_const_slice_before_an_active_one() {
    let (w, x) = opaque(([2.0, 3.0, 4.0], [1.0, 1.0, 1.0]));
    let mut dx = [0.0; 3];
    d_slices(&w, &x, &mut dx, opaque(2), 1.0);
    all_close(&dx, &[2.0, 3.0, 0.0]);
}

#[autodiff_reverse(d_half, Active, Active)]
fn half(x: f16) -> f16 {
    x * x * x
}

#[test]
fn reverse_half() {
    let (v, dx) = d_half(opaque(1.5f16), 1.0);
    assert_eq!((v as f32, dx as f32), (3.375, 6.75));
}

#[autodiff_reverse(d_quad, Duplicated, Active)]
fn quad(x: &[f128]) -> f128 {
    x[0] * x[1]
}

#[test]
fn reverse_quad() {
    let mut dx = [0f128; 2];
    let v = d_quad(&opaque([1.5f128, 0.1]), &mut dx, 1.0);
    assert!(v == 1.5f128 * 0.1 && dx == [0.1, 1.5]);
}

#[autodiff_forward(t_quad, Dual, Dual)]
fn f_quad(x: f128) -> f128 {
    x * x
}

#[test]
fn forward_quad() {
    let (v, t) = t_quad(opaque(0.1f128), 2.0);
    assert!(v == 0.1f128 * 0.1 && t == 0.4f128);
}

#[autodiff_reverse(d_many, Active, Duplicated, Const, Active, Const, DuplicatedOnly, Active)]
fn many(a: f64, x: &[f64], label: &str, b: f32, flags: Option<u32>, scale: &f64) -> f64 {
    let s: f64 = x.iter().sum();
    let k = flags.map_or(1.0, |f| f as f64) + label.len() as f64;
    a * s * k + b as f64 * *scale
}

#[test]
fn reverse_many_kinds_at_once() {
    let x = opaque([1.0, 2.0]);
    let (mut dx, mut ds) = ([0.0; 2], 0.0);
    let (v, da, db) = unsafe {
        d_many(opaque(2.0), &x, &mut dx, "ab", opaque(0.5), opaque(Some(3)), &4.0, &mut ds, 1.0)
    };
    all_close(&[v, da, ds], &[32.0, 15.0, 0.5]);
    close32(db, 4.0);
    all_close(&dx, &[10.0, 10.0]);
}
