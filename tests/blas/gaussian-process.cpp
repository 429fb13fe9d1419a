// The log marginal likelihood of a Gaussian process, by Cholesky factors, in
// C++: containers, a class that owns the matrix, Fortran LAPACK.
// sanitize
// double
#include "blas.h"
#include <vector>
extern "C" {
void dpotrf_(const char *, const int *, double *, const int *, int *);
void dpotrs_(const char *, const int *, const int *, const double *,
             const int *, double *, const int *, int *);
}
double __enzyme_fwddiff_d(void *, ...);

class Kernel {
public:
  Kernel(const std::vector<double> &At, double Length, double Noise)
      : Size(At.size()), Values(At.size() * At.size()) {
    for (int J = 0; J < Size; ++J)
      for (int I = 0; I < Size; ++I) {
        double R = (At[I] - At[J]) / Length;
        Values[I + J * Size] = exp(-0.5 * R * R) + (I == J ? Noise : 0);
      }
  }
  bool factor() {
    int Info;
    dpotrf_("L", &Size, Values.data(), &Size, &Info);
    return Info == 0;
  }
  std::vector<double> solve(std::vector<double> B) const {
    int One = 1, Info;
    dpotrs_("L", &Size, &One, Values.data(), &Size, B.data(), &Size, &Info);
    return B;
  }
  double logDeterminant() const {
    double S = 0;
    for (int I = 0; I < Size; ++I)
      S += 2 * log(Values[I + I * Size]);
    return S;
  }

private:
  int Size;
  std::vector<double> Values;
};

static double likelihood(const double *Theta, const double *Y, int N) {
  std::vector<double> At(N), B(Y, Y + N);
  for (int I = 0; I < N; ++I)
    At[I] = 0.3 * I;
  Kernel K(At, Theta[0], Theta[1]);
  if (!K.factor())
    return -1e300;
  std::vector<double> Alpha = K.solve(B);
  return -0.5 * cblas_ddot(N, B.data(), 1, Alpha.data(), 1) -
         0.5 * K.logDeterminant();
}

int main() {
  enum { N = 9 };
  double Theta[2] = {0.8, 0.1}, Y[N], DTheta[2] = {0, 0}, DY[N] = {};
  for (int I = 0; I < N; ++I)
    Y[I] = sin(I) + 0.1 * sample(I);
  __enzyme_autodiff((void *)likelihood, enzyme_dup, Theta, DTheta, enzyme_dup,
                    Y, DY, enzyme_const, (int)N);
  GRADIENT(DTheta, likelihood(Theta, Y, N), Theta, 2, 1e-7);
  GRADIENT(DY, likelihood(Theta, Y, N), Y, N, 1e-8);
  double V[2] = {1, -2};
  NEAR(__enzyme_fwddiff_d((void *)likelihood, enzyme_dup, Theta, V,
                          enzyme_const, Y, enzyme_const, (int)N),
       DTheta[0] - 2 * DTheta[1], 1e-9);
  return check_done();
}
