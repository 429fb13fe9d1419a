// What the compiler says of one differentiating call (lib/Check/Site.cpp lays it
// out). All members are 8 bytes.
//
// The derivative's parameters and results lie in a block on the stack. Run by
// `reverse`, `forward` and `primal`, which take the block, the derivative finds
// them there.

/// Formats of floating-point numbers; the compiler names no others.
enum { DOUBLE, FLOAT, EXTENDED, WORD };

/// A number that is passed by value: where it, its tangent and its adjoint are in
/// the block.
struct number {
  I argument, kind, value, tangent, adjoint;
};
/// A number that is returned.
struct result {
  I kind, value, tangent, seed;
};
/// An argument: its name, and where in the block its pointer and the pointer to
/// its shadow are (-1: it is none). A tuple of arguments has fields.
struct field {
  const char *name;
  I offset, size;
};
struct argument {
  const char *name;
  I pointer, shadow;
  const struct field *fields;
  I field_count;
};
struct range {
  char *at;
  I size;
};

struct site {
  const char *function; ///< what is differentiated
  const char *declared; ///< its place; "" where it is not known
  const char *called;   ///< the place of the call
  const char *caller;   ///< the function with the call
  const char *rules;    ///< the rules by hand in the derivative
  const char *alone;    ///< why there is no forward mode; null if there is
  void (*primal)(void *);
  void (*forward)(void *); ///< null: `alone` says why
  void (*reverse)(void *); ///< null: forward mode is what is checked
  const struct argument *arguments;
  I argument_count;
  const struct number *numbers;
  I number_count;
  const struct result *results;
  I result_count;
  const struct range *globals; ///< tangents of variables
  I global_count;
  I has_pointers;
  I narrow;          ///< it computes with less than doubles
  I fixed;           ///< it holds something constant that is not: by hand
  I choose;          ///< the call has no seeds
  const char *words; ///< the options of the compilation

  // What has been found.
  I listed, calls, checked, skipped, wrong;
  double modes, differences; ///< the largest errors, relative
  const char *reason;        ///< why the last skipped one was
  struct site *next;
  struct site *first; ///< of the same call in the source: that counts for all
};
