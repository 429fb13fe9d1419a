// Lists given with their shadow, and lists built and freed inside.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct Node {
  struct Node *Next;
  int Weight;
  double Value;
} Node;

NOINLINE static double weighted(const Node *L) {
  double S = 1;
  for (; L; L = L->Next)
    S += L->Weight * L->Value * S;
  return S;
}

NOINLINE static double built_inside(const double *X, int N) {
  Node *Head = 0;
  for (int I = 0; I < N; ++I) {
    Node *New = (Node *)malloc(sizeof(Node));
    New->Next = Head;
    New->Weight = I + 1;
    New->Value = X[I] * X[I];
    Head = New;
  }
  // double every second value in place
  for (Node *L = Head; L && L->Next; L = L->Next->Next)
    L->Value *= 2;
  double S = weighted(Head);
  while (Head) {
    Node *Next = Head->Next;
    free(Head);
    Head = Next;
  }
  return S;
}

typedef struct Tree {
  struct Tree *Child[2];
  double Value;
} Tree;
NOINLINE static double depth_sum(const Tree *T, double Scale) {
  if (!T)
    return 0;
  return Scale * T->Value * T->Value + depth_sum(T->Child[0], Scale * T->Value) +
         depth_sum(T->Child[1], Scale / 2);
}

int main(void) {
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    Node L[7], D[7];
    for (int I = 0; I < N; ++I) {
      L[I] = (Node){I + 1 < N ? &L[I + 1] : 0, I % 3 + 1, sample(I)};
      D[I] = (Node){I + 1 < N ? &D[I + 1] : 0, I % 3 + 1, 0};
    }
    __enzyme_autodiff((void *)weighted, N ? L : (Node *)0, N ? D : (Node *)0);
    double P = 1;
    for (int I = 0; I < N; ++I)
      P *= 1 + L[I].Weight * L[I].Value;
    for (int I = 0; I < N; ++I)
      SAME(D[I].Value, P * L[I].Weight / (1 + L[I].Weight * L[I].Value));
    double X[7], G[7] = {0};
    for (int I = 0; I < 7; ++I)
      X[I] = sample(I + 9) / 2;
    __enzyme_autodiff((void *)built_inside, X, G, N);
    GRADIENT(G, built_inside(X, N), X, N, 1e-8);
  }
  Tree T[5], Dt[5];
  for (int I = 0; I < 5; ++I)
    for (int J = 0; J < 2; ++J) {
      int C = 2 * I + 1 + J;
      T[I].Child[J] = C < 5 ? &T[C] : 0;
      Dt[I].Child[J] = C < 5 ? &Dt[C] : 0;
      T[I].Value = sample(I + 3);
      Dt[I].Value = 0;
    }
  double Scale = 1.5;
  double Ds = __enzyme_autodiff((void *)depth_sum, T, Dt, Scale);
  SAME(Ds, depth_sum(T, 1.0)); // linear in Scale
  for (int I = 0; I < 5; ++I)
    NEAR(Dt[I].Value, FD(depth_sum(T, Scale), T[I].Value), 1e-9);
  return check_done();
}
