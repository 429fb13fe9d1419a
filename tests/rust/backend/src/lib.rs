//! What the run tests compare with: closed forms, or differences of the
//! function itself. Nothing here knows about derivatives made by the plugin.

/// Equal up to a few rounding errors.
#[track_caller]
pub fn close(got: f64, want: f64) {
    within(got, want, 1e-12);
}

/// The same for values computed in single precision.
#[track_caller]
pub fn close32(got: f32, want: f32) {
    within(got as f64, want as f64, 2e-6);
}

#[track_caller]
pub fn within(got: f64, want: f64, tolerance: f64) {
    let scale = want.abs().max(1.0);
    assert!(
        (got - want).abs() <= tolerance * scale,
        "got {got:.17e}, want {want:.17e}"
    );
}

#[track_caller]
pub fn all_close(got: &[f64], want: &[f64]) {
    assert_eq!(got.len(), want.len());
    for (i, (g, w)) in got.iter().zip(want).enumerate() {
        assert!(
            (g - w).abs() <= 1e-12 * w.abs().max(1.0),
            "element {i}: got {g:.17e}, want {w:.17e}; all: {got:?}, want {want:?}"
        );
    }
}

/// Sixth-order central difference; good to about 1e-9 on smooth functions.
pub fn slope(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    let h = 2e-3 * x.abs().max(1.0);
    let d = |k: f64| f(x + k * h) - f(x - k * h);
    (d(1.0) * 45.0 - d(2.0) * 9.0 + d(3.0)) / (60.0 * h)
}

/// Tolerance for comparisons with `slope`.
pub const BY_DIFFERENCES: f64 = 1e-7;

/// The gradient of f at x by differences.
pub fn gradient(f: impl Fn(&[f64]) -> f64, x: &[f64]) -> Vec<f64> {
    (0..x.len())
        .map(|i| {
            slope(
                |t| {
                    let mut y = x.to_vec();
                    y[i] = t;
                    f(&y)
                },
                x[i],
            )
        })
        .collect()
}

#[track_caller]
pub fn near_gradient(got: &[f64], f: impl Fn(&[f64]) -> f64, x: &[f64]) {
    let want = gradient(f, x);
    assert_eq!(got.len(), want.len());
    for (i, (g, w)) in got.iter().zip(&want).enumerate() {
        assert!(
            (g - w).abs() <= BY_DIFFERENCES * w.abs().max(1.0),
            "element {i}: got {g}, differences say {w}; all: {got:?}, want {want:?}"
        );
    }
}

/// Inputs the optimizer cannot see through.
pub fn opaque<T>(value: T) -> T {
    std::hint::black_box(value)
}
