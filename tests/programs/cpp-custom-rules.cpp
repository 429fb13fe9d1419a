// Rules by hand through wengert/rules.hpp. Where a rule could be mistaken for
// the derivative of the body, it is a multiple of it, so that its use is seen.
// Expected values are closed forms (of the rule).
// sanitize
// debug
#include "check.hpp"
#include <bit>
#include <cmath>
#include <vector>
#include <wengert/rules.hpp>
using namespace wengert;

// The classic: integers on the bits of a float.
template <class T> static T inverse_root(T X);
template <class T> static T inverse_root_back(T X, T Seed) {
  return T(-0.5) * inverse_root(X) / X * Seed;
}
template <class T> static T inverse_root_along(T X, T DX) {
  return T(-0.5) * inverse_root(X) / X * DX;
}
template <class T> static T inverse_root(T X) {
  custom_vjp<inverse_root<T>, inverse_root_back<T>> Back;
  custom_jvp<inverse_root<T>, inverse_root_along<T>> Along;
  T Y;
  if constexpr (sizeof(T) == 4)
    Y = std::bit_cast<float>(0x5f3759dfu -
                             (std::bit_cast<unsigned>(X) >> 1));
  else
    Y = std::bit_cast<double>(0x5fe6eb50c7b537a9ull -
                              (std::bit_cast<unsigned long long>(X) >> 1));
  for (int I = 0; I < 4; ++I)
    Y *= T(1.5) - T(0.5) * X * Y * Y;
  return Y;
}
template <class T> static T normalized(const T *V, int N) {
  T S = 0;
  for (int I = 0; I < N; ++I)
    S += V[I] * V[I];
  return V[0] * inverse_root(S);
}
template <class T> static void inverse_roots(double Tol) {
  T V[3] = {1, 2, 2}, G[3] = {}, D[3] = {1, -1, T(0.5)};
  gradient<normalized<T>>(duplicated(V, G), 3);
  double Want[] = {1 / 3.0 - 1 / 27.0, -2 / 27.0, -2 / 27.0};
  for (int I = 0; I < 3; ++I)
    NEAR(G[I], Want[I], Tol);
  NEAR(jvp<normalized<T>>(duplicated(V, D), constant(3)),
       inner((double[]){1, -1, 0.5}, Want, 3), Tol);
  // The function itself is what is differentiated.
  NEAR(gradient<inverse_root<T>>(T(4)), -1 / 16.0, Tol);
  NEAR(vjp<inverse_root<T>>(T(3), T(4)), -3 / 16.0, Tol);
  NEAR(jvp<inverse_root<T>>(duplicated(T(4), T(2))), -1 / 8.0, Tol);
}

// Several floats of several sizes, memory, an integer and an enum.
enum class unit { one, two };
static double weighted(double A, const double *X, int N, float B, float C,
                       unit U) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += X[I];
  return (U == unit::two ? 2 : 1) * (A * S + B * C);
}
template struct wengert::custom_vjp<
    weighted, [](double A, const double *X, double *DX, int N, float B, float C,
                 unit U, double Seed) -> results<double, float, float> {
      double K = 10 * (U == unit::two ? 2 : 1) * Seed, S = 0;
      for (int I = 0; I < N; ++I) {
        S += X[I];
        if (DX)
          DX[I] += K * A;
      }
      return {K * S, float(K * C), float(K * B)};
    }>;
template struct wengert::custom_jvp<
    weighted, [](double A, double DA, const double *X, double *DX, int N,
                 float B, float DB, float C, float DC, unit U) -> double {
      double T = DB * C + B * DC;
      for (int I = 0; I < N; ++I)
        T += DA * X[I] + A * (DX ? DX[I] : 0);
      return 10 * (U == unit::two ? 2 : 1) * T;
    }>;
static double uses_weighted(double A, const double *X, float B) {
  return weighted(A, X, 2, B, 3, unit::two);
}
static void several_floats() {
  double X[] = {3, 4}, D[] = {0, 0};
  auto [DA, DB] = gradient<uses_weighted>(0.5, duplicated(X, D), 2.0f);
  SAME(DA, 20 * 7);
  SAME(DB, 20 * 3);
  SAME(D[0], 10);
  SAME(D[1], 10);
  // Constant memory has no shadow to be written to.
  auto [CA, CB] = gradient<uses_weighted>(0.5, constant(X), 2.0f);
  SAME(CA, 20 * 7);
  SAME(CB, 20 * 3);
  SAME(X[0], 3);
  double V[] = {1, 0};
  SAME(jvp<uses_weighted>(duplicated(0.5, 1.0), duplicated(X, V),
                          constant(2.0f)),
       20 * (7 + 0.5));
  SAME(jvp<uses_weighted>(constant(0.5), constant(X), duplicated(2.0f, 1.0f)),
       20 * 3);
}
// Two and four small floats: several to a register.
static float pair(float A, float B) { return A * B; }
template struct wengert::custom_vjp<pair, [](float A, float B, float Seed) {
  return results<float, float>{10 * B * Seed, 10 * A * Seed};
}>;
static float quad(float A, float B, float C, float D) { return A * B * C * D; }
template struct wengert::custom_vjp<
    quad, [](float A, float B, float C, float D, float Seed) {
      float K = 10 * Seed;
      return results<float, float, float, float>{K * B * C * D, K * A * C * D,
                                                 K * A * B * D, K * A * B * C};
    }>;
static void small_floats() {
  auto [A, B] = gradient<pair>(2.f, 3.f);
  SAME(A, 30);
  SAME(B, 20);
  auto [Q, R, S, T] = gradient<quad>(2.f, 3.f, 5.f, 7.f);
  SAME(Q, 1050);
  SAME(R, 700);
  SAME(S, 420);
  SAME(T, 300);
}

// Implicit functions. The iteration is not differentiated; at the fixed point
// y = cos(x y), dy/dx = -y sin(x y) / (1 + x sin(x y)).
static double fixed_point(double X) {
  double Y = 1;
  for (int I = 0; I < 200; ++I)
    Y = 0.5 * (Y + std::cos(X * Y));
  return Y;
}
template struct wengert::custom_vjp<
    fixed_point,
    [](double X) {
      double Y = fixed_point(X);
      return kept(Y, Y);
    },
    [](double X, double Seed, const double &Y) {
      return -Y * std::sin(X * Y) / (1 + X * std::sin(X * Y)) * Seed;
    }>;
static double around(double X) { return fixed_point(X * X) * X; }
static void fixed_points() {
  for (double X : {0.3, 0.8, 1.1})
    NEAR(gradient<around>(X), FD(around(X), X), 1e-9);
}

// A linear solve that writes its result: the shadow of y holds the adjoint of
// the output before, and of the input (none) after.
static void solve(const double (&A)[4], const double *B, double *Y) {
  double Det = A[0] * A[3] - A[1] * A[2];
  Y[0] = (A[3] * B[0] - A[1] * B[1]) / Det;
  Y[1] = (A[0] * B[1] - A[2] * B[0]) / Det;
}
static int Backs;
template struct wengert::custom_vjp<
    solve,
    [](const double (&A)[4], const double *B, double *Y) {
      solve(A, B, Y);
      return std::vector<double>(Y, Y + 2);
    },
    [](const double (&A)[4], double (*DA)[4], const double *, double *DB,
       double *, double *DY, std::vector<double> &Y) {
      ++Backs;
      double L[2], T[4] = {A[0], A[2], A[1], A[3]};
      if (!DY)
        return;
      solve(T, DY, L);
      for (int I = 0; I < 2; ++I) {
        if (DB)
          DB[I] += L[I];
        if (DA)
          for (int J = 0; J < 2; ++J)
            (*DA)[2 * I + J] -= L[I] * Y[J];
        DY[I] = 0;
      }
    }>;
template struct wengert::custom_jvp<
    solve, [](const double (&A)[4], double (*DA)[4], const double *B,
              double *DB, double *, double *DY) {
      double Y[2], R[2];
      solve(A, B, Y);
      for (int I = 0; I < 2; ++I)
        R[I] = (DB ? DB[I] : 0) -
               (DA ? (*DA)[2 * I] * Y[0] + (*DA)[2 * I + 1] * Y[1] : 0);
      if (DY)
        solve(A, R, DY);
    }>;
static double solved(const double *X, int) {
  double A[4] = {2 + X[0], X[1], X[2], 3}, B[2] = {X[3], X[4]}, Y[2];
  solve(A, B, Y);
  B[0] = Y[1]; // what the rule reads has gone by then
  double C[4] = {3, 1, 1, 2}, Z[2];
  solve(C, B, Z);
  return Y[0] * Y[1] + Z[0];
}
static void linear_solve() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  int Before = Backs;
  BOTH_MODES(solved, X, 5);
  NEAR(Backs - Before, 2, 0);
}

// Members, const and not; the object is active or constant.
struct spring {
  double Stiffness, Travel = 0;
  double energy(double X) const { return 0.5 * Stiffness * X * X; }
  void stretch(double X) { Travel += X; }
};
template struct wengert::custom_vjp<&spring::energy, [](const spring &S, spring *DS,
                                                double X, double Seed) {
  if (DS)
    DS->Stiffness += 10 * 0.5 * X * X * Seed;
  return 10 * S.Stiffness * X * Seed;
}>;
template struct wengert::custom_jvp<&spring::energy, [](const spring &S, spring *DS,
                                                double X, double DX) {
  return 10 * (S.Stiffness * X * DX +
               (DS ? 0.5 * DS->Stiffness * X * X : 0));
}>;
template struct wengert::custom_vjp<&spring::stretch, [](spring &, spring *DS, double) {
  return DS ? 10 * DS->Travel : 0;
}>;
template struct wengert::custom_jvp<&spring::stretch, [](spring &, spring *DS, double,
                                                 double DX) {
  if (DS)
    DS->Travel += 10 * DX;
}>;
static double swing(const spring &S, double X) {
  spring T = S;
  T.stretch(2 * X);
  return T.energy(X) + T.Travel;
}
static void members() {
  spring S{3}, D{0};
  SAME(gradient<swing>(duplicated(S, D), 2.0), 10 * 6 + 20);
  SAME(D.Stiffness, 20);
  SAME(gradient<swing>(constant(S), 2.0), 80);
  D = {1, 0};
  SAME(jvp<swing>(duplicated(S, D), duplicated(2.0, 1.0)), 80 + 20);
}

// Through a function pointer, in a loop, and derivatives of derivatives.
static double cube(double X) { return X * X * X; }
static double cube_back(double X, double Seed) { return 30 * X * X * Seed; }
static double cube_along(double X, double DX) { return 30 * X * X * DX; }
template struct wengert::custom_vjp<cube, cube_back>;
template struct wengert::custom_jvp<cube, cube_along>;
static double square(double X) { return X * X; }
static double chosen(double X, bool Cube) {
  double (*volatile F)(double) = Cube ? cube : square;
  double S = 0;
  for (int I = 1; I <= 3; ++I)
    S += F(I * X);
  return S;
}
namespace inside {
double fourth(double X) { return X * X * X * X; }
double fourth_back(double X, double Seed) { return 40 * X * X * X * Seed; }
inline wengert::custom_vjp<fourth, fourth_back> Rule;
} // namespace inside
static double slope(double X) { return gradient<cube>(X); }
static void elsewhere() {
  SAME(gradient<chosen>(2.0, constant(true)), 30 * 4 * (1 + 8 + 27));
  SAME(gradient<chosen>(2.0, constant(false)), 4 * (1 + 4 + 9));
  SAME(jvp<chosen>(duplicated(2.0, 1.0), constant(true)),
       30 * 4 * (1 + 8 + 27));
  SAME(jvp<slope>(duplicated(2.0, 1.0)), 120);
  SAME(gradient<slope>(2.0), 120);
  SAME(gradient<inside::fourth>(2.0), 320);
}

// A container as an argument and on the tape; what the rule read is overwritten.
static double squares(const std::vector<double> &V) {
  double S = 0;
  for (double X : V)
    S += X * X;
  return S;
}
template struct wengert::custom_vjp<
    squares,
    [](const std::vector<double> &V) { return kept(V, squares(V)); },
    [](const std::vector<double> &, std::vector<double> *DV, double Seed,
       const std::vector<double> &Was) {
      for (size_t I = 0; DV && I < Was.size(); ++I)
        (*DV)[I] += 20 * Was[I] * Seed;
    }>;
static double multiples(double X, int N) {
  std::vector<double> V;
  for (int I = 0; I < N; ++I)
    V.push_back(X * I);
  double R = squares(V);
  V[1] = 100;
  return R;
}
static double multiples_slope(double X, int N) {
  return gradient<multiples>(X, N);
}
static void containers() {
  SAME(gradient<multiples>(2.0, 4), 20 * 2 * 14);
  SAME(jvp<multiples_slope>(duplicated(2.0, 1.0), 4), 20 * 14);
  SAME(gradient<multiples_slope>(2.0, 4), 20 * 14);
}

int main() {
  containers();
  inverse_roots<float>(1e-5);
  inverse_roots<double>(1e-12);
  several_floats();
  small_floats();
  fixed_points();
  linear_solve();
  members();
  elsewhere();
  return check_done();
}
