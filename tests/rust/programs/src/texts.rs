//! Text beside floats: errors of several kinds made into text, strings that
//! formatting grows, own types that are displayed, records sorted by name.
use crate::check;
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::error::Error;
use std::fmt::{self, Write};

#[derive(Debug)]
struct Negative(f64);

impl fmt::Display for Negative {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "negative: {:.1}", self.0)
    }
}

impl Error for Negative {}

fn measured(v: f64, i: usize) -> Result<f64, Box<dyn Error>> {
    match i % 4 {
        1 => Err(Box::new(Negative(v))),
        2 => Err("too far away".into()),
        3 => Err(format!("nothing at {i}").into()),
        _ => Ok(v.exp()),
    }
}

/// `to_string()` of any error.
#[autodiff_forward(t_error_texts, Dual, Dual)]
#[autodiff_reverse(d_error_texts, Duplicated, Active)]
fn error_texts(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (i, v) in x.iter().enumerate() {
        match measured(*v, i) {
            Ok(m) => sum += m * v,
            Err(e) => sum += v * v * e.to_string().len() as f64,
        }
    }
    sum
}

fn scaled(text: &str, v: f64) -> Result<f64, Box<dyn Error>> {
    let k: f64 = text.parse()?;
    if k > 6.0 {
        return Err("large".into());
    }
    Ok(k * v * v)
}

#[autodiff_forward(t_parsed, Dual, Dual)]
#[autodiff_reverse(d_parsed, Duplicated, Active)]
fn parsed(x: &[f64]) -> f64 {
    let texts = ["1.5", "2", "x", "7", "3"];
    texts.iter().zip(x).fold(0.0, |sum, (text, v)| {
        sum + match scaled(text, *v) {
            Ok(s) => s,
            Err(e) if e.to_string() == "large" => v.sin(),
            Err(e) => v.cos() * (e.to_string().len() > 5) as u8 as f64,
        }
    })
}

#[derive(Clone)]
struct Item {
    label: String,
    weight: f64,
}

fn item(v: f64, i: usize) -> Result<Item, Box<dyn Error>> {
    if i % 3 == 1 {
        return Err(format!("number {i} is not wanted").into());
    }
    Ok(Item { label: format!("{i}"), weight: v * v })
}

/// Text that was formatted and grows afterwards.
#[autodiff_forward(t_labels, Dual, Dual)]
#[autodiff_reverse(d_labels, Duplicated, Active)]
fn labels(x: &[f64]) -> f64 {
    let mut list: Vec<Item> = vec![];
    for (i, v) in x.iter().enumerate() {
        match item(*v, i) {
            Ok(mut good) => {
                good.label.push_str(" is all right, as far as we know");
                list.push(good);
            }
            Err(e) => {
                let mut label = e.to_string();
                label.push_str(", and neither is anything that comes after it");
                label = format!("{label}: {e}");
                label += "!";
                list.push(Item { label, weight: v.sin() });
            }
        }
    }
    let again = list.clone();
    again.iter().map(|i| i.weight * i.weight * i.label.len() as f64).sum()
}

#[derive(Clone)]
enum Cell {
    Numbers(Vec<f64>),
    Text(String),
    Fixed(Box<str>),
}

/// Strings that share their bytes with vectors of floats, written to in turns
/// by formatting and character by character.
#[autodiff_forward(t_cells, Dual, Dual)]
#[autodiff_reverse(d_cells, Duplicated, Active)]
fn cells(x: &[f64]) -> f64 {
    let mut list: Vec<Cell> = vec![];
    for (i, v) in x.iter().enumerate() {
        list.push(match i % 3 {
            0 => Cell::Numbers(vec![*v; i + 1]),
            1 => {
                let mut text = i.to_string();
                for j in 0..i * 10 {
                    text.push('x');
                    write!(text, "{j}").unwrap();
                }
                text.insert(0, '-');
                text.truncate(9);
                Cell::Text(text)
            }
            _ => Cell::Fixed(format!("{v:.1}").into_boxed_str()),
        });
    }
    let again = list.clone();
    drop(list);
    let term = |(cell, v): (&Cell, &f64)| match cell {
        Cell::Numbers(list) => list.iter().map(|w| w * w * v).sum::<f64>(),
        Cell::Text(text) => text.len() as f64 * v,
        Cell::Fixed(text) => (text.len() > 1) as u8 as f64 * v * v,
    };
    again.iter().zip(x).map(term).sum()
}

enum Tree {
    Number(f64),
    Text(String),
    List(Vec<Tree>),
}

impl fmt::Display for Tree {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tree::Number(v) => write!(out, "{v:.1}"),
            Tree::Text(text) => out.write_str(text),
            Tree::List(list) => {
                out.write_str("[")?;
                for t in list {
                    t.fmt(out)?;
                    out.write_str(",")?;
                }
                out.write_str("]")
            }
        }
    }
}

fn squares(t: &Tree) -> f64 {
    match t {
        Tree::Number(v) => v * v,
        Tree::Text(text) => text.len() as f64,
        Tree::List(list) => list.iter().map(squares).sum(),
    }
}

#[autodiff_forward(t_displayed, Dual, Dual)]
#[autodiff_reverse(d_displayed, Duplicated, Active)]
fn displayed(x: &[f64]) -> f64 {
    let mut list = vec![];
    for (i, v) in x.iter().enumerate() {
        list.push(Tree::Number(*v));
        if i % 2 == 0 {
            let tree = Tree::List(list);
            let text = tree.to_string();
            list = vec![tree, Tree::Text(text)];
        }
    }
    let tree = Tree::List(list);
    squares(&tree) * tree.to_string().matches(',').count() as f64
}

/// A formatter that is kept while numbers go through it.
struct Row<'a, 'b> {
    out: &'a mut fmt::Formatter<'b>,
    count: usize,
    total: f64,
}

impl Row<'_, '_> {
    fn put(&mut self, v: f64) -> fmt::Result {
        self.count += 1;
        self.total += v;
        write!(self.out, "{v:.3} ")
    }
}

struct Values(Vec<f64>);

impl fmt::Display for Values {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut row = Row { out, count: 0, total: 0.0 };
        for v in &self.0 {
            row.put(*v)?;
        }
        let (count, total) = (row.count, row.total);
        write!(out, "/{count} {total:.0}")
    }
}

#[autodiff_forward(t_rows, Dual, Dual)]
#[autodiff_reverse(d_rows, Duplicated, Active)]
fn rows(x: &[f64]) -> f64 {
    let values = Values(x.iter().map(|v| v * v).collect());
    let mut items: Vec<Item> = vec![];
    for v in x {
        items.push(Item { label: format!("{values:>4}"), weight: v * values.0[0] });
    }
    let mut text = String::new();
    for i in &mut items {
        write!(&mut i.label, "+{:e}", i.weight).unwrap();
        text += &i.label;
    }
    let sum: f64 = items.iter().map(|i| i.weight * i.weight).sum();
    sum * text.matches('+').count() as f64
}

#[autodiff_forward(t_by_value, Dual, Dual)]
#[autodiff_reverse(d_by_value, Duplicated, Active)]
fn by_value(x: &[f64]) -> f64 {
    let mut list: Vec<(f64, String)> =
        x.iter().enumerate().map(|(i, v)| (*v, "z".repeat(i))).collect();
    list.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    list.iter().enumerate().map(|(i, p)| (i + p.1.len()) as f64 * p.0 * p.0).sum()
}

pub fn run() {
    let x = [0.35, 0.92, 1.37, 0.68, 0.21, 1.84, 0.56];
    check! {
        error_texts at x;
        parsed at x[..5];
        labels at x;
        cells at x;
        displayed at x;
        rows at x;
        by_value at x;
    }
}
