//! A few Newton steps after the quasi-Newton fit. Line searches stop where
//! differences of the objective drown in rounding, which leaves the parameters
//! good to half the digits; the gradient alone says where the minimum is.

use crate::gmm::{D, K, PARAMETERS, loss_and_gradient};

/// Solves A x = b by elimination with partial pivoting.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for c in 0..n {
        let pivot = (c..n).max_by(|&i, &j| a[i][c].abs().total_cmp(&a[j][c].abs())).unwrap();
        a.swap(c, pivot);
        b.swap(c, pivot);
        for r in c + 1..n {
            let f = a[r][c] / a[c][c];
            for m in c..n {
                a[r][m] -= f * a[c][m];
            }
            b[r] -= f * b[c];
        }
    }
    for r in (0..n).rev() {
        for m in r + 1..n {
            b[r] -= a[r][m] * b[m];
        }
        b[r] /= a[r][r];
    }
    b
}

pub fn polish(theta: &mut [f64], data: &[[f64; D]]) {
    const STEP: f64 = 1e-4;
    let (mut up, mut down) = (vec![0.0; PARAMETERS], vec![0.0; PARAMETERS]);
    for _ in 0..4 {
        // The Hessian, from differences of gradients.
        let mut hessian = Vec::new();
        for i in 0..PARAMETERS {
            let at = theta[i];
            theta[i] = at + STEP;
            loss_and_gradient(theta, data, &mut up);
            theta[i] = at - STEP;
            loss_and_gradient(theta, data, &mut down);
            theta[i] = at;
            let row = up.iter().zip(&down).map(|(u, d)| (u - d) / (2.0 * STEP));
            hessian.push(row.collect::<Vec<f64>>());
        }
        // Adding one number to all log-weights changes nothing: fill that
        // direction of the Hessian, so that the step leaves it alone.
        for row in &mut hessian[..K] {
            for v in &mut row[..K] {
                *v += 1.0;
            }
        }
        loss_and_gradient(theta, data, &mut up);
        for (t, s) in theta.iter_mut().zip(solve(hessian, up.clone())) {
            *t -= s;
        }
    }
}
