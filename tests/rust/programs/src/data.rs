//! Enums and matching, Option and Result, shared and interior-mutable data,
//! slices, panics, printing.
use crate::check;
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::cell::{Cell, RefCell};
use std::fmt::{self, Write};
use std::hint::black_box;
use std::rc::{Rc, Weak};
use std::sync::{Arc, Mutex, RwLock};

/// An expression tree that is walked; it holds no active value itself.
enum Expr {
    Constant(f64),
    Input(usize),
    Unary(fn(f64) -> f64, Box<Expr>),
    Binary(char, Box<Expr>, Box<Expr>),
    Sum(Vec<Expr>),
}

#[autodiff_forward(t_evaluate, Dual, Const, Dual)]
#[autodiff_reverse(d_evaluate, Duplicated, Const, Active)]
fn evaluate(x: &[f64], tree: &Expr) -> f64 {
    match tree {
        Expr::Constant(c) => *c,
        Expr::Input(i) => x[*i],
        Expr::Unary(f, e) => f(evaluate(x, e)),
        Expr::Binary(op, a, b) => {
            let (a, b) = (evaluate(x, a), evaluate(x, b));
            match op {
                '+' => a + b,
                '*' => a * b,
                '/' if b != 0.0 => a / b,
                _ => f64::NAN,
            }
        }
        Expr::Sum(terms) => terms.iter().map(|t| evaluate(x, t)).sum(),
    }
}

fn run_expressions() {
    use Expr::*;
    let product = || Binary('*', Box::new(Input(0)), Box::new(Input(1)));
    let tree = Sum(vec![
        Unary(f64::sin, Box::new(product())),
        Binary('/', Box::new(Input(2)), Box::new(Sum(vec![Constant(2.0), product()]))),
        Binary('+', Box::new(Input(1)), Box::new(Constant(0.5))),
    ]);
    let tree = black_box(tree);
    check::check(
        "expressions",
        &[0.7, 1.3, -0.4],
        |x| evaluate(x, &tree),
        |x, g| d_evaluate(x, g, &tree, 1.0),
        |x, v| t_evaluate(x, v, &tree),
    );
}

/// A state machine whose states hold active values.
enum State {
    Idle,
    Moving { position: f64, speed: f64 },
    Stopped(f64),
}

#[autodiff_forward(t_states, Dual, Dual)]
#[autodiff_reverse(d_states, Duplicated, Active)]
fn states(x: &[f64]) -> f64 {
    let mut state = State::Idle;
    let mut distance = 0.0;
    for step in 0..6 {
        state = match state {
            State::Idle => State::Moving { position: x[0], speed: x[1] },
            State::Moving { position, speed } if step < 4 => {
                State::Moving { position: position + 0.5 * speed, speed: speed * x[2] }
            }
            State::Moving { position, .. } => State::Stopped(position),
            State::Stopped(at) => {
                distance += at * at;
                State::Stopped(at)
            }
        };
        if let State::Moving { position: p @ 0.0..=2.0, .. } = state {
            distance += p * 0.1;
        }
    }
    distance
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Failure {
    Negative,
    Large,
}

#[derive(Debug)]
struct NoRoot;

impl From<NoRoot> for Failure {
    fn from(_: NoRoot) -> Failure {
        Failure::Negative
    }
}

fn root(v: f64) -> Result<f64, Failure> {
    if v > 1e6 {
        return Err(Failure::Large);
    }
    let root = if v < 0.0 { Err(NoRoot) } else { Ok(v.sqrt()) };
    Ok(root? + 1.0)
}

fn chain_of_roots(x: &[f64]) -> Result<f64, Failure> {
    let a = root(x[0])?;
    let b = root(a + x[1])?;
    Ok(a * b)
}

#[autodiff_forward(t_results, Dual, Dual)]
#[autodiff_reverse(d_results, Duplicated, Active)]
fn results(x: &[f64]) -> f64 {
    let good = chain_of_roots(x).unwrap_or(0.0);
    let bad = match chain_of_roots(&x[2..]) {
        Ok(v) => v,
        Err(Failure::Negative) => x[2] * x[2],
        Err(Failure::Large) => 0.0,
    };
    let all: Result<Vec<f64>, Failure> = x[..2].iter().map(|v| root(*v)).collect();
    good + bad + all.map_or(-1.0, |v| v.iter().product())
}

/// An error that carries a number, which shares its bytes with the float of a
/// success and becomes a float as well.
enum Limit {
    Low,
    High(usize),
}

fn within(v: f64) -> Result<f64, Limit> {
    if v < 0.0 {
        Err(Limit::Low)
    } else if v > 2.0 {
        Err(Limit::High(3))
    } else {
        Ok(v.atan())
    }
}

#[inline(never)]
fn within_apart(v: f64, count: usize) -> Result<f64, Limit> {
    if v > 2.0 { Err(Limit::High(count)) } else { within(v) }
}

#[autodiff_forward(t_numbered, Dual, Dual)]
#[autodiff_reverse(d_numbered, Duplicated, Active)]
fn numbered(x: &[f64]) -> f64 {
    fn twice(v: f64) -> Result<f64, Limit> {
        let a = within(v)?;
        within(a * 3.0).map(|b| a * b)
    }
    let mut sum = 0.0;
    for (i, v) in x.iter().enumerate() {
        for result in [twice(*v), within_apart(*v, i)] {
            sum += match result {
                Ok(u) => u * u * v,
                Err(Limit::Low) => v.sin(),
                Err(Limit::High(n)) => n as f64 + v.cos(),
            };
        }
    }
    sum
}

#[autodiff_forward(t_options, Dual, Dual)]
#[autodiff_reverse(d_options, Duplicated, Active)]
fn options(x: &[f64]) -> f64 {
    fn ratio(a: f64, b: f64) -> Option<f64> {
        (b.abs() > 1e-9).then(|| a / b)
    }
    fn both(x: &[f64]) -> Option<f64> {
        let first = ratio(*x.first()?, *x.get(1)?)?;
        let second = ratio(first, *x.last()?).filter(|v| *v < 100.0)?;
        Some(first + second)
    }
    let mut slot = both(x);
    let taken = slot.take().map(|v| v * x[0]).unwrap_or_default();
    slot.get_or_insert(x[1]);
    taken + slot.zip(both(&[1.0, 0.0])).map_or(x[2], |(a, b)| a * b) + slot.unwrap()
}

/// A tree of shared nodes with interior mutability and links back.
struct Node {
    value: Cell<f64>,
    children: RefCell<Vec<Rc<Node>>>,
    parent: RefCell<Weak<Node>>,
}

impl Node {
    fn new(value: f64) -> Rc<Node> {
        Rc::new(Node {
            value: Cell::new(value),
            children: RefCell::new(vec![]),
            parent: RefCell::new(Weak::new()),
        })
    }
    fn adopt(self: &Rc<Node>, child: Rc<Node>) {
        *child.parent.borrow_mut() = Rc::downgrade(self);
        self.children.borrow_mut().push(child);
    }
    fn total(&self) -> f64 {
        self.value.get() + self.children.borrow().iter().map(|c| 0.5 * c.total()).sum::<f64>()
    }
}

#[autodiff_forward(t_shared_tree, Dual, Dual)]
#[autodiff_reverse(d_shared_tree, Duplicated, Active)]
fn shared_tree(x: &[f64]) -> f64 {
    let top = Node::new(x[0]);
    for v in &x[1..] {
        let child = Node::new(v * v);
        child.adopt(Node::new(v.sin()));
        top.adopt(child);
    }
    let first = top.children.borrow()[0].clone();
    first.value.set(first.value.get() * x[0]);
    let up = first.parent.borrow().upgrade().map_or(0.0, |p| p.value.get());
    top.total() * up + Rc::strong_count(&first) as f64
}

/// Arc, Mutex and RwLock without threads.
#[autodiff_forward(t_locks, Dual, Dual)]
#[autodiff_reverse(d_locks, Duplicated, Active)]
fn locks(x: &[f64]) -> f64 {
    let shared = Arc::new(Mutex::new(Vec::new()));
    let other = Arc::clone(&shared);
    for v in x {
        shared.lock().unwrap().push(v * v);
    }
    other.lock().unwrap()[0] *= x[1];
    let table = RwLock::new([x[0], x[2]]);
    table.write().unwrap()[1] += 1.0;
    let sum: f64 = other.lock().unwrap().iter().sum();
    let t = table.read().unwrap();
    sum * t[0] * t[1]
}

/// Sorting, searching, swapping, splitting, copying within slices.
#[autodiff_forward(t_slice_methods, Dual, Dual)]
#[autodiff_reverse(d_slice_methods, Duplicated, Active)]
fn slice_methods(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    v.sort_by(|a, b| b.partial_cmp(a).unwrap());
    v.swap(0, 2);
    v[1..].reverse();
    let mut w = vec![0.0; v.len()];
    w.copy_from_slice(&v);
    w.copy_within(0..2, 2);
    let (left, right) = w.split_at_mut(2);
    left[0] += right[1] * right[0];
    right.iter_mut().for_each(|r| *r *= left[1]);
    w.fill_with(Default::default);
    w[..3].clone_from_slice(&v[..3]);
    let smallest = (0..x.len()).min_by(|a, b| x[*a].partial_cmp(&x[*b]).unwrap()).unwrap();
    v.iter().zip(&w).map(|(a, b)| a * b.exp()).sum::<f64>() * x[smallest]
        + v.first().unwrap() * v.last().unwrap()
}

/// A few dozen values are sorted by merging, with scratch memory.
#[autodiff_forward(t_sorting, Dual, Dual)]
#[autodiff_reverse(d_sorting, Duplicated, Active)]
fn sorting(x: &[f64]) -> f64 {
    let mut all: Vec<f64> = (0..48).map(|i| 0.3 * x[i % x.len()] + ((i * 29) % 48) as f64).collect();
    all.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|i| i * 7 % 11);
    order.iter().enumerate().map(|(i, k)| all[*k] * i as f64 * 0.01).sum::<f64>() + all[5] * all[40]
}

/// Text is written about active values, and read back as integers.
#[autodiff_forward(t_reports, Dual, Dual)]
#[autodiff_reverse(d_reports, Duplicated, Active)]
fn reports(x: &[f64]) -> f64 {
    struct Vector<'a>(&'a [f64]);
    impl fmt::Display for Vector<'_> {
        fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
            for v in self.0 {
                write!(f, "[{v:.2}]")?;
            }
            Ok(())
        }
    }
    let mut log = String::new();
    writeln!(log, "inputs {}", Vector(x)).unwrap();
    eprint!("{}", if black_box(false) { &log } else { "" });
    let marks = log.bytes().filter(|b| *b == b'[').count();
    x.iter().map(|v| v.powi(marks as i32)).sum()
}

/// Panics that do not happen, inside what may unwind.
#[autodiff_forward(t_guards, Dual, Dual)]
#[autodiff_reverse(d_guards, Duplicated, Active)]
fn guards(x: &[f64]) -> f64 {
    struct Log(Vec<f64>);
    impl Drop for Log {
        fn drop(&mut self) {
            if std::thread::panicking() {
                eprintln!("unwinding with {} entries", self.0.len());
            }
        }
    }
    let mut log = Log(vec![]);
    for i in 0..x.len() {
        assert!(x[i].is_finite(), "element {i} is {}", x[i]);
        let index = black_box(i) % x.len();
        log.0.push(x[index] * x[x.len() - 1 - i]);
    }
    let n: u8 = log.0.len().try_into().expect("too many");
    log.0.iter().sum::<f64>() * f64::from(n) + log.0[usize::from(n) - 1]
}

/// A value that moves through Box, Option, mem::replace and mem::swap.
#[autodiff_forward(t_moves, Dual, Dual)]
#[autodiff_reverse(d_moves, Duplicated, Active)]
fn moves(x: &[f64]) -> f64 {
    let mut a = Box::new([x[0], x[1]]);
    let mut b = Box::new([x[2], 1.0]);
    std::mem::swap(&mut a, &mut b);
    let old = std::mem::replace(&mut *a, [x[1] * x[1], x[0]]);
    let mut list: Option<Box<Link>> = None;
    for v in x {
        list = Some(Box::new(Link { value: *v, next: list.take() }));
    }
    let mut sum = 0.0;
    let mut weight = 1.0;
    let mut at = &list;
    while let Some(link) = at {
        sum += weight * link.value * link.value;
        weight *= 0.5;
        at = &link.next;
    }
    sum + old[0] * a[1] + b[1] * std::mem::take(&mut a[0])
}

struct Link {
    value: f64,
    next: Option<Box<Link>>,
}

pub fn run() {
    run_expressions();
    check! {
        states at [0.3, 0.8, 0.9];
        results at [0.7, 1.3, -0.4, 0.2];
        numbered at [0.4, 1.5, -0.3, 2.6];
        options at [0.7, 1.3, 0.4];
        shared_tree at [0.7, 1.3, -0.4];
        locks at [0.7, 1.3, 0.4];
        slice_methods at [0.7, 1.3, -0.4, 2.2, 0.1];
        sorting at [0.71, 1.3, -0.4];
        reports at [0.7, 1.3, -0.4];
        guards at [0.7, 1.3, -0.4];
        moves at [0.7, 1.3, -0.4];
    }
}
