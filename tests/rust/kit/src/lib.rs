//! Code of another crate, generic and not, as programs use it.
use std::ops::{Add, Mul, Sub};

/// What a smooth scalar can do; only what the programs need.
pub trait Real: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> {
    const ONE: Self;
    fn exp(self) -> Self;
    fn sin(self) -> Self;
}

impl Real for f64 {
    const ONE: f64 = 1.0;
    fn exp(self) -> f64 {
        f64::exp(self)
    }
    fn sin(self) -> f64 {
        f64::sin(self)
    }
}

impl Real for f32 {
    const ONE: f32 = 1.0;
    fn exp(self) -> f32 {
        f32::exp(self)
    }
    fn sin(self) -> f32 {
        f32::sin(self)
    }
}

/// By Horner's scheme.
pub fn polynomial<T: Real>(coefficients: &[T], x: T) -> T {
    let (last, rest) = coefficients.split_last().expect("no coefficients");
    rest.iter().rev().fold(*last, |sum, c| sum * x + *c)
}

#[inline(never)]
pub fn softplus(x: f64) -> f64 {
    if x > 30.0 {
        x
    } else {
        x.exp().ln_1p()
    }
}

/// A potential with associated types, implemented by users of the crate.
pub trait Potential {
    type Point;
    const SCALE: f64;
    fn at(&self, p: &Self::Point) -> f64;
    fn scaled(&self, p: &Self::Point) -> f64 {
        Self::SCALE * self.at(p)
    }
}

pub fn total<P: Potential>(potential: &P, points: &[P::Point]) -> f64 {
    points.iter().map(|p| potential.scaled(p)).sum()
}

/// A fixed-size matrix with its operators.
#[derive(Clone, Copy)]
pub struct Matrix<const R: usize, const C: usize>(pub [[f64; C]; R]);

impl<const R: usize, const C: usize> Matrix<R, C> {
    pub fn zero() -> Self {
        Matrix([[0.0; C]; R])
    }

    pub fn from_slice(values: &[f64]) -> Self {
        let mut m = Self::zero();
        for (row, chunk) in m.0.iter_mut().zip(values.chunks_exact(C)) {
            row.copy_from_slice(chunk);
        }
        m
    }

    pub fn norm_squared(&self) -> f64 {
        self.0.iter().flatten().map(|v| v * v).sum()
    }
}

impl<const R: usize, const K: usize, const C: usize> Mul<Matrix<K, C>> for Matrix<R, K> {
    type Output = Matrix<R, C>;
    fn mul(self, other: Matrix<K, C>) -> Matrix<R, C> {
        let mut m = Matrix::zero();
        for i in 0..R {
            for j in 0..C {
                m.0[i][j] = (0..K).map(|k| self.0[i][k] * other.0[k][j]).sum();
            }
        }
        m
    }
}

impl<const R: usize, const C: usize> Add for Matrix<R, C> {
    type Output = Self;
    fn add(mut self, other: Self) -> Self {
        for (a, b) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            *a += b;
        }
        self
    }
}
