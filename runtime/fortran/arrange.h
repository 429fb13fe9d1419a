// Intrinsics that move elements: RESHAPE, SPREAD, PACK, UNPACK, TRANSPOSE,
// CSHIFT, EOSHIFT.

/// Element k of the result, in the order of its elements, is element k of the
/// source followed by pad over and over; `order` says which subscript of the
/// result varies first.
ENTRY(void, Reshape, Desc *result, const Desc *source, const Desc *shape,
      const Desc *pad, const Desc *order, const char *file, int line_,
      FACTS(result), FACTS(source), FACTS(shape), FACTS(pad), FACTS(order)) {
  View from = VIEW(source), extents = VIEW(shape), more = VIEW(pad);
  View axes = VIEW(order);
  int rank = resultRank < 0 ? (int)extents.first.extent : resultRank;
  View to = establish(result, &from, rank);
  for (int r = 0; r < rank; ++r)
    extend(&to, r, integer(element(&extents, r), extents.len));
  allocate(&to);
  I n = elements(&to), have = elements(&from);
  I others = pad ? elements(&more) : 0;
  if (have < n && others == 0)
    n = have;
  for (I k = 0; k < n; ++k) {
    I there = 0, rest = k;
    for (int r = 0; r < rank; ++r) {
      int q = order ? (int)integer(element(&axes, r), axes.len) - 1 : r;
      I e = result->dim[q].extent;
      there += rest % e * result->dim[q].stride;
      rest /= e;
    }
    const char *p = k < have ? element(&from, k)
                             : element(&more, (k - have) % others);
    copyElement(to.base + there, p, &from);
  }
}

ENTRY(void, Spread, Desc *result, const Desc *source, int dim, I copies,
      const char *file, int line_, FACTS(result), FACTS(source)) {
  View from = VIEW(source), to = establish(result, &from, from.rank + 1);
  copies = copies < 0 ? 0 : copies;
  for (int r = 0; r < to.rank; ++r)
    extend(&to, r, r == dim - 1 ? copies : extent(&from, r - (r >= dim)));
  allocate(&to);
  I n = elements(&from);
  for (I k = 0; k < n; ++k) {
    I there = 0, rest = k;
    for (int r = 0; r < from.rank; ++r) {
      I e = extent(&from, r);
      there += rest % e * result->dim[r + (r >= dim - 1)].stride;
      rest /= e;
    }
    for (I c = 0; c < copies; ++c)
      copyElement(to.base + (there + c * result->dim[dim - 1].stride),
                  element(&from, k), &from);
  }
}

ENTRY(void, Transpose, Desc *result, const Desc *matrix, const char *file,
      int line_, FACTS(result), FACTS(matrix)) {
  View from = view(matrix, matrixType, 2, matrixObject), to = establish(result, &from, 2);
  I rows = extent(&from, 0), cols = extent(&from, 1);
  extend(&to, 0, cols);
  extend(&to, 1, rows);
  allocate(&to);
  for (I i = 0; i < rows; ++i)
    for (I j = 0; j < cols; ++j)
      copyElement(to.base + (i * cols + j) * from.len,
                  from.base + (i * stride(&from, 0) + j * stride(&from, 1)),
                  &from);
}

HELPER bool holds(const View *mask, I k, I i) {
  return integer(at(mask, k, i), mask->len) != 0;
}

ENTRY(void, Pack, Desc *result, const Desc *source, const Desc *mask,
      const Desc *vector, const char *file, int line_, FACTS(result),
      FACTS(source), FACTS(mask), FACTS(vector)) {
  View from = VIEW(source), some = VIEW(mask), fill = VIEW(vector);
  I n = 0, next = 0;
  EACH(&from, k, i) n += holds(&some, k, i);
  View to = establish(result, &from, 1);
  extend(&to, 0, vector ? fill.first.extent : n);
  allocate(&to);
  EACH(&from, k, i)
  if (holds(&some, k, i))
    copyElement(to.base + next++ * from.len, at(&from, k, i), &from);
  if (vector)
    for (I k = n; k < fill.first.extent; ++k)
      copyElement(to.base + k * from.len, at(&fill, 0, k), &from);
}

ENTRY(void, Unpack, Desc *result, const Desc *vector, const Desc *mask,
      const Desc *field, const char *file, int line_, FACTS(result),
      FACTS(vector), FACTS(mask), FACTS(field)) {
  View from = VIEW(vector), some = VIEW(mask), rest = VIEW(field);
  View to = establishLike(result, &from, &some);
  I next = 0;
  EACH(&to, k, i) {
    bool taken = holds(&some, k, i);
    copyElement(at(&to, k, i), taken ? at(&from, 0, next) : at(&rest, k, i),
                &from);
    next += taken;
  }
}

/// Which line along dim element k lies on, and where on it.
HELPER I lineOf(const View *v, int dim, I k, I *on) {
  I which = 0, scale = 1;
  *on = 0;
  for (int r = 0; r < v->rank; ++r) {
    I e = extent(v, r), s = k % e;
    k /= e;
    if (r == dim) {
      *on = s;
    } else {
      which += s * scale;
      scale *= e;
    }
  }
  return which;
}

/// Shifts along dim, by a constant or by what `shifts` says for each line.
HELPER void shift(Desc *result, const View *from, const View *shifts,
                  I constant, int dim, bool circular, const View *boundary) {
  View to = establishLike(result, from, from);
  I n = elements(from), length = extent(from, dim), step = stride(from, dim);
  for (I k = 0; k < n; ++k) {
    I on, which = lineOf(from, dim, k, &on);
    I by = shifts ? integer(element(shifts, which), shifts->len) : constant;
    I there = on + by;
    if (circular)
      there = (there % length + length) % length;
    char *p = to.base + k * from->len;
    if (there >= 0 && there < length)
      copyElement(p, element(from, k) + (there - on) * step, from);
    else if (boundary->d)
      copyElement(p, element(boundary, which), from);
    else
      __builtin_memset(p, from->type == TypeChar ? ' ' : 0, (size_t)from->len);
  }
}

ENTRY(void, Cshift, Desc *result, const Desc *source, const Desc *shifts,
      int dim, const char *file, int line_, FACTS(result), FACTS(source),
      FACTS(shifts)) {
  View from = VIEW(source), by = VIEW(shifts), none = {0};
  shift(result, &from, &by, 0, dim - 1, true, &none);
}

ENTRY(void, CshiftVector, Desc *result, const Desc *source, I by,
      const char *file, int line_, FACTS(result), FACTS(source)) {
  View from = VIEW(source), none = {0};
  shift(result, &from, NULL, by, 0, true, &none);
}

ENTRY(void, Eoshift, Desc *result, const Desc *source, const Desc *shifts,
      const Desc *boundary, int dim, const char *file, int line_,
      FACTS(result), FACTS(source), FACTS(shifts), FACTS(boundary)) {
  View from = VIEW(source), by = VIEW(shifts), edge = VIEW(boundary);
  shift(result, &from, &by, 0, dim - 1, false, &edge);
}

ENTRY(void, EoshiftVector, Desc *result, const Desc *source, I by,
      const Desc *boundary, const char *file, int line_, FACTS(result),
      FACTS(source), FACTS(boundary)) {
  View from = VIEW(source), edge = VIEW(boundary);
  shift(result, &from, NULL, by, 0, false, &edge);
}
