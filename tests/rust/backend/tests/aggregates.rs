//! Structs, tuples, enums, arrays: behind references, by value, as results.
//! These are the places where what rustc passes to the derivative is not what
//! the function itself takes.
#![feature(autodiff)]
use backend::*;
use std::autodiff::{autodiff_forward, autodiff_reverse};

#[derive(Clone, Copy)]
struct Point2 {
    x: f64,
    y: f64,
}

#[derive(Clone, Copy)]
struct Point3 {
    x: f64,
    y: f64,
    z: f64,
}

#[autodiff_reverse(d_norm, Duplicated, Active)]
fn norm(p: &Point3) -> f64 {
    (p.x * p.x + p.y * p.y + p.z * p.z).sqrt()
}

#[test]
fn reverse_struct_reference() {
    let p = opaque(Point3 { x: 2.0, y: 3.0, z: 6.0 });
    let mut d = Point3 { x: 0.0, y: 0.0, z: 0.0 };
    close(d_norm(&p, &mut d, 1.0), 7.0);
    all_close(&[d.x, d.y, d.z], &[2.0 / 7.0, 3.0 / 7.0, 6.0 / 7.0]);
}

struct Mixed {
    count: usize,
    scale: f32,
    on: bool,
    values: [f64; 2],
    tag: u8,
}

#[autodiff_reverse(d_fields, Duplicated, Active)]
fn fields(m: &Mixed) -> f64 {
    let mut s = 0.0;
    for i in 0..m.count {
        s += m.values[i] * m.values[i] * m.scale as f64;
    }
    if m.on && m.tag == 7 {
        s *= 3.0;
    }
    s
}

#[test]
fn reverse_struct_with_floats_among_other_things() {
    let m = opaque(Mixed { count: 2, scale: 0.5, on: true, values: [2.0, 4.0], tag: 7 });
    let mut d = Mixed { count: 2, scale: 0.0, on: true, values: [0.0; 2], tag: 7 };
    close(d_fields(&m, &mut d, 1.0), 30.0);
    all_close(&d.values, &[6.0, 12.0]);
    close32(d.scale, 60.0);
    assert!(d.count == 2 && d.on && d.tag == 7);
}

struct Deep<'a> {
    center: Point3,
    weights: Vec<f64>,
    rest: &'a [f64],
    bias: Box<f64>,
}

#[autodiff_reverse(d_deep, Duplicated, Active)]
fn deep(d: &Deep) -> f64 {
    let w: f64 = d.weights.iter().zip(d.rest).map(|(a, b)| a * b).sum();
    w * d.center.y + *d.bias * d.center.x
}

#[test]
fn reverse_struct_with_pointers() {
    let rest = opaque([3.0, 4.0]);
    let x = Deep {
        center: Point3 { x: 2.0, y: 5.0, z: 0.0 },
        weights: vec![1.0, 0.5],
        rest: &rest,
        bias: Box::new(7.0),
    };
    let mut d_rest = [0.0; 2];
    let mut d = Deep {
        center: Point3 { x: 0.0, y: 0.0, z: 0.0 },
        weights: vec![0.0; 2],
        rest: unsafe { std::slice::from_raw_parts(d_rest.as_mut_ptr(), 2) },
        bias: Box::new(0.0),
    };
    close(d_deep(&x, &mut d, 1.0), 25.0 + 14.0);
    all_close(&[d.center.x, d.center.y, d.center.z], &[7.0, 5.0, 0.0]);
    all_close(&d.weights, &[15.0, 20.0]);
    close(*d.bias, 2.0);
    all_close(opaque(&d_rest), &[5.0, 2.5]);
}

#[autodiff_reverse(d_tuple, Duplicated, Active)]
fn tuple(t: &(f64, f32)) -> f64 {
    t.0 * t.1 as f64
}

#[test]
fn reverse_tuple_reference() {
    let mut d = (0.0, 0f32);
    d_tuple(&opaque((3.0, 0.5)), &mut d, 1.0);
    close(d.0, 0.5);
    close32(d.1, 3.0);
}

#[autodiff_reverse(d_const_struct, Const, Active, Active)]
fn const_struct(p: Point3, x: f64) -> f64 {
    p.x + p.y * x + p.z * x * x
}

#[test]
fn reverse_const_struct_by_value() {
    let x = opaque(0.5);
    let (v, dx) = d_const_struct(opaque(Point3 { x: 1.0, y: 2.0, z: 3.0 }), x, 1.0);
    all_close(&[v, dx], &[2.75, 2.0 + 6.0 * x]);
}

#[autodiff_reverse(d_const_option, Const, Active, Active)]
fn const_option(k: Option<f64>, x: f64) -> f64 {
    match k {
        Some(k) => k * x * x,
        None => x,
    }
}

#[test]
fn reverse_const_option_of_float() {
    let x = opaque(1.5);
    let (v, dx) = d_const_option(opaque(Some(2.0)), x, 1.0);
    all_close(&[v, dx], &[4.5, 6.0]);
    let (v, dx) = d_const_option(opaque(None), x, 1.0);
    all_close(&[v, dx], &[1.5, 1.0]);
}

#[autodiff_reverse(d_const_count, Const, Active, Active)]
fn const_count(k: Option<usize>, x: f64) -> f64 {
    x.powi(k.map_or(1, |k| k as i32))
}

#[test]
fn reverse_const_option_of_integer() {
    let x = opaque(1.5);
    let (v, dx) = d_const_count(opaque(Some(3)), x, 1.0);
    all_close(&[v, dx], &[x.powi(3), 3.0 * x * x]);
}

#[derive(Clone, Copy)]
enum Shape {
    Circle,
    Square { rounding: f64 },
}

#[autodiff_reverse(d_const_enum, Const, Active, ActiveOnly)]
fn const_enum(s: Shape, r: f64) -> f64 {
    match s {
        Shape::Circle => std::f64::consts::PI * r * r,
        Shape::Square { rounding } => r * r - rounding,
    }
}

#[test]
fn reverse_const_enum() {
    let r = opaque(2.0);
    close(d_const_enum(opaque(Shape::Circle), r, 1.0), 2.0 * std::f64::consts::PI * r);
    close(d_const_enum(opaque(Shape::Square { rounding: 0.1 }), r, 1.0), 2.0 * r);
}

#[autodiff_reverse(d_const_text, Const, Const, Active, Active)]
fn const_text(kind: &str, range: std::ops::Range<usize>, x: f64) -> f64 {
    range.map(|k| if kind == "sum" { x * k as f64 } else { x }).sum()
}

#[test]
fn reverse_const_str_and_range() {
    let x = opaque(1.5);
    let (v, dx) = d_const_text(opaque("sum"), opaque(1..4), x, 1.0);
    all_close(&[v, dx], &[9.0, 6.0]);
    let (v, dx) = d_const_text(opaque("count"), opaque(1..4), x, 1.0);
    all_close(&[v, dx], &[4.5, 3.0]);
}

#[autodiff_reverse(d_with_unit, Const, Active, Active)]
fn with_unit(_nothing: (), x: f64) -> f64 {
    x * x
}

#[test]
fn reverse_zero_sized_argument() {
    let (v, dx) = d_with_unit((), opaque(3.0), 1.0);
    all_close(&[v, dx], &[9.0, 6.0]);
}

#[autodiff_reverse(d_with_marker, Const, Active, Active)]
fn with_marker(_m: std::marker::PhantomData<Point2>, x: f64) -> f64 {
    x.sqrt()
}

#[test]
fn reverse_phantom_argument() {
    let (v, dx) = d_with_marker(std::marker::PhantomData, opaque(4.0), 1.0);
    all_close(&[v, dx], &[2.0, 0.25]);
}

#[autodiff_reverse(d_single_array, Const, Active, Active)]
fn const_single_array(k: [f32; 2], x: f64) -> f64 {
    k[0] as f64 * x + k[1] as f64
}

#[test]
fn reverse_const_array_of_singles_by_value() {
    let (v, dx) = d_single_array(opaque([2.0, 0.5]), opaque(3.0), 1.0);
    all_close(&[v, dx], &[6.5, 2.0]);
}

#[autodiff_forward(t_norm, Dual, Dual)]
fn f_norm(p: &Point3) -> f64 {
    (p.x * p.x + p.y * p.y + p.z * p.z).sqrt()
}

#[test]
fn forward_struct_reference() {
    let (v, t) = t_norm(
        &opaque(Point3 { x: 2.0, y: 3.0, z: 6.0 }),
        &Point3 { x: 1.0, y: 0.0, z: 0.5 },
    );
    all_close(&[v, t], &[7.0, 5.0 / 7.0]);
}

#[autodiff_forward(t_point3, Dual, Dual)]
fn f_point3(p: Point3) -> f64 {
    p.x * p.y * p.z
}

#[test]
fn forward_large_struct_by_value() {
    let (v, t) = t_point3(
        opaque(Point3 { x: 2.0, y: 3.0, z: 5.0 }),
        opaque(Point3 { x: 1.0, y: 0.0, z: -1.0 }),
    );
    all_close(&[v, t], &[30.0, 15.0 - 6.0]);
}

#[autodiff_forward(t_array2, Dual, Dual)]
fn f_array2(a: [f64; 2]) -> f64 {
    a[0] * a[1]
}

#[test]
fn forward_small_array_by_value() {
    let (v, t) = t_array2(opaque([3.0, 5.0]), opaque([1.0, 2.0]));
    all_close(&[v, t], &[15.0, 11.0]);
}

#[autodiff_forward(t_array4, Dual, Dual)]
fn f_array4(a: [f64; 4]) -> f64 {
    a[0] * a[1] + a[2] * a[3]
}

#[test]
fn forward_large_array_by_value() {
    let (v, t) = t_array4(opaque([1.0, 2.0, 3.0, 4.0]), opaque([1.0, 0.0, 0.0, 1.0]));
    all_close(&[v, t], &[14.0, 5.0]);
}

#[autodiff_forward(t_singles, Dual, Dual)]
fn f_singles(a: [f32; 2]) -> f32 {
    a[0] * a[1]
}

#[test]
fn forward_array_of_singles_by_value() {
    let (v, t) = t_singles(opaque([3.0, 5.0]), opaque([1.0, 2.0]));
    close32(v, 15.0);
    close32(t, 11.0);
}

#[autodiff_forward(t_to_point2, Dual, Dual)]
fn f_to_point2(x: f64) -> Point2 {
    Point2 { x: x.cos(), y: x.sin() }
}

#[test]
fn forward_struct_result_in_registers() {
    let x = opaque(0.3);
    let (p, t) = t_to_point2(x, 2.0);
    all_close(&[p.x, p.y], &[x.cos(), x.sin()]);
    all_close(&[t.x, t.y], &[-2.0 * x.sin(), 2.0 * x.cos()]);
}

#[autodiff_forward(t_to_point3, Dual, Dual)]
fn f_to_point3(x: f64) -> Point3 {
    Point3 { x, y: x * x, z: x * x * x }
}

#[test]
fn forward_struct_result_in_memory() {
    let x = opaque(1.5);
    let (p, t) = t_to_point3(x, 1.0);
    all_close(&[p.x, p.y, p.z], &[x, x * x, x.powi(3)]);
    all_close(&[t.x, t.y, t.z], &[1.0, 2.0 * x, 3.0 * x * x]);
}

#[autodiff_forward(t_to_point3_only, Dual, DualOnly)]
fn f_to_point3_only(x: f64) -> Point3 {
    Point3 { x: 1.0, y: 1.0 / x, z: x.ln() }
}

#[test]
fn forward_struct_result_tangent_only() {
    let x = opaque(1.5);
    let t = t_to_point3_only(x, 2.0);
    all_close(&[t.x, t.y, t.z], &[0.0, -2.0 / (x * x), 2.0 / x]);
}

#[autodiff_forward(t_to_pair, Dual, Dual)]
fn f_to_pair(x: f64) -> (f64, f64) {
    (x.exp(), x.exp() * x)
}

#[test]
fn forward_tuple_result() {
    let x = opaque(0.5);
    let (v, t) = t_to_pair(x, 1.0);
    all_close(&[v.0, v.1], &[x.exp(), x * x.exp()]);
    all_close(&[t.0, t.1], &[x.exp(), (1.0 + x) * x.exp()]);
}

#[autodiff_forward(t_to_array2, Dual, Dual, Dual)]
fn f_to_array2(x: f64, y: f64) -> [f64; 2] {
    [x * y, x / y]
}

#[test]
fn forward_small_array_result() {
    let (x, y) = opaque((3.0, 2.0));
    let (v, t) = t_to_array2(x, 1.0, y, 0.5);
    all_close(&v, &[6.0, 1.5]);
    all_close(&t, &[2.0 + 1.5, 0.5 - 0.375]);
}

#[autodiff_forward(t_to_array3, Dual, Dual)]
fn f_to_array3(x: f64) -> [f64; 3] {
    [x, x.sin(), 7.0]
}

#[test]
fn forward_large_array_result() {
    let x = opaque(0.5);
    let (v, t) = t_to_array3(x, 2.0);
    all_close(&v, &[x, x.sin(), 7.0]);
    all_close(&t, &[2.0, 2.0 * x.cos(), 0.0]);
}

#[autodiff_forward(t_to_singles, Dual, Dual)]
fn f_to_singles(x: f32) -> [f32; 2] {
    [x * x, -x]
}

#[test]
fn forward_array_of_singles_result() {
    let (v, t) = t_to_singles(opaque(1.5), 2.0);
    for (g, w) in v.iter().chain(&t).zip([2.25, -1.5, 6.0, -2.0]) {
        close32(*g, w);
    }
}

#[autodiff_forward(t_rotate, Dual, Dual)]
fn f_rotate(p: &Point2, out: &mut Point3) {
    out.x = p.x * p.y;
    out.y = p.y.sin();
    out.z = 1.0;
}

#[test]
fn forward_struct_to_struct() {
    let mut out = Point3 { x: 0.0, y: 0.0, z: 0.0 };
    let mut d = Point3 { x: 9.0, y: 9.0, z: 9.0 };
    let (p, dp) = opaque((Point2 { x: 2.0, y: 3.0 }, Point2 { x: 1.0, y: 0.5 }));
    t_rotate(&p, &dp, &mut out, &mut d);
    all_close(&[out.x, out.y, out.z], &[6.0, 3f64.sin(), 1.0]);
    all_close(&[d.x, d.y, d.z], &[3.0 + 1.0, 0.5 * 3f64.cos(), 0.0]);
}

#[autodiff_reverse(d_into_struct, Duplicated, Duplicated)]
fn into_struct(x: &f64, out: &mut Point2) {
    out.x = x * x;
    out.y = x.exp();
}

#[test]
fn reverse_struct_written_through_a_reference() {
    let x = opaque(0.7);
    let mut dx = 0.0;
    let (mut out, mut d) = (Point2 { x: 0.0, y: 0.0 }, Point2 { x: 1.0, y: 10.0 });
    d_into_struct(&x, &mut dx, &mut out, &mut d);
    all_close(&[out.x, out.y], &[x * x, x.exp()]);
    close(dx, 2.0 * x + 10.0 * x.exp());
}
