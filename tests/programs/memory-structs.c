// Structs in structs, arrays of structs, mixed with integers and pointers.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct { double X, Y, Z; } Vec;
typedef struct {
  int Id;
  float Mass;
  Vec Pos, Vel;
  char Tag;
} Body;
typedef struct {
  const char *Name;
  long Count;
  Body Bodies[5];
  struct { double G; short Power; } Law;
} World;

NOINLINE static double potential(const World *W) {
  double E = 0;
  for (long I = 0; I < W->Count; ++I)
    for (long J = 0; J < I; ++J) {
      const Vec *P = &W->Bodies[I].Pos, *Q = &W->Bodies[J].Pos;
      double Dx = P->X - Q->X, Dy = P->Y - Q->Y, Dz = P->Z - Q->Z;
      double R = sqrt(Dx * Dx + Dy * Dy + Dz * Dz + 0.5);
      double Rp = 1;
      for (short K = 0; K < W->Law.Power; ++K)
        Rp *= R;
      E -= W->Law.G * W->Bodies[I].Mass * W->Bodies[J].Mass / Rp;
    }
  return E;
}
NOINLINE static void drift(World *W, double Dt) {
  for (long I = 0; I < W->Count; ++I) {
    Body B = W->Bodies[I]; // copies integers, floats and doubles at once
    B.Pos.X += Dt * B.Vel.X;
    B.Pos.Y += Dt * B.Vel.Y;
    B.Pos.Z += Dt * B.Vel.Z;
    B.Id++;
    W->Bodies[I] = B;
  }
}
NOINLINE static double after_drift(World *W, double Dt) {
  drift(W, Dt);
  drift(W, Dt * Dt);
  return potential(W);
}
static double after_drift_copy(const World *W, double Dt) {
  World V = *W;
  return after_drift(&V, Dt);
}

int main(void) {
  int Counts[] = {0, 1, 2, 5};
  for (int K = 0; K < 4; ++K) {
    World W = {"w", Counts[K], {{0}}, {1.5, 2}};
    for (int I = 0; I < 5; ++I) {
      Body *B = &W.Bodies[I];
      B->Id = I;
      B->Mass = (float)(1 + 0.25 * I);
      B->Tag = (char)('a' + I);
      B->Pos = (Vec){2 * sample(6 * I), 2 * sample(6 * I + 1), sample(6 * I + 2)};
      B->Vel = (Vec){sample(6 * I + 3), sample(6 * I + 4), sample(6 * I + 5)};
    }
    World Save = W, D;
    memset(&D, 0, sizeof D);
    double Dt = 0.1;
    double Ddt = __enzyme_autodiff((void *)after_drift, enzyme_dup, &W, &D,
                                   enzyme_out, Dt);
    World V = Save;
    NEAR(Ddt, FD(after_drift_copy(&V, Dt), Dt), 1e-8);
    NEAR(D.Law.G, FD(after_drift_copy(&V, Dt), V.Law.G), 1e-8);
    for (int I = 0; I < 5; ++I) {
      GRADIENT(&D.Bodies[I].Pos.X, after_drift_copy(&V, Dt),
               &V.Bodies[I].Pos.X, 3, 1e-8);
      GRADIENT(&D.Bodies[I].Vel.X, after_drift_copy(&V, Dt),
               &V.Bodies[I].Vel.X, 3, 1e-8);
    }
    // Mass is a float and the energy linear in it.
    for (int I = 0; I < W.Count; ++I) {
      World A = Save, B = Save;
      A.Bodies[I].Mass += 0.5f;
      B.Bodies[I].Mass -= 0.5f;
      NEAR(D.Bodies[I].Mass,
           after_drift_copy(&A, Dt) - after_drift_copy(&B, Dt), 1e-5);
    }
    SAME(W.Bodies[0].Id, Save.Bodies[0].Id + (Counts[K] > 0 ? 2 : 0));
    SAME(W.Bodies[4].Tag, 'e');
  }
  return check_done();
}
