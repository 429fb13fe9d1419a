// Unions that hold one type at a time, bit-fields beside floats, packed structs.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct {
  unsigned Kind : 2, Count : 6;
  float Weight;
  union {
    double Radius;
    struct { float W, H; } Box;
    double Sides[3];
  };
} Shape;
NOINLINE static double area(const Shape *S) {
  switch (S->Kind) {
  case 0: return S->Weight * S->Radius * S->Radius;
  case 1: return S->Weight * S->Box.W * S->Box.H * S->Count;
  default: return S->Sides[0] * S->Sides[1] + S->Sides[2];
  }
}
typedef struct __attribute__((packed)) { char Tag; double Value; int Times; float Scale; } Packed;
NOINLINE static double packed(Packed *P, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    P[I].Value *= P[I].Scale;
    P[I].Times++;
    S += P[I].Value * P[I].Value * P[I].Times;
  }
  return S;
}

int main(void) {
  Shape A = {0, 5, 2.0f, {1.5}}, Da;
  memset(&Da, 0, sizeof Da);
  __enzyme_autodiff((void *)area, &A, &Da);
  SAME(Da.Weight, 2.25);
  SAME(Da.Radius, 6);
  Shape B = {1, 5, 2.0f, {0}}, Db;
  B.Box.W = 3, B.Box.H = 4;
  memset(&Db, 0, sizeof Db);
  __enzyme_autodiff((void *)area, &B, &Db);
  SAME(Db.Weight, 60);
  SAME(Db.Box.W, 40);
  SAME(Db.Box.H, 30);
  Shape C = {2, 0, 0, {0}}, Dc;
  C.Sides[0] = 2, C.Sides[1] = 3;
  memset(&Dc, 0, sizeof Dc);
  __enzyme_autodiff((void *)area, &C, &Dc);
  SAME(Dc.Sides[0], 3);
  SAME(Dc.Sides[1], 2);
  SAME(Dc.Sides[2], 1);
  Packed P[3] = {{'a', 1.5, 1, 2}, {'b', -1, 2, 0.5f}, {'c', 3, 0, 1}}, D[3];
  memset(D, 0, sizeof D);
  __enzyme_autodiff((void *)packed, P, D, 3);
  double V[] = {1.5, -1, 3}, S[] = {2, 0.5, 1}, T[] = {2, 3, 1};
  for (int I = 0; I < 3; ++I) {
    double Got, Gs;
    memcpy(&Got, &D[I].Value, 8);
    float F;
    memcpy(&F, &D[I].Scale, 4);
    Gs = F;
    SAME(Got, 2 * V[I] * S[I] * S[I] * T[I]);
    NEAR(Gs, 2 * V[I] * V[I] * S[I] * T[I], 1e-6);
    SAME(P[I].Times, T[I]);
  }
  return check_done();
}
