//===- dual.h - Dual numbers, the fuzzer's oracle --------------*- C++ -*-===//
//
// The random programs are C. Compiled as C++ behind this header, with `double`
// and `float` renamed to the classes below, the same text computes its
// tangents by operator overloading: an oracle that shares nothing with the
// engine (dual numbers, Clifford 1873; Wengert 1964).
//
// Every comparison, rounding and kink records how close it was to going the
// other way (fuzz_margin). The harness rejects points with a small margin:
// there neither rounding nor a finite difference may flip a branch.
//
//===----------------------------------------------------------------------===//
#ifndef FUZZ_DUAL_H
#define FUZZ_DUAL_H

extern "C" {
double sin(double); double cos(double); double tan(double);
double asin(double); double acos(double); double atan(double);
double sinh(double); double cosh(double); double tanh(double);
double asinh(double); double acosh(double); double atanh(double);
double exp(double); double exp2(double); double expm1(double);
double log(double); double log2(double); double log10(double);
double log1p(double); double sqrt(double); double cbrt(double);
double erf(double); double erfc(double); double tgamma(double);
double lgamma(double); double j0(double); double j1(double);
double jn(int, double); double y0(double); double y1(double);
double floor(double); double ceil(double); double trunc(double);
double round(double); double rint(double); double fabs(double);
double pow(double, double); double atan2(double, double);
double hypot(double, double); double fmin(double, double);
double fmax(double, double); double fdim(double, double);
double fmod(double, double); double copysign(double, double);
double remainder(double, double); double fma(double, double, double);
double ldexp(double, int); double logb(double);
void *malloc(unsigned long); void *calloc(unsigned long, unsigned long);
void *realloc(void *, unsigned long); void free(void *);
void *memcpy(void *, const void *, unsigned long);
void *memmove(void *, const void *, unsigned long);
void *memset(void *, int, unsigned long);
}

typedef double raw;

extern raw fuzz_margin; // smallest distance to a kink or branch so far
extern int fuzz_round;  // round DualF to float (off for finite differences)

// Change is the tangent of Distance: what is zero and stays zero is no branch.
inline void fuzzNote(raw Distance, raw Change) {
  if (Distance == 0 && Change == 0)
    return;
  if (Distance < 0)
    Distance = -Distance;
  if (!(Distance >= fuzz_margin))
    fuzz_margin = Distance;
}

template <bool IsFloat> struct DualT;
typedef DualT<false> Dual;
typedef DualT<true> DualF;

template <class T> struct Kind { static constexpr int Rank = 0; };
template <> struct Kind<float> { static constexpr int Rank = 1; };
template <> struct Kind<double> { static constexpr int Rank = 2; };
template <> struct Kind<DualF> { static constexpr int Rank = 1; };
template <> struct Kind<Dual> { static constexpr int Rank = 2; };
template <class T> struct IsDual { static constexpr bool Yes = false; };
template <bool F> struct IsDual<DualT<F>> { static constexpr bool Yes = true; };

template <bool C, class T> struct If {};
template <class T> struct If<true, T> { typedef T type; };
template <bool C, class T, class U> struct Pick { typedef T type; };
template <class T, class U> struct Pick<false, T, U> { typedef U type; };
// The type C's usual arithmetic conversions give A op B.
template <class A, class B>
using Join = typename If<
    IsDual<A>::Yes || IsDual<B>::Yes,
    typename Pick<(Kind<A>::Rank > 1 || Kind<B>::Rank > 1), Dual,
                  DualF>::type>::type;
template <class A, class B>
using Compare = typename If<IsDual<A>::Yes || IsDual<B>::Yes, bool>::type;

template <bool IsFloat> struct DualT {
  raw V, D;
  DualT() = default;
  constexpr DualT(double X) : V(trim(X)), D(0) {}
  constexpr DualT(float X) : V(X), D(0) {}
  constexpr DualT(int X) : V(trim(X)), D(0) {}
  constexpr DualT(unsigned X) : V(trim(X)), D(0) {}
  constexpr DualT(long X) : V(trim(raw(X))), D(0) {}
  constexpr DualT(unsigned long X) : V(trim(raw(X))), D(0) {}
  constexpr DualT(const DualT<!IsFloat> &O) : V(trim(O.V)), D(O.D) {}
  static constexpr DualT make(raw V, raw D) {
    DualT R(V);
    R.D = D;
    return R;
  }
  static constexpr raw trim(raw X) {
    if constexpr (IsFloat)
      if (!__builtin_is_constant_evaluated() && fuzz_round)
        return float(X);
    return X;
  }
  explicit operator int() const {
    fuzzNote(V - ::rint(V), D);
    return int(V);
  }
  explicit operator long() const { return int(*this); }
  explicit operator unsigned() const { return unsigned(int(*this)); }
  DualT operator-() const { return make(-V, -D); }
  DualT operator+() const { return *this; }
  template <class T> DualT &operator+=(T O) { return *this = *this + O; }
  template <class T> DualT &operator-=(T O) { return *this = *this - O; }
  template <class T> DualT &operator*=(T O) { return *this = *this * O; }
  template <class T> DualT &operator/=(T O) { return *this = *this / O; }
};

template <class A, class B> Join<A, B> operator+(A X0, B Y0) {
  Join<A, B> X(X0), Y(Y0);
  return Join<A, B>::make(X.V + Y.V, X.D + Y.D);
}
template <class A, class B> Join<A, B> operator-(A X0, B Y0) {
  Join<A, B> X(X0), Y(Y0);
  return Join<A, B>::make(X.V - Y.V, X.D - Y.D);
}
template <class A, class B> Join<A, B> operator*(A X0, B Y0) {
  Join<A, B> X(X0), Y(Y0);
  return Join<A, B>::make(X.V * Y.V, X.D * Y.V + X.V * Y.D);
}
template <class A, class B> Join<A, B> operator/(A X0, B Y0) {
  Join<A, B> X(X0), Y(Y0);
  raw Q = X.V / Y.V;
  return Join<A, B>::make(Q, (X.D - Q * Y.D) / Y.V);
}
#define FUZZ_COMPARE(OP)                                                       \
  template <class A, class B> Compare<A, B> operator OP(A X0, B Y0) {          \
    Join<A, B> X(X0), Y(Y0);                                                   \
    fuzzNote(X.V - Y.V, X.D - Y.D);                                            \
    return X.V OP Y.V;                                                         \
  }
FUZZ_COMPARE(<)
FUZZ_COMPARE(>)
FUZZ_COMPARE(<=)
FUZZ_COMPARE(>=)
FUZZ_COMPARE(==)
FUZZ_COMPARE(!=)

inline raw fuzzDigamma(raw X) {
  raw S = 0; // recurrence up, then the asymptotic series (DLMF 5.11.2)
  for (; X < 12; X += 1)
    S -= 1 / X;
  raw I = 1 / (X * X);
  return S + ::log(X) - 0.5 / X -
         I * (1. / 12 - I * (1. / 120 - I * (1. / 252 - I * (1. / 240 -
         I * (1. / 132)))));
}
inline raw fuzzSign(raw X, raw Change) {
  fuzzNote(X, Change);
  return __builtin_signbit(X) ? -1 : 1; // of a zero as well
}
inline raw fuzzStep(raw X, raw Change) { // kinks at multiples of one half
  fuzzNote(2 * X - ::rint(2 * X), Change);
  return 0;
}

constexpr raw FuzzPi = 3.14159265358979323846;
// F(x) and f(x): value and derivative, where X is the operand, R the result.
#define FUZZ_UNARY(NAME, DERIVATIVE)                                           \
  inline Dual NAME(Dual A) {                                                   \
    raw X = A.V, R = ::NAME(X);                                                \
    (void)X;                                                                   \
    return Dual::make(R, A.D * (DERIVATIVE));                                  \
  }                                                                            \
  inline DualF NAME##f(DualF A) {                                              \
    raw X = A.V, R = ::NAME(X);                                                \
    (void)X;                                                                   \
    return DualF::make(R, A.D * (DERIVATIVE));                                 \
  }
FUZZ_UNARY(sin, ::cos(X))
FUZZ_UNARY(cos, -::sin(X))
FUZZ_UNARY(tan, 1 + R * R)
FUZZ_UNARY(asin, 1 / ::sqrt((1 - X) * (1 + X)))
FUZZ_UNARY(acos, -1 / ::sqrt((1 - X) * (1 + X)))
FUZZ_UNARY(atan, 1 / (1 + X * X))
FUZZ_UNARY(sinh, ::cosh(X))
FUZZ_UNARY(cosh, ::sinh(X))
// 1 - R * R would have no digit right where R is all but 1.
FUZZ_UNARY(tanh, 1 / (::cosh(X) * ::cosh(X)))
FUZZ_UNARY(asinh, 1 / ::sqrt(X * X + 1))
FUZZ_UNARY(acosh, 1 / ::sqrt((X - 1) * (X + 1)))
FUZZ_UNARY(atanh, 1 / ((1 - X) * (1 + X)))
FUZZ_UNARY(exp, R)
FUZZ_UNARY(exp2, R * 0.69314718055994530942)
FUZZ_UNARY(expm1, R + 1)
FUZZ_UNARY(log, 1 / X)
FUZZ_UNARY(log2, 1 / (X * 0.69314718055994530942))
FUZZ_UNARY(log10, 1 / (X * 2.30258509299404568402))
FUZZ_UNARY(log1p, 1 / (1 + X))
FUZZ_UNARY(sqrt, 0.5 / R)
FUZZ_UNARY(cbrt, 1 / (3 * R * R))
FUZZ_UNARY(erf, 2 / ::sqrt(FuzzPi) * ::exp(-X * X))
FUZZ_UNARY(erfc, -2 / ::sqrt(FuzzPi) * ::exp(-X * X))
FUZZ_UNARY(tgamma, R *fuzzDigamma(X))
FUZZ_UNARY(lgamma, fuzzDigamma(X))
FUZZ_UNARY(j0, -::j1(X))
FUZZ_UNARY(j1, 0.5 * (::j0(X) - ::jn(2, X)))
FUZZ_UNARY(y0, -::y1(X))
FUZZ_UNARY(y1, ::y0(X) - R / X)
FUZZ_UNARY(fabs, fuzzSign(X, A.D))
FUZZ_UNARY(floor, fuzzStep(X, A.D))
FUZZ_UNARY(ceil, fuzzStep(X, A.D))
FUZZ_UNARY(trunc, fuzzStep(X, A.D))
FUZZ_UNARY(round, fuzzStep(X, A.D))
FUZZ_UNARY(rint, fuzzStep(X, A.D))

// The same for two operands X and Y, with two partials.
#define FUZZ_BINARY(NAME, BY_X, BY_Y)                                          \
  inline Dual NAME(Dual A, Dual B) {                                           \
    raw X = A.V, Y = B.V, R = ::NAME(X, Y);                                    \
    return Dual::make(R, A.D * (BY_X) + B.D * (BY_Y));                         \
  }                                                                            \
  inline DualF NAME##f(DualF A, DualF B) {                                     \
    raw X = A.V, Y = B.V, R = ::NAME(X, Y);                                    \
    return DualF::make(R, A.D * (BY_X) + B.D * (BY_Y));                        \
  }
FUZZ_BINARY(pow, Y * ::pow(X, Y - 1), R * ::log(X))
FUZZ_BINARY(atan2, Y / (X * X + Y * Y), -X / (X * X + Y * Y))
FUZZ_BINARY(hypot, X / R, Y / R)
FUZZ_BINARY(fmin, (fuzzNote(X - Y, A.D - B.D), X <= Y), X > Y)
FUZZ_BINARY(fmax, (fuzzNote(X - Y, A.D - B.D), X >= Y), X < Y)
FUZZ_BINARY(fdim, (fuzzNote(X - Y, A.D - B.D), X > Y), X > Y ? -1 : 0)
FUZZ_BINARY(fmod, (fuzzNote(X / Y - ::rint(X / Y), A.D), 1), -::trunc(X / Y))
FUZZ_BINARY(copysign, fuzzSign(X, A.D) * fuzzSign(Y, B.D), R * 0)

inline Dual fma(Dual X, Dual Y, Dual Z) {
  return Dual::make(::fma(X.V, Y.V, Z.V), X.D * Y.V + X.V * Y.D + Z.D);
}
inline DualF fmaf(DualF X, DualF Y, DualF Z) {
  return DualF::make(::fma(X.V, Y.V, Z.V), X.D * Y.V + X.V * Y.D + Z.D);
}
inline Dual ldexp(Dual X, int E) {
  return Dual::make(::ldexp(X.V, E), ::ldexp(X.D, E));
}
inline DualF ldexpf(DualF X, int E) {
  return DualF::make(::ldexp(X.V, E), ::ldexp(X.D, E));
}

// What the C side does on bits (see fuzz.h).
inline Dual bits_abs(Dual X) { return fabs(X); }
inline Dual bits_neg(Dual X) { return -X; }
inline Dual bits_flip_if(Dual X, int C) { return C ? -X : X; }
inline Dual bits_roundtrip(Dual X) { return X; }
inline DualF bits_absf(DualF X) { return fabsf(X); }
inline DualF bits_negf(DualF X) { return -X; }

#define FUZZ_IN(K) Dual::make(x[K], v[K])
#define FUZZ_OUT(K, E) (fuzzStore(y, dy, (K), (E)))
template <bool F> inline void fuzzStore(raw *Y, raw *DY, int K, DualT<F> E) {
  Y[K] = E.V;
  DY[K] = E.D;
}

#define double Dual
#define float DualF
#define restrict __restrict

#endif
