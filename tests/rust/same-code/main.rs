//! Functions without derivatives. Compiled with and without -Zautodiff, their
//! machine code must be the same (run-same-code.sh). With `--cfg derivative` the
//! program also contains a derivative, which must not change its neighbours.
#![cfg_attr(derivative, feature(autodiff))]
use std::hint::black_box;

/// Vectorized with run-time checks of nothing: `zip` knows its bounds.
#[no_mangle]
#[inline(never)]
pub fn saxpy(a: f64, x: &[f64], y: &mut [f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += a * *x;
    }
}

/// An integer reduction, vectorized and interleaved.
#[no_mangle]
#[inline(never)]
pub fn wrapping_sum(x: &[u32]) -> u32 {
    x.iter().fold(0, |a, b| a.wrapping_add(*b))
}

/// A float reduction in order: unrolled, its products vectorized by SLP.
#[no_mangle]
#[inline(never)]
pub fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(a, b)| a * b).sum()
}

#[no_mangle]
#[inline(never)]
pub fn stencil(x: &[f32], y: &mut [f32]) {
    for i in 1..x.len().min(y.len()) - 1 {
        y[i] = 0.25 * x[i - 1] + 0.5 * x[i] + 0.25 * x[i + 1];
    }
}

#[no_mangle]
#[inline(never)]
pub fn matmul(n: usize, a: &[f64], b: &[f64], c: &mut [f64]) {
    for i in 0..n {
        for k in 0..n {
            let v = a[i * n + k];
            for j in 0..n {
                c[i * n + j] += v * b[k * n + j];
            }
        }
    }
}

/// Unrolled in full, then SLP.
#[no_mangle]
#[inline(never)]
pub fn add4(a: &[f64; 4], b: &[f64; 4], c: &mut [f64; 4]) {
    for i in 0..4 {
        c[i] = a[i] + b[i];
    }
}

#[no_mangle]
#[inline(never)]
pub fn twice8(a: &[f32; 8], c: &mut [f32; 8]) {
    c[0] = a[0] * 2.0;
    c[1] = a[1] * 2.0;
    c[2] = a[2] * 2.0;
    c[3] = a[3] * 2.0;
    c[4] = a[4] * 2.0;
    c[5] = a[5] * 2.0;
    c[6] = a[6] * 2.0;
    c[7] = a[7] * 2.0;
}

#[no_mangle]
#[inline(never)]
pub fn count(s: &[u8], b: u8) -> usize {
    s.iter().filter(|&&c| c == b).count()
}

#[no_mangle]
#[inline(never)]
pub fn largest(s: &[i32]) -> Option<i32> {
    s.iter().copied().max()
}

/// No vector code: a chain of dependences, a branch, a table.
#[no_mangle]
#[inline(never)]
pub fn collatz(mut n: u64) -> u32 {
    let mut k = 0;
    while n != 1 {
        n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
        k += 1;
    }
    k
}

#[no_mangle]
#[inline(never)]
pub fn hash(s: &[u8]) -> u64 {
    s.iter().fold(0xcbf29ce484222325, |h, &b| (h ^ b as u64).wrapping_mul(0x100000001b3))
}

#[no_mangle]
#[inline(never)]
pub fn histogram(s: &[u8], h: &mut [u32; 256]) {
    for &b in s {
        h[b as usize] += 1;
    }
}

#[no_mangle]
#[inline(never)]
pub fn horner(c: &[f64], x: f64) -> f64 {
    c.iter().rev().fold(0.0, |a, &k| a * x + k)
}

#[no_mangle]
#[inline(never)]
pub fn reverse(v: &mut [u16]) {
    v.reverse()
}

#[no_mangle]
#[inline(never)]
pub fn roots(n: usize) -> Vec<f64> {
    (0..n).map(|i| (i as f64).sqrt()).collect()
}

#[no_mangle]
#[inline(never)]
pub fn primes(n: usize) -> usize {
    let mut s = vec![true; n + 1];
    let mut i = 2;
    while i * i <= n {
        if s[i] {
            let mut j = i * i;
            while j <= n {
                s[j] = false;
                j += i;
            }
        }
        i += 1;
    }
    s[2.min(n)..].iter().filter(|&&b| b).count()
}

#[no_mangle]
#[inline(never)]
pub fn nine_calls() -> f64 {
    let mut s = 0.0;
    for i in 0..9 {
        s += black_box(i as f64);
    }
    s
}

#[no_mangle]
#[inline(never)]
pub fn buckets(n: u32) -> u64 {
    let mut m = std::collections::HashMap::new();
    for i in 0..n {
        *m.entry(i % 17).or_insert(0u64) += i as u64;
    }
    m.values().sum()
}

#[no_mangle]
#[inline(never)]
pub fn longest_word(s: &str) -> usize {
    s.split_whitespace().map(|w| w.len()).max().unwrap_or(0)
}

#[cfg(derivative)]
mod derivative {
    use std::autodiff::autodiff_reverse;

    #[autodiff_reverse(gradient, Duplicated, Active)]
    pub fn energy(x: &[f64]) -> f64 {
        x.iter().map(|v| v.sin() * v).sum()
    }
}

fn main() {
    let n = std::env::args().count() + 60;
    let x = roots(n);
    let mut y = roots(n);
    saxpy(2.0, &x, &mut y);
    let u: Vec<u32> = (0..n as u32).collect();
    let f: Vec<f32> = x.iter().map(|&v| v as f32).collect();
    let mut g = f.clone();
    stencil(&f, &mut g);
    let mut c = vec![0.0; 64];
    matmul(7, &x, &y, &mut c);
    let mut four = [0.0; 4];
    add4(x[..4].try_into().unwrap(), y[..4].try_into().unwrap(), &mut four);
    let mut eight = [0f32; 8];
    twice8(f[..8].try_into().unwrap(), &mut eight);
    let text = std::env::args().collect::<Vec<_>>().join(" x ");
    let mut h = [0; 256];
    histogram(text.as_bytes(), &mut h);
    let mut r: Vec<u16> = u.iter().map(|&k| k as u16).collect();
    reverse(&mut r);
    black_box((wrapping_sum(&u), dot(&x, &y), &g, &c, four, eight, largest(&[1, 2, n as i32])));
    black_box((collatz(n as u64), longest_word(&text), hash(text.as_bytes()), &r, horner(&x, 0.5)));
    black_box((primes(n), nine_calls(), buckets(n as u32), count(text.as_bytes(), b'x'), h));
    #[cfg(derivative)]
    {
        let mut d = vec![0.0; x.len()];
        let v = derivative::gradient(&x, &mut d, 1.0);
        assert!((v - x.iter().map(|v| v.sin() * v).sum::<f64>()).abs() < 1e-12);
        for (x, d) in x.iter().zip(&d) {
            assert!((d - (x.sin() + x * x.cos())).abs() < 1e-12);
        }
    }
}
