// Derivatives of BLAS and LAPACK routines, compiled to bitcode that the plugin
// carries and links into modules that need it.
//
// Each routine of rules/blas.txt has two functions here, which see the routine
// in its canonical form: column major, 64-bit integers, scalars by value,
// flags as upper-case letters ('C' is 'T'), absolute strides.
//
//   ROUTINE.fwd   runs the routine and its tangent. Every floating-point
//                 scalar is followed by its tangent, every floating-point
//                 array by its shadow. A real result's tangent goes to the
//                 last parameter, a pointer.
//   ROUTINE.rev   the adjoint. Every floating-point scalar is followed by a
//                 pointer to its adjoint, every array by its shadow, every
//                 stride by the shadow's (the array itself may be a packed
//                 copy made before it was overwritten). Last, a real result
//                 and its adjoint; or the routine's info.
//
// A shadow or adjoint pointer is null where there is no derivative, an array is
// null where rules/blas.txt says that it is not needed. Calls of BLAS go to
// the canonical functions, which the plugin defines in terms of the library the
// program itself calls.
//
// Formulas: M. Giles, Collected matrix derivative results for forward and
// reverse mode algorithmic differentiation, 2008; I. Murray, Differentiation of
// the Cholesky decomposition, 2016; for each routine as stated there.
typedef long long I;
void *malloc(unsigned long);
void free(void *);

#define MAX(A, B) ((A) > (B) ? (A) : (B))
#define MIN(A, B) ((A) < (B) ? (A) : (B))
#define FLIP(T) ((T) == 'N' ? 'T' : 'N')
#define LABEL_(X) __asm__("wengert.blas." X)
#define LABEL(NAME) LABEL_(LETTER NAME)
#define CAT_(A, B) A##B
#define CAT(A, B) CAT_(A, B)

/// A routine's canonical function.
#define CANON(RESULT, NAME, PARAMS)                                            \
  RESULT CAT(PRE, NAME) PARAMS LABEL(#NAME);
/// A derivative; declared, then defined.
#define DERIVATIVE(RESULT, NAME, WHICH, PARAMS)                                \
  RESULT CAT(CAT(PRE, NAME), _##WHICH) PARAMS LABEL(#NAME "." #WHICH);         \
  RESULT CAT(CAT(PRE, NAME), _##WHICH) PARAMS
#define X(NAME) CAT(PRE, NAME)

#define REAL double
#define PRE d_
#define LETTER "d"
#include "common.h"
#include "level1.h"
#include "level2.h"
#include "level3.h"
#include "lapack.h"
#undef REAL
#undef PRE
#undef LETTER

#define REAL float
#define PRE s_
#define LETTER "s"
#include "common.h"
#include "level1.h"
#include "level2.h"
#include "level3.h"
#include "lapack.h"

/// Copies of pivot arrays, in one width.
I *save_i32(I n, const int *p) LABEL_("save.i32");
I *save_i32(I n, const int *p) {
  I *c = (I *)malloc(MAX(n, 1) * sizeof(I));
  for (I j = 0; j < n; ++j)
    c[j] = p[j];
  return c;
}
I *save_i64(I n, const I *p) LABEL_("save.i64");
I *save_i64(I n, const I *p) {
  I *c = (I *)malloc(MAX(n, 1) * sizeof(I));
  for (I j = 0; j < n; ++j)
    c[j] = p[j];
  return c;
}
