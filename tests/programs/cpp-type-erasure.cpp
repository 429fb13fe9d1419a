// Storage that holds an address now and a double then, and is copied as bytes:
// std::function, std::any, std::variant, unions in arrays that grow, shift and
// are swapped.
// debug
// sanitize
// lto
// no-exceptions
// untyped
#include "check.hpp"
#include <algorithm>
#include <any>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <variant>

// Some closures keep a number in the storage, others an address.
static double functions(const double *X, int N) {
  std::vector<std::function<double(double)>> Fs;
  Fs.push_back([S = X[1] * X[0]](double V) { return V * S; });
  Fs.push_back([X](double V) { return V + X[0] * X[2]; });
  Fs.push_back([S = std::sin(X[2])](double V) { return V - S; });
  Fs.push_back([P = X + N](double V) { return V * P[-1]; });
  std::rotate(Fs.begin(), Fs.begin() + 1, Fs.end());
  Fs.insert(Fs.begin() + 1, [Z = 0.0 * X[0], X](double V) {
    return V + Z + X[1];
  });
  double V = X[3];
  for (auto &F : Fs)
    V = F(V) + 0.1;
  std::swap(Fs[0], Fs[3]);
  Fs.erase(Fs.begin() + 2);
  for (auto &F : Fs)
    V = F(V) * X[1];
  return V;
}

static double anything(const double *X, int) {
  std::vector<std::any> As;
  As.push_back(X[0] * X[1]);
  As.push_back(X + 2);
  As.push_back(std::exp(X[3]));
  std::reverse(As.begin(), As.end());
  double Sum = 0;
  for (const std::any &A : As) {
    if (auto *D = std::any_cast<double>(&A))
      Sum += *D * *D;
    else if (auto *P = std::any_cast<const double *>(&A))
      Sum += std::sin(**P) * (*P)[1];
  }
  return Sum;
}

static double variants(const double *X, int N) {
  std::vector<std::variant<double, const double *>> Vs;
  for (int I = 0; I < N; ++I) {
    Vs.emplace_back(X[I] * X[0]);
    Vs.insert(Vs.begin(), &X[I]);
  }
  std::rotate(Vs.begin(), Vs.begin() + 2, Vs.end());
  double Sum = 0;
  for (auto &V : Vs) {
    if (V.index() == 0)
      Sum += std::get<0>(V) * Sum;
    else
      Sum += *std::get<1>(V);
  }
  return Sum;
}

// Moved within one array.
struct Item {
  union {
    double Number;
    const double *Place;
  };
  long Kind;
};

static double items(const double *X, int N) {
  Item *List = (Item *)malloc(2 * sizeof(Item));
  int Count = 0, Room = 2;
  for (int I = 0; I < N; ++I)
    for (int Kind = 0; Kind < 2; ++Kind) {
      if (Count == Room)
        List = (Item *)realloc(List, (Room *= 2) * sizeof(Item));
      // Into the middle.
      int At = Count / 2;
      memmove(List + At + 1, List + At, (Count - At) * sizeof(Item));
      if (Kind)
        List[At].Place = X + I;
      else
        List[At].Number = X[I] * X[I] * (I != 1);
      List[At].Kind = Kind;
      ++Count;
    }
  memmove(List, List + 1, --Count * sizeof(Item));
  double Sum = 1;
  for (int I = 0; I < Count; ++I)
    Sum += (I + 1) * Sum * (List[I].Kind ? *List[I].Place : List[I].Number);
  free(List);
  return Sum;
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(functions, X, 5);
  BOTH_MODES(anything, X, 5);
  BOTH_MODES(variants, X, 5);
  BOTH_MODES(items, X, 5);
  return check_done();
}
