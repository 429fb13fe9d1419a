// Bundle adjustment: cameras with Rodrigues rotation and radial distortion,
// residuals written into a vector through references.
// sanitize
// debug
// lto-no-exceptions O1
#include "check.hpp"
#include <array>
#include <cmath>
#include <utility>

namespace {
struct Vec3 {
  double X = 0, Y = 0, Z = 0;
  Vec3 operator+(const Vec3 &O) const { return {X + O.X, Y + O.Y, Z + O.Z}; }
  Vec3 operator-(const Vec3 &O) const { return {X - O.X, Y - O.Y, Z - O.Z}; }
  Vec3 operator*(double F) const { return {X * F, Y * F, Z * F}; }
  double dot(const Vec3 &O) const { return X * O.X + Y * O.Y + Z * O.Z; }
  Vec3 cross(const Vec3 &O) const {
    return {Y * O.Z - Z * O.Y, Z * O.X - X * O.Z, X * O.Y - Y * O.X};
  }
};
Vec3 rotate(const Vec3 &R, const Vec3 &P) {
  double Sq = R.dot(R);
  if (Sq < 1e-14)
    return P + R.cross(P);
  double Theta = std::sqrt(Sq), C = std::cos(Theta), S = std::sin(Theta);
  Vec3 W = R * (1 / Theta);
  return P * C + W.cross(P) * S + W * (W.dot(P) * (1 - C));
}
struct Camera {
  Vec3 Rotation, Center;
  double Focal, X0, Y0;
  std::array<double, 2> Radial;
  std::pair<double, double> project(const Vec3 &P) const {
    Vec3 Q = rotate(Rotation, P - Center);
    double U = Q.X / Q.Z, V = Q.Y / Q.Z, R2 = U * U + V * V;
    double L = 1 + R2 * (Radial[0] + R2 * Radial[1]);
    return {Focal * U * L + X0, Focal * V * L + Y0};
  }
};
struct Observation {
  int Camera, Point;
  double U, V;
};
class Problem {
public:
  std::vector<Camera> Cameras;
  std::vector<Vec3> Points;
  std::vector<double> Weights;
  std::vector<Observation> Seen;
  void residuals(std::vector<double> &Out) const {
    for (size_t I = 0; I < Seen.size(); ++I) {
      const Observation &O = Seen[I];
      auto [U, V] = Cameras[O.Camera].project(Points[O.Point]);
      double W = Weights[I];
      Out.push_back(W * (U - O.U));
      Out.push_back(W * (V - O.V));
      Out.push_back(1 - W * W);
    }
  }
};
constexpr int CameraSize = 11, NumCameras = 2, NumPoints = 3;

double cost(const double *X, int) {
  Problem P;
  for (int I = 0; I < NumCameras; ++I, X += CameraSize) {
    Camera C{{X[0], X[1], X[2]}, {X[3], X[4], X[5] - 4}, 1 + X[6], X[7], X[8],
             {X[9], X[10]}};
    P.Cameras.push_back(C);
  }
  for (int I = 0; I < NumPoints; ++I, X += 3)
    P.Points.push_back({X[0], X[1], X[2]});
  for (int C = 0; C < NumCameras; ++C)
    for (int K = 0; K < NumPoints; ++K) {
      P.Seen.push_back({C, K, sample(C + 3 * K), sample(7 * C + K)});
      P.Weights.push_back(*X++);
    }
  std::vector<double> R;
  P.residuals(R);
  double S = 0;
  for (double E : R)
    S += E * E;
  return S;
}
} // namespace

int main() {
  constexpr int N =
      NumCameras * CameraSize + NumPoints * 3 + NumCameras * NumPoints;
  double X[N];
  for (int I = 0; I < N; ++I)
    X[I] = 0.3 * sample(I);
  BOTH_MODES(cost, X, N);
  // The branch of small rotations.
  X[0] = X[1] = X[2] = 0;
  double G[N] = {0};
  __enzyme_autodiff((void *)cost, enzyme_dup, X, G, enzyme_const, N);
  NEAR(G[3], FD(cost(X, N), X[3]), 1e-8);
  return check_done();
}
