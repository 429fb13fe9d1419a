// Registrations of allocators that do not fit: the compiler says why.
// RUN: %not %clangxx -std=c++20 -fsyntax-only -ferror-limit=0 -I%include %s 2>&1 | %filecheck %s
#include <wengert/allocators.hpp>
void *take(int pool, std::size_t n);
int number(int pool, std::size_t n);
void *sized(double n);
void give(void *p);
void give_back(long pool, void *p);
void give_both(void *p, void *q);
// CHECK: static assertion failed{{.*}}: wengert: an allocator returns a pointer
template struct wengert::custom_allocator<number, give, 1>;
// CHECK: static assertion failed{{.*}}: wengert: the position of the size is that of an argument of the allocator, counted from 0
template struct wengert::custom_allocator<take, give, 2>;
// CHECK: static assertion failed{{.*}}: wengert: the size is an integer
template struct wengert::custom_allocator<sized, give, 0>;
// CHECK: static assertion failed{{.*}}: wengert: say for each argument of the function that releases what it is: -1 for the pointer, or the position of the allocator's argument that is given again
template struct wengert::custom_allocator<take, give_back, 1>;
// CHECK: static assertion failed{{.*}}: wengert: what the function that releases takes again has the type it has for the allocator, and -1 is a pointer
template struct wengert::custom_allocator<take, give_back, 1, 0, -1>;
// CHECK: static assertion failed{{.*}}: wengert: the function that releases takes the pointer once
template struct wengert::custom_allocator<take, give_both, 1, -1, -1>;
// CHECK: static assertion failed{{.*}}: wengert: an operand of the function that releases is -1 or the position of an allocator's argument
template struct wengert::custom_allocator<take, give_back, 1, 5, -1>;
void *take_near(void *near, std::size_t n);
void give_near(void *near, void *p);
// CHECK: static assertion failed{{.*}}: wengert: memory is released when the derivative is complete, and what else the allocator was given may be gone by then: the function that releases takes the pointer and at most two integers
template struct wengert::custom_allocator<take_near, give_near, 1, 0, -1>;
