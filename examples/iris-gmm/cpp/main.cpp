// Fits a Gaussian mixture to Fisher's iris data by L-BFGS, with the gradient
// clang derives from the objective, and compares itself with the Rust program.
//
// usage: iris-gmm <iris.csv> <rust-points.txt>
#include "gmm.h"
#include <chrono>
#include <cstdio>
#include <fstream>
#include <lbfgs.h>
#include <sstream>
#include <string>
#include <wengert/wengert.hpp>

using gmm::Parameters;
using Vector = std::vector<double>;

static Vector Data;

static double loss(const double *Theta) {
  return gmm::loss(Theta, Data.data(), Data.size() / gmm::D);
}

static double lossAndGradient(const double *Theta, double *Gradient) {
  std::fill_n(Gradient, Parameters, 0.0);
  return wengert::value_and_gradient<gmm::loss>(
      wengert::duplicated(Theta, Gradient), wengert::constant(Data.data()),
      int(Data.size() / gmm::D));
}

/// Largest difference to fourth-order central differences, relative to 1 + |g|.
static double checkGradient(Vector Theta) {
  Vector G(Parameters);
  lossAndGradient(Theta.data(), G.data());
  double Worst = 0, H = 1e-3;
  for (int I = 0; I < Parameters; ++I) {
    double X = Theta[I];
    auto At = [&](double Step) {
      Theta[I] = X + Step;
      double Value = loss(Theta.data());
      Theta[I] = X;
      return Value;
    };
    double Difference =
        (8 * (At(H) - At(-H)) - (At(2 * H) - At(-2 * H))) / (12 * H);
    Worst = std::max(Worst, std::abs(G[I] - Difference) / (1 + std::abs(G[I])));
  }
  return Worst;
}

/// Solves A x = b by elimination with partial pivoting.
static Vector solve(std::vector<Vector> A, Vector B) {
  int N = B.size();
  for (int C = 0; C < N; ++C) {
    int Pivot = C;
    for (int R = C + 1; R < N; ++R)
      if (std::abs(A[R][C]) > std::abs(A[Pivot][C]))
        Pivot = R;
    std::swap(A[C], A[Pivot]);
    std::swap(B[C], B[Pivot]);
    for (int R = C + 1; R < N; ++R) {
      double F = A[R][C] / A[C][C];
      for (int M = C; M < N; ++M)
        A[R][M] -= F * A[C][M];
      B[R] -= F * B[C];
    }
  }
  for (int R = N - 1; R >= 0; --R) {
    for (int M = R + 1; M < N; ++M)
      B[R] -= A[R][M] * B[M];
    B[R] /= A[R][R];
  }
  return B;
}

/// A few Newton steps: line searches stop where differences of the objective
/// drown in rounding; the gradient alone says where the minimum is.
static void polish(double *Theta) {
  constexpr double Step = 1e-4;
  Vector Up(Parameters), Down(Parameters);
  for (int Round = 0; Round < 4; ++Round) {
    std::vector<Vector> Hessian(Parameters, Vector(Parameters));
    for (int I = 0; I < Parameters; ++I) {
      double X = Theta[I];
      Theta[I] = X + Step;
      lossAndGradient(Theta, Up.data());
      Theta[I] = X - Step;
      lossAndGradient(Theta, Down.data());
      Theta[I] = X;
      for (int J = 0; J < Parameters; ++J)
        Hessian[I][J] = (Up[J] - Down[J]) / (2 * Step);
    }
    // Adding one number to all log-weights changes nothing: fill that
    // direction of the Hessian, so that the step leaves it alone.
    for (int I = 0; I < gmm::K; ++I)
      for (int J = 0; J < gmm::K; ++J)
        Hessian[I][J] += 1;
    lossAndGradient(Theta, Up.data());
    Vector S = solve(Hessian, Up);
    for (int I = 0; I < Parameters; ++I)
      Theta[I] -= S[I];
  }
}

/// Log-weights of average zero: the constant they have in common has no
/// meaning, and rounding lets it drift.
static void normalize(double *Theta) {
  double Mean = std::accumulate(Theta, Theta + gmm::K, 0.0) / gmm::K;
  for (int K = 0; K < gmm::K; ++K)
    Theta[K] -= Mean;
}

/// Median seconds of a call.
template <typename F> static double time(F Call) {
  using Clock = std::chrono::steady_clock;
  Vector Samples;
  for (int S = 0; S < 25; ++S) {
    auto Begin = Clock::now();
    for (int I = 0; I < 200; ++I)
      Call();
    Samples.push_back(
        std::chrono::duration<double>(Clock::now() - Begin).count() / 200);
  }
  std::sort(Samples.begin(), Samples.end());
  return Samples[Samples.size() / 2];
}

static double evaluate(void *, const double *Theta, double *Gradient, int,
                       double) {
  return lossAndGradient(Theta, Gradient);
}

static int progress(void *, const double *, const double *, double Value,
                    double, double, double, int, int Iteration, int) {
  if (Iteration % 50 == 0)
    std::printf("  iteration %3d  objective %.10f\n", Iteration, Value);
  return 0;
}

int main(int Argc, char **Argv) {
  if (Argc != 3) {
    std::fprintf(stderr, "usage: iris-gmm <iris.csv> <rust-points.txt>\n");
    return 2;
  }
  std::ifstream Csv(Argv[1]);
  std::string Line;
  std::getline(Csv, Line); // the header
  while (std::getline(Csv, Line)) {
    std::istringstream Fields(Line);
    for (int J = 0; J < gmm::D; ++J) {
      double V;
      Fields >> V;
      Fields.ignore(1, ',');
      Data.push_back(V);
    }
  }
  Vector Theta = gmm::start(Data);
  std::printf("C++: %zu flowers, %d parameters\n", Data.size() / gmm::D,
              Parameters);
  double Worst = checkGradient(Theta);
  std::printf("  gradient against finite differences: largest relative "
              "difference %.1e\n", Worst);
  if (!(Worst < 1e-8))
    return 1;

  double *X = lbfgs_malloc(Parameters), Value;
  std::copy(Theta.begin(), Theta.end(), X);
  int Status = lbfgs(Parameters, X, &Value, evaluate, progress, nullptr, nullptr);
  polish(X);
  Vector G(Parameters);
  Value = lossAndGradient(X, G.data());
  double Norm = std::sqrt(std::inner_product(G.begin(), G.end(), G.begin(), 0.0));
  std::printf("  L-BFGS status %d and a polish: objective %.12f, |gradient| "
              "%.1e\n", Status, Value, Norm);

  volatile double Sink;
  double Primal = time([&] { Sink = loss(X); });
  double Both = time([&] { Sink = lossAndGradient(X, G.data()); });
  (void)Sink;
  std::printf("  primal %.2f us, value and gradient %.2f us, ratio %.2f\n",
              Primal * 1e6, Both * 1e6, Both / Primal);

  // Objective and gradient at each point the Rust program wrote down, and the
  // parameters found.
  std::ifstream Points(Argv[2]);
  double DValue = 0, DGradient = 0, DTheta = 0;
  int Count = 0;
  double Theirs;
  Vector Found(X, X + Parameters);
  normalize(Found.data());
  while (Points >> Theirs) {
    Vector T(Parameters), Gt(Parameters);
    for (double &V : T)
      Points >> V;
    for (double &V : Gt)
      Points >> V;
    double Ours = lossAndGradient(T.data(), G.data());
    DValue = std::max(DValue, std::abs(Ours - Theirs) / (1 + std::abs(Theirs)));
    DTheta = 0; // the last line is the result
    normalize(T.data());
    for (int I = 0; I < Parameters; ++I) {
      DGradient = std::max(DGradient, std::abs(G[I] - Gt[I]) / (1 + std::abs(Gt[I])));
      DTheta = std::max(DTheta, std::abs(Found[I] - T[I]) / (1 + std::abs(T[I])));
    }
    ++Count;
  }
  lbfgs_free(X);
  std::printf("Rust and C++ at %d points: objective differs by %.1e, gradient "
              "by %.1e; parameters found by %.1e\n", Count, DValue, DGradient, DTheta);
  bool Agree = Count > 1 && DValue < 1e-10 && DGradient < 1e-10 && DTheta < 1e-10;
  std::puts(Agree ? "They agree to 1e-10." : "They DISAGREE.");
  return !Agree;
}
