// Assembly as Eigen and benchmark libraries write it: values hidden from the
// optimizer, remarks, and single instructions.
// lto-no-exceptions O2
#include "check.hpp"

template <class T> static void hide(T &V) { asm("" : "+x"(V)); }
static double hidden(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    double V = X[I] * X[I];
    hide(V);
    asm volatile("" : "+x"(S));
    S += V * X[I] * (1 + S);
  }
  return S;
}

static double several(const double *X, int N) {
  double S = 1, T = 0;
  for (int I = 0; I < N; ++I) {
    double A = X[I] * X[I], B = X[I] * S;
    asm volatile("# a remark");
    asm("" : "+x"(A), "+x"(B));
    asm("" : "+g,x"(T));
    asm("" : "+m"(T));
    T += A * B;
    S = B + A;
  }
  return S * T;
}

// Sums are rounded to integers by a large number, and the barrier keeps that.
static double rounded(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    double R = 3 * X[I] + 0x1.8p52;
    asm("" : "+x"(R));
    S += X[I] * X[I] * (R - 0x1.8p52);
  }
  return S;
}

#ifdef __SSE2__
typedef double D2 __attribute__((vector_size(16)));
static D2 least(D2 A, D2 B) {
  asm("minpd %[b], %[a]" : [a] "+x"(A) : [b] "x"(B));
  return A;
}
static D2 most(D2 A, D2 B) {
  asm("maxpd %[b], %[a]" : [a] "+x"(A) : [b] "x"(B));
  return A;
}
static double instructions(const double *X, int N) {
  D2 L = {1, 2}, M = {-1, -2}, S = {};
  for (int I = 0; I + 1 < N; ++I) {
    D2 V = {X[I], X[I + 1]};
    L = least(V * V, L);
    M = most(M, V * M);
    S += L * M * V;
  }
  return S[0] * L[1] + S[1] * M[0] * L[0];
}

#define FMA(NAME, TEXT)                                                        \
  __attribute__((target("fma"))) static double NAME(const double *X, int N) {  \
    D2 C = {0.5, 0.7};                                                         \
    for (int I = 0; I + 1 < N; ++I) {                                          \
      D2 A = {X[I], X[I + 1]}, B = {1 + X[I] * X[I], X[I + 1]};                \
      asm(TEXT " %[a], %[b], %[c]" : [c] "+x"(C) : [a] "x"(A), [b] "x"(B));    \
    }                                                                          \
    return C[0] * C[1] + C[1];                                                 \
  }
FMA(sum231, "vfmadd231pd")
FMA(sum213, "vfmadd213pd")
FMA(sum132, "vfmadd132pd")
FMA(difference231, "vfmsub231pd")
FMA(negative213, "vfnmadd213pd")
FMA(negative132, "vfnmsub132pd")

__attribute__((target("avx"))) static double three(const double *X, int N) {
  double S = 0;
  for (int I = 0; I + 1 < N; ++I) {
    double A = X[I], B = X[I + 1] * X[I], R, Q;
    asm("vminsd %1, %2, %0" : "=x"(R) : "x"(A), "x"(B));
    asm("vmaxsd %1, %2, %0" : "=x"(Q) : "x"(A), "x"(B));
    S += R * R * Q;
  }
  return S;
}
#endif

int main() {
  double X[5];
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I);
  BOTH_MODES(hidden, X, 5);
  BOTH_MODES(several, X, 5);
  double Y[5] = {0.2, 0.9, -1.4, 0.6, -0.3};
  BOTH_MODES(rounded, Y, 5);
#ifdef __SSE2__
  BOTH_MODES(instructions, X, 5);
  if (__builtin_cpu_supports("avx"))
    BOTH_MODES(three, X, 5);
  if (__builtin_cpu_supports("fma")) {
    BOTH_MODES(sum231, X, 5);
    BOTH_MODES(sum213, X, 5);
    BOTH_MODES(sum132, X, 5);
    BOTH_MODES(difference231, X, 5);
    BOTH_MODES(negative213, X, 5);
    BOTH_MODES(negative132, X, 5);
  }
#endif
  return check_done();
}
