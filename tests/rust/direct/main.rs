//! Derivatives asked for in ordinary Rust, without `std::autodiff`: calls of the
//! wire convention, declared as foreign functions. Compiled at every
//! optimization level and LTO setting by run-direct.sh.
use std::ffi::c_void;

// Markers are named globals; only their addresses mean anything.
#[allow(non_upper_case_globals)]
extern "C" {
    static enzyme_dup: c_void;
    static enzyme_const: c_void;
    static enzyme_out: c_void;
    static enzyme_dupnoneed: c_void;
    static enzyme_primal_return: c_void;
}

macro_rules! marker {
    ($name:ident) => {
        &raw const $name
    };
}

#[repr(C)]
struct WithValue {
    value: f64,
    slope: f64,
}

#[repr(C)]
struct Both {
    x: f64,
    y: f64,
}

// One declaration per result type; what follows the hook's name is free.
extern "C" {
    fn __enzyme_autodiff_slope(f: *const c_void, ...) -> f64;
    fn __enzyme_autodiff_slope32(f: *const c_void, ...) -> f32;
    fn __enzyme_autodiff_both(f: *const c_void, ...) -> Both;
    fn __enzyme_autodiff_value(f: *const c_void, ...) -> WithValue;
    fn __enzyme_autodiff_into(f: *const c_void, ...);
    fn __enzyme_fwddiff_tangent(f: *const c_void, ...) -> f64;
    fn __enzyme_fwddiff_value(f: *const c_void, ...) -> WithValue;
    fn __enzyme_fwddiff_into(f: *const c_void, ...);
    fn __enzyme_augmentfwd_energy(f: *const c_void, ...) -> Augmented;
    fn __enzyme_reverse_energy(f: *const c_void, ...);
}

#[repr(C)]
struct Augmented {
    tape: *mut c_void,
    value: f64,
}

static mut FAILED: usize = 0;

#[track_caller]
fn close(got: f64, want: f64) {
    if (got - want).abs() > 1e-12 * want.abs().max(1.0) {
        println!("line {}: got {got:e}, want {want:e}", std::panic::Location::caller().line());
        unsafe { FAILED += 1 };
    }
}

#[inline(never)]
fn opaque<T>(x: T) -> T {
    std::hint::black_box(x)
}

fn cube(x: f64) -> f64 {
    x * x * x
}

fn single(x: f32) -> f32 {
    x.sqrt()
}

fn product(x: f64, y: f64) -> f64 {
    x * y.exp()
}

fn power(x: f64, n: i32) -> f64 {
    x.powi(n)
}

fn scalars() {
    let (x, y): (f64, f64) = opaque((1.5, 0.3));
    unsafe {
        close(__enzyme_autodiff_slope(cube as *const c_void, x), 3.0 * x * x);
        // the seed comes after the arguments
        close(__enzyme_autodiff_slope(cube as *const c_void, x, 10.0f64), 30.0 * x * x);
        close(__enzyme_fwddiff_tangent(cube as *const c_void, x, 2.0f64), 6.0 * x * x);
        let r = __enzyme_autodiff_value(cube as *const c_void, marker!(enzyme_primal_return), x);
        close(r.value, x * x * x);
        close(r.slope, 3.0 * x * x);
        let r =
            __enzyme_fwddiff_value(cube as *const c_void, marker!(enzyme_primal_return), x, 1.0f64);
        close(r.value, x * x * x);
        close(r.slope, 3.0 * x * x);
        let g = __enzyme_autodiff_both(product as *const c_void, x, y);
        close(g.x, y.exp());
        close(g.y, x * y.exp());
        let g = __enzyme_autodiff_slope(
            product as *const c_void,
            marker!(enzyme_const),
            x,
            marker!(enzyme_out),
            y,
        );
        close(g, x * y.exp());
        // integers are constant unless marked otherwise
        close(__enzyme_autodiff_slope(power as *const c_void, x, opaque(4i32)), 4.0 * x.powi(3));
        // C promotes a float in `...` to double
        let s = __enzyme_autodiff_slope32(single as *const c_void, opaque(4.0f32) as f64);
        close(s as f64, 0.25);
    }
}

extern "C" fn square_sum(x: *const f64, n: usize) -> f64 {
    let x = unsafe { std::slice::from_raw_parts(x, n) };
    x.iter().map(|v| v * v).sum()
}

extern "C" fn scale(x: *const f64, y: *mut f64, n: usize, by: f64) {
    for i in 0..n {
        unsafe { *y.add(i) = by * (*x.add(i)).sin() };
    }
}

fn pointers() {
    let x: [f64; 5] = opaque([1.0, 2.0, 3.0, 4.0, 5.0]);
    let mut dx = [0.0; 5];
    unsafe {
        // pointers are duplicated unless marked otherwise
        __enzyme_autodiff_into(square_sum as *const c_void, x.as_ptr(), dx.as_mut_ptr(), 5usize);
        for i in 0..5 {
            close(dx[i], 2.0 * x[i]);
        }
        __enzyme_autodiff_into(
            square_sum as *const c_void,
            marker!(enzyme_dupnoneed),
            x.as_ptr(),
            dx.as_mut_ptr(),
            marker!(enzyme_const),
            5usize,
        );
        for i in 0..5 {
            close(dx[i], 4.0 * x[i]);
        }
        let (mut y, mut dy, mut gx) = ([0.0; 5], [1.0; 5], [0.0; 5]);
        let by = __enzyme_autodiff_slope(
            scale as *const c_void,
            marker!(enzyme_dup),
            x.as_ptr(),
            gx.as_mut_ptr(),
            marker!(enzyme_dup),
            y.as_mut_ptr(),
            dy.as_mut_ptr(),
            marker!(enzyme_const),
            5usize,
            marker!(enzyme_out),
            3.0f64,
        );
        close(by, x.iter().map(|v| v.sin()).sum());
        for i in 0..5 {
            close(y[i], 3.0 * x[i].sin());
            close(gx[i], 3.0 * x[i].cos());
            close(dy[i], 0.0);
        }
        let (mut y, mut dy) = ([0.0; 5], [9.0; 5]);
        __enzyme_fwddiff_into(
            scale as *const c_void,
            x.as_ptr(),
            [1.0f64; 5].as_ptr(),
            y.as_mut_ptr(),
            dy.as_mut_ptr(),
            5usize,
            marker!(enzyme_const),
            2.0f64,
        );
        for i in 0..5 {
            close(dy[i], 2.0 * x[i].cos());
        }
    }
}

struct Oscillator {
    stiffness: f64,
    damping: f64,
}

impl Oscillator {
    /// A method, which `std::autodiff` does not take.
    fn end(&self, start: f64, steps: usize) -> f64 {
        let (mut x, mut v, dt) = (start, 0.0, 0.01);
        for _ in 0..steps {
            v -= dt * (self.stiffness * x + self.damping * v);
            x += dt * v;
        }
        x
    }
}

fn methods() {
    let o = opaque(Oscillator { stiffness: 2.0, damping: 0.1 });
    let mut d = Oscillator { stiffness: 0.0, damping: 0.0 };
    let n = opaque(80usize);
    let ds = unsafe {
        __enzyme_autodiff_slope(
            Oscillator::end as *const c_void,
            &o as *const Oscillator,
            &mut d as *mut Oscillator,
            1.0f64,
            n,
        )
    };
    let h = 1e-5;
    let by_difference = |f: &dyn Fn(f64) -> f64| (f(h) - f(-h)) / (2.0 * h);
    let near = |got: f64, want: f64| close((got - want).abs().max(1e-8), 1e-8);
    near(ds, by_difference(&|e| o.end(1.0 + e, n)));
    near(d.stiffness, by_difference(&|e| {
        Oscillator { stiffness: o.stiffness + e, damping: o.damping }.end(1.0, n)
    }));
    near(d.damping, by_difference(&|e| {
        Oscillator { stiffness: o.stiffness, damping: o.damping + e }.end(1.0, n)
    }));
}

#[cfg(not(no_heap))]
fn with_heap(x: f64, n: usize) -> f64 {
    let powers: Vec<f64> = (0..n).map(|k| x.powi(k as i32)).collect();
    let boxed = Box::new(powers.iter().sum::<f64>());
    *boxed * x
}

#[cfg(not(no_heap))]
fn growing(x: f64, n: usize) -> f64 {
    let mut powers = Vec::new();
    let mut p = 1.0;
    for _ in 0..n {
        p *= x;
        powers.push(p);
    }
    powers.iter().sum()
}

#[cfg(not(no_heap))]
fn heap() {
    let (x, n): (f64, usize) = opaque((0.8, 6));
    let d = unsafe { __enzyme_autodiff_slope(with_heap as *const c_void, x, n) };
    close(d, (0..n as i32).map(|k| (k + 1) as f64 * x.powi(k)).sum());
    let n: usize = opaque(21);
    let d = unsafe { __enzyme_autodiff_slope(growing as *const c_void, x, n) };
    close(d, (0..n as i32).map(|k| (k + 1) as f64 * x.powi(k)).sum());
}

fn energy(x: *mut f64, n: usize) -> f64 {
    let mut s = 0.0;
    for i in 0..n {
        unsafe {
            s += (*x.add(i)).exp();
            *x.add(i) *= 2.0;
        }
    }
    s
}

/// Values and derivatives in two calls, with the seed known only in between.
fn split() {
    let start: [f64; 3] = opaque([0.1, 0.2, 0.3]);
    let (mut x, mut dx) = (start, [0.0; 3]);
    unsafe {
        let f = energy as *const c_void;
        let a = __enzyme_augmentfwd_energy(
            f,
            marker!(enzyme_primal_return),
            x.as_mut_ptr(),
            dx.as_mut_ptr(),
            3usize,
        );
        close(a.value, start.iter().map(|v| v.exp()).sum());
        dx = [1.0, 0.0, 0.0];
        __enzyme_reverse_energy(f, x.as_mut_ptr(), dx.as_mut_ptr(), 3usize, a.value, a.tape);
        for i in 0..3 {
            let through_x = if i == 0 { 2.0 } else { 0.0 };
            close(dx[i], a.value * start[i].exp() + through_x);
        }
    }
}

fn slope_of_slope(x: f64) -> f64 {
    unsafe { __enzyme_autodiff_slope(cube as *const c_void, x) }
}

fn nested() {
    let x: f64 = opaque(1.5);
    unsafe {
        close(__enzyme_fwddiff_tangent(slope_of_slope as *const c_void, x, 1.0f64), 6.0 * x);
        close(__enzyme_autodiff_slope(slope_of_slope as *const c_void, x), 6.0 * x);
    }
}

fn main() {
    scalars();
    pointers();
    methods();
    #[cfg(not(no_heap))]
    heap();
    split();
    nested();
    if unsafe { FAILED } > 0 {
        std::process::exit(1);
    }
    println!("ok");
}
