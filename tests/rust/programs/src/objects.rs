//! Trait objects: calls through vtables, beside pointers to functions of the
//! same type that have nothing to do with them.
use crate::check;
use crate::check::{differences, fail};
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::hint::black_box;

trait Layer {
    fn apply(&self, x: &[f64]) -> Vec<f64>;
    fn cost(&self) -> f64;
    fn name(&self) -> String {
        "layer".to_string()
    }
}

struct Dense {
    weights: Vec<f64>,
    rows: usize,
}
struct Tanh;
struct Scale {
    by: f64,
    label: String,
}

impl Layer for Dense {
    fn apply(&self, x: &[f64]) -> Vec<f64> {
        let row = |i: usize| x.iter().zip(&self.weights[i * x.len()..]).map(|(v, w)| v * w).sum();
        (0..self.rows).map(row).collect()
    }
    fn cost(&self) -> f64 {
        self.weights.iter().map(|w| w * w).sum()
    }
}

impl Layer for Tanh {
    fn apply(&self, x: &[f64]) -> Vec<f64> {
        x.iter().map(|v| v.tanh()).collect()
    }
    fn cost(&self) -> f64 {
        0.0
    }
}

impl Layer for Scale {
    fn apply(&self, x: &[f64]) -> Vec<f64> {
        x.iter().map(|v| v * self.by).collect()
    }
    fn cost(&self) -> f64 {
        self.by.powi(3)
    }
    fn name(&self) -> String {
        format!("{}!", self.label)
    }
}

fn net(w: &[f64]) -> Vec<Box<dyn Layer>> {
    let (by, weights) = w.split_last().unwrap();
    vec![
        Box::new(Dense { weights: weights.to_vec(), rows: 2 }),
        Box::new(Tanh),
        Box::new(Scale { by: *by, label: "abc".into() }),
    ]
}

/// Made inside.
#[autodiff_forward(t_layers, Dual, Dual)]
#[autodiff_reverse(d_layers, Duplicated, Active)]
fn layers(x: &[f64]) -> f64 {
    let all = net(x);
    let mut h: Vec<f64> = x[1..].iter().take((x.len() - 1) / 2).copied().collect();
    for layer in &all {
        h = layer.apply(&h);
        h.push(layer.name().len() as f64);
        h.pop();
    }
    h.iter().sum::<f64>() + all.iter().map(|l| l.cost()).sum::<f64>()
}

/// Handed in, with derivatives of what they own, or as constants.
#[autodiff_reverse(d_trained, Duplicated, Const, Active)]
#[autodiff_reverse(d_applied, Const, Duplicated, Active)]
fn trained(all: &Vec<Box<dyn Layer>>, x: &[f64]) -> f64 {
    let mut h = x.to_vec();
    for layer in all {
        h = layer.apply(&h);
    }
    h.iter().map(|v| v * v).sum::<f64>() + x[0] * all.iter().map(|l| l.cost()).sum::<f64>()
}

fn handed() {
    let (w, x) = (black_box([0.3, -0.4, 0.7, 0.2, 1.3]), black_box([0.5, -0.25]));
    let dense = Box::new(Dense { weights: vec![0.0; 4], rows: 2 });
    let scale = Box::new(Scale { by: 0.0, label: String::new() });
    let (weights, by): (*const Dense, *const Scale) = (&*dense, &*scale);
    let mut shadow: Vec<Box<dyn Layer>> = vec![dense, Box::new(Tanh), scale];
    let mut dx = [0.0; 2];
    d_trained(&net(&w), &mut shadow, &x, 1.0);
    d_applied(&net(&w), &x, &mut dx, 1.0);
    // The shadow's boxes are where they were.
    let got: Vec<f64> = unsafe { (*weights).weights.iter().copied().chain([(*by).by]).collect() };
    let want = differences(&|w| trained(&net(w), &x), &w);
    let along = differences(&|x| trained(&net(&w), x), &x);
    for (g, w) in got.iter().zip(&want).chain(dx.iter().zip(&along)) {
        if !((g - w).abs() <= 1e-7) {
            fail("handed", &format!("{g:e}, differences say {w:e}"));
        }
    }
}

type Table = [fn(&Vec<f64>, &[f32]) -> Vec<f32>; 2];

/// Of the type of `Layer::apply`, as far as a compiler sees it.
fn shifted(v: &Vec<f64>, x: &[f32]) -> Vec<f32> {
    x.iter().map(|w| w + v[0] as f32).collect()
}

fn named(v: &Vec<f64>, _: &[f32]) -> Vec<f32> {
    let path = std::fs::canonicalize(".").map_or(0, |p| p.as_os_str().len());
    vec![v[0] as f32; path.min(1)]
}

pub fn run() {
    let table: Table = black_box([shifted, named]);
    for (k, f) in table.iter().enumerate() {
        if f(&vec![1.0], &[2.0]) != [3.0 - 2.0 * k as f32] {
            fail("table", "wrong function");
        }
    }
    handed();
    check! {
        layers at [0.3, -0.4, 0.7, 0.2, 1.3];
        layers at [0.3, -0.4, 0.7, 0.2, 1.3, -0.6, 0.9];
    }
}
