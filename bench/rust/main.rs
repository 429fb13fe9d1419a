// Benchmarks in safe Rust: the Gaussian mixture, logsumexp and the FFT with its
// inverse, as bench/programs has them in C. Built with autodiff and, with
// --cfg plain, without; prints one line of JSON for each measurement.
#![cfg_attr(not(plain), feature(autodiff))]
#[cfg(not(plain))]
use std::autodiff::autodiff_reverse;
use std::time::Instant;

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

fn measure(
    name: &str,
    size: &str,
    parameters: usize,
    value: &dyn Fn(&[f64]) -> f64,
    gradient: &dyn Fn(&[f64], &mut [f64]),
) {
    let mut random = Random(1);
    let p: Vec<f64> = (0..parameters).map(|_| random.next()).collect();
    let mut g = vec![0.0; parameters];
    if !cfg!(plain) {
        gradient(&p, &mut g);
        let t: Vec<f64> = p.iter().map(|_| random.next()).collect();
        let at = |h: f64| value(&p.iter().zip(&t).map(|(p, t)| p + h * t).collect::<Vec<_>>());
        let difference = (at(1e-5) - at(-1e-5)) / 2e-5;
        let slope: f64 = g.iter().zip(&t).map(|(g, t)| g * t).sum();
        assert!(
            (slope - difference).abs() <= 1e-4 * (1e-3 + difference.abs()),
            "{name}: slope {slope}, difference {difference}"
        );
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

#[cfg(plain)]
fn main() {
    run(&|_, _| (), &|_, _| (), &|_, _, _| ());
}
#[cfg(not(plain))]
fn main() {
    run(
        &|p, g| {
            d_logsumexp(p, g, 1.0);
        },
        &|p, g| {
            d_there_and_back(p, g, 1.0);
        },
        &|p, g, m| {
            d_gmm(p, g, m, 1.0);
        },
    );
}

fn run(
    d_sum: &dyn Fn(&[f64], &mut [f64]),
    d_fft: &dyn Fn(&[f64], &mut [f64]),
    d_mixture: &dyn Fn(&[f64], &mut [f64], &Mixture),
) {
    let mut random = Random(7);
    for (d, k, n) in [(2, 5, 1000), (10, 25, 1000), (20, 50, 1000), (64, 25, 1000)] {
        let m = Mixture { d, k, x: (0..n * d).map(|_| 2.0 * random.next()).collect() };
        let size = format!("d={d} k={k} n={n}");
        let parameters = k * (1 + d + d * (d + 1) / 2);
        measure("GMM", &size, parameters, &|p| gmm(p, &m), &|p, g| d_mixture(p, g, &m));
    }
    measure("logsumexp", "1,000", 1000, &logsumexp, d_sum);
    measure("logsumexp", "1,000,000", 1_000_000, &logsumexp, d_sum);
    measure("FFT and inverse", "1,024", 2 * 1024, &there_and_back, d_fft);
    measure("FFT and inverse", "65,536", 2 * 65536, &there_and_back, d_fft);
}
