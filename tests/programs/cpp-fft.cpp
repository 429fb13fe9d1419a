// Fast Fourier transform of std::complex: in place with bit reversal, and
// recursive with vectors for halves; the power spectrum of a filtered signal.
// sanitize
// debug
// lto-no-exceptions Os
#include "check.hpp"
#include <cmath>
#include <complex>
#include <utility>

namespace {
using Complex = std::complex<double>;

void inPlace(std::vector<Complex> &A, bool Inverse) {
  size_t N = A.size();
  for (size_t I = 1, J = 0; I < N; ++I) {
    size_t Bit = N >> 1;
    for (; J & Bit; Bit >>= 1)
      J ^= Bit;
    J ^= Bit;
    if (I < J)
      std::swap(A[I], A[J]);
  }
  for (size_t Len = 2; Len <= N; Len <<= 1) {
    double Angle = 2 * M_PI / double(Len) * (Inverse ? -1 : 1);
    Complex Root(std::cos(Angle), std::sin(Angle));
    for (size_t I = 0; I < N; I += Len) {
      Complex W(1);
      for (size_t J = 0; J < Len / 2; ++J) {
        Complex U = A[I + J], V = A[I + J + Len / 2] * W;
        A[I + J] = U + V;
        A[I + J + Len / 2] = U - V;
        W *= Root;
      }
    }
  }
  if (Inverse)
    for (Complex &X : A)
      X /= double(N);
}

std::vector<Complex> recursive(const std::vector<Complex> &A) {
  size_t N = A.size();
  if (N == 1)
    return A;
  std::vector<Complex> Even, Odd;
  for (size_t I = 0; I < N; I += 2) {
    Even.push_back(A[I]);
    Odd.push_back(A[I + 1]);
  }
  Even = recursive(Even);
  Odd = recursive(Odd);
  std::vector<Complex> R(N);
  for (size_t I = 0; I < N / 2; ++I) {
    Complex T = std::polar(1.0, 2 * M_PI * double(I) / double(N)) * Odd[I];
    R[I] = Even[I] + T;
    R[I + N / 2] = Even[I] - T;
  }
  return R;
}

double filtered(const double *X, int N) {
  std::vector<Complex> A(X, X + N);
  inPlace(A, false);
  for (int I = 0; I < N; ++I)
    A[size_t(I)] *= 1.0 / (1 + I);
  inPlace(A, true);
  double S = 0;
  for (const Complex &C : A)
    S += C.real() * C.real() * C.real() + C.imag() * C.imag();
  return S;
}
double spectrum(const double *X, int N) {
  std::vector<Complex> A;
  for (int I = 0; I < N; ++I)
    A.emplace_back(X[I], X[(I + 1) % N] * X[I]);
  double S = 0;
  int K = 0;
  for (const Complex &C : recursive(A))
    S += std::norm(C) * ++K + std::abs(C);
  return S;
}
} // namespace

int main() {
  double X[8];
  for (int I = 0; I < 8; ++I)
    X[I] = sample(I);
  BOTH_MODES(filtered, X, 8);
  BOTH_MODES(spectrum, X, 8);
  return check_done();
}
