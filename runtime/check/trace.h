// Which memory does the derivative reach? A pointer has no length: the forward
// derivative, run as an experiment, reports each access. What comes of it is the
// list of numbers outside of the derivative's own memory, with their shadows,
// and whether they are read before they are written.

/// A number in memory.
struct place {
  char *at, *shadow;
  unsigned char kind, loaded, stored, constant;
  int owner;       ///< the argument that leads to it; -1: not known
  int field;       ///< of a tuple of arguments
  int hops;        ///< pointers in memory on the way
  char *from;      ///< what the last pointer points to
};
/// An address that was read from memory (or passed): who points to what.
struct root {
  char *at, *shadow, *from;
};

enum { MAX_PLACES = 1 << 22, MAX_ROOTS = 1 << 14 };

struct trace {
  volatile I done;
  char *frame; ///< below it is the stack of the derivative
  I place_count, root_count;
  I full;
  I fixed; ///< something active goes to memory that is its own shadow
  char hidden[256]; ///< what reaches memory out of sight; "" if nothing does
  I own_count, own_room;
  struct range *own; ///< allocated by the derivative; disjoint, in order
  I slot_count;
  I *slots; ///< hash table of places: index + 1
  struct root roots[MAX_ROOTS];
  struct place places[MAX_PLACES];
};

static I size_of(int kind) {
  return kind == FLOAT ? 4 : kind == EXTENDED ? 16 : 8;
}

static double read_number(const void *p, int kind) {
  if (kind == FLOAT) {
    float x;
    memcpy(&x, p, sizeof(x));
    return (double)x;
  }
#ifdef __x86_64__
  if (kind == EXTENDED) {
    long double x;
    memcpy(&x, p, 10);
    return (double)x;
  }
#endif
  double x;
  memcpy(&x, p, sizeof(x));
  return x;
}

static void write_number(void *p, int kind, double value) {
  if (kind == FLOAT) {
    float x = (float)value;
    memcpy(p, &x, sizeof(x));
    return;
  }
#ifdef __x86_64__
  if (kind == EXTENDED) {
    long double x = (long double)value;
    memcpy(p, &x, 10);
    return;
  }
#endif
  memcpy(p, &value, sizeof(value));
}

static void *private_memory(I bytes) {
  void *p = mmap(0, (size_t)bytes, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return p == MAP_FAILED ? 0 : p;
}

/// The first own range that ends behind p.
static I own_from(const struct trace *t, const char *p) {
  I low = 0, high = t->own_count;
  while (low < high) {
    I middle = (low + high) / 2;
    if (t->own[middle].at + t->own[middle].size > p)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

static int is_own(const struct trace *t, const char *p) {
  char here;
  if (p >= &here && p < t->frame)
    return 1;
  I k = own_from(t, p);
  return k < t->own_count && t->own[k].at <= p;
}

static void add_own(struct trace *t, char *p, I size) {
  I k = own_from(t, p), last = k;
  char *end = p + size;
  if (k < t->own_count && t->own[k].at <= p &&
      t->own[k].at + t->own[k].size >= end)
    return;
  for (; last < t->own_count && t->own[last].at < end; ++last) {
    char *other = t->own[last].at + t->own[last].size;
    p = t->own[last].at < p ? t->own[last].at : p;
    end = other > end ? other : end;
  }
  if (last == k) {
    if (t->own_count == t->own_room) {
      I room = t->own_room ? 2 * t->own_room : 256;
      struct range *more = private_memory(room * (I)sizeof(*more));
      if (!more) {
        t->full = 1;
        return;
      }
      if (t->own_count)
        memcpy(more, t->own, (size_t)t->own_count * sizeof(*more));
      t->own = more;
      t->own_room = room;
    }
    memmove(t->own + k + 1, t->own + k,
            (size_t)(t->own_count - k) * sizeof(*t->own));
    ++t->own_count;
  } else if (last > k + 1) {
    memmove(t->own + k + 1, t->own + last,
            (size_t)(t->own_count - last) * sizeof(*t->own));
    t->own_count -= last - k - 1;
  }
  t->own[k].at = p;
  t->own[k].size = end - p;
}

static I slot_of(const struct trace *t, const char *p) {
  unsigned long long x = (unsigned long long)p * 0x9e3779b97f4a7c15ull;
  return (I)((x >> 20) & (unsigned long long)(t->slot_count - 1));
}

static int grow_slots(struct trace *t) {
  I old = t->slot_count;
  t->slot_count = old ? 2 * old : 4096;
  if (old)
    munmap(t->slots, (size_t)old * sizeof(I));
  t->slots = private_memory(t->slot_count * (I)sizeof(I));
  if (!t->slots)
    return 0;
  for (I k = 0; k < t->place_count; ++k) {
    I s = slot_of(t, t->places[k].at);
    while (t->slots[s])
      s = (s + 1) & (t->slot_count - 1);
    t->slots[s] = k + 1;
  }
  return 1;
}

static void note_number(struct trace *t, char *p, char *shadow, int kind,
                        int store) {
  if (t->full)
    return;
  if (2 * t->place_count >= t->slot_count && !grow_slots(t)) {
    t->full = 1;
    return;
  }
  I s = slot_of(t, p);
  for (; t->slots[s]; s = (s + 1) & (t->slot_count - 1)) {
    struct place *old = &t->places[t->slots[s] - 1];
    if (old->at == p) {
      old->stored |= (unsigned char)store;
      return;
    }
  }
  if (is_own(t, p))
    return;
  if (t->place_count == MAX_PLACES) {
    t->full = 1;
    return;
  }
  struct place new = {p, shadow, (unsigned char)kind, (unsigned char)!store,
                      (unsigned char)store, 0, -1, 0, 0, 0};
  t->places[t->place_count++] = new;
  t->slots[s] = t->place_count;
}

static void hide(struct trace *t, const char *what) {
  if (!t->hidden[0])
    snprintf(t->hidden, sizeof(t->hidden), "%s", what);
}

/// The derivative reads (how: 0) or writes (1) the floats of a format (kind)
/// that are Size bytes at Offset of every Period bytes in Length bytes at p.
void touch(char *p, char *shadow, I length, I period, I offset, I size, I kind,
           I how) __asm__("wengert.check.touch");
void touch(char *p, char *shadow, I length, I period, I offset, I size, I kind,
           I how) {
  struct trace *t = program.trace;
  if (!t || !shadow)
    return;
  if (p == shadow) {
    t->fixed |= how && !is_own(t, p);
    return;
  }
  I step = size_of((int)kind);
  for (I at = 0; at + offset < length; at += period)
    for (I k = offset; k + step <= offset + size && at + k + step <= length;
         k += step) {
      char *q = p + at + k;
      int format = (int)kind;
      if (kind == WORD) {
        unsigned long long bits;
        memcpy(&bits, q, sizeof(bits));
        if (bits >> 52 == 0) // an address, or zero
          continue;
        format = DOUBLE;
      }
      note_number(t, q, shadow + at + k, format, how != 0);
    }
}

/// It reads the address value, with this shadow, at `from`.
void follow(char *from, char *value, char *shadow)
    __asm__("wengert.check.follow");
void follow(char *from, char *value, char *shadow) {
  struct trace *t = program.trace;
  if (!t || !value || value == shadow || t->root_count == MAX_ROOTS)
    return;
  for (I k = t->root_count; k-- && k > t->root_count - 8;)
    if (t->roots[k].at == value)
      return;
  struct root r = {value, shadow, from};
  t->roots[t->root_count++] = r;
}

/// It allocates; size 0: it releases.
void own(char *p, I size) __asm__("wengert.check.own");
void own(char *p, I size) {
  struct trace *t = program.trace;
  if (!t || !p)
    return;
  if (size)
    add_own(t, p, size);
  else if (!is_own(t, p))
    hide(t, "it releases memory of its caller's");
}

/// Is somebody listening?
I tracing(void) __asm__("wengert.check.tracing");
I tracing(void) { return program.trace != 0; }

/// It reaches active memory out of sight.
void unseen(const char *what) __asm__("wengert.check.unseen");
void unseen(const char *what) {
  if (program.trace)
    hide(program.trace, what);
}
