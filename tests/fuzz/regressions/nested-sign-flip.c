/* Random program, seed 301066.0: basic, bits, control, heap. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
static double *mk1(const double *a, int n) {
  double *h = (double *)malloc(n * sizeof(double));
  for (int i2 = 0; i2 < n; i2++)
  h[i2] = sin((a[i2]) + (a[i2]));
  {
    double *h3 = (double *)malloc(4 * sizeof(double));
    for (int i4 = 0; i4 < 4; i4++)
    h3[i4] = tanh(((a[(i4 * 2) % n]) + (h[(i4 * 2) % n])) * (exp((-0.9) + 0.97 * (h[(i4 * 2) % n]))));
    h3 = (double *)realloc(h3, (4 + 2) * sizeof(double));
    for (int i5 = 4; i5 < 4 + 2; i5++)
    h3[i5] = bits_neg(a[0]);
    {
      double *h6 = (double *)malloc(4 * sizeof(double));
      for (int i7 = 0; i7 < 4; i7++)
      h6[i7] = 0.16 * (double)i7;
      double s8 = 0.0;
      for (int i9 = 0; i9 < n; i9++)
      s8 -= 0.162 * (h6[(i9 * 3) % 4]);
      h6[0] = sin((a[0]) - (bits_abs(cos(s8))));
      h[0] += 0.52 * (s8 - h[0]);
      free(h6);
    }
    for (int i10 = 0; i10 < n - 1; i10++)
    h[i10] = 0.5 * h[i10 + 1] + (sin((a[1]) * (bits_flip_if(h3[i10], ((h[n - 1 - i10]) < (-1.5))))));
    free(h3);
  }
  return h;
}
double f(double s11, double s12, const double *x13, int n) {
  int k14 = 0;
  do {
    k14++;
    {
      double *h15 = mk1(x13, n);
      h15[k14] = 0.37 * h15[k14] + (sin(((bits_neg(s12)) - (((k14 & 1) ? s11 : (x13[k14])))) - (bits_neg((x13[1]) * (x13[(n + 3) % n])))));
      s11 = 0.56 * s11 + (0.427 * s12);
      for (int i16 = 0; i16 <= k14; i16++) {
        s12 = s11;
      }
      s12 += 0.5 * (h15[(n + n) % n] - s12);
      free(h15);
    }
    int k17 = 0;
    do {
      k17++;
      double a18[5] = {tanh(s11 - (x13[k17])), sin(s11 * s11), bits_neg(x13[(n + k14) % n]), tanh(s11 - s12), 0.485 * (s12 * s12)};
      {
        double *h19 = (double *)malloc(n * sizeof(double));
        for (int i20 = 0; i20 < n; i20++)
        h19[i20] = 0.388 * ((sin(0.24 * (double)k14)) + (s12 - (a18[2])));
        h19 = (double *)realloc(h19, (n + 2) * sizeof(double));
        for (int i21 = n; i21 < n + 2; i21++)
        h19[i21] = sin(s12 - (0.15 * (double)n));
        if ((((h19[k17]) * s12) > 1.18)) {
          a18[k14] = tanh((bits_neg(s12 / (3.45 + (h19[k17])))) - (bits_neg(bits_neg(a18[k17]))));
        }
        double a22[3] = {bits_abs(s12), 0.485 * (s12 * (a18[k17])), tanh((h19[k17]) * s11)};
        free(h19);
      }
      s11 += 0.48 * (a18[(k17 + 3) % 5] - s11);
    } while (k17 < 4);
  } while (k14 < 4 && (n % 2 == 0));
  s11 *= 0.148 * ((bits_roundtrip(sin(x13[2]))) * ((sqrt(4.58 + 0.97 * (x13[(n * 3) % n]))) + (s12 - s11)));
  {
    double *h23 = mk1(x13, n);
    {
      struct node *head24 = 0;
      for (int i25 = 0; i25 < 3; i25++) {
        struct node *q26 = (struct node *)malloc(sizeof(struct node));
        q26->v = -(s12 / (1.0 + x13[2] * x13[2]));
        q26->k = i25;
        q26->next = head24;
        head24 = q26;
      }
      for (struct node *q27 = head24; q27; q27 = q27->next) {
        int k28 = (int)(2.0 + (sin((h23[q27->k]) - (x13[1])))) % 4 + 1;
        while (k28 > 0) {
          k28--;
          if ((s11 >= 0.77))
          goto L29;
          {
            head24->v = sin(cos((0.35 * (double)n) - q27->v));
            h23[(q27->k + 3) % n] = tanh(sqrt(4.58 + 0.97 * (((x13[k28]) + s11) / (1.0 + 0.28 * (double)q27->k * 0.28 * (double)q27->k))));
            s12 *= (-0.159) + 0.11 * ((exp((-0.9) + 0.97 * q27->v)) + ((-(x13[k28])) * (head24->v * (0.37 * (double)n))));
          }
          L29:;
          double v30 = (-1.14) + 0.794 * ((h23[q27->k]) + (log(4.65 + 0.97 * (((s12 >= (-1.05)) ? s11 : (x13[k28]))))));
          for (int i31 = 0; i31 <= n; i31++) {
            head24->v = 0.485 * ((tanh(v30 + v30)) * (((x13[q27->k]) / (1.0 + q27->v * q27->v)) * (((head24->v >= (-0.15)) ? v30 : (h23[k28])))));
            h23[k28] *= sin(h23[(i31 * 3) % n]);
          }
          s11 += 0.21 * (v30 - s11);
        }
      }
      h23[(n * 3) % n] += 0.23 * (head24->v - h23[(n * 3) % n]);
      while (head24) {
        struct node *next = head24->next;
        free(head24);
        head24 = next;
      }
    }
    double s32 = 0.0;
    for (int i33 = 0; i33 < n; i33++)
    s32 -= 0.097 * (bits_flip_if((x13[1]) - s12, (n & 1)));
    free(h23);
  }
  s12 = tanh((sqrt(4.58 + 0.97 * (sin(x13[(n + 1) % n])))) * (sin(s12 * s12)));
  if ((((x13[4]) < (-0.3)) && ((x13[3]) >= (-0.36))))
  goto L34;
  {
    int k35 = 0;
    if ((k35 > 0))
    goto L37;
  L36:
    {
      switch ((int)(2.0 + ((-1.4) + 0.97 * (exp((-0.9) + 0.97 * (x13[k35]))))) % 4) {
        case 0: {
          {
            double *h38 = (double *)malloc(2 * sizeof(double));
            for (int i39 = 0; i39 < 2; i39++)
            h38[i39] = 0.647 * ((sin(x13[(n * 1) % n])) + (bits_roundtrip(x13[(i39 + 2) % n])));
            h38 = (double *)realloc(h38, (2 + 2) * sizeof(double));
            for (int i40 = 2; i40 < 2 + 2; i40++)
            h38[i40] = x13[k35];
            h38[(k35 + k35) % 4] = 0.669 * (((-(x13[4])) * (bits_abs(s11))) / (3.32 + (0.391 * ((s11 * s12) + (tanh(s11))))));
            s11 += 0.28 * (h38[(k35 * 2) % 4] - s11);
            free(h38);
          }
          switch ((k35 + 2) % 2) {
            case 1: {
              s11 = bits_roundtrip(((0.24 * (double)n) / (2.61 + s11)) / (1.0 + x13[(k35 + 2) % n] * x13[(k35 + 2) % n]));
              s11 *= sin(bits_abs(((x13[k35]) + s12) + (sin(s11))));
            }
            break;
            default: {
              s11 = 0.829 + 0.287 * ((-(bits_abs(s11))) * ((exp((-0.9) + 0.97 * s11)) + (((k35 < 2) ? s12 : (x13[k35])))));
            }
            break;
          }
        }
        break;
        case 2: {
          int k41 = (int)(2.0 + (sin(s12))) % 3 + 1;
          while (k41 > 0) {
            k41--;
            s11 = (((0.32 * (double)k41) <= 1.14) ? (bits_abs(bits_flip_if(s11, (k35 & 1)))) : (bits_neg(((k41 != 2) ? (0.11 * (double)n) : (x13[k35])))));
          }
          double s42 = 0.0;
          for (int i43 = 0; i43 < n; i43++)
          s42 += (-0.702) + 0.375 * (sqrt(4.58 + 0.97 * ((x13[n - 1 - i43]) * (x13[3]))));
          s11 += 0.37 * (s42 - s11);
        }
        break;
        case 3: {
          s11 = 0.36 * s11 + (sin((bits_neg(exp(0.2 * (double)n))) * (x13[(n + n) % n])));
        }
        break;
        default: {
          {
            double *h44 = (double *)malloc(n * sizeof(double));
            for (int i45 = 0; i45 < n; i45++)
            h44[i45] = sin(((s12 < x13[i45]) ? s12 : (x13[k35])));
            h44 = (double *)realloc(h44, (n + 2) * sizeof(double));
            for (int i46 = n; i46 < n + 2; i46++)
            h44[i46] = (0.08 * (double)k35) * s11;
            h44[2] = 0.277 + 0.277 * (s12 - ((s12 + (x13[k35])) + (bits_abs(x13[3]))));
            h44[k35] = 0.39 * h44[k35] + (tanh(h44[4]));
            s12 = bits_abs((tanh(s11)) - ((0.09 * (double)n) * s12));
            s11 += 0.26 * (h44[k35] - s11);
            free(h44);
          }
        }
        break;
      }
      int k47 = (n + 0) % 3;
    }
  L37:
    {
      s12 = (-1.33) + 0.97 * ((sqrt(4.58 + 0.97 * (sin(0.34 * (double)k35)))) / (1.0 + s11 * s11));
    }
    if (++k35 < 4 && (s11 <= 1.1))
    goto L36;
    double v48 = bits_abs((bits_roundtrip(x13[(n + 3) % n])) * (cos(s12)));
    s12 += 0.33 * (v48 - s12);
  }
  L34:;
  s11 = 0.614 * ((tanh(bits_roundtrip(x13[(n + 1) % n]))) - ((bits_flip_if(x13[(n + 1) % n], (n & 1))) / (1.91 + (tanh((x13[(n + 2) % n]) - s12)))));
  return 0.115 * s12 + (0.0546 * ((bits_abs(bits_abs(x13[(n + 2) % n]))) * ((s11 * s11) * (bits_neg(x13[(n * 2) % n])))));
}

struct fuzz_args {
  double x13[5];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x13[0] = (double)FUZZ_IN(0);
  A->x13[1] = (double)FUZZ_IN(1);
  A->x13[2] = (double)FUZZ_IN(2);
  A->x13[3] = (double)FUZZ_IN(3);
  A->x13[4] = (double)FUZZ_IN(4);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x13[0]);
  FUZZ_OUT(1, A->x13[1]);
  FUZZ_OUT(2, A->x13[2]);
  FUZZ_OUT(3, A->x13[3]);
  FUZZ_OUT(4, A->x13[4]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 7, fuzz_nout = 6, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 2, v + 2, 1);
    FUZZ_OUT(0, f((double)FUZZ_IN(0), (double)FUZZ_IN(1), A.x13, 5));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x13[0] = 77;
  A->x13[1] = 77;
  A->x13[2] = 77;
  A->x13[3] = 77;
  A->x13[4] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 2, 0, 1);
  y[0] = f((double)x[0], (double)x[1], A.x13, 5);
  store(&A, y + 1, 0);
}
#ifdef FUZZ_FORWARD
extern double __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 2, 0, 1);
  load(&B, v + 2, 0, 0);
  dy[0] = __enzyme_fwddiff_f((void *)f, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, (double)x[1], (double)v[1], enzyme_dup, A.x13, B.x13, 5);
  store(&A, y + 1, 0);
  store(&B, dy + 1, 0);
  {
    raw all[6];
    run_plain(x, all);
    y[0] = all[0];
  }
}
#else
#define run_forward 0
#endif
#ifdef FUZZ_REVERSE
struct reverse_result {
  double r0;
  double r1;
};
extern struct reverse_result __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 2, 0, 1);
  load(&B, w + 1, 0, 0);
  struct reverse_result R = __enzyme_autodiff_f((void *)f, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_dup, A.x13, B.x13, 5);
  gx[0] = R.r0;
  gx[1] = R.r1;
  store(&A, y + 1, 0);
  store(&B, gx + 2, 0);
  {
    raw all[6];
    run_plain(x, all);
    y[0] = all[0];
  }
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
struct split_result {
  double r0;
  double r1;
};
extern void * __enzyme_augmentfwd_f(void *, ...);
extern struct split_result __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  static const raw Zero[6];
  load(&A, x + 2, 0, 1);
  load(&B, Zero, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_dup, A.x13, B.x13, 5);
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    A->x13[0] = W[0];
    A->x13[1] = W[1];
    A->x13[2] = W[2];
    A->x13[3] = W[3];
    A->x13[4] = W[4];
    (void)A;
  }
  struct split_result R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_dup, A.x13, B.x13, 5, (double)w[0], tape);
  gx[0] = R.r0;
  gx[1] = R.r1;
  store(&B, gx + 2, 0);
  {
    raw all[6];
    run_plain(x, all);
    y[0] = all[0];
  }
}
#else
#define run_split 0
#endif
#ifdef FUZZ_NESTED
struct nested_result {
  double r0;
  double r1;
};
extern struct nested_result __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 2, 0, 1);
  load(&B, w + 1, 0, 0);
  struct nested_result R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_dup, A.x13, B.x13, 5);
  gx[0] = R.r0;
  gx[1] = R.r1;
  store(&B, gx + 2, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {7, 6, 0, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

