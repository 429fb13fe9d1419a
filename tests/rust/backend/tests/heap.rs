//! Vec and Box, as arguments and as temporaries.
#![feature(autodiff)]
use backend::*;
use std::autodiff::{autodiff_forward, autodiff_reverse};

#[autodiff_reverse(d_vec, Duplicated, Active)]
fn vec(x: &Vec<f64>) -> f64 {
    x.iter().map(|v| v * v * v).sum()
}

#[test]
fn reverse_vec_behind_a_reference() {
    let x = opaque(vec![1.0, 2.0, 3.0]);
    let mut dx = vec![0.0; 3];
    close(d_vec(&x, &mut dx, 1.0), 36.0);
    all_close(&dx, &[3.0, 12.0, 27.0]);
}

#[autodiff_reverse(d_vec_update, Duplicated)]
fn vec_update(x: &mut Vec<f64>) {
    for v in x.iter_mut() {
        *v = v.sin();
    }
}

#[test]
fn reverse_vec_in_place() {
    let start = opaque(vec![0.1, 0.2]);
    let (mut x, mut dx) = (start.clone(), vec![1.0, 3.0]);
    d_vec_update(&mut x, &mut dx);
    all_close(&x, &[0.1f64.sin(), 0.2f64.sin()]);
    all_close(&dx, &[0.1f64.cos(), 3.0 * 0.2f64.cos()]);
}

#[autodiff_reverse(d_temporary, Duplicated, Active)]
fn temporary(x: &[f64]) -> f64 {
    let squares: Vec<f64> = x.iter().map(|v| v * v).collect();
    let mut total = 0.0;
    for i in 0..squares.len() {
        total += squares[i] * squares[squares.len() - 1 - i];
    }
    total
}

#[test]
fn reverse_collected_vec() {
    let x = opaque([1.0, 2.0, 3.0, 4.0]);
    let mut dx = [0.0; 4];
    d_temporary(&x, &mut dx, 1.0);
    let want: Vec<f64> = (0..4).map(|i| 4.0 * x[i] * x[3 - i] * x[3 - i]).collect();
    all_close(&dx, &want);
}

#[autodiff_reverse(d_zeroed, Duplicated, Active)]
fn zeroed(x: &[f64]) -> f64 {
    let mut sums = vec![0.0; x.len() + 1];
    for i in 0..x.len() {
        sums[i + 1] = sums[i] + x[i] * x[i];
    }
    sums.iter().sum()
}

#[test]
fn reverse_zeroed_vec() {
    let x = opaque([1.0, 2.0, 3.0]);
    let mut dx = [0.0; 3];
    close(d_zeroed(&x, &mut dx, 1.0), 1.0 + 5.0 + 14.0);
    all_close(&dx, &[6.0, 8.0, 6.0]);
}

#[autodiff_reverse(d_pushed, Active, Const, Active)]
fn pushed(x: f64, n: usize) -> f64 {
    let mut powers = Vec::new();
    let mut p = 1.0;
    for _ in 0..n {
        p *= x;
        powers.push(p);
    }
    powers.iter().sum()
}

#[test]
fn reverse_vec_that_grows() {
    let x = opaque(0.9);
    let (v, dx) = d_pushed(x, opaque(9), 1.0);
    close(v, (1..=9).map(|k| x.powi(k)).sum());
    close(dx, (1..=9).map(|k| k as f64 * x.powi(k - 1)).sum());
}

#[autodiff_reverse(d_cloned, Duplicated, Active)]
fn cloned(x: &Vec<f64>) -> f64 {
    let mut y = x.clone();
    for v in y.iter_mut() {
        *v *= 3.0;
    }
    y[0] * x[0] + y[1]
}

#[test]
fn reverse_cloned_vec() {
    let x = opaque(vec![2.0, 5.0]);
    let mut dx = vec![0.0; 2];
    close(d_cloned(&x, &mut dx, 1.0), 27.0);
    all_close(&dx, &[12.0, 3.0]);
}

#[autodiff_reverse(d_boxed_temporary, Active, Active)]
fn boxed_temporary(x: f64) -> f64 {
    let b = Box::new([x, x * x]);
    let c = opaque_box(b);
    c[0] * c[1]
}

#[inline(never)]
fn opaque_box(b: Box<[f64; 2]>) -> Box<[f64; 2]> {
    b
}

#[test]
fn reverse_boxed_temporary() {
    let x = opaque(1.5);
    let (v, dx) = d_boxed_temporary(x, 1.0);
    all_close(&[v, dx], &[x.powi(3), 3.0 * x * x]);
}

#[autodiff_reverse(d_nested, Duplicated, Active)]
fn nested(x: &Vec<Vec<f64>>) -> f64 {
    x.iter().flatten().map(|v| v * v).sum()
}

#[test]
fn reverse_vec_of_vecs() {
    let x = opaque(vec![vec![1.0, 2.0], vec![], vec![3.0]]);
    let mut dx: Vec<Vec<f64>> = x.iter().map(|r| vec![0.0; r.len()]).collect();
    close(d_nested(&x, &mut dx, 1.0), 14.0);
    all_close(&dx[0], &[2.0, 4.0]);
    all_close(&dx[2], &[6.0]);
}

#[autodiff_reverse(d_dense, Duplicated, Const, Duplicated, Active)]
fn dense(weights: &Vec<f64>, inputs: &[f64], bias: &Vec<f64>) -> f64 {
    let n = inputs.len();
    let hidden: Vec<f64> = (0..bias.len())
        .map(|i| {
            let s: f64 = (0..n).map(|j| weights[i * n + j] * inputs[j]).sum();
            (s + bias[i]).tanh()
        })
        .collect();
    hidden.iter().map(|h| h * h).sum()
}

#[test]
fn reverse_dense_layer() {
    let weights: Vec<f64> = (0..6).map(|i| opaque(0.1 * i as f64 - 0.2)).collect();
    let (inputs, bias) = (opaque([0.5, -1.0, 2.0]), opaque(vec![0.1, -0.3]));
    let (mut dw, mut db) = (vec![0.0; 6], vec![0.0; 2]);
    d_dense(&weights, &mut dw, &inputs, &bias, &mut db, 1.0);
    near_gradient(&dw, |w| dense(&w.to_vec(), &inputs, &bias), &weights);
    near_gradient(&db, |b| dense(&weights, &inputs, &b.to_vec()), &bias);
}

struct Node {
    value: f64,
    next: Option<Box<Node>>,
}

#[autodiff_reverse(d_list, Duplicated, Active)]
fn list(head: &Node) -> f64 {
    let mut s = head.value * head.value;
    let mut at = head;
    while let Some(next) = &at.next {
        s += at.value * next.value;
        at = next;
    }
    s
}

#[test]
fn reverse_linked_list() {
    let make = |v: [f64; 3]| Node {
        value: v[0],
        next: Some(Box::new(Node {
            value: v[1],
            next: Some(Box::new(Node { value: v[2], next: None })),
        })),
    };
    let x = make(opaque([2.0, 3.0, 5.0]));
    let mut dx = make([0.0; 3]);
    close(d_list(&x, &mut dx, 1.0), 4.0 + 6.0 + 15.0);
    let second = dx.next.as_ref().unwrap();
    let third = second.next.as_ref().unwrap();
    all_close(&[dx.value, second.value, third.value], &[4.0 + 3.0, 2.0 + 5.0, 3.0]);
}

#[autodiff_forward(t_temporary, Dual, Dual)]
fn f_temporary(x: &[f64]) -> f64 {
    let doubled: Vec<f64> = x.iter().map(|v| 2.0 * v).collect();
    doubled.iter().map(|v| v * v).sum()
}

#[test]
fn forward_collected_vec() {
    let (v, t) = t_temporary(&opaque([1.0, 2.0]), &opaque([0.5, -1.0]));
    all_close(&[v, t], &[20.0, 8.0 * (0.5 - 2.0)]);
}

#[autodiff_forward(t_vec, Dual, Dual)]
fn f_vec(x: &Vec<f64>) -> f64 {
    x.iter().product()
}

#[test]
fn forward_vec_behind_a_reference() {
    let (v, t) = t_vec(&opaque(vec![2.0, 3.0, 5.0]), &opaque(vec![1.0, 0.0, 2.0]));
    all_close(&[v, t], &[30.0, 15.0 + 12.0]);
}
