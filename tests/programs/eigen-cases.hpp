// Functions of Eigen 3.4 that several programs check, with different flags.
#ifndef WENGERT_TESTS_EIGEN_CASES_HPP
#define WENGERT_TESTS_EIGEN_CASES_HPP

#include "check.hpp"
#include <Eigen/Dense>
#include <complex>

namespace cases {
/// Fixed sizes: products, inverse, determinant, cross products, quaternions.
inline double fixed(const double *X, int) {
  Eigen::Matrix3d A;
  A << X[0] + 2, X[1], X[2], X[3], X[4] + 2, X[5], X[6], X[7], X[8] + 3;
  Eigen::Vector3d U(X[0], X[4], X[8]), V = A * U;
  Eigen::Matrix4d B = Eigen::Matrix4d::Identity();
  B.topLeftCorner<3, 3>() = A.transpose() * A;
  Eigen::Quaterniond Q(1 + X[0], X[1], X[2], X[3]);
  return (A.inverse() * V).norm() + A.determinant() + B.trace() +
         U.cross(V).dot(U + V) + (Q.normalized() * U).sum();
}
/// Blocks, maps, rows and columns of dynamic matrices, changed in place.
inline double blocks(const double *X, int N) {
  Eigen::Map<const Eigen::MatrixXd> M(X, N / 3, 3);
  Eigen::MatrixXd A = M;
  A.col(0) += A.col(1).cwiseProduct(A.col(2));
  A.row(1) *= 2.0;
  A.block(0, 1, 2, 2) = A.block(1, 0, 2, 2).eval();
  A.bottomRows(1).setConstant(X[1]);
  Eigen::MatrixXd B(A.rows(), 4);
  B << A, A.rowwise().sum();
  return B.squaredNorm() + B.leftCols(2).sum() + A.diagonal().prod();
}
/// Cwise functions and reductions.
inline double cwise(const double *X, int N) {
  Eigen::Map<const Eigen::ArrayXd> V(X, N);
  Eigen::ArrayXd E = (V * 0.5).exp() + V.square() - V.sin() * V.tanh();
  Eigen::ArrayXd R = (V > 0).select(E, 1 / (1 + E.abs()));
  return R.mean() + E.maxCoeff() + (E.sqrt() * R).sum() +
         R.log().matrix().norm() + R.head(N / 2).prod();
}
/// A symmetric positive definite system by LLT and LDLT.
inline double cholesky(const double *X, int N) {
  Eigen::Map<const Eigen::VectorXd> V(X, N);
  Eigen::MatrixXd A = V * V.transpose();
  A.diagonal().array() += 1.5 + V.array() * 0.1;
  Eigen::LLT<Eigen::MatrixXd> L(A);
  Eigen::VectorXd S = L.solve(V), T = A.ldlt().solve(S);
  double LogDet = 0;
  for (int I = 0; I < N; ++I)
    LogDet += std::log(L.matrixL()(I, I));
  return S.dot(V) + T.squaredNorm() + LogDet;
}
/// LU with partial pivoting, full pivoting at fixed size.
inline double lu(const double *X, int N) {
  Eigen::MatrixXd A(N, N);
  for (int I = 0; I < N; ++I)
    for (int J = 0; J < N; ++J)
      A(I, J) = std::cos(X[I] * (J + 1)) + (I == J ? 2.0 : 0.0);
  Eigen::Map<const Eigen::VectorXd> B(X, N);
  Eigen::PartialPivLU<Eigen::MatrixXd> F(A);
  return F.solve(B).squaredNorm() + F.determinant();
}
/// Least squares by Householder reflections.
inline double qr(const double *X, int N) {
  Eigen::MatrixXd A(N + 2, 3);
  Eigen::VectorXd B(N + 2);
  for (int I = 0; I < N + 2; ++I) {
    double T = X[I % N] + 0.3 * I;
    A.row(I) << 1, T, T * T;
    B(I) = X[(I + 1) % N] * T;
  }
  Eigen::VectorXd C = A.householderQr().solve(B);
  return C.squaredNorm() + (A * C - B).squaredNorm();
}
/// The same with column pivoting.
inline double pivoted(const double *X, int N) {
  Eigen::MatrixXd A(N, 3);
  for (int I = 0; I < N; ++I)
    A.row(I) << X[I], 2 + X[I] * X[I], std::sin(I + X[(I + 1) % N]);
  Eigen::VectorXd B = A.col(0).cwiseProduct(A.col(1)) + A.col(2).cwiseAbs();
  return A.colPivHouseholderQr().solve(B).squaredNorm();
}
/// Vector code for float, which is another for each function.
inline double single(const double *X, int N) {
  Eigen::ArrayXf V(N);
  for (int I = 0; I < N; ++I)
    V(I) = float(X[I]);
  Eigen::ArrayXf E = V.exp() + (V.abs() + 0.5f).log() * V.tanh() +
                     (V.square() + 1.0f).rsqrt();
  Eigen::MatrixXf M = E.matrix() * E.matrix().transpose();
  return double((M * V.matrix()).dot(E.matrix()));
}
inline double complex_product(const double *X, int N) {
  Eigen::MatrixXcd A(2, 2);
  for (int I = 0; I < 4; ++I)
    A(I / 2, I % 2) = std::complex<double>(X[I], X[(I + 1) % N]);
  Eigen::VectorXcd V = A.col(0).conjugate() + A.row(1).transpose();
  Eigen::MatrixXcd B = A.lazyProduct(A.adjoint());
  return B.real().sum() + std::norm(A.determinant()) + std::norm(V.dot(A * V));
}

} // namespace cases
#endif
