/* Random program, seed 412737.0: basic, bits, calls, control, float, heap, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
struct S0 {
  double m0;
  double m1[3];
};
struct S1 {
  struct S0 m0;
  double *m1;
  double m9;
};
struct S2 {
  double m0[3];
  double *m1;
  double m2;
};
static NOINLINE double f1(float a2, const struct S1 *a3, double a4) {
  a2 = 0.78f * a2 + (0.213f * a2);
  a4 *= 0.0202 * ((((((a3->m0.m1[2]) >= a3->m9) ? a3->m9 : a4)) * (a3->m0.m0 * a3->m9)) * ((a3->m0.m0 + (a3->m0.m1[0])) + (a3->m9 / (1.0 + (double)a2 * (double)a2))));
  return (-0.135) * a3->m0.m1[2] + (0.873 * (cos(0.728 * ((a3->m9 + a3->m9) - ((a3->m1[0]) * a3->m0.m0)))));
}
static double f5(const struct S0 *a6, double a7, int a8) {
  switch ((a8 + 1) % 3) {
    case 1: {
      for (const double *p9 = a6->m1 + 3; p9 != a6->m1;) {
        --p9;
        {
          double p10 = 1.0;
          for (int i11 = 0; i11 < 3; i11++)
          p10 *= 0.8 + 0.0485 * (((a6->m1[3 - 1 - i11]) * (*p9)) - ((((float)a7 > (-1.5f)) ? (a6->m1[i11]) : (a6->m1[(i11 + 1) % 3]))));
          double r12 = 0.557 + 0.284 * (((a6->m1[(a8 + 3) % 3]) / (2.82 + a7)) + (sqrt(4.58 + 0.97 * a6->m0)));
          while (r12 > 0.214) {
            r12 *= 0.551;
            double a13[2];
            for (int i14 = 0; i14 < 2; i14++)
            a13[i14] = 0.851 * (((i14 < 0) ? ((0.38 * (double)a8) * (a6->m1[i14])) : (ceil(a7))));
            {
              double *h15 = (double *)malloc(4 * sizeof(double));
              for (int i16 = 0; i16 < 4; i16++)
              h15[i16] = 0.485 * (((*p9) * a6->m0) / (1.0 + a6->m1[(i16 * 1) % 3] * a6->m1[(i16 * 1) % 3]));
              h15[(a8 + 1) % 4] = (((a8 != 1) ? (sin(a6->m1[0])) : (pow(1.2 + 0.388 * p10, 0.25 + 0.849 * p10)))) * ((a6->m0 * (0.13 * (double)a8)) * ((0.1 * (double)a8) * (a6->m1[0])));
              p10 = tanh((tan(0.267 * (p10 - (a6->m1[(a8 + 2) % 3])))) - (*p9));
              a7 += 0.78 * ((tanh((double)((float)r12 * ((0.26f * (float)a8) - (float)p10)))) - a7);
              p10 += 0.38 * (h15[0] - p10);
              free(h15);
            }
            a7 += 0.48 * (r12 - a7);
          }
        }
      }
      for (const double *p17 = a6->m1; p17 < a6->m1 + 3; p17++) {
        a7 *= (-0.97) + 0.485 * (pow(1.2 + 0.776 * (cos(a7)), ((double)(0.09f * (float)a8)) * ((a6->m1[(a8 + 3) % 3]) / (1.0 + (*p17) * (*p17)))));
      }
    }
    break;
    case 2: {
      double a18[5] = {(0.07 * (double)a8) * (a6->m1[0]), a7, a6->m0 / (1.0 + a6->m0 * a6->m0), a6->m1[(a8 + 3) % 3], a6->m1[(a8 + 1) % 3]};
      a7 += 0.56 * (a18[a8] - a7);
    }
    __attribute__((fallthrough));
    case 0: {
      double p19 = 1.0;
      for (int i20 = 0; i20 < 3; i20++)
      p19 *= 0.8 + 0.291 * (cos(exp((-0.9) + 0.97 * a6->m0)));
    }
    break;
  }
  if (((sinf((float)a7)) <= 0.68f)) {
    a7 = a7;
    double ret21 = asin((0.13 * (double)a8) * a7);
    return ret21;
  }
  double a22[2] = {a7, (((float)a7 < (float)a6->m0) ? a6->m0 : (0.3 * (double)a8))};
  return 0.142 * a6->m0 + ((-0.873) + 0.873 * (fabs((double)((float)a7 / (1.0f + (float)a7 * (float)a7)))));
}
static NOINLINE double f23(double a24) {
  a24 = (-0.482) + 0.34 * (((a24 - a24) * (atan(a24))) + (exp2((-0.75) + 0.546 * (a24 * a24))));
  {
    struct node *head25 = 0;
    for (int i26 = 0; i26 < 2; i26++) {
      struct node *q27 = (struct node *)malloc(sizeof(struct node));
      q27->v = sin(((0.39 * (double)i26) * a24) * ((double)(float)a24));
      q27->k = i26;
      q27->next = head25;
      head25 = q27;
    }
    for (struct node *q28 = head25; q28; q28 = q28->next) {
      int n30 = (int)(2.5 + (tanh(head25->v)));
      for (int i29 = 1; i29 < n30; i29++) {
        double *p31 = (i29 < 0) ? &q28->v : &head25->v;
        double **pp32 = &p31;
        if ((a24 < 1.18))
        *pp32 = &head25->v;
        double v33 = -((round(0.31 * (double)q28->k)) - ((0.23 * (double)i29) + (0.23 * (double)i29)));
        q28->v += 0.24 * ((*p31) - q28->v);
      }
      q28->v = sin(((log(4.65 + 0.97 * head25->v)) * (acosh(3.22 + 0.97 * (0.22 * (double)q28->k)))) * ((((q28->k < 3) ? (0.07 * (double)q28->k) : a24)) * (sqrt(4.21 + 0.97 * (0.19 * (double)q28->k)))));
    }
    for (struct node *q34 = head25; q34; q34 = q34->next) {
      double c36 = 1.29 + 0.313 * (((0.11 * (double)q34->k) / (2.13 + (0.31 * (double)q34->k))) + (head25->v - (0.11 * (double)q34->k)));
      double z35 = 1.0;
      for (int it37 = 0; it37 < 6; it37++) {
        double step = 0.5 * (c36 / z35 - z35);
        z35 += step;
        if (fabs(step) < 0.1)
        break;
      }
      double v38 = tgamma(1.8 + 0.97 * (pow(tanh(a24 - (0.38 * (double)q34->k)), 2.0)));
      head25->v += 0.31 * (v38 - head25->v);
    }
    while (head25) {
      struct node *next = head25->next;
      free(head25);
      head25 = next;
    }
  }
  return 0.176 * a24 + (0.233 * (pow(0.242 * ((a24 + a24) * ((double)(float)a24)), 2.0)));
}
static double f39(double a40) {
  a40 = tanh(((a40 / (-1.164)) + a40) * (a40 - (a40 + a40)));
  return 0.162 * a40 + (0.436 * (-((double)(-(float)a40))));
}
static NOINLINE double f41(double a42) {
  {
    struct node *head43 = 0;
    for (int i44 = 0; i44 < 4; i44++) {
      struct node *q45 = (struct node *)malloc(sizeof(struct node));
      q45->v = cos(a42 * a42);
      q45->k = i44;
      q45->next = head43;
      head43 = q45;
    }
    for (struct node *q46 = head43; q46; q46 = q46->next) {
      if (((bits_flip_if(0.06 * (double)q46->k, ((float)head43->v > 0.33f))) >= (-0.02))) {
        {
          struct S0 *q47 = (struct S0 *)malloc(sizeof(struct S0));
          q47->m0 = tanh((exp(0.3 * (double)q46->k)) - ((0.34 * (double)q46->k) * head43->v));
          for (int i48 = 0; i48 < 3; i48++)
          q47->m1[i48] = 0.607 * (((0.09 * (double)i48) - q46->v) + (atan(a42)));
          float s49 = 0.0f;
          for (int i50 = 0; i50 < 1; i50++)
          s49 -= log1pf(2.7f + 0.8f * ((float)q46->v + (float)a42));
          q47->m1[(q46->k + 3) % 3] += 0.45 * ((0.485 * ((ceil(a42 + q46->v)) * (cos((double)(float)a42)))) - q47->m1[(q46->k + 3) % 3]);
          head43->v += 0.31 * (q47->m0 - head43->v);
          free(q47);
        }
        double s51 = 0.0;
        for (int i52 = 0; i52 < 4; i52++)
        s51 += 0.374 * ((q46->v * (0.24 * (double)q46->k)) / (3.48 + (f39(((a42 <= 1.24) ? (0.18 * (double)i52) : q46->v)))));
        q46->v += 0.37 * (s51 - q46->v);
      }
      a42 = tanh(hypot(j1((0.12 * (double)q46->k) + q46->v), 1.15 + 0.425 * (0.577 * (((((float)head43->v < (-0.15f)) ? (0.35 * (double)q46->k) : a42)) - ((0.17 * (double)q46->k) * q46->v)))));
    }
    for (struct node *q53 = head43; q53; q53 = q53->next) {
      double r54 = 1.15 + 0.412 * a42;
      while (r54 > 0.228) {
        r54 *= 0.571;
        double a55[2] = {(-1.58) + 0.97 * (cosh(0.728 * a42)), tanh(q53->v + (0.22 * (double)q53->k))};
        q53->v += 0.32 * (a55[(q53->k + 2) % 2] - q53->v);
      }
      double a56[3] = {sin((0.18 * (double)q53->k) - q53->v), (-2.03) + 0.97 * (sqrt(4.58 + 0.97 * a42)), (0.37 * (double)q53->k) + (0.1 * (double)q53->k)};
      a42 += 0.38 * (r54 - a42);
    }
    a42 += 0.27 * (head43->v - a42);
    while (head43) {
      struct node *next = head43->next;
      free(head43);
      head43 = next;
    }
  }
  return 0.118 * a42 + (0.109 * (((a42 / (1.0 + a42 * a42)) - (a42 * a42)) - a42));
}
static double rec57(int depth58, double a59, const double *a60, int n61) {
  if (depth58 <= 0 || (a59 <= a59))
  return cos((double)(float)a59);
  if ((((a60[(depth58 * 1) % n61]) - a59) <= 1.5)) {
    double (*g62[3])(double) = {f23, f39, f41};
    a59 = f39(fmin(a60[(depth58 * 1) % n61], a59));
    for (int i63 = 0; i63 < 1; i63++) {
      a59 = g62[depth58 % 3](tanh(a59));
      float v64 = 0.317f * ((((((a60[i63]) > (-0.11)) ? (float)a59 : (0.15f * (float)i63))) * ((float)a59 / (1.0f + (float)a59 * (float)a59))) / (1.44f + (atanf(cosf((float)a59)))));
    }
  } else {
    if ((((float)a59 + (float)a59) < (-1.5f))) {
      {
        double **r65 = (double **)malloc(3 * sizeof(double *));
        for (int i66 = 0; i66 < 3; i66++) {
          r65[i66] = (double *)malloc(3 * sizeof(double));
          for (int i67 = 0; i67 < 3; i67++)
          r65[i66][i67] = fabs(j1(a59));
        }
        if ((((float)a59 - (0.1f * (float)depth58)) < (float)a59)) {
          a59 = (double)(bits_absf(((a59 < r65[1][(depth58 + 1) % 3]) ? (0.18f * (float)depth58) : (float)a59)));
          a59 = tanh(((((depth58 & 1) ? a59 : a59)) - ((r65[1][(depth58 * 3) % 3]) * a59)) / (log1p(2.7 + 0.97 * ((double)(float)a59))));
        } else {
          a59 *= tanh(a59 * (0.23 * (double)depth58));
        }
        struct S0 t68;
        t68.m0 = (-1.6) + 0.97 * (hypot(sin(pow(1.2 + 0.388 * a59, 0.31 * (double)depth58)), 1.15 + 0.412 * ((double)(float)a59)));
        for (int i69 = 0; i69 < 3; i69++)
        t68.m1[i69] = 0.161 * ((a59 + (0.34 * (double)depth58)) * ((r65[1][0]) * a59));
        a59 += 0.56 * (t68.m0 - a59);
        for (int i66 = 0; i66 < 3; i66++)
        free(r65[i66]);
        free(r65);
      }
      float a70[5] = {0.485f * ((float)a59 * (float)a59), 0.485f * ((float)a59 + (float)a59), tanhf((float)a59 - (float)a59), sinf(hypotf((float)a59, 1.15f + 0.412f * (float)a59)), tanhf(acosf(0.436f * (float)a59))};
      a59 += 0.52 * ((double)a70[depth58] - a59);
    } else {
      for (int i71 = 0; i71 <= depth58; i71++) {
        double a72[2];
        for (int i73 = 0; i73 < 2; i73++)
        a72[i73] = tgamma(1.8 + 0.582 * (a59 / (1.0 + a59 * a59)));
        a59 += 0.28 * (a72[(depth58 + 1) % 2] - a59);
      }
      a59 = 0.42 * a59 + (0.563 * (a60[(depth58 + 2) % n61]));
    }
    for (int i74 = 0; i74 < n61; i74++) {
      {
        struct node *head75 = 0;
        for (int i76 = 0; i76 < depth58 + 1; i76++) {
          struct node *q77 = (struct node *)malloc(sizeof(struct node));
          q77->v = tanh(a60[i74]);
          q77->k = i76;
          q77->next = head75;
          head75 = q77;
        }
        for (struct node *q78 = head75; q78; q78 = q78->next) {
          struct S0 t79;
          t79.m0 = ((i74 != 0) ? (a60[i74]) : (atan(a60[i74])));
          for (int i80 = 0; i80 < 3; i80++)
          t79.m1[i80] = 0.485 * (((a59 >= (-0.08)) ? ((a60[(depth58 + 3) % n61]) * (a60[n61 - 1 - i74])) : (head75->v * q78->v)));
          struct S0 *q81 = &t79;
          double v82 = f39((double)(float)head75->v);
          a59 += 0.48 * (q81->m0 - a59);
        }
        for (struct node *q83 = head75; q83; q83 = q83->next) {
          q83->v *= sin(ceil((head75->v + (0.33 * (double)q83->k)) + (log(4.65 + 0.97 * (a60[(i74 + 2) % n61])))));
          a59 = 0.194 * (((f39(0.572 * ((a60[(depth58 + 2) % n61]) / (2.59 + a59)))) / (1.0 + a59 * a59)) + ((a59 * (a60[i74])) * q83->v));
        }
        a59 += 0.47 * (head75->v - a59);
        while (head75) {
          struct node *next = head75->next;
          free(head75);
          head75 = next;
        }
      }
      double v84 = f39((a60[i74]) / (1.0 + a60[n61 - 1 - i74] * a60[n61 - 1 - i74]));
      double (*g85)(double) = ((fdim(a60[i74], a60[i74])) >= 1.15) ? f23 : f23;
      double v86 = f39(v84 / (1.0 + a60[n61 - 1 - i74] * a60[n61 - 1 - i74]));
      a59 += 0.37 * (v84 - a59);
    }
  }
  double v87 = rec57(depth58 - 1, a59, a60, n61);
  v87 = 0.95 * ((acos((-2.03) + 0.97 * (sqrt(4.58 + 0.97 * (a60[(depth58 * 2) % n61]))))) * (cos(a60[(depth58 + 1) % n61])));
  return 0.172 * a59 + (-0.149) * v87 + (-0.176) * a60[(depth58 * 2) % n61] + (0.218 * ((copysign((double)(float)a59, 0.485 * (a59 - (a60[(depth58 + 1) % n61])))) * (-(f39(0.485 * (v87 + (a60[(depth58 * 2) % n61])))))));
}
double f(double *x89, struct S0 *st90, int n) {
  double v91 = trunc(x89[2]);
  double p92 = 1.0;
  for (int i93 = 0; i93 < 3; i93++)
  p92 *= 0.515 + 0.146 * (((0.39 * (double)n) - v91) / (1.0 + st90->m0 * st90->m0));
  struct S1 t94;
  t94.m0.m0 = (-(st90->m1[(n * 3) % 3])) / (1.0 + v91 * v91);
  for (int i95 = 0; i95 < 3; i95++)
  t94.m0.m1[i95] = (-1.54) + 0.97 * (exp((-0.9) + 0.509 * ((st90->m1[(n + 1) % 3]) * (st90->m1[i95]))));
  t94.m1 = x89;
  t94.m9 = (lgamma(0.15 * (double)n)) / (1.97 + (tanh(st90->m0 / (2.5 + (x89[(n + 3) % n])))));
  struct S1 *q96 = &t94;
  double *src97 = x89, *dst98 = t94.m1;
  for (int t99 = 0; t99 < 1; t99++) {
    for (int i100 = 0; i100 < 3; i100++)
    dst98[i100] = tanh(exp2((-0.75) + 0.97 * v91));
    double *swap = src97;
    src97 = dst98;
    dst98 = swap;
  }
  {
    double *h101 = (double *)malloc(2 * sizeof(double));
    for (int i102 = 0; i102 < 2; i102++)
    h101[i102] = (double)(atanf((float)q96->m9));
    h101 = (double *)realloc(h101, (2 + 2) * sizeof(double));
    for (int i103 = 2; i103 < 2 + 2; i103++)
    h101[i103] = pow(0.15 * (double)n, 3.0);
    {
      struct node *head104 = 0;
      for (int i105 = 0; i105 < 4; i105++) {
        struct node *q106 = (struct node *)malloc(sizeof(struct node));
        q106->v = 0.485 * (-(st90->m0 + p92));
        q106->k = i105;
        q106->next = head104;
        head104 = q106;
      }
      for (struct node *q107 = head104; q107; q107 = q107->next) {
        t94.m0.m1[1] += 0.67 * ((tanh(((((double)(float)t94.m9) <= q96->m0.m0) ? ((q96->m9 / (3.32 + (q96->m0.m1[2]))) * ((double)(float)st90->m0)) : ((q96->m9 * (src97[(q107->k + 3) % 3])) + (q96->m0.m0 - q107->v))))) - t94.m0.m1[1]);
        int k108 = 0;
        do {
          k108++;
          h101[2] = fmin(tanh((fmod(t94.m1[(n + 3) % 3], 1.49)) * (q107->v * (src97[(q107->k + 3) % 3]))), (cos(t94.m1[(k108 + k108) % 3])) * (bits_flip_if(q96->m0.m1[(k108 + q107->k) % 3], (t94.m9 <= (-1.1)))));
        } while (k108 < 4 && (((float)t94.m0.m0 / (3.13f + (float)v91)) > (float)v91));
      }
      while (head104) {
        struct node *next = head104->next;
        free(head104);
        head104 = next;
      }
    }
    {
      double **r109 = (double **)malloc(2 * sizeof(double *));
      for (int i110 = 0; i110 < 2; i110++) {
        r109[i110] = (double *)malloc(3 * sizeof(double));
        for (int i111 = 0; i111 < 3; i111++)
        r109[i110][i111] = f39((-1.6) + 0.97 * (hypot(0.18 * (double)i110, 1.15 + 0.412 * q96->m9)));
      }
      float v112 = (-1.87f) + 0.97f * ((float)(acosh(3.65 + 0.97 * (sin(r109[0][(n * 3) % 3])))));
      double m113[3][2];
      for (int i114 = 0; i114 < 3; i114++)
      for (int j115 = 0; j115 < 2; j115++)
      m113[i114][j115] = 0.403 * ((t94.m0.m0 * (x89[(i114 * 1) % n])) / (2.77 + (0.485 * ((r109[1][(n + i114) % 3]) * v91))));
      double v116 = tanh((bits_neg(asin(0.436 * v91))) * (f39(log(4.65 + 0.97 * p92))));
      src97[(n * 2) % 3] += 0.53 * (m113[2][(n * 2) % 2] - src97[(n * 2) % 3]);
      for (int i110 = 0; i110 < 2; i110++)
      free(r109[i110]);
      free(r109);
    }
    double a117[5] = {(-0.582) + 0.97 * (p92 + (0.12 * (double)n)), atanh(0.412 * (st90->m1[(n * 2) % 3])), tanh((0.27 * (double)n) - (h101[(n + 1) % 4])), sin((h101[(n * 1) % 4]) - (t94.m0.m1[(n * 2) % 3])), (double)(float)t94.m9};
    st90->m0 += 0.29 * (a117[(n + 3) % 5] - st90->m0);
    free(h101);
  }
  return (-0.185) * q96->m0.m1[(n * 1) % 3] + (-0.173) * q96->m1[(n + 3) % 3] + 0.176 * t94.m9 + 0.113 * t94.m1[(n + 3) % 3] + ((y1(2.35 + 0.52 * (t94.m9 / (0.13 * (double)n)))) / (3.4 + (0.485 * (((t94.m0.m0 > st90->m1[(n * 2) % 3]) ? (q96->m9 * (t94.m1[(n * 2) % 3])) : ((0.25 * (double)n) / (1.0 + t94.m0.m1[(n + 3) % 3] * t94.m0.m1[(n + 3) % 3])))))));
}

struct fuzz_args {
  double x89[5];
  struct S0 st90;
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x89[0] = (double)FUZZ_IN(0);
  A->x89[1] = (double)FUZZ_IN(1);
  A->x89[2] = (double)FUZZ_IN(2);
  A->x89[3] = (double)FUZZ_IN(3);
  A->x89[4] = (double)FUZZ_IN(4);
  A->st90.m0 = (double)FUZZ_IN(5);
  A->st90.m1[0] = (double)FUZZ_IN(6);
  A->st90.m1[1] = (double)FUZZ_IN(7);
  A->st90.m1[2] = (double)FUZZ_IN(8);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x89[0]);
  FUZZ_OUT(1, A->x89[1]);
  FUZZ_OUT(2, A->x89[2]);
  FUZZ_OUT(3, A->x89[3]);
  FUZZ_OUT(4, A->x89[4]);
  FUZZ_OUT(5, A->st90.m0);
  FUZZ_OUT(6, A->st90.m1[0]);
  FUZZ_OUT(7, A->st90.m1[1]);
  FUZZ_OUT(8, A->st90.m1[2]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 9, fuzz_nout = 10, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    FUZZ_OUT(0, f(A.x89, &A.st90, 5));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x89[0] = 77;
  A->x89[1] = 77;
  A->x89[2] = 77;
  A->x89[3] = 77;
  A->x89[4] = 77;
  A->st90.m0 = 77;
  A->st90.m1[0] = 77;
  A->st90.m1[1] = 77;
  A->st90.m1[2] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  y[0] = f(A.x89, &A.st90, 5);
  store(&A, y + 1, 0);
}
#ifdef FUZZ_FORWARD
struct forward_result {
  double r0;
  double r1;
};
extern struct forward_result __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, A.x89, B.x89, enzyme_dup, &A.st90, &B.st90, 5);
  y[0] = R.r0;
  dy[0] = R.r1;
  store(&A, y + 1, 0);
  store(&B, dy + 1, 0);
}
#else
#define run_forward 0
#endif
#ifdef FUZZ_REVERSE
extern double __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 0, 0, 1);
  load(&B, w + 1, 0, 0);
  double R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_dup, A.x89, B.x89, enzyme_dup, &A.st90, &B.st90, 5);
  y[0] = R;
  store(&A, y + 1, 0);
  store(&B, gx + 0, 0);
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
struct augmented_result {
  void *tape;
  double primal;
};
extern struct augmented_result __enzyme_augmentfwd_f(void *, ...);
extern void __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  static const raw Zero[10];
  load(&A, x + 0, 0, 1);
  load(&B, Zero, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_dup, A.x89, B.x89, enzyme_dup, &A.st90, &B.st90, 5);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    A->x89[0] = W[0];
    A->x89[1] = W[1];
    A->x89[2] = W[2];
    A->x89[3] = W[3];
    A->x89[4] = W[4];
    A->st90.m0 = W[5];
    A->st90.m1[0] = W[6];
    A->st90.m1[1] = W[7];
    A->st90.m1[2] = W[8];
    (void)A;
  }
  __enzyme_reverse_f((void *)f, enzyme_dup, A.x89, B.x89, enzyme_dup, &A.st90, &B.st90, 5, (double)w[0], tape);
  store(&B, gx + 0, 0);
}
#else
#define run_split 0
#endif
#ifdef FUZZ_NESTED
extern void __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, w + 1, 0, 0);
  __enzyme_autodiff_n((void *)f, enzyme_dup, A.x89, B.x89, enzyme_dup, &A.st90, &B.st90, 5);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {9, 10, 1, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

