; RUN: %opt -passes='print<wengert-needs>' -disable-output %s 2>&1 | %filecheck %s
; A product needs the other factor, exp needs its result only, a sum nothing.
declare double @llvm.exp.f64(double)
define double @f(double %x, double %y) {
  %p = fmul double %x, %y
  %e = call double @llvm.exp.f64(double %p)
  %s = fadd double %e, %x
  ret double %s
}
; CHECK-LABEL: needs of f
; CHECK: %p = fmul{{.*}}<- %y %x
; CHECK: %e = call{{.*}}<- %e{{$}}
; CHECK-NOT: fadd

; Memory needs shadows' addresses, a select its condition.
define double @g(ptr %a, i1 %c, i64 %i) {
  %q = getelementptr double, ptr %a, i64 %i
  %v = load double, ptr %q
  %w = load double, ptr %a
  %s = select i1 %c, double %v, double %w
  ret double %s
}
; CHECK-LABEL: needs of g
; CHECK: %v = load{{.*}}<- shadow %q
; CHECK: %w = load{{.*}}<- shadow %a
; CHECK: %s = select{{.*}}<- %c
