//! Closures, function pointers, traits and trait objects, generics.
use crate::check;
use kit::{Potential, Real};
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::hint::black_box;

fn integrate(f: impl Fn(f64) -> f64, a: f64, b: f64, steps: usize) -> f64 {
    let h = (b - a) / steps as f64;
    (0..steps).map(|i| f(a + (i as f64 + 0.5) * h)).sum::<f64>() * h
}

/// Captures by reference and by move; counting through FnMut.
#[autodiff_forward(t_closures, Dual, Dual)]
#[autodiff_reverse(d_closures, Duplicated, Active)]
fn closures(x: &[f64]) -> f64 {
    let (rate, bound) = (x[0], x[1]);
    let area = integrate(|t| (rate * t).sin() + x[2], 0.0, bound, 8);
    let owned = x.to_vec();
    let by_move = move |k: usize| owned[k] * owned[0];
    let mut calls = 0;
    let mut last = 1.0;
    let mut step = |v: f64| {
        calls += 1;
        last = last * v + calls as f64;
        last
    };
    step(x[1]);
    step(area);
    by_move(1) + last
}

/// Functions returning closures, composed.
#[autodiff_forward(t_compositions, Dual, Dual)]
#[autodiff_reverse(d_compositions, Duplicated, Active)]
fn compositions(x: &[f64]) -> f64 {
    fn scaled(k: f64) -> impl Fn(f64) -> f64 {
        move |v| k * v
    }
    fn then<A, B>(f: A, g: B) -> impl Fn(f64) -> f64
    where
        A: Fn(f64) -> f64,
        B: Fn(f64) -> f64,
    {
        move |v| g(f(v))
    }
    let chain = then(scaled(x[0]), then(f64::sin, scaled(x[1])));
    chain(x[2]) + chain(x[0])
}

/// A list of boxed closures over the inputs.
#[autodiff_forward(t_boxed_closures, Dual, Dual)]
#[autodiff_reverse(d_boxed_closures, Duplicated, Active)]
fn boxed_closures(x: &[f64]) -> f64 {
    let (a, b) = (x[0], x[1]);
    let layers: Vec<Box<dyn Fn(f64) -> f64>> = vec![
        Box::new(move |v| v * a + 1.0),
        Box::new(|v| v.tanh()),
        Box::new(move |v| v * b * a),
    ];
    layers.iter().fold(x[2], |v, layer| layer(v))
}

/// Through a table of function pointers, chosen at run time.
#[autodiff_forward(t_pointers, Dual, Dual)]
#[autodiff_reverse(d_pointers, Duplicated, Active)]
fn pointers(x: &[f64]) -> f64 {
    fn square(v: f64) -> f64 {
        v * v
    }
    fn half(v: f64) -> f64 {
        0.5 * v
    }
    const TABLE: [fn(f64) -> f64; 3] = [square, half, f64::exp];
    let order: [usize; 4] = black_box([2, 0, 1, 0]);
    order.iter().zip(x).map(|(k, v)| TABLE[*k](*v)).sum::<f64>() * x[0]
}

trait Shape {
    fn area(&self) -> f64;
    fn scale(&mut self, k: f64);
    fn doubled(&self) -> f64 {
        2.0 * self.area()
    }
}

struct Circle {
    radius: f64,
}

struct Rectangle {
    sides: [f64; 2],
    label: &'static str,
}

impl Shape for Circle {
    fn area(&self) -> f64 {
        std::f64::consts::PI * self.radius * self.radius
    }
    fn scale(&mut self, k: f64) {
        self.radius *= k;
    }
}

impl Shape for Rectangle {
    fn area(&self) -> f64 {
        self.sides[0] * self.sides[1]
    }
    fn scale(&mut self, k: f64) {
        for side in &mut self.sides {
            *side *= k;
        }
    }
    fn doubled(&self) -> f64 {
        (self.area() + self.area()) * (self.label.len() as f64 - 3.0)
    }
}

/// Objects that hold active values, behind boxes of a trait.
#[autodiff_forward(t_trait_objects, Dual, Dual)]
#[autodiff_reverse(d_trait_objects, Duplicated, Active)]
fn trait_objects(x: &[f64]) -> f64 {
    let mut shapes: Vec<Box<dyn Shape>> = vec![
        Box::new(Circle { radius: x[0] }),
        Box::new(Rectangle { sides: [x[1], x[2]], label: "card" }),
    ];
    if black_box(true) {
        shapes.push(Box::new(Circle { radius: x[1] * x[2] }));
    }
    for (i, s) in shapes.iter_mut().enumerate() {
        s.scale(1.0 + x[0] * i as f64);
    }
    shapes.iter().map(|s| s.doubled().sqrt()).sum()
}

/// `&dyn Trait` as a parameter of a function that is not inlined.
#[inline(never)]
fn weigh(shape: &dyn Shape, density: f64) -> f64 {
    shape.area() * density
}

#[autodiff_forward(t_dyn_references, Dual, Dual)]
#[autodiff_reverse(d_dyn_references, Duplicated, Active)]
fn dyn_references(x: &[f64]) -> f64 {
    let circle = Circle { radius: x[0] };
    let card = Rectangle { sides: [x[1], 2.0], label: "tile" };
    let chosen: &dyn Shape = if black_box(1) > 0 { &card } else { &circle };
    weigh(chosen, x[2]) + weigh(&circle, x[1])
}

/// Generic code of this crate and of another, static dispatch.
struct Spring {
    stiffness: f64,
}

impl Potential for Spring {
    type Point = [f64; 2];
    const SCALE: f64 = 0.5;
    fn at(&self, p: &[f64; 2]) -> f64 {
        self.stiffness * (p[0] * p[0] + p[1] * p[1]).sqrt()
    }
}

#[autodiff_forward(t_generics, Dual, Dual)]
#[autodiff_reverse(d_generics, Duplicated, Active)]
fn generics(x: &[f64]) -> f64 {
    fn logistic<T: Real>(v: T, k: T) -> T {
        (v * k).exp() - T::ONE
    }
    let spring = Spring { stiffness: x[0] };
    let points: Vec<[f64; 2]> = x.windows(2).map(|w| [w[0], w[1]]).collect();
    let narrow = kit::polynomial(&[1.0f32, -0.5, 0.25], x[1] as f32 * 0.0) as f64;
    kit::total(&spring, &points) + kit::polynomial(x, 0.7) * logistic(x[1], x[2]) * narrow
}

/// A function of another crate that is not inlined, and its operators.
#[autodiff_forward(t_other_crate, Dual, Dual)]
#[autodiff_reverse(d_other_crate, Duplicated, Active)]
fn other_crate(x: &[f64]) -> f64 {
    let a = kit::Matrix::<2, 3>::from_slice(x);
    let b = kit::Matrix::<3, 2>::from_slice(&[1.0, -1.0, 0.5, 2.0, 0.0, 1.5]);
    let c = a * b + kit::Matrix([[x[0], 0.0], [0.0, x[1]]]);
    kit::softplus(c.norm_squared() * 0.1)
}

/// Const generics of one's own.
struct Grid<T, const W: usize, const H: usize> {
    cells: [[T; W]; H],
}

impl<const W: usize, const H: usize> Grid<f64, W, H> {
    fn smooth(&self) -> Self {
        let mut cells = self.cells;
        for i in 1..H - 1 {
            for j in 1..W - 1 {
                cells[i][j] = 0.25
                    * (self.cells[i - 1][j] + self.cells[i + 1][j] + self.cells[i][j - 1] + self.cells[i][j + 1]);
            }
        }
        Grid { cells }
    }
}

#[autodiff_forward(t_const_generics, Dual, Dual)]
#[autodiff_reverse(d_const_generics, Duplicated, Active)]
fn const_generics(x: &[f64]) -> f64 {
    let mut grid = Grid::<f64, 4, 3> { cells: [[0.0; 4]; 3] };
    for (k, v) in x.iter().enumerate() {
        grid.cells[k / 4][k % 4] = v * v;
    }
    grid.smooth().smooth().cells.iter().flatten().map(|v| v * v).sum()
}

/// Overloaded operators, Index, Deref and iteration over one's own type.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Vec3(f64, f64, f64);

impl std::ops::Add for Vec3 {
    type Output = Vec3;
    fn add(self, o: Vec3) -> Vec3 {
        Vec3(self.0 + o.0, self.1 + o.1, self.2 + o.2)
    }
}

impl std::ops::Sub for Vec3 {
    type Output = Vec3;
    fn sub(self, o: Vec3) -> Vec3 {
        Vec3(self.0 - o.0, self.1 - o.1, self.2 - o.2)
    }
}

impl std::ops::Mul<f64> for Vec3 {
    type Output = Vec3;
    fn mul(self, k: f64) -> Vec3 {
        Vec3(self.0 * k, self.1 * k, self.2 * k)
    }
}

impl std::ops::Mul<Vec3> for f64 {
    type Output = Vec3;
    fn mul(self, v: Vec3) -> Vec3 {
        v * self
    }
}

impl std::ops::AddAssign for Vec3 {
    fn add_assign(&mut self, o: Vec3) {
        *self = *self + o;
    }
}

impl std::ops::Neg for Vec3 {
    type Output = Vec3;
    fn neg(self) -> Vec3 {
        Vec3(-self.0, -self.1, -self.2)
    }
}

impl std::ops::Index<usize> for Vec3 {
    type Output = f64;
    fn index(&self, i: usize) -> &f64 {
        match i {
            0 => &self.0,
            1 => &self.1,
            2 => &self.2,
            _ => panic!("index {i} of a Vec3"),
        }
    }
}

impl std::iter::Sum for Vec3 {
    fn sum<I: Iterator<Item = Vec3>>(all: I) -> Vec3 {
        all.fold(Vec3(0.0, 0.0, 0.0), |a, b| a + b)
    }
}

impl Vec3 {
    fn dot(self, o: Vec3) -> f64 {
        self.0 * o.0 + self.1 * o.1 + self.2 * o.2
    }
    fn cross(self, o: Vec3) -> Vec3 {
        Vec3(
            self.1 * o.2 - self.2 * o.1,
            self.2 * o.0 - self.0 * o.2,
            self.0 * o.1 - self.1 * o.0,
        )
    }
}

#[autodiff_forward(t_operators, Dual, Dual)]
#[autodiff_reverse(d_operators, Duplicated, Active)]
fn operators(x: &[f64]) -> f64 {
    let points: Vec<Vec3> = x.chunks_exact(3).map(|c| Vec3(c[0], c[1], c[2])).collect();
    let centre = points.iter().copied().sum::<Vec3>() * (1.0 / points.len() as f64);
    let mut spin = Vec3(0.0, 0.0, 0.0);
    for p in &points {
        let arm = *p - centre;
        spin += arm.cross(2.0 * *p) + -arm;
    }
    spin.dot(spin) + centre[1] * spin[2]
}

/// Recursion, counting its calls.
fn binomial(n: usize, k: usize, p: f64, calls: &mut usize) -> f64 {
    *calls += 1;
    if n == 0 {
        return if k == 0 { 1.0 } else { 0.0 };
    }
    let miss = binomial(n - 1, k, p, calls) * (1.0 - p);
    if k == 0 {
        miss
    } else {
        miss + binomial(n - 1, k - 1, p, calls) * p
    }
}

#[autodiff_forward(t_recursion, Dual, Dual)]
#[autodiff_reverse(d_recursion, Duplicated, Active)]
fn recursion(x: &[f64]) -> f64 {
    let mut calls = 0;
    binomial(5, 2, x[0], &mut calls) * calls as f64 + binomial(3, 1, x[1], &mut calls)
}

pub fn run() {
    check! {
        closures at [0.7, 1.3, -0.4];
        compositions at [0.7, 1.3, -0.4];
        boxed_closures at [0.7, 1.3, -0.4];
        pointers at [0.7, 1.3, -0.4, 0.2];
        trait_objects at [0.7, 1.3, 0.4];
        dyn_references at [0.7, 1.3, -0.4];
        generics at [0.7, 1.3, -0.4];
        other_crate at [0.7, 1.3, -0.4, 0.3, 1.1, -0.2];
        const_generics at [0.7, 1.3, -0.4, 0.2, 0.5, 1.9, -1.4, 0.8, 0.1, 0.6, 0.9, -0.3];
        operators at [0.7, 1.3, -0.4, 0.2, 0.5, 1.9, -1.4, 0.8, 0.1];
        recursion at [0.3, 0.6];
    }
}
