// A vector of std::any of several kinds is copied: what a std::any keeps on the
// heap is a struct of doubles now and a vector then, and all of them are one
// memory to an analysis that follows pointers through its one way in and out.
// no-exceptions
// lto
// sanitize
// untyped
#include "check.hpp"
#include <any>
#include <string>
#include <vector>

struct Point {
  double X, Y;
};
struct Row {
  double X[3];
};

static double structs(const double *X, int N) {
  std::vector<std::any> V;
  for (int I = 0; I < N; ++I)
    if (I % 2)
      V.push_back(std::vector<double>{X[I], 1.0});
    else
      V.push_back(Point{X[I], X[0]});
  auto W = V;
  double S = 0;
  for (auto &A : W)
    if (auto *P = std::any_cast<Point>(&A))
      S += P->X * P->Y;
    else
      S += std::any_cast<std::vector<double> &>(A)[0] * 3 * S;
  return S;
}

static double kinds(const double *X, int N) {
  std::vector<std::any> V;
  for (int I = 0; I < N; ++I)
    switch (I % 5) {
    case 0:
      V.push_back(X[I]);
      break;
    case 1:
      V.push_back(Row{{X[I], X[0] * X[I], 1.5}});
      break;
    case 2:
      V.push_back(Point{X[I], X[0]});
      break;
    case 3:
      V.push_back(std::string("a string that is longer than small ones"));
      break;
    default:
      V.push_back(std::vector<double>{X[I], 1.0});
    }
  std::vector<std::any> W;
  W = V;
  V.clear();
  double S = 1;
  for (auto &A : W) {
    if (auto *D = std::any_cast<double>(&A))
      S += *D * *D;
    else if (auto *R = std::any_cast<Row>(&A))
      S *= 1 + R->X[0] * R->X[1] * R->X[2];
    else if (auto *P = std::any_cast<Point>(&A))
      S += P->X * P->Y;
    else if (auto *T = std::any_cast<std::string>(&A))
      S += T->size() * X[0] * 0.1;
    else
      S += std::any_cast<std::vector<double> &>(A)[0] * 3;
  }
  return S;
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.61};
  for (int N : {0, 1, 2, 5, 7}) {
    BOTH_MODES(structs, X, N);
    BOTH_MODES(kinds, X, N);
  }
  return check_done();
}
