//! What ordinary functions do besides arithmetic.
#![feature(autodiff)]
use backend::*;
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::cell::RefCell;
use std::rc::Rc;

trait Energy {
    fn energy(&self, x: f64) -> f64;
}

struct Spring(f64);
struct Wave;

impl Energy for Spring {
    #[inline(never)]
    fn energy(&self, x: f64) -> f64 {
        self.0 * x * x
    }
}

impl Energy for Wave {
    #[inline(never)]
    fn energy(&self, x: f64) -> f64 {
        x.sin()
    }
}

#[autodiff_reverse(d_dynamic, Const, Active, Active)]
fn dynamic(e: &'static (dyn Energy + 'static), x: f64) -> f64 {
    e.energy(x) * x
}

#[test]
fn reverse_dynamic_dispatch_on_a_const_object() {
    let x = opaque(0.5);
    let objects: [&'static dyn Energy; 2] = [&Spring(3.0), &Wave];
    let (v, dx) = d_dynamic(objects[opaque(0)], x, 1.0);
    all_close(&[v, dx], &[3.0 * x.powi(3), 9.0 * x * x]);
    let (v, dx) = d_dynamic(objects[opaque(1)], x, 1.0);
    all_close(&[v, dx], &[x * x.sin(), x.sin() + x * x.cos()]);
}

#[autodiff_reverse(d_cells, Active, Active)]
fn cells(x: f64) -> f64 {
    let c = RefCell::new(x);
    *c.borrow_mut() *= x;
    let r = Rc::new(c.into_inner());
    let s = Rc::clone(&r);
    *r * 2.0 + *s
}

#[test]
fn reverse_shared_cells() {
    let (v, dx) = d_cells(opaque(3.0), 1.0);
    all_close(&[v, dx], &[27.0, 18.0]);
}

#[autodiff_reverse(d_smallest, Duplicated, Active)]
fn smallest(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    v.sort_by(|a, b| a.partial_cmp(b).unwrap());
    v[0] * v[0] + 2.0 * v[1]
}

#[test]
fn reverse_sort() {
    let mut d = [0.0; 4];
    close(d_smallest(&opaque([5.0, 1.0, 4.0, 9.0]), &mut d, 1.0), 9.0);
    all_close(&d, &[0.0, 2.0, 2.0, 0.0]);
}

#[autodiff_reverse(d_chatty, Active, Active)]
fn chatty(x: f64) -> f64 {
    let label = format!("x = {x}");
    eprintln!("{label}");
    x * label.len() as f64
}

#[test]
fn reverse_printing() {
    let (v, dx) = d_chatty(opaque(3.0), 1.0);
    all_close(&[v, dx], &[15.0, 5.0]);
}

#[autodiff_reverse(d_checked, Duplicated, Const, Active)]
fn checked(x: &[f64], at: usize) -> f64 {
    assert!(at < x.len(), "no such element");
    x.get(at).copied().unwrap_or(0.0).powi(2) + x.first().unwrap()
}

#[test]
fn reverse_panics_that_do_not_happen() {
    let mut d = [0.0; 2];
    close(d_checked(&opaque([3.0, 5.0]), &mut d, opaque(1), 1.0), 28.0);
    all_close(&d, &[1.0, 10.0]);
}

#[test]
fn reverse_panic_that_happens_reaches_the_caller() {
    let result = std::panic::catch_unwind(|| {
        let mut d = [0.0; 2];
        d_checked(&opaque([3.0, 5.0]), &mut d, opaque(2), 1.0)
    });
    assert!(result.is_err());
}

#[derive(Clone, Copy)]
enum Step {
    Add(f64),
    Scale(f64),
    Sine,
}

#[autodiff_reverse(d_machine, Active, Const, Active)]
fn machine(x: f64, program: &[Step]) -> f64 {
    program.iter().fold(x, |x, step| match *step {
        Step::Add(k) => x + k,
        Step::Scale(k) => k * x,
        Step::Sine => x.sin(),
    })
}

#[test]
fn reverse_interpreter() {
    let program = opaque([Step::Add(1.0), Step::Scale(0.5), Step::Sine, Step::Scale(3.0)]);
    let x = opaque(0.2);
    let (v, dx) = d_machine(x, &program, 1.0);
    all_close(&[v, dx], &[3.0 * (0.5 * (x + 1.0)).sin(), 1.5 * (0.5 * (x + 1.0)).cos()]);
}

#[autodiff_forward(t_machine, Dual, Const, Dual)]
fn f_machine(x: f64, program: &[Step]) -> f64 {
    machine(x, program)
}

#[test]
fn forward_interpreter() {
    let program = opaque([Step::Scale(2.0), Step::Sine]);
    let (v, t) = t_machine(opaque(0.2), 1.0, &program);
    all_close(&[v, t], &[0.4f64.sin(), 2.0 * 0.4f64.cos()]);
}
