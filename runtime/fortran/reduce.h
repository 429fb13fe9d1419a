// Reductions (16.9 SUM, PRODUCT, MAXVAL, MINVAL, MAXLOC, MINLOC, NORM2,
// DOT_PRODUCT, ALL, ANY, COUNT, PARITY), of the whole array or along one
// dimension.

/// X is the address of each element in turn, where the mask holds.
#define EACH_MASKED(V, MASK, X, ...)                                           \
  EACH(V, k, i) {                                                              \
    if ((MASK)->d && !holds(MASK, k, i))                                       \
      continue;                                                                \
    const char *X = at(V, k, i);                                               \
    __VA_ARGS__;                                                               \
  }

#define REDUCTION(NAME, T, CODE, WIDE, START, ...)                             \
  HELPER T total##NAME(const View *v, const View *mask) {                      \
    WIDE r = START;                                                            \
    EACH_MASKED(v, mask, p, WIDE x = *(const T *)p; __VA_ARGS__)               \
    return (T)r;                                                               \
  }
#define REDUCE(NAME, T, CODE, WIDE, START, ...)                                \
  REDUCTION(NAME, T, CODE, WIDE, START, __VA_ARGS__)                           \
  ENTRY(T, NAME, const Desc *d, const char *file, int line, int dim,           \
        const Desc *mask, FACTS(d), FACTS(mask)) {                             \
    View v = view(d, CODE, dRank, NULL), m = VIEW(mask);                             \
    return total##NAME(&v, &m);                                                \
  }
#define REDUCE_COMPLEX(NAME, T, CODE, WIDE, START, ...)                        \
  REDUCTION(NAME, T, CODE, WIDE, START, __VA_ARGS__)                           \
  ENTRY(void, Cpp##NAME, T *r, const Desc *d, const char *file, int line,      \
        int dim, const Desc *mask, FACTS(d), FACTS(mask)) {                    \
    View v = view(d, CODE, dRank, NULL), m = VIEW(mask);                             \
    *r = total##NAME(&v, &m);                                                  \
  }

REDUCE(SumReal4, float, TypeReal4, double, 0, r += x)
REDUCE(SumReal8, double, TypeReal8, double, 0, r += x)
REDUCE(SumInteger1, int8_t, TypeInt1, int8_t, 0, r += x)
REDUCE(SumInteger2, int16_t, TypeInt2, int16_t, 0, r += x)
REDUCE(SumInteger4, int32_t, TypeInt4, int32_t, 0, r += x)
REDUCE(SumInteger8, int64_t, TypeInt8, int64_t, 0, r += x)
REDUCE_COMPLEX(SumComplex4, float _Complex, TypeComplex4, double _Complex, 0,
               r += x)
REDUCE_COMPLEX(SumComplex8, double _Complex, TypeComplex8, double _Complex, 0,
               r += x)
REDUCE(ProductReal4, float, TypeReal4, double, 1, r *= x)
REDUCE(ProductReal8, double, TypeReal8, double, 1, r *= x)
REDUCE(ProductInteger1, int8_t, TypeInt1, int8_t, 1, r *= x)
REDUCE(ProductInteger2, int16_t, TypeInt2, int16_t, 1, r *= x)
REDUCE(ProductInteger4, int32_t, TypeInt4, int32_t, 1, r *= x)
REDUCE(ProductInteger8, int64_t, TypeInt8, int64_t, 1, r *= x)
REDUCE_COMPLEX(ProductComplex4, float _Complex, TypeComplex4, double _Complex,
               1, r *= x)
REDUCE_COMPLEX(ProductComplex8, double _Complex, TypeComplex8,
               double _Complex, 1, r *= x)
REDUCE(MaxvalReal4, float, TypeReal4, float, -__FLT_MAX__, r = x > r ? x : r)
REDUCE(MaxvalReal8, double, TypeReal8, double, -__DBL_MAX__, r = x > r ? x : r)
REDUCE(MaxvalInteger1, int8_t, TypeInt1, int8_t, INT8_MIN, r = x > r ? x : r)
REDUCE(MaxvalInteger2, int16_t, TypeInt2, int16_t, INT16_MIN, r = x > r ? x : r)
REDUCE(MaxvalInteger4, int32_t, TypeInt4, int32_t, INT32_MIN, r = x > r ? x : r)
REDUCE(MaxvalInteger8, int64_t, TypeInt8, int64_t, INT64_MIN, r = x > r ? x : r)
REDUCE(MinvalReal4, float, TypeReal4, float, __FLT_MAX__, r = x < r ? x : r)
REDUCE(MinvalReal8, double, TypeReal8, double, __DBL_MAX__, r = x < r ? x : r)
REDUCE(MinvalInteger1, int8_t, TypeInt1, int8_t, INT8_MAX, r = x < r ? x : r)
REDUCE(MinvalInteger2, int16_t, TypeInt2, int16_t, INT16_MAX, r = x < r ? x : r)
REDUCE(MinvalInteger4, int32_t, TypeInt4, int32_t, INT32_MAX, r = x < r ? x : r)
REDUCE(MinvalInteger8, int64_t, TypeInt8, int64_t, INT64_MAX, r = x < r ? x : r)

//===----------------------------------------------------------------------===//
// Norm and dot product
//===----------------------------------------------------------------------===//

/// The norm is 0 with derivative 0 where all elements are 0. Squares of
/// doubles are kept in range by a power of two.
HELPER double norm(double sum, double scale) {
  return sum == 0 ? 0 : __builtin_sqrt(sum) / scale;
}

HELPER float totalNorm2_4(const View *v, const View *mask) {
  double sum = 0;
  EACH_MASKED(v, mask, p, double x = *(const float *)p; sum += x * x)
  return (float)norm(sum, 1);
}

HELPER double totalNorm2_8(const View *v, const View *mask) {
  double largest = 0, scale = 1, sum = 0;
  EACH_MASKED(v, mask, p, double x = __builtin_fabs(*(const double *)p);
              largest = x > largest ? x : largest)
  if (largest > 0x1p500)
    scale = 0x1p-600;
  else if (largest < 0x1p-400)
    scale = 0x1p600;
  EACH_MASKED(v, mask, p, double x = *(const double *)p * scale; sum += x * x)
  return norm(sum, scale);
}

ENTRY(float, Norm2_4, const Desc *d, const char *file, int line, int dim,
      FACTS(d)) {
  View v = view(d, TypeReal4, dRank, NULL), none = {0};
  return totalNorm2_4(&v, &none);
}

ENTRY(double, Norm2_8, const Desc *d, const char *file, int line, int dim,
      FACTS(d)) {
  View v = view(d, TypeReal8, dRank, NULL), none = {0};
  return totalNorm2_8(&v, &none);
}

#define DOT(NAME, T, CODE, WIDE, FIRST)                                        \
  HELPER T total##NAME(const Desc *a, const Desc *b) {                         \
    View v = view(a, CODE, 1, NULL), w = view(b, CODE, 1, NULL);                           \
    WIDE r = 0;                                                                \
    for (I i = 0; i < v.first.extent; ++i) {                                   \
      WIDE x = *(const T *)at(&v, 0, i), y = *(const T *)at(&w, 0, i);         \
      r += FIRST * y;                                                          \
    }                                                                          \
    return (T)r;                                                               \
  }
#define DOT_SCALAR(NAME, T, CODE, WIDE)                                        \
  DOT(NAME, T, CODE, WIDE, x)                                                  \
  ENTRY(T, NAME, const Desc *a, const Desc *b, const char *file, int line) {   \
    return total##NAME(a, b);                                                  \
  }
#define DOT_THROUGH(NAME, T, CODE, WIDE)                                       \
  DOT(NAME, T, CODE, WIDE, ~x)                                                 \
  ENTRY(void, Cpp##NAME, T *r, const Desc *a, const Desc *b, const char *file, \
        int line) {                                                            \
    *r = total##NAME(a, b);                                                    \
  }
DOT_SCALAR(DotProductReal4, float, TypeReal4, double)
DOT_SCALAR(DotProductReal8, double, TypeReal8, double)
DOT_SCALAR(DotProductInteger4, int32_t, TypeInt4, int32_t)
DOT_SCALAR(DotProductInteger8, int64_t, TypeInt8, int64_t)
DOT_THROUGH(DotProductComplex4, float _Complex, TypeComplex4, double _Complex)
DOT_THROUGH(DotProductComplex8, double _Complex, TypeComplex8, double _Complex)

//===----------------------------------------------------------------------===//
// Truth
//===----------------------------------------------------------------------===//

HELPER I totalCount(const View *v) {
  I r = 0;
  EACH(v, k, i) r += holds(v, k, i);
  return r;
}

ENTRY(I, Count, const Desc *d, const char *file, int line, int dim, FACTS(d)) {
  View v = VIEW(d);
  return totalCount(&v);
}

ENTRY(bool, Any, const Desc *d, const char *file, int line, int dim, FACTS(d)) {
  View v = VIEW(d);
  return totalCount(&v) != 0;
}

ENTRY(bool, All, const Desc *d, const char *file, int line, int dim, FACTS(d)) {
  View v = VIEW(d);
  return totalCount(&v) == elements(&v);
}

ENTRY(bool, Parity, const Desc *d, const char *file, int line, int dim,
      FACTS(d)) {
  View v = VIEW(d);
  return totalCount(&v) & 1;
}

//===----------------------------------------------------------------------===//
// Along a dimension
//===----------------------------------------------------------------------===//

/// The vector of v along dim, from where the other subscripts are those of
/// element k of the result; a scalar stays one.
HELPER View line(const View *v, int dim, I k) {
  View l = *v;
  if (!v->d || v->rank == 0)
    return l;
  for (int r = 0; r < v->rank; ++r)
    if (r != dim) {
      I n = extent(v, r);
      l.base += k % n * stride(v, r);
      k /= n;
    }
  l.rank = 1;
  l.first = (Dim){1, extent(v, dim), stride(v, dim)};
  return l;
}

/// An array of the shape of v without dim.
HELPER View establishWithout(Desc *d, const View *like, const View *v,
                             int dim) {
  View to = establish(d, like, v->rank - 1);
  for (int r = 0; r < to.rank; ++r)
    extend(&to, r, extent(v, r + (r >= dim)));
  allocate(&to);
  return to;
}

#define ALONG(T, CALL)                                                         \
  for (I k = 0, n = elements(&to); k < n; ++k) {                               \
    View l = line(&v, dim - 1, k), some = line(&m, dim - 1, k);                \
    *(T *)(to.base + k * (I)sizeof(T)) = CALL(&l, &some);                      \
  }                                                                            \
  break;

#define ALONG_DIM(NAME, ...)                                                   \
  ENTRY(void, NAME##Dim, Desc *result, const Desc *d, int dim,                 \
        const char *file, int line_, const Desc *mask, FACTS(result),          \
        FACTS(d), FACTS(mask)) {                                               \
    View v = VIEW(d), m = VIEW(mask);                                          \
    View to = establishWithout(result, &v, &v, dim - 1);                       \
    switch (v.type) {                                                          \
    case TypeInt4:                                                             \
      ALONG(int32_t, total##NAME##Integer4)                                    \
    case TypeInt8:                                                             \
      ALONG(int64_t, total##NAME##Integer8)                                    \
    case TypeReal4:                                                            \
      ALONG(float, total##NAME##Real4)                                         \
    case TypeReal8:                                                            \
      ALONG(double, total##NAME##Real8)                                        \
      __VA_ARGS__                                                              \
    default:                                                                   \
      fatal("kind without a derivative", file, line_);                         \
    }                                                                          \
  }
#define COMPLEX_CASES(NAME)                                                    \
  case TypeComplex4:                                                           \
    ALONG(float _Complex, total##NAME##Complex4)                               \
  case TypeComplex8:                                                           \
    ALONG(double _Complex, total##NAME##Complex8)
ALONG_DIM(Sum, COMPLEX_CASES(Sum))
ALONG_DIM(Product, COMPLEX_CASES(Product))
ALONG_DIM(Maxval)
ALONG_DIM(Minval)

ENTRY(void, Norm2Dim, Desc *result, const Desc *d, int dim, const char *file,
      int line_, FACTS(result), FACTS(d)) {
  View v = VIEW(d), m = {0};
  View to = establishWithout(result, &v, &v, dim - 1);
  switch (v.type) {
  case TypeReal4:
    ALONG(float, totalNorm2_4)
  case TypeReal8:
    ALONG(double, totalNorm2_8)
  default:
    fatal("kind without a derivative", file, line_);
  }
}

/// Elements that are integers of a kind.
HELPER View integersOf(int kind) {
  return (View){.len = kind,
                .type = kind == 8   ? TypeInt8
                        : kind == 4 ? TypeInt4
                        : kind == 2 ? TypeInt2
                                    : TypeInt1};
}

ENTRY(void, CountDim, Desc *result, const Desc *d, int dim, int kind,
      const char *file, int line_, FACTS(result), FACTS(d)) {
  View v = VIEW(d), like = integersOf(kind);
  View to = establishWithout(result, &like, &v, dim - 1);
  for (I k = 0, n = elements(&to); k < n; ++k) {
    View l = line(&v, dim - 1, k);
    putInteger(to.base + k * kind, kind, totalCount(&l));
  }
}

#define TRUTH_DIM(NAME, WHAT)                                                  \
  ENTRY(void, NAME##Dim, Desc *result, const Desc *d, int dim,                 \
        const char *file, int line_, FACTS(result), FACTS(d)) {                \
    View v = VIEW(d), to = establishWithout(result, &v, &v, dim - 1);          \
    for (I k = 0, n = elements(&to); k < n; ++k) {                             \
      View l = line(&v, dim - 1, k);                                           \
      I c = totalCount(&l);                                                    \
      putInteger(to.base + k * v.len, v.len, WHAT);                            \
    }                                                                          \
  }
TRUTH_DIM(Any, c != 0)
TRUTH_DIM(All, c == elements(&l))
TRUTH_DIM(Parity, c & 1)

//===----------------------------------------------------------------------===//
// Where the extreme value is
//===----------------------------------------------------------------------===//

/// Position in array element order of the first (back: last) element none is
/// before by the order; -1 if there is none.
#define EXTREME_AT(NAME, T, CODE, BEFORE)                                      \
  HELPER I place##NAME(const View *v, const View *mask, bool back) {           \
    I where = -1;                                                              \
    T best = 0;                                                                \
    EACH_MASKED(                                                               \
        v, mask, p, T x = *(const T *)p;                                       \
        if (where < 0 || x BEFORE best || (back && x == best)) {               \
          best = x;                                                            \
          where = k * v->first.extent + i;                                     \
        })                                                                     \
    return where;                                                              \
  }                                                                            \
  ENTRY(void, NAME, Desc *result, const Desc *d, int kind, const char *file,   \
        int line_, const Desc *mask, bool back, FACTS(result), FACTS(d),       \
        FACTS(mask)) {                                                         \
    View v = view(d, CODE, dRank, NULL), m = VIEW(mask), like = integersOf(kind);    \
    I where = place##NAME(&v, &m, back);                                       \
    View to = establish(result, &like, 1);                                     \
    extend(&to, 0, v.rank);                                                    \
    allocate(&to);                                                             \
    for (int r = 0; r < v.rank; ++r) {                                         \
      I n = extent(&v, r);                                                     \
      putInteger(to.base + r * kind, kind, where < 0 ? 0 : where % n + 1);     \
      where = where < 0 ? where : where / n;                                   \
    }                                                                          \
  }
#define EXTREMES(WHICH, BEFORE)                                                \
  EXTREME_AT(WHICH##locInteger4, int32_t, TypeInt4, BEFORE)                    \
  EXTREME_AT(WHICH##locInteger8, int64_t, TypeInt8, BEFORE)                    \
  EXTREME_AT(WHICH##locReal4, float, TypeReal4, BEFORE)                        \
  EXTREME_AT(WHICH##locReal8, double, TypeReal8, BEFORE)                       \
  ENTRY(void, WHICH##locDim, Desc *result, const Desc *d, int kind, int dim,   \
        const char *file, int line_, const Desc *mask, bool back,              \
        FACTS(result), FACTS(d), FACTS(mask)) {                                \
    View v = VIEW(d), m = VIEW(mask), like = integersOf(kind);                 \
    View to = establishWithout(result, &like, &v, dim - 1);                    \
    for (I k = 0, n = elements(&to); k < n; ++k) {                             \
      View l = line(&v, dim - 1, k), some = line(&m, dim - 1, k);              \
      I where = -1;                                                            \
      switch (v.type) {                                                        \
      case TypeInt4:                                                           \
        where = place##WHICH##locInteger4(&l, &some, back);                    \
        break;                                                                 \
      case TypeInt8:                                                           \
        where = place##WHICH##locInteger8(&l, &some, back);                    \
        break;                                                                 \
      case TypeReal4:                                                          \
        where = place##WHICH##locReal4(&l, &some, back);                       \
        break;                                                                 \
      case TypeReal8:                                                          \
        where = place##WHICH##locReal8(&l, &some, back);                       \
        break;                                                                 \
      default:                                                                 \
        fatal("kind that is not modelled", file, line_);                       \
      }                                                                        \
      putInteger(to.base + k * kind, kind, where + 1);                         \
    }                                                                          \
  }
EXTREMES(Max, >)
EXTREMES(Min, <)
