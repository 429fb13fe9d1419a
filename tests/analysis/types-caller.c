// A function that only moves bytes: its caller says what they are.
// RUN: %clang -O0 %load %s -o %t && %t | %filecheck %s
// RUN: %clang -O2 %load %s -o %t && %t | %filecheck %s
#include <stdio.h>
#include <string.h>
void __enzyme_autodiff(void *, ...);
typedef struct { double Value; long Count; const char *Name; } Item;

__attribute__((noinline)) static void copy(const double *X, double *Y, int N) {
  memcpy(Y, X, N * sizeof(double));
}
__attribute__((noinline)) static void items(const Item *X, Item *Y, int N) {
  memcpy(Y, X, N * sizeof(Item));
}
int main(void) {
  double X[3] = {1, 2, 3}, Dx[3] = {0}, Y[3], Dy[3] = {1, 2, 3};
  __enzyme_autodiff((void *)copy, X, Dx, Y, Dy, 3);
  printf("%g %g %g, %g %g %g\n", Dx[0], Dx[1], Dx[2], Dy[0], Dy[1], Dy[2]);
  // CHECK: 1 2 3, 0 0 0
  Item P[2], Dp[2];
  for (int I = 0; I < 2; ++I) {
    P[I].Value = I + 1, P[I].Count = I + 7, P[I].Name = "p";
    Dp[I].Value = 0, Dp[I].Count = I + 7, Dp[I].Name = "p";
  }
  Item Q[2], Dq[2] = {{3, 1, "x"}, {4, 1, "y"}};
  __enzyme_autodiff((void *)items, P, Dp, Q, Dq, 2);
  printf("%g %ld %g %ld\n", Dp[0].Value, Q[0].Count, Dp[1].Value, Q[1].Count);
  // CHECK: 3 7 4 8
}
