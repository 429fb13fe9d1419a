//! One value behind a pointer: `&`, `&mut`, `Box`, raw pointers, arrays.
#![feature(autodiff)]
use backend::*;
use std::autodiff::{autodiff_forward, autodiff_reverse};

#[autodiff_reverse(d_square, Duplicated, Active)]
fn square(x: &f64) -> f64 {
    *x * *x
}

#[test]
fn reverse_shared_reference_accumulates() {
    let x = opaque(3.0);
    let mut dx = 0.5;
    close(d_square(&x, &mut dx, 1.0), 9.0);
    close(dx, 0.5 + 6.0);
    d_square(&x, &mut dx, 1.0);
    close(dx, 0.5 + 12.0);
}

#[autodiff_reverse(d_square_only, Duplicated, ActiveOnly)]
fn square_only(x: &f64) -> f64 {
    *x * *x * 0.5
}

#[test]
fn reverse_reference_with_active_only_result() {
    let mut dx = 0.0;
    d_square_only(&opaque(3.0), &mut dx, 1.0);
    close(dx, 3.0);
}

#[autodiff_reverse(d_square_no_need, DuplicatedOnly, Active)]
fn square_no_need(x: &f64) -> f64 {
    x.sin()
}

#[test]
fn reverse_duplicated_only() {
    let mut dx = 0.0;
    unsafe { d_square_no_need(&opaque(3.0), &mut dx, 1.0) };
    close(dx, 3f64.cos());
}

#[autodiff_reverse(d_mixed, Duplicated, Active, Const, Active)]
fn mixed(p: &f64, x: f64, k: &f64) -> f64 {
    *p * x * *k
}

#[test]
fn reverse_reference_scalar_and_const_reference() {
    let (p, x, k) = opaque((2.0, 3.0, 5.0));
    let mut dp = 0.0;
    let (v, dx) = d_mixed(&p, &mut dp, x, &k, 1.0);
    all_close(&[v, dx, dp], &[30.0, 10.0, 15.0]);
}

#[autodiff_reverse(d_into, Duplicated, Duplicated)]
fn into(x: &f64, y: &mut f64) {
    *y = *x * *x + x.exp();
}

#[test]
fn reverse_result_through_a_mutable_reference() {
    let x = opaque(1.2);
    let (mut dx, mut y, mut dy) = (0.0, 0.0, 2.0);
    d_into(&x, &mut dx, &mut y, &mut dy);
    close(y, x * x + x.exp());
    close(dx, 2.0 * (2.0 * x + x.exp()));
    close(dy, 0.0);
}

#[autodiff_reverse(d_into_only, Duplicated, DuplicatedOnly)]
fn into_only(x: &f64, y: &mut f64) {
    *y = x.tanh();
}

#[test]
fn reverse_result_not_needed() {
    let x = opaque(0.2);
    let (mut dx, mut y, mut dy) = (0.0, 0.0, 1.0);
    unsafe { d_into_only(&x, &mut dx, &mut y, &mut dy) };
    close(dx, 1.0 - x.tanh() * x.tanh());
}

#[autodiff_reverse(d_update, Duplicated)]
fn update(x: &mut f64) {
    *x = x.sin() * 2.0;
    *x *= *x;
}

#[test]
fn reverse_in_place_update() {
    let start = opaque(0.4);
    let (mut x, mut dx) = (start, 1.0);
    d_update(&mut x, &mut dx);
    close(x, 4.0 * start.sin().powi(2));
    close(dx, 8.0 * start.sin() * start.cos());
}

#[autodiff_reverse(d_swap, Duplicated, Duplicated, Active)]
fn swap(x: &mut f64, y: &mut f64) -> f64 {
    std::mem::swap(x, y);
    *x * *x * *y
}

#[test]
fn reverse_swap_of_two_references() {
    let (mut x, mut y) = opaque((2.0, 3.0));
    let (mut dx, mut dy) = (0.0, 0.0);
    close(d_swap(&mut x, &mut dx, &mut y, &mut dy, 1.0), 18.0);
    // the sensitivities of the values that were in x and y before
    all_close(&[x, y, dx, dy], &[3.0, 2.0, 9.0, 12.0]);
}

#[autodiff_reverse(d_boxed, Duplicated, Active)]
fn boxed(x: &Box<f64>) -> f64 {
    x.ln()
}

#[test]
fn reverse_box_behind_a_reference() {
    let x = Box::new(opaque(4.0));
    let mut dx = Box::new(0.0);
    d_boxed(&x, &mut dx, 1.0);
    close(*dx, 0.25);
}

#[autodiff_reverse(d_raw, Duplicated, Active)]
fn raw(x: *const f64) -> f64 {
    unsafe { *x * *x.add(1) }
}

#[test]
fn reverse_raw_pointer() {
    let x = opaque([2.0, 3.0]);
    let mut dx = [0.0; 2];
    close(d_raw(x.as_ptr(), dx.as_mut_ptr(), 1.0), 6.0);
    all_close(&dx, &[3.0, 2.0]);
}

#[autodiff_reverse(d_array, Duplicated, Active)]
fn array(x: &[f64; 3]) -> f64 {
    x[0] * x[1] * x[2]
}

#[test]
fn reverse_array_reference() {
    let mut dx = [0.0; 3];
    close(d_array(&opaque([2.0, 3.0, 5.0]), &mut dx, 1.0), 30.0);
    all_close(&dx, &[15.0, 10.0, 6.0]);
}

#[autodiff_reverse(d_matrix, Duplicated, Duplicated, Active)]
fn matrix(a: &[[f64; 2]; 3], x: &[f64; 2]) -> f64 {
    let mut s = 0.0;
    for row in a {
        let r = row[0] * x[0] + row[1] * x[1];
        s += r * r;
    }
    s
}

#[test]
fn reverse_array_of_arrays() {
    let a = opaque([[1.0, 2.0], [3.0, -1.0], [0.5, 4.0]]);
    let x = opaque([0.7, -0.3]);
    let (mut da, mut dx) = ([[0.0; 2]; 3], [0.0; 2]);
    let v = d_matrix(&a, &mut da, &x, &mut dx, 1.0);
    let r: Vec<f64> = a.iter().map(|q| q[0] * x[0] + q[1] * x[1]).collect();
    close(v, r.iter().map(|r| r * r).sum());
    for i in 0..3 {
        all_close(&da[i], &[2.0 * r[i] * x[0], 2.0 * r[i] * x[1]]);
    }
    for j in 0..2 {
        close(dx[j], (0..3).map(|i| 2.0 * r[i] * a[i][j]).sum());
    }
}

#[autodiff_reverse(d_singles, Duplicated, Active)]
fn singles(x: &[f32; 4]) -> f32 {
    x[0] * x[1] + x[2] / x[3]
}

#[test]
fn reverse_array_of_singles() {
    let mut dx = [0f32; 4];
    d_singles(&opaque([2.0, 3.0, 5.0, 4.0]), &mut dx, 1.0);
    for (g, w) in dx.iter().zip([3.0, 2.0, 0.25, -5.0 / 16.0]) {
        close32(*g, w);
    }
}

#[autodiff_forward(t_square, Dual, Dual)]
fn f_square(x: &f64) -> f64 {
    *x * *x
}

#[test]
fn forward_shared_reference() {
    let (v, t) = t_square(&opaque(3.0), &opaque(0.5));
    all_close(&[v, t], &[9.0, 3.0]);
}

#[autodiff_forward(t_square_only, Dual, DualOnly)]
fn f_square_only(x: &f64) -> f64 {
    1.0 / *x
}

#[test]
fn forward_reference_tangent_only() {
    close(t_square_only(&opaque(4.0), &opaque(2.0)), -2.0 / 16.0);
}

#[autodiff_forward(t_into, Dual, Dual)]
fn f_into(x: &f64, y: &mut f64) {
    *y = x.sqrt();
}

#[test]
fn forward_result_through_a_mutable_reference() {
    let (mut y, mut dy) = (0.0, 7.0);
    t_into(&opaque(4.0), &opaque(2.0), &mut y, &mut dy);
    all_close(&[y, dy], &[2.0, 0.5]);
}

#[autodiff_forward(t_boxes, Dual, Dual)]
fn f_boxes(x: &Box<[f64; 2]>) -> f64 {
    x[0] / x[1]
}

#[test]
fn forward_boxed_array() {
    let (v, t) = t_boxes(&Box::new(opaque([6.0, 3.0])), &Box::new([1.0, 2.0]));
    all_close(&[v, t], &[2.0, 1.0 / 3.0 - 6.0 / 9.0 * 2.0]);
}

#[autodiff_forward(t_array, Dual, Dual)]
fn f_array(x: &[f64; 4]) -> f64 {
    x.iter().map(|v| v * v).sum()
}

#[test]
fn forward_array_reference() {
    let (v, t) = t_array(&opaque([1.0, 2.0, 3.0, 4.0]), &[1.0, 0.0, -1.0, 0.5]);
    all_close(&[v, t], &[30.0, 2.0 - 6.0 + 4.0]);
}
