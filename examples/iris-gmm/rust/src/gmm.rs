//! The mixture: its parameters, its objective, and the gradient rustc makes.
//!
//! Parameters lie in one array: a log-weight per component, then the means,
//! then per component the logarithms of the diagonal and the strict lower
//! triangle (by columns) of a factor Q with inverse covariance Q^T Q. The
//! weights are a softmax, so every array of numbers is a valid mixture.

use std::autodiff::autodiff_reverse;

pub const K: usize = 3; // components
pub const D: usize = 4; // dimensions
pub const FACTOR: usize = D * (D + 1) / 2;
pub const PARAMETERS: usize = K * (1 + D + FACTOR);
/// Strength of the Wishart prior that keeps a component from collapsing.
pub const GAMMA: f64 = 0.1;

type Point = [f64; D];

/// One component, unpacked: everything that does not depend on the flower.
struct Component {
    /// Log-weight plus the logarithm of the determinant of Q.
    offset: f64,
    mean: Point,
    q: [[f64; D]; D],
}

fn unpack(theta: &[f64], k: usize) -> Component {
    let mean = &theta[K + k * D..][..D];
    let factor = &theta[K + K * D + k * FACTOR..][..FACTOR];
    let mut c = Component { offset: theta[k], mean: [0.0; D], q: [[0.0; D]; D] };
    let mut at = D;
    for j in 0..D {
        c.mean[j] = mean[j];
        c.offset += factor[j];
        c.q[j][j] = factor[j].exp();
        for r in j + 1..D {
            c.q[r][j] = factor[at];
            at += 1;
        }
    }
    c
}

/// Log-weight plus log-density at x, up to a constant: offset - |Q (x - mean)|^2 / 2.
fn score(c: &Component, x: &Point) -> f64 {
    let mut square = 0.0;
    for r in 0..D {
        let mut sum = 0.0;
        for j in 0..r + 1 {
            sum += c.q[r][j] * (x[j] - c.mean[j]);
        }
        square += sum * sum;
    }
    c.offset - 0.5 * square
}

fn log_sum_exp(x: &[f64; K]) -> f64 {
    let mut max = x[0];
    for &v in x {
        if v > max {
            max = v;
        }
    }
    let mut sum = 0.0;
    for &v in x {
        sum += (v - max).exp();
    }
    max + sum.ln()
}

/// Negative log-likelihood and prior; what the fit minimizes.
#[autodiff_reverse(d_loss, Duplicated, Const, Active)]
pub fn loss(theta: &[f64], data: &[Point]) -> f64 {
    let components: [Component; K] = std::array::from_fn(|k| unpack(theta, k));
    let mut total = 0.0;
    for x in data {
        let mut scores = [0.0; K];
        for k in 0..K {
            scores[k] = score(&components[k], x);
        }
        total -= log_sum_exp(&scores);
    }
    let mut weights = [0.0; K];
    let mut prior = 0.0;
    for k in 0..K {
        weights[k] = theta[k];
        for row in &components[k].q {
            for v in row {
                prior += v * v;
            }
        }
    }
    total + data.len() as f64 * log_sum_exp(&weights) + 0.5 * GAMMA * GAMMA * prior
}

/// Writes the gradient and returns the value.
pub fn loss_and_gradient(theta: &[f64], data: &[Point], gradient: &mut [f64]) -> f64 {
    gradient.fill(0.0);
    d_loss(theta, gradient, data, 1.0)
}

/// The component with the largest share of x.
pub fn assign(theta: &[f64], x: &Point) -> usize {
    let scores: [f64; K] = std::array::from_fn(|k| score(&unpack(theta, k), x));
    (0..K).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap()
}

/// Mean and covariance, the inverse of Q^T Q, of component k.
pub fn mean_and_covariance(theta: &[f64], k: usize) -> (Point, [Point; D]) {
    let Component { mean, q, .. } = unpack(theta, k);
    // Inverse of the lower triangle, column by column.
    let mut inv = [[0.0; D]; D];
    for c in 0..D {
        for r in c..D {
            let mut v = if r == c { 1.0 } else { 0.0 };
            for m in c..r {
                v -= q[r][m] * inv[m][c];
            }
            inv[r][c] = v / q[r][r];
        }
    }
    let mut cov = [[0.0; D]; D];
    for r in 0..D {
        for c in 0..D {
            for m in 0..D {
                cov[r][c] += inv[r][m] * inv[c][m];
            }
        }
    }
    (mean, cov)
}

/// Where the fit starts: equal weights, one common diagonal covariance, and
/// as means the flowers at one, three and five sixths of the petal lengths.
pub fn start(data: &[Point]) -> Vec<f64> {
    let n = data.len();
    let mut order: Vec<&Point> = data.iter().collect();
    order.sort_by(|a, b| a[2].total_cmp(&b[2]));
    let mut theta = vec![0.0; PARAMETERS];
    for k in 0..K {
        let flower = order[(2 * k + 1) * n / (2 * K)];
        theta[K + k * D..][..D].copy_from_slice(flower);
    }
    for j in 0..D {
        let mean = data.iter().map(|x| x[j] / n as f64).sum::<f64>();
        let variance = data.iter().map(|x| (x[j] - mean).powi(2) / n as f64).sum::<f64>();
        for k in 0..K {
            theta[K + K * D + k * FACTOR + j] = -0.5 * variance.ln();
        }
    }
    theta
}
