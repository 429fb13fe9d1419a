//! Is a rule by hand right? Compares the derivatives that a function has through
//! its rules with difference quotients of the function itself.
//!
//! The quotients are of fourth order: good to about 1e-6 of the function's scale
//! in f64 and to 1e-2 in f32, where the arguments are of size 1. Cost: four runs
//! of the function for each number.
use crate::calculus::gradient;
use crate::wire::forward;
use std::fmt;
use std::mem::ManuallyDrop;

/// Where a derivative and the difference quotient are not the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// `reverse` or `forward`.
    pub mode: &'static str,
    /// Which number of the argument.
    pub index: usize,
    pub by_rule: f64,
    pub by_differences: f64,
}

impl Disagreement {
    fn numbers(&self) -> String {
        format!(
            "{} by the rule, {} by differences",
            short(self.by_rule),
            short(self.by_differences)
        )
    }
}

/// x to six digits.
fn short(x: f64) -> String {
    match format!("{x:.5e}").parse::<f64>() {
        Ok(rounded) => rounded.to_string(),
        Err(_) => x.to_string(),
    }
}

impl fmt::Display for Disagreement {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let Disagreement { mode, index, .. } = self;
        write!(out, "the {mode} derivative by element {index} is wrong: {}", self.numbers())
    }
}

impl std::error::Error for Disagreement {}

/// The difference quotient of f by x[k], and how good that is.
fn quotient<F: Fn(&[f64]) -> f64>(f: &F, x: &[f64], k: usize, single: bool) -> (f64, f64) {
    // A power of two, so that no step is rounded.
    let size = x[k].abs().max(1.0).log2().ceil();
    let h = (size - if single { 5.0 } else { 10.0 }).exp2();
    let at = |step: f64| {
        let mut moved = x.to_vec();
        moved[k] += step;
        f(&moved)
    };
    let (a, b) = (at(h), at(-h));
    let slope = (8.0 * (a - b) - (at(2.0 * h) - at(-2.0 * h))) / (12.0 * h);
    let scale = a.abs().max(b.abs()).max(slope.abs()).max(1e-3);
    (slope, scale * if single { 1e-2 } else { 1e-6 })
}

fn compare<F: Fn(&[f64]) -> f64>(
    mode: &'static str,
    f: &F,
    x: &[f64],
    single: bool,
    derivative: impl Fn(usize) -> f64,
) -> Result<(), Disagreement> {
    for index in 0..x.len() {
        let (by_differences, tolerance) = quotient(f, x, index, single);
        let by_rule = derivative(index);
        let agree = (by_rule - by_differences).abs() <= tolerance; // not of NaN
        if !agree {
            return Err(Disagreement { mode, index, by_rule, by_differences });
        }
    }
    Ok(())
}

#[inline(always)]
fn in_reverse<F: Fn(&[f64]) -> f64>(f: &F, x: &[f64], single: bool) -> Result<(), Disagreement> {
    let got = gradient(f, x);
    compare("reverse", f, x, single, |k| got[k])
}

#[inline(always)]
fn in_forward<F: Fn(&[f64]) -> f64>(f: &F, x: &[f64], single: bool) -> Result<(), Disagreement> {
    compare("forward", f, x, single, |k| {
        let mut v = vec![0.0; x.len()];
        v[k] = 1.0;
        let constant = ManuallyDrop::new((f,));
        let (_, tangent) = unsafe {
            forward(
                |(x,): (&[f64],), (f,): (&F,)| f(x),
                &mut ManuallyDrop::new((x,)),
                &mut ManuallyDrop::new((&v[..],)),
                &constant,
            )
        };
        unsafe { tangent.assume_init() }
    })
}

/// Compares the gradient of f at x with difference quotients.
///
/// ```
/// #[wengert::custom_reverse(area_back)]
/// fn area(width: f64, height: f64) -> f64 { width * height }
/// fn area_back(_: f64, height: f64, seed: f64) -> (f64, f64) {
///     (height * seed, height * seed) // a slip
/// }
///
/// let wrong = wengert::test_vjp(|x| area(x[0], x[1]), &[2.0, 5.0]).unwrap_err();
/// assert_eq!(
///     wrong.to_string(),
///     "the reverse derivative by element 1 is wrong: 5 by the rule, 2 by differences"
/// );
/// ```
#[inline]
pub fn test_vjp<F: Fn(&[f64]) -> f64>(f: F, x: &[f64]) -> Result<(), Disagreement> {
    in_reverse(&f, x, false)
}

/// Compares the tangents of f at x with difference quotients.
///
/// ```
/// assert_eq!(wengert::test_jvp(|x| x[0] * x[1].sin(), &[2.0, 5.0]), Ok(()));
/// ```
#[inline]
pub fn test_jvp<F: Fn(&[f64]) -> f64>(f: F, x: &[f64]) -> Result<(), Disagreement> {
    in_forward(&f, x, false)
}

/// Both: [`test_vjp`] and [`test_jvp`]. The attribute of the same name writes the
/// test of a function with rules.
#[inline]
pub fn test_rule<F: Fn(&[f64]) -> f64>(f: F, x: &[f64]) -> Result<(), Disagreement> {
    in_reverse(&f, x, false)?;
    in_forward(&f, x, false)
}

/// What the attribute knows of a function: its name, and of each argument its
/// name, its first number in the state and, for a slice, how many there are.
pub struct Tested<'a> {
    pub function: &'a str,
    pub arguments: &'a [(&'a str, usize, Option<usize>)],
    pub single: bool,
}

impl Tested<'_> {
    #[track_caller]
    fn judge(&self, done: Result<(), Disagreement>) {
        let Err(wrong) = done else { return };
        let found = self.arguments.iter().rev().find(|(_, first, _)| *first <= wrong.index);
        let of = match found {
            Some((name, first, Some(_))) => format!("`{name}[{}]`", wrong.index - first),
            Some((name, _, None)) => format!("`{name}`"),
            None => format!("element {}", wrong.index),
        };
        panic!(
            "the {} rule of `{}` is wrong: derivative by {of}: {}",
            wrong.mode,
            self.function,
            wrong.numbers()
        );
    }
    #[track_caller]
    #[inline]
    pub fn reverse<F: Fn(&[f64]) -> f64>(&self, f: F, x: &[f64]) {
        self.judge(in_reverse(&f, x, self.single));
    }
    #[track_caller]
    #[inline]
    pub fn forward<F: Fn(&[f64]) -> f64>(&self, f: F, x: &[f64]) {
        self.judge(in_forward(&f, x, self.single));
    }
}
