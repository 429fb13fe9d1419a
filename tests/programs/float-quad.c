// __float128: arithmetic and control flow at 113 bits.
#include "check.h"

__float128 __enzyme_autodiff_q(void *, ...);
__float128 __enzyme_fwddiff_q(void *, ...);

NOINLINE static __float128 series(__float128 X) {
  // exp(X) by its Taylor series
  __float128 Term = 1, Sum = 1;
  for (int I = 1; I < 40; ++I) {
    Term *= X / I;
    Sum += Term;
  }
  return Sum;
}

NOINLINE static __float128 ratio(__float128 X) {
  return X < 0 ? -X : X / (X + 1);
}

static long double error(__float128 Got, __float128 Want) {
  return (long double)((Got - Want) / (Want == 0 ? (__float128)1 : Want));
}

int main(void) {
  for (int I = 1; I < 6; ++I) {
    __float128 X = (__float128)I / 7;
    // d exp = exp; the 1e-30 of tolerance is far below long double's epsilon.
    NEAR(1e20L * error(__enzyme_autodiff_q((void *)series, X), series(X)), 0,
         1e-10L);
    NEAR(1e20L * error(__enzyme_fwddiff_q((void *)series, X, (__float128)1),
                       series(X)),
         0, 1e-10L);
    __float128 Want = 1 / ((X + 1) * (X + 1));
    NEAR(1e20L * error(__enzyme_autodiff_q((void *)ratio, X), Want), 0, 1e-10L);
    NEAR(1e20L * error(__enzyme_autodiff_q((void *)ratio, -X), -1), 0, 1e-10L);
  }
  return check_done();
}
