//! The programs that automatic differentiation is measured by, in the shape
//! real code has: state updated in place, slices that may alias, structs.
use crate::check::check;
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::f64::consts::PI;

/// A deterministic spread of values.
fn spread(n: usize, from: f64, to: f64) -> Vec<f64> {
    (0..n).map(|i| from + (to - from) * (((i * 37 + 11) % 101) as f64 / 100.0)).collect()
}

//===----------------------------------------------------------------------===//
// Gaussian mixture model with full covariances
//===----------------------------------------------------------------------===//

struct Mixture {
    weights: Vec<f64>,
    means: Vec<f64>,
    /// Per component: log of the diagonal, then the rows below it.
    factors: Vec<f64>,
}

struct Points {
    dimension: usize,
    values: Vec<f64>,
}

fn log_sum_exp(v: &[f64]) -> f64 {
    let m = v.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    m + v.iter().map(|a| (a - m).exp()).sum::<f64>().ln()
}

fn lower_times(d: usize, factor: &[f64], x: &[f64], out: &mut [f64]) {
    let mut k = d;
    for i in 0..d {
        out[i] = factor[i].exp() * x[i];
    }
    for j in 0..d {
        for i in j + 1..d {
            out[i] += factor[k] * x[j];
            k += 1;
        }
    }
}

#[autodiff_forward(t_mixture, Dual, Const, Dual)]
#[autodiff_reverse(d_mixture, Duplicated, Const, Active)]
fn mixture(m: &Mixture, points: &Points) -> f64 {
    let (d, k) = (points.dimension, m.weights.len());
    let size = d * (d + 1) / 2;
    let mut centred = vec![0.0; d];
    let mut whitened = vec![0.0; d];
    let mut terms = vec![0.0; k];
    let mut total = 0.0;
    for x in points.values.chunks_exact(d) {
        for (c, term) in terms.iter_mut().enumerate() {
            let factor = &m.factors[c * size..(c + 1) * size];
            for (i, v) in centred.iter_mut().enumerate() {
                *v = x[i] - m.means[c * d + i];
            }
            lower_times(d, factor, &centred, &mut whitened);
            let log_det: f64 = factor[..d].iter().sum();
            *term = m.weights[c] + log_det - 0.5 * whitened.iter().map(|v| v * v).sum::<f64>();
        }
        total += log_sum_exp(&terms);
    }
    let n = (points.values.len() / d) as f64;
    total - n * log_sum_exp(&m.weights) - n * d as f64 * 0.5 * (2.0 * PI).ln()
}

fn run_mixture() {
    let (d, k) = (3, 2);
    let points = Points { dimension: d, values: spread(18, -1.0, 2.0) };
    let unpack = |x: &[f64]| Mixture {
        weights: x[..k].to_vec(),
        means: x[k..k + k * d].to_vec(),
        factors: x[k + k * d..].to_vec(),
    };
    let add = |to: &mut [f64], from: &Mixture| {
        let all = from.weights.iter().chain(&from.means).chain(&from.factors);
        to.iter_mut().zip(all).for_each(|(t, f)| *t += f);
    };
    let n = k + k * d + k * d * (d + 1) / 2;
    check(
        "gaussian_mixture",
        &spread(n, -0.5, 0.6),
        |x| mixture(&unpack(x), &points),
        |x, g| {
            let mut shadow = unpack(&vec![0.0; n]);
            let v = d_mixture(&unpack(x), &mut shadow, &points, 1.0);
            add(g, &shadow);
            v
        },
        |x, v| t_mixture(&unpack(x), &unpack(v), &points),
    );
}

//===----------------------------------------------------------------------===//
// Bundle adjustment: reprojection error of a camera with radial distortion
//===----------------------------------------------------------------------===//

#[derive(Clone, Copy)]
struct Camera {
    rotation: [f64; 3],
    centre: [f64; 3],
    focal: f64,
    principal: [f64; 2],
    distortion: [f64; 2],
}

fn cross(a: &[f64; 3], b: &[f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// Rodrigues' formula.
fn rotate(r: &[f64; 3], p: &[f64; 3]) -> [f64; 3] {
    let angle_squared: f64 = r.iter().map(|v| v * v).sum();
    if angle_squared < 1e-20 {
        let c = cross(r, p);
        return [p[0] + c[0], p[1] + c[1], p[2] + c[2]];
    }
    let angle = angle_squared.sqrt();
    let axis = r.map(|v| v / angle);
    let (sin, cos) = angle.sin_cos();
    let c = cross(&axis, p);
    let along: f64 = axis.iter().zip(p).map(|(a, b)| a * b).sum::<f64>() * (1.0 - cos);
    std::array::from_fn(|i| p[i] * cos + c[i] * sin + axis[i] * along)
}

fn project(camera: &Camera, point: &[f64; 3]) -> [f64; 2] {
    let local: [f64; 3] = std::array::from_fn(|i| point[i] - camera.centre[i]);
    let turned = rotate(&camera.rotation, &local);
    let flat = [turned[0] / turned[2], turned[1] / turned[2]];
    let r2 = flat[0] * flat[0] + flat[1] * flat[1];
    let bend = 1.0 + r2 * (camera.distortion[0] + camera.distortion[1] * r2);
    std::array::from_fn(|i| camera.principal[i] + camera.focal * bend * flat[i])
}

struct Seen {
    camera: usize,
    point: usize,
    at: [f64; 2],
}

#[autodiff_forward(t_residuals, Dual, Dual, Dual, Const, Dual)]
#[autodiff_reverse(d_residuals, Duplicated, Duplicated, Duplicated, Const, Duplicated)]
fn residuals(cameras: &[Camera], points: &[[f64; 3]], weights: &[f64], seen: &[Seen], out: &mut [f64]) {
    for (k, s) in seen.iter().enumerate() {
        let p = project(&cameras[s.camera], &points[s.point]);
        out[2 * k] = weights[k] * (p[0] - s.at[0]);
        out[2 * k + 1] = weights[k] * (p[1] - s.at[1]);
    }
    for (e, w) in out[2 * seen.len()..].iter_mut().zip(weights) {
        *e = 1.0 - w * w;
    }
}

fn run_bundle() {
    let seen: Vec<Seen> = (0..6)
        .map(|k| Seen { camera: k % 2, point: k / 2, at: [0.1 * k as f64, 0.3 - 0.05 * k as f64] })
        .collect();
    let outputs = 3 * seen.len();
    let unpack = |x: &[f64]| {
        let cameras: Vec<Camera> = x[..22]
            .chunks_exact(11)
            .map(|c| Camera {
                rotation: [c[0], c[1], c[2]],
                centre: [c[3], c[4], c[5]],
                focal: c[6],
                principal: [c[7], c[8]],
                distortion: [c[9], c[10]],
            })
            .collect();
        let points: Vec<[f64; 3]> = x[22..31].chunks_exact(3).map(|c| [c[0], c[1], c[2]]).collect();
        (cameras, points, x[31..].to_vec())
    };
    let mut x = spread(22 + 9 + 6, 0.2, 0.9);
    for point in x[22..31].chunks_exact_mut(3) {
        point[2] += 3.0; // in front of the cameras
    }
    let seed: Vec<f64> = spread(outputs, -1.0, 1.0);
    let weigh = |out: &[f64]| out.iter().zip(&seed).map(|(o, s)| o * s).sum::<f64>();
    check(
        "bundle_adjustment",
        &x,
        |x| {
            let (c, p, w) = unpack(x);
            let mut out = vec![0.0; outputs];
            residuals(&c, &p, &w, &seen, &mut out);
            weigh(&out)
        },
        |x, g| {
            let (c, p, w) = unpack(x);
            let (mut dc, mut dp, mut dw) = unpack(&vec![0.0; x.len()]);
            let (mut out, mut adjoint) = (vec![0.0; outputs], seed.clone());
            d_residuals(&c, &mut dc, &p, &mut dp, &w, &mut dw, &seen, &mut out, &mut adjoint);
            let cameras = dc.iter().flat_map(|c| {
                let [a, b, d] = c.rotation;
                let [e, f, h] = c.centre;
                [a, b, d, e, f, h, c.focal, c.principal[0], c.principal[1], c.distortion[0], c.distortion[1]]
            });
            let all: Vec<f64> = cameras.chain(dp.iter().flatten().copied()).chain(dw.iter().copied()).collect();
            g.iter_mut().zip(all).for_each(|(g, d)| *g += d);
            weigh(&out)
        },
        |x, v| {
            let ((c, p, w), (dc, dp, dw)) = (unpack(x), unpack(v));
            let (mut out, mut tangent) = (vec![0.0; outputs], vec![0.0; outputs]);
            t_residuals(&c, &dc, &p, &dp, &w, &dw, &seen, &mut out, &mut tangent);
            (weigh(&out), weigh(&tangent))
        },
    );
}

//===----------------------------------------------------------------------===//
// Long short-term memory: loss over a sequence, states updated in place
//===----------------------------------------------------------------------===//

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn lstm_cell(weight: &[f64], bias: &[f64], hidden: &mut [f64], cell: &mut [f64], input: &[f64]) {
    let n = hidden.len();
    for i in 0..n {
        let forget = sigmoid(input[i] * weight[i] + bias[i]);
        let ingate = sigmoid(hidden[i] * weight[n + i] + bias[n + i]);
        let outgate = sigmoid(input[i] * weight[2 * n + i] + bias[2 * n + i]);
        let change = (hidden[i] * weight[3 * n + i] + bias[3 * n + i]).tanh();
        cell[i] = cell[i] * forget + ingate * change;
        hidden[i] = outgate * cell[i].tanh();
    }
}

#[autodiff_forward(t_lstm, Dual, Dual, Const, Dual)]
#[autodiff_reverse(d_lstm, Duplicated, Duplicated, Const, Active)]
fn lstm(parameters: &[f64], state: &mut [f64], sequence: &[Vec<f64>]) -> f64 {
    let n = sequence[0].len();
    let layers = state.len() / (2 * n);
    let (main, extra) = parameters.split_at(layers * 8 * n);
    let mut loss = 0.0;
    for t in 0..sequence.len() - 1 {
        let mut x: Vec<f64> = sequence[t].iter().zip(extra).map(|(v, w)| v * w).collect();
        for (layer, state) in main.chunks_exact(8 * n).zip(state.chunks_exact_mut(2 * n)) {
            let (hidden, cell) = state.split_at_mut(n);
            lstm_cell(&layer[..4 * n], &layer[4 * n..], hidden, cell, &x);
            x.copy_from_slice(hidden);
        }
        let prediction: Vec<f64> = (0..n).map(|i| x[i] * extra[n + i] + extra[2 * n + i]).collect();
        let norm = (prediction.iter().map(|v| v.exp()).sum::<f64>() + 2.0).ln();
        loss += prediction.iter().zip(&sequence[t + 1]).map(|(p, y)| (p - norm) * y).sum::<f64>();
    }
    -loss / (n * (sequence.len() - 1)) as f64
}

fn run_lstm() {
    let (n, layers) = (3, 2);
    let sequence: Vec<Vec<f64>> = (0..4).map(|t| spread(n, 0.1 * t as f64, 1.0)).collect();
    let (np, ns) = (layers * 8 * n + 3 * n, 2 * n * layers);
    check(
        "lstm",
        &spread(np + ns, -0.8, 0.9),
        |x| lstm(&x[..np], &mut x[np..].to_vec(), &sequence),
        |x, g| {
            let mut state = x[np..].to_vec();
            let (gp, gs) = g.split_at_mut(np);
            // The final state is no output: its shadow starts at zero.
            let mut shadow = vec![0.0; ns];
            let v = d_lstm(&x[..np], gp, &mut state, &mut shadow, &sequence, 1.0);
            gs.iter_mut().zip(&shadow).for_each(|(g, s)| *g += s);
            v
        },
        |x, v| {
            let (mut state, mut tangent) = (x[np..].to_vec(), v[np..].to_vec());
            t_lstm(&x[..np], &v[..np], &mut state, &mut tangent, &sequence)
        },
    );
}

//===----------------------------------------------------------------------===//
// Hand tracking: a skinned mesh posed by a tree of bones
//===----------------------------------------------------------------------===//

type Matrix4 = [[f64; 4]; 4];

fn times(a: &Matrix4, b: &Matrix4) -> Matrix4 {
    let mut c = [[0.0; 4]; 4];
    for i in 0..4 {
        for j in 0..4 {
            for (k, row) in b.iter().enumerate() {
                c[i][j] += a[i][k] * row[j];
            }
        }
    }
    c
}

fn euler(angles: &[f64; 3], at: &[f64; 3]) -> Matrix4 {
    let (sx, cx) = angles[0].sin_cos();
    let (sy, cy) = angles[1].sin_cos();
    let (sz, cz) = angles[2].sin_cos();
    [
        [cy * cz, -cx * sz + sx * sy * cz, sx * sz + cx * sy * cz, at[0]],
        [cy * sz, cx * cz + sx * sy * sz, -sx * cz + cx * sy * sz, at[1]],
        [-sy, sx * cy, cx * cy, at[2]],
        [0.0, 0.0, 0.0, 1.0],
    ]
}

struct Bone {
    parent: Option<usize>,
    offset: [f64; 3],
}

struct Hand {
    bones: Vec<Bone>,
    vertices: Vec<[f64; 4]>,
    /// Per vertex: bones and their weights.
    skin: Vec<Vec<(usize, f64)>>,
    targets: Vec<[f64; 3]>,
}

#[autodiff_forward(t_hand, Dual, Const, Dual)]
#[autodiff_reverse(d_hand, Duplicated, Const, Active)]
fn hand(pose: &[[f64; 3]], model: &Hand) -> f64 {
    let mut global: Vec<Matrix4> = Vec::with_capacity(model.bones.len());
    for (bone, angles) in model.bones.iter().zip(pose) {
        let local = euler(angles, &bone.offset);
        let matrix = match bone.parent {
            Some(p) => times(&global[p], &local),
            None => local,
        };
        global.push(matrix);
    }
    let mut error = 0.0;
    for ((vertex, skin), target) in model.vertices.iter().zip(&model.skin).zip(&model.targets) {
        let mut at = [0.0; 3];
        for (bone, weight) in skin {
            for i in 0..3 {
                let row = &global[*bone][i];
                at[i] += weight * row.iter().zip(vertex).map(|(m, v)| m * v).sum::<f64>();
            }
        }
        error += at.iter().zip(target).map(|(a, t)| (a - t) * (a - t)).sum::<f64>();
    }
    error
}

fn run_hand() {
    let model = Hand {
        bones: (0..5)
            .map(|b| Bone { parent: (b > 0).then(|| (b - 1) / 2), offset: [0.1, 0.2 * b as f64, 0.5] })
            .collect(),
        vertices: spread(24, -0.5, 0.5).chunks_exact(3).map(|c| [c[0], c[1], c[2], 1.0]).collect(),
        skin: (0..8).map(|v| vec![(v % 5, 0.7), ((v + 2) % 5, 0.3)]).collect(),
        targets: spread(24, -1.0, 1.0).chunks_exact(3).map(|c| [c[0], c[1], c[2]]).collect(),
    };
    let shape = |x: &[f64]| x.chunks_exact(3).map(|c| [c[0], c[1], c[2]]).collect::<Vec<_>>();
    check(
        "hand_tracking",
        &spread(15, -0.6, 0.7),
        |x| hand(&shape(x), &model),
        |x, g| {
            let mut shadow = vec![[0.0; 3]; 5];
            let v = d_hand(&shape(x), &mut shadow, &model, 1.0);
            g.iter_mut().zip(shadow.iter().flatten()).for_each(|(g, s)| *g += s);
            v
        },
        |x, v| t_hand(&shape(x), &shape(v), &model),
    );
}

//===----------------------------------------------------------------------===//
// Fast Fourier transform, recursive and in place
//===----------------------------------------------------------------------===//

fn fft(data: &mut [f64]) {
    let n = data.len() / 2;
    if n == 1 {
        return;
    }
    let mut even = Vec::with_capacity(n);
    let mut odd = Vec::with_capacity(n);
    for (i, pair) in data.chunks_exact(2).enumerate() {
        (if i % 2 == 0 { &mut even } else { &mut odd }).extend_from_slice(pair);
    }
    fft(&mut even);
    fft(&mut odd);
    for k in 0..n / 2 {
        let (s, c) = (-2.0 * PI * k as f64 / n as f64).sin_cos();
        let (re, im) = (odd[2 * k], odd[2 * k + 1]);
        let (tr, ti) = (c * re - s * im, c * im + s * re);
        data[2 * k] = even[2 * k] + tr;
        data[2 * k + 1] = even[2 * k + 1] + ti;
        data[2 * k + n] = even[2 * k] - tr;
        data[2 * k + 1 + n] = even[2 * k + 1] - ti;
    }
}

#[autodiff_forward(t_spectrum, Dual, Dual)]
#[autodiff_reverse(d_spectrum, Duplicated, Active)]
fn spectrum(x: &[f64]) -> f64 {
    let mut data = x.to_vec();
    fft(&mut data);
    data.chunks_exact(2).enumerate().map(|(k, c)| (c[0] * c[0] + c[1] * c[1]).sqrt() * k as f64).sum()
}

fn fft_inputs(n: usize) -> Vec<f64> {
    (0..2 * n).map(|i| ((i * i) as f64 * 0.3).sin() + 0.1 * i as f64).collect()
}

//===----------------------------------------------------------------------===//
// Brusselator: stiff reaction and diffusion, implicit steps by Newton's method
//===----------------------------------------------------------------------===//

fn solve_in_place(a: &mut [Vec<f64>], b: &mut [f64]) {
    let n = b.len();
    for k in 0..n {
        let pivot = (k..n).max_by(|i, j| a[*i][k].abs().total_cmp(&a[*j][k].abs())).unwrap();
        a.swap(k, pivot);
        b.swap(k, pivot);
        for i in k + 1..n {
            let factor = a[i][k] / a[k][k];
            let (top, bottom) = a.split_at_mut(i);
            for (x, y) in bottom[0][k..].iter_mut().zip(&top[k][k..]) {
                *x -= factor * y;
            }
            b[i] -= factor * b[k];
        }
    }
    for i in (0..n).rev() {
        let sum: f64 = (i + 1..n).map(|j| a[i][j] * b[j]).sum();
        b[i] = (b[i] - sum) / a[i][i];
    }
}

/// Rates of u and v at each of n cells on a ring, and their Jacobian.
fn rates(p: &[f64], y: &[f64], f: &mut [f64], jacobian: &mut [Vec<f64>]) {
    let n = y.len() / 2;
    for row in jacobian.iter_mut() {
        row.fill(0.0);
    }
    for i in 0..n {
        let (u, v) = (y[i], y[n + i]);
        let (l, r) = ((i + n - 1) % n, (i + 1) % n);
        f[i] = p[0] + u * u * v - (p[1] + 1.0) * u + p[2] * (y[l] - 2.0 * u + y[r]);
        f[n + i] = p[1] * u - u * u * v + p[2] * (y[n + l] - 2.0 * v + y[n + r]);
        jacobian[i][i] = 2.0 * u * v - (p[1] + 1.0) - 2.0 * p[2];
        jacobian[i][n + i] = u * u;
        jacobian[n + i][i] = p[1] - 2.0 * u * v;
        jacobian[n + i][n + i] = -u * u - 2.0 * p[2];
        for side in [l, r] {
            jacobian[i][side] += p[2];
            jacobian[n + i][n + side] += p[2];
        }
    }
}

#[autodiff_forward(t_brusselator, Dual, Dual, Dual)]
#[autodiff_reverse(d_brusselator, Duplicated, Duplicated, Active)]
fn brusselator(parameters: &[f64; 3], start: &[f64]) -> f64 {
    let (n, h) = (start.len(), 0.1);
    let mut y = start.to_vec();
    let mut f = vec![0.0; n];
    let mut a = vec![vec![0.0; n]; n];
    for _ in 0..3 {
        let before = y.clone();
        for _ in 0..4 {
            rates(parameters, &y, &mut f, &mut a);
            let mut residual: Vec<f64> = (0..n).map(|i| y[i] - before[i] - h * f[i]).collect();
            for (i, row) in a.iter_mut().enumerate() {
                row.iter_mut().for_each(|v| *v *= -h);
                row[i] += 1.0;
            }
            solve_in_place(&mut a, &mut residual);
            y.iter_mut().zip(&residual).for_each(|(y, r)| *y -= r);
        }
    }
    y.iter().enumerate().map(|(i, v)| v * v * (i + 1) as f64).sum()
}

fn run_brusselator() {
    let head = |x: &[f64]| [x[0], x[1], x[2]];
    let mut x = vec![1.0, 2.5, 0.3];
    x.extend(spread(8, 0.5, 2.0));
    check(
        "brusselator",
        &x,
        |x| brusselator(&head(x), &x[3..]),
        |x, g| {
            let mut dp = [0.0; 3];
            let v = d_brusselator(&head(x), &mut dp, &x[3..], &mut g[3..], 1.0);
            g.iter_mut().zip(dp).for_each(|(g, d)| *g += d);
            v
        },
        |x, v| t_brusselator(&head(x), &head(v), &x[3..], &v[3..]),
    );
}

//===----------------------------------------------------------------------===//
// N bodies, leapfrog, over a vector of structs
//===----------------------------------------------------------------------===//

#[derive(Clone)]
struct Body {
    position: [f64; 3],
    velocity: [f64; 3],
    mass: f64,
}

fn kick(bodies: &mut [Body], dt: f64) {
    for i in 0..bodies.len() {
        let (head, tail) = bodies.split_at_mut(i + 1);
        let a = &mut head[i];
        for b in tail {
            let d: [f64; 3] = std::array::from_fn(|k| a.position[k] - b.position[k]);
            let r2 = d.iter().map(|v| v * v).sum::<f64>() + 0.01;
            let pull = dt / (r2 * r2.sqrt());
            for k in 0..3 {
                a.velocity[k] -= d[k] * b.mass * pull;
                b.velocity[k] += d[k] * a.mass * pull;
            }
        }
    }
}

fn energy(bodies: &[Body]) -> f64 {
    let mut e = 0.0;
    for (i, a) in bodies.iter().enumerate() {
        e += 0.5 * a.mass * a.velocity.iter().map(|v| v * v).sum::<f64>();
        for b in &bodies[i + 1..] {
            let r2: f64 = a.position.iter().zip(&b.position).map(|(p, q)| (p - q).powi(2)).sum();
            e -= a.mass * b.mass / r2.sqrt();
        }
    }
    e
}

#[autodiff_forward(t_bodies, Dual, Const, Dual)]
#[autodiff_reverse(d_bodies, Duplicated, Const, Active)]
fn bodies(start: &Vec<Body>, steps: usize) -> f64 {
    let mut bodies = start.clone();
    let dt = 0.02;
    for _ in 0..steps {
        kick(&mut bodies, dt);
        for b in &mut bodies {
            for (p, v) in b.position.iter_mut().zip(&b.velocity) {
                *p += dt * v;
            }
        }
    }
    energy(&bodies) + bodies[0].position[0] * bodies[1].velocity[2]
}

fn run_bodies() {
    let unpack = |x: &[f64]| -> Vec<Body> {
        x.chunks_exact(7)
            .map(|c| Body { position: [c[0], c[1], c[2]], velocity: [c[3], c[4], c[5]], mass: c[6] })
            .collect()
    };
    let mut x = spread(21, -1.0, 1.0);
    x.iter_mut().skip(6).step_by(7).for_each(|m| *m = m.abs() + 0.5);
    check(
        "n_bodies",
        &x,
        |x| bodies(&unpack(x), 10),
        |x, g| {
            let mut shadow = unpack(&vec![0.0; x.len()]);
            let v = d_bodies(&unpack(x), &mut shadow, 10, 1.0);
            let all = shadow.iter().flat_map(|b| b.position.into_iter().chain(b.velocity).chain([b.mass]));
            g.iter_mut().zip(all).for_each(|(g, s)| *g += s);
            v
        },
        |x, v| t_bodies(&unpack(x), &unpack(v), 10),
    );
}

//===----------------------------------------------------------------------===//
// Heat equation: two buffers that change places
//===----------------------------------------------------------------------===//

#[autodiff_forward(t_heat, Dual, Const, Dual)]
#[autodiff_reverse(d_heat, Duplicated, Const, Active)]
fn heat(x: &[f64], width: usize) -> f64 {
    let (diffusivity, field) = x.split_first().unwrap();
    let height = field.len() / width;
    let mut now = field.to_vec();
    let mut next = now.clone();
    for _ in 0..6 {
        for i in 1..height - 1 {
            for j in 1..width - 1 {
                let k = i * width + j;
                let around = now[k - 1] + now[k + 1] + now[k - width] + now[k + width];
                next[k] = now[k] + diffusivity * (around - 4.0 * now[k]);
            }
        }
        std::mem::swap(&mut now, &mut next);
    }
    now.iter().zip(field).map(|(a, b)| (a - 0.5 * b).powi(2)).sum()
}

//===----------------------------------------------------------------------===//
// A dense network trained for two steps by its own hand-written gradient
//===----------------------------------------------------------------------===//

struct Layer {
    inputs: usize,
    weights: Vec<f64>,
    bias: Vec<f64>,
    activation: fn(f64) -> f64,
}

struct Network {
    layers: Vec<Layer>,
}

impl Network {
    fn new(sizes: &[usize], parameters: &[f64]) -> Network {
        let mut rest = parameters;
        let mut layers = vec![];
        for (k, w) in sizes.windows(2).enumerate() {
            let (weights, tail) = rest.split_at(w[0] * w[1]);
            let (bias, tail) = tail.split_at(w[1]);
            rest = tail;
            let activation: fn(f64) -> f64 = if k + 2 < sizes.len() { f64::tanh } else { |v| v };
            layers.push(Layer { inputs: w[0], weights: weights.to_vec(), bias: bias.to_vec(), activation });
        }
        Network { layers }
    }

    fn apply(&self, input: &[f64]) -> Vec<f64> {
        let mut x = input.to_vec();
        for layer in &self.layers {
            x = layer
                .weights
                .chunks_exact(layer.inputs)
                .zip(&layer.bias)
                .map(|(row, b)| (layer.activation)(row.iter().zip(&x).map(|(w, v)| w * v).sum::<f64>() + b))
                .collect();
        }
        x
    }
}

#[autodiff_forward(t_network, Dual, Const, Dual)]
#[autodiff_reverse(d_network, Duplicated, Const, Active)]
fn network(parameters: &[f64], samples: &[(Vec<f64>, usize)]) -> f64 {
    let network = Network::new(&[2, 4, 3], parameters);
    samples
        .iter()
        .map(|(input, label)| {
            let out = network.apply(input);
            log_sum_exp(&out) - out[*label]
        })
        .sum::<f64>()
        / samples.len() as f64
}

pub fn run() {
    run_mixture();
    run_bundle();
    run_lstm();
    run_hand();
    check("fft", &fft_inputs(8), spectrum, |x, g| d_spectrum(x, g, 1.0), t_spectrum);
    run_brusselator();
    run_bodies();
    let field = spread(1 + 5 * 6, 0.05, 0.95);
    check("heat", &field, |x| heat(x, 6), |x, g| d_heat(x, g, 6, 1.0), |x, v| t_heat(x, v, 6));
    let samples: Vec<(Vec<f64>, usize)> = (0..5).map(|k| (spread(2, -1.0, 0.3 * k as f64), k % 3)).collect();
    check(
        "dense_network",
        &spread(2 * 4 + 4 + 4 * 3 + 3, -0.9, 0.8),
        |x| network(x, &samples),
        |x, g| d_network(x, g, &samples, 1.0),
        |x, v| t_network(x, v, &samples),
    );
}
