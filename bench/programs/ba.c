// Bundle adjustment, from ADBench's published formula: cameras of 11 parameters
// (rotation as axis times angle, centre, focal length, principal point, two radial
// distortions), points, a weight for each observation. What is measured is the
// derivative calls alone: two reverse sweeps for each observation, one for its
// weight.
#include "../harness.h"

enum { Camera = 11, Row = Camera + 3 + 1 };
typedef struct {
  int Cameras, Points, Seen;
  const int *Of;        // [Seen][2]: camera, point
  const double *At;     // [Seen][2]: where it was seen
  const double *Factor; // [Seen][3]: of the residuals in the value
  double *Rows;         // [Seen][2][Row]: derivatives of the residuals
  double *Weights;      // [Seen]: those of the weights' residuals
} Scene;

static void cross(const double *A, const double *B, double *C) {
  C[0] = A[1] * B[2] - A[2] * B[1];
  C[1] = A[2] * B[0] - A[0] * B[2];
  C[2] = A[0] * B[1] - A[1] * B[0];
}
static double dot(const double *A, const double *B) {
  return A[0] * B[0] + A[1] * B[1] + A[2] * B[2];
}

static void project(const double *RESTRICT Cam, const double *RESTRICT X,
                    const double *RESTRICT W, const double *RESTRICT At,
                    double *RESTRICT Error) {
  double Xc[3], Y[3], Cross[3], Square = dot(Cam, Cam);
  for (int I = 0; I < 3; ++I)
    Xc[I] = X[I] - Cam[3 + I];
  if (Square != 0) {
    double Angle = sqrt(Square), C = cos(Angle), S = sin(Angle);
    double Axis[3] = {Cam[0] / Angle, Cam[1] / Angle, Cam[2] / Angle};
    cross(Axis, Xc, Cross);
    double Along = dot(Axis, Xc) * (1 - C);
    for (int I = 0; I < 3; ++I)
      Y[I] = Xc[I] * C + Cross[I] * S + Axis[I] * Along;
  } else {
    cross(Cam, Xc, Cross);
    for (int I = 0; I < 3; ++I)
      Y[I] = Xc[I] + Cross[I];
  }
  double U = Y[0] / Y[2], V = Y[1] / Y[2], R = U * U + V * V;
  double L = 1 + R * (Cam[9] + R * Cam[10]);
  Error[0] = *W * (U * L * Cam[6] + Cam[7] - At[0]);
  Error[1] = *W * (V * L * Cam[6] + Cam[8] - At[1]);
}
static double weight_error(double W) { return 1 - W * W; }
double __enzyme_autodiff_weight(void *, double);

#define EACH_OBSERVATION(S, P)                                                 \
  for (int K = 0; K < S->Seen; ++K)                                            \
    for (const double *Cam = P + S->Of[2 * K] * Camera,                        \
                      *X = P + S->Cameras * Camera + 3 * S->Of[2 * K + 1],     \
                      *W = P + S->Cameras * Camera + 3 * S->Points + K,        \
                      *Once = W;                                               \
         Once; Once = 0)

static double value(const Problem *Q) {
  const Scene *S = (const Scene *)Q->Data;
  double Sum = 0;
  EACH_OBSERVATION(S, Q->P) {
    double E[2];
    project(Cam, X, W, S->At + 2 * K, E);
    const double *F = S->Factor + 3 * K;
    Sum += F[0] * E[0] + F[1] * E[1] + F[2] * weight_error(*W);
  }
  return Sum;
}

static void gradient(const Problem *Q) {
  const Scene *S = (const Scene *)Q->Data;
  EACH_OBSERVATION(S, Q->P) {
    for (int I = 0; I < 2; ++I) {
      double *G = S->Rows + (2 * K + I) * Row, E[2], Seed[2] = {!I, I};
      zero(G, Row);
      __enzyme_autodiff((void *)project, enzyme_dup, Cam, G, enzyme_dup, X,
                        G + Camera, enzyme_dup, W, G + Camera + 3, enzyme_const,
                        S->At + 2 * K, enzyme_dupnoneed, E, Seed);
    }
    S->Weights[K] = __enzyme_autodiff_weight((void *)weight_error, *W);
  }
}

// Derivatives of Error[0] * F[0] + Error[1] * F[1] into G.
static void project_back(const double *RESTRICT Cam, const double *RESTRICT X,
                         double W, const double *RESTRICT At,
                         const double *RESTRICT F, double *RESTRICT G) {
  double Xc[3], Y[3], Cross[3], Axis[3], Dot = 0, C = 1, S = 0, Angle = 0;
  for (int I = 0; I < 3; ++I)
    Xc[I] = X[I] - Cam[3 + I];
  double Square = dot(Cam, Cam);
  if (Square != 0) {
    Angle = sqrt(Square), C = cos(Angle), S = sin(Angle);
    for (int I = 0; I < 3; ++I)
      Axis[I] = Cam[I] / Angle;
    cross(Axis, Xc, Cross);
    Dot = dot(Axis, Xc);
    for (int I = 0; I < 3; ++I)
      Y[I] = Xc[I] * C + Cross[I] * S + Axis[I] * Dot * (1 - C);
  } else {
    cross(Cam, Xc, Cross);
    for (int I = 0; I < 3; ++I)
      Y[I] = Xc[I] + Cross[I];
  }
  double U = Y[0] / Y[2], V = Y[1] / Y[2], R = U * U + V * V;
  double L = 1 + R * (Cam[9] + R * Cam[10]);
  double Du = W * F[0], Dv = W * F[1];
  G[14] = F[0] * (U * L * Cam[6] + Cam[7] - At[0]) +
          F[1] * (V * L * Cam[6] + Cam[8] - At[1]);
  G[7] = Du, G[8] = Dv, G[6] = L * (U * Du + V * Dv);
  double Dl = Cam[6] * (U * Du + V * Dv);
  double Dr = 2 * Dl * (Cam[9] + 2 * R * Cam[10]);
  G[9] = Dl * R, G[10] = Dl * R * R;
  Du = L * Cam[6] * Du + U * Dr, Dv = L * Cam[6] * Dv + V * Dr;
  double Dy[3] = {Du / Y[2], Dv / Y[2], -(U * Du + V * Dv) / Y[2]};
  double Dx[3], Dw[3], T[3];
  if (Square != 0) {
    double Da = dot(Axis, Dy), Dd = Da * (1 - C);
    double Dc = dot(Xc, Dy) - Da * Dot, Ds = dot(Cross, Dy);
    double Dcross[3] = {S * Dy[0], S * Dy[1], S * Dy[2]};
    cross(Dcross, Axis, Dx);
    cross(Xc, Dcross, Dw);
    for (int I = 0; I < 3; ++I) {
      Dx[I] += C * Dy[I] + Dd * Axis[I];
      Dw[I] += Dot * (1 - C) * Dy[I] + Dd * Xc[I];
    }
    double Dangle = C * Ds - S * Dc - dot(Axis, Dw) / Angle;
    for (int I = 0; I < 3; ++I)
      G[I] = Dw[I] / Angle + Dangle * Axis[I];
  } else {
    cross(Dy, Cam, T);
    cross(Xc, Dy, G);
    for (int I = 0; I < 3; ++I)
      Dx[I] = Dy[I] + T[I];
  }
  for (int I = 0; I < 3; ++I)
    G[3 + I] = -Dx[I], G[Camera + I] = Dx[I];
}

static void hand(const Problem *Q) {
  const Scene *S = (const Scene *)Q->Data;
  static const double Seeds[2][2] = {{1, 0}, {0, 1}};
  EACH_OBSERVATION(S, Q->P) {
    for (int I = 0; I < 2; ++I)
      project_back(Cam, X, *W, S->At + 2 * K, Seeds[I],
                   S->Rows + (2 * K + I) * Row);
    S->Weights[K] = -2 * *W;
  }
}

static void gather(const Problem *Q) {
  const Scene *S = (const Scene *)Q->Data;
  zero(Q->G, Q->Size);
  EACH_OBSERVATION(S, Q->P) {
    const double *F = S->Factor + 3 * K;
    for (int I = 0; I < 2; ++I) {
      const double *G = S->Rows + (2 * K + I) * Row;
      for (int J = 0; J < Row; ++J)
        Q->G[(J < Camera       ? Cam + J
              : J < Camera + 3 ? X + J - Camera
                               : W) -
             Q->P] += F[I] * G[J];
    }
    Q->G[W - Q->P] += F[2] * S->Weights[K];
  }
}

int main(void) {
  Scene S = {49, 7776, 31843, 0, 0, 0, 0, 0};
  int *Of = (int *)malloc(2 * S.Seen * sizeof(int));
  double *At = numbers(2 * S.Seen), *Factor = numbers(3 * S.Seen);
  for (int K = 0; K < S.Seen; ++K) {
    Of[2 * K] = K % S.Cameras, Of[2 * K + 1] = K % S.Points;
    for (int I = 0; I < 3; ++I)
      Factor[3 * K + I] = uniform();
    At[2 * K] = uniform(), At[2 * K + 1] = uniform();
  }
  S.Of = Of, S.At = At, S.Factor = Factor;
  S.Rows = numbers(2 * S.Seen * Row), S.Weights = numbers(S.Seen);
  Problem Q = make_problem(S.Cameras * Camera + 3 * S.Points + S.Seen, &S);
  for (int C = 0; C < S.Cameras; ++C)
    Q.P[C * Camera + 5] -= 4; // in front of the points
  Bench B = {"BA", value, gradient, hand, gather};
  return run(&B, &Q, "%d cameras, %d points, %d observations", S.Cameras,
             S.Points, S.Seen);
}
