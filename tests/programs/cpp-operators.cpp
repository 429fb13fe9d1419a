// Operator overloading: vectors, matrices, dual numbers, proxies, conversion.
// no-exceptions
// debug
// lto O3
#include "check.hpp"

struct V3 {
  double X, Y, Z;
  friend V3 operator+(V3 A, V3 B) { return {A.X + B.X, A.Y + B.Y, A.Z + B.Z}; }
  friend V3 operator*(double S, V3 A) { return {S * A.X, S * A.Y, S * A.Z}; }
  friend double operator*(V3 A, V3 B) {
    return A.X * B.X + A.Y * B.Y + A.Z * B.Z;
  }
  V3 &operator+=(V3 B) { return *this = *this + B; }
  V3 operator-() const { return -1.0 * *this; }
};
static V3 cross(V3 A, V3 B) {
  return {A.Y * B.Z - A.Z * B.Y, A.Z * B.X - A.X * B.Z, A.X * B.Y - A.Y * B.X};
}

static double geometry(const double *X, int) {
  V3 A{X[0], X[1], X[2]}, B{X[3], X[4], X[5]};
  V3 N = cross(A, B) + 0.5 * A;
  N += -B;
  return N * N + A * cross(N, B);
}

class Matrix {
public:
  Matrix(int R, int C) : C(C), D(size_t(R * C)) {}
  double &operator()(int I, int J) { return D[size_t(I * C + J)]; }
  double operator()(int I, int J) const { return D[size_t(I * C + J)]; }
  Matrix operator*(const Matrix &O) const {
    int R = int(D.size()) / C;
    Matrix P(R, O.C);
    for (int I = 0; I < R; ++I)
      for (int J = 0; J < O.C; ++J)
        for (int K = 0; K < C; ++K)
          P(I, J) += (*this)(I, K) * O(K, J);
    return P;
  }
  explicit operator double() const { return D[0] * D.back(); }

private:
  int C;
  std::vector<double> D;
};

static double matrices(const double *X, int) {
  Matrix A(2, 3), B(3, 2);
  for (int I = 0; I < 6; ++I) {
    A(I / 3, I % 3) = X[I];
    B(I / 2, I % 2) = X[5 - I] * X[0];
  }
  return double(A * B * A * B);
}

/// Forward mode inside of what is differentiated.
struct Dual {
  double V, D;
  Dual operator*(Dual O) const { return {V * O.V, V * O.D + D * O.V}; }
  Dual operator+(Dual O) const { return {V + O.V, D + O.D}; }
};

static double dual_numbers(const double *X, int N) {
  Dual P{0, 0}, T{X[0], 1};
  for (int I = N - 1; I >= 0; --I)
    P = P * T + Dual{X[I], 0};
  return P.D * P.V;
}

int main() {
  double X[6] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4};
  BOTH_MODES(geometry, X, 6);
  BOTH_MODES(matrices, X, 6);
  BOTH_MODES(dual_numbers, X, 6);
  return check_done();
}
