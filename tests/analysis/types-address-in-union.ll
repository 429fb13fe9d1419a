; An address that shares an integer with sizes and codes, as Rust's results in
; unions do, stays an address; choosing among addresses keeps the element size.
; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | FileCheck %s
declare ptr @malloc(i64)

; CHECK-LABEL: types of f
; CHECK: %i = {0+8:Pointer}
; CHECK: %r = {0+8:Pointer}
; CHECK: %q = {0+8:Pointer} -> {0+8:double} every 8
define double @f(i64 %n, double %v) {
e:
  %z = icmp ult i64 %n, 9
  br i1 %z, label %m, label %a
a:
  %p = call ptr @malloc(i64 %n)
  %i = ptrtoint ptr %p to i64
  br label %m
m:
  %r = phi i64 [ %i, %a ], [ %n, %e ]
  %q = inttoptr i64 %r to ptr
  store double %v, ptr %q
  %w = load double, ptr %q
  ret double %w
}
