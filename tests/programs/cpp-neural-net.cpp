// A dense neural net: layers behind a common base class, activations as
// function objects, cross entropy of a batch.
// debug
// lto-no-exceptions Os
#include "check.hpp"
#include <algorithm>
#include <cmath>
#include <memory>

namespace {
using Vector = std::vector<double>;

struct Layer {
  virtual ~Layer() = default;
  virtual Vector forward(const Vector &X) const = 0;
};
class Dense : public Layer {
public:
  Dense(const double *&P, int In, int Out) : Bias(P, P + Out), W(size_t(Out)) {
    P += Out;
    for (Vector &Row : W) {
      Row.assign(P, P + In);
      P += In;
    }
  }
  Vector forward(const Vector &X) const override {
    Vector Y = Bias;
    for (size_t I = 0; I < W.size(); ++I)
      for (size_t J = 0; J < X.size(); ++J)
        Y[I] += W[I][J] * X[J];
    return Y;
  }

private:
  Vector Bias;
  std::vector<Vector> W;
};
template <class F> class Elementwise : public Layer {
public:
  explicit Elementwise(F Fn) : Fn(Fn) {}
  Vector forward(const Vector &X) const override {
    Vector Y(X.size());
    std::transform(X.begin(), X.end(), Y.begin(), Fn);
    return Y;
  }

private:
  F Fn;
};
class Softmax : public Layer {
  Vector forward(const Vector &X) const override {
    double Max = *std::max_element(X.begin(), X.end()), Sum = 0;
    Vector Y;
    for (double V : X) {
      Y.push_back(std::exp(V - Max));
      Sum += Y.back();
    }
    for (double &V : Y)
      V /= Sum;
    return Y;
  }
};
struct Net {
  std::vector<std::unique_ptr<Layer>> Layers;
  Vector operator()(Vector X) const {
    for (const auto &L : Layers)
      X = L->forward(X);
    return X;
  }
};

constexpr int In = 3, Hidden = 4, Out = 2;

double loss(const double *X, int) {
  Net N;
  const double *P = X;
  N.Layers.push_back(std::make_unique<Dense>(P, In, Hidden));
  auto Tanh = [](double V) { return std::tanh(V); };
  N.Layers.push_back(std::make_unique<Elementwise<decltype(Tanh)>>(Tanh));
  N.Layers.push_back(std::make_unique<Dense>(P, Hidden, Out));
  double Slope = 0.1;
  auto Leaky = [Slope](double V) { return V > 0 ? V : Slope * V; };
  N.Layers.push_back(std::make_unique<Elementwise<decltype(Leaky)>>(Leaky));
  N.Layers.push_back(std::make_unique<Softmax>());
  double L = 0;
  for (int B = 0; B < 4; ++B) {
    Vector Y = N({sample(B), sample(B + 5), sample(B + 9)});
    L -= std::log(Y[size_t(B % Out)]);
  }
  return L;
}
} // namespace

int main() {
  constexpr int N = Hidden * (In + 1) + Out * (Hidden + 1);
  double X[N];
  for (int I = 0; I < N; ++I)
    X[I] = sample(I);
  BOTH_MODES(loss, X, N);
  return check_done();
}
