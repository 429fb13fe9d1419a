//! Checkpointed loops: gradients do not depend on the policy, steps run as often
//! as Revolve's formula says, and no more states are kept than asked for.
use std::panic::{catch_unwind, AssertUnwindSafe};
use wengert::checkpoint::{reset_statistics, revolve_steps, statistics, Action, Schedule, Storage};
use wengert::{checkpoint_loop, checkpoint_while, Policy, State};

#[track_caller]
fn close(got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance * want.abs().max(1.0), "got {got}, want {want}");
}

fn policies() -> Vec<Policy<'static>> {
    vec![
        Policy::store_all(),
        Policy::recompute(),
        Policy::square_root(),
        Policy::periodic(4),
        Policy::binomial(1),
        Policy::binomial(3),
        Policy::binomial(9),
        Policy::online(3),
        Policy::online(8),
        Policy::multilevel(2, 3),
        Policy::multilevel(1, 1),
        Policy::automatic(1000),
    ]
}

const LENGTHS: [usize; 6] = [0, 1, 2, 7, 30, 61];

// u <- a u, n times; the loss is |u|² / 2. Closed form:
//   dL/du0 = a^(2n) u0,  dL/da = n a^(2n-1) |u0|².
#[wengert::reverse(d_linear, Duplicated, Active, Const, Const, Active)]
fn linear(start: &[f64], a: f64, n: usize, policy: Policy) -> f64 {
    let mut u = start.to_vec();
    checkpoint_loop(n, policy, &mut u, &a, |_, u, a| {
        for x in u {
            *x *= a;
        }
    });
    u.iter().map(|x| x * x / 2.0).sum()
}

#[test]
fn closed_form() {
    for n in LENGTHS {
        for policy in policies() {
            let mut d = [0.0; 3];
            let (_, da) = d_linear(&[1.5, -0.5, 2.0], &mut d, 0.97, n, policy, 1.0);
            let power = 0.97f64.powi(2 * n as i32);
            close(d[0], 1.5 * power, 1e-12);
            close(d[1], -0.5 * power, 1e-12);
            close(da, n as f64 * power / 0.97 * 6.5, 1e-12);
        }
    }
}

// A coupled, nonlinear step in place; the energy is in the state as well.
#[derive(Clone, Copy, Default, PartialEq, Debug, State)]
struct Wave {
    u: [f64; 5],
    v: [f64; 5],
    energy: f64,
    parity: bool, // and padding
}

fn wave_start() -> Wave {
    let mut w = Wave::default();
    for k in 0..5 {
        w.u[k] = 0.3 + 0.1 * k as f64 * if k % 2 == 1 { 1.0 } else { -1.0 };
        w.v[k] = 0.05 * k as f64;
    }
    w
}

fn advance(step: usize, w: &mut Wave, c: &f64) {
    let old = w.u;
    w.parity = !w.parity;
    for k in 0..5 {
        let (left, right) = (old[(k + 4) % 5], old[(k + 1) % 5]);
        w.v[k] += c * (left - 2.0 * old[k] + right) - 0.1 * old[k] * old[k];
        w.u[k] += 0.1 * w.v[k] + if w.parity { 0.001 * (step % 3) as f64 } else { 0.0 };
        w.energy += 0.01 * w.u[k] * w.v[k];
    }
}

fn result(w: &Wave) -> f64 {
    w.energy * w.energy + w.u[2]
}

#[wengert::reverse(d_wave, Duplicated, Active, Const, Const, Active)]
#[wengert::forward(t_wave, Dual, Const, Const, Const, Dual)]
fn wave(w: &mut Wave, c: f64, n: usize, policy: Policy) -> f64 {
    checkpoint_loop(n, policy, w, &c, advance);
    result(w)
}

fn plain(w: &mut Wave, c: f64, n: usize) -> f64 {
    for k in 0..n {
        advance(k, w, &c);
    }
    result(w)
}

#[wengert::reverse(d_ended, Duplicated, Active, Const, Const, Active)]
fn ended(w: &mut Wave, c: f64, n: usize, policy: Policy) -> f64 {
    checkpoint_while(
        |k, w, (_, n)| k < *n && w.energy < 1e6,
        policy,
        w,
        &(c, n),
        |k, w, (c, _)| advance(k, w, c),
    );
    result(w)
}

#[wengert::reverse(d_nested, Duplicated, Active, Const, Const, Const, Active)]
fn nested(w: &mut Wave, c: f64, n: usize, outer: Policy, inner: Policy) -> f64 {
    fn round(k: usize, w: &mut Wave, (c, inner): &(f64, Policy)) {
        w.u[0] *= 1.01;
        let factor = c * (1.0 + 0.1 * k as f64);
        checkpoint_loop(5, *inner, w, &(factor, k), |j, w, (factor, k)| advance(k + j, w, factor));
    }
    checkpoint_loop(n, outer, w, &(c, inner), round);
    result(w)
}

type Gradient = (Wave, f64);

fn gradient(f: impl Fn(&mut Wave, &mut Wave) -> f64, end: Wave) -> Gradient {
    let (mut w, mut dw) = (wave_start(), Wave::default());
    let dc = f(&mut w, &mut dw);
    assert_eq!(w, end, "left as the function leaves it");
    (Wave { parity: false, ..dw }, dc)
}

#[test]
fn policies_agree_to_the_last_bit() {
    for n in LENGTHS {
        let mut end = wave_start();
        plain(&mut end, 0.2, n);
        let of = |policy| gradient(|w, dw| d_wave(w, dw, 0.2, n, policy, 1.0).1, end);
        let first = of(Policy::store_all());
        let h = 1e-6;
        let at = |k: usize, dx: f64, dc: f64| {
            let mut w = wave_start();
            w.u[k] += dx;
            plain(&mut w, 0.2 + dc, n)
        };
        close(first.0.u[1], (at(1, h, 0.0) - at(1, -h, 0.0)) / (2.0 * h), 1e-7);
        close(first.1, (at(0, 0.0, h) - at(0, 0.0, -h)) / (2.0 * h), 1e-7);
        for policy in policies() {
            assert_eq!(of(policy), first, "{n} steps");
        }
        for states in [3, 50] {
            let ended =
                |w: &mut Wave, dw: &mut Wave| d_ended(w, dw, 0.2, n, Policy::online(states), 1.0).1;
            assert_eq!(gradient(ended, end), first, "{n} steps, {states} states");
        }
        // Forward mode is that of an ordinary loop.
        let (mut w, mut t) = (wave_start(), Wave::default());
        t.u[1] = 1.0;
        close(t_wave(&mut w, &mut t, 0.2, n, Policy::recompute()).1, first.0.u[1], 1e-12);
    }
}

#[test]
fn loops_in_loops() {
    let mut end = wave_start();
    let all = Policy::store_all();
    nested(&mut end, 0.2, 6, all, all);
    let of = |outer, inner| gradient(|w, dw| d_nested(w, dw, 0.2, 6, outer, inner, 1.0).1, end);
    let first = of(all, all);
    let h = 1e-6;
    let at = |dx: f64, dc: f64| {
        let mut w = wave_start();
        w.v[3] += dx;
        nested(&mut w, 0.2 + dc, 6, all, all)
    };
    close(first.0.v[3], (at(h, 0.0) - at(-h, 0.0)) / (2.0 * h), 1e-7);
    close(first.1, (at(0.0, h) - at(0.0, -h)) / (2.0 * h), 1e-7);
    for outer in policies() {
        for inner in policies() {
            assert_eq!(of(outer, inner), first);
        }
    }
}

/// The fewest forward steps, by dynamic programming.
fn fewest(most: usize, states: usize) -> Vec<Vec<usize>> {
    let mut known = vec![vec![0; most + 1]; states + 1];
    for s in 1..=states {
        for n in 2..=most {
            known[s][n] = if s == 1 {
                n * (n - 1) / 2
            } else {
                (1..n).map(|m| m + known[s - 1][n - m] + known[s][m]).min().unwrap()
            };
        }
    }
    known
}

#[test]
fn as_many_steps_as_revolve_says() {
    let known = fewest(61, 8);
    for n in 1..=61 {
        for s in 1..=8 {
            assert_eq!(revolve_steps(n, s), known[s][n]);
        }
    }
    for n in LENGTHS {
        let count = |policy| {
            reset_statistics();
            let before = statistics().bytes;
            d_wave(&mut wave_start(), &mut Wave::default(), 0.2, n, policy, 1.0);
            let s = statistics();
            assert_eq!((s.bytes, s.reverse_steps), (before, n));
            (s.forward_steps, s.saves, (s.peak_bytes - before) / (11 * 8 + 1))
        };
        for states in [1, 2, 3, 5, 20] {
            let (forward, _, most) = count(Policy::binomial(states));
            // The run of the program ends with one step more than Revolve's.
            assert_eq!(forward, if n > 0 { revolve_steps(n, states) + 1 } else { 0 });
            // One more before the last step, one of the end.
            assert!(most <= states + 2 && (n == 0 || most == n.min(states + 1) + 1));
        }
        assert_eq!(count(Policy::store_all()), (n, n, n + 1));
        let (forward, saves, most) = count(Policy::recompute());
        let again = n.saturating_sub(1) * n.saturating_sub(2) / 2;
        assert_eq!((forward, saves), (n + again, n.min(2)));
        assert!(most <= 3);
        let (forward, _, most) = count(Policy::square_root());
        assert!(forward <= 2 * n && most <= 2 * n.isqrt() + 3);
        assert!(count(Policy::periodic(4)).2 <= n.div_ceil(4) + 5);
        assert!(count(Policy::online(6)).2 <= 7);
        assert!(count(Policy::automatic(7 * 96)).2 <= 7);
        assert!(count(Policy::multilevel(2, 3)).2 <= 4);
    }
}

// Two vectors that change places each step.
#[wengert::reverse(d_heat, Duplicated, Active, Const, Const, Active)]
fn heat(rod: &[f64], c: f64, n: usize, policy: Policy) -> f64 {
    let (mut now, mut next) = (rod.to_vec(), vec![0.0; rod.len()]);
    checkpoint_loop(n, policy, &mut (&mut now, &mut next), &c, |_, (now, next), c| {
        for k in 0..now.len() {
            let (left, right) = (now[k.saturating_sub(1)], now[(k + 1).min(now.len() - 1)]);
            next[k] = now[k] + c * (left - 2.0 * now[k] + right) * (1.0 + 0.1 * now[k]);
        }
        std::mem::swap(*now, *next);
    });
    now[1] * now[0] + 0.1 * next[2]
}

fn differences(x: &[f64], f: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    let at = |k: usize, h: f64| {
        let mut x = x.to_vec();
        x[k] += h;
        f(&x)
    };
    let h = 1e-5;
    (0..x.len()).map(|k| (at(k, h) - at(k, -h)) / (2.0 * h)).collect()
}

#[test]
fn swapped_vectors() {
    let rod = [1.0, 0.2, -0.4, 0.3];
    for n in [0, 1, 2, 7, 12] {
        let mut first: Option<(Vec<f64>, f64)> = None;
        for policy in policies() {
            let mut d = vec![0.0; 4];
            let (_, dc) = d_heat(&rod, &mut d, 0.2, n, policy, 1.0);
            let fd = differences(&rod, |rod| heat(rod, 0.2, n, policy));
            d.iter().zip(&fd).for_each(|(d, fd)| close(*d, *fd, 1e-8));
            close(dc, differences(&[0.2], |c| heat(&rod, c[0], n, policy))[0], 1e-8);
            assert_eq!(*first.get_or_insert((d.clone(), dc)), (d, dc), "{n} steps");
        }
    }
}

// A state of everything; a context that leads to memory elsewhere.
#[derive(Clone, Copy, PartialEq, State)]
enum Phase {
    Still,
    Moving(f64),
    Turning { by: f64, count: u8 },
}
#[derive(State)]
struct World {
    grid: Vec<Vec<f64>>,
    boxed: Box<[f64; 2]>,
    phase: Phase,
    last: Option<f64>,
    random: u64,
    pair: (f64, i32),
}
#[derive(State)]
struct Law<'a> {
    name: &'a str,
    table: &'a [f64],
    scale: &'a f64,
    kind: Option<u8>,
}

fn change(step: usize, w: &mut World, law: &Law) {
    w.random = w.random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
    let pick = (w.random >> 33) as usize % 3;
    let noise = (w.random >> 40) as f64 / (1 << 24) as f64;
    w.grid.swap(0, pick);
    let sum: f64 = w.grid.iter().map(|row| row[step % row.len()]).sum();
    w.boxed[step % 2] += (sum * law.scale).sin() * law.table[step % law.table.len()];
    w.phase = match w.phase {
        Phase::Still => Phase::Moving(sum),
        Phase::Moving(x) => Phase::Turning { by: x * law.scale, count: 2 },
        Phase::Turning { by, count: 0 } => Phase::Moving(by * 0.5),
        Phase::Turning { by, count } => {
            Phase::Turning { by: by + w.boxed[0] * 0.1, count: count - 1 }
        }
    };
    let bonus = match w.phase {
        Phase::Still => 0.0,
        Phase::Moving(x) => x,
        Phase::Turning { by, .. } => 0.3 * by,
    };
    w.last = if step % 3 == 2 { None } else { Some(bonus + w.last.unwrap_or(noise)) };
    w.pair.0 += w.last.unwrap_or(0.1) * law.name.len() as f64 * 0.01;
    w.pair.1 += law.kind.map_or(1, i32::from);
    for row in &mut w.grid {
        row[0] += 0.1 * w.pair.0;
    }
}

#[wengert::reverse(d_world, Duplicated, Duplicated, Active, Const, Const, Active)]
fn world(x: &[f64], table: &[f64], scale: f64, n: usize, policy: Policy) -> f64 {
    let mut w = World {
        grid: vec![x.to_vec(), vec![x[0]; 2], vec![x[1], 0.5, x[0] * x[1]]],
        boxed: Box::new([x[2], 0.0]),
        phase: Phase::Still,
        last: None,
        random: 7,
        pair: (x[1], 0),
    };
    let law = Law { name: "law", table, scale: &scale, kind: Some(2) };
    checkpoint_loop(n, policy, &mut w, &law, change);
    let turned = match w.phase {
        Phase::Turning { by, .. } => by,
        Phase::Moving(x) => 2.0 * x,
        Phase::Still => 0.0,
    };
    w.pair.0 * w.boxed[0] + w.grid[0][0] + turned + w.last.unwrap_or(0.0) + 0.001 * w.pair.1 as f64
}

#[test]
fn states_of_every_kind() {
    let (x, table) = ([0.4, -0.3, 0.7], [1.0, 0.5, -0.2, 0.3]);
    for n in [0, 1, 5, 11] {
        let mut first = None;
        for policy in policies() {
            let (mut dx, mut dt) = (vec![0.0; 3], vec![0.0; 4]);
            let (_, ds) = d_world(&x, &mut dx, &table, &mut dt, 0.8, n, policy, 1.0);
            let fd = differences(&x, |x| world(x, &table, 0.8, n, policy));
            dx.iter().zip(&fd).for_each(|(d, fd)| close(*d, *fd, 1e-8));
            let fd = differences(&table, |t| world(&x, t, 0.8, n, policy));
            dt.iter().zip(&fd).for_each(|(d, fd)| close(*d, *fd, 1e-8));
            close(ds, differences(&[0.8], |s| world(&x, &table, s[0], n, policy))[0], 1e-8);
            let all = (dx, dt, ds);
            assert!(*first.get_or_insert(all.clone()) == all, "{n} steps");
        }
    }
}

// Loops in an ordinary loop: their contexts lie where those of the next round lie.
#[wengert::reverse(d_rounds, Active, Const, Active)]
fn rounds(x: f64, policy: Policy) -> f64 {
    let (mut y, mut sum) = (x, 0.0);
    for r in 0..4usize {
        if r == 1 {
            continue;
        }
        let factor = 0.3 * r as f64 + x;
        let table = vec![factor; r + 1];
        let mut u = vec![y; 2 + r];
        let context = (r, factor, &table, [1.0, 2.0]);
        checkpoint_loop(
            3 + r,
            policy,
            &mut (&mut u, &mut sum),
            &context,
            |i, (u, sum), (r, factor, table, more)| {
                if i % 2 == 1 {
                    **sum += u[0] * u[*r] * table[*r] * more[i % 2];
                } else {
                    u[0] = u[0].sin() + 0.1 * factor * *r as f64;
                    u.swap(0, *r);
                }
            },
        );
        y = u[0];
    }
    checkpoint_loop(3, policy, &mut y, &x, |_, y, x| *y = 0.9 * y.sin() + x);
    checkpoint_loop(2, policy, &mut y, &x, |_, y, x| *y = 0.9 * y.sin() + x);
    sum + y
}

#[test]
fn rounds_of_a_loop_around() {
    for x in [0.0, 0.3] {
        let mut first = None;
        for policy in policies() {
            let (_, d) = d_rounds(x, policy, 1.0);
            close(d, differences(&[x], |x| rounds(x[0], policy))[0], 1e-8);
            assert_eq!(*first.get_or_insert(d), d);
        }
    }
}

// Slices of the caller's, constants without a derivative, memory for intermediate results.
#[wengert::reverse(d_slices, Duplicated, Const, Const)]
fn slices(u: &mut [f64], weights: &[f64], policy: Policy) {
    let mut scratch = vec![0.0; u.len()];
    let mut state = (&mut *u, &mut scratch);
    checkpoint_loop(6, policy, &mut state, weights, |step, (u, scratch), weights| {
        for k in 0..u.len() {
            scratch[k] = u[k].sin() * weights[k];
        }
        for k in 0..u.len() {
            u[k] = scratch[(k + 1) % u.len()] + 0.1 * scratch[0] * (k + step % 2) as f64;
        }
    });
    checkpoint_loop(2, policy, u, &(), |_, u, _| u[0] *= u[1]);
}

#[test]
fn slices_of_the_caller() {
    let (start, weights) = ([0.3, 0.7, -0.2], [2.0, 1.0, 0.5]);
    for policy in policies() {
        let (mut u, mut du) = (start, [1.0, 0.0, 2.0]);
        d_slices(&mut u, &mut du, &weights, policy);
        let fd = differences(&start, |x| {
            let mut u = x.to_vec();
            slices(&mut u, &weights, policy);
            u[0] + 2.0 * u[2]
        });
        du.iter().zip(&fd).for_each(|(d, fd)| close(*d, *fd, 1e-8));
    }
}

// Schedules and storage of one's own.
struct Shelf(std::collections::HashMap<usize, Vec<u8>>);
impl Storage for Shelf {
    fn store(&mut self, slot: usize, state: &[u8]) -> std::io::Result<()> {
        self.0.insert(slot, state.to_vec());
        Ok(())
    }
    fn load(&mut self, slot: usize, state: &mut [u8]) -> std::io::Result<()> {
        state.copy_from_slice(&self.0[&slot]);
        Ok(())
    }
    fn discard(&mut self, slot: usize) {
        assert!(self.0.remove(&slot).is_some());
    }
}
/// Keeps every second state, on a shelf.
struct EverySecond {
    actions: std::vec::IntoIter<Action>,
}
impl EverySecond {
    fn new(steps: usize, skip: usize) -> EverySecond {
        let mut actions = Vec::new();
        for from in (0..steps).step_by(2) {
            actions.push(Action::Save { step: from, slot: from });
            actions.push(Action::Advance { from, to: (from + 2).min(steps) });
        }
        actions.push(Action::EndForward);
        for step in (skip..steps).rev() {
            let slot = step & !1;
            actions.push(Action::Load { step: slot, slot });
            if step != slot {
                actions.push(Action::Advance { from: slot, to: step });
            }
            actions.push(Action::Reverse { step });
            if step == slot {
                actions.push(Action::Drop { slot });
            }
        }
        actions.push(Action::EndReverse);
        EverySecond { actions: actions.into_iter() }
    }
}
impl Schedule for EverySecond {
    fn next(&mut self) -> Action {
        self.actions.next().unwrap()
    }
    fn first_stored_slot(&self) -> usize {
        0
    }
    fn storage(&mut self) -> Box<dyn Storage> {
        Box::new(Shelf(Default::default()))
    }
}

#[test]
fn schedules_of_ones_own() {
    let mut end = wave_start();
    plain(&mut end, 0.2, 7);
    let of = |policy| gradient(|w, dw| d_wave(w, dw, 0.2, 7, policy, 1.0).1, end);
    reset_statistics();
    let skip = 0;
    let maker =
        |steps: usize, _: usize| -> Box<dyn Schedule> { Box::new(EverySecond::new(steps, skip)) };
    assert_eq!(of(Policy::custom(&maker)), of(Policy::store_all()));
    assert_eq!(statistics().stored_bytes, 4 * (11 * 8 + 1));
}

/// What does it say when it panics?
fn says<T>(f: impl FnOnce() -> T) -> String {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(f));
    std::panic::set_hook(hook);
    match result {
        Ok(_) => "nothing".into(),
        Err(e) => match e.downcast::<String>() {
            Ok(text) => *text,
            Err(e) => e.downcast_ref::<&str>().copied().unwrap_or_default().into(),
        },
    }
}

#[wengert::reverse(d_replaced, Active, Const, Active)]
fn replaced(x: f64, n: usize) -> f64 {
    let mut u = vec![x; 3];
    checkpoint_loop(n, Policy::binomial(2), &mut u, &(), |_, u, _| {
        let mut next: Vec<f64> = u.iter().map(|u| u.sin()).collect();
        next[0] += 1.0;
        *u = next;
    });
    u[0]
}

#[wengert::reverse(d_shrunk, Active, Active)]
fn shrunk(x: f64) -> f64 {
    let mut u = vec![x; 9];
    checkpoint_loop(4, Policy::recompute(), &mut u, &(), |_, u, _| {
        u[0] *= u[1];
        u.truncate(u.len() - 1);
    });
    u[0]
}

static HIDDEN: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
#[wengert::reverse(d_forgetful, Active, Active)]
fn forgetful(x: f64) -> f64 {
    let mut y = x;
    checkpoint_loop(4, Policy::recompute(), &mut y, &(), |_, y, _| {
        *y *= 1.0 + HIDDEN.fetch_add(1, std::sync::atomic::Ordering::Relaxed) as f64;
    });
    y
}

// What the table held is gone when the loop is undone.
#[wengert::reverse(d_refilled, Active, Const, Const, Active)]
fn refilled(x: f64, n: usize, again: bool) -> f64 {
    let mut y = x;
    let mut table = vec![3.0; n];
    checkpoint_loop(3, Policy::binomial(2), &mut y, &table, |k, y, t| *y *= t[k % 2]);
    if again {
        table.fill(5.0);
    }
    y * table[1]
}

#[test]
fn what_it_cannot_take_is_a_panic() {
    assert!(says(|| d_replaced(0.3, 1, 1.0)).contains("memory of the state moved"));
    assert!(says(|| d_replaced(0.3, 4, 1.0)).contains("memory of the state moved"));
    assert!(says(|| d_shrunk(0.3, 1.0)).contains("changed its size"));
    assert!(says(|| d_forgetful(0.3, 1.0)).contains("a step left another state"));
    let run = |policy: Policy| {
        says(|| d_wave(&mut wave_start(), &mut Wave::default(), 0.2, 6, policy, 1.0))
    };
    assert!(run(Policy::automatic(2 * 89)).contains("the least is 267 bytes"));
    let lazy =
        |steps: usize, _: usize| -> Box<dyn Schedule> { Box::new(EverySecond::new(steps, 1)) };
    assert!(run(Policy::custom(&lazy)).contains("does not undo all steps"));
    let short =
        |steps: usize, _: usize| -> Box<dyn Schedule> { Box::new(EverySecond::new(steps - 1, 0)) };
    assert!(run(Policy::custom(&short)).contains("ends before the loop"));
    let unknown =
        says(|| d_ended(&mut wave_start(), &mut Wave::default(), 0.2, 6, Policy::binomial(3), 1.0));
    assert!(unknown.contains("needs to know the length"));
    // Small contexts are put back, large ones only compared.
    assert_eq!(d_refilled(1.0, 2, false, 1.0).1, 81.0);
    assert_eq!(d_refilled(1.0, 2, true, 1.0).1, 135.0);
    assert_eq!(d_refilled(1.0, 200, false, 1.0).1, 81.0);
    assert!(
        says(|| d_refilled(1.0, 200, true, 1.0)).contains("numbers of the context have changed")
    );
}

#[test]
fn second_derivatives_are_a_panic() {
    let f = |x: &[f64]| {
        let mut y = x[0];
        checkpoint_loop(4, Policy::binomial(2), &mut y, &x[1], |_, y, c| *y = y.sin() * c);
        y
    };
    assert!(wengert::gradient(f, &[0.5, 1.1])[0] > 0.0);
    assert!(says(|| wengert::hvp(f, &[0.5, 1.1], &[1.0, 0.0]))
        .contains("a derivative of its derivative"));
}
