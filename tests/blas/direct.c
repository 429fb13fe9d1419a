// A BLAS function as the differentiated function itself, constant operands told
// apart by markers, and functions declared without a prototype.
// double
#include "blas.h"
double __enzyme_fwddiff_d(void *, ...);
void dscal_();
static double twice(double *x) {
  int n = 3, inc = 1;
  double two = 2;
  dscal_(&n, &two, x, &inc);
  return x[0] * x[1];
}
int main(void) {
  double x[3] = {1, 2, 3}, y[3] = {4, 5, 6}, dx[3] = {0}, dy[3] = {1, 0, -1};
  __enzyme_autodiff((void *)cblas_ddot, enzyme_const, 3, enzyme_dup, x, dx,
                    enzyme_const, 1, enzyme_const, y, enzyme_const, -1);
  for (int i = 0; i < 3; ++i)
    SAME(dx[i], y[2 - i]);
  SAME(__enzyme_fwddiff_d((void *)cblas_ddot, enzyme_const, 3, enzyme_const, x,
                          enzyme_const, 1, enzyme_dup, y, dy, enzyme_const, 1),
       1 - 3);
  double z[3] = {1, 2, 3}, dz[3] = {0};
  __enzyme_autodiff((void *)twice, enzyme_dup, z, dz);
  SAME(dz[0], 8);
  SAME(dz[1], 4);
  return check_done();
}
