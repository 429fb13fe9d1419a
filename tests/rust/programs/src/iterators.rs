//! Iterators of every kind.
use crate::check;
use std::autodiff::{autodiff_forward, autodiff_reverse};

#[autodiff_forward(t_map_zip, Dual, Dual)]
#[autodiff_reverse(d_map_zip, Duplicated, Active)]
fn map_zip(x: &[f64]) -> f64 {
    let (a, b) = x.split_at(x.len() / 2);
    a.iter().zip(b).map(|(a, b)| a * b.sin()).sum::<f64>()
        + a.iter().zip(b.iter().rev()).map(|(a, b)| (a - b).powi(2)).product::<f64>()
}

#[autodiff_forward(t_chunks, Dual, Dual)]
#[autodiff_reverse(d_chunks, Duplicated, Active)]
fn chunks(x: &[f64]) -> f64 {
    let products: f64 = x.chunks(2).map(|c| c.iter().product::<f64>()).sum();
    let triples: f64 = x.chunks_exact(3).map(|c| c[0] * c[1] + c[2]).product();
    let back: f64 = x.rchunks(4).map(|c| c[0]).sum();
    products * triples + back
}

#[autodiff_forward(t_windows, Dual, Dual)]
#[autodiff_reverse(d_windows, Duplicated, Active)]
fn windows(x: &[f64]) -> f64 {
    x.windows(3).map(|w| (w[0] - 2.0 * w[1] + w[2]).powi(2)).sum::<f64>()
        + x.windows(2).map(|w| (w[0] * w[1]).sin()).sum::<f64>()
}

#[autodiff_forward(t_folds, Dual, Dual)]
#[autodiff_reverse(d_folds, Duplicated, Active)]
fn folds(x: &[f64]) -> f64 {
    let (s, c) = x.iter().fold((0.0, 1.0), |(s, c), v| (s * v + c, c + s * 0.5));
    let right = x.iter().rfold(0.1, |acc, v| (acc + v).sin());
    let tried = x.iter().try_fold(1.0, |acc, v| if *v < 90.0 { Some(acc * v) } else { None });
    s * c + right + tried.unwrap_or(0.0)
}

#[autodiff_forward(t_scans, Dual, Dual)]
#[autodiff_reverse(d_scans, Duplicated, Active)]
fn scans(x: &[f64]) -> f64 {
    x.iter()
        .scan(1.0, |state, v| {
            *state *= v;
            Some(*state + v)
        })
        .take_while(|v| *v < 50.0)
        .map(|v| v * v)
        .sum()
}

#[autodiff_forward(t_steps, Dual, Dual)]
#[autodiff_reverse(d_steps, Duplicated, Active)]
fn steps(x: &[f64]) -> f64 {
    let even: f64 = x.iter().step_by(2).sum();
    let odd: f64 = x.iter().skip(1).step_by(2).product();
    let backwards: f64 = x.iter().rev().enumerate().map(|(i, v)| v * i as f64).sum();
    even * odd + backwards
}

#[autodiff_forward(t_collects, Dual, Dual)]
#[autodiff_reverse(d_collects, Duplicated, Active)]
fn collects(x: &[f64]) -> f64 {
    let squares: Vec<f64> = x.iter().map(|v| v * v).collect();
    let (small, large): (Vec<f64>, Vec<f64>) = squares.iter().partition(|v| **v < 1.0);
    let pairs: Vec<(f64, usize)> = large.into_iter().zip(1..).collect();
    let (values, weights): (Vec<f64>, Vec<usize>) = pairs.into_iter().unzip();
    let sum: f64 = values.iter().zip(&weights).map(|(v, w)| v * *w as f64).sum();
    sum * small.iter().sum::<f64>()
}

#[autodiff_forward(t_flat_maps, Dual, Dual)]
#[autodiff_reverse(d_flat_maps, Duplicated, Active)]
fn flat_maps(x: &[f64]) -> f64 {
    let nested: Vec<Vec<f64>> = x.iter().map(|v| vec![*v, v * v]).collect();
    let a: f64 = nested.iter().flatten().sum();
    let b: f64 = x.iter().flat_map(|v| (1..4).map(move |k| v.powi(k) / k as f64)).sum();
    a * b
}

#[autodiff_forward(t_chains, Dual, Dual)]
#[autodiff_reverse(d_chains, Duplicated, Active)]
fn chains(x: &[f64]) -> f64 {
    let bounds = [0.5, 2.0];
    let mut values = bounds.iter().chain(x).copied().chain(std::iter::once(x[0] * x[1])).peekable();
    let mut sum = 0.0;
    while let Some(v) = values.next() {
        if let Some(next) = values.peek() {
            sum += v * next;
        }
    }
    sum + x.iter().cycle().take(7).zip((0..).map(|k| 1.0 / (k + 1) as f64)).map(|(a, b)| a * b).sum::<f64>()
}

#[autodiff_forward(t_extremes, Dual, Dual)]
#[autodiff_reverse(d_extremes, Duplicated, Active)]
fn extremes(x: &[f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let smallest = x.iter().copied().min_by(|a, b| a.total_cmp(b)).unwrap();
    let nearest = x.iter().max_by(|a, b| (*a * *a).partial_cmp(&(*b * *b)).unwrap()).unwrap();
    let at = x.iter().position(|v| *v > 1.0).unwrap_or(0);
    largest * smallest + nearest * x[at].exp()
}

#[autodiff_forward(t_filters, Dual, Dual)]
#[autodiff_reverse(d_filters, Duplicated, Active)]
fn filters(x: &[f64]) -> f64 {
    let positive: f64 = x.iter().filter(|v| **v > 0.0).map(|v| v.ln()).sum();
    let roots: f64 = x.iter().filter_map(|v| (*v > 0.0).then(|| v.sqrt())).sum();
    let rest: f64 = x.iter().skip_while(|v| **v > 0.0).map(|v| v * v * v).sum();
    positive * roots + rest
}

/// An iterator of one's own.
struct Newton {
    a: f64,
    x: f64,
}

impl Iterator for Newton {
    type Item = f64;
    fn next(&mut self) -> Option<f64> {
        self.x = 0.5 * (self.x + self.a / self.x);
        Some(self.x)
    }
}

#[autodiff_forward(t_own_iterator, Dual, Dual)]
#[autodiff_reverse(d_own_iterator, Duplicated, Active)]
fn own_iterator(x: &[f64]) -> f64 {
    let near: f64 = Newton { a: x[0], x: x[1] }.take(3).sum();
    let root = std::iter::successors(Some(x[2]), |v| (v.abs() > 0.1).then(|| v * 0.5)).sum::<f64>();
    near * root
}

/// Through a boxed iterator, whose kind is known at run time only.
#[autodiff_forward(t_boxed_iterator, Dual, Dual)]
#[autodiff_reverse(d_boxed_iterator, Duplicated, Active)]
fn boxed_iterator(x: &[f64]) -> f64 {
    let walk: Box<dyn Iterator<Item = f64> + '_> =
        if x[0] > 0.0 { Box::new(x.iter().map(|v| v * v)) } else { Box::new(x.iter().copied().rev()) };
    walk.enumerate().map(|(i, v)| v * (i + 1) as f64).sum()
}

pub fn run() {
    check! {
        map_zip at [0.3, 1.2, -0.4, 0.9, 2.0, 0.1];
        chunks at [0.5, 1.5, -1.0, 2.0, 0.3, 0.7, 1.1];
        windows at [1.0, 2.0, 0.5, -0.3, 0.8];
        folds at [0.2, 0.8, -0.4, 1.3];
        scans at [1.5, 2.0, 0.5, -1.0, 3.0];
        steps at [1.0, 2.0, 3.0, 4.0, 5.0];
        collects at [0.5, 1.5, -2.0, 0.25];
        flat_maps at [0.5, 1.5, -0.7];
        chains at [1.0, -2.0, 0.5];
        extremes at [0.3, 1.7, -2.2, 1.1];
        filters at [0.3, 1.7, -2.2, 1.1];
        own_iterator at [2.0, 1.2, 0.9];
        boxed_iterator at [0.5, -0.4, 1.2];
    }
}
