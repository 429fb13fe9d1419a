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

inline double logSumExp(const double *X, int N) {
  double Max = X[0];
  for (int I = 1; I < N; ++I)
    if (X[I] > Max)
      Max = X[I];
  double Sum = 0;
  for (int I = 0; I < N; ++I)
    Sum += std::exp(X[I] - Max);
  return Max + std::log(Sum);
}

/// Log-weight plus log-density of component C at X, up to a constant.
inline double score(const double *Theta, int C, const double *X) {
  const double *Mean = Theta + K + C * D;
  const double *F = Theta + K + K * D + C * Factor;
  double Q[D] = {};
  int At = D;
  for (int J = 0; J < D; ++J) {
    double Centred = X[J] - Mean[J];
    Q[J] += std::exp(F[J]) * Centred;
    for (int R = J + 1; R < D; ++R)
      Q[R] += F[At++] * Centred;
  }
  double Value = Theta[C];
  for (int J = 0; J < D; ++J)
    Value += F[J] - 0.5 * Q[J] * Q[J];
  return Value;
}

/// Negative log-likelihood and prior; what the fit minimizes.
inline double loss(const double *__restrict Theta, const double *__restrict X,
                   int N) {
  double Total = 0;
  for (int I = 0; I < N; ++I) {
    double Scores[K];
    for (int C = 0; C < K; ++C)
      Scores[C] = score(Theta, C, X + I * D);
    Total -= logSumExp(Scores, K);
  }
  Total += N * logSumExp(Theta, K);
  double Prior = 0;
  for (int C = 0; C < K; ++C) {
    const double *F = Theta + K + K * D + C * Factor;
    for (int J = 0; J < D; ++J)
      Prior += std::exp(2 * F[J]);
    for (int J = D; J < Factor; ++J)
      Prior += F[J] * F[J];
  }
  return Total + 0.5 * Gamma * Gamma * Prior;
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
