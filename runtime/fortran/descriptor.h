// Array descriptors as flang lays them out (ISO_Fortran_binding.h), and walking
// over the elements of one.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t I;

typedef struct {
  I lower, extent, stride; // stride in bytes
} Dim;

typedef struct {
  void *base;
  size_t len; // bytes of an element
  int version;
  uint8_t rank;
  int8_t type;
  uint8_t attribute; // 1: pointer, 2: allocatable
  uint8_t extra;     // bit 0: a description of the derived type follows
  Dim dim[];
} Desc;

/// Room for a descriptor of any rank.
typedef union {
  Desc d;
  char room[sizeof(Desc) + 15 * sizeof(Dim) + 16];
} AnyDesc;

enum { Version = 20240719, Pointer = 1, Allocatable = 2 };
/// CFI_type_...; the codes of C's own types come before.
enum {
  TypeInt1 = 7,
  TypeInt2 = 8,
  TypeInt4 = 9,
  TypeInt8 = 10,
  TypeReal4 = 27,
  TypeReal8 = 28,
  TypeComplex4 = 34,
  TypeComplex8 = 35,
  TypeChar = 40,
  TypeObject = 42
};

/// A function flang calls as _FortranANAME has the body wengert.fortran.NAME.
/// After the parameters of the library function come, for each descriptor in
/// their order, FACTS: what the plugin knows of it beforehand.
#define ENTRY(TYPE, NAME, ...)                                                 \
  TYPE fortran_##NAME(__VA_ARGS__) __asm__("wengert.fortran." #NAME);          \
  TYPE fortran_##NAME(__VA_ARGS__)
/// Element type and rank, -1 where they are not known; description of the
/// derived type, null where it is not known.
#define FACTS(N) int N##Type, int N##Rank, const void *N##Object
#define VIEW(N) view(N, N##Type, N##Rank, N##Object)
#define HELPER static inline __attribute__((always_inline))

void *malloc(size_t);
void free(void *);
[[noreturn]] void fatal(const char *, const char *, int)
    __asm__("_FortranAReportFatalUserError");

/// A descriptor, with all but the later dimensions read once: what they say is
/// then known to all code that follows, whatever that writes.
typedef struct {
  Desc *d; // null: no array
  char *base;
  I len;
  int rank, type;
  const void *object; // description of the derived type, or null
  Dim first;
} View;

/// Bytes of an element; a constant where the type is one.
HELPER I sizeOf(int type, I otherwise) {
  switch (type) {
  case TypeReal4:
    return 4;
  case TypeReal8:
  case TypeComplex4:
    return 8;
  case TypeComplex8:
    return 16;
  default:
    return otherwise;
  }
}

/// Objects follow each other at multiples of their size; not so in a section of
/// components that are objects of another type, which therefore is refused.
HELPER I pace(const View *v, I stride) {
  if (!v->object)
    return stride;
  I n = stride / v->len;
  if (n * v->len != stride)
    fatal("no derivative of a section of components of derived type", NULL, 0);
  return n * v->len;
}

HELPER View view(const Desc *d, int type, int rank, const void *object) {
  View v = {0};
  if (!d)
    return v;
  v.d = (Desc *)d;
  v.base = (char *)d->base;
  v.type = type < 0 ? d->type : type;
  v.rank = rank < 0 ? d->rank : rank;
  v.len = sizeOf(v.type, (I)d->len);
  if (v.type == TypeObject && object)
    v.object = object;
  else if (v.type == TypeObject && (d->extra & 1))
    v.object = *(const void *const *)&d->dim[v.rank];
  v.first = (Dim){1, 1, 0};
  if (v.rank) {
    v.first = d->dim[0];
    v.first.stride = pace(&v, v.first.stride);
  }
  return v;
}

HELPER I extent(const View *v, int r) {
  return r ? v->d->dim[r].extent : v->first.extent;
}
HELPER I stride(const View *v, int r) {
  return r ? pace(v, v->d->dim[r].stride) : v->first.stride;
}

/// Columns: what is left of the elements when the first dimension is taken as
/// one.
HELPER I columns(const View *v) {
  I n = 1;
  for (int r = 1; r < v->rank; ++r)
    n *= extent(v, r);
  return n;
}

HELPER I elements(const View *v) { return v->first.extent * columns(v); }

/// Address of element i of column k. A scalar has it at its base, and so serves
/// as an array of any shape.
HELPER char *at(const View *v, I k, I i) {
  I to = i * v->first.stride;
  for (int r = 1; r < v->rank; ++r) {
    I n = extent(v, r);
    to += k % n * stride(v, r);
    k /= n;
  }
  return v->base + to;
}

/// Address of element k in array element order.
HELPER char *element(const View *v, I k) {
  I to = 0;
  for (int r = 0; r < v->rank; ++r) {
    I n = extent(v, r);
    to += k % n * stride(v, r);
    k /= n;
  }
  return v->base + to;
}

#define EACH(V, K, I_)                                                         \
  for (I K = 0, K##N = columns(V); K < K##N; ++K)                              \
    for (I I_ = 0; I_ < (V)->first.extent; ++I_)

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

/// An object of derived type; see derived.h.
void copyObject(const void *type, char *to, const char *from)
    __asm__("wengert.fortran.object.copy");

HELPER void copyTyped(char *to, const char *from, I size, int type) {
  switch (type) {
  case TypeReal4:
    *(float *)to = *(const float *)from;
    break;
  case TypeReal8:
    *(double *)to = *(const double *)from;
    break;
  case TypeComplex4:
    *(float *)to = *(const float *)from;
    *(float *)(to + 4) = *(const float *)(from + 4);
    break;
  case TypeComplex8:
    *(double *)to = *(const double *)from;
    *(double *)(to + 8) = *(const double *)(from + 8);
    break;
  case TypeInt2:
    *(int16_t *)to = *(const int16_t *)from;
    break;
  case TypeInt4:
    *(int32_t *)to = *(const int32_t *)from;
    break;
  case TypeInt8:
    *(int64_t *)to = *(const int64_t *)from;
    break;
  default:
    __builtin_memcpy(to, from, (size_t)size);
  }
}

/// An element of an array like `like`, bit by bit.
HELPER void copyElement(char *to, const char *from, const View *like) {
  if (like->object)
    copyObject(like->object, to, from);
  else
    copyTyped(to, from, like->len, like->type);
}

HELPER I integer(const char *p, I size) {
  switch (size) {
  case 1:
    return *(const int8_t *)p;
  case 2:
    return *(const int16_t *)p;
  case 4:
    return *(const int32_t *)p;
  default:
    return *(const int64_t *)p;
  }
}

HELPER void putInteger(char *p, I size, I value) {
  switch (size) {
  case 1:
    *(int8_t *)p = (int8_t)value;
    break;
  case 2:
    *(int16_t *)p = (int16_t)value;
    break;
  case 4:
    *(int32_t *)p = (int32_t)value;
    break;
  default:
    *(int64_t *)p = value;
  }
}

//===----------------------------------------------------------------------===//
// Making arrays
//===----------------------------------------------------------------------===//

/// Makes d an array of elements like those of `like` and of the given rank,
/// whose extents follow by extend(); allocate() then gives it memory.
HELPER View establish(Desc *d, const View *like, int rank) {
  View v = {.d = d, .len = like->len, .rank = rank, .type = like->type,
            .object = like->object, .first = {1, 1, 0}};
  d->base = NULL;
  d->len = (size_t)like->len;
  d->version = Version;
  d->rank = (uint8_t)rank;
  d->type = (int8_t)like->type;
  d->attribute = Allocatable;
  d->extra = like->object != NULL;
  if (like->object)
    *(const void **)&d->dim[rank] = like->object;
  return v;
}

HELPER void extend(View *v, int r, I extent) {
  Dim n = {1, extent < 0 ? 0 : extent, 0};
  v->d->dim[r] = n;
  if (r == 0)
    v->first = n;
}

/// Sets strides to those of a contiguous array; returns its size in bytes.
HELPER size_t pack(View *v) {
  I stride = v->len;
  for (int r = 0; r < v->rank; ++r) {
    v->d->dim[r].stride = stride;
    if (r == 0)
      v->first.stride = stride;
    stride *= extent(v, r);
  }
  return (size_t)stride;
}

HELPER void allocate(View *v) {
  size_t n = pack(v);
  v->d->base = v->base = malloc(n ? n : 1);
}

/// An array like v, or of that shape and other elements.
HELPER View establishLike(Desc *d, const View *like, const View *shape) {
  View v = establish(d, like, shape->rank);
  for (int r = 0; r < shape->rank; ++r)
    extend(&v, r, extent(shape, r));
  allocate(&v);
  return v;
}
