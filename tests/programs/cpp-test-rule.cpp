// The test of rules accepts right ones and says where a wrong one is wrong.
// sanitize
#include "check.h"
#include <cmath>
#include <cstdlib>
#include <string>
#include <unistd.h>
#include <wengert/test_rule.hpp>
using namespace wengert;

static double square(double X) { return X * X; }
static double right(double X, double Seed) { return 2 * X * Seed; }
static double right_along(double X, double DX) { return 2 * X * DX; }
template struct wengert::custom_vjp<square, right>;
template struct wengert::custom_jvp<square, right_along>;

static double cube(double X, float Y) { return X * X * X * Y; }
static results<double, float> wrong(double X, float Y, double Seed) {
  return {3 * X * X * Y * Seed, float(X * X * Seed)}; // should be x^3
}
static double wrong_along(double X, double DX, float Y, float) {
  return 3 * X * X * Y * DX; // dy forgotten
}
template struct wengert::custom_vjp<cube, wrong>;
template struct wengert::custom_jvp<cube, wrong_along>;

static void shift(const double *X, int N, double &Sum, float *Last) {
  for (int I = 0; I < N; ++I)
    Sum += X[I] * X[I];
  *Last = float(X[N - 1] * *Last);
}
static int Scale = 2; // 2 is right
static void shift_back(const double *X, double *DX, int N, double &, double *DSum,
                       float *Last, float *DLast) {
  // *Last holds what the function left: its own value times X[N - 1].
  double Was = *Last / X[N - 1];
  for (int I = 0; DX && I < N; ++I)
    DX[I] += Scale * X[I] * *DSum;
  if (DX)
    DX[N - 1] += Was * *DLast;
  *DLast *= float(X[N - 1]);
}
template struct wengert::custom_vjp<shift, shift_back>;

struct spring {
  double Stiffness, Rest;
  double energy(double X) const {
    return 0.5 * Stiffness * (X - Rest) * (X - Rest);
  }
};
template struct wengert::custom_vjp<&spring::energy, [](const spring &S, spring *DS,
                                                        double X, double Seed) {
  double Y = X - S.Rest;
  if (DS) {
    DS->Stiffness += 0.5 * Y * Y * Seed;
    DS->Rest -= S.Stiffness * Y * Seed;
  }
  return S.Stiffness * Y * Seed;
}>;

// No rule at all.
static double plain(const double *X, int N) { return std::sin(X[0]) * X[N - 1]; }

/// What F prints on stderr.
template <class Fn> static std::string said(Fn F) {
  fflush(stderr);
  FILE *File = tmpfile();
  int Old = dup(2);
  dup2(fileno(File), 2);
  F();
  fflush(stderr);
  dup2(Old, 2);
  close(Old);
  rewind(File);
  char Text[512] = "";
  size_t N = fread(Text, 1, sizeof(Text) - 1, File);
  fclose(File);
  return std::string(Text, N);
}
static bool contains(const std::string &Text, const char *Part) {
  bool Has = Text.find(Part) != Text.npos;
  if (!Has)
    printf("no '%s' in: %s\n", Part, Text.c_str());
  return Has;
}
#define CHECK(COND) NEAR(bool(COND), 1, 0)

int main() {
  CHECK(test_rule<square>(1.5));
  CHECK(test_rule<square>(-40.0));

  std::string Text = said([] { CHECK(!test_vjp<cube>(2.0, 1.5f)); });
  CHECK(contains(Text, "wengert: the reverse rule of cube is wrong: derivative "
                       "by argument 2: 4 by the rule, 8"));
  Text = said([] { CHECK(!test_jvp<cube>(2.0, 1.5f)); });
  CHECK(contains(Text, "the forward rule of cube is wrong: derivative by argument "
                       "2: 0 by the rule, 8"));

  double X[3] = {0.5, -1.25, 2}, Sum = 0.75;
  float Last = 1.5f;
  CHECK(test_vjp<shift>(elements(X, 3), 3, elements(Sum), elements(&Last, 1)));
  NEAR(Last, 1.5, 0); // copies are what is changed
  Scale = 3;
  Text = said([&] {
    CHECK(!test_vjp<shift>(elements(X, 3), 3, elements(Sum), elements(&Last, 1)));
  });
  CHECK(contains(Text, "the reverse rule of shift is wrong: derivative by argument "
                       "1, element 0: "));

  CHECK(test_rule<&spring::energy>(elements(spring{3, 1}), 2.5));
  CHECK(test_rule<plain>(elements(X, 3), 3));
  return check_done();
}
