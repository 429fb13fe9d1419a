// Eigen 3.4: fixed and dynamic matrices, products, inverse, LLT, norms.
// flags: -isystem /usr/include/eigen3
#include "check.hpp"
#include <Eigen/Dense>

static double dynamic_size(const double *X, int N) {
  Eigen::Map<const Eigen::VectorXd> V(X, N);
  Eigen::MatrixXd A = V * V.transpose() + Eigen::MatrixXd::Identity(N, N);
  return A.llt().solve(V).dot(V) + (A * V).norm();
}

static double fixed_size(const double *X, int) {
  Eigen::Matrix2d A;
  A << X[0], X[1], X[2], X[3] + 2;
  return (A * A.transpose()).sum() + A.inverse().trace() + A.determinant();
}

int main() {
  double X[4] = {0.3, -0.7, 1.1, 0.2};
  BOTH_MODES(fixed_size, X, 4);
  BOTH_MODES(dynamic_size, X, 4);
  return check_done();
}
