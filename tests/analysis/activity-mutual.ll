; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s
; Mutual recursion that only works on a global, without active operands.
@state = internal global double 0.0
define internal void @even(i32 %n) {
  %z = icmp eq i32 %n, 0
  br i1 %z, label %done, label %more
more:
  %m = sub i32 %n, 1
  call void @odd(i32 %m)
  br label %done
done:
  ret void
}
define internal void @odd(i32 %n) {
  %m = sub i32 %n, 1
  call void @even(i32 %m)
  %s = load double, ptr @state
  %t = fmul double %s, %s
  store double %t, ptr @state
  ret void
}
define double @run(double %x, i32 %n) {
  store double %x, ptr @state
  call void @even(i32 %n)
  %r = load double, ptr @state
  ret double %r
}
; CHECK-LABEL: activity of even
; CHECK: *   call void @odd
; CHECK-LABEL: activity of odd
; CHECK: *   call void @even
; CHECK-LABEL: activity of run
; CHECK: *   call void @even
