// The Gaussian-mixture objective, with pointers that may alias and with
// restrict.
#include "harness.h"

#define NAME(X) plain_##X
#define QUALIFIER
#include "gmm.h"
#undef NAME
#undef QUALIFIER
#define NAME(X) restrict_##X
#define QUALIFIER __restrict
#include "gmm.h"

typedef struct {
  int D, K, N;
  double *X;
} Mixture;

#define VARIANT(NAME)                                                          \
  static double NAME##_value(const Problem *Q) {                               \
    const Mixture *M = (const Mixture *)Q->Data;                               \
    double *Means = Q->P + M->K, *Icfs = Means + M->K * M->D, Result;          \
    NAME##_gmm(M->D, M->K, M->N, Q->P, Means, Icfs, M->X, &Result);            \
    return Result;                                                             \
  }                                                                            \
  static void NAME##_gradient(const Problem *Q) {                              \
    const Mixture *M = (const Mixture *)Q->Data;                               \
    int Means = M->K, Icfs = M->K + M->K * M->D;                               \
    double Result = 0, Seed = 1;                                               \
    zero(Q->G, Q->Size);                                                       \
    __enzyme_autodiff((void *)NAME##_gmm, enzyme_const, M->D, enzyme_const,    \
                      M->K, enzyme_const, M->N, enzyme_dup, Q->P, Q->G,        \
                      enzyme_dup, Q->P + Means, Q->G + Means, enzyme_dup,      \
                      Q->P + Icfs, Q->G + Icfs, enzyme_const, M->X,            \
                      enzyme_dupnoneed, &Result, &Seed);                       \
  }
VARIANT(plain)
VARIANT(restrict)

int main(void) {
  static const int Sizes[][3] = {
      {2, 5, 1000}, {10, 25, 1000}, {20, 50, 1000}, {64, 25, 1000}};
  int Wrong = 0;
  for (unsigned I = 0; I < sizeof Sizes / sizeof *Sizes; ++I) {
    Mixture M = {Sizes[I][0], Sizes[I][1], Sizes[I][2], 0};
    M.X = (double *)malloc(M.N * M.D * sizeof(double));
    for (int J = 0; J < M.N * M.D; ++J)
      M.X[J] = 2 * uniform();
    Problem Q = make_problem(M.K * (1 + M.D + M.D * (M.D + 1) / 2), &M);
    char Label[64];
    snprintf(Label, sizeof Label, "gmm d=%d k=%d n=%d plain", M.D, M.K, M.N);
    Wrong |= run(Label, plain_value, plain_gradient, &Q);
    snprintf(Label, sizeof Label, "gmm d=%d k=%d n=%d restrict", M.D, M.K, M.N);
    Wrong |= run(Label, restrict_value, restrict_gradient, &Q);
    drop_problem(&Q);
    free(M.X);
  }
  return Wrong;
}
