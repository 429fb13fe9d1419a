// MATMUL (16.9.134), and flang's MATMUL of a transposed first operand.

/// c = a b, or transpose(a) b; one of a and b may be a vector. ROW and SUMMED
/// are the dimensions of a that c has and that is summed over.
#define MATMUL(NAME, T, TCODE, U, UCODE, V, ROW)                               \
  HELPER void fill##NAME(const View *c, const View *a, const View *b) {        \
    int summed = a->rank > 1 && !ROW;                                          \
    I terms = extent(a, summed), ka = stride(a, summed), kb = stride(b, 0);    \
    I rows = a->rank > 1 ? extent(a, ROW) : 1;                                 \
    I ra = a->rank > 1 ? stride(a, ROW) : 0;                                   \
    I cols = b->rank > 1 ? extent(b, 1) : 1;                                   \
    I cb = b->rank > 1 ? stride(b, 1) : 0;                                     \
    I rc = a->rank > 1 ? stride(c, 0) : 0;                                     \
    I cc = b->rank > 1 ? stride(c, c->rank - 1) : 0;                           \
    for (I j = 0; j < cols; ++j)                                               \
      for (I i = 0; i < rows; ++i) {                                           \
        V sum = 0;                                                             \
        for (I k = 0; k < terms; ++k)                                          \
          sum += (V) * (const T *)(a->base + (i * ra + k * ka)) *              \
                 (V) * (const U *)(b->base + (k * kb + j * cb));               \
        *(V *)(c->base + (i * rc + j * cc)) = sum;                             \
      }                                                                        \
  }                                                                            \
  ENTRY(void, NAME, Desc *c, const Desc *a, const Desc *b, const char *file,   \
        int line, FACTS(c), FACTS(a), FACTS(b)) {                              \
    View v = view(a, TCODE, aRank, NULL), w = view(b, UCODE, bRank, NULL);                 \
    View to = establish(c, sizeof(T) >= sizeof(U) ? &v : &w,                   \
                        v.rank + w.rank - 2);                                  \
    if (v.rank > 1)                                                            \
      extend(&to, 0, extent(&v, ROW));                                         \
    if (w.rank > 1)                                                            \
      extend(&to, v.rank - 1, extent(&w, 1));                                  \
    allocate(&to);                                                             \
    fill##NAME(&to, &v, &w);                                                   \
  }
#define MATMUL_BOTH(TYPES, T, TCODE, U, UCODE, V)                              \
  MATMUL(Matmul##TYPES, T, TCODE, U, UCODE, V, 0)                              \
  MATMUL(MatmulTranspose##TYPES, T, TCODE, U, UCODE, V, 1)                     \
  ENTRY(void, MatmulDirect##TYPES, Desc *c, const Desc *a, const Desc *b,      \
        const char *file, int line, FACTS(c), FACTS(a), FACTS(b)) {            \
    View v = view(a, TCODE, aRank, NULL), w = view(b, UCODE, bRank, NULL), to = VIEW(c);   \
    fillMatmul##TYPES(&to, &v, &w);                                            \
  }                                                                            \
  ENTRY(void, MatmulTransposeDirect##TYPES, Desc *c, const Desc *a,            \
        const Desc *b, const char *file, int line, FACTS(c), FACTS(a),         \
        FACTS(b)) {                                                            \
    View v = view(a, TCODE, aRank, NULL), w = view(b, UCODE, bRank, NULL), to = VIEW(c);   \
    fillMatmulTranspose##TYPES(&to, &v, &w);                                   \
  }
#define R4 float, TypeReal4
#define R8 double, TypeReal8
#define C4 float _Complex, TypeComplex4
#define C8 double _Complex, TypeComplex8
#define MATMUL_OF(...) MATMUL_BOTH(__VA_ARGS__)
MATMUL_OF(Real4Real4, R4, R4, float)
MATMUL_OF(Real4Real8, R4, R8, double)
MATMUL_OF(Real8Real4, R8, R4, double)
MATMUL_OF(Real8Real8, R8, R8, double)
MATMUL_OF(Real4Complex4, R4, C4, float _Complex)
MATMUL_OF(Real8Complex8, R8, C8, double _Complex)
MATMUL_OF(Complex4Real4, C4, R4, float _Complex)
MATMUL_OF(Complex8Real8, C8, R8, double _Complex)
MATMUL_OF(Complex4Complex4, C4, C4, float _Complex)
MATMUL_OF(Complex8Complex8, C8, C8, double _Complex)
