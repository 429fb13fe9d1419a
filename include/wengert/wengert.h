/*===- wengert.h - Derivatives of C functions --------------------*- C -*-===*\
|* Compile with  clang -fpass-plugin=libEnzyme-22.so.                         *|
|*                                                                            *|
|*   #include <wengert/wengert.h>                                             *|
|*                                                                            *|
|*   double square(double x) { return x * x; }                               *|
|*   WENGERT_AUTODIFF(double, d_square, double (*)(double), double);          *|
|*   ... d_square(square, 3.0) == 6.0                                         *|
|*                                                                            *|
|* The first operand is the function; after it come its arguments, each with  *|
|* a marker before it or without one:                                         *|
|*                                                                            *|
|*   enzyme_const, x           not differentiated                             *|
|*   enzyme_out, x             reverse: the gradient of x is returned         *|
|*   enzyme_dup, x, dx         dx is the shadow of x: in reverse mode the     *|
|*                             gradient is added to *dx, in forward mode dx   *|
|*                             is the tangent                                 *|
|*   enzyme_dupnoneed, x, dx   as dup, and the primal value is not needed     *|
|*                                                                            *|
|* Without a marker an integer is const, a floating-point value is out        *|
|* (reverse) or dup (forward), a pointer is dup. A reverse call may end with  *|
|* the seed, the differential of the result (1 if left out). The gradients    *|
|* come back in order: one bare, several as a struct; with                    *|
|* enzyme_primal_return the value of the function stands before them.         *|
\*===----------------------------------------------------------------------===*/
#ifndef WENGERT_WENGERT_H
#define WENGERT_WENGERT_H

/* Set by the CMake package for a compiler that cannot load the plugin. */
#ifdef WENGERT_NO_PLUGIN
#error "Wengert is a plugin for clang 22: set CMAKE_C_COMPILER to clang-22"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Markers. They are never defined: the compiler plugin reads and removes
   them. */
extern int enzyme_const, enzyme_out, enzyme_dup, enzyme_dupnoneed;
extern int enzyme_not_overwritten, enzyme_byref, enzyme_interleave;
extern int enzyme_primal_return, enzyme_noret;
extern int enzyme_const_return, enzyme_active_return, enzyme_dup_return;
extern int enzyme_tape, enzyme_allocated, enzyme_nofree;
extern int enzyme_runtime_activity, enzyme_strong_zero;

/* What a pointer points to, for code whose types cannot be deduced:
   __enzyme_double(p) says that p points to doubles, __enzyme_double(p, n) that
   its first n bytes are. */
void __enzyme_float(const void *, ...);
void __enzyme_double(const void *, ...);
void __enzyme_integer(const void *, ...);
void __enzyme_pointer(const void *, ...);

#ifdef __cplusplus
}
#define WENGERT_EXTERN_C extern "C"
#else
#define WENGERT_EXTERN_C extern
#endif

/* Declare a derivative under a name of your own, with its result type and the
   types of the operands (end them with ... to pass markers):

     WENGERT_AUTODIFF(struct two, d_f, double (*)(double, double), ...);

   The compiler then checks the calls as those of any function. */
#define WENGERT_AUTODIFF(Result, Name, ...)                                    \
  WENGERT_EXTERN_C Result Name(__VA_ARGS__) __asm__(                           \
      "__enzyme_autodiff_" #Name)
#define WENGERT_FWDDIFF(Result, Name, ...)                                     \
  WENGERT_EXTERN_C Result Name(__VA_ARGS__) __asm__("__enzyme_fwddiff_" #Name)
/* The two halves of reverse mode. The first returns { tape, [value] }, the
   second takes the seed (if the function returns a float) and the tape after
   the arguments. */
#define WENGERT_AUGMENTFWD(Result, Name, ...)                                  \
  WENGERT_EXTERN_C Result Name(__VA_ARGS__) __asm__(                           \
      "__enzyme_augmentfwd_" #Name)
#define WENGERT_REVERSE(Result, Name, ...)                                     \
  WENGERT_EXTERN_C Result Name(__VA_ARGS__) __asm__("__enzyme_reverse_" #Name)

/* Facts about functions, at file scope. */
#define WENGERT_REGISTER_GRADIENT(F, Augmented, Reverse)                       \
  __attribute__((used)) void *__enzyme_register_gradient_##F[3] = {            \
      (void *)(F), (void *)(Augmented), (void *)(Reverse)}
#define WENGERT_REGISTER_DERIVATIVE(F, Forward)                                \
  __attribute__((used)) void *__enzyme_register_derivative_##F[2] = {          \
      (void *)(F), (void *)(Forward)}
#define WENGERT_FUNCTION_LIKE(F, Name)                                         \
  __attribute__((used)) void *__enzyme_function_like_##F[2] = {(void *)(F),    \
                                                               (void *)(Name)}
/* On a declaration of a function or a global variable. */
#define WENGERT_INACTIVE __attribute__((annotate("enzyme_inactive")))

#endif
