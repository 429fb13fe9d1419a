//===- checkpoint.hpp - Loops that keep few of their states -----*- C++ -*-===//
//
//   wengert::checkpointed_loop(n, wengert::binomial(20), wengert::state(u, v),
//                              [&](std::size_t i) { ... });
//
// is  for (i = 0; i < n; ++i) body(i);  whose reverse sweep keeps the states
// that the policy says and runs steps again for the others, where an ordinary
// loop would put what every iteration needs on the tape. A step that is undone
// has a tape of its own, which is gone when it is undone.
//
// The state is all memory that one step writes and a later one reads: objects
// that can be copied bytewise, std::vector, std::array and std::span of such,
// whose sizes stay what they are during the loop. What the body only reads need
// not be in it, nor what it writes before it reads. A body that keeps more than
// that between steps gives wrong gradients; where it shows at a step before
// which the state was kept, or at the last one (the state differs when it runs
// again), the program stops with a message. What the body captures, by value or
// by reference, has in the reverse sweep the value that it had then
// (captures.hpp); memory behind pointers has to be as it was.
//
//   checkpointed_while(condition, policy, state, body)
//
// is  for (i = 0; condition(i); ++i) body(i);  for policies that need no
// length. The condition reads, but does not change, what it depends on.
//
// Policies:
//
//   store_all()                 every state
//   recompute()                 the first one
//   square_root()               every sqrt(n)-th, and those of one such stretch
//   periodic(p)                 every p-th, and those of one such stretch
//   binomial(s)                 s states, where Revolve puts them
//   online(s)                   s states, of a loop whose length is not known
//   multilevel(ram, disk)       disk states in a file, ram states in memory
//   automatic(bytes)            binomial, with what fits into so many bytes
//   custom(maker)               your own schedule (wengert/schedule.hpp), which
//   may
//                               bring its own storage
//
// Beside these, one copy of the state is kept that puts back, when the loop has
// been undone, what it left; binomial keeps one more (schedule.hpp). What was
// done is counted in checkpoint_counted.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_CHECKPOINT_HPP
#define WENGERT_CHECKPOINT_HPP

#include "wengert/captures.hpp"
#include "wengert/schedule.hpp"
#include "wengert/wengert.hpp"
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace wengert {

/// Makes schedules; for policies of your own. `steps` is 0 where the length of
/// the loop is not known.
struct schedule_maker {
  virtual ~schedule_maker() = default;
  virtual std::unique_ptr<schedule> make(std::size_t steps,
                                         std::size_t state_bytes) const = 0;
};

/// Three numbers, so that it means nothing to the derivative.
struct policy {
  std::size_t kind, a, b;
};
namespace detail {
enum policy_kind : std::size_t {
  PeriodicPolicy,
  SquareRootPolicy,
  BinomialPolicy,
  OnlinePolicy,
  MultilevelPolicy,
  AutomaticPolicy,
  CustomPolicy
};
} // namespace detail
constexpr policy store_all() { return {detail::PeriodicPolicy, 1, 0}; }
constexpr policy recompute() { return {detail::BinomialPolicy, 1, 0}; }
constexpr policy square_root() { return {detail::SquareRootPolicy, 0, 0}; }
constexpr policy periodic(std::size_t period) {
  return {detail::PeriodicPolicy, period, 0};
}
constexpr policy binomial(std::size_t states) {
  return {detail::BinomialPolicy, states, 0};
}
constexpr policy online(std::size_t states) {
  return {detail::OnlinePolicy, states, 0};
}
constexpr policy multilevel(std::size_t ram, std::size_t disk) {
  return {detail::MultilevelPolicy, ram, disk};
}
constexpr policy automatic(std::size_t bytes) {
  return {detail::AutomaticPolicy, bytes, 0};
}
/// The maker is used when the loop is entered, and not after.
inline policy custom(const schedule_maker &maker) {
  return {detail::CustomPolicy, reinterpret_cast<std::size_t>(&maker), 0};
}

namespace detail {

template <class T> region region_of(T &x) {
  static_assert(std::is_trivially_copyable_v<T> && !std::is_pointer_v<T>,
                "a state is of objects that can be copied bytewise, and of "
                "std::vector and std::span of such");
  return {&x, sizeof(T)};
}
template <class T, class A> region region_of(std::vector<T, A> &x) {
  static_assert(std::is_trivially_copyable_v<T>);
  return {x.data(), x.size() * sizeof(T)};
}
template <class T, std::size_t N> region region_of(std::span<T, N> &x) {
  static_assert(std::is_trivially_copyable_v<T>);
  return {x.data(), x.size_bytes()};
}
} // namespace detail

template <std::size_t N> struct state_regions {
  detail::region regions[N ? N : 1];
};
/// What the steps of a loop hand on.
template <class... T>
[[gnu::always_inline]] inline state_regions<sizeof...(T)> state(T &&...x) {
  return {{detail::region_of(x)...}};
}

/// What derivatives of checkpointed loops have done on this thread. Assign to
/// it to count from zero.
struct checkpoint_counts {
  std::size_t forward_steps = 0; ///< without those that undoing begins with
  std::size_t reverse_steps = 0;
  std::size_t saves = 0;
  std::size_t bytes = 0,
              peak_bytes = 0;   ///< of states in memory, now and at most
  std::size_t stored_bytes = 0; ///< into files and other storage
};
inline thread_local checkpoint_counts checkpoint_counted;

namespace detail {

/// Memory of one state.
inline char *new_state(std::size_t bytes) {
  auto *data = static_cast<char *>(std::malloc(bytes + 1));
  if (!data)
    stop("out of memory for a state");
  checkpoint_counts &c = checkpoint_counted;
  c.peak_bytes = std::max(c.peak_bytes, c.bytes += bytes);
  return data;
}
inline void drop_state(char *data, std::size_t bytes) {
  checkpoint_counted.bytes -= bytes;
  std::free(data);
}

/// The kept states.
class snapshots {
public:
  snapshots(std::span<const region> state, std::size_t first_on_disk,
            std::unique_ptr<storage> elsewhere = nullptr)
      : first_on_disk(first_on_disk), elsewhere(std::move(elsewhere)) {
    for (region r : state)
      total += r.bytes;
  }
  snapshots(const snapshots &) = delete;
  ~snapshots() {
    for (auto &[slot, data] : ram)
      drop_state(data, total);
    if (disk)
      std::fclose(disk);
  }

  std::size_t bytes() const { return total; }

  void save(std::size_t slot, std::span<const region> state) {
    ++checkpoint_counted.saves;
    if (slot >= first_on_disk) {
      checkpoint_counted.stored_bytes += total;
      if (elsewhere) {
        char *copy = new_state(total);
        gather(copy, state);
        elsewhere->store(slot, copy, total);
        return drop_state(copy, total);
      }
      if (!disk && !(disk = std::tmpfile()))
        stop("cannot make a temporary file");
      seek(slot);
      for (region r : state)
        if (std::fwrite(r.data, 1, r.bytes, disk) != r.bytes)
          stop("cannot write the temporary file");
      return;
    }
    char *&data = ram[slot];
    if (!data)
      data = new_state(total);
    gather(data, state);
  }
  void load(std::size_t slot, std::span<const region> state) {
    if (slot >= first_on_disk && elsewhere) {
      char *copy = new_state(total);
      elsewhere->load(slot, copy, total);
      scatter(copy, state);
      return drop_state(copy, total);
    }
    if (slot >= first_on_disk) {
      seek(slot);
      for (region r : state)
        if (std::fread(r.data, 1, r.bytes, disk) != r.bytes)
          stop("cannot read the temporary file");
      return;
    }
    scatter(find(slot), state);
  }
  void drop(std::size_t slot) {
    if (auto it = ram.find(slot); it != ram.end()) {
      drop_state(it->second, total);
      ram.erase(it);
    } else if (slot >= first_on_disk && elsewhere) {
      elsewhere->discard(slot);
    }
  }

private:
  static void gather(char *to, std::span<const region> state) {
    for (region r : state) {
      std::memcpy(to, r.data, r.bytes);
      to += r.bytes;
    }
  }
  static void scatter(const char *from, std::span<const region> state) {
    for (region r : state) {
      std::memcpy(r.data, from, r.bytes);
      from += r.bytes;
    }
  }
  const char *find(std::size_t slot) const {
    auto it = ram.find(slot);
    if (it == ram.end())
      stop("the schedule loads a state that it has not saved");
    return it->second;
  }
  void seek(std::size_t slot) {
    if (std::fseek(disk, long((slot - first_on_disk) * total), SEEK_SET))
      stop("cannot seek in the temporary file");
  }
  std::size_t total = 0, first_on_disk;
  std::unordered_map<std::size_t, char *> ram;
  std::FILE *disk = nullptr;
  std::unique_ptr<storage> elsewhere;
};

inline std::unique_ptr<schedule> make_schedule(policy p, std::size_t steps,
                                               bool known, std::size_t bytes) {
  auto root = [&] {
    std::size_t r = std::size_t(std::sqrt(double(steps)));
    return r * r < steps ? r + 1 : r;
  };
  if (p.kind == CustomPolicy)
    return reinterpret_cast<const schedule_maker *>(p.a)->make(
        known ? steps : 0, bytes);
  if (p.kind == OnlinePolicy)
    return std::make_unique<online_schedule>(p.a);
  if (!known)
    stop("this policy needs to know the length of the loop; use online(s)");
  switch (p.kind) {
  case PeriodicPolicy:
    return std::make_unique<periodic_schedule>(steps, p.a);
  case SquareRootPolicy:
    return std::make_unique<periodic_schedule>(steps, root());
  case MultilevelPolicy: {
    std::size_t disk = std::max<std::size_t>(p.b, 1);
    return std::make_unique<periodic_schedule>(
        steps, (steps + disk - 1) / disk, std::max<std::size_t>(p.a, 1), true);
  }
  case AutomaticPolicy: {
    // Of what fits, one copy puts back the end and one is binomial's own.
    std::size_t fit = bytes ? p.a / bytes : steps + 2;
    if (fit < 3) {
      std::fprintf(stderr,
                   "wengert: checkpointed loop: automatic(%zu) is too little; "
                   "the least is %zu bytes, three copies of the state\n",
                   p.a, 3 * bytes);
      std::abort();
    }
    return std::make_unique<binomial_schedule>(steps, fit - 2);
  }
  default:
    return std::make_unique<binomial_schedule>(steps, p.a);
  }
}

/// A run of a loop, between its forward and its reverse sweep.
struct kept_run {
  std::unique_ptr<schedule> plan;
  snapshots states;
  kept_captures captures;
  std::vector<std::pair<std::size_t, std::uint64_t>> prints; ///< by step
  std::size_t at = 0;   ///< the step the state is before
  std::size_t left = 0; ///< steps that are not undone
  static constexpr std::size_t End = SIZE_MAX, Unknown = SIZE_MAX;

  kept_run(std::unique_ptr<schedule> s, std::span<const region> state)
      : plan(std::move(s)),
        states(state, plan->first_disk_slot(), plan->make_storage()) {}

  /// Notes what the state before a step is, in the program's own run.
  void note(std::size_t step, std::span<const region> state) {
    if (prints.empty() || prints.back().first < step)
      prints.push_back({step, fingerprint(state)});
  }
  /// Stops when it was another one then. Steps that are optimized differently
  /// in a derivative may differ in the last bit where the compiler is allowed
  /// that.
  void check(std::size_t step, std::span<const region> state) {
#ifndef __FAST_MATH__
    auto it = std::lower_bound(prints.begin(), prints.end(),
                               std::pair(step, std::uint64_t(0)));
    if (it != prints.end() && it->first == step &&
        it->second != fingerprint(state))
      stop("a step left another state when it ran again: the body keeps "
           "something between steps that is not in the state, or reads "
           "something that has changed since the loop");
#endif
  }

  /// Does what an action says of states; false for those about steps.
  bool keep(const action &a, std::span<const region> state) {
    switch (a.kind) {
    case action::save:
      states.save(a.slot, state);
      return true;
    case action::load:
      if (at != a.step)
        states.load(a.slot, state);
      at = a.step;
      return true;
    case action::drop:
      states.drop(a.slot);
      return true;
    default:
      return false;
    }
  }
};

/// What the derivative of a loop is told: everything the loop can reach.
template <class Condition, class Body, std::size_t N> struct loop {
  Condition *condition;
  Body *body;
  std::size_t steps; ///< not for checkpointed_while
  policy how;        ///< in memory, where the optimizer leaves it
  region state[N ? N : 1];
  std::span<const region> regions() const { return {state, N}; }
};
struct no_condition {};

template <class L> void run_step(L *l, std::size_t i) { (*l->body)(i); }

template <class L> [[gnu::noinline]] void run_loop(L *l) {
  if constexpr (std::is_same_v<decltype(l->condition), no_condition *>) {
    for (std::size_t i = 0, n = l->steps; i < n; ++i)
      (*l->body)(i);
  } else {
    for (std::size_t i = 0; (*l->condition)(i); ++i)
      (*l->body)(i);
  }
}

/// The forward sweep of a checkpointed loop.
template <class L> void *run_forward(L *l, L *shadow) {
  const std::size_t n = l->steps;
  constexpr bool Known = std::is_same_v<decltype(l->condition), no_condition *>;
  std::size_t bytes = 0;
  for (region r : l->regions())
    bytes += r.bytes;
  auto *run =
      new kept_run(make_schedule(l->how, n, Known, bytes), l->regions());
  run->captures.add(l, shadow, l->regions());
  run->captures.add(l->body, shadow->body, l->regions());
  run->captures.add(l->condition, shadow->condition, l->regions());
  if constexpr (!Known) {
    if (!run->plan->online())
      stop("this policy needs to know the length of the loop");
  }
  std::size_t done = 0;
  bool ended = false;
  for (;;) {
    bool online = run->plan->online();
    if (online && !ended) {
      bool more;
      if constexpr (Known)
        more = done < n;
      else
        more = (*l->condition)(done);
      if (!more) {
        run->plan->finish(done);
        ended = true;
      }
    }
    action step = run->plan->next();
    while (run->keep(step, l->regions())) {
      if (step.kind == action::save)
        run->note(step.step, l->regions());
      step = run->plan->next();
    }
    if (step.kind == action::end_forward)
      break;
    if (step.kind != action::advance || step.step != done)
      stop("the schedule does not run the steps in order");
    if (step.to > done)
      checkpoint_counted.forward_steps += step.to - done;
    for (; done < step.to; ++done)
      (*l->body)(done);
    run->at = done;
  }
  if (Known && done != n)
    stop("the schedule ends before the loop");
  run->at = kept_run::Unknown;
  run->left = done;
  run->note(done, l->regions());
  run->captures.seal();
  return run;
}

/// The reverse sweep: the shadows of the state hold the adjoints of what the
/// loop left, and afterwards of what it began with.
template <class L> void run_reverse(L *l, L *shadow, void *kept) {
  std::unique_ptr<kept_run> run(static_cast<kept_run *>(kept));
  run->captures.put_back();
  constexpr std::size_t Left = SIZE_MAX / 2 - 1;
  snapshots end(l->regions(), SIZE_MAX);
  end.save(Left, l->regions());
  for (;;) {
    action a = run->plan->next();
    if (run->keep(a, l->regions()))
      continue;
    if (a.kind == action::end_reverse) {
      if (run->left)
        stop("the schedule does not undo all steps");
      break;
    }
    if (a.kind == action::end_forward || a.step != run->at)
      stop("the schedule runs a step that the state is not before");
    if (a.kind == action::advance) {
      checkpoint_counted.forward_steps += a.to - a.step;
      for (std::size_t i = a.step; i < a.to; ++i)
        (*l->body)(i);
      run->at = a.to;
      run->check(a.to, l->regions());
      continue;
    }
    if (a.step + 1 != run->left--)
      stop("the schedule does not undo the steps from the last to the first");
    // What the body only reads may be constant, and its own shadow.
    __enzyme_autodiff<void>(reinterpret_cast<void *>(run_step<L>),
                            enzyme_runtime_activity, enzyme_dup, l, shadow,
                            enzyme_const, a.step);
    ++checkpoint_counted.reverse_steps;
    run->at = kept_run::Unknown;
    run->check(a.step + 1, l->regions());
  }
  end.load(Left, l->regions());
  run->captures.leave();
}

/// Registers the two sweeps for run_loop<L>.
template <class L> struct loop_rule {
  [[gnu::used]] static inline void *__enzyme_register_gradient_checkpoint_loop[3] = {
      reinterpret_cast<void *>(run_loop<L>),
      reinterpret_cast<void *>(run_forward<L>),
      reinterpret_cast<void *>(run_reverse<L>)};
};

template <class L>
[[gnu::always_inline]] inline void enter(L &l, std::size_t n, policy p) {
  l.steps = n;
  l.how = p;
  (void)&loop_rule<L>::__enzyme_register_gradient_checkpoint_loop;
  run_loop<L>(&l);
}

} // namespace detail

template <class Body, std::size_t N>
[[gnu::always_inline]] inline void
checkpointed_loop(std::size_t n, policy p, state_regions<N> s, Body &&body) {
  using B = std::remove_reference_t<Body>;
  detail::loop<detail::no_condition, B, N> l{};
  l.body = &body;
  for (std::size_t k = 0; k < N; ++k)
    l.state[k] = s.regions[k];
  detail::enter(l, n, p);
}

template <class Condition, class Body, std::size_t N>
[[gnu::always_inline]] inline void
checkpointed_while(Condition &&condition, policy p, state_regions<N> s,
                   Body &&body) {
  using C = std::remove_reference_t<Condition>;
  using B = std::remove_reference_t<Body>;
  detail::loop<C, B, N> l{};
  l.condition = &condition;
  l.body = &body;
  for (std::size_t k = 0; k < N; ++k)
    l.state[k] = s.regions[k];
  detail::enter(l, 0, p);
}

} // namespace wengert
#endif
