// The Gaussian-mixture objective of the ADBench suite, from its published
// formula, for pointers that may alias and (QUALIFIER = __restrict) that do
// not. Included once for each.
//
// Parameters: log-weights [k]; means [k][d]; per component the log-diagonal
// and the strict lower triangle, by columns, of a factor of the inverse
// covariance [k][d (d + 1) / 2].

static double NAME(log_sum_exp)(const double *X, int N) {
  double Max = X[0];
  for (int I = 1; I < N; ++I)
    if (X[I] > Max)
      Max = X[I];
  double Sum = 0;
  for (int I = 0; I < N; ++I)
    Sum += exp(X[I] - Max);
  return log(Sum) + Max;
}

static void NAME(gmm)(int D, int K, int N, const double *QUALIFIER Alphas,
                      const double *QUALIFIER Means,
                      const double *QUALIFIER Icfs, const double *QUALIFIER X,
                      double *QUALIFIER Result) {
  int Icf = D * (D + 1) / 2;
  double *Diagonals = (double *)malloc(D * K * sizeof(double));
  double *SumLogs = (double *)malloc(K * sizeof(double));
  double *Centred = (double *)malloc(D * sizeof(double));
  double *Product = (double *)malloc(D * sizeof(double));
  double *Main = (double *)malloc(K * sizeof(double));
  double Frobenius = 0;
  for (int C = 0; C < K; ++C) {
    const double *F = Icfs + C * Icf;
    SumLogs[C] = 0;
    for (int J = 0; J < D; ++J) {
      SumLogs[C] += F[J];
      Diagonals[C * D + J] = exp(F[J]);
      Frobenius += Diagonals[C * D + J] * Diagonals[C * D + J];
    }
    for (int J = D; J < Icf; ++J)
      Frobenius += F[J] * F[J];
  }
  double Total = 0;
  for (int I = 0; I < N; ++I) {
    for (int C = 0; C < K; ++C) {
      for (int J = 0; J < D; ++J)
        Centred[J] = X[I * D + J] - Means[C * D + J];
      for (int J = 0; J < D; ++J)
        Product[J] = Diagonals[C * D + J] * Centred[J];
      const double *L = Icfs + C * Icf + D;
      for (int J = 0; J < D; ++J) {
        for (int R = J + 1; R < D; ++R)
          Product[R] += L[R - J - 1] * Centred[J];
        L += D - J - 1;
      }
      double Square = 0;
      for (int J = 0; J < D; ++J)
        Square += Product[J] * Product[J];
      Main[C] = Alphas[C] + SumLogs[C] - 0.5 * Square;
    }
    Total += NAME(log_sum_exp)(Main, K);
  }
  *Result = Total - N * NAME(log_sum_exp)(Alphas, K) - 0.5 * Frobenius;
  free(Diagonals);
  free(SumLogs);
  free(Centred);
  free(Product);
  free(Main);
}
