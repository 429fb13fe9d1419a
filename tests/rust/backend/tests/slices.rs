//! Slices, iterators, loops.
#![feature(autodiff)]
use backend::*;
use std::autodiff::{autodiff_forward, autodiff_reverse};

fn sample(n: usize) -> Vec<f64> {
    (0..n).map(|i| opaque(0.3 + 0.17 * i as f64 - 0.011 * (i * i) as f64)).collect()
}

#[autodiff_reverse(d_sum_of_squares, Duplicated, Active)]
fn sum_of_squares(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v).sum()
}

#[test]
fn reverse_iterator_sum() {
    for n in [0, 1, 2, 7, 64] {
        let x = sample(n);
        let mut dx = vec![0.0; n];
        let v = d_sum_of_squares(&x, &mut dx, 1.0);
        close(v, x.iter().map(|v| v * v).sum());
        all_close(&dx, &x.iter().map(|v| 2.0 * v).collect::<Vec<_>>());
    }
}

#[autodiff_reverse(d_dot, Duplicated, Duplicated, Active)]
fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(a, b)| a * b).sum()
}

#[test]
fn reverse_zip_of_two_slices() {
    let (x, y) = (sample(9), sample(9).into_iter().rev().collect::<Vec<_>>());
    let (mut dx, mut dy) = (vec![0.0; 9], vec![0.0; 9]);
    d_dot(&x, &mut dx, &y, &mut dy, 1.0);
    all_close(&dx, &y);
    all_close(&dy, &x);
}

#[autodiff_reverse(d_middle, Active, Duplicated, Const, Active)]
fn middle(a: f64, x: &[f64], n: usize) -> f64 {
    a * x[..n].iter().product::<f64>()
}

#[test]
fn reverse_slice_between_scalars() {
    let x = opaque([2.0, 3.0, 5.0, 7.0]);
    let mut dx = [0.0; 4];
    let (v, da) = d_middle(opaque(0.5), &x, &mut dx, opaque(3), 1.0);
    all_close(&[v, da], &[15.0, 30.0]);
    all_close(&dx, &[7.5, 5.0, 3.0, 0.0]);
}

#[autodiff_reverse(d_indexed, Duplicated, Const, ActiveOnly)]
fn indexed(x: &[f64], order: &[usize]) -> f64 {
    let mut s = 0.0;
    for (k, &i) in order.iter().enumerate() {
        s += x[i] * x[i] * (k + 1) as f64;
    }
    s
}

#[test]
fn reverse_gather_through_a_const_slice() {
    let x = sample(5);
    let order = opaque([4, 0, 4, 2]);
    let mut dx = vec![0.0; 5];
    d_indexed(&x, &mut dx, &order, 1.0);
    let mut want = vec![0.0; 5];
    for (k, &i) in order.iter().enumerate() {
        want[i] += 2.0 * x[i] * (k + 1) as f64;
    }
    all_close(&dx, &want);
}

#[autodiff_reverse(d_map, Duplicated, Duplicated)]
fn map(x: &[f64], y: &mut [f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y = x.sin() * *x;
    }
}

#[test]
fn reverse_slice_to_slice() {
    let x = sample(6);
    let (mut dx, mut y) = (vec![0.0; 6], vec![0.0; 6]);
    let mut dy: Vec<f64> = (0..6).map(|i| 1.0 + i as f64).collect();
    let seed = dy.clone();
    d_map(&x, &mut dx, &mut y, &mut dy);
    for i in 0..6 {
        close(y[i], x[i].sin() * x[i]);
        close(dx[i], seed[i] * (x[i].cos() * x[i] + x[i].sin()));
        close(dy[i], 0.0);
    }
}

#[autodiff_reverse(d_scan, Duplicated)]
fn scan(x: &mut [f64]) {
    for i in 1..x.len() {
        x[i] += 0.5 * x[i - 1] * x[i - 1];
    }
}

#[test]
fn reverse_in_place_recurrence() {
    let x = sample(5);
    let run = |x: &[f64]| {
        let mut y = x.to_vec();
        scan(&mut y);
        y[4] + 2.0 * y[2]
    };
    let mut y = x.clone();
    let mut dx = vec![0.0, 0.0, 2.0, 0.0, 1.0];
    d_scan(&mut y, &mut dx);
    near_gradient(&dx, run, &x);
}

#[autodiff_reverse(d_horner, Duplicated, Active, Active)]
fn horner(c: &[f64], x: f64) -> f64 {
    c.iter().rev().fold(0.0, |a, &k| a * x + k)
}

#[test]
fn reverse_fold_over_reversed_slice() {
    let c = opaque([1.0, -2.0, 0.5, 3.0]);
    let x = opaque(0.7);
    let mut dc = [0.0; 4];
    let (v, dx) = d_horner(&c, &mut dc, x, 1.0);
    close(v, 1.0 - 2.0 * x + 0.5 * x * x + 3.0 * x.powi(3));
    close(dx, -2.0 + x + 9.0 * x * x);
    all_close(&dc, &[1.0, x, x * x, x.powi(3)]);
}

#[autodiff_reverse(d_windows, Duplicated, Active)]
fn windows(x: &[f64]) -> f64 {
    x.windows(3).map(|w| (w[0] - 2.0 * w[1] + w[2]).powi(2)).sum()
}

#[test]
fn reverse_windows() {
    let x = sample(8);
    let mut dx = vec![0.0; 8];
    d_windows(&x, &mut dx, 1.0);
    near_gradient(&dx, windows, &x);
}

#[autodiff_reverse(d_chunks, Duplicated, Active)]
fn chunks(x: &[f64]) -> f64 {
    x.chunks(3).map(|c| c.iter().sum::<f64>().sqrt()).product()
}

#[test]
fn reverse_chunks() {
    let x: Vec<f64> = (1..8).map(|i| opaque(i as f64)).collect();
    let mut dx = vec![0.0; 7];
    d_chunks(&x, &mut dx, 1.0);
    near_gradient(&dx, chunks, &x);
}

#[autodiff_reverse(d_skip_step, Duplicated, Active)]
fn skip_step(x: &[f64]) -> f64 {
    let mut s = 1.0;
    for (i, v) in x.iter().enumerate().skip(1).step_by(2) {
        s += v.exp() * i as f64;
    }
    s
}

#[test]
fn reverse_enumerate_skip_step() {
    let x = sample(6);
    let mut dx = vec![0.0; 6];
    d_skip_step(&x, &mut dx, 1.0);
    all_close(&dx, &[0.0, x[1].exp(), 0.0, 3.0 * x[3].exp(), 0.0, 5.0 * x[5].exp()]);
}

#[autodiff_reverse(d_until, Duplicated, Active)]
fn until(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for &v in x {
        if s > 3.0 {
            break;
        }
        if v < 0.0 {
            continue;
        }
        s += v * v;
    }
    s
}

#[test]
fn reverse_loop_with_break_and_continue() {
    let x = opaque([1.0, -2.0, 1.2, 1.1, 5.0]);
    let mut dx = [0.0; 5];
    d_until(&x, &mut dx, 1.0);
    all_close(&dx, &[2.0, 0.0, 2.4, 2.2, 0.0]);
}

#[autodiff_reverse(d_newton, Active, Active)]
fn newton(a: f64) -> f64 {
    let mut x = a;
    while (x * x - a).abs() > 1e-15 * a {
        x = 0.5 * (x + a / x);
        if x > 1e9 {
            break;
        }
    }
    x
}

#[test]
fn reverse_loop_of_unknown_length() {
    let a = opaque(5.3);
    let (v, da) = d_newton(a, 1.0);
    close(v, a.sqrt());
    within(da, 0.5 / a.sqrt(), 1e-9);
}

#[autodiff_reverse(d_matmul, Const, Duplicated, Duplicated, Duplicated)]
fn matmul(n: usize, a: &[f64], b: &[f64], c: &mut [f64]) {
    for i in 0..n {
        for j in 0..n {
            let mut s = 0.0;
            for k in 0..n {
                s += a[i * n + k] * b[k * n + j];
            }
            c[i * n + j] = s;
        }
    }
}

#[test]
fn reverse_triple_loop() {
    let (n, a, b) = (opaque(4), sample(16), sample(17)[1..].to_vec());
    let (mut da, mut db, mut c, mut dc) = (vec![0.0; 16], vec![0.0; 16], vec![0.0; 16], sample(16));
    let g = dc.clone();
    d_matmul(n, &a, &mut da, &b, &mut db, &mut c, &mut dc);
    for i in 0..n {
        for j in 0..n {
            let at = i * n + j;
            close(c[at], (0..n).map(|k| a[i * n + k] * b[k * n + j]).sum());
            close(da[at], (0..n).map(|k| g[i * n + k] * b[j * n + k]).sum());
            close(db[at], (0..n).map(|k| a[k * n + i] * g[k * n + j]).sum());
        }
    }
}

#[autodiff_reverse(d_softmax, Duplicated, Const, ActiveOnly)]
fn log_softmax(x: &[f64], label: usize) -> f64 {
    let top = x.iter().cloned().fold(f64::NEG_INFINITY, f64::max);
    let z: f64 = x.iter().map(|v| (v - top).exp()).sum();
    x[label] - top - z.ln()
}

#[test]
fn reverse_log_softmax() {
    let x = sample(6);
    let mut dx = vec![0.0; 6];
    d_softmax(&x, &mut dx, opaque(2), 1.0);
    let z: f64 = x.iter().map(|v| v.exp()).sum();
    let want: Vec<f64> =
        x.iter().enumerate().map(|(i, v)| (i == 2) as u8 as f64 - v.exp() / z).collect();
    all_close(&dx, &want);
}

#[autodiff_reverse(d_singles, Duplicated, Active)]
fn singles(x: &[f32]) -> f32 {
    x.iter().map(|v| v * v * v).sum()
}

#[test]
fn reverse_slice_of_singles() {
    let x: Vec<f32> = (0..11).map(|i| opaque(i as f32 * 0.25)).collect();
    let mut dx = vec![0f32; 11];
    d_singles(&x, &mut dx, 1.0);
    for (g, x) in dx.iter().zip(&x) {
        close32(*g, 3.0 * x * x);
    }
}

#[autodiff_reverse(d_rows, Duplicated, Active)]
fn rows(x: &[[f64; 3]]) -> f64 {
    x.iter().map(|r| r[0] * r[1] - r[2]).sum()
}

#[test]
fn reverse_slice_of_arrays() {
    let x = opaque([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
    let mut dx = [[0.0; 3]; 2];
    d_rows(&x, &mut dx, 1.0);
    all_close(&dx[0], &[2.0, 1.0, -1.0]);
    all_close(&dx[1], &[5.0, 4.0, -1.0]);
}

#[autodiff_reverse(d_no_need, DuplicatedOnly, ActiveOnly)]
fn no_need(x: &[f64]) -> f64 {
    x.iter().map(|v| v.sqrt()).sum()
}

#[test]
fn reverse_slice_duplicated_only() {
    let x = opaque([1.0, 4.0, 16.0]);
    let mut dx = [0.0; 3];
    unsafe { d_no_need(&x, &mut dx, 1.0) };
    all_close(&dx, &[0.5, 0.25, 0.125]);
}

#[autodiff_forward(t_sum, Dual, Dual)]
fn f_sum(x: &[f64]) -> f64 {
    x.iter().map(|v| v.sin()).sum()
}

#[test]
fn forward_slice() {
    let (x, dx) = (sample(7), sample(8)[1..].to_vec());
    let (v, t) = t_sum(&x, &dx);
    close(v, x.iter().map(|v| v.sin()).sum());
    close(t, x.iter().zip(&dx).map(|(x, d)| x.cos() * d).sum());
}

#[autodiff_forward(t_sum_only, Dual, DualOnly)]
fn f_sum_only(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v).sum()
}

#[test]
fn forward_slice_tangent_only() {
    let (x, dx) = (sample(7), sample(8)[1..].to_vec());
    close(t_sum_only(&x, &dx), x.iter().zip(&dx).map(|(x, d)| 2.0 * x * d).sum());
}

#[autodiff_forward(t_map, Dual, Dual)]
fn f_map(x: &[f64], y: &mut [f64]) {
    for i in 0..y.len() {
        y[i] = x[i] * x[(i + 1) % x.len()];
    }
}

#[test]
fn forward_slice_to_slice() {
    let (x, dx) = (sample(4), opaque([1.0, 2.0, 3.0, 4.0]));
    let (mut y, mut dy) = ([0.0; 4], [9.0; 4]);
    t_map(&x, &dx, &mut y, &mut dy);
    for i in 0..4 {
        let j = (i + 1) % 4;
        close(y[i], x[i] * x[j]);
        close(dy[i], dx[i] * x[j] + x[i] * dx[j]);
    }
}
