//! A checkpointed loop and its two sweeps.
//!
//! `run` is the loop. Its derivative is registered: `forward` runs it in place of
//! the augmented primal, `reverse` undoes its steps one by one, each by the
//! derivative of `step`. These three know the types; what follows a schedule
//! (`Kept`) does not, and is compiled once.
use super::schedule::{Action, Schedule};
use super::state::{Layout, State, Surroundings, Walk};
use super::storage::{Copy, Snapshots};
use super::{count, Policy};
use std::ffi::c_void;
use std::marker::PhantomData;
use std::mem::size_of;

extern "C" {
    static enzyme_dup: c_void;
    static enzyme_const: c_void;
    static enzyme_runtime_activity: c_void;
}
extern "C-unwind" {
    fn __enzyme_register_gradient_checkpoint_loop(
        f: *const c_void,
        augmented: *const c_void,
        reverse: *const c_void,
    );
    fn __enzyme_register_derivative_checkpoint_loop(f: *const c_void, tangent: *const c_void);
    fn __enzyme_integer_checkpoint_policy(memory: *const c_void, bytes: usize);
    fn __enzyme_autodiff_checkpoint_step(f: *const c_void, ...);
}

/// A function or a closure without captures: its type is all there is of it.
#[inline(always)]
fn the<F>() -> F {
    const {
        assert!(
            size_of::<F>() == 0,
            "the body of a checkpointed loop captures variables: hand it what it writes as the \
             state and what it reads as the context"
        )
    };
    crate::registration::the()
}

/// When a loop ends.
pub trait Ending<S: ?Sized, C: ?Sized> {
    const KNOWN: bool;
    fn goes_on(step: usize, steps: usize, state: &S, context: &C) -> bool;
}
pub struct Counted;
impl<S: ?Sized, C: ?Sized> Ending<S, C> for Counted {
    const KNOWN: bool = true;
    #[inline(always)]
    fn goes_on(step: usize, steps: usize, _: &S, _: &C) -> bool {
        step < steps
    }
}
pub struct While<G>(PhantomData<G>);
impl<S: ?Sized, C: ?Sized, G: Fn(usize, &S, &C) -> bool> Ending<S, C> for While<G> {
    const KNOWN: bool = false;
    #[inline(always)]
    fn goes_on(step: usize, _: usize, state: &S, context: &C) -> bool {
        std::mem::ManuallyDrop::new(the::<G>())(step, state, context)
    }
}

/// Everything a loop can reach.
pub struct Frame<S: ?Sized, C: ?Sized> {
    state: *mut S,
    context: *const C,
    steps: usize,
    policy: Policy<'static>,
}
impl<S: ?Sized, C: ?Sized> Clone for Frame<S, C> {
    fn clone(&self) -> Self {
        Frame { ..*self }
    }
}

#[inline(always)]
pub fn enter<S, C, E, F>(steps: usize, policy: Policy, state: &mut S, context: &C)
where
    S: State + ?Sized,
    C: State + ?Sized,
    E: Ending<S, C>,
    F: Fn(usize, &mut S, &C),
{
    // SAFETY: it is not used longer than the loop takes.
    let policy = unsafe { std::mem::transmute::<Policy<'_>, Policy<'static>>(policy) };
    let mut frame = Frame { state, context, steps, policy };
    unsafe {
        declare_policy(&frame.policy);
        run::<S, C, E, F>(&mut frame);
    }
}

/// A policy that comes out of a context is moved like numbers there.
#[inline(always)]
unsafe fn declare_policy(policy: *const Policy) {
    __enzyme_integer_checkpoint_policy(policy.cast(), size_of::<Policy>());
}

/// Step `i`, to be differentiated.
unsafe extern "C-unwind" fn step<S, C, F>(frame: *mut Frame<S, C>, i: usize)
where
    S: State + ?Sized,
    C: State + ?Sized,
    F: Fn(usize, &mut S, &C),
{
    S::declare((*frame).state);
    C::declare((*frame).context);
    take::<S, C, F>(frame, i);
}

/// Step `i`.
#[inline(always)]
unsafe fn take<S, C, F>(frame: *mut Frame<S, C>, i: usize)
where
    S: ?Sized,
    C: ?Sized,
    F: Fn(usize, &mut S, &C),
{
    let body = std::mem::ManuallyDrop::new(the::<F>());
    body(i, &mut *(*frame).state, &*(*frame).context);
}

/// The loop.
#[inline(never)]
unsafe extern "C-unwind" fn run<S, C, E, F>(frame: *mut Frame<S, C>)
where
    S: State + ?Sized,
    C: State + ?Sized,
    E: Ending<S, C>,
    F: Fn(usize, &mut S, &C),
{
    // Here, where it also tells this loop from others with the same code (they are not
    // merged) and is a call that may unwind, as `forward` does.
    __enzyme_register_gradient_checkpoint_loop(
        run::<S, C, E, F> as *const c_void,
        forward::<S, C, E, F> as *const c_void,
        reverse::<S, C, E, F> as *const c_void,
    );
    let mut i = 0;
    while E::goes_on(i, (*frame).steps, &*(*frame).state, &*(*frame).context) {
        take::<S, C, F>(frame, i);
        i += 1;
    }
}

/// Between the two sweeps.
struct Between<S: ?Sized, C: ?Sized> {
    kept: Kept,
    frame: Frame<S, C>,
    shadow: Frame<S, C>,
}

#[inline(never)]
unsafe extern "C-unwind" fn forward<S, C, E, F>(
    frame: *mut Frame<S, C>,
    shadow: *mut Frame<S, C>,
) -> *mut c_void
where
    S: State + ?Sized,
    C: State + ?Sized,
    E: Ending<S, C>,
    F: Fn(usize, &mut S, &C),
{
    __enzyme_register_derivative_checkpoint_loop(
        forward::<S, C, E, F> as *const c_void,
        forward_tangent::<S, C> as *const c_void,
    );
    let at = (*frame).clone();
    let mut shadow = Frame { state: (*shadow).state, context: (*shadow).context, ..at };
    // What is constant has no shadow.
    if shadow.state.is_null() {
        shadow.state = at.state;
    }
    if shadow.context.is_null() {
        shadow.context = at.context;
    }
    let (mut state, mut context) = (Walk::default(), Walk::default());
    S::walk(at.state, shadow.state, &mut state);
    C::walk(at.context.cast_mut(), shadow.context.cast_mut(), &mut context);
    let mut kept = Kept::new(at.policy, at.steps, E::KNOWN, state, context);
    kept.forward(E::KNOWN.then_some(at.steps), &mut |i| take::<S, C, F>(frame, i), &mut |i| {
        E::goes_on(i, at.steps, &*at.state, &*at.context)
    });
    Box::into_raw(Box::new(Between { kept, frame: at, shadow })).cast()
}

type At<S, C> = *mut Frame<S, C>;

/// The tangents of `forward` and `reverse`, for derivatives of derivatives.
#[inline(never)]
unsafe fn forward_tangent<S: ?Sized, C: ?Sized>(
    _: At<S, C>,
    _: At<S, C>,
    _: At<S, C>,
    _: At<S, C>,
) -> (*mut c_void, *mut c_void) {
    panic!("{SECOND}")
}
#[inline(never)]
unsafe fn reverse_tangent<S: ?Sized, C: ?Sized>(
    _: At<S, C>,
    _: At<S, C>,
    _: At<S, C>,
    _: At<S, C>,
    _: *mut c_void,
    _: *mut c_void,
) {
    panic!("{SECOND}")
}
const SECOND: &str = "wengert: checkpointed loop: a derivative of its derivative is asked for, \
    which is not available; use an ordinary loop";

#[inline(never)]
unsafe extern "C-unwind" fn reverse<S, C, E, F>(
    _: *mut Frame<S, C>,
    _: *mut Frame<S, C>,
    tape: *mut c_void,
) where
    S: State + ?Sized,
    C: State + ?Sized,
    E: Ending<S, C>,
    F: Fn(usize, &mut S, &C),
{
    __enzyme_register_derivative_checkpoint_loop(
        reverse::<S, C, E, F> as *const c_void,
        reverse_tangent::<S, C> as *const c_void,
    );
    // The frame's own memory may hold the next loop's by now.
    let between = *Box::from_raw(tape.cast::<Between<S, C>>());
    let Between { kept, mut frame, mut shadow } = between;
    let (frame, shadow) = (&raw mut frame, &raw mut shadow);
    kept.reverse(&mut |i| take::<S, C, F>(frame, i), &mut |i| {
        // What the body only reads may be constant, and its own shadow.
        __enzyme_autodiff_checkpoint_step(
            step::<S, C, F> as *const c_void,
            &raw const enzyme_runtime_activity,
            &raw const enzyme_dup,
            frame,
            shadow,
            &raw const enzyme_const,
            i,
        )
    });
}

/// What is kept of a loop from its forward to its reverse sweep.
struct Kept {
    plan: Box<dyn Schedule>,
    states: Snapshots,
    layout: Layout,
    context: Surroundings,
    prints: Vec<(usize, u64)>, // by step
    at: Option<usize>,         // the step the state is before
    left: usize,               // steps that are not undone
}

impl Kept {
    fn new(policy: Policy, steps: usize, known: bool, state: Walk, context: Walk) -> Kept {
        let layout = Layout::new(state);
        let plan = policy.make(steps, known, layout.bytes());
        let states = Snapshots::new(plan.first_stored_slot());
        let context = Surroundings::new(context);
        Kept { plan, states, layout, context, prints: Vec::new(), at: Some(0), left: 0 }
    }

    /// Notes what the state before a step is, in the program's own run.
    fn note(&mut self, step: usize) {
        if self.prints.last().is_none_or(|(last, _)| *last < step) {
            self.prints.push((step, self.layout.fingerprint()));
        }
    }
    fn check(&self, step: usize) {
        if let Ok(k) = self.prints.binary_search_by_key(&step, |(step, _)| *step) {
            if self.prints[k].1 != self.layout.fingerprint() {
                panic!(
                    "wengert: checkpointed loop: a step left another state when it ran again: the \
                     body keeps something between steps that is not in the state, or reads \
                     something that has changed since the loop"
                );
            }
        }
    }

    fn save(&mut self, step: usize, slot: usize) {
        if self.at != Some(step) {
            panic!("wengert: checkpointed loop: the schedule saves a state that is not there");
        }
        let plan = &mut self.plan;
        self.states.save(slot, &self.layout, || plan.storage());
    }
    fn advance(&mut self, from: usize, to: usize, step: &mut dyn FnMut(usize)) {
        if self.at != Some(from) || to < from {
            panic!(
                "wengert: checkpointed loop: the schedule runs a step that the state is not before"
            );
        }
        for i in from..to {
            step(i);
            self.layout.check();
        }
        count(|s| s.forward_steps += to - from);
        self.at = Some(to);
    }

    fn forward(
        &mut self,
        steps: Option<usize>,
        step: &mut dyn FnMut(usize),
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) {
        let mut done = 0;
        let mut ended = false;
        loop {
            if self.plan.online() && !ended && !goes_on(done) {
                self.plan.finish(done);
                ended = true;
            }
            match self.plan.next() {
                Action::Save { step, slot } => {
                    self.save(step, slot);
                    self.note(step);
                }
                Action::Drop { slot } => self.states.discard(slot),
                Action::Advance { from, to } => {
                    if steps.is_some_and(|n| to > n) || steps.is_none() && (ended || to != from + 1)
                    {
                        panic!("wengert: checkpointed loop: the schedule goes beyond the end of the loop");
                    }
                    self.advance(from, to, step);
                    done = to;
                }
                Action::EndForward => break,
                Action::Load { .. } | Action::Reverse { .. } | Action::EndReverse => {
                    panic!("wengert: checkpointed loop: the schedule goes back before it has ended its way forward")
                }
            }
        }
        if steps.is_some_and(|n| n != done) || steps.is_none() && !ended {
            panic!("wengert: checkpointed loop: the schedule ends before the loop");
        }
        // The program goes on with the shadows of what the loop left.
        self.layout.settle();
        self.at = None;
        self.left = done;
        self.note(done);
    }

    fn reverse(mut self, step: &mut dyn FnMut(usize), undo: &mut dyn FnMut(usize)) {
        let around = self.context.put_back();
        let end = Copy::of(&self.layout);
        let shadows = self.layout.shadows();
        loop {
            match self.plan.next() {
                Action::Save { step, slot } => self.save(step, slot),
                Action::Drop { slot } => self.states.discard(slot),
                Action::Load { step, slot } => {
                    if self.at != Some(step) {
                        self.states.load(slot, &self.layout);
                    }
                    self.at = Some(step);
                }
                Action::Advance { from, to } => {
                    self.advance(from, to, step);
                    self.check(to);
                }
                Action::Reverse { step } => {
                    if self.at != Some(step) {
                        panic!("wengert: checkpointed loop: the schedule undoes a step that the state is not before");
                    }
                    if step + 1 != self.left {
                        panic!("wengert: checkpointed loop: the schedule does not undo the steps from the last to the first");
                    }
                    self.left = step;
                    self.layout.settle();
                    undo(step);
                    count(|s| s.reverse_steps += 1);
                    self.at = None;
                    self.layout.check();
                    self.check(step + 1);
                }
                Action::EndReverse if self.left == 0 => break,
                Action::EndReverse => {
                    panic!("wengert: checkpointed loop: the schedule does not undo all steps")
                }
                Action::EndForward => {
                    panic!("wengert: checkpointed loop: the schedule ends its way forward twice")
                }
            }
        }
        self.layout.load(end.bytes());
        self.layout.put_shadows(&shadows);
        self.context.leave(&around);
    }
}
