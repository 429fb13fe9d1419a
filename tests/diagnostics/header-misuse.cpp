// Wrong use of the C++ header is caught by the compiler, in words.
// RUN: %not %clangxx -std=c++20 -fsyntax-only -ferror-limit=0 -I%include %s 2>&1 | %filecheck %s
#include <wengert/wengert.hpp>
using namespace wengert;
double f(double x, double y) { return x * y; }
double g(const double *x, int n) { return x[n]; }
double h(const double &x) { return x; }
struct callable {
  template <class T> T operator()(T x) const { return x; }
};
struct owner {
  double *p;
  owner(const owner &);
  ~owner();
};
double takes_owner(owner o) { return *o.p; }
void use(double x, double *p, double *dp, float *q, owner o) {
  // CHECK: static assertion failed{{.*}}: wengert: pass one argument for each parameter of the function
  gradient<f>(x);
  // CHECK: static assertion failed{{.*}}: wengert: a pointer, reference or class argument needs constant(x), active(x) or duplicated(x, dx)
  gradient<g>(p, 3);
  // CHECK: static assertion failed{{.*}}: wengert: active(x) is for arguments passed by value; use duplicated(x, dx) for pointers and references
  gradient<h>(active(x));
  // CHECK: static assertion failed{{.*}}: wengert: in reverse mode duplicated(x, dx) is for pointers and references; use active(x) for a value
  gradient<f>(duplicated(x, x), x);
  // CHECK: static assertion failed{{.*}}: wengert: in jvp a floating-point argument needs duplicated(x, dx) or constant(x)
  jvp<f>(x, x);
  // CHECK: static assertion failed{{.*}}: wengert: active(x) has no meaning in jvp; use duplicated(x, dx)
  jvp<f>(active(x), constant(x));
  // CHECK: static assertion failed{{.*}}: wengert: the shadow must have the type of the parameter
  gradient<g>(duplicated(p, q), 3);
  // CHECK: static assertion failed{{.*}}: wengert: the shadow of a reference must be a variable of the same type
  gradient<h>(duplicated(x, q));
  // CHECK: static assertion failed{{.*}}: wengert: the function must be a function, a function pointer or an object with one call operator that is no template
  gradient(callable(), x);
  // CHECK: static assertion failed{{.*}}: wengert: active(x) of a class that owns memory; let the function take a reference and use duplicated(x, dx)
  gradient<takes_owner>(active(o));
  // CHECK: static assertion failed{{.*}}: wengert: duplicated(x, dx) of a class passed by value would add gradients to a copy; let the function take a reference
  gradient<takes_owner>(duplicated(o, o));
}
