//! Pairs of floats of half a word, which look like doubles where they are only
//! moved. The other functions of the program know nothing of them.
use crate::check::fail;
use std::autodiff::autodiff_reverse;
use std::hint::black_box;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair([f32; 2]);

#[autodiff_reverse(d_turned, Duplicated, Duplicated)]
#[inline(never)]
fn turned(x: &Vec<Pair>, out: &mut [Pair]) {
    let mut all = x.to_vec();
    all.reverse();
    all.rotate_left(1);
    for (o, v) in out.iter_mut().zip(&all) {
        *o = *v;
    }
}

/// What is moved somewhere has its adjoint from there, which ends.
fn moves(n: usize) {
    let x: Vec<Pair> = (0..n).map(|k| Pair([k as f32 * 0.5, 1.0 - k as f32])).collect();
    let mut dx = vec![Pair([0.5, 0.25]); n];
    let mut out = vec![Pair([0.0, 0.0]); n];
    let mut dout: Vec<Pair> = (0..n).map(|k| Pair([k as f32 + 1.0, 0.0])).collect();
    d_turned(black_box(&x), &mut dx, &mut out, &mut dout);
    for k in 0..n {
        // out[k] is x[n - 2 - k].
        let to = (2 * n - 2 - k) % n;
        if out[to] != x[k] || dx[k] != Pair([0.5 + to as f32 + 1.0, 0.25]) || dout[k] != Pair([0.0, 0.0]) {
            fail("turned", &format!("{k} of {n}: {:?}, {:?}, {:?}", out[to], dx[k], dout[k]));
        }
    }
}

pub fn run() {
    for n in [1, 2, 7] {
        moves(n);
    }
}
