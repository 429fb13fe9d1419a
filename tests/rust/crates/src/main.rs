//! Functions written with crates of the registry, each differentiated forward
//! and backward and compared with differences of itself.
#![feature(autodiff, macro_metavar_expr_concat)]

#[path = "../../programs/src/check.rs"]
mod check;

use glam::{DMat3, DQuat, DVec3};
use ndarray::{s, Array1, Array2, ArrayView1, ArrayView2, Axis, Zip};
use nalgebra::{DMatrix, DVector, Matrix3, SMatrix, Vector3};
use num_complex::Complex64;
use statrs::distribution::{Continuous, Gamma, Normal};
use statrs::function::{beta, erf, gamma};
use std::autodiff::{autodiff_forward, autodiff_reverse};

/// nalgebra, sizes known to the compiler: a rigid motion and an inverse.
#[autodiff_forward(t_nalgebra_fixed, Dual, Dual)]
#[autodiff_reverse(d_nalgebra_fixed, Duplicated, Active)]
fn nalgebra_fixed(x: &[f64]) -> f64 {
    let m = Matrix3::from_row_slice(&x[..9]) + Matrix3::identity() * 3.0;
    let v = Vector3::new(x[9], x[10], x[11]);
    let w = m.transpose() * m * v;
    let inverse = m.try_inverse().unwrap();
    (inverse * w).norm() + w.cross(&v).dot(&w) * 0.01 + m.determinant()
}

/// nalgebra on the heap: a least-squares fit by Cholesky factorization.
#[autodiff_forward(t_nalgebra_dynamic, Dual, Dual)]
#[autodiff_reverse(d_nalgebra_dynamic, Duplicated, Active)]
fn nalgebra_dynamic(x: &[f64]) -> f64 {
    let a = DMatrix::from_row_slice(4, 3, &x[..12]);
    let b = DVector::from_column_slice(&x[12..]);
    let normal = a.transpose() * &a + DMatrix::identity(3, 3);
    let solution = normal.cholesky().unwrap().solve(&(a.transpose() * &b));
    (a * &solution - b).norm_squared() + solution.sum()
}

/// nalgebra: LU factorization with pivots.
#[autodiff_forward(t_nalgebra_lu, Dual, Dual)]
#[autodiff_reverse(d_nalgebra_lu, Duplicated, Active)]
fn nalgebra_lu(x: &[f64]) -> f64 {
    let a = SMatrix::<f64, 3, 3>::from_row_slice(&x[..9]);
    let b = Vector3::from_column_slice(&x[9..]);
    let s = a.lu().solve(&b).unwrap();
    s.dot(&b) + s[0] * s[1]
}

/// ndarray: a layer of a network on a batch. The products of matrices go
/// through kernels of 32-byte vectors.
#[autodiff_forward(t_ndarray_layer, Dual, Dual)]
#[autodiff_reverse(d_ndarray_layer, Duplicated, Active)]
fn ndarray_layer(x: &[f64]) -> f64 {
    let batch = ArrayView2::from_shape((2, 3), &x[..6]).unwrap();
    let weights = ArrayView2::from_shape((3, 2), &x[6..12]).unwrap();
    let bias = ArrayView1::from(&x[12..14]);
    let out = (batch.dot(&weights) + &bias).mapv(f64::tanh);
    let columns = out.sum_axis(Axis(0));
    out.t().dot(&batch).sum() + columns.dot(&columns)
}

/// ndarray: slices, zipped loops, folds and matrices by vectors.
#[autodiff_forward(t_ndarray_views, Dual, Dual)]
#[autodiff_reverse(d_ndarray_views, Duplicated, Active)]
fn ndarray_views(x: &[f64]) -> f64 {
    let mut m = Array2::from_shape_fn((3, 4), |(i, j)| x[i] * x[3 + j]);
    m.slice_mut(s![1.., ..;2]).mapv_inplace(|v| v * v);
    let mut v = Array1::zeros(4);
    Zip::from(&mut v).and(m.row(0)).and(m.row(2)).for_each(|v, a, b| *v = a * b);
    m.row_mut(1).assign(&v);
    for mut column in m.columns_mut() {
        column *= x[0];
    }
    let means = m.mean_axis(Axis(1)).unwrap();
    m.dot(&v).dot(&means) + m.fold(0.0, |sum, v| sum + v.sin()) + m.diag().product()
}

/// glam: quaternions and matrices.
#[autodiff_forward(t_glam_rotation, Dual, Dual)]
#[autodiff_reverse(d_glam_rotation, Duplicated, Active)]
fn glam_rotation(x: &[f64]) -> f64 {
    let axis = DVec3::new(x[0], x[1], x[2]);
    let turn = DQuat::from_axis_angle(axis.normalize(), axis.length());
    let p = turn * DVec3::new(x[3], x[4], x[5]);
    let m = DMat3::from_quat(turn) * DMat3::from_diagonal(p);
    (m * p).dot(axis) + m.determinant() + p.cross(axis).length_squared()
}

/// num-complex: a Möbius map iterated.
#[autodiff_forward(t_complex_iteration, Dual, Dual)]
#[autodiff_reverse(d_complex_iteration, Duplicated, Active)]
fn complex_iteration(x: &[f64]) -> f64 {
    let (a, b) = (Complex64::new(x[0], x[1]), Complex64::new(x[2], x[3]));
    let mut z = a;
    for _ in 0..4 {
        z = (z * z + b) / (z + 2.0);
    }
    z.norm_sqr() + (a * b).exp().re + a.norm() * z.arg()
}

/// statrs: densities of distributions.
#[autodiff_forward(t_statrs_densities, Dual, Dual)]
#[autodiff_reverse(d_statrs_densities, Duplicated, Active)]
fn statrs_densities(x: &[f64]) -> f64 {
    let normal = Normal::new(x[0], x[1]).unwrap();
    let shape = Gamma::new(x[2], x[3]).unwrap();
    x[4..].iter().map(|v| normal.ln_pdf(*v) + shape.ln_pdf(*v)).sum()
}

/// statrs: special functions.
#[autodiff_forward(t_statrs_special, Dual, Dual)]
#[autodiff_reverse(d_statrs_special, Duplicated, Active)]
fn statrs_special(x: &[f64]) -> f64 {
    gamma::ln_gamma(x[0]) + erf::erf(x[1]) * gamma::gamma(x[2]) + beta::ln_beta(x[0], x[2])
}

/// bumpalo: slices, a tree and a vector in an arena.
#[autodiff_forward(t_bumpalo_arena, Dual, Dual)]
#[autodiff_reverse(d_bumpalo_arena, Duplicated, Active)]
fn bumpalo_arena(x: &[f64]) -> f64 {
    struct Node<'a> {
        value: f64,
        next: Option<&'a Node<'a>>,
    }
    let arena = bumpalo::Bump::new();
    let copy = arena.alloc_slice_copy(x);
    copy.iter_mut().for_each(|v| *v = *v * *v);
    let mut list: Option<&Node> = None;
    for v in copy.iter() {
        list = Some(arena.alloc(Node { value: v * x[0], next: list }));
    }
    let mut products = bumpalo::collections::Vec::new_in(&arena);
    let mut sum = 0.0;
    while let Some(node) = list {
        sum += node.value.sin();
        products.push(sum * node.value);
        list = node.next;
    }
    products.iter().sum::<f64>() + products.len() as f64
}

fn main() {
    check! {
        bumpalo_arena at [0.7, 1.3, -0.4, 2.1, 0.9];
        bumpalo_arena at [0.7];
        nalgebra_fixed at [0.7, 0.1, -0.4, 0.2, 0.5, 0.9, -0.4, 0.8, 0.1, 0.6, 0.9, -0.3];
        nalgebra_dynamic at [0.7, 0.1, -0.4, 0.2, 0.5, 0.9, -0.4, 0.8, 0.1, 0.6, 0.9, -0.3, 1.0, 2.0, -0.5, 0.3];
        nalgebra_lu at [0.7, 2.1, -0.4, 3.2, 0.5, 0.9, -0.4, 0.8, 2.1, 0.6, 0.9, -0.3];
        ndarray_layer at [0.7, 0.1, -0.4, 0.2, 0.5, 0.9, -0.4, 0.8, 0.1, 0.6, 0.9, -0.3, 0.2, -0.1];
        ndarray_views at [0.7, 0.1, -0.4, 0.2, 0.5, 0.9, -0.4];
        glam_rotation at [0.7, 0.1, -0.4, 0.2, 0.5, 0.9];
        complex_iteration at [0.7, 0.1, -0.4, 0.2];
        statrs_densities at [0.7, 1.1, 2.4, 0.8, 0.5, 0.9];
        statrs_special at [2.7, 0.4, 1.6];
    }
    if check::FAILED.load(std::sync::atomic::Ordering::Relaxed) {
        std::process::exit(1);
    }
}
