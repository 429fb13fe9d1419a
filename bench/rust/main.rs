// Benchmarks in safe Rust: bundle adjustment, the Gaussian mixture, logsumexp, the
// FFT with its inverse and the LSTM, as bench/programs has them in C. Built with autodiff and, with
// --cfg plain, without; prints one line of JSON for each measurement.
#![cfg_attr(not(plain), feature(autodiff))]
#[cfg(not(plain))]
use std::autodiff::autodiff_reverse;
use std::cell::RefCell;
use std::time::Instant;

mod ba;
mod lstm;
use ba::{Rows, Scene};
use lstm::{lstm, Text};

#[cfg_attr(not(plain), autodiff_reverse(d_logsumexp, Duplicated, Active))]
#[inline(never)]
fn logsumexp(x: &[f64]) -> f64 {
    let max = x.iter().fold(x[0], |m, &v| if v > m { v } else { m });
    max + x.iter().map(|v| (v - max).exp()).sum::<f64>().ln()
}

struct Mixture {
    d: usize,
    k: usize,
    x: Vec<f64>,
}

/// Parameters as in gmm.c, in one slice.
#[cfg_attr(not(plain), autodiff_reverse(d_gmm, Duplicated, Const, Active))]
#[inline(never)]
fn gmm(p: &[f64], m: &Mixture) -> f64 {
    let (d, k) = (m.d, m.k);
    let (alphas, rest) = p.split_at(k);
    let (means, icfs) = rest.split_at(k * d);
    let icf = d * (d + 1) / 2;
    let mut diagonals = vec![0.0; k * d];
    let mut sums = vec![0.0; k];
    let mut frobenius = 0.0;
    for (c, f) in icfs.chunks_exact(icf).enumerate() {
        for j in 0..d {
            sums[c] += f[j];
            let e = f[j].exp();
            diagonals[c * d + j] = e;
            frobenius += e * e;
        }
        frobenius += f[d..].iter().map(|v| v * v).sum::<f64>();
    }
    let mut centred = vec![0.0; d];
    let mut product = vec![0.0; d];
    let mut main = vec![0.0; k];
    let mut total = 0.0;
    for x in m.x.chunks_exact(d) {
        for c in 0..k {
            for j in 0..d {
                centred[j] = x[j] - means[c * d + j];
                product[j] = diagonals[c * d + j] * centred[j];
            }
            let mut l = &icfs[c * icf + d..(c + 1) * icf];
            for j in 0..d {
                let (column, behind) = l.split_at(d - j - 1);
                for (q, e) in product[j + 1..].iter_mut().zip(column) {
                    *q += e * centred[j];
                }
                l = behind;
            }
            main[c] = alphas[c] + sums[c] - 0.5 * product.iter().map(|v| v * v).sum::<f64>();
        }
        total += logsumexp(&main);
    }
    let n = (m.x.len() / d) as f64;
    total - n * logsumexp(alphas) - 0.5 * frobenius
}

fn fft(x: &mut [f64], t: &mut [f64], sign: f64) {
    let n = x.len() / 2;
    if n < 2 {
        return;
    }
    for i in 0..n / 2 {
        t[2 * i] = x[4 * i];
        t[2 * i + 1] = x[4 * i + 1];
        t[n + 2 * i] = x[4 * i + 2];
        t[n + 2 * i + 1] = x[4 * i + 3];
    }
    let (te, to) = t.split_at_mut(n);
    let (xe, xo) = x.split_at_mut(n);
    fft(te, xe, sign);
    fft(to, xo, sign);
    let (mut wr, mut wi) = (1.0, 0.0);
    let angle = 2.0 * std::f64::consts::PI / n as f64;
    let (cr, ci) = (angle.cos(), sign * angle.sin());
    for i in 0..n / 2 {
        let re = wr * to[2 * i] - wi * to[2 * i + 1];
        let im = wr * to[2 * i + 1] + wi * to[2 * i];
        xe[2 * i] = te[2 * i] + re;
        xe[2 * i + 1] = te[2 * i + 1] + im;
        xo[2 * i] = te[2 * i] - re;
        xo[2 * i + 1] = te[2 * i + 1] - im;
        (wr, wi) = (wr * cr - wi * ci, wr * ci + wi * cr);
    }
}

#[cfg_attr(not(plain), autodiff_reverse(d_there_and_back, Duplicated, Active))]
#[inline(never)]
fn there_and_back(p: &[f64]) -> f64 {
    let mut x = p.to_vec();
    let mut t = vec![0.0; p.len()];
    fft(&mut x, &mut t, -1.0);
    fft(&mut x, &mut t, 1.0);
    x.iter().enumerate().map(|(i, v)| v * v * (i % 7) as f64).sum()
}

struct Random(u64);
impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64 - 0.5
    }
}

fn seconds(f: &mut dyn FnMut()) -> f64 {
    let begin = Instant::now();
    let mut calls = 0;
    while calls == 0 || begin.elapsed().as_secs_f64() < 0.03 {
        f();
        calls += 1;
    }
    begin.elapsed().as_secs_f64() / calls as f64
}
fn median(mut v: Vec<f64>) -> f64 {
    v.sort_by(f64::total_cmp);
    v[v.len() / 2]
}

fn parameters(n: usize) -> Vec<f64> {
    let mut random = Random(1);
    (0..n).map(|_| random.next()).collect()
}

type Gradient<'a> = &'a dyn Fn(&[f64], &mut [f64]);

/// What `gradient` leaves elsewhere, as rows of a Jacobian, `gather` adds up.
fn measure(
    name: &str,
    size: &str,
    p: Vec<f64>,
    value: &dyn Fn(&[f64]) -> f64,
    gradient: Gradient,
    gather: Option<&dyn Fn(&mut [f64])>,
) {
    let mut random = Random(3);
    let mut g = vec![0.0; p.len()];
    if !cfg!(plain) {
        gradient(&p, &mut g);
        if let Some(gather) = gather {
            gather(&mut g);
        }
        let t: Vec<f64> = p.iter().map(|_| random.next()).collect();
        let at = |h: f64| value(&p.iter().zip(&t).map(|(p, t)| p + h * t).collect::<Vec<_>>());
        let difference = (at(1e-5) - at(-1e-5)) / 2e-5;
        let slope: f64 = g.iter().zip(&t).map(|(g, t)| g * t).sum();
        assert!(
            (slope - difference).abs() <= 1e-4 * (1e-3 + difference.abs()),
            "{name}: slope {slope}, difference {difference}"
        );
    }
    if std::env::var_os("BENCH_CHECK").is_some() {
        println!("{name} {size}: right");
        return;
    }
    let (mut primals, mut gradients, mut ratios) = (vec![], vec![], vec![]);
    for _ in 0..9 {
        let a = seconds(&mut || {
            std::hint::black_box(value(std::hint::black_box(&p)));
        });
        let b = seconds(&mut || {
            g.fill(0.0);
            gradient(&p, &mut g);
        });
        primals.push(a);
        gradients.push(b);
        ratios.push(b / a);
    }
    print!("{{\"program\": \"{name}\", \"size\": \"{size}\", ");
    print!("\"primal_ms\": {:.5}", 1e3 * median(primals));
    if !cfg!(plain) {
        print!(", \"gradient_ms\": {:.5}", 1e3 * median(gradients));
        print!(", \"ratio\": {:.3}", median(ratios));
    }
    println!("}}");
}

/// The derivatives; nothing in a build without.
#[cfg(not(plain))]
mod derivatives {
    use super::*;
    pub fn sum(p: &[f64], g: &mut [f64]) {
        d_logsumexp(p, g, 1.0);
    }
    pub fn fft(p: &[f64], g: &mut [f64]) {
        d_there_and_back(p, g, 1.0);
    }
    pub fn mixture(p: &[f64], g: &mut [f64], m: &Mixture) {
        d_gmm(p, g, m, 1.0);
    }
    pub fn text(p: &[f64], g: &mut [f64], t: &Text) {
        lstm::d_lstm(p, g, t, 1.0);
    }
    pub fn scene(p: &[f64], rows: &mut [Rows], s: &Scene) {
        s.gradient(p, rows);
    }
}
#[cfg(plain)]
mod derivatives {
    use super::*;
    pub fn sum(_: &[f64], _: &mut [f64]) {}
    pub fn fft(_: &[f64], _: &mut [f64]) {}
    pub fn mixture(_: &[f64], _: &mut [f64], _: &Mixture) {}
    pub fn text(_: &[f64], _: &mut [f64], _: &Text) {}
    pub fn scene(_: &[f64], _: &mut [Rows], _: &Scene) {}
}

fn main() {
    let mut random = Random(7);
    let s = Scene::new(49, 7776, 31843, &mut || random.next());
    let mut p = parameters(s.parameters());
    s.arrange(&mut p);
    let rows = RefCell::new(vec![Rows::default(); s.seen.len()]);
    measure(
        "BA",
        &format!("{} cameras, {} points, {} observations", s.cameras, s.points, s.seen.len()),
        p,
        &|p| s.value(p),
        &|p, _| derivatives::scene(p, &mut rows.borrow_mut(), &s),
        Some(&|g| s.gather(&rows.borrow(), g)),
    );
    for (d, k, n) in [(2, 5, 1000), (10, 25, 1000), (20, 50, 1000), (64, 25, 1000)] {
        let m = Mixture { d, k, x: (0..n * d).map(|_| 2.0 * random.next()).collect() };
        let size = format!("d={d} k={k} n={n}");
        let p = parameters(k * (1 + d + d * (d + 1) / 2));
        measure("GMM", &size, p, &|p| gmm(p, &m), &|p, g| derivatives::mixture(p, g, &m), None);
    }
    for (name, n) in [("1,000", 1000), ("1,000,000", 1_000_000)] {
        measure("logsumexp", name, parameters(n), &logsumexp, &derivatives::sum, None);
    }
    for (name, n) in [("1,024", 1024), ("65,536", 65536)] {
        let p = parameters(2 * n);
        measure("FFT and inverse", name, p, &there_and_back, &derivatives::fft, None);
    }
    for (layers, length) in [(2, 1024), (4, 1024), (4, 4096)] {
        let t = Text::new(layers, length);
        let size = format!("{layers} layers, {length} characters");
        let p = parameters(t.parameters());
        measure("LSTM", &size, p, &|p| lstm(p, &t), &|p, g| derivatives::text(p, g, &t), None);
    }
}
