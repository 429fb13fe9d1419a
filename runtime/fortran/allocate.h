// ALLOCATE, DEALLOCATE, MOVE_ALLOC, NULLIFY and pointer assignment.

enum { IsNull = 11, IsNotNull = 12 };

HELPER void setBounds(Desc *d, int r, I lower, I upper) {
  bool some = upper >= lower;
  d->dim[r].lower = some ? lower : 1;
  d->dim[r].extent = some ? upper - lower + 1 : 0;
}

/// The status where the program asks for it, else the end of the program.
HELPER int failed(int status, bool hasStat, const char *what, const char *file,
                  int line) {
  if (!hasStat)
    fatal(what, file, line);
  return status;
}

ENTRY(void, AllocatableSetBounds, Desc *d, int r, I lower, I upper) {
  setBounds(d, r, lower, upper);
}

ENTRY(int, AllocatableAllocate, Desc *d, int64_t *queue, bool hasStat,
      const Desc *message, const char *file, int line, FACTS(d)) {
  View v = VIEW(d);
  if (v.base)
    return failed(IsNotNull, hasStat, "ALLOCATE: already allocated", file,
                  line);
  allocate(&v);
  initializeElements(&v);
  return 0;
}

ENTRY(int, AllocatableAllocateSource, Desc *d, const Desc *source, bool hasStat,
      const Desc *message, const char *file, int line, FACTS(d),
      FACTS(source)) {
  View v = VIEW(d), s = VIEW(source);
  if (v.base)
    return failed(IsNotNull, hasStat, "ALLOCATE: already allocated", file,
                  line);
  allocate(&v);
  copyElements(&v, &s);
  return 0;
}

ENTRY(int, AllocatableDeallocate, Desc *d, bool hasStat, const Desc *message,
      const char *file, int line, FACTS(d)) {
  View v = VIEW(d);
  if (!v.base)
    return failed(IsNull, hasStat, "DEALLOCATE: not allocated", file, line);
  destroyElements(&v);
  free(v.base);
  d->base = NULL;
  return 0;
}

ENTRY(int, MoveAlloc, Desc *to, Desc *from, const void *type, bool hasStat,
      const Desc *message, const char *file, int line, FACTS(to), FACTS(from)) {
  View t = VIEW(to), f = VIEW(from);
  if (to == from)
    return 0;
  if (t.base) {
    destroyElements(&t);
    free(t.base);
  }
  to->base = f.base;
  to->len = (size_t)f.len;
  for (int r = 0; r < f.rank; ++r)
    to->dim[r] = from->dim[r];
  from->base = NULL;
  return 0;
}

//===----------------------------------------------------------------------===//
// Pointers
//===----------------------------------------------------------------------===//

/// The library keeps the complement of the address after the memory of a
/// pointer and checks it when that is freed. No data, so no derivative of it.
__attribute__((noinline)) void sign(char *p, size_t n)
    __asm__("wengert.fortran.inactive.sign");
void sign(char *p, size_t n) { *(uintptr_t *)(p + n) = ~(uintptr_t)p; }

HELPER void allocatePointer(View *v) {
  size_t n = (pack(v) + 7) / 8 * 8;
  v->d->base = v->base = malloc(n + 8);
  sign(v->base, n);
}

ENTRY(void, PointerSetBounds, Desc *d, int r, I lower, I upper) {
  setBounds(d, r, lower, upper);
}

ENTRY(int, PointerAllocate, Desc *d, bool hasStat, const Desc *message,
      const char *file, int line, FACTS(d)) {
  View v = VIEW(d);
  allocatePointer(&v);
  initializeElements(&v);
  return 0;
}

ENTRY(int, PointerAllocateSource, Desc *d, const Desc *source, bool hasStat,
      const Desc *message, const char *file, int line, FACTS(d),
      FACTS(source)) {
  View v = VIEW(d), s = VIEW(source);
  allocatePointer(&v);
  copyElements(&v, &s);
  return 0;
}

ENTRY(int, PointerDeallocate, Desc *d, bool hasStat, const Desc *message,
      const char *file, int line, FACTS(d)) {
  View v = VIEW(d);
  if (!v.base)
    return failed(IsNull, hasStat, "DEALLOCATE: not associated", file, line);
  destroyElements(&v);
  free(v.base);
  d->base = NULL;
  return 0;
}

HELPER void aim(Desc *d, const View *target) {
  d->base = target->base;
  d->len = (size_t)target->len;
  for (int r = 0; r < target->rank; ++r)
    d->dim[r] = target->d->dim[r];
}

ENTRY(void, PointerAssociateScalar, Desc *d, void *target) {
  d->base = target;
}

ENTRY(void, PointerAssociate, Desc *d, const Desc *target, FACTS(d),
      FACTS(target)) {
  View t = VIEW(target);
  aim(d, &t);
}

ENTRY(void, PointerAssociateLowerBounds, Desc *d, const Desc *target,
      const Desc *lower, FACTS(d), FACTS(target), FACTS(lower)) {
  View t = VIEW(target), l = VIEW(lower);
  aim(d, &t);
  for (int r = 0; r < t.rank; ++r)
    d->dim[r].lower = integer(element(&l, r), l.len);
}

ENTRY(bool, PointerIsAssociated, const Desc *d) { return d->base != NULL; }

ENTRY(bool, PointerIsAssociatedWith, const Desc *d, const Desc *target,
      FACTS(d), FACTS(target)) {
  View a = VIEW(d), b = VIEW(target);
  if (!target)
    return a.base != NULL;
  bool same = a.base && a.base == b.base && a.len == b.len && a.len > 0 &&
              a.rank == b.rank;
  for (int r = 0; same && r < a.rank; ++r) {
    I n = extent(&a, r);
    same = n > 0 && n == extent(&b, r) &&
           (n == 1 || d->dim[r].stride == target->dim[r].stride);
  }
  return same;
}
