//! Compares the derivatives of each random function with dual numbers, at a
//! few points. The dual numbers themselves are compared with differences
//! first; where these disagree (a kink or a branch is near) the point is
//! passed over, and counted. So is one where a number overflows that no result
//! depends on: its zero adjoint times an infinite derivative is NaN in reverse
//! mode, as the arithmetic says.
use crate::dual::{D, OVERFLOWED};

pub struct Case {
    pub seed: u64,
    pub inputs: usize,
    pub primal: fn(&[f64]) -> Vec<f64>,
    pub oracle: fn(&[D]) -> Vec<D>,
    /// x, weights of the outputs, gradient to add to; gives the outputs.
    pub reverse: fn(&[f64], &[f64], &mut [f64]) -> Vec<f64>,
    /// x, direction; gives outputs and their slopes.
    pub forward: fn(&[f64], &[f64]) -> (Vec<f64>, Vec<f64>),
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as f64 / (1u64 << 31) as f64) * 3.0 - 1.5
    }
    fn vector(&mut self, n: usize) -> Vec<f64> {
        (0..n).map(|_| self.next()).collect()
    }
}

fn along(case: &Case, x: &[f64], v: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let x: Vec<D> = x.iter().zip(v).map(|(x, v)| D { v: *x, d: *v }).collect();
    let y = (case.oracle)(&x);
    (y.iter().map(|y| y.v).collect(), y.iter().map(|y| y.d).collect())
}

fn near(a: f64, b: f64, scale: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * scale.max(a.abs()).max(b.abs())
}

/// Whether differences at two distances agree with the oracle's slope.
fn smooth(case: &Case, x: &[f64], v: &[f64], slope: &[f64], scale: f64) -> bool {
    [1e-4, 1e-6].iter().all(|h| {
        let at = |s: f64| {
            let moved: Vec<f64> = x.iter().zip(v).map(|(x, v)| x + s * h * v).collect();
            (case.primal)(&moved)
        };
        let (up, down) = (at(1.0), at(-1.0));
        up.len() == slope.len()
            && (0..slope.len()).all(|i| near((up[i] - down[i]) / (2.0 * h), slope[i], scale, 1e-3))
    })
}

/// The number of points compared; what differs is printed.
fn check(case: &Case, failed: &mut bool) -> usize {
    let mut random = Random(case.seed.wrapping_mul(0x9E3779B97F4A7C15) | 1);
    let mut compared = 0;
    let mut fail = |what: String| {
        if !*failed {
            println!("FAIL {} {what}", case.seed);
        }
        *failed = true;
    };
    for _ in 0..4 {
        let n = case.inputs;
        let x = random.vector(n);
        let direction = random.vector(n);
        let want = (case.primal)(&x);
        let weights = random.vector(want.len());
        OVERFLOWED.set(false);
        let (value, slope) = along(case, &x, &direction);
        if want.iter().any(|w| !w.is_finite() || w.abs() > 1e8) {
            continue;
        }
        let size = |v: &[f64]| v.iter().fold(1.0f64, |m, a| m.max(a.abs()));
        if (0..want.len()).any(|i| !near(value[i], want[i], size(&want), 1e-9)) {
            fail(format!("the oracle's value is {value:?}, not {want:?}"));
            return compared;
        }
        let mut gradient = vec![0.0; n];
        let mut clean = smooth(case, &x, &direction, &slope, size(&slope));
        let mut largest = size(&slope);
        for i in 0..n {
            let mut unit = vec![0.0; n];
            unit[i] = 1.0;
            let column = along(case, &x, &unit).1;
            clean &= smooth(case, &x, &unit, &column, size(&column));
            largest = largest.max(size(&column));
            gradient[i] = column.iter().zip(&weights).map(|(c, w)| c * w).sum();
        }
        if !clean || largest > 1e8 || OVERFLOWED.get() {
            continue;
        }
        compared += 1;
        let (forward_value, got) = (case.forward)(&x, &direction);
        let tolerance = 1e-8;
        for i in 0..want.len() {
            if !near(forward_value[i], want[i], size(&want), tolerance) {
                fail(format!("forward: output {i} is {:e}, not {:e}", forward_value[i], want[i]));
            }
            if !near(got[i], slope[i], largest, tolerance) {
                fail(format!("forward: slope {i} is {:e}, not {:e}", got[i], slope[i]));
            }
        }
        // On top of something: shadows are added to.
        let mut got = vec![0.25; n];
        let reverse_value = (case.reverse)(&x, &weights, &mut got);
        for i in 0..want.len() {
            if !near(reverse_value[i], want[i], size(&want), tolerance) {
                fail(format!("reverse: output {i} is {:e}, not {:e}", reverse_value[i], want[i]));
            }
        }
        for i in 0..n {
            if !near(got[i] - 0.25, gradient[i], largest, tolerance) {
                fail(format!("reverse: gradient {i} is {:e}, not {:e}", got[i] - 0.25, gradient[i]));
            }
        }
    }
    compared
}

/// Prints one line for each seed: `ok`, `skip` (no point was smooth) or `FAIL`.
pub fn run(cases: &[Case]) {
    let only = std::env::args().nth(1).map(|s| s.parse().unwrap());
    for case in cases.iter().filter(|c| only.is_none_or(|s: u64| s == c.seed)) {
        println!("start {}", case.seed);
        let mut failed = false;
        let compared = check(case, &mut failed);
        if !failed {
            println!("{} {} {compared}", if compared > 0 { "ok" } else { "skip" }, case.seed);
        }
    }
    println!("done");
}
