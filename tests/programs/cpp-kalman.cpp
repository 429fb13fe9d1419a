// A Kalman filter with a matrix template of fixed size.
// debug
// lto-no-exceptions O1
#include "check.hpp"
#include <cstddef>

template <std::size_t R, std::size_t C> struct Matrix {
  double A[R][C] = {};
  static Matrix identity() {
    Matrix M;
    for (std::size_t I = 0; I < R; ++I)
      M.A[I][I] = 1;
    return M;
  }
  Matrix &operator+=(const Matrix &O) {
    for (std::size_t I = 0; I < R; ++I)
      for (std::size_t J = 0; J < C; ++J)
        A[I][J] += O.A[I][J];
    return *this;
  }
  friend Matrix operator+(Matrix L, const Matrix &O) { return L += O; }
  friend Matrix operator*(Matrix L, double F) {
    for (auto &Row : L.A)
      for (double &E : Row)
        E *= F;
    return L;
  }
  Matrix<C, R> transposed() const {
    Matrix<C, R> T;
    for (std::size_t I = 0; I < R; ++I)
      for (std::size_t J = 0; J < C; ++J)
        T.A[J][I] = A[I][J];
    return T;
  }
};
template <std::size_t R, std::size_t K, std::size_t C>
Matrix<R, C> operator*(const Matrix<R, K> &L, const Matrix<K, C> &O) {
  Matrix<R, C> M;
  for (std::size_t I = 0; I < R; ++I)
    for (std::size_t J = 0; J < C; ++J)
      for (std::size_t T = 0; T < K; ++T)
        M.A[I][J] += L.A[I][T] * O.A[T][J];
  return M;
}

class Filter {
public:
  Filter(double Process, double Measure) : Q(Process), R(Measure) {
    P = Matrix<2, 2>::identity();
    F.A[0][0] = F.A[1][1] = 1;
    F.A[0][1] = 0.1;
    H.A[0][0] = 1;
  }
  void update(double Z) {
    X = F * X;
    P = F * P * F.transposed() + Matrix<2, 2>::identity() * Q;
    double Y = Z - (H * X).A[0][0];
    double S = (H * P * H.transposed()).A[0][0] + R;
    Matrix<2, 1> K = P * H.transposed() * (1 / S);
    X += K * Y;
    P = (Matrix<2, 2>::identity() + K * H * -1.0) * P;
    Likelihood -= 0.5 * (Y * Y / S + log(S));
  }
  double Likelihood = 0;

private:
  double Q, R;
  Matrix<2, 1> X;
  Matrix<2, 2> P, F;
  Matrix<1, 2> H;
};
static double likelihood(const double *X, int N) {
  Filter K(0.1 + X[0] * X[0], 0.5 + X[1] * X[1]);
  for (int I = 2; I < N; ++I)
    K.update(X[I]);
  return K.Likelihood;
}

int main() {
  double X[8];
  for (int I = 0; I < 8; ++I)
    X[I] = sample(I);
  BOTH_MODES(likelihood, X, 8);
  return check_done();
}
