//! Rules by hand. Each differs from the derivative of the function's own body,
//! so that its use is seen; the expected values are the rule's by hand.
use std::sync::atomic::{AtomicUsize, Ordering};

#[track_caller]
fn close(got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-12 * want.abs().max(1.0), "got {got}, want {want}");
}

// The classic: integers on the bits of a float have no derivative.
#[wengert::test_rule(4.0)]
#[wengert::test_rule(0.3)]
#[wengert::custom_reverse(rsqrt_back)]
#[wengert::custom_forward(rsqrt_along)]
fn rsqrt(x: f64) -> f64 {
    let mut y = f64::from_bits(0x5fe6eb50c7b537a9 - (x.to_bits() >> 1));
    for _ in 0..4 {
        y *= 1.5 - 0.5 * x * y * y;
    }
    y
}

fn rsqrt_back(x: f64, seed: f64) -> f64 {
    -0.5 * rsqrt(x) / x * seed
}

fn rsqrt_along(x: f64, dx: f64) -> f64 {
    -0.5 * rsqrt(x) / x * dx
}

#[wengert::reverse(d_normalized, Duplicated, Active)]
#[wengert::forward(t_normalized, Dual, Dual)]
fn normalized(v: &[f64]) -> f64 {
    v[0] * rsqrt(v.iter().map(|v| v * v).sum())
}

#[test]
fn inverse_square_root() {
    let v = [1.0, 2.0, 2.0];
    let mut d = [0.0; 3];
    close(d_normalized(&v, &mut d, 1.0), 1.0 / 3.0);
    close(d[0], 1.0 / 3.0 - 1.0 / 27.0);
    close(d[1], -2.0 / 27.0);
    let (_, t) = t_normalized(&v, &[1.0, -1.0, 0.5]);
    close(t, 1.0 / 3.0 - 1.0 / 27.0 + 2.0 / 27.0 - 1.0 / 27.0);
}

// Several floats, a slice, an integer; the rule doubles the true derivative.
#[wengert::custom_reverse(weighted_back)]
#[wengert::custom_forward(weighted_along)]
fn weighted(a: f64, x: &[f64], n: usize, b: f32) -> f64 {
    a * x[..n].iter().sum::<f64>() + b as f64
}

fn weighted_back(a: f64, x: &[f64], dx: &mut [f64], n: usize, _b: f32, seed: f64) -> (f64, f32) {
    for d in &mut dx[..n] {
        *d += 2.0 * a * seed;
    }
    (2.0 * x[..n].iter().sum::<f64>() * seed, 2.0 * seed as f32)
}

fn weighted_along(a: f64, da: f64, x: &[f64], dx: &mut [f64], n: usize, _b: f32, db: f32) -> f64 {
    2.0 * (da * x[..n].iter().sum::<f64>() + a * dx[..n].iter().sum::<f64>() + db as f64)
}

// The memory that the rule reads changes before the reverse pass.
#[wengert::reverse(d_loop, Active, Duplicated, Active)]
#[wengert::forward(t_loop, Dual, Dual, Dual)]
fn repeated(a: f64, x: &mut [f64; 3]) -> f64 {
    let mut sum = 0.0;
    for i in 0..3 {
        sum += weighted(a, &x[..], 2, a as f32);
        x[i % 2] *= 3.0;
    }
    sum
}

#[test]
fn rule_over_slices() {
    // x0 + x1 seen by the three calls: 1 + 2, 3 + 2, 3 + 6
    let (mut x, mut dx) = ([1.0, 2.0, 5.0], [0.0; 3]);
    let (value, da) = d_loop(0.5, &mut x, &mut dx, 1.0);
    close(value, 0.5 * 17.0 + 1.5);
    close(da, 2.0 * 17.0 + 6.0);
    close(dx[0], 2.0 * 0.5 * (1.0 + 3.0 + 3.0));
    close(dx[1], 2.0 * 0.5 * (1.0 + 1.0 + 3.0));
    close(dx[2], 0.0);
    let (mut x, mut dx) = ([1.0, 2.0, 5.0], [0.0, 1.0, 0.0]);
    let (_, t) = t_loop(0.5, 1.0, &mut x, &mut dx);
    close(t, 40.0 + 5.0);
}

// Memory without a derivative is not written to by a rule.
#[wengert::reverse(d_constant, Active, Const, Active)]
#[wengert::forward(t_constant, Dual, Const, Dual)]
fn with_constant(a: f64, x: &[f64; 2]) -> f64 {
    weighted(a, x, 2, 1.0)
}

#[test]
fn constant_memory() {
    let x = [1.0, 2.0];
    close(d_constant(0.5, &x, 1.0).1, 6.0);
    close(t_constant(0.5, 1.0, &x).1, 6.0);
    assert_eq!(x, [1.0, 2.0]);
}

// No result: the rule works on shadows.
#[wengert::custom_reverse(negate_back)]
#[wengert::custom_forward(negate_along)]
fn negate(y: &mut [f64]) {
    y.iter_mut().for_each(|y| *y = -*y);
}

fn negate_back(_y: &mut [f64], dy: &mut [f64]) {
    dy.iter_mut().for_each(|d| *d *= -10.0);
}

fn negate_along(_y: &mut [f64], dy: &mut [f64]) {
    dy.iter_mut().for_each(|d| *d *= -10.0);
}

#[wengert::reverse(d_through, Active, Active)]
#[wengert::forward(t_through, Dual, Dual)]
fn through(x: f64) -> f64 {
    let mut y = [x, 2.0 * x];
    negate(&mut y);
    y[0] * y[1]
}

#[test]
fn rule_in_place() {
    let (value, d) = d_through(3.0, 1.0);
    close(value, 18.0);
    close(d, 10.0 * 12.0);
    close(t_through(3.0, 1.0).1, 120.0);
}

static CALLS: AtomicUsize = AtomicUsize::new(0);

#[wengert::inactive]
fn counted(x: f64) -> f64 {
    CALLS.fetch_add(1, Ordering::Relaxed);
    x * x
}

#[wengert::function_like("log1p")]
fn my_log1p(x: f64) -> f64 {
    if x.abs() < 1e-4 {
        x - 0.5 * x * x
    } else {
        (1.0 + x).ln()
    }
}

#[wengert::reverse(d_known, Active, Active)]
#[wengert::forward(t_known, Dual, Dual)]
fn known(x: f64) -> f64 {
    x * counted(x) + my_log1p(x) + wengert::stop_gradient(x * x)
}

#[test]
fn inactive_and_known() {
    let want = 9.0 + 0.25;
    close(d_known(3.0, 1.0).1, want);
    close(t_known(3.0, 1.0).1, want);
    assert!(CALLS.load(Ordering::Relaxed) >= 2);
}

// The test of rules: a right one of every kind of argument.
#[wengert::test_rule(1.5, &[0.5, -2.0, 3.0], 2, 0.25)]
#[wengert::custom_reverse(mixed_back)]
#[wengert::custom_forward(mixed_along)]
fn mixed(a: f64, x: &[f64], n: usize, b: f32) -> f64 {
    a * x[..n].iter().product::<f64>() + (b * b) as f64
}

fn mixed_back(a: f64, x: &[f64], dx: &mut [f64], n: usize, b: f32, seed: f64) -> (f64, f32) {
    let all: f64 = x[..n].iter().product();
    for (d, x) in dx[..n].iter_mut().zip(x) {
        *d += a * all / x * seed;
    }
    (all * seed, 2.0 * b * seed as f32)
}

fn mixed_along(a: f64, da: f64, x: &[f64], dx: &mut [f64], n: usize, b: f32, db: f32) -> f64 {
    let all: f64 = x[..n].iter().product();
    let along: f64 = x[..n].iter().zip(&dx[..n]).map(|(x, d)| d / x).sum();
    da * all + a * all * along + (2.0 * b * db) as f64
}

#[wengert::test_rule(&[1.0, -0.5], &2.0)]
#[wengert::custom_reverse(single_back)]
fn single(x: &[f32], scale: &f32) -> f32 {
    x.iter().map(|v| v * v).sum::<f32>() * scale
}

fn single_back(x: &[f32], dx: &mut [f32], scale: &f32, dscale: &mut f32, seed: f32) {
    for (d, x) in dx.iter_mut().zip(x) {
        *d += 2.0 * x * scale * seed;
    }
    *dscale += x.iter().map(|v| v * v).sum::<f32>() * seed;
}

// Wrong ones are found, by name and number: `weighted` above has twice the
// derivative in both modes.
#[test]
fn wrong_rules() {
    let f = |x: &[f64]| weighted(x[0], &x[1..], 2, 0.5);
    let x = [3.0, 0.25, 0.5];
    let reverse = wengert::test_vjp(f, &x).unwrap_err();
    assert_eq!((reverse.mode, reverse.index), ("reverse", 0));
    close(reverse.by_rule, 2.0 * 0.75);
    assert!((reverse.by_differences - 0.75).abs() < 1e-9);
    let forward = wengert::test_jvp(f, &x).unwrap_err();
    assert_eq!((forward.mode, forward.index), ("forward", 0));
    close(forward.by_rule, 2.0 * 0.75);
    assert_eq!(wengert::test_rule(f, &x).unwrap_err(), reverse);
    let right = |x: &[f64]| x[0] * rsqrt(x[1]);
    assert_eq!(wengert::test_rule(right, &[2.0, 0.7]), Ok(()));
}
