; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s
; Through calls: per call site, by what the body does.
define internal void @store1(ptr %p, double %v) {
  store double %v, ptr %p
  ret void
}
define internal double @id(double %v) {
  ret double %v
}
define double @caller(double %x, double %c) #0 {
  %a = alloca double
  %b = alloca double
  call void @store1(ptr %a, double %x)
  call void @store1(ptr %b, double %c)
  %u = load double, ptr %a
  %v = load double, ptr %b
  %s = call double @id(double %u)
  %t = call double @id(double %v)
  %r = fmul double %s, %t
  ret double %r
}
; CHECK-LABEL: activity of caller
; CHECK: * [active]  %a
; CHECK: [const]  %b
; CHECK: *   call void @store1(ptr %a, double %x)
; CHECK-NEXT: {{^ +}}call void @store1(ptr %b, double %c)
; CHECK: * [active]  %u
; CHECK: [const]  %v
; CHECK: * [active]  %s
; CHECK: [const]  %t

; Printing is inactive; a function nobody knows is not.
define double @outside(double %x, double %c) #0 {
  %1 = call i32 (ptr, ...) @printf(ptr @fmt, double %x)
  %u = call double @mystery(double %x)
  %v = call double @mystery(double %c)
  %m = call double @known(double %x)
  %r = fadd double %u, %v
  %s = fadd double %r, %m
  ret double %s
}
; CHECK-LABEL: activity of outside
; CHECK: [const]  %1 = call i32
; CHECK: * [active]  %u
; CHECK: [const]  %v
; CHECK: [const]  %m
declare double @mystery(double)
declare double @known(double) "enzyme_inactive"
declare i32 @printf(ptr, ...)
@fmt = constant [3 x i8] c"%g\00"
attributes #0 = { "wengert-args"="out,const" }
