//! The two halves of a reverse derivative, by attribute. Expected values are closed
//! forms.
use wengert::Differentiable;

#[track_caller]
fn close(got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-12 * want.abs().max(1.0), "got {got}, want {want}");
}

static RUNS: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

#[wengert::inactive]
fn count() {
    RUNS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
}

#[wengert::reverse(d_wave, Active, Duplicated, Const, Active, split)]
fn wave(a: f64, x: &[f64], n: usize) -> f64 {
    count();
    let squares: Vec<f64> = x[..n].iter().map(|x| x * x).collect();
    a * a * squares.iter().map(|s| s.sin()).sum::<f64>()
}

#[test]
fn seeds_that_depend_on_the_value() {
    for n in [0, 1, 5] {
        let x: Vec<f64> = (0..n + 1).map(|i| 0.3 + 0.2 * i as f64).collect();
        let mut dx = vec![1.0; n + 1];
        let runs = RUNS.load(std::sync::atomic::Ordering::Relaxed);
        let (value, pull) = d_wave(1.5, &x, &mut dx, n);
        let sum: f64 = x[..n].iter().map(|x| (x * x).sin()).sum();
        close(value, 2.25 * sum);
        let da = pull(value);
        assert_eq!(RUNS.load(std::sync::atomic::Ordering::Relaxed), runs + 1);
        close(da, 3.0 * sum * value);
        for i in 0..n {
            close(dx[i], 1.0 + 2.25 * 2.0 * x[i] * (x[i] * x[i]).cos() * value);
        }
        close(dx[n], 1.0);
    }
}

#[test]
#[should_panic(expected = "`dx` has 1 elements; it is the shadow of 2")]
fn wrong_length() {
    let _ = d_wave(1.0, &[1.0, 2.0], &mut [0.0], 1);
}

// Several results, seeded one by one; several halves at a time.
#[wengert::reverse(d_polar, Active, Active, Active, split)]
fn polar(r: f64, t: f64) -> (f64, f64) {
    (r * t.cos(), r * t.sin())
}

#[test]
fn several_at_a_time() {
    let (r, t) = (2.0, 0.3);
    let ((x, y), first) = d_polar(r, t);
    let (_, second) = d_polar(r, t);
    close(x, r * t.cos());
    close(y, r * t.sin());
    let (dr, dt) = second((0.0, 1.0));
    close(dr, t.sin());
    close(dt, r * t.cos());
    let (dr, dt) = first((1.0, 0.0));
    close(dr, t.cos());
    close(dt, -r * t.sin());
}

// Generic, with lifetimes of its own and memory that is written to.
#[wengert::reverse(d_scaled, Duplicated, Duplicated, Const, Active, split)]
fn scaled<'a, T, const N: usize>(x: &'a mut [T; N], by: &T, marker: &'a str) -> T
where
    T: Copy + Differentiable + std::ops::Mul<Output = T> + std::ops::Add<Output = T>,
{
    let mut sum = T::zero();
    for x in x.iter_mut() {
        *x = *x * *by * *by;
        sum = sum + *x * *x;
    }
    assert_eq!(marker, "a");
    sum
}

#[test]
fn generic() {
    let (mut x, mut dx, by, mut dby) = ([1.0, 2.0, 3.0], [0.0; 3], 0.5, 0.0);
    let (value, pull) = d_scaled(&mut x, &mut dx, &by, &mut dby, "a");
    close(value, 14.0 / 16.0);
    pull(2.0);
    // sum x² b⁴: 2 x b⁴ and 4 b³ sum x².
    for i in 0..3 {
        close(dx[i], 2.0 * 2.0 * (i + 1) as f64 / 16.0);
    }
    close(dby, 2.0 * 4.0 * 0.125 * 14.0);
    let (mut x, mut dx, by, mut dby) = ([0.5f32; 0], [0.0f32; 0], 0.5f32, 0.0f32);
    let (value, pull) = d_scaled(&mut x, &mut dx, &by, &mut dby, "a");
    assert_eq!(value, 0.0);
    pull(1.0);
    assert_eq!(dby, 0.0);
}

// Methods and associated functions.
struct Spring {
    stiffness: f64,
}
impl Spring {
    #[wengert::reverse(d_energy, Duplicated, Active, Active, split)]
    fn energy(&self, x: f64) -> f64 {
        0.5 * self.stiffness * x * x
    }
    #[wengert::reverse(Self::d_between, Duplicated, Const, Active, split)]
    fn between(x: &[f64; 2], s: &Spring) -> f64 {
        s.energy(x[1] - x[0])
    }
}

#[test]
fn methods() {
    let (s, mut ds) = (Spring { stiffness: 3.0 }, Spring { stiffness: 0.0 });
    let (value, pull) = s.d_energy(&mut ds, 2.0);
    close(value, 6.0);
    close(pull(10.0), 60.0);
    close(ds.stiffness, 20.0);
    let (x, mut dx) = ([1.0, 3.0], [0.0; 2]);
    let (value, pull) = Spring::d_between(&x, &mut dx, &s);
    pull(value);
    assert_eq!(dx, [-36.0, 36.0]);
}
