; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s
; Functions called through pointers: the address has a shadow (its descriptor)
; where a call goes through it, and nowhere else.
@ops = constant [2 x ptr] [ptr @sq, ptr @cube]
@log = constant [1 x ptr] [ptr @show]
define internal double @sq(double %x) {
  %r = fmul double %x, %x
  ret double %r
}
define internal double @cube(double %x) {
  %s = fmul double %x, %x
  %r = fmul double %s, %x
  ret double %r
}
define internal void @show(double %x) "enzyme_inactive" {
  ret void
}
define double @apply(double %x, i64 %i) #0 {
  %a = getelementptr ptr, ptr @ops, i64 %i
  %f = load ptr, ptr %a
  %r = call double %f(double %x)
  ret double %r
}
; CHECK-LABEL: activity of apply
; CHECK: * [active]  %a
; CHECK: * [active]  %f
; CHECK: * [active]  %r
define double @other(double %x) #1 {
  %slot = alloca ptr
  store ptr @sq, ptr %slot
  %f = load ptr, ptr %slot
  %c = icmp eq ptr %f, null
  %r = select i1 %c, double %x, double 0.0
  ret double %r
}
; CHECK-LABEL: activity of other
; CHECK: [const]  %slot
; CHECK: [const]  %f
attributes #0 = { "wengert-args"="out,const" }
attributes #1 = { "wengert-args"="out" }
