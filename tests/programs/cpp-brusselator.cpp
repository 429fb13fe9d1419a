// A stiff ODE: the Brusselator in one dimension by implicit Euler, Newton's
// method in each step and Gaussian elimination with pivoting in each iteration.
// sanitize
// lto Os
#include "check.hpp"
#include <cmath>
#include <functional>
#include <stdexcept>
#include <utility>

namespace {
class Matrix {
public:
  Matrix(size_t Rows, size_t Cols) : Cols(Cols), Data(Rows * Cols) {}
  double &operator()(size_t I, size_t J) { return Data[I * Cols + J]; }
  void swapRows(size_t I, size_t J) {
    for (size_t K = 0; K < Cols; ++K)
      std::swap((*this)(I, K), (*this)(J, K));
  }

private:
  size_t Cols;
  std::vector<double> Data;
};
void solve(Matrix A, std::vector<double> &B) {
  size_t N = B.size();
  for (size_t K = 0; K < N; ++K) {
    size_t P = K;
    for (size_t I = K + 1; I < N; ++I)
      if (std::fabs(A(I, K)) > std::fabs(A(P, K)))
        P = I;
    if (A(P, K) == 0)
      throw std::runtime_error("singular");
    if (P != K) {
      A.swapRows(P, K);
      std::swap(B[P], B[K]);
    }
    for (size_t I = K + 1; I < N; ++I) {
      double F = A(I, K) / A(K, K);
      for (size_t J = K; J < N; ++J)
        A(I, J) -= F * A(K, J);
      B[I] -= F * B[K];
    }
  }
  for (size_t K = N; K-- > 0;) {
    for (size_t J = K + 1; J < N; ++J)
      B[K] -= A(K, J) * B[J];
    B[K] /= A(K, K);
  }
}

class Brusselator {
public:
  Brusselator(size_t Cells, double A, double B, double Alpha)
      : Cells(Cells), A(A), B(B), Alpha(Alpha * double(Cells * Cells)) {}
  size_t size() const { return 2 * Cells; }
  std::vector<double> rate(const std::vector<double> &Y) const {
    std::vector<double> F(size());
    for (size_t I = 0; I < Cells; ++I) {
      double U = Y[2 * I], V = Y[2 * I + 1];
      double Ul = I ? Y[2 * I - 2] : 1, Ur = I + 1 < Cells ? Y[2 * I + 2] : 1;
      double Vl = I ? Y[2 * I - 1] : 3, Vr = I + 1 < Cells ? Y[2 * I + 3] : 3;
      F[2 * I] = A + U * U * V - (B + 1) * U + Alpha * (Ul - 2 * U + Ur);
      F[2 * I + 1] = B * U - U * U * V + Alpha * (Vl - 2 * V + Vr);
    }
    return F;
  }
  /// The matrix 1 - h df/dy.
  Matrix jacobian(const std::vector<double> &Y, double H) const {
    Matrix J(size(), size());
    for (size_t I = 0; I < Cells; ++I) {
      double U = Y[2 * I], V = Y[2 * I + 1];
      J(2 * I, 2 * I) = 1 - H * (2 * U * V - (B + 1) - 2 * Alpha);
      J(2 * I, 2 * I + 1) = -H * U * U;
      J(2 * I + 1, 2 * I) = -H * (B - 2 * U * V);
      J(2 * I + 1, 2 * I + 1) = 1 - H * (-U * U - 2 * Alpha);
      for (size_t C : {2 * I, 2 * I + 1}) {
        if (C >= 2)
          J(C, C - 2) = -H * Alpha;
        if (C + 2 < size())
          J(C, C + 2) = -H * Alpha;
      }
    }
    return J;
  }

private:
  size_t Cells;
  double A, B, Alpha;
};

void implicitEuler(const Brusselator &P, std::vector<double> &Y, double H,
                   int Steps) {
  for (int S = 0; S < Steps; ++S) {
    std::vector<double> Next = Y;
    for (int It = 0; It < 12; ++It) {
      std::vector<double> R = P.rate(Next);
      double Norm = 0;
      for (size_t I = 0; I < R.size(); ++I) {
        R[I] = Y[I] + H * R[I] - Next[I];
        Norm += R[I] * R[I];
      }
      if (Norm < 1e-26 && It > 1)
        break;
      solve(P.jacobian(Next, H), R);
      for (size_t I = 0; I < R.size(); ++I)
        Next[I] += R[I];
    }
    Y.swap(Next);
  }
}

double final_state(const double *X, int N) {
  Brusselator P(size_t(N - 3) / 2, 1 + 0.1 * X[0], 3 + 0.1 * X[1],
                0.02 + 0.01 * X[2]);
  std::vector<double> Y(X + 3, X + N);
  for (size_t I = 0; I < Y.size(); I += 2) {
    Y[I] += 1;
    Y[I + 1] += 3;
  }
  implicitEuler(P, Y, 0.1, 6);
  double S = 0;
  for (size_t I = 0; I < Y.size(); ++I)
    S += Y[I] * Y[I] * (1 + 0.1 * double(I));
  return S;
}
} // namespace

int main() {
  double X[9];
  for (int I = 0; I < 9; ++I)
    X[I] = 0.3 * sample(I);
  BOTH_MODES(final_state, X, 9);
  return check_done();
}
