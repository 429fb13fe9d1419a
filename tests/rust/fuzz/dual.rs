//! The oracle's number: a value and its slope in one direction, by the rules
//! of calculus as textbooks have them. Nothing here knows about the plugin.
#![allow(dead_code)]
use std::cell::Cell;
use std::cmp::Ordering;
use std::iter::{Product, Sum};
use std::ops::*;

thread_local! {
    /// Has a value or a slope overflowed, be it one that no result depends on?
    pub static OVERFLOWED: Cell<bool> = const { Cell::new(false) };
}

#[derive(Clone, Copy, Debug, Default)]
pub struct D {
    pub v: f64,
    pub d: f64,
}

impl D {
    pub fn c(v: f64) -> D {
        D { v, d: 0.0 }
    }
    fn of(v: f64, d: f64) -> D {
        if !v.is_finite() || !d.is_finite() {
            OVERFLOWED.set(true);
        }
        D { v, d }
    }
    pub fn sin(self) -> D {
        D::of(self.v.sin(), self.d * self.v.cos())
    }
    pub fn cos(self) -> D {
        D::of(self.v.cos(), -self.d * self.v.sin())
    }
    pub fn tanh(self) -> D {
        let t = self.v.tanh();
        D::of(t, self.d * (1.0 - t * t))
    }
    pub fn atan(self) -> D {
        D::of(self.v.atan(), self.d / (1.0 + self.v * self.v))
    }
    pub fn exp(self) -> D {
        D::of(self.v.exp(), self.d * self.v.exp())
    }
    pub fn ln(self) -> D {
        D::of(self.v.ln(), self.d / self.v)
    }
    pub fn ln_1p(self) -> D {
        D::of(self.v.ln_1p(), self.d / (1.0 + self.v))
    }
    pub fn sqrt(self) -> D {
        D::of(self.v.sqrt(), self.d / (2.0 * self.v.sqrt()))
    }
    pub fn cbrt(self) -> D {
        let r = self.v.cbrt();
        D::of(r, self.d / (3.0 * r * r))
    }
    pub fn recip(self) -> D {
        D::c(1.0) / self
    }
    pub fn abs(self) -> D {
        if self.v < 0.0 { -self } else { self }
    }
    pub fn powi(self, n: i32) -> D {
        D::of(self.v.powi(n), self.d * f64::from(n) * self.v.powi(n - 1))
    }
    pub fn powf(self, p: D) -> D {
        let r = self.v.powf(p.v);
        D::of(r, self.d * p.v * self.v.powf(p.v - 1.0) + p.d * r * self.v.ln())
    }
    pub fn hypot(self, o: D) -> D {
        let h = self.v.hypot(o.v);
        D::of(h, (self.v * self.d + o.v * o.d) / h)
    }
    pub fn atan2(self, o: D) -> D {
        let s = self.v * self.v + o.v * o.v;
        D::of(self.v.atan2(o.v), (self.d * o.v - self.v * o.d) / s)
    }
    pub fn mul_add(self, a: D, b: D) -> D {
        D::of(self.v.mul_add(a.v, b.v), self.d * a.v + self.v * a.d + b.d)
    }
    pub fn max(self, o: D) -> D {
        if self.v < o.v { o } else { self }
    }
    pub fn min(self, o: D) -> D {
        if self.v > o.v { o } else { self }
    }
    pub fn clamp(self, low: D, high: D) -> D {
        if self.v < low.v { low } else if self.v > high.v { high } else { self }
    }
    pub fn is_finite(self) -> bool {
        self.v.is_finite()
    }
    pub fn total_cmp(&self, o: &D) -> Ordering {
        self.v.total_cmp(&o.v)
    }
    pub fn floor(self) -> D {
        D::c(self.v.floor())
    }
}

impl PartialEq for D {
    fn eq(&self, o: &D) -> bool {
        self.v == o.v
    }
}
impl PartialOrd for D {
    fn partial_cmp(&self, o: &D) -> Option<Ordering> {
        self.v.partial_cmp(&o.v)
    }
}
impl Neg for D {
    type Output = D;
    fn neg(self) -> D {
        D::of(-self.v, -self.d)
    }
}
impl Neg for &D {
    type Output = D;
    fn neg(self) -> D {
        -*self
    }
}

fn add(a: D, b: D) -> D {
    D::of(a.v + b.v, a.d + b.d)
}
fn sub(a: D, b: D) -> D {
    D::of(a.v - b.v, a.d - b.d)
}
fn mul(a: D, b: D) -> D {
    D::of(a.v * b.v, a.d * b.v + a.v * b.d)
}
fn div(a: D, b: D) -> D {
    D::of(a.v / b.v, (a.d - a.v / b.v * b.d) / b.v)
}

macro_rules! operators {
    ($($Op:ident $op:ident $Assign:ident $assign:ident;)*) => { $(
        impl $Op<D> for D { type Output = D; fn $op(self, o: D) -> D { $op(self, o) } }
        impl $Op<&D> for D { type Output = D; fn $op(self, o: &D) -> D { $op(self, *o) } }
        impl $Op<D> for &D { type Output = D; fn $op(self, o: D) -> D { $op(*self, o) } }
        impl $Op<&D> for &D { type Output = D; fn $op(self, o: &D) -> D { $op(*self, *o) } }
        impl $Assign<D> for D { fn $assign(&mut self, o: D) { *self = $op(*self, o) } }
        impl $Assign<&D> for D { fn $assign(&mut self, o: &D) { *self = $op(*self, *o) } }
    )* };
}
operators! {
    Add add AddAssign add_assign;
    Sub sub SubAssign sub_assign;
    Mul mul MulAssign mul_assign;
    Div div DivAssign div_assign;
}

impl Sum for D {
    fn sum<I: Iterator<Item = D>>(i: I) -> D {
        i.fold(D::c(-0.0), |a, b| a + b)
    }
}
impl<'a> Sum<&'a D> for D {
    fn sum<I: Iterator<Item = &'a D>>(i: I) -> D {
        i.fold(D::c(-0.0), |a, b| a + b)
    }
}
impl Product for D {
    fn product<I: Iterator<Item = D>>(i: I) -> D {
        i.fold(D::c(1.0), |a, b| a * b)
    }
}
impl<'a> Product<&'a D> for D {
    fn product<I: Iterator<Item = &'a D>>(i: I) -> D {
        i.fold(D::c(1.0), |a, b| a * b)
    }
}
