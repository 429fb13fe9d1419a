// Storage of many types: small integers, doubles and addresses share a place,
// and functions that only pointers lead to copy what is there.
#include "check.hpp"
#include <algorithm>
#include <any>
#include <array>
#include <cmath>
#include <functional>

static double swapped(const double *X, int N) {
  std::any A = 3, B = X[0] * X[1];
  double S = 0;
  for (int I = 0; I < N; ++I) {
    if (A.type() == typeid(double))
      S += std::any_cast<double>(A) * I;
    else
      S += std::any_cast<int>(A) * X[2] * X[I];
    std::swap(A, B);
  }
  return S;
}

struct Scaled {
  double A;
  int K;
};

static double copied(const double *X, int N) {
  std::vector<std::any> V;
  V.push_back(2);
  V.push_back(X[0] * X[0]);
  V.push_back(Scaled{X[1], 3});
  V.push_back(std::vector<double>(X, X + N));
  std::vector<std::any> W = V;
  double S = 0;
  for (auto &A : W) {
    if (auto *P = std::any_cast<double>(&A))
      S += *P;
    else if (auto *P = std::any_cast<int>(&A))
      S += *P * X[3];
    else if (auto *P = std::any_cast<Scaled>(&A))
      S += P->A * P->K;
    else if (auto *P = std::any_cast<std::vector<double>>(&A))
      S += (*P)[0] * (*P)[2];
  }
  return S;
}

// A closure that ends in an integer and padding.
static double closures(const double *X, int N) {
  std::vector<std::function<double(double)>> V;
  for (int I = 0; I < N; ++I)
    V.push_back([=](double T) { return T * X[I] * (I + 1); });
  auto All = [V](double T) {
    double S = 0;
    for (auto &G : V)
      S += G(T) * G(T);
    return S;
  };
  std::function<double(double)> H = All;
  return All(X[0]) + H(2);
}

// One that is never called, beside an array that functions sort.
static double unused(const double *X, int N) {
  std::array<double, 4> V{std::sin(X[0]), X[0] * X[1]};
  std::function<double(double)> F = [=](double T) {
    return T * X[1 % N] * X[2 % N];
  };
  std::sort(V.begin(), V.end(), [](double A, double B) { return A < B; });
  double S = X[2] * V[0];
  if (S < -1)
    S = F(S);
  return S + V[3];
}

// A variable that is an integer and is captured by reference, in a function
// whose closures also lead to doubles.
static double counted(const double *X, int N) {
  double S = X[0];
  std::array<double, 4> V{std::cos(X[3 % N]), 0.5};
  std::vector<double> W(X, X + N);
  std::function<double(double)> F = [&](double T) { return T * X[3 % N]; };
  for (double &E : V) {
    std::function<double(double)> G = [=](double) { return X[4 % N]; };
    for (double &D : W)
      D = std::cos(F(std::sin(X[3 % N])));
  }
  return S + V[0] * W[0];
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(swapped, X, 5);
  BOTH_MODES(copied, X, 5);
  BOTH_MODES(closures, X, 5);
  BOTH_MODES(unused, X, 5);
  BOTH_MODES(counted, X, 5);
  BOTH_MODES(counted, X, 1);
  return check_done();
}
