// Checkpointed loops and what is around them: constants that bodies read, a state
// that the rest of the program never reads (both are memory without a shadow for
// the steps' derivative), memory for intermediate results, several loops over one
// state, and loops in loops whose captures lie where those of the next round lie,
// or are references to variables that the next round changes.
// sanitize
#include "check.h"
#include <cmath>
#include <csignal>
#include <span>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>
#include <wengert/checkpoint.hpp>

static double table(double X, const double *K, int N, wengert::policy P) {
  double Y = X;
  wengert::checkpointed_loop(N, P, wengert::state(Y), [&](std::size_t I) {
    Y = Y * K[I] + sin(Y);
  });
  return Y;
}

static double factor(double X, double C, wengert::policy P) {
  double Y = X;
  wengert::checkpointed_loop(4, P, wengert::state(Y), [&](std::size_t) {
    Y = Y * C + sin(Y);
  });
  return Y;
}

static double vectors(const std::vector<double> &X, const std::vector<double> &K,
                      wengert::policy P) {
  std::vector<double> Y = X;
  wengert::checkpointed_loop(3, P, wengert::state(Y), [&](std::size_t I) {
    for (std::size_t J = 0; J < Y.size(); ++J)
      Y[J] = Y[J] * Y[J] * K[J] + K[I];
  });
  return Y[0] * Y[1];
}

// Newton's method for the square root; only the condition reads `Change`.
static double root(double A) {
  double X = A, Change = 1;
  wengert::checkpointed_while(
      [&](std::size_t) { return fabs(Change) > 1e-12; }, wengert::online(3),
      wengert::state(X, Change), [&](std::size_t) {
        Change = 0.5 * (A / X - X);
        X += Change;
      });
  return X;
}
static double root_counted(double A, wengert::policy P) {
  double X = A, Change = 1;
  wengert::checkpointed_loop(9, P, wengert::state(X, Change), [&](std::size_t) {
    Change = 0.5 * (A / X - X);
    X += Change;
  });
  return X;
}

static double scratch(double X, double K, int N, wengert::policy P) {
  std::vector<double> U(N, X), W(N);
  double T = 0;
  wengert::checkpointed_loop(6, P, wengert::state(U), [&](std::size_t I) {
    for (int J = 0; J < N; ++J)
      W[J] = sin(U[J]) * K;
    T = W[0] + W[N - 1];
    for (int J = 0; J < N; ++J)
      U[J] = W[(J + 1) % N] + 0.1 * T * double(J + I % 2);
  });
  return inner(U.data(), U.data(), N);
}

static double rounds(double X, wengert::policy P) {
  double Y = X, Sum = 0;
  for (int R = 0; R < 4; ++R) {
    if (R == 1)
      continue;
    double Factor = 0.3 * R + X;
    std::vector<double> Table(R + 1, Factor);
    wengert::checkpointed_loop(3 + R, P, wengert::state(Y, Sum),
                               [&Y, &Sum, R, Factor, T = Table.data()](auto I) {
                                 if (I % 2)
                                   Sum += Y * Y * T[R];
                                 else
                                   Y = sin(Y) + 0.1 * Factor * R;
                               });
  }
  auto Body = [&Y, X](std::size_t) { Y = 0.9 * sin(Y) + X; };
  wengert::checkpointed_loop(3, P, wengert::state(Y), Body);
  wengert::checkpointed_loop(2, P, wengert::state(Y), Body);
  return Sum + Y;
}

// Everything by reference. At X = 0 no state shows that the round was another.
struct Terms {
  double Weight;
  int Kind;
  double More[2];
};
static double by_reference(double X, wengert::policy P) {
  double Y = X, Sum = 0, First[3] = {1, 2, 3}, Second[3] = {4, 5, 6};
  long Steps = 0;
  const double *Row = First;
  Terms T = {0.5, 0, {1, 2}};
  for (int R = 0; R < 4; ++R) {
    double Factor = 0.5 * R + 0.1 * X, Last = 0;
    std::vector<double> Table(R + 1, Factor);
    std::vector<int> Index(3, R % 2);
    std::span<double> Part(Table.data() + R / 2, 1);
    T.Kind = R;
    T.More[R % 2] += 1;
    auto Term = [&](std::size_t I) { return T.More[I % 2] * Row[I % 3] * R; };
    wengert::checkpointed_loop(
        2 + R, P, wengert::state(Y, Sum), [&](std::size_t I) {
          ++Steps;
          Last = Term(I) + T.Kind * T.Weight + Part[0];
          Sum += Y * (Last + Table[R] * Row[Index[I % 3]]);
          Y = T.Kind % 3 ? sin(Y) : Y + Y * Factor;
        });
    Row = R % 2 ? First : Second;
    Sum += Last * X;
  }
  return Sum + Y + 0.0 * double(Steps);
}

// What Table held is gone when the first loop is undone.
static double refilled(double X, bool Again) {
  double Y = X;
  std::vector<double> Table(2, 3.0);
  auto Body = [&](std::size_t I) { Y *= Table[I % 2]; };
  wengert::checkpointed_loop(3, wengert::binomial(2), wengert::state(Y), Body);
  if (Again)
    Table[0] = Table[1] = 5;
  return Y;
}

int main() {
  fflush(stdout);
  for (bool Again : {false, true}) {
    pid_t Child = fork();
    if (!Child) {
      fclose(stderr);
      double D = wengert::gradient<refilled>(0.0, wengert::constant(Again));
      _exit(D == 27 ? 0 : 1);
    }
    int Status = 0;
    waitpid(Child, &Status, 0);
    NEAR(Again ? WIFSIGNALED(Status) && WTERMSIG(Status) == SIGABRT
               : WIFEXITED(Status) && WEXITSTATUS(Status) == 0,
         1, 0);
  }
  for (wengert::policy P : {wengert::store_all(), wengert::binomial(2),
                            wengert::recompute(), wengert::online(2)}) {
    auto C = wengert::constant(P);
    double K[4] = {1, 2, 3, 4}, X = 0.3, A = 2;
    NEAR(wengert::gradient<table>(X, wengert::constant(K), 4, C),
         FD(table(X, K, 4, P), X), 1e-7);
    for (int I = 0; I < 4; ++I)
      NEAR(K[I], I + 1, 0);
    NEAR(wengert::gradient<factor>(X, wengert::constant(A), C),
         FD(factor(X, A, P), X), 1e-8);
    NEAR(wengert::gradient<factor>(wengert::constant(X), A, C),
         FD(factor(X, A, P), A), 1e-8);
    std::vector<double> V{0.4, 0.7, 0.1}, D(3), W{0.2, 0.5, -0.3};
    wengert::gradient<vectors>(wengert::duplicated(V, D), wengert::constant(W),
                               C);
    GRADIENT(D, vectors(V, W, P), V, 3, 1e-9);
    NEAR(W[0] + W[1] + W[2], 0.4, 1e-15);
    auto [DX, DK] = wengert::gradient<scratch>(X, A, 4, C);
    NEAR(DX, FD_STEP(scratch(X, A, 4, P), X, 1e-4), 1e-9);
    NEAR(DK, FD_STEP(scratch(X, A, 4, P), A, 1e-4), 1e-9);
    NEAR(wengert::gradient<rounds>(X, C), FD(rounds(X, P), X), 1e-8);
    for (double At : {0.0, 0.3})
      NEAR(wengert::gradient<by_reference>(At, C), FD(by_reference(At, P), At),
           1e-8);
    NEAR(wengert::gradient<root_counted>(9.0, C), 1 / 6.0, 1e-9);
  }
  NEAR(wengert::gradient<root>(9.0), 1 / 6.0, 1e-9);
  NEAR(wengert::gradient<root>(2.0), 0.5 / sqrt(2.0), 1e-9);
  return check_done();
}
