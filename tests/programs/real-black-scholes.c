// Option price: the greeks against their formulas.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

static double cdf(double X) { return 0.5 * erfc(-X * M_SQRT1_2); }
static double pdf(double X) { return exp(-X * X / 2) / sqrt(2 * M_PI); }
NOINLINE static double call_price(double S, double K, double R, double V, double T) {
  double D1 = (log(S / K) + (R + V * V / 2) * T) / (V * sqrt(T));
  double D2 = D1 - V * sqrt(T);
  return S * cdf(D1) - K * exp(-R * T) * cdf(D2);
}
typedef struct { double S, K, R, V, T; } Greeks;
Greeks __enzyme_autodiff_greeks(void *, ...);
static double delta(double S, double K, double R, double V, double T) {
  return __enzyme_fwddiff((void *)call_price, enzyme_dup, S, 1.0, enzyme_const,
                          K, enzyme_const, R, enzyme_const, V, enzyme_const, T);
}

int main(void) {
  double S = 105, K = 100, R = 0.03, V = 0.25, T = 0.7;
  double D1 = (log(S / K) + (R + V * V / 2) * T) / (V * sqrt(T));
  double D2 = D1 - V * sqrt(T), E = exp(-R * T);
  Greeks G = __enzyme_autodiff_greeks((void *)call_price, S, K, R, V, T);
  SAME(G.S, cdf(D1));
  SAME(G.K, -E * cdf(D2));
  SAME(G.R, K * T * E * cdf(D2));
  SAME(G.V, S * pdf(D1) * sqrt(T));
  SAME(G.T, S * pdf(D1) * V / (2 * sqrt(T)) + R * K * E * cdf(D2));
  double Gamma = __enzyme_fwddiff((void *)delta, enzyme_dup, S, 1.0,
                                  enzyme_const, K, enzyme_const, R,
                                  enzyme_const, V, enzyme_const, T);
  SAME(Gamma, pdf(D1) / (S * V * sqrt(T)));
  return check_done();
}
