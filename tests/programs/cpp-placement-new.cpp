// Placement new, aligned storage, explicit destruction, object pools.
// sanitize
// debug
// lto-no-exceptions O3
#include "check.hpp"
#include <memory>
#include <new>

struct Cell {
  double V;
  Cell *Next;
};

static double pool(const double *X, int N) {
  alignas(Cell) unsigned char Storage[16 * sizeof(Cell)];
  Cell *Head = nullptr;
  size_t Used = 0;
  for (int I = 0; I < N; ++I)
    Head = new (Storage + sizeof(Cell) * Used++) Cell{X[I] * X[I], Head};
  double S = 0, W = 1;
  for (Cell *C = Head; C; C = C->Next, W *= 0.5) {
    S += W * C->V;
    C->~Cell();
  }
  return S;
}

struct Owner {
  explicit Owner(double V) : P(new double(V)) {}
  ~Owner() { delete P; }
  double *P;
};

static double again(const double *X, int N) {
  alignas(Owner) char Place[sizeof(Owner)];
  double S = 0;
  for (int I = 0; I < N; ++I) {
    auto *O = new (Place) Owner(X[I] * X[0]);
    S += *O->P * *O->P;
    O->~Owner();
  }
  return S;
}

static double uninitialized(const double *X, int N) {
  auto *Raw = static_cast<double *>(::operator new(sizeof(double) * size_t(N)));
  std::uninitialized_copy(X, X + N, Raw);
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += Raw[I] * Raw[N - 1 - I];
  std::destroy_n(Raw, N);
  ::operator delete(Raw);
  return S;
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(pool, X, 5);
  BOTH_MODES(again, X, 5);
  BOTH_MODES(uninitialized, X, 5);
  return check_done();
}
