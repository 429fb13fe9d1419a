// Checkpointed loops: gradients do not depend on the policy, steps run as often
// as Revolve's formula says, and no more states are kept than asked for.
// sanitize
// lto O2
#include "check.h"
#include <csignal>
#include <map>
#include <set>
#include <sys/wait.h>
#include <unistd.h>
#include <wengert/checkpoint.hpp>

using wengert::policy;

#define CHECK(COND) NEAR(bool(COND), 1, 0)

static long Runs; // of bodies

// u <- a u, n times; the loss is |u|^2 / 2. Closed form:
//   dL/du0 = a^(2n) u0,  dL/da = n a^(2n-1) |u0|^2.
struct Linear {
  std::vector<double> U;
  double A;
};
static double linear(Linear &S, std::size_t N, policy P) {
  wengert::checkpointed_loop(N, P, wengert::state(S.U), [&](std::size_t) {
    ++Runs;
    for (double &X : S.U)
      X *= S.A;
  });
  double L = 0;
  for (double X : S.U)
    L += X * X / 2;
  return L;
}

// A coupled, nonlinear step in place, with a second variable in the state.
struct Wave {
  double U[5], V[5], Energy;
};
static void advance(Wave &W, double C, std::size_t K) {
  double Old[5];
  for (int I = 0; I < 5; ++I)
    Old[I] = W.U[I];
  for (int I = 0; I < 5; ++I) {
    double Left = Old[(I + 4) % 5], Right = Old[(I + 1) % 5];
    W.V[I] += C * (Left - 2 * Old[I] + Right) - 0.1 * Old[I] * Old[I];
    W.U[I] += 0.1 * W.V[I] + 0.001 * double(K % 3);
    W.Energy += 0.01 * W.U[I] * W.V[I];
  }
}
static double wave(Wave &W, double C, std::size_t N, policy P) {
  wengert::checkpointed_loop(N, P, wengert::state(W), [&](std::size_t K) {
    ++Runs;
    advance(W, C, K);
  });
  return W.Energy * W.Energy + W.U[2];
}
static double plain(Wave &W, double C, std::size_t N) {
  for (std::size_t K = 0; K < N; ++K)
    advance(W, C, K);
  return W.Energy * W.Energy + W.U[2];
}
static double ended(Wave &W, double C, std::size_t N, policy P) {
  wengert::checkpointed_while(
      [&](std::size_t K) { return K < N && W.Energy < 1e6; }, P,
      wengert::state(W),
      [&](std::size_t K) {
        ++Runs;
        advance(W, C, K);
      });
  return W.Energy * W.Energy + W.U[2];
}
static double nested(Wave &W, double C, std::size_t N, policy Outer,
                     policy Inner) {
  wengert::checkpointed_loop(N, Outer, wengert::state(W), [&](std::size_t K) {
    W.U[0] *= 1.01;
    wengert::checkpointed_loop(5, Inner, wengert::state(W),
                               [&](std::size_t J) { advance(W, C, K + J); });
  });
  return W.Energy * W.Energy + W.U[2];
}

// Hidden is handed on from step to step, but not part of the state.
static double forgetful(Wave &W, double C, std::size_t N) {
  double Hidden = 0.1;
  wengert::checkpointed_loop(N, wengert::recompute(), wengert::state(W),
                             [&](std::size_t K) {
                               Hidden *= 1.5;
                               advance(W, C + Hidden, K);
                             });
  return W.Energy;
}
/// Does F(args) stop with the message and an abort?
template <class Fn> static bool stops(Fn F) {
  fflush(stdout);
  pid_t Child = fork();
  if (!Child) {
    fclose(stderr);
    F();
    _exit(0);
  }
  int Status = 0;
  waitpid(Child, &Status, 0);
  return WIFSIGNALED(Status) && WTERMSIG(Status) == SIGABRT;
}

static Wave start() {
  Wave W = {};
  for (int I = 0; I < 5; ++I) {
    W.U[I] = 0.3 + 0.1 * I * (I % 2 ? 1 : -1);
    W.V[I] = 0.05 * I;
  }
  return W;
}
struct Gradient {
  Wave W = {};
  double C = 0;
  bool operator==(const Gradient &G) const {
    return !std::memcmp(&W, &G.W, sizeof W) && C == G.C;
  }
};
template <auto F, class... Rest> static Gradient gradientOf(Rest... R) {
  Wave W = start();
  Gradient G;
  G.C = wengert::gradient<F>(wengert::duplicated(W, G.W), 0.2,
                             wengert::constant(R)...);
  Wave Same = start(); // left as the function leaves it
  F(Same, 0.2, R...);
  CHECK(!std::memcmp(&Same, &W, sizeof W));
  return G;
}

// Records what a schedule does.
struct Watch : wengert::schedule {
  std::unique_ptr<wengert::schedule> S;
  std::set<std::size_t> Live;
  std::size_t &Most;
  Watch(std::unique_ptr<wengert::schedule> S, std::size_t &Most)
      : S(std::move(S)), Most(Most) {}
  wengert::action next() override {
    wengert::action A = S->next();
    if (A.kind == A.save)
      Live.insert(A.slot);
    if (A.kind == A.drop)
      Live.erase(A.slot);
    if (A.kind == A.end_reverse)
      CHECK(Live.empty());
    Most = std::max(Most, Live.size());
    return A;
  }
};
struct Maker : wengert::schedule_maker {
  std::size_t States;
  mutable std::size_t Most = 0;
  explicit Maker(std::size_t S) : States(S) {}
  std::unique_ptr<wengert::schedule> make(std::size_t N,
                                          std::size_t) const override {
    return std::make_unique<Watch>(
        std::make_unique<wengert::detail::binomial_schedule>(N, States), Most);
  }
};

// States at the periods on a shelf.
struct ShelfMaker : wengert::schedule_maker {
  using Slots = std::map<std::size_t, std::vector<char>>;
  std::shared_ptr<Slots> Shelf = std::make_shared<Slots>();
  mutable long Stores = 0;
  struct Storage : wengert::storage {
    std::shared_ptr<Slots> Shelf;
    long &Stores;
    Storage(std::shared_ptr<Slots> S, long &N) : Shelf(S), Stores(N) {}
    void store(std::size_t K, const void *P, std::size_t N) override {
      ++Stores;
      (*Shelf)[K].assign((const char *)P, (const char *)P + N);
    }
    void load(std::size_t K, void *P, std::size_t N) override {
      CHECK(Shelf->at(K).size() == N);
      std::memcpy(P, Shelf->at(K).data(), N);
    }
    void discard(std::size_t K) override { CHECK(Shelf->erase(K) == 1); }
  };
  struct Schedule : wengert::detail::periodic_schedule {
    const ShelfMaker &M;
    Schedule(std::size_t N, const ShelfMaker &M)
        : periodic_schedule(N, 3, 3, true), M(M) {}
    std::unique_ptr<wengert::storage> make_storage() override {
      return std::make_unique<Storage>(M.Shelf, M.Stores);
    }
  };
  std::unique_ptr<wengert::schedule> make(std::size_t N,
                                          std::size_t) const override {
    return std::make_unique<Schedule>(N, *this);
  }
};

// Ends before the first steps are undone.
struct Lazy : wengert::detail::binomial_schedule {
  using binomial_schedule::binomial_schedule;
  void decide() override {
    if (work.size() == 1 && work[0].end == 1)
      work.clear();
    binomial_schedule::decide();
  }
};
struct LazyMaker : wengert::schedule_maker {
  std::unique_ptr<wengert::schedule> make(std::size_t N,
                                          std::size_t) const override {
    return std::make_unique<Lazy>(N, 1);
  }
};

/// The fewest forward steps, by dynamic programming.
static std::size_t fewest(std::size_t N, std::size_t S) {
  static std::map<std::pair<std::size_t, std::size_t>, std::size_t> Known;
  if (N <= 1)
    return 0;
  if (S == 1)
    return N * (N - 1) / 2;
  auto [It, New] = Known.try_emplace({N, S}, SIZE_MAX);
  if (New) {
    std::size_t Best = SIZE_MAX;
    for (std::size_t M = 1; M < N; ++M)
      Best = std::min(Best, M + fewest(N - M, S - 1) + fewest(M, S));
    Known[{N, S}] = Best;
    return Best;
  }
  return It->second;
}

int main() {
  for (std::size_t N = 1; N < 60; ++N)
    for (std::size_t S = 1; S < 8; ++S)
      CHECK(wengert::revolve_steps(N, S) == fewest(N, S));

  const policy Policies[] = {
      wengert::store_all(),      wengert::recompute(),
      wengert::square_root(),    wengert::periodic(4),
      wengert::binomial(1),      wengert::binomial(3),
      wengert::binomial(9),      wengert::online(3),
      wengert::online(8),        wengert::multilevel(2, 3),
      wengert::multilevel(1, 1), wengert::automatic(1000)};
  for (std::size_t N : {0, 1, 2, 7, 30, 61}) {
    for (policy P : Policies) {
      Linear S{{1.5, -0.5, 2}, 0.97}, D{{0, 0, 0}, 0};
      wengert::gradient<linear>(wengert::duplicated(S, D), N,
                                wengert::constant(P));
      double Power = std::pow(0.97, 2.0 * N);
      NEAR(D.U[0], 1.5 * Power, 1e-12);
      NEAR(D.U[1], -0.5 * Power, 1e-12);
      NEAR(D.A, N * Power / 0.97 * 6.5, 1e-12);
    }
    // Differences for the smallest; then all policies agree to the last bit.
    Gradient First = gradientOf<wave>(N, wengert::store_all());
    Wave Plus = start(), Minus = start();
    const double H = 1e-6;
    Plus.U[1] += H, Minus.U[1] -= H;
    NEAR(First.W.U[1], (plain(Plus, 0.2, N) - plain(Minus, 0.2, N)) / (2 * H),
         1e-7);
    Plus = Minus = start();
    NEAR(First.C,
         (plain(Plus, 0.2 + H, N) - plain(Minus, 0.2 - H, N)) / (2 * H), 1e-7);
    for (policy P : Policies)
      CHECK(gradientOf<wave>(N, P) == First);
    CHECK(gradientOf<ended>(N, wengert::online(3)) == First);
    CHECK(gradientOf<ended>(N, wengert::online(50)) == First);

    for (std::size_t States : {1, 2, 3, 5, 20}) {
      Wave W = start(), D = {};
      Maker M(States);
      Runs = 0;
      wengert::gradient<wave>(wengert::duplicated(W, D), 0.2, N,
                              wengert::constant(wengert::custom(M)));
      // The run of the program ends with one step more than Revolve's; each
      // step runs once more where it is undone.
      CHECK(Runs == long(N ? wengert::revolve_steps(N, States) + 1 + N : 0));
      CHECK(M.Most <= States + 1);

      wengert::checkpoint_counted = {};
      W = start();
      wengert::gradient<wave>(wengert::duplicated(W, D), 0.2, N,
                              wengert::constant(wengert::binomial(States)));
      const wengert::checkpoint_counts &C = wengert::checkpoint_counted;
      CHECK(C.forward_steps == (N ? wengert::revolve_steps(N, States) + 1 : 0));
      CHECK(C.reverse_steps == N && C.bytes == 0 && C.stored_bytes == 0);
      CHECK(C.peak_bytes == sizeof(Wave) * (std::min(N, States + 1) + 1));
    }
  }
  Gradient First = gradientOf<nested>(std::size_t(6), wengert::store_all(),
                                      wengert::store_all());
  Wave Plus = start(), Minus = start();
  const double H = 1e-6;
  Plus.V[3] += H, Minus.V[3] -= H;
  policy All = wengert::store_all();
  NEAR(First.W.V[3],
       (nested(Plus, 0.2, 6, All, All) - nested(Minus, 0.2, 6, All, All)) /
           (2 * H),
       1e-7);
  for (policy Outer : {wengert::recompute(), wengert::binomial(2)})
    for (policy Inner : {wengert::store_all(), wengert::binomial(2),
                         wengert::multilevel(1, 2)})
      CHECK(gradientOf<nested>(std::size_t(6), Outer, Inner) == First);

  CHECK(stops([] {
    Wave W = start(), D = {};
    wengert::gradient<forgetful>(wengert::duplicated(W, D), 0.2,
                                 std::size_t(4));
  }));
  {
    ShelfMaker M;
    CHECK(gradientOf<wave>(std::size_t(9), wengert::custom(M)) ==
          gradientOf<wave>(std::size_t(9), All));
    CHECK(M.Shelf->empty() && M.Stores == 3);
  }
  CHECK(stops([] {
    Wave W = start(), D = {};
    LazyMaker M;
    wengert::gradient<wave>(wengert::duplicated(W, D), 0.2, std::size_t(4),
                            wengert::constant(wengert::custom(M)));
  }));
  CHECK(stops([] { // room for two states only
    Wave W = start(), D = {};
    wengert::gradient<wave>(
        wengert::duplicated(W, D), 0.2, std::size_t(4),
        wengert::constant(wengert::automatic(2 * sizeof(Wave))));
  }));

  // Forward mode is that of an ordinary loop.
  Wave W = start(), T = {};
  T.U[1] = 1;
  NEAR(wengert::jvp<wave>(wengert::duplicated(W, T), wengert::constant(0.2),
                          std::size_t(7),
                          wengert::constant(wengert::recompute())),
       gradientOf<wave>(std::size_t(7), All).W.U[1], 1e-12);
  return check_done();
}
