// A union of a pointer and a float of half its size that holds one and then the
// other, written and read by functions of their own: an address is no adjoint.
// sanitize
#include "check.h"
void __enzyme_autodiff(void *, ...);

struct tagged {
  int Kind;
  union {
    const double *At;
    float Here;
  } U;
};
struct nested {
  double Before;
  struct tagged T[2];
  float After;
};

NOINLINE static void set_float(struct tagged *T, double X) {
  T->Kind = 0;
  T->U.Here = (float)X;
}
NOINLINE static void set_pointer(struct tagged *T, const double *P) {
  T->Kind = 1;
  T->U.At = P;
}
NOINLINE static double get(const struct tagged *T) {
  return T->Kind ? *T->U.At : T->U.Here;
}
NOINLINE static void set_nested(struct nested *S, int K, double X) {
  S->Before = X;
  set_float(&S->T[K], 2 * X);
  S->After = (float)X;
}

// One place, changed in turn; First says with what it begins.
static void alternate(const double *X, double *Y, int N, int First) {
  struct tagged T;
  double Own, S = 0;
  for (int I = 0; I < N; ++I) {
    if ((I ^ First) & 1) {
      Own = X[I] * X[I];
      set_pointer(&T, &Own);
    } else {
      set_float(&T, 3 * X[I]);
    }
    S += get(&T) * (I + 1);
  }
  *Y = S;
}

// Arrays of them, refilled, so that most change what they hold.
static void refill(const double *X, double *Y, int N, int First) {
  struct tagged *T = (struct tagged *)malloc((N + 1) * sizeof *T);
  double *Own = (double *)malloc((N + 1) * sizeof(double)), S = 1;
  for (int Round = 0; Round < 3; ++Round) {
    for (int I = 0; I < N; ++I) {
      if ((I + Round + First) % 3 == 0) {
        Own[I] = X[I] * S;
        set_pointer(T + I, Own + I);
      } else {
        set_float(T + I, 0.5 * X[I] * X[I]);
      }
    }
    for (int I = 0; I < N; ++I)
      S += get(T + I) * (I + 1) * 0.1;
  }
  free(Own);
  free(T);
  *Y = S;
}

// In a struct, through a second call; the neighbours are floats.
static void inside(const double *X, double *Y, int N, int First) {
  struct nested S = {0};
  double Own = 0, Sum = 0;
  for (int I = 0; I < N; ++I) {
    if ((I ^ First) & 1) {
      Own = X[I] + Own * 0.5;
      set_pointer(&S.T[I & 1], &Own);
    } else {
      set_nested(&S, I & 1, X[I]);
      set_float(&S.T[!(I & 1)], X[I] * X[I]);
    }
    Sum += S.Before + get(&S.T[I & 1]) * (I + 2) + S.After;
  }
  *Y = Sum;
}

// Untagged, one after the other; the tags are elsewhere.
union bare {
  const double *At;
  float Here;
};
NOINLINE static void set_bare_float(union bare *U, double X) {
  U->Here = (float)X;
}
NOINLINE static void set_bare_pointer(union bare *U, const double *P) {
  U->At = P;
}
NOINLINE static double get_bare(const union bare *U, const char *Kinds, int I) {
  return Kinds[I] ? *U[I].At : U[I].Here;
}
static void untagged(const double *X, double *Y, int N, int First) {
  union bare *U = (union bare *)malloc((N + 1) * sizeof *U);
  char *Kinds = (char *)malloc(N + 1);
  double S = 1, Own = 0;
  for (int Round = 0; Round < 4; ++Round) {
    for (int I = 0; I < N; ++I) {
      Kinds[I] = (I + Round + First) % 2 == 0;
      if (Kinds[I]) {
        Own += X[I] * S;
        set_bare_pointer(U + I, &Own);
      } else {
        set_bare_float(&U[I], 0.5 * X[I] * X[I]);
      }
    }
    for (int I = 0; I < N; ++I)
      S += get_bare(U, Kinds, I) * (I + 1) * 0.01;
  }
  free(Kinds);
  free(U);
  *Y = S;
}

enum { Most = 7 };
typedef void function(const double *, double *, int, int);
static double value(function *F, const double *X, int N, int First) {
  double Y;
  F(X, &Y, N, First);
  return Y;
}
#define CHECK(F)                                                               \
  for (int N = 0; N <= Most; ++N)                                              \
    for (int First = 0; First < 2; ++First) {                                  \
      double X[Most], G[Most] = {0}, Y, Dy = 1;                                \
      for (int I = 0; I < Most; ++I)                                           \
        X[I] = 0.25 * (I % 4) + 0.5;                                           \
      __enzyme_autodiff((void *)F, enzyme_dup, X, G, enzyme_dup, &Y, &Dy,      \
                        enzyme_const, N, enzyme_const, First);                 \
      for (int I = 0; I < N; ++I) /* the values pass through float */          \
        NEAR(G[I], FD_STEP(value(F, X, N, First), X[I], 0x1p-5), 1e-4);        \
    }

int main(void) {
  CHECK(alternate)
  CHECK(refill)
  CHECK(inside)
  CHECK(untagged)
  return check_done();
}
