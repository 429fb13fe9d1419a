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

fn log_sum_exp(x: &[f64]) -> f64 {
    let mut max = x[0];
    for &v in &x[1..] {
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

/// Q (x - mean)
fn whiten(mean: &[f64], factor: &[f64], x: &[f64]) -> [f64; D] {
    let mut q = [0.0; D];
    let mut at = D;
    for j in 0..D {
        let centred = x[j] - mean[j];
        q[j] += factor[j].exp() * centred;
        for r in j + 1..D {
            q[r] += factor[at] * centred;
            at += 1;
        }
    }
    q
}

fn means(theta: &[f64], k: usize) -> &[f64] {
    &theta[K + k * D..][..D]
}

pub fn factor(theta: &[f64], k: usize) -> &[f64] {
    &theta[K + K * D + k * FACTOR..][..FACTOR]
}

/// Log-weight plus log-density of component k at x, up to a constant.
fn score(theta: &[f64], k: usize, x: &[f64]) -> f64 {
    let f = factor(theta, k);
    let q = whiten(means(theta, k), f, x);
    let mut value = theta[k];
    for j in 0..D {
        value += f[j] - 0.5 * q[j] * q[j];
    }
    value
}

/// Negative log-likelihood and prior; what the fit minimizes.
#[autodiff_reverse(d_loss, Duplicated, Const, Active)]
pub fn loss(theta: &[f64], data: &[f64]) -> f64 {
    let mut total = 0.0;
    for x in data.chunks_exact(D) {
        let mut scores = [0.0; K];
        for k in 0..K {
            scores[k] = score(theta, k, x);
        }
        total -= log_sum_exp(&scores);
    }
    total += (data.len() / D) as f64 * log_sum_exp(&theta[..K]);
    let mut prior = 0.0;
    for k in 0..K {
        let f = factor(theta, k);
        for j in 0..D {
            prior += (2.0 * f[j]).exp();
        }
        for v in &f[D..] {
            prior += v * v;
        }
    }
    total + 0.5 * GAMMA * GAMMA * prior
}

/// Writes the gradient and returns the value.
pub fn loss_and_gradient(theta: &[f64], data: &[f64], gradient: &mut [f64]) -> f64 {
    gradient.fill(0.0);
    d_loss(theta, gradient, data, 1.0)
}

/// The component with the largest share of x.
pub fn assign(theta: &[f64], x: &[f64]) -> usize {
    let mut best = 0;
    for k in 1..K {
        if score(theta, k, x) > score(theta, best, x) {
            best = k;
        }
    }
    best
}

/// Mean of component k.
pub fn mean(theta: &[f64], k: usize) -> [f64; D] {
    means(theta, k).try_into().unwrap()
}

/// Covariance of component k: the inverse of Q^T Q.
pub fn covariance(theta: &[f64], k: usize) -> [[f64; D]; D] {
    let f = factor(theta, k);
    let mut q = [[0.0; D]; D];
    let mut at = D;
    for j in 0..D {
        q[j][j] = f[j].exp();
        for r in j + 1..D {
            q[r][j] = f[at];
            at += 1;
        }
    }
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
    cov
}

/// Where the fit starts: equal weights, one common diagonal covariance, and
/// as means the flowers at one, three and five sixths of the petal lengths.
pub fn start(data: &[f64]) -> Vec<f64> {
    let n = data.len() / D;
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| data[a * D + 2].total_cmp(&data[b * D + 2]));
    let mut theta = vec![0.0; PARAMETERS];
    for k in 0..K {
        let row = order[(2 * k + 1) * n / (2 * K)];
        theta[K + k * D..][..D].copy_from_slice(&data[row * D..][..D]);
    }
    for j in 0..D {
        let column = || data.iter().skip(j).step_by(D);
        let mean = column().sum::<f64>() / n as f64;
        let variance = column().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n as f64;
        for k in 0..K {
            theta[K + K * D + k * FACTOR + j] = -0.5 * variance.ln();
        }
    }
    theta
}
