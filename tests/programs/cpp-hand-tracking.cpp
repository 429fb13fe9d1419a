// Hand tracking: a tree of bones with 4x4 transformations, skinned vertices.
// sanitize
// lto-no-exceptions O1
#include "check.hpp"
#include <array>
#include <cmath>
#include <string>

namespace {
struct Mat4 {
  std::array<std::array<double, 4>, 4> A{};
  static Mat4 identity() {
    Mat4 M;
    for (int I = 0; I < 4; ++I)
      M.A[I][I] = 1;
    return M;
  }
  friend Mat4 operator*(const Mat4 &L, const Mat4 &R) {
    Mat4 M;
    for (int I = 0; I < 4; ++I)
      for (int J = 0; J < 4; ++J)
        for (int K = 0; K < 4; ++K)
          M.A[I][J] += L.A[I][K] * R.A[K][J];
    return M;
  }
};
struct Point {
  double X[3];
};
Point apply(const Mat4 &M, const Point &P) {
  Point Q;
  for (int I = 0; I < 3; ++I) {
    Q.X[I] = M.A[I][3];
    for (int J = 0; J < 3; ++J)
      Q.X[I] += M.A[I][J] * P.X[J];
  }
  return Q;
}
Mat4 rotation(double X, double Z) {
  Mat4 A = Mat4::identity(), B = Mat4::identity();
  A.A[1][1] = A.A[2][2] = std::cos(X);
  A.A[2][1] = std::sin(X);
  A.A[1][2] = -A.A[2][1];
  B.A[0][0] = B.A[1][1] = std::cos(Z);
  B.A[1][0] = std::sin(Z);
  B.A[0][1] = -B.A[1][0];
  return A * B;
}
struct Bone {
  std::string Name;
  int Parent;
  Mat4 Relative;
};
struct Model {
  std::vector<Bone> Bones;
  std::vector<Point> Vertices;
  std::vector<std::vector<double>> Weights; ///< by bone and vertex
};

Model makeModel() {
  Model M;
  for (int I = 0; I < 4; ++I) {
    Bone B{"bone" + std::to_string(I), I - 1, Mat4::identity()};
    if (I == 3)
      B.Parent = 0;
    for (int J = 0; J < 3; ++J)
      B.Relative.A[J][3] = 0.5 + 0.2 * sample(3 * I + J);
    M.Bones.push_back(B);
  }
  for (int V = 0; V < 5; ++V)
    M.Vertices.push_back({{sample(V), sample(V + 9), sample(V + 20)}});
  for (int I = 0; I < 4; ++I) {
    M.Weights.emplace_back();
    for (int V = 0; V < 5; ++V)
      M.Weights.back().push_back((V + I) % 3 == 0 ? 0.0 : 0.4);
  }
  return M;
}

double error(const double *X, int) {
  const Model M = makeModel();
  std::vector<Mat4> Absolute;
  Absolute.reserve(M.Bones.size());
  for (size_t I = 0; I < M.Bones.size(); ++I) {
    Mat4 Local = M.Bones[I].Relative * rotation(X[2 * I], X[2 * I + 1]);
    int Parent = M.Bones[I].Parent;
    Absolute.push_back(Parent < 0 ? Local : Absolute[size_t(Parent)] * Local);
  }
  double Scale = X[8], S = 0;
  for (size_t V = 0; V < M.Vertices.size(); ++V) {
    Point P{{0, 0, 0}};
    for (size_t I = 0; I < Absolute.size(); ++I) {
      if (M.Weights[I][V] == 0)
        continue;
      Point Q = apply(Absolute[I], M.Vertices[V]);
      for (int K = 0; K < 3; ++K)
        P.X[K] += M.Weights[I][V] * Q.X[K];
    }
    for (int K = 0; K < 3; ++K) {
      double D = Scale * P.X[K] - sample(int(V) * 3 + K);
      S += D * D;
    }
  }
  return S;
}
} // namespace

int main() {
  double X[9];
  for (int I = 0; I < 9; ++I)
    X[I] = sample(I);
  BOTH_MODES(error, X, 9);
  return check_done();
}
