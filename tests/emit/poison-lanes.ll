; RUN: %opt -passes=wengert -S %s | %filecheck %s
; The second lane of %q is poison and counts for nothing: the adjoint of the
; second lane of %v is that of %p alone, d(v0 v1)/dv1 = v0.
declare void @__enzyme_autodiff(ptr, ...)

define double @f(ptr %x) {
  %v = load <2 x double>, ptr %x
  %q = shufflevector <2 x double> %v, <2 x double> poison, <2 x i32> <i32 1, i32 poison>
  %p = fmul <2 x double> %v, %q
  %r = extractelement <2 x double> %p, i64 0
  ret double %r
}

define void @g(ptr %x, ptr %dx) {
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx)
  ret void
}
; CHECK-LABEL: define internal {} @f.grad
; CHECK: [[Q:%.*]] = shufflevector <2 x double> %v, <2 x double> poison, <2 x i32> <i32 1, i32 poison>
; CHECK-NEXT: insertelement <2 x double> [[Q]], double 1.000000e+00, i64 1
; CHECK: ret {} poison
