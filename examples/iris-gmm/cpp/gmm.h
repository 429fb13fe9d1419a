// The mixture in C++: the same parameters and objective as ../rust/src/gmm.rs.
#ifndef IRIS_GMM_H
#define IRIS_GMM_H

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace gmm {

constexpr int K = 3; // components
constexpr int D = 4; // dimensions
constexpr int Factor = D * (D + 1) / 2;
constexpr int Parameters = K * (1 + D + Factor);
constexpr double Gamma = 0.1; // strength of the Wishart prior

/// One component, unpacked: everything that does not depend on the flower.
struct Component {
  double Offset; ///< log-weight plus the logarithm of the determinant of Q
  double Mean[D];
  double Q[D][D];
};

inline Component unpack(const double *Theta, int I) {
  const double *Mean = Theta + K + I * D;
  const double *F = Theta + K + K * D + I * Factor;
  Component C = {};
  C.Offset = Theta[I];
  int At = D;
  for (int J = 0; J < D; ++J) {
    C.Mean[J] = Mean[J];
    C.Offset += F[J];
    C.Q[J][J] = std::exp(F[J]);
    for (int R = J + 1; R < D; ++R)
      C.Q[R][J] = F[At++];
  }
  return C;
}

/// Log-weight plus log-density at X, up to a constant:
/// Offset - |Q (X - Mean)|^2 / 2.
inline double score(const Component &C, const double *X) {
  double Square = 0;
  for (int R = 0; R < D; ++R) {
    double Sum = 0;
    for (int J = 0; J < R + 1; ++J)
      Sum += C.Q[R][J] * (X[J] - C.Mean[J]);
    Square += Sum * Sum;
  }
  return C.Offset - 0.5 * Square;
}

inline double logSumExp(const double *X) {
  double Max = X[0];
  for (int I = 0; I < K; ++I)
    if (X[I] > Max)
      Max = X[I];
  double Sum = 0;
  for (int I = 0; I < K; ++I)
    Sum += std::exp(X[I] - Max);
  return Max + std::log(Sum);
}

/// Negative log-likelihood and prior; what the fit minimizes.
inline double loss(const double *__restrict Theta, const double *__restrict X,
                   int N) {
  Component Components[K];
  for (int I = 0; I < K; ++I)
    Components[I] = unpack(Theta, I);
  double Total = 0;
  for (int I = 0; I < N; ++I) {
    double Scores[K];
    for (int J = 0; J < K; ++J)
      Scores[J] = score(Components[J], X + I * D);
    Total -= logSumExp(Scores);
  }
  double Prior = 0;
  for (const Component &C : Components)
    for (const auto &Row : C.Q)
      for (double V : Row)
        Prior += V * V;
  return Total + N * logSumExp(Theta) + 0.5 * Gamma * Gamma * Prior;
}

/// Equal weights, one common diagonal covariance, and as means the flowers at
/// one, three and five sixths of the petal lengths.
inline std::vector<double> start(const std::vector<double> &Data) {
  int N = Data.size() / D;
  std::vector<int> Order(N);
  std::iota(Order.begin(), Order.end(), 0);
  std::sort(Order.begin(), Order.end(), [&](int A, int B) {
    double La = Data[A * D + 2], Lb = Data[B * D + 2];
    return La != Lb ? La < Lb : A < B;
  });
  std::vector<double> Theta(Parameters, 0.0);
  for (int C = 0; C < K; ++C) {
    int Row = Order[(2 * C + 1) * N / (2 * K)];
    std::copy_n(&Data[Row * D], D, &Theta[K + C * D]);
  }
  for (int J = 0; J < D; ++J) {
    double Mean = 0, Variance = 0;
    for (int I = 0; I < N; ++I)
      Mean += Data[I * D + J] / N;
    for (int I = 0; I < N; ++I)
      Variance += (Data[I * D + J] - Mean) * (Data[I * D + J] - Mean) / N;
    for (int C = 0; C < K; ++C)
      Theta[K + K * D + C * Factor + J] = -0.5 * std::log(Variance);
  }
  return Theta;
}

} // namespace gmm

#endif
