//! Enums and results that hold floats in one variant and text or vectors in
//! another, in the same bytes; errors as text on their way up.
use crate::check;
use std::autodiff::{autodiff_forward, autodiff_reverse};

fn root(v: f64) -> Result<f64, String> {
    if v < 0.0 {
        return Err(format!("no root of a {} number", "negative"));
    }
    Ok(v.sqrt())
}

fn two_roots(x: &[f64]) -> Result<f64, String> {
    let a = root(x[0])?;
    let b = root(a + x[1])?;
    Ok(a * b)
}

#[autodiff_forward(t_text_errors, Dual, Dual)]
#[autodiff_reverse(d_text_errors, Duplicated, Active)]
fn text_errors(x: &[f64]) -> f64 {
    let good = two_roots(x).unwrap_or(0.0);
    let other = match two_roots(&x[2..]) {
        Ok(v) => v,
        Err(e) => x[2] * x[2] * e.len() as f64,
    };
    good + other
}

enum Failure {
    Text(String),
    Large,
    Short(usize),
}

impl From<String> for Failure {
    fn from(text: String) -> Failure {
        Failure::Text(text)
    }
}

struct Fit {
    a: f64,
    b: f64,
    count: usize,
}

fn fit(x: &[f64]) -> Result<Fit, Failure> {
    if x.len() < 2 {
        return Err(Failure::Short(x.len()));
    }
    if x[0] > 100.0 {
        return Err(Failure::Large);
    }
    let a = root(x[0])?;
    let b = root(a + x[1])?;
    Ok(Fit { a, b, count: x.len() })
}

fn product(x: &[f64]) -> Result<f64, String> {
    let roots: Result<Vec<f64>, String> = x.iter().map(|v| root(*v)).collect();
    let roots = roots?;
    let above: Result<f64, String> = x.iter().map(|v| root(v + 1.0)).sum();
    Ok(roots.iter().sum::<f64>() * above?)
}

#[autodiff_forward(t_converted_errors, Dual, Dual)]
#[autodiff_reverse(d_converted_errors, Duplicated, Active)]
fn converted_errors(x: &[f64]) -> f64 {
    let good = fit(x).map(|f| f.a * f.b + f.count as f64).unwrap_or(0.0);
    let other = match fit(&x[2..]) {
        Ok(f) => f.a - f.b,
        Err(Failure::Text(e)) => x[2] * x[2] * e.len() as f64,
        Err(Failure::Large) => x[2],
        Err(Failure::Short(n)) => x[3] * n as f64,
    };
    let all = product(x).or_else(|e| if e.len() > 3 { Ok(x[2] * 2.0) } else { Err(e) });
    let some = product(&x[..2]).map_err(|e| e + "!").ok().map_or(0.0, |v| v.sin());
    good + other + all.unwrap() + some
}

#[inline(never)]
fn squares(x: &[f64], turn: usize) -> Result<Vec<f64>, String> {
    if x[0] < 0.0 {
        return Err(format!("in turn {turn} the first number is negative"));
    }
    Ok(x.iter().map(|v| v * v).collect())
}

#[autodiff_forward(t_vector_or_text, Dual, Dual)]
#[autodiff_reverse(d_vector_or_text, Duplicated, Active)]
fn vector_or_text(x: &[f64]) -> f64 {
    let twice = |x: &[f64]| -> Result<Vec<f64>, String> {
        let once = squares(x, 1)?;
        squares(&once, 2).map_err(|e| format!("again: {e}"))
    };
    let mut sum = 0.0;
    for part in [x, &x[1..]] {
        let result = twice(part);
        sum += match result.clone() {
            Ok(v) => v.iter().sum::<f64>() * result.unwrap()[0],
            Err(e) => e.clone().len() as f64 * x[0].cos(),
        };
    }
    sum
}

#[derive(Clone, Debug, PartialEq)]
enum Item {
    Number(f64),
    Text(String),
    Pair(f64, f64),
    List(Vec<f64>),
    Nothing,
}

#[autodiff_forward(t_items, Dual, Dual)]
#[autodiff_reverse(d_items, Duplicated, Active)]
fn items(x: &[f64]) -> f64 {
    let made: Vec<Item> = x
        .iter()
        .enumerate()
        .map(|(i, v)| match i % 5 {
            0 => Item::Number(v * 2.0),
            1 => Item::Text(format!("the number with the index {i}")),
            2 => Item::Pair(*v, v * v),
            3 => Item::List(vec![*v, v.sin()]),
            _ => Item::Nothing,
        })
        .collect();
    let copied = made.clone();
    drop(made);
    let value = |item: &Item| match item {
        Item::Number(v) => v * v,
        Item::Text(t) => t.len() as f64,
        Item::Pair(p, q) => p * q.cos(),
        Item::List(l) => l.iter().product(),
        Item::Nothing => 1.0,
    };
    copied.iter().map(value).sum()
}

#[derive(Clone)]
enum Cell {
    Number(f64),
    Text(String),
}

#[derive(Clone)]
enum Column {
    Constant(f64),
    Name(String),
    Values(Vec<f64>),
}

#[autodiff_forward(t_tables, Dual, Dual)]
#[autodiff_reverse(d_tables, Duplicated, Active)]
fn tables(x: &[f64]) -> f64 {
    let cell = |(i, v): (usize, &f64)| match i % 2 {
        0 => Cell::Number(v * v),
        _ => Cell::Text("abc".to_string()),
    };
    let row: Vec<Cell> = x.iter().enumerate().map(cell).collect();
    let copy = row.clone();
    let mut sum = if let Cell::Number(v) = copy[0].clone() { v.sin() } else { 0.0 };
    for cell in row.iter().chain(&copy) {
        sum += match cell {
            Cell::Number(v) => v * v,
            Cell::Text(t) => t.len() as f64,
        };
    }
    let column = |i: usize| match i {
        0 => Column::Constant(x[0] * 2.0),
        1 => Column::Name("abc".to_string()),
        _ => Column::Values(vec![x[1], x[2].sin()]),
    };
    let columns: Vec<Column> = (0..3).map(column).collect();
    let copies = columns.clone();
    drop(columns);
    for column in &copies {
        sum += match column {
            Column::Constant(v) => v * v,
            Column::Name(t) => t.len() as f64,
            Column::Values(l) => l.iter().product::<f64>(),
        };
    }
    sum
}

enum Entry {
    One(f64),
    Many(Vec<f64>),
}

/// Nothing but the type of a variant says which it is.
#[autodiff_forward(t_entries, Dual, Dual)]
#[autodiff_reverse(d_entries, Duplicated, Active)]
fn entries(x: &[f64]) -> f64 {
    let entry = |(i, v): (usize, &f64)| match i % 2 {
        0 => Entry::One(v * v),
        _ => Entry::Many(vec![*v; 2]),
    };
    let entries: Vec<Entry> = x.iter().enumerate().map(entry).collect();
    let value = |e: &Entry| match e {
        Entry::One(v) => *v,
        Entry::Many(m) => m.iter().product(),
    };
    entries.iter().map(value).sum()
}

pub fn run() {
    check! {
        text_errors at [0.7, 1.3, -0.4, 0.3];
        text_errors at [0.7, 1.3, 0.4, 0.3];
        converted_errors at [0.7, 1.3, -0.4, 0.3];
        converted_errors at [0.7, 1.3, 0.4, 0.3];
        vector_or_text at [0.7, -1.3, 0.4];
        items at [0.7, 1.3, -0.4, 0.3, 0.9, 0.1];
        tables at [0.7, 1.3, -0.4, 0.3];
        entries at [1.5, 2.0, -0.4];
    }
}
