//===- schedule.hpp - Which states of a loop are kept -----------*- C++ -*-===//
//
// The reverse of a loop of n steps needs the state before step n - 1, then
// before n - 2, and so on. A schedule says how these come about with few stored
// states: it yields actions, one at a time, for a program it knows nothing of.
//
//   save(k, slot)      keep the state, which is the one before step k
//   advance(k, to)     run steps k, ..., to - 1
//   end_forward        all steps have run; the rest of the program goes on
//   load(k, slot)      the state is the one before step k again
//   reverse(k)         undo step k: the state is the one before it
//   drop(slot)         what is kept there is not needed any more
//   end_reverse        done
//
// advance and save come from the program's own run until end_forward, and from
// running steps again after it.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_SCHEDULE_HPP
#define WENGERT_SCHEDULE_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace wengert {

struct action {
  enum kind_t { save, advance, end_forward, load, reverse, drop, end_reverse };
  kind_t kind = end_reverse;
  std::size_t step = 0; ///< the step the state is before
  std::size_t to = 0;   ///< advance
  std::size_t slot = 0; ///< save, load, drop
};

/// Derive from this to keep states elsewhere, each as so many bytes.
class storage {
public:
  virtual ~storage() = default;
  virtual void store(std::size_t slot, const void *state,
                     std::size_t bytes) = 0;
  virtual void load(std::size_t slot, void *state, std::size_t bytes) = 0;
  /// What is in the slot is not needed any more.
  virtual void discard(std::size_t slot) { (void)slot; }
};

/// Derive from this for a schedule of your own.
class schedule {
public:
  virtual ~schedule() = default;
  /// The next action. After end_reverse it is not called again.
  virtual action next() = 0;
  /// For loops whose length shows when they end: called after each step, with
  /// the number of steps that have run, until the loop is left. Only schedules
  /// that do not need the length have it.
  virtual bool online() const { return false; }
  /// Online: the loop has ended after `steps` steps.
  virtual void finish(std::size_t steps) { (void)steps; }
  /// Slots from this one on are better kept on a disk.
  virtual std::size_t first_disk_slot() const { return SIZE_MAX; }
  /// Where these are kept; null: in a temporary file.
  virtual std::unique_ptr<storage> make_storage() { return nullptr; }
};

/// Steps that `slots` kept states (the first one included) can undo if no step
/// runs forward more than `runs` times: the binomial coefficient
/// (slots + runs over slots), at most `limit`.
/// A. Griewank, A. Walther: Revolve, ACM TOMS 26(1), 2000.
inline std::size_t revolve_reach(std::size_t slots, std::size_t runs,
                                 std::size_t limit = SIZE_MAX / 4) {
  double value = 1;
  for (std::size_t k = 1; k <= std::min(slots, runs); ++k) {
    value =
        value * double(slots + runs - std::min(slots, runs) + k) / double(k);
    if (value > double(limit))
      return limit;
  }
  return std::size_t(std::llround(value));
}

/// Where to keep the next state of a loop of `steps` > 1 steps with `slots` > 1
/// states, the first one included, so that the fewest steps run again.
inline std::size_t revolve_split(std::size_t steps, std::size_t slots) {
  std::size_t runs = 1;
  while (revolve_reach(slots, runs) < steps)
    ++runs;
  std::size_t right = revolve_reach(slots - 1, runs);
  std::size_t at = steps > right ? steps - right : 1;
  if (runs > 1)
    at = std::max(at, revolve_reach(slots, runs - 2));
  return std::min(std::max<std::size_t>(at, 1), steps - 1);
}

/// Steps that run forward in all, without those of the reverse steps
/// themselves, when `steps` steps are undone with `slots` states: Revolve's
/// minimum.
inline std::size_t revolve_steps(std::size_t steps, std::size_t slots) {
  if (steps == 0)
    return 0;
  std::size_t runs = 0;
  while (revolve_reach(slots, runs) < steps)
    ++runs;
  return runs * steps - (runs ? revolve_reach(slots + 1, runs - 1) : 0);
}

namespace detail {

/// What all schedules here share: a queue of what was decided, and slots.
class planned : public schedule {
public:
  action next() final {
    while (ready.empty())
      decide();
    action a = ready.front();
    ready.pop_front();
    return a;
  }

protected:
  /// Puts at least one action into the queue, or changes what it will put.
  virtual void decide() = 0;

  void put(action::kind_t kind, std::size_t step = 0, std::size_t to = 0,
           std::size_t slot = 0) {
    ready.push_back({kind, step, to, slot});
  }
  std::size_t take_slot() {
    if (free_slots.empty())
      return slots_made++;
    std::size_t slot = free_slots.back();
    free_slots.pop_back();
    return slot;
  }
  std::size_t save(std::size_t step) {
    std::size_t slot = take_slot();
    put(action::save, step, 0, slot);
    return slot;
  }
  void drop(std::size_t slot) {
    put(action::drop, 0, 0, slot);
    if (slot < first_disk_slot())
      free_slots.push_back(slot);
  }

  /// Steps [begin, end), the state before the first of which is in slot, are
  /// to be undone with `slots` states, that one included.
  struct segment {
    std::size_t begin, end, slot, slots;
    bool last_use = true; ///< drop the slot afterwards
  };
  /// Undoes the first part of `work.back()`, by Revolve.
  void undo() {
    segment s = work.back();
    work.pop_back();
    if (s.begin == s.end) {
      if (s.last_use)
        drop(s.slot);
      return;
    }
    put(action::load, s.begin, 0, s.slot);
    if (s.end - s.begin == 1 || s.slots == 1) {
      if (s.end - 1 > s.begin)
        put(action::advance, s.begin, s.end - 1);
      put(action::reverse, s.end - 1);
      --s.end;
      work.push_back(s);
      return;
    }
    std::size_t middle = s.begin + revolve_split(s.end - s.begin, s.slots);
    put(action::advance, s.begin, middle);
    std::size_t slot = save(middle);
    work.push_back({s.begin, middle, s.slot, s.slots, s.last_use});
    work.push_back({middle, s.end, slot, s.slots - 1});
  }

  std::vector<segment> work;

private:
  std::deque<action> ready;
  std::vector<std::size_t> free_slots;
  std::size_t slots_made = 0;
};

/// Revolve for a known number of steps. One state more than `slots` is kept
/// while the rest of the program runs: the one before the last step, which
/// Revolve has at hand because it undoes that step at once.
class binomial_schedule : public planned {
public:
  binomial_schedule(std::size_t steps, std::size_t slots)
      : steps(steps), slots(std::max<std::size_t>(slots, 1)) {}

protected:
  void decide() override {
    if (!forward_done) {
      forward();
      forward_done = true;
    } else if (!work.empty()) {
      undo();
    } else {
      put(action::end_reverse);
    }
  }

private:
  void forward() {
    if (steps == 0)
      return put(action::end_forward);
    std::size_t begin = 0, left = slots, slot = save(0);
    while (steps - begin > 1 && left > 1) {
      std::size_t middle = begin + revolve_split(steps - begin, left);
      put(action::advance, begin, middle);
      work.push_back({begin, middle, slot, left});
      slot = save(begin = middle);
      --left;
    }
    if (steps - begin > 1) {
      put(action::advance, begin, steps - 1);
      work.push_back({begin, steps - 1, slot, left});
      slot = save(begin = steps - 1);
    }
    put(action::advance, begin, steps);
    work.push_back({begin, steps, slot, 1});
    put(action::end_forward);
  }

  std::size_t steps, slots;
  bool forward_done = false;
};

/// A state every `period` steps. A period is undone with `inner` states: by
/// default as many as it has steps, so that none runs a third time. With inner
/// states in memory, those at the periods may be on a disk.
class periodic_schedule : public planned {
public:
  periodic_schedule(std::size_t steps, std::size_t period,
                    std::size_t inner = 0, bool disk = false)
      : steps(steps), period(std::max<std::size_t>(period, 1)),
        inner(inner ? inner : this->period), disk(disk) {}
  std::size_t first_disk_slot() const override {
    return disk ? Disk : SIZE_MAX;
  }

protected:
  void decide() override {
    if (at < steps) {
      std::size_t to = std::min(at + period, steps);
      std::size_t slot = disk ? Disk + at / period : take_slot();
      put(action::save, at, 0, slot);
      put(action::advance, at, to);
      periods.push_back({at, to, slot, inner});
      at = to;
    } else if (!forward_done) {
      put(action::end_forward);
      forward_done = true;
    } else if (!work.empty()) {
      undo();
    } else if (!periods.empty()) {
      segment s = periods.back();
      periods.pop_back();
      if (!disk || s.end - s.begin == 1) {
        work.push_back(s);
        return;
      }
      // In memory for as long as the period is undone.
      put(action::load, s.begin, 0, s.slot);
      put(action::drop, 0, 0, s.slot);
      s.slot = save(s.begin);
      work.push_back(s);
    } else {
      put(action::end_reverse);
    }
  }

private:
  static constexpr std::size_t Disk = std::size_t(1) << 40;
  std::size_t steps, period, inner, at = 0;
  bool disk, forward_done = false;
  std::vector<segment> periods;
};

/// For loops whose length shows when they end: keeps the state of every d-th
/// step; when all `slots` are taken, every second one is dropped and d doubles.
/// Undone by Revolve with what slots are free.
class online_schedule : public planned {
public:
  explicit online_schedule(std::size_t slots)
      : slots(std::max<std::size_t>(slots, 2)) {}
  bool online() const override { return true; }
  void finish(std::size_t steps) override {
    end = steps;
    finished = true;
  }

protected:
  void decide() override {
    if (!finished) {
      if (at % distance == 0) {
        if (kept.size() == slots)
          thin();
        if (at % distance == 0)
          kept.push_back({at, save(at)});
      }
      put(action::advance, at, at + 1);
      ++at;
      return;
    }
    if (!forward_done) {
      forward_done = true;
      // A state of the end itself has nothing to undo.
      return put(action::end_forward);
    }
    if (!work.empty())
      return undo();
    if (kept.empty())
      return put(action::end_reverse);
    auto [begin, slot] = kept.back();
    kept.pop_back();
    work.push_back({begin, std::max(begin, end), slot, slots - kept.size()});
    end = std::min(begin, end);
  }

private:
  struct state {
    std::size_t step, slot;
  };
  void thin() {
    std::vector<state> rest;
    distance *= 2;
    for (state s : kept)
      if (s.step % distance == 0)
        rest.push_back(s);
      else
        drop(s.slot);
    kept = std::move(rest);
  }
  std::size_t slots, at = 0, distance = 1, end = 0;
  bool finished = false, forward_done = false;
  std::vector<state> kept;
};

} // namespace detail
} // namespace wengert
#endif
