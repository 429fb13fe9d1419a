// Polymorphic allocators: vectors and strings with a memory resource of the
// program's own, which counts, and frees in one go.
// lto-no-exceptions Os
#include "check.hpp"
#include <memory_resource>
#include <string>

class Arena : public std::pmr::memory_resource {
public:
  ~Arena() override {
    for (void *P : Blocks)
      ::operator delete(P);
  }
  size_t Bytes = 0;

private:
  void *do_allocate(size_t Size, size_t) override {
    Bytes += Size;
    Blocks.push_back(::operator new(Size));
    return Blocks.back();
  }
  void do_deallocate(void *, size_t, size_t) override {}
  bool do_is_equal(const memory_resource &O) const noexcept override {
    return this == &O;
  }
  std::vector<void *> Blocks;
};
static double buffered(const double *X, int N) {
  Arena Pool;
  std::pmr::vector<double> V(&Pool), W({0.5, 0.25}, &Pool);
  std::pmr::string Name("a name that does not fit into the string", &Pool);
  for (int I = 0; I < N; ++I) {
    V.push_back(X[I] * X[I]);
    W.push_back(V.back() * W[size_t(I)]);
  }
  double S = double(Name.size() + Pool.Bytes) * 1e-3;
  for (size_t I = 0; I < V.size(); ++I)
    S += V[I] * W[I + 2];
  return S;
}

int main() {
  double X[5];
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I);
  BOTH_MODES(buffered, X, 5);
  return check_done();
}
