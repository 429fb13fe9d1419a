//! std::simd: lanes, reductions, masks, gathers, functions by lane.
use crate::check;
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::simd::prelude::*;
use std::simd::{num::SimdFloat, Select, StdFloat};

/// A dot product by lanes with a scalar tail.
#[autodiff_forward(t_lanes, Dual, Dual)]
#[autodiff_reverse(d_lanes, Duplicated, Active)]
fn lanes(x: &[f64]) -> f64 {
    let mut sum = f64x4::splat(0.0);
    let (head, tail) = x.split_at(x.len() / 4 * 4);
    for c in head.chunks_exact(4) {
        let v = f64x4::from_slice(c);
        sum += v * v * f64x4::splat(0.5) + v;
    }
    sum.reduce_sum() + tail.iter().map(|v| v.sin()).sum::<f64>()
}

/// Functions of each lane, fused multiply-add, square roots, bounds.
#[autodiff_forward(t_functions, Dual, Dual)]
#[autodiff_reverse(d_functions, Duplicated, Active)]
fn functions(x: &[f64]) -> f64 {
    let v = f64x4::from_slice(x);
    let w = v.abs().sqrt() + v.sin() * v.cos() + v.mul_add(v, f64x4::splat(0.3)).ln();
    let m = w.simd_max(v).simd_clamp(f64x4::splat(-0.5), f64x4::splat(1.3));
    (m * w.exp()).reduce_sum() + w.reduce_product()
}

/// Masks choose between lanes.
#[autodiff_forward(t_masks, Dual, Dual)]
#[autodiff_reverse(d_masks, Duplicated, Active)]
fn masks(x: &[f64]) -> f64 {
    let v = f64x4::from_slice(x);
    let up = v.simd_gt(f64x4::splat(0.5));
    let w = up.select(v * v, -v);
    let turned = w.rotate_elements_left::<1>() * v.reverse();
    if up.any() { turned.reduce_sum() } else { turned[0] }
}

/// Gathers and scatters, loads and stores of slices.
#[autodiff_forward(t_gathers, Dual, Dual)]
#[autodiff_reverse(d_gathers, Duplicated, Active)]
fn gathers(x: &[f64]) -> f64 {
    let index = usizex4::from_array([3, 0, 2, 1]);
    let v = f64x4::gather_or_default(x, index);
    let mut out = [0.0; 6];
    (v * f64x4::from_slice(x)).copy_to_slice(&mut out[1..5]);
    let mut to = x.to_vec();
    (v + v).scatter(&mut to, index);
    out.iter().zip(&to).map(|(a, b)| a * b).sum::<f64>() + out[2] + to[0] * to[1]
}

pub fn run() {
    check! {
        lanes at [0.7, 1.3, -0.4, 0.2, 0.9, -1.1, 0.6];
        functions at [0.7, 1.3, -0.4, 0.2];
        masks at [0.7, 1.3, -0.4, 0.2];
        gathers at [0.7, 1.3, -0.4, 0.2];
    }
}
