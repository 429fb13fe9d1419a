; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s
; Active is varied and useful: depends on an input and reaches an output.
define double @both(double %x, double %c) #0 {
  %dead = fmul double %x, 3.0
  %k = fmul double %c, 2.0
  %i = fptosi double %x to i64
  %f = sitofp i64 %i to double
  %m = fmul double %x, %k
  %cmp = fcmp ogt double %x, 0.0
  %r = select i1 %cmp, double %m, double %f
  ret double %r
}
; CHECK-LABEL: activity of both
; CHECK: %x: active
; CHECK: %c: const
; CHECK: [const]  %dead
; CHECK: [const]  %k
; CHECK: [const]  %i
; CHECK: [const]  %f
; CHECK: * [active]  %m
; CHECK: [const]  %cmp
; CHECK: * [active]  %r
; CHECK: * ret double %r

; Nothing is useful when the result is const.
define double @unused(double %x) #1 {
  %m = fmul double %x, %x
  ret double %m
}
; CHECK-LABEL: activity of unused
; CHECK: [const]  %m

; Forward mode wants every tangent of a varied value.
define double @tangent(double %x, double %c) #2 {
  %m = fmul double %x, %c
  %k = fmul double %c, %c
  ret double %m
}
; CHECK-LABEL: activity of tangent
; CHECK: * [active]  %m
; CHECK: [const]  %k
attributes #0 = { "wengert-args"="out,const" "wengert-ret"="active" }
attributes #1 = { "wengert-args"="out" "wengert-ret"="const" }
attributes #2 = { "wengert-mode"="forward" "wengert-args"="out,const" }
