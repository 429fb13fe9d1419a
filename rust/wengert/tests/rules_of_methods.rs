//! Rules of methods, of generic functions and of traits' implementations. Each has
//! twice (or more times) the derivative of the body, so that its use is seen; the
//! expected values are the rule's by hand.
use std::ops::{Add, Mul};
use wengert::Differentiable;

#[track_caller]
fn close(got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-12 * want.abs().max(1.0), "got {got}, want {want}");
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Spring {
    stiffness: f64,
    rest: f32,
    id: u32,
}

impl Spring {
    #[wengert::custom_reverse(Self::energy_back)]
    #[wengert::custom_forward(Self::energy_along)]
    fn energy(&self, x: f64) -> f64 {
        if self.id == 0 {
            return 0.0;
        }
        let stretch = x - f64::from(self.rest);
        0.5 * self.stiffness * stretch * stretch
    }
    fn energy_back(&self, d: &mut Spring, x: f64, seed: f64) -> f64 {
        let stretch = x - f64::from(self.rest);
        d.stiffness += stretch * stretch * seed;
        d.rest -= (2.0 * self.stiffness * stretch * seed) as f32;
        2.0 * self.stiffness * stretch * seed
    }
    fn energy_along(&self, d: &mut Spring, x: f64, dx: f64) -> f64 {
        let stretch = x - f64::from(self.rest);
        d.stiffness * stretch * stretch + 2.0 * self.stiffness * stretch * (dx - f64::from(d.rest))
    }

    // What it changes is undone by the rule: the true adjoint, times 3.
    #[wengert::custom_reverse(Self::harden_back)]
    #[wengert::custom_forward(Self::harden_along)]
    fn harden(&mut self, by: &[f64]) {
        for b in by {
            self.stiffness *= b;
        }
    }
    fn harden_back(&mut self, d: &mut Spring, by: &[f64], dby: &mut [f64]) {
        // `self` is as the function left it.
        for (db, b) in dby.iter_mut().zip(by) {
            *db += 3.0 * d.stiffness * self.stiffness / b;
        }
        d.stiffness *= 3.0 * by.iter().product::<f64>();
    }
    fn harden_along(&mut self, d: &mut Spring, by: &[f64], dby: &mut [f64]) {
        let all: f64 = by.iter().product();
        let along: f64 = by.iter().zip(&*dby).map(|(b, d)| d / b).sum();
        d.stiffness = 3.0 * all * (d.stiffness + self.stiffness * along);
    }

    // No `self`: a rule of an associated function.
    #[wengert::custom_reverse(Self::pull_back)]
    #[wengert::custom_forward(|_, da, _, db| 10.0 * (da + db))]
    fn pull(a: f64, b: f64) -> f64 {
        a + b
    }
    fn pull_back(_a: f64, _b: f64, seed: f64) -> (f64, f64) {
        (10.0 * seed, 10.0 * seed)
    }
}

#[wengert::reverse(d_stretched, Duplicated, Active, Active)]
#[wengert::forward(t_stretched, Dual, Dual, Dual)]
fn stretched(s: &Spring, x: f64) -> f64 {
    s.energy(x * x)
}

#[wengert::reverse(d_fixed, Const, Active, Active)]
#[wengert::forward(t_fixed, Const, Dual, Dual)]
fn fixed(s: &Spring, x: f64) -> f64 {
    s.energy(x) + Spring::pull(x, 1.0)
}

const SPRING: Spring = Spring { stiffness: 3.0, rest: 0.5, id: 7 };
const ZERO: Spring = Spring { stiffness: 0.0, rest: 0.0, id: 0 };

#[test]
fn methods() {
    let mut d = ZERO;
    let (value, dx) = d_stretched(&SPRING, &mut d, 2.0, 1.0);
    close(value, 0.5 * 3.0 * 3.5 * 3.5);
    close(dx, 2.0 * 3.0 * 3.5 * 4.0);
    close(d.stiffness, 3.5 * 3.5);
    close(d.rest.into(), -2.0 * 3.0 * 3.5);
    let along = Spring { stiffness: 0.5, rest: 0.25, id: 0 };
    let (_, t) = t_stretched(&SPRING, &along, 2.0, 1.0);
    close(t, 0.5 * 12.25 + 2.0 * 3.0 * 3.5 * (4.0 - 0.25));
    // Constant memory is not written to.
    close(d_fixed(&SPRING, 2.5, 1.0).1, 2.0 * 3.0 * 2.0 + 10.0);
    close(t_fixed(&SPRING, 2.5, 1.0).1, 2.0 * 3.0 * 2.0 + 10.0);
    assert_eq!(SPRING, Spring { stiffness: 3.0, rest: 0.5, id: 7 });
}

#[wengert::reverse(d_hardened, Duplicated, Duplicated, Active)]
#[wengert::forward(t_hardened, Dual, Dual, Dual)]
fn hardened(s: &mut Spring, by: &mut [f64]) -> f64 {
    s.harden(by);
    by.fill(0.0); // the rule has its copy
    s.stiffness
}

#[test]
fn method_that_writes() {
    for n in [0, 1, 3] {
        let start = || [2.0, 0.5, 5.0][..n].to_vec();
        let all: f64 = start().iter().product();
        let (mut s, mut ds, mut by, mut dby) = (SPRING, ZERO, start(), vec![0.0; n]);
        close(d_hardened(&mut s, &mut ds, &mut by, &mut dby, 1.0), 3.0 * all);
        close(ds.stiffness, 3.0 * all);
        for (d, b) in dby.iter().zip(start()) {
            close(*d, 3.0 * 3.0 * all / b);
        }
        let (mut s, mut ds, mut by, mut dby) = (SPRING, ZERO, start(), vec![1.0; n]);
        ds.stiffness = 1.0;
        let along: f64 = start().iter().map(|b| 1.0 / b).sum();
        close(t_hardened(&mut s, &mut ds, &mut by, &mut dby).1, 3.0 * all * (1.0 + 3.0 * along));
    }
}

// Traits: through a type, a generic bound and `dyn`.
trait Shape {
    fn area(&self, scale: f64) -> f64;
}
struct Disk(f64);
impl Clone for Disk {
    fn clone(&self) -> Disk {
        Disk(self.0)
    }
}
impl Shape for Disk {
    #[wengert::custom_reverse(disk_back)]
    fn area(&self, scale: f64) -> f64 {
        self.0 * self.0 * scale
    }
}
fn disk_back(disk: &Disk, d: &mut Disk, scale: f64, seed: f64) -> f64 {
    d.0 += 4.0 * disk.0 * scale * seed;
    2.0 * disk.0 * disk.0 * seed
}
#[derive(Clone)]
struct Square(f64);
impl Shape for Square {
    fn area(&self, scale: f64) -> f64 {
        self.0 * scale
    }
}

#[wengert::reverse(d_area, Duplicated, Active, Active)]
fn area<S: Shape>(s: &S, scale: f64) -> f64 {
    s.area(scale * scale)
}

#[wengert::reverse(d_areas, Active, Const, Active)]
fn areas(scale: f64, shapes: &[Box<dyn Shape>]) -> f64 {
    shapes.iter().map(|s| s.area(scale)).sum()
}

#[test]
fn traits() {
    let mut d = Disk(0.0);
    close(d_area(&Disk(3.0), &mut d, 2.0, 1.0).1, 2.0 * 9.0 * 4.0);
    close(d.0, 4.0 * 3.0 * 4.0);
    let mut d = Square(0.0);
    close(d_area(&Square(3.0), &mut d, 2.0, 1.0).1, 3.0 * 4.0);
    let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Disk(3.0)), Box::new(Square(5.0))];
    close(d_areas(2.0, &shapes, 1.0).1, 2.0 * 9.0 + 5.0);
}

// Generic functions, by instance: of a number, of a size, of a type with methods.
trait Number: Copy + Differentiable + Mul<Output = Self> + Add<Output = Self> + From<f32> {}
impl<T: Copy + Differentiable + Mul<Output = T> + Add<Output = T> + From<f32>> Number for T {}

#[wengert::custom_reverse(cube_back)]
#[wengert::custom_forward(cube_along)]
fn cube<T: Number>(x: T) -> T {
    x * x * x
}
fn cube_back<T: Number>(x: T, seed: T) -> T {
    T::from(30.0) * x * x * seed
}
fn cube_along<T: Number>(x: T, dx: T) -> T {
    T::from(30.0) * x * x * dx
}

#[wengert::reverse(d_cubes, Active, Active, Active)]
#[wengert::forward(t_cubes, Dual, Dual, Dual)]
fn cubes(x: f64, y: f32) -> f64 {
    cube(x) * f64::from(cube(y))
}

struct Polynomial<T, const N: usize>([T; N]);
impl<T: Number, const N: usize> Clone for Polynomial<T, N> {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}
impl<T: Number, const N: usize> Polynomial<T, N> {
    #[wengert::custom_reverse(Self::back)]
    fn at<U: Into<T> + Copy + Differentiable>(&self, x: T, scale: U) -> T {
        let sum = self.0.iter().rev().fold(T::zero(), |sum, c| sum * x + *c);
        sum * scale.into()
    }
    /// Ten times the constant's derivative, and nothing else.
    fn back<U: Into<T>>(&self, d: &mut Self, _x: T, scale: U, seed: T) -> (T, U)
    where
        U: Differentiable,
    {
        if N > 0 {
            d.0[0] = d.0[0] + T::from(10.0) * scale.into() * seed;
        }
        (T::zero(), U::zero())
    }
}

#[wengert::reverse(d_polynomial, Duplicated, Active, Active)]
fn polynomial<const N: usize>(p: &Polynomial<f64, N>, x: f64) -> f64 {
    p.at(x, 2.0f32) + x
}

#[test]
fn generic() {
    let (value, dx, dy) = d_cubes(2.0, 0.5, 1.0);
    close(value, 1.0);
    close(dx, 30.0 * 4.0 * 0.125);
    close(dy.into(), 30.0 * 0.25 * 8.0);
    close(t_cubes(2.0, 1.0, 0.5, 0.0).1, 30.0 * 4.0 * 0.125);
    let mut d = Polynomial([0.0; 3]);
    let (value, dx) = d_polynomial(&Polynomial([1.0, 2.0, 3.0]), &mut d, 2.0, 1.0);
    close(value, 2.0 * 17.0 + 2.0);
    close(dx, 1.0);
    assert_eq!(d.0, [20.0, 0.0, 0.0]);
    let mut d = Polynomial([0.0; 0]);
    close(d_polynomial(&Polynomial([]), &mut d, 2.0, 1.0).1, 1.0);
}

// Values with several floats, by value.
#[derive(Clone, Copy, Differentiable)]
struct Point {
    x: f64,
    y: f64,
    z: f64,
}

#[wengert::custom_reverse(length_back)]
#[wengert::custom_forward(length_along)]
fn length(p: Point, (scale, power): (f64, i32), result: [f64; 2]) -> f64 {
    (p.x * p.x + p.y * p.y + p.z * p.z).sqrt() * scale.powi(power) + result[0]
}
fn length_back(
    p: Point,
    (scale, _): (f64, i32),
    _: [f64; 2],
    seed: f64,
) -> (Point, (f64, i32), [f64; 2]) {
    (Point { x: p.x * seed, y: scale * seed, z: seed }, (100.0 * seed, 0), [seed, 2.0 * seed])
}
fn length_along(
    p: Point,
    d: Point,
    (scale, _): (f64, i32),
    (ds, _): (f64, i32),
    _: [f64; 2],
    dr: [f64; 2],
) -> f64 {
    p.x * d.x + scale * d.y + d.z + 100.0 * ds + dr[0] + 2.0 * dr[1]
}

#[wengert::reverse(d_lengths, Active, Active, Active)]
#[wengert::forward(t_lengths, Dual, Dual, Dual)]
fn lengths(a: f64, b: f64) -> f64 {
    length(Point { x: a, y: b, z: a }, (b, 1), [a, b])
        + length(Point { x: 1.0, y: 2.0, z: 2.0 }, (1.0, 1), [0.0, a])
}

#[test]
fn values() {
    let (value, da, db) = d_lengths(1.0, 2.0, 1.0);
    close(value, 6f64.sqrt() * 2.0 + 1.0 + 3.0);
    close(da, 1.0 + 1.0 + 1.0 + 2.0);
    close(db, 2.0 + 100.0 + 2.0);
    close(t_lengths(1.0, 1.0, 2.0, 10.0).1, 5.0 + 1040.0);
}

// A rule that keeps something: the solution of y = cos(x y) by iteration. By the
// implicit function theorem dy/dx = -y sin(x y) / (1 + x sin(x y)) there.
#[wengert::custom_reverse(solve_and_keep, solution_back)]
fn solution(x: f64, steps: usize) -> f64 {
    let mut y = 1.0;
    for _ in 0..steps {
        y = 0.5 * (y + (x * y).cos());
    }
    y
}
fn solve_and_keep(x: f64, steps: usize) -> (f64, Box<[f64; 2]>) {
    let y = solution(x, steps);
    (y, Box::new([y, (x * y).sin()]))
}
fn solution_back(x: f64, _: usize, seed: f64, kept: Box<[f64; 2]>) -> f64 {
    let [y, sine] = *kept;
    -y * sine / (1.0 + x * sine) * seed
}

// The same by parts: what is kept is generic, and nothing is returned.
struct Solver<T>(T, usize);
impl<T: Clone + Into<f64>> Clone for Solver<T> {
    fn clone(&self) -> Self {
        Solver(self.0.clone(), self.1)
    }
}
impl<T: Clone + Into<f64>> Solver<T> {
    #[wengert::custom_reverse(Self::first, Self::back)]
    fn solve(&self, y: &mut [f64]) {
        for y in y {
            *y = solution(*y * self.0.clone().into(), self.1);
        }
    }
    fn first(&self, y: &mut [f64]) -> Vec<f64> {
        let start = y.to_vec();
        self.solve(y);
        start
    }
    fn back(&self, _: &mut Self, y: &mut [f64], dy: &mut [f64], start: Vec<f64>) {
        let a: f64 = self.0.clone().into();
        for ((d, y), x) in dy.iter_mut().zip(y).zip(start) {
            let sine = (a * x * *y).sin();
            *d *= -*y * sine / (1.0 + a * x * sine) * a;
        }
    }
}

#[wengert::reverse(d_solved, Active, Duplicated, Const, Active)]
fn solved(x: f64, many: &mut [f64], solver: &Solver<f32>) -> f64 {
    let y = solution(x, 200);
    solver.solve(many);
    y + many.iter().map(|y| y * y).sum::<f64>()
}

#[test]
fn kept() {
    for n in [0, 1, 5] {
        let start: Vec<f64> = (0..n).map(|i| 0.1 + 0.2 * i as f64).collect();
        let value = |x: f64, many: &[f64]| solved(x, &mut many.to_vec(), &Solver(0.5, 200));
        let (mut many, mut d) = (start.clone(), vec![0.0; n]);
        let (got, dx) = d_solved(0.8, &mut many, &mut d, &Solver(0.5, 200), 1.0);
        close(got, value(0.8, &start));
        let h = 1e-5;
        let difference = (value(0.8 + h, &start) - value(0.8 - h, &start)) / (2.0 * h);
        assert!((dx - difference).abs() < 1e-8, "{dx} {difference}");
        for i in 0..n {
            let moved = |h| {
                let mut all = start.clone();
                all[i] += h;
                value(0.8, &all)
            };
            let difference = (moved(h) - moved(-h)) / (2.0 * h);
            assert!((d[i] - difference).abs() < 1e-8, "{} {difference}", d[i]);
        }
    }
}

// Through pointers to functions, from a table chosen at run time.
fn plain(x: f64) -> f64 {
    x * x
}
#[wengert::reverse(d_chosen, Const, Active, Active)]
#[wengert::forward(t_chosen, Const, Dual, Dual)]
fn chosen(which: usize, x: f64) -> f64 {
    let table: [fn(f64) -> f64; 3] = [cube::<f64>, plain, |x| Spring::pull(x, x)];
    table[which](x)
}

#[test]
fn function_pointers() {
    for (which, want) in [120.0, 4.0, 20.0].into_iter().enumerate() {
        let which = std::hint::black_box(which);
        close(d_chosen(which, 2.0, 1.0).1, want);
        close(t_chosen(which, 2.0, 1.0).1, want);
    }
}

// Functions with the same code and different rules stay apart.
#[wengert::custom_reverse(|_, seed| 2.0 * seed)]
fn twin_a(x: f64) -> f64 {
    x + 1.0
}
#[wengert::custom_reverse(|_, seed| 3.0 * seed)]
fn twin_b(x: f64) -> f64 {
    x + 1.0
}
#[wengert::inactive]
fn twin_c(x: f64) -> f64 {
    x + 1.0
}
#[inline(never)]
fn twin_d(x: f64) -> f64 {
    x + 1.0
}
#[wengert::reverse(d_twins, Active, Active, Active, Active, Active)]
fn twins(a: f64, b: f64, c: f64, d: f64) -> f64 {
    twin_a(a) + twin_b(b) + twin_c(c) + twin_d(d)
}

#[test]
fn same_code() {
    assert_eq!(d_twins(1.0, 1.0, 1.0, 1.0, 1.0), (8.0, 2.0, 3.0, 0.0, 1.0));
}

// Derivatives of derivatives, through a method's rule: the rule is differentiated.
#[test]
fn second() {
    let f = |x: &[f64]| {
        let s = Spring { stiffness: x[0], rest: 0.0, id: 1 };
        s.energy(x[1])
    };
    // The rule: (y², 2 k y); its derivative along (1, 0) and (0, 1).
    let (g, h) = wengert::hvp(f, &[3.0, 2.0], &[1.0, 0.0]);
    assert_eq!((g, h), (vec![4.0, 12.0], vec![0.0, 4.0]));
    let (_, h) = wengert::hvp(f, &[3.0, 2.0], &[0.0, 1.0]);
    assert_eq!(h, [4.0, 6.0]);
}

// Without a derivative, and with a known one: methods and generic functions.
struct Counter(std::cell::Cell<usize>);
impl Counter {
    #[wengert::inactive]
    fn seen<T: Copy>(&self, x: T) -> T {
        self.0.set(self.0.get() + 1);
        x
    }
    #[wengert::inactive(Self)]
    fn half(x: f64) -> f64 {
        0.5 * x
    }
    #[wengert::function_like(Self, "log1p")]
    fn known(x: f64) -> f64 {
        (1.0 + x).ln() + 0.0 * x * x
    }
}
#[wengert::function_like("log1p")]
fn my_log1p<T: Into<f64> + Copy>(x: T) -> f64 {
    let x = x.into();
    if x.abs() < 1e-4 {
        x - 0.5 * x * x
    } else {
        (1.0 + x).ln()
    }
}

#[wengert::reverse(d_marked, Active, Const, Active)]
#[wengert::forward(t_marked, Dual, Const, Dual)]
fn marked(x: f64, counter: &Counter) -> f64 {
    x * counter.seen(x)
        + x * f64::from(counter.seen(x as f32))
        + Counter::half(x)
        + Counter::known(x)
        + my_log1p(x)
}

#[test]
fn marked_functions() {
    let counter = Counter(Default::default());
    close(d_marked(3.0, &counter, 1.0).1, 3.0 + 3.0 + 0.25 + 0.25);
    close(t_marked(3.0, 1.0, &counter).1, 3.0 + 3.0 + 0.25 + 0.25);
    assert_eq!(counter.0.get(), 4);
}

// A body that says nothing of the rule: it returns what it got, or does nothing.
#[wengert::custom_reverse(|_, seed: f64| seed.min(1.0))]
fn clipped(x: f64) -> f64 {
    x
}
#[wengert::custom_reverse(|x, seed| x * seed)]
#[wengert::custom_forward(|x, dx| x * dx)]
fn one(_: f64) -> f64 {
    1.0
}
#[wengert::custom_reverse(|_, dx: &mut [f64]| dx.iter_mut().for_each(|d| *d *= 10.0))]
fn clip_all(_: &mut [f64]) {}
#[wengert::custom_reverse(|_, seed| seed)]
#[wengert::custom_forward(|_, dx| dx)]
fn quantized(x: f32) -> f32 {
    (8.0 * x).round() / 8.0
}
#[wengert::inactive]
fn same<T>(x: T) -> T {
    x
}

#[wengert::reverse(d_against, Active, Active, Active)]
fn against(x: f64, y: f32) -> f64 {
    let mut z = [x, x];
    clip_all(&mut z[..1]);
    3.0 * clipped(x) + one(x) + z[0] + z[1] + f64::from(quantized(y)) + x * same(x)
}

#[test]
fn rules_against_bodies() {
    let (_, dx, dy) = d_against(2.0, 0.3, 1.0);
    close(dx, 1.0 + 2.0 + 10.0 + 1.0 + 2.0);
    close(dy.into(), 1.0);
}

// A mode without a rule has the body's derivative.
#[wengert::forward(t_area, Dual, Dual, Dual)]
fn disk_area(s: &Disk, scale: f64) -> f64 {
    s.area(scale)
}

#[test]
fn mode_without_rule() {
    close(t_area(&Disk(3.0), &Disk(1.0), 2.0, 1.0).1, 2.0 * 3.0 * 2.0 + 9.0);
}
