// Every n-th call of each derivative is checked, the first among them.
// RUN: %clangxx -std=c++20 -g -O1 -I%include %load -mllvm -wengert-check=strict,every=10 %s -o %t
// RUN: %t 2>&1 | %filecheck %s
// RUN: env WENGERT_CHECK=every=25 %t 2>&1 | %filecheck --check-prefix=EVERY %s
// RUN: env WENGERT_CHECK=quiet %t 2>&1 | %filecheck --allow-empty --check-prefix=QUIET %s
// CHECK: wengert check: 2 derivatives checked in 11 of 110 calls: right
// RUN: rm -f %t.log
// RUN: env WENGERT_CHECK_LOG=%t.log %t 2>&1 | %filecheck --allow-empty --check-prefix=QUIET %s
// RUN: %filecheck --check-prefix=LOG %s < %t.log
// EVERY-NOT: wrong
// EVERY: wengert check: 2 derivatives checked in 5 of 110 calls: right
// QUIET-NOT: {{.}}
// LOG-DAG: square(double){{.*}}sampling.cpp:23{{.*}}sampling.cpp:18{{.*}}100{{.*}}10{{.*}}0{{.*}}0
// LOG-DAG: cube(double){{.*}}sampling.cpp:25{{.*}}10{{.*}}1
#include <wengert/wengert.hpp>


double square(double x) { return x * x; }
double cube(double x) { return x * x * x; }

int main() {
  for (int k = 1; k <= 100; ++k)
    wengert::gradient<square>(double(k));
  for (int k = 1; k <= 10; ++k)
    wengert::gradient<cube>(double(k));
}
