//! Derivatives of functions at hand, closures with captures among them.
//! What a closure captures is constant.
use crate::wire::{forward, reverse};
use std::mem::{ManuallyDrop, MaybeUninit};

#[inline(always)]
fn add_gradient<F: Fn(&[f64]) -> f64>(f: &F, x: &[f64], gradient: &mut [f64]) -> f64 {
    assert_eq!(x.len(), gradient.len());
    let mut duplicated = ManuallyDrop::new((x,));
    let mut shadow = ManuallyDrop::new((&*gradient,));
    let constant = ManuallyDrop::new((f,));
    unsafe {
        reverse(
            |(x,): (&[f64],), (f,): (&F,)| f(x),
            &mut duplicated,
            &mut shadow,
            &constant,
            MaybeUninit::new(1.0),
        )
    }
}

/// The value of f at x, and its gradient.
///
/// ```
/// let scale = 2.0;
/// let (value, gradient) =
///     wengert::value_and_gradient(|x| scale * x[0] * x[1].sin(), &[3.0, 0.5]);
/// assert_eq!(value, 2.0 * 3.0 * 0.5f64.sin());
/// assert!((gradient[0] - 2.0 * 0.5f64.sin()).abs() < 1e-15);
/// assert!((gradient[1] - 6.0 * 0.5f64.cos()).abs() < 1e-15);
/// ```
#[inline]
pub fn value_and_gradient<F: Fn(&[f64]) -> f64>(f: F, x: &[f64]) -> (f64, Vec<f64>) {
    let mut gradient = vec![0.0; x.len()];
    let value = add_gradient(&f, x, &mut gradient);
    (value, gradient)
}

/// The gradient of f at x.
///
/// ```
/// let energy = |x: &[f64]| x.iter().map(|v| v * v).sum::<f64>();
/// assert_eq!(wengert::gradient(energy, &[1.0, -2.0, 0.5]), [2.0, -4.0, 1.0]);
/// ```
#[inline]
pub fn gradient<F: Fn(&[f64]) -> f64>(f: F, x: &[f64]) -> Vec<f64> {
    value_and_gradient(f, x).1
}

/// The value of f at x, and its derivative along v (Jacobian times vector).
///
/// ```
/// let polar = |p: &[f64; 2]| [p[0] * p[1].cos(), p[0] * p[1].sin()];
/// let (value, along) = wengert::jvp(polar, &[2.0, 0.0], &[0.0, 1.0]);
/// assert_eq!(value, [2.0, 0.0]);
/// assert_eq!(along, [0.0, 2.0]);
/// ```
#[inline]
pub fn jvp<F, const N: usize, const M: usize>(
    f: F,
    x: &[f64; N],
    v: &[f64; N],
) -> ([f64; M], [f64; M])
where
    F: Fn(&[f64; N]) -> [f64; M],
{
    let constant = ManuallyDrop::new((&f,));
    let (value, tangent) = unsafe {
        forward(
            |(x,): (&[f64; N],), (f,): (&F,)| f(x),
            &mut ManuallyDrop::new((x,)),
            &mut ManuallyDrop::new((v,)),
            &constant,
        )
    };
    (value, unsafe { tangent.assume_init() })
}

/// The value of f at x, and the gradient of its product with w (vector times
/// Jacobian).
///
/// ```
/// let polar = |p: &[f64; 2]| [p[0] * p[1].cos(), p[0] * p[1].sin()];
/// let (value, back) = wengert::vjp(polar, &[2.0, 0.0], [1.0, 10.0]);
/// assert_eq!(value, [2.0, 0.0]);
/// assert_eq!(back, [1.0, 20.0]);
/// ```
#[inline]
pub fn vjp<F, const N: usize, const M: usize>(
    f: F,
    x: &[f64; N],
    w: [f64; M],
) -> ([f64; M], [f64; N])
where
    F: Fn(&[f64; N]) -> [f64; M],
{
    let mut gradient = [0.0; N];
    let constant = ManuallyDrop::new((&f,));
    let value = unsafe {
        reverse(
            |(x,): (&[f64; N],), (f,): (&F,)| f(x),
            &mut ManuallyDrop::new((x,)),
            &mut ManuallyDrop::new((&*&mut gradient,)),
            &constant,
            MaybeUninit::new(w),
        )
    };
    (value, gradient)
}

/// The Jacobian of f at x: by columns where there are fewer arguments than
/// results, else by rows.
///
/// ```
/// let polar = |p: &[f64; 2]| [p[0] * p[1].cos(), p[0] * p[1].sin()];
/// let jacobian = wengert::jacobian(polar, &[2.0, 0.0]);
/// assert_eq!(jacobian, [[1.0, 0.0], [0.0, 2.0]]);
/// ```
#[inline]
pub fn jacobian<F, const N: usize, const M: usize>(f: F, x: &[f64; N]) -> [[f64; N]; M]
where
    F: Fn(&[f64; N]) -> [f64; M],
{
    let mut rows = [[0.0; N]; M];
    if N <= M {
        for column in 0..N {
            let mut v = [0.0; N];
            v[column] = 1.0;
            let (_, along) = jvp(&f, x, &v);
            for row in 0..M {
                rows[row][column] = along[row];
            }
        }
    } else {
        for row in 0..M {
            let mut w = [0.0; M];
            w[row] = 1.0;
            rows[row] = vjp(&f, x, w).1;
        }
    }
    rows
}

/// The gradient of f at x, and the Hessian times v: forward over reverse.
///
/// ```
/// let f = |x: &[f64]| x[0] * x[0] * x[1];
/// let (gradient, along) = wengert::hvp(f, &[3.0, 5.0], &[1.0, 0.0]);
/// assert_eq!(gradient, [30.0, 9.0]);
/// assert_eq!(along, [10.0, 6.0]);
/// ```
#[inline]
pub fn hvp<F: Fn(&[f64]) -> f64>(f: F, x: &[f64], v: &[f64]) -> (Vec<f64>, Vec<f64>) {
    assert_eq!(x.len(), v.len());
    let mut gradient = vec![0.0; x.len()];
    let mut along = vec![0.0; x.len()];
    let constant = ManuallyDrop::new((&f,));
    unsafe {
        forward(
            |(x, g): (&[f64], &mut [f64]), (f,): (&F,)| {
                add_gradient(f, x, g);
            },
            &mut ManuallyDrop::new((x, &mut gradient[..])),
            &mut ManuallyDrop::new((v, &mut along[..])),
            &constant,
        );
    }
    (gradient, along)
}
