//! Hash tables and ordered maps whose values have derivatives.
use crate::check;
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A table that grows several times; entries are found, changed and removed.
#[autodiff_forward(t_hash_entries, Dual, Dual)]
#[autodiff_reverse(d_hash_entries, Duplicated, Active)]
fn hash_entries(x: &[f64]) -> f64 {
    let mut sums: HashMap<usize, f64> = HashMap::new();
    for (i, v) in x.iter().enumerate() {
        *sums.entry(i % 3).or_insert(0.5) += v * v;
        for j in 0..7 {
            sums.insert(100 + 7 * i + j, v * j as f64);
        }
    }
    let gone = sums.remove(&1).unwrap_or(2.0);
    if let Some(v) = sums.get_mut(&0) {
        *v *= gone;
    }
    let there = (0..150).filter(|k| sums.contains_key(k)).count();
    let late: f64 = (100..).map_while(|k| sums.get(&k)).map(|v| v.sin()).sum();
    sums.get(&0).map_or(0.0, |v| v * v) + late * there as f64
}

/// Everything in a table, in the order of the day.
#[autodiff_forward(t_hash_walks, Dual, Dual)]
#[autodiff_reverse(d_hash_walks, Duplicated, Active)]
fn hash_walks(x: &[f64]) -> f64 {
    let mut table: HashMap<u64, f64> =
        x.iter().enumerate().map(|(i, v)| ((i as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15), v.exp())).collect();
    for v in table.values_mut() {
        *v = v.sqrt() + 0.25;
    }
    let all: f64 = table.values().map(|v| v * v).sum();
    table.retain(|k, _| k % 3 != 1);
    let weighed: f64 = table.iter().map(|(k, v)| (k % 5) as f64 * v.ln()).sum();
    all * 1.5 + weighed + table.into_values().sum::<f64>()
}

/// Names for keys.
#[autodiff_forward(t_hash_names, Dual, Dual)]
#[autodiff_reverse(d_hash_names, Duplicated, Active)]
fn hash_names(x: &[f64]) -> f64 {
    let mut table: HashMap<String, f64> = HashMap::new();
    for (i, v) in x.iter().enumerate() {
        table.insert(format!("parameter {i}"), v * 2.0);
    }
    table.insert("bias".to_string(), x[0] * x[1]);
    x.iter().enumerate().map(|(i, v)| table[&format!("parameter {i}")] * v).sum::<f64>()
        + table.get("bias").copied().unwrap_or_default()
}

#[derive(Clone, Copy)]
struct Body {
    at: [f64; 2],
    mass: f64,
    id: u32,
}

/// Structs for values, and lists.
#[autodiff_forward(t_hash_bodies, Dual, Dual)]
#[autodiff_reverse(d_hash_bodies, Duplicated, Active)]
fn hash_bodies(x: &[f64]) -> f64 {
    let mut bodies = HashMap::new();
    let mut cells: HashMap<(i32, i32), Vec<f64>> = HashMap::new();
    for (id, c) in x.chunks_exact(3).enumerate() {
        bodies.insert(id as u32, Body { at: [c[0], c[1]], mass: c[2], id: id as u32 });
        cells.entry((id as i32 % 2, -1)).or_default().push(c[2] * c[0]);
    }
    if let Some(b) = bodies.get_mut(&1) {
        b.at[0] *= 2.0;
    }
    let moments: f64 =
        bodies.values().map(|b| b.mass * (b.at[0].powi(2) + b.at[1]) * (b.id + 1) as f64).sum();
    moments + cells.values().map(|c| c.iter().product::<f64>()).sum::<f64>()
}

/// Values of a recursion, kept once they are known.
fn binomial_like(n: usize, k: usize, x: &[f64], known: &mut HashMap<(usize, usize), f64>) -> f64 {
    if k == 0 || k == n {
        return x[n % x.len()];
    }
    if let Some(v) = known.get(&(n, k)) {
        return *v;
    }
    let v = binomial_like(n - 1, k - 1, x, known) + x[k % x.len()] * binomial_like(n - 1, k, x, known);
    known.insert((n, k), v);
    v
}

#[autodiff_forward(t_hash_memo, Dual, Dual)]
#[autodiff_reverse(d_hash_memo, Duplicated, Active)]
fn hash_memo(x: &[f64]) -> f64 {
    binomial_like(9, 4, x, &mut HashMap::new())
}

/// Sets tell what takes part.
#[autodiff_forward(t_sets, Dual, Dual)]
#[autodiff_reverse(d_sets, Duplicated, Active)]
fn sets(x: &[f64]) -> f64 {
    let odd: HashSet<usize> = (0..x.len()).filter(|i| i % 2 == 1).collect();
    let few: BTreeSet<usize> = [0, 2, 3].into();
    x.iter().enumerate().filter(|(i, _)| odd.contains(i)).map(|(_, v)| v * v).sum::<f64>()
        + few.iter().filter_map(|i| x.get(*i)).product::<f64>()
}

/// Nodes split and merge; ranges, both ends.
#[autodiff_forward(t_tree_edits, Dual, Dual)]
#[autodiff_reverse(d_tree_edits, Duplicated, Active)]
fn tree_edits(x: &[f64]) -> f64 {
    let mut tree = BTreeMap::new();
    for k in 0..60usize {
        let v = x[k % x.len()];
        tree.insert(k * 37 % 101, v * v + k as f64);
    }
    for k in (0..101).step_by(3) {
        tree.remove(&k);
    }
    *tree.entry(50).or_insert(1.0) *= x[0];
    let middle: f64 = tree.range(20..70).map(|(k, v)| *k as f64 * v.ln_1p()).sum();
    let (_, first) = tree.pop_first().unwrap();
    let (_, last) = tree.last_key_value().unwrap();
    first * last + 0.01 * middle + 1e-3 * tree.values().rev().take(5).sum::<f64>()
}

/// A sparse matrix, row after row, and names in order.
#[autodiff_forward(t_tree_sparse, Dual, Dual)]
#[autodiff_reverse(d_tree_sparse, Duplicated, Active)]
fn tree_sparse(x: &[f64]) -> f64 {
    let n = x.len();
    let mut matrix: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for i in 0..n {
        matrix.insert((i, i), 2.0 + x[i]);
        *matrix.entry((i, (i * i + 1) % n)).or_default() += x[i] * x[0];
    }
    let mut y = vec![0.0; n];
    for ((i, j), v) in &matrix {
        y[*i] += v * x[*j];
    }
    let mut named: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (i, v) in y.iter().enumerate() {
        named.entry(format!("row {}", i % 3)).or_default().push(v.tanh());
    }
    named.into_iter().map(|(name, row)| name.len() as f64 * row.iter().sum::<f64>()).sum()
}

#[derive(Clone, Default)]
struct Entry {
    name: String,
    values: Vec<f64>,
    squares: f64,
}

/// Entries that own text and numbers, and a copy of it all.
#[autodiff_forward(t_hash_records, Dual, Dual)]
#[autodiff_reverse(d_hash_records, Duplicated, Active)]
fn hash_records(x: &[f64]) -> f64 {
    let mut table: HashMap<String, Entry> = HashMap::new();
    for (i, v) in x.iter().enumerate() {
        let entry = table.entry(format!("kind {}", i % 2)).or_default();
        entry.name.push('x');
        entry.values.push(*v);
        entry.squares += v * v;
    }
    let copy = table.clone();
    drop(table);
    copy.values().map(|e| e.values.iter().sum::<f64>() * e.squares * e.name.len() as f64).sum()
}

/// Sorted by name, stable.
#[autodiff_forward(t_sorted_records, Dual, Dual)]
#[autodiff_reverse(d_sorted_records, Duplicated, Active)]
fn sorted_records(x: &[f64]) -> f64 {
    let mut all: Vec<(String, f64)> =
        x.iter().enumerate().map(|(i, v)| (format!("n{}", i * 7 % 5), v.sin())).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all.iter().enumerate().map(|(i, (_, v))| (i + 1) as f64 * v * v).sum()
}

/// The other way round, and turned.
#[autodiff_forward(t_turned_records, Dual, Dual)]
#[autodiff_reverse(d_turned_records, Duplicated, Active)]
fn turned_records(x: &[f64]) -> f64 {
    let mut all: Vec<(String, f64)> =
        x.iter().enumerate().map(|(i, v)| (format!("n{}", i * 7 % 9), v.sin())).collect();
    all.reverse();
    all.rotate_right(2);
    all.iter().enumerate().map(|(i, (n, v))| (i * n.len()) as f64 * v.exp()).sum()
}

fn root(v: f64) -> Result<f64, Box<dyn std::error::Error>> {
    if v < 0.0 {
        return Err(format!("no root of {v}").into());
    }
    Ok(v.sqrt())
}

/// Errors of any type.
#[autodiff_forward(t_boxed_errors, Dual, Dual)]
#[autodiff_reverse(d_boxed_errors, Duplicated, Active)]
fn boxed_errors(x: &[f64]) -> f64 {
    let all = |x: &[f64]| -> Result<f64, Box<dyn std::error::Error>> {
        let mut sum = 0.0;
        for v in x {
            sum += root(*v)? * v;
        }
        Ok(sum)
    };
    all(x).unwrap_or(x[0]) + root(x[0]).unwrap_or(1.0)
}

pub fn run() {
    check! {
        hash_entries at [0.3, -0.7, 1.2, 0.4, 0.9];
        hash_entries at [1.25];
        hash_walks at [0.3, -0.7, 1.2, 0.4, 0.9, -0.2, 0.1];
        hash_walks at [];
        hash_names at [0.5, 1.25, -0.3];
        hash_bodies at [0.1, 0.2, 1.5, -0.4, 0.9, 2.5, 1.1, -0.3, 0.5];
        hash_memo at [0.9, 1.1, -0.5];
        sets at [1.5, -0.5, 2.0, 0.25, 3.0];
        tree_edits at [0.6, 1.7, 2.4, 0.9, 1.3, 2.2, 0.8];
        tree_edits at [0.75];
        hash_records at [0.35, 0.9, -0.4, 1.2, 0.7];
        sorted_records at [0.35, 0.9, -0.4, 1.2, 0.7, 0.1, -0.8];
        turned_records at [0.35, 0.9, -0.4, 1.2, 0.7, 0.1, -0.8];
        boxed_errors at [0.35, 0.9, 1.2];
        boxed_errors at [0.35, -0.9, 1.2];
        tree_sparse at [0.6, -0.7, 0.4, 0.9, -0.3];
    }
}
