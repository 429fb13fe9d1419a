// std::array: by value, nested, in structs, with algorithms.
// no-exceptions
// debug
// lto Os
#include "check.hpp"
#include <algorithm>
#include <array>
#include <numeric>

using Vec3 = std::array<double, 3>;
static Vec3 cross(Vec3 A, const Vec3 &B) {
  return {A[1] * B[2] - A[2] * B[1], A[2] * B[0] - A[0] * B[2],
          A[0] * B[1] - A[1] * B[0]};
}

static double products(const double *X, int) {
  Vec3 A{X[0], X[1], X[2]}, B{X[3], X[4], X[5]};
  Vec3 C = cross(A, B);
  return std::inner_product(C.begin(), C.end(), A.begin(), C[1] * C[2]);
}

static double matrix(const double *X, int) {
  std::array<std::array<double, 2>, 2> M{{{X[0], X[1]}, {X[2], X[3]}}}, P{};
  for (int K = 0; K < 3; ++K) {
    for (auto &Row : P)
      Row.fill(0.1);
    for (int I = 0; I < 2; ++I)
      for (int J = 0; J < 2; ++J)
        for (int L = 0; L < 2; ++L)
          P[I][J] += M[I][L] * M[L][J];
    std::swap(M, P);
  }
  return M[0][0] * M[1][1] - M[0][1] * M[1][0];
}

static double sorted(const double *X, int) {
  std::array<double, 6> A;
  std::copy(X, X + 6, A.begin());
  std::sort(A.begin(), A.end());
  double S = 0;
  for (size_t I = 0; I < A.size(); ++I)
    S += double(I) * A[I] * A[I];
  return S + A.front() * A.at(4);
}

int main() {
  double X[6] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4};
  BOTH_MODES(products, X, 6);
  BOTH_MODES(matrix, X, 6);
  BOTH_MODES(sorted, X, 6);
  return check_done();
}
