// Gaussian mixture model: log likelihood with log-sum-exp, as a class that
// keeps its parameters in vectors, with a Wishart prior.
// sanitize
// debug
// lto-no-exceptions Os
#include "check.hpp"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace {
constexpr int Dim = 2, Clusters = 3, Points = 7;

double logSumExp(const std::vector<double> &V) {
  double Max = *std::max_element(V.begin(), V.end());
  double S = 0;
  for (double X : V)
    S += std::exp(X - Max);
  return Max + std::log(S);
}

class Mixture {
public:
  explicit Mixture(const double *P) {
    Weights.assign(P, P + Clusters);
    P += Clusters;
    for (int K = 0; K < Clusters; ++K, P += Dim)
      Means.emplace_back(P, P + Dim);
    for (int K = 0; K < Clusters; ++K, P += Dim * (Dim + 1) / 2)
      Factors.push_back(factor(P));
  }
  double logLikelihood(const std::vector<std::vector<double>> &Data) const {
    double Total = 0;
    std::vector<double> Terms(Clusters);
    for (const auto &X : Data) {
      for (int K = 0; K < Clusters; ++K)
        Terms[K] = Weights[K] + Factors[K].LogDet - 0.5 * squared(K, X);
      Total += logSumExp(Terms);
    }
    return Total - double(Data.size()) * logSumExp(Weights) + prior();
  }

private:
  struct Factor {
    std::vector<double> Q; ///< lower triangle, row after row
    double LogDet = 0;
  };
  static Factor factor(const double *P) {
    Factor F;
    F.Q.resize(Dim * Dim, 0.0);
    for (int I = 0; I < Dim; ++I) {
      F.LogDet += P[I];
      F.Q[I * Dim + I] = std::exp(P[I]);
    }
    const double *L = P + Dim;
    for (int I = 1; I < Dim; ++I)
      for (int J = 0; J < I; ++J)
        F.Q[I * Dim + J] = *L++;
    return F;
  }
  double squared(int K, const std::vector<double> &X) const {
    std::vector<double> D(Dim), Y(Dim, 0.0);
    std::transform(X.begin(), X.end(), Means[K].begin(), D.begin(),
                   std::minus<>());
    for (int I = 0; I < Dim; ++I)
      for (int J = 0; J <= I; ++J)
        Y[I] += Factors[K].Q[I * Dim + J] * D[J];
    return std::inner_product(Y.begin(), Y.end(), Y.begin(), 0.0);
  }
  double prior() const {
    double S = 0;
    for (const Factor &F : Factors) {
      double Frobenius =
          std::inner_product(F.Q.begin(), F.Q.end(), F.Q.begin(), 0.0);
      S += 0.5 * Frobenius - 1.0 * F.LogDet;
    }
    return S;
  }
  std::vector<double> Weights;
  std::vector<std::vector<double>> Means;
  std::vector<Factor> Factors;
};

double objective(const double *X, int N) {
  std::vector<std::vector<double>> Data;
  for (int I = 0; I < Points; ++I)
    Data.push_back({sample(I + 50), sample(I + 80)});
  (void)N;
  return Mixture(X).logLikelihood(Data);
}
} // namespace

int main() {
  constexpr int N = Clusters * (1 + Dim + Dim * (Dim + 1) / 2);
  double X[N];
  for (int I = 0; I < N; ++I)
    X[I] = 0.5 * sample(I);
  BOTH_MODES(objective, X, N);
  return check_done();
}
