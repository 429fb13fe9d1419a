//! What the attributes make, against closed forms.
use wengert::Differentiable;

#[track_caller]
fn close(got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-12 * want.abs().max(1.0), "got {got}, want {want}");
}

#[wengert::reverse(d_product, Active, Active, Active)]
#[wengert::forward(t_product, Dual, Const, Dual)]
fn product(x: f64, y: f64) -> f64 {
    x * y.exp()
}

#[test]
fn scalars() {
    let (value, dx, dy) = d_product(1.5, 0.3, 2.0);
    close(value, 1.5 * 0.3f64.exp());
    close(dx, 2.0 * 0.3f64.exp());
    close(dy, 2.0 * 1.5 * 0.3f64.exp());
    let (value, tangent) = t_product(1.5, 4.0, 0.3);
    close(value, 1.5 * 0.3f64.exp());
    close(tangent, 4.0 * 0.3f64.exp());
}

#[wengert::reverse(d_norm, Duplicated, Const, Active)]
#[wengert::reverse(g_norm, Duplicated, Const, ActiveOnly)]
#[wengert::forward(t_norm, DualOnly, Const, DualOnly)]
fn norm(x: &[f64], n: usize) -> f64 {
    x.iter().take(n).map(|v| v * v).sum::<f64>().sqrt()
}

#[test]
fn slices_and_seed() {
    let x = [3.0, 4.0, 12.0];
    let mut dx = [1.0; 3];
    close(d_norm(&x, &mut dx, 2, 10.0), 5.0);
    close(dx[0], 7.0); // added to what was there
    close(dx[1], 9.0);
    close(dx[2], 1.0);
    let mut dx = [0.0; 3];
    g_norm(&x, &mut dx, 3, 1.0);
    close(dx[2], 12.0 / 13.0);
    close(t_norm(&x, &[0.0, 1.0, 1.0], 3), 16.0 / 13.0);
}

#[test]
#[should_panic(expected = "`dx` has 2 elements; it is the shadow of 3")]
fn short_shadow() {
    d_norm(&[1.0, 2.0, 3.0], &mut [0.0; 2], 3, 1.0);
}

#[wengert::reverse(d_scale, Duplicated, Active)]
#[wengert::forward(t_scale, Dual, Dual)]
fn scale(x: &mut [f64], k: f64) {
    for v in x.iter_mut() {
        *v = v.sin() * k;
    }
}

#[test]
fn in_place() {
    let (mut x, mut dx) = ([0.5, 1.0], [1.0, 10.0]);
    let dk = d_scale(&mut x, &mut dx, 3.0);
    close(x[0], 3.0 * 0.5f64.sin());
    close(dx[0], 3.0 * 0.5f64.cos());
    close(dx[1], 30.0 * 1f64.cos());
    close(dk, 0.5f64.sin() + 10.0 * 1f64.sin());
    let (mut x, mut tx) = ([0.5, 1.0], [1.0, 0.0]);
    t_scale(&mut x, &mut tx, 3.0, 0.0);
    close(tx[0], 3.0 * 0.5f64.cos());
    close(tx[1], 0.0);
}

#[derive(Clone, Copy, Differentiable)]
struct Spring {
    stiffness: f64,
    turns: usize,
    rest: f64,
}

impl Spring {
    #[wengert::reverse(d_energy, Duplicated, Active, Active)]
    #[wengert::forward(t_energy, Dual, Dual, Dual)]
    fn energy(&self, length: f64) -> f64 {
        0.5 * self.stiffness * (length - self.rest).powi(2) * self.turns as f64
    }
    #[wengert::reverse(Self::d_between, Active, Const, Active)]
    fn between(a: Spring, b: &Spring) -> f64 {
        a.stiffness * b.stiffness * a.rest
    }
}

#[test]
fn methods_and_structs() {
    let s = Spring { stiffness: 4.0, turns: 3, rest: 1.0 };
    let mut ds = Spring::zero();
    let (value, dl) = s.d_energy(&mut ds, 1.5, 1.0);
    close(value, 1.5);
    close(dl, 6.0);
    close(ds.stiffness, 0.375);
    close(ds.rest, -6.0);
    let (_, t) = s.t_energy(&Spring { stiffness: 1.0, turns: 0, rest: 0.0 }, 1.5, 0.5);
    close(t, 0.375 + 3.0);
    let (value, da) = Spring::d_between(s, &s, 2.0);
    close(value, 16.0);
    close(da.stiffness, 8.0);
    close(da.rest, 32.0);
}

trait Surface {
    #[wengert::reverse(d_height, Const, Duplicated, Active)]
    fn height(&self, at: &[f64; 2]) -> f64;
}
struct Bowl(f64);
struct Saddle;
impl Surface for Bowl {
    fn height(&self, at: &[f64; 2]) -> f64 {
        self.0 * (at[0] * at[0] + at[1] * at[1])
    }
}
impl Surface for Saddle {
    fn height(&self, at: &[f64; 2]) -> f64 {
        at[0] * at[1]
    }
}

#[test]
fn trait_methods() {
    let surfaces: [&dyn Surface; 2] = [&Bowl(3.0), &Saddle];
    let mut d = [0.0; 2];
    for s in surfaces {
        s.d_height(&[2.0, 5.0], &mut d, 1.0);
    }
    close(d[0], 12.0 + 5.0);
    close(d[1], 30.0 + 2.0);
}

#[wengert::reverse(d_generic, Duplicated, Const, Active)]
fn generic<T, F: Fn(T) -> T, const N: usize>(x: &[T; N], f: F) -> T
where
    T: Copy + std::iter::Sum<T>,
{
    x.iter().map(|v| f(*v)).sum()
}

#[test]
fn generics_and_closures() {
    let k = std::hint::black_box(3.0);
    let mut d = [0.0f64; 2];
    let value = d_generic(&[1.0f64, 2.0], &mut d, |v| k * v * v, 1.0);
    close(value, 15.0);
    close(d[0], 6.0);
    close(d[1], 12.0);
    let mut d = [0.0f32; 3];
    d_generic(&[1.0f32, 2.0, 4.0], &mut d, |v: f32| v.sqrt(), 1.0);
    assert_eq!(d, [0.5, 0.5 / 2f32.sqrt(), 0.25]);
}

#[wengert::reverse(d_polar, Active, Active)]
#[wengert::forward(t_polar, Dual, Dual)]
fn polar((r, phi): (f64, f64)) -> [f64; 3] {
    [r * phi.cos(), r * phi.sin(), r]
}

#[test]
fn aggregates_by_value() {
    let (value, (dr, dphi)) = d_polar((2.0, 0.5), [1.0, 10.0, 100.0]);
    close(value[0], 2.0 * 0.5f64.cos());
    close(dr, 0.5f64.cos() + 10.0 * 0.5f64.sin() + 100.0);
    close(dphi, -2.0 * 0.5f64.sin() + 20.0 * 0.5f64.cos());
    let (_, t) = t_polar((2.0, 0.5), (1.0, 0.0));
    close(t[1], 0.5f64.sin());
    close(t[2], 1.0);
}

#[wengert::reverse(d_second, Duplicated, Active, Active)]
fn second(x: &[f64], step: f64) -> f64 {
    // A derivative inside of what is differentiated.
    let mut d = [0.0; 2];
    d_norm(x, &mut d, 2, 1.0) * step + d[0]
}

#[test]
fn derivative_of_a_derivative() {
    let x = [3.0, 4.0];
    let mut dx = [0.0; 2];
    let (value, dstep) = d_second(&x, &mut dx, 2.0, 1.0);
    close(value, 10.6);
    close(dstep, 5.0);
    close(dx[0], 2.0 * 0.6 + 16.0 / 125.0);
    close(dx[1], 2.0 * 0.8 - 12.0 / 125.0);
}

#[wengert::reverse(d_tree, Duplicated, Active)]
fn tree(v: &Vec<Vec<f64>>) -> f64 {
    v.iter().flatten().map(|v| v.powi(3)).sum()
}

#[test]
fn nested_vectors() {
    let x = vec![vec![1.0, 2.0], vec![3.0]];
    let mut dx = vec![vec![0.0; 2], vec![0.0]];
    close(d_tree(&x, &mut dx, 1.0), 36.0);
    assert_eq!(dx, [vec![3.0, 12.0], vec![27.0]]);
}

#[wengert::reverse(d_checked, Duplicated, Active)]
fn checked(x: &[f64]) -> f64 {
    assert!(x[0] > 0.0, "not positive");
    x[0].ln() + x[1]
}

#[test]
fn panics_reach_the_caller() {
    let mut d = [0.0; 2];
    let panicked = std::panic::catch_unwind(|| d_checked(&[-1.0, 1.0], &mut [0.0; 2], 1.0));
    assert_eq!(panicked.unwrap_err().downcast_ref::<&str>(), Some(&"not positive"));
    d_checked(&[2.0, 1.0], &mut d, 1.0);
    assert_eq!(d, [0.5, 1.0]);
}

// Two halves: each value comes first, the seeds later and in another order. Closed
// forms: the sum of squares has the gradient 2 x, the last prefix product of x that
// of products of the others.
#[test]
fn split() {
    let squares = |x: &[f64]| x.iter().map(|v| v * v).sum::<f64>();
    let scale = 3.0;
    let products = |x: &[f64]| {
        let mut all = vec![scale; x.len() + 1];
        for (i, v) in x.iter().enumerate() {
            all[i + 1] = all[i] * v;
        }
        (all[x.len()], all[1])
    };
    let x: Vec<f64> = (1..=6).map(|i| 0.5 + i as f64 / 4.0).collect();
    let (sum, first) = wengert::augmented(&squares, &x);
    let ((all, start), second) = wengert::augmented(&products, &x[..4]);
    let (again, third) = wengert::augmented(&squares, &x[2..]);
    let product: f64 = x[..4].iter().product();
    assert!((sum - x.iter().map(|v| v * v).sum::<f64>()).abs() < 1e-12);
    assert!((all - scale * product).abs() < 1e-12 && start == scale * x[0]);
    assert!((again - x[2..].iter().map(|v| v * v).sum::<f64>()).abs() < 1e-12);
    // The gradient of all² / 2 + 5 start.
    let by_product = second.pull((all, 5.0));
    for (i, d) in by_product.iter().enumerate() {
        let want = all * all / x[i] + if i == 0 { 5.0 * scale } else { 0.0 };
        assert!((d - want).abs() < 1e-10 * want.abs(), "{i}: {d} {want}");
    }
    assert_eq!(first.pull(1.0), x.iter().map(|v| 2.0 * v).collect::<Vec<_>>());
    assert_eq!(third.pull(-2.0), x[2..].iter().map(|v| -4.0 * v).collect::<Vec<_>>());
}

// `vec![x; n]` takes zeroed memory where all bits of x are zero.
#[wengert::reverse(d_filled, Active, Const, Active)]
#[wengert::forward(t_filled, Dual, Const, Dual)]
fn filled(x: f64, n: usize) -> f64 {
    let (flat, pairs) = (vec![x; n], vec![[x, x * x + x]; n]);
    let rows = vec![vec![(x, 1u32); n]; n];
    flat[0] + 2.0 * flat[1] + pairs[0][0] + 3.0 * pairs[1][1] + rows[1][2].0
}

#[test]
fn vectors_of_an_active_zero() {
    for x in [0.0, -0.0, 0.5] {
        assert_eq!(d_filled(x, 3, 1.0).1, 8.0 + 6.0 * x);
        assert_eq!(t_filled(x, 1.0, 3).1, 8.0 + 6.0 * x);
    }
}
