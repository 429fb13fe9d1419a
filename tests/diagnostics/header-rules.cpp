// Rules that do not fit their functions: the compiler says what they must be.
// RUN: %not %clangxx -std=c++20 -fsyntax-only -ferror-limit=0 -I%include %s 2>&1 | %filecheck %s
// RUN: %not %clangxx -std=c++20 -fsyntax-only -ferror-limit=0 -I%include %s 2>&1 | %filecheck --check-prefix=QUIET %s
// The message, and where it comes from; nothing else.
// QUIET-NOT: warning:
// QUIET: 10 errors generated.
#include <wengert/rules.hpp>
using namespace wengert;
struct pair { double a, b; };
struct model { double energy(double x, int n) const; };
double f(double x, const double *p, int n, float y);
void g(const double &x, double &y);
double h(pair p);
pair k(double x);
double over(double x);
float over(float x);

double no_shadow(double x, const double *p, int n, float y, double seed);
// CHECK: static assertion failed{{.*}}: wengert: the reverse rule of this function must have the type 'wengert::results<double, float> (double, const double *, double *, int, float, double)'
template struct wengert::custom_vjp<f, no_shadow>;
double one_gradient(double x, const double *p, double *dp, int n, float y, double seed);
// CHECK: static assertion failed{{.*}}: wengert: the reverse rule of this function must have the type 'wengert::results<double, float> (double, const double *, double *, int, float, double)'
template struct wengert::custom_vjp<f, one_gradient>;
double along(double x, const double *p, double *dp, int n, float y);
// CHECK: static assertion failed{{.*}}: wengert: the forward rule of this function must have the type 'double (double, double, const double *, double *, int, float, float)'
template struct wengert::custom_jvp<f, along>;
// CHECK: static assertion failed{{.*}}: wengert: the augmented function of this rule must have the type 'wengert::kept_result<{{.*}}your_tape, double> (double, const double *, int, float)' with a tape of your own
template struct wengert::custom_vjp<f, f, one_gradient>;
results<double, float> with_tape(double x, const double *p, double *dp, int n, float y, double seed, const float &tape);
// CHECK: static assertion failed{{.*}}: wengert: the reverse rule of this function must have the type 'wengert::results<double, float> (double, const double *, double *, int, float, double, {{.*}}pair &)'
template struct wengert::custom_vjp<f, [](double, const double *, int, float) { return kept(pair(), 1.0); }, with_tape>;
void back(const double &x, double &dx, double &y, double &dy);
// CHECK: static assertion failed{{.*}}: wengert: the reverse rule of this function must have the type 'void (const double &, double *, double &, double *)'
template struct wengert::custom_vjp<g, back>;
double energy_back(const model &, double x, int n, double seed);
// CHECK: static assertion failed{{.*}}: wengert: the reverse rule of this function must have the type 'double (const model &, model *, double, int, double)'
template struct wengert::custom_vjp<&model::energy, energy_back>;
// CHECK: static assertion failed{{.*}}: wengert: a function with a rule takes floating-point numbers, integers, pointers and references; pass a struct by reference
template struct wengert::custom_vjp<h, no_shadow>;
// CHECK: static assertion failed{{.*}}: wengert: a function with a rule returns a floating-point number, an integer or nothing; write other results through a reference
template struct wengert::custom_vjp<k, no_shadow>;
// CHECK: static assertion failed{{.*}}: wengert: a rule is for a function or a member function; of an overload set name one by static_cast
template struct wengert::custom_vjp<[](double x) { return x; }, no_shadow>;
