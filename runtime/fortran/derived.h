// Objects of derived type. What their components are is in tables flang puts
// beside the code; the plugin makes these functions from them, and copyObject,
// for all types of the module (FortranTypes.h).

/// Gives a fresh object its default values.
void initializeObject(const void *type, char *p)
    __asm__("wengert.fortran.object.initialize");
/// Frees what belongs to an object.
void destroyObject(const void *type, char *p)
    __asm__("wengert.fortran.object.destroy");
/// Does an object have allocatable components?
bool ownsMemory(const void *type) __asm__("wengert.fortran.object.owns");
/// Replaces what is copied bit by bit but must not be shared: allocatable
/// components get memory of their own.
void cloneObject(const void *type, char *p)
    __asm__("wengert.fortran.object.clone");

HELPER void initializeElements(const View *v) {
  if (v->object)
    EACH(v, k, i) initializeObject(v->object, at(v, k, i));
}

HELPER void destroyElements(const View *v) {
  if (v->object)
    EACH(v, k, i) destroyObject(v->object, at(v, k, i));
}

HELPER void cloneElements(const View *v) {
  if (v->object)
    EACH(v, k, i) cloneObject(v->object, at(v, k, i));
}

ENTRY(void, Initialize, const Desc *d, const char *file, int line, FACTS(d)) {
  View v = VIEW(d);
  initializeElements(&v);
}

ENTRY(void, Destroy, const Desc *d, FACTS(d)) {
  View v = VIEW(d);
  if (v.base)
    destroyElements(&v);
}

ENTRY(void, DestroyWithoutFinalization, const Desc *d, FACTS(d)) {
  View v = VIEW(d);
  if (v.base)
    destroyElements(&v);
}

//===----------------------------------------------------------------------===//
// What the functions for a type are made of
//===----------------------------------------------------------------------===//

#define PART(NAME, ...)                                                        \
  void part_##NAME(__VA_ARGS__) __asm__(                 \
      "wengert.fortran.part." #NAME);                                          \
  void part_##NAME(__VA_ARGS__)

/// n objects of the given size, one after the other.
PART(each, char *p, I n, I size, void (*what)(char *)) {
  for (I k = 0; k < n; ++k)
    what(p + k * size);
}

/// An allocatable or pointer component that is null.
PART(null, Desc *d, size_t len, int rank, int code, int attribute,
     const void *type) {
  d->base = NULL;
  d->len = len;
  d->version = Version;
  d->rank = (uint8_t)rank;
  d->type = (int8_t)code;
  d->attribute = (uint8_t)attribute;
  d->extra = type != NULL;
  if (type)
    *(const void **)&d->dim[rank] = type;
}

/// n numbers or texts, and n objects, one after the other.
PART(copy, char *to, const char *from, I n, I size, int type) {
  for (I k = 0; k < n; ++k)
    copyTyped(to + k * size, from + k * size, size, type);
}

PART(copyEach, char *to, const char *from, I n, I size,
     void (*what)(char *, const char *)) {
  for (I k = 0; k < n; ++k)
    what(to + k * size, from + k * size);
}

PART(copyDescriptor, Desc *to, const Desc *from, int rank, bool derived) {
  *to = *from;
  for (int r = 0; r < rank; ++r)
    to->dim[r] = from->dim[r];
  if (derived)
    *(const void **)&to->dim[rank] = *(const void *const *)&from->dim[rank];
}

PART(copyPointer, void **to, void *const *from) { *to = *from; }

/// Allocatable components are contiguous; their elements have the given size.
HELPER I partElements(const Desc *d, int rank) {
  I n = 1;
  for (int r = 0; r < rank; ++r)
    n *= d->dim[r].extent;
  return n;
}

PART(destroy, Desc *d, int rank, I size, void (*each)(char *)) {
  if (!d->base)
    return;
  if (each)
    for (I k = 0, n = partElements(d, rank); k < n; ++k)
      each((char *)d->base + k * size);
  free(d->base);
  d->base = NULL;
}

PART(clone, Desc *d, int rank, I size, int type,
     void (*copy)(char *, const char *), void (*each)(char *)) {
  if (!d->base)
    return;
  const char *from = (char *)d->base;
  I n = partElements(d, rank);
  char *to = malloc(n * size ? (size_t)(n * size) : 1);
  for (I k = 0; k < n; ++k) {
    if (copy)
      copy(to + k * size, from + k * size);
    else
      copyTyped(to + k * size, from + k * size, size, type);
    if (each)
      each(to + k * size);
  }
  d->base = to;
}
