; Derivatives registered by calls: every instance of a generic function registers
; its own, and the calls go away, also those that come twice or may unwind.
; RUN: %opt -passes=wengert -S %s | %filecheck %s
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

; CHECK-NOT: __enzyme
declare void @__enzyme_register_gradient_loop(ptr, ptr, ptr)
declare void @__enzyme_register_derivative_loop(ptr, ptr)
declare double @__enzyme_autodiff(ptr, ...)
declare double @__enzyme_fwddiff(ptr, ...)
declare i32 @__gxx_personality_v0(...)

define void @twice(ptr %x) noinline {
  call void @__enzyme_register_gradient_loop(ptr @twice, ptr @augmented, ptr @reverse)
  %v = load double, ptr %x
  %w = fadd double %v, %v
  store double %w, ptr %x
  ret void
}
declare void @augmented(ptr, ptr)
declare void @reverse(ptr, ptr)
declare void @tangent(ptr, ptr)

; CHECK: define double @f(double %x)
; CHECK-NEXT: %p = alloca double
; CHECK-NEXT: store double %x, ptr %p
; CHECK-NEXT: br label %run
define double @f(double %x) personality ptr @__gxx_personality_v0 {
  %p = alloca double
  store double %x, ptr %p
  call void @__enzyme_register_gradient_loop(ptr @twice, ptr @augmented, ptr @reverse)
  invoke void @__enzyme_register_derivative_loop(ptr @twice, ptr @tangent)
          to label %run unwind label %pad
run:
  call void @twice(ptr %p)
  %y = load double, ptr %p
  ret double %y
pad:
  %l = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %l
}

define double @gradient(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @f, double %x)
  ret double %d
}
define double @along(double %x, double %dx) {
  %d = call double (ptr, ...) @__enzyme_fwddiff(ptr @f, double %x, double %dx)
  ret double %d
}
; CHECK: define internal { double } @f.grad(
; CHECK: call void @augmented(
; CHECK: call void @reverse(
; CHECK: define internal { double } @f.fwd(
; CHECK: call void @tangent(
