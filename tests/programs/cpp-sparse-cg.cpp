// A sparse matrix in compressed rows, built from triplets, and the method of
// conjugate gradients on it.
// debug
// lto-no-exceptions Os
#include "check.hpp"
#include <algorithm>
#include <tuple>

struct Triplet {
  int Row, Col;
  double Value;
};
class Sparse {
public:
  Sparse(int N, std::vector<Triplet> T) : Start(size_t(N) + 1, 0) {
    std::sort(T.begin(), T.end(), [](const Triplet &A, const Triplet &B) {
      return std::tie(A.Row, A.Col) < std::tie(B.Row, B.Col);
    });
    for (const Triplet &E : T) {
      ++Start[size_t(E.Row) + 1];
      Cols.push_back(E.Col);
      Values.push_back(E.Value);
    }
    for (size_t I = 0; I < size_t(N); ++I)
      Start[I + 1] += Start[I];
  }
  std::vector<double> operator*(const std::vector<double> &X) const {
    std::vector<double> Y(Start.size() - 1);
    for (size_t I = 0; I + 1 < Start.size(); ++I)
      for (int K = Start[I]; K < Start[I + 1]; ++K)
        Y[I] += Values[size_t(K)] * X[size_t(Cols[size_t(K)])];
    return Y;
  }

private:
  std::vector<int> Start, Cols;
  std::vector<double> Values;
};
static double dot(const std::vector<double> &A, const std::vector<double> &B) {
  double S = 0;
  for (size_t I = 0; I < A.size(); ++I)
    S += A[I] * B[I];
  return S;
}
static double solved(const double *X, int N) {
  std::vector<Triplet> T;
  for (int I = 0; I < N; ++I) {
    T.push_back({I, I, 4 + X[I]});
    if (I + 1 < N) {
      T.push_back({I, I + 1, -1 + 0.1 * X[I]});
      T.push_back({I + 1, I, -1 + 0.1 * X[I]});
    }
  }
  Sparse A(N, std::move(T));
  std::vector<double> B(X, X + N), U(size_t(N), 0.0), R = B, P = R;
  double Rho = dot(R, R);
  for (int It = 0; It < 4; ++It) {
    std::vector<double> Q = A * P;
    double Alpha = Rho / dot(P, Q);
    for (size_t I = 0; I < U.size(); ++I) {
      U[I] += Alpha * P[I];
      R[I] -= Alpha * Q[I];
    }
    double Next = dot(R, R);
    for (size_t I = 0; I < P.size(); ++I)
      P[I] = R[I] + Next / Rho * P[I];
    Rho = Next;
  }
  return dot(U, U) + dot(U, B);
}

int main() {
  double X[6];
  for (int I = 0; I < 6; ++I)
    X[I] = sample(I);
  BOTH_MODES(solved, X, 6);
  return check_done();
}
