//! CBLAS and LAPACK called from Rust, by the direct route: the log density of a
//! normal distribution, its gradient against central differences.
use std::ffi::{c_char, c_void};

#[link(name = "openblas")]
extern "C" {
    fn cblas_dgemm(
        layout: i32, ta: i32, tb: i32, m: i32, n: i32, k: i32, alpha: f64,
        a: *const f64, lda: i32, b: *const f64, ldb: i32, beta: f64, c: *mut f64, ldc: i32,
    );
    fn cblas_ddot(n: i32, x: *const f64, incx: i32, y: *const f64, incy: i32) -> f64;
    fn dpotrf_(uplo: *const c_char, n: *const i32, a: *mut f64, lda: *const i32, info: *mut i32);
    fn cblas_dtrsv(
        layout: i32, ul: i32, ta: i32, di: i32, n: i32, a: *const f64, lda: i32, x: *mut f64,
        incx: i32,
    );
    fn __enzyme_autodiff_density(f: *const c_void, ...);
    static enzyme_dup: i32;
}

const N: usize = 4;

#[inline(never)]
extern "C" fn density(root: &[f64; N * N], x: &[f64; N]) -> f64 {
    let mut cov = [0.0; N * N];
    let mut y = *x;
    for i in 0..N {
        cov[i * N + i] = 2.0;
    }
    let (n, mut info) = (N as i32, 0);
    unsafe {
        cblas_dgemm(101, 111, 112, n, n, n, 1.0, root.as_ptr(), n, root.as_ptr(), n, 1.0,
            cov.as_mut_ptr(), n);
        // Row major's upper triangle is column major's lower one.
        dpotrf_(c"L".as_ptr(), &n, cov.as_mut_ptr(), &n, &mut info);
        cblas_dtrsv(102, 122, 111, 131, n, cov.as_ptr(), n, y.as_mut_ptr(), 1);
        let half = -0.5 * cblas_ddot(n, y.as_ptr(), 1, y.as_ptr(), 1);
        half - (0..N).map(|i| cov[i * N + i].ln()).sum::<f64>()
    }
}

fn main() {
    let mut root = [0.0; N * N];
    let mut x = [0.0; N];
    for i in 0..N * N {
        root[i] = (1.7 * i as f64).sin();
    }
    for i in 0..N {
        x[i] = (0.9 * i as f64).cos();
    }
    let (mut droot, mut dx) = ([0.0; N * N], [0.0; N]);
    unsafe {
        __enzyme_autodiff_density(density as *const c_void, enzyme_dup, &root as *const _,
            &mut droot as *mut _, enzyme_dup, &x as *const _, &mut dx as *mut _);
    }
    let h = 1e-5;
    for i in 0..N * N {
        let kept = root[i];
        root[i] = kept + h;
        let up = density(&root, &x);
        root[i] = kept - h;
        let want = (up - density(&root, &x)) / (2.0 * h);
        root[i] = kept;
        assert!((droot[i] - want).abs() < 1e-8, "root {i}: {} {want}", droot[i]);
    }
    for i in 0..N {
        let kept = x[i];
        x[i] = kept + h;
        let up = density(&root, &x);
        x[i] = kept - h;
        let want = (up - density(&root, &x)) / (2.0 * h);
        x[i] = kept;
        assert!((dx[i] - want).abs() < 1e-8, "x {i}: {} {want}", dx[i]);
    }
}
