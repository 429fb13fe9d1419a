//! Checkpointed loops: the reverse sweep of an ordinary loop finds what its steps
//! computed on the tape, one state per step. That of a checkpointed loop keeps few
//! states and runs steps again, as a [`Policy`] says.
//!
//! ```
//! use wengert::{checkpoint_loop, Policy};
//!
//! // A pendulum, its length and the angle it begins with.
//! #[wengert::reverse(d_angle, Active, Active, Const, Active)]
//! fn angle(start: f64, length: f64, policy: Policy) -> f64 {
//!     let mut x = [start, 0.0];
//!     checkpoint_loop(1000, policy, &mut x, &length, |_step, x, length| {
//!         x[1] -= 0.01 * x[0].sin() / length;
//!         x[0] += 0.01 * x[1];
//!     });
//!     x[0]
//! }
//!
//! let all = d_angle(0.5, 2.0, Policy::store_all(), 1.0);
//! assert_eq!(d_angle(0.5, 2.0, Policy::binomial(10), 1.0), all);
//! assert_eq!(d_angle(0.5, 2.0, Policy::recompute(), 1.0), all);
//! ```
//!
//! # State and context
//! The state is all memory that one step writes and a later one reads; the context
//! is what the steps only read. Both are a [`State`]: numbers, arrays, slices,
//! tuples, `Vec`, `Box`, references, and structs that derive it. What `Vec`s and
//! references lead to belongs to them. Several variables are a tuple of references:
//!
//! ```
//! # use wengert::{checkpoint_loop, Policy};
//! #[wengert::reverse(d_heat, Duplicated, Active, Active)]
//! fn heat(rod: &[f64], conductivity: f64) -> f64 {
//!     let (mut now, mut next) = (rod.to_vec(), vec![0.0; rod.len()]);
//!     let steps = Policy::binomial(5);
//!     checkpoint_loop(100, steps, &mut (&mut now, &mut next), &conductivity, |_, (now, next), c| {
//!         for k in 0..now.len() {
//!             let (left, right) = (now[k.saturating_sub(1)], now[(k + 1).min(now.len() - 1)]);
//!             next[k] = now[k] + c * (left - 2.0 * now[k] + right);
//!         }
//!         std::mem::swap(*now, *next);
//!     });
//!     now[0]
//! }
//!
//! let (mut d, rod) = ([0.0; 4], [1.0, 0.0, 0.0, 0.0]);
//! d_heat(&rod, &mut d, 0.2, 1.0);
//! // In the end the heat is everywhere the same, wherever it was.
//! assert!(d.iter().all(|d| (d - 0.25).abs() < 1e-4));
//! ```
//!
//! The body is a function or a closure that captures nothing, so that nothing can
//! be forgotten: a closure with captures does not compile. What it reads or keeps in
//! statics and thread-locals is not seen, except that the program panics where a
//! step, run again, leaves another state than one that was kept.
//!
//! A step writes its results into the memory that the state has, or swaps vectors
//! of the state; one that puts new vectors there, or changes their length, is a
//! panic in the derivative. The context is as it was when the loop ran: what is at
//! most 256 bytes in one piece is put back if it has changed since (the next round
//! of a loop around this one has its own), longer pieces that have changed are a
//! panic.
//!
//! # How often, how much
//!
//! ```
//! # use wengert::{checkpoint::*, checkpoint_loop, Policy};
//! # #[wengert::reverse(d_power, Active, Const, Active)]
//! # fn power(x: f64, n: usize) -> f64 {
//! #     let mut y = x;
//! #     checkpoint_loop(n, Policy::binomial(4), &mut y, &x, |_, y, x| *y *= x);
//! #     y
//! # }
//! reset_statistics();
//! d_power(0.9, 100, 1.0); // a loop of 100 steps with binomial(4)
//! let s = statistics();
//! assert_eq!(s.forward_steps, revolve_steps(100, 4) + 1);
//! assert_eq!(s.reverse_steps, 100);
//! assert!(s.peak_bytes <= (4 + 2) * size_of::<f64>());
//! ```
mod schedule;
mod state;
mod storage;
mod sweeps;

pub use schedule::{revolve_steps, Action, Schedule};
pub use state::{State, Walk};
pub use storage::{Storage, TemporaryFile};

use std::cell::Cell;
use std::marker::PhantomData;
use sweeps::{Counted, While};

/// What derivatives of checkpointed loops have done on this thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Steps that ran forward, without those that each reverse step begins with.
    pub forward_steps: usize,
    /// Steps that were undone.
    pub reverse_steps: usize,
    /// States that were kept, one after the other.
    pub saves: usize,
    /// Bytes of states in memory now, and at most.
    pub bytes: usize,
    pub peak_bytes: usize,
    /// Bytes that were written into files and other storage.
    pub stored_bytes: usize,
}

thread_local! {
    static STATISTICS: Cell<Statistics> = const {
        Cell::new(Statistics {
            forward_steps: 0,
            reverse_steps: 0,
            saves: 0,
            bytes: 0,
            peak_bytes: 0,
            stored_bytes: 0,
        })
    };
}

fn count(change: impl FnOnce(&mut Statistics)) {
    let mut s = STATISTICS.get();
    change(&mut s);
    STATISTICS.set(s);
}

/// Counts of this thread since `reset_statistics`.
pub fn statistics() -> Statistics {
    STATISTICS.get()
}

/// Sets all counts to zero, but for the bytes that are in use.
pub fn reset_statistics() {
    count(|s| *s = Statistics { bytes: s.bytes, peak_bytes: s.bytes, ..Statistics::default() });
}

type Maker<'a> = &'a dyn Fn(usize, usize) -> Box<dyn Schedule>;

#[derive(Clone, Copy)]
#[repr(usize)]
enum Kind {
    Periodic,
    SquareRoot,
    Binomial,
    Online,
    Multilevel,
    Automatic,
    Custom,
}

/// Which states of a loop are kept.
#[derive(Clone, Copy)]
pub struct Policy<'a> {
    kind: Kind,
    // Numbers, so that they mean nothing to the derivative.
    a: usize,
    b: usize,
    maker: PhantomData<Maker<'a>>,
}

// SAFETY: three numbers.
unsafe impl State for Policy<'_> {
    const PLAIN: bool = false;
    const FLAT: bool = true;
    unsafe fn walk(this: *mut Self, _: *mut Self, walk: &mut Walk) {
        walk.mixed(this.cast(), size_of::<Self>());
    }
}

impl<'a> Policy<'a> {
    #[inline(always)]
    const fn new(kind: Kind, a: usize, b: usize) -> Policy<'a> {
        Policy { kind, a, b, maker: PhantomData }
    }
    /// Every state.
    #[inline(always)]
    pub const fn store_all() -> Policy<'a> {
        Policy::new(Kind::Periodic, 1, 0)
    }
    /// The first state: of n steps, n (n - 1) / 2 run again.
    #[inline(always)]
    pub const fn recompute() -> Policy<'a> {
        Policy::new(Kind::Binomial, 1, 0)
    }
    /// Every √n-th state, and those of one such stretch.
    #[inline(always)]
    pub const fn square_root() -> Policy<'a> {
        Policy::new(Kind::SquareRoot, 0, 0)
    }
    /// Every `period`-th state, and those of one such stretch.
    #[inline(always)]
    pub const fn periodic(period: usize) -> Policy<'a> {
        Policy::new(Kind::Periodic, period, 0)
    }
    /// So many states, where Revolve puts them: the fewest steps run again.
    #[inline(always)]
    pub const fn binomial(states: usize) -> Policy<'a> {
        Policy::new(Kind::Binomial, states, 0)
    }
    /// So many states, of a loop whose length is not known.
    #[inline(always)]
    pub const fn online(states: usize) -> Policy<'a> {
        Policy::new(Kind::Online, states, 0)
    }
    /// So many states in a temporary file, and of one stretch between them in memory.
    #[inline(always)]
    pub const fn multilevel(memory: usize, disk: usize) -> Policy<'a> {
        Policy::new(Kind::Multilevel, memory, disk)
    }
    /// What fits into so many bytes, by Revolve.
    #[inline(always)]
    pub const fn automatic(bytes: usize) -> Policy<'a> {
        Policy::new(Kind::Automatic, bytes, 0)
    }
    /// A [`Schedule`] of your own, made from the number of steps (0 where it is not
    /// known) and the bytes of a state when a derivative gets to the loop.
    ///
    /// ```
    /// use wengert::checkpoint::{Action, Schedule};
    /// use wengert::{checkpoint_loop, Policy};
    ///
    /// /// Keeps the first state only.
    /// struct Again {
    ///     steps: usize,
    ///     actions: Vec<Action>, // the next one is the last
    /// }
    /// impl Schedule for Again {
    ///     fn next(&mut self) -> Action {
    ///         if let Some(action) = self.actions.pop() {
    ///             return action;
    ///         }
    ///         if self.steps == 0 {
    ///             return Action::EndReverse;
    ///         }
    ///         self.steps -= 1;
    ///         self.actions.push(Action::Reverse { step: self.steps });
    ///         if self.steps > 0 {
    ///             self.actions.push(Action::Advance { from: 0, to: self.steps });
    ///         }
    ///         Action::Load { step: 0, slot: 0 }
    ///     }
    /// }
    /// fn again(steps: usize, _state_bytes: usize) -> Box<dyn Schedule> {
    ///     let forward = Action::Advance { from: 0, to: steps };
    ///     let actions = vec![Action::EndForward, forward, Action::Save { step: 0, slot: 0 }];
    ///     Box::new(Again { steps, actions })
    /// }
    ///
    /// #[wengert::reverse(d_power, Active, Active)]
    /// fn power(x: f64) -> f64 {
    ///     let mut y = 1.0;
    ///     checkpoint_loop(5, Policy::custom(&again), &mut y, &x, |_, y, x| *y *= x);
    ///     y
    /// }
    /// assert_eq!(d_power(2.0, 1.0), (32.0, 80.0));
    /// ```
    #[inline(always)]
    pub fn custom(maker: Maker<'a>) -> Policy<'a> {
        // SAFETY: read back in `make`, while 'a lasts.
        let [a, b] = unsafe { std::mem::transmute::<Maker<'a>, [usize; 2]>(maker) };
        Policy::new(Kind::Custom, a, b)
    }

    fn make(self, steps: usize, known: bool, bytes: usize) -> Box<dyn Schedule> {
        use schedule::{Binomial, Online, Periodic};
        let made: Box<dyn Schedule> = match self.kind {
            Kind::Custom => {
                // SAFETY: `custom` made it of this.
                let maker =
                    unsafe { std::mem::transmute::<[usize; 2], Maker<'a>>([self.a, self.b]) };
                maker(if known { steps } else { 0 }, bytes)
            }
            Kind::Online => Box::new(Online::new(self.a)),
            // Reported below.
            _ if !known => Box::new(Binomial::new(0, 1)),
            Kind::Periodic => Box::new(Periodic::new(steps, self.a)),
            Kind::SquareRoot => {
                let root = steps.isqrt();
                Box::new(Periodic::new(steps, root + (root * root < steps) as usize))
            }
            Kind::Multilevel => {
                Box::new(Periodic::stored(steps, steps.div_ceil(self.b.max(1)), self.a))
            }
            Kind::Automatic => {
                // Of what fits, one copy puts back the end and one is Binomial's own.
                let fit = self.a.checked_div(bytes).unwrap_or(steps + 2);
                if fit < 3 {
                    panic!(
                        "wengert: checkpointed loop: automatic({}) is too little; the least is {} \
                         bytes, three copies of the state",
                        self.a,
                        3 * bytes
                    );
                }
                Box::new(Binomial::new(steps, fit - 2))
            }
            Kind::Binomial => Box::new(Binomial::new(steps, self.a)),
        };
        if !known && !made.online() {
            panic!(
                "wengert: checkpointed loop: this policy needs to know the length of the loop; \
                 use online(states)"
            );
        }
        made
    }
}

/// `for step in 0..steps { body(step, state, context) }`, whose reverse sweep keeps
/// the states that the policy says; see [the module](self).
///
/// The body captures nothing:
/// ```compile_fail
/// let factor = 1.5;
/// let mut x = 1.0;
/// wengert::checkpoint_loop(3, wengert::Policy::recompute(), &mut x, &(), |_, x, _| *x *= factor);
/// ```
/// but has what it reads handed to it:
/// ```
/// let factor = 1.5;
/// let mut x = 1.0;
/// wengert::checkpoint_loop(2, wengert::Policy::recompute(), &mut x, &factor, |_, x, factor| *x *= factor);
/// assert_eq!(x, 2.25);
/// ```
#[inline(always)]
pub fn checkpoint_loop<S, C, F>(steps: usize, policy: Policy, state: &mut S, context: &C, _body: F)
where
    S: State + ?Sized,
    C: State + ?Sized,
    F: Fn(usize, &mut S, &C),
{
    sweeps::enter::<S, C, Counted, F>(steps, policy, state, context);
}

/// `while condition(step, state, context) { body(step, state, context); step += 1 }`
/// for policies that need no length: `Policy::online(states)`, or your own.
///
/// ```
/// use wengert::{checkpoint_while, Policy};
///
/// #[wengert::reverse(d_root, Active, Active)]
/// fn root(a: f64) -> f64 {
///     let mut x = (a, 1.0f64); // Newton's method, until it stands still
///     checkpoint_while(
///         |_, x, _| x.1.abs() > 1e-12,
///         Policy::online(3),
///         &mut x,
///         &a,
///         |_, x, a| {
///             x.1 = 0.5 * (a / x.0 - x.0);
///             x.0 += x.1;
///         },
///     );
///     x.0
/// }
/// let (value, slope) = d_root(9.0, 1.0);
/// assert!((value - 3.0).abs() < 1e-12 && (slope - 1.0 / 6.0).abs() < 1e-12);
/// ```
#[inline(always)]
pub fn checkpoint_while<S, C, G, F>(
    _condition: G,
    policy: Policy,
    state: &mut S,
    context: &C,
    _body: F,
) where
    S: State + ?Sized,
    C: State + ?Sized,
    G: Fn(usize, &S, &C) -> bool,
    F: Fn(usize, &mut S, &C),
{
    sweeps::enter::<S, C, While<G>, F>(0, policy, state, context);
}
