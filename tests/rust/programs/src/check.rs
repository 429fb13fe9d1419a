//! The oracle: differences of the function itself. Nothing here knows about
//! derivatives made by the plugin.

use std::hint::black_box;

/// Differentiates every way at `x` and compares.
/// * the value against the function itself,
/// * the gradient against sixth-order central differences (to 1e-7 of the
///   gradient's size: these are good to about 1e-9 on smooth functions),
/// * the tangent in one direction against the gradient, to rounding.
///
/// Prints value and gradient, for comparison between compilations.
pub fn check(
    name: &str,
    x: &[f64],
    primal: impl Fn(&[f64]) -> f64,
    gradient: impl Fn(&[f64], &mut [f64]) -> f64,
    tangent: impl Fn(&[f64], &[f64]) -> (f64, f64),
) {
    let x = black_box(x.to_vec());
    let value = primal(&x);
    let mut got = vec![0.0; x.len()];
    let reverse_value = gradient(&x, &mut got);
    let want = differences(&primal, &x);
    let scale = want.iter().fold(1.0f64, |m, w| m.max(w.abs()));

    near(name, "value of the reverse derivative", reverse_value, value, 1e-12);
    for (i, (g, w)) in got.iter().zip(&want).enumerate() {
        if !((g - w).abs() <= 1e-7 * scale) {
            fail(name, &format!("gradient[{i}] is {g:e}, differences say {w:e}"));
        }
    }
    let direction: Vec<f64> = (0..x.len()).map(|i| ((i * 7 + 3) % 11) as f64 / 5.0 - 1.0).collect();
    let (forward_value, slope) = tangent(&x, &direction);
    near(name, "value of the forward derivative", forward_value, value, 1e-12);
    let along: f64 = got.iter().zip(&direction).map(|(g, d)| g * d).sum();
    if !((slope - along).abs() <= 1e-10 * scale * x.len() as f64) {
        fail(name, &format!("the tangent is {slope:e}, the gradient says {along:e}"));
    }

    // Shadows are added to, never overwritten: once more on top.
    let once = got.clone();
    gradient(&x, &mut got);
    for (twice, once) in got.iter().zip(&once) {
        near(name, "gradient added twice", *twice, 2.0 * once, 1e-12);
    }
    let numbers: Vec<String> = once.iter().map(|g| format!("{g:.17e}")).collect();
    println!("{name} {value:.17e} {}", numbers.join(" "));
}

fn near(name: &str, what: &str, got: f64, want: f64, tolerance: f64) {
    if !((got - want).abs() <= tolerance * want.abs().max(1.0)) {
        fail(name, &format!("{what} is {got:e}, not {want:e}"));
    }
}

pub fn fail(name: &str, what: &str) {
    eprintln!("{name}: {what}");
    FAILED.store(true, std::sync::atomic::Ordering::Relaxed);
}

pub static FAILED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

pub fn differences(f: &impl Fn(&[f64]) -> f64, x: &[f64]) -> Vec<f64> {
    (0..x.len())
        .map(|i| {
            let h = 2e-3 * x[i].abs().max(1.0);
            let at = |k: f64| {
                let mut y = x.to_vec();
                y[i] += k * h;
                f(&y)
            };
            let d = |k: f64| at(k) - at(-k);
            (45.0 * d(1.0) - 9.0 * d(2.0) + d(3.0)) / (60.0 * h)
        })
        .collect()
}

/// `check!(f at [..])` for an `f(&[f64]) -> f64` with derivatives d_f and t_f.
#[macro_export]
macro_rules! check {
    ($($f:ident at $x:expr;)*) => {
        $($crate::check::check(
            stringify!($f), &$x, $f,
            |x, d| ${concat(d_, $f)}(x, d, 1.0),
            |x, v| ${concat(t_, $f)}(x, v),
        );)*
    };
}
