; Every way a marker can reach a call, and every marker of arguments.
; RUN: %opt -passes='print<wengert-calls>' -disable-output %s 2>&1 | %filecheck %s
@enzyme_const = external global i32
@enzyme_dup = external global i32
@enzyme_out = external global i32
@enzyme_dupv = external global i32
@enzyme_dupnoneedv = external global i32
@enzyme_interleave = external global i32
@enzyme_not_overwritten = external global i32
@enzyme_byref = external global i32
@enzyme_noret = external global i32
@enzyme_runtime_activity = external global i32
@enzyme_strong_zero = external global i32
@enzyme_width = external global i32
@enzyme_nofree = external global i32
@_ZN4tags10enzyme_dupE = external global i32
@pointer_to_f = internal constant ptr @f
@f_alias = alias double (ptr, i64, double), ptr @f

define double @f(ptr %p, i64 %n, double %x) { ret double %x }
declare void @__enzyme_autodiff(...)
declare ptr @__enzyme_augmentfwd(...)
declare i64 @__enzyme_augmentsize(...)
declare double @_Z16__enzyme_fwddiffIdJPvddEET_S0_DpT0_(...)

; CHECK-LABEL: __enzyme_autodiff of f in addresses
; CHECK-NEXT: param 0: dup ptr %p shadow ptr %dp
; CHECK-NEXT: param 1: const i64 %n
; CHECK-NEXT: param 2: const double %x
define void @addresses(ptr %p, ptr %dp, i64 %n, double %x) {
  call void (...) @__enzyme_autodiff(ptr @f, ptr @enzyme_dup, ptr %p, ptr %dp, ptr @enzyme_const, i64 %n, ptr @enzyme_const, double %x)
  ret void
}
; CHECK-LABEL: __enzyme_autodiff of f in metadata
; CHECK-NEXT: param 0: dup ptr %p shadow ptr %dp
; CHECK-NEXT: param 1: const i64 %n
; CHECK-NEXT: param 2: const double %x
define void @metadata(ptr %p, ptr %dp, i64 %n, double %x) {
  call void (...) @__enzyme_autodiff(ptr @f, metadata !"enzyme_dup", ptr %p, ptr %dp, i64 %n, metadata !"enzyme_const", double %x)
  ret void
}
; CHECK-LABEL: __enzyme_autodiff of f in slots
; CHECK-NEXT: param 0: dup ptr %p shadow ptr %dp
; CHECK-NEXT: param 1: const i64 %n
; CHECK-NEXT: param 2: const double %x
define void @slots(ptr %p, ptr %dp, i64 %n, double %x) {
  %s = alloca i32
  %r = alloca ptr
  %g = alloca ptr
  %dup = load i32, ptr @_ZN4tags10enzyme_dupE
  store i32 %dup, ptr %s
  store ptr %s, ptr %r
  %f = load ptr, ptr @pointer_to_f
  store ptr %f, ptr %g
  %s2 = load ptr, ptr %r
  %d = load i32, ptr %s2
  %c = load i32, ptr @enzyme_const
  %w = sext i32 %c to i64
  %f2 = load ptr, ptr %g
  call void (...) @__enzyme_autodiff(ptr %f2, i32 %d, ptr %p, ptr %dp, i64 %n, i64 %w, double %x)
  ret void
}
; A marker loaded on two paths, and the function through an alias.
; CHECK-LABEL: __enzyme_autodiff of f in joined
; CHECK-NEXT: param 0: const ptr %p
define void @joined(i1 %b, ptr %p, ptr %dp, i64 %n, double %x) {
  br i1 %b, label %t, label %e
t:
  %m1 = load i32, ptr @enzyme_const
  br label %j
e:
  %m2 = load i32, ptr @enzyme_const
  br label %j
j:
  %m = phi i32 [ %m1, %t ], [ %m2, %e ]
  call void (...) @__enzyme_autodiff(ptr @f_alias, i32 %m, ptr %p, i64 %n, i32 %m, double %x)
  ret void
}
; Strides of one shadow mean nothing; properties of the call go anywhere.
; CHECK-LABEL: __enzyme_autodiff of f in strides
; CHECK-NEXT: param 0: dup ptr %p shadow ptr %dp
define void @strides(ptr %p, ptr %dp, i64 %n, double %x) {
  call void (...) @__enzyme_autodiff(ptr @f, ptr @enzyme_width, i64 1, ptr @enzyme_strong_zero, ptr @enzyme_dupv, i64 8, ptr %p, ptr %dp, i64 %n, ptr @enzyme_runtime_activity, ptr @enzyme_const, double %x, ptr @enzyme_noret)
  ret void
}
; CHECK-LABEL: __enzyme_autodiff of f in interleaved
; CHECK-NEXT: param 0: dupnoneed ptr %p shadow ptr %dp
; CHECK-NEXT: param 1: const i64 %n
; CHECK-NEXT: param 2: const double %x
; CHECK: seed double 3.000000e+00
define void @interleaved(ptr %p, ptr %dp, i64 %n, double %x) {
  call void (...) @__enzyme_autodiff(ptr @f, ptr @enzyme_dupnoneedv, i64 8, ptr %p, i64 %n, ptr @enzyme_const, double %x, ptr @enzyme_interleave, ptr %dp, double 3.0)
  ret void
}
; CHECK-LABEL: __enzyme_augmentfwd of f in split
; CHECK-NEXT: param 0: dup ptr %p shadow ptr %dp not overwritten
; CHECK: result ptr: tape at 0;
; CHECK-LABEL: __enzyme_augmentsize in split
define ptr @split(ptr %p, ptr %dp, i64 %n, double %x) {
  %t = call ptr (...) @__enzyme_augmentfwd(ptr @f, ptr @enzyme_nofree, ptr @enzyme_not_overwritten, ptr @enzyme_dup, ptr %p, ptr %dp, i64 %n, ptr @enzyme_out, double %x)
  %s = call i64 (...) @__enzyme_augmentsize(ptr @f, ptr @enzyme_dup, ptr @enzyme_const, ptr @enzyme_out)
  ret ptr %t
}
; CHECK-LABEL: __enzyme_fwddiff of f in by_reference
; CHECK: param 2: dup *ptr %x shadow *ptr %dx
define double @by_reference(ptr %p, i64 %n, ptr %x, ptr %dx) {
  %r = call double (...) @_Z16__enzyme_fwddiffIdJPvddEET_S0_DpT0_(ptr @f, ptr @enzyme_const, ptr %p, i64 %n, ptr @enzyme_dup, ptr @enzyme_byref, i64 8, ptr %x, ptr %dx)
  ret double %r
}
