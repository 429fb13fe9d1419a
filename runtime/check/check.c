// The checks of `-wengert-check`, compiled to bitcode that the plugin carries and
// links into modules that are checked. Before a call of a derivative the program
// calls `run` here, which compares the derivative with forward mode and with
// differences at the arguments of the call, in copies of the process: nothing
// that the experiments do stays. judge.h says what is compared, trace.h how the
// numbers behind pointers are found.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef long long I;

#include "site.h"
#include "state.h"
#include "trace.h"
#include "experiment.h"
#include "judge.h"

static int by_address(const void *a, const void *b) {
  const struct place *p = a, *q = b;
  return p->at < q->at ? -1 : p->at > q->at;
}
static int by_shadow(const void *a, const void *b) {
  const struct place *p = a, *q = b;
  return p->shadow < q->shadow ? -1 : p->shadow > q->shadow;
}
static int by_root(const void *a, const void *b) {
  const struct root *p = a, *q = b;
  return p->at < q->at ? -1 : p->at > q->at;
}

/// The nearest address before p whose shadow lies as far before p's, if that is
/// known, of those that are passed or read.
static const struct root *root_of(const struct check *c, const char *p,
                                  const char *shadow) {
  const struct root *roots = c->trace->roots;
  I low = 0, high = c->trace->root_count;
  while (low < high) {
    I middle = (low + high) / 2;
    if (roots[middle].at <= p)
      low = middle + 1;
    else
      high = middle;
  }
  for (I k = low; k-- && k + 16 > low;)
    if (!shadow || p - roots[k].at == shadow - roots[k].shadow)
      return &roots[k];
  return 0;
}

/// Finds the argument that leads to a place, and how.
static void find_owner(const struct check *c, struct place *p) {
  const struct site *s = c->s;
  const char *at = p->at, *shadow = p->shadow;
  p->owner = -1;
  for (p->hops = 0; p->hops < 8; ++p->hops) {
    const struct root *r = root_of(c, at, shadow);
    if (!r)
      return;
    if (!p->hops)
      p->from = r->at;
    if (r->from) {
      at = r->from;
      shadow = 0;
      continue;
    }
    for (I a = 0; a < s->argument_count; ++a) {
      const struct argument *arg = &s->arguments[a];
      if (arg->pointer < 0 ||
          memcmp(c->block + arg->pointer, &r->at, sizeof(r->at)))
        continue;
      p->owner = (int)a;
      p->field = -1;
      for (I k = 0; k < arg->field_count; ++k)
        if (at - r->at >= arg->fields[k].offset &&
            at - r->at < arg->fields[k].offset + arg->fields[k].size) {
          p->field = (int)k;
          if (!p->hops)
            p->from += arg->fields[k].offset;
        }
      return;
    }
    return;
  }
}

/// Runs the trace. Null, or why the memory is not known.
static const char *find_places(struct check *c) {
  struct site *s = c->s;
  struct trace *t = mmap(0, sizeof(*t), PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (t == MAP_FAILED)
    return "there is no memory for it";
  c->trace = t;
  t->frame = __builtin_frame_address(0);
  for (I a = 0; a < s->argument_count; ++a)
    if (s->arguments[a].pointer >= 0) {
      struct root r = {0, 0, 0};
      memcpy(&r.at, c->block + s->arguments[a].pointer, sizeof(r.at));
      memcpy(&r.shadow, c->block + s->arguments[a].shadow, sizeof(r.shadow));
      if (r.at && t->root_count < MAX_ROOTS)
        t->roots[t->root_count++] = r;
    }
  const char *problem = experiment(c, &t->done, run_trace);
  if (problem)
    return problem;
  if (t->hidden[0])
    return t->hidden;
  if (t->full)
    return "it reaches too many numbers in memory";
  c->places = t->places;
  c->place_count = t->place_count;
  qsort(c->places, (size_t)c->place_count, sizeof(*c->places), by_shadow);
  for (I k = 1; k < c->place_count; ++k)
    if (c->places[k].shadow <
        c->places[k - 1].shadow + size_of(c->places[k - 1].kind))
      return "two places in memory have the same shadow";
  qsort(c->places, (size_t)c->place_count, sizeof(*c->places), by_address);
  for (I k = 1; k < c->place_count; ++k)
    if (c->places[k].at < c->places[k - 1].at + size_of(c->places[k - 1].kind))
      return "its memory holds different kinds of numbers in one place";
  qsort(t->roots, (size_t)t->root_count, sizeof(*t->roots), by_root);
  for (I k = 0; k < c->place_count; ++k) {
    struct place *p = &c->places[k];
    find_owner(c, p);
    for (I g = 0; g < s->global_count; ++g)
      if (p->shadow >= s->globals[g].at &&
          p->shadow < s->globals[g].at + s->globals[g].size)
        p->constant = 1;
  }
  return 0;
}

static const char *lay_out(struct check *c) {
  const struct site *s = c->s;
  c->inputs = s->number_count + c->place_count;
  c->outputs = s->result_count + c->place_count;
  I all = 3 * c->inputs + 3 * c->outputs + c->inputs + 8;
  c->memory_size = all * (I)sizeof(double);
  c->memory = mmap(0, (size_t)c->memory_size, PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (c->memory == MAP_FAILED) {
    c->memory = 0;
    return "there is no memory for it";
  }
  double *next = (double *)c->memory;
  c->done = (volatile I *)next++;
  c->x = next;
  c->adjoint = c->x + c->inputs;
  c->v = c->adjoint + c->inputs;
  c->seed = c->v + c->inputs;
  c->base = c->seed + c->outputs;
  c->given = c->base + c->outputs; // of either size
  return 0;
}

/// Of either sign, between 1/2 and 1 in size (G. Marsaglia, Xorshift RNGs, 2003).
static double random_part(unsigned long long *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  double r = 0.5 + (double)(*state >> 40) / (1 << 25);
  return *state & 1 ? r : -r;
}

/// Inputs, seeds, and a direction: each number moves by a part of its size.
static void choose_direction(struct check *c) {
  const struct site *s = c->s;
  c->epsilon = s->narrow ? 6e-8 : 2.3e-16;
  for (I k = 0; k < c->inputs; ++k) {
    int kind = k < s->number_count ? (int)s->numbers[k].kind
                                   : c->places[k - s->number_count].kind;
    if (kind == FLOAT)
      c->epsilon = 6e-8;
    c->x[k] = k < s->number_count
                  ? read_number(c->block + s->numbers[k].value, kind)
                  : read_number(c->places[k - s->number_count].at, kind);
  }
  unsigned long long random = 0x2545f4914f6cdd1dull + (unsigned long long)s->first->calls;
  for (I k = 0; k < c->outputs; ++k) {
    double r = random_part(&random);
    const struct place *p =
        k < s->result_count ? 0 : &c->places[k - s->result_count];
    if (!p && s->results[k].kind == FLOAT)
      c->epsilon = 6e-8;
    if (p && (!p->stored || p->constant))
      c->seed[k] = 0;
    else if (s->choose)
      c->seed[k] = k ? r : 1;
    else
      c->seed[k] = p ? read_number(p->shadow, p->kind)
                     : read_number(c->block + s->results[k].seed,
                                   (int)s->results[k].kind);
  }
  for (I k = 0; k < c->inputs; ++k) {
    const struct place *p =
        k < s->number_count ? 0 : &c->places[k - s->number_count];
    double size = size_of_number(c->x[k]);
    c->v[k] = random_part(&random) * (size > 0 ? size : 1);
    if ((p && (!p->loaded || p->constant)) || !is_finite(c->x[k]))
      c->v[k] = 0;
  }
}

/// The adjoints of the inputs, by reverse mode; what was in the shadows before
/// is not theirs.
static const char *differentiate(struct check *c) {
  const struct site *s = c->s;
  const char *problem = s->reverse ? experiment(c, c->done, run_reverse) : 0;
  if (problem)
    return problem;
  memcpy(c->adjoint, c->given, (size_t)c->inputs * sizeof(double));
  for (I k = 0; k < c->place_count && s->reverse; ++k) {
    const struct place *p = &c->places[k];
    if (!p->stored)
      c->adjoint[s->number_count + k] -= read_number(p->shadow, p->kind);
  }
  c->step = 0;
  problem = experiment(c, c->done, run_primal);
  if (problem)
    return problem;
  memcpy(c->base, c->given, (size_t)c->outputs * sizeof(double));
  double sum = 0;
  for (I k = 0; k < c->outputs; ++k)
    if (c->seed[k] != 0)
      sum += c->seed[k] * c->base[k];
  return is_finite(sum) ? 0 : "its result is not finite";
}

/// The numbers that move, argument by argument.
static I in_order(const struct check *c, I *order) {
  I count = 0;
  for (I a = -1; a < c->s->argument_count; ++a) {
    I fields = a < 0 ? 0 : c->s->arguments[a].field_count;
    for (I f = -1; f < fields; ++f)
      for (I k = 0; k < c->inputs; ++k)
        if (c->v[k] != 0 && argument_of(c, k) == a && field_of(c, k) == f)
          order[count++] = k;
  }
  return count;
}

static void fail(struct check *c, struct finding *f) {
  I bytes = c->inputs * (I)(sizeof(I) + sizeof(double)) + 8;
  char *memory = private_memory(bytes);
  if (!memory)
    return;
  double *full = (double *)memory;
  I *order = (I *)(full + c->inputs), from = 0, to;
  memcpy(full, c->v, (size_t)c->inputs * sizeof(double));
  I count = in_order(c, order);
  to = count;
  blame(c, full, order, count, &from, &to, f);
  report(c, full, order, from, to, f);
  munmap(memory, (size_t)bytes);
  if (!program.strict)
    return;
  summarize();
  fflush(stdout);
  _exit(1);
}

/// Null, or why the call cannot be checked.
static const char *check_call(struct check *c) {
  struct site *s = c->s;
  const char *problem = 0;
  if (s->has_pointers && !s->forward)
    return s->alone;
  if ((s->forward && (problem = find_places(c))) || (problem = lay_out(c)))
    return problem;
  choose_direction(c);
  if ((problem = differentiate(c)))
    return problem;
  struct finding f;
  if ((problem = compare(c, 1.0 / 64, &f)))
    return problem;
  if (is_wrong(&f) && confirmed(c, &f)) {
    if (!__atomic_fetch_add(&s->first->wrong, 1, __ATOMIC_ACQ_REL))
      fail(c, &f);
    return 0;
  }
  double scale = larger(f.size, size_of_number(f.difference));
  if (scale > 0) {
    struct site *to = s->first;
    if (s->forward && s->reverse)
      to->modes =
          larger(to->modes, size_of_number(f.reverse - f.forward) / scale);
    if (f.settled)
      to->differences = larger(
          to->differences, size_of_number((s->reverse ? f.reverse : f.forward) -
                                          f.difference) /
                               scale);
  }
  return 0;
}

/// Called with the arguments of a derivative before it is.
void run(struct site *s, char *block) __asm__("wengert.check.run");
void run(struct site *s, char *block) {
  if (program.child)
    return;
  set_up(s);
  if (program.off)
    return;
  struct site *counts = listed(s);
  I call = __atomic_fetch_add(&counts->calls, 1, __ATOMIC_ACQ_REL);
  if (call % program.every)
    return;
  struct check c;
  memset(&c, 0, sizeof(c));
  c.s = s;
  c.block = block;
  const char *problem = check_call(&c);
  if (problem) {
    __atomic_fetch_add(&counts->skipped, 1, __ATOMIC_ACQ_REL);
    if (!counts->reason)
      counts->reason = problem == c.trace->hidden ? strdup(problem) : problem;
  } else {
    __atomic_fetch_add(&counts->checked, 1, __ATOMIC_ACQ_REL);
  }
  if (c.trace)
    munmap(c.trace, sizeof(*c.trace));
  if (c.memory)
    munmap(c.memory, (size_t)c.memory_size);
}
