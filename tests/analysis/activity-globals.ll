; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s
; Globals: one that somebody stores varying floats to is active everywhere, in
; every function that reads it.
@state = internal global double 0.0
@scale = internal global double 2.0
@count = internal global i32 0
@table = internal constant [4 x double] [double 1.0, double 2.0, double 3.0, double 4.0]
@quiet = internal global double 0.0, !enzyme_inactive !0
define void @set(double %x) #0 {
  store double %x, ptr @state
  store double %x, ptr @quiet
  %n = load i32, ptr @count
  %m = add i32 %n, 1
  store i32 %m, ptr @count
  ret void
}
; CHECK-LABEL: activity of set
; CHECK: *   store double %x, ptr @state
; CHECK-NEXT: {{^ +}}store double %x, ptr @quiet
define double @get(i64 %i) #1 {
  %s = load double, ptr @state
  %k = load double, ptr @scale
  %a = getelementptr double, ptr @table, i64 %i
  %t = load double, ptr %a
  %q = load double, ptr @quiet
  %r1 = fmul double %s, %k
  %r2 = fmul double %r1, %t
  %r = fmul double %r2, %q
  ret double %r
}
; CHECK-LABEL: activity of get
; CHECK: * [active]  %s
; CHECK: [const]  %k
; CHECK: [const]  %a
; CHECK: [const]  %t
; CHECK: [const]  %q
; CHECK: * [active]  %r1
attributes #0 = { "wengert-args"="out" }
attributes #1 = { "wengert-args"="const" "wengert-ret"="active" }
!0 = !{}
