// Eigen: a Gauss-Newton fit inside of the differentiated function.
// flags: -isystem /usr/include/eigen3
// levels: O1 O2
#include "check.hpp"
#include <Eigen/Dense>

static double fitted(const double *X, int N) {
  Eigen::Map<const Eigen::VectorXd> Y(X, N);
  Eigen::Vector2d P(1.0, -0.5);
  for (int It = 0; It < 4; ++It) {
    Eigen::MatrixXd J(N, 2);
    Eigen::VectorXd R(N);
    for (int I = 0; I < N; ++I) {
      double T = 0.3 * I, E = std::exp(P(1) * T);
      R(I) = P(0) * E - (1 + 0.2 * Y(I)) * std::exp(-0.6 * T);
      J.row(I) << E, P(0) * T * E;
    }
    Eigen::Matrix2d H = J.transpose() * J;
    H.diagonal().array() += 0.01;
    P -= H.llt().solve(J.transpose() * R);
  }
  return P.squaredNorm() + P(0) * P(1);
}

int main() {
  double X[6] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4};
  BOTH_MODES(fitted, X, 6);
  return check_done();
}
