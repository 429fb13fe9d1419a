// What the experiments say. With the seeds u of the call and a direction v,
//
//   <J' u, v>    by reverse mode
//   <u, J v>     by forward mode
//   <u, (f(x + h v) - f(x - h v)) / 2h>, extrapolated to h = 0
//
// are one number. The extrapolation is Richardson's, with the error estimate of
// C. Ridders, Accurate computation of F'(x) and F'(x) F''(x), 1982. Where the
// differences do not settle (a jump, a corner), and where the program itself
// holds something constant, the two modes are compared with each other alone.
// Where forward mode is what is checked, it is compared with differences.

enum { LEVELS = 8 };

struct finding {
  double reverse, forward, difference;
  double size;  ///< sum of the terms' magnitudes
  double error; ///< of the difference
  int settled;
  const char *unsettled; ///< why the difference does not count
  int wrong_reverse, wrong_forward;
};

static double size_of_number(double x) { return x < 0 ? -x : x; }

static double larger(double a, double b) { return a > b ? a : b; }

static int is_finite(double x) { return x - x == 0; }

/// Pairs of outputs: sums of seed times change, and how it bends.
static int difference_at(struct check *c, double h, double *plus, double *slope,
                         double *bend, double *noise) {
  const char *problem;
  c->step = h;
  if ((problem = experiment(c, c->done, run_primal)))
    return 0;
  memcpy(plus, c->given, (size_t)c->outputs * sizeof(double));
  c->step = -h;
  if ((problem = experiment(c, c->done, run_primal)))
    return 0;
  *slope = *bend = *noise = 0;
  for (I k = 0; k < c->outputs; ++k) {
    double u = c->seed[k];
    if (u == 0)
      continue;
    *slope += u * ((plus[k] - c->given[k]) / (2 * h));
    *bend += u * ((plus[k] - 2 * c->base[k] + c->given[k]) / h);
    *noise += size_of_number(u * plus[k]);
  }
  *noise *= 4 * c->epsilon / h;
  return is_finite(*slope) && is_finite(*bend);
}

/// The extrapolated difference. h: the first step.
static void settle(struct check *c, double h, struct finding *f) {
  double *plus = private_memory(c->outputs * (I)sizeof(double) + 8);
  double table[LEVELS][LEVELS], bends[LEVELS], noise = 0, last_noise = 0;
  int n = 0;
  f->settled = 0;
  f->error = 0;
  f->unsettled = "differences do not settle";
  for (int level = 0; plus && level < LEVELS; ++level, h /= 2) {
    double slope;
    if (!difference_at(c, h, plus, &slope, &bends[n], &last_noise)) {
      if (n)
        break;
      continue; // out of the function's domain: nearer
    }
    table[n][0] = slope;
    double four = 4;
    for (int j = 1; j <= n; ++j, four *= 4)
      table[n][j] = table[n][j - 1] +
                    (table[n][j - 1] - table[n - 1][j - 1]) / (four - 1);
    for (int j = 1; j <= n; ++j) {
      double e = larger(size_of_number(table[n][j] - table[n][j - 1]),
                        size_of_number(table[n][j] - table[n - 1][j - 1]));
      if ((n == 1 && j == 1) || e < f->error) {
        f->error = e;
        f->difference = table[n][j];
        noise = last_noise;
      }
    }
    ++n;
    double scale = larger(f->size, size_of_number(f->difference));
    if (n >= 4 && f->error <= 1e-10 * scale)
      break;
    if (n >= 5 && size_of_number(table[n - 1][n - 1] - table[n - 2][n - 2]) >=
                      4 * f->error + noise)
      break;
  }
  if (plus)
    munmap(plus, (size_t)(c->outputs * (I)sizeof(double) + 8));
  if (n < 3)
    return;
  double scale = larger(f->size, size_of_number(f->difference));
  f->error += noise;
  // A smooth function bends half as much with half the step.
  double bend = size_of_number(bends[n - 1]), before = size_of_number(bends[n - 2]);
  if (bend > 0.7 * before && bend > 1e-5 * scale + 8 * noise)
    return;
  f->settled = f->error <= 0.01 * scale;
  if (!c->s->fixed && !(c->trace && c->trace->fixed))
    return;
  f->settled = 0;
  f->unsettled = "differences do not count, for something is held constant";
}

/// Compares the three in the direction c->v.
static const char *compare(struct check *c, double h, struct finding *f) {
  const struct site *s = c->s;
  memset(f, 0, sizeof(*f));
  for (I k = 0; k < c->inputs && s->reverse; ++k)
    if (c->v[k] != 0) {
      f->reverse += c->adjoint[k] * c->v[k];
      f->size += size_of_number(c->adjoint[k] * c->v[k]);
    }
  if (s->forward) {
    const char *problem = experiment(c, c->done, run_forward);
    if (problem)
      return problem;
    double size = 0;
    for (I k = 0; k < c->outputs; ++k)
      if (c->seed[k] != 0) {
        f->forward += c->seed[k] * c->given[k];
        size += size_of_number(c->seed[k] * c->given[k]);
      }
    f->size = larger(f->size, size);
  }
  int finite = is_finite(f->reverse) && is_finite(f->forward);
  // Of something constant, what rounding leaves is all there is.
  double results = 0;
  for (I k = 0; k < c->outputs; ++k)
    if (c->seed[k] != 0)
      results += size_of_number(c->seed[k] * c->base[k]);
  f->size = larger(f->size, 2e6 * c->epsilon * results);
  if (!is_finite(f->size))
    f->size = 0;
  settle(c, h, f);
  double loose = c->epsilon > 1e-10 ? 2e-3 : 1e-6;
  double tight = c->epsilon > 1e-10 ? 5e-4 : 1e-7;
  double scale = larger(f->size, size_of_number(f->difference));
  // Where terms cancel, at a minimum say, the two round differently.
  double rounding = 64 * c->epsilon * results;
  int apart =
      s->forward && s->reverse &&
      !(size_of_number(f->reverse - f->forward) <= tight * scale + rounding);
  // What both modes say is not off by a little: that is how far differences go
  // in code that computes by tables or iterates.
  if (s->forward && !apart)
    loose = larger(loose, s->reverse ? 1e-3 : 1e-4);
  if (f->settled) {
    double limit = loose * scale + 10 * f->error;
    f->wrong_reverse =
        s->reverse && !(size_of_number(f->reverse - f->difference) <= limit);
    f->wrong_forward =
        s->forward && !(size_of_number(f->forward - f->difference) <= limit);
    // Nearer to one another than to the differences, but too far apart.
    if (apart && !f->wrong_reverse && !f->wrong_forward) {
      double r = size_of_number(f->reverse - f->difference);
      *(r > size_of_number(f->forward - f->difference) ? &f->wrong_reverse
                                                       : &f->wrong_forward) = 1;
    }
  } else if (apart && finite) {
    f->wrong_reverse = 1;
  } else if (!finite) {
    return "a derivative is not finite there";
  }
  if ((!s->forward || !s->reverse) && !f->settled)
    return f->unsettled;
  return 0;
}

static int is_wrong(const struct finding *f) {
  return f->wrong_reverse || f->wrong_forward;
}

/// Is what the experiment found wrong so in an independent one, nearer by?
static int confirmed(struct check *c, struct finding *f) {
  if (c->s->reverse && f->wrong_reverse != f->wrong_forward)
    return 1; // the modes differ from each other
  struct finding again;
  const char *problem = compare(c, 1.0 / 2048, &again);
  return !problem && again.settled && is_wrong(&again);
}

//===-- Which number ----------------------------------------------------------

/// The argument that number k belongs to, -1 if that is not known.
static I argument_of(const struct check *c, I k) {
  return k < c->s->number_count ? c->s->numbers[k].argument
                                : c->places[k - c->s->number_count].owner;
}

/// And the field of a tuple of arguments, or -1.
static I field_of(const struct check *c, I k) {
  const struct place *p =
      k < c->s->number_count ? 0 : &c->places[k - c->s->number_count];
  return p && p->owner >= 0 && c->s->arguments[p->owner].field_count ? p->field
                                                                     : -1;
}

static int same_argument(const struct check *c, I j, I k) {
  return argument_of(c, j) == argument_of(c, k) &&
         field_of(c, j) == field_of(c, k);
}

/// The direction `full`, but zero outside of the numbers order[from .. to).
static void restrict_to(struct check *c, const double *full, const I *order,
                        I from, I to) {
  memset(c->v, 0, (size_t)c->inputs * sizeof(double));
  for (I k = from; k < to; ++k)
    c->v[order[k]] = full[order[k]];
}

/// Narrows order[*from .. *to), which is wrong, to one number where that can be.
static void narrow(struct check *c, const double *full, const I *order, I *from,
                   I *to, struct finding *f) {
  while (*to - *from > 1) {
    I middle = *from + (*to - *from) / 2, ends[3] = {*from, middle, *to};
    int found = 0;
    for (int half = 0; half < 2 && !found; ++half) {
      struct finding part;
      restrict_to(c, full, order, ends[half], ends[half + 1]);
      if (!compare(c, 1.0 / 64, &part) && is_wrong(&part) &&
          confirmed(c, &part)) {
        *f = part;
        *from = ends[half];
        *to = ends[half + 1];
        found = 1;
      }
    }
    if (!found)
      return;
  }
}

/// The first argument that is wrong, and in it the first number.
static void blame(struct check *c, const double *full, const I *order, I count,
                  I *from, I *to, struct finding *f) {
  *from = 0;
  *to = count;
  for (I a = 0; a < count;) {
    I b = a;
    while (b < count && same_argument(c, order[b], order[a]))
      ++b;
    struct finding part;
    restrict_to(c, full, order, a, b);
    if (!compare(c, 1.0 / 64, &part) && is_wrong(&part) &&
        confirmed(c, &part)) {
      *f = part;
      *from = a;
      *to = b;
      break;
    }
    a = b;
  }
  narrow(c, full, order, from, to, f);
}

//===-- Saying it -------------------------------------------------------------

/// "argument 2 (`x`)".
static int name_argument(const struct check *c, I k, char *text, size_t room) {
  I a = argument_of(c, k), f = field_of(c, k);
  if (a < 0)
    return snprintf(text, room, "a number in memory");
  const struct argument *arg = &c->s->arguments[a];
  if (f >= 0)
    return snprintf(text, room, "`%s`", arg->fields[f].name);
  if (!*arg->name)
    return snprintf(text, room, "argument %lld", a + 1);
  return snprintf(text, room, "argument %lld (`%s`)", a + 1, arg->name);
}

static void name_number(const struct check *c, I k, char *text, size_t room) {
  int n = name_argument(c, k, text, room);
  if (k < c->s->number_count)
    return;
  const struct place *p = &c->places[k - c->s->number_count];
  I distance = p->at - p->from, size = size_of(p->kind), f = field_of(c, k);
  if (p->owner < 0 ||
      (f >= 0 && !p->hops &&
       c->s->arguments[p->owner].fields[f].size == size))
    return;
  // A slice of Rust's is a pointer: its elements are the argument's.
  if (p->hops <= (f >= 0) && distance % size == 0)
    snprintf(text + n, room - (size_t)n, ", element %lld", distance / size);
  else if (distance % size == 0)
    snprintf(text + n, room - (size_t)n, ", element %lld of what it leads to",
             distance / size);
  else
    snprintf(text + n, room - (size_t)n, ", a number it leads to");
}

static void report(const struct check *c, const double *full, const I *order,
                   I from, I to, const struct finding *f) {
  const struct site *s = c->s;
  char line[4096], what[1024];
  size_t room = sizeof(line);
  double unit = 1;
  if (to - from == 1) {
    name_number(c, order[from], what, sizeof(what));
    unit = full[order[from]];
  } else if (to > from && same_argument(c, order[from], order[to - 1])) {
    name_argument(c, order[from], what, sizeof(what));
  } else {
    snprintf(what, sizeof(what), "its arguments, in some direction");
  }
  const char *mode = f->wrong_reverse ? "reverse" : "forward";
  int n = 0;
  if (*s->called)
    n = snprintf(line, room, "%s: ", s->called);
  n += snprintf(line + n, room - (size_t)n,
                "wengert check: the %s derivative of `%s` by %s is wrong: %.6g",
                mode, s->function, what,
                (f->wrong_reverse ? f->reverse : f->forward) / unit + 0.0);
  if (f->settled)
    n += snprintf(line + n, room - (size_t)n, ", %.6g by differences",
                  f->difference / unit + 0.0);
  else
    n += snprintf(line + n, room - (size_t)n, " (%s)", f->unsettled);
  if (s->forward && s->reverse)
    n += snprintf(line + n, room - (size_t)n, ", %.6g by %s mode",
                  (f->wrong_reverse ? f->forward : f->reverse) / unit + 0.0,
                  f->wrong_reverse ? "forward" : "reverse");
  n += snprintf(line + n, room - (size_t)n, "\n");
  if (*s->declared)
    n += snprintf(line + n, room - (size_t)n, "%s: wengert check: `%s` is here\n",
                  s->declared, s->function);
  else if (*s->caller)
    n += snprintf(line + n, room - (size_t)n,
                  "wengert check: called in `%s`; -g shows the line\n",
                  s->caller);
  if (*s->rules)
    n += snprintf(line + n, room - (size_t)n,
                  "wengert check: rules by hand in it: %s\n", s->rules);
  say(2, line, n < (int)room ? n : (int)room - 1);
}
