//! Which states of a loop are kept.
//!
//! The reverse of a loop of n steps needs the state before step n - 1, then
//! before n - 2, and so on. A schedule says how these come about with few kept
//! states: it yields actions, one at a time, for a program it knows nothing of.
use super::storage::{Storage, TemporaryFile};
use std::collections::VecDeque;

/// What a [`Schedule`] says is to be done next. `Save` and `Advance` come from the
/// program's own run until `EndForward`, and from running steps again after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Keep the state, which is the one before this step.
    Save { step: usize, slot: usize },
    /// Run the steps `from .. to`.
    Advance { from: usize, to: usize },
    /// All steps have run; the rest of the program goes on.
    EndForward,
    /// The state is the one before this step again.
    Load { step: usize, slot: usize },
    /// Undo this step: the state is the one before it.
    Reverse { step: usize },
    /// What is kept there is not needed any more.
    Drop { slot: usize },
    /// All steps are undone. Nothing is asked for after it.
    EndReverse,
}

/// A policy of your own, for [`Policy::custom`](super::Policy::custom).
pub trait Schedule {
    /// The next action.
    fn next(&mut self) -> Action;
    /// For loops whose length shows when they end: such a schedule advances step
    /// by step, until `finish` has been called.
    fn online(&self) -> bool {
        false
    }
    /// Online: the loop has ended after so many steps.
    fn finish(&mut self, _steps: usize) {}
    /// Slots from this one on are kept in the `storage`.
    fn first_stored_slot(&self) -> usize {
        usize::MAX
    }
    /// Is called once, when the first such slot is saved.
    fn storage(&mut self) -> Box<dyn Storage> {
        Box::new(TemporaryFile::default())
    }
}

/// Steps that `slots` kept states (the first one included) can undo if no step
/// runs forward more than `runs` times: the binomial coefficient (slots + runs over
/// slots), at most `limit`. A. Griewank, A. Walther: Revolve, ACM TOMS 26(1), 2000.
fn revolve_reach(slots: usize, runs: usize, limit: usize) -> usize {
    let (few, many) = (slots.min(runs), slots.max(runs));
    let mut value = 1.0;
    for k in 1..=few {
        value = value * (many + k) as f64 / k as f64;
        if value > limit as f64 {
            return limit;
        }
    }
    f64::round(value) as usize
}

const FAR: usize = usize::MAX / 4;

/// Where to keep the next state of a loop of `steps` > 1 steps with `slots` > 1
/// states, the first one included, so that the fewest steps run again.
fn revolve_split(steps: usize, slots: usize) -> usize {
    let mut runs = 1;
    while revolve_reach(slots, runs, FAR) < steps {
        runs += 1;
    }
    let right = revolve_reach(slots - 1, runs, FAR);
    let mut at = if steps > right { steps - right } else { 1 };
    if runs > 1 {
        at = at.max(revolve_reach(slots, runs - 2, FAR));
    }
    at.clamp(1, steps - 1)
}

/// Steps that run forward in all, without those of the reverse steps themselves,
/// when `steps` steps are undone with `slots` states: Revolve's minimum. The program's
/// own run makes one more, because it goes on after the loop.
///
/// ```
/// assert_eq!(wengert::checkpoint::revolve_steps(10, 3), 15);
/// ```
pub fn revolve_steps(steps: usize, slots: usize) -> usize {
    if steps == 0 {
        return 0;
    }
    let mut runs = 0;
    while revolve_reach(slots, runs, FAR) < steps {
        runs += 1;
    }
    runs * steps - if runs > 0 { revolve_reach(slots + 1, runs - 1, FAR) } else { 0 }
}

/// Steps `begin .. end`, the state before the first of which is in `slot`, are to
/// be undone with `slots` states, that one included.
struct Segment {
    begin: usize,
    end: usize,
    slot: usize,
    slots: usize,
}

/// What all schedules here share: what was decided, slots, and undoing by Revolve.
struct Plan {
    ready: VecDeque<Action>,
    free: Vec<usize>,
    made: usize,
    first_stored: usize,
    work: Vec<Segment>,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan {
            ready: VecDeque::new(),
            free: Vec::new(),
            made: 0,
            first_stored: usize::MAX,
            work: Vec::new(),
        }
    }
}

impl Plan {
    fn put(&mut self, action: Action) {
        self.ready.push_back(action);
    }
    fn take_slot(&mut self) -> usize {
        self.free.pop().unwrap_or_else(|| {
            self.made += 1;
            self.made - 1
        })
    }
    fn save(&mut self, step: usize) -> usize {
        let slot = self.take_slot();
        self.put(Action::Save { step, slot });
        slot
    }
    fn drop(&mut self, slot: usize) {
        self.put(Action::Drop { slot });
        if slot < self.first_stored {
            self.free.push(slot);
        }
    }
    /// Undoes the first part of the last segment.
    fn undo(&mut self, mut s: Segment) {
        if s.begin == s.end {
            return self.drop(s.slot);
        }
        self.put(Action::Load { step: s.begin, slot: s.slot });
        if s.end - s.begin == 1 || s.slots == 1 {
            s.end -= 1;
            if s.end > s.begin {
                self.put(Action::Advance { from: s.begin, to: s.end });
            }
            self.put(Action::Reverse { step: s.end });
            return self.work.push(s);
        }
        let middle = s.begin + revolve_split(s.end - s.begin, s.slots);
        self.put(Action::Advance { from: s.begin, to: middle });
        let slot = self.save(middle);
        self.work.push(Segment { end: middle, ..s });
        self.work.push(Segment { begin: middle, end: s.end, slot, slots: s.slots - 1 });
    }
}

macro_rules! planned {
    () => {
        fn next(&mut self) -> Action {
            loop {
                if let Some(action) = self.plan.ready.pop_front() {
                    return action;
                }
                self.decide();
            }
        }
    };
}

/// Revolve for a known number of steps. One state more than `slots` is kept while
/// the rest of the program runs: the one before the last step, which Revolve has at
/// hand because it undoes that step at once.
pub(super) struct Binomial {
    plan: Plan,
    steps: usize,
    slots: usize,
    forward_done: bool,
}

impl Binomial {
    pub fn new(steps: usize, slots: usize) -> Binomial {
        Binomial { plan: Plan::default(), steps, slots: slots.max(1), forward_done: false }
    }
    fn decide(&mut self) {
        if !self.forward_done {
            self.forward_done = true;
            self.forward();
        } else if let Some(s) = self.plan.work.pop() {
            self.plan.undo(s);
        } else {
            self.plan.put(Action::EndReverse);
        }
    }
    fn forward(&mut self) {
        let (steps, plan) = (self.steps, &mut self.plan);
        if steps == 0 {
            return plan.put(Action::EndForward);
        }
        let (mut begin, mut slots, mut slot) = (0, self.slots, plan.save(0));
        while steps - begin > 1 {
            let middle =
                if slots > 1 { begin + revolve_split(steps - begin, slots) } else { steps - 1 };
            plan.put(Action::Advance { from: begin, to: middle });
            plan.work.push(Segment { begin, end: middle, slot, slots });
            begin = middle;
            slot = plan.save(begin);
            if slots == 1 {
                break;
            }
            slots -= 1;
        }
        plan.put(Action::Advance { from: begin, to: steps });
        plan.work.push(Segment { begin, end: steps, slot, slots: 1 });
        plan.put(Action::EndForward);
    }
}

impl Schedule for Binomial {
    planned!();
}

/// A state every `period` steps. A period is undone with `inner` states. Those at
/// the periods may be in a storage; such a one is in memory for as long as its
/// period is undone.
pub(super) struct Periodic {
    plan: Plan,
    steps: usize,
    period: usize,
    inner: usize,
    at: usize,
    forward_done: bool,
    periods: Vec<Segment>,
}

const STORED: usize = 1 << 40;

impl Periodic {
    pub fn new(steps: usize, period: usize) -> Periodic {
        Self::with(steps, period.max(1), period.max(1), usize::MAX)
    }
    pub fn stored(steps: usize, period: usize, inner: usize) -> Periodic {
        Self::with(steps, period.max(1), inner.max(1), STORED)
    }
    fn with(steps: usize, period: usize, inner: usize, first_stored: usize) -> Periodic {
        let plan = Plan { first_stored, ..Plan::default() };
        Periodic { plan, steps, period, inner, at: 0, forward_done: false, periods: Vec::new() }
    }
    fn is_stored(&self) -> bool {
        self.plan.first_stored == STORED
    }
    fn decide(&mut self) {
        if self.at < self.steps {
            let (begin, end) = (self.at, (self.at + self.period).min(self.steps));
            let slot =
                if self.is_stored() { STORED + begin / self.period } else { self.plan.take_slot() };
            self.plan.put(Action::Save { step: begin, slot });
            self.plan.put(Action::Advance { from: begin, to: end });
            self.periods.push(Segment { begin, end, slot, slots: self.inner });
            self.at = end;
        } else if !self.forward_done {
            self.forward_done = true;
            self.plan.put(Action::EndForward);
        } else if let Some(s) = self.plan.work.pop() {
            self.plan.undo(s);
        } else if let Some(mut s) = self.periods.pop() {
            if self.is_stored() && s.end - s.begin > 1 {
                self.plan.put(Action::Load { step: s.begin, slot: s.slot });
                self.plan.put(Action::Drop { slot: s.slot });
                s.slot = self.plan.save(s.begin);
            }
            self.plan.work.push(s);
        } else {
            self.plan.put(Action::EndReverse);
        }
    }
}

impl Schedule for Periodic {
    planned!();
    fn first_stored_slot(&self) -> usize {
        self.plan.first_stored
    }
}

/// For loops whose length shows when they end: keeps the state of every d-th step;
/// when all `slots` are taken, every second one is dropped and d doubles. Undone by
/// Revolve with what slots are free.
pub(super) struct Online {
    plan: Plan,
    slots: usize,
    at: usize,
    distance: usize,
    end: usize,
    finished: bool,
    forward_done: bool,
    kept: Vec<(usize, usize)>, // step, slot
}

impl Online {
    pub fn new(slots: usize) -> Online {
        Online {
            plan: Plan::default(),
            slots: slots.max(2),
            at: 0,
            distance: 1,
            end: 0,
            finished: false,
            forward_done: false,
            kept: Vec::new(),
        }
    }
    fn decide(&mut self) {
        if !self.finished {
            if self.at % self.distance == 0 && self.kept.len() == self.slots {
                self.distance *= 2;
                for (step, slot) in std::mem::take(&mut self.kept) {
                    if step % self.distance == 0 {
                        self.kept.push((step, slot));
                    } else {
                        self.plan.drop(slot);
                    }
                }
            }
            if self.at % self.distance == 0 {
                let slot = self.plan.save(self.at);
                self.kept.push((self.at, slot));
            }
            self.plan.put(Action::Advance { from: self.at, to: self.at + 1 });
            self.at += 1;
        } else if !self.forward_done {
            self.forward_done = true;
            self.plan.put(Action::EndForward);
        } else if let Some(s) = self.plan.work.pop() {
            self.plan.undo(s);
        } else if let Some((begin, slot)) = self.kept.pop() {
            // A state of the end itself has nothing to undo.
            let end = self.end.max(begin);
            let slots = self.slots - self.kept.len();
            self.plan.work.push(Segment { begin, end, slot, slots });
            self.end = self.end.min(begin);
        } else {
            self.plan.put(Action::EndReverse);
        }
    }
}

impl Schedule for Online {
    planned!();
    fn online(&self) -> bool {
        true
    }
    fn finish(&mut self, steps: usize) {
        self.end = steps;
        self.finished = true;
    }
}
