//! Vec, VecDeque, BinaryHeap and String in the code.
use crate::check;
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::collections::{BinaryHeap, VecDeque};

/// Growing by push, insert, extend; shrinking by pop, remove, truncate.
#[autodiff_forward(t_vec_edits, Dual, Dual)]
#[autodiff_reverse(d_vec_edits, Duplicated, Active)]
fn vec_edits(x: &[f64]) -> f64 {
    let mut v = Vec::new();
    for (i, a) in x.iter().enumerate() {
        v.push(a * a);
        if i % 2 == 0 {
            v.insert(i / 2, a.sin());
        }
    }
    v.extend(x.iter().map(|a| a * 3.0));
    let last = v.pop().unwrap();
    let first = v.remove(0);
    v.truncate(5);
    v.resize(7, first);
    v.retain(|a| *a > -0.5);
    last * v.iter().sum::<f64>() + v[v.len() - 1]
}

/// Rows of different lengths, one of them replaced.
#[autodiff_forward(t_vec_of_vecs, Dual, Dual)]
#[autodiff_reverse(d_vec_of_vecs, Duplicated, Active)]
fn vec_of_vecs(x: &[f64]) -> f64 {
    let mut rows: Vec<Vec<f64>> = (1..=3).map(|n| x[..n].to_vec()).collect();
    rows[1] = rows[2].iter().map(|v| v * v).collect();
    let tail = rows.split_off(1);
    tail.iter().map(|r| r.iter().product::<f64>()).sum::<f64>() * rows[0][0]
}

#[derive(Clone, Debug, Default)]
struct Particle {
    position: [f64; 2],
    mass: f64,
    name: String,
    id: usize,
}

/// Structs with owned text among their members.
#[autodiff_forward(t_vec_of_structs, Dual, Dual)]
#[autodiff_reverse(d_vec_of_structs, Duplicated, Active)]
fn vec_of_structs(x: &[f64]) -> f64 {
    let mut all: Vec<Particle> = x
        .chunks(3)
        .enumerate()
        .map(|(id, c)| Particle { position: [c[0], c[1]], mass: c[2], name: format!("p{id}"), id })
        .chain(std::iter::once(Particle { mass: 2.0, ..Particle::default() }))
        .collect();
    let copy = all.clone();
    all.swap(0, 1);
    let mut energy = 0.0;
    for (a, b) in all.iter().zip(&copy) {
        let d = (a.position[0] - b.position[0]).powi(2) + (a.position[1] - b.position[1]).powi(2);
        energy += a.mass * b.mass * (1.0 + d).sqrt() * (a.id + 1) as f64 * b.name.len() as f64;
    }
    energy
}

/// A moving average through a ring buffer that wraps around.
#[autodiff_forward(t_deque, Dual, Dual)]
#[autodiff_reverse(d_deque, Duplicated, Active)]
fn deque(x: &[f64]) -> f64 {
    let mut window = VecDeque::with_capacity(3);
    let mut total = 0.0;
    for a in x {
        if window.len() == 3 {
            window.pop_front();
        }
        window.push_back(*a);
        let mean = window.iter().sum::<f64>() / window.len() as f64;
        total += mean * mean;
    }
    window.rotate_left(1);
    total + window[0] * window.back().unwrap()
}

/// A queue of integers decides the order in which values are met.
#[autodiff_forward(t_heap_order, Dual, Dual)]
#[autodiff_reverse(d_heap_order, Duplicated, Active)]
fn heap_order(x: &[f64]) -> f64 {
    let mut heap: BinaryHeap<(u32, usize)> =
        (0..x.len()).map(|i| ((i as u32 * 7) % 5, i)).collect();
    let mut state = 1.0;
    while let Some((_, i)) = heap.pop() {
        state = (state + x[i]).sin() + state * x[i];
    }
    state
}

/// A small program text is parsed and run.
#[autodiff_forward(t_text, Dual, Dual)]
#[autodiff_reverse(d_text, Duplicated, Active)]
fn text(x: &[f64]) -> f64 {
    let program = String::from("x0 x1 * x2 + sin 2.5 *");
    let mut stack: Vec<f64> = Vec::new();
    for word in program.split_whitespace() {
        match word {
            "*" => {
                let (b, a) = (stack.pop().unwrap(), stack.pop().unwrap());
                stack.push(a * b);
            }
            "+" => {
                let (b, a) = (stack.pop().unwrap(), stack.pop().unwrap());
                stack.push(a + b);
            }
            "sin" => {
                let a = stack.pop().unwrap();
                stack.push(a.sin());
            }
            name if name.starts_with('x') => stack.push(x[name[1..].parse::<usize>().unwrap()]),
            number => stack.push(number.parse().unwrap()),
        }
    }
    stack[0]
}

/// Copies of which only a few elements are used, at fixed places.
#[autodiff_forward(t_copies, Dual, Dual)]
#[autodiff_reverse(d_copies, Duplicated, Active)]
fn copies(x: &[f64]) -> f64 {
    let a = x.to_vec();
    let b = a.clone();
    let c: Box<[f64]> = b.clone().into_boxed_slice();
    let mut d = [a.as_slice(), &c].concat();
    d.dedup();
    a[0] * b[1] * d[3] + c[2]
}

pub fn run() {
    check! {
        vec_edits at [0.3, -0.7, 1.2, 0.4];
        vec_of_vecs at [1.5, -0.5, 2.0];
        vec_of_structs at [0.1, 0.2, 1.5, -0.4, 0.9, 2.5, 1.1, -0.3, 0.5];
        deque at [1.0, 2.0, -0.5, 0.25, 3.0];
        heap_order at [0.1, 0.7, -0.4, 0.9];
        text at [0.5, 1.25, -0.3];
        copies at [1.5, -2.0, 0.75];
    }
}
