// __bf16: eight bits of mantissa; exact where the closed form is.
// flags: --rtlib=compiler-rt
#include "check.h"

__bf16 __enzyme_autodiff_bf(void *, ...);
__bf16 __enzyme_fwddiff_bf(void *, ...);

NOINLINE static __bf16 cubic(__bf16 X, __bf16 Y) { return X * X * Y - Y; }

int main(void) {
  for (int I = 1; I < 6; ++I) {
    __bf16 X = (__bf16)(0.5f * I), Y = (__bf16)3.0f;
    __bf16 Dx = __enzyme_autodiff_bf((void *)cubic, enzyme_out, X,
                                     enzyme_const, Y);
    NEAR((float)Dx, 2 * (float)X * 3, 1e-2);
    __bf16 Dy = __enzyme_fwddiff_bf((void *)cubic, enzyme_const, X, enzyme_dup,
                                    Y, (__bf16)1.0f);
    NEAR((float)Dy, (float)X * (float)X - 1, 1e-2);
  }
  return check_done();
}
