// Hand tracking, after the model ADBench has published, in a form of our own: 26
// angles and offsets move 21 bones, each a rotation and a translation in its
// parent's frame; vertices are sums of what the bones make of them, weighted. The
// gradient is one product of a vector with the Jacobian of all vertices.
#include "../harness.h"

enum { Bones = 21, Thetas = 26, PerVertex = 4 };
typedef struct {
  int Vertices;
  const int *Of;         // [Vertices][PerVertex]: bones
  const double *Weights; // [Vertices][PerVertex]
  const double *Rest;    // [Vertices][3]
  double *Placed;        // [Vertices][3]
  const double *Seed;    // of Placed
} Hand;

// A frame is a rotation by rows and a translation: [3][4].
static void turn(double *RESTRICT F, double A, double B, const double *RESTRICT T) {
  double Ca = cos(A), Sa = sin(A), Cb = cos(B), Sb = sin(B);
  double R[12] = {Cb, -Sb, 0, T[0], Ca * Sb, Ca * Cb, -Sa, T[1],
                  Sa * Sb, Sa * Cb, Ca, T[2]};
  memcpy(F, R, sizeof R);
}
static void compose(const double *RESTRICT A, const double *RESTRICT B,
                    double *RESTRICT C) {
  for (int I = 0; I < 3; ++I)
    for (int J = 0; J < 4; ++J) {
      double S = J == 3 ? A[4 * I + 3] : 0;
      for (int K = 0; K < 3; ++K)
        S += A[4 * I + K] * B[4 * K + J];
      C[4 * I + J] = S;
    }
}

// Theta: place of the wrist, its three angles, and of each of five fingers four
// angles: spread and bend of the first bone, bends of the others.
static void skin(const double *RESTRICT Theta, int Vertices,
                 const int *RESTRICT Of, const double *RESTRICT Weights,
                 const double *RESTRICT Rest, double *RESTRICT Placed) {
  double Frames[Bones][12], Local[12], Wrist[12];
  static const double Zero[3] = {0, 0, 0};
  turn(Wrist, Theta[3], Theta[4], Theta);
  turn(Local, 0, Theta[5], Zero);
  compose(Wrist, Local, Frames[0]);
  for (int Finger = 0; Finger < 5; ++Finger)
    for (int K = 0; K < 4; ++K) {
      int Bone = 1 + 4 * Finger + K, Parent = K ? Bone - 1 : 0;
      const double *Angles = Theta + 6 + 4 * Finger;
      double Offset[3] = {0.1 * (K ? 0 : Finger - 2), K ? 0.3 : 1.0, 0};
      // The first joint turns by two angles, the last follows the one before.
      turn(Local, K < 2 ? Angles[1 + K] : Angles[K == 3 ? 3 : 2] * 0.7,
           K ? 0 : Angles[0], Offset);
      compose(Frames[Parent], Local, Frames[Bone]);
    }
  for (int V = 0; V < Vertices; ++V)
    for (int I = 0; I < 3; ++I) {
      double Sum = 0;
      for (int K = 0; K < PerVertex; ++K) {
        const double *F = Frames[Of[PerVertex * V + K]] + 4 * I;
        const double *X = Rest + 3 * V;
        Sum += Weights[PerVertex * V + K] *
               (F[0] * X[0] + F[1] * X[1] + F[2] * X[2] + F[3]);
      }
      Placed[3 * V + I] = Sum;
    }
}

static double value(const Problem *Q) {
  const Hand *H = (const Hand *)Q->Data;
  skin(Q->P, H->Vertices, H->Of, H->Weights, H->Rest, H->Placed);
  double Sum = 0;
  for (int I = 0; I < 3 * H->Vertices; ++I)
    Sum += H->Seed[I] * H->Placed[I];
  return Sum;
}
static void gradient(const Problem *Q) {
  const Hand *H = (const Hand *)Q->Data;
  double *Seed = numbers(3 * H->Vertices); // the sweep uses it up
  memcpy(Seed, H->Seed, 3 * H->Vertices * sizeof(double));
  zero(Q->G, Q->Size);
  __enzyme_autodiff((void *)skin, enzyme_dup, Q->P, Q->G, enzyme_const,
                    H->Vertices, enzyme_const, H->Of, enzyme_const, H->Weights,
                    enzyme_const, H->Rest, enzyme_dupnoneed, H->Placed, Seed);
  free(Seed);
}

int main(void) {
  Bench B = {"hand, one vjp", value, gradient, 0, 0};
  int Wrong = 0;
  for (int Vertices = 100; Vertices <= 800; Vertices *= 8) {
    int *Of = (int *)malloc(PerVertex * Vertices * sizeof(int));
    double *Weights = numbers(PerVertex * Vertices), *Rest = numbers(3 * Vertices);
    double *Seed = numbers(3 * Vertices);
    for (int I = 0; I < PerVertex * Vertices; ++I)
      Of[I] = (I * 7 + I / 5) % Bones, Weights[I] = 0.25 + 0.1 * uniform();
    for (int I = 0; I < 3 * Vertices; ++I)
      Rest[I] = uniform(), Seed[I] = uniform();
    Hand H = {Vertices, Of, Weights, Rest, numbers(3 * Vertices), Seed};
    Problem Q = make_problem(Thetas, &H);
    Wrong |= run(&B, &Q, "26 parameters, %d results", 3 * Vertices);
    drop_problem(&Q);
    free(Of);
    free(Weights);
    free(Rest);
    free(Seed);
    free(H.Placed);
  }
  return Wrong;
}
