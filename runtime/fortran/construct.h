// Array constructors whose size is not known beforehand: values are appended
// to an array that grows.

/// In memory the caller reserves; 80 bytes.
typedef struct {
  Desc *to;
  I next, room;
} Constructor;

ENTRY(void, InitArrayConstructorVector, Constructor *c, Desc *to, bool lengths,
      const char *file, int line_, FACTS(to)) {
  View t = VIEW(to);
  c->to = to;
  c->next = 0;
  c->room = t.base ? t.first.extent : 0;
  to->dim[0].lower = 1;
  to->dim[0].extent = c->room;
  to->dim[0].stride = t.len;
}

/// Appends the elements of v.
HELPER void push(Constructor *c, const View *v) {
  Desc *to = c->to;
  char *old = to->base;
  I n = elements(v), next = c->next, need = next + n, len = v->len;
  if (need > c->room || !old) {
    I room = need > 2 * c->room ? need : 2 * c->room;
    size_t wanted = (size_t)(room * len);
    char *more = malloc(wanted ? wanted : 1);
    for (I k = 0; k < next; ++k)
      copyElement(more + k * len, old + k * len, v);
    free(old);
    to->base = more;
    to->len = (size_t)len;
    to->dim[0].stride = len;
    c->room = room;
  }
  char *base = to->base;
  if (need > to->dim[0].extent)
    to->dim[0].extent = need;
  c->next = need;
  EACH(v, k, i) {
    char *p = base + next++ * len;
    copyElement(p, at(v, k, i), v);
    if (v->object)
      cloneObject(v->object, p);
  }
}

ENTRY(void, PushArrayConstructorValue, Constructor *c, const Desc *from,
      FACTS(from)) {
  View v = VIEW(from);
  push(c, &v);
}

/// The type is that of the array, so these facts are of the constructor's.
ENTRY(void, PushArrayConstructorSimpleScalar, Constructor *c, char *from,
      FACTS(to)) {
  View v = view(c->to, toType, 1, toObject);
  v.rank = 0;
  v.first = (Dim){1, 1, 0};
  v.base = from;
  push(c, &v);
}
