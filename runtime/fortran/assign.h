// Assignment of arrays and objects (10.2.1): copies element by element, of a
// scalar to all elements, with allocation where the left side is allocatable
// and has another shape.

/// Copies elements of from, a scalar or of the same shape, bit by bit.
HELPER void shallowCopy(const View *to, const View *from) {
  EACH(to, k, i) copyElement(at(to, k, i), at(from, k, i), from);
}

/// Objects in `to`, which is raw memory, share nothing with those of from.
HELPER void copyElements(const View *to, const View *from) {
  shallowCopy(to, from);
  cloneElements(to);
}

/// Text is padded with blanks.
HELPER void copyText(const View *to, const View *from) {
  I both = to->len < from->len ? to->len : from->len;
  EACH(to, k, i) {
    char *t = at(to, k, i);
    __builtin_memmove(t, at(from, k, i), (size_t)both);
    __builtin_memset(t + both, ' ', (size_t)(to->len - both));
  }
}

HELPER bool sameShape(const View *a, const View *b) {
  bool same = true;
  for (int r = 0; r < a->rank; ++r)
    same &= extent(a, r) == extent(b, r);
  return same;
}

/// First and last byte of v that are used, as offsets from the base.
HELPER void span(const View *v, I *first, I *last) {
  *first = 0;
  *last = v->len;
  for (int r = 0; r < v->rank; ++r) {
    I reach = (extent(v, r) - 1) * stride(v, r);
    *first += reach < 0 ? reach : 0;
    *last += reach > 0 ? reach : 0;
  }
}

HELPER bool mayOverlap(const View *a, const View *b) {
  I a0, a1, b0, b1, x = (I)(intptr_t)a->base, y = (I)(intptr_t)b->base;
  span(a, &a0, &a1);
  span(b, &b0, &b1);
  return x + a0 < y + b1 && y + b0 < x + a1;
}

HELPER void assign(View *to, const View *from) {
  bool fits = to->base && (from->rank == 0 || sameShape(to, from));
  if (from->type == TypeChar && fits && to->len != from->len) {
    copyText(to, from);
    return;
  }
  if (to->d->attribute == Allocatable && !fits) {
    View old = *to;
    I n = elements(&old);
    to->len = from->len;
    to->d->len = (size_t)from->len;
    for (int r = 0; r < from->rank; ++r) {
      extend(to, r, extent(from, r));
      to->d->dim[r].lower = from->d->dim[r].lower;
    }
    allocate(to);
    copyElements(to, from);
    if (old.base) {
      // Allocatable arrays are contiguous.
      if (from->object)
        for (I k = 0; k < n; ++k)
          destroyObject(from->object, old.base + k * from->len);
      free(old.base);
    }
    return;
  }
  if (elements(to) == 0)
    return;
  if (!mayOverlap(to, from) && !(from->object && ownsMemory(from->object))) {
    shallowCopy(to, from);
    return;
  }
  // The right side is read before the left side changes.
  AnyDesc room;
  View temp = establishLike(&room.d, from, from);
  copyElements(&temp, from);
  destroyElements(to);
  copyElements(to, &temp);
  destroyElements(&temp);
  free(temp.base);
}

/// What is assigned has the type of what it is assigned to, and its rank unless
/// it is a scalar.
#define ASSIGNED                                                               \
  view(to, toType < 0 ? fromType : toType,                                     \
       toRank < 0 && fromRank > 0 ? fromRank : toRank, toObject)

ENTRY(void, Assign, Desc *to, const Desc *from, const char *file, int line,
      FACTS(to), FACTS(from)) {
  View t = ASSIGNED, f = view(from, fromType < 0 ? toType : fromType, fromRank,
                          fromObject);
  assign(&t, &f);
}

ENTRY(void, AssignTemporary, Desc *to, const Desc *from, const char *file,
      int line, FACTS(to), FACTS(from)) {
  View t = ASSIGNED, f = VIEW(from);
  if (t.base)
    initializeElements(&t);
  assign(&t, &f);
}

/// A contiguous copy for a procedure that wants one, and back.
ENTRY(void, CopyInAssign, Desc *temp, const Desc *var, const char *file,
      int line, FACTS(temp), FACTS(var)) {
  View v = VIEW(var), t = establishLike(temp, &v, &v);
  shallowCopy(&t, &v);
}

ENTRY(void, CopyOutAssign, Desc *var, Desc *temp, const char *file, int line,
      FACTS(var), FACTS(temp)) {
  View v = VIEW(var), t = VIEW(temp);
  if (var)
    shallowCopy(&v, &t);
  free(t.base);
  temp->base = NULL;
}

ENTRY(void, ShallowCopy, Desc *result, const Desc *source, const char *file,
      int line, FACTS(result), FACTS(source)) {
  View s = VIEW(source), r = establishLike(result, &s, &s);
  shallowCopy(&r, &s);
}

ENTRY(void, ShallowCopyDirect, const Desc *result, const Desc *source,
      const char *file, int line, FACTS(result), FACTS(source)) {
  View s = VIEW(source), r = VIEW(result);
  shallowCopy(&r, &s);
}
